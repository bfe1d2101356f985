#include "core/cost/cost_model.h"
#include "core/error.h"
#include "core/policy/policy.h"
#include "core/trace/split.h"
#include "tests/core/policy/small_traces.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>

using namespace exitscope;
using trace::Trace;

namespace {

/// Ten examples with one to three units each, but for example 4 that has none; everything a trace may carry.
Trace::Arrays tokenArrays()
{
    Trace::Arrays a;
    a.exitLayer = { 2, 4, 6 };
    a.textOffset = { 0 };
    std::int64_t unit = 0;
    for (std::int64_t example = 0; example < 10; ++example) {
        for (std::int64_t k = 0; example != 4 && k <= example % 3; ++k, ++unit) {
            const auto value = static_cast<float>(unit);
            for (int exit = 0; exit < 3; ++exit) {
                a.logits.insert(a.logits.end(), { std::sin(value + static_cast<float>(exit)), 0.5F });
                a.similarity.push_back(value + 0.1F * static_cast<float>(exit));
                a.learned.push_back(0.01F * value + 0.1F * static_cast<float>(exit));
            }
            a.labels.push_back(unit % 2);
            a.example.push_back(example);
            a.position.push_back(static_cast<std::int32_t>(k + 1));
        }
        a.length.push_back(static_cast<std::int32_t>(10 + example));
        for (int exit = 1; exit <= 3; ++exit)
            a.layerFlops.push_back(static_cast<float>(100 * exit + example));
        a.embedding.insert(a.embedding.end(), { static_cast<float>(example), 0.5F });
        const std::string text(static_cast<std::size_t>(example), static_cast<char>('a' + example));
        a.text.insert(a.text.end(), text.begin(), text.end());
        a.textOffset.push_back(static_cast<std::int64_t>(a.text.size()));
    }
    return a;
}

std::shared_ptr<const Trace> tokenTrace()
{
    trace::TraceInfo info { "ner", { "O", "I" }, "m", "11", "d", "22",
        { { "tags", R"(["0","1","2","3","4","5","6","7","8","9"])" }, { "dtype", "f32" } } };
    return Trace::fromArrays(tokenArrays(), 2, std::move(info));
}

/// The units of the whole trace that belong to `examples`, in order.
std::vector<std::int64_t> unitsIn(const Trace& whole, const std::vector<std::int64_t>& examples)
{
    std::vector<std::int64_t> units;
    for (std::int64_t unit = 0; unit < whole.units(); ++unit)
        if (std::ranges::binary_search(examples, whole.exampleOf(unit)))
            units.push_back(unit);
    return units;
}

void compareReplay(const Trace& whole, const std::vector<std::int64_t>& examples, const char* spec)
{
    const auto all = policy::replay(whole, policy::parseSpec(spec));
    const auto part = trace::subset(whole, examples);
    const auto some = policy::replay(*part, policy::parseSpec(spec));
    const auto units = unitsIn(whole, examples);
    const cost::CostModel wholeCost(whole);
    const cost::CostModel partCost(*part);
    QCOMPARE(some.exit.size(), units.size());
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto unit = static_cast<std::size_t>(units[i]);
        QCOMPARE(some.exit[i], all.exit[unit]);
        QCOMPARE(some.predictedClass[i], all.predictedClass[unit]);
        QCOMPARE(partCost.unit(static_cast<std::int64_t>(i), 1, 2), wholeCost.unit(units[i], 1, 2));
    }
}

} // namespace

class TestSplit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halvesAreDisjointAndComplete()
    {
        const auto whole = test::randomTrace({ .units = 1001 });
        for (const double share : { 0.001, 0.2, 0.5, 0.8, 0.9999 }) {
            const auto split = trace::splitExamples(*whole, { .share = share, .seed = 7 });
            QVERIFY(std::ranges::is_sorted(split.calibration) && std::ranges::is_sorted(split.test));
            QVERIFY(!split.calibration.empty() && !split.test.empty());
            QCOMPARE(static_cast<std::int64_t>(split.calibration.size()), std::llround(share * 1001) == 1001
                    ? 1000 : std::llround(share * 1001));
            auto both = split.calibration;
            both.insert(both.end(), split.test.begin(), split.test.end());
            std::ranges::sort(both);
            std::vector<std::int64_t> every(1001);
            std::iota(every.begin(), every.end(), 0);
            QCOMPARE(both, every);
        }
    }

    /// The seed alone decides, on every machine: the first examples of one known split are written down here.
    void aSeedIsASplit()
    {
        const auto whole = test::randomTrace({ .units = 300 });
        const auto one = trace::splitExamples(*whole, { .seed = 1 });
        QCOMPARE(trace::splitExamples(*whole, { .seed = 1 }).calibration, one.calibration);
        QVERIFY(trace::splitExamples(*whole, { .seed = 2 }).calibration != one.calibration);
        const std::vector<std::int64_t> first(one.calibration.begin(), one.calibration.begin() + 6);
        QCOMPARE(first, (std::vector<std::int64_t> { 4, 5, 6, 7, 8, 9 }));
    }

    /// Over many seeds each example lands in the calibration half as often as the share says (binomial, 5 sigma).
    void everyExampleIsAsLikely()
    {
        const auto whole = test::randomTrace({ .units = 40 });
        std::vector<int> drawn(40);
        constexpr int seeds = 2000;
        for (int seed = 0; seed < seeds; ++seed)
            for (const auto example :
                trace::splitExamples(*whole, { .share = 0.3, .seed = static_cast<std::uint64_t>(seed) }).calibration)
                ++drawn[static_cast<std::size_t>(example)];
        const double sigma = std::sqrt(seeds * 0.3 * 0.7);
        for (const int times : drawn)
            QVERIFY(std::abs(times - seeds * 0.3) < 5 * sigma);
    }

    void strataKeepTheirShare()
    {
        const auto whole = test::randomTrace({ .units = 997, .classes = 5 });
        const auto split = trace::splitExamples(*whole, { .share = 0.25, .seed = 3, .isStratified = true });
        std::map<std::int64_t, std::pair<int, int>> counts; // label: in the calibration half, in all
        for (const auto example : split.calibration)
            ++counts[whole->labels()[static_cast<std::size_t>(example)]].first;
        for (const auto label : whole->labels())
            ++counts[label].second;
        QCOMPARE(counts.size(), std::size_t { 6 }); // five classes, and the examples without a label
        for (const auto& [label, count] : counts)
            QVERIFY(std::abs(count.first - 0.25 * count.second) <= 1.0);
        QCOMPARE(split.calibration.size() + split.test.size(), std::size_t { 997 });
    }

    void examplesStayWhole()
    {
        const auto whole = tokenTrace();
        const auto split = trace::splitExamples(*whole, { .seed = 5 });
        auto both = split.calibration;
        both.insert(both.end(), split.test.begin(), split.test.end());
        std::ranges::sort(both);
        QCOMPARE(both, (std::vector<std::int64_t> { 0, 1, 2, 3, 5, 6, 7, 8, 9 })); // example 4 has no unit
        const auto units = trace::subset(*whole, split.calibration)->units() + trace::subset(*whole, split.test)->units();
        QCOMPARE(units, whole->units());
    }

    void subsetCarriesEverything()
    {
        const auto whole = tokenTrace();
        const std::vector<std::int64_t> examples { 2, 4, 5, 9 };
        const auto part = trace::subset(*whole, examples);
        const auto units = unitsIn(*whole, examples);
        QCOMPARE(part->examples(), 4);
        QCOMPARE(part->units(), static_cast<std::int64_t>(units.size()));
        QVERIFY(part->path().empty());
        QVERIFY(std::ranges::equal(part->exitLayer(), whole->exitLayer()));
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto unit = static_cast<std::size_t>(units[i]);
            QCOMPARE(part->labels()[i], whole->labels()[unit]);
            QCOMPARE(part->position()[i], whole->position()[unit]);
            QCOMPARE(examples[static_cast<std::size_t>(part->exampleOf(static_cast<std::int64_t>(i)))],
                whole->exampleOf(units[i]));
            for (std::size_t exit = 0; exit < 3; ++exit) {
                QCOMPARE(part->similarity()[i * 3 + exit], whole->similarity()[unit * 3 + exit]);
                QCOMPARE(part->learned()[i * 3 + exit], whole->learned()[unit * 3 + exit]);
                QVERIFY(std::ranges::equal(part->logits(static_cast<std::int64_t>(i), static_cast<std::int64_t>(exit)),
                    whole->logits(units[i], static_cast<std::int64_t>(exit))));
            }
        }
        for (std::size_t i = 0; i < examples.size(); ++i) {
            const auto example = static_cast<std::size_t>(examples[i]);
            QCOMPARE(part->length()[i], whole->length()[example]);
            QCOMPARE(part->layerFlops()[i * 3 + 2], whole->layerFlops()[example * 3 + 2]);
            QCOMPARE(part->embeddingWidth(), 2);
            QCOMPARE(part->embedding()[i * 2], whole->embedding()[example * 2]);
            QCOMPARE(part->text(static_cast<std::int64_t>(i)), whole->text(examples[i]));
        }
        QCOMPARE(part->info().modelSha256, whole->info().modelSha256);
        QVERIFY(part->info().labelNames == whole->info().labelNames);
        QVERIFY(part->info().extra[0].second == R"(["2","4","5","9"])");
        QVERIFY(part->info().extra[1] == whole->info().extra[1]);
    }

    void subsetReplaysAsTheWhole()
    {
        const auto sentences = test::randomTrace({ .units = 500, .classes = 3, .withSimilarity = true, .withCosts = true });
        const auto half = trace::splitExamples(*sentences, { .seed = 9 }).calibration;
        for (const char* spec : { "entropy:threshold=0.6", "confidence:threshold=0.7", "patience:patience=2",
                 "saturation:threshold=0.8", "learned:threshold=0.5", "fixed:layer=5", "oracle:kind=agree" })
            compareReplay(*sentences, half, spec);
        compareReplay(*tokenTrace(), { 0, 2, 3, 8 }, "margin:threshold=0.02");
    }

    void regressionIsSplitToo()
    {
        const auto whole = test::randomTrace({ .units = 50, .classes = 1 });
        const auto split = trace::splitExamples(*whole, { .isStratified = true });
        const auto part = trace::subset(*whole, split.test);
        QVERIFY(part->isRegression());
        QCOMPARE(part->targets()[0], whole->targets()[static_cast<std::size_t>(split.test[0])]);
    }

    void badRequestsAreRefused()
    {
        const auto whole = test::randomTrace({ .units = 5 });
        for (const double share : { 0.0, 1.0, -0.1, 1.5, std::nan("") })
            QVERIFY_EXCEPTION_THROWN((void)trace::splitExamples(*whole, { .share = share }), InputError);
        QVERIFY_EXCEPTION_THROWN((void)trace::splitExamples(*test::randomTrace({ .units = 1 }), {}), InputError);
        using Examples = std::vector<std::int64_t>;
        for (const auto& examples : { Examples {}, Examples { 5 }, Examples { -1 }, Examples { 1, 1 }, Examples { 2, 1 } })
            QVERIFY_EXCEPTION_THROWN((void)trace::subset(*whole, examples), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)trace::subset(*tokenTrace(), Examples { 4 }), std::invalid_argument);
    }
};

QTEST_APPLESS_MAIN(TestSplit)
#include "tst_split.moc"

#include "core/error.h"
#include "core/policy/exact_curve.h"
#include "core/policy/parameters.h"
#include "small_traces.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace exitscope;
using test::only;
using test::traceOf;

namespace {

/// methods.md §10.2
std::shared_ptr<const trace::Trace> fourLayers()
{
    return traceOf({ { 0.2F, 0.1F, 0.8F, -0.3F, 1.5F, -1.0F, 3, -2 } }, 2, { 0 });
}

/// One unit whose exits answer these classes, with two or three classes.
std::shared_ptr<const trace::Trace> answers(const std::vector<int>& classes, std::int64_t label = 0)
{
    std::vector<float> logits;
    for (const int chosen : classes)
        for (int c = 0; c < 2; ++c)
            logits.push_back(c == chosen ? 1.0F : 0.0F);
    return traceOf({ logits }, 2, { label });
}

std::shared_ptr<const trace::Trace> outputs(std::vector<float> values, float target = 0)
{
    trace::Trace::Arrays a;
    for (std::int32_t layer = 1; layer <= static_cast<std::int32_t>(values.size()); ++layer)
        a.exitLayer.push_back(layer);
    a.logits = std::move(values);
    a.targets = { target };
    return trace::Trace::fromArrays(std::move(a), 1, {});
}

using Pair = std::pair<int, int>;

double meanExit(const policy::Outcome& outcome)
{
    return std::accumulate(outcome.exit.begin(), outcome.exit.end(), 0.0) / static_cast<double>(outcome.exit.size());
}

std::int64_t rightOnes(const trace::Trace& trace, const policy::Outcome& outcome)
{
    std::int64_t right = 0;
    for (std::size_t u = 0; u < outcome.exit.size(); ++u)
        right += outcome.predictedClass[u] == trace.labels()[u];
    return right;
}

} // namespace

class TestPolicies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void checkValuesOfOneExample_data() // CV7 to CV13
    {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<int>("exit");
        const auto row = [](const char* spec, int exit) { QTest::newRow(spec) << QByteArray(spec) << exit; };
        row("entropy:threshold=0.3", 3);
        row("entropy:threshold=0.6", 2);
        row("entropy:threshold=0.2", 4);
        row("entropy:threshold=0", 4);
        row("entropy:threshold=0.5,normalised=true", 3);
        row("confidence:threshold=0.75", 2);
        row("confidence:threshold=0.7502", 2); // 0.750260 is more
        row("confidence:threshold=0.7503", 3);
        row("margin:threshold=0.5", 2);
        row("margin:threshold=0.9", 4);
        row("patience:patience=1", 2);
        row("patience:patience=2", 3);
        row("patience:patience=3", 4);
        row("patience:patience=4", 4);
        row("patience:patience=0", 4);
        row("fixed:layer=3", 3);
        row("entropy:threshold=0.6,first_exit=3", 3);
        row("entropy:threshold=0.6,exit_every=2", 3);
        row("entropy:threshold=0.6,first_exit=9", 4);
        row("entropy:threshold=0.5;0.5;0.5", 3);
        row("entropy:threshold=0.7;0;0;0", 1);
        row("confidence:threshold=0.75,temperature=1;2;1;1", 3);
        row("confidence:threshold=0.75,temperature=0.1", 2);
        row("patience:patience=1,first_exit=2", 3);
        row("patience:patience=1,exit_every=2", 3);
        row("fixed:layer=1,first_exit=3", 3);
    }

    void checkValuesOfOneExample()
    {
        QFETCH(QByteArray, spec);
        QFETCH(int, exit);
        QCOMPARE(only(*fourLayers(), spec.constData()), Pair(exit, 0));
    }

    void patienceCountsAgreementsFromZero() // CV14, CV15
    {
        QCOMPARE(only(*answers({ 0, 1, 1, 1, 0, 0 }), "patience:patience=2"), Pair(4, 1));
        QCOMPARE(only(*answers({ 0, 1, 1, 1, 0, 0 }), "patience:patience=3"), Pair(6, 0));
    }

    void patienceOfRegression() // CV16, CV17
    {
        const auto trace = outputs({ 2.0F, 2.5F, 2.6F, 2.65F, 2.66F });
        const auto outcome = policy::replay(*trace, policy::parseSpec("patience:patience=2,tolerance=0.2"));
        QCOMPARE(outcome.exit[0] + 1, 4);
        QCOMPARE(outcome.predictedValue[0], 2.65F);
        QVERIFY(outcome.predictedClass.empty());
        QCOMPARE(only(*outputs({ 0.5F, 1.0F, 0.5F, 0.5F }), "patience:patience=1,tolerance=0.5").first, 4);
        QCOMPARE(only(*outputs({ 0.5F, 1.0F, 0.5F, 0.5F }), "patience:patience=1,tolerance=0.5625").first, 2);
        QVERIFY_THROWS_EXCEPTION(InputError, only(*trace, "patience:patience=2"));
    }

    void oracles() // CV19, CV20
    {
        QCOMPARE(only(*answers({ 1, 0, 0, 0 }, 1), "oracle:kind=correct"), Pair(1, 1));
        QCOMPARE(only(*answers({ 1, 0, 0, 0 }, 1), "oracle:kind=agree"), Pair(2, 0));
        QCOMPARE(only(*answers({ 0, 0, 0 }, 1), "oracle"), Pair(3, 0));
        QCOMPARE(only(*answers({ 0, 0, 0 }, 1), "oracle:cheap_fail=true"), Pair(1, 0));
        QCOMPARE(only(*answers({ 1, 0, 1 }, -1), "oracle"), Pair(3, 1));
        QCOMPARE(only(*answers({ 1, 0, 0, 0 }, 1), "oracle:kind=agree,first_exit=3"), Pair(3, 0));
    }

    void oraclesOfRegression()
    {
        const auto trace = outputs({ 1.0F, 2.0F, 3.0F, 2.25F }, 3.25F);
        QCOMPARE(only(*trace, "oracle:tolerance=0.5").first, 3);
        QCOMPARE(only(*trace, "oracle:tolerance=0.25").first, 4); // strict
        QCOMPARE(only(*trace, "oracle:kind=agree,tolerance=0.5").first, 2);
        QVERIFY_THROWS_EXCEPTION(InputError, only(*trace, "oracle:kind=agree"));
    }

    void saturationAndLearnedTakeEquality()
    {
        trace::Trace::Arrays a;
        a.logits = { 1, 0, 0, 1, 1, 0, 0, 1 };
        a.exitLayer = { 3, 6, 9, 12 };
        a.similarity = { 1.0F, 0.5F, 0.75F, 0.9F };
        a.learned = { 0.5F, std::nanf(""), 0.75F, 1.0F };
        const auto trace = trace::Trace::fromArrays(a, 2, {});
        QCOMPARE(only(*trace, "saturation:threshold=0.75"), Pair(3, 0));
        QCOMPARE(only(*trace, "saturation:threshold=0.5"), Pair(2, 1));
        QCOMPARE(only(*trace, "saturation:threshold=0"), Pair(2, 1)); // never at the first exit
        QCOMPARE(only(*trace, "saturation:threshold=0.76"), Pair(4, 1));
        QCOMPARE(only(*trace, "learned:threshold=0.5"), Pair(1, 0));
        QCOMPARE(only(*trace, "learned:threshold=0.51"), Pair(3, 0));
        QCOMPARE(only(*trace, "learned:threshold=0,first_exit=4"), Pair(3, 0)); // exit 2 has no number
        QCOMPARE(only(*trace, "fixed:layer=6"), Pair(2, 1));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*trace, "fixed:layer=2"));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*trace, "oracle")); // no labels
        QCOMPARE(only(*trace, "oracle:kind=agree"), Pair(2, 1));
    }

    void equalityIsAsTheRuleHasIt()
    {
        const auto certain = traceOf({ { 1000, 0, 0, 0 } }, 2);
        QCOMPARE(only(*certain, "confidence:threshold=1").first, 2);
        QCOMPARE(only(*certain, "margin:threshold=1").first, 1);
        QCOMPARE(only(*certain, "entropy:threshold=0").first, 2);
    }

    void aNanNeverExits()
    {
        const auto trace = traceOf({ { std::nanf(""), 0, 0, 0 } }, 2);
        for (const char* spec : { "entropy:threshold=inf", "confidence:threshold=-inf", "margin:threshold=-inf", "margin:threshold=0" })
            QCOMPARE(only(*trace, spec).first, 2);
    }

    void whatATraceLacksIsSaid()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, only(*fourLayers(), "saturation:threshold=0.9"));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*fourLayers(), "learned:threshold=0.9"));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*outputs({ 1, 2 }), "entropy:threshold=0.9"));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*fourLayers(), "entropy:threshold=0.1;0.2"));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*fourLayers(), "confidence:threshold=0.5,temperature=0"));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*fourLayers(), "entropy:threshold=0.1,first_exit=0"));
        QVERIFY_THROWS_EXCEPTION(InputError, only(*fourLayers(), "entropy:threshold=0.1,exit_every=0"));
    }

    void headsAreCountedWhereTheyAreTried()
    {
        const auto trace = fourLayers();
        using Counts = std::vector<std::int32_t>;
        const auto tried = [&](const char* spec) { return policy::headsTried(policy::parseSpec(spec), *trace); };
        QCOMPARE(tried("entropy:threshold=0"), Counts({ 1, 2, 3, 4 }));
        QCOMPARE(tried("entropy:threshold=0,first_exit=2")[3], 3);
        QCOMPARE(tried("patience:patience=1,exit_every=2")[3], 3);
        QCOMPARE(tried("fixed:layer=4"), Counts({ 1, 1, 1, 1 }));
    }

    void partsOfATraceReplayAsTheWhole()
    {
        const auto trace = test::randomTrace({ .units = 600, .classes = 3, .withSimilarity = true });
        for (const char* text : { "entropy:threshold=0.6", "patience:patience=2", "oracle", "saturation:threshold=0.9" }) {
            const auto spec = policy::parseSpec(text);
            const auto whole = policy::replay(*trace, spec);
            const auto part = policy::policyNamed(spec.name).make(spec, *trace)->decide(*trace, 100, 500);
            QVERIFY(std::equal(part.exit.begin(), part.exit.end(), whole.exit.begin() + 100));
            QVERIFY(std::equal(part.predictedClass.begin(), part.predictedClass.end(), whole.predictedClass.begin() + 100));
        }
    }

    void depthFallsAsTheRuleLoosens() // property (b)
    {
        const auto trace = test::randomTrace({ .units = 500, .exits = 8, .classes = 3, .withNan = true, .withSimilarity = true });
        double before = 0;
        for (const auto& spec : policy::parseRange("entropy:threshold=1.1:0:23").expand()) {
            const double now = meanExit(policy::replay(*trace, spec));
            QVERIFY(now >= before);
            before = now;
        }
        for (const char* text : { "patience:patience=1:7:7", "vote:votes=1:9:9", "confidence:threshold=0.3:1:15",
                 "margin:threshold=0:1:11", "entropy:ensemble=mean,threshold=1.1:0:12", "saturation:threshold=0.5:1:11",
                 "confidence:ensemble=geometric,threshold=0.3:1:15", "learned:threshold=0:1:11" }) {
            before = 0;
            for (const auto& spec : policy::parseRange(text).expand()) {
                const double now = meanExit(policy::replay(*trace, spec));
                QVERIFY2(now >= before, spec.text().c_str());
                before = now;
            }
        }
    }

    void twoClassesHaveOneFront() // property (a): of two classes the three scores order units alike
    {
        const auto trace = test::randomTrace({ .units = 300, .exits = 6 });
        std::set<std::vector<std::int32_t>> ways[3];
        const char* rules[] = { "entropy:threshold=0", "confidence:threshold=0", "margin:threshold=0" };
        for (std::size_t rule = 0; rule < 3; ++rule) {
            const auto curve = policy::exactCurve(policy::parseSpec(rules[rule]), *trace);
            for (const std::size_t point : curve->front(curve->accuracies())) {
                auto spec = policy::parseSpec(rules[rule]);
                spec.parameters["threshold"] = policy::realText(curve->threshold[point]);
                ways[rule].insert(policy::replay(*trace, spec).exit);
            }
            QVERIFY(ways[rule].size() > 5);
        }
        QVERIFY(ways[0] == ways[1] && ways[1] == ways[2]);
    }

    void everyThresholdRuleTakesAVector()
    {
        const auto trace = test::randomTrace({ .units = 300, .exits = 4, .classes = 3, .withSimilarity = true });
        for (const char* rule : { "entropy", "confidence", "margin", "saturation", "learned", "entropy:ensemble=mean" }) {
            const std::string text = rule;
            const std::string start = text + (text.find(':') == std::string::npos ? ":" : ",") + "threshold=";
            const auto exits = [&](const std::string& threshold) {
                return policy::replay(*trace, policy::parseSpec(start + threshold)).exit;
            };
            const auto one = exits("0.75");
            QVERIFY(exits("0.75;0.75;0.75") == one && exits("0.75;0.75;0.75;0") == one);
            // A vector that closes all exits but the second is the rule with that exit alone.
            const std::string never = text.starts_with("entropy") ? "-1" : "inf";
            auto alone = exits(never + ";0.75;" + never);
            QVERIFY(std::all_of(alone.begin(), alone.end(), [](auto exit) { return exit == 1 || exit == 3; }));
            QVERIFY(std::count(alone.begin(), alone.end(), 1) > 0);
            try {
                (void)exits("0.75;0.75");
                QFAIL("accepted");
            } catch (const InputError& error) {
                const auto said = QString::fromUtf8(error.what());
                QVERIFY2(said.contains(QStringLiteral("has 2 values for 4 exits"))
                        && said.contains(QStringLiteral("4, or 3 since the last exit has none")), qPrintable(said));
            }
        }
    }

    void fullDepthIsTheLastExit() // property (c)
    {
        const auto trace = test::randomTrace({ .units = 300, .classes = 4, .withNan = true, .withSimilarity = true });
        const auto last = policy::replay(*trace, policy::parseSpec("fixed:layer=11"));
        for (const char* text : { "entropy:threshold=0", "patience:patience=0", "entropy:threshold=-1",
                 "margin:threshold=inf", "confidence:threshold=1", "patience:patience=99", "saturation:threshold=inf",
                 "learned:threshold=1.5" }) {
            const auto outcome = policy::replay(*trace, policy::parseSpec(text));
            QVERIFY(outcome.predictedClass == last.predictedClass && outcome.exit == last.exit);
        }
    }

    void noRuleBeatsTheOracle() // property (d)
    {
        const auto trace
            = test::randomTrace({ .units = 400, .classes = 3, .withTies = true, .withSimilarity = true, .withCosts = true });
        const auto bound = rightOnes(*trace, policy::replay(*trace, policy::parseSpec("oracle")));
        const auto full = rightOnes(*trace, policy::replay(*trace, policy::parseSpec("fixed:layer=11")));
        QCOMPARE(rightOnes(*trace, policy::replay(*trace, policy::parseSpec("oracle:kind=agree"))), full);
        QCOMPARE(rightOnes(*trace, policy::replay(*trace, policy::parseSpec("oracle:cheap_fail=true"))), bound);
        for (const char* text : { "entropy:threshold=0:1.1:12", "confidence:threshold=0.3:1:8", "margin:threshold=0:1:6",
                 "saturation:threshold=0.5:1:6", "learned:threshold=0:1:6", "patience:patience=1:5:5",
                 "hash:layers=1;5;9|11;3", "fixed:layer=1|3|5|7|9|11" })
            for (const auto& spec : policy::parseRange(text).expand())
                QVERIFY(rightOnes(*trace, policy::replay(*trace, spec)) <= bound);
    }
};

QTEST_APPLESS_MAIN(TestPolicies)
#include "tst_policies.moc"

#include "core/data/dataset.h"
#include "core/error.h"
#include "core/evidence/block_tally.h"
#include "core/metric/metric_tally.h"
#include "core/metric/span_counts.h"
#include "core/sweep/evaluate.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <cmath>
#include <random>
#include <set>
#include <sstream>
#include <tuple>

using namespace exitscope;
using data::SpanTag;
using metric::SpanCounts;

Q_DECLARE_METATYPE(exitscope::metric::SpanCounts)

namespace {

std::vector<std::string> wordsOf(const std::string& text)
{
    std::istringstream stream(text);
    std::vector<std::string> words;
    for (std::string word; stream >> word;)
        words.push_back(word);
    return words;
}

std::vector<SpanTag> parsed(const std::vector<std::string>& tags)
{
    std::vector<SpanTag> spans;
    for (const auto& tag : tags)
        spans.push_back(data::parseSpanTag(tag).value());
    return spans;
}

using Span = std::tuple<std::size_t, std::size_t, std::string>;

/// The spans of a sentence in IOB2, by the definition alone.
std::set<Span> spansOfIob2(const std::vector<std::string>& tags)
{
    std::set<Span> spans;
    for (std::size_t first = 0; first < tags.size(); ++first) {
        if (!tags[first].starts_with("B-"))
            continue;
        const std::string type = tags[first].substr(2);
        std::size_t last = first + 1;
        while (last < tags.size() && tags[last] == "I-" + type)
            ++last;
        spans.emplace(first, last, type);
    }
    return spans;
}

const std::vector<std::string> names { "O", "B-A", "I-A", "B-B", "I-B" };

/// Two sentences of three and two words, one exit less a class than needed to tell them all apart.
std::shared_ptr<const trace::Trace> smallTrace(std::mt19937& random, std::size_t sentences)
{
    trace::Trace::Arrays arrays;
    arrays.exitLayer = { 1, 2, 3 };
    for (std::size_t sentence = 0; sentence < sentences; ++sentence)
        for (std::size_t word = 0; word < 2 + random() % 9; ++word) {
            arrays.example.push_back(static_cast<std::int64_t>(sentence));
            arrays.position.push_back(static_cast<std::int32_t>(word));
            arrays.labels.push_back(static_cast<std::int64_t>(random() % 6) - 1);
            for (int value = 0; value < 15; ++value)
                arrays.logits.push_back(static_cast<float>(random() % 100));
        }
    trace::TraceInfo info;
    info.labelNames = names;
    return trace::Trace::fromArrays(std::move(arrays), 5, info);
}

} // namespace

class TestSpans : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tagsAreTakenApart()
    {
        QVERIFY(data::parseSpanTag("O") == SpanTag {});
        QVERIFY((data::parseSpanTag("B-PER") == SpanTag { 'B', "PER" }));
        QVERIFY((data::parseSpanTag("U-creative-work") == SpanTag { 'S', "creative-work" }));
        QVERIFY((data::parseSpanTag("L-X") == SpanTag { 'E', "X" }) && (data::parseSpanTag("M-X") == SpanTag { 'I', "X" }));
        for (const char* other : { "", "NOUN", "B", "B-", "-LRB-", "X-PER", "o" })
            QVERIFY2(!data::parseSpanTag(other), other);
        QVERIFY(data::areSpanTags(names));
        QVERIFY(!data::areSpanTags(std::vector<std::string> { "O" }));
        QVERIFY(!data::areSpanTags(std::vector<std::string> { "O", "NOUN" }));
    }

    void countsAsConlleval_data()
    {
        QTest::addColumn<QString>("labels");
        QTest::addColumn<QString>("predictions");
        QTest::addColumn<SpanCounts>("expected");
        const auto add = [](const char* name, const char* labels, const char* predictions, SpanCounts expected) {
            QTest::newRow(name) << labels << predictions << expected;
        };
        add("equal", "B-A I-A O B-B", "B-A I-A O B-B", { 2, 2, 2 });
        add("too short", "B-A I-A O", "B-A O O", { 1, 1, 0 });
        add("too long", "B-A I-A O", "B-A I-A I-A", { 1, 1, 0 });
        add("begins later", "B-A I-A I-A", "O B-A I-A", { 1, 1, 0 });
        add("other type", "B-A I-A", "B-B I-B", { 1, 1, 0 });
        add("split", "B-A I-A I-A", "B-A B-A I-A", { 1, 2, 0 });
        add("joined", "B-A B-A", "B-A I-A", { 2, 1, 0 });
        add("right after wrong", "B-A B-A", "O B-A", { 2, 1, 1 });
        add("IOB1 is the same", "I-A I-A O I-B", "B-A I-A O B-B", { 2, 2, 2 });
        add("IOB1 parted", "I-A B-A I-A", "B-A B-A I-A", { 2, 2, 2 });
        add("type changes without B", "I-A I-B", "B-A B-B", { 2, 2, 2 });
        add("stray I", "O O", "I-A I-A", { 0, 1, 0 });
        add("stray I of another type inside", "B-A I-A I-A", "B-A I-B I-A", { 1, 3, 0 });
        add("IOBES", "B-A E-A S-A O B-B I-B E-B", "B-A I-A B-A O B-B I-B I-B", { 3, 3, 3 });
        add("IOBES, E then I", "B-A E-A I-A", "B-A I-A I-A", { 2, 1, 0 });
        add("BILOU", "B-A L-A U-A", "B-A E-A S-A", { 2, 2, 2 });
        add("nothing", "O O O", "O O O", { 0, 0, 0 });
        add("empty", "", "", { 0, 0, 0 });
    }

    void countsAsConlleval()
    {
        QFETCH(QString, labels);
        QFETCH(QString, predictions);
        const auto label = wordsOf(labels.toStdString()), prediction = wordsOf(predictions.toStdString());
        const SpanCounts counts = metric::countSpans(parsed(label), parsed(prediction));
        QTEST(counts, "expected");
    }

    void precisionRecallAndF1()
    {
        const SpanCounts counts { 4, 5, 3 };
        QCOMPARE(counts.precision(), 0.6);
        QCOMPARE(counts.recall(), 0.75);
        QCOMPARE(counts.f1(), 2 * 0.6 * 0.75 / 1.35);
        QCOMPARE(SpanCounts().f1(), 0.0);
        QCOMPARE(SpanCounts({ 0, 3, 0 }).precision(), 0.0);
    }

    /// Sets of spans, cut out by the definition of IOB2, against the counting word by word.
    void agreesWithSetsOfSpans()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 500; ++round) {
            std::vector<std::string> sides[2];
            for (auto& tags : sides) {
                for (std::size_t word = 0; word < 12; ++word)
                    tags.push_back(names[random() % names.size()]);
                tags = data::convertTags(tags, data::TagScheme::Iob2);
            }
            const auto labels = spansOfIob2(sides[0]), predictions = spansOfIob2(sides[1]);
            SpanCounts expected { std::ssize(labels), std::ssize(predictions), 0 };
            for (const auto& span : predictions)
                expected.correct += labels.contains(span) ? 1 : 0;
            QVERIFY(metric::countSpans(parsed(sides[0]), parsed(sides[1])) == expected);
            for (const auto scheme : { data::TagScheme::Iob1, data::TagScheme::Iobes }) {
                const auto other = data::convertTags(sides[1], scheme);
                QVERIFY(metric::countSpans(parsed(sides[0]), parsed(other)) == expected);
                QVERIFY(data::convertTags(other, data::TagScheme::Iob2) == sides[1]);
            }
        }
    }

    void aTallyFollowsEveryChange()
    {
        std::mt19937 random(3);
        const auto trace = smallTrace(random, 20);
        QVERIFY(metric::hasSpans(*trace));
        QVERIFY((metric::taskMetrics(*trace) == std::vector { metric::Metric::SpanF1, metric::Metric::Accuracy }));
        std::vector<std::int32_t> classes(static_cast<std::size_t>(trace->units() * 3));
        policy::predictClasses(*trace, 0, trace->units(), classes);
        std::vector<std::int32_t> exits(static_cast<std::size_t>(trace->units()), 2);
        metric::MetricTally tally(metric::taskMetrics(*trace), *trace, classes, exits);
        for (int step = 0; step < 200; ++step) {
            const auto unit = random() % exits.size();
            const auto to = static_cast<std::int32_t>(random() % 3);
            tally.change(static_cast<std::int64_t>(unit), exits[unit], to);
            exits[unit] = to;
            policy::Outcome outcome { exits, {}, {} };
            for (std::size_t u = 0; u < exits.size(); ++u)
                outcome.predictedClass.push_back(classes[u * 3 + static_cast<std::size_t>(exits[u])]);
            QCOMPARE(tally.values(), metric::evaluate(metric::taskMetrics(*trace), *trace, outcome));
        }
    }

    /// In every bootstrap draw: the sums of its sentences, each as often as it was drawn.
    void drawsCountSentencesByTheirWeight()
    {
        std::mt19937 random(11);
        const sweep::Evaluator evaluator(smallTrace(random, 30));
        const auto& trace = evaluator.trace();
        std::vector<std::uint8_t> weights;
        for (std::int64_t i = 0; i < trace.examples() * std::ssize(evidence::BlockValues()); ++i)
            weights.push_back(static_cast<std::uint8_t>(random() % 4));
        evidence::BlockTally tally(evaluator, weights);
        std::vector<policy::PolicySpec> specs;
        for (const char* text : { "fixed:layer=2", "entropy:threshold=0.5", "patience:patience=1" })
            specs.push_back(policy::parseSpec(text));
        evidence::OutcomePath path(evaluator, specs);
        for (const auto& spec : specs) {
            const auto chunk = path.next(1);
            QVERIFY(chunk && chunk->points() == 1);
            tally.apply(chunk->of(0), weights, chunk->isFirst);
            const metric::SpanTally spans(trace, policy::replay(trace, spec).predictedClass);
            const auto found = tally.metric(metric::Metric::SpanF1);
            for (std::size_t draw = 0; draw < found.size(); ++draw) {
                SpanCounts sums;
                for (std::int64_t example = 0; example < trace.examples(); ++example)
                    for (int times = weights[static_cast<std::size_t>(example) * found.size() + draw]; times > 0; --times)
                        sums += spans.countsOf(example);
                QVERIFY(std::abs(found[draw] - sums.f1()) < 1e-12);
            }
        }
    }

    /// conlleval prints 100 for a file held against itself, and counts the phrases of the README.
    void countsTheSharedSets()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "data/token");
        const std::pair<const char*, std::int64_t> files[] { { "WNUT-17/wnut17train.conll", 1975 },
            { "WNUT-17/emerging.dev.conll", 836 }, { "WNUT-17/emerging.test.annotated", 1079 },
            { "CoNLL-2000/test.txt", 12422 + 4811 + 4658 + 866 + 535 + 438 + 106 + 9 + 5 + 2 } };
        for (const auto& [file, spans] : files) {
            const auto reader = data::DatasetReader::open(folder / file);
            const auto& tags = reader->info().labelNames;
            SpanCounts counts;
            data::Example example;
            while (reader->next(example)) {
                std::vector<SpanTag> labels;
                for (const auto label : example.wordLabels)
                    labels.push_back(data::parseSpanTag(tags[static_cast<std::size_t>(label)]).value());
                counts += metric::countSpans(labels, labels);
            }
            QVERIFY2((counts == SpanCounts { spans, spans, spans }), file);
        }
    }
};

QTEST_GUILESS_MAIN(TestSpans)
#include "tst_spans.moc"

#include "core/cost/cost_model.h"
#include "core/error.h"
#include "core/metric/span_counts.h"
#include "core/sweep/evaluate.h"
#include "tests/engine/run/token_setup.h"
#include "tests/support/message_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace exitscope;
using test::messageOf;

namespace {

class Place
{
public:
    explicit Place(const test::FakeCheckpoint& fake, const std::string& sentences)
        : path(m_folder.path().toStdString())
    {
        test::writeTagging(fake, path, sentences);
    }

    engine::TraceRequest request(const char* data = "data.conll") const
    {
        engine::TraceRequest request;
        request.model = path / "model";
        request.data = path / data;
        request.output = path / "x.trace";
        request.threads = 2;
        request.packTokens = 64;
        return request;
    }

    std::shared_ptr<const trace::Trace> trace(const engine::TraceRequest& request)
    {
        report = engine::loadEngine()->trace(request, {});
        return trace::Trace::open(request.output);
    }

private:
    QTemporaryDir m_folder;

public:
    std::filesystem::path path;
    engine::TraceReport report;
};

const test::FakeShape shape { .classes = 5 };

bool isNear(std::span<const float> a, std::span<const float> b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](float x, float y) { return std::abs(x - y) < 1e-5F; });
}

} // namespace

class TestTokenTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unitsAreWords()
    {
        Place place(test::fakeTagger(shape, { 1, 3 }), "w5\tB-A\nw6x\tI-A\n\nw7\tO\nw8x\tB-B\nw9\tO\n");
        const auto trace = place.trace(place.request());
        QCOMPARE(trace->units(), 5);
        QCOMPARE(trace->examples(), 2);
        QCOMPARE(trace->classes(), 5);
        const auto list = [](auto values) { return std::vector<int>(values.begin(), values.end()); };
        QCOMPARE(list(trace->exitLayer()), (std::vector<int> { 1, 3 }));
        QCOMPARE(list(trace->example()), (std::vector<int> { 0, 0, 1, 1, 1 }));
        QCOMPARE(list(trace->position()), (std::vector<int> { 0, 1, 0, 1, 2 }));
        QCOMPARE(list(trace->labels()), (std::vector<int> { 1, 2, 0, 3, 0 }));
        QCOMPARE(list(trace->length()), (std::vector<int> { 5, 6 })); // pieces and two specials
        QCOMPARE(trace->text(1), std::string_view("w7 w8x w9"));
        QCOMPARE(trace->info().labelNames, test::fakeTags());
        QVERIFY(metric::hasSpans(*trace));
        QVERIFY(!trace->similarity().empty());
    }

    void heAlsoReadsOneHeadAtEveryLayer()
    {
        Place place(test::fakeTagger(shape, {}), "w5\tB-A\n\nw7\tO\n");
        const auto trace = place.trace(place.request());
        QCOMPARE(trace->exits(), 3);
        QVERIFY(std::ranges::any_of(place.report.notes, [](const auto& note) { return note.find("one head") != note.npos; }));
    }

    /// A word's logits are those that its sentence gives alone, whatever shares the pack.
    void neighboursInAPackChangeNothing()
    {
        const std::string sentences = test::taggedSentences(40, 20);
        Place all(test::fakeTagger(shape, { 1, 2, 3 }), sentences);
        const auto together = all.trace(all.request());
        auto request = all.request();
        request.packTokens = 1;
        request.output = all.path / "y.trace";
        const auto alone = all.trace(request);
        QVERIFY(isNear(together->logits(), alone->logits()));
        QVERIFY(isNear(together->similarity(), alone->similarity()));
        QVERIFY(std::ranges::equal(together->labels(), alone->labels()));
    }

    void longSentencesAreReadInWindows()
    {
        // 90 words of one piece: positions 40 leave room for 38 of them.
        std::string sentence;
        std::vector<std::string> words;
        for (int word = 0; word < 90; ++word) {
            words.push_back("w" + std::to_string(5 + word * 7 % 50));
            sentence += words.back() + "\tO\n";
        }
        std::string first;
        for (int word = 0; word < 38; ++word)
            first += words[static_cast<std::size_t>(word)] + "\tO\n";
        Place place(test::fakeTagger(shape, { 1, 3 }), sentence + "\n" + first + "\nw5\tO\n");
        const auto trace = place.trace(place.request());
        QCOMPARE(trace->units(), 90 + 38 + 1);
        QCOMPARE(trace->length()[0], 92);
        for (std::int64_t word = 0; word < 90; ++word)
            QCOMPARE(trace->position()[static_cast<std::size_t>(word)], static_cast<std::int32_t>(word));
        QVERIFY(std::ranges::any_of(place.report.notes, [](const auto& note) {
            return note == "1 sentences are longer than the model's positions and were read in windows that overlap by a quarter";
        }));
        // The first window is the second sentence; it ends with word 37, and the next begins at 29.
        for (std::int64_t word = 0; word < 33; ++word)
            QVERIFY(isNear(trace->logits(word, 1), trace->logits(90 + word, 1)));
        QVERIFY(!isNear(trace->logits(36, 1), trace->logits(90 + 36, 1))); // seen by the second window
        // Its cost is that of three windows: 40, 40 and, begun earlier to be full, 40 tokens.
        const auto modelShape = cost::shapeOf(*trace);
        QVERIFY(modelShape.has_value());
        const std::vector<std::int32_t> windows { 40, 40, 40 };
        const auto expected = cost::cumulativeFlops(*modelShape, windows, trace->exitLayer(), 90);
        QCOMPARE(trace->layerFlops()[0], expected[0]);
        QCOMPARE(trace->layerFlops()[1], expected[1]);
    }

    void costsAreOfLayersAndOfAHeadForEachWord()
    {
        Place place(test::fakeTagger(shape, { 1, 3 }), "w5\tB-A\nw6x\tI-A\n\nw7\tO\nw8x\tB-B\nw9\tO\n");
        const auto trace = place.trace(place.request());
        const auto modelShape = *cost::shapeOf(*trace);
        const cost::CostModel model(*trace);
        const double head = 2.0 * static_cast<double>(cost::headMacs(modelShape));
        double spent = 0;
        for (std::int64_t unit = 2; unit < 5; ++unit)
            spent += model.unit(unit, 0, 1);
        const double layer = 2.0 * static_cast<double>(cost::layerMacs(modelShape, 0, 6));
        QVERIFY(std::abs(spent - layer - 3 * head) < 1);
        QVERIFY(std::abs(model.full(0) + model.full(1) - 3 * 2.0 * static_cast<double>(cost::layerMacs(modelShape, 0, 5)) - 2 * head)
            < 1);
    }

    void everyReplayableRuleRunsPerToken()
    {
        Place place(test::fakeTagger(shape, { 1, 2, 3 }), test::taggedSentences(30, 12));
        const sweep::Evaluator evaluator(place.trace(place.request()));
        QCOMPARE(evaluator.metrics().front(), metric::Metric::SpanF1);
        for (const char* rule : { "fixed:layer=2", "entropy:threshold=1.2", "confidence:threshold=0.4", "margin:threshold=0.1",
                 "patience:patience=1", "saturation:threshold=0.9", "vote:votes=2", "oracle:kind=agree", "hash" }) {
            const auto point = evaluator.evaluate(policy::parseSpec(rule));
            QCOMPARE(point.units, evaluator.trace().units());
            QCOMPARE(point.metrics.front().first, std::string("span_f1"));
        }
        const auto refusal = messageOf([&] { (void)evaluator.evaluate(policy::parseSpec("hash:function=frequency")); });
        QVERIFY2(refusal.contains("lets tokens leave one by one"), qPrintable(refusal));
    }

    void aKilledTraceGoesOn()
    {
        Place place(test::fakeTagger(shape, { 1, 3 }), test::taggedSentences(60, 20));
        const auto whole = place.trace(place.request());
        auto request = place.request();
        request.output = place.path / "z.trace";
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            if (std::string_view(progress.unit) == "words" && progress.done > 50)
                stop.request_stop();
        };
        const auto first = engine::loadEngine()->trace(request, job);
        QVERIFY(first.end == JobEnd::Cancelled);
        const auto resumed = place.trace(request);
        QVERIFY(place.report.resumedUnits > 0);
        QVERIFY(isNear(whole->logits(), resumed->logits()));
        QVERIFY(std::ranges::equal(whole->example(), resumed->example()));
    }

    void badInputIsRefusedInOneLine()
    {
        Place place(test::fakeTagger(shape, { 1, 3 }), "w5\tB-C\n\n");
        const auto refusal = [&](engine::TraceRequest request) {
            return messageOf([&] { (void)engine::loadEngine()->trace(request, {}); });
        };
        QVERIFY(refusal(place.request()).contains("data.conll:1: tag \"B-C\" is not one of the model's: O, B-A, I-A, B-B, I-B"));
        auto request = place.request();
        request.unseenTags = data::UnseenTags::LeaveOut;
        QCOMPARE(place.trace(request)->labels()[0], -1);

        io::writeFileAtomically(place.path / "old.conll", "w5\tI-A\n\n");
        QVERIFY(refusal(place.request("old.conll")).contains("the tags are IOB1 (\"I-A\"), but the model was trained on IOB2"));
        request = place.request("old.conll");
        request.tagScheme = data::TagScheme::Iob2;
        QCOMPARE(place.trace(request)->labels()[0], 1);

        io::writeFileAtomically(place.path / "data.tsv", "sentence\tlabel\nw5\t0\n");
        QVERIFY(refusal(place.request("data.tsv")).contains("it is no list of words, and the model classifies tokens"));
        request = place.request();
        request.withEmbeddings = true;
        QVERIFY(refusal(request).contains("it classifies tokens"));
        request = place.request();
        request.unseenTags = data::UnseenTags::LeaveOut;
        request.maxLength = 2;
        QVERIFY2(refusal(request).contains("leaves no room for words"), qPrintable(refusal(request)));

        test::writeTagging(test::fakeBert(shape), place.path, "w5\tB-A\n\n");
        QVERIFY(refusal(place.request()).contains("its labels are those of words, but the model classifies whole inputs"));
        request = place.request();
        request.labelColumn = "none";
        QCOMPARE(place.trace(request)->units(), 1); // one answer for the sentence
    }
};

QTEST_GUILESS_MAIN(TestTokenTrace)
#include "tst_token_trace.moc"

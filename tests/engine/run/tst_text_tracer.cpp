// Language models led through text: every word at every exit, against plain loops, the generator and themselves.
#include "core/data/llama2c_tokenizer.h"
#include "core/engine/generation.h"
#include "core/engine/run/decoder_shelf.h"
#include "core/engine/run/generate.h"
#include "core/engine/run/generator.h"
#include "core/engine/run/text_tracer.h"
#include "core/engine/run/window_reader.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/metric/metrics.h"
#include "core/policy/policy.h"
#include "core/sweep/taken_exits.h"
#include "tests/engine/support/naive_decoder.h"
#include "tests/support/message_of.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

using namespace exitscope;
using namespace exitscope::engine;
using test::FakeCheckpoint;

namespace {

using Ids = std::vector<data::TokenId>;

std::shared_ptr<const Decoder> opened(const FakeCheckpoint& fake)
{
    QTemporaryDir folder; // mapped files outlive their names
    fake.write(folder.path().toStdString());
    return std::make_shared<Decoder>(DecoderCheckpoint::open(folder.path().toStdString()));
}

/// Made-up words, led through from the third on.
TextWindow someWindow(const DecoderConfig& config, std::int64_t rows)
{
    TextWindow window;
    for (std::int64_t i = 0; i <= rows; ++i) {
        const auto id = static_cast<data::TokenId>((i * 17 + 3 * i * i + 5) % 50);
        if (i < rows)
            window.input.push_back(i == 0 && config.hasEncoder() ? config.firstToken : id);
        if (i > 0)
            window.next.push_back(id);
    }
    for (data::TokenId id = 4; config.hasEncoder() && id < 13; ++id)
        window.encoded.push_back(id);
    window.firstAsked = 2;
    return window;
}

trace::TraceChunk readWhole(const std::shared_ptr<const Decoder>& decoder, const TextWindow& window, std::int64_t block)
{
    WindowReader reader(decoder, std::ssize(window.input), std::ssize(window.encoded), 2, block);
    trace::TraceChunk whole;
    const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
    (void)reader.read(
        window, [](std::int64_t, std::int64_t) { return true; },
        [&](std::int64_t, trace::TraceChunk&& chunk) {
            append(whole.prediction, chunk.prediction);
            append(whole.entropy, chunk.entropy);
            append(whole.confidence, chunk.confidence);
            append(whole.margin, chunk.margin);
            append(whole.goldLogProb, chunk.goldLogProb);
            append(whole.goldRank, chunk.goldRank);
            append(whole.finalRank, chunk.finalRank);
            append(whole.topIds, chunk.topIds);
            append(whole.similarity, chunk.similarity);
        },
        {});
    return whole;
}

double logProb(const std::vector<double>& logits, data::TokenId of)
{
    const double top = *std::max_element(logits.begin(), logits.end());
    double sum = 0;
    for (const double z : logits)
        sum += std::exp(z - top);
    return logits[static_cast<std::size_t>(of)] - top - std::log(sum);
}

std::filesystem::path written(const QTemporaryDir& folder, const char* name, const std::string& text)
{
    const std::filesystem::path path = folder.filePath(QString::fromLatin1(name)).toStdString();
    io::writeFileAtomically(path, text);
    return path;
}

constexpr const char* story
    = "Once upon a time, there was a little girl named Lily. She loved to play outside in the park.\n"
      "One day, she saw a big, red ball. She wanted to play with it, but it was too high.\n"
      "Lily's mom said, \"Lily, let's go to the park.\" Lily was sad and didn't know what to do.\n";

TraceRequest storyRequest(const std::filesystem::path& model, const QTemporaryDir& folder, const char* output)
{
    TraceRequest request;
    request.model = model;
    request.data = written(folder, "story.txt", story);
    request.output = folder.filePath(QString::fromLatin1(output)).toStdString();
    request.threads = 2;
    request.maxLength = 40;
    return request;
}

std::string bytesOf(const std::filesystem::path& path) { return io::readWholeFile(path); }

} // namespace

class TestTextTracer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatPlainLoopsSay()
    {
        for (const FakeCheckpoint& fake : { test::fakeGpt2(), test::fakeLlama(), test::fakeT5(), test::fakeBart() }) {
            const auto decoder = opened(fake);
            const auto window = someWindow(decoder->config(), 21);
            const auto found = readWhole(decoder, window, 64);
            const auto expected = test::naiveLogits(
                fake, { window.input.begin(), window.input.end() }, { window.encoded.begin(), window.encoded.end() });
            const std::size_t exits = decoder->config().exitLayer.size();
            QCOMPARE(exits, expected.size());
            QCOMPARE(found.prediction.size(), exits * static_cast<std::size_t>(window.units()));
            for (std::size_t row = 2; row < window.input.size(); ++row)
                for (std::size_t exit = 0; exit < exits; ++exit) {
                    const auto& logits = expected[exit][row];
                    const std::size_t at = (row - 2) * exits + exit;
                    const auto best = std::max_element(logits.begin(), logits.end()) - logits.begin();
                    QCOMPARE(found.prediction[at], static_cast<std::int32_t>(best));
                    QCOMPARE(found.topIds[2 * at], static_cast<std::int32_t>(best));
                    const auto gold = window.next[row];
                    QVERIFY(std::abs(static_cast<double>(found.goldLogProb[at]) - logProb(logits, gold)) < 2e-3);
                    const auto before = std::count_if(logits.begin(), logits.end(),
                        [&](double z) { return z > logits[static_cast<std::size_t>(gold)] + 1e-4; });
                    QVERIFY(found.goldRank[at] >= before + 1 && found.goldRank[at] <= before + 2);
                }
        }
    }

    void aBlockIsAsGoodAsAnother()
    {
        for (const FakeCheckpoint& fake : { test::fakeGpt2(), test::fakeT5() }) {
            const auto decoder = opened(fake);
            const auto window = someWindow(decoder->config(), 33);
            const auto whole = readWhole(decoder, window, 64);
            for (const std::int64_t block : { 1, 2, 5, 32 }) {
                const auto found = readWhole(decoder, window, block);
                QCOMPARE(found.prediction, whole.prediction);
                QCOMPARE(found.entropy, whole.entropy);
                QCOMPARE(found.goldLogProb, whole.goldLogProb);
                QCOMPARE(found.finalRank, whole.finalRank);
                QCOMPARE(found.similarity, whole.similarity);
            }
        }
    }

    /// What the full model writes by itself is what its last exit says of it.
    void lastExitAgreesWithTheGenerator()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "data/models/stories260K");
        const auto decoder = std::make_shared<Decoder>(DecoderCheckpoint::open(folder));
        const TokenPrompt prompt { .ids = { 1 }, .encoded = {} };
        const auto texts = Generator(decoder, { .rule = {}, .sampling = {}, .maxTokens = 90 }).write({ &prompt, 1 });
        TextWindow window { .encoded = {}, .input = { 1 }, .next = {} };
        for (const WrittenToken& token : texts.front().tokens) {
            window.next.push_back(token.id);
            window.input.push_back(token.id);
        }
        window.input.pop_back();
        const auto found = readWhole(decoder, window, 64);
        QCOMPARE(window.units(), 90);
        for (std::size_t unit = 0; unit < 90; ++unit) {
            QCOMPARE(found.prediction[5 * unit + 4], window.next[unit]);
            QCOMPARE(found.goldRank[5 * unit + 4], 1);
            QCOMPARE(found.finalRank[5 * unit + 4], 1);
        }
    }

    /// Perplexity of a text by every layer, against one pass for each prefix of each window.
    void perplexityIsThatOfPrefixes()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const QTemporaryDir folder;
        const auto request = storyRequest(model, folder, "story.trace");
        const auto report = traceText(request, {});
        QVERIFY(report.end == JobEnd::Finished);
        const auto trace = trace::Trace::open(request.output);
        QVERIFY(trace->isCompact());
        QCOMPARE(trace->classes(), 512);
        QCOMPARE(trace->exits(), 5);
        QVERIFY(trace->examples() > 2);

        const auto decoder = std::make_shared<Decoder>(DecoderCheckpoint::open(model));
        const auto tokenizer = data::Llama2cTokenizer::open(decoder->checkpoint().tokenizerPath());
        Ids ids;
        tokenizer->appendIds(story, ids);
        QCOMPARE(trace->units(), std::ssize(ids)); // a token opens every window, so each word is predicted
        QVERIFY(std::ranges::equal(trace->labels(), ids));
        std::vector<double> losses(5);
        for (std::size_t at = 0; at < ids.size(); ++at) {
            Ids prefix { 1 };
            prefix.insert(prefix.end(), ids.begin() + static_cast<std::ptrdiff_t>(at / 39 * 39), ids.begin() + static_cast<std::ptrdiff_t>(at));
            DecoderSession session(decoder, 1, 64);
            session.read(0, std::span(prefix).first(prefix.size() - 1), 0);
            const TextPlace place { 0, static_cast<std::int32_t>(prefix.size()) - 1 };
            std::vector<float> state(64), logits(512);
            session.embed({ &prefix.back(), 1 }, { &place, 1 }, state.data());
            for (std::size_t layer = 0; layer < 5; ++layer) {
                session.runLayer(static_cast<std::int64_t>(layer), { &place, 1 }, state.data());
                session.logits(layer, state.data(), 1, logits.data());
                losses[layer] -= logProb({ logits.begin(), logits.end() }, ids[at]);
            }
        }
        const auto metrics = metric::taskMetrics(*trace);
        QVERIFY((metrics == std::vector { metric::Metric::Accuracy, metric::Metric::Agreement, metric::Metric::Perplexity, metric::Metric::BitsPerToken }));
        for (std::size_t layer = 0; layer < 5; ++layer) {
            const auto spec = policy::parseSpec("fixed:layer=" + std::to_string(layer + 1));
            const auto values = metric::evaluate(metrics, *trace, policy::replay(*trace, spec));
            const double expected = std::exp(losses[layer] / static_cast<double>(ids.size()));
            QVERIFY2(std::abs(values[2].second / expected - 1) < 1e-4, qPrintable(QString::number(values[2].second)));
            QVERIFY(std::abs(std::exp2(values[3].second) / expected - 1) < 1e-4);
        }
    }

    void textsOfUnitsAreTheirWords()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const QTemporaryDir folder;
        const auto request = storyRequest(model, folder, "story.trace");
        (void)traceText(request, {});
        const auto trace = trace::Trace::open(request.output);
        std::string joined;
        const auto bytes = trace->textBytes();
        for (std::size_t unit = 0; unit < static_cast<std::size_t>(trace->units()); ++unit) {
            const auto from = static_cast<std::size_t>(trace->unitText()[2 * unit]);
            const auto to = static_cast<std::size_t>(trace->unitText()[2 * unit + 1]);
            joined.append(reinterpret_cast<const char*>(bytes.data()) + from, to - from);
        }
        QCOMPARE(joined, std::string(story));
        QCOMPARE(trace->info().labelNames.size(), std::size_t { 512 });
        QCOMPARE(trace->info().labelNames[403], std::string(" Once"));
    }

    void overlappingWindowsAskForEachWordOnce()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const auto tokenizer = data::Llama2cTokenizer::open(model / "tok512.bin");
        const QTemporaryDir folder;
        Ids ids;
        tokenizer->appendIds(story, ids);
        for (const bool hasOpening : { true, false })
            for (const int stride : { 0, 1, 7, 19 }) {
                auto request = storyRequest(model, folder, "x.trace");
                request.maxLength = 20;
                request.stride = stride;
                DecoderConfig config;
                config.positions = 64;
                config.firstToken = hasOpening ? 1 : -1;
                const auto windows = TextWindows::read(request, config, *tokenizer, {});
                QVERIFY(windows.has_value());
                Ids asked;
                for (std::int64_t at = 0; at < windows->windows(); ++at) {
                    const auto window = windows->window(at);
                    QVERIFY(std::ssize(window.input) <= 20 && window.units() > 0);
                    QCOMPARE(window.next.size(), window.input.size());
                    for (std::size_t row = 1; row < window.input.size(); ++row)
                        QCOMPARE(window.input[row], window.next[row - 1]);
                    asked.insert(asked.end(), window.next.begin() + window.firstAsked, window.next.end());
                    const auto [first, last] = windows->unitsOf(at);
                    QCOMPARE(last - first, window.units());
                }
                const auto labels = windows->labels();
                QVERIFY(std::ranges::equal(asked, labels));
                if (hasOpening)
                    QCOMPARE(asked, ids);
                else if (stride > 0 && stride < 20)
                    QCOMPARE(asked, Ids(ids.begin() + 1, ids.end()));
                else
                    QCOMPARE(std::ssize(asked), std::ssize(ids) - (std::ssize(ids) + 19) / 20);
            }
    }

    void pairsAreLedThroughTheirSecondSide()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const auto tokenizer = data::Llama2cTokenizer::open(model / "tok512.bin");
        const QTemporaryDir folder;
        TraceRequest request;
        request.data = written(folder, "a.en", "a dog\nthe park\n\nsun\n");
        request.targets = written(folder, "a.de", "ein Hund\nder Park\nnichts\nSonne\n");
        DecoderConfig config;
        config.encoder.layers = 2;
        config.firstToken = 0;
        const auto windows = TextWindows::read(request, config, *tokenizer, {});
        QCOMPARE(windows->windows(), 3);
        QCOMPARE(windows->notes().size(), std::size_t { 1 });
        const auto first = windows->window(0);
        Ids source, target;
        tokenizer->appendIds("a dog", source);
        tokenizer->appendIds("ein Hund", target);
        QCOMPARE(first.encoded, tokenizer->wrapped(source).ids);
        QCOMPARE(first.next, tokenizer->wrapped(target).ids);
        QCOMPARE(first.input.front(), 0);
        QCOMPARE(first.firstAsked, 0);
        QVERIFY(windows->text().starts_with("a dog\t"));
        request.targets = written(folder, "b.de", "ein Hund\n");
        QVERIFY(test::messageOf([&] { (void)TextWindows::read(request, config, *tokenizer, {}); }).contains(u"has 1 lines"));
    }

    void whatWasWrittenIsKept()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const QTemporaryDir folder;
        GenerateRequest request;
        request.model = model;
        request.prompts = { "Once upon a time", "Lily saw" };
        request.rule = "margin:threshold=0.6,first_exit=2";
        request.maxTokens = 40;
        request.trace = folder.filePath(QStringLiteral("written.trace")).toStdString();
        const auto report = generateTexts(request, {}, m_shelf);
        const auto trace = trace::Trace::open(request.trace);
        QCOMPARE(trace->examples(), 2);
        QCOMPARE(trace->units(), report.run.tokens);
        std::size_t unit = 0;
        std::set<std::int32_t> layers;
        for (std::size_t text = 0; text < 2; ++text) {
            for (const auto& token : report.run.texts[text].tokens) {
                QCOMPARE(trace->labels()[unit], std::int64_t { token.id });
                QCOMPARE(trace->takenLayer()[unit], token.exit);
                layers.insert(token.exit);
                ++unit;
            }
            const auto whole = trace->text(static_cast<std::int64_t>(text));
            QVERIFY(whole.find(report.run.texts[text].text) != std::string_view::npos);
        }
        QVERIFY(layers.size() > 2);
        const auto taken = sweep::takenExits(*trace);
        QVERIFY(taken.has_value());
        QCOMPARE(taken->rule, report.run.rule);
        QCOMPARE(taken->spec.name, std::string("margin"));
        QCOMPARE(trace->exitLayer()[static_cast<std::size_t>(taken->outcome.exit[3])], trace->takenLayer()[3]);
    }

    /// What the full model wrote is what its last exit says, all the way.
    void whatTheFullModelWroteIsItsOwn()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const QTemporaryDir folder;
        GenerateRequest request;
        request.model = model;
        request.prompts = { "" };
        request.maxTokens = 60;
        request.trace = folder.filePath(QStringLiteral("full.trace")).toStdString();
        (void)generateTexts(request, {}, m_shelf);
        const auto trace = trace::Trace::open(request.trace);
        for (std::size_t unit = 0; unit < static_cast<std::size_t>(trace->units()); ++unit) {
            QCOMPARE(std::int64_t { trace->prediction()[5 * unit + 4] }, trace->labels()[unit]);
            QCOMPARE(trace->takenLayer()[unit], 5);
        }
    }

    /// A run that is stopped and given again ends with the file of one that was not.
    void aStoppedRunGoesOn()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const QTemporaryDir folder;
        const auto whole = storyRequest(model, folder, "whole.trace");
        (void)traceText(whole, {});
        auto request = storyRequest(model, folder, "part.trace");
        request.threads = 1;
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            if (progress.done >= 60)
                stop.request_stop();
        };
        QVERIFY(traceText(request, job).end == JobEnd::Cancelled);
        QVERIFY(!std::filesystem::exists(request.output));
        const auto report = traceText(request, {});
        QVERIFY(report.end == JobEnd::Finished);
        QVERIFY(report.resumedUnits >= 60 && report.resumedUnits < report.units);
        QVERIFY(bytesOf(request.output) == bytesOf(whole.output));
    }

    void badInputIsRefused()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const QTemporaryDir folder;
        const auto said = [&](const std::function<void(TraceRequest&)>& bend) {
            auto request = storyRequest(model, folder, "bad.trace");
            bend(request);
            return test::messageOf([&] { (void)traceText(request, {}); });
        };
        const auto contains = [](const QString& text, const char* part) { return text.contains(QString::fromUtf8(part)); };
        QVERIFY(contains(said([&](auto& r) { r.data = written(folder, "e.txt", ""); }), "holds no word"));
        QVERIFY(contains(said([&](auto& r) { r.data = written(folder, "u.txt", "ab\nc\xff"); }), ":2: it is not UTF-8"));
        QVERIFY(contains(said([&](auto& r) { r.targets = r.data; }), "has no encoder"));
        QVERIFY(contains(said([&](auto& r) { r.maxLength = 5000; }), "longer than the model's 512 positions"));
        QVERIFY(contains(said([&](auto& r) { r.stride = 60; }), "leaves words out"));
        QVERIFY(contains(said([&](auto& r) { r.precision = Precision::BF16; }), "traced in f32"));
        QVERIFY(contains(said([&](auto& r) { r.textColumns = { "a" }; }), "there are no columns"));
        QVERIFY(contains(said([&](auto& r) { r.topWords = 600; }), "the model has 512 words"));
        QVERIFY(!std::filesystem::exists(folder.filePath(QStringLiteral("bad.trace")).toStdString()));
    }

private:
    DecoderShelf m_shelf;
};

QTEST_GUILESS_MAIN(TestTextTracer)
#include "tst_text_tracer.moc"

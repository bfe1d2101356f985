// Writing with exits: a real small model word for word, rules that never exit, batches, propagation, sampling, beams.
#include "core/data/llama2c_tokenizer.h"
#include "core/data/text_stream.h"
#include "core/engine/run/beam_search.h"
#include "core/engine/run/generator.h"
#include "core/error.h"
#include "tests/engine/support/naive_decoder.h"
#include "tests/support/message_of.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

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

std::shared_ptr<const Decoder> stories(const std::filesystem::path& folder)
{
    return std::make_shared<Decoder>(DecoderCheckpoint::open(folder));
}

GeneratorOptions options(const char* rule, std::int64_t maxTokens = 24)
{
    return { .rule = calm::parseGenerationRule(rule), .sampling = {}, .maxTokens = maxTokens };
}

std::vector<WrittenText> written(
    const std::shared_ptr<const Decoder>& decoder, const GeneratorOptions& options, const std::vector<TokenPrompt>& prompts)
{
    return Generator(decoder, options).write(prompts);
}

Ids idsOf(const WrittenText& text)
{
    Ids ids;
    for (const WrittenToken& token : text.tokens)
        ids.push_back(token.id);
    return ids;
}

std::vector<std::int32_t> exitsOf(const WrittenText& text)
{
    std::vector<std::int32_t> exits;
    for (const WrittenToken& token : text.tokens)
        exits.push_back(token.exit);
    return exits;
}

/// Of different lengths; of an encoder–decoder with different inputs.
std::vector<TokenPrompt> somePrompts(const DecoderConfig& config)
{
    std::vector<TokenPrompt> prompts;
    for (std::int32_t i = 0; i < 7; ++i) {
        TokenPrompt prompt;
        if (config.hasEncoder()) {
            prompt.ids = { config.firstToken };
            for (std::int32_t j = 0; j <= i; ++j)
                prompt.encoded.push_back((7 * i + 5 * j + 3) % 50);
        } else {
            for (std::int32_t j = 0; j <= 2 * i; ++j)
                prompt.ids.push_back((11 * i + 3 * j + 1) % 50);
        }
        prompts.push_back(prompt);
    }
    return prompts;
}

std::vector<FakeCheckpoint> families()
{
    return { test::fakeGpt2(), test::fakeLlama(), test::fakeT5(), test::fakeBart() };
}

/// Layers from `first` on add nothing: what their attention and their feed-forward part give is multiplied by zeros.
FakeCheckpoint withIdentityAbove(std::int64_t first)
{
    FakeCheckpoint fake = test::fakeLlama({ .layers = 5 });
    for (std::int64_t layer = first; layer < 5; ++layer)
        for (const char* part : { "self_attn.o_proj.weight", "mlp.down_proj.weight" })
            for (float& value : fake.tensors["model.layers." + std::to_string(layer) + '.' + part].values)
                value = 0;
    return fake;
}

} // namespace

class TestGenerator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// The ids that the data's README gives, computed by its authors in double precision.
    void writesAStory()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "data/models/stories260K");
        const auto decoder = stories(folder);
        QCOMPARE(decoder->config().decoder.layers, 5);
        const auto texts = written(decoder, options("full", 31), { { .ids = { 1 }, .encoded = {} } });
        const Ids expected { 403, 407, 261, 378, 432, 383, 286, 261, 376, 298, 315, 421, 395, 317, 426, 338, 401, 396, 267,
            337, 410, 408, 419, 292, 411, 322, 265, 282, 295, 433, 426 };
        const Ids ids = idsOf(texts.front());
        QVERIFY(ids.size() >= expected.size());
        QCOMPARE(Ids(ids.begin(), ids.begin() + std::ssize(expected)), expected);
        const auto tokenizer = data::Llama2cTokenizer::open(decoder->checkpoint().tokenizerPath());
        const std::string text = tokenizer->decode(ids, data::SpecialText::Skip);
        QVERIFY2(text.starts_with("Once upon a time, there was a little girl named Lily."), text.c_str());
        Ids begin;
        tokenizer->appendIds("Once upon a time", begin);
        QCOMPARE(begin, (Ids { 403, 407, 261, 378 }));
    }

    void staysWhole_data()
    {
        QTest::addColumn<QByteArray>("rule");
        for (const char* rule : { "margin:threshold=1.5", "confidence:threshold=1", "entropy:threshold=0",
                 "saturation:threshold=2", "margin:threshold=inf,shortlist=fixed,words=3", "fixed:layer=3",
                 "margin:threshold=0,first_exit=3" })
            QTest::newRow(rule) << QByteArray(rule);
    }

    /// A threshold that no token reaches gives the full model's text exactly.
    void staysWhole()
    {
        QFETCH(const QByteArray, rule);
        for (const FakeCheckpoint& fake : families()) {
            const auto decoder = opened(fake);
            const auto prompts = somePrompts(decoder->config());
            const auto full = written(decoder, options("full"), prompts);
            const auto other = written(decoder, options(rule.constData()), prompts);
            for (std::size_t i = 0; i < full.size(); ++i) {
                QVERIFY(!full[i].tokens.empty());
                QCOMPARE(idsOf(other[i]), idsOf(full[i]));
                QCOMPARE(exitsOf(other[i]), exitsOf(full[i]));
            }
        }
    }

    void batchesAsSingle_data()
    {
        QTest::addColumn<QByteArray>("rule");
        for (const char* rule : { "full", "margin:threshold=0.2,decay=4", "saturation:threshold=0.8", "fixed:layer=1",
                 "confidence:threshold=0.2,shortlist=decaying,words=30,least_words=5", "oracle" })
            QTest::newRow(rule) << QByteArray(rule);
    }

    /// Texts of different lengths side by side, more than there is room for at a time, say bit for bit what each alone does.
    void batchesAsSingle()
    {
        QFETCH(const QByteArray, rule);
        std::int32_t deepest = 0, shallowest = 9;
        for (const FakeCheckpoint& fake : families()) {
            const auto decoder = opened(fake);
            const auto prompts = somePrompts(decoder->config());
            auto together = options(rule.constData());
            together.texts = 3;
            auto alone = together;
            alone.texts = 1;
            const auto a = written(decoder, together, prompts), b = written(decoder, alone, prompts);
            for (std::size_t i = 0; i < a.size(); ++i) {
                QCOMPARE(idsOf(a[i]), idsOf(b[i]));
                QCOMPARE(exitsOf(a[i]), exitsOf(b[i]));
                for (std::size_t t = 0; t < a[i].tokens.size(); ++t) {
                    const float left = a[i].tokens[t].score, right = b[i].tokens[t].score;
                    QVERIFY(left == right || (std::isnan(left) && std::isnan(right)));
                    deepest = std::max(deepest, a[i].tokens[t].exit);
                    shallowest = std::min(shallowest, a[i].tokens[t].exit);
                }
            }
        }
        QVERIFY(rule == "full" || shallowest < 3); // a rule under which nothing leaves would show nothing
    }

    /// Where upper layers add nothing, a copied state is what they would have made of it: no early token changes the text.
    void propagatesAsRecomputed()
    {
        const auto decoder = opened(withIdentityAbove(2));
        const auto prompts = somePrompts(decoder->config());
        const auto full = written(decoder, options("full"), prompts);
        for (const char* rule : { "fixed:layer=2", "oracle", "margin:threshold=0.02,first_exit=2", "saturation:threshold=0.999,first_exit=3" }) {
            const auto early = written(decoder, options(rule), prompts);
            bool isEarlier = false;
            for (std::size_t i = 0; i < full.size(); ++i) {
                QCOMPARE(idsOf(early[i]), idsOf(full[i]));
                isEarlier = isEarlier || exitsOf(early[i]) != exitsOf(full[i]);
            }
            QVERIFY2(isEarlier, rule);
        }
    }

    /// Later tokens see a token that left through the keys and values of its state, so what it saves may change the text:
    /// not so if its keys were those of a full pass.
    void earlyTokensMatter()
    {
        const auto decoder = opened(test::fakeGpt2());
        const auto prompts = somePrompts(decoder->config());
        const auto full = written(decoder, options("full"), prompts), early = written(decoder, options("fixed:layer=1"), prompts);
        bool differs = false;
        for (std::size_t i = 0; i < full.size(); ++i)
            differs = differs || idsOf(full[i]) != idsOf(early[i]);
        QVERIFY(differs);
    }

    void asksTheClassifier()
    {
        FakeCheckpoint fake = test::fakeLlama();
        fake.addLinear("exit_module", 1, 24);
        for (float& weight : fake.tensors["exit_module.weight"].values)
            weight = 0;
        fake.tensors["exit_module.bias"].values = { 0.5F };
        const auto decoder = opened(fake);
        const auto prompts = somePrompts(decoder->config());
        for (const WrittenText& text : written(decoder, options("learned:threshold=0.6"), prompts))
            for (const WrittenToken& token : text.tokens)
                QCOMPARE(token.exit, 1);
        for (const WrittenText& text : written(decoder, options("learned:threshold=0.7"), prompts))
            for (const WrittenToken& token : text.tokens)
                QCOMPARE(token.exit, 3);
        const QString message
            = test::messageOf([&] { Generator(opened(test::fakeLlama()), options("learned:threshold=0.7")); });
        QVERIFY2(message.contains(QStringLiteral("no exit classifier")), qPrintable(message));
    }

    void samplesByItsSeed()
    {
        const auto decoder = opened(test::fakeGpt2());
        const auto prompts = somePrompts(decoder->config());
        auto some = options("margin:threshold=0.3");
        some.sampling = { .temperature = 1.5, .topWords = 20, .topShare = 0.9, .seed = 7 };
        auto single = some, other = some, cold = some;
        single.texts = 1;
        other.sampling.seed = 8;
        cold.sampling.topWords = 1;
        const auto a = written(decoder, some, prompts), b = written(decoder, single, prompts), c = written(decoder, other, prompts);
        const auto d = written(decoder, cold, prompts), greedy = written(decoder, options("margin:threshold=0.3"), prompts);
        bool differs = false;
        for (std::size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(idsOf(a[i]), idsOf(b[i]));
            QCOMPARE(idsOf(d[i]), idsOf(greedy[i]));
            differs = differs || idsOf(a[i]) != idsOf(c[i]);
        }
        QVERIFY(differs);
    }

    void endsAndStaysInside()
    {
        const auto decoder = opened(test::fakeLlama());
        std::vector<TokenPrompt> prompts { { .ids = Ids(40, 3), .encoded = {} } };
        const auto texts = written(decoder, options("full", 1000), prompts); // 48 positions
        QVERIFY(texts.front().hasEnded || texts.front().tokens.size() == 8);
        auto endless = options("full", 8);
        endless.goesOnAfterEnd = true;
        for (const WrittenText& text : written(decoder, endless, somePrompts(decoder->config())))
            QVERIFY(text.tokens.size() == 8 && !text.hasEnded);
    }

    void countsWork()
    {
        const auto decoder = opened(test::fakeLlama());
        const auto prompts = somePrompts(decoder->config());
        auto some = options("fixed:layer=1", 8);
        some.goesOnAfterEnd = true;
        Generator fixed(decoder, some);
        (void)fixed.write(prompts);
        QCOMPARE(fixed.work().tokens, 56);
        QCOMPARE(fixed.work().layersRun, 56.0);
        QCOMPARE(fixed.work().headUses, 56);
        QVERIFY(fixed.work().flops < fixed.work().fullFlops);
        some.rule = calm::parseGenerationRule("margin:threshold=2");
        Generator margin(decoder, some);
        (void)margin.write(prompts);
        QCOMPARE(margin.work().headUses, 3 * 56);
        const double head = 2.0 * 24 * 50;
        QCOMPARE(margin.work().flops, margin.work().fullFlops + 2 * 56 * head);
        QCOMPARE(fixed.work().fullFlops, margin.work().fullFlops);
    }

    void stopsWhenAsked()
    {
        const auto decoder = opened(test::fakeLlama());
        int tokens = 0;
        const auto texts = Generator(decoder, options("full")).write(somePrompts(decoder->config()), {},
            [&](std::size_t, const WrittenToken&) { return ++tokens < 5; });
        QVERIFY(texts.empty());
        QCOMPARE(tokens, 5);
    }

    void searchesWithOneBeamGreedily()
    {
        for (FakeCheckpoint fake : { test::fakeGpt2(), test::fakeLlama() }) {
            fake.config.erase("eos_token_id"); // texts that end are weighed against those that go on
            const auto decoder = opened(fake);
            const auto prompts = somePrompts(decoder->config());
            const auto greedy = written(decoder, options("full", 12), prompts);
            const auto beam = BeamSearch(decoder, { .beams = 1, .maxTokens = 12 }).write(prompts);
            for (std::size_t i = 0; i < greedy.size(); ++i)
                QCOMPARE(idsOf(beam[i]), idsOf(greedy[i]));
        }
    }

    /// As many beams as words find the best of all texts of two words.
    void findsTheBest()
    {
        FakeCheckpoint fake = test::fakeGpt2();
        fake.config.erase("eos_token_id");
        const auto decoder = opened(fake);
        const auto texts = BeamSearch(decoder, { .beams = 50, .maxTokens = 2 }).write(
            std::vector<TokenPrompt> { { .ids = { 4, 9 }, .encoded = {} } });
        const auto chances = [&](const std::vector<int>& ids) {
            auto row = test::naiveLogits(fake, ids).back().back();
            double sum = 0;
            for (const double z : row)
                sum += std::exp(z);
            for (double& z : row)
                z -= std::log(sum);
            return row;
        };
        const auto first = chances({ 4, 9 });
        double best = -1e9;
        Ids expected;
        for (int a = 0; a < 50; ++a) {
            const auto second = chances({ 4, 9, a });
            for (int b = 0; b < 50; ++b)
                if (const double sum = first[static_cast<std::size_t>(a)] + second[static_cast<std::size_t>(b)]; sum > best) {
                    best = sum;
                    expected = { a, b };
                }
        }
        QCOMPARE(idsOf(texts.front()), expected);
    }

    /// Pieces put together are the text, and a character in several bytes is told when it is whole.
    void tellsTextAsItGrows()
    {
        EXITSCOPE_SHARED_OR_SKIP(file, "data/models/stories260K/tok512.bin");
        const auto tokenizer = data::Llama2cTokenizer::open(file);
        const std::string text = "Lily saw a caf\xC3\xA9 \xF0\x9F\x98\x80 and\nran.";
        Ids ids;
        tokenizer->appendIds(text, ids);
        QCOMPARE(tokenizer->decode(ids, data::SpecialText::Skip), text);
        data::TextStream stream(*tokenizer, {});
        std::string told;
        for (const data::TokenId id : ids) {
            const std::string piece = stream.add(id);
            QVERIFY(piece.find("\xEF\xBF\xBD") == std::string::npos);
            told += piece;
        }
        QCOMPARE(told + stream.finish(), text);
    }

    void explainsRules()
    {
        QCOMPARE(calm::parseGenerationRule("margin:decay=4,threshold=0.8").text(), std::string("margin:decay=4,threshold=0.8"));
        QCOMPARE(calm::parseGenerationRule("full").text(), std::string("full"));
        for (const auto& [rule, part] : { std::pair("margin", "needs a threshold"), std::pair("patience:patience=2", "no generation by"),
                 std::pair("margin:threshold=0.5,tau=4", "no key \"tau\""), std::pair("fixed", "needs a layer"),
                 std::pair("margin:threshold=x", "expected a number"), std::pair("margin:threshold=0.5,decay=-1", "0 or more"),
                 std::pair("entropy:threshold=0.5,decay=4", "no key \"decay\""), std::pair("margin:threshold=1,threshold=2", "twice") }) {
            const QString message = test::messageOf([rule = rule] { (void)calm::parseGenerationRule(rule); });
            QVERIFY2(message.contains(QLatin1String(part)), qPrintable(message));
        }
        const std::int32_t layers[] { 2, 4, 6 };
        const QString message = test::messageOf(
            [&] { (void)calm::decisionExits(calm::parseGenerationRule("fixed:layer=3"), layers); });
        QVERIFY2(message.contains(QStringLiteral("2, 4, 6")), qPrintable(message));
        QCOMPARE(calm::decisionExits(calm::parseGenerationRule("margin:threshold=1,first_exit=3"), layers), (std::vector<std::size_t> { 1 }));
    }
};

QTEST_GUILESS_MAIN(TestGenerator)
#include "tst_generator.moc"

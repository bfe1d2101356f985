// Generating models layer by layer: GPT-2, Llama, T5 and BART against plain loops in double precision, the cache against no
// cache, and states that later layers take from tokens that left.
#include "core/engine/model/decoder.h"
#include "tests/engine/support/naive_decoder.h"
#include "tests/support/near.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace exitscope;
using namespace exitscope::engine;
using test::FakeCheckpoint;
using test::nearScaled;

namespace {

std::vector<int> someWords(int count, int seed, int vocabulary = 50)
{
    std::mt19937 random(static_cast<unsigned>(seed));
    std::vector<int> words;
    for (int i = 0; i < count; ++i)
        words.push_back(static_cast<int>(random() % static_cast<unsigned>(vocabulary)));
    return words;
}

std::filesystem::path pathOf(const QTemporaryDir& folder) { return folder.path().toStdString(); }

std::shared_ptr<const Decoder> opened(const FakeCheckpoint& fake, const QTemporaryDir& folder,
    io::DType dtype = io::DType::F32)
{
    fake.write(pathOf(folder), dtype);
    return std::make_shared<Decoder>(DecoderCheckpoint::open(pathOf(folder)));
}

/// Logits [layers][n][V] of a text that is read token by token, or all at once.
std::vector<std::vector<std::vector<float>>> stepped(const std::shared_ptr<const Decoder>& decoder,
    const std::vector<int>& ids, const std::vector<int>& encoded, bool allAtOnce)
{
    const auto& config = decoder->config();
    const auto layers = static_cast<std::size_t>(config.decoder.layers);
    DecoderSession session(decoder, 2, 48, std::ssize(encoded));
    if (!encoded.empty())
        session.encode(1, std::vector<data::TokenId>(encoded.begin(), encoded.end()));
    std::vector<std::vector<std::vector<float>>> all(layers);
    const std::size_t chunk = allAtOnce ? ids.size() : 1;
    for (std::size_t first = 0; first < ids.size(); first += chunk) {
        std::vector<data::TokenId> some(ids.begin() + static_cast<std::ptrdiff_t>(first),
            ids.begin() + static_cast<std::ptrdiff_t>(first + chunk));
        std::vector<TextPlace> places;
        for (std::size_t i = 0; i < chunk; ++i)
            places.push_back({ 1, static_cast<std::int32_t>(first + i) });
        std::vector<float> states(chunk * static_cast<std::size_t>(config.hidden));
        session.embed(some, places, states.data());
        for (std::size_t layer = 0; layer < layers; ++layer) {
            session.runLayer(static_cast<std::int64_t>(layer), places, states.data());
            std::vector<float> logits(chunk * static_cast<std::size_t>(config.vocabulary));
            session.logits(layer, states.data(), static_cast<std::int64_t>(chunk), logits.data());
            for (std::size_t i = 0; i < chunk; ++i)
                all[layer].emplace_back(logits.begin() + static_cast<std::ptrdiff_t>(i) * config.vocabulary,
                    logits.begin() + static_cast<std::ptrdiff_t>(i + 1) * config.vocabulary);
        }
    }
    return all;
}

FakeCheckpoint fakeNamed(const QString& name)
{
    if (name == QLatin1String("gpt2"))
        return test::fakeGpt2();
    if (name == QLatin1String("gpt2, odd sizes"))
        return test::fakeGpt2({ .layers = 2, .hidden = 21, .heads = 3, .headSize = 7, .feedForward = 37 });
    if (name == QLatin1String("gpt2, wide heads"))
        return test::fakeGpt2({ .layers = 2, .hidden = 152, .heads = 2, .headSize = 76, .feedForward = 70 });
    if (name == QLatin1String("llama"))
        return test::fakeLlama();
    if (name == QLatin1String("llama, tied"))
        return test::fakeLlama({ .heads = 3, .keyHeads = 1, .headSize = 8 }, true);
    if (name == QLatin1String("t5 1.1"))
        return test::fakeT5();
    if (name == QLatin1String("t5"))
        return test::fakeT5({}, false);
    return test::fakeBart();
}

} // namespace

class TestDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void computesAsWrittenDown_data()
    {
        QTest::addColumn<QString>("model");
        for (const char* name : { "gpt2", "gpt2, odd sizes", "gpt2, wide heads", "llama", "llama, tied", "t5 1.1", "t5", "bart" })
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    void computesAsWrittenDown()
    {
        QFETCH(const QString, model);
        const FakeCheckpoint fake = fakeNamed(model);
        QTemporaryDir folder;
        const auto decoder = opened(fake, folder);
        const auto ids = someWords(30, 1);
        const auto encoded = decoder->config().hasEncoder() ? someWords(33, 2) : std::vector<int> {};
        const auto expected = test::naiveLogits(fake, ids, encoded);
        for (const bool allAtOnce : { false, true }) {
            const auto found = stepped(decoder, ids, encoded, allAtOnce);
            QCOMPARE(found.size(), expected.size());
            double largest = 0;
            for (std::size_t layer = 0; layer < expected.size(); ++layer)
                for (std::size_t i = 0; i < ids.size(); ++i)
                    for (std::size_t word = 0; word < expected[layer][i].size(); ++word) {
                        largest = std::max(largest, std::abs(expected[layer][i][word]));
                        QVERIFY2(nearScaled(static_cast<double>(found[layer][i][word]), expected[layer][i][word], 1e-4),
                            qPrintable(QStringLiteral("layer %1, token %2").arg(layer).arg(i)));
                    }
            QVERIFY(largest > 0.5); // weights so small that nothing shows would prove nothing
        }
    }

    /// Bit for bit: token by token, all at once, and whatever else is read in between.
    void cacheIsNoCache()
    {
        for (const char* name : { "gpt2", "llama", "t5 1.1", "bart" }) {
            QTemporaryDir folder;
            const auto decoder = opened(fakeNamed(QString::fromLatin1(name)), folder);
            const auto encoded = decoder->config().hasEncoder() ? someWords(9, 2) : std::vector<int> {};
            const auto ids = someWords(20, 3);
            QVERIFY(stepped(decoder, ids, encoded, true) == stepped(decoder, ids, encoded, false));
        }
    }

    void readsHalfPrecision()
    {
        for (const io::DType dtype : { io::DType::F16, io::DType::BF16 }) {
            QTemporaryDir folder;
            const FakeCheckpoint fake = test::fakeGpt2();
            const auto decoder = opened(fake, folder, dtype);
            const auto ids = someWords(8, 1);
            const auto expected = test::naiveLogits(fake, ids);
            const auto found = stepped(decoder, ids, {}, true);
            double worst = 0;
            for (std::size_t i = 0; i < expected.back().size(); ++i)
                for (std::size_t word = 0; word < 50; ++word)
                    worst = std::max(worst, std::abs(static_cast<double>(found.back()[i][word]) - expected.back()[i][word]));
            QVERIFY(worst > 0 && worst < 0.2);
        }
    }

    /// A token that leaves after layer 1: what layers 2 and 3 have of it later is their own keys and values of its state.
    void propagatesStates()
    {
        for (const char* name : { "gpt2", "llama", "t5 1.1", "bart" }) {
            QTemporaryDir folder;
            const auto decoder = opened(fakeNamed(QString::fromLatin1(name)), folder);
            const auto& config = decoder->config();
            const auto hidden = static_cast<std::size_t>(config.hidden);
            const std::vector<data::TokenId> ids { 5, 9, 17, 30 };
            const std::vector<data::TokenId> source { 3, 4, 5 };
            std::vector<std::vector<float>> last;
            for (const bool isDeferred : { true, false }) {
                DecoderSession session(decoder, 1, 8, 3);
                if (config.hasEncoder())
                    session.encode(0, source);
                std::vector<float> states(hidden);
                for (std::size_t i = 0; i < ids.size(); ++i) {
                    const TextPlace place { 0, static_cast<std::int32_t>(i) };
                    session.embed({ &ids[i], 1 }, { &place, 1 }, states.data());
                    session.runLayer(0, { &place, 1 }, states.data());
                    if (i + 1 == ids.size())
                        break;
                    session.freeze(place, 1, states.data());
                    if (isDeferred)
                        continue;
                    // At once: the layers run on a copy that is thrown away; what stays is keys and values of the state.
                    for (std::int64_t layer = 1; layer < config.decoder.layers; ++layer) {
                        std::vector<float> copy = states;
                        session.runLayer(layer, { &place, 1 }, copy.data());
                    }
                }
                const TextPlace place { 0, 3 };
                for (std::int64_t layer = 1; layer < config.decoder.layers; ++layer)
                    session.runLayer(layer, { &place, 1 }, states.data());
                last.push_back(states);
            }
            QVERIFY2(last[0] == last[1], name);
        }
    }

    void rearrangesTexts()
    {
        QTemporaryDir folder;
        const auto decoder = opened(test::fakeLlama(), folder);
        DecoderSession session(decoder, 3, 8);
        const std::vector<data::TokenId> a { 5, 9, 17 }, b { 6, 8, 4 };
        session.read(0, a, 0);
        session.read(1, b, 0);
        const std::int64_t from[] { 1, 1, 1 };
        session.cache().rearrange(from, 3);
        const TextPlace places[] { { 0, 3 }, { 1, 3 }, { 2, 3 } };
        const data::TokenId next[] { 7, 7, 7 };
        const auto hidden = static_cast<std::size_t>(decoder->config().hidden);
        std::vector<float> states(3 * hidden);
        session.embed(next, places, states.data());
        for (std::int64_t layer = 0; layer < 3; ++layer)
            session.runLayer(layer, places, states.data());
        QVERIFY(std::equal(states.begin(), states.begin() + static_cast<std::ptrdiff_t>(hidden),
            states.begin() + static_cast<std::ptrdiff_t>(hidden)));
        QVERIFY(std::equal(states.begin(), states.begin() + static_cast<std::ptrdiff_t>(hidden),
            states.begin() + static_cast<std::ptrdiff_t>(2 * hidden)));
    }

    void readsOwnHeadsAndClassifiers()
    {
        FakeCheckpoint fake = test::fakeLlama();
        fake.config["exit_layers"] = { 1, 3 };
        for (const char* exit : { "exits.0.", "exits.1." }) {
            fake.add(std::string(exit) + "lm_head.weight", { 50, 24 });
            fake.addNorm(std::string(exit) + "norm", 24);
            fake.tensors.erase(std::string(exit) + "norm.bias");
        }
        fake.addLinear("exit_module", 2, 24);
        QTemporaryDir folder;
        const auto decoder = opened(fake, folder);
        QVERIFY(decoder->config().hasOwnHeads && decoder->config().hasClassifier);
        QCOMPARE(decoder->config().exitLayer, (std::vector<std::int32_t> { 1, 3 }));
        DecoderSession session(decoder, 1, 4);
        const std::vector<float> state(24, 0.5F);
        std::vector<float> first(50), second(50);
        session.logits(0, state.data(), 1, first.data());
        session.logits(1, state.data(), 1, second.data());
        QVERIFY(first != second);
        const auto& weight = fake.tensors["exit_module.weight"].values;
        const auto& bias = fake.tensors["exit_module.bias"].values;
        double z = bias[1] - bias[0];
        for (std::size_t i = 0; i < 24; ++i)
            z += 0.5 * (weight[24 + i] - weight[i]);
        QVERIFY(test::near(session.chance(state.data()), 1 / (1 + std::exp(-z))));
        const std::int32_t words[] { 7, 49, 0 };
        float some[3];
        session.logits(1, state.data(), words, some);
        QVERIFY(some[0] == second[7] && some[1] == second[49] && some[2] == second[0]);
    }
};

QTEST_GUILESS_MAIN(TestDecoder)
#include "tst_decoder.moc"

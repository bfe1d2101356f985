#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/model/stream.h"
#include "core/engine/run/scheduled_pass.h"
#include "core/hashee/hash_function.h"
#include "core/io/safetensors.h"
#include "tests/core/hashee/golden_tables.h"
#include "tests/engine/support/fake_checkpoint.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace exitscope;
using namespace exitscope::engine;

namespace {

constexpr float tolerance = 1e-4F;
constexpr int layers = 6, hidden = 64, classes = 3, sentences = 32;

struct Input
{
    Pack pack;
    std::vector<std::int32_t> layers;
};

/// Consecutive dev sentences with the golden buckets, padded to the longest of them: the release attends to padding, which it
/// never computes.
Input inputOf(const test::GoldenTables::Ids& ids, const nlohmann::json& buckets, std::size_t first, std::size_t count)
{
    Input input;
    std::size_t longest = 0;
    for (std::size_t i = first; i < first + count; ++i)
        longest = std::max(longest, ids[i].size());
    for (std::size_t i = first; i < first + count; ++i) {
        auto padded = ids[i];
        padded.resize(longest, 0);
        input.pack.ids.insert(input.pack.ids.end(), padded.begin(), padded.end());
        input.pack.lengths.push_back(static_cast<std::int32_t>(longest));
        for (std::size_t token = 0; token < longest; ++token)
            input.layers.push_back(token < ids[i].size() ? hashee::layersOf(buckets[i][token].get<int>(), layers) : 0);
    }
    return input;
}

bool isNear(float found, float expected, float allowed = tolerance)
{
    return std::isnan(expected) ? std::isnan(found) : std::abs(found - expected) <= allowed;
}

Input randomInput(int vocabulary, unsigned seed)
{
    std::mt19937 random(seed);
    Input input;
    for (int sequence = 0; sequence < 12; ++sequence) {
        input.pack.lengths.push_back(static_cast<std::int32_t>(1 + random() % 20));
        for (int token = 0; token < input.pack.lengths.back(); ++token) {
            input.pack.ids.push_back(static_cast<std::int32_t>(random() % static_cast<unsigned>(vocabulary)));
            input.layers.push_back(token == 0 ? 3 : static_cast<std::int32_t>(1 + random() % 3));
        }
    }
    return input;
}

} // namespace

class TestTokenGolden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { enterStream(); }

    void everyCaseOfTheRelease_data()
    {
        QTest::addColumn<int>("index");
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/hashee");
        const test::GoldenTables golden(folder);
        for (std::size_t i = 0; i < golden.cases().size(); ++i) {
            const auto& one = golden.cases()[i];
            if (one.contains("tensors"))
                QTest::newRow(one.at("tensors").get<std::string>().c_str()) << static_cast<int>(i);
        }
    }

    /// Logits one at a time and in padded batches, which tokens are computed, and the states of the first sentence.
    void everyCaseOfTheRelease()
    {
        QFETCH(int, index);
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/hashee");
        EXITSCOPE_SHARED_OR_SKIP(model, "golden/tiny-bert/hashee");
        const test::GoldenTables golden(folder);
        const auto& one = golden.cases()[static_cast<std::size_t>(index)];
        const test::GoldenTensors file(folder / one.at("tensors").get<std::string>());
        const auto encoder = std::make_shared<const PackedEncoder>(Checkpoint::open(model), Precision::F32);
        const auto ids = golden.split("dev");
        const auto& buckets = one.at("exit_layers_dev");
        const auto single = file.values<float>("logits_batch1"), padded = file.values<float>("logits_batch8_padded");
        double meanLayers = 0;
        for (const TokenForm form : { TokenForm::Compact, TokenForm::Approximate }) {
            for (std::size_t i = 0; i < sentences; ++i) {
                const auto input = inputOf(ids, buckets, i, 1);
                const auto scores = runScheduled(encoder, input.pack, input.layers, form, Pooling::FirstActive);
                for (std::size_t c = 0; c < classes; ++c)
                    QVERIFY2(isNear(scores.logits[c], single[i * classes + c]), std::to_string(i).c_str());
                if (i < 4 && file.has("token_computed_mask_" + std::to_string(i))) // not where the release failed
                    compareMasks(file, i, scores, input.pack.ids.size());
                if (i == 0 && file.has("hidden_original_order_0"))
                    compareStates(file, scores);
                double sum = 0;
                for (const auto most : input.layers)
                    sum += most;
                meanLayers += sum / static_cast<double>(input.layers.size()) / sentences / 2;
            }
            for (std::size_t batch = 0; batch < sentences; batch += 8) {
                const auto input = inputOf(ids, buckets, batch, 8);
                const auto scores = runScheduled(encoder, input.pack, input.layers, form, Pooling::FirstActive);
                for (std::size_t i = 0; i < 8 * classes; ++i)
                    QVERIFY(isNear(scores.logits[i], padded[batch * classes + i]));
            }
        }
        QVERIFY(std::abs(meanLayers - one.at("mean_layers_per_token_dev32").get<double>()) < 1e-6);
    }

    /// Without exits the model is the plain encoder; the golden has it for 64 sentences.
    void allLayersForAllIsTheFullModel()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "golden/tiny-bert/hashee");
        EXITSCOPE_SHARED_OR_SKIP(data, "golden/tiny-bert/data/sst2.safetensors");
        const auto encoder = std::make_shared<const PackedEncoder>(Checkpoint::open(model), Precision::F32);
        const auto file = io::SafetensorsFile::open(data);
        const auto golden = io::SafetensorsFile::open(model / "golden_sst2.safetensors");
        const auto ids = file->find("input_ids")->as<std::int64_t>(), mask = file->find("attention_mask")->as<std::int64_t>();
        const auto width = static_cast<std::size_t>(file->find("input_ids")->shape[1]);
        Pack pack;
        for (std::size_t row = 0; row < 64; ++row) {
            pack.lengths.push_back(0);
            for (std::size_t i = row * width; i < (row + 1) * width && mask[i]; ++i) {
                pack.ids.push_back(static_cast<std::int32_t>(ids[i]));
                ++pack.lengths.back();
            }
        }
        const std::vector<std::int32_t> all(pack.ids.size(), layers);
        const auto scores = runScheduled(encoder, pack, all);
        const auto expected = golden->find("logits_no_exit")->as<float>();
        QCOMPARE(scores.logits.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY(isNear(scores.logits[i], expected[i]));
    }

    /// Property (e): the compact form with buckets b and the approximate one of the release, where a bucket b means b layers,
    /// with b − 1, give equal states. In terms of layers they are one schedule.
    void compactAndApproximateAgree_data()
    {
        QTest::addColumn<bool>("isHalf");
        QTest::newRow("f32") << false;
        QTest::newRow("bf16") << true;
    }

    void compactAndApproximateAgree()
    {
        QFETCH(bool, isHalf);
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        test::fakeBert({ .classes = 3 }).write(path);
        const auto encoder = std::make_shared<const PackedEncoder>(
            Checkpoint::open(path), isHalf ? Precision::BF16 : Precision::F32);
        for (unsigned seed = 0; seed < 5; ++seed) {
            const auto input = randomInput(60, seed);
            const auto compact = runScheduled(encoder, input.pack, input.layers, TokenForm::Compact);
            const auto approximate = runScheduled(encoder, input.pack, input.layers, TokenForm::Approximate);
            QCOMPARE(compact.computed, approximate.computed);
            const float allowed = isHalf ? 0.05F : 1e-5F;
            for (std::size_t i = 0; i < compact.states.size(); ++i)
                QVERIFY(isNear(compact.states[i], approximate.states[i], allowed));
        }
    }

    /// The approximate form of the release runs bucket b through b layers, one more than the compact one.
    void cv39()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        test::fakeBert({ .layers = layers, .classes = 3 }).write(path);
        const auto encoder = std::make_shared<const PackedEncoder>(Checkpoint::open(path), Precision::F32);
        Input input;
        for (const std::int32_t bucket : { 7, 2, 2, 3, 4, 6, 7, 7 }) {
            input.pack.ids.push_back(bucket);
            input.layers.push_back(std::min(bucket, layers));
        }
        input.pack.lengths = { 8 };
        const auto scores = runScheduled(encoder, input.pack, input.layers, TokenForm::Approximate);
        QCOMPARE(scores.computed.size(), std::size_t { layers * 8 });
        std::vector<int> active;
        for (auto row = scores.computed.begin(); row != scores.computed.end(); row += 8)
            active.push_back(std::accumulate(row, row + 8, 0));
        QCOMPARE(active, (std::vector<int> { 8, 8, 6, 5, 4, 4 }));
        QCOMPARE(std::accumulate(active.begin(), active.end(), 0), 35);
    }

    void aFrozenStateStaysAsItIs()
    {
        QTemporaryDir folder;
        const auto path = std::filesystem::path(folder.path().toStdString());
        test::fakeBert({ .classes = 3 }).write(path);
        const auto encoder = std::make_shared<const PackedEncoder>(Checkpoint::open(path), Precision::F32);
        const auto input = randomInput(60, 9);
        const auto scores = runScheduled(encoder, input.pack, input.layers);
        const std::size_t tokens = input.pack.ids.size(), width = 32;
        for (std::size_t layer = 1; layer < 3; ++layer)
            for (std::size_t token = 0; token < tokens; ++token) {
                const auto* now = &scores.states[(layer * tokens + token) * width];
                const auto* before = &scores.states[((layer - 1) * tokens + token) * width];
                QCOMPARE(scores.computed[layer * tokens + token] != 0, input.layers[token] > static_cast<int>(layer));
                QCOMPARE(std::equal(now, now + width, before), input.layers[token] <= static_cast<int>(layer));
            }
    }

private:
    static void compareMasks(const test::GoldenTensors& file, std::size_t i, const ScheduledScores& scores, std::size_t tokens)
    {
        const auto expected = file.values<std::uint8_t>("token_computed_mask_" + std::to_string(i));
        QVERIFY(std::ranges::equal(scores.computed, expected));
        // The release moves frozen tokens behind the others at every layer; the masks give the same order.
        std::vector<std::int64_t> order(tokens);
        std::iota(order.begin(), order.end(), 0);
        for (std::size_t layer = 0; layer < layers; ++layer)
            std::stable_partition(order.begin(), order.end(), [&](std::int64_t token) {
                return scores.computed[layer * tokens + static_cast<std::size_t>(token)] != 0;
            });
        QVERIFY(std::ranges::equal(order, file.values<std::int64_t>("final_token_order_" + std::to_string(i))));
    }

    static void compareStates(const test::GoldenTensors& file, const ScheduledScores& scores)
    {
        const auto expected = file.values<float>("hidden_original_order_0");
        QCOMPARE(scores.states.size(), expected.size());
        for (std::size_t k = 0; k < expected.size(); ++k)
            QVERIFY(isNear(scores.states[k], expected[k]));
    }
};

QTEST_GUILESS_MAIN(TestTokenGolden)
#include "tst_token_golden.moc"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/model/packed_encoder.h"
#include "core/engine/model/stream.h"
#include "core/io/safetensors.h"
#include "tests/engine/support/fake_checkpoint.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <thread>

using namespace exitscope;
using namespace exitscope::engine;
using exitscope::test::FakeCheckpoint;

namespace {

/// One pack of all rows of a pre-tokenised file, padding dropped.
Pack packOf(const std::filesystem::path& data)
{
    const auto file = io::SafetensorsFile::open(data);
    const auto ids = file->find("input_ids")->as<std::int64_t>();
    const auto mask = file->find("attention_mask")->as<std::int64_t>();
    const auto types = file->find("token_type_ids")->as<std::int64_t>();
    const auto width = static_cast<std::size_t>(file->find("input_ids")->shape[1]);
    Pack pack;
    for (std::size_t row = 0; row < ids.size() / width; ++row) {
        pack.lengths.push_back(0);
        for (std::size_t i = row * width; i < (row + 1) * width; ++i)
            if (mask[i]) {
                pack.ids.push_back(static_cast<std::int32_t>(ids[i]));
                pack.types.push_back(static_cast<std::int32_t>(types[i]));
                ++pack.lengths.back();
            }
    }
    return pack;
}

/// Made-up sequences of 1 … longest tokens.
Pack randomPack(int sequences, int longest, int vocabulary, unsigned seed)
{
    std::mt19937 random(seed);
    Pack pack;
    for (int s = 0; s < sequences; ++s) {
        const int length = 1 + static_cast<int>(random() % static_cast<unsigned>(longest));
        pack.lengths.push_back(length);
        for (int i = 0; i < length; ++i) {
            pack.ids.push_back(static_cast<int>(random() % static_cast<unsigned>(vocabulary)));
            pack.types.push_back(i * 2 > length);
        }
    }
    return pack;
}

Pack sliceOf(const Pack& pack, std::size_t sequence)
{
    std::size_t begin = 0;
    for (std::size_t s = 0; s < sequence; ++s)
        begin += static_cast<std::size_t>(pack.lengths[s]);
    const auto end = begin + static_cast<std::size_t>(pack.lengths[sequence]);
    const auto cut = [&](const std::vector<std::int32_t>& v) {
        return std::vector<std::int32_t>(v.begin() + std::ptrdiff_t(begin), v.begin() + std::ptrdiff_t(end));
    };
    return { .ids = cut(pack.ids), .types = cut(pack.types), .lengths = { pack.lengths[sequence] }, .asked = {} };
}

double worst(std::span<const float> a, std::span<const float> b)
{
    if (a.size() != b.size())
        return INFINITY;
    double difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        difference = std::isnan(a[i]) || std::isnan(b[i])
            ? INFINITY
            : std::max<double>(difference, std::fabs(a[i] - b[i]));
    return difference;
}

} // namespace

class TestPackedEncoder : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::shared_ptr<const Checkpoint> opened(const FakeCheckpoint& fake, io::DType dtype = io::DType::F32)
    {
        const std::filesystem::path folder = m_folder.filePath(QString::number(++m_count)).toStdString();
        fake.write(folder, dtype);
        return Checkpoint::open(folder);
    }

    PackScores scoresOf(const FakeCheckpoint& fake, const Pack& pack, Precision precision = Precision::F32)
    {
        const PackedEncoder encoder(opened(fake), precision);
        PackWorkspace workspace;
        return *encoder.run(pack, workspace, {}, Keep::States);
    }

private Q_SLOTS:
    void initTestCase() { enterStream(); }

    void goldenLogits_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<QString>("data");
        for (const char* family : { "deebert", "elasticbert", "pabee-bert", "pabee-albert" })
            for (const char* data : { "snli", "sst2" })
                QTest::addRow("%s %s", family, data)
                    << QString::fromLatin1(family) << QString::fromLatin1(data);
    }

    void goldenLogits()
    {
        QFETCH(QString, family);
        QFETCH(QString, data);
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        const auto folder = golden / family.toStdString();
        const Pack pack = packOf(golden / "data" / (data.toStdString() + ".safetensors"));
        const PackedEncoder encoder(Checkpoint::open(folder), Precision::F32);
        PackWorkspace workspace;
        const PackScores scores = *encoder.run(pack, workspace, {}, Keep::States);

        const auto file
            = io::SafetensorsFile::open(folder / ("golden_" + data.toStdString() + ".safetensors"));
        const bool isDeebert = family == QLatin1String("deebert");
        const auto logits = file->find(isDeebert ? "highway_logits" : "logits")->as<float>();
        constexpr std::size_t exits = 6, units = 64, classes = 3, hidden = 64, kept = 4;
        for (std::size_t exit = 0; exit < exits; ++exit)
            for (std::size_t unit = 0; unit < units; ++unit) {
                // DeeBERT: the last exit is the main classifier (methods.md, 11.8).
                const auto expected = isDeebert && exit + 1 == exits
                    ? file->find("final_logits")->as<float>().subspan(unit * classes, classes)
                    : logits.subspan((exit * units + unit) * classes, classes);
                const auto found = std::span(scores.logits).subspan((unit * exits + exit) * classes, classes);
                QVERIFY2(worst(found, expected) < 1e-4,
                    qPrintable(QStringLiteral("exit %1, unit %2").arg(exit + 1).arg(unit)));
            }

        const auto states = file->find("cls_hidden")->as<float>();
        const bool hasEmbedding
            = states.size() == (exits + 1) * kept * hidden; // PABEE's files begin with layer 1
        for (std::size_t row = 0; row < states.size() / (kept * hidden); ++row)
            for (std::size_t unit = 0; unit < kept; ++unit) {
                const std::size_t layer = row + (hasEmbedding ? 0 : 1);
                const auto found = std::span(scores.states).subspan((layer * units + unit) * hidden, hidden);
                QVERIFY2(worst(found, states.subspan((row * kept + unit) * hidden, hidden)) < 1e-4,
                    qPrintable(QStringLiteral("layer %1, unit %2").arg(layer).arg(unit)));
            }
    }

    void similarityIsTheCosineToTheLayerBelow()
    {
        const Pack pack = randomPack(5, 20, 60, 3);
        const PackScores scores = scoresOf(test::fakeOwnExits({ .layers = 4 }, { 2, 4 }), pack);
        const std::size_t sequences = 5, hidden = 32;
        for (std::size_t exit = 0; exit < 2; ++exit)
            for (std::size_t unit = 0; unit < sequences; ++unit) {
                const std::size_t layer = exit == 0 ? 2 : 4;
                const float* here = scores.states.data() + (layer * sequences + unit) * hidden;
                const float* below = here - sequences * hidden;
                double dot = 0, a = 0, b = 0;
                for (std::size_t i = 0; i < hidden; ++i) {
                    dot += double(here[i]) * below[i];
                    a += double(here[i]) * here[i];
                    b += double(below[i]) * below[i];
                }
                QVERIFY(std::fabs(scores.similarity[unit * 2 + exit] - dot / std::sqrt(a * b)) < 1e-6);
            }
    }

    void scoresDoNotDependOnThePack_data()
    {
        QTest::addColumn<int>("longest");
        QTest::newRow("short") << 24;
        QTest::newRow("long") << 300;
    }

    void scoresDoNotDependOnThePack()
    {
        QFETCH(int, longest);
        const test::FakeShape shape {
            .layers = 6, .hidden = 96, .heads = 4, .feedForward = 200, .vocabulary = 300, .positions = 320
        };
        const PackedEncoder encoder(opened(test::fakeBert(shape)), Precision::F32);
        const Pack pack = randomPack(40, longest, 300, 11);
        PackWorkspace workspace, small;
        const auto together = *encoder.run(pack, workspace);
        const std::size_t width = 6 * 3;
        for (std::size_t unit = 0; unit < pack.lengths.size(); ++unit) {
            const auto alone = *encoder.run(sliceOf(pack, unit), small);
            const auto found = std::span(together.logits).subspan(unit * width, width);
            QVERIFY2(
                worst(alone.logits, found) <= 1e-5, qPrintable(QString::number(worst(alone.logits, found))));
            for (std::size_t exit = 0; exit < 6; ++exit) {
                const auto best = [&](const float* z) { return std::max_element(z, z + 3) - z; };
                QCOMPARE(best(alone.logits.data() + exit * 3), best(found.data() + exit * 3));
            }
        }
    }

    void familiesWithTheSameWeightsAgree()
    {
        const test::FakeShape shape { .layers = 3, .positions = 40 };
        const Pack pack = [&] {
            Pack p = randomPack(9, 30, 60, 5);
            p.types.assign(p.types.size(), 0);
            return p;
        }();
        const FakeCheckpoint bert = test::fakeBert(shape);
        const PackScores expected = scoresOf(bert, pack);

        // RoBERTa: positions begin at padding + 1, one segment, and its head is dense, tanh, out_proj.
        FakeCheckpoint roberta = test::fakeBert(shape, "roberta.");
        for (auto& [name, tensor] : roberta.tensors)
            if (name.starts_with("roberta."))
                tensor = bert.tensors.at("bert." + name.substr(8));
        auto& positions = roberta.tensors["roberta.embeddings.position_embeddings.weight"];
        positions.shape[0] += 2;
        positions.values.insert(positions.values.begin(), 64, 1e3f);
        auto& types = roberta.tensors["roberta.embeddings.token_type_embeddings.weight"];
        types.shape[0] = 1;
        types.values.resize(32);
        for (const char* part : { ".weight", ".bias" }) {
            roberta.rename(std::string("classifier") + part, std::string("classifier.out_proj") + part);
            roberta.rename(
                std::string("roberta.pooler.dense") + part, std::string("classifier.dense") + part);
        }
        roberta.config["model_type"] = "roberta";
        roberta.config["max_position_embeddings"] = 42;
        roberta.config["type_vocab_size"] = 1;
        roberta.config["pad_token_id"] = 1;
        QVERIFY(worst(scoresOf(roberta, pack).logits, expected.logits) < 1e-6);

        // DistilBERT: no segments (folded into the positions here), other names, ReLU before the classifier.
        FakeCheckpoint distil = test::fakeBert(shape);
        auto& place = distil.tensors["bert.embeddings.position_embeddings.weight"].values;
        for (std::size_t i = 0; i < place.size(); ++i)
            place[i] += distil.tensors["bert.embeddings.token_type_embeddings.weight"].values[i % 32];
        distil.tensors.erase("bert.embeddings.token_type_embeddings.weight");
        const std::map<std::string, std::string> parts { { "attention.self.query", "attention.q_lin" },
            { "attention.self.key", "attention.k_lin" }, { "attention.self.value", "attention.v_lin" },
            { "attention.output.dense", "attention.out_lin" },
            { "attention.output.LayerNorm", "sa_layer_norm" }, { "intermediate.dense", "ffn.lin1" },
            { "output.dense", "ffn.lin2" }, { "output.LayerNorm", "output_layer_norm" } };
        std::vector<std::string> names;
        for (const auto& [name, tensor] : distil.tensors)
            names.push_back(name);
        for (const std::string& name : names) {
            std::string renamed = name;
            const std::string layer = "bert.encoder.layer.";
            if (name.starts_with(layer)) {
                const auto dot = name.rfind('.');
                renamed = "distilbert.transformer.layer." + name.substr(layer.size(), 2)
                    + parts.at(name.substr(layer.size() + 2, dot - layer.size() - 2)) + name.substr(dot);
            } else if (name.starts_with("bert.pooler.dense")) {
                renamed = "pre_classifier" + name.substr(std::string("bert.pooler.dense").size());
            } else if (name.starts_with("bert.")) {
                renamed = "distil" + name;
            }
            distil.rename(name, renamed);
        }
        distil.config = { { "model_type", "distilbert" }, { "n_layers", 3 }, { "dim", 32 }, { "n_heads", 2 },
            { "hidden_dim", 48 }, { "vocab_size", 60 }, { "max_position_embeddings", 40 },
            { "activation", "gelu" } };
        const PackScores found = scoresOf(distil, pack);
        QVERIFY(worst(found.states, expected.states) < 1e-5);
        QVERIFY(worst(found.logits, expected.logits) > 1e-3); // the heads differ by design
    }

    void theUncertaintyOfBerxitBecomesAScore()
    {
        FakeCheckpoint fake = test::fakeBert();
        for (int layer = 0; layer < 3; ++layer) {
            fake.addLinear("bert.encoder.highway." + std::to_string(layer) + ".pooler.dense", 32, 32);
            fake.addLinear("bert.encoder.highway." + std::to_string(layer) + ".classifier", 3, 32);
        }
        const Pack pack = randomPack(4, 12, 60, 8);
        QVERIFY(scoresOf(fake, pack).learned.empty());
        fake.addLinear("bert.encoder.lte_classifier", 1, 32);
        for (float& value : fake.tensors["bert.encoder.lte_classifier.weight"].values)
            value = 0;
        fake.tensors["bert.encoder.lte_classifier.bias"].values = { -1.5f };
        const auto learned = scoresOf(fake, pack).learned;
        QCOMPARE(learned.size(), std::size_t { 12 });
        for (const float score : learned)
            QVERIFY(std::fabs(score - (1 - 1 / (1 + std::exp(1.5)))) < 1e-6);
    }

    void halfPrecisionFilesAreConverted_data()
    {
        QTest::addColumn<int>("dtype");
        QTest::newRow("F16") << int(io::DType::F16);
        QTest::newRow("BF16") << int(io::DType::BF16);
    }

    void halfPrecisionFilesAreConverted()
    {
        QFETCH(int, dtype);
        FakeCheckpoint rounded = test::fakeBert();
        const auto checkpoint = opened(rounded, io::DType(dtype));
        for (auto& [name, tensor] : rounded.tensors) // the same values, stored as F32
            for (float& value : tensor.values)
                value = io::DType(dtype) == io::DType::BF16
                    ? std::bit_cast<float>(std::uint32_t { test::toBfloat16(value) } << 16)
                    : static_cast<float>(std::ldexp(
                          (test::toHalf(value) & 0x3ff) + ((test::toHalf(value) >> 10 & 31) ? 1024 : 0),
                          std::max(1, test::toHalf(value) >> 10 & 31) - 25))
                        * (test::toHalf(value) & 0x8000 ? -1.0f : 1.0f);
        const Pack pack = randomPack(6, 30, 60, 4);
        const PackedEncoder encoder(checkpoint, Precision::F32);
        PackWorkspace workspace;
        QCOMPARE(encoder.run(pack, workspace)->logits, scoresOf(rounded, pack).logits);
    }

    void bfloat16IsNearF32()
    {
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        const Pack pack = packOf(golden / "data/snli.safetensors");
        const auto checkpoint = Checkpoint::open(golden / "pabee-bert");
        PackWorkspace a, b;
        const auto exact = *PackedEncoder(checkpoint, Precision::F32).run(pack, a);
        const auto rounded = *PackedEncoder(checkpoint, Precision::BF16).run(pack, b);
        const double difference = worst(exact.logits, rounded.logits);
        QVERIFY2(difference > 0 && difference < 0.5, qPrintable(QString::number(difference)));
    }

    void streamsAgreeAndStop()
    {
        const PackedEncoder encoder(opened(test::fakeBert({ .layers = 4 })), Precision::F32);
        const Pack pack = randomPack(30, 40, 60, 2);
        PackWorkspace workspace;
        const auto expected = encoder.run(pack, workspace)->logits;
        std::vector<std::vector<float>> found(4);
        {
            std::vector<std::jthread> streams;
            for (auto& logits : found)
                streams.emplace_back([&] {
                    enterStream();
                    PackWorkspace own;
                    for (int round = 0; round < 5; ++round)
                        logits = encoder.run(pack, own)->logits;
                });
        }
        for (const auto& logits : found)
            QCOMPARE(logits, expected);
        int asked = 0;
        QVERIFY(!encoder.run(pack, workspace, [&] { return ++asked < 3; }));
        QCOMPARE(asked, 3);
    }
};

QTEST_GUILESS_MAIN(TestPackedEncoder)
#include "tst_packed_encoder.moc"

// LibTorch first: Qt's macros must not reach its headers.
#include "core/engine/model/packed_encoder.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "tests/engine/support/fake_checkpoint.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace exitscope;
using namespace exitscope::engine;
using exitscope::test::FakeCheckpoint;

namespace {

constexpr std::size_t hidden = 32, exits = 2, layers = 3;

Pack somePack()
{
    Pack pack;
    pack.ids = { 2, 17, 30, 3, 2, 9, 3, 2, 11, 12, 13, 14, 3 };
    pack.lengths = { 4, 3, 6 };
    return pack;
}

double dot(std::span<const float> a, std::span<const float> b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
}

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }

} // namespace

/// The learned score of every exit against its definition, from the first tokens' states.
class TestExitOutput : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    FakeCheckpoint m_fake;
    PackScores m_scores;

    void run(const char* kind)
    {
        m_fake = test::fakeOwnExits({}, { 1, 3 });
        m_fake.config["exit_module"] = kind;
        m_fake.add("exit_module.weight", { 1, hidden }, 0.6f);
        m_fake.tensors["exit_module.bias"] = { { 1 }, { 0.4f } };
        const std::filesystem::path folder = m_folder.filePath(QString::fromLatin1(kind)).toStdString();
        m_fake.write(folder);
        const PackedEncoder encoder(Checkpoint::open(folder), Precision::F32);
        PackWorkspace workspace;
        m_scores = *encoder.run(somePack(), workspace, {}, Keep::States);
    }

    std::span<const float> values(const std::string& name) const { return m_fake.tensors.at(name).values; }

    /// The first token's state of a sequence after a layer (0 = the embedding).
    std::span<const float> state(std::size_t layer, std::size_t sequence) const
    {
        return std::span(m_scores.states).subspan((layer * somePack().lengths.size() + sequence) * hidden, hidden);
    }

    std::vector<float> pooled(std::size_t exit, std::span<const float> from) const
    {
        const std::string dense = "exits." + std::to_string(exit) + ".pooler.dense";
        std::vector<float> rows;
        for (std::size_t row = 0; row < hidden; ++row)
            rows.push_back(static_cast<float>(std::tanh(
                dot(values(dense + ".weight").subspan(row * hidden, hidden), from) + values(dense + ".bias")[row])));
        return rows;
    }

    double moduleChance(std::span<const float> x) const
    {
        return sigmoid(dot(values("exit_module.weight"), x) + 0.4f);
    }

private Q_SLOTS:
    void certaintyOfTheLearningToExitUnit()
    {
        run("lte");
        QCOMPARE(m_scores.learned.size(), 3 * exits);
        const std::size_t layerOf[exits] = { 1, layers };
        for (std::size_t sequence = 0; sequence < 3; ++sequence)
            for (std::size_t exit = 0; exit < exits; ++exit) {
                const double u = moduleChance(pooled(exit, state(layerOf[exit], sequence)));
                QVERIFY(std::fabs(m_scores.learned[sequence * exits + exit] - (1 - u)) < 1e-5);
                QVERIFY(u > 1e-3 && u < 1 - 1e-3);
            }
    }

    void scoreOfTheExitClassifier()
    {
        run("classifier");
        QCOMPARE(m_scores.learned.size(), 3 * exits);
        for (std::size_t sequence = 0; sequence < 3; ++sequence) {
            QVERIFY(std::fabs(m_scores.learned[sequence * exits] - moduleChance(state(1, sequence))) < 1e-5);
            QCOMPARE(m_scores.learned[sequence * exits + 1], 1.0f); // the last exit agrees with itself
        }
    }
};

QTEST_GUILESS_MAIN(TestExitOutput)
#include "tst_exit_output.moc"

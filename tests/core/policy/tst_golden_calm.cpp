// Confidence measures of CALM's published code (golden/calm) against our scores: margin, confidence, saturation.
// Its contrastive and meta-classifier measures and the decaying threshold belong to generation and are not compared here.
#include "core/io/safetensors.h"
#include "core/policy/parameters.h"
#include "core/policy/policy.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace exitscope;

namespace {

/// Two early exits with the golden logits and cosines (saturation looks from the second on), and a last one that nothing
/// asks.
std::shared_ptr<const trace::Trace> traceFrom(const io::SafetensorsFile& golden)
{
    const auto* logits = golden.find("logits");
    const auto cosines = golden.find("state_cosine")->as<float>();
    const auto classes = static_cast<std::size_t>(logits->shape[1]);
    trace::Trace::Arrays arrays;
    arrays.exitLayer = { 1, 2, 3 };
    for (std::size_t unit = 0; unit < cosines.size(); ++unit)
        for (int exit = 0; exit < 3; ++exit) {
            const auto row = logits->as<float>().subspan(unit * classes, classes);
            arrays.logits.insert(arrays.logits.end(), row.begin(), row.end());
            arrays.similarity.push_back(cosines[unit]);
        }
    return trace::Trace::fromArrays(std::move(arrays), logits->shape[1], {});
}

std::vector<float> scoresAt(const trace::Trace& trace, const char* policy, std::size_t exit)
{
    const auto table = policy::policyNamed(policy).scores({ policy, { { "threshold", "0" } } }, trace);
    const auto units = static_cast<std::size_t>(table.units);
    const auto first = table.scores.begin() + static_cast<std::ptrdiff_t>(exit * units);
    return { first, first + static_cast<std::ptrdiff_t>(units) };
}

void compare(const std::vector<float>& scores, std::span<const float> expected, float tolerance)
{
    QCOMPARE(scores.size(), expected.size());
    for (std::size_t unit = 0; unit < scores.size(); ++unit)
        QVERIFY2(std::abs(scores[unit] - expected[unit]) <= tolerance,
            qPrintable(QStringLiteral("row %1: %2, theirs %3").arg(unit).arg(scores[unit]).arg(expected[unit])));
}

} // namespace

class TestGoldenCalm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Rows 0 to 4 are uniform, one-hot-like, a tie, very peaked and nearly uniform.
    void measures()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/calm");
        const auto golden = io::SafetensorsFile::open(folder / "confidence.safetensors");
        const auto trace = traceFrom(*golden);
        compare(scoresAt(*trace, "margin", 0), golden->find("softmax_diff")->as<float>(), 1e-6F);
        compare(scoresAt(*trace, "margin", 0), golden->find("pt_softmax")->as<float>(), 1e-6F);
        compare(scoresAt(*trace, "confidence", 0), golden->find("softmax_max")->as<float>(), 1e-6F);
        compare(scoresAt(*trace, "saturation", 1), golden->find("state_cosine")->as<float>(), 0);
    }

    /// One published code leaves when the margin is above the threshold, the other (and ours) when it is at least that; no
    /// row lies on a threshold, so they agree.
    void decisions()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/calm");
        const auto trace = traceFrom(*io::SafetensorsFile::open(folder / "confidence.safetensors"));
        std::ifstream file(folder / "thresholds.json");
        const auto golden = nlohmann::json::parse(file).at("exit_decisions_softmax");
        int compared = 0;
        for (const auto& row : golden) {
            if (!row.at("position_temp").is_null())
                continue; // a threshold that decays along the position
            const auto threshold = row.at("conf_threshold").get<float>();
            const auto outcome
                = policy::replay(*trace, { "margin", { { "threshold", policy::realText(threshold) } } });
            QVERIFY(row.at("confidence").get<float>() != threshold);
            const bool leaves = outcome.exit[row.at("example").get<std::size_t>()] == 0;
            QCOMPARE(leaves, row.at("exit").get<bool>());
            ++compared;
        }
        QCOMPARE(compared, 120);
    }
};

QTEST_APPLESS_MAIN(TestGoldenCalm)
#include "tst_golden_calm.moc"

// Confidence measures and decay against what the published code gave (golden/calm).
#include "core/calm/confidence.h"
#include "core/calm/contrastive.h"
#include "core/calm/decay.h"
#include "core/io/safetensors.h"
#include "core/policy/softmax_scores.h"
#include "tests/support/near.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>

using namespace exitscope;
using namespace exitscope::calm;
using test::near;

namespace {

/// A tensor whose first dimension is cut into rows.
class Rows
{
public:
    Rows(const io::SafetensorsFile& file, const char* name)
    {
        const io::TensorView* view = file.find(name);
        if (!view)
            throw std::runtime_error(std::string("no tensor ") + name);
        m_values = view->as<float>();
        m_width = static_cast<std::size_t>(view->shape.size() > 1 ? view->shape.back() : 1);
    }
    std::size_t count() const { return m_values.size() / m_width; }
    std::span<const float> operator[](std::size_t row) const { return m_values.subspan(row * m_width, m_width); }

private:
    std::span<const float> m_values;
    std::size_t m_width = 1;
};

std::vector<float> softmax(std::span<const float> logits)
{
    std::vector<float> probabilities(logits.size());
    policy::softmaxProbabilities(logits, static_cast<std::int64_t>(logits.size()), {}, probabilities);
    return probabilities;
}

nlohmann::json readJson(const std::filesystem::path& path)
{
    std::ifstream file(path);
    return nlohmann::json::parse(file);
}

constexpr std::size_t examples = 40, special = 5, layers = 8; ///< contrastive measures leave the special examples out

} // namespace

class TestCalmGolden : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measures()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/calm");
        const auto file = io::SafetensorsFile::open(folder / "confidence.safetensors");
        const Rows logits(*file, "logits"), difference(*file, "softmax_diff"), maximum(*file, "softmax_max");
        const Rows before(*file, "prev_state"), after(*file, "new_state"), cosine(*file, "state_cosine");
        const Rows torch(*file, "pt_softmax");
        QCOMPARE(logits.count(), examples);
        for (std::size_t i = 0; i < examples; ++i) {
            QVERIFY(near(softmaxDifference(logits[i]), difference[i][0]));
            QVERIFY(near(softmaxDifference(logits[i]), torch[i][0]));
            QVERIFY(near(softmaxMaximum(logits[i]), maximum[i][0]));
            QVERIFY(near(stateSaturation(after[i], before[i]), cosine[i][0]));
        }
    }

    /// A classifier of two outputs is one of a single output whose weights are their difference.
    void classifies()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/calm");
        const auto file = io::SafetensorsFile::open(folder / "confidence.safetensors");
        const Rows state(*file, "new_state"), expected(*file, "pt_meta");
        const Rows weight(*file, "meta_classifier_weight"), bias(*file, "meta_classifier_bias");
        std::vector<float> rows;
        for (std::size_t i = 0; i < weight[0].size(); ++i)
            rows.push_back(weight[1][i] - weight[0][i]);
        for (std::size_t i = 0; i < examples; ++i)
            QVERIFY(near(classifierChance(state[i], rows, bias[1][0] - bias[0][0]), expected[i][0]));
    }

    void contrasts()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/calm");
        const auto file = io::SafetensorsFile::open(folder / "confidence.safetensors");
        const Rows logits(*file, "layer_logits"), plain(*file, "pt_contrastive"), weighted(*file, "pt_reweight_contrastive");
        for (std::size_t layer = 0; layer < layers; ++layer)
            for (std::size_t i = 0; i < examples - special; ++i) {
                const auto expert = softmax(logits[layer * examples + special + i]);
                const auto amateur = softmax(logits[layer / 2 * examples + special + i]);
                QVERIFY(near(contrastiveConfidence(Contrast::Plain, expert, amateur), plain[layer][i], 2e-6));
                QVERIFY(near(contrastiveConfidence(Contrast::Reweighted, expert, amateur), weighted[layer][i], 2e-6));
            }
    }

    /// The amateur is the layer from 0-based 2 on that differs most.
    void contrastsWithTheMostDifferent()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/calm");
        const auto file = io::SafetensorsFile::open(folder / "confidence.safetensors");
        const Rows logits(*file, "layer_logits"), expected(*file, "pt_jsd_contrastive");
        for (std::size_t layer = 3; layer < layers; ++layer)
            for (std::size_t i = 0; i < examples - special; ++i) {
                std::vector<float> below;
                for (std::size_t other = 2; other <= layer; ++other) {
                    const auto row = softmax(logits[other * examples + special + i]);
                    below.insert(below.end(), row.begin(), row.end());
                }
                const auto width = static_cast<std::int64_t>(logits[0].size());
                const auto chosen = static_cast<std::size_t>(mostDifferentAmateur(below, width));
                const std::span<const float> all(below);
                const auto expert = all.last(logits[0].size());
                const auto amateur = all.subspan(chosen * expert.size(), expert.size());
                QVERIFY(near(contrastiveConfidence(Contrast::Plain, expert, amateur), expected[layer - 3][i], 2e-6));
            }
    }

    void decays()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/calm");
        const auto json = readJson(folder / "thresholds.json");
        int checked = 0;
        for (const auto& row : json["decay"]) {
            const Decay decay { DecayForm::T5x, row["position_temp"] };
            QVERIFY(near(decay.threshold(row["conf_threshold"], row["position"], row["max_decode_length"]), row["t5x"], 1e-12));
            ++checked;
        }
        QVERIFY(checked > 100);
    }

    /// Their decision is strict: a confidence equal to the threshold goes on, where CALM's own leaves.
    void decides()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/calm");
        const auto file = io::SafetensorsFile::open(folder / "confidence.safetensors");
        const Rows logits(*file, "logits");
        const auto json = readJson(folder / "thresholds.json");
        int exits = 0, stays = 0;
        for (const auto& row : json["exit_decisions_softmax"]) {
            const Decay decay { DecayForm::T5x, row["position_temp"].is_null() ? 0.0 : row["position_temp"].get<double>() };
            const double threshold = decay.threshold(row["conf_threshold"], row["pos_time"], row["max_answer_length"]);
            const bool leaves = softmaxDifference(logits[row["example"]]) > static_cast<float>(threshold);
            QCOMPARE(leaves, row["exit"].get<bool>());
            ++(leaves ? exits : stays);
        }
        QVERIFY(exits > 0 && stays > 0);
    }
};

QTEST_APPLESS_MAIN(TestCalmGolden)
#include "tst_calm_golden.moc"

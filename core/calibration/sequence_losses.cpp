#include "core/calibration/sequence_losses.h"

#include "core/error.h"
#include "core/metric/bleu.h"
#include "core/metric/text_overlap.h"
#include "core/nearest_name.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace exitscope::calibration {

namespace {

constexpr std::array<std::string_view, 4> distanceNames { "rouge-l", "token-f1", "bleu", "different" };
constexpr std::array<std::string_view, 2> consistencyNames { "textual", "risk" };

template <typename Kind, std::size_t size>
Kind named(std::string_view name, const std::array<std::string_view, size>& names, const char* what)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw InputError("there is no " + std::string(what) + " \"" + std::string(name) + "\"", nameRemedy(name, names));
    return static_cast<Kind>(found - names.begin());
}

metric::Words wordsOf(std::string_view text, TextDistance distance)
{
    switch (distance) {
    case TextDistance::RougeL:
        return metric::rougeWords(text);
    case TextDistance::TokenF1:
    case TextDistance::Different:
        return metric::squadWords(text);
    case TextDistance::Bleu:
        return metric::bleuWords(text);
    }
    return {};
}

/// Of words cut by wordsOf().
double distanceOf(const metric::Words& early, const metric::Words& other, TextDistance distance)
{
    switch (distance) {
    case TextDistance::RougeL:
        return 1 - metric::commonSequenceF1(early, other);
    case TextDistance::TokenF1:
        return 1 - metric::overlapF1(early, other);
    case TextDistance::Bleu:
        return 1 - metric::countBleu(early, std::span(&other, 1)).smoothed();
    case TextDistance::Different:
        return early == other ? 0 : 1;
    }
    return 1;
}

/// The losses of any text written for one of the prompts; the words that it is compared with are cut once.
class TextLoss
{
public:
    TextLoss(const generations::Generations& all, const SequenceLoss& loss)
        : m_all(all)
        , m_loss(loss)
    {
        for (std::size_t i = 0; i < all.prompts.size(); ++i) {
            auto& others = m_others.emplace_back();
            if (loss.kind == LossKind::Consistency)
                others.push_back(wordsOf(all.full.texts[i].text, loss.distance));
            else
                for (const auto& reference : all.prompts[i].references)
                    others.push_back(wordsOf(reference, loss.distance));
            if (loss.kind == LossKind::Risk)
                m_fullRisk.push_back(nearest(i, all.full.texts[i].text));
        }
    }

    double of(std::size_t prompt, const std::string& early) const
    {
        if (early == m_all.full.texts[prompt].text)
            return 0;
        if (m_loss.kind == LossKind::Risk)
            return riskLoss(nearest(prompt, early), m_fullRisk[prompt]);
        return m_loss.distance == TextDistance::Different ? 1 : std::clamp(nearest(prompt, early), 0.0, 1.0);
    }

private:
    double nearest(std::size_t prompt, const std::string& text) const
    {
        const auto words = wordsOf(text, m_loss.distance);
        double least = 1;
        for (const auto& other : m_others[prompt])
            least = std::min(least, distanceOf(words, other, m_loss.distance));
        return least;
    }

    const generations::Generations& m_all;
    SequenceLoss m_loss;
    std::vector<std::vector<metric::Words>> m_others; ///< [prompts] the full model's text, or the references
    std::vector<double> m_fullRisk; ///< [prompts]
};

} // namespace

std::string_view nameOf(TextDistance distance)
{
    return distanceNames[static_cast<std::size_t>(distance)];
}

TextDistance textDistanceNamed(std::string_view name)
{
    return named<TextDistance>(name, distanceNames, "loss of texts");
}

std::string formulaOf(TextDistance distance)
{
    switch (distance) {
    case TextDistance::RougeL:
        return "1 \u2212 ROUGE-L";
    case TextDistance::TokenF1:
        return "1 \u2212 token F1";
    case TextDistance::Bleu:
        return "1 \u2212 sentence BLEU";
    case TextDistance::Different:
        return "1 where texts differ";
    }
    return {};
}

std::string_view consistencyName(LossKind kind)
{
    return consistencyNames[static_cast<std::size_t>(kind)];
}

LossKind consistencyNamed(std::string_view name)
{
    return named<LossKind>(name, consistencyNames, "consistency");
}

double riskLoss(double early, double full)
{
    return std::max(0.0, early - full);
}

std::optional<LossTable> sequenceLosses(const generations::Generations& generations, const SequenceFamily& family,
    const SequenceLoss& loss, const JobContext& job)
{
    if (loss.kind == LossKind::Risk && !generations.hasReferences())
        throw InputError(generations.path, "it has no references, and a risk is measured against them",
            "use the consistency \"textual\", or sweep with --references");
    LossTable table;
    table.isBinary = loss.distance == TextDistance::Different;
    table.nature = "distances between texts";
    table.layers = static_cast<std::int32_t>(generations.settings.layers);
    table.source = generations.path;
    for (std::int64_t i = 0; i < std::ssize(generations.prompts); ++i) {
        table.examples.push_back(i);
        table.population.push_back({ i, 0 });
    }
    const TextLoss losses(generations, loss);
    for (const auto point : family.points) {
        if (!job.proceed())
            return std::nullopt;
        const auto& texts = generations.points[point].texts;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            table.losses.push_back(static_cast<float>(losses.of(i, texts[i].text)));
            table.units.push_back(static_cast<float>(texts[i].tokens()));
            table.exitLayers.push_back(static_cast<float>(texts[i].layersRun()));
        }
        job.tell({ std::ssize(table.losses) / std::ssize(generations.prompts), std::ssize(family.points), "settings", {} });
    }
    return table;
}

} // namespace exitscope::calibration

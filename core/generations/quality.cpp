#include "core/generations/quality.h"

#include "core/metric/text_overlap.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace exitscope::generations {

namespace {

template <typename Cut>
std::vector<metric::Words> cutAll(const std::vector<std::string>& texts, const Cut& cut)
{
    std::vector<metric::Words> words;
    for (const auto& text : texts)
        words.push_back(cut(text));
    return words;
}

template <typename Score>
double best(const metric::Words& words, const std::vector<metric::Words>& references, const Score& score)
{
    double most = 0;
    for (const auto& reference : references)
        most = std::max(most, score(words, reference));
    return most;
}

double bagF1(const metric::Words& a, const metric::Words& b)
{
    return metric::overlapF1(a, b);
}

} // namespace

std::vector<std::pair<std::string, double>> Quality::named() const
{
    std::vector<std::pair<std::string, double>> all;
    if (bleu == bleu)
        all = { { "bleu", bleu }, { "rouge_l", rougeL }, { "token_f1", tokenF1 } };
    all.emplace_back("rouge_l_full", rougeLFull);
    all.emplace_back("same_texts", sameTexts);
    return all;
}

QualityMeter::QualityMeter(const Generations& generations, metric::BleuSplit split)
    : m_generations(generations)
    , m_split(split)
{
    for (const auto& prompt : generations.prompts) {
        m_bleu.push_back(cutAll(prompt.references, [split](const auto& text) { return metric::bleuWords(text, split); }));
        m_rouge.push_back(cutAll(prompt.references, metric::rougeWords));
        m_squad.push_back(cutAll(prompt.references, metric::squadWords));
    }
    for (const auto& text : generations.full.texts)
        m_full.push_back(metric::rougeWords(text.text));
}

Quality QualityMeter::of(const Point& point) const
{
    std::vector<std::size_t> all(point.texts.size());
    std::iota(all.begin(), all.end(), std::size_t { 0 });
    return of(point, all);
}

Quality QualityMeter::of(const Point& point, std::span<const std::size_t> prompts) const
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    Quality quality;
    if (prompts.empty())
        return { none, none, none, none, none };
    metric::BleuCounts counts;
    for (const auto i : prompts) {
        const auto& text = point.texts[i].text;
        const auto rouge = metric::rougeWords(text);
        quality.rougeLFull += metric::commonSequenceF1(rouge, m_full[i]);
        quality.sameTexts += text == m_generations.full.texts[i].text ? 1 : 0;
        if (!m_generations.hasReferences())
            continue;
        counts += metric::countBleu(metric::bleuWords(text, m_split), m_bleu[i]);
        quality.rougeL += best(rouge, m_rouge[i], metric::commonSequenceF1);
        quality.tokenF1 += best(metric::squadWords(text), m_squad[i], bagF1);
    }
    const auto count = static_cast<double>(prompts.size());
    for (double* mean : { &quality.rougeL, &quality.tokenF1, &quality.rougeLFull, &quality.sameTexts })
        *mean /= count;
    quality.bleu = counts.bleu();
    if (!m_generations.hasReferences())
        quality.bleu = quality.rougeL = quality.tokenF1 = none;
    return quality;
}

} // namespace exitscope::generations

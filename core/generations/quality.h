#pragma once

#include "core/generations/generations.h"
#include "core/metric/bleu.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::generations {

/// How good the texts of one rule are, all in [0, 1]. NaN where there are no references.
struct Quality
{
    double bleu = 0;   ///< of the corpus
    double rougeL = 0; ///< means over the prompts, each against its best reference
    double tokenF1 = 0;
    double rougeLFull = 0; ///< mean against the full model's text
    double sameTexts = 0;  ///< share of the texts that are the full model's to the letter

    /// "bleu", "rouge_l", "token_f1" with references, and always "rouge_l_full" and "same_texts": names as in JSON and runs.
    std::vector<std::pair<std::string, double>> named() const;
};

/// Measures points of one file; the references' words are cut once.
class QualityMeter
{
public:
    explicit QualityMeter(const Generations& generations, metric::BleuSplit split = metric::BleuSplit::Mteval13a);

    Quality of(const Point& point) const;
    /// Over some of the prompts; all NaN over none.
    Quality of(const Point& point, std::span<const std::size_t> prompts) const;

private:
    const Generations& m_generations;
    metric::BleuSplit m_split;
    std::vector<std::vector<metric::Words>> m_bleu, m_rouge, m_squad; ///< [prompts][references]
    std::vector<metric::Words> m_full; ///< [prompts] the full model's, for ROUGE
};

} // namespace exitscope::generations

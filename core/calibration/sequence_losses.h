#pragma once

#include "core/calibration/losses.h"
#include "core/calibration/sequence_family.h"

#include <optional>
#include <string>
#include <string_view>

namespace exitscope::calibration {

/// How far two texts are apart, in [0, 1].
enum class TextDistance {
    RougeL,    ///< 1 - ROUGE-L
    TokenF1,   ///< 1 - F1 of SQuAD's tokens
    Bleu,      ///< 1 - BLEU of the sentence, smoothed
    Different, ///< 0 where they are equal, else 1; against references after SQuAD's normalisation
};

/// "rouge-l", "token-f1", "bleu", "different".
std::string_view nameOf(TextDistance distance);
/// The reverse; throws InputError that suggests the nearest name.
TextDistance textDistanceNamed(std::string_view name);
/// For people: "1 - ROUGE-L".
std::string formulaOf(TextDistance distance);

/// What is bounded of the texts (methods.md §3.5). Consistency: the distance of the early text from the full model's, which
/// needs no references. Risk: max(0, R(early) - R(full)), R the distance from the nearest reference, the maximum inside: what one
/// text gains does not pay for what another loses.
struct SequenceLoss
{
    TextDistance distance = TextDistance::RougeL;
    LossKind kind = LossKind::Consistency;
};

/// "textual" and "risk" are what CALM calls the two.
std::string_view consistencyName(LossKind kind);
LossKind consistencyNamed(std::string_view name); ///< throws InputError that suggests the nearest name

/// max(0, early - full) of two distances from the references: CALM's loss of one example.
double riskLoss(double early, double full);

/// One row a setting of the family, one example a prompt, its units the tokens that were written. Nothing when the job was
/// cancelled. Throws InputError for a risk without references.
std::optional<LossTable> sequenceLosses(const generations::Generations& generations, const SequenceFamily& family,
    const SequenceLoss& loss, const JobContext& job = {});

} // namespace exitscope::calibration

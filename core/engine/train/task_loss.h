#pragma once

#include "core/engine/train/losses.h"
#include "core/engine/train/task_data.h"
#include "core/engine/train/trainable_encoder.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// What a step of the regimes minimises, as a list of weighted terms (methods.md, section 7).
namespace exitscope::engine {

/// One term of the sum. In a phase their number and order are always the same; weights may change with the step.
struct LossTerm
{
    enum class Kind {
        Labels,    ///< cross-entropy, or squared error, of an exit
        Teacher,   ///< what an exit says against what the teacher says
        LastExit,  ///< the same against the model's own last exit
        Diversity,
        Features,  ///< all states against the teacher's
        Lte,
    };
    Kind kind = Kind::Labels;
    std::size_t exit = 0; ///< of the first three
    double weight = 0;
};

/// The terms of a task's phase at a step of it. Those of labels are there for the log even where they weigh 0, but for a phase
/// that learns from the last exit.
std::vector<LossTerm> lossTerms(
    const TrainConfig& config, LossPart part, const EncoderConfig& shape, std::int64_t step);

/// "exit 3", "exit 3, teacher", "exit 3, last exit", "diversity", "features", "LTE"
std::string nameOf(const LossTerm& term, std::span<const std::int32_t> exitLayer);

/// What stands before a term in a line of the log: where its kind begins, "  teacher" and the like, else nothing.
std::string labelOf(std::span<const LossTerm> terms, std::size_t term);

/// What a teacher says of a pack; detached.
struct TeacherAnswers
{
    std::vector<at::Tensor> logits; ///< [B, C] of every exit, the last one alone where no more are wanted
    std::vector<at::Tensor> states; ///< [T, H] from the embedding's output on; empty where they are not wanted
};

/// One shard of a batch, passed through the model.
struct LossInput
{
    const Pack& pack;
    std::span<const ExitRows> exits;
    std::span<const at::Tensor> states; ///< from the embedding's output on, where the teacher has some
    at::Tensor last;                    ///< [B, C] logits that LastExit is measured against; detached
    const TeacherAnswers* teacher = nullptr;
    at::Tensor module;                  ///< logits of LTE [B, E], where there is a term of it
};

struct TaskLoss
{
    at::Tensor total;           ///< undefined where every term weighs 0
    std::vector<double> values; ///< of each term, before its weight
};

/// The terms over one shard of a batch that has `answers` labelled rows and `sequences` sequences in all: summed over shards,
/// they are means over the batch.
TaskLoss taskLoss(const TrainConfig& config, const TaskLabels& labels, std::span<const LossTerm> terms, const LossInput& input,
    std::int64_t answers, std::int64_t sequences);

} // namespace exitscope::engine

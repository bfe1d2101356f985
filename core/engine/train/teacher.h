#pragma once

#include "core/engine/train/task_data.h"
#include "core/engine/train/task_loss.h"
#include "core/engine/train/trainable_encoder.h"

#include <filesystem>
#include <vector>

namespace exitscope::engine {

/// A model that a student learns from. Its weights do not change, and no gradient reaches them.
class Teacher
{
public:
    /// Reads the checkpoint. Throws InputError naming `configFile` where it does not fit the student: other classes, another
    /// vocabulary than that in `tokenizer`, fewer positions than `longest` tokens; by-exit another number of exits; for states
    /// another hidden size.
    Teacher(const TeacherConfig& config, const std::filesystem::path& configFile, const EncoderConfig& student,
        const TaskLabels& labels, const std::filesystem::path& tokenizer, std::int64_t longest, int shards);

    /// What it says of a pack without dropout; each shard has a replica of its own. A hash of tokens that the pack may have is not
    /// the teacher's: its tokens go through all its layers.
    TeacherAnswers answers(const Pack& pack, std::size_t shard) const;

private:
    TeacherConfig m_config;
    at::Tensor m_weights;
    std::vector<TrainableEncoder> m_replicas;
};

} // namespace exitscope::engine

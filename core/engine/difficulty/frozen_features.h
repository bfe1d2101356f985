#pragma once

#include "core/engine/difficulty/unit_inputs.h"
#include "core/engine/model/encoder_config.h"

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace exitscope::engine {

class Checkpoint;
class PackedEncoder;

/// A checkpoint of any family as it is, for features of units. Threads: features are found by `workers` streams, and do not
/// depend on how many there are.
class FrozenModel
{
public:
    /// Throws InputError as Checkpoint::open().
    explicit FrozenModel(const std::filesystem::path& directory);
    ~FrozenModel();

    const EncoderConfig& config() const;
    std::string modelType() const; ///< for loadTokenizer()

    /// [count, E] word embeddings, F32.
    at::Tensor embeddings(std::span<const std::int32_t> ids) const;
    /// [U, E] the mean word embedding of each unit's tokens, special ones left out; 0 where it has none.
    std::vector<float> meanEmbeddings(const UnitInputs& inputs) const;
    /// For each of `layers` (1-based) the states [U, H] of the asked rows after it. Nothing when the job was stopped.
    std::optional<std::vector<std::vector<float>>> states(
        const UnitInputs& inputs, std::span<const std::int64_t> layers, int workers, const JobContext& job) const;

private:
    std::shared_ptr<const Checkpoint> m_checkpoint;
    std::shared_ptr<const PackedEncoder> m_encoder;
};

} // namespace exitscope::engine

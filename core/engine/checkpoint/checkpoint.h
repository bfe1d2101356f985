#pragma once

#include "core/engine/checkpoint/encoder_map.h"
#include "core/job.h"

#include <filesystem>
#include <memory>
#include <string>

namespace exitscope::engine {

/// A model directory in the Hugging Face layout, opened: config.json read, weights mapped and every tensor
/// placed. Opening costs headers only. Immutable; views live as long as the object.
class Checkpoint
{
public:
    /// Throws InputError with the file and the tensor or key that is wrong.
    static std::shared_ptr<const Checkpoint> open(const std::filesystem::path& directory);

    const std::filesystem::path& path() const { return m_path; }
    std::string name() const; ///< the directory's own name
    const EncoderMap& encoder() const { return m_encoder; }
    const EncoderConfig& config() const { return m_encoder.config; }
    const WeightTable& weights() const { return m_weights; }

    /// Who this model is: SHA-256 over config.json and every weight file, names and sizes included, so that
    /// it changes with any weight. Reads all bytes (about three seconds a gigabyte); empty when the job was
    /// cancelled.
    std::string sha256(const JobContext& job = {}) const;

private:
    std::filesystem::path m_path;
    WeightTable m_weights;
    EncoderMap m_encoder;
};

/// The same identity for a model that is one file (TorchScript).
std::string sha256OfModelFiles(std::span<const std::filesystem::path> files, const JobContext& job = {});

} // namespace exitscope::engine

#pragma once

#include "core/engine/checkpoint/decoder_map.h"
#include "core/engine/checkpoint/llama2c_file.h"
#include "core/job.h"

#include <filesystem>
#include <memory>
#include <string>

namespace exitscope::engine {

/// A model that generates, opened: a directory in the Hugging Face layout, a file of llama2.c, or a directory that holds one
/// such file. Opening costs headers only. Immutable; views live as long as the object.
class DecoderCheckpoint
{
public:
    /// Throws InputError with the file and the tensor or key that is wrong, and for an unknown architecture says which work.
    static std::shared_ptr<const DecoderCheckpoint> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_path; }
    std::string name() const; ///< the directory's own name, or the file's
    const DecoderMap& map() const { return m_llama2c ? m_llama2c->map() : m_map; }
    const DecoderConfig& config() const { return map().config; }
    bool isLlama2c() const { return m_llama2c != nullptr; }
    /// Where its tokenizer is: the directory, or llama2.c's tokenizer beside the model's file. Throws InputError when no file
    /// or several could be that.
    std::filesystem::path tokenizerPath() const;
    /// As Checkpoint::sha256().
    std::string sha256(const JobContext& job = {}) const;

private:
    std::filesystem::path m_path;
    WeightTable m_weights;
    DecoderMap m_map;
    std::shared_ptr<const Llama2cFile> m_llama2c;
};

/// Whether a path holds a model that generates, as far as its config.json or header says; never throws.
bool isDecoderCheckpoint(const std::filesystem::path& path);

} // namespace exitscope::engine

#pragma once

#include "core/engine/checkpoint/decoder_map.h"
#include "core/io/mapped_file.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace exitscope::engine {

/// A model in the format of llama2.c: seven int32 (hidden size, feed-forward size, layers, heads, key heads, vocabulary, negative
/// where the head is a matrix of its own, and positions), then float32 tensors in a fixed order. Memory-mapped.
class Llama2cFile
{
public:
    /// Throws InputError when the header makes no model, or the file's size is not what it says.
    static std::shared_ptr<const Llama2cFile> open(const std::filesystem::path& path);

    const DecoderMap& map() const { return m_map; }
    const std::filesystem::path& path() const { return m_file->path(); }

private:
    std::shared_ptr<const io::MappedFile> m_file;
    std::vector<io::TensorView> m_tensors; ///< never grows once views are taken
    DecoderMap m_map;
};

/// Whether a file's size and header fit that format.
bool isLlama2cFile(const std::filesystem::path& path);

} // namespace exitscope::engine

#pragma once

#include "core/io/safetensors.h"

#include <filesystem>
#include <memory>
#include <vector>

namespace exitscope::engine {

/// The tensors of a state dict as torch.save wrote it (pytorch_model.bin): the zip form, whose tensors are
/// views of the mapped file, and the pickle form of before PyTorch 1.6, whose tensors are copied where the
/// file does not align them. Strided tensors become row-major copies. No code in the pickle is run. Throws
/// InputError.
class TorchFile
{
public:
    static std::shared_ptr<const TorchFile> open(const std::filesystem::path& path);

    const std::vector<io::TensorView>& tensors() const { return m_tensors; } ///< in the dict's order

private:
    friend class TorchFileReader;

    std::shared_ptr<const io::MappedFile> m_file;
    std::vector<std::vector<std::byte>> m_copies;
    std::vector<io::TensorView> m_tensors;
};

/// True for a TorchScript module: a zip archive that holds code beside its tensors. False for whatever cannot
/// be read.
bool isTorchScript(const std::filesystem::path& path);

} // namespace exitscope::engine

#pragma once

#include "core/io/atomic_file.h"
#include "core/io/mapped_file.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::io {

enum class DType { Bool, U8, I8, I16, I32, I64, F16, BF16, F32, F64 };

std::size_t sizeOf(DType type);
std::string_view nameOf(DType type); ///< as written in the header: "F32", "I64", …

/// One tensor inside a mapped file (or any memory that outlives it). Row-major, little-endian.
struct TensorView
{
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;
    std::span<const std::byte> bytes;

    std::int64_t elements() const;
    /// The bytes as `T`; the caller has checked dtype. Aligned for it where SafetensorsFile::open made the view.
    template <typename T> std::span<const T> as() const
    {
        return { reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T) };
    }
};

/// "[64, 6, 3]"
std::string shapeText(std::span<const std::int64_t> shape);

/// A *.safetensors file, memory-mapped: opening costs the header, not the data; tensors of a file that was written without
/// padding, and are not aligned to their type, are copied. Every size, offset and count is
/// checked before it is believed: header length, JSON, known dtypes, shape × dtype = bytes, ranges inside the file,
/// no overlap, no duplicate name. Throws InputError that names the tensor.
class SafetensorsFile
{
public:
    static std::shared_ptr<const SafetensorsFile> open(const std::filesystem::path& path);

    const std::filesystem::path& path() const { return m_file->path(); }
    const std::vector<TensorView>& tensors() const { return m_tensors; } ///< in file order
    const TensorView* find(std::string_view name) const; ///< null when absent
    const std::map<std::string, std::string>& metadata() const { return m_metadata; }

private:
    void alignTensors();

    std::shared_ptr<const MappedFile> m_file;
    std::vector<std::unique_ptr<std::byte[]>> m_copies; ///< of tensors that are not aligned in the file
    std::vector<TensorView> m_tensors;
    std::map<std::string, std::size_t, std::less<>> m_byName;
    std::map<std::string, std::string> m_metadata;
};

/// What a file will hold: declared first, so that the data can be streamed in the same order afterwards.
struct TensorSpec
{
    std::string name;
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;

    std::size_t byteCount() const;
};

/// The 8-byte length and the JSON header, padded to a multiple of 64 bytes (so the data is aligned). Metadata and
/// tensors in the given order; the same input gives the same bytes.
std::string safetensorsHeader(
    std::span<const TensorSpec> tensors, const std::map<std::string, std::string>& metadata);

/// Writes a whole file atomically. `data[i]` belongs to `tensors[i]`. Throws IoError.
void writeSafetensors(const std::filesystem::path& path, std::span<const TensorSpec> tensors,
    std::span<const std::span<const std::byte>> data, const std::map<std::string, std::string>& metadata = {});

} // namespace exitscope::io

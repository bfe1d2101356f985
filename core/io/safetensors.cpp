#include "core/io/safetensors.h"

#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <limits>
#include <optional>

namespace exitscope::io {

namespace {

struct DTypeInfo
{
    DType type;
    std::string_view name;
    std::size_t size;
};

constexpr std::array<DTypeInfo, 10> dtypes { { { DType::Bool, "BOOL", 1 }, { DType::U8, "U8", 1 },
    { DType::I8, "I8", 1 }, { DType::I16, "I16", 2 }, { DType::I32, "I32", 4 }, { DType::I64, "I64", 8 },
    { DType::F16, "F16", 2 }, { DType::BF16, "BF16", 2 }, { DType::F32, "F32", 4 }, { DType::F64, "F64", 8 } } };

constexpr std::uint64_t largestHeader = 100'000'000; // the limit of the reference implementation

std::optional<DType> dtypeNamed(std::string_view name)
{
    for (const auto& info : dtypes)
        if (info.name == name)
            return info.type;
    return std::nullopt;
}

/// Elements × size, or nothing when it does not fit.
std::optional<std::uint64_t> byteCount(std::span<const std::int64_t> shape, DType type)
{
    std::uint64_t total = sizeOf(type);
    for (const std::int64_t extent : shape)
        if (extent < 0 || __builtin_mul_overflow(total, static_cast<std::uint64_t>(extent), &total))
            return std::nullopt;
    return total;
}

/// The JSON grammar of the header, with a duplicate name as an error rather than a silent last-one-wins.
nlohmann::json parseHeader(const std::filesystem::path& path, std::string_view text)
{
    std::vector<std::string> names;
    const auto collect = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& value) {
        if (event == nlohmann::json::parse_event_t::key && depth == 1)
            names.push_back(value.get<std::string>());
        return true;
    };
    auto header = nlohmann::json::parse(text, collect, false);
    if (header.is_discarded() || !header.is_object())
        throw InputError(path, "the safetensors header is not a JSON object", "the file is damaged; fetch it again");
    std::sort(names.begin(), names.end());
    if (const auto it = std::adjacent_find(names.begin(), names.end()); it != names.end())
        throw InputError(path, "tensor \"" + *it + "\" is listed twice in the header");
    return header;
}

TensorView parseTensor(const std::filesystem::path& path, const std::string& name, const nlohmann::json& entry,
    std::span<const std::byte> data)
{
    const auto fail = [&](const std::string& problem) -> InputError {
        return InputError(path, "tensor \"" + name + "\": " + problem, "the file is damaged; fetch it again");
    };
    if (!entry.is_object() || !entry.contains("dtype") || !entry.contains("shape")
        || !entry.contains("data_offsets") || !entry["dtype"].is_string() || !entry["shape"].is_array()
        || !entry["data_offsets"].is_array() || entry["data_offsets"].size() != 2)
        throw fail("its header entry lacks dtype, shape or data_offsets");

    TensorView tensor;
    tensor.name = name;
    const auto dtypeName = entry["dtype"].get<std::string>();
    const auto dtype = dtypeNamed(dtypeName);
    if (!dtype)
        throw fail("unknown dtype " + dtypeName);
    tensor.dtype = *dtype;
    for (const auto& extent : entry["shape"]) {
        if (!extent.is_number_unsigned() || extent.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
            throw fail("its shape holds something other than a non-negative integer");
        tensor.shape.push_back(extent.get<std::int64_t>());
    }
    for (const auto& offset : entry["data_offsets"])
        if (!offset.is_number_unsigned())
            throw fail("its data_offsets are not two non-negative integers");
    const auto begin = entry["data_offsets"][0].get<std::uint64_t>();
    const auto end = entry["data_offsets"][1].get<std::uint64_t>();
    if (begin > end || end > data.size())
        throw fail("its bytes " + std::to_string(begin) + "…" + std::to_string(end) + " lie outside the "
            + std::to_string(data.size()) + " bytes of data (a truncated file?)");
    const auto expected = byteCount(tensor.shape, tensor.dtype);
    if (!expected || *expected != end - begin)
        throw fail("shape " + shapeText(tensor.shape) + " of " + dtypeName + " does not take "
            + std::to_string(end - begin) + " bytes");
    tensor.bytes = data.subspan(begin, end - begin);
    return tensor;
}

void refuseOverlap(const std::filesystem::path& path, std::vector<TensorView>& tensors)
{
    std::sort(tensors.begin(), tensors.end(), [](const TensorView& a, const TensorView& b) {
        return std::pair(a.bytes.data(), a.bytes.size()) < std::pair(b.bytes.data(), b.bytes.size());
    });
    for (std::size_t i = 1; i < tensors.size(); ++i) {
        const auto& before = tensors[i - 1].bytes;
        if (!before.empty() && before.data() + before.size() > tensors[i].bytes.data() && !tensors[i].bytes.empty())
            throw InputError(path,
                "tensors \"" + tensors[i - 1].name + "\" and \"" + tensors[i].name + "\" overlap",
                "the file is damaged; fetch it again");
    }
}

} // namespace

std::size_t sizeOf(DType type)
{
    return dtypes[static_cast<std::size_t>(type)].size;
}

std::string_view nameOf(DType type)
{
    return dtypes[static_cast<std::size_t>(type)].name;
}

std::int64_t TensorView::elements() const
{
    return static_cast<std::int64_t>(bytes.size() / sizeOf(dtype));
}

std::string shapeText(std::span<const std::int64_t> shape)
{
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i)
        text += (i ? ", " : "") + std::to_string(shape[i]);
    return text + "]";
}

std::shared_ptr<const SafetensorsFile> SafetensorsFile::open(const std::filesystem::path& path)
{
    auto file = std::make_shared<SafetensorsFile>();
    file->m_file = MappedFile::open(path);
    const auto bytes = file->m_file->bytes();
    if (bytes.size() < 8)
        throw InputError(path, "is too short for a safetensors file", "the file is damaged; fetch it again");
    std::uint64_t headerSize = 0;
    std::memcpy(&headerSize, bytes.data(), 8);
    if (headerSize > largestHeader || headerSize > bytes.size() - 8)
        throw InputError(path,
            "the safetensors header claims " + std::to_string(headerSize) + " bytes, the file has "
                + std::to_string(bytes.size() - 8) + " after its length",
            "the file is damaged or is not safetensors");
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()) + 8, headerSize);
    const auto header = parseHeader(path, text);
    const auto data = bytes.subspan(8 + headerSize);

    for (const auto& [name, entry] : header.items()) {
        if (name != "__metadata__") {
            file->m_tensors.push_back(parseTensor(path, name, entry, data));
            continue;
        }
        if (!entry.is_object())
            throw InputError(path, "__metadata__ in the header is not an object");
        for (const auto& [key, value] : entry.items()) {
            if (!value.is_string())
                throw InputError(path, "metadata \"" + key + "\" is not a string");
            file->m_metadata[key] = value.get<std::string>();
        }
    }
    refuseOverlap(path, file->m_tensors);
    file->alignTensors(); // no overlap: the copies are no larger than the file
    for (std::size_t i = 0; i < file->m_tensors.size(); ++i)
        file->m_byName[file->m_tensors[i].name] = i;
    return file;
}

void SafetensorsFile::alignTensors()
{
    for (TensorView& tensor : m_tensors) {
        if (reinterpret_cast<std::uintptr_t>(tensor.bytes.data()) % sizeOf(tensor.dtype) == 0)
            continue;
        auto& copy = m_copies.emplace_back(std::make_unique_for_overwrite<std::byte[]>(tensor.bytes.size()));
        std::ranges::copy(tensor.bytes, copy.get());
        tensor.bytes = { copy.get(), tensor.bytes.size() };
    }
}

const TensorView* SafetensorsFile::find(std::string_view name) const
{
    const auto it = m_byName.find(name);
    return it == m_byName.end() ? nullptr : &m_tensors[it->second];
}

std::size_t TensorSpec::byteCount() const
{
    std::size_t total = sizeOf(dtype);
    for (const std::int64_t extent : shape)
        total *= static_cast<std::size_t>(extent);
    return total;
}

std::string safetensorsHeader(
    std::span<const TensorSpec> tensors, const std::map<std::string, std::string>& metadata)
{
    nlohmann::ordered_json header;
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::size_t offset = 0;
    for (const auto& tensor : tensors) {
        const std::size_t end = offset + tensor.byteCount();
        header[tensor.name] = { { "dtype", nameOf(tensor.dtype) }, { "shape", tensor.shape },
            { "data_offsets", { offset, end } } };
        offset = end;
    }
    std::string text = header.is_null() ? "{}" : header.dump();
    text.append((64 - (text.size() + 8) % 64) % 64, ' ');
    std::string result(8, '\0');
    const std::uint64_t size = text.size();
    std::memcpy(result.data(), &size, 8);
    return result + text;
}

void writeSafetensors(const std::filesystem::path& path, std::span<const TensorSpec> tensors,
    std::span<const std::span<const std::byte>> data, const std::map<std::string, std::string>& metadata)
{
    assert(tensors.size() == data.size());
    AtomicFile file(path);
    file.write(safetensorsHeader(tensors, metadata));
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        assert(data[i].size() == tensors[i].byteCount());
        file.write(data[i]);
    }
    file.commit();
}

} // namespace exitscope::io

#include "tests/engine/support/torch_writer.h"

#include <cstring>

namespace exitscope::test {

namespace {

template <typename T> std::string le(T value)
{
    std::string bytes(sizeof(T), '\0');
    std::memcpy(bytes.data(), &value, sizeof(T));
    return bytes;
}

std::string le16(std::size_t value) { return le(static_cast<std::uint16_t>(value)); }

std::string le32(std::size_t value) { return le(static_cast<std::uint32_t>(value)); }

} // namespace

PickleBuilder& PickleBuilder::raw(const std::string& bytes)
{
    m_bytes += bytes;
    return *this;
}

PickleBuilder& PickleBuilder::text(const std::string& value) { return raw("X" + le32(value.size()) + value); }

PickleBuilder& PickleBuilder::integer(std::int32_t value) { return raw("J" + le(value)); }

PickleBuilder& PickleBuilder::integers(const std::vector<std::int32_t>& values)
{
    raw("(");
    for (const auto value : values)
        integer(value);
    return raw("t");
}

PickleBuilder& PickleBuilder::global(const std::string& module, const std::string& name)
{
    return raw("c" + module + "\n" + name + "\n");
}

PickleBuilder& PickleBuilder::tensor(const std::string& key, std::int32_t elements, std::int32_t offset,
    const std::vector<std::int32_t>& shape, const std::vector<std::int32_t>& stride)
{
    global("torch._utils", "_rebuild_tensor_v2").raw("((");
    text("storage").global("torch", "FloatStorage").text(key).text("cpu").integer(elements).raw("tQ");
    integer(offset).integers(shape).integers(stride);
    return raw("\x89").global("collections", "OrderedDict").raw(")RtR");
}

std::string zipOf(const std::vector<std::pair<std::string, std::string>>& entries)
{
    std::string file, directory;
    for (const auto& [name, data] : entries) {
        const std::string common = le16(0) + le32(0) + le32(0) + le32(data.size()) + le32(data.size());
        const std::size_t local = file.size(); // before: method, time and date, CRC, both sizes
        // The extra field pads the data to a multiple of eight, as torch.save does with 64.
        const std::size_t padding = 4 + (8 - (local + 30 + name.size() + 4) % 8) % 8;
        file += le32(0x04034b50) + le16(20) + le16(0) + common + le16(name.size()) + le16(padding) + name
            + "FB" + le16(padding - 4) + std::string(padding - 4, 'Z') + data;
        directory += le32(0x02014b50) + le16(20) + le16(20) + le16(0) + common + le16(name.size()) + le16(0)
            + le16(0) + le16(0) + le16(0) + le32(0) + le32(local) + name;
    }
    return file + directory + le32(0x06054b50) + le16(0) + le16(0) + le16(entries.size())
        + le16(entries.size()) + le32(directory.size()) + le32(file.size()) + le16(0);
}

std::string torchZipOf(const std::string& pickle, const std::vector<std::string>& storages)
{
    std::vector<std::pair<std::string, std::string>> entries { { "archive/data.pkl", pickle } };
    for (std::size_t i = 0; i < storages.size(); ++i)
        entries.emplace_back("archive/data/" + std::to_string(i), storages[i]);
    return zipOf(entries);
}

} // namespace exitscope::test

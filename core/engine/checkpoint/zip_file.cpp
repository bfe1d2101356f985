#include "core/engine/checkpoint/zip_file.h"

#include "core/error.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <optional>

namespace exitscope::engine {

namespace {

// Signatures, sizes and field offsets of PKWARE's APPNOTE 6.3, sections 4.3.7 to 4.5.3.
constexpr std::uint32_t localSignature = 0x04034b50, centralSignature = 0x02014b50, endSignature = 0x06054b50,
                        end64Signature = 0x06064b50, locator64Signature = 0x07064b50;
constexpr std::size_t localSize = 30, centralSize = 46, endSize = 22, end64Size = 56, locator64Size = 20;
constexpr std::uint64_t in64 = 0xffffffff;

using Bytes = std::span<const std::byte>;

class Reader
{
public:
    Reader(const std::filesystem::path& path, Bytes bytes)
        : m_path(path)
        , m_bytes(bytes)
    { }

    [[noreturn]] void fail(const std::string& problem) const
    {
        throw InputError(
            m_path, "not a usable zip archive: " + problem, "the file is damaged; fetch it again");
    }
    Bytes at(std::uint64_t offset, std::uint64_t size) const
    {
        if (offset > m_bytes.size() || size > m_bytes.size() - offset)
            fail("an entry lies outside the " + std::to_string(m_bytes.size()) + " bytes of the file");
        return m_bytes.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
    }
    template <typename T> static T get(Bytes record, std::size_t offset)
    {
        T value {};
        std::memcpy(&value, record.data() + offset, sizeof(T));
        return value;
    }
    std::size_t size() const { return m_bytes.size(); }

private:
    const std::filesystem::path& m_path;
    Bytes m_bytes;
};

struct Directory
{
    std::uint64_t offset = 0, size = 0, entries = 0;
};

/// The end record lies in the last 64 KiB: only a comment may follow it.
std::size_t findEnd(const Reader& reader)
{
    if (reader.size() < endSize)
        reader.fail("it is too short");
    const std::size_t lowest = reader.size() > endSize + 0xffff ? reader.size() - endSize - 0xffff : 0;
    for (std::size_t offset = reader.size() - endSize + 1; offset-- > lowest;)
        if (Reader::get<std::uint32_t>(reader.at(offset, endSize), 0) == endSignature)
            return offset;
    reader.fail("its directory is missing (a truncated file?)");
}

Directory readDirectory(const Reader& reader)
{
    const std::size_t end = findEnd(reader);
    const Bytes record = reader.at(end, endSize);
    Directory directory { .offset = Reader::get<std::uint32_t>(record, 16),
        .size = Reader::get<std::uint32_t>(record, 12),
        .entries = Reader::get<std::uint16_t>(record, 10) };
    if (directory.offset != in64 && directory.size != in64 && directory.entries != 0xffff)
        return directory;
    if (end < locator64Size)
        reader.fail("its ZIP64 locator is missing");
    const Bytes locator = reader.at(end - locator64Size, locator64Size);
    if (Reader::get<std::uint32_t>(locator, 0) != locator64Signature)
        return directory; // exactly 65,535 entries need no ZIP64 record
    const Bytes large = reader.at(Reader::get<std::uint64_t>(locator, 8), end64Size);
    if (Reader::get<std::uint32_t>(large, 0) != end64Signature)
        reader.fail("its ZIP64 record is missing");
    return { .offset = Reader::get<std::uint64_t>(large, 48),
        .size = Reader::get<std::uint64_t>(large, 40),
        .entries = Reader::get<std::uint64_t>(large, 32) };
}

struct Place
{
    std::uint64_t stored = 0, size = 0, local = 0;
};

/// Replaces the fields that did not fit 32 bits by those of the ZIP64 extra field, in the order the format
/// fixes.
void applyZip64(const Reader& reader, Bytes extra, Place& entry)
{
    while (extra.size() >= 4) {
        const auto id = Reader::get<std::uint16_t>(extra, 0);
        const auto length = Reader::get<std::uint16_t>(extra, 2);
        if (length > extra.size() - 4)
            reader.fail("an extra field is longer than its room");
        Bytes field = extra.subspan(4, length);
        extra = extra.subspan(4u + length);
        if (id != 1)
            continue;
        for (std::uint64_t* value : { &entry.size, &entry.stored, &entry.local }) {
            if (*value != in64)
                continue;
            if (field.size() < 8)
                reader.fail("a ZIP64 field is too short");
            *value = Reader::get<std::uint64_t>(field, 0);
            field = field.subspan(8);
        }
    }
}

} // namespace

bool ZipFile::isZip(Bytes bytes)
{
    return bytes.size() >= 4 && Reader::get<std::uint32_t>(bytes, 0) == localSignature;
}

ZipFile::ZipFile(std::shared_ptr<const io::MappedFile> file)
    : m_file(std::move(file))
{
    const Reader reader(m_file->path(), m_file->bytes());
    const Directory directory = readDirectory(reader);
    Bytes rest = reader.at(directory.offset, directory.size);
    for (std::uint64_t index = 0; index < directory.entries; ++index) {
        if (rest.size() < centralSize || Reader::get<std::uint32_t>(rest, 0) != centralSignature)
            reader.fail("its directory lists fewer entries than it says");
        const std::size_t nameLength = Reader::get<std::uint16_t>(rest, 28);
        const std::size_t extraLength = Reader::get<std::uint16_t>(rest, 30);
        const std::size_t commentLength = Reader::get<std::uint16_t>(rest, 32);
        if (rest.size() - centralSize < nameLength + extraLength + commentLength)
            reader.fail("its directory ends within an entry");
        const Bytes nameBytes = rest.subspan(centralSize, nameLength);
        const std::string name(reinterpret_cast<const char*>(nameBytes.data()), nameBytes.size());
        const bool isStored
            = Reader::get<std::uint16_t>(rest, 10) == 0 && !(Reader::get<std::uint16_t>(rest, 8) & 1);
        Place entry { .stored = Reader::get<std::uint32_t>(rest, 20),
            .size = Reader::get<std::uint32_t>(rest, 24),
            .local = Reader::get<std::uint32_t>(rest, 42) };
        applyZip64(reader, rest.subspan(centralSize + nameLength, extraLength), entry);
        if (isStored && entry.stored != entry.size)
            reader.fail("entry \"" + name + "\" has two sizes");

        const Bytes local = reader.at(entry.local, localSize);
        if (Reader::get<std::uint32_t>(local, 0) != localSignature)
            reader.fail("entry \"" + name + "\" is not where the directory says");
        // The local header repeats name and extra field with lengths of its own (torch.save pads there to
        // align).
        const std::uint64_t data = entry.local + localSize + Reader::get<std::uint16_t>(local, 26)
            + Reader::get<std::uint16_t>(local, 28);
        const Bytes held = reader.at(data, entry.stored);
        if (!m_entries.try_emplace(name, Entry { isStored, isStored ? held : Bytes {} }).second)
            reader.fail("entry \"" + name + "\" is listed twice");
        rest = rest.subspan(centralSize + nameLength + extraLength + commentLength);
    }
}

std::string ZipFile::nameEndingIn(std::string_view end) const
{
    for (const auto& [name, entry] : m_entries)
        if (name.ends_with(end))
            return name;
    return {};
}

const Bytes* ZipFile::find(std::string_view name) const
{
    const auto found = m_entries.find(name);
    if (found == m_entries.end())
        return nullptr;
    if (!found->second.isStored)
        throw InputError(path(), "entry \"" + found->first + "\" is compressed or encrypted",
            "save it again with torch.save");
    return &found->second.data;
}

} // namespace exitscope::engine

#pragma once

#include "core/io/mapped_file.h"

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>

namespace exitscope::engine {

/// The entries of a zip archive whose data is stored, not compressed, as torch.save keeps tensors: views of
/// the mapped file, ZIP64 included. Throws InputError when the archive is damaged. The entries' CRCs are not
/// computed: that would read every byte.
class ZipFile
{
public:
    static bool isZip(std::span<const std::byte> bytes);
    explicit ZipFile(std::shared_ptr<const io::MappedFile> file);

    /// The first entry whose name ends so; empty when there is none.
    std::string nameEndingIn(std::string_view end) const;
    /// Null when absent. Throws InputError for an entry that is compressed or encrypted.
    const std::span<const std::byte>* find(std::string_view name) const;
    const std::filesystem::path& path() const { return m_file->path(); }

private:
    std::shared_ptr<const io::MappedFile> m_file;
    struct Entry
    {
        bool isStored = true;
        std::span<const std::byte> data; ///< empty when not stored
    };
    std::map<std::string, Entry, std::less<>> m_entries;
};

} // namespace exitscope::engine

#pragma once

#include "core/io/mapped_file.h"

#include <cstddef>
#include <map>
#include <memory>
#include <span>
#include <string>

namespace exitscope::engine {

/// The entries of a zip archive whose data is stored, not compressed, as torch.save makes it: views of the mapped file,
/// ZIP64 included. Throws InputError when the archive is damaged or an entry is compressed or encrypted. The entries'
/// CRCs are not computed: that would read every byte.
class ZipFile
{
public:
    static bool isZip(std::span<const std::byte> bytes);
    explicit ZipFile(std::shared_ptr<const io::MappedFile> file);

    const std::map<std::string, std::span<const std::byte>, std::less<>>& entries() const { return m_entries; }
    /// Null when absent.
    const std::span<const std::byte>* find(std::string_view name) const;
    const std::filesystem::path& path() const { return m_file->path(); }

private:
    std::shared_ptr<const io::MappedFile> m_file;
    std::map<std::string, std::span<const std::byte>, std::less<>> m_entries;
};

} // namespace exitscope::engine

#include "core/data/dataset_source.h"

#include "core/error.h"

#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace exitscope::data {

namespace {
constexpr std::size_t chunkSize = std::size_t { 1 } << 18;
}

struct ByteSource::Inflater
{
    z_stream stream {};
    std::vector<char> text = std::vector<char>(chunkSize);
    bool isInsideMember = false;

    Inflater()
    {
        if (inflateInit2(&stream, 15 + 16) != Z_OK)
            throw IoError("zlib could not start");
    }
    ~Inflater() { inflateEnd(&stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
};

ByteSource::ByteSource(std::filesystem::path path)
    : m_path(std::move(path))
    , m_fd(::open(m_path.c_str(), O_RDONLY | O_CLOEXEC))
    , m_stored(chunkSize)
{
    if (m_fd < 0)
        throw InputError(m_path, std::strerror(errno));
    struct stat status
    {
    };
    if (::fstat(m_fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(m_fd);
        throw InputError(m_path, "is not a regular file");
    }
    m_fileSize = status.st_size;
    std::array<unsigned char, 2> magic {};
    if (::pread(m_fd, magic.data(), magic.size(), 0) == 2 && magic[0] == 0x1f && magic[1] == 0x8b)
        m_inflater = std::make_unique<Inflater>();
}

ByteSource::~ByteSource()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

void ByteSource::rewind(HashBytes hash)
{
    if (::lseek(m_fd, 0, SEEK_SET) != 0)
        throw IoError(m_path.string() + ": " + std::strerror(errno));
    m_fileOffset = 0;
    m_hash = hash == HashBytes::Yes ? std::optional<io::Sha256>(std::in_place) : std::nullopt;
    if (m_inflater)
        m_inflater = std::make_unique<Inflater>();
}

std::string ByteSource::sha256() { return m_hash ? m_hash->hex() : std::string(); }

std::size_t ByteSource::readStored()
{
    std::size_t size = 0;
    while (size < m_stored.size()) {
        const ssize_t got = ::read(m_fd, m_stored.data() + size, m_stored.size() - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            throw IoError(m_path.string() + ": " + std::strerror(errno));
        if (got == 0)
            break;
        size += static_cast<std::size_t>(got);
    }
    if (m_hash)
        m_hash->update(std::string_view(m_stored.data(), size));
    m_fileOffset += static_cast<std::int64_t>(size);
    return size;
}

std::string_view ByteSource::read()
{
    return m_inflater ? readInflated() : std::string_view(m_stored.data(), readStored());
}

std::string_view ByteSource::readInflated()
{
    Inflater& inflater = *m_inflater;
    z_stream& stream = inflater.stream;
    stream.next_out = reinterpret_cast<Bytef*>(inflater.text.data());
    stream.avail_out = static_cast<uInt>(inflater.text.size());
    while (stream.avail_out > 0) {
        if (stream.avail_in == 0) {
            stream.avail_in = static_cast<uInt>(readStored());
            stream.next_in = reinterpret_cast<Bytef*>(m_stored.data());
            if (stream.avail_in == 0) {
                if (inflater.isInsideMember)
                    throw InputError(m_path, "the gzip data ends early", "copy the file again");
                break;
            }
        }
        inflater.isInsideMember = true;
        const int status = ::inflate(&stream, Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            inflater.isInsideMember = false;
            if (inflateReset(&stream) != Z_OK)
                throw IoError("zlib could not start again");
        } else if (status != Z_OK && status != Z_BUF_ERROR) {
            throw InputError(m_path, "the gzip data is damaged", "copy the file again");
        }
    }
    return { inflater.text.data(), inflater.text.size() - stream.avail_out };
}

std::string hashInChunks(const std::filesystem::path& path, const JobContext& job)
{
    ByteSource source(path);
    io::Sha256 hash;
    if (source.isCompressed())
        throw InputError(path, "is gzip-compressed, and is hashed only as a plain file");
    while (true) {
        if (!job.proceed())
            return {};
        const std::string_view chunk = source.read();
        if (chunk.empty())
            return hash.hex();
        hash.update(chunk);
        job.tell({ source.fileOffset(), source.fileSize(), "bytes", {} });
    }
}

TextSource::TextSource(std::filesystem::path path)
    : m_source(std::move(path))
{ }

bool TextSource::fill()
{
    m_chunk = m_source.read();
    m_at = 0;
    if (!m_started && m_chunk.starts_with("\xef\xbb\xbf"))
        m_at = 3;
    m_started = true;
    return m_at < m_chunk.size();
}

void TextSource::rewind(ByteSource::HashBytes hash)
{
    m_source.rewind(hash);
    m_chunk = {};
    m_at = 0;
    m_line = 1;
    m_started = false;
}

bool TextSource::readLine(std::string& line, std::size_t limit)
{
    line.clear();
    if (peek() < 0)
        return false;
    while (peek() >= 0) {
        const std::string_view rest = m_chunk.substr(m_at);
        const std::size_t end = rest.find('\n');
        const std::size_t size = end == std::string_view::npos ? rest.size() : end;
        if (line.size() + size > limit)
            throw InputError(path(), m_line, "the line is longer than " + std::to_string(limit) + " bytes",
                "is this a text file with one row a line?");
        line.append(rest.substr(0, size));
        m_at += size;
        if (end != std::string_view::npos) {
            ++m_at;
            ++m_line;
            break;
        }
    }
    if (line.ends_with('\r'))
        line.pop_back();
    return true;
}

std::string_view TextSource::takeUntil(std::string_view stops)
{
    if (peek() < 0)
        return {};
    const std::string_view rest = m_chunk.substr(m_at);
    std::size_t size = 0;
    while (size < rest.size() && stops.find(rest[size]) == std::string_view::npos) {
        m_line += rest[size] == '\n';
        ++size;
    }
    m_at += size;
    return rest.substr(0, size);
}

std::size_t findInvalidUtf8(std::string_view text)
{
    const auto byteAt = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto isTail = [&](std::size_t i) { return i < text.size() && (byteAt(i) & 0xc0) == 0x80; };
    std::size_t i = 0;
    while (i < text.size()) {
        const unsigned char lead = byteAt(i);
        if (lead != 0 && lead < 0x80) {
            ++i;
            continue;
        }
        std::size_t tails = 0;
        unsigned char low
            = 0x80; // what the second byte may be: no overlong forms, no surrogates, nothing past U+10FFFF
        unsigned char high = 0xbf;
        if (lead >= 0xc2 && lead <= 0xdf) {
            tails = 1;
        } else if (lead >= 0xe0 && lead <= 0xef) {
            tails = 2;
            low = lead == 0xe0 ? 0xa0 : 0x80;
            high = lead == 0xed ? 0x9f : 0xbf;
        } else if (lead >= 0xf0 && lead <= 0xf4) {
            tails = 3;
            low = lead == 0xf0 ? 0x90 : 0x80;
            high = lead == 0xf4 ? 0x8f : 0xbf;
        }
        if (tails == 0 || !isTail(i + 1) || byteAt(i + 1) < low || byteAt(i + 1) > high)
            return i;
        for (std::size_t tail = 2; tail <= tails; ++tail)
            if (!isTail(i + tail))
                return i;
        i += tails + 1;
    }
    return std::string_view::npos;
}

void requireUtf8(std::string_view text, const std::filesystem::path& path, std::int64_t line)
{
    const std::size_t bad = findInvalidUtf8(text);
    if (bad == std::string_view::npos)
        return;
    static constexpr char digits[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(text[bad]);
    const std::string hex { digits[byte >> 4], digits[byte & 15] };
    throw InputError(path, line, "is not valid UTF-8: byte 0x" + hex + " at byte " + std::to_string(bad + 1),
        "convert the file to UTF-8 (iconv -f ISO-8859-1 -t UTF-8)");
}

} // namespace exitscope::data

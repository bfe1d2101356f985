#include "core/generations/generations_file.h"

#include "core/error.h"
#include "core/generations/generations_json.h"
#include "core/generations/generations_reader.h"
#include "core/io/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace exitscope::generations {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, int error)
{
    throw IoError(path.string() + ": cannot be written: " + std::strerror(error));
}

std::string headOf(const Settings& settings, const std::vector<Prompt>& prompts)
{
    std::string head = settingsLine(settings) + '\n';
    for (std::size_t i = 0; i < prompts.size(); ++i)
        head += promptLine(static_cast<std::int64_t>(i), prompts[i]) + '\n';
    return head;
}

int openLocked(const std::filesystem::path& path)
{
    const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (fd < 0)
        fail(path, errno);
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    ::close(fd);
    throw IoError(path.string() + ": another process is writing this file");
}

} // namespace

GenerationsFile::GenerationsFile(
    const std::filesystem::path& path, const Settings& settings, const std::vector<Prompt>& prompts)
{
    if (!std::filesystem::exists(path))
        io::writeFileAtomically(path, headOf(settings, prompts));
    m_fd = openLocked(path);
    try {
        auto read = readSoFar(path);
        m_generations = std::move(read.generations);
        if (const auto difference = differenceOf(m_generations.settings, settings); !difference.empty())
            throw InputError(path, "it holds another sweep: " + difference,
                "name another file with --out, or ask for what this one was begun with");
        if (::ftruncate(m_fd, static_cast<off_t>(read.wholeBytes)) != 0)
            fail(path, errno);
    } catch (...) {
        ::close(m_fd);
        throw;
    }
}

GenerationsFile::~GenerationsFile()
{
    ::close(m_fd);
}

void GenerationsFile::append(Point point)
{
    const bool isFull = point.rule == "full";
    const bool isAgain = isFull && !m_generations.fullTimings.empty();
    std::string lines;
    for (std::size_t i = 0; i < point.texts.size() && !isAgain; ++i)
        lines += textLine(point.rule, static_cast<std::int64_t>(i), point.texts[i]) + '\n';
    write(lines + pointLine(point) + '\n');
    if (isFull)
        m_generations.fullTimings.push_back(point.timing);
    if (isFull && !isAgain)
        m_generations.full = std::move(point);
    else if (!isFull)
        m_generations.points.push_back(std::move(point));
}

void GenerationsFile::write(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(m_fd, text.data(), text.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            fail(m_generations.path, count < 0 ? errno : ENOSPC);
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    if (::fdatasync(m_fd) != 0)
        fail(m_generations.path, errno);
}

} // namespace exitscope::generations

#include "core/engine/train/run_journal.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <algorithm>
#include <fstream>

namespace exitscope::engine {

namespace {

/// The size that the file then has.
std::int64_t cut(const std::filesystem::path& path, std::int64_t bytes)
{
    if (!std::filesystem::exists(path)) {
        io::writeFileAtomically(path, "");
        return 0;
    }
    const auto size = static_cast<std::int64_t>(std::filesystem::file_size(path));
    if (size > bytes)
        std::filesystem::resize_file(path, static_cast<std::uintmax_t>(bytes));
    return std::min(size, bytes);
}

void append(const std::filesystem::path& path, const std::string& line, std::int64_t& bytes)
{
    std::ofstream file(path, std::ios::app | std::ios::binary);
    file << line << '\n';
    file.flush();
    if (!file)
        throw IoError("cannot write " + path.string());
    bytes += static_cast<std::int64_t>(line.size()) + 1;
}

} // namespace

RunJournal::RunJournal(std::filesystem::path folder)
    : m_log(folder / "train.log")
    , m_curve(folder / training::learningCurveFile)
{ }

void RunJournal::begin()
{
    io::writeFileAtomically(m_log, "");
    io::writeFileAtomically(m_curve, "");
    m_logBytes = m_curveBytes = 0;
}

void RunJournal::resume(std::int64_t logBytes, std::int64_t curveBytes)
{
    m_logBytes = cut(m_log, logBytes);
    m_curveBytes = cut(m_curve, curveBytes);
}

void RunJournal::log(const std::string& line)
{
    append(m_log, line, m_logBytes);
}

void RunJournal::add(const training::LearningEvent& event)
{
    addToFile(event);
    tell(event);
}

void RunJournal::addToFile(const training::LearningEvent& event)
{
    append(m_curve, training::toJson(event), m_curveBytes);
}

void RunJournal::tell(const training::LearningEvent& event) const
{
    if (m_observer)
        m_observer(event);
}

} // namespace exitscope::engine

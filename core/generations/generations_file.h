#pragma once

#include "core/generations/generations.h"

#include <string_view>

namespace exitscope::generations {

/// A file of generations that grows: every point is on disk when append() returns. Holds a lock: two processes cannot write
/// the same file.
class GenerationsFile
{
public:
    /// Makes `path` with settings and prompts, or takes it up where its last whole point ends. Throws InputError where it
    /// belongs to another piece of work (says which setting differs) or is no such file, IoError where it cannot be written or
    /// another process writes it.
    GenerationsFile(const std::filesystem::path& path, const Settings& settings, const std::vector<Prompt>& prompts);
    ~GenerationsFile();
    GenerationsFile(const GenerationsFile&) = delete;
    GenerationsFile& operator=(const GenerationsFile&) = delete;

    /// What is there so far, with what was appended.
    const Generations& generations() const { return m_generations; }
    /// A further point. The full model's is written without its texts where the file has them.
    void append(Point point);

private:
    void write(std::string_view text);

    Generations m_generations;
    int m_fd = -1;
};

} // namespace exitscope::generations

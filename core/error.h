#pragma once

#include <cstdint>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace exitscope {

/// Bad input, with its place and its cure. what() is the one line a person sees:
/// "FILE:LINE: PROBLEM; REMEDY" (the parts that are empty are left out). Exit status 2 on the command line.
class InputError : public std::runtime_error
{
public:
    InputError(std::filesystem::path file, std::int64_t line, std::string problem, std::string remedy = {});
    InputError(std::filesystem::path file, std::string problem, std::string remedy = {});
    explicit InputError(std::string problem, std::string remedy = {});
    ~InputError() override;

    const std::filesystem::path& file() const { return m_file; }
    std::int64_t line() const { return m_line; } ///< 1-based; 0 where a line makes no sense
    const std::string& problem() const { return m_problem; }
    const std::string& remedy() const { return m_remedy; }

private:
    std::filesystem::path m_file;
    std::int64_t m_line = 0;
    std::string m_problem;
    std::string m_remedy;
};

/// The machine failed, not the input: a full disk, a file that vanished. Exit status 1.
class IoError : public std::runtime_error
{
public:
    explicit IoError(const std::string& what);
    ~IoError() override;
};

} // namespace exitscope

#include "core/error.h"

#include <utility>

namespace exitscope {

namespace {
std::string compose(const std::filesystem::path& file, std::int64_t line, const std::string& problem,
    const std::string& remedy)
{
    std::string text;
    if (!file.empty())
        text += file.string() + (line > 0 ? ":" + std::to_string(line) : "") + ": ";
    text += problem;
    if (!remedy.empty())
        text += "; " + remedy;
    // A message is one line whatever the input held.
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20)
            c = ' ';
    return text;
}
} // namespace

InputError::InputError(
    std::filesystem::path file, std::int64_t line, std::string problem, std::string remedy)
    : std::runtime_error(compose(file, line, problem, remedy))
    , m_file(std::move(file))
    , m_line(line)
    , m_problem(std::move(problem))
    , m_remedy(std::move(remedy))
{
}

InputError::InputError(std::filesystem::path file, std::string problem, std::string remedy)
    : InputError(std::move(file), 0, std::move(problem), std::move(remedy))
{
}

InputError::InputError(std::string problem, std::string remedy)
    : InputError({}, 0, std::move(problem), std::move(remedy))
{
}

InputError::~InputError() = default;

IoError::IoError(const std::string& what)
    : std::runtime_error(what)
{
}

IoError::~IoError() = default;

} // namespace exitscope

#include "core/generations/prompt_lines.h"

#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/sha256.h"

#include <algorithm>

namespace exitscope::generations {

namespace {

std::vector<std::string> linesOf(const std::filesystem::path& path, PromptLines& into)
{
    const std::string text = io::readWholeFile(path);
    into.names.push_back(path.filename().string());
    into.hashes.push_back(io::Sha256().update(text).hex());
    std::vector<std::string> lines;
    for (std::size_t at = text.starts_with("\xEF\xBB\xBF") ? 3 : 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
        if (lines.back().ends_with('\r'))
            lines.back().pop_back();
        if (!data::unicode::isValid(lines.back()))
            throw InputError(path, std::ssize(lines), "it is not UTF-8 text", "save the file as UTF-8");
    }
    return lines;
}

} // namespace

PromptLines readPromptLines(const std::filesystem::path& prompts, const std::vector<std::filesystem::path>& references)
{
    PromptLines read;
    const auto texts = linesOf(prompts, read);
    std::vector<std::vector<std::string>> others;
    for (const auto& path : references) {
        others.push_back(linesOf(path, read));
        if (others.back().size() != texts.size())
            throw InputError(path, "it has " + std::to_string(others.back().size()) + " lines, and "
                    + prompts.filename().string() + " has " + std::to_string(texts.size()),
                "give one reference a line, for each prompt");
    }
    for (std::size_t line = 0; line < texts.size(); ++line) {
        if (texts[line].empty()) {
            ++read.emptyLines;
            continue;
        }
        auto& prompt = read.prompts.emplace_back();
        prompt.text = texts[line];
        for (const auto& other : others)
            prompt.references.push_back(other[line]);
    }
    if (read.prompts.empty())
        throw InputError(prompts, "it holds no prompt", "write one a line");
    return read;
}

} // namespace exitscope::generations

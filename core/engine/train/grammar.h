#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::engine {

struct GrammarSentence
{
    std::string text;
    std::int64_t label = 0;
    std::string tag;
};

/// Expands templates with slots into labelled sentences: {"slots": {"name": ["…", …], …}, "templates":
/// [{"text": "{name} is good .", "label": 1, "tag": "plain"}, …]}. A slot's entries may hold slots.
/// Draws `count` sentences, templates in turn so that each kind has its share, no sentence twice; fewer when the
/// grammar has no more. The same seed gives the same sentences. Throws InputError for unknown or endless slots.
std::vector<GrammarSentence> expandGrammar(
    const std::filesystem::path& path, std::int64_t count, std::uint64_t seed);

} // namespace exitscope::engine

#include "core/engine/train/grammar.h"

#include "core/engine/train/random.h"
#include "core/engine/train/strict_json.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <map>
#include <unordered_set>

namespace exitscope::engine {

namespace {

constexpr int deepest = 8; ///< slots within slots; more is a circle

struct Grammar
{
    std::filesystem::path path;
    std::map<std::string, std::vector<std::string>, std::less<>> slots;
    std::vector<GrammarSentence> templates;
};

Grammar readGrammar(const std::filesystem::path& path)
{
    const auto json = nlohmann::json::parse(io::readWholeFile(path, 1 << 26), nullptr, false);
    if (json.is_discarded())
        throw InputError(path, "not valid JSON", "a grammar is { \"slots\": …, \"templates\": … }");
    Grammar grammar { path, {}, {} };
    StrictObject root(path, json);
    const auto* names = root.raw("slots");
    StrictObject slots = root.object("slots");
    if (names)
        for (const auto& [name, value] : names->items()) {
            slots.read(name.c_str(), grammar.slots[name]);
            if (grammar.slots[name].empty())
                slots.fail(name.c_str(), "is empty", "give it at least one entry");
        }
    for (StrictObject& item : root.objects("templates")) {
        GrammarSentence pattern;
        item.read("text", pattern.text);
        item.read("label", pattern.label, 0, 1'000'000);
        item.read("tag", pattern.tag);
        if (!item.has("text") || !item.has("label"))
            item.fail("text", "and \"label\" are both needed", "write { \"text\": \"…\", \"label\": 0 }");
        item.finish();
        grammar.templates.push_back(std::move(pattern));
    }
    root.finish();
    if (grammar.templates.empty())
        throw InputError(path, "the grammar has no templates", "add \"templates\"");
    return grammar;
}

std::string filled(const Grammar& grammar, std::string_view pattern, Random& random, int depth)
{
    if (depth > deepest)
        throw InputError(grammar.path, "slots refer to each other in a circle", "check the slot in \"" + std::string(pattern) + "\"");
    std::string text;
    while (!pattern.empty()) {
        const auto open = pattern.find('{');
        text += pattern.substr(0, open);
        if (open == std::string_view::npos)
            break;
        const auto close = pattern.find('}', open);
        const auto name = pattern.substr(open + 1, close == std::string_view::npos ? close : close - open - 1);
        const auto slot = grammar.slots.find(name);
        if (close == std::string_view::npos || slot == grammar.slots.end())
            throw InputError(grammar.path, "no slot \"" + std::string(name) + "\"", "define it under \"slots\"");
        text += filled(grammar, slot->second[random.below(slot->second.size())], random, depth + 1);
        pattern.remove_prefix(close + 1);
    }
    return text;
}

} // namespace

std::vector<GrammarSentence> expandGrammar(
    const std::filesystem::path& path, std::int64_t count, std::uint64_t seed)
{
    const Grammar grammar = readGrammar(path);
    std::vector<GrammarSentence> sentences;
    std::unordered_set<std::string> seen;
    Random random(seed, static_cast<std::uint64_t>(Stream::Grammar));
    // A small grammar runs dry: stop after as many fruitless draws as a template could fairly need.
    const auto patience = static_cast<std::int64_t>(grammar.templates.size()) * 200;
    std::int64_t fruitless = 0;
    for (std::size_t turn = 0; static_cast<std::int64_t>(sentences.size()) < count && fruitless < patience; ++turn) {
        const GrammarSentence& pattern = grammar.templates[turn % grammar.templates.size()];
        std::string text = filled(grammar, pattern.text, random, 0);
        if (!seen.insert(text).second) {
            ++fruitless;
            continue;
        }
        fruitless = 0;
        sentences.push_back({ std::move(text), pattern.label, pattern.tag });
    }
    return sentences;
}

} // namespace exitscope::engine

#include "core/data/bpe_learner.h"

#include "core/data/bpe.h"
#include "core/data/bpe_split.h"
#include "core/data/merge_learner.h"
#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace exitscope::data {

namespace {

using Json = nlohmann::ordered_json;

constexpr int MergesPerStep = 16;
constexpr std::int64_t LeastFrequency = 2;
/// Longer ones are noise (base64, rulers of dashes), and would only slow the learning down.
constexpr std::size_t LongestPiece = 64;

/// The specials, each once, in the order of their ids.
std::vector<std::string> specialsOf(const BpeRoles& roles)
{
    std::vector<std::string> names;
    for (const std::string* name : { &roles.pad, &roles.end, &roles.unknown })
        if (!name->empty() && std::find(names.begin(), names.end(), *name) == names.end())
            names.push_back(*name);
    return names;
}

Json addedTokens(const std::vector<std::string>& specials)
{
    Json list = Json::array();
    for (std::size_t id = 0; id < specials.size(); ++id)
        list.push_back({ { "id", id }, { "content", specials[id] }, { "single_word", false }, { "lstrip", false },
            { "rstrip", false }, { "normalized", false }, { "special", true } });
    return list;
}

Json postProcessor(const BpeRoles& roles, const std::vector<std::string>& specials)
{
    if (!roles.endsTexts)
        return { { "type", "ByteLevel" }, { "add_prefix_space", false }, { "trim_offsets", true }, { "use_regex", true } };
    const auto text = [](const char* which) { return Json { { "Sequence", { { "id", which }, { "type_id", 0 } } } }; };
    const Json end { { "SpecialToken", { { "id", roles.end }, { "type_id", 0 } } } };
    const auto id = std::find(specials.begin(), specials.end(), roles.end) - specials.begin();
    Json special;
    special[roles.end] = { { "id", roles.end }, { "ids", { id } }, { "tokens", { roles.end } } };
    return { { "type", "TemplateProcessing" }, { "single", Json::array({ text("A"), end }) },
        { "pair", Json::array({ text("A"), end, text("B"), end }) }, { "special_tokens", special } };
}

Json vocabularyJson(const BpeVocabulary& vocabulary)
{
    Json ids = Json::object();
    for (std::size_t id = 0; id < vocabulary.tokens.size(); ++id)
        ids[vocabulary.tokens[id]] = id;
    return ids;
}

std::string tokenizerJson(const BpeVocabulary& vocabulary, const BpeRoles& roles)
{
    const auto specials = specialsOf(roles);
    const Json byteLevel { { "type", "ByteLevel" }, { "add_prefix_space", false }, { "trim_offsets", true }, { "use_regex", true } };
    Json merges = Json::array();
    for (const auto& [left, right] : vocabulary.merges)
        merges.push_back(left + ' ' + right);
    Json json { { "version", "1.0" }, { "truncation", nullptr }, { "padding", nullptr } };
    json["added_tokens"] = addedTokens(specials);
    json["normalizer"] = nullptr;
    json["pre_tokenizer"] = byteLevel;
    json["post_processor"] = postProcessor(roles, specials);
    json["decoder"] = byteLevel;
    json["model"] = { { "type", "BPE" }, { "dropout", nullptr }, { "unk_token", nullptr },
        { "continuing_subword_prefix", nullptr }, { "end_of_word_suffix", nullptr }, { "fuse_unk", false } };
    json["model"]["vocab"] = vocabularyJson(vocabulary);
    json["model"]["merges"] = std::move(merges);
    return json.dump(1) + '\n';
}

} // namespace

void BytePieceCounter::add(std::string_view text)
{
    std::string copy;
    if (!unicode::isValid(text))
        text = copy = unicode::repaired(text);
    while (!text.empty()) {
        const std::string_view piece = nextBpePiece(text);
        text.remove_prefix(piece.size());
        const auto found = m_counts.find(piece);
        if (found != m_counts.end())
            ++found->second;
        else
            m_counts.emplace(piece, 1);
    }
}

int leastBpeSize(const BpeRoles& roles)
{
    return 256 + static_cast<int>(specialsOf(roles).size());
}

BpeVocabulary learnBpeVocabulary(const WordCounts& counts, const BpeRoles& roles, int size, const JobContext& job)
{
    if (counts.empty())
        throw InputError(std::string("there is no text to learn a vocabulary from"), "give text");
    if (size < leastBpeSize(roles))
        throw InputError("a vocabulary of " + std::to_string(size) + " has no room for the 256 bytes and the special tokens",
            "ask for at least " + std::to_string(leastBpeSize(roles)));
    BpeVocabulary vocabulary;
    vocabulary.tokens = specialsOf(roles);
    const auto firstByte = static_cast<MergeLearner::SymbolId>(vocabulary.tokens.size());
    for (int byte = 0; byte < 256; ++byte)
        vocabulary.tokens.push_back(byteToken(static_cast<unsigned char>(byte)));
    std::unordered_map<std::string, MergeLearner::SymbolId> ids;
    const auto text = [&](MergeLearner::SymbolId id) -> const std::string& {
        return vocabulary.tokens[static_cast<std::size_t>(id)];
    };
    MergeLearner learner(LeastFrequency, [&](MergeLearner::SymbolId left, MergeLearner::SymbolId right) {
        std::string joint = text(left) + text(right);
        const auto [place, isNew] = ids.try_emplace(joint, static_cast<MergeLearner::SymbolId>(vocabulary.tokens.size()));
        if (isNew)
            vocabulary.tokens.push_back(std::move(joint));
        return place->second;
    });
    for (const auto& [piece, count] : counts) {
        if (piece.size() > LongestPiece)
            continue;
        std::vector<MergeLearner::SymbolId> symbols;
        for (const char c : piece)
            symbols.push_back(firstByte + static_cast<unsigned char>(c));
        learner.addWord(std::move(symbols), count);
    }
    bool isLearning = true;
    while (isLearning && std::ssize(vocabulary.tokens) < size) {
        if (!job.proceed())
            return {};
        for (int i = 0; i < MergesPerStep && isLearning && std::ssize(vocabulary.tokens) < size; ++i) {
            const auto merge = learner.mergeOnce();
            isLearning = merge.has_value();
            if (merge)
                vocabulary.merges.emplace_back(text(merge->first), text(merge->second));
        }
        job.tell({ .done = std::ssize(vocabulary.tokens), .total = size, .unit = "entries", .note = {} });
    }
    return vocabulary;
}

void writeBpeVocabulary(const std::filesystem::path& modelDir, const BpeVocabulary& vocabulary, const BpeRoles& roles,
    BpeFiles files, int modelMaxLength)
{
    Json names = Json::object();
    if (!roles.unknown.empty())
        names["unk_token"] = roles.unknown;
    if (!roles.pad.empty())
        names["pad_token"] = roles.pad;
    if (!roles.end.empty())
        names["eos_token"] = roles.end;
    const bool isGpt2 = files == BpeFiles::JsonAndMerges;
    if (isGpt2)
        names["bos_token"] = roles.end;
    Json config { { "tokenizer_class", isGpt2 ? "GPT2Tokenizer" : "PreTrainedTokenizerFast" }, { "add_prefix_space", false },
        { "clean_up_tokenization_spaces", false } };
    if (modelMaxLength > 0)
        config["model_max_length"] = modelMaxLength;
    config.update(names);
    io::writeFileAtomically(modelDir / "tokenizer.json", tokenizerJson(vocabulary, roles));
    if (isGpt2) {
        std::string lines = "#version: 0.2\n";
        for (const auto& [left, right] : vocabulary.merges)
            lines += left + ' ' + right + '\n';
        io::writeFileAtomically(modelDir / "vocab.json", vocabularyJson(vocabulary).dump() + '\n');
        io::writeFileAtomically(modelDir / "merges.txt", lines);
    }
    io::writeFileAtomically(modelDir / "tokenizer_config.json", config.dump(2) + '\n');
    io::writeFileAtomically(modelDir / "special_tokens_map.json", names.dump(2) + '\n');
}

} // namespace exitscope::data

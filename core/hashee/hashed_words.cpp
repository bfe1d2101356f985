#include "core/hashee/hashed_words.h"

#include "core/data/word_pieces.h"
#include "core/error.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace exitscope::hashee {

namespace {

/// The words of a traced sentence, which stand in its text with blanks between them. Blanks inside of a word were written as
/// no-break spaces.
std::vector<std::string> wordsOf(std::string_view text)
{
    constexpr std::string_view noBreak = "\xc2\xa0";
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        std::string word(text.substr(0, end));
        for (auto at = word.find(noBreak); at != std::string::npos; at = word.find(noBreak, at + 1))
            word.replace(at, noBreak.size(), " ");
        words.push_back(std::move(word));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

void requireWords(const trace::Trace& trace, const TokenHash& hash)
{
    if (trace.position().empty() || trace.example().empty() || trace.textOffset().empty())
        throw InputError(trace.path(), "a hash sends words to layers, and the units of this trace are no words with a text",
            "trace a model that classifies tokens");
    if (trace.fullLayers() != hash.scale.layers)
        throw InputError("the hash is made for a model of " + std::to_string(hash.scale.layers) + " layers, the trace has "
                + std::to_string(trace.fullLayers()),
            "take the table of the traced model");
}

} // namespace

std::optional<std::vector<std::int32_t>> layersOfWords(const TokenHash& hash, const data::Tokenizer& tokenizer,
    std::int32_t maxLength, const trace::Trace& trace, const JobContext& job)
{
    constexpr std::int64_t step = 256; // sentences between two questions whether to go on
    requireWords(trace, hash);
    std::vector<std::int32_t> frozen(static_cast<std::size_t>(trace.units()));
    std::uint64_t input = 0;
    std::int64_t unit = 0;
    for (std::int64_t example = 0; example < trace.examples(); ++example) {
        if (example % step == 0) {
            if (!job.proceed())
                return std::nullopt;
            job.tell({ .done = unit, .total = trace.units(), .unit = "words", .note = {} });
        }
        const auto words = wordsOf(trace.text(example));
        const auto read = data::wordInput(tokenizer, words, maxLength);
        std::vector<std::int32_t> layers;
        std::size_t at = 0;
        for (const std::int32_t length : read.lengths) {
            const auto some = hash.layersOf(std::span(read.ids).subspan(at, static_cast<std::size_t>(length)), input++);
            layers.insert(layers.end(), some.begin(), some.end());
            at += static_cast<std::size_t>(length);
        }
        for (; unit < trace.units() && trace.exampleOf(unit) == example; ++unit) {
            const auto word = static_cast<std::size_t>(trace.position()[static_cast<std::size_t>(unit)]);
            if (word >= read.asked.size())
                throw InputError(trace.path(), "sentence " + std::to_string(example + 1) + " has no word " + std::to_string(word + 1),
                    "trace the dataset again");
            frozen[static_cast<std::size_t>(unit)] = layers[static_cast<std::size_t>(read.asked[word])];
        }
    }
    if (unit != trace.units())
        throw InputError(trace.path(), "its words do not stand in the order of their sentences", "trace the dataset again");
    return frozen;
}

std::int32_t exitAtOrAbove(std::span<const std::int32_t> exitLayer, std::int32_t layer)
{
    return static_cast<std::int32_t>(std::ranges::lower_bound(exitLayer, layer) - exitLayer.begin());
}

} // namespace exitscope::hashee

#include "core/engine/difficulty/unit_inputs.h"

#include "core/data/vocab_learner.h"
#include "core/data/word_pieces.h"
#include "core/data/wordpiece.h"
#include "core/error.h"

namespace exitscope::engine {

namespace {

constexpr std::int64_t step = 512; ///< texts between two questions whether to go on

void appendText(const difficulty::Annotation& annotation, std::int64_t example, const data::Tokenizer& tokenizer,
    int maxLength, UnitInputs& inputs)
{
    const auto at = static_cast<std::size_t>(example);
    std::optional<std::string_view> second;
    if (annotation.isOfPairs())
        second = annotation.textB[at];
    const auto encoding = tokenizer.encode(annotation.textA[at], second, { .maxLength = maxLength });
    for (const auto id : encoding.ids)
        inputs.owner.push_back(tokenizer.isSpecial(id) ? -1 : annotation.unitOffset[at]);
    inputs.ids.insert(inputs.ids.end(), encoding.ids.begin(), encoding.ids.end());
    inputs.types.insert(inputs.types.end(), encoding.typeIds.begin(), encoding.typeIds.end());
    inputs.offsets.push_back(static_cast<std::int64_t>(inputs.ids.size()));
    inputs.asked.push_back(0);
    inputs.unit.push_back(annotation.unitOffset[at]);
    inputs.askedOffsets.push_back(static_cast<std::int64_t>(inputs.asked.size()));
    inputs.example.push_back(example);
    inputs.truncated += encoding.truncated ? 1 : 0;
}

/// The unit of each of `words` words, −1 without a label.
std::vector<std::int64_t> unitsOfWords(const difficulty::Annotation& annotation, std::int64_t example, std::size_t words)
{
    std::vector<std::int64_t> units(words, -1);
    const auto at = static_cast<std::size_t>(example);
    for (auto unit = annotation.unitOffset[at]; unit < annotation.unitOffset[at + 1]; ++unit)
        units[static_cast<std::size_t>(annotation.word[static_cast<std::size_t>(unit)])] = unit;
    return units;
}

void appendWords(const difficulty::Annotation& annotation, std::int64_t example, const data::Tokenizer& tokenizer,
    int maxLength, UnitInputs& inputs)
{
    const auto words = difficulty::wordsOf(annotation.textA[static_cast<std::size_t>(example)]);
    const auto unitOfWord = unitsOfWords(annotation, example, words.size());
    const auto input = data::wordInput(tokenizer, words, maxLength);
    inputs.truncated += input.truncated ? 1 : 0;
    std::size_t word = 0;
    std::int32_t begin = 0;
    for (const std::int32_t length : input.lengths) {
        const auto end = begin + length;
        const std::size_t before = inputs.asked.size();
        for (; word < words.size() && input.asked[word] < end; ++word) {
            if (unitOfWord[word] < 0)
                continue;
            inputs.asked.push_back(input.asked[word] - begin);
            inputs.unit.push_back(unitOfWord[word]);
        }
        if (inputs.asked.size() > before) { // a window without a labelled word is of no use
            for (auto token = static_cast<std::size_t>(begin); token < static_cast<std::size_t>(end); ++token) {
                inputs.ids.push_back(input.ids[token]);
                inputs.types.push_back(input.types[token]);
                const auto owner = input.owner[token];
                inputs.owner.push_back(owner < 0 ? -1 : unitOfWord[static_cast<std::size_t>(owner)]);
            }
            inputs.offsets.push_back(static_cast<std::int64_t>(inputs.ids.size()));
            inputs.askedOffsets.push_back(static_cast<std::int64_t>(inputs.asked.size()));
            inputs.example.push_back(example);
        }
        begin = end;
    }
}

} // namespace

UnitInputs unitInputs(
    const difficulty::Annotation& annotation, const data::Tokenizer& tokenizer, int maxLength, const JobContext& job)
{
    if (!annotation.hasText())
        throw InputError(annotation.path, "there is no text to foresee anything from", "give an annotation or a trace with text");
    if (annotation.isOfWords() && annotation.isOfPairs())
        throw InputError(annotation.path, "its labels are those of words, and its texts are pairs", "label words of single texts");
    difficulty::requireFittingWords(annotation);
    UnitInputs inputs;
    inputs.units = annotation.units();
    inputs.isOfWords = annotation.isOfWords();
    for (std::int64_t example = 0; example < annotation.examples(); ++example) {
        if (example % step == 0 && !job.proceed())
            return {};
        if (inputs.isOfWords)
            appendWords(annotation, example, tokenizer, maxLength, inputs);
        else
            appendText(annotation, example, tokenizer, maxLength, inputs);
    }
    return inputs;
}

std::unique_ptr<data::Tokenizer> learntTokenizer(const difficulty::Annotation& annotation, const JobContext& job)
{
    data::WordCounter words(data::LetterCase::Lower);
    for (const auto* texts : { &annotation.textA, &annotation.textB })
        for (const std::string& text : *texts)
            words.add(text);
    data::WordPieceSpec spec;
    spec.file = annotation.path;
    spec.tokens = data::learnWordPieceVocabulary(words.counts(), {}, job);
    if (spec.tokens.empty())
        return nullptr;
    return std::make_unique<data::WordPieceTokenizer>(std::move(spec));
}

} // namespace exitscope::engine

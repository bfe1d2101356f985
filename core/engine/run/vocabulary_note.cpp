#include "core/engine/run/vocabulary_note.h"

#include "core/error.h"

namespace exitscope::engine {

namespace {

/// Embeddings are padded to a round number of rows to please matrix units; other surplus rows mean another
/// vocabulary.
bool isPadding(std::int64_t vocabulary, std::int64_t rows)
{
    for (const std::int64_t multiple : { 8, 64, 128 })
        if ((vocabulary + multiple - 1) / multiple * multiple == rows)
            return true;
    return false;
}

} // namespace

std::string vocabularyNote(const data::Tokenizer& tokenizer, std::int64_t rows, const std::filesystem::path& folder)
{
    const std::int64_t vocabulary = tokenizer.vocabularySize();
    if (rows == 0 || vocabulary == rows)
        return {};
    const std::string both = "the tokenizer knows " + std::to_string(vocabulary) + " tokens, the embedding has "
        + std::to_string(rows) + " rows";
    if (vocabulary > rows || !isPadding(vocabulary, rows))
        throw InputError(folder, both, "put the tokenizer's files there that the model was trained with");
    return both + ": the others are taken for padding";
}

} // namespace exitscope::engine

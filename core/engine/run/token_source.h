#pragma once

#include "core/data/dataset.h"
#include "core/data/tokenizer.h"
#include "core/data/word_pieces.h"
#include "core/engine/run/exit_model.h"

#include <memory>
#include <string>
#include <vector>

namespace exitscope::engine {

/// One example as the model takes it: one sequence, or several windows of a sentence that is too long for one.
struct TokenExample
{
    data::Example source;
    std::vector<std::int32_t> ids, types; ///< [T] of all windows; as long as each other, checked against the model's tables
    std::vector<std::int32_t> lengths; ///< [windows] their sum is T
    /// Of a token classifier: [units] where in ids each word's first piece stands, and [T] which unit a token belongs to
    /// (-1: a special token, or a word that is labelled in another window). Both empty otherwise.
    std::vector<std::int32_t> asked, owner;
    std::int32_t tokens = 0; ///< of the example, special tokens included, however many windows it is read in
    bool truncated = false;

    /// Of one unit for each example, or one for each word.
    std::int64_t units() const { return asked.empty() ? 1 : static_cast<std::int64_t>(asked.size()); }
    std::int64_t labelOf(std::int64_t unit) const; ///< class; -1 without one
    std::string text() const; ///< both texts, joined by a tab
};

/// A dataset read and tokenised for one model, one example at a time. Throws InputError with the line of what
/// does not fit: labels that the model has no class for, tokens beyond its embedding, inputs longer than it
/// can take.
class TokenSource
{
public:
    /// Null when the job was cancelled.
    static std::unique_ptr<TokenSource> open(
        const TraceRequest& request, const ModelFacts& model, const JobContext& job);

    [[nodiscard]] bool next(TokenExample& example);
    void rewind() { m_reader->rewind(); }
    const data::DatasetInfo& info() const { return m_reader->info(); }
    const std::vector<std::string>& notes() const { return m_notes; }

private:
    TokenSource(const TraceRequest& request, const ModelFacts& model)
        : m_request(request)
        , m_model(model)
    { }

    void checkTask() const;
    void checkTagging() const;
    void readWords(TokenExample& example);
    void openTokenizer();
    void checkIds(const TokenExample& example) const;

    const TraceRequest& m_request;
    const ModelFacts& m_model;
    std::unique_ptr<data::DatasetReader> m_reader;
    std::unique_ptr<data::Tokenizer> m_tokenizer; ///< null for pre-tokenised data
    int m_maxLength = 0;
    std::vector<std::string> m_notes;
};

/// The classes' names [C]: the model's, else the dataset's, else numbers; empty for regression.
std::vector<std::string> labelNamesOf(const ModelFacts& model, const data::DatasetInfo& dataset);

} // namespace exitscope::engine

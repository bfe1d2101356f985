#pragma once

#include "core/data/dataset.h"
#include "core/data/tokenizer.h"
#include "core/job.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace exitscope::hashee {

/// How often the tokens of a corpus occur, and with which labels. Special tokens are not counted.
class TokenCounts
{
public:
    /// `special`: what is passed over. `classes` 0: labels are not counted.
    TokenCounts(std::int64_t vocabulary, std::span<const data::TokenId> special, std::int64_t classes);

    /// One input. With one label for all of it (below 0: none; such inputs count for frequency only), …
    void add(std::span<const data::TokenId> ids, std::int64_t label = -1);
    /// … or one for each token.
    void add(std::span<const data::TokenId> ids, std::span<const std::int64_t> labels);

    std::int64_t vocabulary() const { return static_cast<std::int64_t>(m_count.size()); }
    std::int64_t total() const { return m_total; } ///< occurrences of tokens that are not special
    std::int64_t of(data::TokenId id) const { return m_count[static_cast<std::size_t>(id)]; }
    const std::vector<data::TokenId>& seen() const { return m_seen; } ///< in the order in which they came first

    /// Mutual information of every seen token with the label, in the order of seen(): Σ_c P(x,c)·ln(P(x,c) / (P(x)P(c)) +
    /// 1e-6). P(x) and P(x,c) are shares of the labelled tokens, P(c) of the labels: those of inputs, or of tokens. With
    /// `asReleased` the first occurrence of a token is missing from P(x,c), as in the published code. Throws InputError when
    /// there are no labels.
    std::vector<double> mutualInformation(bool asReleased = false) const;

private:
    std::size_t place(data::TokenId id);
    void count(data::TokenId id, std::int64_t label);

    std::size_t m_classes;
    std::vector<bool> m_isSpecial;         ///< [V]
    std::vector<std::int64_t> m_count;     ///< [V]
    std::vector<std::int32_t> m_place;     ///< [V] in m_seen, −1
    std::vector<data::TokenId> m_seen;
    std::vector<std::int64_t> m_joint;     ///< [seen, C]
    std::vector<std::int64_t> m_firstLabel; ///< [seen] label of the first occurrence, −1
    std::vector<std::int64_t> m_labelled;  ///< [seen] occurrences with a label
    std::vector<std::int64_t> m_labels;    ///< [C]
    std::int64_t m_total = 0, m_labelledTotal = 0;
};

/// A corpus to count: files as the commands read them.
struct Corpus
{
    std::vector<std::filesystem::path> files;
    std::vector<std::string> textColumns;
    std::string labelColumn, task;
    std::vector<std::string> labelNames; ///< the model's; empty: those of the first file
    int maxLength = 512;
    bool isOfWords = false; ///< sentences of tagged words: the label of a word is that of its pieces

    /// What counts were made from: names and hashes of the files.
    std::string description;
};

enum class CountLabels { No, Yes };

/// Reads all files through `tokenizer` and fills corpus.description. Nothing comes back when the job was stopped. Throws
/// InputError for a file without labels where they are wanted, and for one that was tokenised with another vocabulary.
std::optional<TokenCounts> countTokens(
    const data::Tokenizer& tokenizer, Corpus& corpus, CountLabels labels, const JobContext& job = {});

/// The ids of a tokenizer's special tokens, the unknown one included; ascending.
std::vector<data::TokenId> specialIds(const data::Tokenizer& tokenizer);

} // namespace exitscope::hashee

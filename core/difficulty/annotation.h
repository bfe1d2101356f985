#pragma once

#include "core/job.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace exitscope::difficulty {

/// Which exits get which units right: the labels of the study whether difficulty can be learnt (methods.md §2.7). N examples,
/// each of one unit (a sentence) or several (words); L outputs a unit, one for each exit, or a single one (human labels).
struct Annotation
{
    std::string name;
    std::filesystem::path path;              ///< that it was read from, for errors
    std::int64_t outputs = 0;                ///< L
    std::vector<std::string> textA, textB;   ///< [N]; textB empty where there are no pairs
    std::vector<std::int64_t> unitOffset;    ///< [N+1]
    std::vector<std::uint8_t> right;         ///< [U, L] 1: right, 0: wrong (hard)
    std::vector<std::int32_t> word;          ///< [U] which word of its text (wordsOf) a unit is; empty: units are whole texts
    std::vector<float> features;             ///< [U, D] the mean word embeddings of a trace that has them; else empty

    std::int64_t examples() const { return static_cast<std::int64_t>(unitOffset.size()) - 1; }
    std::int64_t units() const { return unitOffset.empty() ? 0 : unitOffset.back(); }
    bool isOfWords() const { return !word.empty(); }
    bool isOfPairs() const { return !textB.empty(); }
    bool hasText() const; ///< a trace may have none
    /// The labels of one example, its units one behind the other.
    std::span<const std::uint8_t> of(std::int64_t example) const;
};

/// Which exits of a traced model are right: by the largest logit. Units without a label are left out; an example without any
/// other is left out whole. Throws InputError for regression and for a trace without labels.
Annotation annotate(const trace::Trace& trace);

/// Some of its examples, in the order given.
Annotation subset(const Annotation& whole, std::span<const std::int64_t> examples);

/// A random part of `share` of the examples, and the rest; each in the order of the whole. The same on every machine for the
/// same seed. Throws InputError where a side would be empty.
std::pair<Annotation, Annotation> split(const Annotation& whole, double share, std::uint64_t seed);

/// What stands between blanks.
std::vector<std::string> wordsOf(std::string_view text);

/// Throws InputError where units are words that the texts do not have.
void requireFittingWords(const Annotation& annotation);

/// Reads the released layout: tab-separated with the columns sentence1, sentence2 and label; a label is a list "[1, 0, 1]" of
/// the outputs in turn, a list with such a list, or null, for each word of sentence1, or a single 0 or 1 where 1 means hard.
/// Examples none of whose words has a label are left out. Throws InputError with the line.
std::optional<Annotation> readAnnotation(const std::filesystem::path& path, const JobContext& job = {});

/// Writes it so that readAnnotation() gives it back. Throws InputError as requireFittingWords().
void writeAnnotation(const std::filesystem::path& path, const Annotation& annotation);

} // namespace exitscope::difficulty

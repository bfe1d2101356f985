#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace exitscope::metric {

using Words = std::vector<std::string>;

/// How BLEU cuts a text into words. Numbers are comparable only under the same one.
enum class BleuSplit {
    Mteval13a,     ///< mteval-v13a, what most published figures use: ASCII punctuation by itself, but not inside numbers
    International, ///< mteval-v14: every punctuation mark and symbol of Unicode by itself, but no mark inside a number
    Spaces,        ///< the text is cut already
};

/// "13a", "international", "spaces".
std::string_view nameOf(BleuSplit split);
/// The reverse; throws InputError that suggests the nearest name.
BleuSplit bleuSplitNamed(std::string_view name);

Words bleuWords(std::string_view text, BleuSplit split = BleuSplit::Mteval13a);

/// For ROUGE: lower-case runs of letters and numbers with the marks on them, an ideograph a word by itself; all else
/// separates. No stemming. Of ASCII text these are the runs of a-z and 0-9 (methods.md §9).
Words rougeWords(std::string_view text);

/// By SQuAD's normalisation: lower case, punctuation left out (inside words too), then the articles a, an, the.
Words squadWords(std::string_view text);

} // namespace exitscope::metric

#pragma once

#include "core/data/tokenizer.h"
#include "core/data/tokenizer_files.h"

namespace exitscope::data {

/// The tokenizer that a tokenizer.json describes: WordPiece, BPE or Unigram, with the normalisers and pre-tokenisers of the
/// BERT, RoBERTa, GPT-2, ALBERT, T5 and Llama families. `config` wins where both speak. Its
/// truncation and padding are the caller's affair and ignored. Throws InputError that names what is not
/// supported.
std::unique_ptr<Tokenizer> tokenizerFromJson(
    const std::filesystem::path& file, const TokenizerConfig& config, std::string_view modelType);

} // namespace exitscope::data

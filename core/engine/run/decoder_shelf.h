#pragma once

#include "core/data/tokenizer.h"
#include "core/engine/model/decoder.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace exitscope::engine {

/// A generating model in memory, with the tokenizer that fits it.
struct ReadyDecoder
{
    std::shared_ptr<const Decoder> decoder;
    std::shared_ptr<const data::Tokenizer> tokenizer;
};

/// Keeps the generating model that was used last: who writes text after text waits for it once. A model whose files were
/// written since is loaded anew. May be used from several threads.
class DecoderShelf
{
public:
    /// Throws InputError like DecoderCheckpoint::open() and openTokenizer(); nothing is kept then.
    ReadyDecoder take(const std::filesystem::path& path);

private:
    std::mutex m_mutex;
    std::string m_files; ///< names, sizes and times of the kept model's files
    ReadyDecoder m_ready;
};

} // namespace exitscope::engine

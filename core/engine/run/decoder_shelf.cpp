#include "core/engine/run/decoder_shelf.h"

#include "core/engine/run/prompts.h"

#include <algorithm>
#include <vector>

namespace exitscope::engine {

namespace {

namespace fs = std::filesystem;

std::string stateOf(const fs::path& file)
{
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto time = fs::last_write_time(file, error).time_since_epoch().count();
    return file.string() + '\n' + std::to_string(size) + '\n' + std::to_string(time) + '\n';
}

/// Of all that a model is read from: the folder's files, or of a single file it and the tokenizers that may lie beside it.
std::string filesOf(const fs::path& path)
{
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(path, error);
    const bool isFolder = fs::is_directory(whole, error);
    std::vector<std::string> states;
    for (const auto& entry : fs::directory_iterator(isFolder ? whole : whole.parent_path(), error))
        if (isFolder || entry.path().extension() == ".bin")
            states.push_back(stateOf(entry.path()));
    std::sort(states.begin(), states.end());
    std::string all = whole.string() + '\n';
    for (const std::string& state : states)
        all += state;
    return all;
}

} // namespace

ReadyDecoder DecoderShelf::take(const fs::path& path)
{
    const std::lock_guard lock(m_mutex);
    std::string files = filesOf(path);
    if (m_ready.decoder && files == m_files)
        return m_ready;
    m_ready = {}; // before the next one is loaded: two may not fit
    ReadyDecoder ready;
    ready.decoder = std::make_shared<Decoder>(DecoderCheckpoint::open(path));
    ready.tokenizer = openTokenizer(ready.decoder->checkpoint());
    m_ready = ready;
    m_files = std::move(files);
    return ready;
}

} // namespace exitscope::engine

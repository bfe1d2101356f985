#include "core/engine/checkpoint/decoder_checkpoint.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/error.h"

#include <algorithm>

namespace exitscope::engine {

namespace fs = std::filesystem;

namespace {

/// Regular files of a directory, by name.
std::vector<fs::path> filesIn(const fs::path& directory)
{
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(directory, error))
        if (entry.is_regular_file(error))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

/// llama2.c's model in a directory without config.json; empty when there is none. Throws InputError when there are several.
fs::path llama2cIn(const fs::path& directory)
{
    fs::path found;
    for (const fs::path& file : filesIn(directory)) {
        if (file.extension() != ".bin" || !isLlama2cFile(file))
            continue;
        if (!found.empty())
            throw InputError(directory, "it holds several models of llama2.c", "give one of the files");
        found = file;
    }
    return found;
}

} // namespace

std::shared_ptr<const DecoderCheckpoint> DecoderCheckpoint::open(const fs::path& path)
{
    auto checkpoint = std::make_shared<DecoderCheckpoint>();
    checkpoint->m_path = path;
    std::error_code error;
    if (!fs::exists(path, error))
        throw InputError(path, "there is no such model",
            "expected a folder with config.json and model.safetensors, or a model file of llama2.c");
    if (fs::is_directory(path, error) && !fs::exists(path / "config.json", error)) {
        const fs::path file = llama2cIn(path);
        if (file.empty())
            throw InputError(path, "it is not a model directory",
                "expected a folder with config.json and model.safetensors, or a model file of llama2.c");
        checkpoint->m_llama2c = Llama2cFile::open(file);
    } else if (!fs::is_directory(path, error)) {
        checkpoint->m_llama2c = Llama2cFile::open(path);
    } else {
        const ConfigJson config = ConfigJson::read(path / "config.json");
        (void)readDecoderConfig(config); // an unknown family is said before its weights are looked for
        checkpoint->m_weights = WeightTable::open(path);
        checkpoint->m_map = mapDecoder(config, checkpoint->m_weights);
    }
    return checkpoint;
}

std::string DecoderCheckpoint::name() const
{
    const auto normal = fs::absolute(m_path).lexically_normal();
    return (normal.has_filename() ? normal : normal.parent_path()).filename().string();
}

fs::path DecoderCheckpoint::tokenizerPath() const
{
    if (!m_llama2c)
        return m_path;
    const fs::path folder = m_llama2c->path().parent_path();
    std::vector<fs::path> found;
    for (const fs::path& file : filesIn(folder.empty() ? "." : folder))
        if (file.extension() == ".bin" && file.filename().string().starts_with("tok"))
            found.push_back(file);
    if (found.size() != 1)
        throw InputError(folder,
            found.empty() ? "no tokenizer of llama2.c (tok….bin) lies beside the model"
                          : "several tokenizers of llama2.c (tok….bin) lie beside the model",
            "put the model's own there, alone, or name it");
    return found.front();
}

std::string DecoderCheckpoint::sha256(const JobContext& job) const
{
    std::vector<fs::path> files;
    if (m_llama2c) {
        files.push_back(m_llama2c->path());
    } else {
        files.push_back(m_path / "config.json");
        files.insert(files.end(), m_weights.files().begin(), m_weights.files().end());
    }
    return sha256OfModelFiles(files, job);
}

bool isDecoderCheckpoint(const fs::path& path)
{
    try {
        std::error_code error;
        if (fs::is_directory(path, error))
            return fs::exists(path / "config.json", error) ? isDecoder(ConfigJson::read(path / "config.json"))
                                                           : !llama2cIn(path).empty();
        return isLlama2cFile(path);
    } catch (const std::exception&) {
        return false; // whoever opens it says what is wrong
    }
}

} // namespace exitscope::engine

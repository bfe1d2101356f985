#include "core/engine/checkpoint/checkpoint.h"

#include "core/error.h"
#include "core/io/model_hash.h"

namespace exitscope::engine {

std::shared_ptr<const Checkpoint> Checkpoint::open(const std::filesystem::path& directory)
{
    std::error_code error;
    if (!std::filesystem::is_directory(directory, error))
        throw InputError(directory, "it is not a model directory",
            "expected a folder with config.json and model.safetensors, or a TorchScript file");
    auto checkpoint = std::make_shared<Checkpoint>();
    checkpoint->m_path = directory;
    const ConfigJson config = ConfigJson::read(directory / "config.json");
    checkpoint->m_weights = WeightTable::open(directory);
    checkpoint->m_encoder = mapEncoder(config, checkpoint->m_weights);
    return checkpoint;
}

std::string Checkpoint::name() const
{
    const auto normal = std::filesystem::absolute(m_path).lexically_normal();
    return (normal.has_filename() ? normal : normal.parent_path()).filename().string();
}

std::string Checkpoint::sha256(const JobContext& job) const
{
    std::vector<std::filesystem::path> files { m_path / "config.json" };
    files.insert(files.end(), m_weights.files().begin(), m_weights.files().end());
    return sha256OfModelFiles(files, job);
}

std::string sha256OfModelFiles(std::span<const std::filesystem::path> files, const JobContext& job)
{
    return io::sha256OfModelFiles(files, job);
}

} // namespace exitscope::engine

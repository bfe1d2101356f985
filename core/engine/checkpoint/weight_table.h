#pragma once

#include "core/io/safetensors.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::engine {

/// One named tensor of a checkpoint and the file it lies in.
struct Weight
{
    io::TensorView tensor;
    std::size_t file = 0; ///< index into WeightTable::files()
};

/// Every tensor of a checkpoint by name, from whichever form its weights have. Views stay valid as long as
/// the table, or a copy of it, lives.
class WeightTable
{
public:
    /// Looks in a model directory for model.safetensors, model.safetensors.index.json (shards),
    /// pytorch_model.bin, pytorch_model.bin.index.json, in this order. Throws InputError when there is none
    /// or one is damaged.
    static WeightTable open(const std::filesystem::path& directory);
    /// One weight file, by its content: safetensors, or a state dict in either form of torch.save.
    static WeightTable openFile(const std::filesystem::path& file);

    const Weight* find(std::string_view name) const; ///< null when absent
    const std::map<std::string, Weight, std::less<>>& weights() const { return m_weights; }
    const std::vector<std::filesystem::path>& files() const { return m_files; }
    const std::filesystem::path& fileOf(const Weight& weight) const { return m_files[weight.file]; }

private:
    void add(const std::filesystem::path& file);
    static WeightTable openShards(const std::filesystem::path& index);

    std::map<std::string, Weight, std::less<>> m_weights;
    std::vector<std::filesystem::path> m_files;
    std::vector<std::shared_ptr<const void>> m_owners; ///< keep the maps alive
};

} // namespace exitscope::engine

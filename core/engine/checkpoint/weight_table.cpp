#include "core/engine/checkpoint/weight_table.h"

#include "core/engine/checkpoint/torch_file.h"
#include "core/engine/checkpoint/zip_file.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <set>

namespace exitscope::engine {

namespace {

/// A zip archive, or a pickle of protocol 2 and up (0x80 and the protocol). A safetensors header of the
/// length that these bytes would mean is beyond what its format allows.
bool isTorchFile(std::span<const std::byte> bytes)
{
    return ZipFile::isZip(bytes)
        || (bytes.size() > 2 && bytes[0] == std::byte { 0x80 } && bytes[1] <= std::byte { 5 }
            && bytes[2] != std::byte { 0 });
}

} // namespace

WeightTable WeightTable::open(const std::filesystem::path& directory)
{
    const auto has = [&](const char* name) { return std::filesystem::exists(directory / name); };
    for (const char* name : { "model.safetensors", "pytorch_model.bin" }) {
        if (has(name))
            return openFile(directory / name);
        if (const std::string index = std::string(name) + ".index.json"; has(index.c_str()))
            return openShards(directory / index);
    }
    throw InputError(directory, "it holds no weights", "expected model.safetensors or pytorch_model.bin");
}

WeightTable WeightTable::openFile(const std::filesystem::path& file)
{
    WeightTable table;
    table.add(file);
    return table;
}

WeightTable WeightTable::openShards(const std::filesystem::path& index)
{
    const auto json = nlohmann::json::parse(io::readWholeFile(index), nullptr, false);
    if (!json.is_object() || !json.contains("weight_map") || !json["weight_map"].is_object())
        throw InputError(
            index, "it has no \"weight_map\"", "expected an object that names each tensor's file");
    std::set<std::string> shards;
    for (const auto& [tensor, shard] : json["weight_map"].items()) {
        if (!shard.is_string())
            throw InputError(index, "tensor \"" + tensor + "\": its file is not a name");
        const std::filesystem::path name = shard.get<std::string>();
        if (name.empty() || name != name.filename() || name == "." || name == "..")
            throw InputError(
                index, "tensor \"" + tensor + "\": \"" + name.string() + "\" is not a file of this folder");
        shards.insert(name.string());
    }
    WeightTable table;
    for (const auto& shard : shards)
        table.add(index.parent_path() / shard);
    for (const auto& [tensor, shard] : json["weight_map"].items()) {
        const Weight* found = table.find(tensor);
        if (!found || table.fileOf(*found).filename() != shard.get<std::string>())
            throw InputError(index, "tensor \"" + tensor + "\" is not in " + shard.get<std::string>());
    }
    return table;
}

void WeightTable::add(const std::filesystem::path& file)
{
    const auto insert = [&](const auto& source) {
        for (const io::TensorView& tensor : source->tensors())
            if (!m_weights.try_emplace(tensor.name, Weight { tensor, m_files.size() }).second)
                throw InputError(file, "tensor \"" + tensor.name + "\" is also in another shard");
        m_owners.push_back(source);
        m_files.push_back(file);
    };
    if (isTorchFile(io::MappedFile::open(file)->bytes()))
        insert(TorchFile::open(file));
    else
        insert(io::SafetensorsFile::open(file));
}

const Weight* WeightTable::find(std::string_view name) const
{
    const auto found = m_weights.find(name);
    return found == m_weights.end() ? nullptr : &found->second;
}

} // namespace exitscope::engine

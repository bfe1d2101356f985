#pragma once

#include "core/io/safetensors.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace exitscope::test {

/// The tensors of a golden file.
class GoldenTensors
{
public:
    explicit GoldenTensors(const std::filesystem::path& path)
        : m_file(io::SafetensorsFile::open(path))
    {
    }

    bool has(const std::string& name) const { return m_file->find(name) != nullptr; }
    template <typename T> std::vector<T> values(const std::string& name) const
    {
        const auto values = m_file->find(name)->as<T>();
        return { values.begin(), values.end() };
    }

private:
    std::shared_ptr<const io::SafetensorsFile> m_file;
};

/// golden/hashee: the corpus and the cases of tables.json.
struct GoldenTables
{
    explicit GoldenTables(const std::filesystem::path& folder)
        : corpus(nlohmann::json::parse(std::ifstream(folder / "corpus.json")))
        , tables(nlohmann::json::parse(std::ifstream(folder / "tables.json")))
    {
    }

    using Ids = std::vector<std::vector<std::int32_t>>;

    Ids split(const char* name) const
    {
        Ids ids;
        for (const auto& row : corpus.at(name))
            ids.push_back(row.at("input_ids").get<std::vector<std::int32_t>>());
        return ids;
    }
    std::vector<std::int64_t> labels(const char* name) const
    {
        std::vector<std::int64_t> labels;
        for (const auto& row : corpus.at(name))
            labels.push_back(row.at("label").get<std::int64_t>());
        return labels;
    }
    const nlohmann::json& cases() const { return tables.at("cases"); }
    std::vector<std::int32_t> special() const { return tables.at("special_ids").get<std::vector<std::int32_t>>(); }

    static constexpr std::int64_t vocabulary = 1200;

    nlohmann::json corpus, tables;
};

} // namespace exitscope::test

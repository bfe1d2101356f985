#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>

namespace exitscope::test {

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

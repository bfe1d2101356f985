#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::test {

/// The tensors of a golden file, copied: those of this folder are not aligned to their types, which the program refuses to
/// map.
class GoldenTensors
{
public:
    explicit GoldenTensors(const std::filesystem::path& path)
    {
        std::ifstream file(path, std::ios::binary);
        m_bytes.assign(std::istreambuf_iterator<char>(file), {});
        std::uint64_t length = 0;
        std::memcpy(&length, m_bytes.data(), sizeof length);
        m_begin = sizeof length + static_cast<std::size_t>(length);
        m_header = nlohmann::json::parse(std::string_view(m_bytes).substr(sizeof length, static_cast<std::size_t>(length)));
    }

    bool has(const std::string& name) const { return m_header.contains(name); }
    template <typename T> std::vector<T> values(const std::string& name) const
    {
        const auto& range = m_header.at(name).at("data_offsets");
        const auto from = range.at(0).get<std::size_t>(), to = range.at(1).get<std::size_t>();
        std::vector<T> values((to - from) / sizeof(T));
        std::memcpy(values.data(), m_bytes.data() + m_begin + from, to - from);
        return values;
    }

private:
    std::string m_bytes;
    std::size_t m_begin = 0;
    nlohmann::json m_header;
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

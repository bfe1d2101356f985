#include "core/examples/tags.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace exitscope::examples {

namespace {

nlohmann::json tagArray(const trace::Trace& trace)
{
    for (const auto& [key, value] : trace.info().extra) {
        if (key != "tags")
            continue;
        auto json = nlohmann::json::parse(value, nullptr, false);
        if (json.is_array() && static_cast<std::int64_t>(json.size()) == trace.examples())
            return json;
    }
    return nlohmann::json::array();
}

} // namespace

TagSet::TagSet(const trace::Trace& trace)
    : m_count(trace.examples())
{
    const auto json = tagArray(trace);
    if (json.empty())
        return;
    m_ownTag.assign(json.size(), -1);
    std::map<std::string, std::int32_t> known;
    for (std::size_t example = 0; example < json.size(); ++example) {
        const auto name = json[example].is_string() ? json[example].get<std::string>() : std::string();
        if (name.empty())
            continue;
        const auto [at, isNew] = known.try_emplace(name, static_cast<std::int32_t>(m_ownNames.size()));
        if (isNew)
            m_ownNames.push_back(name);
        m_ownTag[example] = at->second;
        m_examples[name].push_back(static_cast<std::int64_t>(example));
    }
}

void TagSet::add(const std::string& name, std::span<const std::int64_t> examples)
{
    auto& mine = m_examples[name];
    std::vector<std::int64_t> both;
    std::set_union(mine.begin(), mine.end(), examples.begin(), examples.end(), std::back_inserter(both));
    std::erase_if(both, [this](std::int64_t example) { return example < 0 || example >= m_count; });
    mine = std::move(both);
    if (std::find(m_added.begin(), m_added.end(), name) == m_added.end())
        m_added.push_back(name);
}

std::vector<std::string> TagSet::names() const
{
    std::vector<std::string> names;
    for (const auto& [name, examples] : m_examples)
        names.push_back(name);
    return names;
}

std::string TagSet::textOf(std::int64_t example) const
{
    std::vector<std::string_view> found;
    if (const auto at = static_cast<std::size_t>(example); at < m_ownTag.size() && m_ownTag[at] >= 0)
        found.push_back(m_ownNames[static_cast<std::size_t>(m_ownTag[at])]);
    for (const auto& name : m_added) {
        const auto& examples = m_examples.at(name);
        if (std::binary_search(examples.begin(), examples.end(), example)
            && std::find(found.begin(), found.end(), name) == found.end())
            found.push_back(name);
    }
    std::sort(found.begin(), found.end());
    std::string text;
    for (const auto name : found)
        text += (text.empty() ? "" : ", ") + std::string(name);
    return text;
}

} // namespace exitscope::examples

#include "core/report/run_settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <functional>

namespace exitscope::report {

namespace {

using Json = nlohmann::ordered_json;
using Read = std::function<std::string(const store::Run&)>;

struct Setting
{
    const char* key;
    SettingGroup group;
    Read read;
};

std::string joined(const std::vector<std::string>& parts, const char* separator)
{
    std::string text;
    for (const auto& part : parts)
        text += (text.empty() ? "" : separator) + part;
    return text;
}

/// Of every trace of a run, one a line; equal neighbours once, so that a cascade over one dataset names it once.
Read ofTraces(std::string (*read)(const store::TraceRecord&))
{
    return [read](const store::Run& run) {
        std::vector<std::string> parts;
        for (const auto& trace : run.request.traces)
            if (auto part = read(trace); parts.empty() || parts.back() != part)
                parts.push_back(std::move(part));
        return joined(parts, "\n");
    };
}

std::string listOf(const std::vector<int>& layers)
{
    std::vector<std::string> parts;
    for (const int layer : layers)
        parts.push_back(std::to_string(layer));
    return joined(parts, " ");
}

const std::vector<Setting>& knownSettings()
{
    using store::Run;
    using store::TraceRecord;
    using enum SettingGroup;
    static const std::vector<Setting> settings {
        { "kind", Asked, [](const Run& run) { return run.request.kind; } },
        { "policies", Asked, [](const Run& run) { return joined(run.request.policies, "\n"); } },
        { "seed", Asked, [](const Run& run) { return std::to_string(run.request.seed); } },
        { "points", Asked, [](const Run& run) { return std::to_string(run.summary.points); } },
        { "model.name", ModelAndData, ofTraces([](const TraceRecord& t) { return t.model ? t.model->name : ""; }) },
        { "model.family", ModelAndData, ofTraces([](const TraceRecord& t) { return t.model ? t.model->family : ""; }) },
        { "model.sha256", ModelAndData, ofTraces([](const TraceRecord& t) { return t.model ? t.model->sha256 : ""; }) },
        { "dataset.name", ModelAndData, ofTraces([](const TraceRecord& t) { return t.dataset ? t.dataset->name : ""; }) },
        { "dataset.sha256", ModelAndData,
            ofTraces([](const TraceRecord& t) { return t.dataset ? t.dataset->sha256 : ""; }) },
        { "task", ModelAndData, ofTraces([](const TraceRecord& t) { return t.task; }) },
        { "examples", ModelAndData, ofTraces([](const TraceRecord& t) { return std::to_string(t.examples); }) },
        { "units", ModelAndData, ofTraces([](const TraceRecord& t) { return std::to_string(t.units); }) },
        { "classes", ModelAndData, ofTraces([](const TraceRecord& t) { return std::to_string(t.classes); }) },
        { "labels", ModelAndData, ofTraces([](const TraceRecord& t) { return joined(t.labelNames, ", "); }) },
        { "exit_layers", ModelAndData, ofTraces([](const TraceRecord& t) { return listOf(t.exitLayers); }) },
        { "trace.sha256", ModelAndData, ofTraces([](const TraceRecord& t) { return t.sha256; }) },
        { "trace.path", Machine, ofTraces([](const TraceRecord& t) { return t.path; }) },
        { "machine", Machine, [](const Run& run) { return run.request.machine; } },
        { "code_version", Machine, [](const Run& run) { return run.request.codeVersion; } },
    };
    return settings;
}

std::string textOf(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// {"intervals": {"draws": 5}} gives intervals.draws = 5.
void flatten(const Json& json, const std::string& key, std::vector<std::pair<std::string, std::string>>& into)
{
    if (!json.is_object() || json.empty()) {
        into.emplace_back(key, textOf(json));
        return;
    }
    for (const auto& [name, value] : json.items())
        flatten(value, key + "." + name, into);
}

std::vector<std::pair<std::string, std::string>> optionsOf(const store::Run& run)
{
    std::vector<std::pair<std::string, std::string>> options;
    const auto json = Json::parse(run.request.options, nullptr, false);
    if (json.is_object() && !json.empty())
        flatten(json, "options", options);
    return options;
}

std::vector<SettingRow> optionRows(std::span<const store::Run> runs)
{
    std::vector<std::vector<std::pair<std::string, std::string>>> options;
    std::vector<std::string> keys;
    for (const auto& run : runs) {
        options.push_back(optionsOf(run));
        for (const auto& [key, value] : options.back())
            keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::vector<SettingRow> rows;
    for (const auto& key : keys) {
        SettingRow row { key, SettingGroup::Asked, {} };
        for (const auto& ofRun : options) {
            const auto found
                = std::find_if(ofRun.begin(), ofRun.end(), [&key](const auto& option) { return option.first == key; });
            row.values.push_back(found == ofRun.end() ? std::string() : found->second);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::optional<double> numberIn(const std::string& text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

} // namespace

std::string_view nameOf(SettingGroup group)
{
    switch (group) {
    case SettingGroup::Asked:
        return "asked";
    case SettingGroup::ModelAndData:
        return "model_and_data";
    case SettingGroup::Machine:
        return "machine";
    }
    return {};
}

bool SettingRow::differs() const
{
    return std::any_of(values.begin(), values.end(), [this](const auto& value) { return value != values.front(); });
}

std::vector<SettingRow> settingsOf(std::span<const store::Run> runs)
{
    std::vector<SettingRow> rows;
    bool hasOptions = false;
    for (const auto& setting : knownSettings()) {
        if (setting.group != SettingGroup::Asked && !hasOptions) {
            for (auto& row : optionRows(runs))
                rows.push_back(std::move(row));
            hasOptions = true;
        }
        SettingRow row { setting.key, setting.group, {} };
        for (const auto& run : runs)
            row.values.push_back(setting.read(run));
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string settingDelta(const std::string& baseline, const std::string& value)
{
    if (baseline == value)
        return {};
    if (const auto from = numberIn(baseline), to = numberIn(value); from && to) {
        std::array<char, 32> text {};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), *to - *from).ptr;
        return (*to > *from ? "+" : "") + std::string(text.data(), end);
    }
    const auto before = linesOf(baseline), after = linesOf(value);
    if (before.size() < 2 && after.size() < 2)
        return {};
    std::vector<std::string> parts;
    const auto addMissing = [&parts](const auto& from, const auto& in, const char* sign) {
        for (const auto& line : from)
            if (std::find(in.begin(), in.end(), line) == in.end())
                parts.push_back(sign + line);
    };
    addMissing(before, after, "- ");
    addMissing(after, before, "+ ");
    return joined(parts, "\n");
}

} // namespace exitscope::report

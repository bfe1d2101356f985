#include "core/sweep/point_record.h"

#include "core/error.h"
#include "core/io/sha256.h"
#include "core/sweep/point_json.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace exitscope::sweep {

namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void failRecord(const store::PointRecord& record, const char* what)
{
    throw InputError("point " + std::to_string(record.ordinal) + " of the store has unreadable " + what,
        "the store was written by another program; run the sweep again");
}

Json objectIn(const std::string& text, const store::PointRecord& record, const char* what)
{
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        failRecord(record, what);
    return json;
}

/// The store keeps intervals among the further facts.
std::string moreOf(const Point& point, const store::PointRecord& record)
{
    if (point.intervals.empty())
        return point.more;
    Json more = objectIn(point.more, record, "further facts");
    more["intervals"] = intervalsJson(point.intervals);
    return more.dump();
}

} // namespace

store::PointRecord recordOf(const Point& point, std::int64_t ordinal)
{
    store::PointRecord record;
    record.ordinal = ordinal;
    record.policy = point.spec.name;
    record.params = paramsJson(point.spec).dump();
    record.units = point.units;
    record.sumExit = point.sumExitLayers;
    record.layers = point.layers;
    // The store counts a multiply and an add as one, a point as two (methods.md, 8.1).
    record.macsSpent = point.flopsSpent / 2;
    record.macsFull = point.flopsFull / 2;
    record.metrics = toJson(point).at("metrics").dump();
    record.exitHistogram = point.histogram;
    record.more = moreOf(point, record);
    return record;
}

Point pointOf(const store::PointRecord& record)
{
    Point point;
    point.spec = specFromJson(record.policy, objectIn(record.params, record, "parameters"));
    point.units = record.units;
    point.sumExitLayers = record.sumExit;
    point.layers = record.layers;
    point.flopsSpent = record.macsSpent * 2;
    point.flopsFull = record.macsFull * 2;
    const Json metrics = objectIn(record.metrics, record, "metrics");
    for (const auto& [name, value] : metrics.items()) {
        if (!value.is_number() && !value.is_null())
            failRecord(record, "metrics");
        point.metrics.emplace_back(
            name, value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>());
    }
    point.histogram = record.exitHistogram;
    Json more = objectIn(record.more, record, "further facts");
    if (const auto intervals = more.find("intervals"); intervals != more.end()) {
        point.intervals = intervalsFromJson(*intervals);
        more.erase(intervals);
    }
    point.more = more.dump();
    return point;
}

store::TraceRecord recordOf(const trace::Trace& trace)
{
    return describe(trace, io::sha256OfFile(trace.path()));
}

store::TraceRecord describe(const trace::Trace& trace, std::string sha256)
{
    const auto& info = trace.info();
    store::TraceRecord record;
    if (!trace.path().empty())
        record.path = std::filesystem::absolute(trace.path()).lexically_normal().string();
    record.sha256 = std::move(sha256);
    record.task = info.task;
    record.units = trace.units();
    record.examples = trace.examples();
    record.classes = static_cast<int>(trace.classes());
    record.exitLayers.assign(trace.exitLayer().begin(), trace.exitLayer().end());
    constexpr std::size_t mostNames = 1000; // a vocabulary is in the trace, and no run needs it
    if (info.labelNames.size() <= mostNames)
        record.labelNames = info.labelNames;
    if (!info.modelName.empty() || !info.modelSha256.empty())
        record.model = store::ModelRecord { info.modelName, "", info.modelSha256, "" };
    if (!info.datasetName.empty() || !info.datasetSha256.empty())
        record.dataset
            = store::DatasetRecord { info.datasetName, "", info.datasetSha256, info.task, trace.examples() };
    return record;
}

} // namespace exitscope::sweep

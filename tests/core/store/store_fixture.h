#pragma once

#include "core/store/run_store.h"

#include <QTemporaryDir>

#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::test {

class StoreFolder
{
public:
    std::filesystem::path path(const std::string& name = "runs.db") const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

private:
    QTemporaryDir m_folder;
};

inline store::RunRequest requestOf(const std::string& name, const std::string& traceHash = "t1")
{
    store::TraceRecord trace;
    trace.path = "/traces/" + traceHash + ".trace";
    trace.sha256 = traceHash;
    trace.task = "sst-2";
    trace.units = 872;
    trace.examples = 872;
    trace.classes = 2;
    trace.exitLayers = { 2, 4, 6 };
    trace.labelNames = { "negative", "positive \"or so\"" };
    trace.model = store::ModelRecord { "tiny", "/models/tiny", "m1", "elasticbert" };
    trace.dataset = store::DatasetRecord { "SST-2/dev", "/data/dev.tsv", "d1", "sst-2", 872 };
    store::RunRequest request;
    request.name = name;
    request.traces = { trace };
    request.policies = { "entropy:threshold=0:1.1:100", "patience:patience=1|2", "entropy:threshold=exact" };
    request.options = R"({"length":"real"})";
    request.seed = 0xfedcba9876543210;
    request.codeVersion = "0.1.0";
    request.machine = "box";
    request.plannedPoints = 300;
    return request;
}

inline store::PointRecord pointOf(std::int64_t ordinal)
{
    store::PointRecord point;
    point.ordinal = ordinal;
    point.policy = "entropy";
    point.params = R"({"threshold":)" + std::to_string(ordinal) + "}";
    point.units = 10;
    point.sumExit = 20 + ordinal;
    point.layers = 6;
    point.macsSpent = 1.25e17 + static_cast<double>(ordinal);
    point.macsFull = 3e17;
    point.metrics = R"({"accuracy":0.9})";
    point.exitHistogram = { 1, 2, ordinal };
    if (ordinal % 2 == 1)
        point.more = R"({"seconds":0.5,"full_seconds":1.25})";
    return point;
}

inline std::vector<store::PointRecord> pointsOf(std::int64_t first, std::int64_t count)
{
    std::vector<store::PointRecord> points;
    for (std::int64_t ordinal = first; ordinal < first + count; ++ordinal)
        points.push_back(pointOf(ordinal));
    return points;
}

} // namespace exitscope::test

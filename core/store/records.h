#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the run store keeps, as plain values: strings and numbers, free of the types that made them.
namespace exitscope::store {

enum class RunId : std::int64_t {};
enum class ViewId : std::int64_t {};
enum class CalibrationId : std::int64_t {};

struct ModelRecord
{
    std::string name;
    std::string path;
    std::string sha256; ///< identity; may be empty where a trace does not say
    std::string family;

    bool operator==(const ModelRecord&) const = default;
};

struct DatasetRecord
{
    std::string name;
    std::string path;
    std::string sha256; ///< identity; may be empty where a trace does not say
    std::string task;
    std::int64_t rows = 0;

    bool operator==(const DatasetRecord&) const = default;
};

struct TraceRecord
{
    std::string path; ///< where it was last seen
    std::string sha256; ///< identity; never empty
    std::string task;
    std::int64_t units = 0;
    std::int64_t examples = 0;
    int classes = 0;
    std::vector<int> exitLayers; ///< 1-based, ascending; the last is the full model
    std::vector<std::string> labelNames;
    std::optional<ModelRecord> model;
    std::optional<DatasetRecord> dataset;

    bool operator==(const TraceRecord&) const = default;
};

/// All that is needed to do a run again. Two requests are the same piece of work when everything but `name`
/// and `machine` is equal (and, of a trace, its hash).
struct RunRequest
{
    std::string name;
    std::string kind = "sweep"; ///< "sweep", "execute", …
    std::vector<TraceRecord> traces; ///< one; several for cascades, in their order
    std::vector<std::string> policies; ///< specs as typed: "entropy:threshold=0:1.1:100"
    std::string options = "{}"; ///< JSON object: whatever else changes the numbers
    std::uint64_t seed = 0;
    std::string codeVersion;
    std::string machine;
    std::int64_t plannedPoints = 0; ///< 0 when not known beforehand

    bool operator==(const RunRequest&) const = default;
};

enum class RunState { Running, Finished, Cancelled, Failed };

std::string_view nameOf(RunState state); ///< "running", "finished", "cancelled", "failed"

/// One operating point. Sums are stored and ratios derived, so that no average of ratios can arise
/// (methods, 8.7).
struct PointRecord
{
    std::int64_t ordinal = 0; ///< place in the plan, 0-based; the key within the run
    std::string policy; ///< "entropy"
    std::string params = "{}"; ///< JSON object: {"threshold":0.3}
    std::int64_t units = 0; ///< N
    std::int64_t sumExit = 0; ///< sum of 1-based exit layers over the units
    int layers = 0; ///< L of the full model
    double macsSpent = 0; ///< sum over units; multiply and add counted as one. 0 when the cost is not known
    double macsFull = 0; ///< the same units through the full model
    std::string metrics = "{}"; ///< JSON object: {"accuracy":0.901}
    std::vector<std::int64_t> exitHistogram; ///< units per exit, in exit order
    /// JSON object of what is known beyond sums: {"seconds":1.2,"full_seconds":2.9}, {"intervals":{…}}
    std::string more = "{}";

    bool operator==(const PointRecord&) const = default;

    double meanExit() const
    {
        return units > 0 ? static_cast<double>(sumExit) / static_cast<double>(units) : 0;
    }
    double layerSpeedup() const { return sumExit > 0 ? layers / meanExit() : 0; }
    /// Share of the full model's FLOPs that was spent; empty when the cost is not known.
    std::optional<double> flopsRatio() const
    {
        return macsFull > 0 ? std::optional(macsSpent / macsFull) : std::nullopt;
    }
};

/// Where every unit of an executed point left, in the dataset's order.
struct OutcomeRecord
{
    std::vector<std::int32_t> exits;   ///< 0-based places among the trace's exit layers
    std::vector<std::int32_t> classes; ///< that they left with; empty for regression
    std::vector<float> numbers;        ///< the same for regression

    bool operator==(const OutcomeRecord&) const = default;
};

/// One line of a list of runs.
struct RunSummary
{
    RunId id {};
    std::string uuid; ///< the same in every store that the run was imported into
    std::string name;
    std::string kind;
    std::string model; ///< name of the first trace's model
    std::string dataset; ///< name of the first trace's dataset
    std::string task;
    std::vector<std::string> policies; ///< names only, each once: "entropy"
    std::int64_t points = 0;
    std::int64_t plannedPoints = 0;
    std::string created; ///< UTC, "2026-11-22T10:00:00Z"
    std::string changed; ///< last point, state or edit
    RunState state = RunState::Running;
    std::string message; ///< why it failed
    std::vector<std::string> tags; ///< sorted
    std::string notes;
    std::string look; ///< JSON object with colour, marker and dash; empty when not chosen
    bool isInBin = false;
};

struct Run
{
    RunSummary summary;
    RunRequest request;
};

/// A point of which the outcome is kept.
struct ExecutedPoint
{
    RunSummary run;
    PointRecord point;
};

struct CalibrationRecord
{
    std::string name;
    std::string traceSha256;
    std::string policy; ///< the spec that was calibrated
    std::string request = "{}"; ///< JSON object: delta, epsilon, test, seed
    std::string result = "{}"; ///< JSON object as `calibrate --json` prints it
    std::string codeVersion;
    std::string created; ///< filled by the store

    bool operator==(const CalibrationRecord&) const = default;
};

struct SavedView
{
    std::string name;
    std::string kind; ///< "tradeoff", "layers", …
    std::string state = "{}"; ///< JSON object that the view understands

    bool operator==(const SavedView&) const = default;
};

} // namespace exitscope::store

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::training {

/// What a training run says of itself while it goes on: means over the steps since the last one of its kind ("step"), or a
/// judgement on the dev set ("dev").
struct LearningEvent
{
    enum class Kind { Step, Dev };
    Kind kind = Kind::Step;
    std::string phase;          ///< "fine-tuning", "pruning 2 of 6", …
    std::int64_t phaseIndex = 0, phases = 1;
    std::int64_t step = 0;      ///< done in all phases
    std::int64_t steps = 0;     ///< of all phases
    double seconds = 0;         ///< of training so far
    // Step
    double rate = 0;            ///< learning rate
    double tokensPerSecond = 0;
    double loss = 0;            ///< what is minimised
    std::vector<double> losses; ///< its parts by `lossNames`, before weights; often one for each exit
    std::vector<std::string> lossNames; ///< "exit 1", "features", "LTE", …
    // Dev
    std::string metric;         ///< "accuracy"
    std::vector<double> byExit;
    bool isBest = false;        ///< so far, in this phase

    bool operator==(const LearningEvent&) const = default;
};

using Observer = std::function<void(const LearningEvent&)>;

/// One line of JSON, and back. Numbers that are not finite are null, and NaN again when read. Throws InputError for what is
/// no such line; `where` and `line` are for its message.
std::string toJson(const LearningEvent& event);
LearningEvent eventFromJson(std::string_view text, const std::filesystem::path& where, std::int64_t line);

/// The file beside a checkpoint that holds its events, one a line.
inline constexpr const char* learningCurveFile = "learning.jsonl";

/// A line that was cut off by a kill is left out, if it is the last one.
std::vector<LearningEvent> readLearningCurve(const std::filesystem::path& file);

} // namespace exitscope::training

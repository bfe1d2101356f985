#pragma once

#include "core/engine/generation.h"
#include "core/generations/generations.h"
#include "core/job.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace exitscope::generations {

/// A model over prompts under every rule.
struct SweepRequest
{
    /// Model and sampling. Its prompts, data and rules are set by the sweep; beams must be 1.
    engine::GenerateRequest generate;
    std::filesystem::path data; ///< prompts, one a line
    std::vector<std::filesystem::path> references; ///< what they should lead to, line by line
    std::vector<std::string> policies; ///< calm::parseGenerationRules
    std::filesystem::path out; ///< where the generations go, and where they are gone on with
};

struct SweepEnd
{
    JobEnd end = JobEnd::Finished;
    std::size_t written = 0; ///< points
    std::size_t known = 0;   ///< points that the file had already
    std::vector<std::string> notes;
};

/// engine::Engine::generate, or what stands for it.
using Generate = std::function<engine::GenerateReport(const engine::GenerateRequest&, const JobContext&)>;

/// The full model writes once, then each rule that the file does not have yet; every finished point is on disk before the next
/// one begins. Started again with the same request it goes on where it was: the full model writes once more, so that times are
/// compared within one start, and must write what it wrote before. Further rules may be asked for later. Nothing is opened
/// when nothing is missing.
///
/// Throws InputError for bad rules, prompts and references, for a file that was begun with other settings (says which), and for
/// a model that now writes other texts.
SweepEnd sweepGenerations(const SweepRequest& request, const Generate& generate, const JobContext& job = {});

} // namespace exitscope::generations

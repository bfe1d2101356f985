#include "core/engine/train/training_state.h"

#include "core/error.h"
#include "core/io/safetensors.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

namespace exitscope::engine {

void LossSums::add(const std::vector<double>& stepLosses, double stepWeighted)
{
    losses.resize(stepLosses.size());
    for (std::size_t loss = 0; loss < stepLosses.size(); ++loss)
        losses[loss] += stepLosses[loss];
    weighted += stepWeighted;
    steps += 1;
}

void saveTrainingState(const std::filesystem::path& file, const TrainingState& state, const std::string& identity)
{
    std::vector<io::TensorSpec> specs;
    std::vector<std::span<const std::byte>> data;
    const auto add = [&](const char* name, const at::Tensor& tensor) {
        if (!tensor.defined())
            return;
        specs.push_back({ name, io::DType::F32, { tensor.numel() } });
        data.emplace_back(static_cast<const std::byte*>(tensor.data_ptr()), static_cast<std::size_t>(tensor.nbytes()));
    };
    add("weights", state.weights);
    add("mean", state.mean);
    add("square", state.square);
    add("best", state.best);
    const nlohmann::json json { { "phase", state.phase }, { "step", state.step }, { "total_steps", state.totalSteps },
        { "seconds", state.seconds }, { "best_score", state.bestScore }, { "best_dev", state.bestDev },
        { "loss_sums", state.losses.losses }, { "loss_weighted", state.losses.weighted }, { "loss_steps", state.losses.steps },
        { "owes_judgement", state.owesJudgement }, { "judgements", state.judgements }, { "stale", state.stale },
        { "stop_score", state.stopScore ? nlohmann::json(*state.stopScore) : nlohmann::json() },
        { "log_bytes", state.logBytes }, { "curve_bytes", state.curveBytes } };
    io::writeSafetensors(file, specs, data, { { "identity", identity }, { "state", json.dump() } });
}

TrainingState loadTrainingState(const std::filesystem::path& file, const std::string& identity)
{
    const auto stored = io::SafetensorsFile::open(file);
    const auto& metadata = stored->metadata();
    const auto found = metadata.find("identity");
    const auto text = metadata.find("state");
    if (found == metadata.end() || text == metadata.end())
        throw InputError(file, "not a training state", "train again without --resume");
    if (found->second != identity)
        throw InputError(file, "the state is of another configuration",
            "resume with the configuration that it was started with, or train again without --resume");
    TrainingState state;
    try {
        const auto json = nlohmann::json::parse(text->second);
        state.phase = json.at("phase");
        state.step = json.at("step");
        state.totalSteps = json.at("total_steps");
        state.seconds = json.at("seconds");
        state.bestScore = json.at("best_score");
        state.bestDev = json.at("best_dev").get<std::vector<double>>();
        state.losses.losses = json.at("loss_sums").get<std::vector<double>>();
        state.losses.weighted = json.at("loss_weighted");
        state.losses.steps = json.at("loss_steps");
        state.owesJudgement = json.at("owes_judgement");
        state.judgements = json.at("judgements");
        state.stale = json.at("stale");
        if (!json.at("stop_score").is_null())
            state.stopScore = json.at("stop_score").get<double>();
        state.logBytes = json.at("log_bytes");
        state.curveBytes = json.at("curve_bytes");
    } catch (const nlohmann::json::exception&) {
        throw InputError(file, "a damaged training state, or one of another version", "train again without --resume");
    }
    const auto tensor = [&](const char* name) {
        const auto* view = stored->find(name);
        if (!view || view->dtype != io::DType::F32 || view->shape.size() != 1)
            return at::Tensor();
        at::Tensor copy = at::empty(view->shape);
        std::memcpy(copy.data_ptr(), view->bytes.data(), view->bytes.size());
        return copy;
    };
    state.weights = tensor("weights");
    state.mean = tensor("mean");
    state.square = tensor("square");
    state.best = tensor("best");
    if (!state.weights.defined() || !state.mean.defined() || !state.square.defined())
        throw InputError(file, "a damaged training state", "train again without --resume");
    return state;
}

} // namespace exitscope::engine

#include "core/training/training_recorder.h"

#include "core/io/atomic_file.h"
#include "core/io/model_hash.h"
#include "core/sweep/stored_sweep.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <tuple>

namespace exitscope::training {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t largestConfig = std::size_t { 1 } << 24;
constexpr std::chrono::seconds commitEvery { 2 };

/// Hashed at the end of a training; larger models wait for their first trace.
constexpr std::uintmax_t largestHashed = std::uintmax_t { 4 } << 30;

std::string stringIn(const nlohmann::json& json, const char* key)
{
    const auto found = json.is_object() ? json.find(key) : json.end();
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// As engine::Checkpoint::sha256() has it; empty where the folder is not laid out so.
std::string hashOf(const std::filesystem::path& checkpoint)
{
    const std::array files { checkpoint / "config.json", checkpoint / "model.safetensors" };
    std::error_code error;
    for (const auto& file : files)
        if (!std::filesystem::is_regular_file(file, error) || std::filesystem::file_size(file, error) > largestHashed)
            return {};
    return io::sha256OfModelFiles(files);
}

/// Whether a training that says `now` had said `before` already, and not lost it since.
bool isBefore(const LearningEvent& before, const LearningEvent& now)
{
    return std::tie(before.phaseIndex, before.step) < std::tie(now.phaseIndex, now.step);
}

std::vector<LearningEvent> eventsOf(const store::StoredTraining& stored, const std::filesystem::path& where)
{
    std::vector<LearningEvent> events;
    for (const std::string& line : stored.curve)
        events.push_back(eventFromJson(line, where, std::ssize(events) + 1));
    return events;
}

store::StoredModelSize sizeOf(const engine::ModelSize& size)
{
    return { size.parameters, size.layerParameters, size.flops128 };
}

} // namespace

store::TrainingRequest trainingRequestOf(const std::string& kind, const std::filesystem::path& config,
    std::optional<std::uint64_t> seed, const std::string& name)
{
    store::TrainingRequest request;
    request.kind = kind;
    request.config = io::readWholeFile(config, largestConfig);
    request.configPath = std::filesystem::absolute(config).lexically_normal().string();
    const auto json = nlohmann::json::parse(request.config, nullptr, false);
    const auto found = json.is_object() ? json.find("seed") : json.end();
    request.seed = seed ? *seed : found != json.end() && found->is_number_unsigned() ? found->get<std::uint64_t>() : 1;
    std::filesystem::path output = std::filesystem::absolute(config).parent_path() / stringIn(json, "output");
    request.name = name;
    if (name.empty())
        request.name = stringIn(json, "output").empty() ? config.stem().string() : output.lexically_normal().filename().string();
    if (seed) {
        output /= "seed-" + std::to_string(*seed);
        request.name += ", seed " + std::to_string(*seed);
    }
    request.output = output.lexically_normal().string();
    request.codeVersion = EXITSCOPE_VERSION;
    request.machine = sweep::machineName();
    return request;
}

TrainingRecorder::TrainingRecorder(store::RunStore& store, store::TrainingRequest request, bool resume)
    : m_store(store)
    , m_request(std::move(request))
    , m_isResumed(resume)
{
    if (!resume)
        return;
    m_id = store.findTraining(m_request);
    if (!m_id)
        return;
    // The file beside the checkpoint is as old as the training's state; the store may lack its last seconds.
    const auto file = std::filesystem::path(m_request.output) / learningCurveFile;
    if (std::filesystem::exists(file))
        m_earlier = readLearningCurve(file);
    const store::StoredTraining stored = store.training(*m_id);
    if (m_earlier.size() < stored.curve.size())
        m_earlier = eventsOf(stored, store.path());
    m_first = std::ssize(m_earlier);
    m_steps = stored.summary.result.steps;
    m_seconds = stored.summary.result.seconds;
    m_isResumed = true;
}

Observer TrainingRecorder::observer(Observer next)
{
    return [this, next = std::move(next)](const LearningEvent& event) {
        take(event);
        if (next)
            next(event);
    };
}

/// Before the first event: a new training, or the one that is taken up.
void TrainingRecorder::begin()
{
    if (!m_id)
        m_id = m_store.createTraining(m_request);
    else if (m_isResumed)
        m_store.resumeTraining(*m_id);
    m_isResumed = false;
}

/// What was said after the place that the training goes on from is said again.
void TrainingRecorder::goOnFrom(const LearningEvent& event)
{
    const auto kept = std::ranges::partition_point(m_earlier, [&](const auto& before) { return isBefore(before, event); });
    m_pending.clear();
    for (auto each = m_earlier.begin(); each != kept; ++each)
        m_pending.push_back(toJson(*each));
    m_first = 0;
    m_earlier.clear();
}

void TrainingRecorder::take(const LearningEvent& event)
{
    if (!m_earlier.empty())
        goOnFrom(event);
    m_pending.push_back(toJson(event));
    m_steps = event.step;
    m_seconds = event.seconds;
    if (event.kind == LearningEvent::Kind::Step && Clock::now() - m_committed < commitEvery)
        return;
    try {
        commit();
    } catch (const std::exception&) {
        // Kept for the next time, and the end throws where there is none: hours of training do not hang on a store.
    }
}

void TrainingRecorder::commit()
{
    begin();
    if (!m_pending.empty())
        m_store.updateTraining(*m_id, m_first, m_pending, m_steps, m_seconds);
    m_first += std::ssize(m_pending);
    m_pending.clear();
    m_committed = Clock::now();
}

store::TrainingId TrainingRecorder::end(JobEnd end, const store::TrainingResult& result)
{
    // What was told on the way depends on the clock; the file does not, and is the same whether the training was disturbed or not.
    const auto file = std::filesystem::path(m_request.output) / learningCurveFile;
    const auto whole = std::filesystem::exists(file) ? readLearningCurve(file) : m_earlier;
    if (!whole.empty()) {
        m_pending.clear();
        for (const LearningEvent& event : whole)
            m_pending.push_back(toJson(event));
        m_first = 0;
        m_earlier.clear();
    }
    commit();
    if (end == JobEnd::Cancelled)
        m_store.finishTraining(*m_id, store::RunState::Cancelled);
    else
        m_store.finishTraining(*m_id, store::RunState::Finished, result);
    return *m_id;
}

store::TrainingId TrainingRecorder::finish(const engine::TrainReport& report)
{
    store::TrainingResult result;
    result.checkpoint = report.checkpoint.string();
    result.metric = report.metric;
    result.devByExit = report.devByExit;
    result.testByExit = report.testByExit;
    result.steps = report.steps;
    result.seconds = report.seconds;
    if (report.end == JobEnd::Finished)
        result.checkpointSha256 = hashOf(report.checkpoint);
    return end(report.end, result);
}

store::TrainingId TrainingRecorder::finish(const engine::CompressReport& report)
{
    store::TrainingResult result;
    result.checkpoint = report.checkpoint.string();
    result.metric = report.metric;
    result.devByExit = report.devByExit;
    result.testByExit = report.testByExit;
    result.before = sizeOf(report.before);
    result.after = sizeOf(report.after);
    if (report.structure.layers > 0)
        result.structure = toJson(report.structure);
    result.steps = report.steps;
    result.seconds = report.seconds;
    if (report.end == JobEnd::Finished)
        result.checkpointSha256 = hashOf(report.checkpoint);
    return end(report.end, result);
}

void TrainingRecorder::fail(const std::string& message) noexcept
{
    if (!m_id || m_isResumed)
        return; // nothing was begun
    try {
        commit();
        m_store.finishTraining(*m_id, store::RunState::Failed, message);
    } catch (const std::exception&) {
        // A store that cannot be written keeps it as Running; the job's own error is the one to be told.
    }
}

} // namespace exitscope::training

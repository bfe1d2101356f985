#include "core/engine/compress/pipeline.h"

#include "core/engine/train/tokenizer_copy.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/sha256.h"
#include "core/nearest_name.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cassert>
#include <span>

namespace exitscope::engine {

namespace {

constexpr const char* weightFile = "model.safetensors";

template <typename T> void addBytes(io::Sha256& hash, const std::vector<T>& values)
{
    const auto count = std::to_string(values.size());
    hash.update(count + ":").update(std::as_bytes(std::span(values)));
}

/// Of what training and selection read.
std::string hashOfData(const TrainingData& data)
{
    io::Sha256 hash;
    const auto add = [&](const ExampleSet& set) {
        addBytes(hash, set.ids);
        addBytes(hash, set.types);
        addBytes(hash, set.offsets);
        addBytes(hash, set.labels);
        addBytes(hash, set.targets);
        hash.update(std::to_string(set.weight) + ";");
    };
    for (const ExampleSet& set : data.train)
        add(set);
    add(data.dev);
    for (const std::string& name : data.labels.names)
        hash.update(name + "\n");
    return hash.hex();
}

/// Where one loss is minimised throughout and the best weights are kept.
bool stopsEarly(Stage stage)
{
    return stage == Stage::FineTune || stage == Stage::Recover;
}

training::KeptStructure wholeOf(const EncoderConfig& config)
{
    return training::wholeStructure(
        config.layers, config.hidden, config.heads, config.sizeOfHead(), config.feedForward, config.vocabulary);
}

void copyAtomically(const std::filesystem::path& from, const std::filesystem::path& to)
{
    const std::filesystem::path part = to.string() + ".part";
    std::filesystem::copy_file(from, part, std::filesystem::copy_options::overwrite_existing);
    std::filesystem::rename(part, to);
}

} // namespace

Pipeline::Pipeline(CompressConfig config, GivenModels models, TrainingData data)
    : m_config(std::move(config))
    , m_models(std::move(models))
    , m_data(std::move(data))
    , m_dataHash(hashOfData(m_data))
{
    auto plans = plannedStages(m_config, m_models.base().config, examplesPerEpoch(m_data.train));
    const auto places = placesOf(plans);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        const auto folder = m_config.output / folderOf(plans[i].stage);
        m_tasks.push_back({ std::move(plans[i]), places[i], folder, false });
    }
}

CompressReport Pipeline::run(const CompressRequest& request, const JobContext& job)
{
    choose(request);
    if (request.fresh)
        for (const Task& task : m_tasks)
            if (task.isWanted)
                forgetStage(task.folder);
    CompressReport report;
    double seconds = 0;
    const auto wanted = [](const Task& task) { return task.isWanted; };
    const auto end = std::find_if(m_tasks.rbegin(), m_tasks.rend(), wanted).base(); // behind the last one wanted
    for (auto task = m_tasks.begin(); task != end; ++task) {
        task->place.seconds = seconds;
        if (task->isWanted)
            report.end = done(*task) ? JobEnd::Finished : runStage(*task, request, job);
        else if (!done(*task))
            throw InputError(m_config.path, "\"" + std::string(stageNames[static_cast<std::size_t>(task->plan.stage)])
                    + "\" has to be done first", "run it without --stage, or name that stage too");
        if (report.end == JobEnd::Cancelled)
            return report;
        const StageRecord record = *readStageRecord(task->folder);
        seconds += record.seconds;
        if (!task->isWanted)
            continue;
        report.stages.push_back(record.stage);
        report.checkpoint = task->folder;
        report.steps += record.steps;
        report.seconds += record.seconds;
        report.metric = record.metric;
        report.devByExit = record.devByExit;
        report.testByExit = record.testByExit;
    }
    if (end == m_tasks.end()) {
        publish();
        report.checkpoint = m_config.output;
    }
    fill(report);
    return report;
}

void Pipeline::choose(const CompressRequest& request)
{
    for (Task& task : m_tasks)
        task.isWanted = request.stages.empty();
    for (const std::string& name : request.stages) {
        const auto known = std::ranges::find(stageNames, name);
        if (known == stageNames.end())
            throw InputError("there is no stage \"" + name + "\"", nameRemedy(name, stageNames));
        const auto stage = static_cast<Stage>(known - stageNames.begin());
        const auto found = std::ranges::find_if(m_tasks, [&](const Task& task) { return task.plan.stage == stage; });
        if (found == m_tasks.end())
            throw InputError(m_config.path, "it has no stage \"" + name + "\"",
                stage == Stage::FineTune ? "its \"teacher\" stands in for it" : "give it \"epochs\" in \"stages\"");
        found->isWanted = true;
    }
}

const Pipeline::Task* Pipeline::taskOf(Stage stage) const
{
    const auto found = std::ranges::find_if(m_tasks, [&](const Task& task) { return task.plan.stage == stage; });
    return found == m_tasks.end() ? nullptr : &*found;
}

const Pipeline::Task& Pipeline::before(const Task& task) const
{
    assert(&task != m_tasks.data());
    return *(&task - 1);
}

/// Of a stage's result; of the fine-tuned model also where it was given.
std::string Pipeline::hashOf(Stage stage) const
{
    const Task* task = taskOf(stage);
    if (!task)
        return m_models.teacherHash;
    const auto record = readStageRecord(task->folder);
    return record && record->isFinished ? record->model : "none";
}

/// Of all that decides what a stage computes. Places and the number of threads do not.
std::string Pipeline::identityText(const Task& task) const
{
    nlohmann::ordered_json json { { "plan", identityOf(task.plan) }, { "data", m_dataHash }, { "seed", m_config.seed },
        { "shards", m_config.shards }, { "batch", m_config.batch }, { "judged_share", m_config.judgedShare },
        { "weights", static_cast<int>(storedAs(task)) } };
    if (m_config.earlyStopping && stopsEarly(task.plan.stage))
        json["early_stopping"] = { m_config.earlyStopping->patience, m_config.earlyStopping->leastGain };
    if (task.plan.stage <= Stage::Assistant)
        json["model"] = m_models.modelHash;
    if (task.plan.stage == Stage::Assistant)
        json["teacher"] = hashOf(Stage::FineTune);
    if (task.plan.stage >= Stage::Prune)
        json["assistant"] = hashOf(Stage::Assistant);
    if (task.plan.stage >= Stage::RecoverFeatures)
        json["before"] = hashOf(before(task).plan.stage);
    return json.dump();
}

/// What later stages read keeps all its bits.
StoredAs Pipeline::storedAs(const Task& task) const
{
    return &task == &m_tasks.back() ? m_config.storedAs : StoredAs::F32;
}

bool Pipeline::done(const Task& task) const
{
    const auto record = readStageRecord(task.folder);
    if (!record)
        return false;
    if (record->identity != io::Sha256().update(identityText(task)).hex())
        throw InputError(task.folder, "it was begun with other settings, data or models",
            "give another \"output\", or do it again with --fresh");
    return record->isFinished;
}

StageInput Pipeline::inputOf(const Task& task) const
{
    const Stage stage = task.plan.stage;
    StageInput input { m_config, task.plan, m_config.batch, m_config.judgedShare, m_config.task.name, {}, {}, {} };
    input.run.output = task.folder;
    input.run.text = identityText(task);
    input.run.storedAs = storedAs(task);
    if (!stopsEarly(stage))
        input.run.earlyStopping.reset();
    if (stage == Stage::FineTune) {
        input.start = fitted(*m_models.model, task.plan.shape(), m_config.seed);
        return input;
    }
    if (stage == Stage::Assistant) {
        input.teacher = m_models.teacher ? *m_models.teacher : stageModel(Stage::FineTune);
        const bool isOwn = m_models.teacher && m_models.model;
        input.start = fitted(isOwn ? *m_models.model : *input.teacher, task.plan.shape(), m_config.seed);
        return input;
    }
    input.teacher = stageModel(Stage::Assistant);
    if (stage == Stage::Prune) {
        input.start = *input.teacher;
        input.structure = wholeOf(input.start.config);
        return input;
    }
    input.start = stageModel(before(task).plan.stage);
    input.structure = training::readKeptStructure(before(task).folder / training::keptStructureFile);
    return input;
}

ModelWeights Pipeline::stageModel(Stage stage) const
{
    const Task& task = *taskOf(stage);
    return readStageModel(task.folder, task.plan.shape());
}

JobEnd Pipeline::runStage(const Task& task, const CompressRequest& request, const JobContext& job)
{
    std::filesystem::create_directories(task.folder);
    io::writeFileAtomically(m_config.output / "compress.json", m_config.text); // says from the start what the folder is
    copyTokenizer(m_config.model.empty() ? m_config.teacher : m_config.model, task.folder);
    StageInput input = inputOf(task);
    StageRecord record;
    record.stage = stageNames[static_cast<std::size_t>(task.plan.stage)];
    record.identity = io::Sha256().update(input.run.text).hex();
    saveStageRecord(task.folder, record);
    JobContext staged = job;
    if (job.report)
        staged.report = [&](Progress progress) {
            progress.done += task.place.steps;
            progress.total = task.place.allSteps;
            job.report(progress);
        };
    StageRun run(std::move(input), m_data);
    if (request.observe)
        run.setObserver([&](const training::LearningEvent& event) { request.observe(placed(event, task.place)); });
    const TrainReport trained = run.run(true, staged);
    if (trained.end == JobEnd::Cancelled)
        return trained.end;
    record.isFinished = true;
    record.model = io::sha256OfFile(task.folder / weightFile);
    record.metric = trained.metric;
    record.devByExit = trained.devByExit;
    record.testByExit = trained.testByExit;
    record.steps = trained.steps;
    record.seconds = trained.seconds;
    saveStageRecord(task.folder, record);
    std::filesystem::remove(task.folder / "training_state.safetensors");
    return JobEnd::Finished;
}

/// The last stage's model becomes that of the output folder. Weights come last: they make it a checkpoint.
void Pipeline::publish() const
{
    const Task& last = m_tasks.back();
    copyTokenizer(last.folder, m_config.output);
    std::vector<std::filesystem::path> folders;
    std::vector<StagePlace> places;
    for (const Task& task : m_tasks) {
        folders.push_back(task.folder);
        places.push_back(task.place);
    }
    joinJournals(m_config.output, folders, places);
    for (const char* name : { training::keptStructureFile, "config.json", weightFile })
        if (std::filesystem::exists(last.folder / name))
            copyAtomically(last.folder / name, m_config.output / name);
}

void Pipeline::fill(CompressReport& report) const
{
    const Task* teacher = taskOf(Stage::FineTune);
    report.before = sizeOf(teacher ? teacher->folder : m_config.teacher);
    report.after = sizeOf(report.checkpoint);
    const auto structure = report.checkpoint / training::keptStructureFile;
    report.structure
        = std::filesystem::exists(structure) ? training::readKeptStructure(structure) : wholeOf(m_models.base().config);
}

} // namespace exitscope::engine

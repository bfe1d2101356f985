#pragma once

#include "core/engine/compress/compress_config.h"
#include "core/engine/compress/compress_journal.h"
#include "core/engine/compress/compress_models.h"
#include "core/engine/compress/stage_record.h"
#include "core/engine/compression.h"

#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::engine {

/// The stages of one configuration in their folders: which are done, what each starts from, and what the whole leaves.
class Pipeline
{
public:
    Pipeline(CompressConfig config, GivenModels models, TrainingData data);

    /// Does the stages of the request that are not done. Throws InputError for a stage that the configuration does not have, one
    /// whose predecessor is missing, and one that was begun with other settings or data.
    CompressReport run(const CompressRequest& request, const JobContext& job);

private:
    /// What a stage is in this run.
    struct Task
    {
        StagePlan plan;
        StagePlace place;
        std::filesystem::path folder;
        bool isWanted = false;
    };

    void choose(const CompressRequest& request);
    std::string identityText(const Task& task) const;
    StoredAs storedAs(const Task& task) const;
    bool done(const Task& task) const;
    StageInput inputOf(const Task& task) const;
    JobEnd runStage(const Task& task, const CompressRequest& request, const JobContext& job);
    const Task* taskOf(Stage stage) const; ///< null where the pipeline has none
    const Task& before(const Task& task) const;
    ModelWeights stageModel(Stage stage) const;
    std::string hashOf(Stage stage) const;
    void publish() const;
    void fill(CompressReport& report) const;

    CompressConfig m_config;
    GivenModels m_models;
    TrainingData m_data;
    std::string m_dataHash;
    std::vector<Task> m_tasks;
};

} // namespace exitscope::engine

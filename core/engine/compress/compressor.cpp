#include "core/engine/compress/compressor.h"

#include "core/engine/compress/pipeline.h"
#include "core/engine/train/run_checks.h"
#include "core/engine/train/workers.h"
#include "core/error.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

/// False when the job was stopped.
bool readTask(const CompressConfig& config, std::int64_t positions, TrainingData& data, const JobContext& job)
{
    const auto length = static_cast<int>(std::min(config.maxLength, positions));
    const auto read = [&](const SourceConfig& source) {
        return readExamples(source, data.labels, *data.tokenizer, length, config.seed, job);
    };
    for (const SourceConfig& source : config.task.train)
        data.train.push_back(read(source));
    TrainConfig checked;
    checked.task = config.task;
    checkLabelsDiffer(checked, data);
    data.dev = read(*config.task.dev);
    if (config.task.test)
        data.test = read(*config.task.test);
    return job.proceed();
}

} // namespace

CompressReport compressModel(const CompressRequest& request, const JobContext& job)
{
    CompressConfig config = readCompressConfig(request.config);
    CompressReport stopped;
    stopped.end = JobEnd::Cancelled;
    TrainingData data;
    data.labels = taskLabels(config.task, job);
    if (!job.proceed())
        return stopped;
    if (data.labels.isOfWords)
        throw InputError(config.task.train.front().file, "its labels are those of words",
            "compress a model of a task with one label for each input");
    useSingleThreadedOperators();
    GivenModels models = readGivenModels(config, data.labels);
    const EncoderConfig& base = models.base().config;
    data.tokenizer = data::loadTokenizer(config.model.empty() ? config.teacher : config.model, "bert");
    if (base.vocabulary < data.tokenizer->vocabularySize())
        throw InputError(config.path, "the tokenizer has more entries than the model's embedding",
            "use the tokenizer of the checkpoint");
    if (!readTask(config, base.positions, data, job))
        return stopped;
    std::filesystem::create_directories(config.output);
    return Pipeline(std::move(config), std::move(models), std::move(data)).run(request, job);
}

} // namespace exitscope::engine

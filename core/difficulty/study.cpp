#include "core/difficulty/study.h"

#include "core/difficulty/baselines.h"
#include "core/difficulty/linear_model.h"
#include "core/engine/checkpoint/checkpoint.h"
#include "core/error.h"
#include "core/io/sha256.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cassert>
#include <chrono>

namespace exitscope::difficulty {

namespace {

/// Right answers about exits, example by example; the mean of several runs.
class Hits
{
public:
    explicit Hits(const Annotation& annotation)
        : m_annotation(annotation)
        , m_byExample(static_cast<std::size_t>(annotation.examples()))
    {
    }

    void add(const std::vector<std::uint8_t>& predicted)
    {
        ++m_runs;
        const std::uint8_t* said = predicted.data();
        for (std::int64_t example = 0; example < m_annotation.examples(); ++example)
            for (const auto label : m_annotation.of(example))
                m_byExample[static_cast<std::size_t>(example)] += label == *said++ ? 1 : 0;
    }

    double of(std::size_t example) const { return m_byExample[example] / m_runs; }

private:
    const Annotation& m_annotation;
    std::vector<double> m_byExample;
    double m_runs = 0;
};

/// The mean accuracy of one and the other in every draw of examples, and at the end in the sample itself.
std::pair<std::vector<double>, std::vector<double>> drawn(
    const Annotation& annotation, const Hits& first, const Hits& second, evidence::Resampling& resampling)
{
    std::pair<std::vector<double>, std::vector<double>> accuracies;
    const auto add = [&](const auto& weightOf) {
        double a = 0, b = 0, all = 0;
        for (std::size_t example = 0; example < annotation.textA.size(); ++example) {
            const double weight = weightOf(example);
            a += weight * first.of(example);
            b += weight * second.of(example);
            all += weight * static_cast<double>(annotation.of(static_cast<std::int64_t>(example)).size());
        }
        accuracies.first.push_back(a / all);
        accuracies.second.push_back(b / all);
    };
    for (std::size_t block = 0; block < resampling.blocks(); ++block) {
        const auto weights = resampling.block(block);
        for (std::size_t draw = 0; draw < resampling.drawsIn(block); ++draw)
            add([&](std::size_t example) { return static_cast<double>(weights[example * evidence::blockDraws + draw]); });
    }
    add([](std::size_t) { return 1.0; });
    return accuracies;
}

evidence::Difference difference(const Annotation& test, const Hits& predictor, const Hits& majority, evidence::Resampling& resampling)
{
    auto [first, second] = drawn(test, predictor, majority, resampling);
    const double ofFirst = first.back(), ofSecond = second.back();
    first.pop_back();
    second.pop_back();
    return evidence::differenceOf(ofFirst, first, ofSecond, second, resampling.options().confidence);
}

void requireBothKinds(const Annotation& annotation)
{
    const auto& right = annotation.right;
    if (std::all_of(right.begin(), right.end(), [&](std::uint8_t label) { return label == right.front(); }))
        throw InputError(annotation.path, std::string("every exit is ") + (right.front() ? "right" : "wrong")
                + " everywhere, so there is nothing to foresee",
            "annotate data that the model was not trained on, or a shallower model");
}

class StudyRun
{
public:
    StudyRun(const Annotation& train, const Annotation& test, const StudyOptions& options, const PredictorTrainer& trainer)
        : m_train(train)
        , m_test(test)
        , m_options(options)
        , m_trainer(trainer)
        , m_resampling(test.examples(), options.bootstrap)
        , m_majority(test)
    {
        m_majority.add(majority(train, test));
    }

    /// Nothing when the job was stopped.
    std::optional<PredictorResult> result(Predictor predictor, const JobContext& job)
    {
        const auto start = std::chrono::steady_clock::now();
        PredictorResult result;
        result.predictor = predictor;
        Hits hits(m_test);
        const auto take = [&](const std::vector<std::uint8_t>& right) {
            result.runs.push_back(score(m_test, right));
            hits.add(right);
        };
        if (predictor == Predictor::Majority) {
            take(majority(m_train, m_test));
            result.trainRuns.push_back(score(m_train, majority(m_train, m_train)));
        } else if (predictor == Predictor::Guess) {
            forEachGuess(m_train, m_test, m_options.trials, m_options.firstSeed, take);
        } else {
            const auto trained = train(predictor, job);
            if (!trained)
                return std::nullopt;
            for (const Foreseen& seed : trained->seeds) {
                take(rightOf(seed.test));
                result.trainRuns.push_back(scoreLogits(m_train, seed.train));
                result.epochs.push_back(seed.epochs);
            }
            result.notes = trained->notes;
        }
        result.toMajority = difference(m_test, hits, m_majority, m_resampling);
        result.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return result;
    }

private:
    std::optional<TrainedPredictor> train(Predictor predictor, const JobContext& job) const
    {
        PredictorTask task { .predictor = predictor, .train = &m_train, .test = &m_test, .options = m_options.training, .seeds = {} };
        for (int seed = 0; seed < m_options.seeds; ++seed)
            task.seeds.push_back(m_options.firstSeed + static_cast<std::uint64_t>(seed));
        const bool hasFeatures = !m_train.features.empty() && !m_test.features.empty();
        if (predictor == Predictor::LinearMean && task.options.model.empty() && hasFeatures)
            return linearOnFeatures(task, job);
        return m_trainer(task, job);
    }

    std::optional<TrainedPredictor> linearOnFeatures(const PredictorTask& task, const JobContext& job) const
    {
        const auto width = static_cast<std::int64_t>(m_train.features.size()) / m_train.units();
        if (width * m_test.units() != static_cast<std::int64_t>(m_test.features.size()))
            throw InputError(m_test.path, "its embeddings are of another width than those of the training part",
                "trace both with one model");
        TrainedPredictor trained;
        for (const std::uint64_t seed : task.seeds) {
            LinearOptions options { .seed = seed };
            options.epochs = task.options.epochs > 0 ? task.options.epochs : options.epochs;
            options.rate = task.options.rate > 0 ? task.options.rate : options.rate;
            const auto model = trainLinear(m_train.features, width, m_train.right, m_train.outputs, options, job);
            if (!model)
                return std::nullopt;
            trained.seeds.push_back({ model->logits(m_train.features), model->logits(m_test.features),
                static_cast<double>(options.epochs) });
        }
        return trained;
    }

    const Annotation& m_train;
    const Annotation& m_test;
    const StudyOptions& m_options;
    const PredictorTrainer& m_trainer;
    evidence::Resampling m_resampling;
    Hits m_majority;
};

/// Says which of the predictors a report is of.
JobContext named(const JobContext& job, Predictor predictor, std::size_t place, std::size_t count)
{
    JobContext inner = job;
    inner.report = [&job, predictor, place, count](Progress progress) {
        const std::string which = std::string(titleOf(predictor)) + " (" + std::to_string(place) + " of " + std::to_string(count) + ")";
        progress.note = progress.note.empty() ? which : which + ", " + progress.note;
        job.tell(progress);
    };
    return inner;
}

} // namespace

std::string studyIdentity(const Annotation& train, const Annotation& test, const StudyOptions& options)
{
    io::Sha256 hash;
    for (const Annotation* side : { &train, &test }) {
        for (const auto* texts : { &side->textA, &side->textB })
            for (const std::string& text : *texts)
                hash.update(text).update(std::string_view("\0", 1));
        hash.update(std::as_bytes(std::span(side->right))).update(std::as_bytes(std::span(side->word)));
        hash.update(std::as_bytes(std::span(side->unitOffset))).update(std::as_bytes(std::span(side->features)));
    }
    const PredictorOptions& t = options.training;
    const std::string model = t.model.empty() ? std::string() : engine::Checkpoint::open(t.model)->sha256();
    const nlohmann::json rest { options.seeds, options.firstSeed, options.trials, model, t.isFromScratch, t.epochs, t.rate,
        t.batch, t.maxLength, t.layers, t.hidden, options.bootstrap.draws, options.bootstrap.confidence, options.bootstrap.seed };
    return hash.update(rest.dump()).hex();
}

std::optional<Study> runStudy(const Annotation& train, const Annotation& test, const StudyOptions& options,
    const PredictorTrainer& trainer, const JobContext& job, const std::function<void(const Study&)>& keep, const Study* begun)
{
    requireAlike(train, test);
    if (options.predictors.empty())
        throw InputError(std::string("no predictor is named"), "name some, such as majority,transformer");
    if (std::any_of(options.predictors.begin(), options.predictors.end(), isTrained))
        requireBothKinds(train);
    Study study { .identity = studyIdentity(train, test, options), .train = train.name, .test = test.name,
        .model = options.training.model.filename().string(), .trainUnits = train.units(), .testUnits = test.units(),
        .testExamples = test.examples(), .outputs = test.outputs, .isOfWords = test.isOfWords(), .trainRight = priors(train),
        .testRight = priors(test), .seeds = options.seeds, .epochs = options.training.epochs,
        .confidence = options.bootstrap.confidence, .results = {} };
    if (begun && begun->identity == study.identity)
        study.results = begun->results;
    StudyRun run(train, test, options, trainer);
    for (std::size_t place = 0; place < options.predictors.size(); ++place) {
        const Predictor predictor = options.predictors[place];
        if (!job.proceed())
            return std::nullopt;
        const auto next = std::find_if(study.results.begin(), study.results.end(),
            [predictor](const PredictorResult& result) { return result.predictor >= predictor; });
        if (next != study.results.end() && next->predictor == predictor)
            continue;
        auto result = run.result(predictor, named(job, predictor, place + 1, options.predictors.size()));
        if (!result)
            return std::nullopt;
        study.results.insert(next, std::move(*result));
        if (keep)
            keep(study);
    }
    return study;
}

} // namespace exitscope::difficulty

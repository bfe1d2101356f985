#pragma once

#include "core/difficulty/predictor.h"
#include "core/difficulty/scores.h"
#include "core/evidence/front_draws.h"
#include "core/evidence/resampling.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::difficulty {

struct StudyOptions
{
    std::vector<Predictor> predictors { Predictor::Majority, Predictor::Guess };
    int seeds = 3;          ///< of each that is trained: firstSeed, firstSeed + 1, …
    std::uint64_t firstSeed = 1;
    int trials = 10;        ///< of guessing
    PredictorOptions training;
    evidence::BootstrapOptions bootstrap;
};

/// One row of the study's table.
struct PredictorResult
{
    Predictor predictor = Predictor::Majority;
    std::vector<Scores> runs; ///< on the test part: one for each seed or guess, one of majority
    std::vector<Scores> trainRuns; ///< the same on what it was trained on; empty of guesses
    std::vector<double> epochs;    ///< [seeds] trained; empty where nothing is
    /// The mean accuracy of the runs less that of Majority, in the same draws of test examples.
    evidence::Difference toMajority;
    double seconds = 0;
    std::vector<std::string> notes;

    ScoreSpread test() const { return spreadOf(runs); }
    ScoreSpread train() const { return spreadOf(trainRuns); }
};

/// Can it be foreseen which exits are wrong? What each predictor says of one annotation.
struct Study
{
    std::string identity; ///< of everything that the results depend on: the same study is continued
    std::string train, test, model; ///< names
    std::int64_t trainUnits = 0, testUnits = 0, testExamples = 0, outputs = 0;
    bool isOfWords = false;
    std::vector<double> trainRight, testRight; ///< [L] shares
    int seeds = 0;
    int epochs = 0; ///< asked for; 0: early stopping
    double confidence = 0.95;
    std::vector<PredictorResult> results; ///< in the order of allPredictors()
};

/// Study::identity of these parts and options, the model's weights among them; which predictors are wanted is no part of it.
/// Throws InputError for what is no checkpoint.
std::string studyIdentity(const Annotation& train, const Annotation& test, const StudyOptions& options);

/// Runs the predictors in turn. `begun`: what an earlier call with the same identity found is part of
/// the study, asked for or not, and not done again. `keep` is called with
/// all there is after every predictor, so that a stop loses one at most; nothing comes back when the job was stopped. Throws
/// InputError: annotations that do not fit each other, labels of one kind only, and as the trainer does.
std::optional<Study> runStudy(const Annotation& train, const Annotation& test, const StudyOptions& options,
    const PredictorTrainer& trainer, const JobContext& job = {}, const std::function<void(const Study&)>& keep = {},
    const Study* begun = nullptr);

} // namespace exitscope::difficulty

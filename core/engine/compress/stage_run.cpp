#include "core/engine/compress/stage_run.h"

#include "core/engine/compress/selection.h"
#include "core/engine/compress/slimming.h"
#include "core/engine/train/checkpoint_files.h"
#include "core/engine/train/random.h"
#include "core/engine/train/workers.h"
#include "core/error.h"

#include <torch/torch.h>

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

namespace {

/// Of random numbers, beside those of Stream.
constexpr std::uint64_t resampleStream = 33;

/// As many examples as an epoch has, times `share`, each drawn from all.
std::vector<ExampleRef> resampled(std::span<const ExampleSet> sets, std::uint64_t seed, double share)
{
    const std::vector<ExampleRef> all = epochOrder(sets, seed, 0);
    Random random(seed, resampleStream);
    std::vector<ExampleRef> drawn(
        static_cast<std::size_t>(std::max(1.0, std::round(share * static_cast<double>(all.size())))));
    std::generate(drawn.begin(), drawn.end(), [&] { return all[random.below(all.size())]; });
    return drawn;
}

std::string exitsText(const std::vector<double>& byExit)
{
    std::string text;
    for (const double value : byExit)
        text += numberText(100 * value, " %.2f");
    return text;
}

bool isFinite(const std::vector<std::vector<float>>& rows)
{
    return std::ranges::all_of(
        rows, [](const auto& row) { return std::ranges::all_of(row, [](float value) { return std::isfinite(value); }); });
}

} // namespace

StageRun::StageRun(StageInput input, const TrainingData& data)
    : TrainingLoop(input.run)
    , m_input(std::move(input))
    , m_data(data)
{
    m_evaluation.labels = m_data.labels;
    m_evaluation.workers = m_workers;
    m_evaluation.metric = selectionMetric(m_input.task, m_data.labels);
    std::vector<PhasePlan> plans;
    for (const SlimPhase& each : m_input.plan.phases)
        plans.push_back({ each.name, each.steps, each.evaluateEvery, each.optimizer });
    setPlans(std::move(plans));
    if (m_input.teacher)
        m_teacherLayout = std::make_unique<ParameterLayout>(m_input.teacher->config, MaskHead::Absent);
}

std::int64_t StageRun::parameters(std::int64_t phase) const
{
    return ParameterLayout(m_input.plan.phases[static_cast<std::size_t>(phase)].config, MaskHead::Absent).count();
}

std::filesystem::path StageRun::structurePath(std::int64_t pruning) const
{
    return m_input.run.output / ("pruning-" + std::to_string(pruning) + ".json");
}

training::KeptStructure StageRun::structureAfter(std::int64_t pruning) const
{
    return pruning == 0 ? m_input.structure : training::readKeptStructure(structurePath(pruning));
}

at::Tensor StageRun::startingWeights(std::int64_t index, const at::Tensor& before)
{
    const SlimPhase& next = m_input.plan.phases[static_cast<std::size_t>(index)];
    const EncoderConfig& from
        = index == 0 ? m_input.start.config : m_input.plan.phases[static_cast<std::size_t>(index - 1)].config;
    const at::Tensor& weights = index == 0 ? m_input.start.weights : before;
    const bool isPruned = next.kind == SlimPhase::Kind::Train && next.pruning > 0;
    return isPruned ? pruned(next, from, weights) : weights.clone();
}

at::Tensor StageRun::pruned(const SlimPhase& next, const EncoderConfig& from, const at::Tensor& weights)
{
    const auto seed = m_input.run.seed + static_cast<std::uint64_t>(next.pruning);
    const Importance importance = importanceOf(m_input.plan.importance, from, weights, m_judged, seed);
    if (!isFinite(importance.heads) || !isFinite(importance.feedForward))
        throw InputError(m_input.run.path, "the gradients before " + next.name + " are not finite",
            "use a smaller \"lr\" in \"stages.prune\"");
    const LayerChoice choice = chosen(importance, next.config.headsOf(0), next.config.feedForwardOf(0));
    const auto structure = narrowed(structureAfter(next.pruning - 1), importance, choice, next.config.wordRank);
    training::saveKeptStructure(structurePath(next.pruning), structure);
    m_judged = at::Tensor();
    return slimmedWeights(from, weights, next.config, choice);
}

void StageRun::prepare()
{
    const SlimPhase& now = phase();
    m_layout = std::make_unique<ParameterLayout>(now.config, MaskHead::Absent);
    m_students.clear();
    m_teachers.clear();
    m_gradients.clear();
    for (int shard = 0; shard < m_input.run.shards; ++shard) {
        m_gradients.push_back(at::zeros({ m_layout->count() }));
        m_students.emplace_back(now.config, *m_layout, m_state.weights, m_gradients.back());
        if (now.isEquilibrated)
            m_students.back().setGradientScales(equilibriumScales(now.config.layers, now.config.exitLayer));
        if (now.mix.needsTeacher())
            m_teachers.emplace_back(m_input.teacher->config, *m_teacherLayout, m_input.teacher->weights, at::Tensor());
    }
    m_ranges.clear();
    const bool isPredicting = now.mix.soft > 0 || now.mix.hard > 0;
    const std::string lastExit = exitName(now.config.exitLayer.size() - 1, "");
    if (now.kind == SlimPhase::Kind::Train)
        m_ranges = trainedRanges(*m_layout, [&](const ParameterSpec& spec) { // an exit that no loss reads must not decay
            return !spec.name.starts_with("exits.")
                || (isPredicting && (!now.mix.isLastExitAlone || spec.name.starts_with(lastExit)));
        });
    m_orderEpoch = -1;
}

std::uint64_t StageRun::phaseSeed() const
{
    const auto stage = static_cast<std::uint64_t>(m_input.plan.stage);
    return m_input.run.seed + (stage * 4096 + static_cast<std::uint64_t>(m_state.phase)) * 1'000'003;
}

std::vector<Pack> StageRun::batch()
{
    const bool isJudging = phase().kind == SlimPhase::Kind::Judge;
    const auto perEpoch = (examplesPerEpoch(m_data.train) + m_input.batch - 1) / m_input.batch;
    const std::int64_t epoch = isJudging ? 0 : m_state.step / perEpoch;
    if (epoch != m_orderEpoch) {
        m_order = isJudging ? resampled(m_data.train, phaseSeed(), m_input.judgedShare)
                            : epochOrder(m_data.train, phaseSeed(), epoch);
        m_orderEpoch = epoch;
    }
    const auto step = isJudging ? m_state.step : m_state.step % perEpoch;
    const auto first = static_cast<std::size_t>(step * m_input.batch);
    const auto count = std::min(static_cast<std::size_t>(m_input.batch), m_order.size() - first);
    return shardedPacks(m_data.train, std::span(m_order).subspan(first, count), m_input.run.shards);
}

StageLoss StageRun::shardLoss(const Pack& pack, std::size_t shard, std::int64_t batchSize) const
{
    const SlimPhase& now = phase();
    EncoderPass taught;
    if (!m_teachers.empty()) {
        torch::NoGradGuard noGrad;
        taught = passOf(m_teachers[shard], pack, {});
    }
    const PassSeed seed { phaseSeed(), static_cast<std::uint64_t>(m_state.step), shard, now.dropout };
    const EncoderPass student = passOf(m_students[shard], pack, seed);
    return stageLoss(now.mix, m_state.step < now.featureSteps, student, m_teachers.empty() ? nullptr : &taught, pack,
        m_data.labels.isRegression, batchSize);
}

TrainingLoop::StepResult StageRun::step()
{
    const SlimPhase& now = phase();
    const std::vector<Pack> packs = batch();
    StepResult result;
    std::int64_t batchSize = 0;
    for (const Pack& pack : packs) {
        batchSize += pack.sequences();
        result.tokens += pack.tokens();
    }
    std::vector<StageLoss> losses(packs.size());
    runParts(m_workers, static_cast<int>(packs.size()), [&](int part) {
        const auto shard = static_cast<std::size_t>(part);
        const Pack& pack = packs[shard];
        m_gradients[shard].zero_();
        if (pack.sequences() == 0)
            return;
        losses[shard] = shardLoss(pack, shard, batchSize);
        losses[shard].total.backward();
        losses[shard].total = at::Tensor();
    });
    for (std::size_t shard = 1; shard < m_gradients.size(); ++shard)
        m_gradients.front().add_(m_gradients[shard]);
    if (now.kind == SlimPhase::Kind::Judge) // the state's first moment is free here, and saved with it
        addGradients(m_input.plan.importance, m_gradients.front(), m_state.mean);
    const bool hasFeatures = now.mix.features > 0;
    result.losses.assign(now.config.exitLayer.size() + (hasFeatures ? 1 : 0), 0);
    for (const StageLoss& shard : losses) {
        result.weighted += shard.minimised;
        if (hasFeatures)
            result.losses.front() += shard.features;
        for (std::size_t exit = 0; exit < shard.exits.size(); ++exit)
            result.losses[exit + (hasFeatures ? 1 : 0)] += shard.exits[exit];
    }
    return result;
}

std::string StageRun::lossLabel(std::size_t loss) const
{
    if (phase().mix.features <= 0)
        return {};
    if (loss == 0)
        return " features";
    return loss == 1 ? "  exits" : "";
}

std::string StageRun::lossName(std::size_t loss) const
{
    const std::size_t before = phase().mix.features > 0 ? 1 : 0;
    return loss < before ? "features" : "exit " + std::to_string(phase().config.exitLayer[loss - before]);
}

void StageRun::endPhase()
{
    const SlimPhase& now = phase();
    if (now.kind == SlimPhase::Kind::Judge)
        m_judged = m_state.mean;
    else if (now.keepsBest && m_state.best.defined())
        m_state.weights = m_state.best.clone();
}

void StageRun::keepWeights()
{
    writeModel(phase(), m_state.weights);
}

bool StageRun::evaluate(const JobContext& job)
{
    const SlimPhase& now = phase();
    const TrainableEncoder encoder(now.config, *m_layout, m_state.weights, {});
    const ExitScores scores = evaluateExits(encoder, m_data.dev, m_evaluation, job);
    if (!scores.isComplete)
        return false;
    // While features alone are learnt, exits answer by chance.
    const bool counts = now.keepsBest && m_state.step > now.featureSteps;
    const bool isBest = counts && (!m_state.best.defined() || scores.mean() > m_state.bestScore);
    if (isBest) {
        m_state.best = m_state.weights.clone();
        m_state.bestScore = scores.mean();
        m_state.bestDev = scores.byExit;
        writeModel(now, m_state.weights);
    }
    const std::string line = "dev   " + now.name + "  step " + std::to_string(m_state.step) + "  " + scores.metric + " by exit"
        + exitsText(scores.byExit) + numberText(100 * scores.mean(), "  mean %.2f");
    logJudgement(line + (isBest ? "  best so far" : ""), scores.metric, scores.byExit, isBest);
    return true;
}

void StageRun::writeModel(const SlimPhase& of, const at::Tensor& weights) const
{
    EncoderConfig config = of.config;
    config.labelNames = m_data.labels.names;
    const ParameterLayout layout(config, MaskHead::Absent);
    writeCheckpoint(m_input.run.output, config, layout, weights, m_input.run.storedAs, m_data.labels.isRegression);
    if (m_input.plan.slims())
        training::saveKeptStructure(m_input.run.output / training::keptStructureFile,
            structureAfter(of.kind == SlimPhase::Kind::Judge ? of.pruning - 1 : of.pruning));
}

TrainReport StageRun::finish(const JobContext& job)
{
    const SlimPhase& last = lastPhase();
    // Scores of what is stored, not of what it was rounded from.
    at::Tensor weights = m_state.weights;
    if (m_input.run.storedAs == StoredAs::F16)
        weights = weights.to(at::kHalf).to(at::kFloat);
    const ParameterLayout layout(last.config, MaskHead::Absent);
    const TrainableEncoder encoder(last.config, layout, weights, {});
    const auto scored = [&](const ExampleSet& set, const char* name) {
        ExitScores scores = evaluateExits(encoder, set, m_evaluation, job);
        if (scores.isComplete)
            log(std::string("final ") + name + " " + scores.metric + " by exit" + exitsText(scores.byExit));
        return scores;
    };
    TrainReport report;
    report.checkpoint = m_input.run.output;
    report.steps = m_state.totalSteps;
    report.seconds = m_state.seconds;
    const ExitScores dev = scored(m_data.dev, "dev");
    const ExitScores test = m_data.test ? scored(*m_data.test, "test") : ExitScores {};
    if (!dev.isComplete || !test.isComplete) {
        report.end = JobEnd::Cancelled;
        return report;
    }
    writeModel(last, m_state.weights);
    report.metric = dev.metric;
    report.devByExit = dev.byExit;
    report.testByExit = test.byExit;
    return report;
}

} // namespace exitscope::engine

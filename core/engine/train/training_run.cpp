#include "core/engine/train/training_run.h"

#include "core/engine/train/checkpoint_files.h"
#include "core/hashee/token_hash_file.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

namespace exitscope::engine {

namespace {

/// "  lte loss 0.1234 AUC 0.876": how well the exit module tells exits to be left at from the others.
std::string moduleText(ExitModule kind, const ExitScores& scores)
{
    if (!scores.module)
        return {};
    const std::string name = kind == ExitModule::Lte ? "  lte" : "  classifier";
    return name + numberText(scores.module->loss, " loss %.4f") + numberText(scores.module->ranking, " AUC %.4f");
}

} // namespace

TrainingRun::TrainingRun(const TrainConfig& config, TrainingData data, std::vector<Phase> phases, StartingPoint start,
    std::optional<Teacher> teacher)
    : TrainingLoop(config)
    , m_config(config)
    , m_data(std::move(data))
    , m_phases(std::move(phases))
    , m_start(std::move(start))
    , m_teacher(std::move(teacher))
{
    m_evaluation.labels = m_data.labels;
    m_evaluation.module = m_config.exitModule;
    m_evaluation.workers = m_workers;
    if (m_config.task)
        m_evaluation.metric = selectionMetric(m_config.task->name, m_data.labels);
    std::vector<PhasePlan> plans;
    for (const Phase& each : m_phases)
        plans.push_back({ each.name, each.steps, each.kind == Phase::Kind::Task ? evaluateEvery(each) : 0, each.optimizer });
    setPlans(std::move(plans));
}

std::int64_t TrainingRun::parameters(std::int64_t phase) const
{
    return m_phases[static_cast<std::size_t>(phase)].layout().count();
}

/// Carries the weights of the phase before over into the shape of this one.
at::Tensor TrainingRun::startingWeights(std::int64_t index, const at::Tensor& before)
{
    const bool isFirst = index == 0;
    const Phase& next = m_phases[static_cast<std::size_t>(index)];
    const EncoderConfig& config = isFirst ? m_start.config : m_phases[static_cast<std::size_t>(index - 1)].config;
    const ParameterLayout from
        = isFirst ? ParameterLayout(config, MaskHead::Present) : m_phases[static_cast<std::size_t>(index - 1)].layout();
    const at::Tensor& given = isFirst ? m_start.weights : before;
    const ParameterLayout to = next.layout();
    at::Tensor weights = given.defined() ? grownWeights(from, config, given, to, m_config.seed) : initialWeights(to, m_config.seed);
    const bool hasPoolers = !next.config.classifiesTokens && next.config.head != HeadKind::StateTanh;
    const bool trainsLowerHeads = freezesTrunk(next.part) && next.part != LossPart::ExitModule;
    if (trainsLowerHeads && hasPoolers) // DeeBERT: exit poolers start from the trained one
        for (std::size_t exit = 0; exit + 1 < next.config.exitLayer.size(); ++exit)
            for (const char* part : { "pooler.dense.weight", "pooler.dense.bias" }) {
                const auto& last = to.at(exitName(next.config.exitLayer.size() - 1, part));
                weights.narrow(0, to.at(exitName(exit, part)).offset, last.count())
                    .copy_(weights.narrow(0, last.offset, last.count()));
            }
    return weights;
}

void TrainingRun::prepare()
{
    const Phase& now = phase();
    m_layout = std::make_unique<ParameterLayout>(now.config, now.maskHead());
    m_replicas.clear();
    m_gradients.clear();
    for (int shard = 0; shard < m_config.shards; ++shard) {
        m_gradients.push_back(at::zeros({ m_layout->count() }));
        m_replicas.emplace_back(now.config, *m_layout, m_state.weights, m_gradients.back());
        m_replicas.back().useHalfProducts(m_config.hasHalfProducts);
        if (m_config.hasEquilibrium && now.kind == Phase::Kind::Task && now.part == LossPart::Whole)
            m_replicas.back().setGradientScales(equilibriumScales(now.config.layers, now.config.exitLayer));
    }
    const std::string lastExit = now.config.exitLayer.empty() ? "" : exitName(now.config.exitLayer.size() - 1, "");
    m_ranges = trainedRanges(*m_layout, [&](const ParameterSpec& spec) {
        const bool isModule = spec.name.starts_with("exit_module.");
        if (isModule || now.part == LossPart::ExitModule)
            return isModule;
        const bool isExit = spec.name.starts_with("exits.");
        const bool isLastExit = isExit && spec.name.starts_with(lastExit);
        if (now.part == LossPart::TrunkAndLastExit)
            return !isExit || isLastExit;
        return now.part == LossPart::Whole || (isExit && !isLastExit);
    });
    m_terms = termsOf(now);
    m_orderEpoch = -1;
}

std::int64_t TrainingRun::evaluateEvery(const Phase& phase) const
{
    return std::max<std::int64_t>(1, stepsPerEpoch(examplesOf(phase), m_config) / m_config.evaluations);
}

void TrainingRun::endPhase()
{
    if (phase().kind == Phase::Kind::Mask)
        writeModel(m_config.output / "pretrained", phase(), m_state.weights);
    else
        m_state.weights = m_state.best.clone();
}

void TrainingRun::keepWeights()
{
    const bool isMask = phase().kind == Phase::Kind::Mask;
    writeModel(isMask ? m_config.output / "pretrained" : m_config.output, phase(), m_state.weights);
}

std::string TrainingRun::lossLabel(std::size_t loss) const
{
    return m_terms.empty() ? "" : labelOf(m_terms, loss);
}

std::string TrainingRun::lossName(std::size_t loss) const
{
    if (phase().kind == Phase::Kind::Mask)
        return "masked tokens";
    return m_terms.empty() ? "exit classifier" : nameOf(m_terms[loss], phase().config.exitLayer);
}

bool TrainingRun::evaluate(const JobContext& job)
{
    const Phase& now = phase();
    const TrainableEncoder encoder(now.config, *m_layout, m_state.weights, {});
    const ExitScores scores = evaluateExits(encoder, m_data.dev, m_evaluation, job);
    if (!scores.isComplete)
        return false;
    double score = now.select == Selection::LastExit ? scores.byExit.back() : scores.mean();
    if (now.part == LossPart::ExitModule) // the exits do not change any more
        score = -scores.module->loss;
    const bool isBest = !m_state.best.defined() || score > m_state.bestScore;
    if (isBest) {
        m_state.best = m_state.weights.clone();
        m_state.bestScore = score;
        m_state.bestDev = scores.byExit;
        // Already of use while the rest is trained: a window can open it, a trace can read it.
        writeModel(m_config.output, now, m_state.weights);
    }
    std::string line = "dev   " + now.name + "  step " + std::to_string(m_state.step) + "  " + scores.metric + " by exit";
    for (const double value : scores.byExit)
        line += numberText(100 * value, " %.2f");
    line += numberText(100 * scores.mean(), "  mean %.2f") + moduleText(now.config.exitModule, scores);
    logJudgement(line + (isBest ? "  best so far" : ""), scores.metric, scores.byExit, isBest);
    return true;
}

void TrainingRun::writeModel(const std::filesystem::path& folder, const Phase& now, const at::Tensor& weights)
{
    EncoderConfig config = now.config;
    config.labelNames = m_data.labels.names;
    const StoredAs storedAs = now.kind == Phase::Kind::Mask ? StoredAs::F32 : m_config.storedAs;
    writeCheckpoint(folder, config, now.layout(), weights, storedAs, m_data.labels.isRegression);
    if (folder != m_config.output)
        for (const char* name : { "vocab.txt", "tokenizer_config.json", "special_tokens_map.json", hashee::tokenHashFile })
            if (std::filesystem::exists(m_config.output / name))
                std::filesystem::copy_file(
                    m_config.output / name, folder / name, std::filesystem::copy_options::overwrite_existing);
}

TrainReport TrainingRun::finish(const JobContext& job)
{
    const Phase& last = m_phases.back();
    TrainReport report;
    report.checkpoint = m_config.output;
    report.steps = m_state.totalSteps;
    report.seconds = m_state.seconds;
    if (last.kind == Phase::Kind::Mask) {
        report.checkpoint = m_config.output / "pretrained";
        return report;
    }
    // Scores of what is stored, not of what it was rounded from.
    at::Tensor weights = m_state.weights;
    if (m_config.storedAs == StoredAs::F16)
        weights = weights.to(at::kHalf).to(at::kFloat);
    const ParameterLayout layout = last.layout();
    const TrainableEncoder encoder(last.config, layout, weights, {});
    const auto scored = [&](const ExampleSet& set, const char* name) {
        ExitScores scores = evaluateExits(encoder, set, m_evaluation, job);
        std::string line = std::string("final ") + name + " " + scores.metric + " by exit";
        for (const double value : scores.byExit)
            line += numberText(100 * value, " %.2f");
        if (scores.isComplete)
            log(line + moduleText(last.config.exitModule, scores));
        return scores;
    };
    const ExitScores dev = scored(m_data.dev, "dev");
    const ExitScores test = m_data.test ? scored(*m_data.test, "test") : ExitScores {};
    if (!dev.isComplete || !test.isComplete) {
        report.end = JobEnd::Cancelled;
        return report;
    }
    writeModel(m_config.output, last, m_state.weights);
    io::writeFileAtomically(m_config.output / "train.json", m_config.text);
    report.metric = dev.metric;
    report.devByExit = dev.byExit;
    report.testByExit = test.byExit;
    return report;
}

} // namespace exitscope::engine

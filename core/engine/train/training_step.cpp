#include "core/engine/train/exit_module.h"
#include "core/engine/train/length_buckets.h"
#include "core/engine/train/random.h"
#include "core/engine/train/training_run.h"
#include "core/engine/train/workers.h"

#include <torch/torch.h>

#include <algorithm>
#include <iterator>

namespace exitscope::engine {

std::vector<Pack> TrainingRun::batch(const Phase& now)
{
    const auto phaseSeed = m_config.seed + static_cast<std::uint64_t>(m_state.phase) * 1'000'003;
    if (now.kind == Phase::Kind::Mask)
        return m_data.corpus->batch(phaseSeed, m_state.step, m_config.shards);
    const auto sets = examplesOf(now);
    const std::int64_t perEpoch = stepsPerEpoch(sets, m_config);
    const std::int64_t epoch = m_state.step / perEpoch;
    if (epoch != m_orderEpoch) {
        m_order = epochOrder(sets, phaseSeed, epoch);
        if (m_config.buckets > 0)
            m_order = bucketedByLength(sets, std::move(m_order), m_config.stepExamples(), m_config.buckets, phaseSeed, epoch);
        m_orderEpoch = epoch;
    }
    auto first = static_cast<std::size_t>(m_state.step % perEpoch * m_config.stepExamples());
    const auto end = std::min(m_order.size(), first + static_cast<std::size_t>(m_config.stepExamples()));
    std::vector<Pack> packs;
    for (; first < end; first += static_cast<std::size_t>(m_config.batch)) {
        const auto count = std::min(static_cast<std::size_t>(m_config.batch), end - first);
        auto dealt = shardedPacks(sets, std::span(m_order).subspan(first, count), m_config.shards);
        std::ranges::move(dealt, std::back_inserter(packs));
    }
    if (m_config.tokenDropout > 0) {
        Random random(phaseSeed, static_cast<std::uint64_t>(Stream::TokenDropout), static_cast<std::uint64_t>(m_state.step));
        const auto& special = m_data.tokenizer->special();
        for (Pack& pack : packs)
            for (auto& id : pack.ids)
                if (id != special.first && id != special.separator && random.uniform() < m_config.tokenDropout)
                    id = special.mask;
    }
    return packs;
}

std::vector<LossTerm> TrainingRun::termsOf(const Phase& now) const
{
    if (now.kind == Phase::Kind::Mask || now.part == LossPart::ExitModule)
        return {};
    return lossTerms(m_config, now.part, now.config, m_state.step);
}

TaskLoss TrainingRun::maskLoss(const Phase& now, const Pack& pack, std::size_t part, const BatchSize& size) const
{
    const TrainableEncoder& encoder = m_replicas[replicaOf(part)];
    const PassSeed seed { m_config.seed + static_cast<std::uint64_t>(m_state.phase), static_cast<std::uint64_t>(m_state.step),
        part, now.dropout };
    const auto states = encoder.states(pack, seed, now.config.layers);
    const auto gold = at::tensor(at::ArrayRef<std::int64_t>(pack.maskedIds), at::kLong);
    const at::Tensor loss = summedCrossEntropy(encoder.maskLogits(states.back(), pack), gold, 0) / size.answers;
    return { loss, { loss.item<double>() } };
}

TaskLoss TrainingRun::packLoss(const Phase& now, const Pack& pack, std::size_t part, const BatchSize& size) const
{
    if (now.kind == Phase::Kind::Mask)
        return maskLoss(now, pack, part, size);
    const TrainableEncoder& encoder = m_replicas[replicaOf(part)];
    const PassSeed headSeed { m_config.seed + static_cast<std::uint64_t>(m_state.phase),
        static_cast<std::uint64_t>(m_state.step), part, now.dropout };
    PassSeed trunkSeed = headSeed;
    std::vector<at::Tensor> states;
    at::Tensor embedded;
    {
        torch::AutoGradMode trunkMode(!freezesTrunk(now.part));
        if (freezesTrunk(now.part)) // the trunk is what evaluation sees; only the heads are still trained
            trunkSeed.dropout = 0;
        states = encoder.states(pack, trunkSeed, now.config.layers, &embedded);
    }
    const auto exits = encoder.exits(pack, states, headSeed);
    const auto terms = termsOf(now);
    TeacherAnswers answers;
    if (m_teacher)
        answers = m_teacher->answers(pack, replicaOf(part));
    at::Tensor last = exits.back().logits.detach();
    if (now.part == LossPart::OtherExitsFromLast) { // the frozen exit teaches as it answers, without dropout
        torch::NoGradGuard noGradients;
        last = encoder.exits(pack, states, {}).back().logits;
    }
    at::Tensor module;
    if (now.config.exitModule == ExitModule::Lte)
        module = encoder.moduleLogits(moduleInput(ExitModule::Lte, exits));
    states.insert(states.begin(), embedded);
    const LossInput input { pack, exits, states, last, m_teacher ? &answers : nullptr, module };
    return taskLoss(m_config, m_data.labels, terms, input, size.answers, size.sequences);
}

TrainingRun::StepResult TrainingRun::step()
{
    const Phase& now = phase();
    if (now.part == LossPart::ExitModule)
        return classifierStep(now);
    const std::vector<Pack> packs = batch(now);
    BatchSize size;
    StepResult result;
    for (const Pack& pack : packs) {
        size.answers += now.kind == Phase::Kind::Mask ? static_cast<std::int64_t>(pack.maskedIds.size()) : pack.answers();
        size.sequences += pack.sequences();
        result.tokens += pack.tokens();
    }
    size.answers = std::max<std::int64_t>(size.answers, 1); // a batch may hold no labelled word
    std::vector<std::vector<double>> losses(packs.size());
    const auto shards = m_gradients.size();
    runParts(m_workers, static_cast<int>(shards), [&](int shard) {
        m_gradients[static_cast<std::size_t>(shard)].zero_();
        for (auto part = static_cast<std::size_t>(shard); part < packs.size(); part += shards) {
            if (packs[part].sequences() == 0)
                continue;
            TaskLoss loss = packLoss(now, packs[part], part, size);
            if (loss.total.defined() && loss.total.requires_grad())
                loss.total.backward();
            losses[part] = std::move(loss.values);
        }
    });
    for (std::size_t shard = 1; shard < shards; ++shard)
        m_gradients.front().add_(m_gradients[shard]);
    std::vector<double> weights;
    for (const LossTerm& term : termsOf(now))
        weights.push_back(term.weight);
    if (weights.empty())
        weights = { 1 };
    result.losses.assign(weights.size(), 0);
    for (const auto& part : losses)
        for (std::size_t term = 0; term < part.size(); ++term)
            result.losses[term] += part[term];
    result.weighted = weightedLoss(result.losses, weights);
    return result;
}

/// The parts give states and targets only; the loss is one over the whole batch, because balancing counts there.
TrainingRun::StepResult TrainingRun::classifierStep(const Phase& now)
{
    const std::vector<Pack> packs = batch(now);
    std::vector<at::Tensor> inputs(packs.size()), targets(packs.size());
    runParts(m_workers, static_cast<int>(m_replicas.size()), [&](int shard) {
        torch::NoGradGuard noGrad;
        const TrainableEncoder& encoder = m_replicas[static_cast<std::size_t>(shard)];
        for (auto part = static_cast<std::size_t>(shard); part < packs.size(); part += m_replicas.size()) {
            if (packs[part].sequences() == 0)
                continue;
            const auto exits = encoder.exits(packs[part], encoder.states(packs[part], {}, now.config.layers), {});
            targets[part] = agreementTargets(exits, m_data.labels, m_config.exitModule.tolerance);
            inputs[part] = moduleInput(ExitModule::Classifier, exits).narrow(1, 0, targets[part].size(1));
        }
    });
    StepResult result;
    std::vector<at::Tensor> allInputs, allTargets;
    for (std::size_t part = 0; part < packs.size(); ++part) {
        result.tokens += packs[part].tokens();
        if (!inputs[part].defined())
            continue;
        allInputs.push_back(inputs[part]);
        allTargets.push_back(targets[part]);
    }
    m_gradients.front().zero_();
    const at::Tensor logits = m_replicas.front().moduleLogits(at::cat(allInputs));
    const at::Tensor loss = agreementLoss(logits, at::cat(allTargets), m_config.exitModule.isBalanced);
    loss.backward();
    result.weighted = loss.item<double>();
    result.losses = { result.weighted };
    return result;
}

} // namespace exitscope::engine

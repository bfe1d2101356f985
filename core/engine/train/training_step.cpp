#include "core/engine/train/exit_module.h"
#include "core/engine/train/random.h"
#include "core/engine/train/training_run.h"
#include "core/engine/train/workers.h"

#include <torch/torch.h>

#include <algorithm>

namespace exitscope::engine {

std::vector<Pack> TrainingRun::batch(const Phase& now)
{
    const auto phaseSeed = m_config.seed + static_cast<std::uint64_t>(m_state.phase) * 1'000'003;
    if (now.kind == Phase::Kind::Mask)
        return m_data.corpus->batch(phaseSeed, m_state.step, m_config.shards);
    const auto perEpoch = (examplesPerEpoch(m_data.train) + m_config.batch - 1) / m_config.batch;
    const std::int64_t epoch = m_state.step / perEpoch;
    if (epoch != m_orderEpoch) {
        m_order = epochOrder(m_data.train, phaseSeed, epoch);
        m_orderEpoch = epoch;
    }
    const auto first = static_cast<std::size_t>(m_state.step % perEpoch * m_config.batch);
    const auto count = std::min(static_cast<std::size_t>(m_config.batch), m_order.size() - first);
    auto packs = shardedPacks(m_data.train, std::span(m_order).subspan(first, count), m_config.shards);
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

TrainingRun::ShardLoss TrainingRun::shardLoss(
    const Phase& now, const Pack& pack, std::size_t shard, std::int64_t batchSize) const
{
    const TrainableEncoder& encoder = m_replicas[shard];
    PassSeed seed { m_config.seed + static_cast<std::uint64_t>(m_state.phase), static_cast<std::uint64_t>(m_state.step), shard,
        now.dropout };
    if (now.kind == Phase::Kind::Mask) {
        const auto states = encoder.states(pack, seed, now.config.layers);
        const auto gold = at::tensor(at::ArrayRef<std::int64_t>(pack.maskedIds), at::kLong);
        const at::Tensor loss = summedCrossEntropy(encoder.maskLogits(states.back(), pack), gold, 0) / batchSize;
        return { loss, { loss.item<double>() } };
    }
    std::vector<at::Tensor> states;
    {
        const bool isFrozen = now.part == LossPart::OtherExits;
        torch::AutoGradMode trunkMode(!isFrozen);
        if (isFrozen) // the trunk is what evaluation sees; only the heads are still trained
            seed.dropout = 0;
        states = encoder.states(pack, seed, now.config.layers);
        seed.dropout = now.dropout;
    }
    ShardLoss result;
    const auto exits = encoder.exits(pack, states, seed);
    for (std::size_t e = 0; e < exits.size(); ++e) {
        const at::Tensor& logits = exits[e].logits;
        const at::Tensor summed = m_data.labels.isRegression
            ? summedSquaredError(logits, at::tensor(at::ArrayRef<float>(pack.targets), at::kFloat))
            : summedCrossEntropy(logits, at::tensor(at::ArrayRef<std::int64_t>(pack.labels), at::kLong), m_config.labelSmoothing);
        const at::Tensor loss = summed / batchSize;
        result.losses.push_back(loss.item<double>());
        if (m_exitWeights[e] > 0)
            result.total = result.total.defined() ? result.total + m_exitWeights[e] * loss : m_exitWeights[e] * loss;
    }
    if (now.config.exitModule == ExitModule::Lte) {
        const at::Tensor logits = encoder.moduleLogits(moduleInput(ExitModule::Lte, exits));
        const at::Tensor loss = summedLteLoss(logits, lteTargets(exits, pack, m_data.labels)) / batchSize;
        result.losses.push_back(loss.item<double>());
        result.total = result.total + m_config.exitModule.weight * loss;
    }
    return result;
}

TrainingRun::StepResult TrainingRun::step()
{
    const Phase& now = phase();
    if (now.part == LossPart::ExitModule)
        return classifierStep(now);
    const std::vector<Pack> packs = batch(now);
    std::int64_t batchSize = 0;
    StepResult result;
    for (const Pack& pack : packs) {
        batchSize += now.kind == Phase::Kind::Mask ? static_cast<std::int64_t>(pack.maskedIds.size()) : pack.answers();
        result.tokens += pack.tokens();
    }
    batchSize = std::max<std::int64_t>(batchSize, 1); // a batch may hold no labelled word
    std::vector<std::vector<double>> losses(packs.size());
    runParts(m_workers, static_cast<int>(packs.size()), [&](int part) {
        const auto shard = static_cast<std::size_t>(part);
        m_gradients[shard].zero_();
        if (packs[shard].sequences() == 0)
            return;
        ShardLoss loss = shardLoss(now, packs[shard], shard, batchSize);
        if (loss.total.defined() && loss.total.requires_grad())
            loss.total.backward();
        losses[shard] = std::move(loss.losses);
    });
    for (std::size_t shard = 1; shard < m_gradients.size(); ++shard)
        m_gradients.front().add_(m_gradients[shard]);
    std::vector<double> weights = m_exitWeights;
    if (now.config.exitModule == ExitModule::Lte)
        weights.push_back(m_config.exitModule.weight);
    result.losses.assign(weights.size(), 0);
    for (const auto& shard : losses)
        for (std::size_t e = 0; e < shard.size(); ++e)
            result.losses[e] += shard[e];
    result.weighted = weightedLoss(result.losses, weights);
    return result;
}

/// The shards give states and targets only; the loss is one over the whole batch, because balancing counts there.
TrainingRun::StepResult TrainingRun::classifierStep(const Phase& now)
{
    const std::vector<Pack> packs = batch(now);
    std::vector<at::Tensor> inputs(packs.size()), targets(packs.size());
    runParts(m_workers, static_cast<int>(packs.size()), [&](int part) {
        const auto shard = static_cast<std::size_t>(part);
        const Pack& pack = packs[shard];
        if (pack.sequences() == 0)
            return;
        torch::NoGradGuard noGrad;
        const TrainableEncoder& encoder = m_replicas[shard];
        const auto exits = encoder.exits(pack, encoder.states(pack, {}, now.config.layers), {});
        targets[shard] = agreementTargets(exits, m_data.labels, m_config.exitModule.tolerance);
        inputs[shard] = moduleInput(ExitModule::Classifier, exits).narrow(1, 0, targets[shard].size(1));
    });
    StepResult result;
    std::vector<at::Tensor> allInputs, allTargets;
    for (std::size_t shard = 0; shard < packs.size(); ++shard) {
        result.tokens += packs[shard].tokens();
        if (!inputs[shard].defined())
            continue;
        allInputs.push_back(inputs[shard]);
        allTargets.push_back(targets[shard]);
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

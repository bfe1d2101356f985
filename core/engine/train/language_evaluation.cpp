#include "core/engine/train/language_evaluation.h"

#include "core/engine/train/decoder_functions.h"
#include "core/engine/train/exit_module.h"
#include "core/engine/train/workers.h"

#include <torch/torch.h>

#include <algorithm>
#include <atomic>
#include <numeric>

namespace exitscope::engine {

namespace {

/// What one batch adds.
struct Part
{
    HeadScores scores;
    std::vector<double> agreeing; ///< positions, per layer
    at::Tensor logits, targets;   ///< of the classifier, [T, L − 1]
};

Part evaluatePart(const TrainableDecoder& decoder, const TextBatch& batch)
{
    const auto states = decoder.states(batch, {});
    std::vector<at::Tensor> inputs;
    for (const at::Tensor& state : states)
        inputs.push_back(decoder.headInput(state));
    Part part;
    at::Tensor best;
    part.scores = headScores(at::cat(inputs), decoder.head(), indexTensor(batch.words), {}, &best);
    const at::Tensor same = best.eq(best.narrow(0, best.size(0) - 1, 1)).sum(1);
    for (std::int64_t layer = 0; layer < best.size(0); ++layer)
        part.agreeing.push_back(static_cast<double>(same[layer].item<std::int64_t>()));
    if (decoder.config().hasClassifier && states.size() > 1) {
        part.targets = layerAgreement(best);
        part.logits = decoder.classifierLogits(at::stack(at::TensorList(states).slice(0, states.size() - 1), 1));
    }
    return part;
}

ClassifierScore classifierScore(const ExitClassifierConfig& config, const std::vector<Part>& parts)
{
    std::vector<at::Tensor> logits, targets;
    for (const Part& part : parts) {
        logits.push_back(part.logits);
        targets.push_back(part.targets);
    }
    const at::Tensor all = at::cat(logits), wanted = at::cat(targets);
    return { classifierLoss(config, all, wanted).item<double>(), rankingQuality(all, wanted) };
}

} // namespace

double LayerScores::mean() const
{
    return std::accumulate(surprise.begin(), surprise.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, surprise.size()));
}

LayerScores evaluateLayers(const TrainableDecoder& decoder, const TextSet& set, const TextMarks& marks, std::int64_t batch,
    const ExitClassifierConfig& classifier, int workers, const JobContext& job)
{
    const std::int64_t examples = set.examples();
    const auto parts = (examples + batch - 1) / batch;
    std::vector<Part> results(static_cast<std::size_t>(parts));
    std::atomic<bool> isStopped = false;
    runParts(workers, static_cast<int>(parts), [&](int index) {
        torch::NoGradGuard noGradients;
        if (isStopped || !job.proceed()) {
            isStopped = true;
            return;
        }
        std::vector<std::int64_t> some(static_cast<std::size_t>(std::min(batch, examples - index * batch)));
        std::iota(some.begin(), some.end(), index * batch);
        results[static_cast<std::size_t>(index)] = evaluatePart(decoder, textBatches(set, some, 0, marks, 1).front());
    });
    LayerScores scores;
    scores.isComplete = !isStopped;
    if (isStopped)
        return scores;
    const auto layers = static_cast<std::size_t>(decoder.config().decoder.layers);
    scores.surprise.resize(layers);
    scores.right.resize(layers);
    scores.agreement.resize(layers);
    for (std::int64_t index = 0; index < parts; ++index) {
        const Part& part = results[static_cast<std::size_t>(index)];
        for (std::size_t layer = 0; layer < layers; ++layer) {
            scores.surprise[layer] += part.scores.layers[layer].surprise;
            scores.right[layer] += static_cast<double>(part.scores.layers[layer].right);
            scores.agreement[layer] += part.agreeing[layer];
        }
    }
    scores.words = set.isStream ? examples * set.window : std::ssize(set.target);
    for (auto* column : { &scores.surprise, &scores.right, &scores.agreement })
        for (double& value : *column)
            value /= static_cast<double>(scores.words);
    if (decoder.config().hasClassifier && layers > 1)
        scores.classifier = classifierScore(classifier, results);
    return scores;
}

at::Tensor classifierLoss(const ExitClassifierConfig& config, const at::Tensor& logits, const at::Tensor& targets)
{
    return config.isGeometric ? firstAgreementLoss(logits, targets) : agreementLoss(logits, targets, config.isBalanced);
}

at::Tensor layerAgreement(const at::Tensor& best)
{
    const std::int64_t layers = best.size(0);
    const at::Tensor last = best.narrow(0, layers - 1, 1);
    return best.narrow(0, 0, layers - 1).eq(last).to(at::kFloat).t().contiguous();
}

at::Tensor firstAgreementLoss(const at::Tensor& logits, const at::Tensor& targets)
{
    // ln of going on at every layer before, and of leaving here; the last layer is left at in any case.
    const at::Tensor goesOn = at::log_sigmoid(-logits).cumsum(1);
    const at::Tensor none = at::zeros({ logits.size(0), 1 });
    const at::Tensor leaves = at::cat({ at::cat({ none, goesOn.narrow(1, 0, goesOn.size(1) - 1) }, 1) + at::log_sigmoid(logits),
                                          goesOn.narrow(1, goesOn.size(1) - 1, 1) },
        1);
    const at::Tensor agrees = at::cat({ targets, at::ones({ targets.size(0), 1 }) }, 1);
    const at::Tensor first = agrees.argmax(1); // ties to the lowest
    return at::cross_entropy_loss(leaves, first);
}

} // namespace exitscope::engine

#include "core/engine/train/decoder_functions.h"

#include <torch/torch.h>

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Rows whose logits live at a time: enough for the product to run at speed, few enough to stay in the cache.
constexpr std::int64_t rowsAtOnce = 256;

/// Gradients to add to, where they are wanted.
struct HeadGradients
{
    std::span<const double> weights; ///< per layer
    at::Tensor stack, head;
};

HeadScores headPass(const at::Tensor& stack, const at::Tensor& head, const at::Tensor& words, const kernels::WordLoss& loss,
    const HeadGradients* gradients, at::Tensor* best)
{
    const std::int64_t rows = words.size(0), vocabulary = head.size(0);
    HeadScores scores;
    if (rows == 0)
        return scores;
    const std::int64_t layers = stack.size(0) / rows;
    assert(layers * rows == stack.size(0));
    scores.layers.resize(static_cast<std::size_t>(layers));
    if (best)
        *best = at::empty({ layers, rows }, at::kInt);
    at::Tensor scratch = at::empty({ std::min(rows, rowsAtOnce), vocabulary });
    const at::Tensor turned = head.t();
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const double weight = gradients ? gradients->weights[static_cast<std::size_t>(layer)] : 0;
        for (std::int64_t first = 0; first < rows; first += rowsAtOnce) {
            const std::int64_t some = std::min(rowsAtOnce, rows - first);
            const at::Tensor states = stack.narrow(0, layer * rows + first, some);
            at::Tensor logits = scratch.narrow(0, 0, some);
            at::mm_out(logits, states, turned);
            kernels::wordLoss(loss, logits.data_ptr<float>(), words.data_ptr<std::int32_t>() + first, some, vocabulary,
                static_cast<float>(weight), scores.layers[static_cast<std::size_t>(layer)],
                best ? best->data_ptr<std::int32_t>() + layer * rows + first : nullptr);
            if (weight == 0)
                continue;
            at::Tensor dStates = gradients->stack.narrow(0, layer * rows + first, some);
            at::mm_out(dStates, logits, head);
            at::Tensor dHead = gradients->head;
            at::addmm_out(dHead, dHead, logits.t(), states);
        }
    }
    return scores;
}

/// Its gradients are made outside of autograd's own pass; here they wait for it.
class KnownGradients : public torch::autograd::Function<KnownGradients>
{
public:
    static at::Tensor forward(
        AutogradContext* context, at::Tensor, at::Tensor, at::Tensor value, at::Tensor dStack, at::Tensor dHead)
    {
        context->save_for_backward({ dStack, dHead });
        return value;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const at::Tensor& scale = gradients[0];
        const bool isOne = scale.item<float>() == 1.0F;
        return { isOne ? saved[0] : saved[0] * scale, isOne ? saved[1] : saved[1] * scale, {}, {}, {} };
    }
};

} // namespace

HeadScores headScores(const at::Tensor& stack, const at::Tensor& head, const at::Tensor& words, const kernels::WordLoss& loss,
    at::Tensor* best)
{
    at::NoGradGuard noGradients;
    return headPass(stack, head, words, loss, nullptr, best);
}

at::Tensor headLoss(const at::Tensor& stack, const at::Tensor& head, const at::Tensor& words, const kernels::WordLoss& loss,
    std::span<const double> weights, HeadScores& scores)
{
    HeadGradients gradients { weights, {}, {} };
    double total = 0;
    {
        at::NoGradGuard noGradients;
        gradients.stack = at::zeros_like(stack);
        gradients.head = at::zeros_like(head);
        scores = headPass(stack, head, words, loss, &gradients, nullptr);
        for (std::size_t layer = 0; layer < scores.layers.size(); ++layer)
            total += weights[layer] * scores.layers[layer].loss;
    }
    return KnownGradients::apply(
        stack, head, at::scalar_tensor(total, at::kFloat), gradients.stack, gradients.head);
}

} // namespace exitscope::engine

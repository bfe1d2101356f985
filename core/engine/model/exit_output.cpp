#include "core/engine/model/exit_output.h"

#include <ATen/ATen.h>

namespace exitscope::engine {

namespace {

at::Tensor moduleChance(const LinearWeights& module, const at::Tensor& x)
{
    return at::addmm(module.bias, x, module.weight.t()).sigmoid_().squeeze(1);
}

} // namespace

ExitOutput exitOutput(
    const EncoderConfig& config, const EncoderWeights& weights, std::size_t exit, const at::Tensor& first)
{
    const HeadWeights& head = weights.exits[exit];
    at::Tensor pooled = first;
    if (head.dense.weight.defined()) {
        pooled = at::addmm(head.dense.bias, first, head.dense.weight.t());
        config.headActivation == HeadActivation::Relu ? pooled.relu_() : pooled.tanh_();
    } else if (config.head == HeadKind::StateTanh) {
        pooled = at::tanh(first);
    }
    ExitOutput output;
    output.logits = at::addmm(head.classifier.bias, pooled, head.classifier.weight.t());
    switch (config.exitModule) {
    case ExitModule::None:
        break;
    case ExitModule::Lte:
        output.learned = 1 - moduleChance(weights.exitModule, pooled);
        break;
    case ExitModule::Classifier:
        output.learned = exit + 1 == weights.exits.size() ? at::ones({ first.size(0) })
                                                          : moduleChance(weights.exitModule, first);
        break;
    }
    return output;
}

} // namespace exitscope::engine

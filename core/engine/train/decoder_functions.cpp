#include "core/engine/train/decoder_functions.h"

#include <torch/torch.h>

namespace exitscope::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

const float* in(const at::Tensor& tensor)
{
    return tensor.data_ptr<float>();
}

float* out(const at::Tensor& tensor)
{
    return tensor.data_ptr<float>();
}

std::span<const std::int32_t> indices(const at::Tensor& tensor)
{
    return { tensor.data_ptr<std::int32_t>(), static_cast<std::size_t>(tensor.numel()) };
}

kernels::Dropout dropoutOf(double rate, std::int64_t key)
{
    return { static_cast<float>(rate), static_cast<std::uint32_t>(key) };
}

class RmsNorm : public torch::autograd::Function<RmsNorm>
{
public:
    static at::Tensor forward(AutogradContext* context, at::Tensor x, at::Tensor gain, double epsilon)
    {
        x = x.contiguous();
        at::Tensor y = at::empty_like(x), inverse = at::empty({ x.size(0) });
        kernels::rmsNorm(in(x), in(gain), static_cast<float>(epsilon), x.size(0), x.size(1), out(y), out(inverse));
        context->save_for_backward({ x, gain, inverse });
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const at::Tensor dY = gradients[0].contiguous();
        const at::Tensor dX = at::empty_like(dY), dGain = at::zeros_like(saved[1]);
        kernels::rmsNormBackward(
            in(saved[0]), in(saved[2]), in(saved[1]), in(dY), dY.size(0), dY.size(1), out(dX), out(dGain));
        return { dX, dGain, {} };
    }
};

class AddBranch : public torch::autograd::Function<AddBranch>
{
public:
    static at::Tensor forward(AutogradContext* context, at::Tensor x, at::Tensor branch, double rate, std::int64_t key)
    {
        at::Tensor total = at::empty_like(x);
        kernels::addBranch(in(x), in(branch), x.numel(), dropoutOf(rate, key), out(total));
        context->saved_data["rate"] = rate;
        context->saved_data["key"] = key;
        return total;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const at::Tensor dTotal = gradients[0].contiguous();
        const at::Tensor dBranch = at::empty_like(dTotal);
        const auto dropout = dropoutOf(context->saved_data["rate"].toDouble(), context->saved_data["key"].toInt());
        kernels::addBranchBackward(in(dTotal), dTotal.numel(), dropout, out(dBranch));
        return { dTotal, dBranch, {}, {} };
    }
};

class BendFunction : public torch::autograd::Function<BendFunction>
{
public:
    static at::Tensor forward(AutogradContext* context, at::Tensor x, std::int64_t kind, bool isGated)
    {
        context->save_for_backward({ x });
        context->saved_data["kind"] = kind;
        context->saved_data["gated"] = isGated;
        const auto bend = static_cast<kernels::Bend>(kind);
        const std::int64_t rows = x.size(0), width = isGated ? x.size(1) / 2 : x.size(1);
        at::Tensor y = at::empty({ rows, width });
        if (isGated)
            kernels::bendGated(bend, in(x), rows, width, out(y));
        else
            kernels::bend(bend, in(x), x.numel(), out(y));
        return y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const at::Tensor x = context->get_saved_variables()[0];
        const at::Tensor dY = gradients[0].contiguous();
        const at::Tensor dX = at::empty_like(x);
        const auto bend = static_cast<kernels::Bend>(context->saved_data["kind"].toInt());
        if (context->saved_data["gated"].toBool())
            kernels::bendGatedBackward(bend, in(x), in(dY), dY.size(0), dY.size(1), out(dX));
        else
            kernels::bendBackward(bend, in(x), in(dY), x.numel(), out(dX));
        return { dX, {}, {} };
    }
};

/// An AttentionCall as saved_data keeps it, and the kernels' shape of it.
std::vector<std::int64_t> packed(const AttentionCall& call)
{
    return { call.heads, call.keyHeads, call.size, call.isCausal ? 1 : 0, call.key };
}

AttentionCall unpacked(AutogradContext* context)
{
    const auto numbers = context->saved_data["call"].toIntVector();
    return { numbers[0], numbers[1], numbers[2], numbers[3] == 1, context->saved_data["scale"].toDouble(),
        context->saved_data["dropout"].toDouble(), numbers[4] };
}

kernels::AttentionShape shapeOf(const AttentionCall& call, const at::Tensor& offsets, const at::Tensor& keyOffsets,
    const at::Tensor& bias, std::int64_t queryStride, std::int64_t keyStride)
{
    const bool hasBias = bias.defined() && bias.numel() > 0;
    return { .queryOffsets = indices(offsets),
        .keyOffsets = indices(keyOffsets),
        .heads = call.heads,
        .keyHeads = call.keyHeads,
        .size = call.size,
        .queryStride = queryStride,
        .keyStride = keyStride,
        .isCausal = call.isCausal,
        .scale = static_cast<float>(call.scale),
        .bias = hasBias ? in(bias) : nullptr,
        .biasWidth = hasBias ? bias.size(1) : 0,
        .biasOrigin = hasBias ? bias.size(1) / 2 : 0,
        .dropout = dropoutOf(call.dropout, call.key) };
}

class AttendSelf : public torch::autograd::Function<AttendSelf>
{
public:
    static at::Tensor forward(AutogradContext* context, at::Tensor mixed, at::Tensor bias, at::Tensor offsets,
        std::vector<std::int64_t> call, double scale, double dropout)
    {
        context->saved_data["call"] = call;
        context->saved_data["scale"] = scale;
        context->saved_data["dropout"] = dropout;
        const AttentionCall said = unpacked(context);
        const auto shape = shapeOf(said, offsets, offsets, bias, mixed.size(1), mixed.size(1));
        at::Tensor result = at::empty({ mixed.size(0), said.heads * said.size });
        at::Tensor probabilities = at::empty({ kernels::attentionCount(shape) });
        const float* key = in(mixed) + said.heads * said.size;
        kernels::attend(shape, in(mixed), key, key + said.keyHeads * said.size, out(result), out(probabilities));
        context->save_for_backward({ mixed, bias, offsets, probabilities });
        return result;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const at::Tensor &mixed = saved[0], &bias = saved[1], &offsets = saved[2];
        const AttentionCall said = unpacked(context);
        const auto shape = shapeOf(said, offsets, offsets, bias, mixed.size(1), mixed.size(1));
        const at::Tensor dResult = gradients[0].contiguous();
        const at::Tensor dMixed = at::zeros_like(mixed), dBias = at::zeros_like(bias);
        const std::int64_t toKey = said.heads * said.size, toValue = toKey + said.keyHeads * said.size;
        kernels::attendBackward(shape, in(mixed), in(mixed) + toKey, in(mixed) + toValue, in(saved[3]), in(dResult), out(dMixed),
            out(dMixed) + toKey, out(dMixed) + toValue, shape.bias ? out(dBias) : nullptr);
        return { dMixed, dBias, {}, {}, {}, {} };
    }
};

class AttendOther : public torch::autograd::Function<AttendOther>
{
public:
    static at::Tensor forward(AutogradContext* context, at::Tensor query, at::Tensor keys, at::Tensor offsets,
        at::Tensor keyOffsets, std::vector<std::int64_t> call, double scale, double dropout)
    {
        context->saved_data["call"] = call;
        context->saved_data["scale"] = scale;
        context->saved_data["dropout"] = dropout;
        const AttentionCall said = unpacked(context);
        const auto shape = shapeOf(said, offsets, keyOffsets, {}, query.size(1), keys.size(1));
        at::Tensor result = at::empty_like(query);
        at::Tensor probabilities = at::empty({ kernels::attentionCount(shape) });
        kernels::attend(shape, in(query), in(keys), in(keys) + keys.size(1) / 2, out(result), out(probabilities));
        context->save_for_backward({ query, keys, offsets, keyOffsets, probabilities });
        return result;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const at::Tensor &query = saved[0], &keys = saved[1];
        const auto shape = shapeOf(unpacked(context), saved[2], saved[3], {}, query.size(1), keys.size(1));
        const at::Tensor dResult = gradients[0].contiguous();
        const at::Tensor dQuery = at::empty_like(query), dKeys = at::zeros_like(keys);
        const std::int64_t toValue = keys.size(1) / 2;
        kernels::attendBackward(shape, in(query), in(keys), in(keys) + toValue, in(saved[4]), in(dResult), out(dQuery),
            out(dKeys), out(dKeys) + toValue, nullptr);
        return { dQuery, dKeys, {}, {}, {}, {}, {} };
    }
};

class Rotation : public torch::autograd::Function<Rotation>
{
public:
    static at::Tensor forward(AutogradContext* context, at::Tensor mixed, at::Tensor offsets, std::int64_t heads,
        std::int64_t size, at::Tensor cosines, at::Tensor sines)
    {
        context->save_for_backward({ offsets, cosines, sines });
        context->saved_data["heads"] = heads;
        context->saved_data["size"] = size;
        at::Tensor turned = mixed.clone();
        kernels::rotate(out(turned), indices(offsets), heads, size, turned.size(1), in(cosines), in(sines), false);
        return turned;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        at::Tensor dMixed = gradients[0].clone(at::MemoryFormat::Contiguous);
        kernels::rotate(out(dMixed), indices(saved[0]), context->saved_data["heads"].toInt(),
            context->saved_data["size"].toInt(), dMixed.size(1), in(saved[1]), in(saved[2]), true);
        return { dMixed, {}, {}, {}, {}, {} };
    }
};

} // namespace

at::Tensor rmsNorm(const at::Tensor& x, const at::Tensor& gain, double epsilon)
{
    return RmsNorm::apply(x, gain, epsilon);
}

at::Tensor addBranch(const at::Tensor& x, const at::Tensor& branch, double dropout, std::int64_t key)
{
    return AddBranch::apply(x, branch, dropout, key);
}

at::Tensor bend(kernels::Bend kind, const at::Tensor& x, bool isGated)
{
    return BendFunction::apply(x, static_cast<std::int64_t>(kind), isGated);
}

at::Tensor attendSelf(const at::Tensor& mixed, const at::Tensor& bias, const at::Tensor& offsets, const AttentionCall& call)
{
    return AttendSelf::apply(
        mixed, bias.defined() ? bias : at::empty({ 0, 0 }), offsets, packed(call), call.scale, call.dropout);
}

at::Tensor attendOther(const at::Tensor& query, const at::Tensor& keys, const at::Tensor& offsets, const at::Tensor& keyOffsets,
    const AttentionCall& call)
{
    return AttendOther::apply(query, keys, offsets, keyOffsets, packed(call), call.scale, call.dropout);
}

at::Tensor rotated(const at::Tensor& mixed, const at::Tensor& offsets, std::int64_t heads, std::int64_t size,
    const at::Tensor& cosines, const at::Tensor& sines)
{
    return Rotation::apply(mixed, offsets, heads, size, cosines, sines);
}

} // namespace exitscope::engine

#include "core/engine/train/fused_layers.h"

#include "core/engine/train/kernels.h"

#include <ATen/ATen.h>
#include <torch/csrc/autograd/custom_function.h>

namespace exitscope::engine {

namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

const float* in(const at::Tensor& tensor)
{
    return tensor.data_ptr<float>();
}

float* out(at::Tensor& tensor)
{
    return tensor.data_ptr<float>();
}

std::span<const std::int32_t> indices(const at::Tensor& tensor)
{
    return { tensor.data_ptr<std::int32_t>(), static_cast<std::size_t>(tensor.numel()) };
}

/// The products of linear layers. With bfloat16 they take and give it, and what stands between them stays F32.
class Products
{
public:
    explicit Products(bool isHalf)
        : m_isHalf(isHalf)
    { }

    /// What a product takes of `x`, and what the backward pass keeps of it.
    at::Tensor operand(const at::Tensor& x) const { return m_isHalf ? x.to(at::kBFloat16) : x; }

    /// x · weightᵀ + bias, of two operands
    at::Tensor linear(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) const
    {
        return m_isHalf ? x.mm(weight.t()).to(at::kFloat).add_(bias) : at::addmm(bias, x, weight.t());
    }
    /// dY · weight, of two operands
    at::Tensor inputGradient(const at::Tensor& dY, const at::Tensor& weight) const
    {
        return m_isHalf ? dY.mm(weight).to(at::kFloat) : dY.mm(weight);
    }
    /// residual + dY · weight
    at::Tensor inputGradient(const at::Tensor& residual, const at::Tensor& dY, const at::Tensor& weight) const
    {
        return m_isHalf ? dY.mm(weight).to(at::kFloat).add_(residual) : at::addmm(residual, dY, weight);
    }
    /// dYᵀ · x, of two operands. Added to the leaf's gradient at once where there is one; autograd, which would make an array of
    /// that size first, is then given none.
    at::Tensor weightGradient(const at::Tensor& leaf, const at::Tensor& dY, const at::Tensor& x) const
    {
        at::Tensor gradient = leaf.grad();
        const at::Tensor product = m_isHalf || !gradient.defined() ? dY.t().mm(x) : at::Tensor();
        if (!gradient.defined())
            return product.to(at::kFloat);
        if (product.defined())
            gradient.add_(product);
        else
            gradient.addmm_(dY.t(), x);
        return {};
    }

private:
    bool m_isHalf;
};

at::Tensor columnSums(const at::Tensor& x)
{
    at::Tensor sums = at::zeros({ x.size(1) });
    kernels::addColumnSums(in(x), x.size(0), x.size(1), out(sums));
    return sums;
}

kernels::Dropout dropoutOf(double rate, std::int64_t key)
{
    return { static_cast<float>(rate), static_cast<std::uint32_t>(key) };
}

struct Normed
{
    at::Tensor y, normalised, inverse;
};

Normed addNorm(const at::Tensor& x, const at::Tensor& residual, const at::Tensor& gain, const at::Tensor& shift,
    double epsilon, kernels::Dropout dropout)
{
    Normed result { at::empty_like(x), at::empty_like(x), at::empty({ x.size(0) }) };
    kernels::addNorm(in(x), residual.defined() ? in(residual) : nullptr, in(gain), in(shift), static_cast<float>(epsilon),
        x.size(0), x.size(1), dropout, out(result.y), out(result.normalised), out(result.inverse));
    return result;
}

struct NormGradients
{
    at::Tensor residual, branch, gain, shift;
};

/// Without dropout both summands have the same gradient, and one tensor serves for both.
NormGradients addNormBackward(const at::Tensor& dY, const at::Tensor& normalised, const at::Tensor& inverse,
    const at::Tensor& gain, kernels::Dropout dropout)
{
    NormGradients g { at::empty_like(dY), {}, at::zeros_like(gain), at::zeros_like(gain) };
    const bool hasOwnBranch = dropout.rate > 0;
    if (hasOwnBranch)
        g.branch = at::empty_like(dY);
    kernels::addNormBackward(in(dY), in(normalised), in(inverse), in(gain), dY.size(0), dY.size(1), dropout, out(g.residual),
        hasOwnBranch ? out(g.branch) : nullptr, out(g.gain), out(g.shift));
    if (!hasOwnBranch)
        g.branch = g.residual;
    return g;
}

class Embedding : public torch::autograd::Function<Embedding>
{
public:
    /// An autograd function takes no undefined tensors: a `projection` without elements is none.
    static at::Tensor forward(AutogradContext* context, at::Tensor words, at::Tensor projection, at::Tensor positions,
        at::Tensor types, at::Tensor gain, at::Tensor shift, at::Tensor ids, at::Tensor positionIds, at::Tensor typeIds,
        double epsilon)
    {
        const at::Tensor rows = words.index_select(0, ids);
        const bool isProjected = projection.numel() > 0;
        at::Tensor sum = isProjected ? rows.mm(projection.t()) : rows;
        sum += positions.index_select(0, positionIds);
        sum += types.index_select(0, typeIds);
        const Normed result = addNorm(sum, {}, gain, shift, epsilon, {});
        context->save_for_backward({ gain, ids, positionIds, typeIds, result.normalised, result.inverse, projection,
            isProjected ? rows : projection, words, positions, types });
        return result.y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto g = addNormBackward(gradients[0].contiguous(), saved[4], saved[5], saved[0], {});
        const auto table = [&](std::size_t which, const at::Tensor& of) {
            const at::Tensor& leaf = saved[which + 8];
            at::Tensor sums = leaf.grad(); // added to at once, as those of the layers' weights
            if (sums.defined()) {
                sums.index_add_(0, saved[which + 1], of);
                return at::Tensor();
            }
            return at::zeros(leaf.sizes()).index_add_(0, saved[which + 1], of);
        };
        const at::Tensor& projection = saved[6];
        const bool isProjected = projection.numel() > 0;
        const at::Tensor dProjection = isProjected ? g.residual.t().mm(saved[7]) : at::Tensor();
        return { table(0, isProjected ? g.residual.mm(projection) : g.residual), dProjection, table(1, g.residual),
            table(2, g.residual), g.gain, g.shift, {}, {}, {}, {} };
    }
};

class EncoderLayer : public torch::autograd::Function<EncoderLayer>
{
public:
    static at::Tensor forward(AutogradContext* context, at::Tensor x, at::Tensor offsets, std::int64_t heads, std::int64_t size,
        bool isHalf, double epsilon, double rate, std::int64_t key0, std::int64_t key1, std::int64_t key2, at::Tensor qkvWeight,
        at::Tensor qkvBias, at::Tensor outWeight, at::Tensor outBias, at::Tensor gain1, at::Tensor shift1, at::Tensor upWeight,
        at::Tensor upBias, at::Tensor downWeight, at::Tensor downBias, at::Tensor gain2, at::Tensor shift2)
    {
        const Products products(isHalf);
        const auto sequences = indices(offsets);
        const at::Tensor input = products.operand(x);
        const at::Tensor qkv = products.linear(input, products.operand(qkvWeight), qkvBias);
        at::Tensor attended = at::empty({ x.size(0), heads * size });
        at::Tensor probabilities = at::empty({ kernels::probabilityCount(sequences, heads) });
        kernels::attention(in(qkv), sequences, heads, size, dropoutOf(rate, key0), out(attended), out(probabilities));
        const at::Tensor mixed = products.operand(attended);
        const Normed first = addNorm(products.linear(mixed, products.operand(outWeight), outBias), x, gain1, shift1, epsilon,
            dropoutOf(rate, key1));
        const at::Tensor h = products.operand(first.y);
        const at::Tensor up = products.linear(h, products.operand(upWeight), upBias);
        at::Tensor activated = at::empty_like(up);
        kernels::gelu(in(up), up.numel(), out(activated));
        const at::Tensor active = products.operand(activated);
        const Normed second = addNorm(products.linear(active, products.operand(downWeight), downBias), first.y, gain2, shift2,
            epsilon, dropoutOf(rate, key2));
        context->save_for_backward({ input, offsets, qkvWeight, outWeight, gain1, upWeight, downWeight, gain2, qkv, probabilities,
            mixed, h, first.normalised, first.inverse, up, active, second.normalised, second.inverse });
        context->saved_data["heads"] = heads;
        context->saved_data["size"] = size;
        context->saved_data["half"] = isHalf;
        context->saved_data["rate"] = rate;
        context->saved_data["keys"] = std::vector<std::int64_t> { key0, key1, key2 };
        return second.y;
    }

    static variable_list backward(AutogradContext* context, variable_list gradients)
    {
        const auto saved = context->get_saved_variables();
        const auto &input = saved[0], &offsets = saved[1], &qkvWeight = saved[2], &outWeight = saved[3], &gain1 = saved[4],
                   &upWeight = saved[5], &downWeight = saved[6], &gain2 = saved[7], &qkv = saved[8],
                   &probabilities = saved[9], &mixed = saved[10], &h = saved[11], &active = saved[15];
        const Products products(context->saved_data["half"].toBool());
        const double rate = context->saved_data["rate"].toDouble();
        const auto keys = context->saved_data["keys"].toIntVector();
        const auto heads = context->saved_data["heads"].toInt(), size = context->saved_data["size"].toInt();

        auto second
            = addNormBackward(gradients[0].contiguous(), saved[16], saved[17], gain2, dropoutOf(rate, keys[2]));
        const at::Tensor dDown = products.operand(second.branch);
        at::Tensor dActive = products.inputGradient(dDown, products.operand(downWeight));
        const at::Tensor dDownWeight = products.weightGradient(downWeight, dDown, active);
        kernels::geluBackward(in(saved[14]), in(dActive), dActive.numel(), out(dActive));
        const at::Tensor dUp = products.operand(dActive);
        const at::Tensor dUpWeight = products.weightGradient(upWeight, dUp, h);
        const at::Tensor dH = products.inputGradient(second.residual, dUp, products.operand(upWeight));

        auto first = addNormBackward(dH, saved[12], saved[13], gain1, dropoutOf(rate, keys[1]));
        const at::Tensor dOut = products.operand(first.branch);
        const at::Tensor dMixed = products.inputGradient(dOut, products.operand(outWeight));
        const at::Tensor dOutWeight = products.weightGradient(outWeight, dOut, mixed);
        at::Tensor dHeads = at::empty_like(qkv);
        kernels::attentionBackward(
            in(qkv), in(probabilities), in(dMixed), indices(offsets), heads, size, dropoutOf(rate, keys[0]), out(dHeads));
        const at::Tensor dQkv = products.operand(dHeads);
        const at::Tensor dQkvWeight = products.weightGradient(qkvWeight, dQkv, input);
        const at::Tensor dX = products.inputGradient(first.residual, dQkv, products.operand(qkvWeight));
        return { dX, {}, {}, {}, {}, {}, {}, {}, {}, {}, dQkvWeight, columnSums(dHeads), dOutWeight, columnSums(first.branch),
            first.gain, first.shift, dUpWeight, columnSums(dActive), dDownWeight, columnSums(second.branch), second.gain,
            second.shift };
    }
};

} // namespace

at::Tensor embedTokens(const at::Tensor& words, const at::Tensor& projection, const at::Tensor& positions, const at::Tensor& types,
    const at::Tensor& gain, const at::Tensor& shift, const at::Tensor& ids, const at::Tensor& positionIds, const at::Tensor& typeIds,
    double epsilon)
{
    return Embedding::apply(words, projection.defined() ? projection : at::empty({ 0 }), positions, types, gain, shift, ids,
        positionIds, typeIds, epsilon);
}

at::Tensor encoderLayer(const at::Tensor& x, const at::Tensor& offsets, const LayerCall& call, const at::Tensor& qkvWeight,
    const at::Tensor& qkvBias, const at::Tensor& outWeight, const at::Tensor& outBias, const at::Tensor& gain1,
    const at::Tensor& shift1, const at::Tensor& upWeight, const at::Tensor& upBias, const at::Tensor& downWeight,
    const at::Tensor& downBias, const at::Tensor& gain2, const at::Tensor& shift2)
{
    return EncoderLayer::apply(x, offsets, call.heads, call.headSize, call.isHalf, call.epsilon, call.dropout, call.keys[0],
        call.keys[1], call.keys[2], qkvWeight, qkvBias, outWeight, outBias, gain1, shift1, upWeight, upBias, downWeight, downBias, gain2, shift2);
}

} // namespace exitscope::engine

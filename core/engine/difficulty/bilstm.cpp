#include "core/engine/difficulty/unit_model.h"
#include "core/engine/train/kernels.h"
#include "core/engine/train/random.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace exitscope::engine {

namespace {

at::Tensor longs(const std::vector<std::int64_t>& values)
{
    return at::tensor(at::ArrayRef<std::int64_t>(values), at::kLong);
}

/// Rows of packed sequences in the order that an LSTM takes them in: step by step, the longest sequence first.
struct StepOrder
{
    explicit StepOrder(const std::vector<std::int32_t>& offsets)
    {
        const std::size_t count = offsets.size() - 1;
        const auto lengthOf = [&](std::size_t sequence) { return offsets[sequence + 1] - offsets[sequence]; };
        std::vector<std::size_t> byLength(count);
        std::iota(byLength.begin(), byLength.end(), std::size_t { 0 });
        std::stable_sort(byLength.begin(), byLength.end(), [&](auto a, auto b) { return lengthOf(a) > lengthOf(b); });
        back.resize(static_cast<std::size_t>(offsets.back()));
        for (std::int32_t time = 0; time < lengthOf(byLength.front()); ++time) {
            std::int64_t running = 0;
            for (std::size_t place = 0; place < count && lengthOf(byLength[place]) > time; ++place, ++running) {
                const auto row = offsets[byLength[place]] + time;
                back[static_cast<std::size_t>(row)] = static_cast<std::int64_t>(rows.size());
                rows.push_back(row);
            }
            batchSizes.push_back(running);
        }
    }

    std::vector<std::int64_t> rows, back; ///< [T] which row comes at a place; where a row went
    std::vector<std::int64_t> batchSizes; ///< [longest]
};

class BiLstm final : public UnitModel
{
public:
    BiLstm(std::shared_ptr<const EmbeddingStart> embedding, std::int64_t hidden, std::int64_t outputs, bool isOfWords,
        std::uint64_t seed)
        : m_embedding(std::move(embedding))
        , m_hidden(hidden)
        , m_isOfWords(isOfWords)
    {
        const auto words = m_embedding->rows.size(0), width = m_embedding->rows.size(1);
        std::vector<std::vector<std::int64_t>> shapes { { words, width } };
        for (int direction = 0; direction < 2; ++direction)
            for (const auto& shape : { std::vector { 4 * hidden, width }, { 4 * hidden, hidden }, { 4 * hidden }, { 4 * hidden } })
                shapes.push_back(shape);
        shapes.push_back({ outputs, 2 * hidden });
        shapes.push_back({ outputs });
        std::int64_t count = 0;
        for (const auto& shape : shapes)
            count += c10::multiply_integers(shape);
        m_weights = at::zeros({ count });
        m_gradients = at::zeros({ count });
        std::int64_t offset = 0;
        for (const auto& shape : shapes)
            offset = addLeaf(shape, offset);
        start(seed);
    }

    at::Tensor logits(const Pack& pack, const PassSeed& seed) const override
    {
        const StepOrder order(pack.offsets);
        std::vector<std::int64_t> places;
        for (const auto row : order.rows)
            places.push_back(m_embedding->place[static_cast<std::size_t>(pack.ids[static_cast<std::size_t>(row)])]);
        const at::Tensor words = dropped(m_leaves.front().index_select(0, longs(places)), seed, 0);
        const at::Tensor none = at::zeros({ 2, pack.sequences(), m_hidden });
        const auto states = std::get<0>(at::lstm(words, longs(order.batchSizes), { none, none },
            at::TensorList(m_leaves).slice(1, 8), true, 1, 0, false, true));
        const at::Tensor read = dropped(m_isOfWords ? statesOfWords(states, order, pack) : statesOfTexts(states, order, pack), seed, 1);
        return at::addmm(m_leaves[10], read, m_leaves[9].t());
    }

private:
    std::int64_t addLeaf(const std::vector<std::int64_t>& shape, std::int64_t offset)
    {
        const auto count = c10::multiply_integers(shape);
        at::Tensor leaf = m_weights.narrow(0, offset, count).view(shape).detach();
        leaf.requires_grad_();
        leaf.mutable_grad() = m_gradients.narrow(0, offset, count).view(shape);
        m_leaves.push_back(leaf);
        m_ranges.push_back({ offset, count, shape.size() > 1 && m_leaves.size() > 1 });
        return offset + count;
    }

    /// Within ±1/√H (as usual for LSTMs), forget gates open.
    void start(std::uint64_t seed)
    {
        torch::NoGradGuard noGrad;
        m_leaves.front().copy_(m_embedding->rows);
        const double bound = 1 / std::sqrt(static_cast<double>(m_hidden));
        for (std::size_t leaf = 1; leaf < m_leaves.size(); ++leaf) {
            Random random(seed, static_cast<std::uint64_t>(Stream::Weights), leaf);
            auto* into = m_leaves[leaf].data_ptr<float>();
            std::generate_n(into, m_leaves[leaf].numel(), [&] { return static_cast<float>(bound * (2 * random.uniform() - 1)); });
        }
        for (const std::size_t inputBias : { 3U, 7U })
            m_leaves[inputBias].narrow(0, m_hidden, m_hidden).fill_(1);
    }

    static at::Tensor statesOfWords(const at::Tensor& states, const StepOrder& order, const Pack& pack)
    {
        std::vector<std::int64_t> places;
        for (const auto row : pack.asked)
            places.push_back(order.back[static_cast<std::size_t>(row)]);
        return states.index_select(0, longs(places));
    }

    static at::Tensor statesOfTexts(const at::Tensor& states, const StepOrder& order, const Pack& pack)
    {
        const at::Tensor rows = states.index_select(0, longs(order.back));
        std::vector<at::Tensor> largest;
        for (std::size_t sequence = 0; sequence + 1 < pack.offsets.size(); ++sequence)
            largest.push_back(rows.narrow(0, pack.offsets[sequence], pack.offsets[sequence + 1] - pack.offsets[sequence]).amax(0));
        return at::stack(largest);
    }

    static at::Tensor dropped(const at::Tensor& x, const PassSeed& seed, std::uint64_t site)
    {
        if (seed.dropout <= 0)
            return x;
        at::Tensor factors = at::empty(x.sizes());
        kernels::dropoutFactors({ static_cast<float>(seed.dropout), kernels::dropoutKey(seed.seed, seed.step, seed.shard, site) },
            factors.numel(), factors.data_ptr<float>());
        return x * factors;
    }

    std::shared_ptr<const EmbeddingStart> m_embedding;
    std::int64_t m_hidden;
    bool m_isOfWords;
    std::vector<at::Tensor> m_leaves; ///< words; input, state, two biases, each way; the linear layer
};

} // namespace

std::unique_ptr<UnitModel> newBiLstm(
    std::shared_ptr<const EmbeddingStart> embedding, std::int64_t hidden, std::int64_t outputs, bool isOfWords, std::uint64_t seed)
{
    return std::make_unique<BiLstm>(std::move(embedding), hidden, outputs, isOfWords, seed);
}

} // namespace exitscope::engine

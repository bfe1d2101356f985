#include "tests/engine/support/slimmed_fake.h"

#include <algorithm>

namespace exitscope::test {

namespace {

using Tensor = FakeCheckpoint::Tensor;

std::string stemOf(std::size_t layer)
{
    return "bert.encoder.layer." + std::to_string(layer) + ".";
}

/// Every index of the blocks, of `size` rows each.
std::vector<std::int64_t> spread(const std::vector<std::int64_t>& blocks, std::int64_t size)
{
    std::vector<std::int64_t> rows;
    for (const std::int64_t block : blocks)
        for (std::int64_t i = 0; i < size; ++i)
            rows.push_back(block * size + i);
    return rows;
}

void zeroColumnsBut(Tensor& matrix, const std::vector<std::int64_t>& kept)
{
    const auto width = matrix.shape[1];
    for (std::size_t i = 0; i < matrix.values.size(); ++i)
        if (!std::ranges::binary_search(kept, static_cast<std::int64_t>(i) % width))
            matrix.values[i] = 0;
}

void keepColumns(Tensor& matrix, const std::vector<std::int64_t>& kept)
{
    Tensor cut { { matrix.shape[0], std::ssize(kept) }, {} };
    for (std::int64_t row = 0; row < matrix.shape[0]; ++row)
        for (const std::int64_t column : kept)
            cut.values.push_back(matrix.values[static_cast<std::size_t>(row * matrix.shape[1] + column)]);
    matrix = std::move(cut);
}

/// Of a matrix or a vector.
void keepRows(Tensor& tensor, const std::vector<std::int64_t>& kept)
{
    const std::int64_t width = tensor.shape.size() > 1 ? tensor.shape[1] : 1;
    Tensor cut { tensor.shape, {} };
    cut.shape[0] = std::ssize(kept);
    for (const std::int64_t row : kept)
        cut.values.insert(cut.values.end(), tensor.values.begin() + row * width, tensor.values.begin() + (row + 1) * width);
    tensor = std::move(cut);
}

std::vector<std::int64_t> sizesOf(const std::vector<std::vector<std::int64_t>>& lists)
{
    std::vector<std::int64_t> sizes;
    for (const auto& list : lists)
        sizes.push_back(std::ssize(list));
    return sizes;
}

} // namespace

KeptParts unevenParts(const FakeShape& shape)
{
    KeptParts kept;
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        std::vector<std::int64_t> heads, inner;
        for (std::int64_t head = 0; head < shape.heads; ++head)
            if ((head + layer) % 3 != 0 || shape.heads == 1)
                heads.push_back(head);
        for (std::int64_t unit = 0; unit < shape.feedForward; ++unit)
            if ((unit * 7 + layer) % (layer + 2) != 0)
                inner.push_back(unit);
        kept.heads.push_back(heads);
        kept.inner.push_back(inner);
    }
    return kept;
}

FakeCheckpoint maskedTo(FakeCheckpoint fake, const FakeShape& shape, const KeptParts& kept)
{
    for (std::size_t layer = 0; layer < kept.heads.size(); ++layer) {
        zeroColumnsBut(fake.tensors.at(stemOf(layer) + "attention.output.dense.weight"),
            spread(kept.heads[layer], shape.hidden / shape.heads));
        zeroColumnsBut(fake.tensors.at(stemOf(layer) + "output.dense.weight"), kept.inner[layer]);
    }
    return fake;
}

FakeCheckpoint cutTo(FakeCheckpoint fake, const FakeShape& shape, const KeptParts& kept)
{
    for (std::size_t layer = 0; layer < kept.heads.size(); ++layer) {
        const std::string stem = stemOf(layer);
        const auto rows = spread(kept.heads[layer], shape.hidden / shape.heads);
        for (const char* part : { "query", "key", "value" })
            for (const char* kind : { ".weight", ".bias" })
                keepRows(fake.tensors.at(stem + "attention.self." + part + kind), rows);
        keepColumns(fake.tensors.at(stem + "attention.output.dense.weight"), rows);
        for (const char* kind : { ".weight", ".bias" })
            keepRows(fake.tensors.at(stem + "intermediate.dense" + kind), kept.inner[layer]);
        keepColumns(fake.tensors.at(stem + "output.dense.weight"), kept.inner[layer]);
    }
    const auto heads = sizesOf(kept.heads), inner = sizesOf(kept.inner);
    fake.config["head_size"] = shape.hidden / shape.heads;
    fake.config["heads_kept"] = heads;
    fake.config["feed_forward_kept"] = inner;
    fake.config["num_attention_heads"] = *std::ranges::max_element(heads);
    fake.config["intermediate_size"] = *std::ranges::max_element(inner);
    return fake;
}

FakeCheckpoint factorised(FakeCheckpoint fake, const FakeShape& shape, std::int64_t rank)
{
    fake.add("bert.embeddings.word_embeddings.weight", { shape.vocabulary, rank });
    fake.add("bert.embeddings.word_projection.weight", { shape.hidden, rank });
    fake.config["word_rank"] = rank;
    return fake;
}

FakeCheckpoint multipliedOut(FakeCheckpoint fake, const FakeShape& shape, std::int64_t rank)
{
    auto& words = fake.tensors.at("bert.embeddings.word_embeddings.weight");
    const auto& projection = fake.tensors.at("bert.embeddings.word_projection.weight");
    Tensor table { { shape.vocabulary, shape.hidden }, {} };
    for (std::int64_t word = 0; word < shape.vocabulary; ++word)
        for (std::int64_t h = 0; h < shape.hidden; ++h) {
            double sum = 0;
            for (std::int64_t r = 0; r < rank; ++r)
                sum += static_cast<double>(words.values[static_cast<std::size_t>(word * rank + r)])
                    * static_cast<double>(projection.values[static_cast<std::size_t>(h * rank + r)]);
            table.values.push_back(static_cast<float>(sum));
        }
    words = std::move(table);
    fake.tensors.erase("bert.embeddings.word_projection.weight");
    fake.config.erase("word_rank");
    return fake;
}

FakeCheckpoint fakeTanhExits(const FakeShape& shape, const std::vector<int>& exitLayers)
{
    FakeCheckpoint fake = fakeOwnExits(shape, exitLayers);
    std::erase_if(fake.tensors, [](const auto& entry) { return entry.first.find("pooler") != std::string::npos; });
    fake.config["exit_head"] = "tanh";
    return fake;
}

} // namespace exitscope::test

#include "tests/engine/support/fake_checkpoint.h"

#include "core/io/atomic_file.h"

#include <bit>
#include <cmath>
#include <functional>
#include <random>

namespace exitscope::test {

void FakeCheckpoint::add(const std::string& name, std::vector<std::int64_t> shape, float scale)
{
    std::uint32_t seed = 2166136261u;
    for (const char c : name)
        seed = (seed ^ static_cast<unsigned char>(c)) * 16777619u;
    std::mt19937 random(seed);
    std::int64_t count = 1;
    for (const auto extent : shape)
        count *= extent;
    Tensor tensor { std::move(shape), {} };
    for (std::int64_t i = 0; i < count; ++i) // uniform by hand: distributions differ between libraries
        tensor.values.push_back((static_cast<float>(random()) / 2147483648.0f - 1.0f) * scale * 1.7f);
    tensors[name] = std::move(tensor);
}

void FakeCheckpoint::rename(const std::string& from, const std::string& to)
{
    auto node = tensors.extract(from);
    node.key() = to;
    tensors.insert(std::move(node));
}

void FakeCheckpoint::addLinear(const std::string& stem, std::int64_t out, std::int64_t in)
{
    add(stem + ".weight", { out, in });
    add(stem + ".bias", { out }, 0.1f);
}

void FakeCheckpoint::addNorm(const std::string& stem, std::int64_t size)
{
    add(stem + ".weight", { size }, 0.1f);
    for (float& value : tensors[stem + ".weight"].values)
        value += 1;
    add(stem + ".bias", { size }, 0.1f);
}

void FakeCheckpoint::write(const std::filesystem::path& folder, io::DType dtype) const
{
    std::filesystem::create_directories(folder);
    io::writeFileAtomically(folder / "config.json", config.dump(2));
    std::vector<io::TensorSpec> specs;
    std::vector<std::vector<std::uint16_t>> rounded;
    std::vector<std::span<const std::byte>> data;
    rounded.reserve(tensors.size());
    for (const auto& [name, tensor] : tensors) {
        specs.push_back({ name, dtype, tensor.shape });
        if (dtype == io::DType::F32) {
            data.push_back(std::as_bytes(std::span(tensor.values)));
            continue;
        }
        auto& halves = rounded.emplace_back();
        for (const float value : tensor.values)
            halves.push_back(dtype == io::DType::F16 ? toHalf(value) : toBfloat16(value));
        data.push_back(std::as_bytes(std::span(halves)));
    }
    io::writeSafetensors(folder / "model.safetensors", specs, data);
}

FakeCheckpoint fakeBert(const FakeShape& shape, const std::string& trunk)
{
    FakeCheckpoint fake;
    fake.config = { { "model_type", "bert" }, { "num_hidden_layers", shape.layers },
        { "hidden_size", shape.hidden }, { "num_attention_heads", shape.heads },
        { "intermediate_size", shape.feedForward }, { "vocab_size", shape.vocabulary },
        { "max_position_embeddings", shape.positions }, { "type_vocab_size", shape.types },
        { "hidden_act", "gelu" }, { "layer_norm_eps", 1e-12 }, { "num_labels", shape.classes } };
    fake.add(trunk + "embeddings.word_embeddings.weight", { shape.vocabulary, shape.hidden });
    fake.add(trunk + "embeddings.position_embeddings.weight", { shape.positions, shape.hidden });
    fake.add(trunk + "embeddings.token_type_embeddings.weight", { shape.types, shape.hidden });
    fake.addNorm(trunk + "embeddings.LayerNorm", shape.hidden);
    for (std::int64_t layer = 0; layer < shape.layers; ++layer) {
        const std::string stem = trunk + "encoder.layer." + std::to_string(layer) + ".";
        for (const char* part : { "attention.self.query", "attention.self.key", "attention.self.value",
                 "attention.output.dense" })
            fake.addLinear(stem + part, shape.hidden, shape.hidden);
        fake.addNorm(stem + "attention.output.LayerNorm", shape.hidden);
        fake.addLinear(stem + "intermediate.dense", shape.feedForward, shape.hidden);
        fake.addLinear(stem + "output.dense", shape.hidden, shape.feedForward);
        fake.addNorm(stem + "output.LayerNorm", shape.hidden);
    }
    fake.addLinear(trunk + "pooler.dense", shape.hidden, shape.hidden);
    fake.addLinear("classifier", shape.classes, shape.hidden);
    return fake;
}

FakeCheckpoint fakeOwnExits(const FakeShape& shape, const std::vector<int>& exitLayers)
{
    FakeCheckpoint fake = fakeBert(shape);
    for (const char* name :
        { "bert.pooler.dense.weight", "bert.pooler.dense.bias", "classifier.weight", "classifier.bias" })
        fake.tensors.erase(name);
    for (std::size_t exit = 0; exit < exitLayers.size(); ++exit) {
        fake.addLinear("exits." + std::to_string(exit) + ".pooler.dense", shape.hidden, shape.hidden);
        fake.addLinear("exits." + std::to_string(exit) + ".classifier", shape.classes, shape.hidden);
    }
    fake.config["exit_layers"] = exitLayers;
    return fake;
}

std::uint16_t toHalf(float value)
{
    // Small test weights are normal or subnormal halves; scaling makes the rounding exact to say.
    const float magnitude = std::fabs(value);
    int exponent = magnitude > 0 ? std::ilogb(magnitude) : -15;
    exponent = std::max(exponent, -14);
    const float unit = std::ldexp(1.0f, exponent - 10);
    const auto steps = static_cast<std::uint32_t>(std::nearbyint(magnitude / unit));
    // 1024 steps are the hidden bit: adding lets a round-up carry into the exponent.
    const std::uint32_t bits = (static_cast<std::uint32_t>(exponent + 14) << 10) + steps;
    return static_cast<std::uint16_t>(bits | (std::signbit(value) ? 0x8000u : 0u));
}

std::uint16_t toBfloat16(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

} // namespace exitscope::test

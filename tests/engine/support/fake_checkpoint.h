#pragma once

#include "core/io/safetensors.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace exitscope::test {

/// A small checkpoint with made-up weights, to be bent by a test and then written.
struct FakeCheckpoint
{
    struct Tensor
    {
        std::vector<std::int64_t> shape;
        std::vector<float> values;
    };

    nlohmann::json config;
    std::map<std::string, Tensor> tensors;

    /// Seeded by the name: the same name and shape always get the same values.
    void add(const std::string& name, std::vector<std::int64_t> shape, float scale = 0.2f);
    void rename(const std::string& from, const std::string& to);
    void addLinear(const std::string& stem, std::int64_t out, std::int64_t in);
    void addNorm(const std::string& stem, std::int64_t size);
    /// config.json and model.safetensors; F32, or rounded to F16 or BF16.
    void write(const std::filesystem::path& folder, io::DType dtype = io::DType::F32) const;
};

struct FakeShape
{
    std::int64_t layers = 3, hidden = 32, heads = 2, feedForward = 48, vocabulary = 60, positions = 40,
                 types = 2, classes = 3;
};

/// BERT under its own names with a pooler and one classifier.
FakeCheckpoint fakeBert(const FakeShape& shape = {}, const std::string& trunk = "bert.");
/// BERT's trunk with exits under our own names after the given layers.
FakeCheckpoint fakeOwnExits(const FakeShape& shape, const std::vector<int>& exitLayers);

/// One value as IEEE half, and as bfloat16, rounded to nearest even.
std::uint16_t toHalf(float value);
std::uint16_t toBfloat16(float value);

} // namespace exitscope::test

#include "core/engine/checkpoint/weight_finder.h"

#include "core/error.h"

namespace exitscope::engine {

namespace {

bool isFloating(io::DType dtype)
{
    return dtype == io::DType::F32 || dtype == io::DType::F16 || dtype == io::DType::BF16
        || dtype == io::DType::F64;
}

} // namespace

const Weight& WeightFinder::require(const std::string& name, const std::vector<std::int64_t>& shape) const
{
    const Weight* weight = m_table.find(name);
    if (!weight)
        throw InputError(m_table.files().front(), "tensor \"" + name + "\" is missing",
            shape.empty() ? "is this the checkpoint that config.json describes?"
                          : "expected it with shape " + io::shapeText(shape));
    if (!isFloating(weight->tensor.dtype))
        throw InputError(m_table.fileOf(*weight),
            "tensor \"" + name + "\" holds " + std::string(io::nameOf(weight->tensor.dtype)),
            "expected F32, F16, BF16 or F64");
    return *weight;
}

std::int64_t WeightFinder::rowsOf(const std::string& name) const
{
    const Weight& weight = require(name, {});
    if (weight.tensor.shape.empty())
        throw InputError(
            m_table.fileOf(weight), "tensor \"" + name + "\" is a single number", "expected a matrix");
    return weight.tensor.shape.front();
}

std::int64_t WeightFinder::countOf(const std::string& prefix, const std::string& suffix) const
{
    std::int64_t count = 0;
    while (has(prefix + std::to_string(count) + suffix))
        ++count;
    return count;
}

const io::TensorView* WeightFinder::tensor(const std::string& name, std::vector<std::int64_t> shape)
{
    const Weight& weight = require(name, shape);
    if (weight.tensor.shape != shape)
        throw InputError(m_table.fileOf(weight),
            "tensor \"" + name + "\" has shape " + io::shapeText(weight.tensor.shape),
            "config.json and the other tensors make it " + io::shapeText(shape));
    m_used.insert(name);
    return &weight.tensor;
}

LinearMap WeightFinder::linear(const std::string& stem, std::int64_t out, std::int64_t in)
{
    return { .weight = tensor(stem + ".weight", { out, in }), .bias = tensor(stem + ".bias", { out }) };
}

NormMap WeightFinder::norm(const std::string& stem, std::int64_t size)
{
    const bool isOld = !has(stem + ".weight") && has(stem + ".gamma");
    return { .weight = tensor(stem + (isOld ? ".gamma" : ".weight"), { size }),
        .bias = tensor(stem + (isOld ? ".beta" : ".bias"), { size }) };
}

std::vector<std::string> WeightFinder::unused() const
{
    std::vector<std::string> names;
    for (const auto& [name, weight] : m_table.weights())
        if (!m_used.contains(name))
            names.push_back(name);
    return names;
}

} // namespace exitscope::engine

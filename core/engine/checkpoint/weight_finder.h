#pragma once

#include "core/engine/checkpoint/encoder_map.h"

#include <set>
#include <string>
#include <vector>

namespace exitscope::engine {

/// Hands out tensors of a table by name, checks their shape and dtype, and remembers which were taken.
class WeightFinder
{
public:
    explicit WeightFinder(const WeightTable& table)
        : m_table(table)
    { }

    bool has(const std::string& name) const { return m_table.find(name) != nullptr; }
    /// Rows of a matrix (or elements of a vector) that is there; throws when it is not.
    std::int64_t rowsOf(const std::string& name) const;
    /// How many of "prefix0suffix", "prefix1suffix", … exist in sequence.
    std::int64_t countOf(const std::string& prefix, const std::string& suffix) const;

    const io::TensorView* tensor(const std::string& name, std::vector<std::int64_t> shape);
    LinearMap linear(const std::string& stem, std::int64_t out, std::int64_t in); ///< stem.weight, stem.bias
    NormMap norm(const std::string& stem, std::int64_t size); ///< also TensorFlow's names gamma and beta

    void markUsed(const std::string& name) { m_used.insert(name); }
    std::vector<std::string> unused() const;
    const WeightTable& table() const { return m_table; }

private:
    const Weight& require(const std::string& name, const std::vector<std::int64_t>& shape) const;

    const WeightTable& m_table;
    std::set<std::string, std::less<>> m_used;
};

} // namespace exitscope::engine

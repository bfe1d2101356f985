#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace exitscope::engine {

/// Rows of one width, one behind the other, that are added to and cleared again and again: what was allocated stays.
class RowStore
{
public:
    std::int64_t rows() const { return m_rows; }                                    ///< T
    std::int64_t width() const { return m_state.defined() ? m_state.size(1) : 0; }  ///< H; 0 as long as there was no row
    at::Tensor state() const { return m_state.narrow(0, 0, m_rows); }               ///< [T, H] F32; not when empty
    const float* data() const;                                                      ///< of the first row

    /// Adds `rows` rows, for the caller to fill.
    float* append(std::int64_t rows, std::int64_t width);
    void clear() { m_rows = 0; }

private:
    std::int64_t m_rows = 0;
    at::Tensor m_state; ///< [capacity, H]
};

} // namespace exitscope::engine

#include "core/engine/model/row_store.h"

#include "core/engine/model/packed_encoder_impl.h"

#include <algorithm>

namespace exitscope::engine {

const float* RowStore::data() const { return m_state.defined() ? dataOf<const float>(m_state) : nullptr; }

float* RowStore::append(std::int64_t rows, std::int64_t width)
{
    const std::int64_t capacity = m_state.defined() ? m_state.size(0) : 0;
    if (m_rows + rows > capacity) {
        const at::Tensor larger = at::empty({ std::max(m_rows + rows, capacity * 3 / 2), width }, at::kFloat);
        if (m_rows > 0)
            std::copy_n(dataOf<const float>(m_state), m_rows * width, dataOf<float>(larger));
        m_state = larger;
    }
    float* const added = dataOf<float>(m_state) + m_rows * width;
    m_rows += rows;
    return added;
}

} // namespace exitscope::engine

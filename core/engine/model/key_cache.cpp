#include "core/engine/model/key_cache.h"

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

KeyCache::KeyCache(const Shape& shape)
    : m_shape(shape)
    , m_keys(block(shape.layers, 0))
    , m_values(m_keys.size())
    , m_states(static_cast<std::size_t>(shape.texts * shape.capacity * shape.hidden))
    , m_filled(static_cast<std::size_t>(shape.layers * shape.texts))
{ }

void KeyCache::place(float* base, std::int64_t position, const float* from) const
{
    assert(position >= 0 && position < m_shape.capacity);
    for (std::int64_t head = 0; head < m_shape.keyHeads; ++head)
        std::copy_n(from + head * m_shape.headSize, m_shape.headSize,
            base + (head * m_shape.capacity + position) * m_shape.headSize);
}

void KeyCache::placeKey(std::int64_t layer, std::int64_t text, std::int64_t position, const float* from)
{
    place(keys(layer, text), position, from);
}

void KeyCache::placeValue(std::int64_t layer, std::int64_t text, std::int64_t position, const float* from)
{
    place(values(layer, text), position, from);
}

void KeyCache::freeze(std::int64_t text, std::int64_t position, std::int64_t exit, const float* state)
{
    std::copy_n(state, m_shape.hidden,
        m_states.data() + (text * m_shape.capacity + position) * m_shape.hidden);
    for (std::int64_t layer = exit; layer < m_shape.layers; ++layer)
        setFilled(layer, text, std::min(filled(layer, text), position));
}

const float* KeyCache::frozen(std::int64_t text, std::int64_t position) const
{
    return m_states.data() + (text * m_shape.capacity + position) * m_shape.hidden;
}

void KeyCache::copyText(std::int64_t from, std::int64_t text, std::int64_t positions)
{
    const std::int64_t size = m_shape.headSize;
    for (std::int64_t layer = 0; layer < m_shape.layers; ++layer) {
        for (std::int64_t head = 0; head < m_shape.keyHeads; ++head) {
            const std::int64_t offset = head * m_shape.capacity * size;
            std::copy_n(keys(layer, from) + offset, positions * size, keys(layer, text) + offset);
            std::copy_n(values(layer, from) + offset, positions * size, values(layer, text) + offset);
        }
        setFilled(layer, text, filled(layer, from));
    }
    const std::int64_t width = m_shape.capacity * m_shape.hidden;
    std::copy_n(m_states.data() + from * width, positions * m_shape.hidden, m_states.data() + text * width);
}

void KeyCache::rearrange(std::span<const std::int64_t> from, std::int64_t positions)
{
    assert(std::ssize(from) == m_shape.texts);
    for (std::int64_t text = 0; text < m_shape.texts; ++text) {
        const std::int64_t source = from[static_cast<std::size_t>(text)];
        assert(from[static_cast<std::size_t>(source)] == source);
        if (source != text)
            copyText(source, text, positions);
    }
}

void KeyCache::clear(std::int64_t text)
{
    for (std::int64_t layer = 0; layer < m_shape.layers; ++layer)
        setFilled(layer, text, 0);
}

std::int64_t KeyCache::bytes() const
{
    return static_cast<std::int64_t>((m_keys.size() + m_values.size() + m_states.size()) * sizeof(float));
}

} // namespace exitscope::engine

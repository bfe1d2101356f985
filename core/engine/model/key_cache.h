#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace exitscope::engine {

/// Keys and values of some texts at every layer of a decoder, allocated once for the longest text. Beside them the states in
/// which tokens left early: a layer that such a token skipped takes its keys and values from there when the layer is next run
/// for that text, together with those of the token that runs it. So a skipped layer costs nothing until it is needed, and
/// then its matrices are read once for all tokens that it owes.
class KeyCache
{
public:
    struct Shape
    {
        std::int64_t layers = 0, keyHeads = 0, headSize = 0, hidden = 0;
        std::int64_t texts = 0, capacity = 0; ///< positions a text
    };
    explicit KeyCache(const Shape& shape);

    const Shape& shape() const { return m_shape; }
    float* keys(std::int64_t layer, std::int64_t text) { return m_keys.data() + block(layer, text); } ///< [keyHeads, capacity, d]
    float* values(std::int64_t layer, std::int64_t text) { return m_values.data() + block(layer, text); }
    /// One token's keys or values, [keyHeads · d], to its place among those of its heads.
    void placeKey(std::int64_t layer, std::int64_t text, std::int64_t position, const float* from);
    void placeValue(std::int64_t layer, std::int64_t text, std::int64_t position, const float* from);

    /// Positions of a text that have their keys and values at a layer: 0 … filled − 1.
    std::int64_t filled(std::int64_t layer, std::int64_t text) const { return m_filled[index(layer, text)]; }
    void setFilled(std::int64_t layer, std::int64_t text, std::int64_t count) { m_filled[index(layer, text)] = count; }
    /// Remembers the state [H] of a token that left after `exit` layers, and forgets what layers above may have of it.
    void freeze(std::int64_t text, std::int64_t position, std::int64_t exit, const float* state);
    const float* frozen(std::int64_t text, std::int64_t position) const;

    /// Makes text i a copy of text from[i], its first `positions` (beams). A text that is copied must itself stay as it is:
    /// from[from[i]] = from[i].
    void rearrange(std::span<const std::int64_t> from, std::int64_t positions);
    /// Forgets all of a text.
    void clear(std::int64_t text);

    std::int64_t bytes() const;

private:
    std::size_t block(std::int64_t layer, std::int64_t text) const
    {
        return index(layer, text) * static_cast<std::size_t>(m_shape.keyHeads * m_shape.capacity * m_shape.headSize);
    }
    std::size_t index(std::int64_t layer, std::int64_t text) const
    {
        return static_cast<std::size_t>(layer * m_shape.texts + text);
    }
    void copyText(std::int64_t from, std::int64_t text, std::int64_t positions);
    void place(float* base, std::int64_t position, const float* from) const;

    Shape m_shape;
    std::vector<float> m_keys, m_values; ///< [layers, texts, keyHeads, capacity, d]
    std::vector<float> m_states; ///< [texts, capacity, H]
    std::vector<std::int64_t> m_filled; ///< [layers, texts]
};

} // namespace exitscope::engine

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>

namespace exitscope::policy {

/// One unit's change from an exit to an earlier one, when the threshold gets easy enough. 12 bytes: a trace has several
/// for every unit.
class Move
{
public:
    static constexpr std::uint32_t mostExits = 1U << 14;

    Move() = default;
    Move(std::uint32_t key, std::uint32_t unit, std::uint32_t from, std::uint32_t to, bool rightFrom, bool rightTo,
        bool positive)
        : m_key(key)
        , m_unit(unit)
        , m_packed(from | to << 14 | std::uint32_t { rightFrom } << 28 | std::uint32_t { rightTo } << 29
              | std::uint32_t { positive } << 30)
    {
    }

    std::uint32_t key() const { return m_key; } ///< order of easing; equal scores have equal keys
    std::uint32_t unit() const { return m_unit; }
    std::uint32_t from() const { return m_packed & (mostExits - 1); } ///< 0-based exits
    std::uint32_t to() const { return m_packed >> 14 & (mostExits - 1); }
    bool rightFrom() const { return (m_packed >> 28 & 1) != 0; } ///< labelled, and the exit's class is the label
    bool rightTo() const { return (m_packed >> 29 & 1) != 0; }
    bool positive() const { return (m_packed >> 30 & 1) != 0; } ///< the label is class 1

private:
    std::uint32_t m_key;
    std::uint32_t m_unit;
    std::uint32_t m_packed;
};
static_assert(sizeof(Move) == 12);

/// Moves as they are collected. Memory is taken without being touched, so that a guess on the high side costs nothing.
class MoveBuffer
{
public:
    std::span<const Move> moves() const { return { m_moves.get(), m_size }; }

    /// Room for `most` further moves; the caller fills it from here on and says with filled() how far it came. `share` of
    /// the work is done: what is still to come is foreseen from it.
    Move* room(std::size_t most, double share);
    void filled(const Move* end) { m_size = static_cast<std::size_t>(end - m_moves.get()); }

    /// By key; equal keys keep their order. Radix, O(n), with as much memory again until it returns.
    void sort();

private:
    struct Free
    {
        void operator()(Move* moves) const { std::free(moves); }
    };
    using Memory = std::unique_ptr<Move[], Free>;
    static Memory allocate(std::size_t count);

    Memory m_moves;
    std::size_t m_size = 0, m_capacity = 0;
};

} // namespace exitscope::policy

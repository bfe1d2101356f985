#include "core/policy/move_buffer.h"

#include "core/policy/large_pages.h"

#include <algorithm>
#include <bit>
#include <new>
#include <utility>
#include <vector>

namespace exitscope::policy {

MoveBuffer::Memory MoveBuffer::allocate(std::size_t count)
{
    // Whole large pages, once there is enough for one.
    constexpr std::size_t page = std::size_t { 1 } << 21;
    const auto bytes = std::max(count, std::size_t { 1 }) * sizeof(Move);
    const auto align = bytes < page ? alignof(std::max_align_t) : page;
    const auto rounded = (bytes + align - 1) / align * align;
    auto* moves = static_cast<Move*>(std::aligned_alloc(align, rounded));
    if (!moves)
        throw std::bad_alloc();
    wantLargePages(moves, rounded);
    return Memory(moves);
}

Move* MoveBuffer::room(std::size_t most, double share)
{
    if (m_size + most > m_capacity) {
        const double foreseen = share > 0 ? static_cast<double>(m_size) / share : 0.0;
        const auto wanted = std::max(m_size + m_size / 2, static_cast<std::size_t>(foreseen * 1.1));
        m_capacity = std::max(wanted, m_size) + most;
        auto larger = allocate(m_capacity);
        std::copy_n(m_moves.get(), m_size, larger.get());
        m_moves = std::move(larger);
    }
    return m_moves.get() + m_size;
}

void MoveBuffer::sort()
{
    if (m_size < 2)
        return;
    std::uint32_t least = m_moves[0].key();
    std::uint32_t largest = least;
    for (const Move& move : moves()) {
        least = std::min(least, move.key());
        largest = std::max(largest, move.key());
    }
    // Scores fill a part of what a float can be: digits are cut from the span between the least and the largest. Up to
    // 11 bits, the places of a digit stay in the nearer caches.
    const int bits = std::bit_width(largest - least);
    const int digits = (bits + 10) / 11;
    const int width = digits > 0 ? (bits + digits - 1) / digits : 0;
    const std::uint32_t mask = (1U << width) - 1;

    std::vector<std::uint32_t> places(static_cast<std::size_t>(digits) << width);
    for (const Move& move : moves())
        for (int digit = 0; digit < digits; ++digit)
            ++places[(static_cast<std::size_t>(digit) << width) + ((move.key() - least) >> (digit * width) & mask)];
    auto other = allocate(digits > 0 ? m_size : 0);
    for (int digit = 0; digit < digits; ++digit) {
        std::uint32_t* place = &places[static_cast<std::size_t>(digit) << width];
        std::uint32_t before = 0;
        for (std::uint32_t i = 0; i <= mask; ++i)
            before += std::exchange(place[i], before);
        const int shift = digit * width;
        const Move* from = m_moves.get();
        Move* to = other.get();
        for (std::size_t i = 0; i < m_size; ++i)
            to[place[(from[i].key() - least) >> shift & mask]++] = from[i];
        std::swap(m_moves, other);
    }
    if (digits % 2 == 1)
        m_capacity = m_size;
}

} // namespace exitscope::policy

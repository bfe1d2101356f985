#include "tests/gui/sample_strips.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace exitscope::widgets::samples {

namespace {

const std::array<const char*, 6> sentences { "A warm, funny, generous film.",
    "It is not that the acting is bad, exactly; it is that nobody in the room seems to have been told what the play "
    "is about, and by the second act even the furniture looks embarrassed to be there.",
    "Better than the book, worse than the trailer.",
    "The jokes arrive late and leave early, but what stays between them is kinder than it looks and, for once, a "
    "director trusts the silence to carry a scene.",
    "Oh great, another sequel.", "短い文も、長い文も、ここにはあります。" };
const std::array<const char*, 6> tags { "plain", "negation", "comparison", "contrast", "irony", "" };

} // namespace

Strips::Strips(int count, int exits)
    : m_count(count)
    , m_exits(exits)
{
}

bool Strips::isPositive(int row, int exit) const
{
    return (row * 7 + exit / 3) % 5 < 3;
}

ExitStrip Strips::item(int row) const
{
    ++m_asked;
    ExitStrip strip;
    strip.text = QString::fromUtf8(sentences[static_cast<std::size_t>(row) % sentences.size()]);
    strip.tag = QString::fromUtf8(tags[static_cast<std::size_t>(row) % tags.size()]);
    const bool gold = isPositive(row, m_exits - 1);
    strip.gold = gold ? QStringLiteral("positive") : QStringLiteral("negative");
    for (int exit = 0; exit < m_exits; ++exit) {
        const double rise = 1 - std::exp(-(exit + 1 + row % 3) / 4.0);
        strip.confidence.push_back(static_cast<float>(0.5 + 0.49 * rise));
        strip.verdict.push_back(isPositive(row, exit) == gold ? Verdict::Right : Verdict::Wrong);
        strip.prediction.push_back(isPositive(row, exit) ? 1 : 0);
    }
    return strip;
}

int Strips::exitOf(int row) const
{
    return std::clamp((row * 5) % m_exits + m_shift, 0, m_exits - 1);
}

LensMark Strips::lens(int row) const
{
    if (!m_isPinned)
        return {};
    const int other = m_exits / 2;
    const int exit = exitOf(row);
    const Lens place = exit == other ? Lens::Same : exit < other ? Lens::Earlier : Lens::Later;
    return { place, other, isPositive(row, exit) != isPositive(row, other) };
}

QString Strips::predictionText(int row, int exit) const
{
    return isPositive(row, exit) ? QStringLiteral("positive") : QStringLiteral("negative");
}

} // namespace exitscope::widgets::samples

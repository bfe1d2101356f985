#pragma once

#include "widgets/theme/depth_map.h"

#include <QColor>
#include <QString>

namespace exitscope::widgets {

/// What the colour of a sentence or a token says: the depth it needed, how it fares beside a second operating point, or how
/// near it is to leaving elsewhere.
enum class HeatLayer { Depth, Lens, Slack };

/// Where A, the operating point, lets a unit leave, seen from B, the pinned one.
enum class Lens { NotPinned, Same, Earlier, Later };

struct LensMark
{
    Lens lens = Lens::NotPinned;
    int exitB = -1; ///< 0-based; −1 without B
    bool isChanged = false; ///< the answer differs, wherever they leave

    friend bool operator==(const LensMark&, const LensMark&) = default;
};

/// Three hues that colour-blind eyes tell apart; none for NotPinned is needed, and it gets that of Same.
[[nodiscard]] QColor lensColor(Lens lens);

/// "=", "◂", "▸" and, where the answer changed, "≠" behind it: what the colours say, without them. Empty without B.
[[nodiscard]] QString lensSign(const LensMark& mark);

/// A sentence part for tips and assistive tools: "earlier than B (layer 7), another answer". Empty without B. `layerB`: B's
/// 1-based layer as text.
[[nodiscard]] QString lensText(const LensMark& mark, const QString& layerB);

/// The map of slack, of which a screen draws with the part that stands out from its background.
inline constexpr DepthMap slackMap = DepthMap::Cividis;

/// Slack from 0 (would leave elsewhere at the least move, dark) to 1 (as safe as any, light); NaN is grey.
[[nodiscard]] QColor slackColor(double slack, DepthRange range = {});

} // namespace exitscope::widgets

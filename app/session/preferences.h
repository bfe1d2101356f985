#pragma once

#include "widgets/theme/depth_map.h"
#include "widgets/theme/desktop_theme.h"
#include "widgets/theme/series_palette.h"

#include <QString>

namespace exitscope::app {

/// How a person likes it, whatever is open.
struct Preferences
{
    QString language; ///< "en", "zh_CN", "vi"; empty: the desktop's
    widgets::Theme theme = widgets::Theme::Desktop;
    widgets::DepthMap depthMap = widgets::DepthMap::Viridis; ///< of strips and tokens on screen
    widgets::SeriesPalette series = widgets::SeriesPalette::OkabeIto; ///< of plots on screen
    int draws = 1000;      ///< of a bootstrap: bands and intervals
    int threads = 0;       ///< that compute; 0: one for each core
    bool notifies = true;  ///< the desktop hears of the end of long jobs
    bool hasSeenTour = false;

    friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// As they are stored; anything that makes no sense is the default.
[[nodiscard]] Preferences storedPreferences();
void storePreferences(const Preferences& preferences);

/// What belongs to the whole program and can change while it runs: theme, colours of series, threads.
void applyPreferences(const Preferences& preferences);

} // namespace exitscope::app

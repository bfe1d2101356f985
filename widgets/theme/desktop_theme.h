#pragma once

namespace exitscope::widgets {

enum class Theme { Desktop, Light, Dark };

/// The palette of the whole program: the desktop's own, or ours. Every widget follows at once. On the desktop's, words in
/// empty fields are kept legible where the desktop leaves them black on black.
void applyTheme(Theme theme);

} // namespace exitscope::widgets

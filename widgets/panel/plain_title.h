#pragma once

#include <QString>

namespace exitscope::widgets {

/// What a person reads of a menu text: "&Open…" is "Open…", "文件(&F)" is "文件", "Q&&A" is "Q&A".
[[nodiscard]] QString plainTitle(QString text);

} // namespace exitscope::widgets

#pragma once

#include <QString>

#include <string>
#include <vector>

namespace exitscope::app {

struct Language
{
    QString code; ///< "zh_CN"; names its catalogue
    QString name; ///< in itself: "简体中文"
};

/// Those that the window speaks, English first.
[[nodiscard]] const std::vector<Language>& languages();

[[nodiscard]] bool isLanguage(const std::string& code);

/// From now on new texts are in `code`; empty: the first of the desktop's languages that we have, else English. Ours come from
/// :/i18n, Qt's own dialogs from Qt's catalogue where it is installed. Before any window is made. A chosen language also
/// decides how numbers and dates look; the desktop's keeps the desktop's.
void installLanguage(const QString& code);

} // namespace exitscope::app

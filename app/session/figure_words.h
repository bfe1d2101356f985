#pragma once

#include <QLocale>

#include <string>

namespace exitscope::app {

/// While it lives, tr() on this thread answers in one language, whatever the window speaks, and numbers in words are written as
/// files have them: the words of a figure are part of the figure. Nothing is installed and no widget is told, so a window does
/// not flicker. Scopes nest; the innermost counts.
class FigureWords
{
public:
    /// `language`: a code of languages(), "en", "zh_CN", "vi". Throws InputError for another.
    explicit FigureWords(const std::string& language);
    ~FigureWords();
    FigureWords(const FigureWords&) = delete;
    FigureWords& operator=(const FigureWords&) = delete;

    /// To be called when an application has installed its translators, best before its first window: later every widget is
    /// told of a new language. A scope does it where nobody has.
    static void prepare();
};

/// How plots write a number within words: as the window's locale does or, while FigureWords live, as files do.
[[nodiscard]] QLocale wordsLocale();

} // namespace exitscope::app

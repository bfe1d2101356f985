#include "app/session/languages.h"

#include "app/session/figure_words.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

namespace exitscope::app {

namespace {

/// The words of Qt's own buttons: it has no catalogue for each of our languages.
[[maybe_unused]] constexpr const char* buttonWords[] = {
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"), QT_TRANSLATE_NOOP("QPlatformTheme", "Save"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Open"), QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&No"), QT_TRANSLATE_NOOP("QPlatformTheme", "Close"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"), QT_TRANSLATE_NOOP("QPlatformTheme", "Discard"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Help"), QT_TRANSLATE_NOOP("QPlatformTheme", "Apply"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Reset"), QT_TRANSLATE_NOOP("QPlatformTheme", "Restore Defaults"),
    QT_TRANSLATE_NOOP("QGnomeTheme", "&OK"), QT_TRANSLATE_NOOP("QGnomeTheme", "&Save"),
    QT_TRANSLATE_NOOP("QGnomeTheme", "&Cancel"), QT_TRANSLATE_NOOP("QGnomeTheme", "&Close"),
    QT_TRANSLATE_NOOP("QGnomeTheme", "Close without Saving")
};

/// The first of the desktop's languages that we have: "zh-Hans-SG" is served by zh_CN, "vi-VN" by vi, "en-GB" by en.
QString desktopLanguage()
{
    for (const QString& wish : QLocale::system().uiLanguages()) {
        const QLocale locale(wish);
        for (const Language& ours : languages()) {
            const QLocale served(ours.code);
            if (served.language() == locale.language() && served.script() == locale.script())
                return ours.code;
        }
    }
    return QStringLiteral("en");
}

void install(const QLocale& locale, const QString& catalogue, const QString& folder)
{
    auto* translator = new QTranslator(QCoreApplication::instance());
    if (translator->load(locale, catalogue, QStringLiteral("_"), folder))
        QCoreApplication::installTranslator(translator);
    else
        delete translator;
}

} // namespace

const std::vector<Language>& languages()
{
    static const std::vector<Language> all { { QStringLiteral("en"), QStringLiteral("English") },
        { QStringLiteral("zh_CN"), QStringLiteral("简体中文") }, { QStringLiteral("vi"), QStringLiteral("Tiếng Việt") } };
    return all;
}

bool isLanguage(const std::string& code)
{
    const auto& all = languages();
    return std::any_of(all.begin(), all.end(), [&](const Language& one) { return one.code.toStdString() == code; });
}

void installLanguage(const QString& code)
{
    const bool isChosen = isLanguage(code.toStdString());
    const QLocale locale(isChosen ? code : desktopLanguage());
    if (isChosen)
        QLocale::setDefault(locale);
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English too: its catalogue has the plural forms.
    install(locale, QStringLiteral("exitscope"), QStringLiteral(":/i18n"));
    FigureWords::prepare();
}

} // namespace exitscope::app

#include "app/session/languages.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

namespace exitscope::app {

namespace {

bool isOurs(const QString& code)
{
    const auto& all = languages();
    return std::any_of(all.begin(), all.end(), [&](const Language& one) { return one.code == code; });
}

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

void installLanguage(const QString& code)
{
    const bool isChosen = isOurs(code);
    const QLocale locale(isChosen ? code : desktopLanguage());
    if (isChosen)
        QLocale::setDefault(locale);
    install(locale, QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    // English too: its catalogue has the plural forms.
    install(locale, QStringLiteral("exitscope"), QStringLiteral(":/i18n"));
}

} // namespace exitscope::app

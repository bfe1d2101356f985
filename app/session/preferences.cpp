#include "app/session/preferences.h"

#include <QSettings>
#include <QThread>
#include <QThreadPool>

namespace exitscope::app {

namespace {

constexpr int fewestDraws = 20, mostDraws = 1'000'000; // as the bootstrap has them
constexpr int mostThreads = 1024;

QString keyOf(const char* name)
{
    return QStringLiteral("preferences/") + QLatin1String(name);
}

/// `usual` where the stored number is none, or outside of [low, high].
int number(const QSettings& settings, const char* name, int usual, int low, int high)
{
    bool isNumber = false;
    const int value = settings.value(keyOf(name), usual).toInt(&isNumber);
    return isNumber && value >= low && value <= high ? value : usual;
}

} // namespace

Preferences storedPreferences()
{
    const QSettings settings;
    Preferences preferences;
    preferences.language = settings.value(keyOf("language")).toString();
    preferences.theme = static_cast<widgets::Theme>(number(settings, "theme", 0, 0, 2));
    preferences.depthMap = static_cast<widgets::DepthMap>(number(settings, "depthMap", 0, 0, 1));
    preferences.series = static_cast<widgets::SeriesPalette>(number(settings, "series", 0, 0, 2));
    preferences.draws = number(settings, "draws", preferences.draws, fewestDraws, mostDraws);
    preferences.threads = number(settings, "threads", preferences.threads, 0, mostThreads);
    preferences.notifies = settings.value(keyOf("notifies"), true).toBool();
    preferences.hasSeenTour = settings.value(keyOf("hasSeenTour"), false).toBool();
    return preferences;
}

void storePreferences(const Preferences& preferences)
{
    QSettings settings;
    settings.setValue(keyOf("language"), preferences.language);
    settings.setValue(keyOf("theme"), static_cast<int>(preferences.theme));
    settings.setValue(keyOf("depthMap"), static_cast<int>(preferences.depthMap));
    settings.setValue(keyOf("series"), static_cast<int>(preferences.series));
    settings.setValue(keyOf("draws"), preferences.draws);
    settings.setValue(keyOf("threads"), preferences.threads);
    settings.setValue(keyOf("notifies"), preferences.notifies);
    settings.setValue(keyOf("hasSeenTour"), preferences.hasSeenTour);
    settings.sync();
}

void applyPreferences(const Preferences& preferences)
{
    widgets::setScreenPalette(preferences.series);
    widgets::applyTheme(preferences.theme);
    const int threads = preferences.threads > 0 ? preferences.threads : QThread::idealThreadCount();
    QThreadPool::globalInstance()->setMaxThreadCount(threads);
}

} // namespace exitscope::app

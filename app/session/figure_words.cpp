#include "app/session/figure_words.h"

#include "app/session/languages.h"
#include "core/error.h"

#include <QCoreApplication>
#include <QHash>
#include <QMutex>
#include <QPointer>
#include <QTranslator>

#include <memory>
#include <vector>

namespace exitscope::app {

namespace {

thread_local std::vector<const QTranslator*> scopes; ///< of this thread; the last one speaks
QPointer<QTranslator> installed;

/// Asked before the window's own catalogues, and silent unless a scope is open on the asking thread.
class ScopedTranslator final : public QTranslator
{
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }

    QString translate(
        const char* context, const char* source, const char* disambiguation = nullptr, int n = -1) const override
    {
        if (scopes.empty())
            return {};
        const QString found = scopes.back()->translate(context, source, disambiguation, n);
        return found.isNull() ? QString::fromUtf8(source) : found; // else the window's language would answer
    }
};

/// The catalogue of a language; loaded once and kept.
const QTranslator* catalogue(const QString& code)
{
    static QMutex mutex;
    static QHash<QString, std::shared_ptr<QTranslator>> loaded;
    const QMutexLocker lock(&mutex);
    auto& one = loaded[code];
    if (!one) {
        one = std::make_shared<QTranslator>();
        if (!one->load(QStringLiteral(":/i18n/exitscope_") + code))
            throw IoError("the catalogue of " + code.toStdString() + " is not in the program");
    }
    return one.get();
}

} // namespace

FigureWords::FigureWords(const std::string& language)
{
    if (!isLanguage(language)) {
        QStringList known;
        for (const Language& one : languages())
            known << one.code;
        throw InputError("there is no language \"" + language + "\" for a figure's words",
            "use " + known.join(QStringLiteral(", ")).toStdString());
    }
    if (!installed)
        prepare();
    scopes.push_back(catalogue(QString::fromStdString(language)));
}

FigureWords::~FigureWords()
{
    scopes.pop_back();
}

void FigureWords::prepare()
{
    if (!QCoreApplication::instance())
        return;
    if (installed)
        QCoreApplication::removeTranslator(installed);
    else
        installed = new ScopedTranslator(QCoreApplication::instance());
    QCoreApplication::installTranslator(installed); // the last one is asked first
}

QLocale wordsLocale()
{
    return scopes.empty() ? QLocale() : QLocale::c();
}

} // namespace exitscope::app

#include "app/views/written_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace exitscope::app {

namespace {

struct WrittenWords
{
    Q_DECLARE_TR_FUNCTIONS(WrittenWords)
};

} // namespace

int tokenCount(std::int64_t tokens)
{
    return static_cast<int>(std::min<std::int64_t>(tokens, std::numeric_limits<int>::max()));
}

QString costSentence(const WrittenTexts& texts)
{
    const QLocale locale;
    const auto& run = texts.report.run;
    const auto speed = [&](const engine::GenerationRun& one) {
        return locale.toString(one.tokensPerSecond(), 'f', one.tokensPerSecond() < 100 ? 1 : 0);
    };
    const QString mean = locale.toString(run.meanExit(), 'f', 2);
    const QString layers = locale.toString(static_cast<qlonglong>(texts.report.layers));
    if (!texts.full)
        return WrittenWords::tr("%Ln token(s) through %1 of %2 layers on average, %3 a second.", nullptr, tokenCount(run.tokens))
            .arg(mean, layers, speed(run));
    const double ratio = run.tokensPerSecond() / std::max(1e-9, texts.full->tokensPerSecond());
    return WrittenWords::tr("%Ln token(s) through %1 of %2 layers on average, %3 a second: %4 times the full model's speed, with %5 % of "
                            "its operations.",
        nullptr, tokenCount(run.tokens))
        .arg(mean, layers, speed(run), locale.toString(ratio, 'f', 2), locale.toString(100 * run.flopsRatio(), 'f', 0));
}

QString differenceSentence(const WrittenTexts& texts)
{
    std::int64_t first = -1, only = 0;
    std::size_t same = 0;
    for (const auto& difference : texts.differences) {
        if (first < 0)
            first = difference.firstDifference;
        only += difference.onlyA;
        same += difference.firstDifference < 0 ? 1 : 0;
    }
    if (texts.differences.size() > 1)
        return WrittenWords::tr("%Ln text(s) of %1 are the full model's.", nullptr, static_cast<int>(same))
            .arg(QLocale().toString(static_cast<qlonglong>(texts.differences.size())));
    if (first < 0)
        return WrittenWords::tr("The text is the full model's.");
    return WrittenWords::tr("%Ln token(s) are not in the full model's text; the texts part at token %1.", nullptr, tokenCount(only))
        .arg(QLocale().toString(static_cast<qlonglong>(first + 1)));
}

QString headSentence(const WrittenTexts& texts, const calm::GenerationRule& rule)
{
    if (!rule.readsHead())
        return {};
    const auto& run = texts.report.run;
    if (run.flopsRatio() > 1)
        return WrittenWords::tr("Asking the head at every tried layer costs more than the layers that are left out: a shortlist, saturation or an exit "
                  "classifier avoids that.");
    if (texts.full && run.tokensPerSecond() < texts.full->tokensPerSecond())
        return WrittenWords::tr("It needs fewer operations than the full model and is slower all the same: the head is asked at every tried layer. A "
                  "shortlist, saturation or an exit classifier avoids that.");
    return {};
}

} // namespace exitscope::app

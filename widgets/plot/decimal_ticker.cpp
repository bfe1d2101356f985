#include "widgets/plot/decimal_ticker.h"

#include <QLocale>

#include <algorithm>

namespace exitscope::widgets {

QVector<QString> DecimalTicker::createLabelVector(
    const QVector<double>& ticks, const QLocale& locale, QChar formatChar, int precision)
{
    qsizetype decimals = 0;
    for (const double tick : ticks) {
        const QString text = QLocale::c().toString(tick, 'g', precision);
        if (text.contains(QLatin1Char('e')))
            return QCPAxisTicker::createLabelVector(ticks, locale, formatChar, precision);
        if (const auto point = text.indexOf(QLatin1Char('.')); point >= 0)
            decimals = std::max(decimals, text.size() - point - 1);
    }
    QVector<QString> labels;
    for (const double tick : ticks)
        labels << locale.toString(tick, 'f', static_cast<int>(decimals));
    return labels;
}

} // namespace exitscope::widgets

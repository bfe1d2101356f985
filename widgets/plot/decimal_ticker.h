#pragma once

#include "widgets/plot/qcp.h"

namespace exitscope::widgets {

/// Labels of one axis with one number of decimals: 0.80 beside 0.81. Very large and very small numbers stay as they are.
class DecimalTicker final : public QCPAxisTicker
{
protected:
    QVector<QString> createLabelVector(
        const QVector<double>& ticks, const QLocale& locale, QChar formatChar, int precision) override;
};

} // namespace exitscope::widgets

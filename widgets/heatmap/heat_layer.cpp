#include "widgets/heatmap/heat_layer.h"

#include <QCoreApplication>

#include <cmath>

namespace exitscope::widgets {

namespace {

struct LensWords
{
    Q_DECLARE_TR_FUNCTIONS(LensWords)
};

const QColor neutral(0xd0, 0xd0, 0xd0);

} // namespace

QColor lensColor(Lens lens)
{
    switch (lens) {
    case Lens::Earlier:
        return QColor(0x56, 0xb4, 0xe9);
    case Lens::Later:
        return QColor(0xe6, 0x9f, 0x00);
    case Lens::Same:
    case Lens::NotPinned:
        break;
    }
    return neutral;
}

QString lensSign(const LensMark& mark)
{
    const QString changed = mark.isChanged ? QStringLiteral("≠") : QString();
    switch (mark.lens) {
    case Lens::Same:
        return QStringLiteral("=") + changed;
    case Lens::Earlier:
        return QStringLiteral("◂") + changed;
    case Lens::Later:
        return QStringLiteral("▸") + changed;
    case Lens::NotPinned:
        break;
    }
    return {};
}

QString lensText(const LensMark& mark, const QString& layerB)
{
    switch (mark.lens) {
    case Lens::Same:
        return mark.isChanged ? LensWords::tr("where B leaves (layer %1), with another answer").arg(layerB)
                              : LensWords::tr("where B leaves (layer %1), with the same answer").arg(layerB);
    case Lens::Earlier:
        return mark.isChanged ? LensWords::tr("earlier than B (layer %1), with another answer").arg(layerB)
                              : LensWords::tr("earlier than B (layer %1), with the same answer").arg(layerB);
    case Lens::Later:
        return mark.isChanged ? LensWords::tr("later than B (layer %1), with another answer").arg(layerB)
                              : LensWords::tr("later than B (layer %1), with the same answer").arg(layerB);
    case Lens::NotPinned:
        break;
    }
    return {};
}

QColor slackColor(double slack, DepthRange range)
{
    return std::isnan(slack) ? neutral : depthColor(slackMap, 1 - slack, range);
}

} // namespace exitscope::widgets

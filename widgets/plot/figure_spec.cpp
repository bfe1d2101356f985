#include "widgets/plot/figure_spec.h"

#include "core/error.h"

#include <QCoreApplication>
#include <QFontDatabase>

namespace exitscope::widgets {

namespace {

struct FigureText
{
    Q_DECLARE_TR_FUNCTIONS(FigureText)
};

} // namespace

FigureSpec figureSpec(FigurePreset preset)
{
    FigureSpec spec;
    switch (preset) {
    case FigurePreset::OneColumn:
    case FigurePreset::CvprOneColumn:
        spec.sizePt = QSizeF(234, 150);
        break;
    case FigurePreset::TwoColumns:
        spec.sizePt = QSizeF(486, 180);
        break;
    case FigurePreset::AclOneColumn:
        spec.sizePt = QSizeF(218, 140);
        break;
    case FigurePreset::AclTwoColumns:
        spec.sizePt = QSizeF(453, 170);
        break;
    case FigurePreset::CvprTwoColumns:
        spec.sizePt = QSizeF(495, 180);
        break;
    case FigurePreset::Slide:
        // What a title and margins leave of a page of 13.33 in by 7.5 in.
        spec.sizePt = QSizeF(800, 450);
        spec.family = QStringLiteral("DejaVu Sans");
        spec.fontPt = 20;
        spec.tickPt = 17;
        spec.linePt = 2.5;
        spec.axisPt = 1.2;
        spec.markerPt = 9;
        break;
    }
    return spec;
}

std::vector<PresetInfo> figurePresets()
{
    return {
        { FigurePreset::OneColumn, QStringLiteral("one-column"), FigureText::tr("One column (3.25 in)") },
        { FigurePreset::TwoColumns, QStringLiteral("two-columns"), FigureText::tr("Two columns (6.75 in)") },
        { FigurePreset::AclOneColumn, QStringLiteral("acl"), FigureText::tr("ACL, one column (7.7 cm)") },
        { FigurePreset::AclTwoColumns, QStringLiteral("acl-wide"), FigureText::tr("ACL, two columns (16.0 cm)") },
        { FigurePreset::CvprOneColumn, QStringLiteral("cvpr"), FigureText::tr("CVPR, one column (3.25 in)") },
        { FigurePreset::CvprTwoColumns, QStringLiteral("cvpr-wide"), FigureText::tr("CVPR, two columns (6.875 in)") },
        { FigurePreset::Slide, QStringLiteral("slide"), FigureText::tr("Slide, 16:9") },
    };
}

QString hanFamily(const QString& family)
{
    const QStringList serif { QStringLiteral("Noto Serif CJK SC"), QStringLiteral("Source Han Serif SC"),
        QStringLiteral("Noto Serif SC"), QStringLiteral("FandolSong"), QStringLiteral("AR PL UMing CN") };
    const QStringList plain { QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Source Han Sans SC"),
        QStringLiteral("Noto Sans SC"), QStringLiteral("WenQuanYi Zen Hei"), QStringLiteral("WenQuanYi Micro Hei"),
        QStringLiteral("Droid Sans Fallback") };
    const bool hasSerifs = !family.contains(QLatin1String("Sans"), Qt::CaseInsensitive);
    for (const QString& one : hasSerifs ? serif + plain : plain + serif)
        if (QFontDatabase::hasFamily(one))
            return one;
    QStringList known = QFontDatabase::families(QFontDatabase::SimplifiedChinese);
    known.sort();
    return known.value(0);
}

void checkFigureSpec(const FigureSpec& spec)
{
    const auto isLength = [](double points) { return points >= 36 && points <= 14400; };
    if (!isLength(spec.sizePt.width()) || !isLength(spec.sizePt.height()))
        throw InputError("a figure cannot be " + QString::number(spec.sizePt.width()).toStdString() + " by "
                + QString::number(spec.sizePt.height()).toStdString() + " pt",
            "use 36 to 14400 pt for each side");
    if (spec.fontPt < 6 || spec.tickPt < 6)
        throw InputError(std::string("text in a figure is under 6 pt, too small to print"), "use 6 pt or more");
    if (!(spec.linePt > 0) || !(spec.axisPt > 0) || !(spec.markerPt > 0))
        throw InputError("lines and markers of a figure must be wider than 0 pt");
    if (!QFontDatabase::hasFamily(spec.family))
        throw InputError("the font family \"" + spec.family.toStdString() + "\" is not installed",
            "install it, or name one that is (fc-list : family)");
    if (spec.language.startsWith(QLatin1String("zh")) && hanFamily(spec.family).isEmpty())
        throw InputError(std::string("no installed font has Chinese letters"), "install one (on Debian fonts-noto-cjk)");
}

} // namespace exitscope::widgets

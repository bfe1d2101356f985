#include "core/error.h"
#include "tests/gui/sample_plots.h"
#include "widgets/plot/figure_writer.h"
#include "widgets/plot/legend_names.h"
#include "widgets/theme/depth_map.h"
#include "widgets/theme/palette.h"
#include "widgets/theme/plot_theme.h"

#include <QFontMetricsF>
#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace exitscope;
using namespace exitscope::widgets;

namespace {

/// Runs as people name them: long, alike at both ends, different in the middle.
std::vector<QString> longNames(int count)
{
    std::vector<QString> names;
    for (int run = 0; run < count; ++run)
        names.push_back(QStringLiteral("elasticbert-base/glue-sst-2/early-exit-study/%1/")
                            .arg(QString(70, u'a'))
            + QStringLiteral("lr=%1e-5").arg(run + 1) + QStringLiteral("/%1/seed=3, entropy").arg(QString(60, u'b')));
    return names;
}

PlotModel withNames(const std::vector<QString>& names)
{
    PlotModel model;
    model.x.title = QStringLiteral("Speed-up by layers");
    model.y.title = QStringLiteral("Accuracy");
    for (std::size_t run = 0; run < names.size(); ++run) {
        Series series;
        series.id = QString::number(run);
        series.name = names[run];
        series.look = seriesLook(static_cast<int>(run));
        for (int point = 0; point < 9; ++point) {
            series.x.push_back(1 + point);
            series.y.push_back(0.9 - 0.01 * point - 0.005 * static_cast<double>(run));
        }
        model.series.push_back(std::move(series));
    }
    return model;
}

/// Whether anything touches the edge of the page: what is cut there does.
bool isCutAtTheEdge(const QImage& page)
{
    const auto isPaper = [&page](int x, int y) { return page.pixelColor(x, y) == QColor(Qt::white); };
    for (int y = 0; y < page.height(); ++y)
        if (!isPaper(0, y) || !isPaper(page.width() - 1, y))
            return true;
    for (int x = 0; x < page.width(); ++x)
        if (!isPaper(x, 0) || !isPaper(x, page.height() - 1))
            return true;
    return false;
}

/// Where a text stands in an SVG, as its attributes say.
QString placeOf(const QByteArray& svg, const QString& text)
{
    const QRegularExpression element(QStringLiteral("<text[^>]*x=\"([^\"]*)\" y=\"([^\"]*)\"[^>]*>%1</text>")
                                         .arg(QRegularExpression::escape(text)));
    const auto match = element.match(QString::fromUtf8(svg).replace(u'\n', u' '));
    return match.captured(1) + u' ' + match.captured(2);
}

} // namespace

/// What stands beside the numbers: names in legends and at lines, and the colours of depth.
class TestLegends final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesFitAndStayApart_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("width");
        QTest::addColumn<int>("lines");
        for (const int count : { 1, 2, 10 })
            for (const double width : { 60.0, 150.0, 400.0 })
                for (const int lines : { 1, 2 })
                    QTest::addRow("%d names, %g px, %d lines", count, width, lines) << count << width << lines;
    }

    void namesFitAndStayApart()
    {
        QFETCH(int, count);
        QFETCH(double, width);
        QFETCH(int, lines);
        QFont font(QStringLiteral("DejaVu Serif"));
        font.setPixelSize(11);
        const QFontMetricsF metrics(font);
        const auto names = longNames(count);
        const auto fitted = fittedNames(names, metrics, width, lines);
        QCOMPARE(fitted.size(), names.size());
        std::set<QString> different;
        for (const QString& name : fitted) {
            QVERIFY(!name.isEmpty());
            const QStringList parts = name.split(u'\n');
            QVERIFY2(parts.size() <= lines, qPrintable(name));
            for (const QString& part : parts)
                QVERIFY2(metrics.horizontalAdvance(part) <= width, qPrintable(name));
            different.insert(name);
        }
        QCOMPARE(different.size(), names.size());
        if (width >= 150)
            for (std::size_t run = 0; run < names.size() && count > 1; ++run)
                QVERIFY2(QString(fitted[run]).remove(u'\n').contains(QStringLiteral("lr=%1e-5").arg(run + 1)),
                    qPrintable(fitted[run]));
    }

    /// Names that fit anyway, and different ends, do not make the difference in the middle go.
    void differencesStayBesideShortNames()
    {
        QFont font(QStringLiteral("DejaVu Serif"));
        font.setPixelSize(11);
        const QFontMetricsF metrics(font);
        auto names = longNames(2);
        names[1].replace(QLatin1String("entropy"), QLatin1String("patience"));
        names.push_back(QStringLiteral("fixed layers"));
        const auto fitted = fittedNames(names, metrics, 300, 2);
        QVERIFY2(QString(fitted[0]).remove(u'\n').contains(QLatin1String("lr=1e-5")), qPrintable(fitted[0]));
        QVERIFY2(QString(fitted[1]).remove(u'\n').contains(QLatin1String("lr=2e-5")), qPrintable(fitted[1]));
        QCOMPARE(fitted[2], QStringLiteral("fixed layers"));
    }

    /// A legend that may choose does not lie on a named point.
    void legendsLeaveNamedPointsFree()
    {
        PlotModel model = withNames({ QStringLiteral("one"), QStringLiteral("two") });
        model.y.range = Range { 0, 1.5 };
        const QByteArray free = figureTex(model, {}, QStringLiteral("f.csv"));
        QVERIFY(!free.contains("anchor=south"));
        int corner = 0;
        for (const double x : { 1.5, 8.5 })
            for (const double y : { 0.15, 1.4 })
                model.marks.push_back({ QString::number(++corner), QStringLiteral("a point"), MarkKind::Point, x, y, referenceLook() });
        QVERIFY(figureTex(model, {}, QStringLiteral("f.csv")).contains("anchor=south")); // above, as no corner is free
    }

    void shortNamesStayAsTheyAre()
    {
        const QFontMetricsF metrics { QFont() };
        const std::vector<QString> names { QStringLiteral("entropy"), QStringLiteral("patience, 提前退出") };
        QCOMPARE(fittedNames(names, metrics, 1000, 2), names);
        QVERIFY(fittedNames({}, metrics, 10, 2).empty());
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<LegendPlace>("place");
        for (const int count : { 2, 10 })
            for (const LegendPlace place : { LegendPlace::Best, LegendPlace::Above, LegendPlace::Right, LegendPlace::TopLeft })
                QTest::addRow("%d entries, place %d", count, static_cast<int>(place)) << count << place;
    }

    void nothingIsCut()
    {
        QFETCH(int, count);
        QFETCH(LegendPlace, place);
        FigureSpec spec;
        spec.legend = place;
        const PlotModel model = withNames(longNames(count));
        QVERIFY(!isCutAtTheEdge(figureImage(model, spec, 200)));
        const QByteArray svg = figureSvg(model, spec);
        const QByteArray tex = figureTex(model, spec, QStringLiteral("f.csv"));
        for (int run = 0; run < count; ++run)
            QVERIFY2(tex.contains(QStringLiteral("%1e-5").arg(run + 1).toUtf8()), tex.constData());
        QCOMPARE(tex.count('{'), tex.count('}'));
        QVERIFY(svg.count("<text") >= count);
        QVERIFY(figureCsv(model).contains(longNames(count).back().toUtf8().replace(',', ';'))); // numbers keep the whole name
    }

    /// Where its usual place is taken by a curve, the name of a line stands elsewhere.
    void namesOfLinesKeepClear()
    {
        PlotModel model = withNames({ QStringLiteral("a") });
        model.y.range = Range { 0, 1 };
        model.series[0].showsMarkers = false;
        model.marks = { { QStringLiteral("full"), QStringLiteral("full model"), MarkKind::HorizontalLine, 0, 0.5, referenceLook() } };
        for (double& y : model.series[0].y)
            y = 0.2;
        const QString usual = placeOf(figureSvg(model, {}), QStringLiteral("full model"));
        QVERIFY(usual.size() > 3);
        for (double& y : model.series[0].y)
            y = 0.53; // through the words above the line
        const QString moved = placeOf(figureSvg(model, {}), QStringLiteral("full model"));
        QVERIFY(moved.size() > 3);
        QVERIFY(moved != usual);
        for (std::size_t point = 0; point < model.series[0].y.size(); ++point) // far from it
            model.series[0].y[point] = 0.9;
        QCOMPARE(placeOf(figureSvg(model, {}), QStringLiteral("full model")), usual);
    }

    void depthStandsOutFromTheScreen()
    {
        for (const DepthMap map : { DepthMap::Viridis, DepthMap::Cividis }) {
            for (const char* dark : { "#1e1e1e", "#202326", "#000000", "#31363b" }) {
                const QColor ground(QLatin1String { dark });
                const auto range = depthRangeOn(map, ground);
                QCOMPARE(range.first, 0.0);
                QVERIFY(range.last > 0.5 && range.last < 1);
                for (const QColor& color : depthSteps(map, 24, range))
                    QVERIFY2(contrast(color, ground) > 2, qPrintable(color.name()));
            }
            const auto light = depthRangeOn(map, Qt::white);
            QVERIFY(light.first > 0 && light.first < 0.25);
            QCOMPARE(light.last, 1.0);
            for (const QColor& color : depthSteps(map, 24, light))
                QVERIFY2(contrast(color, Qt::white) > 1.3, qPrintable(color.name()));
            // A colour finds its place again, and moves with the whole map.
            for (const double position : { 0.0, 0.1, 0.37, 0.5, 0.93, 1.0 }) {
                const auto found = depthPosition(map, depthColor(map, position));
                QVERIFY(found && std::abs(*found - position) < 0.01);
            }
        }
        QCOMPARE(depthColorOn(QColor(30, 30, 30), QColor(0x44, 0x01, 0x54)),
            depthColor(DepthMap::Viridis, 1, depthRangeOn(DepthMap::Viridis, QColor(30, 30, 30))));
        QCOMPARE(depthColorOn(QColor(30, 30, 30), QColor(12, 200, 220)), QColor(12, 200, 220)); // of no map
    }

    /// Print has the whole map, whatever the screen leaves out.
    void paperHasTheWholeMap()
    {
        const QByteArray svg = figureSvg(samples::layers(), {});
        QVERIFY(svg.contains("#440154") && svg.contains("#fde725"));
    }
};

QTEST_MAIN(TestLegends)
#include "tst_legends.moc"

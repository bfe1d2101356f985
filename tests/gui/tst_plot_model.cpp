#include "core/error.h"
#include "tests/gui/sample_plots.h"
#include "widgets/plot/polyline.h"
#include "widgets/theme/plot_theme.h"

#include <QPalette>
#include <QTest>

#include <limits>

using namespace exitscope;
using namespace exitscope::widgets;

class TestPlotModel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logAxisLeavesOutWhatItCannotShow();
    void pointsThatAreNoNumbersAreCounted();
    void contradictionsAreRefused_data();
    void contradictionsAreRefused();
    void barsStandBesideEachOtherAndOnEachOther();
    void fittedRangesHoldAllData();
    void linesAreCutAtTheBorder();
    void stepsTurnWhereTheyShould();
    void looksDiffer();
    void depthGoesFromLightToDark();
    void textIsReadableOnEveryDepth();
    void themesFollowThePalette();
};

void TestPlotModel::logAxisLeavesOutWhatItCannotShow()
{
    const Drawable plot = drawable(samples::logarithmic());
    QCOMPARE(plot.leftOutByLog, std::size_t(2));
    QCOMPARE(plot.model.series[0].x, (std::vector<double> { 1e6, 1e7, 1e8, 1e9 }));
    QCOMPARE(plot.origin[0], (std::vector<int> { 1, 2, 4, 5 }));
    QVERIFY(leftOutNote(plot).contains(QLatin1String("2 point")));
    QVERIFY(fittedX(plot).low > 0);
    QVERIFY(leftOutNote(drawable(samples::tradeoff())).isEmpty());
}

void TestPlotModel::pointsThatAreNoNumbersAreCounted()
{
    PlotModel model = samples::tradeoff();
    model.series[2].y[3] = std::numeric_limits<double>::quiet_NaN();
    model.series[2].x[5] = std::numeric_limits<double>::infinity();
    const Drawable plot = drawable(model);
    QCOMPARE(plot.leftOutNotFinite, std::size_t(2));
    QCOMPARE(plot.model.series[2].keys.size(), model.series[2].keys.size() - 2);
    QCOMPARE(plot.model.series[2].keys[3], model.series[2].keys[4]);
}

void TestPlotModel::contradictionsAreRefused_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("columns of two lengths") << 0;
    QTest::newRow("an id twice") << 1;
    QTest::newRow("cells without shape") << 2;
}

void TestPlotModel::contradictionsAreRefused()
{
    QFETCH(int, kind);
    PlotModel model = samples::tradeoff();
    if (kind == 0)
        model.series[1].y.pop_back();
    if (kind == 1)
        model.series[1].id = model.series[2].id;
    if (kind == 2) {
        model = samples::cellMap();
        model.cells->values.pop_back();
    }
    QVERIFY_THROWS_EXCEPTION(InputError, (void)drawable(model));
}

void TestPlotModel::barsStandBesideEachOtherAndOnEachOther()
{
    PlotModel model = samples::stackedLayers(3);
    const std::vector<BarRect> stacked = barRects(model);
    QCOMPARE(stacked.size(), std::size_t(6));
    QCOMPARE(stacked[3].bottom, stacked[0].top);
    QCOMPARE(stacked[3].left, stacked[0].left);
    for (Series& series : model.series)
        series.kind = SeriesKind::Bars;
    const std::vector<BarRect> beside = barRects(model);
    QCOMPARE(beside[3].bottom, 0.0);
    QVERIFY(qAbs(beside[3].left - beside[0].right) < 1e-12);
    QVERIFY(qAbs(beside[3].right - 1.4) < 1e-12);
}

void TestPlotModel::fittedRangesHoldAllData()
{
    const Drawable plot = drawable(samples::tradeoff());
    const Range x = fittedX(plot);
    const Range y = fittedY(plot);
    for (const Series& series : plot.model.series)
        for (std::size_t point = 0; point < series.x.size(); ++point) {
            QVERIFY(series.x[point] > x.low && series.x[point] < x.high);
            QVERIFY(series.y[point] > y.low && series.y[point] < y.high);
        }
    QVERIFY(plot.model.marks[1].y < y.high);
    QCOMPARE(fittedY(drawable(samples::stackedLayers())).low, 0.0);
    QVERIFY(fittedX(drawable(PlotModel {})).low < fittedX(drawable(PlotModel {})).high);
}

void TestPlotModel::linesAreCutAtTheBorder()
{
    const QRectF square(0, 0, 1, 1);
    const auto parts = clippedLine({ { -1, 0.5 }, { 0.5, 0.5 }, { 0.5, 2 }, { 0.75, 2 }, { 0.75, 0.5 } }, square);
    QCOMPARE(parts.size(), std::size_t(2));
    QCOMPARE(parts[0], (std::vector<QPointF> { { 0, 0.5 }, { 0.5, 0.5 }, { 0.5, 1 } }));
    QCOMPARE(parts[1], (std::vector<QPointF> { { 0.75, 1 }, { 0.75, 0.5 } }));
    QVERIFY(clippedLine({ { 2, 2 }, { 3, 3 } }, square).empty());
}

void TestPlotModel::stepsTurnWhereTheyShould()
{
    const std::vector<QPointF> right = stepCorners({ 0, 1 }, { 5, 6 }, StepShape::HoldsRight);
    QCOMPARE(right, (std::vector<QPointF> { { 0, 5 }, { 1, 5 }, { 1, 6 } }));
    const std::vector<QPointF> left = stepCorners({ 0, 1 }, { 5, 6 }, StepShape::HoldsLeft);
    QCOMPARE(left, (std::vector<QPointF> { { 0, 5 }, { 0, 6 }, { 1, 6 } }));
}

void TestPlotModel::looksDiffer()
{
    QCOMPARE(seriesLook(0).color, QColor(0x00, 0x72, 0xb2));
    QCOMPARE(seriesLook(6).color, QColor(0xf0, 0xe4, 0x42));
    for (int first = 0; first < 35; ++first)
        for (int second = first + 1; second < 35; ++second)
            QVERIFY2(!(seriesLook(first) == seriesLook(second)), qPrintable(QString::number(second)));
    for (int look = 0; look < 6; ++look)
        QVERIFY(seriesLook(look).marker != seriesLook(look + 1).marker);
}

void TestPlotModel::depthGoesFromLightToDark()
{
    for (const DepthMap map : { DepthMap::Viridis, DepthMap::Cividis }) {
        const std::vector<QColor> steps = depthSteps(map, 24);
        QCOMPARE(steps.size(), std::size_t(24));
        for (std::size_t step = 1; step < steps.size(); ++step)
            QVERIFY(contrast(steps[step], Qt::white) > contrast(steps[step - 1], Qt::white));
    }
    QCOMPARE(depthColor(DepthMap::Viridis, 0), QColor(0xfd, 0xe7, 0x25));
    QCOMPARE(depthColor(DepthMap::Viridis, 2), QColor(0x44, 0x01, 0x54));
}

void TestPlotModel::textIsReadableOnEveryDepth()
{
    for (const DepthMap map : { DepthMap::Viridis, DepthMap::Cividis })
        for (const QColor& color : depthSteps(map, 48))
            QVERIFY(contrast(textOn(color), color) >= 4.5);
}

void TestPlotModel::themesFollowThePalette()
{
    QPalette dark;
    dark.setColor(QPalette::Base, QColor(30, 30, 30));
    dark.setColor(QPalette::Text, QColor(220, 220, 220));
    const PlotTheme theme = PlotTheme::fromPalette(dark);
    QVERIFY(theme.isDark);
    QCOMPARE(theme.ink(Qt::black), QColor(220, 220, 220));
    for (int index = 0; index < 7; ++index) {
        const QColor own = seriesLook(index).color, drawn = theme.ink(own);
        QVERIFY2(contrast(drawn, theme.background) >= 4.5, qPrintable(drawn.name()));
        if (contrast(own, theme.background) >= 4.5)
            QCOMPARE(drawn, own);
        QCOMPARE(PlotTheme::paper().ink(own), own);
    }
    QCOMPARE(PlotTheme::paper().ink(Qt::black), QColor(Qt::black));
}

QTEST_MAIN(TestPlotModel)
#include "tst_plot_model.moc"

#include "tests/gui/sample_plots.h"
#include "widgets/plot/plot_view.h"
#include "widgets/table/copyable_table.h"

#include <QApplication>
#include <QClipboard>
#include <QAction>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>
#include <memory>

using namespace exitscope::widgets;

class TestPlotView final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void hoverNamesAPointAtOnce();
    void clickChoosesAPoint();
    void barsAndCellsCanBeHit();
    void droppedPointsKeepTheirIndex();
    void boxSelects();
    void wheelZoomsAtTheCursor();
    void dragWithTheMiddleButtonPans();
    void doubleClickAndHomeFit();
    void arrowsWalkThePoints();
    void markerIsCheapAndVisible();
    void valuesChangeInPlace();
    void zoomSurvivesANewModelOfTheSameAxes();
    void coloursFollowThePalette();
    void copiesNumbersAndImage();
    void saysWhatItShows();
    void tableShowsTheNumbers();

private:
    [[nodiscard]] QPoint pixel(int series, std::size_t point) const
    {
        const Series& one = view->model().series[static_cast<std::size_t>(series)];
        return view->toPixels(one.x[point], one.y[point]).toPoint();
    }

    std::unique_ptr<PlotView> view;
};

void TestPlotView::init()
{
    QLocale::setDefault(QLocale::c());
    view = std::make_unique<PlotView>();
    view->setLocale(QLocale::c());
    view->resize(640, 420);
    view->setModel(samples::tradeoff());
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    QTest::qWait(20);
}

void TestPlotView::cleanup()
{
    view.reset();
}

void TestPlotView::hoverNamesAPointAtOnce()
{
    QSignalSpy hovered(view.get(), &PlotView::pointHovered);
    QTest::mouseMove(view.get(), pixel(2, 4));
    QCOMPARE(view->hoverText(), QStringLiteral("patience\nSpeed-up (layers): 4\nAccuracy: %1")
                                    .arg(QLocale::c().toString(view->model().series[2].y[4], 'g', 5)));
    QCOMPARE(hovered.last(), (QVariantList { QStringLiteral("patience"), 4 }));
    QTest::mouseMove(view.get(), QPoint(3, 3));
    QVERIFY(view->hoverText().isEmpty());
    QCOMPARE(hovered.last(), (QVariantList { QString(), -1 }));

    PlotModel model = samples::tradeoff();
    model.series[2].tooltip = [](std::size_t index) { return QStringLiteral("point %1").arg(index); };
    view->setModel(model);
    QTest::mouseMove(view.get(), pixel(2, 6));
    QCOMPARE(view->hoverText(), QStringLiteral("point 6"));
}

void TestPlotView::clickChoosesAPoint()
{
    QSignalSpy clicked(view.get(), &PlotView::pointClicked);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, pixel(2, 7));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.last(), (QVariantList { QStringLiteral("patience"), 7 }));
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->toPixels(5.5, 0.73).toPoint());
    QCOMPARE(clicked.size(), 1);
}

void TestPlotView::barsAndCellsCanBeHit()
{
    view->setModel(samples::layers());
    QTest::qWait(20);
    QSignalSpy clicked(view.get(), &PlotView::pointClicked);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->toPixels(4.3, 0.1).toPoint());
    QCOMPARE(clicked.value(0), (QVariantList { QStringLiteral("exits"), 3 }));

    view->setModel(samples::cellMap());
    QTest::qWait(20);
    QSignalSpy cells(view.get(), &PlotView::cellClicked);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->toPixels(5, 0.7125).toPoint());
    QCOMPARE(cells.value(0), (QVariantList { 4, 8 }));
    QTest::mouseMove(view.get(), view->toPixels(5.2, 0.7125).toPoint());
    QVERIFY(view->hoverText().startsWith(QLatin1String("Examples: ")));
}

void TestPlotView::droppedPointsKeepTheirIndex()
{
    view->setModel(samples::logarithmic());
    QTest::qWait(20);
    QSignalSpy clicked(view.get(), &PlotView::pointClicked);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->toPixels(1e8, 0.85).toPoint());
    QCOMPARE(clicked.value(0), (QVariantList { QStringLiteral("flops"), 4 }));
    bool isSaid = false;
    for (const QLabel* label : view->findChildren<QLabel*>())
        isSaid = isSaid || (label->isVisible() && label->text().startsWith(QLatin1String("2 point")));
    QVERIFY(isSaid);
}

void TestPlotView::boxSelects()
{
    std::vector<PointRef> chosen;
    connect(view.get(), &PlotView::selected, this, [&](const std::vector<PointRef>& refs) { chosen = refs; });
    const QPoint from = view->toPixels(2.9, 0.86).toPoint();
    const QPoint to = view->toPixels(4.1, 0.80).toPoint();
    QTest::mousePress(view.get(), Qt::LeftButton, {}, from);
    QTest::mouseMove(view.get(), (from + to) / 2);
    QTest::mouseMove(view.get(), to);
    QTest::mouseRelease(view.get(), Qt::LeftButton, {}, to);
    const auto has = [&](const PointRef& ref) { return std::find(chosen.begin(), chosen.end(), ref) != chosen.end(); };
    QVERIFY(has({ QStringLiteral("patience"), 4 }));
    QVERIFY(has({ QStringLiteral("fixed"), 2 })); // 12 / 4
    QVERIFY(!has({ QStringLiteral("patience"), 5 }));
    QCOMPARE(view->highlighted(), chosen);
    QTest::keyClick(view.get(), Qt::Key_Escape);
    QVERIFY(view->highlighted().empty() && chosen.empty());
}

void TestPlotView::wheelZoomsAtTheCursor()
{
    const QPointF at = view->toPixels(3, 0.85);
    const double width = view->visibleX().high - view->visibleX().low;
    QWheelEvent wheel(at, view->mapToGlobal(at), {}, QPoint(0, 120), Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.get(), &wheel);
    QVERIFY(view->visibleX().high - view->visibleX().low < 0.9 * width);
    const QPointF after = view->toPixels(3, 0.85);
    QVERIFY((after - at).manhattanLength() < 1e-6);
}

void TestPlotView::dragWithTheMiddleButtonPans()
{
    const Range before = view->visibleX();
    const QPoint from = view->toPixels(4, 0.85).toPoint();
    QTest::mousePress(view.get(), Qt::MiddleButton, {}, from);
    const QPoint to = from + QPoint(60, 0);
    QMouseEvent move(QEvent::MouseMove, to, view->mapToGlobal(to), Qt::NoButton, Qt::MiddleButton, {});
    QApplication::sendEvent(view.get(), &move);
    QTest::mouseRelease(view.get(), Qt::MiddleButton, {}, to);
    QVERIFY(view->visibleX().low < before.low);
    QVERIFY(qAbs((view->visibleX().high - view->visibleX().low) - (before.high - before.low)) < 1e-9);
}

void TestPlotView::doubleClickAndHomeFit()
{
    const Range fitted = view->visibleX();
    view->setVisibleRange({ 2, 3 }, { 0.8, 0.9 });
    QTest::mouseDClick(view.get(), Qt::LeftButton, {}, view->toPixels(2.5, 0.85).toPoint());
    QCOMPARE(view->visibleX(), fitted);
    view->setVisibleRange({ 2, 3 }, { 0.8, 0.9 });
    view->setFocus();
    QTest::keyClick(view.get(), Qt::Key_Home);
    QCOMPARE(view->visibleX(), fitted);
    view->setVisibleRange({ 3, 2 }, { 0.8, 0.9 });
    QCOMPARE(view->visibleX(), fitted);
}

void TestPlotView::arrowsWalkThePoints()
{
    QSignalSpy hovered(view.get(), &PlotView::pointHovered);
    QSignalSpy clicked(view.get(), &PlotView::pointClicked);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QCOMPARE(hovered.last(), (QVariantList { QStringLiteral("frontier"), 0 }));
    QTest::keyClick(view.get(), Qt::Key_Right);
    QCOMPARE(hovered.last(), (QVariantList { QStringLiteral("frontier"), 1 }));
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(hovered.last(), (QVariantList { QStringLiteral("patience"), 0 }));
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Return);
    QCOMPARE(clicked.value(0), (QVariantList { QStringLiteral("patience"), 1 }));
    QVERIFY(view->accessibleDescription().startsWith(QLatin1String("patience")));
    QCOMPARE(view->focusPolicy(), Qt::StrongFocus);
}

void TestPlotView::markerIsCheapAndVisible()
{
    const QImage without = view->grab().toImage();
    view->setMarker(QStringLiteral("frontier"), 3, 0.875);
    QTest::qWait(20);
    const QImage with = view->grab().toImage();
    QVERIFY(with != without);
    const QPoint at = view->toPixels(3, 0.875).toPoint();
    const QRect around(at - QPoint(14, 14), QSize(29, 29));
    QVERIFY(with.copy(around) != without.copy(around));
    QBENCHMARK {
        for (int step = 0; step < 50; ++step)
            view->setMarker(QStringLiteral("frontier"), 1 + step * 0.1, 0.9 - step * 0.002);
    }
    view->clearMarker();
    QTest::qWait(20);
    QCOMPARE(view->grab().toImage(), without);
}

void TestPlotView::valuesChangeInPlace()
{
    view->setModel(samples::layers());
    const Range y = view->visibleY();
    std::vector<double> values(12, 0.5);
    view->setValues(QStringLiteral("exits"), values);
    QCOMPARE(view->model().series[0].y, values);
    QCOMPARE(view->visibleY(), y);
}

void TestPlotView::zoomSurvivesANewModelOfTheSameAxes()
{
    view->setVisibleRange({ 2, 3 }, { 0.8, 0.9 });
    view->setModel(samples::tradeoff());
    QCOMPARE(view->visibleX(), (Range { 2, 3 }));
    QCOMPARE(view->shownModel().x.range.value(), (Range { 2, 3 }));
    view->setModel(samples::layers());
    QVERIFY(!(view->visibleX() == Range { 2, 3 }));
}

void TestPlotView::coloursFollowThePalette()
{
    QPalette dark = view->palette();
    dark.setColor(QPalette::Base, QColor(20, 21, 22));
    dark.setColor(QPalette::Text, Qt::white);
    view->setPalette(dark);
    QTest::qWait(30);
    QCOMPARE(view->grab().toImage().pixelColor(view->width() - 6, view->height() - 6), QColor(20, 21, 22));
}

void TestPlotView::copiesNumbersAndImage()
{
    view->copyData();
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
    QCOMPARE(lines.first(), QStringLiteral("series\tkind\tx\ty\tlow\tkey\tname"));
    QVERIFY(lines.size() > 400);
    view->copyImage();
    QVERIFY(!QApplication::clipboard()->image().isNull());
}

void TestPlotView::saysWhatItShows()
{
    QCOMPARE(view->accessibleName(), QStringLiteral("Trade-off"));
    QVERIFY(view->accessibleDescription().startsWith(QLatin1String("Plot of Accuracy against Speed-up (layers)")));
    for (const QAction* action : view->actions())
        QVERIFY(!action->text().isEmpty());
}

void TestPlotView::tableShowsTheNumbers()
{
    view->showTable();
    auto* table = view->findChild<CopyableTable*>();
    QVERIFY(table);
    QCOMPARE(table->model()->columnCount(), 7);
    QVERIFY(table->model()->rowCount() > 400);
}

QTEST_MAIN(TestPlotView)
#include "tst_plot_view.moc"

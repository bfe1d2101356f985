#include "tests/gui/sample_strips.h"
#include "widgets/heatmap/exit_strip_painter.h"
#include "widgets/heatmap/exit_strip_view.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace exitscope::widgets;

class TestExitStrips final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlyVisibleRowsAreAskedFor();
    void scrollingAHundredThousandRowsIsSmooth();
    void scrubbingIsARepaint();
    void keysMoveAndStretch();
    void mouseSelects();
    void textFitsItsTwoLines();
    void longTextIsNotShaped();
    void wrongIsAShape();
    void manyExitsStillFit();
    void copiesRows();
    void anEmptySourceIsQuiet();

private:
    std::unique_ptr<ExitStripView> view;
    std::shared_ptr<samples::Strips> source;
};

void TestExitStrips::init()
{
    source = std::make_shared<samples::Strips>(100000, 12);
    view = std::make_unique<ExitStripView>();
    view->setLocale(QLocale::c());
    view->resize(900, 600);
    view->setSource(source);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    view->grab();
}

void TestExitStrips::onlyVisibleRowsAreAskedFor()
{
    QVERIFY(view->visibleRows() > 5);
    QVERIFY2(source->asked() <= view->visibleRows() * 3, qPrintable(QString::number(source->asked())));
    const int before = source->asked();
    view->grab();
    QCOMPARE(source->asked(), before);
    view->verticalScrollBar()->setValue(view->rowHeight() * 50000);
    view->grab();
    QCOMPARE(view->firstVisibleRow(), 50000);
    QVERIFY(source->asked() - before <= view->visibleRows() + 1);
}

void TestExitStrips::scrollingAHundredThousandRowsIsSmooth()
{
    QImage canvas(view->viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer clock;
    constexpr int frames = 60;
    clock.start();
    for (int frame = 0; frame < frames; ++frame) {
        view->verticalScrollBar()->setValue(frame * 71000);
        view->viewport()->render(&canvas);
    }
    const double each = static_cast<double>(clock.nsecsElapsed()) / 1e6 / frames;
    qInfo("a frame of new rows: %.2f ms", each);
    QVERIFY2(each < 160, qPrintable(QString::number(each))); // ten frames' time: a slow machine, not a slow program
}

void TestExitStrips::scrubbingIsARepaint()
{
    const QImage before = view->grab().toImage();
    const int asked = source->asked();
    source->setShift(3);
    view->exitsChanged();
    const QImage after = view->grab().toImage();
    QVERIFY(before != after);
    QCOMPARE(source->asked(), asked);
    QImage canvas(view->viewport()->size(), QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer clock;
    constexpr int frames = 60;
    clock.start();
    for (int frame = 0; frame < frames; ++frame) {
        source->setShift(frame % 12);
        view->viewport()->render(&canvas);
    }
    qInfo("a frame of other exits: %.2f ms", static_cast<double>(clock.nsecsElapsed()) / 1e6 / frames);
}

void TestExitStrips::keysMoveAndStretch()
{
    QSignalSpy current(view.get(), &ExitStripView::currentRowChanged);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(view->currentRow(), 0);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QTest::keyClick(view.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view->selectedRows(), (std::vector<int> { 1, 2 }));
    QTest::keyClick(view.get(), Qt::Key_PageDown);
    QVERIFY(view->currentRow() > 8);
    QTest::keyClick(view.get(), Qt::Key_End);
    QCOMPARE(view->currentRow(), 99999);
    QVERIFY(view->firstVisibleRow() > 99900);
    QTest::keyClick(view.get(), Qt::Key_Home);
    QCOMPARE(view->currentRow(), 0);
    QCOMPARE(view->firstVisibleRow(), 0);
    QCOMPARE(current.size(), 6);
    QVERIFY(view->accessibleDescription().contains(QLatin1String("leaves here")));
    QSignalSpy activated(view.get(), &ExitStripView::rowActivated);
    QTest::keyClick(view.get(), Qt::Key_Return);
    QCOMPARE(activated.size(), 1);
    QTest::keyClick(view.get(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view->selectedRows().size(), std::size_t(100000));
}

void TestExitStrips::mouseSelects()
{
    const auto middle = [&](int row) { return QPoint(400, row * view->rowHeight() + view->rowHeight() / 2); };
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middle(3));
    QCOMPARE(view->selectedRows(), (std::vector<int> { 3 }));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ControlModifier, middle(5));
    QCOMPARE(view->selectedRows(), (std::vector<int> { 3, 5 }));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, middle(7));
    QCOMPARE(view->selectedRows(), (std::vector<int> { 5, 6, 7 }));
    QSignalSpy hovered(view.get(), &ExitStripView::rowHovered);
    QTest::mouseMove(view->viewport(), middle(2));
    QCOMPARE(hovered.last().first().toInt(), 2);
    QCOMPARE(view->exitAt(QPoint(400, 10)), -1);
    const StripGeometry geometry(view->fontMetrics(), view->viewport()->width(), 12);
    QCOMPARE(view->exitAt(geometry.cell(7).center()), 7);
}

void TestExitStrips::textFitsItsTwoLines()
{
    const QFont font = QApplication::font();
    const StripGeometry geometry(QFontMetrics(font), 700, 12);
    for (int row = 0; row < 6; ++row) {
        const StripRow laid = laidOut(source->item(row), geometry, font);
        QVERIFY(laid.lineCount >= 1 && laid.lineCount <= 2);
        for (int line = 0; line < laid.lineCount; ++line)
            QVERIFY(laid.lines[static_cast<std::size_t>(line)].size().width() + laid.tagWidth
                <= geometry.text.width() + 1);
        if (!laid.isCut) {
            QString shown = laid.lines[0].text();
            if (laid.lineCount == 2)
                shown += QLatin1Char(' ') + laid.lines[1].text();
            QCOMPARE(shown, laid.strip.text);
        }
    }
}

void TestExitStrips::longTextIsNotShaped()
{
    ExitStrip strip;
    strip.text = QString(1 << 20, QLatin1Char('w'));
    const QFont font = QApplication::font();
    const StripGeometry geometry(QFontMetrics(font), 700, 12);
    QElapsedTimer clock;
    clock.start();
    const StripRow laid = laidOut(strip, geometry, font);
    QVERIFY(laid.isCut);
    QCOMPARE(laid.lineCount, 2);
    QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
}

void TestExitStrips::wrongIsAShape()
{
    // The same row, right and wrong, without any colour: the drawing must still differ.
    const auto drawn = [](Verdict verdict) {
        QImage image(32, 32, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        QPainter painter(&image);
        drawVerdict(painter, QRectF(6, 6, 20, 20), verdict, Qt::black);
        return image;
    };
    QVERIFY(drawn(Verdict::Right) != drawn(Verdict::Wrong));
    QVERIFY(drawn(Verdict::Unknown) != drawn(Verdict::Wrong));
}

void TestExitStrips::manyExitsStillFit()
{
    const StripGeometry geometry(view->fontMetrics(), 640, 48);
    QVERIFY(geometry.strip.width() < 640 / 2);
    QVERIFY(geometry.text.left() < 640 * 3 / 4 && geometry.text.width() > 100);
    view->setSource(std::make_shared<samples::Strips>(10, 48));
    QVERIFY(!view->grab().isNull());
}

void TestExitStrips::copiesRows()
{
    view->setSelectedRows({ 0, 2 });
    view->copySelection();
    const QStringList lines = QApplication::clipboard()->text().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], QStringLiteral("exit\tprediction\tgold\ttag\ttext"));
    QCOMPARE(lines[1].section(QLatin1Char('\t'), 4), source->item(0).text);
    QCOMPARE(lines[2].section(QLatin1Char('\t'), 0, 0), QString::number(source->exitOf(2) + 1));
}

void TestExitStrips::anEmptySourceIsQuiet()
{
    view->setSource(nullptr);
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(view->currentRow(), -1);
    QCOMPARE(view->rowAt(QPoint(10, 10)), -1);
    view->setSource(std::make_shared<samples::Strips>(0, 12));
    QTest::keyClick(view.get(), Qt::Key_End);
    QVERIFY(!view->grab().isNull());
}

QTEST_MAIN(TestExitStrips)
#include "tst_exit_strips.moc"

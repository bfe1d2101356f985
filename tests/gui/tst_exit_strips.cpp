#include "tests/gui/sample_strips.h"
#include "widgets/heatmap/exit_strip_painter.h"
#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/heatmap/strip_text.h"
#include "widgets/theme/depth_map.h"
#include "widgets/theme/palette.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QMimeData>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace exitscope::widgets;

namespace {

/// Rows of one text.
class OneText final : public ExitStripSource
{
public:
    explicit OneText(QString text, int exits = 12)
        : m_text(std::move(text))
        , m_exits(exits)
    {
    }
    int count() const override { return 3; }
    int exits() const override { return m_exits; }
    int layer(int exit) const override { return exit + 1; }
    ExitStrip item(int) const override
    {
        const auto size = static_cast<std::size_t>(m_exits);
        return { m_text, std::vector<float>(size, 0.7F), std::vector<Verdict>(size), {}, {}, {} };
    }
    int exitOf(int) const override { return 0; }
    QString predictionText(int, int) const override { return QStringLiteral("<b>&"); }

private:
    QString m_text;
    int m_exits;
};

StripRow laid(const QString& text, const QString& find = {})
{
    const QFont font = QApplication::font();
    return laidOut({ text, {}, {}, {}, {}, {} }, StripGeometry(QFontMetrics(font), 700, 12), font, find);
}

} // namespace

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
    void copiesHtmlThatIsEscaped();
    void copiesSayWhatTheyLeaveOut();
    void optionsShow();
    void aSecondPointHasItsColumn();
    void findIsMarkedWhereverItStands();
    void textRunsFromRightToLeft();
    void oddTextIsShown();
    void everyColourCarriesItsText();
    void aMillionRowsScroll();
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
        const StripRow drawnRow = laidOut(source->item(row), geometry, font);
        QVERIFY(drawnRow.lineCount >= 1 && drawnRow.lineCount <= 2);
        for (int line = 0; line < drawnRow.lineCount; ++line)
            QVERIFY(drawnRow.lines[static_cast<std::size_t>(line)].text.size().width() + drawnRow.tagWidth
                <= geometry.text.width() + 1);
        if (!drawnRow.isCut) {
            QString shown = drawnRow.lines[0].text.text();
            if (drawnRow.lineCount == 2)
                shown += QLatin1Char(' ') + drawnRow.lines[1].text.text();
            QCOMPARE(shown, drawnRow.strip.text);
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
    const StripRow drawnRow = laidOut(strip, geometry, font);
    QVERIFY(drawnRow.isCut);
    QCOMPARE(drawnRow.lineCount, 2);
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

void TestExitStrips::copiesHtmlThatIsEscaped()
{
    view->setSource(std::make_shared<OneText>(QStringLiteral("a < b & \"c\"<script>")));
    view->setSelectedRows({ 1 });
    view->copySelectionAsHtml();
    const QMimeData* copied = QApplication::clipboard()->mimeData();
    const QString html = copied->html();
    QVERIFY(html.contains(QLatin1String("a &lt; b &amp; &quot;c&quot;&lt;script&gt;")));
    QVERIFY(html.contains(QLatin1String("&lt;b&gt;&amp;")));
    QVERIFY(!html.contains(QLatin1String("<script")));
    QVERIFY(!html.contains(QLatin1String("http")) && !html.contains(QLatin1String("class=")));
    QCOMPARE(html.count(QLatin1String("<tr>")), 2);
    QCOMPARE(html.count(QLatin1String("<td")), html.count(QLatin1String("</td>")));
    QVERIFY(copied->text().contains(QLatin1String("a < b & \"c\"<script>")));
}

void TestExitStrips::copiesSayWhatTheyLeaveOut()
{
    std::vector<int> rows(mostCopiedRows + 7);
    const QString text = stripsAsText(*source, rows);
    QCOMPARE(std::size_t(text.count(QLatin1Char('\n'))), mostCopiedRows + 2);
    QVERIFY(text.contains(QLatin1String("7 more")));
    QVERIFY(stripsAsHtml(*source, rows, {}, depthSteps(DepthMap::Viridis, 12)).endsWith(QLatin1String("7 more</p>")));
}

void TestExitStrips::optionsShow()
{
    const QImage plain = view->grab().toImage();
    const int row = view->rowHeight();
    for (const StripOptions& options : { StripOptions { HeatLayer::Depth, true, false, {} }, StripOptions { HeatLayer::Depth, false, true, {} } }) {
        view->setOptions(options);
        QVERIFY(view->grab().toImage() != plain);
        QCOMPARE(view->rowHeight(), row);
    }
    view->setOptions({});
    QCOMPARE(view->grab().toImage(), plain);
}

void TestExitStrips::aSecondPointHasItsColumn()
{
    const QFontMetrics metrics = view->fontMetrics();
    const StripGeometry with(metrics, 900, 12, false, true), without(metrics, 900, 12);
    QVERIFY(without.lens.isNull());
    QVERIFY(with.lens.left() > with.badge.right() && with.lens.right() < with.answer.left());
    const QImage before = view->grab().toImage();
    source->setPinned(true);
    view->exitsChanged();
    QVERIFY(view->grab().toImage() != before);
    view->setSelectedRows({ 0, 1 });
    view->copySelection();
    QVERIFY(QApplication::clipboard()->text().startsWith(QLatin1String("exit\texit_b\tb\tprediction")));
    QCOMPARE(lensSign({ Lens::Earlier, 3, true }), QStringLiteral("◂≠"));
    QVERIFY(lensText({ Lens::Later, 3, false }, QStringLiteral("4")).contains(QLatin1String("layer 4")));
    source->setPinned(false);
    view->exitsChanged();
    view->setSelectedRows({});
    QCOMPARE(view->grab().toImage(), before);
}

void TestExitStrips::findIsMarkedWhereverItStands()
{
    const StripRow near = laid(QStringLiteral("The Cat and the cat"), QStringLiteral("cat"));
    QCOMPARE(near.lines[0].found.size(), std::size_t(2));
    QVERIFY(near.lines[0].found[0].right() < near.lines[0].found[1].left());
    const StripRow far = laid(QStringLiteral("word ").repeated(2000) + QStringLiteral("needle at the end"), QStringLiteral("NEEDLE"));
    QVERIFY(far.lines[0].text.text().startsWith(QStringLiteral("… ")));
    QCOMPARE(far.lines[0].found.size() + far.lines[1].found.size(), std::size_t(1));
    QVERIFY(laid(QStringLiteral("nothing"), QStringLiteral("cat")).lines[0].found.empty());
    const QImage before = view->grab().toImage();
    view->setOptions({ HeatLayer::Depth, false, false, QStringLiteral("the") });
    QVERIFY(view->grab().toImage() != before);
}

void TestExitStrips::textRunsFromRightToLeft()
{
    const StripRow hebrew = laid(QStringLiteral("שלום עולם"), QStringLiteral("עולם"));
    const StripGeometry geometry(QFontMetrics(QApplication::font()), 700, 12);
    QVERIFY(hebrew.lines[0].left > 0);
    QVERIFY(qAbs(hebrew.lines[0].left + hebrew.lines[0].text.size().width() - geometry.text.width()) < 2);
    QCOMPARE(hebrew.lines[0].found.size(), std::size_t(1));
    QVERIFY(hebrew.lines[0].found[0].left() < 2); // the second word stands on the left
    QCOMPARE(laid(QStringLiteral("hello")).lines[0].left, 0.0);
}

void TestExitStrips::oddTextIsShown()
{
    QCOMPARE(onOneLine(QStringLiteral("a\nb\tc\u2028d")), QStringLiteral("a b c d"));
    for (const QString& text : { QStringLiteral("👩‍👩‍👧‍👦 emoji 🇻🇳"), QString(), QString(QChar(0xd800)), QStringLiteral("\u202egnirts"),
             QString(1 << 20, QLatin1Char('x')) + QStringLiteral("y"), QStringLiteral("א").repeated(100000) }) {
        view->setSource(std::make_shared<OneText>(text));
        view->setOptions({ HeatLayer::Depth, true, true, QStringLiteral("y") });
        QVERIFY(!view->grab().isNull());
    }
    view->setSource(std::make_shared<OneText>(QStringLiteral("one exit"), 1));
    QVERIFY(!view->grab().isNull());
}

void TestExitStrips::everyColourCarriesItsText()
{
    std::vector<QColor> colors { lensColor(Lens::Same), lensColor(Lens::Earlier), lensColor(Lens::Later), foundColor() };
    for (const DepthMap map : { DepthMap::Viridis, DepthMap::Cividis })
        for (const QColor& color : depthSteps(map, 200))
            colors.push_back(color);
    for (int step = 0; step <= 100; ++step)
        colors.push_back(slackColor(step / 100.0));
    for (const QColor& color : colors)
        QVERIFY2(contrast(color, textOn(color)) >= 4.5, qPrintable(color.name()));
}

void TestExitStrips::aMillionRowsScroll()
{
    view->setSource(std::make_shared<samples::Strips>(1000000, 12));
    QTest::keyClick(view.get(), Qt::Key_End);
    QCOMPARE(view->currentRow(), 999999);
    QVERIFY(!view->grab().isNull());
    QVERIFY(view->rowAt(QPoint(10, view->viewport()->height() - 3)) > 999990);
    view->setCurrentRow(500000);
    view->grab();
    QVERIFY(view->firstVisibleRow() <= 500000 && view->firstVisibleRow() + view->visibleRows() > 500000);
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

#include "tests/gui/sample_tokens.h"
#include "widgets/heatmap/block_heights.h"
#include "widgets/heatmap/token_block.h"
#include "widgets/heatmap/token_text_copy.h"
#include "widgets/heatmap/token_text_view.h"
#include "widgets/theme/palette.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <random>

using namespace exitscope::widgets;

namespace {

/// One paragraph of given tokens.
class OneParagraph final : public TokenTextSource
{
public:
    explicit OneParagraph(std::vector<TokenPiece> pieces)
        : m_pieces(std::move(pieces))
    {
        for (std::size_t place = 0; place < m_pieces.size(); ++place)
            m_pieces[place].unit = static_cast<std::int64_t>(place);
    }
    int paragraphs() const override { return 1; }
    int tokens(int) const override { return static_cast<int>(m_pieces.size()); }
    std::vector<TokenPiece> pieces(int, int first, int count) const override
    {
        const auto end = std::min(m_pieces.size(), static_cast<std::size_t>(first + count));
        return { m_pieces.begin() + first, m_pieces.begin() + static_cast<std::ptrdiff_t>(end) };
    }
    QString heading(int) const override { return QStringLiteral("1"); }
    std::pair<int, int> placeOf(std::int64_t unit) const override { return { 0, static_cast<int>(unit) }; }
    std::int64_t units() const override { return static_cast<std::int64_t>(m_pieces.size()); }
    int exits() const override { return 3; }
    int layer(int exit) const override { return exit + 1; }
    int exitOf(std::int64_t) const override { return 1; }
    bool agrees(std::int64_t) const override { return true; }
    QString tip(std::int64_t) const override { return QStringLiteral("\"<tip>\""); }

private:
    std::vector<TokenPiece> m_pieces;
};

TokenBlock laid(const TokenTextSource& source, int width = 700, const QString& find = {})
{
    TokenLayouter layouter;
    layouter.reset(QApplication::font(), width, false, true);
    return layouter.laidOut(source, { 0, 0, source.tokens(0) }, find);
}

} // namespace

class TestTokenText final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void heightsAddUp();
    void onlyWhatIsInSightIsLaidOut();
    void scrollingUpDoesNotJump();
    void scrubbingIsARepaint();
    void boxesStayInTheirLines();
    void textRunsFromRightToLeft();
    void foundAcrossTokens();
    void oneParagraphOfAMillionTokens();
    void keysWalkTheTokens();
    void mouseSelects();
    void optionsKeepThePlace();
    void sideBySideInStep();
    void copiesAreEscaped();
    void oddTokens();
    void nothingIsQuiet();

private:
    std::unique_ptr<TokenTextView> view;
    std::shared_ptr<samples::Tokens> source;
};

void TestTokenText::init()
{
    QLocale::setDefault(QLocale::c());
    source = std::make_shared<samples::Tokens>(40000, 25);
    view = std::make_unique<TokenTextView>();
    view->resize(900, 600);
    view->setSource(source);
    view->show();
    QVERIFY(QTest::qWaitForWindowExposed(view.get()));
    view->grab();
}

void TestTokenText::heightsAddUp()
{
    std::mt19937 random(3);
    for (const int count : { 1, 2, 7, 64, 1000 }) {
        std::vector<int> plain;
        for (int i = 0; i < count; ++i)
            plain.push_back(static_cast<int>(random() % 50) + 1);
        BlockHeights heights;
        heights.reset(plain);
        for (int change = 0; change < 50; ++change) {
            const auto at = random() % plain.size();
            plain[at] = static_cast<int>(random() % 80) + 1;
            heights.setHeight(static_cast<int>(at), plain[at]);
        }
        std::int64_t top = 0;
        for (int block = 0; block < count; ++block) {
            QCOMPARE(heights.top(block), top);
            QCOMPARE(heights.at(top), block);
            QCOMPARE(heights.at(top + plain[static_cast<std::size_t>(block)] - 1), block);
            top += plain[static_cast<std::size_t>(block)];
        }
        QCOMPARE(heights.total(), top);
        QCOMPARE(heights.at(top + 100), count - 1);
    }
    QCOMPARE(BlockHeights().at(0), -1);
}

void TestTokenText::onlyWhatIsInSightIsLaidOut()
{
    const int first = view->laidOutBlocks();
    QVERIFY2(first > 3 && first < 60, qPrintable(QString::number(first)));
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
    view->grab();
    QVERIFY(view->laidOutBlocks() - first < 60);
    QVERIFY(view->visibleParagraphs().front() > 10000);
}

void TestTokenText::scrollingUpDoesNotJump()
{
    QScrollBar* bar = view->verticalScrollBar();
    bar->setValue(bar->maximum() / 2);
    view->grab();
    for (int step = 0; step < 60; ++step) {
        const int paragraph = view->visibleParagraphs().at(1);
        const std::int64_t unit = std::int64_t { paragraph } * 25;
        const QRect before = view->rectOf(unit);
        QVERIFY(!before.isNull());
        bar->setValue(bar->value() - 40);
        view->grab();
        const QRect after = view->rectOf(unit);
        if (!after.isNull()) // else it went below the edge
            QCOMPARE(after.top() - before.top(), 40);
    }
}

void TestTokenText::scrubbingIsARepaint()
{
    const int asked = source->asked();
    const QImage before = view->grab().toImage();
    source->setShift(3);
    view->exitsChanged();
    QVERIFY(view->grab().toImage() != before);
    QCOMPARE(source->asked(), asked);
}

void TestTokenText::boxesStayInTheirLines()
{
    for (const int width : { 200, 700, 1500 }) {
        const TokenBlock block = laid(samples::Tokens(1, 200), width);
        QCOMPARE(block.boxes.size(), std::size_t(200));
        for (std::size_t i = 0; i < block.boxes.size(); ++i) {
            const TokenBox& box = block.boxes[i];
            QVERIFY(box.rect.left() >= 0 && box.rect.bottom() <= block.height);
            if (i > 0 && block.boxes[i - 1].line == box.line)
                QVERIFY(block.boxes[i - 1].rect.right() < box.rect.left()); // repeated tokens never merge
        }
    }
}

void TestTokenText::textRunsFromRightToLeft()
{
    const TokenBlock hebrew = laid(OneParagraph({ { QStringLiteral("שלום"), true, 0 }, { QStringLiteral("עולם"), true, 1 },
        { QStringLiteral("GPU"), true, 2 }, { QStringLiteral("model"), true, 3 }, { QStringLiteral("טוב"), true, 4 } }));
    QVERIFY(hebrew.boxes[0].rect.left() > hebrew.boxes[1].rect.right());
    QVERIFY(hebrew.boxes[2].rect.right() < hebrew.boxes[3].rect.left()); // two Latin words among them keep their order
    QVERIFY(hebrew.boxes[4].rect.right() < hebrew.boxes[2].rect.left());
    QVERIFY(hebrew.boxes[0].rect.right() > 650); // against the right edge
    const TokenBlock english = laid(OneParagraph({ { QStringLiteral("one"), true, 0 }, { QStringLiteral("two"), true, 1 } }));
    QVERIFY(english.boxes[0].rect.right() < english.boxes[1].rect.left());
}

void TestTokenText::foundAcrossTokens()
{
    const OneParagraph text({ { QStringLiteral("un"), true, 0 }, { QStringLiteral("likely"), false, 1 },
        { QStringLiteral("Event"), true, 2 }, { QStringLiteral("un"), true, 3 } });
    const auto found = [&](const QString& words) {
        QList<bool> marks;
        for (const TokenBox& box : laid(text, 700, words).boxes)
            marks << box.isFound;
        return marks;
    };
    QCOMPARE(found(QStringLiteral("unlik")), (QList<bool> { true, true, false, false }));
    QCOMPARE(found(QStringLiteral("LIKELY event")), (QList<bool> { false, true, true, false }));
    QCOMPARE(found(QStringLiteral("un")), (QList<bool> { true, false, false, true }));
    QCOMPARE(found(QString()), (QList<bool> { false, false, false, false }));
}

void TestTokenText::oneParagraphOfAMillionTokens()
{
    view->setSource(std::make_shared<samples::Tokens>(1, 1000000));
    view->grab();
    QVERIFY(view->laidOutBlocks() < 20);
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
    view->grab();
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum());
    view->grab();
    QVERIFY(!view->rectOf(999999).isNull());
    QVERIFY(view->laidOutBlocks() < 60);
}

void TestTokenText::keysWalkTheTokens()
{
    QSignalSpy current(view.get(), &TokenTextView::currentUnitChanged);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QCOMPARE(view->currentUnit(), 0);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view->selectedUnits(), (std::vector<std::int64_t> { 1, 2 }));
    const QRect before = view->rectOf(view->currentUnit());
    QTest::keyClick(view.get(), Qt::Key_Down);
    QVERIFY(view->rectOf(view->currentUnit()).top() > before.top());
    QTest::keyClick(view.get(), Qt::Key_Up);
    QCOMPARE(view->rectOf(view->currentUnit()).top(), before.top());
    QTest::keyClick(view.get(), Qt::Key_End);
    QCOMPARE(view->currentUnit(), 999999);
    view->grab();
    QVERIFY(!view->rectOf(999999).isNull());
    QTest::keyClick(view.get(), Qt::Key_Home);
    QCOMPARE(view->currentUnit(), 0);
    QVERIFY(current.size() >= 6);
    QCOMPARE(view->accessibleDescription(), source->tip(0));
}

void TestTokenText::mouseSelects()
{
    QSignalSpy selected(view.get(), &TokenTextView::selectionChanged);
    const auto middle = [&](std::int64_t unit) { return view->rectOf(unit).center(); };
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, middle(30));
    QCOMPARE(view->selectedUnits(), (std::vector<std::int64_t> { 30 }));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ControlModifier, middle(33));
    QCOMPARE(view->selectedUnits(), (std::vector<std::int64_t> { 30, 33 }));
    QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, middle(35));
    QCOMPARE(view->selectedUnits(), (std::vector<std::int64_t> { 33, 34, 35 }));
    QCOMPARE(view->unitAt(middle(40)), 40);
    QCOMPARE(view->unitAt(QPoint(2, 2)), -1);
    QCOMPARE(selected.size(), 3);
}

void TestTokenText::optionsKeepThePlace()
{
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 3);
    view->grab();
    const int before = view->visibleParagraphs().front();
    const QImage plain = view->grab().toImage();
    view->setOptions({ HeatLayer::Depth, true, true, {} });
    QVERIFY(view->grab().toImage() != plain);
    QCOMPARE(view->visibleParagraphs().front(), before);
    source->setPinned(true);
    view->setOptions({ HeatLayer::Lens, false, false, {} });
    view->grab();
    QCOMPARE(view->visibleParagraphs().front(), before);
    view->resize(500, 600);
    view->grab();
    QCOMPARE(view->visibleParagraphs().front(), before);
}

void TestTokenText::sideBySideInStep()
{
    const auto other = std::make_shared<samples::Tokens>(40000, 25);
    other->setShift(3);
    QSignalSpy columns(view.get(), &TokenTextView::columnsChanged);
    view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() / 2);
    view->grab();
    const int before = view->visibleParagraphs().front();
    view->setBeside(other);
    QVERIFY(view->isBeside());
    QCOMPARE(columns.size(), 1);
    const QImage both = view->viewport()->grab().toImage();
    QVERIFY(std::abs(view->visibleParagraphs().front() - before) <= 1); // it is where it was
    const QRect left = view->columnRect(0), right = view->columnRect(1);
    QVERIFY(left.right() < right.left() && right.right() == view->viewport()->width() - 1);
    QCOMPARE(left.width(), right.width());

    const std::int64_t unit = std::int64_t { view->visibleParagraphs()[1] } * 25 + 4;
    const QRect a = view->rectOf(unit, 0), b = view->rectOf(unit, 1);
    QVERIFY(!a.isNull() && left.contains(a) && right.contains(b));
    QCOMPARE(b, a.translated(right.left() - left.left(), 0));
    QCOMPARE(view->unitAt(a.center()), unit);
    QCOMPARE(view->unitAt(b.center()), unit);
    const auto depths = depthSteps(DepthMap::Viridis, source->exits(), depthRangeOn(DepthMap::Viridis, view->palette().color(QPalette::Base)));
    const auto colorOf = [&](const QRect& rect) { return both.pixelColor((rect.topLeft() + QPoint(1, 1)) * both.devicePixelRatio()); };
    QCOMPARE(colorOf(a), depths[static_cast<std::size_t>(source->exitOf(unit))]);
    QCOMPARE(colorOf(b), depths[static_cast<std::size_t>(other->exitOf(unit))]);
    QVERIFY(source->exitOf(unit) != other->exitOf(unit));

    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, b.center());
    QCOMPARE(view->selectedUnits(), std::vector<std::int64_t> { unit });
    QTest::keyClick(view.get(), Qt::Key_Right);
    QCOMPARE(view->currentUnit(), unit + 1);

    // Differences are marked in both, and nothing else changes.
    source->setPinned(true);
    other->setPinned(true);
    StripOptions options;
    options.marksDifferences = true;
    view->setSelectedUnits({});
    view->setOptions(options);
    const QImage marked = view->viewport()->grab().toImage();
    QVERIFY(marked != both);
    view->setBeside(nullptr);
    QVERIFY(!view->isBeside());
    QCOMPARE(view->columnRect(0).width(), view->viewport()->width());
}

void TestTokenText::copiesAreEscaped()
{
    const auto text = std::make_shared<OneParagraph>(std::vector<TokenPiece> { { QStringLiteral("<b>"), true, 0 },
        { QStringLiteral("&co"), false, 1 }, { QStringLiteral("end"), true, 2 } });
    view->setSource(text);
    view->setOptions({ HeatLayer::Depth, true, true, {} });
    view->setSelectedUnits({ 2 });
    view->copySelectionAsHtml();
    const QMimeData* copied = QApplication::clipboard()->mimeData();
    QCOMPARE(copied->text(), QStringLiteral("<b>&co end\n"));
    QVERIFY(copied->html().contains(QLatin1String("&lt;b&gt;<sub>2</sub></span><span")));
    QVERIFY(copied->html().contains(QLatin1String("title=\"&quot;&lt;tip&gt;&quot;\"")));
    QVERIFY(!copied->html().contains(QLatin1String("<b>")) && !copied->html().contains(QLatin1String("http")));
    QCOMPARE(copied->html().count(QLatin1String("<span")), copied->html().count(QLatin1String("</span>")));
    view->copySelection();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("<b>&co end\n"));
    std::vector<int> many(20000);
    QVERIFY(tokensAsText(samples::Tokens(1, 25), many).contains(QLatin1String("16000 more")));
}

void TestTokenText::oddTokens()
{
    view->setSource(std::make_shared<OneParagraph>(std::vector<TokenPiece> { { QString(), true, 0 },
        { QStringLiteral("\n"), true, 1 }, { QString(1 << 20, QLatin1Char('x')), true, 2 }, { QStringLiteral("👩‍👩‍👧‍👦"), true, 3 },
        { QString(QChar(0xd800)), true, 4 }, { QStringLiteral("مرح"), true, 5 }, { QStringLiteral("با"), false, 6 } }));
    view->setOptions({ HeatLayer::Depth, true, true, QStringLiteral("x") });
    QVERIFY(!view->grab().isNull());
    for (int unit = 0; unit < 7; ++unit)
        QVERIFY(view->rectOf(unit).width() > 0);
    view->setSource(std::make_shared<OneParagraph>(std::vector<TokenPiece>()));
    QVERIFY(!view->grab().isNull());
}

void TestTokenText::nothingIsQuiet()
{
    view->setSource(nullptr);
    view->setEmptyText(QStringLiteral("nothing"));
    QTest::keyClick(view.get(), Qt::Key_Down);
    QCOMPARE(view->currentUnit(), -1);
    QCOMPARE(view->unitAt(QPoint(100, 10)), -1);
    view->copySelection();
    view->setSource(std::make_shared<samples::Tokens>(0, 5));
    QTest::keyClick(view.get(), Qt::Key_End);
    QVERIFY(!view->grab().isNull());
}

QTEST_MAIN(TestTokenText)
#include "tst_token_text.moc"

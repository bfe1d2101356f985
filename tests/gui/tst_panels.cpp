#include "widgets/panel/empty_state.h"
#include "widgets/panel/inspector_panel.h"
#include "widgets/panel/job_bar.h"
#include "widgets/panel/message_bar.h"
#include "widgets/panel/scrubber_bar.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace exitscope::widgets;

namespace {

QToolButton* button(const QWidget& bar, const QString& name)
{
    for (auto* one : bar.findChildren<QToolButton*>())
        if (one->accessibleName() == name || one->text() == name)
            return one;
    return nullptr;
}

} // namespace

class TestPanels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void scrubberVisitsItsBreakpoints();
    void scrubberStepsByKeys();
    void scrubberIsQuietWhenSet();
    void scrubberDragsAndSettles();
    void scrubberTakesTypedValues();
    void scrubberShowsReadouts();
    void jobBarAsksAndTells();
    void timeLeftIsReadable();
    void messagesWaitInLine();
    void emptyStateTriggersItsActions();
    void inspectorKeepsItsRows();
};

void TestPanels::scrubberVisitsItsBreakpoints()
{
    ScrubberBar bar;
    bar.setBreakpoints({ 0.1, 0.2, 0.7 });
    auto* slider = bar.findChild<QSlider*>();
    QCOMPARE(slider->maximum(), 2);
    bar.setValue(0.2);
    QCOMPARE(slider->value(), 1);
    bar.setValue(9);
    QCOMPARE(bar.value(), 0.7);
    QSignalSpy moved(&bar, &ScrubberBar::thresholdMoved);
    slider->setValue(0);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(moved.last().first().toDouble(), 0.1);
    bar.setBreakpoints({});
    QVERIFY(!slider->isEnabled());
    bar.setIntegers(1, 11);
    QVERIFY(slider->isEnabled());
    QCOMPARE(slider->maximum(), 10);
    slider->setValue(4);
    QCOMPARE(bar.value(), 5.0);
}

void TestPanels::scrubberStepsByKeys()
{
    ScrubberBar bar;
    bar.setBreakpoints({ 0.1, 0.2, 0.7 });
    bar.setValue(0.1);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    QApplication::setActiveWindow(&bar);
    QSignalSpy settled(&bar, &ScrubberBar::thresholdSettled);
    QTest::keyClick(&bar, Qt::Key_BracketRight);
    QCOMPARE(bar.value(), 0.2);
    QTest::keyClick(&bar, Qt::Key_BracketRight);
    QTest::keyClick(&bar, Qt::Key_BracketRight);
    QCOMPARE(bar.value(), 0.7);
    QTest::keyClick(&bar, Qt::Key_BracketLeft);
    QCOMPARE(bar.value(), 0.2);
    QCOMPARE(settled.size(), 4);
    bar.setValue(0.3); // between two: a step goes to the next, not past it
    bar.stepUpAction()->trigger();
    QCOMPARE(bar.value(), 0.7);
    bar.setValue(0.3);
    bar.stepDownAction()->trigger();
    QCOMPARE(bar.value(), 0.2);
}

void TestPanels::scrubberIsQuietWhenSet()
{
    ScrubberBar bar;
    QSignalSpy moved(&bar, &ScrubberBar::thresholdMoved);
    bar.setRange(0, 2);
    bar.setValue(0.5);
    bar.setBreakpoints({ 0.1, 0.4 });
    bar.setPolicies({ QStringLiteral("entropy"), QStringLiteral("patience") }, 1);
    QCOMPARE(moved.size(), 0);
    QCOMPARE(bar.currentPolicy(), 1);
}

void TestPanels::scrubberDragsAndSettles()
{
    ScrubberBar bar;
    bar.setRange(0, 1);
    bar.setValue(0.5);
    auto* slider = bar.findChild<QSlider*>();
    QSignalSpy moved(&bar, &ScrubberBar::thresholdMoved);
    QSignalSpy settled(&bar, &ScrubberBar::thresholdSettled);
    slider->setSliderDown(true);
    slider->setSliderPosition(600);
    slider->setSliderPosition(700);
    QCOMPARE(moved.size(), 2);
    QCOMPARE(settled.size(), 0);
    slider->setSliderDown(false);
    QCOMPARE(settled.size(), 1);
    QCOMPARE(settled.last().first().toDouble(), 0.7);
}

void TestPanels::scrubberTakesTypedValues()
{
    ScrubberBar bar;
    bar.setRange(0, 1);
    auto* number = bar.findChild<QDoubleSpinBox*>();
    QSignalSpy moved(&bar, &ScrubberBar::thresholdMoved);
    number->setValue(0.123);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(bar.value(), 0.123);
    QCOMPARE(bar.findChild<QSlider*>()->value(), 123);
}

void TestPanels::scrubberShowsReadouts()
{
    ScrubberBar bar;
    bar.setLocale(QLocale(QLocale::German));
    bar.setReadout({ .speedup = 2.414,
        .metricName = QStringLiteral("accuracy"),
        .metric = 0.901,
        .halfInterval = 0.012,
        .metricIsPercent = true,
        .note = {} });
    QStringList texts;
    for (const QLabel* label : bar.findChildren<QLabel*>())
        if (!label->isHidden())
            texts << label->text();
    QVERIFY2(texts.contains(QStringLiteral("2,41×")), qPrintable(texts.join(QLatin1Char('|'))));
    QVERIFY(texts.contains(QStringLiteral("accuracy 90,1 ± 1,2 %")));
}

void TestPanels::jobBarAsksAndTells()
{
    JobBar bar;
    QVERIFY(bar.isHidden());
    JobView job { .phase = JobPhase::Running,
        .title = QStringLiteral("Tracing"),
        .done = 512,
        .total = 1024,
        .perSecond = 41,
        .secondsLeft = 12.2,
        .canPause = true,
        .outcome = {} };
    bar.setJob(job);
    QVERIFY(!bar.isHidden());
    QCOMPARE(bar.findChild<QProgressBar*>()->value(), 500);
    QSignalSpy pause(&bar, &JobBar::pauseRequested);
    QSignalSpy resume(&bar, &JobBar::resumeRequested);
    QSignalSpy cancel(&bar, &JobBar::cancelRequested);
    QSignalSpy dismissed(&bar, &JobBar::dismissed);
    button(bar, QStringLiteral("Pause"))->click();
    job.phase = JobPhase::Paused;
    bar.setJob(job);
    button(bar, QStringLiteral("Resume"))->click();
    button(bar, QStringLiteral("Cancel"))->click();
    job.phase = JobPhase::Cancelling;
    bar.setJob(job);
    QVERIFY(!button(bar, QStringLiteral("Cancel"))->isEnabled());
    job.phase = JobPhase::Failed;
    job.outcome = QStringLiteral("The disk is full.");
    bar.setJob(job);
    button(bar, QStringLiteral("Close"))->click();
    QCOMPARE(pause.size() + resume.size() + cancel.size() + dismissed.size(), 4);
    QCOMPARE(dismissed.size(), 1);
}

void TestPanels::timeLeftIsReadable()
{
    QCOMPARE(timeLeftText(0.2), QStringLiteral("1 s left"));
    QCOMPARE(timeLeftText(8.4), QStringLiteral("9 s left"));
    QCOMPARE(timeLeftText(200), QStringLiteral("4 min left"));
    QCOMPARE(timeLeftText(7801), QStringLiteral("2 h 11 min left"));
}

void TestPanels::messagesWaitInLine()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    const Message note { MessageKind::Information, QStringLiteral("Done."), {}, {} };
    const Message error { MessageKind::Error, QStringLiteral("a.tsv:3: bad label"), QStringLiteral("Use 0 or 1."),
        QStringLiteral("line 3") };
    bar.showMessage(note);
    bar.showMessage(note);
    bar.showMessage(error);
    QCOMPARE(bar.count(), 2);
    QVERIFY(bar.accessibleDescription().startsWith(error.text));
    button(bar, QStringLiteral("Copy"))->click();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("a.tsv:3: bad label\nUse 0 or 1.\nline 3"));
    QSignalSpy emptied(&bar, &MessageBar::emptied);
    button(bar, QStringLiteral("Close"))->click();
    QVERIFY(bar.accessibleDescription().startsWith(note.text));
    button(bar, QStringLiteral("Close"))->click();
    QCOMPARE(emptied.size(), 1);
    QVERIFY(bar.isHidden());
}

void TestPanels::emptyStateTriggersItsActions()
{
    EmptyState empty;
    QAction open(QStringLiteral("Open…"));
    empty.addButton(&open);
    QSignalSpy triggered(&open, &QAction::triggered);
    empty.findChild<QPushButton*>()->click();
    QCOMPARE(triggered.size(), 1);
    open.setEnabled(false);
    QVERIFY(!empty.findChild<QPushButton*>()->isEnabled());
}

void TestPanels::inspectorKeepsItsRows()
{
    InspectorPanel panel;
    const auto groups = [](const QString& value) {
        return std::vector<InspectorGroup> { { QStringLiteral("Point"), { { QStringLiteral("Threshold"), value, {} } } } };
    };
    panel.setGroups(groups(QStringLiteral("0.3")));
    auto* tree = panel.findChild<QTreeWidget*>();
    const QTreeWidgetItem* item = tree->topLevelItem(0)->child(0);
    panel.setGroups(groups(QStringLiteral("0.4")));
    QCOMPARE(tree->topLevelItem(0)->child(0), item);
    QCOMPARE(panel.selectionAsText(), QStringLiteral("Threshold\t0.4\n"));
    panel.setGroups({});
    QCOMPARE(tree->topLevelItemCount(), 0);
}

QTEST_MAIN(TestPanels)
#include "tst_panels.moc"

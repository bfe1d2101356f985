#include "app/main_window.h"
#include "app/views/compare_figures_model.h"
#include "app/views/compare_flips_model.h"
#include "app/views/compare_flips_page.h"
#include "app/views/compare_settings_model.h"
#include "app/views/compare_view.h"
#include "core/evidence/paired.h"
#include "core/report/stored_side.h"
#include "tests/app/made_up_files.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableView>
#include <QTest>

using namespace exitscope;

namespace {

/// A window on a store of three runs, two over one trace and one over another.
struct Shown
{
    test::StoreOfRuns files;
    std::vector<store::RunId> runs;
    std::unique_ptr<app::MainWindow> window;
    app::CompareView* view = nullptr;

    Shown()
    {
        files.writeTrace("a.trace", 400);
        files.writeTrace("b.trace", 300, 8);
        runs = { files.sweep("a.trace", "entropy:threshold=0:0.69:20", "entropy"),
            files.sweep("a.trace", "fixed:layer=1|2|3|4|5|6", "fixed"), files.sweep("b.trace", "fixed:layer=1|6", "other") };
        open();
    }
    void open()
    {
        window = std::make_unique<app::MainWindow>();
        window->show();
        window->start(files.store);
        QTRY_VERIFY(!window->hub().runs().ids.empty()); // what is selected at the start
        view = window->findChild<app::CompareView*>();
        window->showView(view);
    }
    void select(std::initializer_list<std::size_t> which)
    {
        app::RunSet set;
        for (const auto index : which)
            set.ids.push_back(runs[index]);
        window->hub().setRuns(set, nullptr);
    }
};

} // namespace

class TestCompareView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeTestCompare"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void oneRunIsNotCompared()
    {
        Shown shown;
        shown.select({ 0 });
        QTRY_COMPARE(shown.view->findChild<QStackedWidget*>()->currentIndex(), 0);
        QVERIFY(!shown.view->figure());
        shown.select({ 0, 1 });
        QTRY_VERIFY(shown.view->comparison());
        QCOMPARE(shown.view->findChild<QStackedWidget*>()->currentIndex(), 1);
        QVERIFY(shown.view->figure()->draw().series.size() >= 2);
    }

    /// The figures are those of `exitscope compare`.
    void figuresAreThoseOfTheCommandLine()
    {
        Shown shown;
        shown.select({ 0, 1 });
        QTRY_VERIFY(shown.view->comparison() && shown.view->figure()->runs->front().run.summary.id == shown.runs[0]);
        shown.view->setBaseline(0);
        QTRY_VERIFY(shown.view->comparison());
        const store::RunStore store(shown.files.store.toStdString());
        const auto sides = report::openSides(store, std::vector { shown.runs[0], shown.runs[1] });
        const auto expected = *evidence::compare(sides[1].compared(), sides[0].compared(), {});
        const auto& rows = shown.view->comparison()->sides.rows;
        QCOMPARE(rows.size(), expected.atCost.size());
        for (std::size_t k = 0; k < rows.size(); ++k) {
            QCOMPARE(rows[k].sides[1].estimate.value, expected.atCost[k].first.value);
            QCOMPARE(rows[k].sides[1].toBaseline->p, expected.atCost[k].difference.p);
        }
        auto* model = shown.view->findChild<app::CompareFiguresModel*>();
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QCOMPARE(model->rowCount(), 6);
        QCOMPARE(model->index(1, app::CompareFiguresModel::Figure).data().toString(),
            QString::number(expected.atCost[0].first.value, 'f', 4));
        for (const QAction* action : shown.view->menuActions())
            QVERIFY(action->isEnabled());
        shown.view->menuActions().front()->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("\\toprule")));
    }

    void budgetsAreTyped()
    {
        Shown shown;
        shown.select({ 0, 1 });
        QTRY_VERIFY(shown.view->comparison());
        const auto edits = shown.view->findChildren<QLineEdit*>();
        auto* speedups = *std::find_if(
            edits.begin(), edits.end(), [](const QLineEdit* edit) { return edit->text() == QStringLiteral("1.5 2 3"); });
        speedups->setText(QStringLiteral("2; 4"));
        QTRY_VERIFY(shown.view->comparison() && shown.view->comparison()->sides.rows.size() == 2);
        QCOMPARE(shown.view->comparison()->sides.rows[1].at, 4.0);
        speedups->setText(QStringLiteral("2 fast"));
        QTRY_VERIFY(!shown.view->comparison());
        QTRY_COMPARE(shown.view->findChild<app::CompareFiguresModel*>()->rowCount(), 0);
    }

    void differingExamplesAreSelectedEverywhere()
    {
        Shown shown;
        QTRY_VERIFY(shown.window->workspace().live());
        shown.select({ 0, 1 });
        auto* flips = shown.view->findChild<app::CompareFlipsModel*>();
        QTRY_VERIFY(shown.view->comparison() && shown.view->figure()->runs->front().run.summary.id == shown.runs[0]);
        shown.view->setBaseline(0); // the start had selected others
        QTRY_VERIFY(shown.view->comparison() && flips->rowCount() > 0);
        const auto& row = shown.view->comparison()->sides.rows.front();
        QCOMPARE(static_cast<std::int64_t>(flips->rowCount()), row.sides[1].test->onlyFirst + row.sides[1].test->onlySecond);
        auto* page = shown.view->findChild<app::CompareFlipsPage*>();
        auto* table = page->findChild<QTableView*>();
        table->selectRow(0);
        QCOMPARE(shown.window->hub().examples(), std::vector<std::int64_t> { flips->unitAt(0) });
        flips->show(app::FlipsShown::OnlySecond);
        // The examples come from a worker of their own: those of the former baseline may still be shown.
        QTRY_COMPARE(static_cast<std::int64_t>(flips->rowCount()), row.sides[1].test->onlyFirst);
        const auto* all = page->findChild<QPushButton*>();
        QVERIFY(all);
        QTest::mouseClick(const_cast<QPushButton*>(all), Qt::LeftButton);
        QCOMPARE(shown.window->hub().examples(), flips->units());
    }

    void otherExamplesAreSaidSo()
    {
        Shown shown;
        shown.select({ 0, 2 });
        QTRY_VERIFY(shown.view->comparison() && shown.view->figure()->runs->front().run.summary.id == shown.runs[0]);
        shown.view->setBaseline(0);
        QTRY_VERIFY(shown.view->comparison());
        QVERIFY(!shown.view->comparison()->sides.problems[1].empty());
        QVERIFY(!shown.view->comparison()->sides.rows[0].sides[1].toBaseline);
        bool isSaid = false;
        for (const QLabel* label : shown.view->findChildren<QLabel*>())
            isSaid |= label->text().contains(QStringLiteral("is not tested against the baseline"));
        QVERIFY(isSaid);
    }

    void settingsThatDifferAreShown()
    {
        Shown shown;
        shown.select({ 0, 1 });
        QTRY_VERIFY(shown.view->comparison() && shown.view->figure()->runs->front().run.summary.id == shown.runs[0]);
        shown.view->setBaseline(0);
        auto* model = shown.view->findChild<app::CompareSettingsModel*>();
        QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QStringList keys;
        for (int row = 0; row < model->rowCount(); ++row)
            keys << model->index(row, 0).data(app::CompareSettingsModel::KeyRole).toString();
        keys.removeAll(QString());
        QCOMPARE(keys, QStringList({ QStringLiteral("policies"), QStringLiteral("points") }));
        QCOMPARE(model->index(2, 3).data().toString(), QString::fromUtf8("\u221214")); // 20 points, then 6
        model->setIgnored({ QStringLiteral("points") });
        QCOMPARE(model->hiddenIgnored(), 1);
        const int before = model->rowCount();
        model->setEqualShown(true);
        QVERIFY(model->rowCount() > before + 5);
    }

    void choicesComeBack()
    {
        Shown shown;
        shown.select({ 0, 1 });
        QTRY_VERIFY(shown.view->comparison() && shown.view->figure()->runs->front().run.summary.id == shown.runs[0]);
        shown.view->setBaseline(1);
        auto state = shown.view->state();
        state[QStringLiteral("speedups")] = QStringLiteral("2.5");
        state[QStringLiteral("page")] = 2;
        shown.window.reset();
        shown.open();
        shown.view->restore(state);
        shown.select({ 0, 1 });
        QTRY_VERIFY(shown.view->comparison() && shown.view->figure()->runs->front().run.summary.id == shown.runs[0]);
        QCOMPARE(shown.view->comparison()->sides.baseline, std::size_t { 1 });
        QCOMPARE(shown.view->comparison()->sides.rows.front().at, 2.5);
        const auto again = shown.view->state();
        for (const QString& key : state.keys())
            if (key != QStringLiteral("splitter"))
                QCOMPARE(again.value(key), state.value(key));
        shown.view->restore({ { QStringLiteral("page"), 99 }, { QStringLiteral("speedups"), QStringLiteral("x") } });
        QCOMPARE(shown.view->state().value(QStringLiteral("speedups")).toString(), QStringLiteral("2.5"));
    }
};

QTEST_MAIN(TestCompareView)
#include "tst_compare_view.moc"

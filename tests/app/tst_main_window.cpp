#include "app/analysis/live_policy.h"
#include "app/analysis/point_details.h"
#include "app/analysis/policy_offer.h"
#include "app/library/library_model.h"
#include "app/main_window.h"
#include "app/views/calibration_view.h"
#include "app/views/tokens_view.h"
#include "app/views/tradeoff_view.h"
#include "core/sweep/evaluate.h"
#include "core/sweep/stored_sweep.h"
#include "tests/app/made_up_files.h"
#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/panel/policy_panel.h"
#include "widgets/panel/scrubber_bar.h"
#include "widgets/plot/plot_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace exitscope;

using test::Files;
using test::makeTrace;

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeTest"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void aStoreOpensWithItsTraceAndFollowsTheScrubber()
    {
        const Files files;
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.workspace().live());

        auto* scrubber = window.findChild<widgets::ScrubberBar*>();
        auto* tradeoff = window.findChild<app::TradeoffView*>();
        auto* plot = tradeoff->findChild<widgets::PlotView*>();
        QVERIFY(scrubber && plot);
        QTRY_VERIFY(plot->marker());

        // The highest threshold lets everything leave at once, the lowest nothing.
        const auto& breakpoints = window.workspace().live()->breakpoints();
        const auto& rule = window.workspace().live()->rule();
        window.hub().setOperatingPoint({ rule.policy, rule.parameter, breakpoints.front() }, nullptr);
        const QPointF full = *plot->marker();
        QCOMPARE(full.x(), 1.0);
        window.hub().setOperatingPoint({ rule.policy, rule.parameter, breakpoints.back() }, nullptr);
        QCOMPARE(scrubber->value(), breakpoints.back());
        QVERIFY(plot->marker()->x() > full.x());
        QCOMPARE(plot->marker()->x(), 6.0);
    }

    void theStepKeysMoveThePoint()
    {
        const Files files;
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.workspace().live());
        auto* scrubber = window.findChild<widgets::ScrubberBar*>();
        QTRY_VERIFY(scrubber->isVisible());
        const double before = window.hub().operatingPoint().value;
        scrubber->stepUpAction()->trigger();
        QVERIFY(window.hub().operatingPoint().value > before);
        scrubber->stepDownAction()->trigger();
        QCOMPARE(window.hub().operatingPoint().value, before);
    }

    void anotherRuleIsPreparedAndShown()
    {
        const Files files;
        app::MainWindow window;
        window.start(files.store);
        QTRY_VERIFY(window.workspace().live());
        const auto& rules = window.workspace().rules();
        const auto patience = std::find_if(
            rules.begin(), rules.end(), [](const auto& rule) { return rule.policy == "patience"; });
        QVERIFY(patience != rules.end());
        window.workspace().chooseRule(static_cast<int>(patience - rules.begin()));
        QTRY_COMPARE(window.workspace().live()->rule().policy, std::string("patience"));
        QCOMPARE(window.hub().operatingPoint().parameter, std::string("patience"));
        // Patience p cannot leave before layer p + 1.
        window.hub().setOperatingPoint({ "patience", "patience", 5 }, nullptr);
        QCOMPARE(window.workspace().live()->at(5).point.meanExit(), 6.0);
    }

    void aLiveStateIsWhatASweepGives()
    {
        const auto trace = makeTrace(200, 6);
        const sweep::Evaluator evaluator(trace);
        for (const auto& rule : app::scrubbedRules(*trace)) {
            const auto live = app::prepareLivePolicy(trace, rule);
            const auto& values = live->breakpoints();
            for (std::size_t i = 0; i < values.size(); i += 1 + values.size() / 20) {
                const auto state = live->at(values[i]);
                const auto point = evaluator.evaluate(state.point.spec);
                QCOMPARE(state.point.histogram, point.histogram);
                QCOMPARE(state.point.sumExitLayers, point.sumExitLayers);
                QCOMPARE(state.point.metrics, point.metrics);
                QCOMPARE(state.point.flopsSpent, point.flopsSpent);
            }
        }
    }

    void everyPolicyHasAPanelThatSpeaksItsSpecification()
    {
        const auto trace = makeTrace(200, 6);
        widgets::PolicyPanel panel(app::offersFor(*trace), widgets::PanelUse::Sweep);
        for (const auto& offer : app::offersFor(*trace)) {
            const auto& type = policy::policyNamed(offer.name.toStdString());
            QCOMPARE(offer.parameters.size(), type.info.parameters.size());
            if (!offer.isOffered) {
                QVERIFY(!offer.reason.isEmpty());
                QVERIFY(!panel.setSpecification(offer.name));
                continue;
            }
            const QString usual = widgets::usualSpecification(offer, widgets::PanelUse::Sweep);
            QVERIFY(panel.setSpecification(usual));
            QCOMPARE(panel.specification(), usual);
            QVERIFY2(panel.problem().isEmpty(), qPrintable(offer.name + panel.problem()));
            const auto outlook = app::sweepOutlook({ panel.specification() }, *trace);
            QVERIFY2(outlook.problem.isEmpty(), qPrintable(outlook.problem));
            QVERIFY(!outlook.summary.isEmpty());
        }
        QVERIFY(!app::sweepOutlook({ QStringLiteral("entropy:threshold=0.1,first_exit=99") }, *trace).problem.isEmpty()
            || !app::sweepOutlook({ QStringLiteral("confidence:threshold=0.5,temperature=-1") }, *trace).problem.isEmpty());
        QCOMPARE(app::sweepCommand({ QStringLiteral("a b.trace") }, QStringLiteral("r.db"), { QStringLiteral("oracle:kind=a|b") }, {}),
            QStringLiteral("exitscope sweep --trace 'a b.trace' --policy 'oracle:kind=a|b' --store r.db"));
    }

    void aSweepFromTheWindowLandsInTheStore()
    {
        const Files files;
        app::MainWindow window;
        window.start(files.store);
        QTRY_VERIFY(window.workspace().live());
        QSignalSpy finished(&window.workspace(), &app::Workspace::sweepFinished);
        window.workspace().startSweep(
            { QStringLiteral("patience:patience=1|2|3"), QStringLiteral("fixed:layer=1:6:6") }, QStringLiteral("second"));
        QTRY_COMPARE(finished.count(), 1);
        QTRY_COMPARE(window.workspace().runs().size(), std::size_t { 2 });
        const auto runs = window.workspace().runs();
        QCOMPARE(runs.front().name, std::string("second"));
        QCOMPARE(runs.front().points, std::int64_t { 9 });
        QTRY_VERIFY(window.hub().runs().ids.size() >= 2);
    }

    void bandsAndReferencesAreToggledAndRemembered()
    {
        const Files files;
        {
            app::MainWindow window;
            window.start(files.store);
            auto* view = window.findChild<app::TradeoffView*>();
            QTRY_VERIFY(view->runs() && !view->runs()->empty());
            const auto has = [view](const QString& end) {
                const auto model = view->shownModel();
                return std::any_of(model.series.begin(), model.series.end(),
                           [&](const auto& series) { return series.id.endsWith(end); })
                    || std::any_of(model.marks.begin(), model.marks.end(),
                        [&](const auto& mark) { return mark.id == end; });
            };
            const auto actions = view->menuActions();
            QCOMPARE(actions.size(), std::size_t { 6 }); // bands, seeds, four references
            QVERIFY(!has(QStringLiteral("/band")));
            actions[0]->trigger();
            QTRY_VERIFY(has(QStringLiteral("/band")));
            const auto model = view->shownModel();
            for (const auto& series : model.series)
                if (series.id.endsWith(u"/band")) {
                    const auto* curve = model.find(series.id.chopped(5));
                    QVERIFY(curve);
                    QCOMPARE(series.x, curve->x);
                    for (std::size_t i = 0; i < series.x.size(); ++i)
                        QVERIFY(series.low[i] <= curve->y[i] && curve->y[i] <= series.y[i]);
                }
            const char* names[] { "reference/full", "reference/fixed", "reference/oracle", "reference/oracle-agree" };
            for (std::size_t place = 0; place < 4; ++place) {
                QVERIFY2(has(QString::fromLatin1(names[place])), names[place]);
                actions[place + 2]->trigger();
                QVERIFY2(!has(QString::fromLatin1(names[place])), names[place]);
            }
            window.close();
        }
        app::MainWindow second;
        const auto* again = second.findChild<app::TradeoffView*>();
        QVERIFY(again->menuActions()[0]->isChecked());
        QVERIFY(!again->menuActions()[2]->isChecked());
    }

    void anExecutedRunStandsOnTheAxisOfMeasuredTime()
    {
        app::PlottedRun replayed;
        replayed.run.summary.id = store::RunId { 1 };
        replayed.run.request.policies = { "entropy:threshold=0.1|0.2" };
        for (const char* threshold : { "0.1", "0.2" }) {
            sweep::Point point;
            point.spec = { "entropy", { { "threshold", threshold } } };
            point.units = 10;
            point.layers = 6;
            point.sumExitLayers = 30;
            point.metrics = { { "accuracy", 0.9 } };
            replayed.points.push_back(point);
        }
        app::PlottedRun executed = replayed;
        executed.run.summary.id = store::RunId { 2 };
        executed.run.summary.kind = "execute";
        executed.points[0].more
            = R"({"seconds":2.0,"full_seconds":5.0,"batch1_seconds":4.0,"batch1_full_seconds":6.0})";
        app::TradeoffView view;
        view.setRuns(std::make_shared<const std::vector<app::PlottedRun>>(std::vector { replayed, executed }));
        auto* cost = view.findChildren<QComboBox*>().at(0);
        for (auto* combo : view.findChildren<QComboBox*>())
            if (combo->findData(static_cast<int>(app::CostAxis::MeasuredTime)) >= 0)
                cost = combo;
        cost->setCurrentIndex(cost->findData(static_cast<int>(app::CostAxis::MeasuredTime)));
        const auto model = view.shownModel();
        QVERIFY(!model.find(QStringLiteral("1/entropy")));
        const auto* series = model.find(QStringLiteral("2/entropy"));
        QVERIFY(series);
        QCOMPARE(series->x, std::vector<double> { 0.4 });
        const auto measured = app::measuredOf(executed.points[0].spec, std::vector { replayed, executed });
        QCOMPARE(*measured.packed(), 2.5);
        QCOMPARE(*measured.batch1(), 1.5);
        view.setRuns(std::make_shared<const std::vector<app::PlottedRun>>(std::vector { replayed }));
        QVERIFY(view.shownModel().series.empty()); // a note says why, and nothing is thrown
    }

    void aCalibrationIsShownKeptAndUsed()
    {
        const Files files(600);
        app::MainWindow window;
        window.start(files.store);
        QTRY_VERIFY(window.workspace().live());
        auto* view = window.findChild<app::CalibrationView*>();
        QVERIFY(view && !view->picture());
        QVERIFY2(view->problem().isEmpty(), qPrintable(view->problem()));
        app::CalibrationChoice choice = view->choice();
        choice.policy = "confidence:threshold=0.5:1:11";
        choice.delta = 0.2;
        choice.split.seed = 3;
        view->setChoice(choice);
        QCOMPARE(view->choice().policy, choice.policy);
        view->startAction()->trigger();
        QTRY_VERIFY(view->picture());

        // What the core says of the same request.
        const auto trace = trace::Trace::open(files.trace.toStdString());
        const auto expected = app::calibrateChoice(trace, choice);
        QVERIFY(expected && expected->picture.chosenPlace);
        QCOMPARE(view->picture()->chosen, expected->picture.chosen);
        const auto model = view->shownModel();
        QCOMPARE(model.find(QStringLiteral("risk"))->x.size(), std::size_t { 11 });
        const auto mark = std::find_if(
            model.marks.begin(), model.marks.end(), [](const auto& one) { return one.id == u"chosen"; });
        QVERIFY(mark != model.marks.end());
        QCOMPARE(mark->x, expected->picture.settings[*expected->picture.chosenPlace].x);

        view->useAction()->trigger();
        QTRY_COMPARE(window.hub().operatingPoint().policy, std::string("confidence"));
        QCOMPARE(window.hub().operatingPoint().value, mark->x);

        // The store has it, and it opens as it was.
        QTRY_COMPARE(window.workspace().calibrations().size(), std::size_t { 1 });
        const auto records = window.workspace().calibrations();
        const auto again = app::pictureOf(records.front());
        QCOMPARE(again.chosen, expected->picture.chosen);
        QCOMPARE(guaranteeWords(again), guaranteeWords(expected->picture));
        QCOMPARE(again.testRisk, expected->picture.testRisk);
        const auto before = app::choiceOf(records.front());
        QCOMPARE(before.policy, choice.policy);
        QCOMPARE(before.delta, choice.delta);
        QCOMPARE(before.split.seed, choice.split.seed);
    }

    void aCalibrationSaysWhatKeepsItFromStarting()
    {
        app::CalibrationView view;
        QVERIFY(!view.problem().isEmpty());
        QVERIFY(!view.startAction()->isEnabled());
        view.setTrace(makeTrace(100, 6));
        QVERIFY(view.startAction()->isEnabled());
        auto choice = view.choice();
        choice.delta = 0;
        view.setChoice(choice);
        QVERIFY(view.problem().contains(QStringLiteral("Delta")));
        QVERIFY(!view.startAction()->isEnabled());
        QVERIFY(!view.useAction()->isEnabled());
    }

    void aBadFileIsOneSentenceInTheWindow()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("bad.trace"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nothing of the kind");
        file.close();
        app::MainWindow window;
        QSignalSpy failed(&window.workspace(), &app::Workspace::failed);
        window.workspace().openTrace(path);
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(failed.front().front().toString().contains(QStringLiteral("bad.trace")));
        bool isTold = false;
        window.workspace().openStore(path, [&isTold](bool isOpen) { isTold = !isOpen; });
        QTRY_VERIFY(isTold);
        QCOMPARE(failed.count(), 2);
        QVERIFY(!window.workspace().hasStore());
    }

    void deletedRunsLeaveTheListAndComeBack()
    {
        const Files files;
        app::MainWindow window;
        window.start(files.store);
        QTRY_COMPARE(window.workspace().runs().size(), std::size_t { 1 });
        const app::RunSet run { { window.workspace().runs().front().id } };
        window.workspace().deleteRuns(run);
        QTRY_VERIFY(window.workspace().runs().empty());
        window.workspace().restoreRuns(run);
        QTRY_COMPARE(window.workspace().runs().size(), std::size_t { 1 });
        window.workspace().renameRun(run, QStringLiteral("better name"));
        QTRY_COMPARE(window.workspace().runs().front().name, std::string("better name"));
    }

    void theLibraryKeepsItsRowsWhenARunGrows()
    {
        app::LibraryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        store::RunSummary a, b;
        a.id = store::RunId { 1 };
        a.name = "a";
        b.id = store::RunId { 2 };
        b.name = "b";
        model.setRuns({ b, a });
        const QPersistentModelIndex kept(model.indexOfRun(a.id));
        QVERIFY(kept.isValid());
        a.points = 100;
        store::RunSummary c;
        c.id = store::RunId { 3 };
        model.setRuns({ c, b, a });
        QVERIFY(kept.isValid());
        QCOMPARE(kept.row(), 2);
        model.setRuns({ a });
        QCOMPARE(kept.row(), 0);
    }

    void everyActionHasTextAndNoShortcutIsTakenTwice()
    {
        app::MainWindow window;
        QHash<QKeySequence, QString> taken;
        for (const auto* action : window.menuBar()->findChildren<QAction*>()) {
            if (action->isSeparator())
                continue;
            QVERIFY(!action->text().isEmpty());
            if (action->shortcut().isEmpty())
                continue;
            QVERIFY2(!taken.contains(action->shortcut()), qPrintable(action->text()));
            taken.insert(action->shortcut(), action->text());
        }
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"

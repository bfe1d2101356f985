// The Train view driven as a person would: files are dropped, a training is started, watched, stopped, gone on with and traced. The
// training itself is made up; the engine's are tests/engine/train's.
#include "app/main_window.h"
#include "app/plots/learning_plot.h"
#include "app/plots/structure_plot.h"
#include "app/session/training_record.h"
#include "app/views/learning_panel.h"
#include "app/views/plot_panel.h"
#include "app/views/structure_panel.h"
#include "app/views/train_form.h"
#include "app/views/train_view.h"
#include "core/io/atomic_file.h"
#include "tests/app/person.h"
#include "widgets/plot/plot_view.h"

#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>

#include <cmath>
#include <thread>

using namespace exitscope;
using training::LearningEvent;

namespace {

LearningEvent stepEvent(std::int64_t step, std::int64_t steps, int exits)
{
    LearningEvent event;
    event.phase = step <= steps / 2 ? "fine-tuning, last exit" : "exits on the frozen trunk";
    event.phaseIndex = step <= steps / 2 ? 0 : 1;
    event.phases = 2;
    event.step = step;
    event.steps = steps;
    event.seconds = static_cast<double>(step) / 10;
    event.rate = 1e-3 * (1 - static_cast<double>(step) / static_cast<double>(steps));
    event.tokensPerSecond = 1500;
    for (int exit = 1; exit <= exits; ++exit) {
        event.lossNames.push_back("exit " + std::to_string(exit));
        event.losses.push_back(2.0 / (1 + exit + static_cast<double>(step) / 50));
        event.loss += event.losses.back();
    }
    return event;
}

LearningEvent devEvent(std::int64_t step, std::int64_t steps, int exits, bool isBest = true)
{
    LearningEvent event = stepEvent(step, steps, 0);
    event.kind = LearningEvent::Kind::Dev;
    event.metric = "accuracy";
    event.isBest = isBest;
    for (int exit = 1; exit <= exits; ++exit)
        event.byExit.push_back(0.5 + 0.02 * exit + 0.1 * static_cast<double>(step) / static_cast<double>(steps));
    event.rate = event.tokensPerSecond = event.loss = 0;
    return event;
}

std::string curve(std::int64_t done, std::int64_t steps)
{
    std::string text;
    for (std::int64_t step = 10; step <= done; step += 10)
        text += toJson(stepEvent(step, steps, 4)) + "\n" + (step % 50 == 0 ? toJson(devEvent(step, steps, 4)) + "\n" : "");
    return text;
}

training::KeptStructure slimStructure(std::int64_t layers, std::int64_t heads)
{
    auto structure = training::wholeStructure(layers, heads * 64, heads, 64, heads * 256, 30522);
    structure.wordRank = 128;
    for (std::size_t layer = 0; layer < static_cast<std::size_t>(layers); ++layer) {
        structure.headsKept[layer] = { static_cast<std::int32_t>(layer) % 3, 4 };
        structure.feedForwardKept[layer].resize(256);
        structure.headScores.emplace_back(static_cast<std::size_t>(heads), 0.25F);
        structure.headScores.back()[4] = 1;
    }
    return structure;
}

/// A window with data in a folder, and trainings that are made up: 200 steps, 20 with each tick.
struct Shown
{
    QTemporaryDir folder;
    std::unique_ptr<app::MainWindow> window;
    app::TrainView* view = nullptr;
    std::shared_ptr<std::atomic<int>> starts = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<bool>> mayGoOn = std::make_shared<std::atomic<bool>>(true);

    Shown()
    {
        for (const char* name : { "train.tsv", "dev.tsv", "test.tsv" })
            io::writeFileAtomically(path(name).toStdString(), "sentence\tlabel\ngood\t1\nbad\t0\n");
        open();
    }

    QString path(const QString& name) const { return folder.filePath(name); }

    void open()
    {
        window = std::make_unique<app::MainWindow>();
        window->resize(1280, 800);
        window->show();
        view = window->findChild<app::TrainView*>();
        view->setOfferedFolder(path(QStringLiteral("models")));
        window->showView(view);
        window->trainings().setTrainer(
            [starts = starts, mayGoOn = mayGoOn](const app::TrainingOrder& order, const training::Observer& observe, const JobContext& job) {
                ++*starts;
                const std::filesystem::path output(order.folder.toStdString());
                std::filesystem::create_directories(output);
                std::string text;
                app::TrainingOutcome outcome;
                for (std::int64_t step = order.continues ? 100 : 0; step < 200;) {
                    if (!job.proceed() || (step >= 100 && !*mayGoOn && !order.continues)) {
                        io::writeFileAtomically(output / training::learningCurveFile, curve(step, 200));
                        outcome.end = JobEnd::Cancelled;
                        return outcome;
                    }
                    step += 20;
                    observe(stepEvent(step, 200, 4));
                    if (step % 50 == 0)
                        observe(devEvent(step, 200, 4));
                    job.tell({ step, 200, "steps", "made up" });
                    std::this_thread::sleep_for(std::chrono::milliseconds(5));
                }
                io::writeFileAtomically(output / training::learningCurveFile, curve(200, 200));
                io::writeFileAtomically(output / "train.log", "step 200\nfinal dev accuracy by exit 61 63\n");
                for (const char* name : { "config.json", "model.safetensors" })
                    io::writeFileAtomically(output / name, "{}");
                outcome.checkpoint = order.folder;
                outcome.metric = "accuracy";
                outcome.dev = { 0.61, 0.63 };
                outcome.test = { 0.60, 0.64 };
                return outcome;
            });
    }

    void drop(const QStringList& names) const
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& name : names)
            urls << QUrl::fromLocalFile(path(name));
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view, &drop);
    }

    app::TrainForm* form() const { return view->findChild<app::TrainForm*>(); }
    app::LearningPanel* curves() const { return view->findChild<app::LearningPanel*>(); }
    const widgets::PlotModel& plot(const char* name) const { return curves()->panel(name)->plot()->model(); }
    QAction* action(const char* name) const { return view->findChild<QAction*>(QLatin1String(name)); }
    bool says(const QString& words) const
    {
        for (const auto* label : view->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
    QString written(const QString& name) const { return path(QStringLiteral("models/train-layer-weighted/") + name); }
};

} // namespace

class TestTrainView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("exitscope-test"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_train_view"));
    }
    void init() { QSettings().clear(); }

    void anEmptyViewSaysWhatToDoAndNothingStarts()
    {
        const Shown shown;
        QVERIFY(shown.view->isVisible()); // though no trace and no store is open
        QVERIFY(!shown.view->startAction()->isEnabled());
        QVERIFY(!shown.view->figure());
        QVERIFY(shown.says(QStringLiteral("Nothing was trained yet")));
        shown.drop({ QStringLiteral("train.tsv") });
        QVERIFY(!shown.view->startAction()->isEnabled());
        QVERIFY(shown.says(QStringLiteral("dev file")));
        shown.drop({ QStringLiteral("dev.tsv"), QStringLiteral("test.tsv") });
        QVERIFY(shown.view->startAction()->isEnabled());
    }

    void aTrainingIsWatchedToItsEnd()
    {
        const Shown shown;
        shown.drop({ QStringLiteral("train.tsv"), QStringLiteral("dev.tsv"), QStringLiteral("test.tsv") });
        shown.view->startAction()->trigger();
        QTRY_VERIFY(shown.view->record() && shown.view->record()->isFinished);
        const auto plan = training::readPlan(shown.written(QStringLiteral("train.json")).toStdString());
        QCOMPARE(plan.train, shown.path(QStringLiteral("train.tsv")).toStdString());
        QCOMPARE(plan.regime, std::string("layer-weighted"));
        QCOMPARE(shown.plot("learning-loss").find(QStringLiteral("loss"))->x.back(), 200.0);
        QCOMPARE(shown.plot("learning-dev").find(QStringLiteral("dev/4"))->y.back(), 0.5 + 0.02 * 4 + 0.1);
        QVERIFY(shown.says(QStringLiteral("On test")));
        QVERIFY(shown.action("traceDev")->isEnabled() && shown.action("traceTest")->isEnabled());
        QVERIFY(!shown.view->continueAction()->isEnabled());
        // The next one goes into a folder of its own.
        QVERIFY(shown.view->startAction()->isEnabled());
        QVERIFY(QString::fromStdString(shown.form()->plan().output).endsWith(QStringLiteral("-2")));
        const auto figure = shown.view->figure();
        QVERIFY(figure);
        QCOMPARE(figure->request.plot, std::string("learning-dev"));
        QVERIFY(!figure->draw().series.empty());
    }

    void whatWasStoppedIsGoneOnWithAlsoInANewSession()
    {
        Shown shown;
        *shown.mayGoOn = false;
        shown.drop({ QStringLiteral("train.tsv"), QStringLiteral("dev.tsv") });
        shown.view->startAction()->trigger();
        QTRY_VERIFY(shown.view->continueAction()->isEnabled());
        QVERIFY(shown.says(QStringLiteral("stopped before its end")));
        QVERIFY(!shown.action("stopTraining")->isEnabled());
        shown.window->close();
        shown.open();
        QTRY_VERIFY(shown.view->continueAction()->isEnabled());
        QCOMPARE(shown.plot("learning-loss").find(QStringLiteral("loss"))->x.back(), 100.0);
        shown.view->continueAction()->trigger();
        QTRY_VERIFY(shown.view->record()->isFinished);
        QCOMPARE(*shown.starts, 2);
        const auto& x = shown.plot("learning-loss").find(QStringLiteral("loss"))->x;
        QVERIFY(std::is_sorted(x.begin(), x.end()));
        QCOMPARE(x.back(), 200.0);
    }

    void severalSeedsAreTrainedOneAfterTheOther()
    {
        const Shown shown;
        shown.drop({ QStringLiteral("train.tsv"), QStringLiteral("dev.tsv") });
        for (auto* box : shown.form()->findChildren<QSpinBox*>())
            if (box->accessibleName() == QStringLiteral("Number of seeds"))
                box->setValue(3);
        shown.view->startAction()->trigger();
        QTRY_COMPARE(*shown.starts, 3);
        for (int seed = 1; seed <= 3; ++seed)
            QTRY_VERIFY(QFileInfo::exists(shown.written(QStringLiteral("seed-%1/train.log").arg(seed))));
        QVERIFY(QFileInfo::exists(shown.written(QStringLiteral("train.json"))));
        const auto record = app::readTrainingRecord(shown.written(QStringLiteral("seed-2")).toStdString());
        QCOMPARE(record.seed.value(), std::uint64_t(2));
        QVERIFY(record.config == std::filesystem::path(shown.written(QStringLiteral("train.json")).toStdString()));
    }

    void reasonsAreSaidBesideTheForm()
    {
        const Shown shown;
        shown.drop({ QStringLiteral("train.tsv"), QStringLiteral("dev.tsv") });
        auto plan = shown.form()->plan();
        plan.heads = 7;
        shown.form()->setPlan(plan);
        QVERIFY(shown.says(QStringLiteral("cannot be shared out")));
        QVERIFY(!shown.view->startAction()->isEnabled());
        plan.heads = 4;
        plan.test = "/nowhere/test.tsv";
        shown.form()->setPlan(plan);
        QVERIFY(shown.says(QStringLiteral("/nowhere/test.tsv")));
        plan.test.clear();
        plan.kind = training::TrainingPlan::Kind::Compress;
        shown.form()->setPlan(plan);
        QVERIFY(shown.says(QStringLiteral("Choose the model to compress")));
        QDir(shown.folder.path()).mkpath(QStringLiteral("taken"));
        io::writeFileAtomically(shown.path(QStringLiteral("taken/learning.jsonl")).toStdString(), curve(50, 200));
        plan.kind = training::TrainingPlan::Kind::Train;
        plan.output = shown.path(QStringLiteral("taken")).toStdString();
        shown.form()->setPlan(plan);
        QVERIFY(shown.says(QStringLiteral("There is a training in")));
    }

    void theFormAndItsUnknownKeysComeBack()
    {
        Shown shown;
        io::writeFileAtomically(shown.path(QStringLiteral("mine.json")).toStdString(),
            R"({"task": {"train": "train.tsv", "dev": "dev.tsv"}, "regime": "two-stage", "label_smoothing": 0.2, "output": "out"})");
        shown.drop({ QStringLiteral("mine.json") });
        QTRY_COMPARE(shown.form()->plan().regime, std::string("two-stage"));
        QVERIFY(toJson(shown.form()->plan()).find("label_smoothing") != std::string::npos);
        shown.window->close();
        shown.open();
        QCOMPARE(shown.form()->plan().regime, std::string("two-stage"));
        QVERIFY(toJson(shown.form()->plan()).find("label_smoothing") != std::string::npos);
        shown.drop({ QStringLiteral("none.json") });
        QTRY_VERIFY(test::saidBy(*shown.window).contains(QStringLiteral("none.json")));
    }

    void aSlimmedModelShowsWhatItKeeps()
    {
        const Shown shown;
        QDir(shown.folder.path()).mkpath(QStringLiteral("slim"));
        training::saveKeptStructure(shown.path(QStringLiteral("slim/structure.json")).toStdString(), slimStructure(12, 12));
        shown.drop({ QStringLiteral("slim") });
        auto* panel = shown.view->findChild<app::StructurePanel*>();
        QTRY_VERIFY(panel->hasStructure());
        const auto& picture = panel->panel()->plot()->model();
        QCOMPARE(picture.find(QStringLiteral("heads"))->x.size(), std::size_t(24));
        QCOMPARE(picture.find(QStringLiteral("removed"))->x.size(), std::size_t(120));
        const auto* heads = picture.find(QStringLiteral("heads"));
        QVERIFY(heads->tooltip(1).contains(QStringLiteral("layer 1, head 5")));
        QVERIFY(heads->tooltip(1).contains(QStringLiteral("100 %")));
        QVERIFY(picture.find(QStringLiteral("rank"))->tooltip(0).contains(QStringLiteral("128 of 768")));
        QVERIFY(picture.description.contains(QStringLiteral("2 of 12 heads")));
        int filled = 0;
        for (const double value : picture.cells->values)
            filled += std::isfinite(value);
        QCOMPARE(filled, 24);
        (void)widgets::drawable(app::structurePlot(slimStructure(24, 16))); // scales, and contradicts nothing
    }

    void badCurvesAreOneSentence()
    {
        const Shown shown;
        QDir(shown.folder.path()).mkpath(QStringLiteral("bad"));
        io::writeFileAtomically(shown.path(QStringLiteral("bad/learning.jsonl")).toStdString(), "{\"event\": \"step\"}\n");
        shown.drop({ QStringLiteral("bad") });
        QTRY_VERIFY(test::saidBy(*shown.window).contains(QStringLiteral("learning.jsonl:1")));
    }

    /// However long it is, it is drawn within a frame or so.
    void aLongTrainingIsDrawnQuickly()
    {
        std::vector<LearningEvent> events;
        for (std::int64_t step = 1; step <= 20'000; ++step)
            events.push_back(stepEvent(step, 20'000, 12));
        const auto plot = app::lossPlot(events, widgets::Scale::Linear);
        QVERIFY(plot.find(QStringLiteral("loss"))->x.size() <= 502);
        QCOMPARE(plot.find(QStringLiteral("loss"))->x.back(), 20'000.0);
        QCOMPARE(plot.marks.size(), std::size_t(2)); // where the phases begin
        int named = 0;
        for (const auto& series : plot.series)
            named += series.inLegend;
        QVERIFY(named <= 7); // of twelve exits and their sum
        const auto log = app::lossPlot(events, widgets::Scale::Log);
        QVERIFY(log.y.range->low > 0);
        QVERIFY(widgets::drawable(log).leftOutByLog == 0);
    }

    void lossesThatAreNoNumbersAreLeftOut()
    {
        std::vector<LearningEvent> events { stepEvent(10, 20, 2), stepEvent(20, 20, 2) };
        events[1].loss = NAN;
        events[1].losses[0] = INFINITY;
        const auto plot = app::lossPlot(events, widgets::Scale::Linear);
        QCOMPARE(plot.find(QStringLiteral("loss"))->x, std::vector<double> { 10 });
        QCOMPARE(plot.find(QStringLiteral("loss/exit 1"))->x, std::vector<double> { 10 });
        QCOMPARE(plot.find(QStringLiteral("loss/exit 2"))->x.size(), std::size_t(2));
        QVERIFY(app::devPlot(events).series.empty());
    }
};

QTEST_MAIN(TestTrainView)
#include "tst_train_view.moc"

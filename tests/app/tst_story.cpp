#include "app/dialogs/export_dialog.h"
#include "app/main_window.h"
#include "app/session/demo.h"
#include "app/views/compare_view.h"
#include "app/views/examples_view.h"
#include "core/engine/engine.h"
#include "widgets/panel/scrubber_bar.h"
#include "widgets/panel/sweep_dialog.h"
#include "widgets/table/copyable_table.h"

#include <QAction>
#include <QApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QMenuBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSlider>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <exception>
#include <functional>

using namespace exitscope;

namespace {

constexpr int patient = 60'000; ///< milliseconds: the first steps run the demo's model

QAction* actionNamed(const QMainWindow& window, const QString& start)
{
    for (auto* action : window.menuBar()->findChildren<QAction*>())
        if (action->text().remove(u'&').startsWith(start))
            return action;
    return nullptr;
}

/// Does `answer` to the next modal dialog, as soon as it is shown.
void whenAsked(QObject* owner, std::function<void(QWidget*)> answer)
{
    auto* timer = new QTimer(owner);
    timer->setInterval(50);
    QObject::connect(timer, &QTimer::timeout, owner, [timer, answer = std::move(answer)] {
        if (QWidget* dialog = QApplication::activeModalWidget()) {
            timer->deleteLater();
            answer(dialog);
        }
    });
    timer->start();
}

/// What a person would expect to find again.
struct Desk
{
    QString store, trace, view;
    app::RunSet runs;
    app::OperatingPoint point;
    std::vector<std::int64_t> examples;
    QJsonObject examplesView;
    bool hasLibrary = true;
};

Desk deskOf(app::MainWindow& window)
{
    Desk desk { window.workspace().storePath(), window.workspace().tracePath(), {}, window.hub().runs(),
        window.hub().operatingPoint(), window.hub().examples(),
        window.viewNamed(QStringLiteral("examples"))->state(),
        window.findChild<QDockWidget*>(QStringLiteral("library"))->isVisible() };
    for (const app::View* view : window.views())
        if (view->isVisible())
            desk.view = view->key();
    return desk;
}

} // namespace

/// The window used as a person uses it in the first half hour, on the demo that comes with it.
class TestStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        try {
            engine::loadEngine();
        } catch (const std::exception& error) {
            if (!qEnvironmentVariableIsEmpty("CI"))
                QFAIL(error.what());
            QSKIP("this build has no engine, and the demo's model has to be run once");
        }
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeStory"));
        QLocale::setDefault(QLocale::c());
        QSettings().clear();
        QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
    }

    void fromTheDemoToThePaperAndBack()
    {
        QVERIFY(app::findDemo());
        QTemporaryDir folder;
        Desk before;
        {
            app::MainWindow window;
            window.resize(1280, 800);
            window.show();
            window.start({});
            QTRY_VERIFY_WITH_TIMEOUT(window.workspace().runs().size() >= 2 && window.livePoint().state(), patient);
            sweepTwoPolicies(window);
            scrub(window);
            selectTheOverthinkers(window);
            compare(window);
            exportFigure(window, folder.filePath(QStringLiteral("figure.pdf")));
            window.findChild<QDockWidget*>(QStringLiteral("library"))->hide();
            window.showView(window.viewNamed(QStringLiteral("examples")));
            before = deskOf(window);
            QVERIFY(window.close());
        }
        app::MainWindow again;
        again.show(); // at the size that it had
        again.start({});
        QTRY_VERIFY_WITH_TIMEOUT(again.livePoint().state(), patient);
        QTRY_COMPARE(again.hub().examples(), before.examples);
        QTRY_COMPARE(deskOf(again).runs, before.runs);
        QTRY_COMPARE(deskOf(again).point, before.point);
        const Desk after = deskOf(again);
        QCOMPARE(after.store, before.store);
        QCOMPARE(after.trace, before.trace);
        QCOMPARE(after.view, before.view);
        for (const char* choice : { "filter", "sort", "descending", "atlas" })
            QCOMPARE(after.examplesView[QLatin1String(choice)], before.examplesView[QLatin1String(choice)]);
        QCOMPARE(after.hasLibrary, before.hasLibrary);
        QCOMPARE(again.size(), QSize(1280, 800));
    }

private:
    static void sweepTwoPolicies(app::MainWindow& window)
    {
        const auto runs = window.workspace().runs().size();
        whenAsked(&window, [](QWidget* asked) {
            auto* dialog = qobject_cast<widgets::SweepDialog*>(asked);
            QVERIFY(dialog);
            dialog->setSpecifications(
                { QStringLiteral("confidence:threshold=exact"), QStringLiteral("vote:votes=1:12:12") });
            QTRY_VERIFY2(dialog->problem().isEmpty(), qPrintable(dialog->problem()));
            dialog->accept();
        });
        actionNamed(window, QStringLiteral("Sweep"))->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(window.workspace().runs().size(), runs + 1, patient);
        QTRY_COMPARE(window.workspace().runs().front().state, store::RunState::Finished);
    }

    static void scrub(app::MainWindow& window)
    {
        auto* slider = window.findChild<widgets::ScrubberBar*>()->findChild<QSlider*>();
        QVERIFY(slider->isVisible());
        const double atFirst = window.livePoint().state()->point.meanExit();
        slider->setFocus();
        QTest::keyClick(slider, Qt::Key_Home);
        const double lowest = window.livePoint().state()->point.meanExit();
        QTest::keyClick(slider, Qt::Key_End);
        const double highest = window.livePoint().state()->point.meanExit();
        QVERIFY(lowest > highest); // entropy: the lowest threshold lets nothing leave early
        for (int step = 0; step < 5; ++step)
            QTest::keyClick(slider, Qt::Key_PageDown);
        const double resting = window.livePoint().state()->point.meanExit();
        QVERIFY(resting > highest && resting < lowest);
        QVERIFY(atFirst > highest);
    }

    static void selectTheOverthinkers(app::MainWindow& window)
    {
        auto* view = qobject_cast<app::ExamplesView*>(window.viewNamed(QStringLiteral("examples")));
        QVERIFY(view);
        window.showView(view);
        auto* table = view->findChild<widgets::CopyableTable*>();
        const auto& trace = *window.workspace().trace();
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), static_cast<int>(trace.units()), patient);
        view->setFilter(QStringLiteral("overthinks"));
        QTRY_VERIFY(table->model()->rowCount() < trace.units());
        QVERIFY(table->model()->rowCount() > 0);
        table->setFocus();
        table->selectAll();
        QTRY_COMPARE(static_cast<int>(window.hub().examples().size()), table->model()->rowCount());
    }

    static void compare(app::MainWindow& window)
    {
        app::RunSet two;
        for (const auto& run : window.workspace().runs())
            if (two.ids.size() < 2)
                two.ids.push_back(run.id);
        std::sort(two.ids.begin(), two.ids.end());
        window.hub().setRuns(two, nullptr);
        auto* view = qobject_cast<app::CompareView*>(window.viewNamed(QStringLiteral("compare")));
        QVERIFY(view);
        window.showView(view);
        QTRY_VERIFY_WITH_TIMEOUT(view->comparison(), patient);
    }

    static void exportFigure(app::MainWindow& window, const QString& path)
    {
        window.showView(window.viewNamed(QStringLiteral("tradeoff")));
        whenAsked(&window, [path](QWidget* asked) {
            auto* dialog = qobject_cast<app::ExportDialog*>(asked);
            QVERIFY(dialog);
            dialog->saveTo(path); // the first preset is one column of 3.25 in, as a PDF
            QTRY_VERIFY(QFile::exists(path));
            dialog->reject();
        });
        QTRY_VERIFY(actionNamed(window, QStringLiteral("Figure"))->isEnabled());
        actionNamed(window, QStringLiteral("Figure"))->trigger();
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray pdf = file.readAll();
        QVERIFY(pdf.startsWith("%PDF-"));
        static const QRegularExpression page(QStringLiteral("/MediaBox \\[0 0 234(\\.0+)? ")); // 3.25 in
        QVERIFY(page.match(QString::fromLatin1(pdf)).hasMatch());
    }
};

QTEST_MAIN(TestStory)
#include "tst_story.moc"

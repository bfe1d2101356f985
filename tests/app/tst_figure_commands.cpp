#include "app/dialogs/export_dialog.h"
#include "app/dialogs/figure_look_form.h"
#include "app/main_window.h"
#include "app/views/plot_panel.h"
#include "app/views/view.h"
#include "core/store/run_store.h"
#include "tests/app/cli/program.h"
#include "tests/app/figure_fixture.h"
#include "tests/app/views/made_traces.h"
#include "widgets/plot/plot_view.h"

#include <QComboBox>
#include <QJsonArray>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTimer>

using namespace exitscope;
using namespace exitscope::app;

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// What a view exported, and the line that it says draws the same.
struct Exported
{
    QByteArray bytes;
    QString command;
};

/// Exports as a person does: the dialog is opened, saved from and closed.
Exported exported(View& view, const QString& path, const QString& language)
{
    Exported result;
    QTimer::singleShot(0, &view, [&] {
        auto* dialog = qobject_cast<ExportDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        dialog->form().restore({ { QStringLiteral("format"), QStringLiteral("svg") }, { QStringLiteral("language"), language } });
        dialog->saveTo(path);
        if (QTest::qWaitFor([&] { return !dialog->files().empty(); }))
            result = { contents(path), dialog->command(path) };
        dialog->reject();
    });
    Q_EMIT view.exportRequested();
    return result;
}

} // namespace

/// What a view shows of a store or a trace, the command line draws from there: "Copy as command" needs no file of its own, and
/// the bytes are the same.
class TestFigureCommands final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeTest"));
        QLocale::setDefault(QLocale::c());
        store::RunStore runs(m_run.store.toStdString());
        sweep::StoredSweep second;
        second.plan.trace = trace::Trace::open(m_run.trace.toStdString());
        second.plan.ranges = { policy::parseRange("patience:patience=1|2|3") };
        sweep::sweepIntoStore(runs, second);
    }

    void init() { QSettings().clear(); }

    void viewsSayHow_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("plot");
        QTest::addColumn<QJsonObject>("state");
        const auto layers = [](const char* plot) {
            return QJsonObject { { QStringLiteral("plots"), QJsonArray { QLatin1StringView(plot) } } };
        };
        for (const char* plot : { "layers", "exits", "reliability", "ece", "overthinking" })
            QTest::newRow(plot) << QStringLiteral("layers") << QString::fromLatin1(plot) << layers(plot);
        QJsonObject third = layers("reliability");
        third.insert(QStringLiteral("reliabilityExit"), 2);
        QTest::newRow("reliability of one exit") << QStringLiteral("layers") << QStringLiteral("reliability") << third;
        QTest::newRow("exits beside a second point")
            << QStringLiteral("layers") << QStringLiteral("exits") << layers("exits");
        QTest::newRow("compare") << QStringLiteral("compare") << QStringLiteral("compare")
                                 << QJsonObject { { QStringLiteral("speedups"), QStringLiteral("1.25 2") } };
        QTest::newRow("sentences") << QStringLiteral("tokens") << QStringLiteral("tokens") << QJsonObject {};
    }

    void viewsSayHow()
    {
        QFETCH(QString, key);
        QFETCH(QString, plot);
        QFETCH(QJsonObject, state);
        MainWindow window;
        window.resize(1100, 800);
        window.show();
        window.start(m_run.store);
        QTRY_VERIFY(window.livePoint().state());
        RunSet both;
        both.ids = { store::RunId { 1 }, store::RunId { 2 } };
        window.hub().setRuns(both, nullptr);
        if (qstrcmp(QTest::currentDataTag(), "exits beside a second point") == 0) {
            auto point = window.hub().operatingPoint();
            point.value = 0.25;
            window.hub().setPinnedPoint(point, nullptr);
        }
        View* view = window.viewNamed(key);
        QVERIFY(view);
        window.showView(view);
        view->restore(state);
        QTRY_VERIFY(view->figure().has_value());
        QTRY_COMPARE(QString::fromStdString(view->figure()->request.plot), plot);
        if (plot == u"layers" || plot == u"ece") // intervals come when the point rests
            QTRY_VERIFY(view->figure()->request.tradeoff.hasBands);
        if (qstrcmp(QTest::currentDataTag(), "exits beside a second point") == 0)
            QTRY_VERIFY(!view->figure()->request.beside.empty());
        for (const char* language : { "en", "vi" }) {
            const QString path = m_run.folder.filePath(QStringLiteral("shown.svg"));
            QFile::remove(path);
            const Exported figure = exported(*view, path, QString::fromLatin1(language));
            QVERIFY(!figure.bytes.isEmpty());
            QVERIFY2(figure.command.contains(QStringLiteral("--plot ") + plot), qPrintable(figure.command));
            QVERIFY2(!figure.command.contains(QLatin1String("--figure")), qPrintable(figure.command));
            QVERIFY(QFile::remove(path));
            QCOMPARE(test::runLine(figure.command), 0);
            QVERIFY2(contents(path) == figure.bytes, qPrintable(figure.command));
        }
    }

    /// A calibration that the store keeps.
    void calibrationsSayHow()
    {
        QCOMPARE(test::runProgram({ "calibrate", "--trace", m_run.trace, "--policy", "confidence", "--delta", "0.3", "--store",
                                      m_run.store }).status, 0);
        MainWindow window;
        window.show();
        window.start(m_run.store);
        QTRY_VERIFY(window.livePoint().state());
        View* view = window.viewNamed(QStringLiteral("calibration"));
        window.showView(view);
        auto* saved = view->findChild<QComboBox*>(QString(), Qt::FindChildrenRecursively);
        for (auto* box : view->findChildren<QComboBox*>())
            if (box->accessibleName() == QLatin1String("Calibrations in the store"))
                saved = box;
        QTRY_COMPARE(saved->count(), 2);
        Q_EMIT saved->activated(1);
        QTRY_VERIFY(view->figure().has_value());
        const QString path = m_run.folder.filePath(QStringLiteral("kept.svg"));
        const Exported figure = exported(*view, path, QStringLiteral("vi"));
        QVERIFY2(figure.command.contains(QLatin1String("--calibration 1")), qPrintable(figure.command));
        QVERIFY(QFile::remove(path));
        QCOMPARE(test::runLine(figure.command), 0);
        QVERIFY2(contents(path) == figure.bytes, qPrintable(figure.command));
        QCOMPARE(test::runProgram({ "export", "--store", m_run.store, "--calibration", "7", "--plot", "calibration", "--out",
                                      path }).status, 2);
        window.close();
        MainWindow again;
        again.show();
        again.start(m_run.store);
        QTRY_VERIFY(again.livePoint().state());
        test::dropOn(again, path);
        QTRY_VERIFY(again.viewNamed(QStringLiteral("calibration"))->figure().has_value());
    }

    void tokensSayHow()
    {
        const QString trace = m_run.folder.filePath(QStringLiteral("tokens.trace"));
        const QString store = m_run.folder.filePath(QStringLiteral("tokens.db"));
        trace::writeTrace(trace.toStdString(), *test::makeTrace({ .units = 100, .tokensPerExample = 6 }));
        {
            store::RunStore runs(store.toStdString());
            sweep::StoredSweep sweep;
            sweep.plan.trace = trace::Trace::open(trace.toStdString());
            sweep.plan.ranges = { policy::parseRange("entropy:threshold=0:1:5") };
            sweep::sweepIntoStore(runs, sweep);
        }
        MainWindow window;
        window.resize(1100, 800);
        window.show();
        window.start(store);
        QTRY_VERIFY(window.livePoint().state());
        View* view = window.viewNamed(QStringLiteral("tokens"));
        window.showView(view);
        QTRY_VERIFY(view->figure() && !view->figure()->request.tokens.examples.empty());
        const QString path = m_run.folder.filePath(QStringLiteral("tokens.svg"));
        const Exported figure = exported(*view, path, QStringLiteral("zh_CN"));
        QVERIFY2(figure.command.contains(QLatin1String("--examples")), qPrintable(figure.command));
        QVERIFY2(!figure.command.contains(QLatin1String("--figure")), qPrintable(figure.command));
        QVERIFY(QFile::remove(path));
        QCOMPARE(test::runLine(figure.command), 0);
        QVERIFY2(contents(path) == figure.bytes, qPrintable(figure.command));
        // By themselves, in an order, and with what is not there.
        for (const char* order : { "dataset", "hardest", "easiest", "wrong", "disagreements", "longest" })
            QCOMPARE(test::runProgram({ "export", "--trace", trace, "--plot", "tokens", "--at", "entropy:threshold=0.5", "--order",
                                          order, "--rows", "3", "--out", path }).status, 0);
        QCOMPARE(test::runProgram({ "export", "--trace", trace, "--plot", "tokens", "--examples", "99", "--out", path }).status, 2);
        QCOMPARE(test::runProgram({ "export", "--trace", trace, "--plot", "tokens", "--units", "1", "--out", path }).status, 2);
        QCOMPARE(test::runProgram({ "export", "--trace", m_run.trace, "--plot", "tokens", "--examples", "1", "--out", path }).status, 2);
    }

    /// What a person zoomed to is in the command, and is found again in the view.
    void zoomIsKept()
    {
        const QString path = m_run.folder.filePath(QStringLiteral("zoomed.svg"));
        Exported figure;
        const widgets::Range x { 1.5, 4.5 };
        {
            MainWindow window;
            window.show();
            window.start(m_run.store);
            QTRY_VERIFY(window.livePoint().state());
            View* view = window.viewNamed(QStringLiteral("layers"));
            window.showView(view);
            view->restore({ { QStringLiteral("plots"), QJsonArray { QStringLiteral("exits") } } });
            QTRY_VERIFY(view->figure().has_value());
            view->zoomTo("exits", x, {});
            figure = exported(*view, path, QStringLiteral("en"));
            QVERIFY2(figure.command.contains(QLatin1String("--x-range=1.5:4.5")), qPrintable(figure.command));
            QVERIFY2(!figure.command.contains(QLatin1String("--y-range")), qPrintable(figure.command));
        }
        QVERIFY(QFile::remove(path));
        QCOMPARE(test::runLine(figure.command), 0);
        QVERIFY(contents(path) == figure.bytes);
        MainWindow window;
        window.show();
        window.start(m_run.store);
        QTRY_VERIFY(window.livePoint().state());
        test::dropOn(window, path);
        View* view = window.viewNamed(QStringLiteral("layers"));
        QTRY_VERIFY(view->isVisible());
        const auto panels = view->findChildren<PlotPanel*>();
        const auto exits = std::find_if(panels.begin(), panels.end(), [](auto* panel) { return panel->key() == u"exits"; });
        QVERIFY(exits != panels.end());
        QTRY_COMPARE((*exits)->plot()->visibleX(), x);
    }

private:
    test::StoredRun m_run;
};

QTEST_MAIN(TestFigureCommands)
#include "tst_figure_commands.moc"

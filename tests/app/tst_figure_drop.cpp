#include "app/dialogs/recorded_figure_dialog.h"
#include "app/main_window.h"
#include "app/plots/figure_output.h"
#include "app/views/view.h"
#include "tests/app/figure_fixture.h"
#include "widgets/plot/plot_view.h"

#include <QLabel>
#include <QSettings>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>

using namespace exitscope;
using namespace exitscope::app;

/// A figure dropped on the window brings back the view it came from.
class TestFigureDrop final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeTest"));
        QLocale::setDefault(QLocale::c());
        FigureRequest request;
        request.store = m_run.store.toStdString();
        request.runs = { 1 };
        request.plot = "tradeoff";
        request.at = "entropy:threshold=0.3";
        m_figure = figureOf(request);
        saveFiles(figureBytes(m_figure, {}, widgets::FigureFormat::Pdf, m_pdf.toStdString()));
    }

    void init() { QSettings().clear(); }

    void theViewComesBack()
    {
        MainWindow window;
        window.show();
        window.start(m_run.store);
        QTRY_VERIFY(window.livePoint().state());
        window.hub().setRuns({}, nullptr);
        window.showView(window.viewNamed(QStringLiteral("tokens")));
        test::dropOn(window, m_pdf);
        QTRY_COMPARE(window.hub().runs().ids.size(), std::size_t { 1 });
        QTRY_COMPARE(window.hub().operatingPoint().policy, std::string("entropy"));
        QTRY_COMPARE(window.hub().operatingPoint().value, 0.3);
        QVERIFY(window.viewNamed(QStringLiteral("tradeoff"))->isVisible());
        QVERIFY(!window.findChild<RecordedFigureDialog*>());
    }

    void withoutItsRunsTheFigureShowsItsNumbers()
    {
        const test::StoredRun other; // the same sweep, but other runs
        MainWindow window;
        window.show();
        window.start(other.store);
        QTRY_VERIFY(window.livePoint().state());
        test::dropOn(window, m_pdf);
        QTRY_VERIFY(window.findChild<RecordedFigureDialog*>());
        auto* dialog = window.findChild<RecordedFigureDialog*>();
        QCOMPARE(widgets::figureCsv(dialog->plot().model()), widgets::figureCsv(m_figure.model));
        bool isTold = false;
        for (const QLabel* label : dialog->findChildren<QLabel*>())
            isTold = isTold || label->text().contains(QLatin1String("first & \"best\""));
        QVERIFY(isTold);
    }

private:
    test::StoredRun m_run;
    QString m_pdf = m_run.folder.filePath(QStringLiteral("figure.pdf"));
    Figure m_figure;
};

QTEST_MAIN(TestFigureDrop)
#include "tst_figure_drop.moc"

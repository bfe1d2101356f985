// What leaves the Generate view: figures, the same from the command line, and commands.
#include "app/analysis/policy_offer.h"
#include "app/dialogs/export_dialog.h"
#include "app/dialogs/figure_look_form.h"
#include "tests/app/cli/program.h"
#include "tests/app/generate_fixture.h"
#include "tests/app/person.h"
#include "widgets/panel/number_box.h"

#include <QClipboard>
#include <QSettings>
#include <QSpinBox>
#include <QStandardPaths>

using namespace exitscope;
using test::contentsOf;
using test::Shown;

class TestGenerateFigures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("exitscope-test"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_generate_figures"));
    }
    void init() { QSettings().clear(); }

    /// Of every plot, with a look and in another language.
    void theCommandLineWritesTheSameFigure_data()
    {
        QTest::addColumn<QByteArray>("focused");
        QTest::addColumn<QString>("language");
        QTest::newRow("text") << QByteArray() << QStringLiteral("en");
        QTest::newRow("positions") << QByteArray("positions") << QStringLiteral("vi");
        QTest::newRow("layers") << QByteArray("shares") << QStringLiteral("en");
    }

    void theCommandLineWritesTheSameFigure()
    {
        QFETCH(const QByteArray, focused);
        QFETCH(const QString, language);
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.prompt()->setPlainText(QStringLiteral("-it's\nso"));
        shown.setRule("entropy:first_exit=2,threshold=5.3");
        shown.named<QSpinBox>(QStringLiteral("Tokens"))->setValue(20);
        shown.named<widgets::NumberBox>(QStringLiteral("Temperature"))->setValue(0.75);
        QVERIFY(shown.write());
        if (!focused.isEmpty()) {
            shown.window->activateWindow();
            shown.shownPlot(focused.constData())->setFocus();
            QTRY_VERIFY(shown.shownPlot(focused.constData())->hasFocus());
        }
        const QString saved = shown.path("it's a figure.pdf");
        QByteArray bytes;
        test::whenAsked(shown.window.get(), [&](QWidget* asked) {
            auto* dialog = qobject_cast<app::ExportDialog*>(asked);
            dialog->form().restore({ { QStringLiteral("language"), language }, { QStringLiteral("format"), QStringLiteral("pdf") } });
            dialog->saveTo(saved);
            QVERIFY(QTest::qWaitFor([&] { return !dialog->files().empty(); }));
            bytes = contentsOf(saved);
            dialog->reject();
        });
        Q_EMIT shown.view->exportRequested();
        QVERIFY(bytes.startsWith("%PDF"));
        QVERIFY(!bytes.contains("/Type3") && !bytes.contains("DCTDecode"));
        QVERIFY(QFile::remove(saved));
        QString line = QStringLiteral("exitscope");
        for (const auto& word : app::generateArguments(shown.view->written()->asked))
            line += u' ' + app::shellWord(QString::fromStdString(word));
        line += QStringLiteral(" --figure %1 --plot %2 --language %3")
                    .arg(app::shellWord(saved), QString::fromLatin1(QTest::currentDataTag()), language);
        QVERIFY2(test::runLine(line) == 0, qPrintable(line));
        QVERIFY2(contentsOf(saved) == bytes, qPrintable(line));
    }

    void aFigureDroppedOnTheWindowBringsItsRuleBack()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.setRule("fixed:layer=2");
        QVERIFY(shown.write());
        app::FigureRequest request;
        request.plot = app::generationTextPlot;
        app::saveFiles(app::figureBytes(app::figureOfGeneration(request, *shown.view->written()), {}, widgets::FigureFormat::Svg,
            shown.path("kept.svg").toStdString()));
        QVERIFY(!contentsOf(shown.path("kept.svg")).contains(shown.folder.path().toUtf8())); // no paths
        shown.setRule("margin:threshold=0.5");
        shown.prompt()->setPlainText(QStringLiteral("other"));
        shown.drop({ shown.path("kept.svg") }, shown.window.get());
        QTRY_COMPARE(shown.rules()->rule().text(), std::string("fixed:layer=2"));
        QCOMPARE(shown.prompt()->toPlainText(), QStringLiteral("Once upon a time"));
        QCOMPARE(shown.form()->model(), shown.path("gpt2"));
    }

    void theCommandWritesTheSameText()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.setRule("margin:decay=4,threshold=0.01");
        shown.named<widgets::NumberBox>(QStringLiteral("Temperature"))->setValue(0.5);
        shown.named<QSpinBox>(QStringLiteral("Tokens"))->setValue(9);
        QVERIFY(shown.write());
        for (auto* action : shown.view->menuActions())
            if (action->text().contains(QStringLiteral("mmand")))
                action->trigger();
        const QString line = QApplication::clipboard()->text().trimmed();
        QVERIFY(line.endsWith(QStringLiteral("--compare")));
        QCOMPARE(test::runLine(line + QStringLiteral(" --json >'%1'").arg(shown.path("out.json"))), 0);
        const auto json = nlohmann::json::parse(contentsOf(shown.path("out.json")).toStdString());
        QVERIFY(json.at("texts")[0].at("text") == shown.run().texts.front().text);
        QVERIFY(json.at("full").at("texts")[0].at("text") == shown.view->texts()->full->texts.front().text);
    }
};

QTEST_MAIN(TestGenerateFigures)
#include "tst_generate_figures.moc"

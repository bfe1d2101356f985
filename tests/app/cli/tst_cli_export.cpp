#include "core/store/run_store.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// One run with an exact curve and a grid, over a trace that stays where it is.
    void initTestCase()
    {
        trace::writeTrace(file("x.trace").toStdString(),
            *test::randomTrace({ .units = 300, .exits = 6, .classes = 2, .withCosts = true }));
        const auto swept
            = runProgram({ "sweep", "--trace", file("x.trace"), "--policy", "entropy:threshold=exact",
                "--policy", "patience:patience=1|2|3|4", "--store", file("runs.db"), "--json" });
        QVERIFY2(swept.status == 0, swept.err.constData());
        m_run = QString::number(swept.json().at("run").get<std::int64_t>());
    }

    void figures_data()
    {
        QTest::addColumn<QString>("plot");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QByteArray>("begins");
        for (const char* plot : { "tradeoff", "layers", "exits", "reliability", "ece", "overthinking" }) {
            QTest::addRow("%s pdf", plot) << plot << "pdf" << QByteArray("%PDF-");
            QTest::addRow("%s svg", plot) << plot << "svg" << QByteArray("<?xml");
            QTest::addRow("%s png", plot) << plot << "png" << QByteArray("\x89PNG");
            QTest::addRow("%s csv", plot) << plot << "csv" << QByteArray("series,kind,x,y");
            QTest::addRow("%s tex", plot) << plot << "tex" << QByteArray();
        }
    }

    /// Exported twice, the same bytes: a paper's Makefile can call it.
    void figures()
    {
        QFETCH(QString, plot);
        QFETCH(QString, format);
        QFETCH(QByteArray, begins);
        const QString name = plot + '.' + format;
        const auto first = exportTo(name, { "--plot", plot });
        QVERIFY2(first.status == 0, first.err.constData());
        QVERIFY2(first.err.isEmpty(), first.err.constData());
        const QByteArray bytes = contents(name);
        QVERIFY(!bytes.isEmpty());
        QVERIFY2(bytes.startsWith(begins), bytes.left(40).constData());
        if (format == "pdf")
            QTest::qSleep(1100); // a creation date would be another one now
        QCOMPARE(exportTo(name, { "--plot", plot }).status, 0);
        QVERIFY(contents(name) == bytes);
    }

    void pageIsAsWideAsAsked()
    {
        QCOMPARE(
            exportTo("wide.pdf", { "--plot", "tradeoff", "--width", "3.25in", "--height", "2in" }).status, 0);
        QVERIFY(QRegularExpression("/MediaBox \\[0 0 234(\\.0*)? 144(\\.0*)?\\]")
                    .match(QString::fromLatin1(contents("wide.pdf")))
                    .hasMatch());
    }

    void csvHoldsTheCurveAndTheReferences()
    {
        QCOMPARE(exportTo("curve.csv", { "--plot", "tradeoff", "--x", "mean-exit" }).status, 0);
        const QByteArray csv = contents("curve.csv");
        for (const char* name : { "entropy", "patience", "fixed layers", "full model", "oracle" })
            QVERIFY2(csv.contains(name), name);
    }

    void layersOfFixedExitsAreTheSweepsOwn()
    {
        QCOMPARE(exportTo("alone.csv", { "--plot", "layers" }).status, 0);
        const auto fixed = runProgram(
            { "sweep", "--trace", file("x.trace"), "--policy", "fixed:layer=1|3|5|7|9|11", "--json" })
                               .json();
        QList<double> expected;
        for (const auto& point : fixed.at("points"))
            expected << point.at("metrics").at("accuracy").get<double>();
        QList<double> drawn;
        for (const auto& line : contents("alone.csv").split('\n'))
            if (line.startsWith("0,"))
                drawn << line.split(',').at(3).toDouble();
        QCOMPARE(drawn, expected);
    }

    void pointCanBeChosen()
    {
        QCOMPARE(exportTo("first.csv", { "--plot", "exits", "--point", "0" }).status, 0);
        QCOMPARE(exportTo("best.csv", { "--plot", "exits" }).status, 0);
        QVERIFY(contents("first.csv") != contents("best.csv"));
        const auto beyond = exportTo("no.csv", { "--plot", "exits", "--point", "99999" });
        QCOMPARE(beyond.status, 2);
        QVERIFY2(beyond.isOneLineError(), beyond.err.constData());
    }

    void texBringsItsCsv()
    {
        const auto ran = exportTo("paper.tex", { "--plot", "tradeoff", "--json" });
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.json().at("files").size(), std::size_t { 2 });
        QVERIFY(contents("paper.tex").contains("paper.csv"));
        QVERIFY(contents("paper.csv").startsWith("series,"));
    }

    void badRequests_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("out");
        QTest::newRow("plot") << QStringList { "--plot", "pie" } << "a.pdf";
        QTest::newRow("format") << QStringList { "--plot", "exits", "--format", "gif" } << "a.gif";
        QTest::newRow("no format") << QStringList { "--plot", "exits" } << "a";
        QTest::newRow("metric") << QStringList { "--plot", "tradeoff", "--metric", "bleu" } << "a.pdf";
        QTest::newRow("axis") << QStringList { "--plot", "tradeoff", "--x", "money" } << "a.pdf";
        QTest::newRow("preset") << QStringList { "--plot", "tradeoff", "--preset", "nature" } << "a.pdf";
        QTest::newRow("too small") << QStringList { "--plot", "tradeoff", "--width", "1mm" } << "a.pdf";
        QTest::newRow("folder") << QStringList { "--plot", "exits" } << "/nowhere/a.pdf";
    }

    void badRequests()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, out);
        const auto ran = exportTo(out, arguments);
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY(!QFile::exists(file(out)));
    }

    void missingRun()
    {
        const auto ran = runProgram({ "export", "--store", file("runs.db"), "--run", "99", "--plot", "exits",
            "--out", file("a.pdf") });
        QCOMPARE(ran.status, 2);
        QVERIFY(ran.isOneLineError());
    }

    /// Without its trace a run still has its points: the trade-off is drawn, the layers cannot be.
    void traceIsGone()
    {
        QVERIFY(QFile::rename(file("x.trace"), file("moved.trace")));
        const auto tradeoff = exportTo("gone.csv", { "--plot", "tradeoff" });
        const auto layers = exportTo("gone2.csv", { "--plot", "layers" });
        QVERIFY(QFile::rename(file("moved.trace"), file("x.trace")));
        QCOMPARE(tradeoff.status, 0);
        QVERIFY(!contents("gone.csv").contains("full model"));
        QCOMPARE(layers.status, 2);
        QVERIFY2(layers.isOneLineError() && layers.err.contains("is gone"), layers.err.constData());
    }

private:
    QString file(const QString& name) const { return QDir(m_folder.path()).absoluteFilePath(name); }

    QByteArray contents(const QString& name) const
    {
        QFile opened(file(name));
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
    }

    test::Ran exportTo(const QString& name, const QStringList& arguments) const
    {
        return runProgram(
            QStringList { "export", "--store", file("runs.db"), "--run", m_run, "--out", file(name) }
            + arguments);
    }

    QTemporaryDir m_folder;
    QString m_run;
};

QTEST_GUILESS_MAIN(CliExportTest)
#include "tst_cli_export.moc"

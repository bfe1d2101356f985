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

    /// Of one model, FLOPs of an input are its share times a constant: the same curve.
    void millionsOfFlopsAreTheShareTimesTheFullModels()
    {
        const auto costs = [&](const char* name, const char* axis) {
            QList<double> values;
            exportTo(QString::fromLatin1(name), { "--plot", "tradeoff", "--x", axis });
            for (const auto& line : contents(QString::fromLatin1(name)).split('\n'))
                if (const auto cells = line.split(','); cells.size() > 3 && cells.at(2).toDouble() > 0) // the full model is a line across
                    values << cells.at(2).toDouble();
            return values;
        };
        const auto shares = costs("shares.csv", "flops"), millions = costs("millions.csv", "mflops");
        QVERIFY(shares.size() > 10);
        QCOMPARE(millions.size(), shares.size());
        const double full = millions.front() / shares.front();
        QVERIFY(full > 1e-6 && std::abs(full - 1) > 1e-3);
        for (qsizetype i = 0; i < shares.size(); ++i)
            QVERIFY(std::abs(millions[i] - full * shares[i]) < 1e-5 * millions[i]);
    }

    /// The same bytes twice, and what the band is in its name.
    void bandsNameThemselves()
    {
        QCOMPARE(exportTo("bands.csv", { "--plot", "tradeoff", "--bands" }).status, 0);
        const QByteArray csv = contents("bands.csv");
        QVERIFY(csv.contains(",band,"));
        QVERIFY2(csv.contains("95 % of 1000 draws of the frontier; n = 300"), csv.left(400).constData());
        QVERIFY(csv.contains("draws of each point; n = 300"));
        QCOMPARE(exportTo("bands.csv", { "--plot", "tradeoff", "--bands" }).status, 0);
        QVERIFY(contents("bands.csv") == csv);
        QCOMPARE(exportTo("bands.tex", { "--plot", "tradeoff", "--bands" }).status, 0);
        QCOMPARE(contents("bands.tex").count("draws of the frontier"), 1);
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

    void looksAreApplied()
    {
        QCOMPARE(exportTo("plain.svg", { "--plot", "tradeoff" }).status, 0);
        const QByteArray plain = contents("plain.svg");
        const QList<QStringList> looks { { "--font", "DejaVu Sans" }, { "--font-size", "9" }, { "--line-width", "2" },
            { "--marker-size", "7" }, { "--legend", "above" }, { "--legend", "none" }, { "--palette", "tol-bright" },
            { "--palette", "ink" }, { "--grey" }, { "--outlines" }, { "--preset", "slide" }, { "--x-range=2:4" },
            { "--y-range", "0.5:0.9" }, { "--references", "none" }, { "--curve", "all" } };
        for (const QStringList& look : looks) {
            const auto ran = exportTo("look.svg", QStringList { "--plot", "tradeoff" } + look);
            QVERIFY2(ran.status == 0, ran.err.constData());
            QVERIFY2(contents("look.svg") != plain, qPrintable(look.join(' ')));
        }
        QVERIFY(plain.contains("<text"));
        QCOMPARE(exportTo("outlined.svg", { "--plot", "tradeoff", "--outlines" }).status, 0);
        QVERIFY(!contents("outlined.svg").contains("<text"));
        QCOMPARE(exportTo("depth.svg", { "--plot", "exits", "--depth-map", "cividis" }).status, 0);
        QCOMPARE(exportTo("own.svg", { "--plot", "exits" }).status, 0);
        QVERIFY(contents("depth.svg") != contents("own.svg"));
    }

    /// From a figure alone, without its store: the same file, and other formats.
    void figuresAreDrawnAgain()
    {
        for (const char* format : { "pdf", "svg", "png" }) {
            const QString name = QString("first.") + format;
            QCOMPARE(exportTo(name, { "--plot", "layers", "--legend", "above", "--font-size", "9" }).status, 0);
            const auto again
                = runProgram({ "export", "--figure", file(name), "--out", file(QString("again.") + format) });
            QVERIFY2(again.status == 0, again.err.constData());
            QVERIFY2(contents(QString("again.") + format) == contents(name), format);
        }
        QCOMPARE(runProgram({ "export", "--figure", file("first.png"), "--out", file("other.pdf") }).status, 0);
        QVERIFY(contents("other.pdf") == contents("first.pdf"));
        QCOMPARE(runProgram({ "export", "--figure", file("first.svg"), "--out", file("first.csv") }).status, 0);
        QCOMPARE(exportTo("direct.csv", { "--plot", "layers" }).status, 0);
        QVERIFY(contents("first.csv") == contents("direct.csv"));
    }

    void inspectSaysWhatAFigureIs()
    {
        QCOMPARE(exportTo("what.pdf", { "--plot", "tradeoff", "--x", "flops", "--at", "entropy:threshold=0.3" }).status, 0);
        const auto json = runProgram({ "inspect", file("what.pdf"), "--json" }).json();
        QCOMPARE(json.at("kind").get<std::string>(), std::string("figure"));
        QCOMPARE(json.at("plot").get<std::string>(), std::string("tradeoff"));
        QCOMPARE(json.at("settings").at("x").get<std::string>(), std::string("flops"));
        QCOMPARE(json.at("point").get<std::string>(), std::string("entropy:threshold=0.3"));
        QCOMPARE(json.at("runs").size(), std::size_t { 1 });
        QVERIFY(json.at("rows").get<int>() > 10);
        QVERIFY(runProgram({ "inspect", file("what.pdf") }).out.contains("tradeoff"));
        QFile plain(file("plain.svg"));
        QVERIFY(plain.open(QIODevice::WriteOnly));
        plain.write("<svg></svg>");
        plain.close();
        const auto none = runProgram({ "inspect", file("plain.svg") });
        QCOMPARE(none.status, 2);
        QVERIFY2(none.isOneLineError(), none.err.constData());
    }

    void sentencesAreDrawnFromATrace()
    {
        const auto draw = [this](const QString& name, const QStringList& more) {
            return runProgram(QStringList { "export", "--trace", file("x.trace"), "--plot", "tokens", "--out", file(name) } + more);
        };
        const auto drawn = draw("tokens.csv", { "--units", "7,3,5", "--at", "entropy:threshold=0.3" });
        QVERIFY2(drawn.status == 0, drawn.err.constData());
        const QByteArray csv = contents("tokens.csv");
        QCOMPARE(csv.count(",cell,"), 3 * 6);
        QCOMPARE(csv.count(",points,"), 3);
        QCOMPARE(draw("tokens.pdf", { "--rows", "20" }).status, 0);
        QVERIFY(!contents("tokens.pdf").contains("/Subtype /Image"));
        QCOMPARE(draw("no.pdf", { "--units", "300" }).status, 2);
        QCOMPARE(draw("no.pdf", { "--order", "prettiest" }).status, 2);
    }

    void allPlotsMakeAFolder()
    {
        const auto ran = exportTo("set", { "--plot", "all", "--format", "svg", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        QStringList names = QDir(file("set")).entryList(QDir::Files);
        names.sort();
        QCOMPARE(names,
            QStringList({ "Makefile", "exits.csv", "exits.svg", "layers.csv", "layers.svg", "tradeoff.csv", "tradeoff.svg" }));
        QCOMPARE(exportTo("one.svg", { "--plot", "layers" }).status, 0);
        QVERIFY(contents("set/layers.svg") == contents("one.svg"));
        QVERIFY(contents("set/Makefile").contains("$(EXITSCOPE) export --store "));
    }

    /// A file that cannot grow: no figure, nothing left beside it, one line.
    void fullDisk()
    {
        QCOMPARE(exportTo("source.svg", { "--plot", "tradeoff" }).status, 0);
        QVERIFY(QDir().mkpath(file("small")));
        QProcess shell;
        shell.start("/bin/bash", { "-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" export --figure \"$1\" --out \"$2\"",
                                     EXITSCOPE_PROGRAM, file("source.svg"), file("small/figure.pdf") });
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 1);
        const QByteArray words = shell.readAllStandardError();
        QVERIFY2(words.startsWith("exitscope: ") && words.count('\n') == 1 && words.contains("figure.pdf"), words.constData());
        QVERIFY(QDir(file("small")).isEmpty());
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
        QTest::newRow("no seeds") << QStringList { "--plot", "tradeoff", "--group", "seeds" } << "a.pdf";
        QTest::newRow("no times") << QStringList { "--plot", "latency" } << "a.pdf";
        QTest::newRow("preset") << QStringList { "--plot", "tradeoff", "--preset", "nature" } << "a.pdf";
        QTest::newRow("too small") << QStringList { "--plot", "tradeoff", "--width", "1mm" } << "a.pdf";
        QTest::newRow("font") << QStringList { "--plot", "exits", "--font", "No Such Family" } << "a.pdf";
        QTest::newRow("tiny text") << QStringList { "--plot", "exits", "--font-size", "3" } << "a.pdf";
        QTest::newRow("legend") << QStringList { "--plot", "exits", "--legend", "behind" } << "a.pdf";
        QTest::newRow("palette") << QStringList { "--plot", "exits", "--palette", "rainbow" } << "a.pdf";
        QTest::newRow("range") << QStringList { "--plot", "tradeoff", "--x-range", "4:2" } << "a.pdf";
        QTest::newRow("logarithm of 0") << QStringList { "--plot", "tradeoff", "--log", "--x-range", "0:2" } << "a.pdf";
        QTest::newRow("reference") << QStringList { "--plot", "tradeoff", "--references", "god" } << "a.pdf";
        QTest::newRow("point") << QStringList { "--plot", "tradeoff", "--at", "entropy:limit=1" } << "a.pdf";
        QTest::newRow("two sources") << QStringList { "--plot", "tradeoff", "--trace", "x.trace" } << "a.pdf";
        QTest::newRow("tokens of runs") << QStringList { "--plot", "tokens" } << "a.pdf";
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

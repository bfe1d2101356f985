#include "core/store/run_store.h"
#include "tests/app/cli/program.h"

#include <QtTest>

using exitscope::test::runProgram;

class CliUsageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void help()
    {
        const auto ran = runProgram({ "--help" });
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.err.isEmpty());
        for (const char* name : { "trace", "sweep", "inspect", "runs", "export", "train", "compress", "generate" })
            QVERIFY2(ran.out.contains(name), name);
    }

    void version()
    {
        const auto ran = runProgram({ "--version" });
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.out.startsWith("Exitscope "));
    }

    void subcommandHelp_data()
    {
        QTest::addColumn<QStringList>("arguments");
        for (const char* name : { "trace", "sweep", "inspect", "runs", "export", "train", "compress", "generate" })
            QTest::newRow(name) << QStringList { name };
        for (const char* act : { "list", "show", "delete", "restore", "rename", "import" })
            QTest::newRow(act) << QStringList { "runs", act };
    }

    void subcommandHelp()
    {
        QFETCH(QStringList, arguments);
        const auto ran = runProgram(arguments + QStringList { "--help" });
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.out.contains("--help"));
        QVERIFY(ran.err.isEmpty());
    }

    void badUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown subcommand") << QStringList { "tracee" } << "tracee";
        QTest::newRow("unknown option")
            << QStringList { "runs", "list", "--store", "x.db", "--nope" } << "--nope";
        QTest::newRow("missing option") << QStringList { "trace", "--model", "m" } << "required";
        QTest::newRow("no act") << QStringList { "runs", "--store", "x.db" } << "--compare is required";
        QTest::newRow("two subcommands") << QStringList { "inspect", "a", "b" } << "b";
        QTest::newRow("not a number")
            << QStringList { "runs", "show", "--store", "x.db", "--run", "one" } << "one";
        QTest::newRow("bad precision")
            << QStringList { "trace", "--model", "m", "--data", "d", "--out", "x.trace", "--dtype", "f16" }
            << "f16";
        QTest::newRow("no folder for the output") << QStringList { "trace", "--model", "m", "--data", "d",
            "--out", "/nowhere/at/all/x.trace" } << "/nowhere/at/all";
        QTest::newRow("missing trace") << QStringList { "sweep", "--trace", "gone.trace", "--policy",
            "entropy:threshold=0.5" } << "gone.trace";
        QTest::newRow("missing store") << QStringList { "runs", "list", "--store", "gone.db" } << "gone.db";
        QTest::newRow("missing file") << QStringList { "inspect", "gone.tsv" } << "gone.tsv";
        QTest::newRow("length without unit") << QStringList { "export", "--store", "x.db", "--run", "1",
            "--plot", "exits", "--out", "x.pdf", "--width", "3.25" }
                                             << "3.25";
    }

    /// Status 2 and one line that says what is wrong; nothing on standard output.
    void badUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, says);
        const auto ran = runProgram(arguments, QDir::tempPath());
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY2(QString::fromUtf8(ran.err).contains(says), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

    /// A script whose disk is full must not believe that all went well.
    void fullDiskOnStandardOutput()
    {
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        exitscope::test::startProgram(process, { "runs", "list", "--json", "--store", makeStore() });
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().startsWith("exitscope: standard output: "));
    }

private:
    QString makeStore();

    QTemporaryDir m_folder;
};

QString CliUsageTest::makeStore()
{
    const QString path = m_folder.filePath("empty.db");
    exitscope::store::RunStore store(path.toStdString());
    return path;
}

QTEST_GUILESS_MAIN(CliUsageTest)
#include "tst_cli_usage.moc"

#include "app/cli/cli.h"
#include "core/figure/length.h"
#include "app/cli/progress_line.h"
#include "app/cli/text_table.h"
#include "core/error.h"

#include <QTemporaryFile>
#include <QtTest>

#include <cmath>

#include <unistd.h>

using namespace exitscope;

namespace {

/// What a call writes to standard error.
template <typename Call> QByteArray standardErrorOf(Call call)
{
    QTemporaryFile file;
    if (!file.open())
        return {};
    std::fflush(stderr);
    const int saved = ::dup(STDERR_FILENO);
    ::dup2(file.handle(), STDERR_FILENO);
    call();
    std::fflush(stderr);
    ::dup2(saved, STDERR_FILENO);
    ::close(saved);
    file.seek(0);
    return file.readAll();
}

} // namespace

class CliTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengths_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("points");
        QTest::newRow("inch") << "3.25in" << 234.0;
        QTest::newRow("point") << "234pt" << 234.0;
        QTest::newRow("centimetre") << "2.54cm" << 72.0;
        QTest::newRow("millimetre") << "25.4mm" << 72.0;
    }

    void lengths()
    {
        QFETCH(QString, text);
        QFETCH(double, points);
        QVERIFY(std::abs(figure::pointsOfLength(text.toStdString()) - points) < 1e-9);
    }

    void badLengths_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : { "", "3", "in", "-1in", "0pt", "3 in", "3,25in", "1e400in", "nanin", "3px" })
            QTest::newRow(*text ? text : "empty") << text;
    }

    void badLengths()
    {
        QFETCH(QString, text);
        QVERIFY_EXCEPTION_THROWN(figure::pointsOfLength(text.toStdString()), InputError);
    }

    void progress_data()
    {
        QTest::addColumn<qint64>("done");
        QTest::addColumn<qint64>("total");
        QTest::addColumn<double>("rate");
        QTest::addColumn<QString>("note");
        QTest::addColumn<QString>("text");
        QTest::newRow("all") << qint64(512) << qint64(872) << 40.0 << QString()
                             << "512 of 872 examples, 40/s, 9 s left";
        QTest::newRow("slow") << qint64(1) << qint64(7203) << 2.0 << QString()
                              << "1 of 7203 examples, 2.0/s, 1 h 0 min left";
        QTest::newRow("no total") << qint64(5) << qint64(0) << 0.0 << "counting"
                                  << "5 examples; counting";
        QTest::newRow("at the end") << qint64(5) << qint64(5) << 100.0 << QString()
                                    << "5 of 5 examples, 100/s";
    }

    void progress()
    {
        QFETCH(qint64, done);
        QFETCH(qint64, total);
        QFETCH(double, rate);
        QFETCH(QString, note);
        QFETCH(QString, text);
        QCOMPARE(
            QString::fromStdString(cli::progressText({ done, total, "examples", note.toStdString() }, rate)),
            text);
    }

    void tableAlignsCharactersNotBytes()
    {
        cli::TextTable table({ { "name" }, { "n", cli::Align::Right } });
        table.addRow({ "größer", "1" });
        table.addRow({ "a\nb", "100" });
        QCOMPARE(table.text(), std::string("name      n\ngrößer    1\na b     100\n"));
    }

    void decimals()
    {
        QCOMPARE(cli::decimal(1.23456, 3), std::string("1.235"));
        QCOMPARE(cli::decimal(std::nan(""), 3), std::string("-"));
    }

    /// A build without Qt gives the program an empty Gui: this is what its users read.
    void withoutGuiExportSaysSo()
    {
        QByteArray name("exitscope"), sub("export"), a("--store"), b("x.db"), c("--run"), d("1"), e("--plot"),
            f("exits"), g("--out"), h("x.pdf");
        char* argv[] = { name.data(), sub.data(), a.data(), b.data(), c.data(), d.data(), e.data(), f.data(),
            g.data(), h.data(), nullptr };
        int status = -1;
        const QByteArray error = standardErrorOf([&] { status = cli::run(10, argv, {}); });
        QCOMPARE(status, 1);
        QCOMPARE(error.count('\n'), 1);
        QVERIFY2(error.startsWith("exitscope: export needs the GUI build"), error.constData());
    }

    void withoutGuiThereIsNoWindow()
    {
        QByteArray name("exitscope");
        char* argv[] = { name.data(), nullptr };
        int status = -1;
        const QByteArray error = standardErrorOf([&] { status = cli::run(1, argv, {}); });
        QCOMPARE(status, 1);
        QVERIFY2(error.startsWith("exitscope: this build has no window"), error.constData());
    }
};

QTEST_APPLESS_MAIN(CliTextTest)
#include "tst_cli_text.moc"

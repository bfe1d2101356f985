#include "core/io/atomic_file.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto trace = test::randomTrace({ .units = 120, .exits = 4, .classes = 3 });
        trace::writeTrace(file("t.trace").toStdString(), *trace);
        trace::writeTrace(file("deeper.trace").toStdString(),
            *test::anotherModel(*trace, { .units = 120, .exits = 8, .classes = 3 }));
    }

    void severalTracesAreACascade()
    {
        const QStringList traces { "table", "--trace", file("t.trace"), "--trace", file("deeper.trace"), "--draws", "100",
            "--speedup", "1.2", "--json" };
        const auto ran = runProgram(traces + QStringList { "--policy", "cascade:threshold=exact" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto cell = ran.json().at("rows").at(0).at("cells").at(0);
        QCOMPARE(cell.at("point").at("policy").get<std::string>(), std::string("cascade"));
        QVERIFY(cell.at("headroom").is_number());
        const auto refused = runProgram(traces + QStringList { "--policy", "margin:threshold=exact" });
        QVERIFY2(refused.status == 2 && refused.isOneLineError(), refused.err.constData());
    }

    void everyFormatHasARowForEachPolicy()
    {
        const struct
        {
            const char* format;
            const char* row;
        } formats[] = { { "text", "entropy:threshold=exact " }, { "markdown", "| patience:patience=1\\|2 |" },
            { "latex", "entropy:threshold=exact & " }, { "tsv", "entropy:threshold=exact\t" } };
        for (const auto& [format, row] : formats) {
            const auto ran = table({ "--format", format });
            QVERIFY2(ran.status == 0, ran.err.constData());
            QVERIFY2(ran.out.contains(row), ran.out.constData());
        }
    }

    void measuredPointsComeBackToTheirCells()
    {
        const auto first = table({ "--json", "--speedup", "1.2", "--points", file("points.txt") });
        QVERIFY2(first.status == 0, first.err.constData());
        const auto cell = first.json().at("rows").at(0).at("cells").at(0);
        const auto point = cell.at("point");
        const auto spec = point.at("spec").get<std::string>();
        QVERIFY(QString::fromStdString(io::readWholeFile(file("points.txt").toStdString()))
                    .split('\n')
                    .contains(QString::fromStdString(spec)));
        const nlohmann::json executed { { "points",
            { { { "policy", point.at("policy") }, { "params", point.at("params") }, { "measured_speedup", 1.5 } } } } };
        io::writeFileAtomically(file("e.json").toStdString(), executed.dump());
        const auto second = table({ "--json", "--speedup", "1.2", "--measured", file("e.json") });
        QVERIFY2(second.status == 0, second.err.constData());
        QCOMPARE(second.json().at("rows").at(0).at("cells").at(0).at("measured_speedup").get<double>(), 1.5);
    }

    void badInputIsOneLine()
    {
        io::writeFileAtomically(file("bad.json").toStdString(), "[1]");
        for (const auto& ran : { table({ "--measured", file("bad.json") }), table({ "--speedup", "0" }) }) {
            QCOMPARE(ran.status, 2);
            QCOMPARE(ran.err.count('\n'), 1);
            QVERIFY(ran.out.isEmpty());
        }
    }

private:
    QString file(const QString& name) const { return m_folder.filePath(name); }
    test::Ran table(const QStringList& more) const
    {
        return runProgram(QStringList { "table", "--trace", file("t.trace"), "--draws", "100", "--policy",
                              "entropy:threshold=exact", "--policy", "patience:patience=1|2" }
            + more);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CliTableTest)
#include "tst_cli_table.moc"

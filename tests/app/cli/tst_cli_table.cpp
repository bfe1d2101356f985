#include "core/io/atomic_file.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

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

    /// The mean of what a table of each trace alone says, and its deviation with n - 1.
    void seedsAreMeanAndDeviationOfTheirTables()
    {
        std::vector<double> values;
        QStringList traces;
        const auto first = test::randomTrace({ .units = 120, .exits = 4, .classes = 3, .seed = 1 });
        for (std::uint32_t seed = 1; seed <= 3; ++seed) {
            const QString name = file(qPrintable(QStringLiteral("s%1.trace").arg(seed)));
            const auto other = test::anotherModel(*first, { .units = 120, .exits = 4, .classes = 3, .seed = 10 + seed });
            trace::writeTrace(name.toStdString(), *other);
            traces << "--trace" << name;
            const auto alone = runProgram({ "table", "--trace", name, "--policy", "entropy:threshold=exact", "--speedup",
                "1.5", "--json", "--quiet" });
            QVERIFY2(alone.status == 0, alone.err.constData());
            values.push_back(alone.json().at("rows").at(0).at("cells").at(0).at("value").get<double>());
        }
        const QStringList rest { "--group", "seeds", "--policy", "entropy:threshold=exact", "--speedup", "1.5" };
        const auto ran = runProgram(QStringList { "table" } + traces + rest + QStringList { "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto quality = ran.json().at("rows").at(0).at("cells").at(0).at("quality");
        const double mean = (values[0] + values[1] + values[2]) / 3;
        double squares = 0;
        for (const double value : values)
            squares += (value - mean) * (value - mean);
        QVERIFY(std::abs(quality.at("mean").get<double>() - mean) < 1e-12);
        QVERIFY(std::abs(quality.at("sd").get<double>() - std::sqrt(squares / 2)) < 1e-12);
        QCOMPARE(quality.at("low").get<double>(), *std::min_element(values.begin(), values.end()));
        const auto text = runProgram(QStringList { "table" } + traces + rest);
        QVERIFY2(text.out.contains(" ± ") && text.err.contains("of 3 seeds"), text.out.constData());
        const auto two = runProgram(QStringList { "table" } + traces.first(4) + rest);
        QVERIFY2(two.out.contains(" [") && two.err.contains("least"), two.out.constData());

        for (const auto& bad : { runProgram(QStringList { "table" } + traces.first(2) + rest),
                 runProgram(QStringList { "table" } + traces.first(2) + traces.first(2) + rest),
                 runProgram(QStringList { "table" } + traces + rest.mid(2)),
                 runProgram(QStringList { "table" } + traces + rest + QStringList { "--points", file("p.txt") }) }) {
            QCOMPARE(bad.status, 2);
            QCOMPARE(bad.err.count('\n'), 1);
        }
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

#include "core/store/run_store.h"
#include "tests/app/cli/program.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

namespace {

store::RunRequest request(const std::string& name)
{
    store::TraceRecord trace;
    trace.path = "demo.trace";
    trace.sha256 = std::string(64, 'a');
    trace.task = "sst-2";
    trace.units = 10;
    trace.examples = 10;
    trace.classes = 2;
    trace.exitLayers = { 1, 2 };
    trace.model = store::ModelRecord { "tiny", "", std::string(64, 'b'), "bert" };
    trace.dataset = store::DatasetRecord { "SST-2/dev", "", std::string(64, 'c'), "sst-2", 10 };
    store::RunRequest asked;
    asked.name = name;
    asked.traces = { trace };
    asked.policies = { "entropy:threshold=0.1|0.3" };
    asked.codeVersion = "test";
    asked.plannedPoints = 2;
    return asked;
}

store::PointRecord point(std::int64_t ordinal, const char* params, std::int64_t sumExit)
{
    store::PointRecord point;
    point.ordinal = ordinal;
    point.policy = "entropy";
    point.params = params;
    point.units = 10;
    point.sumExit = sumExit;
    point.layers = 2;
    point.macsSpent = 150;
    point.macsFull = 200;
    point.metrics = R"({"accuracy":0.9})";
    point.exitHistogram = { 20 - sumExit, sumExit - 10 };
    return point;
}

} // namespace

class CliRunsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = m_folder->filePath("runs.db");
        m_id = makeRun(m_store, "first");
    }

    void runsOfOneNameShareTheRowsOfATable()
    {
        makeRun(m_store, "first");
        makeRun(m_store, "other");
        const auto ran = runProgram({ "runs", "table", "--store", m_store, "--json" });
        QCOMPARE(ran.status, 0);
        const auto rows = ran.json().at("rows");
        QCOMPARE(rows.size(), std::size_t { 4 });
        QCOMPARE(rows[0].at("name").get<std::string>(), std::string("first"));
        QCOMPARE(rows[0].at("seeds").get<int>(), 2);
        QCOMPARE(rows[0].at("accuracy").at("values").size(), std::size_t { 2 });
        QCOMPARE(rows[0].at("accuracy").at("mean").get<double>(), 0.9);
        QCOMPARE(rows[0].at("flops_speedup").at("mean").get<double>(), 200.0 / 150);
        QCOMPARE(rows[2].at("name").get<std::string>(), std::string("other"));
        QCOMPARE(rows[2].at("seeds").get<int>(), 1);
        QVERIFY(!rows[0].contains("measured_speedup")); // replayed, not timed

        const auto alone = runProgram({ "runs", "table", "--store", m_store, "--run", "3,1", "--format", "tsv" });
        QCOMPARE(alone.status, 0);
        const auto lines = alone.out.split('\n');
        QCOMPARE(lines.at(0), QByteArray("run\tseeds\taccuracy\tmean exit\tby layers\tby FLOPs"));
        QVERIFY(lines.at(1).startsWith("other entropy:threshold=0.1\t1\t90.0\t"));
    }

    /// 10 units, 150 of 200 MACs each in all: 30 FLOPs of an input, 40 of the full model.
    void modelsStandSideBySideAtABudget()
    {
        makeRun(m_store, "first");
        const auto ran = runProgram({ "runs", "table", "--store", m_store, "--within", "0.00002,0.00003", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto table = ran.json();
        QCOMPARE(table.at("metric").get<std::string>(), std::string("accuracy"));
        const auto row = table.at("rows").at(0);
        QCOMPARE(row.at("seeds").get<int>(), 2);
        QCOMPARE(row.at("full_flops").at("mean").get<double>(), 40.0);
        QCOMPARE(row.at("last").at("mean").get<double>(), 0.9);
        QVERIFY(row.at("within").at(0).at("mean").is_null()); // nothing is that cheap
        QCOMPARE(row.at("within").at(1).at("mean").get<double>(), 0.9);
        QVERIFY(row.at("mean_of_exits").at("mean").is_null()); // no fixed exits were swept

        auto wrong = runProgram({ "runs", "table", "--store", m_store, "--within", "0" });
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.err.contains("not above 0"), wrong.err.constData());
        wrong = runProgram({ "runs", "table", "--store", m_store, "--within", "1", "--metric", "mcc" });
        QCOMPARE(wrong.status, 2);
        QVERIFY2(wrong.err.contains("has no mcc"), wrong.err.constData());
    }

    void aTableOfRunsSaysWhatIsWrong()
    {
        auto ran = runProgram({ "runs", "table", "--store", m_store, "--run", "17" });
        QCOMPARE(ran.status, 2);
        QVERIFY(ran.err.contains("there is no run 17"));
        makeRun(m_store, "first", "SNLI/dev");
        ran = runProgram({ "runs", "table", "--store", m_store });
        QCOMPARE(ran.status, 2);
        QVERIFY(ran.err.contains("different datasets, SST-2/dev and SNLI/dev"));
    }

    void listIsAsDocumented()
    {
        const auto ran = runProgram({ "runs", "list", "--store", m_store, "--json" });
        QCOMPARE(ran.status, 0);
        QVERIFY(ran.err.isEmpty());
        QCOMPARE(ran.out.count('\n'), 1);
        const auto runs = ran.json().at("runs");
        QCOMPARE(runs.size(), std::size_t { 1 });
        const auto& run = runs[0];
        QCOMPARE(run.at("id").get<std::int64_t>(), m_id);
        QCOMPARE(run.at("name").get<std::string>(), std::string("first"));
        QCOMPARE(run.at("model").get<std::string>(), std::string("tiny"));
        QCOMPARE(run.at("dataset").get<std::string>(), std::string("SST-2/dev"));
        QCOMPARE(run.at("policies").get<std::vector<std::string>>(), std::vector<std::string> { "entropy" });
        QCOMPARE(run.at("points").get<int>(), 2);
        QCOMPARE(run.at("state").get<std::string>(), std::string("finished"));
        QVERIFY(QRegularExpression("^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$")
                    .match(QString::fromStdString(run.at("created").get<std::string>()))
                    .hasMatch());
    }

    void showIsAsDocumented()
    {
        const auto ran
            = runProgram({ "runs", "--store", m_store, "show", "--run", QString::number(m_id), "--json" });
        QCOMPARE(ran.status, 0);
        const auto json = ran.json();
        const auto& run = json.at("run");
        QCOMPARE(run.at("specs").get<std::vector<std::string>>(),
            std::vector<std::string> { "entropy:threshold=0.1|0.3" });
        QCOMPARE(run.at("traces").at(0).at("sha256").get<std::string>(), std::string(64, 'a'));
        QVERIFY(run.contains("seed") && run.contains("options") && run.contains("code_version"));
        const auto& points = json.at("points");
        QCOMPARE(points.size(), std::size_t { 2 });
        const auto expected
            = nlohmann::ordered_json::parse(R"({"policy":"entropy","params":{"threshold":0.3},"units":10,)"
                                            R"("flops_ratio":0.75,"metrics":{"accuracy":0.9}})");
        for (const char* key : { "policy", "params", "units", "flops_ratio", "metrics" })
            QCOMPARE(points[1].at(key), expected.at(key));
        QCOMPARE(points[1].at("mean_exit").get<double>(), 1.2);
        QCOMPARE(points[1].at("layer_speedup").get<double>(), 2 / 1.2);
        QCOMPARE(points[1].at("exit_histogram").get<std::vector<int>>(), (std::vector<int> { 8, 2 }));
    }

    void peopleGetATable()
    {
        const auto list = runProgram({ "runs", "list", "--store", m_store });
        QCOMPARE(list.status, 0);
        QCOMPARE(list.out.count('\n'), 2);
        QVERIFY(list.out.contains("first") && list.out.contains("finished"));
        const auto show = runProgram({ "runs", "show", "--store", m_store, "--run", QString::number(m_id) });
        QVERIFY(show.out.contains("threshold=0.3") && show.out.contains("0.9000"));
    }

    void deleteGoesToTheBinAndBack()
    {
        const QString id = QString::number(m_id);
        const auto removed = runProgram({ "runs", "delete", "--store", m_store, "--run", id });
        QCOMPARE(removed.status, 0);
        QVERIFY(removed.out.contains("bin"));
        QCOMPARE(runProgram({ "runs", "list", "--store", m_store, "--json" }).json().at("runs").size(),
            std::size_t { 0 });
        const auto bin = runProgram({ "runs", "list", "--bin", "--store", m_store, "--json" }).json();
        QCOMPARE(bin.at("runs").size(), std::size_t { 1 });
        QCOMPARE(runProgram({ "runs", "restore", "--store", m_store, "--run", id, "--json" })
                     .json()
                     .at("restored"),
            true);
        QCOMPARE(runProgram({ "runs", "list", "--store", m_store, "--json" }).json().at("runs").size(),
            std::size_t { 1 });
    }

    void listIsFiltered()
    {
        makeRun(m_store, "second");
        const auto count = [this](const char* filter) {
            const auto ran = runProgram({ "runs", "list", "--store", m_store, "--filter", filter, "--json" });
            return ran.status == 0 ? static_cast<int>(ran.json().at("runs").size()) : -ran.status;
        };
        QCOMPARE(count("policy:entropy"), 2);
        QCOMPARE(count("second"), 1);
        QCOMPARE(count("accuracy>=0.9 -second"), 1);
        QCOMPARE(count("accuracy>0.9"), 0);
        QCOMPARE(count("colour:red"), -2);
    }

    void rename()
    {
        const auto ran = runProgram(
            { "runs", "rename", "--store", m_store, "--run", QString::number(m_id), "--name", "second" });
        QCOMPARE(ran.status, 0);
        QCOMPARE(store::RunStore(m_store.toStdString()).run(store::RunId { m_id }).summary.name,
            std::string("second"));
    }

    void importTwiceAddsOnce()
    {
        const QString other = m_folder->filePath("other.db");
        makeRun(other, "theirs");
        const QStringList command { "runs", "import", "--store", m_store, "--from", other, "--json" };
        QCOMPARE(runProgram(command).json().at("runs_added"), 1);
        const auto again = runProgram(command).json();
        QCOMPARE(again.at("runs_added"), 0);
        QCOMPARE(again.at("runs_known"), 1);
        QCOMPARE(runProgram({ "runs", "list", "--store", m_store, "--json" }).json().at("runs").size(),
            std::size_t { 2 });
    }

    void badStores_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("no such run") << QStringList { "show", "--store", "runs.db", "--run", "99" };
        QTest::newRow("delete nothing") << QStringList { "delete", "--store", "runs.db", "--run", "99" };
        QTest::newRow("not a store") << QStringList { "list", "--store", "text.db" };
        QTest::newRow("import a text") << QStringList { "import", "--store", "runs.db", "--from", "text.db" };
        QTest::newRow("import nothing")
            << QStringList { "import", "--store", "runs.db", "--from", "gone.db" };
    }

    void badStores()
    {
        QFETCH(QStringList, arguments);
        QFile text(m_folder->filePath("text.db"));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("this is no database, however one looks at it, and it is long enough to be read as one\n");
        text.close();
        const auto ran = runProgram(QStringList { "runs" } + arguments, m_folder->path());
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY(ran.out.isEmpty());
    }

private:
    std::int64_t makeRun(const QString& path, const std::string& name, const std::string& dataset = "SST-2/dev")
    {
        store::RunStore store(path.toStdString());
        auto asked = request(name);
        if (dataset != "SST-2/dev") {
            asked.traces.front().sha256 = std::string(64, 'd');
            asked.traces.front().dataset = store::DatasetRecord { dataset, "", std::string(64, 'e'), "snli", 10 };
        }
        const auto id = store.createRun(asked);
        const std::vector points { point(0, R"({"threshold":0.1})", 15),
            point(1, R"({"threshold":0.3})", 12) };
        store.appendPoints(id, points);
        store.finishRun(id, store::RunState::Finished);
        return static_cast<std::int64_t>(id);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_store;
    std::int64_t m_id = 0;
};

QTEST_GUILESS_MAIN(CliRunsTest)
#include "tst_cli_runs.moc"

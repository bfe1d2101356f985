#include "core/error.h"
#include "core/report/comparison_table.h"
#include "core/report/run_settings.h"
#include "core/report/stored_side.h"
#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"
#include "tests/core/policy/small_traces.h"
#include "tests/core/store/store_fixture.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace exitscope;

namespace {

const report::SettingRow& rowOf(const std::vector<report::SettingRow>& rows, const std::string& key)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&key](const auto& row) { return row.key == key; });
    if (found == rows.end())
        qFatal("there is no setting %s", key.c_str());
    return *found;
}

store::Run runOf(const store::RunRequest& request)
{
    store::Run run;
    run.request = request;
    run.summary.name = request.name;
    return run;
}

/// A sweep over a trace in a file, in `folder`'s store.
store::RunId sweepInto(store::RunStore& store, const std::filesystem::path& trace, const char* range)
{
    sweep::StoredSweep asked;
    asked.plan.trace = trace::Trace::open(trace);
    asked.plan.ranges = { policy::parseRange(range) };
    return sweep::sweepIntoStore(store, asked).run;
}

} // namespace

class RunComparisonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsSayWhatDiffers()
    {
        auto first = test::requestOf("first"), second = test::requestOf("second");
        second.policies = { "entropy:threshold=0:1.1:100", "margin:threshold=exact" };
        second.options = R"({"length":"real","intervals":{"draws":500}})";
        second.machine = "other box";
        second.traces.front().dataset->sha256 = "d2";
        const std::vector runs { runOf(first), runOf(second) };
        const auto rows = report::settingsOf(runs);
        std::vector<std::string> differing;
        for (const auto& row : rows)
            if (row.differs())
                differing.push_back(row.key);
        QCOMPARE(differing,
            (std::vector<std::string> { "policies", "options.intervals.draws", "dataset.sha256", "machine" }));
        QCOMPARE(rowOf(rows, "options.intervals.draws").values, (std::vector<std::string> { "", "500" }));
        QCOMPARE(rowOf(rows, "options.length").differs(), false);
        QCOMPARE(rowOf(rows, "machine").group, report::SettingGroup::Machine);
        QCOMPARE(rowOf(rows, "dataset.sha256").group, report::SettingGroup::ModelAndData);
        QVERIFY(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.group < b.group; }));
        QCOMPARE(report::settingDelta(rowOf(rows, "policies").values[0], rowOf(rows, "policies").values[1]),
            std::string("- patience:patience=1|2\n- entropy:threshold=exact\n+ margin:threshold=exact"));
    }

    void deltas()
    {
        QCOMPARE(report::settingDelta("100", "128"), std::string("+28"));
        QCOMPARE(report::settingDelta("0.5", "0.25"), std::string("-0.25"));
        QCOMPARE(report::settingDelta("7", "7"), std::string());
        QCOMPARE(report::settingDelta("box", "other box"), std::string());
        QCOMPARE(report::settingDelta("", "5"), std::string());
    }

    void sidesShareTheirTrace()
    {
        const test::StoreFolder folder;
        const auto file = folder.path("a.trace");
        trace::writeTrace(file, *test::randomTrace({ .units = 60 }));
        store::RunStore store(folder.path());
        const auto a = sweepInto(store, file, "entropy:threshold=0.1|0.4"), b = sweepInto(store, file, "patience:patience=1|2");
        const auto sides = report::openSides(store, std::vector { a, b });
        QCOMPARE(sides.size(), std::size_t { 2 });
        QCOMPARE(sides[0].evaluator.get(), sides[1].evaluator.get());
        QCOMPARE(sides[1].specs.size(), std::size_t { 2 });
        QCOMPARE(report::metricNamed(*sides[0].evaluator, ""), metric::Metric::Accuracy);
        QVERIFY_EXCEPTION_THROWN(report::metricNamed(*sides[0].evaluator, "pearson"), InputError);

        const auto empty = store.createRun(test::requestOf("none"));
        QVERIFY_EXCEPTION_THROWN(report::openSides(store, std::vector { empty }), InputError);
        trace::writeTrace(file, *test::randomTrace({ .units = 61 }));
        QVERIFY_EXCEPTION_THROWN(report::openSides(store, std::vector { a }), InputError);
        std::filesystem::remove(file);
        QVERIFY_EXCEPTION_THROWN(report::openSides(store, std::vector { a }), InputError);
    }

    /// What a stored run asked for is the same work again, options and all.
    void aStoredSweepIsTheSameWork()
    {
        const test::StoreFolder folder;
        const auto file = folder.path("a.trace");
        trace::writeTrace(file, *test::randomTrace({ .units = 60 }));
        store::RunStore store(folder.path());
        sweep::StoredSweep asked;
        asked.plan.trace = trace::Trace::open(file);
        asked.plan.ranges = { policy::parseRange("entropy:threshold=0.1|0.4"), policy::parseRange("patience:patience=1|2") };
        asked.plan.exact = sweep::ExactPoints::Front;
        asked.name = "mine";
        asked.intervals = evidence::BootstrapOptions { .draws = 50, .confidence = 0.9, .seed = 3 };
        const auto id = sweep::sweepIntoStore(store, asked).run;
        const auto run = store.run(id);
        QVERIFY(sweep::requestOf(sweep::storedSweepOf(run)) == sweep::requestOf(asked));
        auto edited = run;
        edited.request.options = R"({"padded_tokens":"many"})";
        QVERIFY_EXCEPTION_THROWN(sweep::storedSweepOf(edited), InputError);
        edited.request.kind = "execute";
        QVERIFY_EXCEPTION_THROWN(sweep::storedSweepOf(edited), InputError);
    }

    void tablesAsTextAreEscapedAndBold()
    {
        evidence::SideBySide sides;
        sides.problems.resize(2);
        evidence::BudgetRow row;
        row.at = 2;
        row.sides.resize(2);
        row.sides[0].estimate = { 0.9, { 0.88, 0.92 }, 1 };
        row.sides[1].estimate = { 0.95, { 0.94, 0.96 }, 1 };
        row.sides[1].isBest = true;
        row.sides[1].toBaseline = evidence::Difference { { 0.05, { 0.04, 0.06 }, 1 }, 0.002 };
        sides.rows = { row };
        const std::vector<std::string> names { "50% & more", "a_b|c" };
        const auto table = report::comparisonTable(sides, names, {});
        QCOMPARE(table.headings.size(), std::size_t { 6 });
        QCOMPARE(table.rows[0].size(), table.headings.size());
        const auto latex = QString::fromStdString(report::comparisonText(table, "c", report::TableFormat::Latex));
        QVERIFY(latex.contains("\\begin{tabular}{lrrrrr}"));
        QVERIFY(latex.contains("50\\% \\& more"));
        QVERIFY(latex.contains("& 0.9000 [0.8800, 0.9200] & \\textbf{0.9500 [0.9400, 0.9600]} &"));
        QVERIFY(latex.contains("0.0020 & - \\\\"));
        const auto markdown = QString::fromStdString(report::comparisonText(table, "c", report::TableFormat::Markdown));
        QVERIFY(markdown.contains("| a\\_b\\|c |"));
        QVERIFY(markdown.contains("**0.9500"));
        const auto tsv = report::comparisonText(table, "c", report::TableFormat::Tsv);
        QCOMPARE(std::count(tsv.begin(), tsv.end(), '\t'), std::ptrdiff_t { 10 });
    }
};

QTEST_GUILESS_MAIN(RunComparisonTest)
#include "tst_run_comparison.moc"

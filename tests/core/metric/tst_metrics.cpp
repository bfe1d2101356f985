#include "core/metric/class_counts.h"
#include "core/metric/elue_score.h"
#include "core/metric/exit_metrics.h"
#include "core/metric/metric_tally.h"
#include "core/metric/metrics.h"
#include "core/metric/value_moments.h"
#include "tests/core/policy/small_traces.h"
#include "tests/support/near.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace exitscope;
using metric::Metric;
using test::near;

namespace {

/// One exit, one-hot logits: the outcome of "full model" is `predicted`.
metric::MetricValues classMetrics(
    const char* task, const std::vector<std::int64_t>& predicted, const std::vector<std::int64_t>& labels)
{
    std::int64_t classes = 2;
    for (std::size_t i = 0; i < labels.size(); ++i)
        classes = std::max({ classes, predicted[i] + 1, labels[i] + 1 });
    trace::Trace::Arrays a;
    policy::Outcome outcome;
    for (const auto p : predicted) {
        for (std::int64_t c = 0; c < classes; ++c)
            a.logits.push_back(c == p ? 1.0F : 0.0F);
        outcome.exit.push_back(0);
        outcome.predictedClass.push_back(static_cast<std::int32_t>(p));
    }
    a.labels = labels;
    const auto trace = trace::Trace::fromArrays(a, classes, {});
    return metric::evaluate(metric::taskMetrics(task, classes), *trace, outcome);
}

metric::MetricValues valueMetrics(const std::vector<float>& predicted, const std::vector<float>& targets)
{
    trace::Trace::Arrays a;
    a.logits = predicted;
    a.targets = targets;
    const auto trace = trace::Trace::fromArrays(a, 1, {});
    policy::Outcome outcome;
    outcome.exit.assign(predicted.size(), 0);
    outcome.predictedValue = predicted;
    return metric::evaluate(metric::taskMetrics("sts-b", 1), *trace, outcome);
}

double valueOf(const metric::MetricValues& values, const char* name)
{
    for (const auto& [key, value] : values)
        if (key == name)
            return value;
    return std::nan("");
}

} // namespace

class TestMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void classesByHand() // CV75
    {
        const auto values = classMetrics("mrpc", { 1, 0, 1, 0, 1, 1, 0, 1 }, { 1, 1, 1, 0, 0, 1, 0, 1 });
        QVERIFY(near(valueOf(values, "accuracy"), 0.75));
        QVERIFY(near(valueOf(values, "f1"), 0.8));
        QVERIFY(near(valueOf(values, "accuracy_and_f1"), 0.775));
        const auto cola = classMetrics("CoLA", { 1, 0, 1, 0, 1, 1, 0, 1 }, { 1, 1, 1, 0, 0, 1, 0, 1 });
        QVERIFY(near(valueOf(cola, "mcc"), 0.466667));
        QCOMPARE(cola.front().first, std::string("mcc"));
    }

    void whatIsUndefinedIsZeroOrNothing()
    {
        QCOMPARE(valueOf(classMetrics("mrpc", { 0, 0 }, { 0, 0 }), "f1"), 0.0);
        QCOMPARE(valueOf(classMetrics("cola", { 1, 1 }, { 0, 1 }), "mcc"), 0.0);
        QVERIFY(std::isnan(valueOf(classMetrics("sst-2", { 1, 1 }, { -1, -1 }), "accuracy")));
        QCOMPARE(valueOf(classMetrics("sst-2", { 1, 1, 0 }, { -1, 1, 1 }), "accuracy"), 0.5);
        QVERIFY(std::isnan(valueOf(valueMetrics({ 1, 1 }, { 1, 2 }), "pearson")));
        const float none = std::nanf("");
        QVERIFY(near(valueOf(valueMetrics({ 1, 2, 9 }, { 1, 2, none }), "pearson"), 1));
        QVERIFY(std::isnan(valueOf(valueMetrics({ 1, none, 9 }, { 1, 2, 3 }), "spearman")));
    }

    void manyClassesHaveAMatthewsToo()
    {
        metric::ClassCounts counts(3);
        const std::int32_t predicted[] { 0, 1, 2, 2, 1, 0, 0 };
        const std::int64_t labels[] { 0, 1, 2, 1, 1, 2, 0 };
        for (int i = 0; i < 7; ++i)
            counts.add(predicted[i], labels[i]);
        // c = 5, s = 7, p = (3,2,2), t = (2,3,2): (35 - 16) / sqrt((49 - 17)(49 - 17))
        QVERIFY(near(counts.matthews(), 19.0 / 32.0));
    }

    void correlationsByHand() // CV76, CV77
    {
        const auto plain = valueMetrics({ 1, 2.5F, 3, 4.2F, 5 }, { 1.2F, 2, 3.9F, 3.5F, 4.8F });
        QVERIFY(near(valueOf(plain, "pearson"), 0.912577));
        QVERIFY(near(valueOf(plain, "spearman"), 0.9));
        QVERIFY(near(valueOf(plain, "pearson_and_spearman"), (0.912577 + 0.9) / 2));
        const auto tied = valueMetrics({ 1, 2, 2, 4 }, { 1, 3, 2, 2 });
        QVERIFY(near(valueOf(tied, "spearman"), 0.5));
        QVERIFY(near(valueOf(tied, "pearson"), 0.324443));
    }

    void tasksChooseTheirMetrics()
    {
        using Metrics = std::vector<Metric>;
        QVERIFY(metric::taskMetrics("glue/SST-2", 2) == Metrics { Metric::Accuracy });
        QVERIFY(metric::taskMetrics("MRPC", 2).front() == Metric::Accuracy);
        QVERIFY(metric::taskMetrics("qqp", 2).size() == 3);
        QVERIFY(metric::taskMetrics("what", 7) == Metrics { Metric::Accuracy });
        QVERIFY(metric::taskMetrics("what", 1).front() == Metric::Pearson);
    }

    void theAuthorsCases() // golden/elue-metrics
    {
        EXITSCOPE_SHARED_OR_SKIP(path, "golden/elue-metrics/cases.json");
        std::ifstream file(path);
        const auto cases = nlohmann::json::parse(file);
        const std::map<std::string, const char*> names { { "acc", "accuracy" }, { "f1", "f1" },
            { "acc_and_f1", "accuracy_and_f1" }, { "pearson", "pearson" }, { "spearmanr", "spearman" },
            { "corr", "pearson_and_spearman" } };
        int compared = 0;
        for (const auto& entry : cases) {
            const auto task = entry.at("task").get<std::string>();
            const auto values = task == "sts-b"
                ? valueMetrics(entry.at("predictions").get<std::vector<float>>(), entry.at("labels").get<std::vector<float>>())
                : classMetrics(task.c_str(), entry.at("predictions").get<std::vector<std::int64_t>>(),
                      entry.at("labels").get<std::vector<std::int64_t>>());
            for (const auto& [key, expected] : entry.at("metrics").items()) {
                QVERIFY2(near(valueOf(values, names.at(key)), expected.get<double>()), key.c_str());
                ++compared;
            }
        }
        QVERIFY(compared >= 40);
    }

    void aTallyFollowsEveryChange_data()
    {
        QTest::addColumn<int>("classes");
        QTest::addColumn<QString>("task");
        QTest::newRow("two classes") << 2 << "mrpc";
        QTest::newRow("four classes") << 4 << "cola";
        QTest::newRow("regression") << 1 << "sts-b";
    }

    void aTallyFollowsEveryChange()
    {
        QFETCH(int, classes);
        QFETCH(QString, task);
        const auto trace = test::randomTrace({ .units = 300, .classes = classes });
        std::vector<std::int32_t> table(classes == 1 ? 0 : 300 * 6);
        if (classes > 1)
            policy::predictClasses(*trace, 0, 300, table);
        std::vector<std::int32_t> exits(300, 5);
        const auto metrics = metric::taskMetrics(task.toStdString(), classes);
        metric::MetricTally tally(metrics, *trace, table, exits);
        std::mt19937 random(3);
        for (int step = 0; step < 2000; ++step) {
            const auto unit = random() % 300;
            const auto to = static_cast<std::int32_t>(random() % 6);
            tally.change(unit, exits[unit], to);
            exits[unit] = to;
            if (step % 250 != 0)
                continue;
            policy::Outcome outcome;
            outcome.exit = exits;
            for (std::size_t u = 0; u < 300; ++u)
                if (classes > 1)
                    outcome.predictedClass.push_back(table[u * 6 + static_cast<std::size_t>(exits[u])]);
                else
                    outcome.predictedValue.push_back(trace->logits(static_cast<std::int64_t>(u), exits[u]).front());
            const auto expected = metric::evaluate(metrics, *trace, outcome);
            const auto values = tally.values();
            QCOMPARE(values.size(), expected.size());
            for (std::size_t i = 0; i < values.size(); ++i) {
                QCOMPARE(values[i].first, expected[i].first);
                QVERIFY(near(values[i].second, expected[i].second, 1e-9));
            }
        }
    }

    void exitsHaveTwoAccuracies()
    {
        const auto trace = test::traceOf({ { 1, 0, 1, 0 }, { 1, 0, 0, 1 }, { 0, 1, 0, 1 } }, 2, { 0, 1, -1 });
        const auto all = metric::perExit({ Metric::Accuracy }, *trace);
        QCOMPARE(all[0][0].second, 0.5);
        QCOMPARE(all[1][0].second, 1.0);
        policy::Outcome outcome { { 0, 1, 0 }, { 0, 1, 1 }, {} };
        const auto shares = metric::conditionalAccuracy(*trace, outcome);
        QCOMPARE(shares[0].units, 2);
        QCOMPARE(shares[0].labelled, 1);
        QCOMPARE(shares[0].correct, 1);
        QCOMPARE(shares[1].correct, 1);
    }

    void calibrationError()
    {
        const std::vector<float> confidence { 0.95F, 0.95F, 0.55F, 0.55F, 1.0F };
        const std::vector<std::uint8_t> correct { 1, 0, 1, 1, 1 };
        // top bin: |2 - 2.9|, middle bin: |2 - 1.1|
        QVERIFY(near(metric::expectedCalibrationError(confidence, correct), (0.9 + 0.9) / 5));
        const auto trace = test::traceOf({ { 0, 0, 50, 0 }, { 0, 0, 50, 0 } }, 2, { 0, 1 });
        const auto errors = metric::calibrationErrors(*trace);
        QVERIFY(near(errors[0], 0.0)); // 0.5 sure and half of them right
        QVERIFY(near(errors[1], 0.5)); // sure of both
    }

    void elueScore() // CV74
    {
        const std::vector<metric::CostQuality> baseline { { 2, 80 }, { 4, 86 }, { 8, 90 } };
        const std::vector<metric::CostQuality> submission { { 3, 84.5 }, { 6, 88.5 }, { 10, 91 } };
        QVERIFY(near(metric::elueScore(submission, baseline), 1.0));
        QVERIFY(near(metric::elueScore(std::span(submission).first(1), baseline), 1.5));
        const std::vector<metric::CostQuality> cheap { { 1, 79 } };
        QVERIFY(near(metric::elueScore(cheap, baseline), -1.0));
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"

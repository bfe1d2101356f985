#include "core/examples/atlas.h"
#include "core/examples/filter_match.h"
#include "core/metric/exit_metrics.h"
#include "tests/core/examples/example_columns.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

#include <numeric>

using namespace exitscope;

class AtlasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAsTheMetricDoes()
    {
        const auto trace = test::reviews(900);
        const auto columns = test::columnsOf(trace, "entropy:threshold=0.7");
        const auto atlas = *examples::overthinkingAtlas(columns);
        const auto metric = metric::overthinking(*trace);
        QCOMPARE(atlas.all.overthinkers, metric.overthinkers);
        QCOMPARE(atlas.all.labelled, metric.labelled);
        QVERIFY(metric.overthinkers > 0);
        for (const auto& bar : atlas.layers) {
            const auto at = std::find(trace->exitLayer().begin(), trace->exitLayer().end(), std::stoi(bar.name));
            QCOMPARE(bar.overthinkers, metric.rightEarly[static_cast<std::size_t>(at - trace->exitLayer().begin())]);
        }
        for (const auto* bars : { &atlas.layers, &atlas.classes, &atlas.lengths }) {
            const auto sum = std::accumulate(bars->begin(), bars->end(), std::int64_t { 0 },
                [](std::int64_t before, const examples::AtlasBar& bar) { return before + bar.overthinkers; });
            QCOMPARE(sum, metric.overthinkers);
        }
    }

    void everyBarFindsItsUnits()
    {
        const auto columns = test::columnsOf(test::reviews(900), "entropy:threshold=0.7");
        const auto atlas = *examples::overthinkingAtlas(columns);
        QCOMPARE(atlas.tags.size(), std::size_t { 2 });
        std::int64_t rescued = 0;
        for (const auto* bars : { &atlas.layers, &atlas.classes, &atlas.lengths, &atlas.tags })
            for (const auto& bar : *bars) {
                const auto found = *examples::matching(examples::Filter::parse(bar.filter), columns);
                QCOMPARE(static_cast<std::int64_t>(found.size()), bar.overthinkers);
                const auto saved = *examples::matching(examples::Filter::parse(bar.filter + " correct"), columns);
                QCOMPARE(static_cast<std::int64_t>(saved.size()), bar.rescued);
                rescued += bar.rescued;
            }
        QVERIFY(rescued > 0);
    }

    void nothingWithoutLabels()
    {
        const auto trace = test::randomTrace({ .classes = 1 });
        const auto atlas = *examples::overthinkingAtlas(test::columnsOf(trace, "fixed:layer=3"));
        QCOMPARE(atlas.all.labelled, std::int64_t { 0 });
        QVERIFY(atlas.layers.empty() && atlas.classes.empty() && atlas.lengths.empty() && atlas.tags.empty());
        QVERIFY(std::isnan(atlas.all.rate()));
    }
};

QTEST_GUILESS_MAIN(AtlasTest)
#include "tst_atlas.moc"

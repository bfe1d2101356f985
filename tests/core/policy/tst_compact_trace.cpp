#include "compact_pair.h"
#include "core/calibration/temperature.h"
#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/metric/metric_tally.h"
#include "core/metric/metrics.h"
#include "core/metric/word_facts.h"
#include "core/policy/exact_curve.h"
#include "core/policy/exit_answers.h"
#include "core/trace/split.h"
#include "tests/support/message_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <bit>

using namespace exitscope;

/// A compact trace gives every exit and every prediction that the logits give from which it was made.
class TestCompactTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void replayIsThatOfTheLogits_data()
    {
        QTest::addColumn<QByteArray>("spec");
        for (const char* spec : { "fixed:layer=3", "entropy:threshold=0.2", "entropy:threshold=1.5",
                 "entropy:normalised=true,threshold=0.4", "confidence:threshold=0.5", "confidence:threshold=0.9",
                 "confidence:temperature=1,threshold=0.5", "margin:threshold=0.1", "margin:threshold=0.6",
                 "entropy:threshold=0.1;0.5;0.9;1;1.4", "patience:patience=1", "patience:patience=3",
                 "saturation:threshold=0.7", "learned:threshold=0.8", "oracle:kind=correct",
                 "oracle:kind=correct,cheap_fail=true", "oracle:kind=agree", "margin:exit_every=2,first_exit=2,threshold=0.2" })
            QTest::newRow(spec) << QByteArray(spec);
    }
    void replayIsThatOfTheLogits()
    {
        QFETCH(QByteArray, spec);
        const auto parsed = policy::parseSpec(spec.toStdString());
        for (const std::int64_t classes : { 2, 7, 32, 33, 61, 500 }) {
            const auto full = test::randomWords(300, 6, classes, static_cast<unsigned>(classes));
            const auto compact = test::compactOf(*full, std::min<std::int64_t>(3, classes));
            QVERIFY(compact->isCompact() && !full->isCompact());
            const auto expected = policy::replay(*full, parsed), found = policy::replay(*compact, parsed);
            QCOMPARE(found.exit, expected.exit);
            QCOMPARE(found.predictedClass, expected.predictedClass);
        }
    }

    void exactCurvesAreThoseOfTheLogits()
    {
        for (const char* rule : { "entropy", "confidence", "margin", "saturation", "learned" }) {
            const auto full = test::randomWords(400, 5, 41, 5);
            const auto compact = test::compactOf(*full);
            const policy::PolicySpec spec { rule, {} };
            const auto expected = policy::exactCurve(spec, *full), found = policy::exactCurve(spec, *compact);
            QVERIFY(expected && found && found->size() > 50);
            QCOMPARE(found->threshold, expected->threshold);
            QCOMPARE(found->sumExitLayers, expected->sumExitLayers);
            QCOMPARE(found->correct, expected->correct);
        }
    }

    void scoresAreThoseOfTheLogitsBitForBit()
    {
        for (const std::int64_t classes : { 3, 100 }) {
            const auto full = test::randomWords(50, 3, classes, 9);
            const auto compact = test::compactOf(*full);
            for (std::int64_t unit = 0; unit < full->units(); ++unit)
                for (std::int64_t exit = 0; exit < full->exits(); ++exit)
                    QCOMPARE(std::bit_cast<std::uint32_t>(policy::confidenceAt(*compact, unit, exit)) & 0x7fffffffU,
                        std::bit_cast<std::uint32_t>(policy::confidenceAt(*full, unit, exit)) & 0x7fffffffU);
        }
    }

    void ranksAndLogProbabilitiesAreThoseOfTheDistribution()
    {
        const auto full = test::randomWords(120, 4, 45, 3, false);
        const auto compact = test::compactOf(*full, 45);
        for (std::int64_t unit = 0; unit < full->units(); ++unit) {
            std::vector<std::int32_t> said(4);
            policy::predictClasses(*full, unit, unit + 1, said);
            for (std::int64_t exit = 0; exit < 4; ++exit) {
                const auto at = static_cast<std::size_t>(unit * 4 + exit);
                const auto logits = full->logits(unit, exit);
                const auto order = compact->topIds().subspan(at * 45, 45);
                const auto rank = [&](std::int64_t word) {
                    return static_cast<int>(std::find(order.begin(), order.end(), word) - order.begin()) + 1;
                };
                QCOMPARE(order.front(), said[static_cast<std::size_t>(exit)]);
                QCOMPARE(compact->finalRank()[at], rank(said.back()));
                const auto label = full->labels()[static_cast<std::size_t>(unit)];
                if (label < 0)
                    continue;
                QCOMPARE(compact->goldRank()[at], rank(label));
                double sum = 0;
                for (const float z : logits)
                    sum += std::exp(static_cast<double>(z));
                const double expected = static_cast<double>(logits[static_cast<std::size_t>(label)]) - std::log(sum);
                QVERIFY(std::abs(static_cast<double>(compact->goldLogProb()[at]) - expected) < 1e-5);
            }
        }
    }

    void whatNeedsAllLogitsSaysSo_data()
    {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* spec, const char* message) {
            QTest::newRow(spec) << QByteArray(spec) << QByteArray(message);
        };
        row("vote:votes=2", "policy \"vote\" needs the logits of all classes");
        row("entropy:ensemble=mean,threshold=0.1", "policy \"entropy\": an ensemble needs the logits");
        row("confidence:temperature=1.5,threshold=0.1", "policy \"confidence\": a temperature needs the logits");
    }
    void whatNeedsAllLogitsSaysSo()
    {
        QFETCH(QByteArray, spec);
        QFETCH(QByteArray, message);
        const auto compact = test::compactOf(*test::randomWords(20, 3, 8, 1));
        const QString said = test::messageOf([&] { policy::replay(*compact, policy::parseSpec(spec.toStdString())); });
        QVERIFY2(said.contains(QString::fromUtf8(message)), qPrintable(said));
        QVERIFY(!said.contains(QLatin1Char(10)));
    }

    void temperaturesAndCascadesSaySoToo()
    {
        const auto compact = test::compactOf(*test::randomWords(20, 3, 8, 1));
        QVERIFY_EXCEPTION_THROWN((void)calibration::fitTemperatures(*compact, {}), InputError);
        const std::vector<std::shared_ptr<const trace::Trace>> two { compact, compact };
        QVERIFY_EXCEPTION_THROWN((void)cost::cascadeOf(two), InputError);
    }

    void metricsOfWordsAreThoseOfTheLogits()
    {
        const auto full = test::randomWords(200, 5, 47, 21, false);
        const auto compact = test::compactOf(*full);
        const auto metrics = metric::taskMetrics(*full);
        QVERIFY(metrics == metric::taskMetrics(*compact));
        QCOMPARE(metrics.size(), std::size_t { 4 });
        for (const char* spec : { "fixed:layer=1", "fixed:layer=5", "entropy:threshold=1.2", "margin:threshold=0.2" }) {
            const auto outcome = policy::replay(*full, policy::parseSpec(spec));
            const auto expected = metric::evaluate(metrics, *full, outcome), found = metric::evaluate(metrics, *compact, outcome);
            QVERIFY(expected == found);
            double loss = 0, agreeing = 0, labelled = 0;
            for (std::int64_t unit = 0; unit < full->units(); ++unit) {
                const auto u = static_cast<std::size_t>(unit);
                const auto label = full->labels()[u];
                if (label < 0)
                    continue;
                std::vector<std::int32_t> said(5);
                policy::predictClasses(*full, unit, unit + 1, said);
                double sum = 0;
                for (const float z : full->logits(unit, outcome.exit[u]))
                    sum += std::exp(static_cast<double>(z));
                loss += std::log(sum) - static_cast<double>(full->logits(unit, outcome.exit[u])[static_cast<std::size_t>(label)]);
                agreeing += outcome.predictedClass[u] == said.back() ? 1 : 0;
                ++labelled;
            }
            QCOMPARE(found[1].first, std::string("agreement"));
            QVERIFY(std::abs(found[1].second - agreeing / labelled) < 1e-12);
            QVERIFY(std::abs(found[2].second / std::exp(loss / labelled) - 1) < 1e-5);
            QVERIFY(std::abs(std::exp2(found[3].second) / found[2].second - 1) < 1e-9);
            if (outcome.exit == std::vector<std::int32_t>(200, 4))
                QCOMPARE(found[1].second, 1.0);
        }
        QVERIFY(metric::isLessBetter("perplexity") && !metric::isLessBetter("agreement"));
    }

    void tallyMovesAsTheWholeDoes()
    {
        const auto trace = test::compactOf(*test::randomWords(80, 4, 40, 8));
        const auto metrics = metric::taskMetrics(*trace);
        std::vector<std::int32_t> classes(80 * 4), exits(80, 3);
        policy::predictClasses(*trace, 0, 80, classes);
        metric::MetricTally tally(metrics, *trace, classes, exits);
        for (std::int64_t unit = 0; unit < 80; ++unit) {
            const auto u = static_cast<std::size_t>(unit);
            const auto to = static_cast<std::int32_t>((unit * 7) % 4);
            tally.change(unit, exits[u], to);
            exits[u] = to;
            policy::Outcome outcome { .exit = exits, .predictedClass = {}, .predictedValue = {} };
            for (std::size_t i = 0; i < 80; ++i)
                outcome.predictedClass.push_back(classes[4 * i + static_cast<std::size_t>(exits[i])]);
            const auto expected = metric::evaluate(metrics, *trace, outcome);
            const auto found = tally.values();
            for (std::size_t i = 0; i < expected.size(); ++i) {
                QCOMPARE(found[i].first, expected[i].first);
                QVERIFY(std::isnan(expected[i].second) ? std::isnan(found[i].second)
                                                       : std::abs(found[i].second - expected[i].second) < 1e-9 * (1 + expected[i].second));
            }
        }
    }

    void wordsSettleWhereTheyStay()
    {
        trace::Trace::Arrays a;
        a.prediction = { 1, 2, 1, 2, 2, 2, 0, 2 };
        for (auto* scores : { &a.entropy, &a.confidence, &a.margin })
            scores->assign(8, 0.5F);
        a.labels = { 2, 0 };
        a.exitLayer = { 1, 2, 3, 4 };
        a.goldLogProb.assign(8, -1);
        const auto trace = trace::Trace::fromArrays(std::move(a), 3, {});
        QCOMPARE(metric::settledExits(*trace), (std::vector<std::int32_t> { 3, 3 }));
        const auto words = metric::exitWords(*trace);
        QCOMPARE(words.size(), std::size_t { 4 });
        QCOMPARE(words[1].agreement, 1.0);
        QCOMPARE(words[1].settled, 0.0);
        QCOMPARE(words[3].settled, 1.0);
        QCOMPARE(words[0].accuracy, 0.0);
        QVERIFY(std::abs(words[2].perplexity - std::exp(1.0)) < 1e-12);
        QVERIFY(std::isnan(words[2].meanGoldRank));
    }

    void aFileKeepsIt()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("words.trace").toStdString();
        const auto compact = test::compactOf(*test::randomWords(60, 3, 50, 2), 4);
        trace::writeTrace(path, *compact);
        const auto read = trace::Trace::open(path);
        QVERIFY(read->isCompact());
        QCOMPARE(read->classes(), 50);
        QCOMPARE(read->topCount(), 4);
        QVERIFY(std::ranges::equal(read->prediction(), compact->prediction()));
        QVERIFY(std::ranges::equal(read->goldRank(), compact->goldRank()));
        QVERIFY(std::ranges::equal(read->topIds(), compact->topIds()));
        const auto spec = policy::parseSpec("margin:threshold=0.3");
        QCOMPARE(policy::replay(*read, spec).exit, policy::replay(*compact, spec).exit);
    }

    void aSubsetIsCompactToo()
    {
        const auto compact = test::compactOf(*test::randomWords(70, 3, 9, 2), 2);
        const std::vector<std::int64_t> chosen { 1, 4 };
        const auto part = trace::subset(*compact, chosen);
        QVERIFY(part->isCompact());
        QCOMPARE(part->units(), 14);
        const auto spec = policy::parseSpec("entropy:threshold=1");
        const auto whole = policy::replay(*compact, spec).exit, some = policy::replay(*part, spec).exit;
        QVERIFY(std::equal(some.begin(), some.begin() + 7, whole.begin() + 7));
        QVERIFY(std::equal(some.begin() + 7, some.end(), whole.begin() + 28));
    }
};

QTEST_APPLESS_MAIN(TestCompactTrace)
#include "tst_compact_trace.moc"

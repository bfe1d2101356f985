#include "app/analysis/layer_facts.h"
#include "app/analysis/unit_table.h"
#include "app/views/trace_paragraphs.h"
#include "core/sweep/taken_exits.h"
#include "app/views/trace_rows.h"
#include "core/policy/policy.h"
#include "tests/app/views/made_traces.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace exitscope;
using namespace exitscope::app;

namespace {

UnitOutcomes outcomesOf(const trace::Trace& trace, const std::string& spec)
{
    const auto outcome = policy::replay(trace, policy::parseSpec(spec));
    return { outcome.exit, outcome.predictedClass };
}

std::vector<std::uint32_t> arranged(const UnitTable& table, UnitOrder order, UnitFilter filter, const UnitOutcomes& a,
    const UnitOutcomes* b = nullptr, std::int32_t value = 0)
{
    return arrangedUnits(table, { order, filter, value, false }, a, b, {}, {});
}

} // namespace

class TestUnitTable final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersAreStableAndComplete()
    {
        const auto table = unitTableOf(test::makeTrace({ .units = 400 }));
        const auto& trace = *table.trace;
        const auto a = outcomesOf(trace, "entropy:threshold=0.9"), b = outcomesOf(trace, "entropy:threshold=0.3");
        for (const auto order : { UnitOrder::Dataset, UnitOrder::HardestFirst, UnitOrder::EasiestFirst, UnitOrder::WrongFirst,
                 UnitOrder::DisagreementsFirst, UnitOrder::LensFirst, UnitOrder::ByLabel, UnitOrder::LongestFirst }) {
            auto units = arranged(table, order, UnitFilter::All, a, &b);
            std::sort(units.begin(), units.end());
            std::vector<std::uint32_t> all(static_cast<std::size_t>(trace.units()));
            std::iota(all.begin(), all.end(), 0U);
            QCOMPARE(units, all);
        }
        const auto hardest = arranged(table, UnitOrder::HardestFirst, UnitFilter::All, a);
        for (std::size_t row = 1; row < hardest.size(); ++row) {
            const auto before = a.exits[hardest[row - 1]], here = a.exits[hardest[row]];
            QVERIFY(before > here || (before == here && hardest[row - 1] < hardest[row]));
        }
        const auto wrong = arranged(table, UnitOrder::WrongFirst, UnitFilter::All, a);
        const auto isRight = [&](std::uint32_t unit) { return a.answers[unit] == trace.labels()[unit]; };
        QVERIFY(std::is_partitioned(wrong.begin(), wrong.end(), [&](auto unit) { return !isRight(unit); }));
        QVERIFY(!isRight(wrong.front()) && isRight(wrong.back()));
    }

    void filtersKeepWhatTheySay()
    {
        const auto table = unitTableOf(test::makeTrace({ .units = 400 }));
        const auto& trace = *table.trace;
        const auto a = outcomesOf(trace, "entropy:threshold=0.7"), b = outcomesOf(trace, "entropy:threshold=0.3");
        const auto full = outcomesOf(trace, "fixed:layer=12");
        const auto check = [&](UnitFilter filter, auto says, std::int32_t value = 0) {
            const auto kept = arranged(table, UnitOrder::Dataset, filter, a, &b, value);
            std::vector<std::uint32_t> expected;
            for (std::uint32_t unit = 0; unit < 400; ++unit)
                if (says(unit))
                    expected.push_back(unit);
            QVERIFY(!expected.empty());
            QCOMPARE(kept, expected);
        };
        check(UnitFilter::Wrong, [&](auto u) { return a.answers[u] != trace.labels()[u]; });
        check(UnitFilter::Disagreeing, [&](auto u) { return a.answers[u] != full.answers[u]; });
        check(UnitFilter::LensEarlier, [&](auto u) { return a.exits[u] < b.exits[u]; });
        check(UnitFilter::LensChanged, [&](auto u) { return a.answers[u] != b.answers[u]; });
        check(UnitFilter::Label, [&](auto u) { return trace.labels()[u] == 2; }, 2);
        check(UnitFilter::Exit, [&](auto u) { return a.exits[u] == 1; }, 1);
        std::int64_t overthinkers = 0;
        check(UnitFilter::Overthinkers, [&](auto u) {
            const bool is = table.isOverthinker(u);
            overthinkers += is ? 1 : 0;
            return is;
        });
        QCOMPARE(overthinkers, metric::overthinking(trace).overthinkers);
        QVERIFY(arranged(table, UnitOrder::Dataset, UnitFilter::LensLater, b, &a).size() > 0);
        QVERIFY(arranged(table, UnitOrder::LensFirst, UnitFilter::LensChanged, a).empty()); // no B
    }

    void wordsAreFoundInAnyCase()
    {
        const auto table = unitTableOf(test::makeTrace({}));
        const std::atomic<bool> go { false }, stop { true };
        const auto found = foundExamples(table, QStringLiteral("IRONY"), go);
        QCOMPARE(std::count(found.begin(), found.end(), 1), 20);
        QVERIFY(foundExamples(table, QString(), go).empty());
        QVERIFY(foundExamples(table, QStringLiteral("irony"), stop).empty());
        const auto units = arrangedUnits(table, { UnitOrder::Dataset, UnitFilter::All, 0, true },
            outcomesOf(*table.trace, "fixed:layer=12"), nullptr, found, {});
        QCOMPARE(units.size(), std::size_t(20));
        QCOMPARE(units[1], 3U);
    }

    void rowsFindTheirUnits()
    {
        TraceRows rows(test::makeTrace({ .units = 10 }));
        rows.setUnits({ 7, 2, 5 });
        QCOMPARE(rows.count(), 3);
        QCOMPARE(rows.rowOf(2), 1);
        QCOMPARE(rows.rowOf(3), -1);
        QCOMPARE(rows.rowOf(99), -1);
        QCOMPARE(rows.exitOf(0), 5); // without an operating point: the full model
    }

    void lessIsStillShown_data()
    {
        QTest::addColumn<int>("exits");
        QTest::addColumn<int>("classes");
        QTest::addColumn<bool>("withLabels");
        QTest::addColumn<bool>("withText");
        QTest::newRow("one exit") << 1 << 3 << true << true;
        QTest::newRow("no labels") << 4 << 3 << false << true;
        QTest::newRow("no text") << 4 << 3 << true << false;
        QTest::newRow("regression") << 4 << 1 << true << true;
        QTest::newRow("many classes") << 4 << 300 << true << true;
    }

    void lessIsStillShown()
    {
        QFETCH(int, exits);
        QFETCH(int, classes);
        QFETCH(bool, withLabels);
        QFETCH(bool, withText);
        const auto trace = test::makeTrace({ .units = 30, .exits = exits, .classes = classes, .withLabels = withLabels, .withText = withText });
        const auto table = unitTableOf(trace);
        UnitOutcomes a { std::vector<std::int32_t>(30), {} };
        if (classes > 1)
            a.answers.assign(30, 0);
        for (const auto order : { UnitOrder::WrongFirst, UnitOrder::DisagreementsFirst, UnitOrder::ByLabel, UnitOrder::LongestFirst })
            QCOMPARE(arranged(table, order, UnitFilter::All, a).size(), std::size_t(30));
        TraceRows rows(trace);
        const auto strip = rows.item(0);
        QCOMPARE(strip.confidence.size(), static_cast<std::size_t>(exits));
        QVERIFY(!strip.text.isEmpty());
        QVERIFY(!rows.predictionText(0, exits - 1).isEmpty());
        const auto facts = layerFactsOf(trace);
        QCOMPARE(facts.hasClassLabels(), withLabels && classes > 1);
    }

    void tokensStandAtTheirPositions()
    {
        const auto trace = test::makeTrace({ .units = 20, .tokensPerExample = 6 });
        QVERIFY(isTokenTrace(*trace));
        const TokenTable table(*trace);
        QCOMPARE(table.tokens(0), 8); // sentence number 0 with irony word4 word5 word6: the first word is no unit
        const auto pieces = table.pieces(*trace, 0, 0, 100);
        QCOMPARE(pieces[0].text, std::string("sentence"));
        QCOMPARE(pieces[0].unit, -1);
        QCOMPARE(pieces[1].unit, 0);
        QCOMPARE(pieces[1].text, std::string("number"));
        const auto later = table.pieces(*trace, 1, 2, 2);
        QCOMPARE(later.size(), std::size_t(2));
        QCOMPARE(later[0].unit, 6);
        QCOMPARE(table.tokenOf(*trace, 6), 2);
    }

    void piecesFollowTheTokenizersCustom()
    {
        const auto spoken = [](const char* tokens) {
            const auto trace = test::makeTrace({ .units = 3, .withText = false, .tokensPerExample = 4, .tokens = tokens });
            std::string text;
            for (const auto& piece : TokenTable(*trace).pieces(*trace, 0, 0, 9))
                text += (piece.startsWord ? "|" : "+") + piece.text;
            return QString::fromStdString(text);
        };
        QCOMPARE(spoken(R"([["un","##like","##ly","end"]])"), QStringLiteral("|un+like+ly|end"));
        QCOMPARE(spoken("[[\"\u2581The\",\"ore\",\"tic\",\"\u2581end\"]]"), QStringLiteral("|The+ore+tic|end"));
        QCOMPARE(spoken("[[\"The\",\"ore\",\"\u0120tic\",\".\"]]"), QStringLiteral("|The+ore|tic+."));
        QCOMPARE(spoken(R"([["just","four","plain","words"]])"), QStringLiteral("|just|four|plain|words"));
        // Too few for the positions, no array, not even JSON: the units alone, by number.
        for (const char* bad : { R"([["a"]])", "{}", "[[", R"([[1,2,3,4]])" })
            QVERIFY(!spoken(bad).isEmpty());
        QCOMPARE(spoken("{}"), QStringLiteral("|#1|#2|#3"));
    }

    /// Three words that a language model predicts behind a prompt; the last adds nothing to the text.
    void wordsStandWhereTheirUnitsSay()
    {
        trace::Trace::Arrays a;
        a.prediction = { 0, 1, 0, 2, 2, 3 };
        a.entropy = a.confidence = a.margin = std::vector<float>(6, 0.5F);
        a.labels = { 1, 0, 3 };
        a.goldLogProb.assign(6, -0.5F);
        a.goldRank = { 2, 1, 1, 3, 4, 1 };
        a.finalRank = { 2, 1, 3, 1, 2, 1 };
        a.example.assign(3, 0);
        a.position = { 2, 3, 4 };
        const std::string text = "a long prompt the cat";
        a.text.assign(text.begin(), text.end());
        a.textOffset = { 0, 21 };
        a.unitText = { 13, 17, 17, 21, 21, 21 };
        a.takenLayer = { 1, 2, 2 };
        trace::TraceInfo info;
        info.labelNames = { " cat", " the", " dog", "</s>" };
        info.extra = { { "rule", "margin:threshold=0.4" } };
        const auto trace = trace::Trace::fromArrays(std::move(a), 4, info);
        const TokenTable table(*trace);
        QCOMPARE(table.tokens(0), 6);
        std::string shown;
        for (const auto& piece : table.pieces(*trace, 0, 0, 9))
            shown += (piece.startsWord ? "|" : "+") + piece.text + (piece.unit >= 0 ? std::to_string(piece.unit) : "");
        QCOMPARE(shown, std::string("|a|long|prompt|the0|cat1+</s>2"));
        QCOMPARE(table.tokenOf(*trace, 2), 5);

        TraceParagraphs words(std::make_shared<const UnitTable>(unitTableOf(trace)));
        words.setUnits({ 0, 1, 2 });
        const auto taken = sweep::takenExits(*trace);
        QVERIFY(taken.has_value());
        QCOMPARE(taken->spec.name, std::string("margin"));
        words.setOutcomes(std::make_shared<const UnitOutcomes>(UnitOutcomes { taken->outcome.exit, taken->outcome.predictedClass }));
        QCOMPARE(words.exitOf(0), 0);
        QCOMPARE(words.exitOf(1), 1);
        const QString tip = words.tip(1);
        QVERIFY2(tip.contains(QStringLiteral("“cat”")) && tip.contains(QStringLiteral("“dog”")), qPrintable(tip));
    }

    void paragraphsFollowTheArrangement()
    {
        const auto table = std::make_shared<const UnitTable>(unitTableOf(test::makeTrace({ .units = 20, .tokensPerExample = 6 })));
        TraceParagraphs text(table);
        text.setUnits({ 17, 3, 4 });
        QCOMPARE(text.paragraphs(), 2);
        QCOMPARE(text.heading(0), QStringLiteral("4"));
        QCOMPARE(text.placeOf(17), std::make_pair(0, 3));
        QCOMPARE(text.placeOf(0), std::make_pair(1, 1));
        QCOMPARE(text.placeOf(8), std::make_pair(-1, -1));
        QVERIFY(text.isKept(3) && !text.isKept(0));
        QVERIFY(text.tip(3).contains(QStringLiteral("position 4 of example 1")));
    }

    void binsAndBarsAreTheSameUnits()
    {
        const auto trace = test::makeTrace({ .units = 300 });
        const auto facts = layerFactsOf(trace);
        const std::vector<std::int32_t> taken(300, 2);
        std::size_t sum = 0;
        for (const auto& bin : facts.reliability[2].bins) {
            const auto units = unitsInBin(facts, 2, taken, bin);
            QCOMPARE(static_cast<std::int64_t>(units.size()), bin.count);
            QCOMPARE(unitsInBin(facts, -1, taken, bin), units);
            sum += units.size();
        }
        QCOMPARE(sum, std::size_t(300));
        QCOMPARE(reliabilityWhereTaken(facts, taken).error, facts.reliability[2].error);
        const auto overthinking = metric::overthinking(*trace);
        QCOMPARE(facts.overthinkers, overthinking.overthinkers);
        const auto split = overthinkingSplit(facts, outcomesOf(*trace, "oracle").answers);
        for (std::size_t exit = 0; exit < 6; ++exit) {
            QCOMPARE(split.kept[exit], overthinking.rightEarly[exit]); // the oracle leaves while they are right
            QCOMPARE(split.lost[exit], 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestUnitTable)
#include "tst_unit_table.moc"

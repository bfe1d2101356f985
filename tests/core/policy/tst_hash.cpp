#include "core/error.h"
#include "core/policy/clusters.h"
#include "small_traces.h"

#include <QTest>

#include <set>
#include <thread>

using namespace exitscope;

namespace {

using Exits = std::vector<std::int32_t>;

/// Examples with six exits at layers 2, 4, … 12; what `fill` adds.
template <typename Fill> std::shared_ptr<const trace::Trace> traceWith(std::int64_t examples, const Fill& fill)
{
    trace::Trace::Arrays arrays;
    arrays.exitLayer = { 2, 4, 6, 8, 10, 12 };
    for (std::int64_t n = 0; n < examples; ++n)
        for (std::int64_t e = 0; e < 6; ++e)
            arrays.logits.insert(arrays.logits.end(), { static_cast<float>(e == n % 6), 0.5F });
    fill(arrays);
    return trace::Trace::fromArrays(std::move(arrays), 2, {});
}

Exits exitsOf(const trace::Trace& trace, std::string_view spec)
{
    return policy::replay(trace, policy::parseSpec(spec)).exit;
}

std::shared_ptr<const trace::Trace> texts(const std::vector<std::string>& all)
{
    return traceWith(std::ssize(all), [&](auto& a) {
        a.textOffset.push_back(0);
        for (const auto& text : all) {
            a.text.insert(a.text.end(), text.begin(), text.end());
            a.textOffset.push_back(static_cast<std::int64_t>(a.text.size()));
        }
    });
}

/// Blobs of 30, 12 and 5 points far apart, mixed.
std::shared_ptr<const trace::Trace> blobs()
{
    return traceWith(47, [](auto& a) {
        for (int n = 0; n < 47; ++n) {
            const float centre = n % 9 == 0 && n < 45 ? 50.0F : n % 4 == 1 ? -50.0F : 0.0F; // 5, and some, and the rest
            const float x = centre + 0.01F * static_cast<float>(n % 7);
            a.embedding.insert(a.embedding.end(), { x, -x, 1 });
        }
    });
}

QString problemWith(const trace::Trace& trace, std::string_view spec)
{
    try {
        (void)exitsOf(trace, spec);
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lengthsMakeEqualBuckets()
    {
        const auto trace = traceWith(6, [](auto& a) { a.length = { 9, 3, 5, 30, 12, 4 }; });
        QCOMPARE(exitsOf(*trace, "hash"), Exits({ 3, 1, 3, 5, 5, 1 })); // two each, at layers 4, 8, 12
        QCOMPARE(exitsOf(*trace, "hash:layers=2;6;10"), Exits({ 2, 0, 2, 4, 4, 0 }));
        QCOMPARE(exitsOf(*trace, "hash:layers=10;2"), Exits({ 0, 4, 4, 0, 0, 4 })); // in any order, as many as given
        QCOMPARE(exitsOf(*trace, "hash:buckets=1"), Exits(6, 5));
        QCOMPARE(exitsOf(*trace, "hash:buckets=6"), Exits({ 3, 0, 2, 5, 4, 1 }));
        QCOMPARE(exitsOf(*trace, "hash:buckets=12"), Exits({ 3, 0, 2, 5, 4, 1 })); // more than exits: some share one
    }

    void equalLengthsStayTogether()
    {
        const auto trace = traceWith(5, [](auto& a) { a.length = { 7, 7, 7, 7, 7 }; });
        QCOMPARE(exitsOf(*trace, "hash"), Exits(5, 3)); // the middle bucket
    }

    void textsDecideAlone()
    {
        std::vector<std::string> all;
        for (int i = 0; i < 600; ++i)
            all.push_back("sentence " + std::to_string(i));
        const auto exits = exitsOf(*texts(all), "hash:function=text,layers=2;6;12");
        std::map<std::int32_t, int> count;
        for (const auto exit : exits)
            ++count[exit];
        QCOMPARE(count.size(), std::size_t { 3 });
        for (const auto& [exit, number] : count)
            QVERIFY2(number > 150 && number < 250, qPrintable(QString::number(number)));
        // The same text leaves at the same layer, whatever it stands beside.
        std::vector<std::string> reversed(all.rbegin(), all.rend());
        const auto again = exitsOf(*texts(reversed), "hash:function=text,layers=2;6;12");
        QVERIFY(std::equal(exits.begin(), exits.end(), again.rbegin()));
        QVERIFY(exits != exitsOf(*texts(all), "hash:function=text,layers=2;6;12,seed=2"));
    }

    void aTextsHashNeverChanges() // stored runs name a seed, not a version
    {
        QCOMPARE(exitsOf(*texts({ "", "a", "the cat", "gr\xc3\xbc\xc3\x9f" }), "hash:function=text,buckets=6"),
            Exits({ 3, 5, 2, 2 }));
    }

    void theLargestClusterLeavesFirst()
    {
        const auto trace = blobs();
        const auto exits = exitsOf(*trace, "hash:function=cluster,layers=2;6;10");
        std::map<float, std::set<std::int32_t>> exitsOfBlob;
        std::map<std::int32_t, int> sizes;
        for (std::size_t n = 0; n < exits.size(); ++n) {
            exitsOfBlob[std::round(trace->embedding()[n * 3] / 50)].insert(exits[n]);
            ++sizes[exits[n]];
        }
        QCOMPARE(exitsOfBlob.size(), std::size_t { 3 });
        for (const auto& [blob, found] : exitsOfBlob)
            QCOMPARE(found.size(), std::size_t { 1 });
        QCOMPARE(sizes.size(), std::size_t { 3 });
        QVERIFY(sizes.at(0) > sizes.at(2) && sizes.at(2) > sizes.at(4));
        QCOMPARE(exits, exitsOf(*trace, "hash:function=cluster,layers=2;6;10"));
    }

    void clustersAreFoundOnce()
    {
        const std::vector<float> points { 1, 1, 2, 2, 9, 9, 8, 8 };
        const auto kept = policy::keptClustersOf(points, 2, 2, 1);
        QCOMPARE(*kept, policy::clustersOf(points, 2, 2, 1));
        auto copy = points;
        QVERIFY(policy::keptClustersOf(copy, 2, 2, 1) == kept); // the content counts, not where it lies
        QVERIFY(policy::keptClustersOf(copy, 2, 2, 2) != kept);
        QCOMPARE(*policy::keptClustersOf(copy, 2, 3, 1), policy::clustersOf(points, 2, 3, 1));
        QCOMPARE(*policy::keptClustersOf(copy, 4, 2, 1), policy::clustersOf(points, 4, 2, 1));
        copy.back() = 1;
        copy[6] = 1;
        QCOMPARE(*policy::keptClustersOf(copy, 2, 2, 1), policy::clustersOf(copy, 2, 2, 1));
        QVERIFY(policy::keptClustersOf(points, 2, 2, 1) == kept);
    }

    void manyThreadsGetTheSameClusters()
    {
        const auto trace = blobs();
        std::vector<std::shared_ptr<const Exits>> found(8);
        {
            std::vector<std::jthread> threads;
            for (auto& one : found)
                threads.emplace_back([&one, &trace] { one = policy::keptClustersOf(trace->embedding(), 3, 3, 77); });
        }
        for (const auto& one : found)
            QVERIFY(one == found.front());
        QCOMPARE(*found.front(), policy::clustersOf(trace->embedding(), 3, 3, 77));
    }

    void fewerDifferentPointsThanClusters()
    {
        const std::vector<float> points { 1, 1, 2, 2, 1, 1, 1, 1 };
        QCOMPARE(policy::clustersOf(points, 2, 5, 1), Exits({ 0, 1, 0, 0 }));
        QCOMPARE(policy::clustersOf(points, 1, 2, 9), Exits({ 0, 0, 1, 1, 0, 0, 0, 0 }));
        const std::vector<float> same(12, 3.0F);
        QCOMPARE(policy::clustersOf(same, 3, 4, 1), Exits(4, 0));
    }

    void allowedExitsHold()
    {
        const auto trace = traceWith(6, [](auto& a) { a.length = { 1, 2, 3, 4, 5, 6 }; });
        QCOMPARE(exitsOf(*trace, "hash:first_exit=8"), Exits({ 3, 3, 4, 4, 5, 5 }));
        QCOMPARE(exitsOf(*trace, "hash:layers=2;4;6,first_exit=4,exit_every=2"), Exits({ 1, 1, 1, 1, 3, 3 }));
    }

    void oneHeadIsRunAndItAnswers()
    {
        const auto trace = traceWith(6, [](auto& a) { a.length = { 1, 2, 3, 4, 5, 6 }; });
        const auto spec = policy::parseSpec("hash:layers=6");
        QCOMPARE(policy::headsTried(spec, *trace), Exits(6, 1));
        QCOMPARE(policy::replay(*trace, spec).predictedClass, Exits({ 1, 1, 0, 1, 1, 1 }));
    }

    void regressionAndUnitsOfOneExample()
    {
        trace::Trace::Arrays a;
        a.logits = { 1, 2, 3, 4, 5, 6 };
        a.exitLayer = { 1, 2 };
        a.targets = { 0, 0, 0 };
        a.example = { 0, 0, 1 };
        a.length = { 4, 9 };
        const auto outcome = policy::replay(*trace::Trace::fromArrays(a, 1, {}), policy::parseSpec("hash:layers=1;2"));
        QCOMPARE(outcome.exit, Exits({ 0, 0, 1 }));
        QCOMPARE(outcome.predictedValue, std::vector<float>({ 1, 3, 6 }));
    }

    void whatIsMissingIsSaid()
    {
        const auto bare = traceWith(3, [](auto&) {});
        QVERIFY(problemWith(*bare, "hash").contains(QStringLiteral("needs the tensor \"length\"")));
        QVERIFY(problemWith(*bare, "hash:function=text").contains(QStringLiteral("needs the tensor \"text\"")));
        QVERIFY(problemWith(*bare, "hash:function=cluster").contains(QStringLiteral("trace with --embeddings")));
        const auto trace = traceWith(3, [](auto& a) { a.length = { 1, 2, 3 }; });
        QVERIFY(problemWith(*trace, "hash:layers=2;3").contains(QStringLiteral("names 3, where there is no exit")));
        QVERIFY(problemWith(*trace, "hash:layers=2;4,buckets=3").contains(QStringLiteral("has 2 values; give one per bucket: 3")));
        QVERIFY(problemWith(*trace, "hash:buckets=0").contains(QStringLiteral("buckets is \"0\"")));
        QVERIFY(problemWith(*trace, "hash:buckets=100000").contains(QStringLiteral("use at most")));
        QVERIFY(problemWith(*trace, "hash:layers=a").contains(QStringLiteral("use a whole number")));
        QVERIFY(problemWith(*trace, "hash:function=lenght").contains(QStringLiteral("did you mean length?")));
    }
};

QTEST_APPLESS_MAIN(TestHash)
#include "tst_hash.moc"

#include "core/error.h"
#include "core/examples/slice.h"
#include "core/examples/tags.h"
#include "tests/core/examples/example_columns.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace exitscope;
using examples::Slice;

class SlicesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keptRenamedRemoved()
    {
        QTemporaryDir folder;
        const auto path = folder.filePath("runs.db").toStdString();
        const Slice hard { "hard \"ones\" 難", "abc", "reviews", { 0, 1, 2, 7, 9, 10 }, "exit>=8 wrong" };
        const Slice other { "easy", "def", "another", { 4 }, "" };
        {
            store::RunStore store(path);
            examples::keepSlice(store, hard);
            examples::keepSlice(store, other);
            examples::keepSlice(store, { "empty", "abc", "reviews", {}, "" });
            store.saveView({ "abc/of something else", "tradeoff", "{}" });
            store.saveView({ "abc/broken", "slice", "{\"name\":\"broken\",\"dataset\":\"abc\",\"examples\":[[3,1]]}" });
        }
        store::RunStore store(path, store::OpenMode::MustExist);
        const auto slices = examples::slicesIn(store, "abc");
        QCOMPARE(slices.size(), std::size_t { 2 });
        QCOMPARE(slices[0].name, std::string("empty"));
        QVERIFY(slices[1] == hard);

        examples::renameSlice(store, "abc", hard.name, "hard");
        QCOMPARE(examples::slicesIn(store, "abc")[1].name, std::string("hard"));
        QCOMPARE(examples::slicesIn(store, "abc")[1].examples, hard.examples);
        QVERIFY_EXCEPTION_THROWN(examples::renameSlice(store, "abc", "hard", "empty"), InputError);
        QVERIFY_EXCEPTION_THROWN(examples::renameSlice(store, "abc", "none", "some"), InputError);
        examples::removeSlice(store, "abc", "hard");
        QCOMPARE(examples::slicesIn(store, "abc").size(), std::size_t { 1 });
        QVERIFY_EXCEPTION_THROWN(examples::removeSlice(store, "abc", "hard"), InputError);
        QVERIFY(examples::slicesIn(store, "def").front() == other);
        QVERIFY_EXCEPTION_THROWN(examples::keepSlice(store, { "", "abc", "", {}, "" }), InputError);
    }

    void hugeRangesAreRefused()
    {
        QTemporaryDir folder;
        store::RunStore store(folder.filePath("runs.db").toStdString());
        for (const char* ranges : { "[[0,99999999999]]", "[[0,300000000]]", "[[-5,3]]", "[[0,1],[1,2]]", "[[0]]", "7", "[[0,0.5]]" })
            store.saveView({ ranges, "slice",
                std::string("{\"name\":\"x\",\"dataset\":\"d\",\"examples\":") + ranges + "}" });
        QVERIFY(examples::slicesIn(store, "d").empty());
    }

    void unitsAndExamples()
    {
        trace::Trace::Arrays arrays;
        arrays.logits = { 1, 2, 3, 4, 5, 6 };
        arrays.exitLayer = { 1 };
        arrays.example = { 0, 0, 1, 3, 3, 3 };
        const auto trace = trace::Trace::fromArrays(std::move(arrays), 1, {});
        const std::vector<std::uint32_t> units { 5, 1, 3 };
        QCOMPARE(examples::examplesOf(*trace, units), (std::vector<std::int64_t> { 0, 3 }));
        const std::vector<std::int64_t> wanted { -1, 0, 2, 3, 99 };
        QCOMPARE(examples::unitsOf(*trace, wanted), (std::vector<std::int64_t> { 0, 1, 3, 4, 5 }));
        QVERIFY(examples::datasetKey(*trace) != examples::datasetKey(*test::reviews(6)));
    }

    void tagsOfPeopleJoinTheDatasets()
    {
        const auto trace = test::reviews(9);
        examples::TagSet tags(*trace);
        const std::vector<std::int64_t> mine { 1, 2, 50 };
        tags.add("Irony", mine);
        tags.add("look again", mine);
        QCOMPARE(tags.names(), (std::vector<std::string> { "Irony", "long one", "look again" }));
        QCOMPARE(tags.examples().at("Irony"), (std::vector<std::int64_t> { 0, 1, 2, 3, 6 }));
        QCOMPARE(tags.textOf(0), std::string("Irony"));
        QCOMPARE(tags.textOf(1), std::string("Irony, long one, look again"));
        QCOMPARE(tags.textOf(5), std::string());
    }
};

QTEST_GUILESS_MAIN(SlicesTest)
#include "tst_slices.moc"

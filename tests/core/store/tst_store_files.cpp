#include "tests/core/store/store_fixture.h"

#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/store/schema.h"

#include <QTest>

#include <barrier>
#include <thread>

using namespace exitscope;
using store::Database;
using store::Migration;
using store::RunStore;
using test::requestOf;

namespace {
QString refusal(const std::filesystem::path& path, store::OpenMode mode = store::OpenMode::CreateIfMissing)
{
    try {
        const RunStore runs(path, mode);
        return {};
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
}
} // namespace

class TestStoreFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileThatIsNoStoreIsRefusedAndUntouched_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("text") << QByteArray("sentence\tlabel\nfine\t1\n").repeated(200);
        QTest::newRow("short") << QByteArray("x");
        QTest::newRow("half a header") << QByteArray("SQLite format 3\0rubbish", 23).repeated(100);
    }

    void aFileThatIsNoStoreIsRefusedAndUntouched()
    {
        QFETCH(QByteArray, text);
        test::StoreFolder folder;
        io::writeFileAtomically(folder.path(), text.toStdString());
        const QString what = refusal(folder.path());
        QVERIFY2(what.contains(QStringLiteral("runs.db: is not a run store: it is not an SQLite file")),
            qPrintable(what));
        QCOMPARE(io::readWholeFile(folder.path()), text.toStdString());
        QVERIFY(!RunStore::isStore(folder.path()));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path().parent_path()), {}), 1);
    }

    void anotherProgramsDatabaseIsRefusedAndUntouched()
    {
        test::StoreFolder folder;
        Database(folder.path(), Database::Open::CreateIfMissing).execute("CREATE TABLE notes(text TEXT)");
        const std::string before = io::readWholeFile(folder.path());
        const QString what = refusal(folder.path());
        QVERIFY2(what.contains(QStringLiteral("runs.db: is an SQLite file, but not a run store; ")),
            qPrintable(what));
        QCOMPARE(io::readWholeFile(folder.path()), before);
        QVERIFY(!RunStore::isStore(folder.path()));
    }

    void aNewerStoreIsRefusedWithAWord()
    {
        test::StoreFolder folder;
        RunStore(folder.path()).createRun(requestOf("a"));
        QVERIFY(RunStore::isStore(folder.path()));
        Database(folder.path(), Database::Open::MustExist).execute("PRAGMA user_version = 7");
        const QString what = refusal(folder.path());
        QVERIFY2(what.contains(
                     QStringLiteral("was written by a newer Exitscope (store version 7, this one knows ")),
            qPrintable(what));
        QVERIFY(what.contains(QStringLiteral("; update Exitscope")));
        Database database(folder.path(), Database::Open::MustExist);
        QCOMPARE(database.pragma("user_version"), 7);
    }

    void aDamagedStoreIsAnInputError()
    {
        test::StoreFolder folder;
        {
            RunStore runs(folder.path());
            runs.appendPoints(runs.createRun(requestOf("a")), test::pointsOf(0, 2000));
        }
        std::string bytes = io::readWholeFile(folder.path());
        for (std::size_t i = 4096; i < bytes.size(); ++i)
            bytes[i] = static_cast<char>(i * 7);
        io::writeFileAtomically(folder.path(), bytes);
        QVERIFY_EXCEPTION_THROWN(
            {
                const RunStore runs(folder.path());
                (void)runs.listRuns();
            },
            InputError);
        Database(folder.path("tables.db"), Database::Open::CreateIfMissing)
            .execute("CREATE TABLE runs(id); PRAGMA user_version = 1; PRAGMA application_id = 0x65787363");
        QVERIFY(refusal(folder.path("tables.db")).contains(QStringLiteral("the run store is damaged")));
        const auto known = std::to_string(store::migrations().size());
        Database(folder.path("tables.db"), Database::Open::MustExist)
            .execute(("PRAGMA user_version = " + known).c_str());
        const RunStore strange(folder.path("tables.db")); // no step to take, so the first question finds out
        QVERIFY_EXCEPTION_THROWN((void)strange.listRuns(), InputError);
    }

    void placesWhereNoStoreCanBe()
    {
        test::StoreFolder folder;
        QVERIFY(refusal(folder.path("missing.db"), store::OpenMode::MustExist)
                    .contains(QStringLiteral("no such run store")));
        QVERIFY(!std::filesystem::exists(folder.path("missing.db")));
        QVERIFY(refusal(folder.path().parent_path()).contains(QStringLiteral("is a folder")));
        QVERIFY(refusal(folder.path("no/such/folder.db")).contains(QStringLiteral("cannot be opened")));
        QVERIFY(!RunStore::isStore(folder.path("missing.db")));
        io::writeFileAtomically(folder.path("empty.db"), "");
        QCOMPARE(refusal(folder.path("empty.db")), QString()); // an empty file is a new store, as for SQLite
    }

    void migrationsGoForwardAllOrNone()
    {
        test::StoreFolder folder;
        RunStore(folder.path()).createRun(requestOf("old"));
        Database database(folder.path(), Database::Open::MustExist);
        const auto known = static_cast<std::int64_t>(store::migrations().size());

        std::vector<Migration> steps(store::migrations().begin(), store::migrations().end());
        steps.push_back({ "ALTER TABLE runs ADD COLUMN colour TEXT NOT NULL DEFAULT ''" });
        steps.push_back({ "UPDATE runs SET colour = 'blue'; CREATE TABLE nonsense(" });
        QVERIFY_EXCEPTION_THROWN(store::migrate(database, steps), std::logic_error);
        QCOMPARE(database.pragma("user_version"), known);
        QVERIFY_EXCEPTION_THROWN(database.execute("SELECT colour FROM runs"), std::logic_error);

        steps.back() = { "UPDATE runs SET colour = 'blue'" };
        store::migrate(database, steps);
        QCOMPARE(database.pragma("user_version"), known + 2);
        store::migrate(database, steps); // nothing left to do
        store::Statement runs = database.prepare("SELECT name, colour FROM runs");
        QVERIFY(runs.step());
        QCOMPARE(runs.text(0), std::string("old"));
        QCOMPARE(runs.text(1), std::string("blue"));
    }

    void aStoreOfVersionOneKeepsItsPointsAndTakesMore()
    {
        test::StoreFolder folder;
        {
            Database old(folder.path(), Database::Open::CreateIfMissing);
            store::migrate(old, store::migrations().first(1));
            old.execute("INSERT INTO runs(uuid, work, name, kind, policies, options, seed, code_version, machine, "
                        "planned_points, point_count, created, changed, state) VALUES('u1', 'w', 'old', 'sweep', "
                        "'[\"entropy:threshold=0.5\"]', '{}', 0, '0.1.0', 'box', 1, 1, '2026-01-01T00:00:00Z', "
                        "'2026-01-01T00:00:00Z', 'running')");
            old.execute("INSERT INTO points(run, ordinal, policy, params, units, sum_exit, layers, macs_spent, "
                        "macs_full, metrics, exit_histogram) VALUES(1, 0, 'entropy', '{\"threshold\":0.5}', 10, 25, 6, "
                        "1.0, 2.0, '{\"accuracy\":0.9}', '[5,5]')");
            QCOMPARE(old.pragma("user_version"), 1);
        }
        RunStore imported(folder.path("new.db")); // by way of a copy: the old file stays as it was
        QCOMPARE(imported.importFrom(folder.path()).pointsAdded, 1);
        QCOMPARE(Database(folder.path(), Database::Open::MustExist).pragma("user_version"), 1);

        RunStore runs(folder.path());
        const auto id = runs.listRuns().at(0).id;
        const auto before = runs.points(id);
        QCOMPARE(before.size(), 1);
        QCOMPARE(before[0].more, std::string("{}"));
        QCOMPARE(before[0].sumExit, 25);
        QVERIFY(imported.points(imported.listRuns().at(0).id) == before);
        runs.appendPoints(id, test::pointsOf(1, 1));
        QCOMPARE(runs.points(id).at(1).more, test::pointOf(1).more);

        Database database(folder.path(), Database::Open::MustExist);
        store::Statement view
            = database.prepare("SELECT seconds, measured_speedup, batch1_speedup FROM v_points ORDER BY ordinal");
        QVERIFY(view.step());
        QVERIFY(view.isNull(0) && view.isNull(1));
        QVERIFY(view.step());
        QCOMPARE(view.real(0), 0.5);
        QCOMPARE(view.real(1), 2.5);
        QVERIFY(view.isNull(2));
    }

    void manyOpenANewStoreAtOnce()
    {
        test::StoreFolder folder;
        constexpr int count = 6;
        std::barrier start(count);
        std::vector<std::string> failures(count);
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < count; ++i)
                threads.emplace_back([&, i] {
                    start.arrive_and_wait();
                    try {
                        RunStore(folder.path()).createRun(requestOf("run " + std::to_string(i)));
                    } catch (const std::exception& error) {
                        failures[i] = error.what();
                    }
                });
        }
        for (const std::string& failure : failures)
            QVERIFY2(failure.empty(), failure.c_str());
        QCOMPARE(RunStore(folder.path()).listRuns().size(), std::size_t { count });
    }

    void theWriteAheadLogIsOn()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        Database database(folder.path(), Database::Open::MustExist);
        store::Statement mode = database.prepare("PRAGMA journal_mode");
        QVERIFY(mode.step());
        QCOMPARE(mode.text(0), std::string("wal"));
        QCOMPARE(database.pragma("foreign_keys"), 1);
        QCOMPARE(database.pragma("application_id"), store::applicationId);
    }
};

QTEST_APPLESS_MAIN(TestStoreFiles)
#include "tst_store_files.moc"

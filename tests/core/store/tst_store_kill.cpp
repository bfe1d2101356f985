#include "tests/core/store/store_fixture.h"

#include "core/error.h"
#include "core/store/schema.h"

#include <QTest>

#include <atomic>
#include <csignal>
#include <thread>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace exitscope;
using store::RunId;
using store::RunState;
using store::RunStore;
using test::pointsOf;
using test::requestOf;

namespace {
constexpr std::int64_t batch = 50;

/// A sweep that ends only by a signal: says each committed batch on the pipe.
[[noreturn]] void appendForever(const std::filesystem::path& path, int pipeEnd)
{
    try {
        RunStore runs(path);
        const RunId id = runs.createRun(requestOf("killed"));
        for (std::int64_t done = 0;; done += batch) {
            runs.appendPoints(id, pointsOf(done, batch));
            const char sign = '.';
            if (::write(pipeEnd, &sign, 1) != 1)
                ::_exit(1);
        }
    } catch (...) {
        ::_exit(1);
    }
}
} // namespace

class TestStoreKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKillLosesAtMostTheLastBatch_data()
    {
        QTest::addColumn<int>("batches");
        for (const int batches : { 1, 7, 60 })
            QTest::addRow("after %d", batches) << batches;
    }

    void aKillLosesAtMostTheLastBatch()
    {
        QFETCH(int, batches);
        test::StoreFolder folder;
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0)
            appendForever(folder.path(), ends[1]);
        ::close(ends[1]);
        int committed = 0;
        char sign = 0;
        while (committed < batches && ::read(ends[0], &sign, 1) == 1)
            ++committed;
        ::kill(child, SIGKILL);
        while (::read(ends[0], &sign, 1) == 1)
            ++committed;
        int status = 0;
        ::waitpid(child, &status, 0);
        ::close(ends[0]);
        QVERIFY(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);

        RunStore runs(folder.path(), store::OpenMode::MustExist);
        const auto id = runs.findUnfinished(requestOf("started again"));
        QVERIFY(id);
        const std::int64_t stored = runs.countPoints(*id);
        QVERIFY2(stored >= committed * batch && stored <= (committed + 1) * batch,
            qPrintable(QString::number(stored)));
        QCOMPARE(stored % batch, 0);
        const auto ranges = runs.storedOrdinals(*id);
        QCOMPARE(ranges.size(), std::size_t { 1 });
        QCOMPARE(ranges[0], std::pair(std::int64_t { 0 }, stored));

        runs.resumeRun(*id);
        const std::int64_t planned = stored + 3 * batch;
        runs.appendPoints(*id, pointsOf(stored, planned - stored));
        runs.finishRun(*id, RunState::Finished);
        QVERIFY(runs.points(*id) == pointsOf(0, planned)); // as if nothing had happened
        QCOMPARE(runs.listRuns().size(), std::size_t { 1 });
        store::Database database(folder.path(), store::Database::Open::MustExist);
        store::Statement check = database.prepare("PRAGMA integrity_check");
        QVERIFY(check.step());
        QCOMPARE(check.text(0), std::string("ok"));
    }

    void aReaderDoesNotWaitForTheWriter()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("a"));
        runs.appendPoints(id, pointsOf(0, 5));
        store::Database writer(folder.path(), store::Database::Open::MustExist);
        store::Transaction open(writer, store::Transaction::Kind::Write);
        writer.execute("DELETE FROM points; UPDATE runs SET point_count = 0, name = 'changed'");

        QElapsedTimer timer;
        timer.start();
        QCOMPARE(runs.points(id).size(), std::size_t { 5 });
        QCOMPARE(runs.listRuns().at(0).name, std::string("a"));
        QVERIFY(timer.elapsed() < 2000); // the patience with a lock is ten seconds
        open.commit();
        QCOMPARE(runs.listRuns().at(0).name, std::string("changed"));
        QVERIFY(runs.points(id).empty());
    }

    void aReaderSeesWholeBatches()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("a"));
        std::atomic<bool> isDone = false;
        std::atomic<int> torn = 0;
        std::atomic<int> looks = 0;
        std::jthread reader([&] {
            const RunStore own(folder.path());
            std::int64_t last = 0;
            do {
                const bool wasDone = isDone;
                const auto count = static_cast<std::int64_t>(own.points(id).size());
                torn += count % batch != 0 || count < last;
                last = count;
                ++looks;
                if (wasDone)
                    break;
            } while (true);
            torn += last != 40 * batch;
        });
        for (std::int64_t done = 0; done < 40 * batch; done += batch)
            runs.appendPoints(id, pointsOf(done, batch));
        isDone = true;
        reader.join();
        QCOMPARE(torn.load(), 0);
        QVERIFY(looks > 0);
    }

    void twoWritersTakeTurns()
    {
        test::StoreFolder folder;
        RunStore(folder.path());
        std::vector<std::string> failures(2);
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < 2; ++i)
                threads.emplace_back([&, i] {
                    try {
                        RunStore runs(folder.path());
                        const RunId id = runs.createRun(requestOf("run", "t" + std::to_string(i)));
                        for (std::int64_t done = 0; done < 50 * batch; done += batch)
                            runs.appendPoints(id, pointsOf(done, batch));
                    } catch (const std::exception& error) {
                        failures[i] = error.what();
                    }
                });
        }
        QCOMPARE(failures, std::vector<std::string>(2));
        for (const store::RunSummary& run : RunStore(folder.path()).listRuns())
            QCOMPARE(run.points, 50 * batch);
    }

    void aFullDiskFailsTheBatchAndNothingElse()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const RunId id = runs.createRun(requestOf("a"));
        runs.appendPoints(id, pointsOf(0, batch));
        // No file of this process may grow beyond what the store has now: the kernel's word is then "file too
        // large".
        rlimit before {};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const auto previous = ::signal(SIGXFSZ, SIG_IGN);
        rlimit tight = before;
        tight.rlim_cur = std::filesystem::file_size(folder.path("runs.db-wal"));
        ::setrlimit(RLIMIT_FSIZE, &tight);
        bool isIoError = false;
        try {
            runs.appendPoints(id, pointsOf(batch, 20'000));
        } catch (const IoError&) {
            isIoError = true;
        }
        ::setrlimit(RLIMIT_FSIZE, &before);
        ::signal(SIGXFSZ, previous);
        QVERIFY(isIoError);
        QCOMPARE(runs.countPoints(id), batch);
        QCOMPARE(runs.appendPoints(id, pointsOf(batch, batch)), batch);
        QVERIFY(RunStore(folder.path()).points(id) == pointsOf(0, 2 * batch));
    }
};

QTEST_APPLESS_MAIN(TestStoreKill)
#include "tst_store_kill.moc"

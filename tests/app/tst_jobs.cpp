#include "app/jobs/job_queue.h"
#include "app/jobs/job_runner.h"
#include "app/jobs/quick_task.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

using namespace exitscope;
using app::JobQueue;
using app::JobRunner;

namespace {

/// Runs until it is told to stop.
JobEnd endless(const JobContext& job)
{
    std::int64_t done = 0;
    while (job.proceed()) {
        job.tell({ ++done, 0, "steps", {} });
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return JobEnd::Cancelled;
}

} // namespace

class TestJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progressIsCoalescedAndTheLastValueComesBeforeTheEnd()
    {
        JobRunner runner;
        QSignalSpy progressed(&runner, &JobRunner::progressed);
        std::int64_t last = 0;
        std::int64_t lastAtEnd = -1;
        connect(&runner, &JobRunner::progressed, this, [&](const Progress& progress) { last = progress.done; });
        connect(&runner, &JobRunner::finished, this, [&] { lastAtEnd = last; });
        runner.start([](const JobContext& job) {
            for (std::int64_t i = 1; i <= 100'000; ++i)
                job.tell({ i, 100'000, "steps", {} });
            return JobEnd::Finished;
        });
        QTRY_COMPARE(lastAtEnd, std::int64_t { 100'000 });
        QVERIFY2(progressed.count() < 5000, qPrintable(QString::number(progressed.count())));
        QCOMPARE(runner.state(), JobRunner::State::Idle);
    }

    void anExceptionBecomesAMessage()
    {
        JobRunner runner;
        QSignalSpy failed(&runner, &JobRunner::failed);
        QSignalSpy finished(&runner, &JobRunner::finished);
        runner.start([](const JobContext&) -> JobEnd { throw std::runtime_error("dev.tsv:17: bad label"); });
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed.front().front().toString(), QStringLiteral("dev.tsv:17: bad label"));
        QCOMPARE(finished.count(), 0);
    }

    void cancellingStopsARunningAndAPausedJob()
    {
        for (const bool isPausedFirst : { false, true }) {
            JobRunner runner;
            QSignalSpy cancelled(&runner, &JobRunner::cancelled);
            QSignalSpy progressed(&runner, &JobRunner::progressed);
            runner.start(endless);
            QTRY_VERIFY(progressed.count() > 3);
            if (isPausedFirst)
                runner.pause();
            runner.requestCancel();
            QCOMPARE(runner.state(), JobRunner::State::Cancelling);
            QTRY_COMPARE(cancelled.count(), 1);
        }
    }

    void aPausedJobStandsStill()
    {
        JobRunner runner;
        std::int64_t done = 0;
        connect(&runner, &JobRunner::progressed, this, [&](const Progress& progress) { done = progress.done; });
        runner.start(endless);
        QTRY_VERIFY(done > 3);
        runner.pause();
        QTest::qWait(60); // one step may still be under way
        const std::int64_t before = done;
        QTest::qWait(60);
        QCOMPARE(done, before);
        runner.resume();
        QTRY_VERIFY(done > before);
        runner.requestCancel();
        QTRY_COMPARE(runner.state(), JobRunner::State::Idle);
    }

    void aRunnerCanDieWhileItRuns()
    {
        std::atomic<bool> hasEnded { false };
        {
            JobRunner runner;
            runner.start([&](const JobContext& job) {
                const JobEnd end = endless(job);
                hasEnded = true;
                return end;
            });
            runner.pause();
        }
        QVERIFY(hasEnded);
    }

    void theQueueRunsInOrderAndGoesOnAfterAFailure()
    {
        JobQueue queue;
        QStringList order;
        QSignalSpy failed(&queue, &JobQueue::jobFailed);
        QSignalSpy idle(&queue, &JobQueue::becameIdle);
        queue.enqueue({ QStringLiteral("a"), [](const JobContext&) { return JobEnd::Finished; },
            [&] { order << QStringLiteral("a"); } });
        queue.enqueue({ QStringLiteral("b"), [](const JobContext&) -> JobEnd { throw std::runtime_error("no"); },
            [&] { order << QStringLiteral("b"); } });
        queue.enqueue({ QStringLiteral("c"), [](const JobContext&) { return JobEnd::Finished; },
            [&] { order << QStringLiteral("c"); } });
        QTRY_COMPARE(idle.count(), 1);
        QCOMPARE(order, QStringList({ QStringLiteral("a"), QStringLiteral("c") }));
        QCOMPARE(failed.count(), 1);
    }

    void aNewerQuickTaskSupersedesTheOlder()
    {
        app::QuickTask task;
        std::vector<int> results;
        for (int i = 0; i < 20; ++i)
            task.run(
                this, [i] { return i; }, [&](int value) { results.push_back(value); }, {});
        QTRY_VERIFY(!results.empty());
        QCOMPARE(results, std::vector<int> { 19 });
    }

    void aQuickTaskReportsItsFailure()
    {
        app::QuickTask task;
        QString message;
        task.run(
            this, []() -> int { throw std::runtime_error("gone"); }, [](int) {},
            [&](const QString& text) { message = text; });
        QTRY_COMPARE(message, QStringLiteral("gone"));
    }
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"

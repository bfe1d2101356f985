#include "app/jobs/job_list_model.h"
#include "app/jobs/job_queue.h"
#include "app/jobs/job_runner.h"
#include "app/jobs/quick_task.h"
#include "widgets/panel/job_list.h"

#include <QAbstractItemModelTester>
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
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

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

    void aWaitingJobIsHeldBackResumedAndCancelled()
    {
        JobQueue queue;
        QStringList order;
        const auto job = [&order](const QString& name) {
            return JobQueue::Job { name, [](const JobContext&) { return JobEnd::Finished; }, [&order, name] { order << name; } };
        };
        std::atomic<bool> isReleased { false };
        queue.enqueue({ QStringLiteral("first"), [&](const JobContext& context) {
                           while (!isReleased && context.proceed())
                               std::this_thread::sleep_for(std::chrono::milliseconds(1));
                           return JobEnd::Finished;
                       } });
        const auto held = queue.enqueue(job(QStringLiteral("held")));
        const auto dropped = queue.enqueue(job(QStringLiteral("dropped")));
        queue.enqueue(job(QStringLiteral("last")));
        QCOMPARE(queue.status().waiting, std::size_t { 3 });
        queue.pause(held);
        queue.cancel(dropped);
        QCOMPARE(queue.status().waiting, std::size_t { 2 });
        isReleased = true;
        QTRY_COMPARE(order, QStringList { QStringLiteral("last") });
        QTRY_VERIFY(!queue.isBusy());
        QCOMPARE(queue.record(1).state, app::JobState::Held);
        queue.resume(held);
        QTRY_COMPARE(order.size(), 2);
        QCOMPARE(order.back(), QStringLiteral("held"));
    }

    void aFailedOrCancelledJobIsTriedAgain()
    {
        JobQueue queue;
        int attempts = 0, finished = 0;
        const auto id = queue.enqueue({ QStringLiteral("a"),
            [&](const JobContext&) -> JobEnd {
                if (++attempts == 1)
                    throw std::runtime_error("disk full");
                return attempts == 2 ? JobEnd::Cancelled : JobEnd::Finished;
            },
            [&] { ++finished; } });
        QTRY_COMPARE(queue.record(0).state, app::JobState::Failed);
        QCOMPARE(queue.record(0).problem, QStringLiteral("disk full"));
        queue.retry(id);
        QTRY_COMPARE(queue.record(0).state, app::JobState::Cancelled);
        queue.retry(queue.record(0).id);
        QTRY_COMPARE(queue.record(0).state, app::JobState::Finished);
        QCOMPARE(finished, 1);
        queue.retry(queue.record(0).id); // done is done
        QCOMPARE(queue.count(), std::size_t { 1 });
        QCOMPARE(attempts, 3);
        queue.clearEnded();
        QCOMPARE(queue.count(), std::size_t { 0 });
    }

    void aSilentJobIsNamedOnceAndNoMoreWhenItGetsOn()
    {
        JobQueue queue;
        queue.setStallTime(std::chrono::milliseconds(80));
        QSignalSpy stalled(&queue, &JobQueue::stalled);
        std::atomic<bool> isReleased { false };
        queue.enqueue({ QStringLiteral("slow"), [&](const JobContext& context) {
                           context.tell({ 1, 10, "steps", {} });
                           while (!isReleased && context.proceed())
                               std::this_thread::sleep_for(std::chrono::milliseconds(1));
                           for (int step = 2; step < 10; ++step) {
                               context.tell({ step, 10, "steps", {} });
                               std::this_thread::sleep_for(std::chrono::milliseconds(20));
                           }
                           return JobEnd::Finished;
                       } });
        QTRY_COMPARE(stalled.count(), 1);
        QVERIFY(queue.status().silentSeconds > 0);
        QTest::qWait(200);
        QCOMPARE(stalled.count(), 1);
        isReleased = true;
        QTRY_COMPARE(queue.status().silentSeconds, 0);
        QTRY_VERIFY(!queue.isBusy());
    }

    void theListSaysWhatEveryJobDoes()
    {
        JobQueue queue;
        app::JobListModel model(queue);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        using Column = app::JobListModel::Column;
        const auto text = [&](int row, Column column) { return model.index(row, static_cast<int>(column)).data().toString(); };
        const auto can = [&](int row, widgets::JobListRole role) { return model.index(row, 0).data(static_cast<int>(role)).toBool(); };
        queue.enqueue({ QStringLiteral("Tracing dev"), endless });
        queue.enqueue({ QStringLiteral("Sweeping dev"), endless });
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(text(0, Column::Title), QStringLiteral("Tracing dev"));
        QCOMPARE(text(1, Column::State), QStringLiteral("waiting"));
        QVERIFY(!text(0, Column::Started).isEmpty() && text(1, Column::Started).isEmpty());
        QVERIFY(can(0, widgets::JobListRole::CanPause) && !can(0, widgets::JobListRole::CanRetry));
        queue.pause(model.idAt(0));
        QCOMPARE(text(0, Column::State), QStringLiteral("paused"));
        QVERIFY(can(0, widgets::JobListRole::CanResume));
        queue.cancelAll();
        QTRY_COMPARE(text(0, Column::State), QStringLiteral("cancelled"));
        QCOMPARE(text(1, Column::State), QStringLiteral("cancelled"));
        QVERIFY(can(0, widgets::JobListRole::CanRetry) && !can(0, widgets::JobListRole::CanCancel));
        QVERIFY(!text(0, Column::Took).isEmpty());
        queue.clearEnded();
        QCOMPARE(model.rowCount(), 0);
    }

    void timesReadLikeTimes()
    {
        QCOMPARE(app::durationText(0.42), QStringLiteral("0.4 s"));
        QCOMPARE(app::durationText(12.9), QStringLiteral("12 s"));
        QCOMPARE(app::durationText(200), QStringLiteral("3 min 20 s"));
        QCOMPARE(app::durationText(3900), QStringLiteral("1 h 5 min"));
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

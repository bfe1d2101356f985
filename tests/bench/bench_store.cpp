#include "bench.h"
#include "numbers.h"
#include "stopwatch.h"
#include "temporary_folder.h"

#include "core/store/run_store.h"

#include <string>
#include <vector>

namespace exitscope::bench {

namespace {

store::RunRequest request(int number)
{
    store::RunRequest request;
    request.name = "run " + std::to_string(number);
    store::TraceRecord trace;
    trace.path = "sst2.trace";
    trace.sha256 = "5d1f";
    trace.task = "SST-2";
    trace.units = 872;
    trace.examples = 872;
    trace.classes = 2;
    trace.exitLayers = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
    request.traces.push_back(trace);
    request.policies.push_back("entropy:threshold=0:0.69:" + std::to_string(number + 2));
    return request;
}

std::vector<store::PointRecord> somePoints(std::int64_t first, int count)
{
    std::vector<store::PointRecord> points;
    for (int i = 0; i < count; ++i) {
        store::PointRecord point;
        point.ordinal = first + i;
        point.policy = "entropy";
        point.params = "{\"threshold\":" + std::to_string(0.0001 * static_cast<double>(point.ordinal)) + "}";
        point.units = 872;
        point.sumExit = 10464 - point.ordinal % 8000;
        point.layers = 12;
        point.macsSpent = 1e12;
        point.macsFull = 2e12;
        point.metrics = "{\"accuracy\":0.91}";
        point.exitHistogram.assign(12, 73);
        points.push_back(std::move(point));
    }
    return points;
}

std::vector<Figure> run()
{
    constexpr int runs = 10'000;
    constexpr int batch = 10'000;
    const TemporaryFolder folder;
    store::RunStore store(folder.path() / "bench.db");
    store::RunId last {};
    const double creating = milliseconds(Clock::Thread, [&] {
        for (int i = 0; i < runs; ++i)
            last = store.createRun(request(i));
    });
    std::int64_t ordinal = 0;
    const auto times = paired(Clock::Thread,
        { [&] {
             const auto points = somePoints(ordinal, batch);
             ordinal += store.appendPoints(last, points);
         },
            [&] { (void)somePoints(ordinal, batch); }, [&] { keep(static_cast<double>(store.listRuns().size())); },
            [&] { keep(static_cast<double>(store.points(last).size())); } });
    std::vector<double> appending;
    for (std::size_t i = 0; i < times[0].size(); ++i)
        appending.push_back(times[0][i] - times[1][i]);
    return {
        forInformation("append, batches of 10,000 points", batch / median(appending) * 1e3, "points/s"),
        forInformation("list 10,000 runs", median(times[2]), "ms"),
        forInformation("read one run's points", static_cast<double>(ordinal) / times[3].back() * 1e3, "points/s"),
        forInformation("make a run", creating / runs, "ms"),
    };
}

const Registration registration { { "store", "10,000 runs and one of 60,000 points in one run store; processor time", run } };

} // namespace

} // namespace exitscope::bench

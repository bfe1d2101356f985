#include "bench.h"
#include "gui_application.h"
#include "numbers.h"
#include "stopwatch.h"
#include "temporary_folder.h"

#include "app/library/library_model.h"
#include "app/library/library_panel.h"
#include "core/store/run_filter.h"
#include "core/store/run_store.h"

#include <string>
#include <vector>

namespace exitscope::bench {

namespace {

constexpr int runs = 10'000;
constexpr int pointsPerRun = 10;

/// A store of sweeps with a few points each, as months of work leave it.
void fill(const std::filesystem::path& path)
{
    store::RunStore store(path);
    for (int i = 0; i < runs; ++i) {
        store::RunRequest request;
        request.name = "run " + std::to_string(i);
        store::TraceRecord trace;
        trace.path = "dev.trace";
        trace.sha256 = "t" + std::to_string(i % 20);
        trace.task = "SST-2";
        trace.exitLayers = { 1, 2, 3, 4, 5, 6 };
        request.traces.push_back(trace);
        request.policies.push_back((i % 3 == 0 ? "entropy:threshold=0:0.69:" : "patience:patience=1:5:") + std::to_string(i + 2));
        const auto id = store.createRun(request);
        std::vector<store::PointRecord> points;
        for (int ordinal = 0; ordinal < pointsPerRun; ++ordinal) {
            store::PointRecord point;
            point.ordinal = ordinal;
            point.policy = "entropy";
            point.metrics = "{\"accuracy\":" + std::to_string(0.8 + 0.2 * i / runs) + "}";
            points.push_back(point);
        }
        store.appendPoints(id, points);
        store.finishRun(id, store::RunState::Finished);
        if (i % 7 == 0)
            store.tagRun(id, "paper");
    }
}

std::vector<Figure> run()
{
    needGui();
    const TemporaryFolder folder;
    const auto path = folder.path() / "runs.db";
    fill(path);
    const store::RunStore store(path);
    app::LibraryModel model;
    app::LibraryPanel panel(&model);
    panel.resize(300, 800);
    panel.setStore(QString::fromStdString(path.string()));
    panel.show();
    settle();
    const auto filter = [&panel](const char* text) {
        return [&panel, text] {
            panel.setFilter(QString::fromUtf8(text));
            settle();
        };
    };
    const auto times = paired(Clock::Thread,
        { [&] {
             model.setRuns({});
             settle();
         },
            [&] {
                model.setRuns(store.listRuns());
                settle();
            },
            filter("policy:entropy tag:paper"), filter("run 99"), filter(""),
            [&] { keep(static_cast<double>(store::bestMetrics(path).size())); } });
    return {
        atMost("10,000 runs from the store to the screen", median(times[1]), "ms", 300),
        atMost("filter by policy and tag", median(times[2]), "ms", 100),
        atMost("filter by a word", median(times[3]), "ms", 100),
        forInformation("read the best metrics of 100,000 points (in the background)", median(times[5]), "ms"),
    };
}

const Registration registration { { "library",
    "10,000 runs in the library: listed, filtered and painted, 300 x 800 without a display; processor time of the GUI thread",
    run } };

} // namespace

} // namespace exitscope::bench

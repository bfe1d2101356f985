#include "bench.h"
#include "gui_application.h"
#include "numbers.h"
#include "synthetic_trace.h"
#include "temporary_folder.h"

#include "app/main_window.h"
#include "app/views/view.h"
#include "core/store/run_store.h"
#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"

#include <QElapsedTimer>

#include <algorithm>

namespace exitscope::bench {

namespace {

constexpr int steps = 500;
constexpr double frame = 16;

/// Waits, painting, until `isDone`; the window works in the background.
template <typename Done>
void waitFor(Done isDone)
{
    QElapsedTimer clock;
    clock.start();
    while (!isDone()) {
        settle();
        if (clock.elapsed() > 60'000)
            throw NotMeasured { "the window did not open its trace within a minute" };
    }
}

/// The real window over a trace of this size with two stored runs; a hand drags the threshold through its range once for
/// each view in front.
std::vector<Figure> scrubWindow(std::int64_t units)
{
    const TemporaryFolder folder;
    const auto tracePath = folder.path() / "made.trace";
    trace::writeTrace(tracePath, *syntheticTrace(units, 12));
    const auto storePath = folder.path() / "runs.db";
    {
        store::RunStore runs(storePath);
        for (const char* spec : { "entropy:threshold=exact", "patience:patience=1:11:11" }) {
            sweep::StoredSweep sweep;
            sweep.plan.trace = trace::Trace::open(tracePath);
            sweep.plan.ranges = { policy::parseRange(spec) };
            sweep.name = spec;
            sweep::sweepIntoStore(runs, sweep);
        }
    }
    app::MainWindow window;
    window.resize(1440, 900);
    window.show();
    window.start(QString::fromStdString(storePath.string()));
    waitFor([&] { return window.livePoint().state().has_value(); });

    const auto values = window.livePoint().live()->breakpoints();
    std::vector<Figure> figures;
    for (app::View* view : window.views()) {
        window.showView(view);
        waitFor([clock = QElapsedTimer(), started = false]() mutable { // what a view prepares when first seen
            if (!started)
                clock.start(), started = true;
            return clock.elapsed() > 1500;
        });
        std::vector<double> times;
        for (int step = 0; step < steps; ++step) {
            const auto place = static_cast<std::size_t>(step) * (values.size() - 1) / (steps - 1);
            times.push_back(frameTime([&] { window.livePoint().moveTo(values[place], nullptr); }));
        }
        const std::string name = shortNumber(static_cast<double>(units)) + " x 12, " + view->key().toStdString();
        figures.push_back(atMost(name + ", median", median(times), "ms", frame));
        figures.push_back(atMost(name + ", worst", *std::max_element(times.begin(), times.end()), "ms", frame));
    }
    return figures;
}

std::vector<Figure> run()
{
    needGui();
    return scrubWindow(10'000);
}

const Registration registration { { "window",
    "the whole window after a step of the threshold, 500 steps through its range with each view in front: processor time "
    "of the GUI thread until everything is painted, 1440 x 900 without a display",
    run } };

} // namespace

} // namespace exitscope::bench

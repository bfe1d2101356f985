#include "tests/app/made_up_files.h"

#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"

#include <random>

namespace exitscope::test {

std::shared_ptr<const trace::Trace> makeTrace(std::int64_t units, std::int64_t exits)
{
    std::mt19937 random(7);
    std::normal_distribution<float> noise;
    trace::Trace::Arrays arrays;
    arrays.textOffset.push_back(0);
    for (std::int64_t unit = 0; unit < units; ++unit) {
        const auto label = static_cast<std::int64_t>(random() % 2);
        arrays.labels.push_back(label);
        for (std::int64_t exit = 0; exit < exits; ++exit) {
            const float margin = 0.35F * static_cast<float>(exit + 1) + noise(random);
            arrays.logits.push_back(label == 0 ? margin : -margin);
            arrays.logits.push_back(0);
        }
        const std::string text = "sentence number " + std::to_string(unit) + (unit % 3 == 0 ? " with irony" : "");
        arrays.text.insert(arrays.text.end(), text.begin(), text.end());
        arrays.textOffset.push_back(static_cast<std::int64_t>(arrays.text.size()));
        arrays.length.push_back(static_cast<std::int32_t>(5 + unit % 20));
    }
    for (std::int64_t exit = 0; exit < exits; ++exit)
        arrays.exitLayer.push_back(static_cast<std::int32_t>(exit + 1));
    trace::TraceInfo info;
    info.task = "sst-2";
    info.labelNames = { "negative", "positive" };
    info.modelName = "made up";
    info.datasetName = "made up";
    return trace::Trace::fromArrays(std::move(arrays), 2, std::move(info));
}

Files::Files(std::int64_t units)
{
    trace::writeTrace(trace.toStdString(), *makeTrace(units, 6));
    sweep("first", "entropy:threshold=0:0.7:8");
}

void Files::sweep(const std::string& name, const std::string& range) const
{
    store::RunStore runs(store.toStdString());
    sweep::StoredSweep sweep;
    sweep.plan.trace = trace::Trace::open(trace.toStdString());
    sweep.plan.ranges = { policy::parseRange(range) };
    sweep.name = name;
    sweep::sweepIntoStore(runs, sweep);
}

} // namespace exitscope::test

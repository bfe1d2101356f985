#include "tests/app/made_up_files.h"

#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"

#include <random>

namespace exitscope::test {

std::shared_ptr<const trace::Trace> makeTrace(std::int64_t units, std::int64_t exits, unsigned seed)
{
    std::mt19937 random(seed);
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

void StoreOfRuns::writeTrace(const char* name, std::int64_t units, unsigned seed) const
{
    trace::writeTrace(path(name).toStdString(), *makeTrace(units, 6, seed));
}

store::RunId StoreOfRuns::sweep(const char* traceName, const std::string& range, const std::string& name) const
{
    store::RunStore runs(store.toStdString());
    sweep::StoredSweep asked;
    asked.plan.trace = trace::Trace::open(path(traceName).toStdString());
    asked.plan.ranges = { policy::parseRange(range) };
    asked.name = name;
    return sweep::sweepIntoStore(runs, asked).run;
}

Files::Files(std::int64_t units)
{
    writeTrace("made.trace", units);
    sweep("first", "entropy:threshold=0:0.7:8");
}

store::RunId Files::sweep(const std::string& name, const std::string& range) const
{
    return StoreOfRuns::sweep("made.trace", range, name);
}

} // namespace exitscope::test

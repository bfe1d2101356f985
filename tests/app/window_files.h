#pragma once

#include "core/store/run_store.h"
#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"

#include <QString>
#include <QTemporaryDir>

#include <random>

namespace exitscope::test {

/// A made-up two-class trace in which deeper exits are surer and more often right.
inline std::shared_ptr<const trace::Trace> madeTrace(std::int64_t units, std::int64_t exits, unsigned seed = 7)
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
        const std::string text = "sentence number " + std::to_string(unit);
        arrays.text.insert(arrays.text.end(), text.begin(), text.end());
        arrays.textOffset.push_back(static_cast<std::int64_t>(arrays.text.size()));
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

/// A store in a folder of its own, and traces beside it.
class StoreOfRuns
{
public:
    QString storePath() const { return m_folder.filePath(QStringLiteral("runs.db")); }
    QString path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    QString folder() const { return m_folder.path(); }

    void writeTrace(const char* name, std::int64_t units, unsigned seed = 7) const
    {
        trace::writeTrace(path(name).toStdString(), *madeTrace(units, 6, seed));
    }
    store::RunId sweep(const char* traceName, const char* range, const char* name) const
    {
        store::RunStore runs(storePath().toStdString());
        sweep::StoredSweep asked;
        asked.plan.trace = trace::Trace::open(path(traceName).toStdString());
        asked.plan.ranges = { policy::parseRange(range) };
        asked.name = name;
        return sweep::sweepIntoStore(runs, asked).run;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace exitscope::test

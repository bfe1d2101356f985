#include "core/io/safetensors.h"
#include "core/sweep/sweep.h"
#include "core/trace/part_file.h"

#include <functional>
#include <string>
#include <unistd.h>

namespace exitscope::sweep {

namespace {

/// A part file that goes when the work does not come to its end.
class Discarding
{
public:
    explicit Discarding(trace::PartFile& part)
        : m_part(part)
    {
    }
    ~Discarding()
    {
        if (!m_kept)
            m_part.discard();
    }
    Discarding(const Discarding&) = delete;
    Discarding& operator=(const Discarding&) = delete;
    void keep() { m_kept = true; }

private:
    trace::PartFile& m_part;
    bool m_kept = false;
};

JobEnd writeOutcomes(const std::filesystem::path& path, const trace::Trace& trace, std::size_t points,
    const std::function<policy::Outcome(std::size_t)>& outcomeOf, const JobContext& job)
{
    const auto count = static_cast<std::int64_t>(points);
    const auto predictionType = trace.isRegression() ? io::DType::F32 : io::DType::I64;
    const std::vector<io::TensorSpec> tensors { { "prediction", predictionType, { count, trace.units() } },
        { "exit", io::DType::I32, { count, trace.units() } } };
    const auto header = io::safetensorsHeader(tensors, { { "exitscope_format", "1" } });
    const std::uint64_t predictions = header.size();
    const std::uint64_t exits = predictions + tensors[0].byteCount();

    auto partName = path;
    partName += ".part-" + std::to_string(::getpid());
    trace::PartFile part(path, partName, exits + tensors[1].byteCount(), trace::PartFile::Existing::Replace);
    Discarding guard(part);
    part.writeAt(0, std::as_bytes(std::span(header)));
    const auto layers = trace.exitLayer();
    for (std::size_t p = 0; p < points; ++p) {
        if (!job.proceed())
            return JobEnd::Cancelled;
        auto outcome = outcomeOf(p);
        for (auto& exit : outcome.exit)
            exit = layers[static_cast<std::size_t>(exit)];
        const auto place = [&](std::uint64_t start, std::size_t width) { return start + p * outcome.exit.size() * width; };
        part.writeAt(place(exits, 4), std::as_bytes(std::span(outcome.exit)));
        if (trace.isRegression()) {
            part.writeAt(place(predictions, 4), std::as_bytes(std::span(outcome.predictedValue)));
        } else {
            const std::vector<std::int64_t> classes(outcome.predictedClass.begin(), outcome.predictedClass.end());
            part.writeAt(place(predictions, 8), std::as_bytes(std::span(classes)));
        }
        job.tell({ static_cast<std::int64_t>(p) + 1, count, "points", {} });
    }
    part.commit();
    guard.keep();
    return JobEnd::Finished;
}

} // namespace

JobEnd writePerUnit(const std::filesystem::path& path, const trace::Trace& trace,
    std::span<const policy::PolicySpec> specs, const JobContext& job)
{
    return writeOutcomes(
        path, trace, specs.size(), [&](std::size_t p) { return policy::replay(trace, specs[p]); }, job);
}

JobEnd writePerUnit(const std::filesystem::path& path, const trace::Trace& trace,
    std::span<const policy::Outcome> outcomes, const JobContext& job)
{
    return writeOutcomes(path, trace, outcomes.size(), [&](std::size_t p) { return outcomes[p]; }, job);
}

} // namespace exitscope::sweep

#include "core/report/guarantee_table.h"

#include "core/error.h"

#include <cmath>

namespace exitscope::report {

namespace {

using calibration::LossKind;
using calibration::SequenceFamily;
using calibration::SequenceSets;

/// What one setting, or the full model, costs on test halves.
class SettingCosts
{
public:
    SettingCosts(const SequenceSets& sets, const SequenceFamily& family)
        : m_sets(sets)
        , m_family(sets.inTest(family))
    {
    }

    double flopsReduction(std::optional<std::size_t> setting, std::span<const std::size_t> prompts) const
    {
        double spent = 0, full = 0;
        for (const auto prompt : prompts) {
            spent += point(setting).texts[prompt].flops;
            full += point(setting).texts[prompt].fullFlops;
        }
        return spent > 0 ? full / spent : 1;
    }
    double meanExit(std::optional<std::size_t> setting, std::span<const std::size_t> prompts) const
    {
        double layers = 0, tokens = 0;
        for (const auto prompt : prompts) {
            layers += point(setting).texts[prompt].layersRun();
            tokens += static_cast<double>(point(setting).texts[prompt].tokens());
        }
        return tokens > 0 ? layers / tokens : 0;
    }
    double speedup(std::optional<std::size_t> setting) const { return setting ? m_sets.test().measuredSpeedup(point(setting)) : 1; }

private:
    const generations::Point& point(std::optional<std::size_t> setting) const
    {
        return setting ? m_sets.test().points[m_family.points[*setting]] : m_sets.test().full;
    }

    const SequenceSets& m_sets;
    SequenceFamily m_family;
};

/// Columns of figures over the splits.
struct Collected
{
    std::vector<double> exits, flops, speedups;
};

/// Texts that the calibration half would need, if it has fewer.
std::optional<std::int64_t> neededTexts(const calibration::TestRequest& request, std::size_t prompts)
{
    const auto least = calibration::leastSamples(
        request.pValue, request.delta, calibration::firstLevel(request.procedure, request.settings.size()));
    const auto there = request.halves ? std::ssize(request.halves->calibration)
                                      : std::llround(request.split.share * static_cast<double>(prompts));
    return there < least ? std::optional(least) : std::nullopt;
}

std::optional<GuaranteeRow> rowOf(const SequenceSets& sets, const SequenceFamily& family, const calibration::LossTable& losses,
    const calibration::TestRequest& request, LossKind kind, std::int64_t splits, const JobContext& job)
{
    GuaranteeRow row;
    row.kind = kind;
    row.delta = request.delta;
    row.rule = family.rule;
    row.needed = neededTexts(request, sets.calibration().prompts.size());
    if (row.needed)
        return row;
    const SettingCosts costs(sets, family);
    Collected collected;
    JobContext quiet = job;
    quiet.report = nullptr; // rows are what is counted
    const auto study = calibration::studySplits(losses, request, splits, quiet, [&](const calibration::SplitChoice& choice) {
        const auto prompts = sets.testPrompts(choice.test);
        collected.exits.push_back(costs.meanExit(choice.chosen, prompts));
        collected.flops.push_back(costs.flopsReduction(choice.chosen, prompts));
        collected.speedups.push_back(costs.speedup(choice.chosen));
    });
    if (!study)
        return std::nullopt;
    row.meanExit = calibration::spreadOf(collected.exits);
    row.flopsReduction = calibration::spreadOf(collected.flops);
    row.speedup = calibration::spreadOf(collected.speedups);
    row.risk = study->testRisk;
    row.kept = splits - study->aboveDelta;
    row.withoutExit = study->withoutExit;
    return row;
}

void requireSense(const std::filesystem::path& file, const GuaranteeTableOptions& options, const std::vector<SequenceFamily>& families)
{
    if (families.empty())
        throw InputError(file, "it has no rule with settings in order of caution", "write some with exitscope generate --out");
    if (options.splits < 1)
        throw InputError("there are " + std::to_string(options.splits) + " splits", "use at least one; CALM took 50");
    for (const auto* deltas : { &options.textualDeltas, &options.riskDeltas })
        for (const double delta : *deltas)
            if (!(delta > 0 && delta < 1))
                throw InputError(std::string("delta is outside (0, 1)"), "it is the tolerated loss, such as 0.1");
}

} // namespace

std::optional<GuaranteeTable> guaranteeTable(const SequenceSets& sets, const GuaranteeTableOptions& options, const JobContext& job)
{
    const auto families = calibration::sequenceFamilies(sets.calibration());
    requireSense(sets.calibration().path, options, families);
    GuaranteeTable table;
    table.splits = sets.areTwo() ? 1 : options.splits;
    table.prompts = std::ssize(sets.calibration().prompts);
    table.layers = sets.calibration().settings.layers;
    const bool hasReferences = sets.calibration().hasReferences() && sets.test().hasReferences();
    const auto risks = hasReferences ? options.riskDeltas : std::vector<double> {};
    const auto total = std::ssize(families) * (std::ssize(options.textualDeltas) + std::ssize(risks));
    for (const auto kind : { LossKind::Consistency, LossKind::Risk }) {
        const auto& deltas = kind == LossKind::Risk ? risks : options.textualDeltas;
        if (deltas.empty())
            continue;
        std::vector<calibration::LossTable> losses;
        for (const auto& family : families) {
            auto made = sets.losses(family, { options.distance, kind }, job);
            if (!made)
                return std::nullopt;
            losses.push_back(std::move(*made));
        }
        for (const double delta : deltas)
            for (std::size_t i = 0; i < families.size(); ++i) {
                auto request = calibration::requestOn(sets, options.terms, { options.distance, kind }, families[i]);
                request.delta = delta;
                auto row = rowOf(sets, families[i], losses[i], request, kind, table.splits, job);
                if (!row)
                    return std::nullopt;
                table.rows.push_back(std::move(*row));
                job.tell({ std::ssize(table.rows), total, "rows", {} });
            }
    }
    return table;
}

} // namespace exitscope::report

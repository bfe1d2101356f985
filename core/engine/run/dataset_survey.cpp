#include "core/engine/run/dataset_survey.h"

#include <algorithm>

namespace exitscope::engine {

std::pair<std::int64_t, std::int64_t> DatasetSurvey::unitsOf(std::int64_t example) const
{
    if (unitOffset.empty())
        return { example, example + 1 };
    return { unitOffset[static_cast<std::size_t>(example)], unitOffset[static_cast<std::size_t>(example) + 1] };
}

std::vector<std::int64_t> DatasetSurvey::exampleOfUnits() const
{
    std::vector<std::int64_t> examples;
    for (std::size_t example = 0; example + 1 < unitOffset.size(); ++example)
        examples.resize(static_cast<std::size_t>(unitOffset[example + 1]), static_cast<std::int64_t>(example));
    return examples;
}

std::vector<std::int32_t> DatasetSurvey::placeOfUnits() const
{
    std::vector<std::int32_t> places;
    for (std::size_t example = 0; example + 1 < unitOffset.size(); ++example)
        for (std::int64_t unit = unitOffset[example]; unit < unitOffset[example + 1]; ++unit)
            places.push_back(static_cast<std::int32_t>(unit - unitOffset[example]));
    return places;
}

std::optional<DatasetSurvey> survey(TokenSource& source, std::int64_t sampleSize, const JobContext& job)
{
    constexpr std::int64_t step = 512; // examples between two questions whether to go on
    const auto& info = source.info();
    const std::int64_t stride = sampleSize > 0 ? std::max<std::int64_t>(1, info.rows / sampleSize) : 0;
    DatasetSurvey found;
    found.length.reserve(static_cast<std::size_t>(info.rows));
    found.textOffset.push_back(0);
    if (info.hasWords) {
        found.unitOffset.push_back(0);
        found.windowOffset.push_back(0);
    }
    TokenExample example;
    bool hasTags = false;
    while (true) {
        const auto count = static_cast<std::int64_t>(found.length.size());
        if (count % step == 0) {
            if (!job.proceed())
                return std::nullopt;
            job.tell({ .done = 0, .total = info.rows, .unit = "examples", .note = "reading and tokenising" });
        }
        if (!source.next(example))
            break;
        found.length.push_back(example.tokens);
        found.rows.push_back(static_cast<std::int32_t>(example.ids.size()));
        found.tokens += static_cast<std::int64_t>(example.ids.size());
        found.truncated += example.truncated;
        found.windowed += example.lengths.size() > 1;
        found.textOffset.push_back(
            found.textOffset.back() + static_cast<std::int64_t>(example.text().size()));
        if (info.kind == data::TaskKind::Classification)
            found.labels.push_back(example.source.label);
        else if (info.kind == data::TaskKind::Regression)
            found.targets.push_back(example.source.target);
        if (!example.asked.empty()) {
            found.unitOffset.push_back(found.unitOffset.back() + example.units());
            found.windows.insert(found.windows.end(), example.lengths.begin(), example.lengths.end());
            found.windowOffset.push_back(static_cast<std::int64_t>(found.windows.size()));
        }
        for (std::int64_t unit = 0; info.kind == data::TaskKind::Tagging && unit < example.units(); ++unit)
            found.labels.push_back(example.labelOf(unit));
        if (!info.tagColumn.empty()) {
            hasTags = hasTags || !example.source.tag.empty();
            found.tags.push_back(example.source.tag);
        }
        if (stride && count % stride == 0 && static_cast<std::int64_t>(found.sample.size()) < sampleSize)
            found.sample.push_back(example);
    }
    if (found.unitOffset.size() == 1) { // words, but the model answers once for all of them
        found.unitOffset.clear();
        found.windowOffset.clear();
    }
    if (found.textOffset.back() == 0)
        found.textOffset.clear();
    if (!hasTags)
        found.tags.clear();
    return found;
}

std::int64_t packedExamples(const std::vector<std::int32_t>& rows, std::int64_t first, int packTokens)
{
    std::int64_t count = 0, tokens = 0;
    for (auto at = static_cast<std::size_t>(first); at < rows.size(); ++at, ++count) {
        tokens += rows[at];
        if (count > 0 && tokens > packTokens)
            break;
    }
    return count;
}

} // namespace exitscope::engine

#include "core/calibration/sequence_sets.h"

#include "core/error.h"
#include "core/generations/generations_json.h"

#include <numeric>

namespace exitscope::calibration {

namespace {

/// Everything that makes the texts but the prompts.
generations::Settings withoutData(generations::Settings settings)
{
    settings.data.clear();
    settings.dataSha256.clear();
    settings.references.clear();
    settings.referencesSha256.clear();
    settings.prompts = 0;
    settings.batch = 0;
    return settings;
}

std::vector<std::int64_t> numbered(std::size_t first, std::size_t count)
{
    std::vector<std::int64_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), static_cast<std::int64_t>(first));
    return numbers;
}

/// Row by row, of K rows each.
std::vector<float> besideEachOther(const std::vector<float>& a, const std::vector<float>& b, std::size_t rows)
{
    std::vector<float> both;
    const auto rowOf = [rows](const std::vector<float>& values, std::size_t row) {
        return std::span(values).subspan(row * values.size() / rows, values.size() / rows);
    };
    for (std::size_t row = 0; row < rows; ++row)
        for (const auto* values : { &a, &b }) {
            const auto part = rowOf(*values, row);
            both.insert(both.end(), part.begin(), part.end());
        }
    return both;
}

} // namespace

SequenceSets::SequenceSets(const generations::Generations& both)
    : m_calibration(&both)
    , m_test(&both)
{
}

SequenceSets::SequenceSets(const generations::Generations& calibration, const generations::Generations& test)
    : m_calibration(&calibration)
    , m_test(&test)
{
    const auto difference = differenceOf(withoutData(calibration.settings), withoutData(test.settings));
    if (!difference.empty())
        throw InputError(test.path, "it was not written like " + calibration.path.filename().string() + ": " + difference,
            "test on texts of the same model, written under the same settings");
}

std::optional<trace::Split> SequenceSets::halves() const
{
    if (!areTwo())
        return std::nullopt;
    const auto first = m_calibration->prompts.size();
    return trace::Split { numbered(0, first), numbered(first, m_test->prompts.size()) };
}

SequenceFamily SequenceSets::inTest(const SequenceFamily& family) const
{
    if (!areTwo())
        return family;
    auto same = family;
    for (std::size_t k = 0; k < family.settings.size(); ++k) {
        const auto* point = m_test->find(family.settings[k].text());
        if (!point)
            throw InputError(m_test->path, "it has no texts of " + family.settings[k].text(),
                "let exitscope generate --out write them");
        same.points[k] = static_cast<std::size_t>(point - m_test->points.data());
    }
    return same;
}

std::vector<std::size_t> SequenceSets::testPrompts(std::span<const std::size_t> columns) const
{
    std::vector<std::size_t> prompts(columns.begin(), columns.end());
    if (areTwo())
        for (auto& prompt : prompts)
            prompt -= m_calibration->prompts.size();
    return prompts;
}

std::optional<LossTable> SequenceSets::losses(
    const SequenceFamily& family, const SequenceLoss& loss, const JobContext& job) const
{
    auto table = sequenceLosses(*m_calibration, family, loss, job);
    if (!table || !areTwo())
        return table;
    const auto test = sequenceLosses(*m_test, inTest(family), loss, job);
    if (!test)
        return std::nullopt;
    const auto rows = family.settings.size();
    table->losses = besideEachOther(table->losses, test->losses, rows);
    table->units = besideEachOther(table->units, test->units, rows);
    table->exitLayers = besideEachOther(table->exitLayers, test->exitLayers, rows);
    const auto first = static_cast<std::int64_t>(table->examples.size());
    for (const auto example : test->examples) {
        table->examples.push_back(first + example);
        table->population.push_back({ first + example, 0 });
    }
    return table;
}

} // namespace exitscope::calibration

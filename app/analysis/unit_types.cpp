#include "app/analysis/unit_types.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <limits>
#include <unordered_map>

namespace exitscope::app {

namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

UnitTypes tagsOf(const trace::Trace& trace)
{
    UnitTypes types;
    for (std::int64_t label = 0; label < trace.classes(); ++label)
        types.names.push_back(labelText(trace, label).toStdString());
    types.of.assign(static_cast<std::size_t>(trace.units()), -1);
    for (std::size_t unit = 0; unit < trace.labels().size(); ++unit)
        types.of[unit] = static_cast<std::int32_t>(trace.labels()[unit]);
    return types;
}

/// Every spelling is put into lower case once, not every token.
class WordTypes
{
public:
    std::int32_t of(const std::string& word)
    {
        const auto [spelling, isNew] = m_spellings.try_emplace(word, 0);
        if (isNew) {
            const std::string folded = QString::fromStdString(word).toLower().toStdString();
            const auto [type, isFirst] = m_types.try_emplace(folded, static_cast<std::int32_t>(names.size()));
            if (isFirst)
                names.push_back(folded);
            spelling->second = type->second;
        }
        return spelling->second;
    }

    std::vector<std::string> names;

private:
    std::unordered_map<std::string, std::int32_t> m_spellings, m_types;
};

UnitTypes wordsOf(const UnitTable& table)
{
    const auto& trace = *table.trace;
    UnitTypes types;
    types.of.assign(static_cast<std::size_t>(trace.units()), -1);
    WordTypes words;
    for (std::int64_t example = 0; example < trace.examples(); ++example)
        for (const auto& piece : table.tokens.pieces(trace, example, 0, table.tokens.tokens(example)))
            if (piece.unit >= 0)
                types.of[static_cast<std::size_t>(piece.unit)] = words.of(piece.text);
    types.names = std::move(words.names);
    return types;
}

struct Sums
{
    std::int64_t count = 0, labelled = 0, right = 0, layersB = 0;
    double layers = 0, squares = 0;
};

double valueOf(const TypeFigures& figures, TypeColumn column)
{
    switch (column) {
    case TypeColumn::Name:
        break;
    case TypeColumn::Count:
        return static_cast<double>(figures.count);
    case TypeColumn::MeanExit:
        return figures.meanExit;
    case TypeColumn::Spread:
        return figures.spread;
    case TypeColumn::Right:
        return figures.right;
    case TypeColumn::MeanExitB:
        return figures.meanExitB;
    case TypeColumn::Later:
        return figures.meanExit - figures.meanExitB;
    }
    return 0;
}

} // namespace

UnitTypes unitTypesOf(const UnitTable& table, TypeKey key)
{
    return key == TypeKey::Tag ? tagsOf(*table.trace) : wordsOf(table);
}

std::vector<TypeFigures> typeFigures(const UnitTypes& types, const trace::Trace& trace, std::span<const int> layers,
    const UnitOutcomes& a, const UnitOutcomes* b)
{
    std::vector<Sums> sums(types.names.size());
    const std::size_t units = std::min(types.of.size(), a.exits.size());
    const bool hasAnswers = a.answers.size() >= units && trace.labels().size() >= units;
    const bool hasB = b && b->exits.size() >= units;
    for (std::size_t unit = 0; unit < units; ++unit) {
        if (types.of[unit] < 0)
            continue;
        auto& sum = sums[static_cast<std::size_t>(types.of[unit])];
        const double layer = layers[static_cast<std::size_t>(a.exits[unit])];
        ++sum.count;
        sum.layers += layer;
        sum.squares += layer * layer;
        if (hasB)
            sum.layersB += layers[static_cast<std::size_t>(b->exits[unit])];
        if (hasAnswers && trace.labels()[unit] >= 0) {
            ++sum.labelled;
            sum.right += a.answers[unit] == trace.labels()[unit];
        }
    }
    std::vector<TypeFigures> figures;
    for (std::size_t type = 0; type < sums.size(); ++type) {
        const auto& sum = sums[type];
        if (sum.count == 0)
            continue;
        const auto count = static_cast<double>(sum.count);
        const double mean = sum.layers / count;
        figures.push_back({ .type = static_cast<std::int32_t>(type),
            .count = sum.count,
            .meanExit = mean,
            .spread = std::sqrt(std::max(0.0, sum.squares / count - mean * mean)),
            .right = sum.labelled > 0 ? static_cast<double>(sum.right) / static_cast<double>(sum.labelled) : nothing,
            .meanExitB = hasB ? static_cast<double>(sum.layersB) / count : nothing });
    }
    return figures;
}

void arrangeTypes(std::vector<TypeFigures>& figures, const UnitTypes& types, TypeColumn column, bool isDescending, const QString& words)
{
    const auto nameOf = [&types](const TypeFigures& one) -> const std::string& {
        return types.names[static_cast<std::size_t>(one.type)];
    };
    if (!words.isEmpty())
        std::erase_if(figures, [&](const TypeFigures& one) {
            return !QString::fromStdString(nameOf(one)).contains(words, Qt::CaseInsensitive);
        });
    std::ranges::sort(figures, [&](const TypeFigures& a, const TypeFigures& b) {
        if (column == TypeColumn::Name)
            return isDescending ? nameOf(b) < nameOf(a) : nameOf(a) < nameOf(b);
        const double x = valueOf(a, column), y = valueOf(b, column);
        if (std::isnan(x) || std::isnan(y))
            return std::isnan(x) != std::isnan(y) ? std::isnan(y) : a.type < b.type;
        if (x != y)
            return isDescending ? y < x : x < y;
        return a.count != b.count ? a.count > b.count : a.type < b.type;
    });
}

std::vector<std::int64_t> unitsOfType(const UnitTypes& types, std::int32_t type)
{
    std::vector<std::int64_t> units;
    for (std::size_t unit = 0; unit < types.of.size(); ++unit)
        if (types.of[unit] == type)
            units.push_back(static_cast<std::int64_t>(unit));
    return units;
}

} // namespace exitscope::app

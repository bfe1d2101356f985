#include "app/views/trace_rows.h"

#include "core/policy/policy.h"

#include <nlohmann/json.hpp>

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace exitscope::app {

namespace {

/// Tags travel as a JSON array of one string an example in the trace's metadata.
std::vector<std::string> tagsOf(const trace::Trace& trace)
{
    for (const auto& [key, value] : trace.info().extra) {
        if (key != "tags")
            continue;
        const auto json = nlohmann::json::parse(value, nullptr, false);
        if (!json.is_array() || static_cast<std::int64_t>(json.size()) != trace.examples())
            return {};
        std::vector<std::string> tags;
        for (const auto& tag : json)
            tags.push_back(tag.is_string() ? tag.get<std::string>() : std::string());
        return tags;
    }
    return {};
}

float largestProbability(std::span<const float> logits)
{
    const float top = *std::max_element(logits.begin(), logits.end());
    float sum = 0;
    for (const float logit : logits)
        sum += std::exp(logit - top);
    return 1.0F / sum;
}

} // namespace

TraceRows::TraceRows(std::shared_ptr<const trace::Trace> trace)
    : m_trace(std::move(trace))
    , m_rows(static_cast<std::size_t>(m_trace->units()))
    , m_exits(static_cast<std::size_t>(m_trace->units()), static_cast<std::int32_t>(m_trace->exits() - 1))
    , m_tags(tagsOf(*m_trace))
{
    std::iota(m_rows.begin(), m_rows.end(), std::int64_t { 0 });
}

int TraceRows::count() const
{
    return static_cast<int>(m_rows.size());
}

int TraceRows::exits() const
{
    return static_cast<int>(m_trace->exits());
}

int TraceRows::layer(int exit) const
{
    return m_trace->exitLayer()[static_cast<std::size_t>(exit)];
}

int TraceRows::exitOf(int row) const
{
    return m_exits[static_cast<std::size_t>(unitAt(row))];
}

int TraceRows::predictedClass(std::int64_t unit, int exit) const
{
    std::vector<std::int32_t> classes(static_cast<std::size_t>(m_trace->exits()));
    policy::predictClasses(*m_trace, unit, unit + 1, classes);
    return classes[static_cast<std::size_t>(exit)];
}

bool TraceRows::isRight(std::int64_t unit, int exit) const
{
    if (m_trace->labels().empty())
        return false;
    return predictedClass(unit, exit) == m_trace->labels()[static_cast<std::size_t>(unit)];
}

QString TraceRows::labelText(std::int64_t label) const
{
    const auto& names = m_trace->info().labelNames;
    if (label >= 0 && label < static_cast<std::int64_t>(names.size()))
        return QString::fromStdString(names[static_cast<std::size_t>(label)]);
    return QString::number(label);
}

QString TraceRows::tagOf(std::int64_t unit) const
{
    const auto example = static_cast<std::size_t>(m_trace->exampleOf(unit));
    return example < m_tags.size() ? QString::fromStdString(m_tags[example]) : QString();
}

QString TraceRows::predictionText(int row, int exit) const
{
    const std::int64_t unit = unitAt(row);
    if (m_trace->isRegression())
        return QLocale().toString(static_cast<double>(m_trace->logits(unit, exit)[0]), 'f', 2);
    return labelText(predictedClass(unit, exit));
}

widgets::ExitStrip TraceRows::item(int row) const
{
    const std::int64_t unit = unitAt(row);
    const auto text = m_trace->text(m_trace->exampleOf(unit));
    widgets::ExitStrip strip;
    strip.text = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                     .replace(QLatin1Char('\t'), QStringLiteral("  ·  "));
    if (strip.text.isEmpty())
        strip.text = QObject::tr("Example %1").arg(QLocale().toString(static_cast<qlonglong>(unit) + 1));
    strip.tag = tagOf(unit);
    const bool isRegression = m_trace->isRegression();
    const bool hasLabel = !m_trace->labels().empty() && m_trace->labels()[static_cast<std::size_t>(unit)] >= 0;
    for (int exit = 0; exit < exits(); ++exit) {
        if (isRegression) {
            strip.confidence.push_back(1.0F);
            strip.verdict.push_back(widgets::Verdict::Unknown);
            continue;
        }
        strip.confidence.push_back(largestProbability(m_trace->logits(unit, exit)));
        strip.prediction.push_back(predictedClass(unit, exit));
        strip.verdict.push_back(!hasLabel ? widgets::Verdict::Unknown
                : isRight(unit, exit)     ? widgets::Verdict::Right
                                          : widgets::Verdict::Wrong);
    }
    if (hasLabel)
        strip.gold = labelText(m_trace->labels()[static_cast<std::size_t>(unit)]);
    else if (!m_trace->targets().empty())
        strip.gold = QLocale().toString(static_cast<double>(m_trace->targets()[static_cast<std::size_t>(unit)]), 'f', 2);
    return strip;
}

void TraceRows::setExits(std::vector<std::int32_t> exits)
{
    m_exits = std::move(exits);
}

void TraceRows::keepMatching(const QString& filter)
{
    m_rows.resize(static_cast<std::size_t>(m_trace->units()));
    std::iota(m_rows.begin(), m_rows.end(), std::int64_t { 0 });
    const QStringList words = filter.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.isEmpty())
        return;
    std::erase_if(m_rows, [&](std::int64_t unit) {
        const auto text = m_trace->text(m_trace->exampleOf(unit));
        const QString haystack
            = (QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())) + QLatin1Char(' ') + tagOf(unit))
                  .toLower();
        return !std::all_of(words.begin(), words.end(), [&](const QString& word) { return haystack.contains(word); });
    });
}

void TraceRows::arrange(RowOrder order, const QString& filter)
{
    keepMatching(filter);
    const auto exitOfUnit = [this](std::int64_t unit) { return m_exits[static_cast<std::size_t>(unit)]; };
    const auto sortBy = [this](auto key) {
        std::stable_sort(m_rows.begin(), m_rows.end(),
            [&key](std::int64_t a, std::int64_t b) { return key(a) < key(b); });
    };
    const auto last = static_cast<int>(m_trace->exits()) - 1;
    switch (order) {
    case RowOrder::Dataset:
        return;
    case RowOrder::HardestFirst:
        return sortBy([&](std::int64_t unit) { return -exitOfUnit(unit); });
    case RowOrder::EasiestFirst:
        return sortBy(exitOfUnit);
    case RowOrder::WrongFirst:
        return sortBy([&](std::int64_t unit) { return isRight(unit, exitOfUnit(unit)); });
    case RowOrder::DisagreementsFirst:
        if (!m_trace->isRegression())
            sortBy([&](std::int64_t unit) {
                return predictedClass(unit, exitOfUnit(unit)) == predictedClass(unit, last);
            });
        return;
    case RowOrder::LongestFirst:
        if (!m_trace->length().empty())
            sortBy([&](std::int64_t unit) {
                return -m_trace->length()[static_cast<std::size_t>(m_trace->exampleOf(unit))];
            });
        return;
    }
}

int TraceRows::rowOf(std::int64_t unit) const
{
    const auto it = std::find(m_rows.begin(), m_rows.end(), unit);
    return it == m_rows.end() ? -1 : static_cast<int>(it - m_rows.begin());
}

} // namespace exitscope::app

#include "app/views/trace_rows.h"

#include "core/policy/exit_answers.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace exitscope::app {

namespace {

struct RowText
{
    Q_DECLARE_TR_FUNCTIONS(RowText)
};

std::vector<std::int32_t> classesOf(const trace::Trace& trace, std::int64_t unit)
{
    std::vector<std::int32_t> classes(static_cast<std::size_t>(trace.exits()));
    policy::predictClasses(trace, unit, unit + 1, classes);
    return classes;
}

} // namespace

widgets::LensMark lensOf(const UnitOutcomes& a, const UnitOutcomes& b, std::int64_t unit)
{
    const auto place = static_cast<std::size_t>(unit);
    if (place >= a.exits.size() || place >= b.exits.size())
        return {};
    const auto mine = a.exits[place], other = b.exits[place];
    const auto lens = mine == other ? widgets::Lens::Same : mine < other ? widgets::Lens::Earlier : widgets::Lens::Later;
    const bool isChanged = place < a.answers.size() && place < b.answers.size() && a.answers[place] != b.answers[place];
    return { lens, other, isChanged };
}

TraceRows::TraceRows(std::shared_ptr<const trace::Trace> trace)
    : m_trace(std::move(trace))
    , m_units(static_cast<std::size_t>(m_trace->units()))
{
    std::iota(m_units.begin(), m_units.end(), std::uint32_t { 0 });
}

int TraceRows::count() const
{
    return static_cast<int>(m_units.size());
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
    const auto unit = static_cast<std::size_t>(unitAt(row));
    return m_a && unit < m_a->exits.size() ? m_a->exits[unit] : exits() - 1;
}

/// Where it leaves, the rule's answer, which need not be the exit's own.
std::int32_t TraceRows::answerOf(std::int64_t unit, int exit) const
{
    const auto place = static_cast<std::size_t>(unit);
    if (m_a && place < m_a->answers.size() && m_a->exits[place] == exit)
        return m_a->answers[place];
    return classesOf(*m_trace, unit)[static_cast<std::size_t>(exit)];
}

QString TraceRows::predictionText(int row, int exit) const
{
    const std::int64_t unit = unitAt(row);
    if (m_trace->isRegression())
        return QLocale().toString(static_cast<double>(m_trace->logits(unit, exit)[0]), 'f', 2);
    return labelText(*m_trace, answerOf(unit, exit));
}

widgets::LensMark TraceRows::lens(int row) const
{
    return m_a && m_b ? lensOf(*m_a, *m_b, unitAt(row)) : widgets::LensMark();
}

double TraceRows::slack(int row) const
{
    return m_slack ? static_cast<double>((*m_slack)[static_cast<std::size_t>(unitAt(row))])
                   : std::numeric_limits<double>::quiet_NaN();
}

widgets::ExitStrip TraceRows::item(int row) const
{
    const std::int64_t unit = unitAt(row);
    const auto text = m_trace->text(m_trace->exampleOf(unit));
    widgets::ExitStrip strip;
    strip.text = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
                     .replace(QLatin1Char('\t'), QStringLiteral("  ·  "));
    if (strip.text.isEmpty())
        strip.text = RowText::tr("Example %1").arg(QLocale().toString(static_cast<qlonglong>(m_trace->exampleOf(unit)) + 1));
    if (m_table) {
        const auto tag = m_table->tagOf(unit);
        strip.tag = QString::fromUtf8(tag.data(), static_cast<qsizetype>(tag.size()));
    }
    const bool isRegression = m_trace->isRegression();
    const std::int64_t label = m_trace->labels().empty() ? -1 : m_trace->labels()[static_cast<std::size_t>(unit)];
    if (!isRegression)
        for (const auto one : classesOf(*m_trace, unit))
            strip.prediction.push_back(one);
    for (int exit = 0; exit < exits(); ++exit) {
        strip.confidence.push_back(isRegression ? 1.0F : policy::confidenceAt(*m_trace, unit, exit));
        strip.verdict.push_back(isRegression || label < 0 ? widgets::Verdict::Unknown
                : strip.prediction[static_cast<std::size_t>(exit)] == label ? widgets::Verdict::Right
                                                                            : widgets::Verdict::Wrong);
    }
    if (label >= 0)
        strip.gold = labelText(*m_trace, label);
    else if (!m_trace->targets().empty())
        strip.gold = QLocale().toString(static_cast<double>(m_trace->targets()[static_cast<std::size_t>(unit)]), 'f', 2);
    return strip;
}

void TraceRows::setOutcomes(std::shared_ptr<const UnitOutcomes> a)
{
    m_a = std::move(a);
}

void TraceRows::setPinned(std::shared_ptr<const UnitOutcomes> b)
{
    m_b = std::move(b);
}

void TraceRows::setUnits(std::vector<std::uint32_t> units)
{
    m_units = std::move(units);
    m_rows.clear();
}

void TraceRows::setTags(std::shared_ptr<const UnitTable> table)
{
    m_table = std::move(table);
}

int TraceRows::rowOf(std::int64_t unit) const
{
    if (unit < 0 || unit >= m_trace->units())
        return -1;
    if (m_rows.empty()) {
        m_rows.assign(static_cast<std::size_t>(m_trace->units()), -1);
        for (std::size_t row = 0; row < m_units.size(); ++row)
            m_rows[m_units[row]] = static_cast<std::int32_t>(row);
    }
    return m_rows[static_cast<std::size_t>(unit)];
}

} // namespace exitscope::app

#include "app/session/slack_column.h"

#include "app/session/live_point.h"
#include "app/session/selection_hub.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace exitscope::app {

SlackColumn::SlackColumn(const ViewContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&context.point, &LivePoint::liveChanged, this, &SlackColumn::build);
}

void SlackColumn::setWanted(bool isWanted)
{
    if (isWanted == m_isWanted)
        return;
    m_isWanted = isWanted;
    build();
}

bool SlackColumn::isKnown() const
{
    const auto& live = m_context.point.live();
    return live && live->rule().parameter == "threshold" && !live->rule().isInteger;
}

void SlackColumn::build()
{
    m_index.reset();
    m_task.drop();
    if (!m_isWanted || !isKnown())
        return;
    const auto live = m_context.point.live();
    m_task.run(
        this,
        [trace = live->trace(), spec = live->specAt(0)] {
            std::vector<std::int32_t> classes;
            if (!trace->isRegression()) {
                classes.resize(static_cast<std::size_t>(trace->units() * trace->exits()));
                policy::exitClasses(spec, *trace, 0, trace->units(), classes);
            }
            return examples::SlackIndex::build(spec, *trace, classes);
        },
        [this](std::shared_ptr<const examples::SlackIndex> index) {
            m_index = std::move(index);
            Q_EMIT ready();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

std::shared_ptr<const std::vector<float>> SlackColumn::values() const
{
    const auto& live = m_context.point.live();
    const auto& state = m_context.point.state();
    if (!m_index || !live || !state || m_index->units() != static_cast<std::int64_t>(state->exits.size()))
        return nullptr;
    std::vector<double> steps;
    std::copy_if(live->breakpoints().begin(), live->breakpoints().end(), std::back_inserter(steps),
        [](double value) { return std::isfinite(value); });
    const double span = steps.empty() ? 0 : steps.back() - steps.front();
    auto values = m_index->nearest(static_cast<float>(m_context.hub.operatingPoint().value)).distance;
    for (float& value : values)
        value = span > 0 && !std::isnan(value)
            ? static_cast<float>(std::sqrt(std::clamp(static_cast<double>(value) / span, 0.0, 1.0)))
            : std::numeric_limits<float>::quiet_NaN();
    return std::make_shared<const std::vector<float>>(std::move(values));
}

} // namespace exitscope::app

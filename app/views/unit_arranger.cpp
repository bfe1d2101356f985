#include "app/views/unit_arranger.h"

namespace exitscope::app {

namespace {

constexpr std::int64_t mostInAFrame = 100000;

bool followsPoint(const UnitQuery& query)
{
    switch (query.order) {
    case UnitOrder::HardestFirst:
    case UnitOrder::EasiestFirst:
    case UnitOrder::WrongFirst:
    case UnitOrder::DisagreementsFirst:
    case UnitOrder::LensFirst:
        return true;
    case UnitOrder::Dataset:
    case UnitOrder::ByLabel:
    case UnitOrder::LongestFirst:
        break;
    }
    switch (query.filter) {
    case UnitFilter::All:
    case UnitFilter::Overthinkers:
    case UnitFilter::Selected:
    case UnitFilter::Label:
        return false;
    default:
        return true;
    }
}

} // namespace

UnitArranger::UnitArranger(QObject* parent)
    : QObject(parent)
{
}

UnitArranger::~UnitArranger()
{
    if (m_stopLooking)
        m_stopLooking->store(true);
}

void UnitArranger::setTrace(std::shared_ptr<const trace::Trace> trace)
{
    m_trace = std::move(trace);
    m_table.reset();
    m_a.reset();
    m_b.reset();
    m_found.reset();
    m_selected.clear();
    m_tableTask.drop();
    m_arrangeTask.drop();
    m_isArranging = m_isStale = false;
    if (!m_trace)
        return;
    m_tableTask.run(
        this, [trace = m_trace] { return std::make_shared<const UnitTable>(unitTableOf(trace)); },
        [this](std::shared_ptr<const UnitTable> table) {
            m_table = std::move(table);
            Q_EMIT tableReady();
            look();
            arrange();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void UnitArranger::setOutcomes(std::shared_ptr<const UnitOutcomes> a)
{
    const bool isFirst = m_a == nullptr;
    m_a = std::move(a);
    if (isFirst || followsPoint(m_query))
        arrange();
}

void UnitArranger::setPinned(std::shared_ptr<const UnitOutcomes> b)
{
    m_b = std::move(b);
    if (followsPoint(m_query))
        arrange();
}

void UnitArranger::setQuery(const UnitQuery& query)
{
    if (query == m_query)
        return;
    m_query = query;
    arrange();
}

void UnitArranger::setSelected(std::vector<std::int64_t> units)
{
    m_selected = std::move(units);
}

void UnitArranger::setWords(const QString& words)
{
    if (words == m_words)
        return;
    m_words = words;
    look();
}

bool UnitArranger::isFound(std::int64_t unit) const
{
    return m_found && (*m_found)[static_cast<std::size_t>(m_trace->exampleOf(unit))] != 0;
}

void UnitArranger::look()
{
    if (m_stopLooking)
        m_stopLooking->store(true);
    m_lookTask.drop();
    m_isLooking = false;
    if (!m_table)
        return;
    const auto finish = [this](std::shared_ptr<const std::vector<std::uint8_t>> found) {
        m_isLooking = false;
        m_found = std::move(found);
        Q_EMIT foundChanged();
        if (m_query.onlyFound)
            arrange();
    };
    if (m_words.isEmpty())
        return finish(nullptr);
    m_isLooking = true;
    m_stopLooking = std::make_shared<std::atomic<bool>>(false);
    m_lookTask.run(
        this,
        [table = m_table, words = m_words, stop = m_stopLooking] {
            return std::make_shared<const std::vector<std::uint8_t>>(foundExamples(*table, words, *stop));
        },
        finish, [this](const QString& problem) { Q_EMIT failed(problem); });
}

void UnitArranger::arrange()
{
    if (!m_table || !m_a)
        return;
    if (m_trace->units() > mostInAFrame && !(m_query == UnitQuery())) {
        arrangeLater();
        return;
    }
    Q_EMIT arranged(arrangedUnits(*m_table, m_query, *m_a, m_b.get(),
        m_found ? std::span<const std::uint8_t>(*m_found) : std::span<const std::uint8_t>(), m_selected));
}

void UnitArranger::arrangeLater()
{
    if (m_isArranging) {
        m_isStale = true;
        return;
    }
    m_isArranging = true;
    m_isStale = false;
    m_arrangeTask.run(
        this,
        [table = m_table, query = m_query, a = m_a, b = m_b, found = m_found, selected = m_selected] {
            return arrangedUnits(*table, query, *a, b.get(),
                found ? std::span<const std::uint8_t>(*found) : std::span<const std::uint8_t>(), selected);
        },
        [this](const std::vector<std::uint32_t>& units) {
            m_isArranging = false;
            Q_EMIT arranged(units);
            if (m_isStale)
                arrange();
        },
        [this](const QString& problem) {
            m_isArranging = false;
            Q_EMIT failed(problem);
        });
}

} // namespace exitscope::app

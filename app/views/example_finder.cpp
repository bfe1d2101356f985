#include "app/views/example_finder.h"

#include "core/policy/policy.h"

namespace exitscope::app {

namespace {

JobContext jobOf(const std::stop_source& source)
{
    return { source.get_token(), nullptr, {} };
}

} // namespace

ExampleFinder::ExampleFinder(QObject* parent)
    : QObject(parent)
    , m_tags(std::make_shared<examples::TagSet>())
{
}

ExampleFinder::~ExampleFinder()
{
    m_stop.request_stop();
    m_stopSearch.request_stop();
}

void ExampleFinder::setTrace(std::shared_ptr<const trace::Trace> trace)
{
    m_stop.request_stop();
    m_stopSearch.request_stop();
    m_stop = {};
    for (auto* task : { &m_reading, &m_preparing, &m_deciding, &m_searching, &m_mapping })
        task->drop();
    m_isStale = m_isMapping = m_isAtlasStale = false;
    setSearching(false);
    m_trace = std::move(trace);
    m_answers.reset();
    m_columns.reset();
    m_live.reset();
    m_rule = {};
    m_exits.clear();
    m_tags = std::make_shared<examples::TagSet>();
    Q_EMIT columnsReset();
    if (!m_trace)
        return;
    m_reading.run(
        this, [trace = m_trace, job = jobOf(m_stop)] { return examples::answersOf(trace, job); },
        [this](std::shared_ptr<const examples::Answers> answers) {
            if (!answers)
                return;
            m_answers = std::move(answers);
            prepareRule();
            decide();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void ExampleFinder::setRule(const std::shared_ptr<LivePolicy>& live)
{
    m_live = live && live->trace() == m_trace ? live : nullptr;
    m_rule = {};
    m_exits.clear();
    m_preparing.drop();
    m_deciding.drop();
    prepareRule();
}

void ExampleFinder::prepareRule()
{
    if (!m_live || !m_answers)
        return;
    const auto spec = m_live->specAt(0);
    const bool hasThreshold = !m_live->rule().isInteger;
    m_preparing.run(
        this,
        [answers = m_answers, spec, hasThreshold, job = jobOf(m_stop)] {
            Rule rule { true, hasThreshold, nullptr, nullptr };
            if (!hasThreshold)
                return rule;
            if (const auto decision = examples::decide(*answers, &spec, examples::WithSlack::Yes, job)) {
                rule.classes = decision->ruleClasses;
                rule.slack = decision->slack;
            }
            return rule;
        },
        [this](Rule rule) {
            m_rule = std::move(rule);
            decide();
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void ExampleFinder::setPoint(const LiveState& state, double value)
{
    m_exits = state.exits;
    m_value = value;
    decide();
}

void ExampleFinder::decide()
{
    if (!m_answers || !m_live || !m_rule.isReady || m_exits.size() != static_cast<std::size_t>(m_trace->units()))
        return;
    if (m_rule.hasThreshold) {
        adopt(std::make_shared<examples::Decision>(examples::Decision {
            m_exits, {}, m_rule.classes, static_cast<float>(m_value), m_rule.slack }));
        return;
    }
    // Where the answer is not that of the exit alone (votes), exits and answers come together.
    m_deciding.run(
        this,
        [answers = m_answers, spec = m_live->specAt(m_value), job = jobOf(m_stop)] {
            return examples::decide(*answers, &spec, examples::WithSlack::No, job);
        },
        [this](std::shared_ptr<const examples::Decision> decision) {
            if (decision)
                adopt(std::move(decision));
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

void ExampleFinder::adopt(std::shared_ptr<const examples::Decision> decision)
{
    const bool isFirst = !m_columns;
    m_columns.emplace(m_answers, std::move(decision), m_tags);
    if (isFirst) {
        Q_EMIT columnsReset();
        searchAnew();
    } else {
        Q_EMIT columnsChanged();
        if (examples::dependsOnPoint(m_filter, m_sort))
            search();
    }
    mapOverthinkers();
}

void ExampleFinder::setTags(std::shared_ptr<const examples::TagSet> tags)
{
    m_tags = std::move(tags);
    if (!m_columns)
        return;
    m_columns.emplace(m_answers, std::make_shared<examples::Decision>(m_columns->decision()), m_tags);
    Q_EMIT columnsChanged();
    if (m_filter.uses(examples::Field::Tag) || m_sort.column == examples::Column::Tag)
        searchAnew();
    mapOverthinkers();
}

void ExampleFinder::setFilter(const examples::Filter& filter)
{
    m_filter = filter;
    searchAnew();
}

void ExampleFinder::setSort(examples::SortBy sort)
{
    if (sort == m_sort)
        return;
    m_sort = sort;
    searchAnew();
}

void ExampleFinder::searchAnew()
{
    m_stopSearch.request_stop();
    m_searching.drop();
    setSearching(false);
    search();
}

void ExampleFinder::search()
{
    if (!m_columns)
        return;
    m_isStale = m_isSearching;
    if (m_isSearching)
        return;
    m_stopSearch = {};
    setSearching(true);
    m_searching.run(
        this,
        [columns = *m_columns, filter = m_filter, sort = m_sort, job = jobOf(m_stopSearch)] {
            auto arrangement = examples::arrange(columns, filter, sort, job);
            return arrangement ? std::make_shared<examples::Arrangement>(std::move(*arrangement)) : nullptr;
        },
        [this](std::shared_ptr<examples::Arrangement> arrangement) {
            setSearching(false);
            if (arrangement)
                Q_EMIT found(arrangement);
            if (m_isStale)
                search();
        },
        [this](const QString& problem) {
            setSearching(false);
            Q_EMIT failed(problem);
        });
}

void ExampleFinder::setAtlasWanted(bool isWanted)
{
    if (isWanted == m_isAtlasWanted)
        return;
    m_isAtlasWanted = isWanted;
    mapOverthinkers();
}

void ExampleFinder::mapOverthinkers()
{
    m_isAtlasStale = m_isMapping;
    if (m_isMapping || !m_columns || !m_isAtlasWanted)
        return;
    m_isMapping = true;
    m_mapping.run(
        this, [columns = *m_columns, job = jobOf(m_stop)] { return examples::overthinkingAtlas(columns, job); },
        [this](std::optional<examples::Atlas> atlas) {
            m_isMapping = false;
            if (atlas)
                Q_EMIT atlasFound(*atlas);
            if (m_isAtlasStale)
                mapOverthinkers();
        },
        [this](const QString& problem) {
            m_isMapping = false;
            Q_EMIT failed(problem);
        });
}

void ExampleFinder::setSearching(bool isSearching)
{
    if (m_isSearching == isSearching)
        return;
    m_isSearching = isSearching;
    Q_EMIT searchingChanged(isSearching);
}

} // namespace exitscope::app

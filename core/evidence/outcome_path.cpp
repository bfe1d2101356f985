#include "core/evidence/outcome_path.h"

#include "core/policy/parameters.h"

#include <utility>

namespace exitscope::evidence {

namespace {

constexpr std::size_t mostChanges = std::size_t { 1 } << 20;

/// `spec` without its threshold where a single threshold is all that a neighbour may change; else nothing.
std::optional<policy::PolicySpec> ruleOf(const policy::PolicySpec& spec)
{
    const auto given = spec.parameters.find("threshold");
    if (given == spec.parameters.end() || given->second.find(';') != std::string::npos
        || !policy::policyNamed(spec.name).rule || !policy::parseReal(given->second))
        return std::nullopt;
    policy::PolicySpec rule = spec;
    rule.parameters.erase("threshold");
    return rule;
}

/// The class that `rule` gives at every exit [U, E].
std::vector<std::int32_t> classTable(const policy::PolicySpec& rule, const trace::Trace& trace)
{
    std::vector<std::int32_t> classes(static_cast<std::size_t>(trace.units() * trace.exits()));
    policy::exitClasses(rule, trace, 0, trace.units(), classes);
    return classes;
}

} // namespace

OutcomePath::OutcomePath(const sweep::Evaluator& evaluator, std::vector<policy::PolicySpec> specs)
    : m_evaluator(evaluator)
    , m_specs(std::move(specs))
{
}

OutcomePath::OutcomePath(const sweep::Evaluator& evaluator, policy::PolicySpec spec, policy::Outcome outcome)
    : m_evaluator(evaluator)
    , m_specs { std::move(spec) }
    , m_given(std::move(outcome))
{
}

void OutcomePath::rewind()
{
    m_next = 0;
    m_now = {};
    m_flops.clear();
    m_rule.reset();
}

std::optional<PathChunk> OutcomePath::next(std::size_t most, const JobContext& job)
{
    PathChunk chunk;
    chunk.isFirst = m_next == 0;
    while (m_next < m_specs.size() && chunk.points() < most && chunk.changes.size() < mostChanges) {
        if (!job.proceed() || !goTo(m_specs[m_next], job, chunk))
            return std::nullopt;
        chunk.ends.push_back(chunk.changes.size());
        ++m_next;
    }
    return chunk;
}

/// False when the job was stopped.
bool OutcomePath::goTo(const policy::PolicySpec& spec, const JobContext& job, PathChunk& chunk)
{
    if (m_given) {
        replace(spec, *m_given, chunk);
        return true;
    }
    const auto rule = ruleOf(spec);
    if (rule && m_rule && m_rule->spec == *rule) {
        slide(m_rule->moves.happened(policy::parseReal(spec.parameters.at("threshold")).value()), chunk);
        return true;
    }
    replace(spec, policy::replay(m_evaluator.trace(), spec), chunk);
    m_rule.reset();
    // A rule is worth entering when its next point is at hand; the first one is replayed either way.
    const bool continues = rule && m_next + 1 < m_specs.size() && ruleOf(m_specs[m_next + 1]) == rule;
    return !continues || enterRule(spec, *rule, job);
}

bool OutcomePath::enterRule(const policy::PolicySpec& spec, const policy::PolicySpec& rule, const JobContext& job)
{
    const auto& trace = m_evaluator.trace();
    const JobContext quiet { job.stop, job.gate, {} };
    auto moves = policy::ExitMoves::collect(rule, trace, quiet);
    if (!moves)
        return false;
    const auto done = moves->happened(policy::parseReal(spec.parameters.at("threshold")).value());
    m_rule.emplace(Rule { rule, std::move(*moves),
        trace.isRegression() ? std::vector<std::int32_t> {} : classTable(rule, trace),
        policy::headsTried(rule, trace), done });
    return true;
}

double OutcomePath::flopsOf(std::size_t unit, std::int32_t exit, std::span<const std::int32_t> heads) const
{
    return m_evaluator.cost().unit(static_cast<std::int64_t>(unit), exit, heads[static_cast<std::size_t>(exit)]);
}

void OutcomePath::slide(std::size_t goal, PathChunk& chunk)
{
    const auto& trace = m_evaluator.trace();
    const auto layers = trace.exitLayer();
    const auto exits = static_cast<std::size_t>(trace.exits());
    const auto moves = m_rule->moves.moves();
    const auto move = [&](const policy::Move& at, std::uint32_t to) {
        const std::size_t unit = at.unit();
        auto& exit = m_now.exit[unit];
        const double flops = flopsOf(unit, static_cast<std::int32_t>(to), m_rule->heads);
        Change change { at.unit(), layers[to] - layers[static_cast<std::size_t>(exit)], flops - m_flops[unit] };
        if (trace.isRegression()) {
            change.fromValue = m_now.predictedValue[unit];
            change.toValue = trace.logits(at.unit(), to).front();
            m_now.predictedValue[unit] = change.toValue;
        } else {
            change.fromClass = m_now.predictedClass[unit];
            change.toClass = m_rule->classes[unit * exits + to];
            m_now.predictedClass[unit] = change.toClass;
        }
        chunk.changes.push_back(change);
        m_flops[unit] = flops;
        exit = static_cast<std::int32_t>(to);
    };
    auto& done = m_rule->done;
    for (; done < goal; ++done)
        move(moves[done], moves[done].to());
    for (; done > goal; --done)
        move(moves[done - 1], moves[done - 1].from());
}

void OutcomePath::replace(const policy::PolicySpec& spec, const policy::Outcome& outcome, PathChunk& chunk)
{
    const auto& trace = m_evaluator.trace();
    const auto layers = trace.exitLayer();
    const auto heads = policy::headsTried(spec, trace);
    const bool isFirst = m_now.exit.empty();
    m_flops.resize(outcome.exit.size());
    for (std::size_t unit = 0; unit < outcome.exit.size(); ++unit) {
        const std::int32_t exit = outcome.exit[unit];
        const double flops = flopsOf(unit, exit, heads);
        Change change { static_cast<std::uint32_t>(unit), layers[static_cast<std::size_t>(exit)], flops };
        if (trace.isRegression())
            change.toValue = outcome.predictedValue[unit];
        else
            change.toClass = outcome.predictedClass[unit];
        if (!isFirst) {
            change.layers -= layers[static_cast<std::size_t>(m_now.exit[unit])];
            change.flops -= m_flops[unit];
            if (trace.isRegression())
                change.fromValue = m_now.predictedValue[unit];
            else
                change.fromClass = m_now.predictedClass[unit];
        }
        const bool isSame = change.layers == 0 && change.flops == 0 && change.fromClass == change.toClass
            && change.fromValue == change.toValue;
        if (isFirst || !isSame)
            chunk.changes.push_back(change);
        m_flops[unit] = flops;
    }
    m_now = outcome;
}

} // namespace exitscope::evidence

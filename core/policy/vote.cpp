#include "core/policy/parameters.h"
#include "core/policy/policies.h"
#include "core/policy/running_policy.h"
#include "core/policy/score_rule.h"
#include "core/policy/softmax_scores.h"
#include "core/policy/vote_count.h"

#include <algorithm>

namespace exitscope::policy {

namespace {

PolicyInfo describe()
{
    PolicyInfo info;
    info.name = "vote";
    info.title = "Vote";
    info.help = "Every exit passed votes for its class; leaves when one class has this many votes, with that class (ensemble "
                "of internal classifiers, Sun et al. 2021). At the last exit the vote of all of them decides.";
    ParameterInfo votes;
    votes.key = "votes";
    votes.title = "Votes";
    votes.help = "Votes of one class from which a unit leaves. 1 is the first exit; more than there are exits never leaves "
                 "early.";
    votes.kind = ParameterKind::Integer;
    votes.minimum = 1;
    votes.maximum = 12;
    info.parameters = withCommonParameters({ votes });
    info.needsLogits = true; // sums of probabilities decide between classes with as many votes
    return info;
}

class Vote final : public Policy
{
public:
    Vote(std::int64_t votes, std::vector<std::int32_t> allowed)
        : m_votes(votes)
        , m_allowed(std::move(allowed))
    {
    }

    Outcome decide(const trace::Trace& trace, std::int64_t first, std::int64_t last) const override
    {
        const auto exits = static_cast<std::size_t>(trace.exits());
        auto outcome = emptyOutcome(trace, static_cast<std::size_t>(last - first));
        std::vector<std::int32_t> classes(static_cast<std::size_t>(blockUnits) * exits);
        VoteCount count(trace.classes());
        for (std::int64_t begin = first; begin < last; begin += blockUnits) {
            const auto end = std::min(begin + blockUnits, last);
            predictClasses(trace, begin, end, std::span(classes).first(static_cast<std::size_t>(end - begin) * exits));
            for (std::int64_t unit = begin; unit < end; ++unit) {
                const auto slot = static_cast<std::size_t>(unit - first);
                const auto exit = leave(count, &classes[static_cast<std::size_t>(unit - begin) * exits]);
                outcome.exit[slot] = m_allowed[exit];
                outcome.predictedClass[slot] = winner(count, trace, unit, exit);
            }
        }
        return outcome;
    }

private:
    /// The place in m_allowed at which the unit leaves; the votes up to there stay counted.
    std::size_t leave(VoteCount& count, const std::int32_t* classes) const
    {
        count.clear();
        std::size_t k = 0;
        while (count.add(classes[m_allowed[k]]) < m_votes && k + 1 < m_allowed.size())
            ++k;
        return k;
    }

    std::int32_t winner(const VoteCount& count, const trace::Trace& trace, std::int64_t unit, std::size_t last) const
    {
        if (!count.isTied())
            return count.leader();
        std::vector<double> sums(static_cast<std::size_t>(trace.classes()));
        for (std::size_t k = 0; k <= last; ++k)
            addProbabilities(trace.logits(unit, m_allowed[k]), trace.classes(), sums);
        return count.leader(sums);
    }

    std::int64_t m_votes;
    std::vector<std::int32_t> m_allowed;
};

/// Keeps of every unit the votes so far, and the sums of probabilities for a tie.
class RunningVote final : public RunningPolicy
{
public:
    RunningVote(std::int64_t votes, std::vector<std::int32_t> exits, const RunFacts& facts)
        : RunningPolicy(std::move(exits), true)
        , m_needed(votes)
        , m_classes(static_cast<std::size_t>(facts.classes))
        , m_votes(static_cast<std::size_t>(facts.units) * this->exits().size())
        , m_sums(static_cast<std::size_t>(facts.units) * m_classes)
    {
    }

    void answer(std::span<const std::int64_t> units, const ExitView& view, std::span<std::int32_t> classes,
        std::span<float>) const override
    {
        VoteCount count(view.classes);
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto unit = static_cast<std::size_t>(units[i]);
            (void)recount(count, unit, placeOf(view));
            classes[i] = count.isTied() ? count.leader(std::span(m_sums).subspan(unit * m_classes, m_classes))
                                        : count.leader();
        }
    }

private:
    std::size_t placeOf(const ExitView& view) const
    {
        return static_cast<std::size_t>(
            std::lower_bound(exits().begin(), exits().end(), static_cast<std::int32_t>(view.firstExit)) - exits().begin());
    }

    /// The votes that the leading class has after the exit at `place`.
    std::int64_t recount(VoteCount& count, std::size_t unit, std::size_t place) const
    {
        count.clear();
        std::int64_t most = 0;
        for (std::size_t k = 0; k <= place; ++k)
            most = count.add(m_votes[unit * exits().size() + k]);
        return most;
    }

    void choose(std::span<const std::int64_t> units, const ExitView& view, std::span<std::uint8_t> leaves) override
    {
        const auto place = placeOf(view);
        std::vector<std::int32_t> chosen(units.size());
        largestLogit(view.logits, view.classes, chosen);
        VoteCount count(view.classes);
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto unit = static_cast<std::size_t>(units[i]);
            const auto sums = std::span(m_sums).subspan(unit * m_classes, m_classes);
            if (place == 0)
                std::fill(sums.begin(), sums.end(), 0.0);
            addProbabilities(view.logits.subspan(i * m_classes, m_classes), view.classes, sums);
            m_votes[unit * exits().size() + place] = chosen[i];
            leaves[i] = recount(count, unit, place) >= m_needed ? 1 : 0;
        }
    }

    std::int64_t m_needed;
    std::size_t m_classes;
    std::vector<std::int32_t> m_votes; ///< [U, allowed exits]
    std::vector<double> m_sums;        ///< [U, C]
};

std::int64_t votesOf(const PolicySpec& spec)
{
    return Parameters(spec, votePolicy().info).integer("votes", 1);
}

std::unique_ptr<Policy> make(const PolicySpec& spec, const trace::Trace& trace)
{
    requireSuited(votePolicy().info, trace);
    return std::make_unique<Vote>(votesOf(spec), allowedExits(spec, trace));
}

std::unique_ptr<RunningPolicy> run(const PolicySpec& spec, const RunFacts& facts)
{
    requireSuited(votePolicy().info, facts);
    return std::make_unique<RunningVote>(votesOf(spec), allowedExits(spec, facts.exitLayer), facts);
}

} // namespace

const PolicyType& votePolicy()
{
    static const PolicyType type { describe(), make, nullptr, nullptr, run };
    return type;
}

} // namespace exitscope::policy

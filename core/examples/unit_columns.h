#pragma once

#include "core/examples/answers.h"
#include "core/examples/slack.h"
#include "core/examples/tags.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::examples {

/// One operating point, unit by unit.
struct Decision
{
    std::vector<std::int32_t> exits; ///< [U], 0-based
    /// [U] classes where they are not those of the exits' own logits (votes); else empty.
    std::vector<std::int32_t> predicted;
    /// [U, E] the same for rules in which the answer depends on the exit alone (ensembles); else null.
    std::shared_ptr<const std::vector<std::int32_t>> ruleClasses;
    float threshold = std::numeric_limits<float>::quiet_NaN(); ///< of a rule with one threshold
    std::shared_ptr<const SlackIndex> slack;                   ///< null for rules without one threshold
};

/// The whole trace under `spec`, or at the last exit where there is none. `withSlack`: also the slack, where the rule has
/// one threshold. Null when the job was stopped; throws InputError as policy::replay().
enum class WithSlack { No, Yes };
std::shared_ptr<const Decision> decide(
    const Answers& answers, const policy::PolicySpec* spec, WithSlack withSlack, const JobContext& job = {});

/// True when `spec` is a rule with one threshold for all exits, so that its slack is defined.
bool hasSlack(const policy::PolicySpec& spec);

enum class Verdict : std::uint8_t { Wrong, Right, Unknown };

/// Everything that a table shows of a trace under one operating point, read when it is asked for. Cheap to copy; its parts
/// are immutable, so a copy may go to a worker.
class UnitColumns
{
public:
    UnitColumns(std::shared_ptr<const Answers> answers, std::shared_ptr<const Decision> decision,
        std::shared_ptr<const TagSet> tags);

    const trace::Trace& trace() const { return *m_answers->trace; }
    const Answers& answers() const { return *m_answers; }
    const Decision& decision() const { return *m_decision; }
    const TagSet& tags() const { return *m_tags; }
    std::int64_t units() const { return trace().units(); }
    bool hasSlack() const { return m_decision->slack != nullptr; }

    std::int32_t exit(std::int64_t unit) const { return m_decision->exits[static_cast<std::size_t>(unit)]; }
    std::int32_t layer(std::int64_t unit) const { return trace().exitLayer()[static_cast<std::size_t>(exit(unit))]; }
    std::int32_t predictedClass(std::int64_t unit) const; ///< not for regression
    std::int32_t fullClass(std::int64_t unit) const { return m_answers->classAt(unit, trace().exits() - 1); }
    float predictedValue(std::int64_t unit) const { return trace().logits(unit, exit(unit)).front(); }
    float fullValue(std::int64_t unit) const { return trace().logits(unit, trace().exits() - 1).front(); }
    float target(std::int64_t unit) const; ///< NaN without one
    /// The largest probability of the exit's own softmax; NaN for regression.
    float confidence(std::int64_t unit) const;
    Verdict verdict(std::int64_t unit) const; ///< Unknown without a label, and for regression
    bool agrees(std::int64_t unit) const;     ///< the same answer as the full model
    bool overthinks(std::int64_t unit) const { return m_answers->overthinks(unit); }
    Slack slack(std::int64_t unit) const; ///< of no departure where hasSlack() is false
    std::int32_t length(std::int64_t unit) const; ///< tokens; 0 where the trace does not say
    std::string_view text(std::int64_t unit) const { return trace().text(trace().exampleOf(unit)); }
    /// A class's name, else its number; "" for -1.
    std::string className(std::int64_t label) const;

private:
    std::shared_ptr<const Answers> m_answers;
    std::shared_ptr<const Decision> m_decision;
    std::shared_ptr<const TagSet> m_tags;
};

} // namespace exitscope::examples

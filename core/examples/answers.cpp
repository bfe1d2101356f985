#include "core/examples/answers.h"

#include "core/policy/policy.h"

#include <algorithm>
#include <span>

namespace exitscope::examples {

namespace {

constexpr std::int64_t stepUnits = 1 << 16;

void findFirstRight(Answers& answers, std::int64_t first, std::int64_t last)
{
    const auto exits = static_cast<std::size_t>(answers.trace->exits());
    for (auto unit = static_cast<std::size_t>(first); unit < static_cast<std::size_t>(last); ++unit) {
        const auto label = answers.trace->labels()[unit];
        const auto* row = &answers.classes[unit * exits];
        const auto* at = label < 0 ? row + exits : std::find(row, row + exits, label);
        answers.firstRight[unit] = at == row + exits ? -1 : static_cast<std::int32_t>(at - row);
    }
}

} // namespace

std::shared_ptr<const Answers> answersOf(std::shared_ptr<const trace::Trace> trace, const JobContext& job)
{
    auto answers = std::make_shared<Answers>();
    answers->trace = std::move(trace);
    const auto& of = *answers->trace;
    if (of.isRegression())
        return answers;
    const auto exits = static_cast<std::size_t>(of.exits());
    answers->classes.resize(static_cast<std::size_t>(of.units()) * exits);
    if (!of.labels().empty())
        answers->firstRight.resize(static_cast<std::size_t>(of.units()));
    for (std::int64_t first = 0; first < of.units(); first += stepUnits) {
        if (!job.proceed())
            return nullptr;
        const auto last = std::min(first + stepUnits, of.units());
        policy::predictClasses(of, first, last,
            std::span(answers->classes)
                .subspan(static_cast<std::size_t>(first) * exits, static_cast<std::size_t>(last - first) * exits));
        if (!answers->firstRight.empty())
            findFirstRight(*answers, first, last);
    }
    return answers;
}

} // namespace exitscope::examples

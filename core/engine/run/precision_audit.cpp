#include "core/engine/run/precision_audit.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace exitscope::engine {

std::string PrecisionAudit::text() const
{
    char number[32];
    const auto end
        = std::to_chars(number, number + sizeof number, largestDifference, std::chars_format::general, 3).ptr;
    return "on " + std::to_string(examples) + " examples the logits differ from f32 by at most "
        + std::string(number, end) + "; " + std::to_string(flipped) + " of " + std::to_string(decisions)
        + " decisions flipped";
}

std::optional<PrecisionAudit> auditPrecision(
    const ExitModel& exact, const ExitModel& reduced, const std::vector<Pack>& sample, const JobContext& job)
{
    PrecisionAudit audit;
    const auto classes = static_cast<std::size_t>(exact.facts().classes);
    const auto exits = static_cast<std::int64_t>(exact.facts().exitLayer.size());
    const auto proceed = [&] { return job.proceed(); };
    const auto first = exact.stream(), second = reduced.stream();
    for (const Pack& pack : sample) {
        const auto a = first->run(pack, proceed), b = second->run(pack, proceed);
        if (!a || !b)
            return std::nullopt;
        audit.examples += static_cast<std::int64_t>(pack.lengths.size());
        audit.decisions += static_cast<std::int64_t>(pack.askedRows()) * exits;
        for (std::size_t i = 0; i < a->logits.size(); i += classes) {
            const float *x = a->logits.data() + i, *y = b->logits.data() + i;
            for (std::size_t c = 0; c < classes; ++c)
                audit.largestDifference
                    = std::max(audit.largestDifference, std::fabs(double { x[c] } - double { y[c] }));
            audit.flipped += std::max_element(x, x + classes) - x != std::max_element(y, y + classes) - y;
        }
    }
    return audit;
}

} // namespace exitscope::engine

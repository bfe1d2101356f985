#include "core/calm/decay.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace exitscope::calm {

double Decay::threshold(double lambda, std::int64_t step, std::int64_t longest) const
{
    assert(step >= 0 && longest >= 1);
    // The paper calls τ = 0 its variant with a single threshold, which only the released form gives there.
    if (temperature == 0)
        return lambda;
    const double fall = std::exp(-temperature * static_cast<double>(step) / static_cast<double>(longest));
    switch (form) {
    case DecayForm::Paper:
        return std::clamp(0.9 * lambda + 0.1 * fall, 0.0, 1.0);
    case DecayForm::T5x:
        return 0.9 * lambda + 0.1 * lambda * fall;
    }
    return lambda;
}

std::string_view nameOf(DecayForm form) { return form == DecayForm::Paper ? "paper" : "t5x"; }

std::optional<DecayForm> decayFormNamed(std::string_view name)
{
    for (const DecayForm form : { DecayForm::Paper, DecayForm::T5x })
        if (nameOf(form) == name)
            return form;
    return std::nullopt;
}

} // namespace exitscope::calm

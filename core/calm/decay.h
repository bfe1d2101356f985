#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace exitscope::calm {

/// Which of two formulas lowers the threshold along a text (methods.md §3.3).
enum class DecayForm {
    Paper, ///< CALM Eq. 5: clip(0.9 λ + 0.1 exp(−τ t / N))
    T5x,   ///< the released code: 0.9 λ + 0.1 λ exp(−τ t / N)
};

/// A threshold that falls while a text grows: early tokens are decided with more care, because what they spoil is inherited.
struct Decay
{
    DecayForm form = DecayForm::Paper;
    double temperature = 0; ///< τ ≥ 0; 0 is a constant threshold in both forms

    /// λ'(λ, t) at the 0-based step `step` of at most `longest` ≥ 1.
    double threshold(double lambda, std::int64_t step, std::int64_t longest) const;

    friend bool operator==(const Decay&, const Decay&) = default;
};

std::string_view nameOf(DecayForm form); ///< "paper", "t5x"
std::optional<DecayForm> decayFormNamed(std::string_view name);

} // namespace exitscope::calm

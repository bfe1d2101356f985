#pragma once

#include "core/engine/generation.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace exitscope::cli {

/// {"model", "family", "layers", "exit_layers", "policy", "texts": [{"prompt", "text", "ended", "tokens": [{"id", "text", "exit",
/// "score"}]}], "tokens", "mean_exit", "layer_speedup", "flops_ratio", "seconds", "tokens_per_second", "full": {…}}.
nlohmann::ordered_json toJson(const engine::GenerateReport& report);

/// Every prompt with what was written after it.
std::string textsOf(const engine::GenerateReport& report);
/// Tokens, mean exit, cost, speed; the full model beside it where it was compared.
std::string summaryOf(const engine::GenerateReport& report);

/// How many leading tokens two texts share.
std::size_t commonTokens(const engine::GeneratedText& a, const engine::GeneratedText& b);

} // namespace exitscope::cli

#pragma once

#include "core/generations/generations.h"

#include <nlohmann/json.hpp>

#include <string>

namespace exitscope::generations {

/// The lines of a file, without line ends. A file is: one line of settings, a line for each prompt; then of every point the
/// lines of its texts, in the prompts' order, and one line that says it is whole. Of the full model a later start writes
/// that last line alone: its texts are the same.
std::string settingsLine(const Settings& settings);
std::string promptLine(std::int64_t number, const Prompt& prompt);
std::string textLine(const std::string& rule, std::int64_t number, const Text& text);
std::string pointLine(const Point& point);

/// The reverse. Throw nlohmann::json::exception for what is not so, std::invalid_argument for values that cannot be.
Settings settingsOf(const nlohmann::json& json);
Prompt promptOf(const nlohmann::json& json);
Text textOf(const nlohmann::json& json);
Point pointOf(const nlohmann::json& json); ///< without texts

/// "max_tokens is 64 there and 128 here": the first setting in which two differ; empty where none does.
std::string differenceOf(const Settings& there, const Settings& here);

} // namespace exitscope::generations

#pragma once

#include "core/difficulty/study.h"

#include <nlohmann/json_fwd.hpp>

namespace exitscope::difficulty {

/// What such files end in, so that they are known for what they are: "snli.difficulty.json".
inline constexpr std::string_view studySuffix = ".difficulty.json";

/// The object that `exitscope difficulty --json` prints, and that a kept study is.
nlohmann::ordered_json toJson(const Study& study);

void saveStudy(const std::filesystem::path& file, const Study& study);
/// Throws InputError for a file that is none.
Study readStudy(const std::filesystem::path& file);

} // namespace exitscope::difficulty

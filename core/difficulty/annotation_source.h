#pragma once

#include "core/difficulty/annotation.h"

namespace exitscope::difficulty {

/// An annotation from either kind of file: a trace (*.trace), whose exits are held against its labels, or labels that were
/// written down. Throws InputError. Nothing when the job was stopped.
std::optional<Annotation> openAnnotation(const std::filesystem::path& path, const JobContext& job = {});

} // namespace exitscope::difficulty

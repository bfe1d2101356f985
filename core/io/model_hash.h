#pragma once

#include "core/job.h"

#include <filesystem>
#include <span>
#include <string>

namespace exitscope::io {

/// The identity of a model that is kept in files: SHA-256 over name, size and bytes of each, in their order. Empty when
/// the job was stopped.
std::string sha256OfModelFiles(std::span<const std::filesystem::path> files, const JobContext& job = {});

} // namespace exitscope::io

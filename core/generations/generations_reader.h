#pragma once

#include "core/generations/generations.h"

#include <cstddef>

namespace exitscope::generations {

/// A file with the place where its last whole point ends: what follows is what a kill left, and is written over.
struct ReadSoFar
{
    Generations generations;
    std::size_t wholeBytes = 0;
};

/// As readGenerations(), which also refuses a file without any point.
ReadSoFar readSoFar(const std::filesystem::path& path);

} // namespace exitscope::generations

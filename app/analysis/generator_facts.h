#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace exitscope::app {

/// What a form needs to know of a generating model before it writes.
struct GeneratorFacts
{
    std::filesystem::path path;
    std::string name, family; ///< "gpt2"
    std::vector<std::int32_t> exitLayer; ///< 1-based
    std::int64_t layers = 0, vocabulary = 0;
    std::int64_t positions = 0;  ///< longest text; 0: no limit of its own
    bool hasEncoder = false;     ///< the prompt is its input, and what is written stands apart
    bool beginsAlone = false;    ///< with an empty prompt
    bool hasClassifier = false;  ///< for the rule "learned"
};

/// Reads headers only, some milliseconds. Throws InputError like DecoderCheckpoint::open().
GeneratorFacts generatorFacts(const std::filesystem::path& path);

} // namespace exitscope::app

#pragma once

#include <filesystem>
#include <optional>

namespace exitscope::app {

/// The bundled demo: a model and a corpus that ship with the program, and the files that we make from them in the
/// user's own folder at first use.
struct Demo
{
    std::filesystem::path model;  ///< resources/demo/model
    std::filesystem::path corpus; ///< resources/demo/corpus.tsv
    std::filesystem::path trace;  ///< in the user's data folder, in a folder of this model's own
    std::filesystem::path store;  ///< beside it
};

/// None where the program was installed without its demo. Looks beside the program (../share/exitscope/demo), then
/// in the source tree of a build.
std::optional<Demo> findDemo();

} // namespace exitscope::app

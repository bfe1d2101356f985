#pragma once

#include "app/commands/run_edits.h"
#include "core/examples/slice.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace exitscope::app {

/// The slice that an edit is about.
struct SliceName
{
    std::string dataset; ///< as examples::datasetKey() gives it
    std::string name;
};

// Reversible acts on slices, in the history that edits of runs are in. Each reads the slice when its turn comes, so that
// what another edit or another program did to it before is kept.

/// Fails where there is one of that name.
std::unique_ptr<RunEdit> keepingSlice(RunEditor editor, const examples::Slice& slice);
std::unique_ptr<RunEdit> renamingSlice(RunEditor editor, const SliceName& slice, const std::string& name);
std::unique_ptr<RunEdit> deletingSlice(RunEditor editor, const SliceName& slice);
/// Into a slice, which is made where there is none. `examples` ascending, here and below.
std::unique_ptr<RunEdit> taggingExamples(RunEditor editor, const examples::Slice& tagged);
/// Out of a slice, which goes with its last example.
std::unique_ptr<RunEdit> untaggingExamples(
    RunEditor editor, const SliceName& slice, const std::vector<std::int64_t>& examples);

} // namespace exitscope::app

#pragma once

#include "core/store/run_store.h"
#include "core/trace/trace.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace exitscope::examples {

/// Examples of a dataset under a name: what a person tagged, or what a filter found and is to be looked at again under
/// another model. Kept in the store with the dataset's identity, so that it fits every trace of that dataset.
struct Slice
{
    std::string name;
    std::string dataset;     ///< identity, as datasetKey() gives it
    std::string datasetName; ///< for people
    std::vector<std::int64_t> examples; ///< ascending, 0-based
    std::string filter;      ///< what found them; may be empty

    bool operator==(const Slice&) const = default;
};

/// The hash of the trace's dataset; where the trace does not say it, its name and its number of examples.
std::string datasetKey(const trace::Trace& trace);

/// The examples of some units, each once, ascending.
std::vector<std::int64_t> examplesOf(const trace::Trace& trace, std::span<const std::uint32_t> units);
/// All units of some examples (ascending), ascending.
std::vector<std::int64_t> unitsOf(const trace::Trace& trace, std::span<const std::int64_t> examples);

/// Slices of one dataset, by name. A view that cannot be read is left out.
std::vector<Slice> slicesIn(const store::RunStore& store, const std::string& dataset);
/// None where there is none of that name.
std::optional<Slice> sliceNamed(const store::RunStore& store, const std::string& dataset, const std::string& name);
/// Replaces one of the same name. Throws InputError when the name is empty or longer than 200 bytes.
void keepSlice(store::RunStore& store, const Slice& slice);
/// Throws InputError when there is no such slice, or one of the new name already.
void renameSlice(store::RunStore& store, const std::string& dataset, const std::string& from, const std::string& to);
void removeSlice(store::RunStore& store, const std::string& dataset, const std::string& name);

} // namespace exitscope::examples

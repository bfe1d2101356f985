#pragma once

#include "core/trace/trace.h"

namespace exitscope::trace {

/// Checks what a trace says of its exits beside or in place of logits: extents, ids below C, ranks of 1 to C, scores that are
/// NaN or what such a score can be, gold only with labels. The trace's own extents are known. Throws InputError that names the tensor.
void checkExits(const Trace& trace);

/// The same of what it says of units: layers that were taken are exits, texts of units lie within the text.
void checkUnits(const Trace& trace);

} // namespace exitscope::trace

#pragma once

namespace exitscope::bench {

/// A function of the engine's bench module, which is loaded at first need. Throws NotMeasured where the engine is not
/// built.
void* engineFunction(const char* name);

} // namespace exitscope::bench

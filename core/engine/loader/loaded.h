#pragma once

#include <string>

namespace exitscope::engine {

/// Engine::description() of the one that loadEngine() gave; empty, and nothing is loaded, where nobody has asked for it yet.
std::string loadedEngine();

} // namespace exitscope::engine

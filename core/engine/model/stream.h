#pragma once

#include <string>

namespace exitscope::engine {

/// Makes the calling thread a stream: LibTorch's operators and OpenBLAS use this thread alone
/// (performance.md, "Streams").
void enterStream();

/// "OpenBLAS 0.3.21", "MKL", or what LibTorch's products run on otherwise; says so when that is the slow
/// reference BLAS.
std::string blasName();

} // namespace exitscope::engine

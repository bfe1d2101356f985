#pragma once

#include <functional>

namespace exitscope::engine {

/// Streams for a machine: `wanted`, or one per core when 0; never more than `parts`.
int workerCount(int wanted, int parts);

/// Runs work(part) for part = 0 … parts-1 on `workers` threads of one operator thread each (LibTorch and BLAS alike);
/// part p runs on thread p mod workers. Rethrows the first exception after all have ended.
void runParts(int workers, int parts, const std::function<void(int)>& work);

/// Before any of it: BLAS to one thread per caller. Its own pool would fight the workers.
void useSingleThreadedOperators();

} // namespace exitscope::engine

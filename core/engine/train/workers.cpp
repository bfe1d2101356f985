#include "core/engine/train/workers.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

// Present when LibTorch stands on OpenBLAS; another BLAS leaves it null.
extern "C" void openblas_set_num_threads(int threads) __attribute__((weak));

namespace exitscope::engine {

int workerCount(int wanted, int parts)
{
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return std::clamp(wanted > 0 ? wanted : cores, 1, std::max(1, parts));
}

void useSingleThreadedOperators()
{
    at::set_num_threads(1);
    if (openblas_set_num_threads)
        openblas_set_num_threads(1);
}

void runParts(int workers, int parts, const std::function<void(int)>& work)
{
    if (workers <= 1 || parts <= 1) {
        for (int part = 0; part < parts; ++part)
            work(part);
        return;
    }
    std::vector<std::exception_ptr> errors(static_cast<std::size_t>(workers));
    std::vector<std::jthread> threads;
    for (int worker = 0; worker < workers; ++worker)
        threads.emplace_back([&, worker] {
            at::set_num_threads(1);
            try {
                for (int part = worker; part < parts; part += workers)
                    work(part);
            } catch (...) {
                errors[static_cast<std::size_t>(worker)] = std::current_exception();
            }
        });
    threads.clear();
    for (const auto& error : errors)
        if (error)
            std::rethrow_exception(error);
}

} // namespace exitscope::engine

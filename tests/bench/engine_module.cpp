#include "engine_module.h"

#include "bench.h"

#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>
#include <stdexcept>

namespace exitscope::bench {

void* engineFunction(const char* name)
{
    const auto program = std::filesystem::canonical("/proc/self/exe").parent_path();
    const auto path = program.parent_path() / "lib" / "libexitscope_bench_engine.so";
    if (!std::filesystem::exists(path))
        throw NotMeasured { "the engine is not built" };
    ::setenv("OMP_WAIT_POLICY", "passive", 0); // as core/engine/loader does
    void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    void* function = module ? ::dlsym(module, name) : nullptr;
    if (!function)
        throw std::runtime_error(path.string() + ": " + ::dlerror());
    return function;
}

} // namespace exitscope::bench

#include "core/engine/model/stream.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <dlfcn.h>

namespace exitscope::engine {

namespace {

/// LibTorch is linked against the generic BLAS interface; which library stands behind it is known only at run
/// time, and the engine is loaded with RTLD_LOCAL, so its own symbol scope is asked.
template <typename Function> Function blasSymbol(const char* name)
{
    static void* const blas = ::dlopen("libblas.so.3", RTLD_LAZY | RTLD_NOLOAD);
    static void* const open = ::dlopen("libopenblas.so.0", RTLD_LAZY | RTLD_NOLOAD);
    for (void* library : { RTLD_DEFAULT, blas, open })
        if (library || library == RTLD_DEFAULT)
            if (void* symbol = ::dlsym(library, name))
                return reinterpret_cast<Function>(symbol);
    return nullptr;
}

} // namespace

void enterStream()
{
    at::set_num_threads(1);
    using SetThreads = void (*)(int);
    if (const auto setThreads = blasSymbol<SetThreads>("openblas_set_num_threads"))
        setThreads(1);
}

std::string blasName()
{
    if (at::hasMKL())
        return "MKL";
    using Config = const char* (*)();
    const auto config = blasSymbol<Config>("openblas_get_config");
    if (!config)
        return "a BLAS that is not OpenBLAS (perhaps the reference one, some sixty times slower: install "
               "libopenblas0)";
    std::string text = config(); // "OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH … SkylakeX MAX_THREADS=64"
    const auto version = text.find(' ', text.find(' ') + 1);
    return text.substr(0, version);
}

} // namespace exitscope::engine

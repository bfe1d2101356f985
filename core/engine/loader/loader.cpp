#include "core/engine/loader/loaded.h"

#include "core/engine/engine.h"
#include "core/error.h"

#include <cstdlib>
#include <dlfcn.h>
#include <mutex>

namespace exitscope::engine {

namespace {

/// The module lies beside the core library, in the build tree and installed alike.
std::filesystem::path modulePath()
{
    if (const char* given = std::getenv("EXITSCOPE_ENGINE"))
        return given;
    Dl_info info {};
    if (::dladdr(reinterpret_cast<const void*>(&loadEngine), &info) == 0 || !info.dli_fname)
        throw IoError("cannot find the folder of the core library");
    return std::filesystem::path(info.dli_fname).parent_path() / "libexitscope_engine.so";
}

std::shared_ptr<Engine> openModule()
{
    const auto path = modulePath();
    // Threads inside operators are never used (streams of one thread each); a spinning OpenMP pool would only fight them.
    // Must be set before the OpenMP library is loaded.
    ::setenv("OMP_WAIT_POLICY", "passive", 0);
    void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!module)
        throw IoError("the engine module cannot be loaded: " + std::string(::dlerror()));
    using Create = Engine* (*)();
    const auto create = reinterpret_cast<Create>(::dlsym(module, "exitscope_create_engine"));
    if (!create)
        throw IoError(path.string() + " is not an Exitscope engine module");
    return std::shared_ptr<Engine>(create());
}

struct Loaded
{
    std::mutex mutex;
    std::shared_ptr<Engine> engine;
};

Loaded& theLoaded()
{
    static Loaded loaded;
    return loaded;
}

} // namespace

std::shared_ptr<Engine> loadEngine()
{
    Loaded& loaded = theLoaded();
    std::lock_guard lock(loaded.mutex);
    if (!loaded.engine)
        loaded.engine = openModule();
    return loaded.engine;
}

std::string loadedEngine()
{
    Loaded& loaded = theLoaded();
    std::lock_guard lock(loaded.mutex);
    return loaded.engine ? loaded.engine->description() : std::string();
}

} // namespace exitscope::engine

#include "core/data/piece/piece_processor.h"

#include "core/error.h"

#include <dlfcn.h>
#include <filesystem>

namespace exitscope::data {

namespace {

using Make = PieceProcessor* (*)(std::string_view);

/// The module lies beside the core library, in the build tree and installed alike.
Make openModule()
{
    Dl_info info {};
    if (::dladdr(reinterpret_cast<const void*>(&makePieceProcessor), &info) == 0 || !info.dli_fname)
        throw IoError("cannot find the folder of the core library");
    const auto path = std::filesystem::path(info.dli_fname).parent_path() / "libexitscope_sentencepiece.so";
    int flags = RTLD_NOW | RTLD_LOCAL;
#ifndef __SANITIZE_ADDRESS__ // its runtime must come first in every scope
    flags |= RTLD_DEEPBIND; // a program that links LibTorch directly has its protobuf in the global scope
#endif
    void* module = ::dlopen(path.c_str(), flags);
    if (!module)
        throw IoError("the SentencePiece module cannot be loaded: " + std::string(::dlerror()));
    const auto make = reinterpret_cast<Make>(::dlsym(module, "exitscope_make_piece_processor"));
    if (!make)
        throw IoError(path.string() + " is not Exitscope's SentencePiece module");
    return make;
}

} // namespace

std::unique_ptr<const PieceProcessor> makePieceProcessor(std::string_view model)
{
    static const Make make = openModule();
    return std::unique_ptr<const PieceProcessor>(make(model));
}

} // namespace exitscope::data

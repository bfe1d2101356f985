#include "tests/engine/run/script_writer.h"

#include <torch/script.h>

namespace exitscope::test {

void writeScript(const std::filesystem::path& file, const std::string& forward)
{
    torch::jit::Module module("exits");
    module.define(forward);
    module.save(file.string());
}

} // namespace exitscope::test

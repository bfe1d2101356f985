#include "core/engine/model/step_kernels.h"

#include "core/engine/model/row_kernels.h"

#include <string_view>

namespace exitscope::engine {

namespace baseline {
extern const StepKernels stepKernels;
}
#if defined(__x86_64__)
namespace avx2 {
extern const StepKernels stepKernels;
}
namespace avx512 {
extern const StepKernels stepKernels;
}
#endif

const StepKernels& stepKernels()
{
#if defined(__x86_64__)
    const std::string_view isa = rowKernels().name; // the processor is asked once, for both
    return isa == avx512::stepKernels.name ? avx512::stepKernels
        : isa == avx2::stepKernels.name    ? avx2::stepKernels
                                           : baseline::stepKernels;
#else
    return baseline::stepKernels;
#endif
}

std::size_t attendScratch(std::int64_t count)
{
    constexpr std::int64_t widest = 16; // floats in the widest vector
    return static_cast<std::size_t>((count + widest - 1) / widest * widest);
}

} // namespace exitscope::engine

#include "core/engine/model/row_kernels.h"

namespace exitscope::engine {

namespace baseline {
extern const RowKernels kernels;
}
#if defined(__x86_64__)
namespace avx2 {
extern const RowKernels kernels;
}
namespace avx512 {
extern const RowKernels kernels;
}
#endif

const RowKernels& rowKernels()
{
#if defined(__x86_64__)
    static const RowKernels& best = [&]() -> const RowKernels& {
        const bool hasAvx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
            && __builtin_cpu_supports("bmi2");
        const bool hasAvx512 = hasAvx2 && __builtin_cpu_supports("avx512f")
            && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")
            && __builtin_cpu_supports("avx512vl");
        return hasAvx512 ? avx512::kernels : hasAvx2 ? avx2::kernels : baseline::kernels;
    }();
    return best;
#else
    return baseline::kernels;
#endif
}

std::size_t attentionScratch(std::int64_t tokens, std::int64_t size)
{
    constexpr std::int64_t widest = 16; // floats in the widest vector
    const auto padded = [](std::int64_t count) { return (count + widest - 1) / widest * widest; };
    // Queries, transposed keys, values, scores, and the result before it is written out.
    return static_cast<std::size_t>(tokens * padded(size) + size * padded(tokens) + tokens * padded(size)
        + tokens * padded(tokens) + tokens * padded(size));
}

} // namespace exitscope::engine

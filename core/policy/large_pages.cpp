#include "core/policy/large_pages.h"

#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace exitscope::policy {

void wantLargePages([[maybe_unused]] const void* data, [[maybe_unused]] std::size_t bytes)
{
#if defined(__linux__)
    constexpr std::uintptr_t page = std::uintptr_t { 1 } << 21;
    const auto address = reinterpret_cast<std::uintptr_t>(data);
    const auto begin = (address + page - 1) & ~(page - 1);
    const auto end = (address + bytes) & ~(page - 1);
    if (begin < end)
        (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
#endif
}

} // namespace exitscope::policy

#include "core/policy/given_exits.h"

#include <set>
#include <span>
#include <utility>

namespace exitscope::policy {

namespace {

class GivenExits final : public RunningPolicy
{
public:
    explicit GivenExits(std::vector<std::int32_t> exits)
        : RunningPolicy(used(exits), false)
        , m_exits(std::move(exits))
    {
    }

private:
    static std::vector<std::int32_t> used(const std::vector<std::int32_t>& exits)
    {
        const std::set<std::int32_t> different(exits.begin(), exits.end());
        return { different.begin(), different.end() };
    }

    void choose(std::span<const std::int64_t> units, const ExitView& view, std::span<std::uint8_t> leaves) override
    {
        for (std::size_t i = 0; i < units.size(); ++i)
            leaves[i] = m_exits[static_cast<std::size_t>(units[i])] == view.firstExit ? 1 : 0;
    }

    std::vector<std::int32_t> m_exits; ///< [U]
};

} // namespace

std::unique_ptr<RunningPolicy> givenExits(std::vector<std::int32_t> exits)
{
    return std::make_unique<GivenExits>(std::move(exits));
}

} // namespace exitscope::policy

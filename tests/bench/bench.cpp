#include "bench.h"

#include "numbers.h"

#include <algorithm>
#include <utility>

namespace exitscope::bench {

namespace {

std::vector<Bench>& known()
{
    static std::vector<Bench> benches;
    return benches;
}

} // namespace

Figure atLeast(std::string name, double value, std::string unit, double goal)
{
    return { std::move(name), value, std::move(unit), ">= " + shortNumber(goal), value >= goal };
}

Figure atMost(std::string name, double value, std::string unit, double goal)
{
    return { std::move(name), value, std::move(unit), "<= " + shortNumber(goal), value <= goal };
}

Figure forInformation(std::string name, double value, std::string unit)
{
    return { std::move(name), value, std::move(unit), {}, std::nullopt };
}

Registration::Registration(Bench bench)
{
    auto& benches = known();
    const auto place = std::upper_bound(benches.begin(), benches.end(), bench,
        [](const Bench& a, const Bench& b) { return a.name < b.name; });
    benches.insert(place, std::move(bench));
}

const std::vector<Bench>& allBenches()
{
    return known();
}

} // namespace exitscope::bench

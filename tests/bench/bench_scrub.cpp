#include "bench.h"
#include "numbers.h"
#include "stopwatch.h"
#include "synthetic_trace.h"

#include "core/policy/replayer.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace exitscope::bench {

namespace {

const policy::PolicySpec entropy { "entropy", {} };

/// Frame times of moves from anywhere to anywhere, and of a hand that drags from end to end in 300 frames.
struct Frames
{
    std::vector<double> jumps, drags;
    double build = 0;
};

Frames scrub(std::int64_t units)
{
    const auto trace = syntheticTrace(units, 12);
    const auto costs = policy::exitCosts(cost::CostModel(*trace), entropy, *trace);
    std::unique_ptr<policy::Replayer> replayer;
    Frames frames;
    frames.build = milliseconds(Clock::Thread, [&] { replayer = policy::Replayer::build(entropy, *trace, costs); });
    const auto frame = [&](double threshold) {
        return milliseconds(Clock::Thread, [&] { keep(replayer->at(threshold).cost); });
    };
    std::mt19937 random(5);
    std::uniform_real_distribution<double> anywhere(0.0, 0.6932);
    for (int i = 0; i < 300; ++i)
        frames.jumps.push_back(frame(anywhere(random)));
    for (int i = 0; i < 300; ++i)
        frames.drags.push_back(frame(0.6932 * i / 299));
    return frames;
}

void addFigures(std::vector<Figure>& figures, std::int64_t units, double goal)
{
    const auto frames = scrub(units);
    const auto name = shortNumber(static_cast<double>(units)) + " x 12, ";
    const auto worst = [](const std::vector<double>& times) { return *std::max_element(times.begin(), times.end()); };
    figures.push_back(atMost(name + "jump, worst", worst(frames.jumps), "ms", goal));
    figures.push_back(forInformation(name + "jump, median", median(frames.jumps), "ms"));
    figures.push_back(atMost(name + "drag, worst", worst(frames.drags), "ms", goal));
    figures.push_back(forInformation(name + "drag, median", median(frames.drags), "ms"));
    figures.push_back(forInformation(name + "made ready", frames.build, "ms"));
}

std::vector<Figure> run()
{
    std::vector<Figure> figures;
    addFigures(figures, 10'000, 2);
    addFigures(figures, 100'000, 16);
    return figures;
}

const Registration registration { { "scrub",
    "the state of every unit after a move of the threshold, 300 random jumps and 300 steps of a drag; processor time of "
    "one frame without drawing",
    run } };

} // namespace

} // namespace exitscope::bench

#include "app/plots/learning_samples.h"

#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace exitscope::app {

namespace {

using training::LearningEvent;

constexpr std::size_t mostSamples = 500;
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Adds up what is known; NaN counts for nothing.
struct Mean
{
    double sum = 0;
    int count = 0;

    void add(double value)
    {
        if (std::isfinite(value)) {
            sum += value;
            ++count;
        }
    }
    double value() const { return count > 0 ? sum / count : unknown; }
};

bool isJoined(const LearningEvent& a, const LearningEvent& b)
{
    return a.phaseIndex == b.phaseIndex && a.lossNames == b.lossNames;
}

StepSample meanOf(std::span<const LearningEvent* const> group)
{
    const LearningEvent& last = *group.back();
    StepSample sample { static_cast<double>(last.step), static_cast<double>(last.steps), last.phase, last.phaseIndex, last.rate, 0, 0,
        last.lossNames, {} };
    Mean loss, speed;
    std::vector<Mean> parts(last.lossNames.size());
    for (const LearningEvent* event : group) {
        loss.add(event->loss);
        speed.add(event->tokensPerSecond);
        for (std::size_t part = 0; part < std::min(parts.size(), event->losses.size()); ++part)
            parts[part].add(event->losses[part]);
    }
    sample.loss = loss.value();
    sample.tokensPerSecond = speed.value();
    for (const Mean& part : parts)
        sample.losses.push_back(part.value());
    return sample;
}

} // namespace

std::string phaseStem(const std::string& phase)
{
    std::size_t end = phase.size();
    const auto dropDigits = [&] {
        const std::size_t before = end;
        while (end > 0 && phase[end - 1] >= '0' && phase[end - 1] <= '9')
            --end;
        return end < before;
    };
    if (!dropDigits() || end < 4 || phase.compare(end - 4, 4, " of ") != 0)
        return phase;
    end -= 4;
    if (!dropDigits() || end < 2 || phase[end - 1] != ' ')
        return phase;
    return phase.substr(0, end - 1);
}

double StepSample::part(const std::string& name) const
{
    const auto found = std::find(names.begin(), names.end(), name);
    const auto place = static_cast<std::size_t>(found - names.begin());
    return found != names.end() && place < losses.size() ? losses[place] : unknown;
}

std::vector<StepSample> stepSamples(std::span<const LearningEvent> events)
{
    std::vector<const LearningEvent*> steps;
    for (const LearningEvent& event : events)
        if (event.kind == LearningEvent::Kind::Step)
            steps.push_back(&event);
    const std::size_t size = std::max<std::size_t>(1, (steps.size() + mostSamples - 1) / mostSamples);
    std::vector<StepSample> samples;
    for (std::size_t begin = 0; begin < steps.size();) {
        std::size_t end = begin + 1;
        while (end < steps.size() && end - begin < size && isJoined(*steps[begin], *steps[end]))
            ++end;
        samples.push_back(meanOf(std::span(steps).subspan(begin, end - begin)));
        begin = end;
    }
    return samples;
}

std::vector<DevSample> devSamples(std::span<const LearningEvent> events)
{
    std::vector<DevSample> samples;
    std::size_t exits = 0;
    for (const LearningEvent& event : events) {
        if (event.kind != LearningEvent::Kind::Dev)
            continue;
        Mean mean;
        for (const double value : event.byExit)
            mean.add(value);
        samples.push_back({ static_cast<double>(event.step), static_cast<double>(event.steps), event.phase, event.metric,
            event.phaseIndex, event.byExit, mean.value(), event.isBest });
        exits = std::max(exits, event.byExit.size());
    }
    for (DevSample& sample : samples) { // a phase that has fewer trains the last ones
        if (sample.byExit.size() < exits)
            sample.mean = unknown;
        sample.byExit.insert(sample.byExit.begin(), exits - sample.byExit.size(), unknown);
    }
    return samples;
}

std::vector<LearningPhase> phasesOf(std::span<const LearningEvent> events)
{
    std::vector<LearningPhase> phases;
    for (const LearningEvent& event : events) {
        const auto step = static_cast<double>(event.step);
        std::string name = phaseStem(event.phase);
        if (name == "judging") // for the pruning that follows
            name = "pruning";
        if (phases.empty() || phases.back().name != name)
            phases.push_back({ name, phases.empty() ? 0 : phases.back().to, step });
        phases.back().to = std::max(phases.back().to, step);
    }
    return phases;
}

std::optional<ExitPart> exitOfPart(const std::string& name)
{
    constexpr std::string_view start = "exit ";
    int exit = 0;
    const char* end = name.data() + name.size();
    if (!name.starts_with(start))
        return std::nullopt;
    const auto read = std::from_chars(name.data() + start.size(), end, exit);
    if (read.ec != std::errc() || exit < 1 || (read.ptr != end && *read.ptr != ','))
        return std::nullopt;
    return ExitPart { exit, read.ptr != end };
}

int deepestExit(const std::vector<StepSample>& samples)
{
    int deepest = 0;
    for (const StepSample& sample : samples)
        for (const std::string& name : sample.names)
            deepest = std::max(deepest, exitOfPart(name).value_or(ExitPart {}).exit);
    return deepest;
}

QString lossPartTitle(const std::string& name)
{
    if (const auto part = exitOfPart(name)) {
        const QString exit = wordsLocale().toString(part->exit);
        if (!part->isFurther)
            return PlotText::tr("exit %1").arg(exit);
        return name.ends_with("teacher") ? PlotText::tr("exit %1, from the teacher").arg(exit) : PlotText::tr("exit %1, from the last exit").arg(exit);
    }
    if (name == "features")
        return PlotText::tr("hidden states", "part of a loss");
    if (name == "diversity")
        return PlotText::tr("diversity", "part of a loss");
    return QString::fromStdString(name);
}

} // namespace exitscope::app

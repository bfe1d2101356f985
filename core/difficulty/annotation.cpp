#include "core/difficulty/annotation.h"

#include "core/error.h"
#include "core/mixed_bits.h"
#include "core/policy/policy.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace exitscope::difficulty {

bool Annotation::hasText() const
{
    return std::any_of(textA.begin(), textA.end(), [](const std::string& text) { return !text.empty(); });
}

std::span<const std::uint8_t> Annotation::of(std::int64_t example) const
{
    const auto first = static_cast<std::size_t>(unitOffset[static_cast<std::size_t>(example)] * outputs);
    const auto last = static_cast<std::size_t>(unitOffset[static_cast<std::size_t>(example) + 1] * outputs);
    return std::span(right).subspan(first, last - first);
}

Annotation annotate(const trace::Trace& trace)
{
    if (trace.labels().empty())
        throw InputError(trace.path(), "has no class labels, and difficulty is about which exits are right",
            "trace a labelled dataset of a classification task");
    Annotation annotation;
    annotation.name = trace.info().datasetName;
    annotation.path = trace.path();
    annotation.outputs = trace.exits();
    const bool isOfWords = !trace.example().empty();
    const auto width = isOfWords ? std::size_t { 0 } : static_cast<std::size_t>(trace.embeddingWidth());
    annotation.unitOffset.push_back(0);
    std::vector<std::int32_t> classes(static_cast<std::size_t>(trace.units() * trace.exits()));
    policy::predictClasses(trace, 0, trace.units(), classes);
    const auto exits = static_cast<std::size_t>(trace.exits());
    for (std::int64_t first = 0, last = 0; first < trace.units(); first = last) {
        const std::int64_t example = trace.exampleOf(first);
        std::int64_t units = 0;
        for (last = first; last < trace.units() && trace.exampleOf(last) == example; ++last) {
            const auto label = trace.labels()[static_cast<std::size_t>(last)];
            if (label < 0)
                continue;
            ++units;
            if (isOfWords)
                annotation.word.push_back(
                    trace.position().empty() ? static_cast<std::int32_t>(last - first) : trace.position()[static_cast<std::size_t>(last)]);
            if (width > 0) {
                const auto mean = trace.embedding().subspan(static_cast<std::size_t>(last) * width, width);
                annotation.features.insert(annotation.features.end(), mean.begin(), mean.end());
            }
            for (std::size_t exit = 0; exit < exits; ++exit)
                annotation.right.push_back(classes[static_cast<std::size_t>(last) * exits + exit] == label ? 1 : 0);
        }
        if (units == 0)
            continue;
        annotation.unitOffset.push_back(annotation.unitOffset.back() + units);
        const std::string_view text = trace.text(example);
        const std::size_t tab = text.find('\t');
        annotation.textA.emplace_back(text.substr(0, tab));
        if (tab != std::string_view::npos)
            annotation.textB.emplace_back(text.substr(tab + 1));
    }
    if (annotation.units() == 0)
        throw InputError(trace.path(), "no unit has a label", "trace a labelled dataset");
    return annotation;
}

Annotation subset(const Annotation& whole, std::span<const std::int64_t> examples)
{
    Annotation part;
    part.name = whole.name;
    part.path = whole.path;
    part.outputs = whole.outputs;
    part.unitOffset.push_back(0);
    const auto width = whole.units() > 0 ? whole.features.size() / static_cast<std::size_t>(whole.units()) : 0;
    for (const std::int64_t example : examples) {
        const auto at = static_cast<std::size_t>(example);
        const auto first = whole.unitOffset[at], last = whole.unitOffset[at + 1];
        const auto copy = [first, last](const auto& from, auto& into, std::int64_t each) {
            if (!from.empty())
                into.insert(into.end(), from.begin() + first * each, from.begin() + last * each);
        };
        copy(whole.right, part.right, whole.outputs);
        copy(whole.word, part.word, 1);
        copy(whole.features, part.features, static_cast<std::int64_t>(width));
        part.textA.push_back(whole.textA[at]);
        if (!whole.textB.empty())
            part.textB.push_back(whole.textB[at]);
        part.unitOffset.push_back(part.unitOffset.back() + last - first);
    }
    return part;
}

std::pair<Annotation, Annotation> split(const Annotation& whole, double share, std::uint64_t seed)
{
    const auto count = whole.examples();
    const auto firsts = std::llround(share * static_cast<double>(count));
    if (!(share > 0 && share < 1) || firsts < 1 || firsts >= count)
        throw InputError(whole.path, std::to_string(count) + " examples cannot be split so that each side has one",
            "give a share between 0 and 1, such as 0.8, and more examples");
    std::vector<std::int64_t> order(static_cast<std::size_t>(count));
    std::iota(order.begin(), order.end(), std::int64_t { 0 });
    std::sort(order.begin(), order.end(), [seed](std::int64_t a, std::int64_t b) {
        const auto key = [seed](std::int64_t x) { return mixedBits(mixedBits(seed + 1) + static_cast<std::uint64_t>(x)); };
        return std::pair(key(a), a) < std::pair(key(b), b);
    });
    std::sort(order.begin(), order.begin() + firsts);
    std::sort(order.begin() + firsts, order.end());
    const auto parts = std::span(std::as_const(order));
    auto sides = std::pair(subset(whole, parts.first(static_cast<std::size_t>(firsts))),
        subset(whole, parts.subspan(static_cast<std::size_t>(firsts))));
    sides.first.name += ", training part";
    sides.second.name += ", test part";
    return sides;
}

} // namespace exitscope::difficulty

#include "bench.h"
#include "numbers.h"
#include "stopwatch.h"
#include "synthetic_trace.h"

#include "core/examples/arrangement.h"
#include "core/examples/atlas.h"
#include "core/examples/filter_match.h"

#include <algorithm>
#include <string>
#include <vector>

namespace exitscope::bench {

namespace {

constexpr int repeats = 5;

template <typename Work>
double typical(Work work)
{
    std::vector<double> times;
    for (int i = 0; i < repeats; ++i)
        times.push_back(milliseconds(Clock::Thread, work));
    return median(times);
}

/// The synthetic trace with a text and a tag for every example.
std::shared_ptr<const trace::Trace> withTexts(const trace::Trace& plain)
{
    trace::Trace::Arrays arrays;
    arrays.logits.assign(plain.logits().begin(), plain.logits().end());
    arrays.labels.assign(plain.labels().begin(), plain.labels().end());
    arrays.exitLayer.assign(plain.exitLayer().begin(), plain.exitLayer().end());
    arrays.length.assign(plain.length().begin(), plain.length().end());
    const std::string words[] = { "a gripping ", "Film of ", "no great ", "wit and ", "not bad at all, ", "dull ", "acting " };
    arrays.textOffset.push_back(0);
    for (std::int64_t example = 0; example < plain.examples(); ++example) {
        const auto pick = static_cast<std::uint64_t>(example) * 0x9e3779b97f4a7c15ULL;
        for (int word = 0; word < 6; ++word) {
            const auto& text = words[(pick >> (7 * word + 11)) % std::size(words)];
            arrays.text.insert(arrays.text.end(), text.begin(), text.end());
        }
        arrays.textOffset.push_back(static_cast<std::int64_t>(arrays.text.size()));
    }
    return trace::Trace::fromArrays(std::move(arrays), plain.classes(), {});
}

examples::UnitColumns columnsOf(std::int64_t units, std::vector<Figure>& figures)
{
    const auto trace = withTexts(*syntheticTrace(units, 12));
    std::shared_ptr<const examples::Answers> answers;
    std::shared_ptr<const examples::Decision> decision;
    const auto spec = policy::parseSpec("entropy:threshold=0.3");
    const auto name = shortNumber(static_cast<double>(units)) + " x 12, ";
    figures.push_back(forInformation(name + "answers made ready",
        milliseconds(Clock::Thread, [&] { answers = examples::answersOf(trace); }), "ms"));
    figures.push_back(forInformation(name + "slack made ready",
        milliseconds(Clock::Thread, [&] { decision = examples::decide(*answers, &spec, examples::WithSlack::Yes); }), "ms"));
    return { answers, decision, std::make_shared<examples::TagSet>(*trace) };
}

void addSlack(std::vector<Figure>& figures, const examples::UnitColumns& columns, double goal)
{
    const double time = typical([&] { keep(columns.decision().slack->nearest(0.3F).distance.front()); });
    figures.push_back(atMost(shortNumber(static_cast<double>(columns.units())) + " x 12, slack of every unit", time, "ms", goal));
}

std::vector<Figure> run()
{
    std::vector<Figure> figures;
    addSlack(figures, columnsOf(10'000, figures), 2);
    const auto columns = columnsOf(1'000'000, figures);
    addSlack(figures, columns, 100);
    const auto add = [&](const std::string& name, const char* filter, examples::SortBy sort, double goal) {
        const auto parsed = examples::Filter::parse(filter);
        const double time
            = typical([&] { keep(static_cast<double>(examples::arrange(columns, parsed, sort)->units.size())); });
        figures.push_back(atMost("a million rows, " + name, time, "ms", goal));
    };
    using examples::Column;
    add("sort by exit", "", { Column::Exit, true }, 200);
    add("sort by confidence", "", { Column::Confidence, false }, 300);
    add("sort by slack", "", { Column::Slack, false }, 300);
    add("sort by text", "", { Column::Text, false }, 3000);
    add("filter wrong exit<=6", "wrong exit<=6", {}, 200);
    add("filter text:\"not bad\"", "text:\"not bad\"", {}, 500);
    add("filter and sort by slack", "wrong slack<0.05", { Column::Slack, false }, 300);
    figures.push_back(atMost("a million rows, overthinking atlas",
        typical([&] { keep(static_cast<double>(examples::overthinkingAtlas(columns)->all.overthinkers)); }), "ms", 500));
    return figures;
}

const Registration registration { { "examples",
    "slack, sorting, filters and the overthinking atlas of the Examples table, off the GUI thread; processor time, "
    "median of five",
    run } };

} // namespace

} // namespace exitscope::bench

#include "bench.h"
#include "gui_application.h"
#include "numbers.h"

#include "app/analysis/unit_table.h"
#include "synthetic_trace.h"
#include "tests/gui/sample_strips.h"
#include "tests/gui/sample_tokens.h"
#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/heatmap/token_text_view.h"

#include <QScrollBar>

#include <algorithm>
#include <atomic>
#include <memory>

namespace exitscope::bench {

namespace {

constexpr int steps = 500;
constexpr double frame = 16;

void addFrames(std::vector<Figure>& figures, const std::string& name, const std::vector<double>& times)
{
    figures.push_back(forInformation(name + ", median", median(times), "ms"));
    figures.push_back(atMost(name + ", worst", *std::max_element(times.begin(), times.end()), "ms", frame));
}

/// A hand that drags the scroll bar from end to end, every step a screen of new rows; and a wheel, three lines a step.
template <typename View>
void scroll(std::vector<Figure>& figures, const std::string& name, View& view)
{
    view.resize(1280, 800);
    view.show();
    settle();
    QScrollBar* bar = view.verticalScrollBar();
    std::vector<double> drags, wheels;
    for (int step = 0; step < steps; ++step)
        drags.push_back(frameTime([&] { bar->setValue(static_cast<int>(qint64(bar->maximum()) * step / (steps - 1))); }));
    for (int step = 0; step < steps; ++step)
        wheels.push_back(frameTime([&] { bar->setValue(bar->value() - 3 * bar->singleStep()); }));
    addFrames(figures, name + ", drag", drags);
    addFrames(figures, name + ", wheel", wheels);
}

std::vector<Figure> run()
{
    needGui();
    std::vector<Figure> figures;
    {
        widgets::ExitStripView view;
        view.setSource(std::make_shared<widgets::samples::Strips>(1000000, 12));
        scroll(figures, "1e6 sentences x 12", view);
    }
    {
        widgets::TokenTextView view;
        const auto source = std::make_shared<widgets::samples::Tokens>(40000, 25);
        figures.push_back(forInformation("1e6 tokens, shown first", frameTime([&] {
            view.setSource(source);
            view.show();
        }), "ms"));
        scroll(figures, "1e6 tokens", view);
        std::vector<double> scrubs;
        for (int step = 0; step < steps; ++step)
            scrubs.push_back(frameTime([&] {
                source->setShift(step % 12);
                view.exitsChanged();
            }));
        addFrames(figures, "1e6 tokens, other exits", scrubs);
    }
    {
        widgets::TokenTextView view;
        view.setSource(std::make_shared<widgets::samples::Tokens>(1, 1000000));
        scroll(figures, "one text of 1e6 tokens", view);
    }
    const auto table = app::unitTableOf(syntheticTrace(1000000, 12));
    app::UnitOutcomes outcomes { std::vector<std::int32_t>(1000000), std::vector<std::int32_t>(1000000) };
    for (std::size_t unit = 0; unit < outcomes.exits.size(); ++unit) {
        outcomes.exits[unit] = static_cast<std::int32_t>(unit * 7 % 12);
        outcomes.answers[unit] = static_cast<std::int32_t>(unit % 2);
    }
    app::UnitQuery query;
    query.order = app::UnitOrder::HardestFirst;
    figures.push_back(forInformation("1e6 units, hardest first (on a worker)", milliseconds(Clock::Thread, [&] {
        keep(static_cast<double>(app::arrangedUnits(table, query, outcomes, nullptr, {}, {}).size()));
    }), "ms"));
    return figures;
}

const Registration registration { { "scroll",
    "the real widgets over a million sentences and a million tokens, 500 steps of a dragged scroll bar and 500 of a wheel; "
    "processor time of one frame, painting included",
    run } };

} // namespace

} // namespace exitscope::bench

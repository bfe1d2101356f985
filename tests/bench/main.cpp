// exitscope-bench: measures what the performance goals speak of, paired in one run, medians of five.

#include "bench.h"
#include "machine_facts.h"
#include "numbers.h"

#include "core/engine/engine.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

using namespace exitscope::bench;

namespace {

struct Report
{
    const Bench& bench;
    std::vector<Figure> figures;
    std::string notMeasured;
};

Report measure(const Bench& bench)
{
    Report report { bench, {}, {} };
    try {
        report.figures = bench.run();
    } catch (const NotMeasured& reason) {
        report.notMeasured = reason.why;
    }
    return report;
}

const char* verdict(const Figure& figure)
{
    if (!figure.met)
        return "";
    return *figure.met ? "met" : "MISSED";
}

void printTable(const Report& report)
{
    std::printf("\n%s: %s\n", report.bench.name.c_str(), report.bench.what.c_str());
    if (!report.notMeasured.empty()) {
        std::printf("  not measured: %s\n", report.notMeasured.c_str());
        return;
    }
    std::size_t width = 6;
    for (const auto& figure : report.figures)
        width = std::max(width, figure.name.size());
    std::printf("  %-*s  %16s  %10s\n", static_cast<int>(width), "figure", "measured", "goal");
    for (const auto& figure : report.figures)
        std::printf("  %-*s  %16s  %10s  %s\n", static_cast<int>(width), figure.name.c_str(),
            (shortNumber(figure.value) + " " + figure.unit).c_str(), figure.goal.c_str(), verdict(figure));
    std::fflush(stdout);
}

nlohmann::json toJson(const Report& report)
{
    nlohmann::json json { { "name", report.bench.name }, { "what", report.bench.what } };
    if (!report.notMeasured.empty())
        json["not_measured"] = report.notMeasured;
    json["figures"] = nlohmann::json::array();
    for (const auto& figure : report.figures) {
        nlohmann::json entry { { "name", figure.name }, { "value", figure.value }, { "unit", figure.unit } };
        if (figure.met) {
            entry["goal"] = figure.goal;
            entry["met"] = *figure.met;
        }
        json["figures"].push_back(std::move(entry));
    }
    return json;
}

std::vector<const Bench*> chosen(const std::vector<std::string>& names)
{
    std::vector<const Bench*> benches;
    for (const Bench& bench : allBenches())
        if (names.empty() || std::find(names.begin(), names.end(), bench.name) != names.end())
            benches.push_back(&bench);
    return benches;
}

int run(bool list, bool json, const std::vector<std::string>& only)
{
    if (list) {
        for (const Bench& bench : allBenches())
            std::printf("%-16s %s\n", bench.name.c_str(), bench.what.c_str());
        return 0;
    }
    nlohmann::json document { { "machine", nlohmann::json::object() }, { "benches", nlohmann::json::array() } };
    for (const auto& [name, value] : machineFacts()) {
        document["machine"][name] = value;
        if (!json)
            std::printf("%-14s %s\n", name.c_str(), value.c_str());
    }
    for (const Bench* bench : chosen(only)) {
        const auto report = measure(*bench);
        if (json)
            document["benches"].push_back(toJson(report));
        else
            printTable(report);
    }
    if (json)
        std::printf("%s\n", document.dump(2).c_str());
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app("Measures what Exitscope's performance goals speak of, in one run.", "exitscope-bench");
    bool list = false, json = false, loadEngine = false;
    std::vector<std::string> only, names;
    for (const Bench& bench : allBenches())
        names.push_back(bench.name);
    app.add_flag("--list", list, "Name the benches and leave");
    app.add_flag("--json", json, "Print one JSON document, with the machine's facts");
    app.add_option("--only", only, "Run this bench only; may be given more than once")
        ->type_name("NAME")
        ->check(CLI::IsMember(names));
    app.add_flag("--load-engine", loadEngine, "Load the engine module and leave: what the bench \"start\" runs");
    CLI11_PARSE(app, argc, argv);
    try {
        if (loadEngine)
            return exitscope::engine::loadEngine() ? 0 : 1;
        return run(list, json, only);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "exitscope-bench: %s\n", error.what());
        return 1;
    }
}

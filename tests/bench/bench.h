#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace exitscope::bench {

/// One measured number beside what it should be.
struct Figure
{
    std::string name;
    double value = 0;
    std::string unit;
    std::string goal;        ///< as text, ">= 50"; empty = for information
    std::optional<bool> met; ///< empty without a goal
};

Figure atLeast(std::string name, double value, std::string unit, double goal);
Figure atMost(std::string name, double value, std::string unit, double goal);
Figure forInformation(std::string name, double value, std::string unit);

/// Thrown by run() when this machine or build lacks what is measured; the reason is printed and is no failure.
struct NotMeasured
{
    std::string why;
};

/// One thing that is measured. A new bench is a new file with one Registration.
struct Bench
{
    std::string name; ///< for --only
    std::string what; ///< one line: what against what, on which data, by which clock
    std::function<std::vector<Figure>()> run;
};

/// At namespace scope: makes the bench known to the program.
struct Registration
{
    explicit Registration(Bench bench);
};

const std::vector<Bench>& allBenches(); ///< by name

} // namespace exitscope::bench

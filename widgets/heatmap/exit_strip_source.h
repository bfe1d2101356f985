#pragma once

#include <QString>

#include <vector>

namespace exitscope::widgets {

enum class Verdict { Unknown, Right, Wrong };

/// One row: what the view needs to draw it. Vectors are [E], E = the source's exits().
struct ExitStrip
{
    QString text; ///< the sentence, in full
    std::vector<float> confidence; ///< of each exit, in [0, 1]
    std::vector<Verdict> verdict; ///< of each exit; Unknown without a gold label
    std::vector<int> prediction; ///< class of each exit; empty for regression
    QString gold; ///< the gold label or value for people; empty where there is none
    QString tag; ///< what makes it hard, its slice; may be empty
};

/// Where the rows come from. Asked for visible rows only, from the GUI thread, so item() must be quick (it may
/// read a mapped trace). Sorting and filtering happen behind it.
class ExitStripSource
{
public:
    virtual ~ExitStripSource() = default;

    [[nodiscard]] virtual int count() const = 0;
    [[nodiscard]] virtual int exits() const = 0;
    /// 1-based layer after which an exit sits.
    [[nodiscard]] virtual int layer(int exit) const = 0;
    [[nodiscard]] virtual ExitStrip item(int row) const = 0;
    /// The exit (0-based) at which a row leaves under the current operating point. Asked on every paint.
    [[nodiscard]] virtual int exitOf(int row) const = 0;
    /// What an exit says about a row, for people: a label, or a number in the locale.
    [[nodiscard]] virtual QString predictionText(int row, int exit) const = 0;
};

} // namespace exitscope::widgets

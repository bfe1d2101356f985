#pragma once

#include "widgets/heatmap/heat_layer.h"

#include <QString>

#include <limits>
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

    /// Whether an exit says what the last one, the full model, says. False where there are no classes.
    [[nodiscard]] bool agrees(int exit) const
    {
        const auto place = static_cast<std::size_t>(exit);
        return exit >= 0 && place < prediction.size() && prediction[place] == prediction.back();
    }
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
    /// How a row fares beside the pinned operating point. Asked on every paint, like the following.
    [[nodiscard]] virtual LensMark lens(int row) const
    {
        Q_UNUSED(row)
        return {};
    }
    [[nodiscard]] virtual bool hasLens() const { return false; } ///< a second operating point is pinned
    /// Slack as slackColor() takes it; NaN: not known.
    [[nodiscard]] virtual double slack(int row) const
    {
        Q_UNUSED(row)
        return std::numeric_limits<double>::quiet_NaN();
    }
};

/// What a person chose to see of the rows.
struct StripOptions
{
    HeatLayer layer = HeatLayer::Depth;
    bool showsNumbers = false; ///< the confidence of every exit in per cent, below its cell
    bool showsAgreement = false; ///< a line below the exits that already agree with the full model
    QString find; ///< marked in the text wherever it occurs, in any case; empty: nothing
    bool marksDifferences = false; ///< of running text: a frame round what leaves elsewhere under B

    friend bool operator==(const StripOptions&, const StripOptions&) = default;
};

} // namespace exitscope::widgets

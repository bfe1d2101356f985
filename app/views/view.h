#pragma once

#include "app/plots/figure_request.h"
#include "app/plots/plotted_run.h"
#include "widgets/plot/plot_model.h"

#include <QJsonObject>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QAction;

namespace exitscope::app {

/// What Export would write of a view.
struct ShownFigure
{
    enum class Source { Runs, Trace, Calibration, View };

    /// What makes `exitscope export` draw the same: the plot's name and its choices; store, trace, operating point, ranges and
    /// look are added by the window.
    FigureRequest request;
    /// The plot as it stands, without a zoom, in the words of the moment (FigureWords). It holds what it draws: the view may go on.
    std::function<widgets::PlotModel()> draw;
    std::optional<widgets::Range> x = {}, y = {}; ///< that the view shows of it; none: everything
    Source source = Source::View; ///< where the command line finds the numbers; View: nowhere, beside what runs say
    std::shared_ptr<const std::vector<PlottedRun>> runs = {}; ///< that it shows; null where it shows the open trace
};

/// A page of the window. Views read and write only the hub, and what the workspace and the live point tell them; the
/// window knows this interface and adds a page by one line.
class View : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    virtual QString key() const = 0;   ///< "tradeoff": names it in settings, saved views and tests; never translated
    virtual QString title() const = 0; ///< of tab and menu entry, with its mnemonic
    virtual std::optional<ShownFigure> figure() const { return {}; } ///< none: nothing to export now
    virtual void fit() { }  ///< shows everything again
    /// Zooms to these ranges of the plot that `exitscope export` calls `plot`, at once or when its numbers are there.
    virtual void zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y)
    {
        Q_UNUSED(plot);
        Q_UNUSED(x);
        Q_UNUSED(y);
    }
    virtual void find() { } ///< puts the cursor where one searches; nothing where one cannot
    virtual bool canFind() const { return false; }
    virtual std::vector<QAction*> menuActions() const { return {}; } ///< for the View menu
    /// Every choice that a person made in this view, to be found again at the next start. Unknown keys are left alone,
    /// values that make no sense (any more) are passed over.
    virtual QJsonObject state() const { return {}; }
    virtual void restore(const QJsonObject& state) { Q_UNUSED(state); }

Q_SIGNALS:
    void exportRequested();
    void failed(const QString& problem); ///< one sentence
    void stateChanged();                 ///< state() is worth remembering
};

} // namespace exitscope::app

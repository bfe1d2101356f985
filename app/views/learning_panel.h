#pragma once

#include "app/plots/figure_request.h"
#include "core/training/learning_curve.h"
#include "widgets/plot/plot_model.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

class QCheckBox;
class QSplitter;

namespace exitscope::app {

class PlotPanel;

/// The curves of one training, over one axis of steps: losses, what dev says of every exit, the learning rate. Events may come
/// as fast as they like: they are drawn a few times a second.
class LearningPanel final : public QWidget
{
    Q_OBJECT

public:
    using Events = std::vector<training::LearningEvent>;

    explicit LearningPanel(QWidget* parent = nullptr);

    void setEvents(Events events); ///< of another training
    void append(std::span<const training::LearningEvent> events);
    const Events& events() const { return *m_events; }

    bool isLogarithmic() const;
    void setLogarithmic(bool isLogarithmic);
    void fit();
    /// Of the plot that had the keyboard last, at first that of dev; see View::figure(). Name: "learning-loss", "learning-dev",
    /// "learning-rate".
    std::string shownPlot() const;
    std::function<widgets::PlotModel()> drawing(const std::string& plot) const;
    PlotPanel* panel(const std::string& plot) const; ///< null: there is no such plot
    QByteArray layoutState() const;
    void restoreLayout(const QByteArray& state);

Q_SIGNALS:
    void stateChanged();
    void exportRequested();

private:
    enum class Fit { No, Yes };

    void draw(PlotPanel* panel);
    void drawInTurn(Fit fit);
    void drawNext();
    void follow(const PlotPanel* leader);

    std::shared_ptr<Events> m_events = std::make_shared<Events>();
    QCheckBox* m_logarithmic;
    PlotPanel* m_loss;
    PlotPanel* m_dev;
    PlotPanel* m_rate;
    QSplitter* m_splitter;
    const PlotPanel* m_last; ///< that had the keyboard
    QTimer m_delay;
    std::vector<PlotPanel*> m_due; ///< to be drawn, one at a time: together they would take longer than a frame
    bool m_isFitting = false;      ///< what is due shows everything
    bool m_isFollowing = false;
};

} // namespace exitscope::app

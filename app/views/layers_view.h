#pragma once

#include "app/analysis/layer_facts.h"
#include "app/jobs/quick_task.h"
#include "app/session/pinned_outcome.h"
#include "app/views/view.h"
#include "app/views/view_context.h"

#include <stop_token>
#include <vector>

class QComboBox;
class QGridLayout;
class QToolButton;

namespace exitscope::app {

struct LiveState;
class PlotPanel;

/// View 2: the exits one by one, in the plots that a person chose to see side by side. Each exit alone with its interval, how
/// many leave where and how right those are, the reliability of one exit, the calibration error of all, and the overthinkers.
/// A click on a bar selects its units for every view.
class LayersView final : public View
{
    Q_OBJECT

public:
    explicit LayersView(const ViewContext& context, QWidget* parent = nullptr);
    ~LayersView() override;

    QString key() const override;
    QString title() const override;
    /// The plot that has the focus, else the first that is shown.
    std::optional<ShownFigure> figure() const override;
    void fit() override;
    void zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y) override;
    std::vector<QAction*> menuActions() const override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    enum Panel { Quality, Exits, Reliability, CalibrationError, Overthinking, Perplexity, Agreement, PanelCount };

    PlotPanel* addPanel(const QString& key, const QString& title, const QString& help, bool isShown);
    QWidget* buildBar();
    void connectContext();
    void connectPlots();
    void arrange();
    void loadFacts();
    void findEvidence();
    void offerWordPanels(); ///< those of language models, where the trace is one's
    static bool isOfWords(int panel) { return panel == Perplexity || panel == Agreement; }
    void fillExitChoice();
    int chosenExit() const; ///< −1: where units leave

    // All follow the operating point; only those that are shown are drawn, and none as long as the view is out of sight.
    void refresh();
    void draw() const;
    void updateNotes(Panel panel) const;
    QString whyMissing(Panel panel) const; ///< empty where it can be drawn
    /// Draws a panel that can be drawn, from values of its own, in the words of the moment.
    std::function<widgets::PlotModel()> drawing(Panel panel) const;
    bool hasIntervals(Panel panel) const;
    bool isShown(Panel panel) const;
    QString whyNoLabels() const;

    void selectLeaving(const std::vector<int>& exits);
    void selectOverthinkers(const std::vector<int>& exits);
    void selectBins(const std::vector<int>& bars);

    ViewContext m_context;
    PinnedOutcome* m_pinned;
    std::vector<PlotPanel*> m_panels; ///< by Panel
    std::vector<QAction*> m_choices;  ///< by Panel
    QGridLayout* m_grid;
    QComboBox* m_exit;
    int m_wantedLayer = 0; ///< the same as a layer, where only that was said
    int m_wantedExit = -1; ///< as chosen; where a trace has no such exit, the choice waits for one that has
    std::shared_ptr<const LayerFacts> m_facts;
    std::optional<evidence::ExitEvidence> m_evidence; ///< of the resting point; its conditional part is stale while it moves
    QuickTask m_factsTask, m_evidenceTask;
    std::stop_source m_evidenceStop;
    mutable bool m_isStale = false; ///< the panels show a state before
};

} // namespace exitscope::app

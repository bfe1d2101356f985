#pragma once

#include "app/analysis/calibration_work.h"
#include "app/session/selection_hub.h"
#include "app/views/view.h"

class QAction;
class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace exitscope::widgets {
class EmptyState;
class PlotView;
}

namespace exitscope::app {

class CalibrationForm;

/// View 6: a threshold with a guarantee. Choose policy, loss, tolerance and test; see risk against threshold with its
/// bound, what was tested, the chosen point, the guarantee in words, and what the test half says.
class CalibrationView final : public View
{
    Q_OBJECT

public:
    explicit CalibrationView(QWidget* parent = nullptr);

    QString key() const override;
    QString title() const override;
    std::optional<ShownFigure> figure() const override;

    void setTrace(std::shared_ptr<const trace::Trace> trace); ///< null: none
    /// Texts of a sweep of generation, to be calibrated on in the place of the trace; null: the trace again.
    void setTexts(std::shared_ptr<const generations::Generations> texts);
    bool hasTexts() const;
    /// What the store holds, oldest first; the ones that cannot be shown are left out of the list.
    void setSaved(std::vector<store::CalibrationRecord> records);
    void showPicture(CalibrationPicture picture);
    void setBusy(bool isBusy); ///< while one is under way no other can be started

    CalibrationChoice choice() const;
    void setChoice(const CalibrationChoice& choice);
    QString problem() const; ///< why it cannot start, as a sentence; empty where it can
    const std::optional<CalibrationPicture>& picture() const { return m_picture; }
    widgets::PlotModel shownModel() const;
    void fit() override;
    void zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y) override;
    QJsonObject state() const override;
    void restore(const QJsonObject& state) override;

    QAction* startAction() const { return m_start; }
    QAction* useAction() const { return m_use; }

Q_SIGNALS:
    void startRequested(const exitscope::app::CalibrationChoice& choice);
    void pointChosen(const exitscope::app::OperatingPoint& point);
    void textsClosed();

private:
    QWidget* buildPicture();
    void describeEmpty();
    void update();
    void useChosen();
    void openSaved(int index);
    void openRecord(const QJsonObject& wanted); ///< the kept calibration of this policy and request, where there is one

    std::shared_ptr<const trace::Trace> m_trace;
    std::vector<store::CalibrationRecord> m_saved;
    std::optional<CalibrationPicture> m_picture;
    bool m_isBusy = false;
    QAction* m_start;
    QAction* m_use;
    QSplitter* m_splitter;
    CalibrationForm* m_form;
    QComboBox* m_savedList;
    QStackedWidget* m_pages;
    widgets::EmptyState* m_empty;
    widgets::PlotView* m_plot;
    QLabel* m_guarantee;
    QLabel* m_test;
};

} // namespace exitscope::app

#pragma once

#include "widgets/plot/plot_model.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QStackedWidget;

namespace exitscope::widgets {
class PlotView;
}

namespace exitscope::app {

/// One plot of several on a page: a heading, room for choices beside it, and a sentence in the plot's place where there is
/// nothing to draw.
class PlotPanel final : public QWidget
{
    Q_OBJECT

public:
    PlotPanel(const QString& key, const QString& title, QWidget* parent = nullptr);

    const QString& key() const { return m_key; } ///< as `exitscope export --plot` names the plot
    const QString& title() const { return m_title; }
    widgets::PlotView* plot() const { return m_plot; }
    bool hasPlot() const; ///< and not a sentence

    void addChoice(QWidget* choice); ///< beside the heading
    void setNote(const QString& note); ///< behind the heading: one number, a few words
    void setMissing(const QString& why); ///< in place of the plot
    void setModel(widgets::PlotModel model);

private:
    QString m_key, m_title;
    QLabel* m_note;
    QLabel* m_missing;
    QHBoxLayout* m_header;
    QStackedWidget* m_pages;
    widgets::PlotView* m_plot;
};

} // namespace exitscope::app

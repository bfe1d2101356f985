#include "app/views/plot_panel.h"

#include "app/panes.h"
#include "widgets/plot/plot_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace exitscope::app {

PlotPanel::PlotPanel(const QString& key, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_key(key)
    , m_title(title)
    , m_note(new QLabel(this))
    , m_missing(new QLabel(this))
    , m_header(new QHBoxLayout)
    , m_pages(new QStackedWidget(this))
    , m_plot(new widgets::PlotView(this))
{
    setObjectName(key);
    auto* heading = new QLabel(title, this);
    QFont bold = heading->font();
    bold.setBold(true);
    heading->setFont(bold);
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_missing->setWordWrap(true);
    m_missing->setAlignment(Qt::AlignCenter);
    m_missing->setMargin(fontMetrics().height());
    m_plot->setAccessibleName(title);
    m_plot->setMinimumSize(12 * fontMetrics().height(), 8 * fontMetrics().height());
    m_header->setSpacing(fontMetrics().height() / 2);
    m_header->addWidget(heading);
    m_header->addWidget(m_note, 1);
    m_pages->addWidget(m_plot);
    m_pages->addWidget(m_missing);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(m_header);
    layout->addWidget(m_pages, 1);
    setMainPart(this, m_plot);
}

bool PlotPanel::hasPlot() const
{
    return m_pages->currentWidget() == m_plot && !m_plot->model().series.empty();
}

void PlotPanel::addChoice(QWidget* choice)
{
    m_header->addWidget(choice);
}

void PlotPanel::setNote(const QString& note)
{
    m_note->setText(note);
    m_note->setToolTip(note);
}

void PlotPanel::setMissing(const QString& why)
{
    m_missing->setText(why);
    m_note->clear();
    m_pages->setCurrentWidget(m_missing);
}

void PlotPanel::setModel(widgets::PlotModel model)
{
    m_pages->setCurrentWidget(m_plot);
    m_plot->setModel(std::move(model));
}

} // namespace exitscope::app

#include "app/dialogs/recorded_figure_dialog.h"

#include "app/dialogs/export_dialog.h"
#include "widgets/plot/plot_view.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace exitscope::app {

RecordedFigureDialog::RecordedFigureDialog(Figure figure, const QString& name, const QString& reason, QWidget* parent)
    : QDialog(parent)
    , m_figure(std::move(figure))
    , m_name(name)
    , m_plot(new widgets::PlotView(this))
{
    setWindowTitle(tr("Figure: %1").arg(name));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* words = new QLabel(reason, this);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    words->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_plot->setModel(m_figure.model);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* table = buttons->addButton(tr("Show as &table"), QDialogButtonBox::ActionRole);
    auto* again = buttons->addButton(tr("&Export again…"), QDialogButtonBox::ActionRole);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(words);
    layout->addWidget(m_plot, 1);
    layout->addWidget(buttons);
    connect(table, &QPushButton::clicked, m_plot, &widgets::PlotView::showTable);
    connect(again, &QPushButton::clicked, this, &RecordedFigureDialog::exportAgain);
    connect(m_plot, &widgets::PlotView::exportRequested, this, &RecordedFigureDialog::exportAgain);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_plot->setFocus();
    const int letter = fontMetrics().averageCharWidth();
    resize(110 * letter, 75 * letter);
}

void RecordedFigureDialog::exportAgain()
{
    ExportDialog([this](const std::string&) { return m_figure; }, std::nullopt, m_name, this).exec();
}

} // namespace exitscope::app

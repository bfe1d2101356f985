#include "app/views/structure_panel.h"

#include "app/panes.h"
#include "app/plots/structure_plot.h"
#include "app/session/preferences.h"
#include "app/views/plot_panel.h"
#include "core/training/structure_size.h"
#include "widgets/plot/plot_view.h"
#include "widgets/table/copyable_table.h"
#include "widgets/table/text_table_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QVBoxLayout>

namespace exitscope::app {

namespace {

using widgets::TextTable; // bare: lupdate loses the namespaces behind a return type of another one

QString number(double value)
{
    return QString::number(value, 'f', 3);
}

QString ratio(double before, double after)
{
    return after > 0 ? QString::number(before / after, 'f', 2) : QString();
}

/// One line of the table: before, after, how many times as much it was.
class SizeTable
{
public:
    void add(const QString& what, double before, double after)
    {
        if (before > 0)
            m_table.rows.push_back({ what, number(before), number(after), ratio(before, after) });
    }

    TextTable take(const QString& first)
    {
        m_table.headings = { first, StructurePanel::tr("Before"), StructurePanel::tr("After"), StructurePanel::tr("Before / after") };
        m_table.isNumber = { false, true, true, true };
        return std::move(m_table);
    }

private:
    TextTable m_table;
};

TextTable sizes(const training::KeptStructure& structure, const engine::ModelSize& before, const engine::ModelSize& after)
{
    const auto was = training::wholeSizeOf(structure), is = training::sizeOf(structure);
    SizeTable table;
    const auto add = [&table](const QString& what, std::int64_t one, std::int64_t other) {
        table.add(what, static_cast<double>(one) / 1e6, static_cast<double>(other) / 1e6);
    };
    add(StructurePanel::tr("all, million parameters"), before.parameters, after.parameters);
    add(StructurePanel::tr("layers, million parameters"), was.layerParameters, is.layerParameters);
    add(StructurePanel::tr("words, million parameters"), was.wordParameters, is.wordParameters);
    const bool isKnown = before.flops128 > 0 && after.flops128 > 0;
    table.add(StructurePanel::tr("GFLOPs, 128 tokens"), (isKnown ? before.flops128 : was.flops) / 1e9,
        (isKnown ? after.flops128 : is.flops) / 1e9);
    return table.take(StructurePanel::tr("Size"));
}

} // namespace

StructurePanel::StructurePanel(QWidget* parent)
    : QWidget(parent)
    , m_picture(new PlotPanel(QStringLiteral("structure"), tr("What is kept"), this))
    , m_sentence(new QLabel(this))
    , m_table(new widgets::CopyableTable(this))
{
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table->setAccessibleName(tr("Size before and after"));
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_sentence);
    layout->addWidget(m_picture, 1);
    layout->addWidget(m_table);
    setMainPart(this, m_picture);
    connect(m_picture->plot(), &widgets::PlotView::exportRequested, this, &StructurePanel::exportRequested);
    clear();
}

void StructurePanel::setStructure(const training::KeptStructure& structure, const engine::ModelSize& before, const engine::ModelSize& after)
{
    m_structure = std::make_shared<const training::KeptStructure>(structure);
    m_picture->setModel(structurePlot(*m_structure, storedPreferences().depthMap));
    m_sentence->setText(structureSentence(*m_structure));
    m_sentence->show();
    const QAbstractItemModel* old = m_table->model();
    m_table->setModel(new widgets::TextTableModel(sizes(structure, before, after), this));
    delete old;
    m_table->resizeColumnsToContents();
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    const int row = fontMetrics().height() * 3 / 2;
    m_table->verticalHeader()->setDefaultSectionSize(row);
    m_table->setFixedHeight(m_table->model()->rowCount() * row + m_table->horizontalHeader()->sizeHint().height() + 2 * m_table->frameWidth());
    m_table->show();
}

void StructurePanel::clear()
{
    m_structure.reset();
    m_picture->setMissing(tr("This model is whole. What a compression keeps is drawn here once it has pruned."));
    m_sentence->hide();
    m_table->hide();
}

} // namespace exitscope::app

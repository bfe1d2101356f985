#include "app/views/atlas_panel.h"

#include "widgets/table/bar_delegate.h"
#include "widgets/theme/palette.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

constexpr int filterRole = Qt::UserRole + 1;

QString percent(double share)
{
    return std::isnan(share) ? QString() : AtlasPanel::tr("%1 %").arg(QLocale().toString(100 * share, 'f', 1));
}

} // namespace

AtlasPanel::AtlasPanel(QWidget* parent)
    : QWidget(parent)
    , m_summary(new QLabel(this))
    , m_tree(new QTreeWidget(this))
{
    m_summary->setWordWrap(true);
    m_tree->setHeaderLabels({ tr("Group"), tr("Overthinkers"), tr("Share"), tr("Saved here") });
    m_tree->headerItem()->setToolTip(1, tr("Right at some exit, wrong at the last one"));
    m_tree->headerItem()->setToolTip(2, tr("Of the labelled ones in the group; of a layer, those that are right there first"));
    m_tree->headerItem()->setToolTip(3, tr("Those that the present operating point lets out while they are right"));
    m_tree->setAccessibleName(tr("Overthinking by layer, class, length and tag"));
    m_tree->setItemDelegateForColumn(1, new widgets::BarDelegate(QLocale().toString(10000), m_tree));
    m_tree->setUniformRowHeights(true);
    m_tree->setAlternatingRowColors(true);
    m_tree->setIndentation(fontMetrics().averageCharWidth() * 2);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    m_tree->header()->resizeSection(0, 24 * fontMetrics().averageCharWidth());
    m_tree->setTextElideMode(Qt::ElideMiddle); // whole in the tool tip
    setMinimumWidth(66 * fontMetrics().averageCharWidth());
    for (const QString& title : { tr("By first right layer"), tr("By class"), tr("By length in tokens"), tr("By tag") }) {
        auto* group = new QTreeWidgetItem(m_tree, { title });
        group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
        group->setFirstColumnSpanned(true);
        group->setExpanded(true);
        m_groups.push_back(group);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_summary);
    layout->addWidget(m_tree, 1);
    const auto choose = [this](QTreeWidgetItem* item) {
        if (const QString filter = item->data(0, filterRole).toString(); !filter.isEmpty())
            Q_EMIT filterChosen(filter);
    };
    connect(m_tree, &QTreeWidget::itemClicked, this, choose);
    connect(m_tree, &QTreeWidget::itemActivated, this, choose);
    clear();
}

void AtlasPanel::clear()
{
    m_summary->setText(tr("Nothing to show without labels."));
    for (auto* group : m_groups) {
        qDeleteAll(group->takeChildren());
        group->setHidden(true);
    }
}

void AtlasPanel::setAtlas(const examples::Atlas& atlas)
{
    if (atlas.all.labelled == 0)
        return clear();
    m_summary->setText(tr("Right early, wrong at the end: %Ln overthinker(s), %1 of those with a label; this operating point saves %2.", nullptr,
        static_cast<int>(atlas.all.overthinkers))
                           .arg(percent(atlas.all.rate()), QLocale().toString(static_cast<qlonglong>(atlas.all.rescued))));
    const std::vector<examples::AtlasBar>* groups[] = { &atlas.layers, &atlas.classes, &atlas.lengths, &atlas.tags };
    for (int group = 0; group < 4; ++group) {
        std::int64_t most = 1;
        for (const auto& bar : *groups[group])
            most = std::max(most, bar.overthinkers);
        fill(group, *groups[group], most);
    }
}

/// Items stay where their number does, so that selection and scroll position survive a move of the threshold.
void AtlasPanel::fill(int group, const std::vector<examples::AtlasBar>& bars, std::int64_t most)
{
    auto* parent = m_groups[static_cast<std::size_t>(group)];
    parent->setHidden(bars.empty());
    while (parent->childCount() > static_cast<int>(bars.size()))
        delete parent->takeChild(parent->childCount() - 1);
    while (parent->childCount() < static_cast<int>(bars.size()))
        new QTreeWidgetItem(parent);
    for (int i = 0; i < parent->childCount(); ++i) {
        const auto& bar = bars[static_cast<std::size_t>(i)];
        auto* item = parent->child(i);
        const QString name = QString::fromStdString(bar.name);
        item->setText(0, group == 0 ? tr("Layer %1").arg(name) : name);
        item->setText(1, QLocale().toString(static_cast<qlonglong>(bar.overthinkers)));
        item->setText(2, percent(bar.rate()));
        item->setText(3, QLocale().toString(static_cast<qlonglong>(bar.rescued)));
        item->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        item->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
        item->setData(0, filterRole, QString::fromStdString(bar.filter));
        item->setToolTip(0, name + QLatin1Char('\n') + tr("Show only these: %1").arg(QString::fromStdString(bar.filter)));
        item->setData(1, widgets::barRole, static_cast<double>(bar.overthinkers) / static_cast<double>(most));
        item->setData(1, widgets::barColorRole, widgets::seriesLook(3).color);
    }
}

} // namespace exitscope::app

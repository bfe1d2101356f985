#include "widgets/panel/model_chain.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::widgets {

ModelChain::ModelChain(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_up(new QToolButton(this))
    , m_down(new QToolButton(this))
{
    auto* label = new QLabel(tr("&Cascade: further models, asked in this order where those before are not sure"), this);
    label->setWordWrap(true);
    label->setBuddy(m_list);
    m_list->setAccessibleName(tr("Further models of a cascade"));
    m_up->setText(QStringLiteral("↑"));
    m_up->setToolTip(tr("Ask this model earlier"));
    m_up->setAccessibleName(m_up->toolTip());
    m_down->setText(QStringLiteral("↓"));
    m_down->setToolTip(tr("Ask this model later"));
    m_down->setAccessibleName(m_down->toolTip());
    auto* buttons = new QVBoxLayout;
    buttons->addWidget(m_up);
    buttons->addWidget(m_down);
    buttons->addStretch();
    auto* row = new QHBoxLayout;
    row->addWidget(m_list, 1);
    row->addLayout(buttons);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addLayout(row);
    setFocusProxy(m_list);
    connect(m_list, &QListWidget::itemChanged, this, &ModelChain::onChanged);
    connect(m_list, &QListWidget::currentRowChanged, this, &ModelChain::onChanged);
    connect(m_up, &QToolButton::clicked, this, [this] { moveBy(-1); });
    connect(m_down, &QToolButton::clicked, this, [this] { moveBy(1); });
}

void ModelChain::setModels(const std::vector<FurtherModel>& models)
{
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const FurtherModel& model : models) {
            auto* item = new QListWidgetItem(model.title, m_list);
            item->setData(Qt::UserRole, model.id);
            item->setToolTip(model.help);
            item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
            item->setCheckState(Qt::Unchecked);
        }
        m_list->setCurrentRow(0);
    }
    const int shown = std::clamp(m_list->count(), 2, 4);
    m_list->setFixedHeight(shown * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth() + 2);
    onChanged();
}

QStringList ModelChain::chosen() const
{
    QStringList ids;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            ids << m_list->item(row)->data(Qt::UserRole).toString();
    return ids;
}

void ModelChain::choose(const QStringList& ids)
{
    {
        const QSignalBlocker quiet(m_list);
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setCheckState(Qt::Unchecked);
        int place = 0;
        for (const QString& id : ids)
            for (int row = place; row < m_list->count(); ++row)
                if (m_list->item(row)->data(Qt::UserRole).toString() == id) {
                    m_list->insertItem(place, m_list->takeItem(row));
                    m_list->item(place++)->setCheckState(Qt::Checked);
                    break;
                }
        m_list->setCurrentRow(0);
    }
    onChanged();
}

void ModelChain::moveBy(int rows)
{
    const int row = m_list->currentRow();
    if (row < 0 || row + rows < 0 || row + rows >= m_list->count())
        return;
    {
        const QSignalBlocker quiet(m_list);
        m_list->insertItem(row + rows, m_list->takeItem(row));
        m_list->setCurrentRow(row + rows);
    }
    onChanged();
}

void ModelChain::onChanged()
{
    const int row = m_list->currentRow();
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_list->count());
    if (const QStringList now = chosen(); now != m_told) {
        m_told = now;
        Q_EMIT chosenChanged();
    }
}

} // namespace exitscope::widgets

#include "widgets/panel/sweep_list.h"

#include <QAction>
#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>

namespace exitscope::widgets {

SweepList::SweepList(TitleOf titleOf, QWidget* parent)
    : QWidget(parent)
    , m_titleOf(std::move(titleOf))
    , m_list(new QListWidget(this))
{
    m_list->setAccessibleName(tr("Policies of this sweep"));
    m_list->setAlternatingRowColors(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMinimumWidth(15 * fontMetrics().height());
    setFocusProxy(m_list);
    auto* bar = new QHBoxLayout;
    bar->addWidget(addButton(
        tr("Add"), tr("Add a policy"), QKeySequence(Qt::CTRL | Qt::Key_Plus), &SweepList::addRequested));
    m_duplicate = addButton(tr("Duplicate"), tr("Duplicate the policy"), QKeySequence(Qt::CTRL | Qt::Key_D),
        &SweepList::duplicateCurrent);
    m_remove = addButton(
        tr("Remove"), tr("Remove the policy"), QKeySequence(Qt::CTRL | Qt::Key_Minus), &SweepList::removeCurrent);
    m_up = addButton(
        QStringLiteral("↑"), tr("Move the policy up"), QKeySequence(Qt::ALT | Qt::Key_Up), &SweepList::moveUp);
    m_down = addButton(
        QStringLiteral("↓"), tr("Move the policy down"), QKeySequence(Qt::ALT | Qt::Key_Down), &SweepList::moveDown);
    for (auto* button : { m_duplicate, m_remove, m_up, m_down })
        bar->addWidget(button);
    bar->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_list, 1);
    layout->addLayout(bar);
    connect(m_list, &QListWidget::currentRowChanged, this, &SweepList::tell);
    tell();
}

QToolButton* SweepList::addButton(
    const QString& text, const QString& name, const QKeySequence& keys, void (SweepList::*slot)())
{
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setToolTip(tr("%1 (%2)", "action, its shortcut").arg(name, keys.toString(QKeySequence::NativeText)));
    addAction(action);
    connect(action, &QAction::triggered, this, slot);
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setAccessibleName(name);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

void SweepList::describe(QListWidgetItem* item) const
{
    const QString text = item->data(Qt::UserRole).toString();
    const QString title = m_titleOf(text);
    const QString settings = text.section(QLatin1Char(':'), 1).replace(QLatin1Char(','), QStringLiteral(", "));
    item->setText(settings.isEmpty() ? title : title + QLatin1Char('\n') + settings);
    // Letters of another script are higher than the font says; rows too low for two lines would show one, cut off.
    const QFontMetrics metrics = m_list->fontMetrics();
    const int lineHeight = std::max(metrics.lineSpacing(), metrics.boundingRect(title).height());
    item->setSizeHint({ 0, 2 * lineHeight + metrics.lineSpacing() / 2 });
    item->setToolTip(text);
}

void SweepList::tell()
{
    const int row = current();
    m_duplicate->setEnabled(row >= 0);
    m_remove->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < count());
    Q_EMIT changed();
}

void SweepList::setSpecifications(const QStringList& specifications)
{
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const QString& text : specifications) {
            auto* item = new QListWidgetItem(m_list);
            item->setData(Qt::UserRole, text);
            describe(item);
        }
        m_list->setCurrentRow(specifications.isEmpty() ? -1 : 0);
    }
    tell();
}

QStringList SweepList::specifications() const
{
    QStringList all;
    for (int row = 0; row < count(); ++row)
        all << specification(row);
    return all;
}

QString SweepList::specification(int row) const
{
    return m_list->item(row)->data(Qt::UserRole).toString();
}

int SweepList::count() const
{
    return m_list->count();
}

int SweepList::current() const
{
    return m_list->currentRow();
}

void SweepList::setCurrent(int row)
{
    m_list->setCurrentRow(row);
}

void SweepList::insert(int row, const QString& specification)
{
    {
        const QSignalBlocker quiet(m_list);
        auto* item = new QListWidgetItem;
        item->setData(Qt::UserRole, specification);
        m_list->insertItem(row, item);
        describe(item);
        m_list->setCurrentRow(row);
    }
    tell();
}

void SweepList::replaceCurrent(const QString& specification)
{
    if (auto* item = m_list->currentItem()) {
        item->setData(Qt::UserRole, specification);
        describe(item);
    }
}

void SweepList::duplicateCurrent()
{
    if (current() >= 0)
        insert(current() + 1, specification(current()));
}

void SweepList::removeCurrent()
{
    if (current() < 0)
        return;
    {
        const QSignalBlocker quiet(m_list);
        const std::unique_ptr<QListWidgetItem> removed(m_list->takeItem(current()));
    }
    tell();
}

void SweepList::moveUp()
{
    moveBy(-1);
}

void SweepList::moveDown()
{
    moveBy(1);
}

void SweepList::moveBy(int rows)
{
    const int row = current();
    if (row < 0 || row + rows < 0 || row + rows >= count())
        return;
    {
        const QSignalBlocker quiet(m_list);
        m_list->insertItem(row + rows, m_list->takeItem(row));
        m_list->setCurrentRow(row + rows);
    }
    tell();
}

} // namespace exitscope::widgets

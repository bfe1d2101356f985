#include "app/views/compare_settings_page.h"

#include "app/views/compare_settings_model.h"
#include "widgets/table/copyable_table.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace exitscope::app {

CompareSettingsPage::CompareSettingsPage(QWidget* parent)
    : QWidget(parent)
    , m_model(new CompareSettingsModel(this))
    , m_table(new widgets::CopyableTable(this))
    , m_equal(new QCheckBox(tr("Show &equal settings"), this))
    , m_ignored(new QToolButton(this))
    , m_note(new QLabel(this))
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Settings of the runs"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    m_table->verticalHeader()->hide();
    m_table->setWordWrap(true);
    m_table->setTextElideMode(Qt::ElideMiddle);
    m_ignored->setPopupMode(QToolButton::InstantPopup);
    m_ignored->setMenu(new QMenu(m_ignored));
    m_ignored->setToolTip(tr("Settings that are left out of this table"));
    m_note->setTextFormat(Qt::PlainText);

    auto* bar = new QHBoxLayout;
    bar->addWidget(m_equal);
    bar->addWidget(m_ignored);
    bar->addWidget(m_note, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 6);
    layout->addLayout(bar);
    layout->addWidget(m_table, 1);

    connect(m_equal, &QCheckBox::toggled, this, [this](bool isShown) {
        m_model->setEqualShown(isShown);
        arrange();
        Q_EMIT stateChanged();
    });
    connect(m_table, &QWidget::customContextMenuRequested, this, &CompareSettingsPage::showMenu);
    connect(m_ignored->menu(), &QMenu::aboutToShow, this, [this] {
        QMenu* menu = m_ignored->menu();
        menu->clear();
        for (const QString& key : m_model->ignored())
            connect(menu->addAction(tr("Show “%1” again").arg(CompareSettingsModel::titleOf(key.toStdString()))),
                &QAction::triggered, this, [this, key] {
                    QStringList keys = m_model->ignored();
                    keys.removeAll(key);
                    setIgnored(keys);
                });
    });
    arrange();
}

void CompareSettingsPage::setRuns(std::span<const PlottedRun> runs, const QStringList& names, int baseline, int other)
{
    std::vector<store::Run> plain;
    for (const auto& run : runs)
        plain.push_back(run.run);
    m_model->setRuns(report::settingsOf(plain), names, baseline, other);
    arrange();
}

void CompareSettingsPage::setIgnored(const QStringList& keys)
{
    m_model->setIgnored(keys);
    arrange();
    Q_EMIT stateChanged();
}

/// Headings span the table; every row is as high as its longest list.
void CompareSettingsPage::arrange()
{
    m_table->clearSpans();
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->index(row, 0).data(CompareSettingsModel::IsHeadingRole).toBool())
            m_table->setSpan(row, 0, 1, m_model->columnCount());
    const int most = 36 * fontMetrics().averageCharWidth();
    m_table->resizeColumnsToContents();
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_table->setColumnWidth(column, std::min(m_table->columnWidth(column), most));
    m_table->resizeRowsToContents();
    m_ignored->setVisible(!m_model->ignored().isEmpty());
    m_ignored->setText(tr("%n ignored", nullptr, static_cast<int>(m_model->ignored().size())));
    QString note;
    if (m_model->rowCount() == 0)
        note = tr("The settings of these runs are the same.");
    else if (m_model->hiddenEqual() > 0)
        note = tr("%n equal setting(s) hidden.", nullptr, m_model->hiddenEqual());
    m_note->setText(note);
}

void CompareSettingsPage::showMenu(const QPoint& position)
{
    QMenu menu(this);
    m_table->addCopyActions(&menu);
    const QString key = m_table->indexAt(position).data(CompareSettingsModel::KeyRole).toString();
    if (!key.isEmpty()) {
        menu.addSeparator();
        connect(menu.addAction(tr("&Ignore “%1”").arg(CompareSettingsModel::titleOf(key.toStdString()))),
            &QAction::triggered, this, [this, key] { setIgnored(m_model->ignored() + QStringList { key }); });
    }
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

QJsonObject CompareSettingsPage::state() const
{
    return { { QStringLiteral("equal"), m_equal->isChecked() },
        { QStringLiteral("ignored"), QJsonArray::fromStringList(m_model->ignored()) } };
}

void CompareSettingsPage::restore(const QJsonObject& state)
{
    m_equal->setChecked(state.value(QStringLiteral("equal")).toBool(m_equal->isChecked()));
    QStringList keys;
    for (const auto& key : state.value(QStringLiteral("ignored")).toArray())
        if (key.isString())
            keys << key.toString();
    m_model->setIgnored(keys);
    arrange();
}

} // namespace exitscope::app

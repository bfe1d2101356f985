#include "widgets/panel/log_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace exitscope::widgets {

namespace {

constexpr std::size_t mostLines = 10'000;

struct LogText
{
    Q_DECLARE_TR_FUNCTIONS(LogText)
};

QString kindText(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Information:
        return LogText::tr("Information");
    case MessageKind::Success:
        return LogText::tr("Done");
    case MessageKind::Warning:
        return LogText::tr("Warning");
    case MessageKind::Error:
        return LogText::tr("Error");
    }
    return {};
}

} // namespace

void LogModel::append(const Message& message, const QDateTime& time)
{
    if (m_lines.size() >= mostLines) {
        beginRemoveRows({}, 0, 0);
        m_lines.erase(m_lines.begin());
        endRemoveRows();
    }
    const int row = static_cast<int>(m_lines.size());
    beginInsertRows({}, row, row);
    m_lines.push_back({ message, time });
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_lines.clear();
    endResetModel();
}

QString LogModel::textOf(int row) const
{
    const Line& line = m_lines[static_cast<std::size_t>(row)];
    QStringList parts { line.time.toString(Qt::ISODate) + u' ' + kindText(line.message.kind)
        + (line.message.source.isEmpty() ? QString() : QStringLiteral(", ") + line.message.source) };
    for (const QString& part : { line.message.text, line.message.remedy, line.message.details })
        if (!part.isEmpty())
            parts << part;
    return parts.join(u'\n');
}

int LogModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(Column::Text) + 1;
}

QVariant LogModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole)
        return textOf(index.row());
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Column::Time:
        return QLocale().toString(line.time.time(), QStringLiteral("HH:mm:ss"));
    case Column::Source:
        return line.message.source.isEmpty() ? kindText(line.message.kind)
                                             : tr("%1, %2", "kind, source").arg(kindText(line.message.kind), line.message.source);
    case Column::Text:
        return line.message.text;
    }
    return {};
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Time:
        return tr("Time");
    case Column::Source:
        return tr("From");
    case Column::Text:
        return tr("Message");
    }
    return {};
}

LogPanel::LogPanel(LogModel* model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_table(new QTableView(this))
    , m_story(new QPlainTextEdit(this))
    , m_copy(new QPushButton(tr("C&opy"), this))
    , m_clear(new QPushButton(tr("C&lear"), this))
{
    m_table->setModel(model);
    m_table->setAccessibleName(tr("Log"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 4 / 3);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    const int unit = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(0, 12 * unit);
    m_table->setColumnWidth(1, 26 * unit);
    m_story->setReadOnly(true);
    m_story->setAccessibleName(tr("The selected message"));
    m_story->setPlaceholderText(tr("Select a message to read all of it."));
    m_story->setTabChangesFocus(true);
    m_copy->setToolTip(tr("Copy the selected messages, or all of them"));
    m_clear->setToolTip(tr("Empty the log"));

    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->addWidget(m_table);
    splitter->addWidget(m_story);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    splitter->setChildrenCollapsible(false);
    auto* buttons = new QVBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addWidget(m_clear);
    buttons->addStretch();
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 4, 0);
    layout->addWidget(splitter, 1);
    layout->addLayout(buttons);
    setFocusProxy(m_table);

    auto* copyAction = new QAction(tr("C&opy"), m_table);
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copyAction);
    connect(copyAction, &QAction::triggered, this, &LogPanel::copy);
    connect(m_copy, &QPushButton::clicked, this, &LogPanel::copy);
    connect(m_clear, &QPushButton::clicked, model, &LogModel::clear);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LogPanel::updateParts);
    connect(model, &QAbstractItemModel::modelReset, this, &LogPanel::updateParts);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        m_table->scrollToBottom();
        updateParts();
    });
    updateParts();
}

void LogPanel::showLast()
{
    if (m_model->rowCount() > 0)
        m_table->selectRow(m_model->rowCount() - 1);
    m_table->setFocus();
}

QSize LogPanel::sizeHint() const
{
    return { 110 * fontMetrics().averageCharWidth(), 9 * fontMetrics().height() };
}

void LogPanel::copy()
{
    QStringList texts;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        texts << m_model->textOf(row.row());
    if (texts.isEmpty())
        for (int row = 0; row < m_model->rowCount(); ++row)
            texts << m_model->textOf(row);
    QApplication::clipboard()->setText(texts.join(QStringLiteral("\n\n")));
}

void LogPanel::updateParts()
{
    const auto rows = m_table->selectionModel()->selectedRows();
    m_story->setPlainText(rows.size() == 1 ? m_model->textOf(rows.front().row()) : QString());
    m_copy->setEnabled(m_model->rowCount() > 0);
    m_clear->setEnabled(m_model->rowCount() > 0);
}

} // namespace exitscope::widgets

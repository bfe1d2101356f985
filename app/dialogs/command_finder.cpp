#include "app/dialogs/command_finder.h"

#include "widgets/panel/plain_title.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

namespace {

/// As it reads: without its mnemonic and its dots.
QString plainText(const QAction* action)
{
    QString text = widgets::plainTitle(action->text());
    if (text.endsWith(u'…'))
        text.chop(1);
    return text;
}

} // namespace

CommandFinder::CommandFinder(const QMenuBar* menus, QWidget* parent)
    : QDialog(parent)
    , m_words(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setWindowTitle(tr("Find a command"));
    collect(menus->actions(), {});
    m_words->setPlaceholderText(tr("Parts of a command's name"));
    m_words->setAccessibleName(tr("Parts of a command's name"));
    m_words->installEventFilter(this);
    m_list->setAccessibleName(tr("Commands"));
    m_list->setTextElideMode(Qt::ElideMiddle);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_words);
    layout->addWidget(m_list);
    resize(70 * fontMetrics().averageCharWidth(), 22 * fontMetrics().height());
    connect(m_words, &QLineEdit::textChanged, this, &CommandFinder::filter);
    connect(m_words, &QLineEdit::returnPressed, this, &CommandFinder::run);
    connect(m_list, &QListWidget::itemActivated, this, &CommandFinder::run);
    filter({});
}

void CommandFinder::collect(const QList<QAction*>& actions, const QString& path)
{
    for (QAction* action : actions) {
        if (action->isSeparator() || action->text().isEmpty())
            continue;
        const QString name = path.isEmpty() ? plainText(action) : path + QStringLiteral(" › ") + plainText(action);
        if (const QMenu* menu = action->menu())
            collect(menu->actions(), name);
        else
            m_commands.push_back({ action, name });
    }
}

/// Those whose path has all the words; where the words begin the command's own name, first.
void CommandFinder::filter(const QString& words)
{
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    std::vector<const Command*> found;
    for (const Command& command : m_commands)
        if (std::all_of(wanted.begin(), wanted.end(),
                [&](const QString& word) { return command.path.contains(word, Qt::CaseInsensitive); }))
            found.push_back(&command);
    const auto begins
        = [&](const Command* command) { return plainText(command->action).startsWith(words.trimmed(), Qt::CaseInsensitive); };
    std::stable_partition(found.begin(), found.end(), begins);
    m_list->clear();
    for (const Command* command : found) {
        const QString keys = command->action->shortcut().toString(QKeySequence::NativeText);
        auto* item = new QListWidgetItem(
            keys.isEmpty() ? command->path : tr("%1    (%2)", "command, keys").arg(command->path, keys), m_list);
        item->setData(Qt::UserRole, static_cast<int>(command - m_commands.data()));
        item->setToolTip(command->action->statusTip());
        if (!command->action->isEnabled())
            item->setFlags(item->flags() & ~Qt::ItemIsEnabled);
    }
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

QAction* CommandFinder::current() const
{
    const auto* item = m_list->currentItem();
    return item ? m_commands[static_cast<std::size_t>(item->data(Qt::UserRole).toInt())].action : nullptr;
}

/// Once this dialog is gone: the command may open one of its own.
void CommandFinder::run()
{
    QAction* action = current();
    if (!action || !action->isEnabled())
        return;
    accept();
    QTimer::singleShot(0, action, &QAction::trigger);
}

/// Up and down walk the list while the words are typed.
bool CommandFinder::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_words && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const int step = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (step != 0 && m_list->count() > 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace exitscope::app

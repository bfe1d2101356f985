#include "widgets/panel/completing_line.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QHeaderView>
#include <QKeyEvent>
#include <QStandardItemModel>
#include <QTreeView>

namespace exitscope::widgets {

CompletingLine::CompletingLine(QWidget* parent)
    : QLineEdit(parent)
    , m_completer(new QCompleter(this))
    , m_words(new QStandardItemModel(this))
{
    auto* list = new QTreeView;
    list->setRootIsDecorated(false);
    list->setHeaderHidden(true);
    list->setUniformRowHeights(true);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_completer->setModel(m_words);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setPopup(list);
    m_completer->setWidget(this);
    m_completer->setMaxVisibleItems(12);
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &CompletingLine::insertWord);
}

void CompletingLine::setCompletions(Completions completions)
{
    m_completions = std::move(completions);
}

void CompletingLine::setProblem(const QString& problem)
{
    setToolTip(problem);
    setAccessibleDescription(problem);
}

void CompletingLine::keyPressEvent(QKeyEvent* event)
{
    if (m_completer->popup()->isVisible()) {
        switch (event->key()) {
        case Qt::Key_Enter:
        case Qt::Key_Return:
        case Qt::Key_Escape:
        case Qt::Key_Tab:
        case Qt::Key_Backtab:
            event->ignore(); // the list takes them
            return;
        default:
            break;
        }
    }
    const bool isAsked = (event->key() == Qt::Key_Space && event->modifiers().testFlag(Qt::ControlModifier))
        || event->key() == Qt::Key_Down;
    if (isAsked) {
        offer(true);
        return;
    }
    const QString before = text();
    QLineEdit::keyPressEvent(event);
    if (text() != before)
        offer(false);
}

void CompletingLine::offer(bool isAsked)
{
    m_offered = m_completions ? m_completions(text(), cursorPosition()) : LineCompletion {};
    const bool isDone = m_offered.words.size() == 1
        && m_offered.words.front().word == text().mid(m_offered.position, m_offered.size);
    const bool isBare = m_offered.size == 0 && !isAsked
        && (cursorPosition() == 0 || text().at(cursorPosition() - 1).isSpace());
    if (m_offered.words.empty() || isDone || isBare) {
        m_completer->popup()->hide();
        return;
    }
    m_words->clear();
    for (const auto& [word, help] : m_offered.words)
        m_words->appendRow({ new QStandardItem(word), new QStandardItem(help) });
    auto* list = static_cast<QTreeView*>(m_completer->popup());
    list->resizeColumnToContents(0);
    list->resizeColumnToContents(1);
    QRect place = cursorRect();
    place.setWidth(std::min(std::max(width() / 2, list->columnWidth(0) + list->columnWidth(1) + 40), 900));
    m_completer->complete(place);
    list->setCurrentIndex(m_words->index(0, 0));
}

void CompletingLine::insertWord(const QString& word)
{
    const bool needsValue = !word.isEmpty() && QStringLiteral(":=<>").contains(word.back());
    const QString inserted = needsValue ? word : word + QLatin1Char(' ');
    QString changed = text();
    changed.replace(m_offered.position, m_offered.size, inserted);
    setText(changed);
    setCursorPosition(m_offered.position + static_cast<int>(inserted.size()));
    if (needsValue)
        offer(false);
}

} // namespace exitscope::widgets

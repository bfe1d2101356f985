#include "app/library/run_card.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <algorithm>

namespace exitscope::app {

RunCard::RunCard(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_tags(new QLineEdit(this))
    , m_notes(new QPlainTextEdit(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_name->setMaxLength(200);
    m_tags->setPlaceholderText(tr("paper, seed 3"));
    m_tags->setToolTip(tr("Separate tags by commas; tag:paper in the library's filter finds them"));
    m_notes->setPlaceholderText(tr("What this run is about"));
    m_notes->setTabChangesFocus(true);
    m_notes->setMinimumHeight(3 * fontMetrics().height());
    m_notes->installEventFilter(this);
    auto* layout = new QFormLayout(this);
    layout->addRow(m_title);
    layout->addRow(tr("&Name:"), m_name);
    layout->addRow(tr("Ta&gs:"), m_tags);
    layout->addRow(tr("N&otes:"), m_notes);
    connect(m_name, &QLineEdit::editingFinished, this, &RunCard::commitName);
    connect(m_tags, &QLineEdit::editingFinished, this, &RunCard::commitTags);
    setRuns({});
}

RunSet RunCard::ids() const
{
    RunSet runs;
    for (const auto& run : m_runs)
        runs.ids.push_back(run.id);
    return runs;
}

/// Of several runs those that all have.
QString RunCard::tagText() const
{
    QStringList tags;
    for (const auto& tag : m_runs.empty() ? std::vector<std::string> {} : m_runs.front().tags)
        if (std::all_of(m_runs.begin(), m_runs.end(),
                [&tag](const auto& run) { return std::find(run.tags.begin(), run.tags.end(), tag) != run.tags.end(); }))
            tags << QString::fromStdString(tag);
    return tags.join(QStringLiteral(", "));
}

void RunCard::setRuns(const std::vector<store::RunSummary>& runs)
{
    const bool isSame = std::equal(runs.begin(), runs.end(), m_runs.begin(), m_runs.end(),
        [](const auto& a, const auto& b) { return a.id == b.id && a.uuid == b.uuid; });
    if (!isSame)
        commitNotes(); // of the run before
    m_runs = runs;
    const bool isOne = m_runs.size() == 1;
    m_title->setText(m_runs.empty() ? tr("Select a run in the library to write about it.")
                                    : tr("%n run(s) selected", nullptr, static_cast<int>(m_runs.size())));
    m_title->setVisible(!isOne);
    m_name->setEnabled(isOne);
    m_notes->setEnabled(isOne);
    m_tags->setEnabled(!m_runs.empty());
    // What is being typed stays when the list is read again, because a sweep goes on, say.
    if (!isSame || !m_name->isModified())
        m_name->setText(isOne ? QString::fromStdString(m_runs.front().name) : QString());
    if (!isSame || !m_tags->isModified())
        m_tags->setText(tagText());
    const QString notes = isOne ? QString::fromStdString(m_runs.front().notes) : QString();
    if (m_notes->toPlainText() != notes && (!isSame || !m_notes->document()->isModified()))
        m_notes->setPlainText(notes);
}

// The store has it a moment later; until its list says so, what was typed is what the runs are known by here.

void RunCard::commitName()
{
    m_name->setModified(false);
    const QString name = m_name->text().trimmed();
    if (m_runs.size() != 1 || name == QString::fromStdString(m_runs.front().name))
        return;
    m_runs.front().name = name.toStdString();
    Q_EMIT renamed(ids(), name);
}

void RunCard::commitTags()
{
    m_tags->setModified(false);
    if (m_runs.empty() || m_tags->text() == tagText())
        return;
    std::vector<std::string> tags;
    for (const QString& part : m_tags->text().split(u',', Qt::SkipEmptyParts))
        if (!part.trimmed().isEmpty())
            tags.push_back(part.trimmed().toStdString());
    std::sort(tags.begin(), tags.end());
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    for (auto& run : m_runs)
        run.tags = tags;
    m_tags->setText(tagText());
    Q_EMIT tagged(ids(), tags);
}

void RunCard::commitNotes()
{
    if (m_runs.size() != 1 || !m_notes->document()->isModified())
        return;
    m_notes->document()->setModified(false);
    const QString notes = m_notes->toPlainText();
    if (notes == QString::fromStdString(m_runs.front().notes))
        return;
    m_runs.front().notes = notes.toStdString();
    Q_EMIT noted(ids(), notes);
}

void RunCard::commit()
{
    if (m_name->isModified())
        commitName();
    if (m_tags->isModified())
        commitTags();
    commitNotes();
}

bool RunCard::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_notes && event->type() == QEvent::FocusOut)
        commitNotes();
    return QWidget::eventFilter(watched, event);
}

void RunCard::editTags()
{
    m_tags->setFocus();
    m_tags->selectAll();
}

void RunCard::editNotes()
{
    m_notes->setFocus();
}

} // namespace exitscope::app

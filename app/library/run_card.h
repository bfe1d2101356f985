#pragma once

#include "app/session/run_set.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace exitscope::app {

/// Name, tags and notes of the selected run. What was typed is an edit once the field is left or Return is pressed; it can
/// be undone. Of several runs the tags are edited together.
class RunCard final : public QWidget
{
    Q_OBJECT

public:
    explicit RunCard(QWidget* parent = nullptr);

    /// The selected runs as they are in the store.
    void setRuns(const std::vector<store::RunSummary>& runs);
    void editTags();
    void editNotes();
    /// What is still being typed becomes an edit.
    void commit();

Q_SIGNALS:
    void renamed(const exitscope::app::RunSet& run, const QString& name);
    void tagged(const exitscope::app::RunSet& runs, const std::vector<std::string>& tags);
    void noted(const exitscope::app::RunSet& run, const QString& notes);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    RunSet ids() const;
    QString tagText() const;
    void commitName();
    void commitTags();
    void commitNotes();

    std::vector<store::RunSummary> m_runs;
    QLabel* m_title;
    QLineEdit* m_name;
    QLineEdit* m_tags;
    QPlainTextEdit* m_notes;
};

} // namespace exitscope::app

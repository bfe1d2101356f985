#pragma once

#include "app/session/outcome_shelf.h"
#include "app/session/pane_source.h"

#include <QJsonObject>
#include <QWidget>

class QComboBox;
class QLabel;

namespace exitscope::app {

/// Above one pane of the Tokens view: whose exits it shows, whether they were executed, and what they cost.
class PaneHead final : public QWidget
{
    Q_OBJECT

public:
    /// `none`: what stands in place of figures where there are none.
    PaneHead(const QString& letter, const QString& name, const QString& none, QWidget* parent = nullptr);

    /// `live` and `pinned`: their rules; empty where there is none.
    void setEntries(const std::vector<OutcomeShelf::Entry>& entries, const QString& live, const QString& pinned);
    void setLive(const QString& rule); ///< the operating point moved
    void setChoice(const OutcomeChoice& choice);
    void setOutcome(const std::optional<PaneOutcome>& outcome);

Q_SIGNALS:
    void chosen(const exitscope::app::OutcomeChoice& choice);
    void tableWanted(); ///< another one than those offered

private:
    void select();

    QString m_none;
    QComboBox* m_choices;
    QLabel* m_figures;
    OutcomeChoice m_choice;
};

/// The heads of both panes with what they show: A, the operating point unless a person chose what was executed, and B, beside
/// which A is looked at.
class PaneHeads final : public QWidget
{
    Q_OBJECT

public:
    explicit PaneHeads(const ViewContext& context, QWidget* parent = nullptr);

    const PaneSource& a() const { return *m_a; }
    const PaneSource& b() const { return *m_b; }
    void chooseB(const OutcomeChoice& choice) { m_b->choose(choice); }
    void addTable(const QString& path); ///< offered from now on, and shown as B
    void setBeside(bool isBeside);      ///< B has a pane of its own

    QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void aChanged();
    void bChanged();
    void choicesChanged(); ///< state() is worth remembering
    void failed(const QString& problem);

private:
    void connectPane(PaneHead* head, PaneSource* source);
    void openTable(PaneSource* source);
    void refreshEntries();
    void showTaken();
    QString liveRule() const;
    QString pinnedRule() const;

    ViewContext m_context;
    OutcomeShelf* m_shelf;
    PaneSource *m_a, *m_b;
    PaneHead *m_headA, *m_headB;
    std::weak_ptr<const trace::Trace> m_seen;
    bool m_isBeside = false;
};

} // namespace exitscope::app

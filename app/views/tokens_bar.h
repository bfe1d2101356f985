#pragma once

#include "app/analysis/unit_table.h"
#include "widgets/heatmap/exit_strip_source.h"

#include <QJsonObject>
#include <QWidget>

class QAction;
class QActionGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QTimer;
class QToolButton;

namespace exitscope::app {

/// The choices of the Tokens view: order, which units, what to look for, what to see of them. Knows words, no data.
class TokensBar final : public QWidget
{
    Q_OBJECT

public:
    explicit TokensBar(QWidget* parent = nullptr);

    UnitQuery query() const;
    widgets::StripOptions options() const;
    QString words() const;

    /// What of the choices makes sense on a trace; null: none open.
    void setTrace(const trace::Trace* trace);
    /// The layers after which units may leave, when they are not those of the trace's exits, or are these again.
    void setScale(const trace::Trace& trace, const std::vector<int>& layers);
    /// Whether there is a B to look beside; `canUnpin`: a point was pinned.
    void setPinned(bool isPinned, bool canUnpin);
    void setSlackKnown(bool isKnown); ///< whether the rule has a threshold that can move
    /// "3 of 120" behind the words; empty: nothing is looked for.
    void setFindNote(const QString& note);
    void focusFind();

    QAction* pinAction() const { return m_pin; }
    QAction* unpinAction() const { return m_unpin; }
    QAction* besideAction() const { return m_beside; }
    QList<QAction*> displayActions() const; ///< of the menu, for the window's

    QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void queryChanged();
    void optionsChanged();
    void wordsChanged(); ///< a moment after the last letter
    void stepRequested(int direction); ///< to the next (1) or previous (−1) place found

private:
    void buildChoices();
    void buildFind();
    void buildDisplay();
    void lay();
    void fillFilters(const trace::Trace* trace, const std::vector<int>& layers);

    QComboBox* m_order;
    QComboBox* m_filter;
    QLineEdit* m_find;
    QLabel* m_note;
    QToolButton *m_previous, *m_next, *m_only, *m_display;
    QActionGroup* m_layers;
    QAction *m_depth, *m_lens, *m_slack, *m_numbers, *m_agreement, *m_differences, *m_beside, *m_pin, *m_unpin;
    QTimer* m_pause;
    QString m_wantedFilter; ///< as it was remembered; waits for a trace that has it
};

} // namespace exitscope::app

#pragma once

#include <QIcon>
#include <QString>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;

namespace exitscope::widgets {

/// A view with nothing to show says what to do next.
class EmptyState final : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    void setContent(const QIcon& icon, const QString& title, const QString& sentence);
    /// A button for it; the first one is the default. The action stays the caller's.
    void addButton(QAction* action);

protected:
    void changeEvent(QEvent* event) override;

private:
    void restyle();

    QIcon m_icon;
    QLabel* m_picture;
    QLabel* m_title;
    QLabel* m_sentence;
    QHBoxLayout* m_buttons;
};

} // namespace exitscope::widgets

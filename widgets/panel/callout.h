#pragma once

#include <QFrame>
#include <QPointer>

class QLabel;
class QPushButton;

namespace exitscope::widgets {

/// A few words beside a part of the window, above everything else and in nobody's way: the rest can be used meanwhile.
class Callout final : public QFrame
{
    Q_OBJECT

public:
    explicit Callout(QWidget* window);

    /// `target` is a part of the window; the callout stays beside it.
    void showAt(QWidget* target, const QString& title, const QString& words, const QString& next);

Q_SIGNALS:
    void nextRequested();
    void skipRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override; ///< Esc skips
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    QPointer<QWidget> m_target;
    QLabel* m_title;
    QLabel* m_words;
    QPushButton* m_next;
    QPushButton* m_skip;
};

} // namespace exitscope::widgets

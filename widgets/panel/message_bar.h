#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <memory>

namespace exitscope::widgets {

enum class MessageKind { Information, Success, Warning, Error };

struct Message
{
    MessageKind kind = MessageKind::Information;
    QString text; ///< one sentence: what happened, where
    QString remedy; ///< one sentence: what to do; may be empty
    QString details; ///< the long story, shown on demand; may be empty
    QString actionText = {}; ///< of a button that does something about it ("Undo"); may be empty
    std::function<void()> action = {}; ///< what the button does; the message closes first
    QString source = {}; ///< whose message it is: a job, a view; may be empty
};

/// One per window, in place of message boxes. Messages wait in line; Close shows the next. Hidden when empty.
class MessageBar final : public QWidget
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);
    ~MessageBar() override;

    void showMessage(const Message& message); ///< errors go before the rest; an equal one is not repeated
    void clear();
    [[nodiscard]] int count() const;

public Q_SLOTS:
    void closeMessage();
    void copyMessage();
    void actOnMessage(); ///< what the button of the first message does, if it has one

Q_SIGNALS:
    void shown(const exitscope::widgets::Message& message); ///< each one, also where it waits behind others
    void logRequested();
    void emptied();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets

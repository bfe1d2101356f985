#pragma once

#include <QDialog>

#include <vector>

class QAction;
class QLineEdit;
class QListWidget;
class QMenuBar;

namespace exitscope::app {

/// Finds an action of the menus by parts of its name ("exp fig") and does it. Says where it is and what its keys are.
class CommandFinder final : public QDialog
{
    Q_OBJECT

public:
    explicit CommandFinder(const QMenuBar* menus, QWidget* parent = nullptr);

    QAction* current() const; ///< null: nothing fits

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Command
    {
        QAction* action;
        QString path; ///< "File › Open store"
    };

    void collect(const QList<QAction*>& actions, const QString& path);
    void filter(const QString& words);
    void run();

    std::vector<Command> m_commands;
    QLineEdit* m_words;
    QListWidget* m_list;
};

} // namespace exitscope::app

#pragma once

#include <QLineEdit>
#include <QString>

#include <functional>
#include <vector>

class QCompleter;
class QStandardItemModel;

namespace exitscope::widgets {

/// What may stand at the cursor: `position` and `size` are the characters that a word replaces.
struct LineCompletion
{
    struct Word
    {
        QString word;
        QString help; ///< shown beside it
    };
    int position = 0, size = 0;
    std::vector<Word> words;
};

/// A line that completes the word at the cursor, not the whole text. Ctrl+Space or Down asks for the list; typing opens it
/// by itself. A word that is chosen is followed by a space unless it ends in an operator.
class CompletingLine final : public QLineEdit
{
    Q_OBJECT

public:
    using Completions = std::function<LineCompletion(const QString& text, int cursor)>;

    explicit CompletingLine(QWidget* parent = nullptr);
    void setCompletions(Completions completions);
    /// What is wrong with the text, for assistive tools and as a tool tip; empty where nothing is.
    void setProblem(const QString& problem);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void offer(bool isAsked);
    void insertWord(const QString& word);

    Completions m_completions;
    LineCompletion m_offered;
    QCompleter* m_completer;
    QStandardItemModel* m_words;
};

} // namespace exitscope::widgets

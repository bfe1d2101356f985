#pragma once

#include "widgets/panel/message_bar.h"

#include <QAbstractTableModel>
#include <QDateTime>
#include <QWidget>

#include <vector>

class QPlainTextEdit;
class QPushButton;
class QTableView;

namespace exitscope::widgets {

/// Every message that was shown, oldest first; the oldest go when there are very many.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Column { Time, Source, Text };

    using QAbstractTableModel::QAbstractTableModel;

    void append(const Message& message, const QDateTime& time);
    void clear();
    [[nodiscard]] QString textOf(int row) const; ///< all of it, for the clipboard

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Line
    {
        Message message;
        QDateTime time;
    };

    std::vector<Line> m_lines;
};

/// The log: what was said, when, by whom; the whole of the selected line below it.
class LogPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit LogPanel(LogModel* model, QWidget* parent = nullptr);

    void showLast();
    QSize sizeHint() const override;

private:
    void copy();
    void updateParts();

    LogModel* m_model;
    QTableView* m_table;
    QPlainTextEdit* m_story;
    QPushButton* m_copy;
    QPushButton* m_clear;
};

} // namespace exitscope::widgets

#pragma once

#include <QWidget>

class QLineEdit;

namespace exitscope::app {

/// A line for a file or folder, with a button that looks for one.
class PathField final : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { File, Folder };

    /// `title` of the dialog, and the line's accessible name; `filter` of files as QFileDialog has it.
    PathField(Kind kind, const QString& title, const QString& filter, QWidget* parent = nullptr);

    QString path() const; ///< without blanks around it
    void setPath(const QString& path);
    void setPlaceholder(const QString& text);

Q_SIGNALS:
    void changed();

private:
    void browse();

    Kind m_kind;
    QString m_title, m_filter;
    QLineEdit* m_line;
};

} // namespace exitscope::app

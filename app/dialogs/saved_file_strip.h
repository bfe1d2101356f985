#pragma once

#include <QWidget>

#include <filesystem>
#include <vector>

class QLabel;
class QToolButton;

namespace exitscope::app {

/// Says where files went, and hands the first one on: dragged into another program, copied as a file, shown in its
/// folder.
class SavedFileStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit SavedFileStrip(QWidget* parent = nullptr);

    void setFiles(const std::vector<std::filesystem::path>& files);
    /// A sentence without a file.
    void setSentence(const QString& sentence);
    [[nodiscard]] QString text() const;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void startDrag();
    void showFolder();
    void copyFile();

    QString m_file;
    QPoint m_pressed;
    QLabel* m_handle;
    QLabel* m_text;
    QToolButton* m_copy;
    QToolButton* m_folder;
};

} // namespace exitscope::app

#pragma once

#include <QWidget>

#include <vector>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace exitscope::app {

/// The manual, offline: pages of :/help as Markdown, a list that searches all of them, and their links.
class HelpWindow final : public QWidget
{
    Q_OBJECT

public:
    explicit HelpWindow(QWidget* parent = nullptr);

    /// "views" or "views#Layers"; a page that is not there shows the first one.
    void showPage(const QString& page);
    QString shownPage() const; ///< "views"
    QStringList pages() const; ///< that fit what is searched for, in order
    void search(const QString& words);

private:
    struct Page
    {
        QString name;  ///< "getting-started"
        QString title; ///< its first heading
        QString text;  ///< Markdown
    };

    void readPages();
    void filter();
    void open(const Page& page, const QString& heading);

    std::vector<Page> m_pages;
    QString m_shown;
    QLineEdit* m_words;
    QListWidget* m_list;
    QTextBrowser* m_browser;
};

/// The page that explains `widget`: of the nearest parent that names one (property "helpPage"); the first page otherwise.
[[nodiscard]] QString helpPageOf(const QWidget* widget);
void setHelpPage(QWidget* widget, const QString& page);

} // namespace exitscope::app

#include "app/help/help_window.h"

#include <QDesktopServices>
#include <QFile>
#include <QLineEdit>
#include <QListWidget>
#include <QSplitter>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextDocument>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

namespace {

constexpr const char* helpPageProperty = "helpPage";

/// As the list has them: from the first minute to the last detail.
constexpr const char* pageNames[] { "getting-started", "views", "policies", "calibration", "difficulty", "generate", "figures", "training",
    "compression", "command-line", "shortcuts" };

QString titleOf(const QString& markdown)
{
    return markdown.section(u'\n', 0, 0).remove(0, 2).trimmed(); // "# Title"
}

} // namespace

QString helpPageOf(const QWidget* widget)
{
    for (; widget; widget = widget->parentWidget())
        if (const QVariant page = widget->property(helpPageProperty); page.isValid())
            return page.toString();
    return QString::fromLatin1(pageNames[0]);
}

void setHelpPage(QWidget* widget, const QString& page)
{
    widget->setProperty(helpPageProperty, page);
}

HelpWindow::HelpWindow(QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_words(new QLineEdit(this))
    , m_list(new QListWidget(this))
    , m_browser(new QTextBrowser(this))
{
    setWindowTitle(tr("Exitscope help"));
    m_words->setPlaceholderText(tr("Search the manual"));
    m_words->setAccessibleName(tr("Search the manual"));
    m_words->setClearButtonEnabled(true);
    m_list->setAccessibleName(tr("Pages"));
    m_browser->setAccessibleName(tr("Page"));
    m_browser->setOpenLinks(false);
    auto* side = new QWidget(this);
    auto* sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->addWidget(m_words);
    sideLayout->addWidget(m_list);
    auto* splitter = new QSplitter(this);
    splitter->addWidget(side);
    splitter->addWidget(m_browser);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(splitter);
    const int unit = fontMetrics().averageCharWidth();
    resize(120 * unit, 42 * fontMetrics().height());
    splitter->setSizes({ 26 * unit, 94 * unit });

    readPages();
    connect(m_words, &QLineEdit::textChanged, this, &HelpWindow::filter);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
        if (item && item->data(Qt::UserRole).toString() != m_shown)
            showPage(item->data(Qt::UserRole).toString());
    });
    connect(m_browser, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (!link.scheme().isEmpty())
            QDesktopServices::openUrl(link);
        else
            showPage(link.toString().remove(QStringLiteral(".md")));
    });
    filter();
}

void HelpWindow::readPages()
{
    for (const char* name : pageNames) {
        Page page { QString::fromLatin1(name), {}, {} };
        QFile file(QStringLiteral(":/help/%1.md").arg(page.name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        page.text = QString::fromUtf8(file.readAll());
        page.title = titleOf(page.text);
        m_pages.push_back(std::move(page));
    }
}

/// Pages that have all the words.
void HelpWindow::filter()
{
    const QStringList words = m_words->text().split(u' ', Qt::SkipEmptyParts);
    m_list->clear();
    for (const Page& page : m_pages) {
        if (!std::all_of(words.begin(), words.end(),
                [&](const QString& word) { return page.text.contains(word, Qt::CaseInsensitive); }))
            continue;
        auto* item = new QListWidgetItem(page.title, m_list);
        item->setData(Qt::UserRole, page.name);
    }
    if (m_list->count() == 0) {
        m_shown.clear();
        m_browser->setPlainText(tr("No page has “%1”.").arg(m_words->text()));
        return;
    }
    m_list->setCurrentRow(0);
    if (!words.isEmpty())
        m_browser->find(words.front());
}

QStringList HelpWindow::pages() const
{
    QStringList names;
    for (int row = 0; row < m_list->count(); ++row)
        names << m_list->item(row)->data(Qt::UserRole).toString();
    return names;
}

void HelpWindow::search(const QString& words)
{
    m_words->setText(words);
}

QString HelpWindow::shownPage() const
{
    return m_shown;
}

void HelpWindow::showPage(const QString& page)
{
    if (m_pages.empty())
        return;
    const QString name = page.section(u'#', 0, 0);
    const auto found = std::find_if(m_pages.begin(), m_pages.end(), [&](const Page& one) { return one.name == name; });
    open(found == m_pages.end() ? m_pages.front() : *found, page.section(u'#', 1));
}

void HelpWindow::open(const Page& page, const QString& heading)
{
    m_shown = page.name;
    m_browser->setMarkdown(page.text);
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->data(Qt::UserRole).toString() == page.name)
            m_list->setCurrentRow(row);
    if (heading.isEmpty())
        return;
    for (QTextBlock block = m_browser->document()->begin(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0 && block.text() == heading) {
            QTextCursor cursor(m_browser->document());
            cursor.movePosition(QTextCursor::End); // from below, so that the heading comes to the top
            m_browser->setTextCursor(cursor);
            m_browser->setTextCursor(QTextCursor(block));
        }
}

} // namespace exitscope::app

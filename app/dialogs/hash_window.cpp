#include "app/dialogs/hash_window.h"

#include "app/analysis/hash_text.h"
#include "app/dialogs/hash_entries_model.h"
#include "app/plots/hash_plot.h"
#include "widgets/plot/plot_view.h"
#include "widgets/table/copyable_table.h"
#include "widgets/table/text_delegate.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>

namespace exitscope::app {

using namespace std::chrono_literals;

HashWindow::HashWindow(const QString& path, const QString& model, QWidget* parent)
    : QDialog(parent)
    , m_path(path)
    , m_about(new QLabel(this))
    , m_note(new QLabel(this))
    , m_plot(new widgets::PlotView(this))
    , m_filter(new QLineEdit(this))
    , m_view(new widgets::CopyableTable(this))
    , m_model(new HashEntriesModel(this))
    , m_delay(new QTimer(this))
{
    setWindowTitle(tr("Hash of tokens, %1").arg(QFileInfo(QDir(model).absolutePath()).fileName()));
    m_about->setTextFormat(Qt::PlainText);
    m_about->setWordWrap(true);
    m_note->setTextFormat(Qt::PlainText);
    m_filter->setPlaceholderText(tr("Find a token, or its number"));
    m_filter->setAccessibleName(tr("Find a token, or its number"));
    m_filter->setClearButtonEnabled(true);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new widgets::TextDelegate(m_view));
    m_view->setAccessibleName(tr("Entries of the table"));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + fontMetrics().height() / 2);
    m_delay->setSingleShot(true);
    m_delay->setInterval(120ms);
    lay(model);
    connect(m_filter, &QLineEdit::textChanged, m_delay, qOverload<>(&QTimer::start));
    connect(m_delay, &QTimer::timeout, this, &HashWindow::arrange);
    connect(m_model, &HashEntriesModel::sortWanted, this, [this](HashColumn column, bool isDescending) {
        if (m_isShowing)
            return;
        m_column = column;
        m_isDescending = isDescending;
        arrange();
    });
    m_about->setText(tr("Reading…"));
    m_readTask.run(
        this,
        [path, model] { return std::make_shared<const HashEntries>(hashEntries(path.toStdString(), model.toStdString())); },
        [this](std::shared_ptr<const HashEntries> entries) { take(std::move(entries)); },
        [this](const QString& problem) {
            Q_EMIT failed(problem);
            close();
        });
}

void HashWindow::lay(const QString& model)
{
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* exits = buttons->addButton(tr("&Show its exits"), QDialogButtonBox::ActionRole);
    exits->setToolTip(tr("In the Tokens view: where it sends the words of the open trace"));
    auto* another = buttons->addButton(tr("&Make another…"), QDialogButtonBox::ActionRole);
    for (QPushButton* button : { exits, another })
        button->setAutoDefault(false); // Return in the filter presses nothing
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    auto* list = new QWidget(this);
    auto* listLayout = new QVBoxLayout(list);
    listLayout->setContentsMargins(0, 0, 0, 0);
    listLayout->addWidget(m_filter);
    listLayout->addWidget(m_view, 1);
    listLayout->addWidget(m_note);
    const int em = fontMetrics().height();
    auto* split = new QSplitter(this);
    split->addWidget(list);
    split->addWidget(m_plot);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 1);
    split->setSizes({ 32 * em, 26 * em }); // the list has its counts in sight
    split->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_about);
    layout->addWidget(split, 1);
    layout->addWidget(buttons);
    resize(60 * em, 32 * em);
    m_filter->setFocus();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(exits, &QPushButton::clicked, this, [this] { Q_EMIT exitsWanted(m_path); });
    connect(another, &QPushButton::clicked, this, [this, model] {
        close();
        Q_EMIT anotherWanted(model);
    });
}

void HashWindow::take(std::shared_ptr<const HashEntries> entries)
{
    m_entries = std::move(entries);
    const QLocale locale;
    const auto& hash = m_entries->hash;
    QStringList lines { tr("A %1 over %2 layers, for a vocabulary of %3 entries.")
                            .arg(hashText(hash.function, hash.scale.count), locale.toString(hash.scale.layers),
                                locale.toString(static_cast<qlonglong>(m_entries->tokens.size()))) };
    if (!hash.corpus.empty())
        lines << tr("Counted in %1: %2 occurrences.")
                     .arg(QString::fromStdString(hash.corpus), locale.toString(static_cast<qlonglong>(m_entries->occurrences)));
    if (hash.bucket.empty())
        lines << tr("Every occurrence of a token draws its bucket anew: there is nothing to list.");
    m_about->setText(lines.join(u' '));
    m_plot->setVisible(!hash.bucket.empty());
    if (!hash.bucket.empty())
        m_plot->setModel(hashPlot(*m_entries));
    if (!hash.count.empty()) {
        m_column = HashColumn::Count;
        m_isDescending = true;
    }
    arrange();
}

void HashWindow::arrange()
{
    if (!m_entries)
        return;
    m_arrangeTask.run(
        this,
        [entries = m_entries, column = m_column, isDescending = m_isDescending, words = m_filter->text().trimmed()] {
            return arrangedEntries(*entries, column, isDescending, words);
        },
        [this](std::vector<std::int32_t> ids) {
            const QScopedValueRollback showing(m_isShowing, true);
            const int count = static_cast<int>(ids.size());
            const bool isFirst = m_model->columnCount() == 0;
            m_model->setEntries(m_entries, std::move(ids));
            m_view->setSortingEnabled(true);
            m_view->horizontalHeader()->setSortIndicator(
                m_model->placeOf(m_column), m_isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
            if (isFirst)
                m_view->resizeColumnsToContents();
            m_note->setText(tr("%Ln entry(s)", nullptr, count));
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

} // namespace exitscope::app

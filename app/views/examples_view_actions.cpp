#include "app/session/selection_hub.h"
#include "app/session/settings.h"
#include "app/session/workspace.h"
#include "app/views/example_finder.h"
#include "app/views/examples_model.h"
#include "app/views/examples_view.h"
#include "app/views/slice_shelf.h"
#include "core/examples/unit_rows.h"
#include "core/io/atomic_file.h"
#include "widgets/panel/completing_line.h"
#include "widgets/table/copyable_table.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QInputDialog>
#include <QJsonObject>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSplitter>

namespace exitscope::app {

namespace {

QString stored(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray restored(const QJsonValue& value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

} // namespace

QJsonObject ExamplesView::state() const
{
    const auto sort = m_finder->sort();
    const auto key = examples::keyOf(sort.column);
    return { { QStringLiteral("filter"), m_filter->text() },
        { QStringLiteral("sort"), QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size())) },
        { QStringLiteral("descending"), sort.isDescending },
        { QStringLiteral("atlas"), m_atlasAction->isChecked() },
        { QStringLiteral("columns"), stored(m_table->horizontalHeader()->saveState()) },
        { QStringLiteral("splitter"), stored(m_splitter->saveState()) } };
}

void ExamplesView::restore(const QJsonObject& state)
{
    if (const auto header = state.value(QStringLiteral("columns")); header.isString())
        m_table->horizontalHeader()->restoreState(restored(header));
    if (const auto splitter = state.value(QStringLiteral("splitter")); splitter.isString())
        m_splitter->restoreState(restored(splitter));
    if (const auto atlas = state.value(QStringLiteral("atlas")); atlas.isBool())
        m_atlasAction->setChecked(atlas.toBool());
    if (const auto filter = state.value(QStringLiteral("filter")); filter.isString())
        setFilter(filter.toString());
    if (const auto sort = state.value(QStringLiteral("sort")); sort.isString()) {
        try {
            const auto column = examples::columnNamed(sort.toString().toStdString());
            const bool isDescending = state.value(QStringLiteral("descending")).toBool();
            m_table->sortByColumn(static_cast<int>(column), isDescending ? Qt::DescendingOrder : Qt::AscendingOrder);
        } catch (const InputError&) {
            return; // a column of another version: the order stays as it is
        }
    }
}

/// Short enough for a menu, and without mnemonics.
QString ExamplesView::menuName(const QString& name) const
{
    QString shown = fontMetrics().elidedText(name, Qt::ElideMiddle, 40 * fontMetrics().averageCharWidth());
    shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
    return shown;
}

void ExamplesView::rebuildSliceMenu()
{
    m_sliceMenu->clear();
    auto* keep = m_sliceMenu->addAction(tr("&Keep these examples as a slice…"), this, &ExamplesView::keepSlice);
    auto* tag = m_sliceMenu->addAction(tr("&Tag the selected examples…"), this, &ExamplesView::tagSelected);
    keep->setEnabled(m_shelf->canKeep());
    tag->setEnabled(m_shelf->canKeep());
    m_sliceMenu->addMenu(m_untagMenu);
    m_sliceMenu->addSeparator();
    for (const auto& slice : m_shelf->slices())
        addSliceMenu(QString::fromStdString(slice.name), static_cast<int>(slice.examples.size()),
            QString::fromStdString(slice.filter));
    if (m_shelf->slices().empty())
        m_sliceMenu->addAction(m_shelf->canKeep() ? tr("No slices of this dataset yet")
                                                  : tr("Open a store to keep slices in"))->setEnabled(false);
}

void ExamplesView::addSliceMenu(const QString& name, int count, const QString& filter)
{
    auto* menu = m_sliceMenu->addMenu(tr("%1 (%2)").arg(menuName(name), QLocale().toString(count)));
    menu->setToolTipsVisible(true);
    auto* show = menu->addAction(tr("&Show only these"), this, [this, name] {
        setFilter(QStringLiteral("tag:") + QString::fromStdString(examples::filterValue(name.toStdString())));
    });
    show->setToolTip(filter.isEmpty() ? QString() : tr("Found by: %1").arg(filter));
    menu->addAction(tr("S&elect these"), this, [this, name] {
        for (const auto& slice : m_shelf->slices())
            if (QString::fromStdString(slice.name) == name && m_finder->columns())
                m_context.hub.setExamples(examples::unitsOf(m_finder->columns()->trace(), slice.examples), nullptr);
    });
    menu->addSeparator();
    menu->addAction(tr("&Rename…"), this, [this, name] {
        bool isGiven = false;
        const QString changed = QInputDialog::getText(
            this, tr("Rename slice"), tr("New name of “%1”:").arg(name), QLineEdit::Normal, name, &isGiven);
        if (isGiven && !changed.trimmed().isEmpty())
            m_shelf->rename(name, changed.trimmed());
    });
    menu->addAction(tr("&Delete"), this, [this, name] { m_shelf->remove(name); });
}

void ExamplesView::keepSlice()
{
    if (!m_finder->columns())
        return;
    auto units = selectedUnits();
    const bool isSelection = units.size() > 1;
    if (!isSelection)
        units = m_model->units();
    bool isGiven = false;
    const QString name = QInputDialog::getText(this, tr("Keep as a slice"),
        isSelection ? tr("Name for the %Ln selected example(s):", nullptr, static_cast<int>(units.size()))
                    : tr("Name for the %Ln example(s) shown:", nullptr, static_cast<int>(units.size())),
        QLineEdit::Normal, {}, &isGiven).trimmed();
    if (!isGiven || name.isEmpty())
        return;
    if (m_shelf->has(name)) {
        Q_EMIT failed(tr("There is a slice “%1” already; choose another name, or delete that one first.").arg(name));
        return;
    }
    m_shelf->keep(name, examples::examplesOf(m_finder->columns()->trace(), units),
        isSelection ? QString() : QString::fromStdString(m_finder->filter().text()));
}

void ExamplesView::tagSelected()
{
    const auto units = selectedUnits();
    if (units.empty() || !m_finder->columns() || !m_shelf->canKeep()) {
        Q_EMIT failed(m_shelf->canKeep() ? tr("Select the examples to be tagged first.")
                                         : tr("Tags are kept in a store: open one or make a new one first."));
        return;
    }
    QStringList known;
    for (const auto& slice : m_shelf->slices())
        known << QString::fromStdString(slice.name);
    bool isGiven = false;
    const QString name = QInputDialog::getItem(this, tr("Tag examples"),
        tr("Tag for %Ln example(s):", nullptr, static_cast<int>(units.size())), known, 0, true, &isGiven).trimmed();
    if (!isGiven || name.isEmpty())
        return;
    m_shelf->tag(name, selectedExamples());
}

std::vector<std::int64_t> ExamplesView::selectedExamples() const
{
    return m_finder->columns() ? examples::examplesOf(m_finder->columns()->trace(), selectedUnits())
                               : std::vector<std::int64_t> {};
}

/// A person's tags of the selected examples; those that came with the dataset are not ours to take.
void ExamplesView::fillUntagMenu()
{
    m_untagMenu->clear();
    const auto selected = selectedExamples();
    const QStringList names = m_shelf->namesOf(selected);
    for (const QString& name : names)
        m_untagMenu->addAction(menuName(name), this, [this, name, selected] { m_shelf->untag(name, selected); });
    if (names.isEmpty())
        m_untagMenu->addAction(tr("They carry no tag that was given here"))->setEnabled(false);
}

void ExamplesView::exportCsv()
{
    if (!m_finder->columns())
        return;
    Settings settings;
    const QString kind = QStringLiteral("tables");
    const QString name = QFileInfo(m_context.workspace.tracePath()).completeBaseName() + QStringLiteral("-examples.csv");
    const QString path = QFileDialog::getSaveFileName(this, tr("Export examples"),
        settings.lastFolder(kind) + QLatin1Char('/') + name, tr("CSV files (*.csv)"));
    if (path.isEmpty())
        return;
    settings.setLastFolder(kind, QFileInfo(path).path());
    const auto rows = static_cast<int>(m_model->units().size());
    m_writing.run(
        this,
        [columns = *m_finder->columns(), units = m_model->units(), path = path.toStdString()] {
            io::AtomicFile file(path);
            examples::writeCsv(columns, units, [&file](std::string_view text) { file.write(text); });
            file.commit();
            return true;
        },
        [this, path, rows](bool) {
            m_count->setText(tr("%Ln row(s) written to %1", nullptr, rows).arg(QFileInfo(path).fileName()));
        },
        [this](const QString& problem) { Q_EMIT failed(problem); });
}

} // namespace exitscope::app

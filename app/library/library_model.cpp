#include "app/library/library_model.h"

#include "core/difficulty/study_file.h"
#include "widgets/theme/palette.h"

#include <QDir>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QPalette>

#include <algorithm>

namespace exitscope::app {

namespace {

constexpr quintptr topLevel = 0; ///< internal id of a group; that of its rows is the group's number + 1
constexpr qsizetype longestNotes = 400; ///< characters of notes in a tooltip

QString join(const std::vector<std::string>& parts)
{
    QStringList list;
    for (const auto& part : parts)
        list << QString::fromStdString(part);
    return QLocale().createSeparatedList(list);
}

} // namespace

bool LibraryModel::Row::isSameAs(const Row& other) const
{
    return text == other.text && toolTip == other.toolTip && isInterrupted == other.isInterrupted
        && run.name == other.run.name && run.points == other.run.points && run.state == other.run.state
        && run.changed == other.run.changed && run.tags == other.run.tags && run.notes == other.run.notes
        && run.look == other.run.look;
}

LibraryModel::LibraryModel(QObject* parent)
    : QAbstractItemModel(parent)
{
}

QModelIndex LibraryModel::groupIndex(Group group) const
{
    return createIndex(group, 0, topLevel);
}

QModelIndex LibraryModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : topLevel);
}

QModelIndex LibraryModel::parent(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return {};
    return groupIndex(static_cast<Group>(index.internalId() - 1));
}

/// An empty group has one row that says what would be there.
int LibraryModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return Groups;
    if (parent.internalId() != topLevel || parent.column() > 0)
        return 0;
    return std::max(1, static_cast<int>(m_rows[static_cast<std::size_t>(parent.row())].size()));
}

int LibraryModel::columnCount(const QModelIndex&) const
{
    return 1;
}

const LibraryModel::Row* LibraryModel::rowAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return nullptr;
    const auto& rows = m_rows[index.internalId() - 1];
    const auto row = static_cast<std::size_t>(index.row());
    return row < rows.size() ? &rows[row] : nullptr;
}

LibraryModel::Kind LibraryModel::kindOf(Group group)
{
    switch (group) {
    case Runs:
        return Kind::Run;
    case Traces:
        return Kind::Trace;
    case Models:
        return Kind::Model;
    case Datasets:
        return Kind::Dataset;
    case Studies:
        return Kind::Study;
    case Groups:
        break;
    }
    return Kind::Group;
}

QString LibraryModel::titleOf(Group group)
{
    switch (group) {
    case Runs:
        return tr("Runs");
    case Traces:
        return tr("Traces");
    case Models:
        return tr("Models");
    case Datasets:
        return tr("Datasets");
    case Studies:
        return tr("Studies of difficulty");
    case Groups:
        break;
    }
    return {};
}

QString LibraryModel::hintOf(Group group)
{
    switch (group) {
    case Runs:
        return tr("Sweep policies to make one");
    case Traces:
        return tr("Trace a model to make one");
    case Models:
        return tr("Drop a model folder on the window");
    case Datasets:
        return tr("Drop a dataset on the window");
    case Studies:
        return tr("Start one in the Difficulty view");
    case Groups:
        break;
    }
    return {};
}

QString LibraryModel::nameOf(const store::RunSummary& run)
{
    return run.name.empty() ? tr("Run %1").arg(static_cast<qlonglong>(run.id)) : QString::fromStdString(run.name);
}

QString LibraryModel::textOf(const Row& row)
{
    const QString name = nameOf(row.run);
    if (row.run.state == store::RunState::Running)
        return row.isInterrupted ? tr("%1 (interrupted)").arg(name) : tr("%1 (running)").arg(name);
    if (row.run.state == store::RunState::Failed)
        return tr("%1 (failed)").arg(name);
    return name;
}

QString LibraryModel::cardOf(const Row& row)
{
    const auto& run = row.run;
    QString state;
    switch (run.state) {
    case store::RunState::Running:
        state = row.isInterrupted ? tr("interrupted: its program ended before it did") : tr("running");
        break;
    case store::RunState::Finished:
        state = tr("finished");
        break;
    case store::RunState::Cancelled:
        state = tr("cancelled");
        break;
    case store::RunState::Failed:
        state = tr("failed: %1").arg(QString::fromStdString(run.message));
        break;
    }
    QStringList lines { tr("%1: %2").arg(tr("Run %1").arg(static_cast<qlonglong>(run.id)), nameOf(run)),
        tr("Model: %1").arg(QString::fromStdString(run.model)), tr("Dataset: %1").arg(QString::fromStdString(run.dataset)),
        tr("Policies: %1").arg(join(run.policies)),
        tr("%1, %2").arg(tr("%Ln point(s)", nullptr, static_cast<int>(run.points)), state) };
    if (!run.tags.empty())
        lines << tr("Tags: %1").arg(join(run.tags));
    if (!run.notes.empty())
        lines << QString() << QString::fromStdString(run.notes).left(longestNotes);
    return lines.join(u'\n');
}

QVariant LibraryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    if (index.internalId() == topLevel) {
        if (role == KindRole)
            return static_cast<int>(Kind::Group);
        return role == Qt::DisplayRole ? titleOf(static_cast<Group>(index.row())) : QVariant();
    }
    const auto group = static_cast<Group>(index.internalId() - 1);
    const Row* row = rowAt(index);
    if (!row) {
        if (role == KindRole)
            return static_cast<int>(Kind::Hint);
        const QPalette palette = QGuiApplication::palette();
        if (role == Qt::ForegroundRole)
            return widgets::quietColor(palette.color(QPalette::Text), palette.color(QPalette::Base));
        if (role == Qt::ToolTipRole)
            return hintOf(group);
        return role == Qt::DisplayRole ? tr("None yet") : QVariant(); // short: the dock is narrow
    }
    switch (role) {
    case KindRole:
        return static_cast<int>(kindOf(group));
    case PathRole:
        return row->key;
    case IdRole:
        return group == Runs ? QVariant(static_cast<qlonglong>(row->run.id)) : QVariant();
    case Qt::DisplayRole:
        return group == Runs ? textOf(*row) : row->text;
    case Qt::EditRole:
        return group == Runs ? nameOf(row->run) : row->text;
    case Qt::ToolTipRole:
        return group == Runs ? cardOf(*row) : row->toolTip;
    default:
        return {};
    }
}

bool LibraryModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    const auto id = runAt(index);
    if (!id || role != Qt::EditRole)
        return false;
    const QString name = value.toString().trimmed();
    if (name == nameOf(rowAt(index)->run))
        return true;
    Q_EMIT runRenamed({ { *id } }, name); // the new list brings the name
    return true;
}

Qt::ItemFlags LibraryModel::flags(const QModelIndex& index) const
{
    switch (kindAt(index)) {
    case Kind::Group:
        return index.isValid() ? Qt::ItemIsEnabled : Qt::NoItemFlags;
    case Kind::Hint:
        return Qt::ItemNeverHasChildren;
    case Kind::Run:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable | Qt::ItemNeverHasChildren;
    case Kind::Model:
    case Kind::Dataset:
    case Kind::Study:
    case Kind::Trace:
        return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    }
    return Qt::NoItemFlags;
}

void LibraryModel::setPaths(Group group, const QStringList& paths)
{
    std::vector<Row> rows;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        // "dev.tsv" alone says nothing: files get their folder's name before theirs.
        const QString name = info.isDir() ? QDir(path).dirName() : info.dir().dirName() + u'/' + info.fileName();
        rows.push_back({ path, name, QDir::toNativeSeparators(path), {}, false });
    }
    setRows(group, std::move(rows));
}

void LibraryModel::setModels(const QStringList& folders)
{
    setPaths(Models, folders);
}

void LibraryModel::setDatasets(const QStringList& files)
{
    setPaths(Datasets, files);
}

void LibraryModel::setStudies(const QStringList& files)
{
    std::vector<Row> rows;
    for (const QString& file : files) {
        const QString name = QFileInfo(file).fileName().chopped(static_cast<int>(difficulty::studySuffix.size()));
        rows.push_back({ file, name, QDir::toNativeSeparators(file), {}, false });
    }
    setRows(Studies, std::move(rows));
}

void LibraryModel::setTraces(const std::vector<store::TraceRecord>& traces)
{
    std::vector<Row> rows;
    for (const auto& trace : traces) {
        const QString path = QString::fromStdString(trace.path);
        QString tip = QDir::toNativeSeparators(path);
        if (trace.units > 0)
            tip += u'\n' + tr("%Ln unit(s)", nullptr, static_cast<int>(trace.units)) + QStringLiteral(", ")
                + tr("%n exit(s)", nullptr, static_cast<int>(trace.exitLayers.size()));
        rows.push_back({ path, QFileInfo(path).completeBaseName(), tip, {}, false });
    }
    setRows(Traces, std::move(rows));
}

void LibraryModel::setRuns(const std::vector<store::RunSummary>& runs, const RunSet& interrupted)
{
    std::vector<Row> rows;
    rows.reserve(runs.size());
    m_rowOfRun.clear();
    for (const auto& run : runs) {
        const auto id = static_cast<std::int64_t>(run.id);
        m_rowOfRun.emplace(id, static_cast<int>(rows.size()));
        const bool isInterrupted
            = std::find(interrupted.ids.begin(), interrupted.ids.end(), run.id) != interrupted.ids.end();
        rows.push_back({ QString::number(id), {}, {}, run, isInterrupted });
    }
    setRows(Runs, std::move(rows));
}

LibraryModel::Kind LibraryModel::kindAt(const QModelIndex& index) const
{
    if (!index.isValid() || index.internalId() == topLevel)
        return Kind::Group;
    return rowAt(index) ? kindOf(static_cast<Group>(index.internalId() - 1)) : Kind::Hint;
}

const store::RunSummary* LibraryModel::summaryAt(const QModelIndex& index) const
{
    return kindAt(index) == Kind::Run ? &rowAt(index)->run : nullptr;
}

std::optional<store::RunId> LibraryModel::runAt(const QModelIndex& index) const
{
    const auto* run = summaryAt(index);
    return run ? std::optional(run->id) : std::nullopt;
}

QString LibraryModel::pathAt(const QModelIndex& index) const
{
    const Row* row = rowAt(index);
    return row && kindAt(index) != Kind::Run ? row->key : QString();
}

QModelIndex LibraryModel::indexOfRun(store::RunId id) const
{
    const auto found = m_rowOfRun.find(static_cast<std::int64_t>(id));
    return found == m_rowOfRun.end() ? QModelIndex() : index(found->second, 0, groupIndex(Runs));
}

QModelIndex LibraryModel::indexOfPath(Kind kind, const QString& path) const
{
    const Group group = kind == Kind::Model ? Models : kind == Kind::Dataset ? Datasets : kind == Kind::Study ? Studies : Traces;
    const auto& rows = m_rows[group];
    const auto found = std::find_if(rows.begin(), rows.end(), [&path](const Row& row) { return row.key == path; });
    return found == rows.end() ? QModelIndex() : index(static_cast<int>(found - rows.begin()), 0, groupIndex(group));
}

} // namespace exitscope::app

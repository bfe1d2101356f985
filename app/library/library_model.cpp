#include "app/library/library_model.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QSet>

namespace exitscope::app {

namespace {

QStandardItem* makeGroup(const QString& title)
{
    auto* item = new QStandardItem(title);
    item->setFlags(Qt::ItemIsEnabled);
    item->setData(static_cast<int>(LibraryModel::Kind::Group), LibraryModel::KindRole);
    return item;
}

QString join(const std::vector<std::string>& parts)
{
    QStringList list;
    for (const auto& part : parts)
        list << QString::fromStdString(part);
    return QLocale().createSeparatedList(list);
}

QString stateText(store::RunState state)
{
    switch (state) {
    case store::RunState::Running:
        return LibraryModel::tr("unfinished");
    case store::RunState::Finished:
        return LibraryModel::tr("finished");
    case store::RunState::Cancelled:
        return LibraryModel::tr("cancelled");
    case store::RunState::Failed:
        return LibraryModel::tr("failed");
    }
    return {};
}

} // namespace

LibraryModel::LibraryModel(QObject* parent)
    : QStandardItemModel(parent)
    , m_models(makeGroup(tr("Models")))
    , m_datasets(makeGroup(tr("Datasets")))
    , m_traces(makeGroup(tr("Traces")))
    , m_runs(makeGroup(tr("Runs")))
{
    for (auto* group : { m_runs, m_traces, m_models, m_datasets })
        invisibleRootItem()->appendRow(group);
    connect(this, &QStandardItemModel::itemChanged, this, [this](QStandardItem* item) {
        if (m_isUpdating || item->data(KindRole).toInt() != static_cast<int>(Kind::Run))
            return;
        Q_EMIT runRenamed({ { store::RunId { item->data(IdRole).toLongLong() } } }, item->text().trimmed());
    });
}

void LibraryModel::setRows(QStandardItem* group, Kind kind, const std::vector<Row>& rows)
{
    m_isUpdating = true;
    // Removing first leaves the rows that stay where they are, and with them selection and scroll.
    QSet<QString> wanted;
    for (const Row& row : rows)
        wanted.insert(row.key);
    for (int i = group->rowCount() - 1; i >= 0; --i)
        if (!wanted.contains(group->child(i)->data(PathRole).toString()))
            group->removeRow(i);
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        const Row& row = rows[static_cast<std::size_t>(i)];
        int found = -1;
        for (int j = i; j < group->rowCount() && found < 0; ++j)
            if (group->child(j)->data(PathRole).toString() == row.key)
                found = j;
        QStandardItem* item = nullptr;
        if (found == i)
            item = group->child(i);
        else if (found > i) {
            item = group->takeRow(found).front();
            group->insertRow(i, item);
        } else {
            item = new QStandardItem;
            item->setData(static_cast<int>(kind), KindRole);
            item->setData(row.key, PathRole);
            group->insertRow(i, item);
        }
        if (item->text() != row.text)
            item->setText(row.text);
        if (item->toolTip() != row.toolTip)
            item->setToolTip(row.toolTip);
        item->setEditable(row.isEditable);
        if (kind == Kind::Run)
            item->setData(row.key.toLongLong(), IdRole);
    }
    m_isUpdating = false;
}

void LibraryModel::setPaths(QStandardItem* group, Kind kind, const QStringList& paths)
{
    std::vector<Row> rows;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        // "dev.tsv" alone says nothing: files get their folder's name before theirs.
        const QString name = info.isDir() ? QDir(path).dirName() : info.dir().dirName() + u'/' + info.fileName();
        rows.push_back({ path, name, QDir::toNativeSeparators(path), false });
    }
    setRows(group, kind, rows);
}

void LibraryModel::setModels(const QStringList& folders)
{
    setPaths(m_models, Kind::Model, folders);
}

void LibraryModel::setDatasets(const QStringList& files)
{
    setPaths(m_datasets, Kind::Dataset, files);
}

void LibraryModel::setTraces(const std::vector<store::TraceRecord>& traces)
{
    std::vector<Row> rows;
    for (const auto& trace : traces) {
        const QString path = QString::fromStdString(trace.path);
        QString name = QFileInfo(path).completeBaseName();
        QString tip = QDir::toNativeSeparators(path);
        if (trace.units > 0)
            tip += u'\n' + tr("%Ln unit(s)", nullptr, static_cast<int>(trace.units)) + QStringLiteral(", ")
                + tr("%n exit(s)", nullptr, static_cast<int>(trace.exitLayers.size()));
        rows.push_back({ path, name, tip, false });
    }
    setRows(m_traces, Kind::Trace, rows);
}

void LibraryModel::setRuns(const std::vector<store::RunSummary>& runs)
{
    std::vector<Row> rows;
    for (const auto& run : runs) {
        const auto id = static_cast<qlonglong>(run.id);
        QString name = QString::fromStdString(run.name);
        if (name.isEmpty())
            name = tr("Run %1").arg(id);
        const QString tip = tr("%1: %2\nModel: %3\nDataset: %4\nPolicies: %5\n%6, %7")
                                .arg(tr("Run %1").arg(id), name, QString::fromStdString(run.model),
                                    QString::fromStdString(run.dataset), join(run.policies),
                                    tr("%Ln point(s)", nullptr, static_cast<int>(run.points)), stateText(run.state));
        rows.push_back({ QString::number(id), name, tip, true });
    }
    setRows(m_runs, Kind::Run, rows);
}

LibraryModel::Kind LibraryModel::kindAt(const QModelIndex& index) const
{
    return index.isValid() ? static_cast<Kind>(index.data(KindRole).toInt()) : Kind::Group;
}

std::optional<store::RunId> LibraryModel::runAt(const QModelIndex& index) const
{
    if (kindAt(index) != Kind::Run)
        return std::nullopt;
    return store::RunId { index.data(IdRole).toLongLong() };
}

QString LibraryModel::pathAt(const QModelIndex& index) const
{
    const Kind kind = kindAt(index);
    return kind == Kind::Group || kind == Kind::Run ? QString() : index.data(PathRole).toString();
}

QModelIndex LibraryModel::indexOfRun(store::RunId id) const
{
    for (int row = 0; row < m_runs->rowCount(); ++row)
        if (m_runs->child(row)->data(IdRole).toLongLong() == static_cast<qlonglong>(id))
            return m_runs->child(row)->index();
    return {};
}

QModelIndex LibraryModel::indexOfPath(Kind kind, const QString& path) const
{
    const QStandardItem* group = kind == Kind::Model ? m_models : kind == Kind::Dataset ? m_datasets : m_traces;
    for (int row = 0; row < group->rowCount(); ++row)
        if (group->child(row)->data(PathRole).toString() == path)
            return group->child(row)->index();
    return {};
}

} // namespace exitscope::app

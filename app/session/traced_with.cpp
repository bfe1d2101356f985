#include "app/session/traced_with.h"

#include "app/session/settings.h"

#include <QDir>
#include <QFileInfo>

namespace exitscope::app {

namespace {

QString canonical(const QString& path)
{
    const QString found = QFileInfo(path).canonicalFilePath();
    return found.isEmpty() ? QFileInfo(path).absoluteFilePath() : found;
}

QString fromPath(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

/// The one of `paths` of which `nameOf` gives `name`; empty where there is none.
template <typename NameOf> QString named(const QStringList& paths, const QString& name, NameOf nameOf)
{
    for (const QString& path : paths)
        if (!name.isEmpty() && nameOf(QFileInfo(QDir(path).absolutePath())) == name)
            return path;
    return {};
}

bool isReduced(const trace::Trace& trace)
{
    for (const auto& [key, value] : trace.info().extra)
        if (key == "dtype")
            return value == "bf16";
    return false;
}

} // namespace

void rememberTracing(const engine::TraceRequest& request)
{
    QStringList columns;
    for (const auto& column : request.textColumns)
        columns << QString::fromStdString(column);
    Settings().setTracing(canonical(fromPath(request.output)),
        { { QStringLiteral("model"), canonical(fromPath(request.model)) },
            { QStringLiteral("data"), canonical(fromPath(request.data)) },
            { QStringLiteral("textColumns"), columns.join(u',') },
            { QStringLiteral("labelColumn"), QString::fromStdString(request.labelColumn) } });
}

engine::TraceRequest tracingOf(const QString& path, const trace::Trace& trace)
{
    const Settings settings;
    const QJsonObject known = settings.tracing(canonical(path));
    engine::TraceRequest request;
    QString model = known.value(QStringLiteral("model")).toString();
    QString data = known.value(QStringLiteral("data")).toString();
    if (!QFileInfo::exists(model))
        model = named(settings.recent(QStringLiteral("models")), QString::fromStdString(trace.info().modelName),
            [](const QFileInfo& info) { return info.fileName(); });
    if (!QFileInfo::exists(data)) // a dataset is named by its folder and itself
        data = named(settings.recent(QStringLiteral("datasets")), QString::fromStdString(trace.info().datasetName),
            [](const QFileInfo& info) { return info.dir().dirName() + u'/' + info.completeBaseName(); });
    request.model = model.toStdString();
    request.data = data.toStdString();
    for (const QString& column : known.value(QStringLiteral("textColumns")).toString().split(u',', Qt::SkipEmptyParts))
        request.textColumns.push_back(column.toStdString());
    request.labelColumn = known.value(QStringLiteral("labelColumn")).toString().toStdString();
    request.task = trace.info().task;
    request.precision = isReduced(trace) ? engine::Precision::BF16 : engine::Precision::F32;
    return request;
}

} // namespace exitscope::app

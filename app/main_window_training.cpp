#include "app/main_window.h"
#include "app/views/tradeoff_view.h"
#include "app/views/train_view.h"

#include <QDir>
#include <QFileInfo>

namespace exitscope::app {

void MainWindow::connectTraining()
{
    m_train->setOfferedFolder(QDir(dataFolder()).filePath(QStringLiteral("models")));
    connect(&m_workspace, &Workspace::storeChanged, this, [this] { m_trainings.setStore(m_workspace.storePath()); });
    connect(m_train, &TrainView::opened, this, [this](const QString& folder) {
        m_settings.addRecent(QStringLiteral("trainings"), folder);
        listTrainings();
        updateViews();
    });
    connect(&m_trainings, &TrainingDesk::finished, this, [this](const QString&, const TrainingOutcome& outcome) {
        if (!outcome.checkpoint.isEmpty()) {
            m_settings.addRecent(QStringLiteral("models"), outcome.checkpoint);
            listRuns(); // the library names the new model
        }
    });
    connect(m_train, &TrainView::traceRequested, this, &MainWindow::traceTrained);
    listTrainings();
}

void MainWindow::listTrainings()
{
    m_train->setKept(m_settings.recent(QStringLiteral("trainings")));
}

/// The trace is named after model and data, and replaces an earlier one of the same.
void MainWindow::traceTrained(const TrainedTrace& trace)
{
    engine::TraceRequest request;
    request.model = trace.model.toStdString();
    request.data = trace.data.toStdString();
    request.task = trace.task.toStdString();
    for (const QString& column : trace.textColumns)
        request.textColumns.push_back(column.toStdString());
    request.labelColumn = trace.labelColumn.toStdString();
    const QDir model(trace.model);
    const bool isStage = !model.dirName().isEmpty() && model.dirName().at(0).isDigit(); // of a compression: its folder has the name
    const QString name = isStage ? QFileInfo(model.absolutePath()).dir().dirName() + u'-' + model.dirName() : model.dirName();
    const QString traces = QDir(dataFolder()).filePath(QStringLiteral("traces"));
    request.output
        = QDir(traces).filePath(QStringLiteral("%1-%2.trace").arg(name, QFileInfo(trace.data).completeBaseName())).toStdString();
    m_workspace.startTraceOfTrained(std::move(request), trace.parents);
}

} // namespace exitscope::app

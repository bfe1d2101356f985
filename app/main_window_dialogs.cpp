#include "app/dialogs/execute_dialog.h"
#include "app/dialogs/hash_dialog.h"
#include "app/dialogs/hash_window.h"
#include "app/dialogs/sweep_choice.h"
#include "app/dialogs/trace_dialog.h"
#include "app/main_window.h"
#include "app/session/traced_with.h"
#include "app/views/calibration_view.h"
#include "app/views/tokens_view.h"
#include "app/views/view.h"
#include "core/generations/generations.h"
#include "core/hashee/token_hash_file.h"
#include "widgets/panel/message_bar.h"
#include "widgets/panel/policy_panel.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace exitscope::app {

QString MainWindow::dataFolder() const
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
}

void MainWindow::newStore()
{
    const QString kind = QStringLiteral("stores");
    const QString path = QFileDialog::getSaveFileName(
        this, tr("New store"), m_settings.lastFolder(kind) + QStringLiteral("/runs.db"), tr("Stores (*.db)"));
    if (path.isEmpty())
        return;
    m_settings.setLastFolder(kind, QFileInfo(path).path());
    m_workspace.openStore(path);
}

void MainWindow::openStore()
{
    const QString kind = QStringLiteral("stores");
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open store"), m_settings.lastFolder(kind), tr("Stores (*.db);;All files (*)"));
    if (path.isEmpty())
        return;
    m_settings.setLastFolder(kind, QFileInfo(path).path());
    m_workspace.openStore(path);
}

void MainWindow::openTrace()
{
    const QString kind = QStringLiteral("traces");
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open trace"), m_settings.lastFolder(kind), tr("Traces (*.trace *.safetensors);;All files (*)"));
    if (path.isEmpty())
        return;
    m_settings.setLastFolder(kind, QFileInfo(path).path());
    m_workspace.openTrace(path);
}

void MainWindow::openTexts()
{
    const QString kind = QStringLiteral("texts");
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open texts"), m_settings.lastFolder(kind), tr("Texts of a sweep (*.generations);;All files (*)"));
    if (path.isEmpty())
        return;
    m_settings.setLastFolder(kind, QFileInfo(path).path());
    readTexts(path);
}

void MainWindow::readTexts(const QString& path)
{
    m_textsTask.run(
        this,
        [path] { return std::make_shared<const generations::Generations>(generations::readGenerations(path.toStdString())); },
        [this, path](std::shared_ptr<const generations::Generations> texts) {
            m_settings.addRecent(QStringLiteral("texts"), path);
            m_calibration->setTexts(std::move(texts));
            updateViews();
            showView(m_calibration);
        },
        [this](const QString& problem) { showMessage(problem); });
}

void MainWindow::traceModel(const QString& model, const QString& dataset)
{
    TraceDialog dialog(m_settings.recent(QStringLiteral("models")), m_settings.recent(QStringLiteral("datasets")),
        QDir(dataFolder()).filePath(QStringLiteral("traces")), this);
    if (!model.isEmpty())
        dialog.setModel(model);
    if (!dataset.isEmpty())
        dialog.setDataset(dataset);
    if (dialog.exec() == QDialog::Accepted)
        m_workspace.startTrace(dialog.request());
}

void MainWindow::execute()
{
    const auto trace = m_workspace.trace();
    if (!trace || !m_workspace.hasStore())
        return;
    const auto& state = m_point.state();
    ExecuteDialog dialog(trace, state ? std::optional(state->point.spec) : std::nullopt,
        tracingOf(m_workspace.tracePath(), *trace), m_settings.recent(QStringLiteral("models")),
        m_settings.recent(QStringLiteral("datasets")), this);
    if (dialog.exec() == QDialog::Accepted)
        m_workspace.startExecution(dialog.request());
}

void MainWindow::showHashTable(const QString& model)
{
    const QString path = QDir(model).filePath(QLatin1String(hashee::tokenHashFile));
    if (QFileInfo::exists(path))
        openHashTable(path, model);
    else
        makeHashTable(model);
}

void MainWindow::openHashTable(const QString& path, const QString& model)
{
    auto* window = new HashWindow(path, model, this);
    window->setAttribute(Qt::WA_DeleteOnClose);
    connect(window, &HashWindow::failed, this, &MainWindow::showMessage);
    connect(window, &HashWindow::anotherWanted, this, &MainWindow::makeHashTable);
    connect(window, &HashWindow::exitsWanted, this, [this](const QString& table) {
        m_tokens->showTable(table);
        showView(m_tokens);
    });
    window->show();
}

void MainWindow::makeHashTable(const QString& model)
{
    HashDialog dialog(m_settings.recent(QStringLiteral("models")), m_settings.recent(QStringLiteral("datasets")), this);
    if (!model.isEmpty())
        dialog.setModel(model);
    if (dialog.exec() == QDialog::Accepted)
        m_workspace.startHash(dialog.request(), dialog.output());
}

void MainWindow::sweep()
{
    sweepFrom({}, m_settings.lastSweep());
}

void MainWindow::sweepFrom(const QStringList& further, const QStringList& specifications)
{
    const auto trace = m_workspace.trace();
    if (!trace || !m_workspace.hasStore())
        return;
    SweepChoice choice(trace, m_workspace.tracePath(), m_workspace.storePath(), m_workspace.traces(), this);
    auto& dialog = choice.dialog();
    choice.startFrom(further, specifications);
    if (dialog.count() == 0 && m_workspace.live()) {
        const QString rule = QString::fromStdString(m_workspace.live()->rule().policy);
        for (const auto& offer : dialog.panel()->policies())
            if (offer.name == rule)
                dialog.setSpecifications({ widgets::usualSpecification(offer, widgets::PanelUse::Sweep) });
    }
    if (dialog.exec() != QDialog::Accepted)
        return;
    if (choice.models().empty())
        m_settings.setLastSweep(dialog.specifications());
    m_workspace.startSweep(dialog.specifications(), dialog.runName(), choice.models());
}

} // namespace exitscope::app

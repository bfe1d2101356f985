#include "app/session/workspace.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace exitscope::app {

void Workspace::startStudy(const DifficultyRequest& request)
{
    const auto kept = std::make_shared<QString>();
    const auto fallback
        = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString() + "/studies";
    JobQueue::Job job;
    job.title = tr("Foreseeing the exits of %1").arg(QFileInfo(QString::fromStdString(request.train.string())).fileName());
    job.work = [request, fallback, kept](const JobContext& context) {
        const bool isWhole = keepStudy(request, fallback, context,
            [kept](const std::filesystem::path& file) { *kept = QString::fromStdString(file.string()); });
        return isWhole ? JobEnd::Finished : JobEnd::Cancelled;
    };
    const auto end = [this, kept] {
        Q_EMIT studyEnded();
        if (!kept->isEmpty())
            Q_EMIT studied(*kept);
    };
    job.onFinished = end;
    job.onCancelled = end;
    m_jobs->enqueue(std::move(job));
}

} // namespace exitscope::app

#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QString>
#include <QThreadPool>

#include <exception>
#include <functional>
#include <memory>
#include <utility>

namespace exitscope::app {

/// Runs `work` on `pool`, then on the GUI thread `done` with its value, or `failed` with what was thrown; neither where
/// `owner` is gone by then or `isWanted` says no. Call it on the GUI thread.
template <typename Work, typename Done, typename Wanted>
void runInBackground(QThreadPool& pool, QObject* owner, Work work, Done done,
    std::function<void(const QString&)> failed, Wanted isWanted)
{
    pool.start([=, guard = QPointer<QObject>(owner), work = std::move(work), done = std::move(done)]() mutable {
        using Value = decltype(work());
        std::shared_ptr<Value> value;
        QString error;
        try {
            value = std::make_shared<Value>(work());
        } catch (const std::exception& exception) {
            error = QString::fromUtf8(exception.what());
        }
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [=]() mutable {
                if (!guard || !isWanted())
                    return;
                if (value)
                    done(std::move(*value));
                else if (failed)
                    failed(error);
            },
            Qt::QueuedConnection);
    });
}

} // namespace exitscope::app

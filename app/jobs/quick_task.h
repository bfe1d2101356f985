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

/// A short computation off the GUI thread (opening a trace, an exact curve) whose newer call supersedes the older one:
/// a stale result is dropped by comparing generations on the GUI thread, never by waiting. The owner outlives nothing:
/// results for a destroyed owner are dropped too.
class QuickTask
{
public:
    /// Runs `work` on the pool, then `done` with its value, or `failed`, on the GUI thread, if `owner` still exists and
    /// no later run() was called.
    template <typename Work, typename Done>
    void run(QObject* owner, Work work, Done done, std::function<void(const QString&)> failed)
    {
        const auto generation = ++*m_generation;
        auto current = m_generation;
        QThreadPool::globalInstance()->start(
            [=, guard = QPointer<QObject>(owner), work = std::move(work), done = std::move(done)]() mutable {
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
                        if (!guard || *current != generation)
                            return;
                        if (value)
                            done(std::move(*value));
                        else if (failed)
                            failed(error);
                    },
                    Qt::QueuedConnection);
            });
    }

    void drop() { ++*m_generation; } ///< whatever is under way is no longer wanted

private:
    std::shared_ptr<std::uint64_t> m_generation = std::make_shared<std::uint64_t>(0); ///< GUI thread only
};

} // namespace exitscope::app

#pragma once

#include <QString>
#include <QWidget>

#include <memory>
#include <optional>

namespace exitscope::widgets {

enum class JobPhase { Idle, Running, Paused, Cancelling, Finished, Cancelled, Failed };

struct JobView
{
    JobPhase phase = JobPhase::Idle;
    QString title; ///< "Tracing SST-2 dev"
    qint64 done = 0;
    qint64 total = 0; ///< 0: not known, the bar only shows that something happens
    std::optional<double> perSecond;
    std::optional<double> secondsLeft;
    bool canPause = true;
    QString silence = {}; ///< "no progress for 30 s", in place of rate and time left; may be empty
    QString outcome; ///< a sentence for the end: what came out, or what failed
};

/// One long job: progress, rate, time left, pause and cancel. Hidden while Idle.
class JobBar final : public QWidget
{
    Q_OBJECT

public:
    explicit JobBar(QWidget* parent = nullptr);
    ~JobBar() override;

    void setJob(const JobView& job);
    [[nodiscard]] const JobView& job() const;

Q_SIGNALS:
    void pauseRequested();
    void resumeRequested();
    void cancelRequested();
    void dismissed(); ///< the person has read the outcome

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// "9 s left", "4 min left", "2 h 10 min left".
[[nodiscard]] QString timeLeftText(double seconds);

} // namespace exitscope::widgets

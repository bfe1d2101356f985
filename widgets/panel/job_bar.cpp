#include "widgets/panel/job_bar.h"

#include "widgets/theme/glyphs.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

struct JobText
{
    Q_DECLARE_TR_FUNCTIONS(JobText)
};

bool isOver(JobPhase phase)
{
    return phase == JobPhase::Finished || phase == JobPhase::Cancelled || phase == JobPhase::Failed;
}

} // namespace

QString timeLeftText(double seconds)
{
    const QLocale locale;
    if (seconds < 60)
        return JobText::tr("%1 s left").arg(locale.toString(std::max(1, static_cast<int>(std::ceil(seconds)))));
    const auto minutes = static_cast<qint64>(std::ceil(seconds / 60));
    if (minutes < 60)
        return JobText::tr("%1 min left").arg(locale.toString(minutes));
    return JobText::tr("%1 h %2 min left").arg(locale.toString(minutes / 60), locale.toString(minutes % 60));
}

struct JobBar::Private
{
    explicit Private(JobBar* owner)
        : bar(owner)
        , title(new QLabel(owner))
        , progress(new QProgressBar(owner))
        , counts(new QLabel(owner))
        , pause(new QToolButton(owner))
        , cancel(new QToolButton(owner))
    {
    }

    void showIcons() const
    {
        const QColor ink = bar->palette().color(QPalette::ButtonText);
        const bool isPaused = job.phase == JobPhase::Paused;
        pause->setIcon(glyphIcon(isPaused ? Glyph::Resume : Glyph::Pause, ink));
        pause->setAccessibleName(isPaused ? JobBar::tr("Resume") : JobBar::tr("Pause"));
        pause->setToolTip(pause->accessibleName());
        cancel->setIcon(glyphIcon(isOver(job.phase) ? Glyph::Close : Glyph::Cancel, ink));
        cancel->setAccessibleName(isOver(job.phase) ? JobBar::tr("Close") : JobBar::tr("Cancel"));
        cancel->setToolTip(cancel->accessibleName());
    }

    [[nodiscard]] QString countText() const
    {
        const QLocale locale = bar->locale();
        QStringList parts;
        if (job.total > 0)
            parts << JobBar::tr("%1 of %2").arg(locale.toString(job.done), locale.toString(job.total));
        if (job.phase == JobPhase::Cancelling)
            parts << JobBar::tr("cancelling…");
        else if (job.phase == JobPhase::Paused)
            parts << JobBar::tr("paused");
        else if (!job.silence.isEmpty())
            parts << job.silence;
        else {
            if (job.perSecond)
                parts << JobBar::tr("%1/s").arg(
                    locale.toString(*job.perSecond, 'f', *job.perSecond < 10 ? 1 : 0));
            if (job.secondsLeft)
                parts << timeLeftText(*job.secondsLeft);
        }
        return parts.join(QStringLiteral("   "));
    }

    [[nodiscard]] QString outcomeText() const
    {
        if (!job.outcome.isEmpty())
            return job.outcome;
        switch (job.phase) {
        case JobPhase::Finished:
            return JobBar::tr("Done.");
        case JobPhase::Cancelled:
            return JobBar::tr("Cancelled.");
        case JobPhase::Failed:
            return JobBar::tr("Failed.");
        case JobPhase::Idle:
        case JobPhase::Running:
        case JobPhase::Paused:
        case JobPhase::Cancelling:
            break;
        }
        return {};
    }

    void show() const
    {
        const bool isEnd = isOver(job.phase);
        bar->setVisible(job.phase != JobPhase::Idle);
        title->setText(job.title);
        progress->setVisible(!isEnd);
        // Long counts do not fit the bar's int; a thousand steps are all that can be seen.
        progress->setRange(0, job.total > 0 ? 1000 : 0);
        if (job.total > 0)
            progress->setValue(static_cast<int>(1000.0 * static_cast<double>(job.done) / static_cast<double>(job.total)));
        counts->setText(isEnd ? outcomeText() : countText());
        pause->setVisible(!isEnd && job.canPause);
        pause->setEnabled(job.phase == JobPhase::Running || job.phase == JobPhase::Paused);
        cancel->setEnabled(job.phase != JobPhase::Cancelling);
        showIcons();
    }

    JobBar* bar;
    QLabel* title;
    QProgressBar* progress;
    QLabel* counts;
    QToolButton* pause;
    QToolButton* cancel;
    JobView job;
};

JobBar::JobBar(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    d->progress->setTextVisible(false);
    d->progress->setAccessibleName(tr("Progress"));
    d->pause->setAutoRaise(true);
    d->cancel->setAutoRaise(true);
    d->title->setTextFormat(Qt::PlainText);
    d->counts->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    const int margin = fontMetrics().height() / 3;
    layout->setContentsMargins(2 * margin, margin, 2 * margin, margin);
    layout->addWidget(d->title);
    layout->addWidget(d->progress, 1);
    layout->addWidget(d->counts, 1);
    layout->addWidget(d->pause);
    layout->addWidget(d->cancel);
    connect(d->pause, &QToolButton::clicked, this, [this] {
        if (d->job.phase == JobPhase::Paused)
            Q_EMIT resumeRequested();
        else
            Q_EMIT pauseRequested();
    });
    connect(d->cancel, &QToolButton::clicked, this, [this] {
        if (isOver(d->job.phase))
            Q_EMIT dismissed();
        else
            Q_EMIT cancelRequested();
    });
    d->show();
}

JobBar::~JobBar() = default;

void JobBar::setJob(const JobView& job)
{
    d->job = job;
    d->show();
}

const JobView& JobBar::job() const
{
    return d->job;
}

void JobBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        d->showIcons();
}

} // namespace exitscope::widgets

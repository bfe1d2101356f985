#pragma once

#include "app/jobs/quick_task.h"
#include "core/trace/trace.h"
#include "widgets/panel/sweep_dialog.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace exitscope::store {
struct TraceRecord;
}

namespace exitscope::app {

/// The traces of `known` that can follow `first` in a cascade: other files over the same dataset, by their records.
std::vector<widgets::FurtherModel> furtherModels(
    const trace::Trace& first, const std::vector<store::TraceRecord>& known);

/// The sweep dialog over a trace, and over cascades that begin with it: those are put together off the GUI thread, and
/// while that lasts or where it cannot be done the dialog says so.
class SweepChoice final : public QObject
{
    Q_OBJECT

public:
    /// `storePath` is for the command line that the dialog shows.
    SweepChoice(std::shared_ptr<const trace::Trace> trace, const QString& tracePath, const QString& storePath,
        const std::vector<store::TraceRecord>& known, QWidget* parent);

    widgets::SweepDialog& dialog() { return m_dialog; }
    /// Starts from a sweep that was made: `further` models of its cascade, by path, and its rules.
    void startFrom(const QStringList& further, const QStringList& specifications);
    /// What the cascade is made of, the open trace first; empty for one model.
    const std::vector<std::shared_ptr<const trace::Trace>>& models() const { return m_models; }

private:
    struct Cascade
    {
        std::vector<std::shared_ptr<const trace::Trace>> models;
        std::shared_ptr<const trace::Trace> trace;
    };

    void choose(const QStringList& further);
    void show(Cascade cascade);
    QStringList paths() const;

    std::shared_ptr<const trace::Trace> m_first;
    QString m_firstPath;
    std::shared_ptr<const trace::Trace> m_subject; ///< what is swept
    std::vector<std::shared_ptr<const trace::Trace>> m_models;
    QStringList m_wanted; ///< rules for the cascade that is being put together
    QuickTask m_opening;
    widgets::SweepDialog m_dialog;
};

} // namespace exitscope::app

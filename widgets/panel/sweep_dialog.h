#pragma once

#include "widgets/panel/model_chain.h"
#include "widgets/panel/policy_info.h"

#include <QDialog>

#include <functional>
#include <memory>

namespace exitscope::widgets {

class PolicyPanel;

/// What a sweep would be, found out by whoever knows the trace.
struct SweepOutlook
{
    QString summary; ///< "21 points, about 2 s"
    QString problem; ///< what would stop it, as a sentence; empty where nothing would
};

/// Choose policies and what to try of each, several at once; gives specifications such as "entropy:threshold=exact".
class SweepDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Asked on every change, after a short rest; may take some milliseconds.
    using Forecast = std::function<SweepOutlook(const QStringList& specifications)>;
    /// The same sweep as a command line.
    using CommandLine = std::function<QString(const QStringList& specifications, const QString& name)>;

    /// `traceTitle` is named in the heading: what will be swept.
    SweepDialog(std::vector<PolicyInfo> policies, const QString& traceTitle, QWidget* parent = nullptr);
    ~SweepDialog() override;

    void setForecast(Forecast forecast);
    void setCommandLine(CommandLine commandLine);

    /// What can be asked after the first model; without any the dialog does not speak of cascades.
    void setFurtherModels(const std::vector<FurtherModel>& models);
    [[nodiscard]] QStringList furtherModels() const; ///< ids of the chosen ones, in the order in which they are asked
    void chooseFurtherModels(const QStringList& ids); ///< what is not offered is left out
    /// Another trace to sweep: policies that cannot run on it leave the list, which is not left empty. Ends setWaiting().
    void setSubject(std::vector<PolicyInfo> policies, const QString& traceTitle);
    /// Why it cannot start yet, or at all, until the subject changes.
    void setWaiting(const QString& sentence);

    /// Replaces the list. What names a policy that is not offered is left out.
    void setSpecifications(const QStringList& specifications);
    /// In the order shown; empty while something is wrong.
    [[nodiscard]] QStringList specifications() const;
    /// What is wrong now, as a sentence; empty when it can start.
    [[nodiscard]] QString problem() const;

    [[nodiscard]] int count() const;
    [[nodiscard]] int current() const;
    void setCurrent(int row);
    [[nodiscard]] PolicyPanel* panel() const; ///< of the current row
    [[nodiscard]] QString runName() const; ///< what the person called it; may be empty

public Q_SLOTS:
    void addPolicy(); ///< the first offered one that is not in the list yet, else the first
    void duplicatePolicy();
    void removePolicy();
    void movePolicyUp();
    void movePolicyDown();
    void copyCommandLine();

Q_SIGNALS:
    void furtherModelsChanged(const QStringList& ids);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets

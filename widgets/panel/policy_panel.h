#pragma once

#include "widgets/panel/policy_info.h"

#include <QWidget>

#include <memory>

namespace exitscope::widgets {

/// One policy with all its settings, built from the policies' own descriptions. Those that the trace cannot serve are
/// greyed, with the reason. Speaks specifications, such as "entropy:threshold=0:1:21".
class PolicyPanel final : public QWidget
{
    Q_OBJECT

public:
    /// `withoutKey`: a parameter that is set elsewhere (by the scrubber) and not shown.
    PolicyPanel(std::vector<PolicyInfo> policies, PanelUse use, QWidget* parent = nullptr, const QString& withoutKey = {});
    ~PolicyPanel() override;

    /// Others than before, for another trace; the first that can run is shown. Announces nothing.
    void setPolicies(std::vector<PolicyInfo> policies);
    [[nodiscard]] const std::vector<PolicyInfo>& policies() const;
    [[nodiscard]] const PolicyInfo* policy() const; ///< the one shown; null where none can run
    /// As it is written now, whether right or wrong.
    [[nodiscard]] QString specification() const;
    /// What is wrong, as a sentence; empty when nothing is.
    [[nodiscard]] QString problem() const;

    /// False, and nothing changes, for a policy that is not known or not offered. Announces nothing.
    bool setSpecification(const QString& specification);
    void setValue(const QString& key, const QString& value); ///< as if typed

Q_SIGNALS:
    void specificationChanged(const QString& specification);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets

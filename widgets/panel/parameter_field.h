#pragma once

#include "widgets/panel/policy_info.h"

#include <QWidget>

#include <memory>

namespace exitscope::widgets {

/// The editor of one parameter, built from its description: one value, a range with its first, last and count, a list,
/// every distinct outcome, one value for each exit, a choice, a flag. Speaks the command line's text.
class ParameterField final : public QWidget
{
    Q_OBJECT

public:
    ParameterField(ParameterInfo parameter, PanelUse use, QWidget* parent = nullptr);
    ~ParameterField() override;

    [[nodiscard]] const ParameterInfo& parameter() const;
    [[nodiscard]] QString value() const;
    void setValue(const QString& value); ///< announces nothing
    [[nodiscard]] std::optional<QString> problem() const;

Q_SIGNALS:
    void valueChanged(const QString& value);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets

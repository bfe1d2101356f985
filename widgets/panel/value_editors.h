#pragma once

#include "widgets/panel/policy_info.h"

#include <QWidget>

namespace exitscope::widgets {

/// One way to write a value. Text is the command line's.
class ValueEditor : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString value() const = 0;
    /// False, and nothing changes, where this editor cannot hold it. Announces nothing.
    virtual bool setValue(const QString& value) = 0;

Q_SIGNALS:
    void edited();
};

ValueEditor* makeFlagEditor(const ParameterInfo& parameter, QWidget* parent);
ValueEditor* makeChoiceEditor(const ParameterInfo& parameter, QWidget* parent);  ///< one of them
ValueEditor* makeChoicesEditor(const ParameterInfo& parameter, QWidget* parent); ///< "a|b": any of them
ValueEditor* makeExactEditor(const ParameterInfo& parameter, QWidget* parent);
ValueEditor* makeRangeEditor(const ParameterInfo& parameter, QWidget* parent); ///< "first:last:count"
ValueEditor* makeNumberEditor(const ParameterInfo& parameter, QWidget* parent);
ValueEditor* makeListEditor(const ParameterInfo& parameter, QWidget* parent); ///< "a|b|c"; holds whatever is typed
ValueEditor* makeVectorEditor(const ParameterInfo& parameter, QWidget* parent); ///< "a;b;c", one for each exit

} // namespace exitscope::widgets

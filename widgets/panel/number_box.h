#pragma once

#include <QDoubleSpinBox>

namespace exitscope::widgets {

/// A number as short as it can be written, in the locale: 0.3, not 0.300000. Its text for the command line is in C.
class NumberBox final : public QDoubleSpinBox
{
public:
    enum class Kind { Real, Whole };

    explicit NumberBox(Kind kind, QWidget* parent = nullptr);

    [[nodiscard]] QString commandText() const;

    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
};

} // namespace exitscope::widgets

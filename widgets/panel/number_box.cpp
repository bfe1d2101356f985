#include "widgets/panel/number_box.h"

namespace exitscope::widgets {

NumberBox::NumberBox(Kind kind, QWidget* parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(kind == Kind::Whole ? 0 : 15);
    setRange(-1e9, 1e9);
    setStepType(kind == Kind::Whole ? DefaultStepType : AdaptiveDecimalStepType);
    setMinimumWidth(fontMetrics().averageCharWidth() * 9);
}

QString NumberBox::commandText() const
{
    return QLocale::c().toString(value(), 'g', 12);
}

QString NumberBox::textFromValue(double value) const
{
    QLocale here = locale();
    here.setNumberOptions(QLocale::OmitGroupSeparator);
    return here.toString(value, 'g', 12);
}

double NumberBox::valueFromText(const QString& text) const
{
    return locale().toDouble(text.trimmed());
}

QValidator::State NumberBox::validate(QString& text, int&) const
{
    bool isNumber = false;
    const double number = locale().toDouble(text.trimmed(), &isNumber);
    if (!isNumber)
        return QValidator::Intermediate; // on the way to one: "-", "1e"
    return number >= minimum() && number <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
}

} // namespace exitscope::widgets

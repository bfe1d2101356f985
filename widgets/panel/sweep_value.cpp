#include "widgets/panel/sweep_dialog.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace exitscope::widgets {

namespace {

struct SweepText
{
    Q_DECLARE_TR_FUNCTIONS(SweepText)
};

std::optional<double> number(const QString& text)
{
    bool isNumber = false;
    const double value = QLocale::c().toDouble(text, &isNumber);
    if (!isNumber || !std::isfinite(value))
        return std::nullopt;
    return value;
}

QString shown(double value)
{
    return QLocale::c().toString(value, 'g', 12);
}

std::optional<QString> numberProblem(const ParameterInfo& parameter, const QString& text)
{
    const auto value = number(text);
    if (!value)
        return SweepText::tr("“%1” is not a number.").arg(text);
    if (parameter.kind == ParameterKind::Integer && *value != std::floor(*value))
        return SweepText::tr("%1 is not a whole number.").arg(text);
    if (*value < parameter.low || *value > parameter.high)
        return SweepText::tr("%1 is not between %2 and %3.").arg(text, shown(parameter.low), shown(parameter.high));
    return std::nullopt;
}

std::optional<QString> oneProblem(const ParameterInfo& parameter, const QString& text)
{
    switch (parameter.kind) {
    case ParameterKind::Flag:
        if (text == QLatin1String("true") || text == QLatin1String("false"))
            return std::nullopt;
        return SweepText::tr("“%1” is neither true nor false.").arg(text);
    case ParameterKind::Choice:
        if (parameter.choices.contains(text))
            return std::nullopt;
        return SweepText::tr("“%1” is not one of %2.").arg(text, parameter.choices.join(QStringLiteral(", ")));
    case ParameterKind::Integer:
        if (!parameter.takesList)
            return numberProblem(parameter, text);
        break;
    case ParameterKind::Real:
        break;
    }
    for (const QString& part : text.split(QLatin1Char(';'))) // one value per layer or bucket
        if (auto problem = numberProblem(parameter, part))
            return problem;
    return std::nullopt;
}

std::optional<QString> rangeProblem(const ParameterInfo& parameter, const QStringList& parts)
{
    constexpr double most = 1e6; // points; more is a slip of the keyboard
    for (int end = 0; end < 2; ++end)
        if (auto problem = numberProblem(parameter, parts[end]))
            return problem;
    const auto count = number(parts[2]);
    if (!count || *count != std::floor(*count) || *count < 2 || *count > most)
        return SweepText::tr("“%1” is not a count of 2 or more.").arg(parts[2]);
    if (*number(parts[0]) >= *number(parts[1]))
        return SweepText::tr("A range goes from the smaller to the larger number.");
    return std::nullopt;
}

} // namespace

std::optional<QString> valueProblem(const ParameterInfo& parameter, const QString& text)
{
    const QString value = text.trimmed();
    if (value.isEmpty())
        return parameter.defaultValue.isEmpty() ? std::optional(SweepText::tr("A value is needed.")) : std::nullopt;
    if (value == parameter.defaultValue) // which need not be a number: "auto"
        return std::nullopt;
    if (value == QLatin1String("exact")) {
        if (parameter.hasExact)
            return std::nullopt;
        return SweepText::tr("“exact” is for thresholds only.");
    }
    const bool isNumber = parameter.kind == ParameterKind::Real || parameter.kind == ParameterKind::Integer;
    if (!parameter.isSweepable)
        return oneProblem(parameter, value);
    const QStringList ends = value.split(QLatin1Char(':'));
    if (isNumber && ends.size() > 1) {
        if (ends.size() != 3)
            return SweepText::tr("A range is written first:last:count.");
        return rangeProblem(parameter, ends);
    }
    for (const QString& part : value.split(QLatin1Char('|')))
        if (auto problem = oneProblem(parameter, part))
            return problem;
    return std::nullopt;
}

} // namespace exitscope::widgets

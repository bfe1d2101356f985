#include "widgets/panel/policy_info.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

constexpr double mostPoints = 1e6; ///< of one range; more is a slip of the keyboard
constexpr double unbounded = 1e6;  ///< a useful range that ends here or later has no end

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

bool isNumeric(const ParameterInfo& parameter)
{
    return parameter.kind == ParameterKind::Real || parameter.kind == ParameterKind::Integer;
}

std::optional<QString> numberProblem(const ParameterInfo& parameter, const QString& text)
{
    const auto value = number(text);
    if (!value)
        return SweepText::tr("“%1” is not a number.").arg(text);
    if (parameter.kind != ParameterKind::Integer)
        return std::nullopt;
    if (*value != std::floor(*value))
        return SweepText::tr("%1 is not a whole number.").arg(text);
    if (*value < parameter.low || *value > parameter.high)
        return SweepText::tr("%1 is not between %2 and %3.").arg(text, shown(parameter.low), shown(parameter.high));
    return std::nullopt;
}

std::optional<QString> vectorProblem(const ParameterInfo& parameter, const QStringList& parts)
{
    if (!parameter.takesList && parameter.exits < 1)
        return SweepText::tr("It takes one value for all exits.");
    if (!parameter.takesList && parts.size() != parameter.exits && parts.size() != parameter.exits - 1)
        return SweepText::tr("%1 values for %2 exits; give one for each, or for each but the last.")
            .arg(parts.size())
            .arg(parameter.exits);
    for (const QString& part : parts)
        if (auto problem = numberProblem(parameter, part))
            return problem;
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
    case ParameterKind::Real:
        break;
    }
    const QStringList parts = text.split(QLatin1Char(';'));
    return parts.size() > 1 ? vectorProblem(parameter, parts) : numberProblem(parameter, text);
}

std::optional<QString> rangeProblem(const ParameterInfo& parameter, const QStringList& parts)
{
    for (int end = 0; end < 2; ++end)
        if (auto problem = numberProblem(parameter, parts[end]))
            return problem;
    const auto count = number(parts[2]);
    if (!count || *count != std::floor(*count) || *count < 2 || *count > mostPoints)
        return SweepText::tr("“%1” is not a count of 2 or more.").arg(parts[2]);
    if (*number(parts[0]) >= *number(parts[1]))
        return SweepText::tr("A range goes from the smaller to the larger number.");
    if (parameter.kind == ParameterKind::Integer
        && std::fmod(*number(parts[1]) - *number(parts[0]), *count - 1) != 0)
        return SweepText::tr("%1 values from %2 to %3 are not all whole numbers.").arg(parts[2], parts[0], parts[1]);
    return std::nullopt;
}

} // namespace

const ParameterInfo* PolicyInfo::find(const QString& key) const
{
    const auto found = std::find_if(
        parameters.begin(), parameters.end(), [&key](const ParameterInfo& one) { return one.key == key; });
    return found == parameters.end() ? nullptr : &*found;
}

std::optional<QString> valueProblem(const ParameterInfo& parameter, const QString& text)
{
    const QString value = text.trimmed();
    if (value.isEmpty())
        return parameter.defaultValue.isEmpty() ? std::optional(SweepText::tr("A value is needed.")) : std::nullopt;
    if (value == parameter.defaultValue) // which need not be of the kind: "none", "auto"
        return std::nullopt;
    if (value == QLatin1String("exact")) {
        if (parameter.hasExact)
            return std::nullopt;
        return SweepText::tr("“exact” is for thresholds only.");
    }
    if (!parameter.isSweepable)
        return oneProblem(parameter, value);
    const QStringList ends = value.split(QLatin1Char(':'));
    if (isNumeric(parameter) && ends.size() > 1) {
        if (ends.size() != 3)
            return SweepText::tr("A range is written first:last:count.");
        return rangeProblem(parameter, ends);
    }
    for (const QString& part : value.split(QLatin1Char('|')))
        if (auto problem = oneProblem(parameter, part))
            return problem;
    return std::nullopt;
}

std::optional<QString> valueHint(const ParameterInfo& parameter, const QString& text)
{
    if (parameter.kind != ParameterKind::Real || parameter.high >= unbounded)
        return std::nullopt;
    QStringList parts = text.split(QLatin1Char(':'));
    if (parts.size() == 3)
        parts.removeLast();
    else
        parts = text.split(text.contains(QLatin1Char('|')) ? QLatin1Char('|') : QLatin1Char(';'));
    for (const QString& part : parts)
        if (const auto value = number(part.trimmed()); value && (*value < parameter.low || *value > parameter.high))
            return SweepText::tr("Values from %1 to %2 are usual; nothing changes much beyond them.")
                .arg(shown(parameter.low), shown(parameter.high));
    return std::nullopt;
}

QString usualValue(const ParameterInfo& parameter, PanelUse use)
{
    if (!parameter.defaultValue.isEmpty())
        return parameter.defaultValue;
    const bool isSwept = use == PanelUse::Sweep && parameter.isSweepable;
    if (isSwept && parameter.hasExact)
        return QStringLiteral("exact");
    switch (parameter.kind) {
    case ParameterKind::Real:
        return isSwept && parameter.high < unbounded
            ? QStringLiteral("%1:%2:21").arg(shown(parameter.low), shown(parameter.high))
            : shown((parameter.low + parameter.high) / 2);
    case ParameterKind::Integer:
        return isSwept && parameter.high > parameter.low && parameter.high < unbounded
            ? QStringLiteral("%1:%2:%3")
                  .arg(shown(parameter.low), shown(parameter.high))
                  .arg(static_cast<qint64>(parameter.high - parameter.low) + 1)
            : shown(std::round((parameter.low + std::min(parameter.high, unbounded)) / 2));
    case ParameterKind::Choice:
        return isSwept ? parameter.choices.join(QLatin1Char('|')) : parameter.choices.value(0);
    case ParameterKind::Flag:
        return QStringLiteral("false");
    }
    return {};
}

QString PolicyText::value(const QString& key) const
{
    const auto found = std::find_if(values.begin(), values.end(), [&key](const auto& one) { return one.first == key; });
    return found == values.end() ? QString() : found->second;
}

PolicyText PolicyText::parse(const QString& specification)
{
    PolicyText text;
    text.name = specification.section(QLatin1Char(':'), 0, 0).trimmed();
    const QString settings = specification.section(QLatin1Char(':'), 1);
    for (const QString& setting : settings.split(QLatin1Char(','), Qt::SkipEmptyParts))
        text.values.emplace_back(
            setting.section(QLatin1Char('='), 0, 0).trimmed(), setting.section(QLatin1Char('='), 1).trimmed());
    return text;
}

QString specificationOf(const PolicyInfo& policy, const std::vector<QString>& values)
{
    QStringList settings;
    for (std::size_t index = 0; index < policy.parameters.size() && index < values.size(); ++index) {
        const ParameterInfo& parameter = policy.parameters[index];
        if (!values[index].isEmpty() && values[index] != parameter.defaultValue)
            settings << parameter.key + QLatin1Char('=') + values[index];
    }
    return settings.isEmpty() ? policy.name : policy.name + QLatin1Char(':') + settings.join(QLatin1Char(','));
}

QString usualSpecification(const PolicyInfo& policy, PanelUse use)
{
    std::vector<QString> values;
    for (const ParameterInfo& parameter : policy.parameters)
        values.push_back(usualValue(parameter, use));
    return specificationOf(policy, values);
}

std::optional<QString> specificationProblem(const PolicyInfo& policy, const QString& specification)
{
    const auto text = PolicyText::parse(specification);
    if (!policy.isOffered)
        return policy.reason;
    for (const auto& [key, value] : text.values)
        if (!policy.find(key))
            return SweepText::tr("%1 has no setting “%2”.").arg(policy.title, key);
    for (const ParameterInfo& parameter : policy.parameters)
        if (const auto problem = valueProblem(parameter, text.value(parameter.key)))
            return SweepText::tr("%1: %2", "parameter: what is wrong").arg(parameter.title, *problem);
    return std::nullopt;
}

} // namespace exitscope::widgets

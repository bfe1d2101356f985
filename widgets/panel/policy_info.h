#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace exitscope::widgets {

enum class ParameterKind { Real, Integer, Choice, Flag };

/// One `key` of a policy. `isSweepable` parameters take a range, a list or (`hasExact`) every distinct outcome; the
/// others take one value. A value equal to `defaultValue` is left out of the specification.
struct ParameterInfo
{
    QString key; ///< as on the command line
    QString title;
    QString help;
    ParameterKind kind = ParameterKind::Real;
    double low = 0; ///< useful range; a limit for whole numbers
    double high = 1;
    QString defaultValue; ///< as on the command line; empty: the key must be given
    QStringList choices; ///< Choice only, as on the command line
    bool isSweepable = false;
    bool hasExact = false;
    bool takesList = false; ///< also several, however many, written 2;4;6: the layers of buckets
    int exits = 0; ///< above 0: also takes one value for each exit, this many or (the last one always lets go) one fewer
};

struct PolicyInfo
{
    QString name; ///< as on the command line
    QString title;
    QString help;
    std::vector<ParameterInfo> parameters;
    bool isOffered = true; ///< false: cannot run on this trace; shown greyed, with the reason
    QString reason;

    [[nodiscard]] const ParameterInfo* find(const QString& key) const;
};

/// Is `text` a value for `parameter` by command-line.md: a number, first:last:count, a|b|c, a;b;c, exact? Nothing
/// where it is, else what is wrong, as a sentence.
[[nodiscard]] std::optional<QString> valueProblem(const ParameterInfo& parameter, const QString& text);

/// What a person may want to know about a value that is allowed: that it lies outside the useful range. Nothing else.
[[nodiscard]] std::optional<QString> valueHint(const ParameterInfo& parameter, const QString& text);

/// What most people try first: every distinct outcome, all whole numbers of the range, all choices. With `isSweep`
/// false one value.
enum class PanelUse { Sweep, OnePoint };
[[nodiscard]] QString usualValue(const ParameterInfo& parameter, PanelUse use);

/// "name:key=value,key=value" taken apart, with no look at what the values say.
struct PolicyText
{
    QString name;
    std::vector<std::pair<QString, QString>> values;

    [[nodiscard]] QString value(const QString& key) const; ///< empty where it is not given
    [[nodiscard]] static PolicyText parse(const QString& specification);
};

/// With the parameters in the policy's order, and without those that have their default.
[[nodiscard]] QString specificationOf(const PolicyInfo& policy, const std::vector<QString>& values);
/// The usual values of all parameters.
[[nodiscard]] QString usualSpecification(const PolicyInfo& policy, PanelUse use);
/// The first thing that is wrong, as "Threshold: what is wrong."; keys that the policy does not have count.
[[nodiscard]] std::optional<QString> specificationProblem(const PolicyInfo& policy, const QString& specification);

} // namespace exitscope::widgets

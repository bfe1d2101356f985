#pragma once

#include <QDialog>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace exitscope::widgets {

enum class ParameterKind { Real, Integer, Choice, Flag };

/// One `key` of a policy. `sweepable` parameters take a range, a list or (`hasExact`) every distinct outcome;
/// the others take one value. A value equal to `defaultValue` is left out of the specification.
struct ParameterInfo
{
    QString key; ///< as on the command line
    QString title;
    QString help;
    ParameterKind kind = ParameterKind::Real;
    double low = 0;
    double high = 1;
    bool takesList = false; ///< whole numbers: also several of them, written 2;4;6
    QString defaultValue; ///< as on the command line; empty: the key must be given
    QStringList choices; ///< Choice only, as on the command line
    bool isSweepable = false;
    bool hasExact = false;
};

struct PolicyInfo
{
    QString name; ///< as on the command line
    QString title;
    QString help;
    std::vector<ParameterInfo> parameters;
    bool isOffered = true; ///< false: cannot run on this trace; shown greyed, with the reason
    QString reason;
};

/// Is `text` a value for `parameter` by command-line.md: a number, first:last:count, a|b|c, a;b;c, exact? Nothing
/// where it is, else what is wrong, as a sentence.
[[nodiscard]] std::optional<QString> valueProblem(const ParameterInfo& parameter, const QString& text);

/// Choose policies and what to try of each; gives specifications such as "entropy:threshold=exact".
class SweepDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `traceTitle` is named in the heading: what will be swept.
    SweepDialog(std::vector<PolicyInfo> policies, const QString& traceTitle, QWidget* parent = nullptr);
    ~SweepDialog() override;

    /// One per checked policy, in the order shown; empty while something is wrong.
    [[nodiscard]] QStringList specifications() const;
    /// What is wrong now, as a sentence; empty when it can start.
    [[nodiscard]] QString problem() const;

    void setChecked(const QString& policy, bool isChecked);
    void setValue(const QString& policy, const QString& key, const QString& value);
    [[nodiscard]] QString runName() const; ///< what the person called it; may be empty

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets

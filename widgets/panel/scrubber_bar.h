#pragma once

#include <QString>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QAction;

namespace exitscope::widgets {

/// What stands beside the slider. Numbers, not text: they are set in the locale.
struct Readout
{
    std::optional<double> speedup; ///< shown as 2.41×
    QString metricName; ///< "accuracy"
    std::optional<double> metric; ///< a fraction, shown in per cent unless `metricIsPercent` is false
    std::optional<double> halfInterval; ///< ± of the metric, in its unit
    bool metricIsPercent = true;
    QString note; ///< anything else, as a short sentence: "mean exit 4.7 of 12"
};

/// The operating point: which policy, a slider over its thresholds, what it costs and gives. `[` and `]` step it
/// anywhere in the window. Programmatic changes emit nothing.
class ScrubberBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ScrubberBar(QWidget* parent = nullptr);
    ~ScrubberBar() override;

    /// Names of the policies to choose from; one name is a label, several a list.
    void setPolicies(const QStringList& names, int current = 0);
    [[nodiscard]] int currentPolicy() const;
    /// "threshold", "patience": what the slider sets, shown before the number.
    void setParameterName(const QString& name);

    /// The slider visits exactly these values, ascending (the thresholds at which something changes).
    void setBreakpoints(std::vector<double> breakpoints);
    /// The slider moves over a range in 1000 steps; `decimals` for the number.
    void setRange(double low, double high, int decimals = 3);
    /// Whole numbers: patience, layers.
    void setIntegers(int low, int high);

    void setValue(double value);
    [[nodiscard]] double value() const;
    void setReadout(const Readout& readout);

    [[nodiscard]] QAction* stepDownAction() const; ///< [
    [[nodiscard]] QAction* stepUpAction() const; ///< ]
    [[nodiscard]] QAction* settingsAction() const; ///< the rule's further parameters; a button beside its name

Q_SIGNALS:
    void policyChosen(int index);
    void thresholdMoved(double value); ///< on every move
    void thresholdSettled(double value); ///< when the person lets go, types or steps

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace exitscope::widgets

#include "widgets/panel/value_editors.h"

#include "widgets/panel/number_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

QHBoxLayout* rowIn(QWidget* editor)
{
    auto* row = new QHBoxLayout(editor);
    row->setContentsMargins(0, 0, 0, 0);
    return row;
}

NumberBox* numberBox(const ParameterInfo& parameter, const QString& name, QWidget* parent)
{
    auto* box = new NumberBox(
        parameter.kind == ParameterKind::Integer ? NumberBox::Kind::Whole : NumberBox::Kind::Real, parent);
    box->setAccessibleName(QStringLiteral("%1: %2").arg(parameter.title, name));
    box->setToolTip(parameter.help);
    return box;
}

std::optional<double> number(const QString& text)
{
    bool isNumber = false;
    const double value = QLocale::c().toDouble(text.trimmed(), &isNumber);
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

void setQuietly(NumberBox* box, double value)
{
    const QSignalBlocker quiet(box);
    box->setValue(value);
}

class FlagEditor final : public ValueEditor
{
public:
    FlagEditor(const ParameterInfo& parameter, QWidget* parent)
        : ValueEditor(parent)
        , m_check(new QCheckBox(parameter.title, this))
    {
        m_check->setToolTip(parameter.help);
        rowIn(this)->addWidget(m_check);
        setFocusProxy(m_check);
        connect(m_check, &QCheckBox::toggled, this, &ValueEditor::edited);
    }

    QString value() const override { return m_check->isChecked() ? QStringLiteral("true") : QStringLiteral("false"); }

    bool setValue(const QString& value) override
    {
        const QSignalBlocker quiet(m_check);
        m_check->setChecked(value == QLatin1String("true"));
        return true;
    }

private:
    QCheckBox* m_check;
};

class ChoiceEditor final : public ValueEditor
{
public:
    ChoiceEditor(const ParameterInfo& parameter, QWidget* parent)
        : ValueEditor(parent)
        , m_combo(new QComboBox(this))
    {
        m_combo->addItems(parameter.choices);
        m_combo->setAccessibleName(parameter.title);
        m_combo->setToolTip(parameter.help);
        rowIn(this)->addWidget(m_combo);
        setFocusProxy(m_combo);
        connect(m_combo, &QComboBox::currentIndexChanged, this, &ValueEditor::edited);
    }

    QString value() const override { return m_combo->currentText(); }

    bool setValue(const QString& value) override
    {
        const QSignalBlocker quiet(m_combo);
        m_combo->setCurrentIndex(std::max(0, m_combo->findText(value)));
        return true;
    }

private:
    QComboBox* m_combo;
};

class ChoicesEditor final : public ValueEditor
{
public:
    ChoicesEditor(const ParameterInfo& parameter, QWidget* parent)
        : ValueEditor(parent)
    {
        auto* row = rowIn(this);
        for (const QString& choice : parameter.choices) {
            auto* check = new QCheckBox(choice, this);
            check->setAccessibleName(QStringLiteral("%1: %2").arg(parameter.title, choice));
            check->setToolTip(parameter.help);
            row->addWidget(check);
            connect(check, &QCheckBox::toggled, this, &ValueEditor::edited);
            m_checks.push_back(check);
        }
        row->addStretch();
    }

    QString value() const override
    {
        QStringList chosen;
        for (const auto* check : m_checks)
            if (check->isChecked())
                chosen << check->text();
        return chosen.join(QLatin1Char('|'));
    }

    bool setValue(const QString& value) override
    {
        const QStringList chosen = value.split(QLatin1Char('|'));
        for (auto* check : m_checks) {
            const QSignalBlocker quiet(check);
            check->setChecked(chosen.contains(check->text()));
        }
        return true;
    }

private:
    std::vector<QCheckBox*> m_checks;
};

class ExactEditor final : public ValueEditor
{
public:
    using ValueEditor::ValueEditor;

    QString value() const override { return QStringLiteral("exact"); }
    bool setValue(const QString& value) override { return value == QLatin1String("exact"); }
};

class RangeEditor final : public ValueEditor
{
    Q_DECLARE_TR_FUNCTIONS(exitscope::widgets::RangeEditor)

public:
    RangeEditor(const ParameterInfo& parameter, QWidget* parent)
        : ValueEditor(parent)
        , m_first(numberBox(parameter, tr("first"), this))
        , m_last(numberBox(parameter, tr("last"), this))
        , m_count(new NumberBox(NumberBox::Kind::Whole, this))
    {
        m_count->setRange(2, 1e6);
        m_count->setAccessibleName(tr("%1: number of values").arg(parameter.title));
        setQuietly(m_first, parameter.low);
        setQuietly(m_last, std::min(parameter.high, 1e9));
        setQuietly(m_count, parameter.kind == ParameterKind::Integer
                ? std::clamp(parameter.high - parameter.low + 1, 2.0, 1000.0)
                : 21);
        auto* row = rowIn(this);
        row->addWidget(m_first, 1);
        row->addWidget(new QLabel(tr("to", "range from first to last"), this));
        row->addWidget(m_last, 1);
        row->addWidget(new QLabel(tr("in", "so many values"), this));
        row->addWidget(m_count);
        m_count->setToolTip(tr("How many values, both ends included"));
        for (auto* box : { m_first, m_last, m_count })
            connect(box, &QDoubleSpinBox::valueChanged, this, &ValueEditor::edited);
    }

    QString value() const override
    {
        return QStringLiteral("%1:%2:%3").arg(m_first->commandText(), m_last->commandText(), m_count->commandText());
    }

    bool setValue(const QString& value) override
    {
        const QStringList parts = value.split(QLatin1Char(':'));
        if (parts.size() != 3)
            return false;
        const auto first = number(parts[0]), last = number(parts[1]), count = number(parts[2]);
        if (!first || !last || !count)
            return false;
        setQuietly(m_first, *first);
        setQuietly(m_last, *last);
        setQuietly(m_count, *count);
        return true;
    }

private:
    NumberBox* m_first;
    NumberBox* m_last;
    NumberBox* m_count;
};

class NumberEditor final : public ValueEditor
{
    Q_DECLARE_TR_FUNCTIONS(exitscope::widgets::NumberEditor)

public:
    NumberEditor(const ParameterInfo& parameter, QWidget* parent)
        : ValueEditor(parent)
        , m_default(parameter.defaultValue)
        , m_box(numberBox(parameter, tr("value"), this))
    {
        setQuietly(m_box, parameter.low);
        auto* row = rowIn(this);
        row->addWidget(m_box);
        row->addStretch();
        setFocusProxy(m_box);
        connect(m_box, &QDoubleSpinBox::valueChanged, this, [this] {
            m_isDefault = false;
            Q_EMIT edited();
        });
    }

    QString value() const override { return m_isDefault ? m_default : m_box->commandText(); }

    bool setValue(const QString& value) override
    {
        const auto parsed = number(value);
        // A default such as "none" is no number; the box then shows where a number would begin.
        m_isDefault = !m_default.isEmpty() && value == m_default;
        if (parsed)
            setQuietly(m_box, *parsed);
        return parsed || m_isDefault;
    }

private:
    QString m_default;
    bool m_isDefault = false;
    NumberBox* m_box;
};

class ListEditor final : public ValueEditor
{
    Q_DECLARE_TR_FUNCTIONS(exitscope::widgets::ListEditor)

public:
    ListEditor(const ParameterInfo& parameter, QWidget* parent)
        : ValueEditor(parent)
        , m_edit(new QLineEdit(this))
    {
        m_edit->setAccessibleName(tr("%1: list of values").arg(parameter.title));
        m_edit->setPlaceholderText(
            parameter.kind == ParameterKind::Integer ? QStringLiteral("1|2|4") : QStringLiteral("0.1|0.2|0.5"));
        m_edit->setToolTip(tr("Values with | between them, as on the command line"));
        rowIn(this)->addWidget(m_edit);
        setFocusProxy(m_edit);
        connect(m_edit, &QLineEdit::textChanged, this, &ValueEditor::edited);
    }

    QString value() const override
    {
        QString text = m_edit->text();
        return text.remove(QLatin1Char(' '));
    }

    bool setValue(const QString& value) override
    {
        const QSignalBlocker quiet(m_edit);
        m_edit->setText(value);
        return true;
    }

private:
    QLineEdit* m_edit;
};

/// Boxes side by side, the exits' numbers above them.
class VectorEditor final : public ValueEditor
{
    Q_DECLARE_TR_FUNCTIONS(exitscope::widgets::VectorEditor)

public:
    VectorEditor(const ParameterInfo& parameter, QWidget* parent)
        : ValueEditor(parent)
    {
        constexpr int columns = 3;
        auto* grid = new QGridLayout(this);
        grid->setContentsMargins(0, 0, 0, 0);
        for (int exit = 0; exit + 1 < parameter.exits; ++exit) {
            auto* box = numberBox(parameter, tr("exit %1").arg(exit + 1), this);
            box->setMinimumWidth(fontMetrics().averageCharWidth() * 9);
            setQuietly(box, parameter.defaultValue.isEmpty()
                    ? (parameter.low + std::min(parameter.high, 1e6)) / 2
                    : number(parameter.defaultValue).value_or(parameter.low));
            auto* label = new QLabel(tr("%1:", "number of an exit").arg(locale().toString(exit + 1)), this);
            label->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
            grid->addWidget(label, exit / columns, 2 * (exit % columns));
            grid->addWidget(box, exit / columns, 2 * (exit % columns) + 1);
            connect(box, &QDoubleSpinBox::valueChanged, this, &ValueEditor::edited);
            m_boxes.push_back(box);
        }
        grid->setColumnStretch(2 * columns, 1);
    }

    QString value() const override
    {
        QStringList values;
        for (const auto* box : m_boxes)
            values << box->commandText();
        return values.join(QLatin1Char(';'));
    }

    bool setValue(const QString& value) override
    {
        const QStringList parts = value.split(QLatin1Char(';'));
        if (parts.size() != static_cast<qsizetype>(m_boxes.size()) && parts.size() != static_cast<qsizetype>(m_boxes.size()) + 1)
            return false;
        for (const QString& part : parts)
            if (!number(part))
                return false;
        for (std::size_t exit = 0; exit < m_boxes.size(); ++exit)
            setQuietly(m_boxes[exit], *number(parts[static_cast<qsizetype>(exit)]));
        return true;
    }

private:
    std::vector<NumberBox*> m_boxes; ///< of all exits but the last, at which every unit leaves
};

} // namespace

ValueEditor* makeFlagEditor(const ParameterInfo& parameter, QWidget* parent)
{
    return new FlagEditor(parameter, parent);
}

ValueEditor* makeChoiceEditor(const ParameterInfo& parameter, QWidget* parent)
{
    return new ChoiceEditor(parameter, parent);
}

ValueEditor* makeChoicesEditor(const ParameterInfo& parameter, QWidget* parent)
{
    return new ChoicesEditor(parameter, parent);
}

ValueEditor* makeExactEditor(const ParameterInfo&, QWidget* parent)
{
    return new ExactEditor(parent);
}

ValueEditor* makeRangeEditor(const ParameterInfo& parameter, QWidget* parent)
{
    return new RangeEditor(parameter, parent);
}

ValueEditor* makeNumberEditor(const ParameterInfo& parameter, QWidget* parent)
{
    return new NumberEditor(parameter, parent);
}

ValueEditor* makeListEditor(const ParameterInfo& parameter, QWidget* parent)
{
    return new ListEditor(parameter, parent);
}

ValueEditor* makeVectorEditor(const ParameterInfo& parameter, QWidget* parent)
{
    return new VectorEditor(parameter, parent);
}

} // namespace exitscope::widgets

#include "widgets/panel/parameter_field.h"

#include "widgets/panel/number_box.h"
#include "widgets/panel/value_editors.h"
#include "widgets/theme/palette.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::widgets {

struct ParameterField::Private
{
    Private(ParameterField* owner, ParameterInfo described)
        : field(owner)
        , parameter(std::move(described))
        , forms(new QComboBox(owner))
        , stack(new QStackedWidget(owner))
        , remark(new QLabel(owner))
    {
    }

    void addEditors(PanelUse use);
    void add(const QString& title, ValueEditor* editor);
    void tell();
    void showRemark();
    [[nodiscard]] ValueEditor* current() const { return editors[static_cast<std::size_t>(forms->currentIndex())]; }

    ParameterField* field;
    ParameterInfo parameter;
    QComboBox* forms;
    QStackedWidget* stack;
    QLabel* remark;
    std::vector<ValueEditor*> editors; ///< beside the entries of `forms`
};

void ParameterField::Private::add(const QString& title, ValueEditor* editor)
{
    forms->addItem(title);
    stack->addWidget(editor);
    editors.push_back(editor);
    QObject::connect(editor, &ValueEditor::edited, field, [this] { tell(); });
}

void ParameterField::Private::addEditors(PanelUse use)
{
    const bool isSwept = use == PanelUse::Sweep && parameter.isSweepable;
    switch (parameter.kind) {
    case ParameterKind::Flag:
        add({}, makeFlagEditor(parameter, stack));
        return;
    case ParameterKind::Choice:
        add({}, isSwept ? makeChoicesEditor(parameter, stack) : makeChoiceEditor(parameter, stack));
        return;
    case ParameterKind::Real:
    case ParameterKind::Integer:
        break;
    }
    if (isSwept && parameter.hasExact)
        add(ParameterField::tr("every outcome"), makeExactEditor(parameter, stack));
    if (isSwept)
        add(ParameterField::tr("range"), makeRangeEditor(parameter, stack));
    add(ParameterField::tr("one value"), makeNumberEditor(parameter, stack));
    if (parameter.exits > 1)
        add(ParameterField::tr("per exit"), makeVectorEditor(parameter, stack));
    if (isSwept || parameter.takesList) // last: it holds whatever the others cannot
        add(ParameterField::tr("list"), makeListEditor(parameter, stack));
}

void ParameterField::Private::showRemark()
{
    const QString text = field->value();
    const auto problem = valueProblem(parameter, text);
    const auto said = problem ? problem : valueHint(parameter, text);
    remark->setVisible(said.has_value());
    remark->setText(said.value_or(QString()));
    QPalette colors = field->palette();
    if (problem)
        colors.setColor(QPalette::WindowText, cautionColor(colors.color(QPalette::Window)));
    remark->setPalette(colors);
}

void ParameterField::Private::tell()
{
    showRemark();
    Q_EMIT field->valueChanged(field->value());
}

ParameterField::ParameterField(ParameterInfo parameter, PanelUse use, QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, std::move(parameter)))
{
    d->addEditors(use);
    d->forms->setVisible(d->forms->count() > 1);
    d->forms->setAccessibleName(tr("%1: form of the value").arg(d->parameter.title));
    d->stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    d->remark->setWordWrap(true);
    d->remark->setTextFormat(Qt::PlainText);
    d->remark->hide();
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(d->forms);
    row->addWidget(d->stack, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(fontMetrics().height() / 4);
    column->addLayout(row);
    column->addWidget(d->remark);
    setToolTip(d->parameter.help);
    setFocusProxy(d->forms->count() > 1 ? static_cast<QWidget*>(d->forms) : d->stack);

    const auto fitStack = [this] {
        for (ValueEditor* editor : d->editors) { // a stack is as large as its largest page, unless others stand back
            const bool isShown = editor == d->current();
            editor->setSizePolicy(isShown ? QSizePolicy::Expanding : QSizePolicy::Ignored,
                isShown ? QSizePolicy::Fixed : QSizePolicy::Ignored);
        }
        d->stack->adjustSize();
    };
    connect(d->forms, &QComboBox::currentIndexChanged, this, [this, fitStack](int index) {
        d->stack->setCurrentIndex(index);
        fitStack();
        d->tell();
    });
    fitStack();
    setValue(usualValue(d->parameter, use));
}

ParameterField::~ParameterField() = default;

const ParameterInfo& ParameterField::parameter() const
{
    return d->parameter;
}

QString ParameterField::value() const
{
    return d->current()->value();
}

void ParameterField::setValue(const QString& value)
{
    const QString wanted = value.isEmpty() ? d->parameter.defaultValue : value;
    for (std::size_t index = 0; index < d->editors.size(); ++index) {
        if (!d->editors[index]->setValue(wanted))
            continue;
        const QSignalBlocker quiet(this);
        d->forms->setCurrentIndex(static_cast<int>(index));
        break;
    }
    d->showRemark();
}

std::optional<QString> ParameterField::problem() const
{
    return valueProblem(d->parameter, value());
}

} // namespace exitscope::widgets

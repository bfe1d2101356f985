#include "widgets/panel/sweep_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace exitscope::widgets {

namespace {

/// The field for one parameter, whatever it is made of.
struct Field
{
    QCheckBox* check = nullptr;
    QComboBox* combo = nullptr;

    [[nodiscard]] QString value() const
    {
        if (check)
            return check->isChecked() ? QStringLiteral("true") : QStringLiteral("false");
        return combo->currentText().trimmed();
    }

    void setValue(const QString& value) const
    {
        if (check)
            check->setChecked(value == QLatin1String("true"));
        else if (combo->isEditable())
            combo->setEditText(value);
        else
            combo->setCurrentText(value);
    }

    [[nodiscard]] QWidget* widget() const { return check ? static_cast<QWidget*>(check) : combo; }
};

QString number(double value)
{
    return QLocale::c().toString(value, 'g', 12);
}

/// What a person most likely wants to try, best first.
QStringList suggestions(const ParameterInfo& parameter)
{
    QStringList values;
    if (parameter.hasExact)
        values << QStringLiteral("exact");
    switch (parameter.kind) {
    case ParameterKind::Real:
        if (parameter.isSweepable && parameter.high < 1e6)
            values << QStringLiteral("%1:%2:21").arg(number(parameter.low), number(parameter.high));
        break;
    case ParameterKind::Integer:
        if (parameter.isSweepable && parameter.high - parameter.low >= 1 && parameter.high < 1e6)
            values << QStringLiteral("%1:%2:%3")
                          .arg(number(parameter.low), number(parameter.high))
                          .arg(static_cast<qint64>(parameter.high - parameter.low) + 1);
        break;
    case ParameterKind::Choice:
        if (parameter.isSweepable && parameter.choices.size() > 1)
            values << parameter.choices.join(QLatin1Char('|'));
        values << parameter.choices;
        break;
    case ParameterKind::Flag:
        break;
    }
    if (!parameter.defaultValue.isEmpty()) { // what most people want comes first
        values.removeAll(parameter.defaultValue);
        values.prepend(parameter.defaultValue);
    }
    return values;
}

} // namespace

struct SweepDialog::Private
{
    struct Page
    {
        PolicyInfo policy;
        QListWidgetItem* item = nullptr;
        std::vector<Field> fields; ///< as the policy's parameters
    };

    explicit Private(SweepDialog* owner)
        : dialog(owner)
        , list(new QListWidget(owner))
        , pages(new QStackedWidget(owner))
        , preview(new QLabel(owner))
        , complaint(new QLabel(owner))
        , name(new QLineEdit(owner))
        , buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, owner))
    {
    }

    void addPolicy(PolicyInfo policy);
    Field addField(QFormLayout* form, const ParameterInfo& parameter);
    void update();
    [[nodiscard]] QString specification(const Page& page) const;
    [[nodiscard]] QString problem() const;
    [[nodiscard]] Page* find(const QString& policy)
    {
        for (Page& page : all)
            if (page.policy.name == policy)
                return &page;
        return nullptr;
    }

    SweepDialog* dialog;
    QListWidget* list;
    QStackedWidget* pages;
    QLabel* preview;
    QLabel* complaint;
    QLineEdit* name;
    QDialogButtonBox* buttons;
    std::vector<Page> all;
};

Field SweepDialog::Private::addField(QFormLayout* form, const ParameterInfo& parameter)
{
    Field field;
    if (parameter.kind == ParameterKind::Flag && !parameter.isSweepable) {
        field.check = new QCheckBox(parameter.title, dialog);
        QObject::connect(field.check, &QCheckBox::toggled, dialog, [this] { update(); });
        form->addRow(field.check);
    } else {
        field.combo = new QComboBox(dialog);
        field.combo->setEditable(parameter.kind != ParameterKind::Choice || parameter.isSweepable);
        field.combo->setInsertPolicy(QComboBox::NoInsert);
        field.combo->addItems(suggestions(parameter));
        field.combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        field.combo->setMinimumContentsLength(16);
        QObject::connect(field.combo, &QComboBox::currentTextChanged, dialog, [this] { update(); });
        form->addRow(SweepDialog::tr("%1:", "field label").arg(parameter.title), field.combo);
    }
    field.widget()->setAccessibleName(parameter.title);
    field.widget()->setToolTip(parameter.help);
    if (parameter.kind == ParameterKind::Flag)
        field.setValue(parameter.defaultValue);
    if (!parameter.help.isEmpty()) {
        auto* help = new QLabel(parameter.help, dialog);
        help->setWordWrap(true);
        help->setForegroundRole(QPalette::PlaceholderText);
        form->addRow(help);
    }
    return field;
}

void SweepDialog::Private::addPolicy(PolicyInfo policy)
{
    Page page { .policy = std::move(policy), .item = nullptr, .fields = {} };
    page.item = new QListWidgetItem(page.policy.title, list);
    page.item->setFlags(page.policy.isOffered ? Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable
                                              : Qt::ItemFlags(Qt::ItemIsSelectable));
    if (page.policy.isOffered)
        page.item->setCheckState(Qt::Unchecked);
    page.item->setToolTip(page.policy.isOffered ? page.policy.help : page.policy.reason);
    auto* sheet = new QWidget(pages);
    auto* form = new QFormLayout(sheet);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    auto* help = new QLabel(page.policy.isOffered ? page.policy.help : page.policy.reason, sheet);
    help->setWordWrap(true);
    form->addRow(help);
    for (const ParameterInfo& parameter : page.policy.parameters)
        page.fields.push_back(addField(form, parameter));
    sheet->setEnabled(page.policy.isOffered);
    pages->addWidget(sheet);
    all.push_back(std::move(page));
}

QString SweepDialog::Private::specification(const Page& page) const
{
    QStringList settings;
    for (std::size_t index = 0; index < page.fields.size(); ++index) {
        const ParameterInfo& parameter = page.policy.parameters[index];
        const QString value = page.fields[index].value();
        if (!value.isEmpty() && value != parameter.defaultValue)
            settings << parameter.key + QLatin1Char('=') + value;
    }
    return settings.isEmpty() ? page.policy.name
                              : page.policy.name + QLatin1Char(':') + settings.join(QLatin1Char(','));
}

QString SweepDialog::Private::problem() const
{
    bool isAnyChecked = false;
    for (const Page& page : all) {
        if (page.item->checkState() != Qt::Checked)
            continue;
        isAnyChecked = true;
        for (std::size_t index = 0; index < page.fields.size(); ++index) {
            const ParameterInfo& parameter = page.policy.parameters[index];
            if (const auto what = valueProblem(parameter, page.fields[index].value()))
                return SweepDialog::tr("%1, %2: %3", "policy, parameter: what is wrong")
                    .arg(page.policy.title, parameter.title, *what);
        }
    }
    return isAnyChecked ? QString() : SweepDialog::tr("Check at least one policy.");
}

void SweepDialog::Private::update()
{
    const QString wrong = problem();
    complaint->setText(wrong);
    complaint->setVisible(!wrong.isEmpty());
    preview->setText(dialog->specifications().join(QLatin1Char('\n')));
    preview->setVisible(wrong.isEmpty());
    buttons->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty());
}

SweepDialog::SweepDialog(std::vector<PolicyInfo> policies, const QString& traceTitle, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this))
{
    setWindowTitle(tr("Sweep"));
    auto* heading = new QLabel(tr("Policies to try on %1").arg(traceTitle), this);
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    d->list->setAccessibleName(tr("Policies"));
    d->preview->setTextInteractionFlags(Qt::TextSelectableByMouse);
    d->preview->setTextFormat(Qt::PlainText);
    d->preview->setAccessibleName(tr("Specifications, as on the command line"));
    QFont mono = font();
    mono.setFamilies({ QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace") });
    d->preview->setFont(mono);
    d->complaint->setTextFormat(Qt::PlainText);
    d->complaint->setWordWrap(true);
    d->name->setPlaceholderText(tr("made from the policies"));
    for (PolicyInfo& policy : policies)
        d->addPolicy(std::move(policy));

    auto* splitter = new QSplitter(this);
    splitter->addWidget(d->list);
    splitter->addWidget(d->pages);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* form = new QFormLayout;
    form->addRow(tr("Name of the run:"), d->name);
    d->buttons->button(QDialogButtonBox::Ok)->setText(tr("Start Sweep"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(splitter, 1);
    layout->addLayout(form);
    layout->addWidget(d->preview);
    layout->addWidget(d->complaint);
    layout->addWidget(d->buttons);

    connect(d->list, &QListWidget::currentRowChanged, d->pages, &QStackedWidget::setCurrentIndex);
    connect(d->list, &QListWidget::itemChanged, this, [this] { d->update(); });
    connect(d->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(d->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    d->list->setCurrentRow(0);
    const int em = fontMetrics().height();
    d->list->setMinimumWidth(d->list->sizeHintForColumn(0) + 3 * em);
    resize(44 * em, 30 * em);
    d->update();
}

SweepDialog::~SweepDialog() = default;

QStringList SweepDialog::specifications() const
{
    QStringList all;
    if (!problem().isEmpty())
        return all;
    for (const Private::Page& page : d->all)
        if (page.item->checkState() == Qt::Checked)
            all << d->specification(page);
    return all;
}

QString SweepDialog::problem() const
{
    return d->problem();
}

void SweepDialog::setChecked(const QString& policy, bool isChecked)
{
    if (Private::Page* page = d->find(policy); page && page->policy.isOffered)
        page->item->setCheckState(isChecked ? Qt::Checked : Qt::Unchecked);
}

void SweepDialog::setValue(const QString& policy, const QString& key, const QString& value)
{
    const Private::Page* page = d->find(policy);
    if (!page)
        return;
    for (std::size_t index = 0; index < page->fields.size(); ++index)
        if (page->policy.parameters[index].key == key)
            page->fields[index].setValue(value);
}

QString SweepDialog::runName() const
{
    return d->name->text().trimmed();
}

} // namespace exitscope::widgets

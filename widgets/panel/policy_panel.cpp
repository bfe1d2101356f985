#include "widgets/panel/policy_panel.h"

#include "widgets/panel/parameter_field.h"
#include "widgets/theme/palette.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::widgets {

struct PolicyPanel::Private
{
    Private(PolicyPanel* owner, std::vector<PolicyInfo> offered, PanelUse howUsed, QString key)
        : panel(owner)
        , all(std::move(offered))
        , use(howUsed)
        , hiddenKey(std::move(key))
        , chooser(new QComboBox(owner))
        , scroll(new QScrollArea(owner))
    {
    }

    void fillChooser();
    void showFirst();
    void show(int index, const QString& specification);
    void addField(QFormLayout* form, const ParameterInfo& parameter, const QString& value);
    void tell() { Q_EMIT panel->specificationChanged(panel->specification()); }
    [[nodiscard]] int indexOf(const QString& name) const
    {
        const auto found = std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.name == name; });
        return found == all.end() ? -1 : static_cast<int>(found - all.begin());
    }

    PolicyPanel* panel;
    std::vector<PolicyInfo> all;
    PanelUse use;
    QString hiddenKey;
    QComboBox* chooser;
    QScrollArea* scroll;
    int shown = -1; ///< into `all`
    std::vector<ParameterField*> fields; ///< beside the parameters; null for the one that is not shown
};

void PolicyPanel::Private::fillChooser()
{
    auto* model = qobject_cast<QStandardItemModel*>(chooser->model());
    for (const PolicyInfo& policy : all) {
        auto* item = new QStandardItem(policy.isOffered
                ? policy.title
                : PolicyPanel::tr("%1 (%2)", "policy, why it cannot run").arg(policy.title, policy.reason));
        item->setToolTip(policy.isOffered ? policy.help : policy.reason);
        item->setEnabled(policy.isOffered);
        model->appendRow(item);
    }
    chooser->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    chooser->setMinimumContentsLength(18);
    // The list may be wider than the box: reasons are sentences.
    chooser->view()->setTextElideMode(Qt::ElideNone);
    chooser->view()->setMinimumWidth(chooser->view()->sizeHintForColumn(0) + 2 * chooser->fontMetrics().height());
}

void PolicyPanel::Private::addField(QFormLayout* form, const ParameterInfo& parameter, const QString& value)
{
    if (parameter.key == hiddenKey) {
        fields.push_back(nullptr);
        return;
    }
    auto* field = new ParameterField(parameter, use, scroll->widget());
    if (!value.isEmpty())
        field->setValue(value);
    QObject::connect(field, &ParameterField::valueChanged, panel, [this] { tell(); });
    if (parameter.kind == ParameterKind::Flag) {
        form->addRow(field);
    } else {
        auto* label = new QLabel(PolicyPanel::tr("%1:", "field label").arg(parameter.title), scroll->widget());
        label->setBuddy(field);
        form->addRow(label, field);
    }
    if (!parameter.help.isEmpty()) {
        auto* help = new QLabel(parameter.help, scroll->widget());
        help->setWordWrap(true);
        help->setTextFormat(Qt::PlainText);
        QPalette colors = panel->palette();
        colors.setColor(QPalette::WindowText,
            quietColor(colors.color(QPalette::WindowText), colors.color(QPalette::Window)));
        help->setPalette(colors);
        form->addRow(QString(), help);
    }
    fields.push_back(field);
}

void PolicyPanel::Private::show(int index, const QString& specification)
{
    shown = index;
    const QSignalBlocker quiet(chooser);
    chooser->setCurrentIndex(index);
    const PolicyInfo& policy = all[static_cast<std::size_t>(index)];
    chooser->setToolTip(policy.help);
    fields.clear();
    auto* sheet = new QWidget;
    scroll->setWidget(sheet); // the one before is deleted
    auto* form = new QFormLayout(sheet);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    auto* help = new QLabel(policy.help, sheet);
    help->setWordWrap(true);
    help->setTextFormat(Qt::PlainText);
    form->addRow(help);
    const auto text = PolicyText::parse(specification);
    for (const ParameterInfo& parameter : policy.parameters)
        addField(form, parameter, text.value(parameter.key));
    sheet->show();
    // Nothing is cut at the right: the panel is at least as wide as its widest field.
    scroll->setMinimumWidth(std::max(scroll->minimumWidth(),
        sheet->minimumSizeHint().width() + scroll->verticalScrollBar()->sizeHint().width()));
}

void PolicyPanel::Private::showFirst()
{
    const auto first = std::find_if(all.begin(), all.end(), [](const PolicyInfo& one) { return one.isOffered; });
    if (first != all.end())
        show(static_cast<int>(first - all.begin()), usualSpecification(*first, use));
    chooser->setVisible(all.size() > 1);
}

PolicyPanel::PolicyPanel(std::vector<PolicyInfo> policies, PanelUse use, QWidget* parent, const QString& withoutKey)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, std::move(policies), use, withoutKey))
{
    d->fillChooser();
    d->chooser->setAccessibleName(tr("Policy"));
    d->scroll->setAccessibleName(tr("Settings of the policy"));
    d->scroll->setWidgetResizable(true);
    d->scroll->setFrameShape(QFrame::NoFrame);
    d->scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(d->chooser);
    layout->addWidget(d->scroll, 1);
    setFocusProxy(d->chooser);
    connect(d->chooser, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index < 0 || index == d->shown)
            return;
        d->show(index, usualSpecification(d->all[static_cast<std::size_t>(index)], d->use));
        d->tell();
    });
    d->showFirst();
}

PolicyPanel::~PolicyPanel() = default;

void PolicyPanel::setPolicies(std::vector<PolicyInfo> policies)
{
    const QSignalBlocker quiet(d->chooser);
    d->chooser->clear();
    const std::unique_ptr<QWidget> sheet(d->scroll->takeWidget()); // handed over
    d->fields.clear();
    d->shown = -1;
    d->all = std::move(policies);
    d->fillChooser();
    d->showFirst();
}

const std::vector<PolicyInfo>& PolicyPanel::policies() const
{
    return d->all;
}

const PolicyInfo* PolicyPanel::policy() const
{
    return d->shown < 0 ? nullptr : &d->all[static_cast<std::size_t>(d->shown)];
}

QString PolicyPanel::specification() const
{
    if (!policy())
        return {};
    std::vector<QString> values;
    for (const ParameterField* field : d->fields)
        values.push_back(field ? field->value() : QString());
    return specificationOf(*policy(), values);
}

QString PolicyPanel::problem() const
{
    if (!policy())
        return tr("No policy can run on this trace.");
    for (const ParameterField* field : d->fields)
        if (field)
            if (const auto what = field->problem())
                return tr("%1: %2", "parameter: what is wrong").arg(field->parameter().title, *what);
    return {};
}

bool PolicyPanel::setSpecification(const QString& specification)
{
    const int index = d->indexOf(PolicyText::parse(specification).name);
    if (index < 0 || !d->all[static_cast<std::size_t>(index)].isOffered)
        return false;
    if (specification != this->specification() || index != d->shown)
        d->show(index, specification);
    return true;
}

void PolicyPanel::setValue(const QString& key, const QString& value)
{
    for (ParameterField* field : d->fields)
        if (field && field->parameter().key == key) {
            field->setValue(value);
            d->tell();
        }
}

} // namespace exitscope::widgets

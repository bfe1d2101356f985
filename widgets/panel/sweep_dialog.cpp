#include "widgets/panel/sweep_dialog.h"

#include "widgets/panel/policy_panel.h"
#include "widgets/theme/palette.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace exitscope::widgets {

using namespace std::chrono_literals;

struct SweepDialog::Private
{
    Private(SweepDialog* owner, std::vector<PolicyInfo> policies)
        : dialog(owner)
        , list(new QListWidget(owner))
        , panel(new PolicyPanel(std::move(policies), PanelUse::Sweep, owner))
        , preview(new QLabel(owner))
        , outlook(new QLabel(owner))
        , title(new QLineEdit(owner))
        , buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, owner))
        , copy(buttons->addButton(SweepDialog::tr("Copy Co&mmand Line"), QDialogButtonBox::ActionRole))
    {
    }

    QToolButton* addButton(const QString& text, const QString& name, const QKeySequence& keys, void (SweepDialog::*slot)());
    QWidget* buildList();
    void insert(int row, const QString& specification);
    void showRow(int row);
    void describe(QListWidgetItem* item) const;
    void update();
    void foresee();
    void showOutlook(const QString& text, bool isProblem);
    [[nodiscard]] QString specification(int row) const { return list->item(row)->data(Qt::UserRole).toString(); }
    [[nodiscard]] QStringList written() const;
    [[nodiscard]] const PolicyInfo* policyOf(const QString& specification) const;
    [[nodiscard]] QString problem() const;

    SweepDialog* dialog;
    QListWidget* list;
    PolicyPanel* panel;
    QLabel* preview;
    QLabel* outlook;
    QLineEdit* title; ///< of the run
    QDialogButtonBox* buttons;
    QPushButton* copy;
    QToolButton* removeButton = nullptr;
    QToolButton* duplicateButton = nullptr;
    QToolButton* upButton = nullptr;
    QToolButton* downButton = nullptr;
    QTimer rest; ///< after the last change, before the forecast
    Forecast forecast;
    CommandLine commandLine;
    QString foreseenProblem;
};

QToolButton* SweepDialog::Private::addButton(
    const QString& text, const QString& name, const QKeySequence& keys, void (SweepDialog::*slot)())
{
    auto* action = new QAction(text, dialog);
    action->setShortcut(keys);
    action->setToolTip(SweepDialog::tr("%1 (%2)", "action, its shortcut").arg(name, keys.toString(QKeySequence::NativeText)));
    dialog->addAction(action);
    QObject::connect(action, &QAction::triggered, dialog, slot);
    auto* button = new QToolButton(dialog);
    button->setDefaultAction(action);
    button->setAccessibleName(name);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

QWidget* SweepDialog::Private::buildList()
{
    auto* side = new QWidget(dialog);
    auto* bar = new QHBoxLayout;
    bar->addWidget(addButton(SweepDialog::tr("Add"), SweepDialog::tr("Add a policy"),
        QKeySequence(Qt::CTRL | Qt::Key_Plus), &SweepDialog::addPolicy));
    duplicateButton = addButton(SweepDialog::tr("Duplicate"), SweepDialog::tr("Duplicate the policy"),
        QKeySequence(Qt::CTRL | Qt::Key_D), &SweepDialog::duplicatePolicy);
    removeButton = addButton(SweepDialog::tr("Remove"), SweepDialog::tr("Remove the policy"),
        QKeySequence(Qt::CTRL | Qt::Key_Minus), &SweepDialog::removePolicy);
    upButton = addButton(QStringLiteral("↑"), SweepDialog::tr("Move the policy up"),
        QKeySequence(Qt::ALT | Qt::Key_Up), &SweepDialog::movePolicyUp);
    downButton = addButton(QStringLiteral("↓"), SweepDialog::tr("Move the policy down"),
        QKeySequence(Qt::ALT | Qt::Key_Down), &SweepDialog::movePolicyDown);
    for (auto* button : { duplicateButton, removeButton, upButton, downButton })
        bar->addWidget(button);
    bar->addStretch();
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(list, 1);
    layout->addLayout(bar);
    return side;
}

const PolicyInfo* SweepDialog::Private::policyOf(const QString& specification) const
{
    const QString wanted = PolicyText::parse(specification).name;
    for (const PolicyInfo& policy : panel->policies())
        if (policy.name == wanted)
            return &policy;
    return nullptr;
}

void SweepDialog::Private::describe(QListWidgetItem* item) const
{
    const QString text = item->data(Qt::UserRole).toString();
    const auto* policy = policyOf(text);
    const QString settings = text.section(QLatin1Char(':'), 1).replace(QLatin1Char(','), QStringLiteral(", "));
    item->setText(settings.isEmpty() ? policy->title : policy->title + QLatin1Char('\n') + settings);
    item->setToolTip(text);
}

void SweepDialog::Private::insert(int row, const QString& specification)
{
    const QSignalBlocker quiet(list);
    auto* item = new QListWidgetItem;
    item->setData(Qt::UserRole, specification);
    list->insertItem(row, item);
    describe(item);
    list->setCurrentRow(row);
    showRow(row);
}

void SweepDialog::Private::showRow(int row)
{
    panel->setEnabled(row >= 0);
    if (row >= 0)
        panel->setSpecification(specification(row));
    duplicateButton->setEnabled(row >= 0);
    removeButton->setEnabled(row >= 0);
    upButton->setEnabled(row > 0);
    downButton->setEnabled(row >= 0 && row + 1 < list->count());
    update();
}

QStringList SweepDialog::Private::written() const
{
    QStringList all;
    for (int row = 0; row < list->count(); ++row)
        all << specification(row);
    return all;
}

QString SweepDialog::Private::problem() const
{
    if (list->count() == 0)
        return SweepDialog::tr("Add a policy to try.");
    QStringList seen;
    for (const QString& text : written()) {
        const auto* policy = policyOf(text);
        if (const auto what = specificationProblem(*policy, text))
            return SweepDialog::tr("%1, %2", "policy, what is wrong").arg(policy->title, *what);
        if (seen.contains(text))
            return SweepDialog::tr("%1 is there twice with the same settings.").arg(policy->title);
        seen << text;
    }
    return {};
}

void SweepDialog::Private::showOutlook(const QString& text, bool isProblem)
{
    QPalette colors = dialog->palette();
    if (isProblem)
        colors.setColor(QPalette::WindowText, cautionColor(colors.color(QPalette::Window)));
    outlook->setPalette(colors);
    outlook->setText(text);
}

void SweepDialog::Private::update()
{
    foreseenProblem.clear();
    const QString wrong = problem();
    if (!wrong.isEmpty() || !forecast)
        showOutlook(wrong, true);
    if (wrong.isEmpty() && forecast)
        rest.start();
    else
        rest.stop();
    const QStringList all = written();
    preview->setText(commandLine && wrong.isEmpty() ? commandLine(all, dialog->runName()) : all.join(QLatin1Char('\n')));
    copy->setEnabled(wrong.isEmpty());
    buttons->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty());
}

void SweepDialog::Private::foresee()
{
    if (!forecast || !problem().isEmpty())
        return;
    const SweepOutlook seen = forecast(written());
    foreseenProblem = seen.problem;
    showOutlook(seen.problem.isEmpty() ? seen.summary : seen.problem, !seen.problem.isEmpty());
    buttons->button(QDialogButtonBox::Ok)->setEnabled(seen.problem.isEmpty());
}

SweepDialog::SweepDialog(std::vector<PolicyInfo> policies, const QString& traceTitle, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, std::move(policies)))
{
    setWindowTitle(tr("Sweep"));
    auto* heading = new QLabel(tr("Policies to try on %1").arg(traceTitle), this);
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    d->list->setAccessibleName(tr("Policies of this sweep"));
    d->list->setAlternatingRowColors(true);
    d->list->setTextElideMode(Qt::ElideRight);
    d->list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    d->preview->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    d->preview->setTextFormat(Qt::PlainText);
    d->preview->setWordWrap(true);
    d->preview->setAccessibleName(tr("The same on the command line"));
    d->preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, quietColor(quiet.color(QPalette::WindowText), quiet.color(QPalette::Window)));
    d->preview->setPalette(quiet);
    d->outlook->setTextFormat(Qt::PlainText);
    d->outlook->setWordWrap(true);
    d->title->setPlaceholderText(tr("made from the policies"));

    auto* splitter = new QSplitter(this);
    splitter->addWidget(d->buildList());
    splitter->addWidget(d->panel);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* form = new QFormLayout;
    form->addRow(tr("&Name of the run:"), d->title);
    d->buttons->button(QDialogButtonBox::Ok)->setText(tr("&Start Sweep"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(heading);
    layout->addWidget(splitter, 1);
    layout->addLayout(form);
    layout->addWidget(d->preview);
    layout->addWidget(d->outlook);
    layout->addWidget(d->buttons);

    d->rest.setSingleShot(true);
    d->rest.setInterval(150ms);
    connect(&d->rest, &QTimer::timeout, this, [this] { d->foresee(); });
    connect(d->list, &QListWidget::currentRowChanged, this, [this](int row) { d->showRow(row); });
    connect(d->panel, &PolicyPanel::specificationChanged, this, [this](const QString& text) {
        if (auto* item = d->list->currentItem()) {
            item->setData(Qt::UserRole, text);
            d->describe(item);
        }
        d->update();
    });
    connect(d->title, &QLineEdit::textChanged, this, [this] { d->update(); });
    connect(d->copy, &QPushButton::clicked, this, &SweepDialog::copyCommandLine);
    connect(d->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(d->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const int em = fontMetrics().height();
    d->list->setMinimumWidth(15 * em);
    resize(52 * em, 34 * em);
    d->showRow(-1);
}

SweepDialog::~SweepDialog() = default;

void SweepDialog::setForecast(Forecast forecast)
{
    d->forecast = std::move(forecast);
    d->update();
}

void SweepDialog::setCommandLine(CommandLine commandLine)
{
    d->commandLine = std::move(commandLine);
    d->update();
}

void SweepDialog::setSpecifications(const QStringList& specifications)
{
    {
        const QSignalBlocker quiet(d->list);
        d->list->clear();
    }
    for (const QString& text : specifications)
        if (const auto* policy = d->policyOf(text); policy && policy->isOffered)
            d->insert(d->list->count(), text);
    setCurrent(d->list->count() > 0 ? 0 : -1);
    d->showRow(current());
}

QStringList SweepDialog::specifications() const
{
    return problem().isEmpty() ? d->written() : QStringList();
}

QString SweepDialog::problem() const
{
    const QString wrong = d->problem();
    return wrong.isEmpty() ? d->foreseenProblem : wrong;
}

int SweepDialog::count() const
{
    return d->list->count();
}

int SweepDialog::current() const
{
    return d->list->currentRow();
}

void SweepDialog::setCurrent(int row)
{
    d->list->setCurrentRow(row);
}

PolicyPanel* SweepDialog::panel() const
{
    return d->panel;
}

QString SweepDialog::runName() const
{
    return d->title->text().trimmed();
}

void SweepDialog::addPolicy()
{
    const PolicyInfo* added = nullptr;
    for (const PolicyInfo& policy : d->panel->policies()) {
        if (!policy.isOffered)
            continue;
        const auto all = d->written();
        const bool isThere = std::any_of(
            all.begin(), all.end(), [&](const QString& text) { return PolicyText::parse(text).name == policy.name; });
        if (!added || !isThere)
            added = &policy;
        if (!isThere)
            break;
    }
    if (added)
        d->insert(d->list->count(), usualSpecification(*added, PanelUse::Sweep));
}

void SweepDialog::duplicatePolicy()
{
    if (current() >= 0)
        d->insert(current() + 1, d->specification(current()));
}

void SweepDialog::removePolicy()
{
    if (current() < 0)
        return;
    {
        const QSignalBlocker quiet(d->list);
        delete d->list->takeItem(current()); // Qt hands it over
    }
    d->showRow(current());
}

void SweepDialog::movePolicyUp()
{
    const int row = current();
    if (row < 1)
        return;
    const QSignalBlocker quiet(d->list);
    d->list->insertItem(row - 1, d->list->takeItem(row));
    d->list->setCurrentRow(row - 1);
    d->showRow(row - 1);
}

void SweepDialog::movePolicyDown()
{
    const int row = current();
    if (row < 0 || row + 1 >= count())
        return;
    const QSignalBlocker quiet(d->list);
    d->list->insertItem(row + 1, d->list->takeItem(row));
    d->list->setCurrentRow(row + 1);
    d->showRow(row + 1);
}

void SweepDialog::copyCommandLine()
{
    QApplication::clipboard()->setText(d->preview->text());
}

} // namespace exitscope::widgets

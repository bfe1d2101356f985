#include "widgets/panel/sweep_dialog.h"

#include "widgets/panel/policy_panel.h"
#include "widgets/panel/sweep_list.h"
#include "widgets/theme/palette.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace exitscope::widgets {

using namespace std::chrono_literals;

struct SweepDialog::Private
{
    Private(SweepDialog* owner, std::vector<PolicyInfo> policies)
        : dialog(owner)
        , heading(new QLabel(owner))
        , chain(new ModelChain(owner))
        , panel(new PolicyPanel(std::move(policies), PanelUse::Sweep, owner))
        , list(new SweepList([this](const QString& specification) { return titleOf(specification); }, owner))
        , preview(new QLabel(owner))
        , outlook(new QLabel(owner))
        , title(new QLineEdit(owner))
        , buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, owner))
        , copy(buttons->addButton(SweepDialog::tr("Copy Co&mmand Line"), QDialogButtonBox::ActionRole))
    {
    }

    void build();
    void showCurrent();
    void update();
    void foresee();
    void showOutlook(const QString& text, bool isProblem);
    void setSubject(const QString& traceTitle)
    {
        heading->setText(SweepDialog::tr("Policies to try on %1").arg(traceTitle));
    }
    [[nodiscard]] QString titleOf(const QString& specification) const;
    [[nodiscard]] const PolicyInfo* policyOf(const QString& specification) const;
    [[nodiscard]] QStringList runnable(const QStringList& specifications) const;
    [[nodiscard]] QString problem() const;

    SweepDialog* dialog;
    QLabel* heading;
    ModelChain* chain;
    PolicyPanel* panel;
    SweepList* list;
    QLabel* preview;
    QLabel* outlook;
    QLineEdit* title; ///< of the run
    QDialogButtonBox* buttons;
    QPushButton* copy;
    QTimer rest; ///< after the last change, before the forecast
    Forecast forecast;
    CommandLine commandLine;
    QString foreseenProblem;
    QString waitingFor; ///< what the dialog cannot start without yet; empty: nothing
};

const PolicyInfo* SweepDialog::Private::policyOf(const QString& specification) const
{
    const QString wanted = PolicyText::parse(specification).name;
    for (const PolicyInfo& policy : panel->policies())
        if (policy.name == wanted)
            return &policy;
    return nullptr;
}

QString SweepDialog::Private::titleOf(const QString& specification) const
{
    const auto* policy = policyOf(specification);
    return policy ? policy->title : specification.section(QLatin1Char(':'), 0, 0);
}

QStringList SweepDialog::Private::runnable(const QStringList& specifications) const
{
    QStringList all;
    for (const QString& text : specifications)
        if (const auto* policy = policyOf(text); policy && policy->isOffered)
            all << text;
    return all;
}

void SweepDialog::Private::showCurrent()
{
    panel->setEnabled(list->current() >= 0);
    if (list->current() >= 0)
        panel->setSpecification(list->specification(list->current()));
    update();
}

QString SweepDialog::Private::problem() const
{
    if (!waitingFor.isEmpty())
        return waitingFor;
    if (list->count() == 0)
        return SweepDialog::tr("Add a policy to try.");
    QStringList seen;
    for (const QString& text : list->specifications()) {
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
    const QStringList all = list->specifications();
    preview->setText(commandLine && wrong.isEmpty() ? commandLine(all, dialog->runName()) : all.join(QLatin1Char('\n')));
    copy->setEnabled(wrong.isEmpty());
    buttons->button(QDialogButtonBox::Ok)->setEnabled(wrong.isEmpty());
}

void SweepDialog::Private::foresee()
{
    if (!forecast || !problem().isEmpty())
        return;
    const SweepOutlook seen = forecast(list->specifications());
    foreseenProblem = seen.problem;
    showOutlook(seen.problem.isEmpty() ? seen.summary : seen.problem, !seen.problem.isEmpty());
    buttons->button(QDialogButtonBox::Ok)->setEnabled(seen.problem.isEmpty());
}

void SweepDialog::Private::build()
{
    heading->setTextFormat(Qt::PlainText);
    heading->setWordWrap(true);
    preview->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    preview->setTextFormat(Qt::PlainText);
    preview->setWordWrap(true);
    preview->setAccessibleName(SweepDialog::tr("The same on the command line"));
    preview->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    QPalette quiet = dialog->palette();
    quiet.setColor(QPalette::WindowText, quietColor(quiet.color(QPalette::WindowText), quiet.color(QPalette::Window)));
    preview->setPalette(quiet);
    outlook->setTextFormat(Qt::PlainText);
    outlook->setWordWrap(true);
    title->setPlaceholderText(SweepDialog::tr("made from the policies"));
    auto* splitter = new QSplitter(dialog);
    splitter->addWidget(list);
    splitter->addWidget(panel);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    auto* form = new QFormLayout;
    form->addRow(SweepDialog::tr("&Name of the run:"), title);
    buttons->button(QDialogButtonBox::Ok)->setText(SweepDialog::tr("&Start Sweep"));
    auto* layout = new QVBoxLayout(dialog);
    layout->addWidget(heading);
    layout->addWidget(chain);
    layout->addWidget(splitter, 1);
    layout->addLayout(form);
    layout->addWidget(preview);
    layout->addWidget(outlook);
    layout->addWidget(buttons);
    chain->hide();
    QWidget* const order[] = { chain, list, panel, title, buttons };
    for (std::size_t place = 1; place < std::size(order); ++place)
        QWidget::setTabOrder(order[place - 1], order[place]);
}

SweepDialog::SweepDialog(std::vector<PolicyInfo> policies, const QString& traceTitle, QWidget* parent)
    : QDialog(parent)
    , d(std::make_unique<Private>(this, std::move(policies)))
{
    setWindowTitle(tr("Sweep"));
    d->build();
    d->setSubject(traceTitle);
    d->rest.setSingleShot(true);
    d->rest.setInterval(150ms);
    connect(&d->rest, &QTimer::timeout, this, [this] { d->foresee(); });
    connect(d->list, &SweepList::changed, this, [this] { d->showCurrent(); });
    connect(d->list, &SweepList::addRequested, this, &SweepDialog::addPolicy);
    connect(d->panel, &PolicyPanel::specificationChanged, this, [this](const QString& text) {
        d->list->replaceCurrent(text);
        d->update();
    });
    connect(d->chain, &ModelChain::chosenChanged, this, [this] { Q_EMIT furtherModelsChanged(d->chain->chosen()); });
    connect(d->title, &QLineEdit::textChanged, this, [this] { d->update(); });
    connect(d->copy, &QPushButton::clicked, this, &SweepDialog::copyCommandLine);
    connect(d->buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(d->buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    const int em = fontMetrics().height();
    resize(52 * em, 34 * em);
    d->showCurrent();
}

SweepDialog::~SweepDialog() = default;

void SweepDialog::setFurtherModels(const std::vector<FurtherModel>& models)
{
    d->chain->setModels(models);
    d->chain->setVisible(!models.empty());
}

void SweepDialog::chooseFurtherModels(const QStringList& ids)
{
    d->chain->choose(ids);
}

QStringList SweepDialog::furtherModels() const
{
    return d->chain->chosen();
}

void SweepDialog::setSubject(std::vector<PolicyInfo> policies, const QString& traceTitle)
{
    d->waitingFor.clear();
    d->setSubject(traceTitle);
    d->panel->setPolicies(std::move(policies));
    const QStringList before = d->list->specifications();
    const QStringList kept = d->runnable(before);
    if (kept != before)
        d->list->setSpecifications(kept);
    if (d->list->count() == 0)
        addPolicy();
    d->showCurrent();
}

void SweepDialog::setWaiting(const QString& sentence)
{
    d->waitingFor = sentence;
    d->update();
}

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
    d->list->setSpecifications(d->runnable(specifications));
}

QStringList SweepDialog::specifications() const
{
    return problem().isEmpty() ? d->list->specifications() : QStringList();
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
    return d->list->current();
}

void SweepDialog::setCurrent(int row)
{
    d->list->setCurrent(row);
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
        const auto all = d->list->specifications();
        const bool isThere = std::any_of(
            all.begin(), all.end(), [&](const QString& text) { return PolicyText::parse(text).name == policy.name; });
        if (!added || !isThere)
            added = &policy;
        if (!isThere)
            break;
    }
    if (added)
        d->list->insert(d->list->count(), usualSpecification(*added, PanelUse::Sweep));
}

void SweepDialog::duplicatePolicy()
{
    d->list->duplicateCurrent();
}

void SweepDialog::removePolicy()
{
    d->list->removeCurrent();
}

void SweepDialog::movePolicyUp()
{
    d->list->moveUp();
}

void SweepDialog::movePolicyDown()
{
    d->list->moveDown();
}

void SweepDialog::copyCommandLine()
{
    QApplication::clipboard()->setText(d->preview->text());
}

} // namespace exitscope::widgets

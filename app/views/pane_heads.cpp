#include "app/views/pane_heads.h"

#include "app/session/live_point.h"
#include "app/session/pinned_outcome.h"
#include "app/session/settings.h"
#include "app/session/workspace.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace exitscope::app {

namespace {

const QString& openKey()
{
    static const QString key = QStringLiteral("open");
    return key;
}

} // namespace

PaneHead::PaneHead(const QString& letter, const QString& name, const QString& none, QWidget* parent)
    : QWidget(parent)
    , m_none(none)
    , m_choices(new QComboBox(this))
    , m_figures(new QLabel(this))
{
    auto* label = new QLabel(letter, this);
    label->setBuddy(m_choices);
    m_choices->setAccessibleName(name);
    m_choices->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choices->setMinimumContentsLength(18);
    m_choices->setMaxVisibleItems(24);
    m_figures->setTextFormat(Qt::PlainText);
    m_figures->setWordWrap(true);
    m_figures->setAccessibleName(tr("What they cost"));
    auto* line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(label);
    line->addWidget(m_choices, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addWidget(m_figures);
    setOutcome({});
    connect(m_choices, &QComboBox::activated, this, [this](int index) {
        const QString key = m_choices->itemData(index).toString();
        if (key == openKey()) {
            select(); // it stays what it was until a table is there
            Q_EMIT tableWanted();
        } else if (const auto choice = choiceFrom(key)) {
            Q_EMIT chosen(*choice);
        }
    });
}

void PaneHead::setEntries(const std::vector<OutcomeShelf::Entry>& entries, const QString& live, const QString& pinned)
{
    const QSignalBlocker quiet(m_choices);
    m_choices->clear();
    const auto add = [this](const QString& title, const OutcomeChoice& choice, OutcomeKind kind) {
        m_choices->addItem(title, keyOf(choice));
        m_choices->setItemData(m_choices->count() - 1, kindTip(kind), Qt::ToolTipRole);
    };
    add({}, { OutcomeChoice::Kind::Live }, OutcomeKind::WhatIf);
    setLive(live);
    add(pinned.isEmpty() ? tr("Nothing pinned as B") : tr("Pinned, what-if: %1").arg(pinned), { OutcomeChoice::Kind::Pinned },
        OutcomeKind::WhatIf);
    if (auto* model = qobject_cast<QStandardItemModel*>(m_choices->model()); model && pinned.isEmpty())
        model->item(1)->setEnabled(false);
    for (const auto& entry : entries)
        add(entry.kind == OutcomeKind::Executed ? tr("Executed: %1").arg(entry.title) : tr("Hash table: %1").arg(entry.title),
            entry.choice, entry.kind);
    m_choices->insertSeparator(m_choices->count());
    m_choices->addItem(tr("Open a hash table…"), openKey());
    select();
}

void PaneHead::setLive(const QString& rule)
{
    m_choices->setItemText(0, rule.isEmpty() ? tr("Operating point, what-if") : tr("Operating point, what-if: %1").arg(rule));
}

void PaneHead::setChoice(const OutcomeChoice& choice)
{
    m_choice = choice;
    select();
}

void PaneHead::select()
{
    m_choices->setCurrentIndex(m_choices->findData(keyOf(m_choice)));
}

void PaneHead::setOutcome(const std::optional<PaneOutcome>& outcome)
{
    m_figures->setText(outcome ? tr("%1: %2", "whether it was executed, and its figures").arg(kindText(outcome->kind), figuresText(*outcome))
                               : m_none);
    m_figures->setToolTip(outcome ? figuresTip(*outcome) : QString());
    m_choices->setToolTip(outcome ? figuresTip(*outcome) : QString());
}

PaneHeads::PaneHeads(const ViewContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_shelf(new OutcomeShelf(context, this))
    , m_a(new PaneSource(context, OutcomeChoice::Kind::Live, this))
    , m_b(new PaneSource(context, OutcomeChoice::Kind::Pinned, this))
    , m_headA(new PaneHead(tr("A:"), tr("Policy of A"), tr("Open a trace, and move the operating point below."), this))
    , m_headB(new PaneHead(tr("B:"), tr("Policy of B"), tr("Choose what B shows, pin the operating point as B, or execute a policy."), this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_headA, 1);
    layout->addWidget(m_headB, 1);
    connectPane(m_headA, m_a);
    connectPane(m_headB, m_b);
    connect(m_a, &PaneSource::changed, this, &PaneHeads::aChanged);
    connect(m_b, &PaneSource::changed, this, &PaneHeads::bChanged);
    connect(m_shelf, &OutcomeShelf::changed, this, &PaneHeads::refreshEntries);
    connect(&context.point, &LivePoint::stateChanged, this, [this] {
        for (PaneHead* head : { m_headA, m_headB })
            head->setLive(liveRule());
    });
    connect(&context.hub, &SelectionHub::pinnedPointChanged, this, &PaneHeads::refreshEntries);
    refreshEntries();
    setBeside(false);
}

void PaneHeads::connectPane(PaneHead* head, PaneSource* source)
{
    head->setChoice(source->choice());
    connect(head, &PaneHead::chosen, source, &PaneSource::choose);
    connect(head, &PaneHead::tableWanted, this, [this, source] { openTable(source); });
    connect(source, &PaneSource::choiceChanged, this, [this, head, source] {
        head->setChoice(source->choice());
        setBeside(m_isBeside);
        Q_EMIT choicesChanged();
    });
    connect(source, &PaneSource::changed, this, [this, head, source] {
        head->setOutcome(source->outcome());
        setBeside(m_isBeside);
    });
    connect(source, &PaneSource::failed, this, &PaneHeads::failed);
}

void PaneHeads::openTable(PaneSource* source)
{
    Settings settings;
    const QString kind = QStringLiteral("models");
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open a hash table"), settings.lastFolder(kind), tr("Hash tables (*.safetensors);;All files (*)"));
    if (path.isEmpty())
        return;
    settings.setLastFolder(kind, QFileInfo(path).path());
    m_shelf->addTable(path);
    source->choose({ OutcomeChoice::Kind::Table, path });
}

void PaneHeads::addTable(const QString& path)
{
    m_shelf->addTable(path);
    m_b->choose({ OutcomeChoice::Kind::Table, path });
}

void PaneHeads::setBeside(bool isBeside)
{
    m_isBeside = isBeside;
    m_headB->setVisible(isBeside || m_b->outcome() || m_b->choice().kind != OutcomeChoice::Kind::Pinned);
}

QString PaneHeads::liveRule() const
{
    const auto& state = m_context.point.state();
    return state ? paneRule(state->point.spec) : QString();
}

QString PaneHeads::pinnedRule() const
{
    const auto& point = m_context.hub.pinnedPoint();
    return point ? paneRule(specOf(*point)) : QString();
}

void PaneHeads::refreshEntries()
{
    for (PaneHead* head : { m_headA, m_headB })
        head->setEntries(m_shelf->entries(), liveRule(), pinnedRule());
    showTaken();
}

/// A trace of what was written is first seen as it was written.
void PaneHeads::showTaken()
{
    const auto trace = m_context.workspace.trace();
    if (trace == m_seen.lock())
        return;
    const OutcomeChoice taken { OutcomeChoice::Kind::Executed, takenId() };
    if (trace && !trace->takenLayer().empty())
        m_a->choose(taken);
    m_seen = trace;
}

QJsonObject PaneHeads::state() const
{
    return { { QStringLiteral("a"), keyOf(m_a->choice()) }, { QStringLiteral("b"), keyOf(m_b->choice()) },
        { QStringLiteral("tables"), QJsonArray::fromStringList(m_shelf->tables()) } };
}

void PaneHeads::restore(const QJsonObject& state)
{
    QStringList tables;
    for (const auto& table : state.value(QStringLiteral("tables")).toArray())
        tables << table.toString();
    m_shelf->setTables(tables);
    if (const auto choice = choiceFrom(state.value(QStringLiteral("a")).toString()))
        m_a->choose(*choice);
    if (const auto choice = choiceFrom(state.value(QStringLiteral("b")).toString()))
        m_b->choose(*choice);
}

} // namespace exitscope::app

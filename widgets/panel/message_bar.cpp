#include "widgets/panel/message_bar.h"

#include "widgets/theme/glyphs.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace exitscope::widgets {

namespace {

bool isEqual(const Message& a, const Message& b)
{
    return a.kind == b.kind && a.text == b.text && a.remedy == b.remedy && a.details == b.details
        && a.actionText == b.actionText;
}

struct Look
{
    Glyph glyph;
    QColor color; ///< the bar's tint
};

Look lookOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Information:
        return { Glyph::Information, QColor(0x56, 0xb4, 0xe9) };
    case MessageKind::Success:
        return { Glyph::Success, QColor(0x00, 0x9e, 0x73) };
    case MessageKind::Warning:
        return { Glyph::Warning, QColor(0xe6, 0x9f, 0x00) };
    case MessageKind::Error:
        return { Glyph::Error, QColor(0xd5, 0x5e, 0x00) };
    }
    return { Glyph::Information, Qt::gray };
}

QColor tinted(const QColor& paper, const QColor& tint)
{
    constexpr float part = 0.25F;
    return QColor::fromRgbF(paper.redF() + (tint.redF() - paper.redF()) * part,
        paper.greenF() + (tint.greenF() - paper.greenF()) * part, paper.blueF() + (tint.blueF() - paper.blueF()) * part);
}

} // namespace

struct MessageBar::Private
{
    explicit Private(MessageBar* owner)
        : bar(owner)
        , icon(new QLabel(owner))
        , text(new QLabel(owner))
        , waiting(new QLabel(owner))
        , action(new QToolButton(owner))
        , details(new QToolButton(owner))
        , copy(new QToolButton(owner))
        , log(new QToolButton(owner))
        , close(new QToolButton(owner))
        , story(new QPlainTextEdit(owner))
    {
    }

    [[nodiscard]] QString kindName(MessageKind kind) const
    {
        switch (kind) {
        case MessageKind::Information:
            return MessageBar::tr("Information");
        case MessageKind::Success:
            return MessageBar::tr("Done");
        case MessageKind::Warning:
            return MessageBar::tr("Warning");
        case MessageKind::Error:
            return MessageBar::tr("Error");
        }
        return {};
    }

    void show()
    {
        bar->setVisible(!messages.empty());
        if (messages.empty())
            return;
        const Message& first = messages.front();
        showLook(first.kind);
        icon->setAccessibleName(kindName(first.kind));
        QString sentence = QStringLiteral("<b>%1</b>").arg(first.text.toHtmlEscaped());
        if (!first.remedy.isEmpty())
            sentence += QStringLiteral(" ") + first.remedy.toHtmlEscaped();
        text->setText(sentence);
        action->setVisible(!first.actionText.isEmpty());
        action->setText(first.actionText);
        action->setAccessibleName(first.actionText);
        details->setVisible(!first.details.isEmpty());
        details->setChecked(false);
        story->setPlainText(first.details);
        story->hide();
        const auto more = static_cast<int>(messages.size()) - 1;
        waiting->setVisible(more > 0);
        waiting->setText(MessageBar::tr("%n more", nullptr, more));
        bar->setAccessibleName(kindName(first.kind));
        bar->setAccessibleDescription(first.text + QLatin1Char(' ') + first.remedy);
    }

    void showLook(MessageKind kind)
    {
        const Look look = lookOf(kind);
        const QColor ink = bar->palette().color(QPalette::WindowText);
        // The tint is the bar's alone; its palette stays the desktop's, so a change of that still arrives.
        background = tinted(bar->palette().color(QPalette::Window), look.color);
        const int size = bar->fontMetrics().height() * 5 / 4;
        icon->setPixmap(glyphIcon(look.glyph, ink).pixmap(QSize(size, size), bar->devicePixelRatioF()));
        close->setIcon(glyphIcon(Glyph::Close, ink));
        bar->update();
    }

    MessageBar* bar;
    QColor background;
    QLabel* icon;
    QLabel* text;
    QLabel* waiting;
    QToolButton* action;
    QToolButton* details;
    QToolButton* copy;
    QToolButton* log;
    QToolButton* close;
    QPlainTextEdit* story;
    std::vector<Message> messages;
};

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    d->text->setWordWrap(true);
    d->text->setTextFormat(Qt::RichText);
    d->text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    d->details->setText(tr("Details"));
    d->details->setCheckable(true);
    d->action->setAccessibleName(tr("What to do about it"));
    d->copy->setText(tr("Copy"));
    d->log->setText(tr("Log"));
    d->log->setToolTip(tr("Everything that was said so far"));
    d->close->setAccessibleName(tr("Close"));
    d->close->setToolTip(tr("Close"));
    for (QToolButton* button : { d->action, d->details, d->copy, d->log, d->close }) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    d->story->setReadOnly(true);
    d->story->setTabChangesFocus(true);
    d->story->setAccessibleName(tr("Details"));
    d->story->setMaximumHeight(10 * fontMetrics().height());

    auto* line = new QHBoxLayout;
    line->addWidget(d->icon);
    line->addWidget(d->text, 1);
    for (QWidget* widget : std::initializer_list<QWidget*> { d->action, d->waiting, d->details, d->copy, d->log, d->close })
        line->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    const int margin = style()->pixelMetric(QStyle::PM_LayoutTopMargin) / 2;
    layout->setContentsMargins(2 * margin, margin, 2 * margin, margin);
    layout->addLayout(line);
    layout->addWidget(d->story);
    d->action->setAutoRaise(false);
    connect(d->action, &QToolButton::clicked, this, &MessageBar::actOnMessage);
    connect(d->details, &QToolButton::toggled, d->story, &QWidget::setVisible);
    connect(d->log, &QToolButton::clicked, this, &MessageBar::logRequested);
    connect(d->copy, &QToolButton::clicked, this, &MessageBar::copyMessage);
    connect(d->close, &QToolButton::clicked, this, &MessageBar::closeMessage);
    d->show();
}

MessageBar::~MessageBar() = default;

void MessageBar::showMessage(const Message& message)
{
    auto& messages = d->messages;
    if (std::any_of(messages.begin(), messages.end(), [&](const Message& one) { return isEqual(one, message); }))
        return;
    const auto isLess = [&](const Message& one) { return one.kind != MessageKind::Error; };
    if (message.kind == MessageKind::Error)
        messages.insert(std::find_if(messages.begin(), messages.end(), isLess), message);
    else
        messages.push_back(message);
    d->show();
    Q_EMIT shown(message);
}

void MessageBar::clear()
{
    if (d->messages.empty())
        return;
    d->messages.clear();
    d->show();
    Q_EMIT emptied();
}

int MessageBar::count() const
{
    return static_cast<int>(d->messages.size());
}

void MessageBar::closeMessage()
{
    if (d->messages.empty())
        return;
    d->messages.erase(d->messages.begin());
    d->show();
    if (d->messages.empty())
        Q_EMIT emptied();
}

void MessageBar::actOnMessage()
{
    if (d->messages.empty() || !d->messages.front().action)
        return;
    const auto action = d->messages.front().action; // outlives the message
    closeMessage();
    action();
}

void MessageBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && !d->messages.empty())
        d->showLook(d->messages.front().kind);
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), d->background);
}

void MessageBar::copyMessage()
{
    if (d->messages.empty())
        return;
    const Message& first = d->messages.front();
    QStringList parts { first.text };
    if (!first.remedy.isEmpty())
        parts << first.remedy;
    if (!first.details.isEmpty())
        parts << first.details;
    QApplication::clipboard()->setText(parts.join(QLatin1Char('\n')));
}

} // namespace exitscope::widgets

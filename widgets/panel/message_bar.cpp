#include "widgets/panel/message_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLabel>
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
    return a.kind == b.kind && a.text == b.text && a.remedy == b.remedy && a.details == b.details;
}

QStyle::StandardPixmap iconOf(MessageKind kind)
{
    switch (kind) {
    case MessageKind::Information:
        return QStyle::SP_MessageBoxInformation;
    case MessageKind::Success:
        return QStyle::SP_DialogApplyButton;
    case MessageKind::Warning:
        return QStyle::SP_MessageBoxWarning;
    case MessageKind::Error:
        return QStyle::SP_MessageBoxCritical;
    }
    return QStyle::SP_MessageBoxInformation;
}

} // namespace

struct MessageBar::Private
{
    explicit Private(MessageBar* owner)
        : bar(owner)
        , icon(new QLabel(owner))
        , text(new QLabel(owner))
        , waiting(new QLabel(owner))
        , details(new QToolButton(owner))
        , copy(new QToolButton(owner))
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
        const int size = bar->style()->pixelMetric(QStyle::PM_SmallIconSize) * 5 / 4;
        icon->setPixmap(bar->style()->standardIcon(iconOf(first.kind)).pixmap(size));
        icon->setAccessibleName(kindName(first.kind));
        QString sentence = QStringLiteral("<b>%1</b>").arg(first.text.toHtmlEscaped());
        if (!first.remedy.isEmpty())
            sentence += QStringLiteral(" ") + first.remedy.toHtmlEscaped();
        text->setText(sentence);
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

    MessageBar* bar;
    QLabel* icon;
    QLabel* text;
    QLabel* waiting;
    QToolButton* details;
    QToolButton* copy;
    QToolButton* close;
    QPlainTextEdit* story;
    std::vector<Message> messages;
};

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this))
{
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    d->text->setWordWrap(true);
    d->text->setForegroundRole(QPalette::ToolTipText);
    d->waiting->setForegroundRole(QPalette::ToolTipText);
    d->text->setTextFormat(Qt::RichText);
    d->text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    d->details->setText(tr("Details"));
    d->details->setCheckable(true);
    d->copy->setText(tr("Copy"));
    d->close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    d->close->setAccessibleName(tr("Close"));
    d->close->setToolTip(tr("Close"));
    for (QToolButton* button : { d->details, d->copy, d->close }) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
        QPalette colors = button->palette();
        colors.setColor(QPalette::ButtonText, palette().color(QPalette::ToolTipText));
        button->setPalette(colors);
    }
    d->story->setReadOnly(true);
    d->story->setAccessibleName(tr("Details"));
    d->story->setMaximumHeight(10 * fontMetrics().height());

    auto* line = new QHBoxLayout;
    line->addWidget(d->icon);
    line->addWidget(d->text, 1);
    for (QWidget* widget : std::initializer_list<QWidget*> { d->waiting, d->details, d->copy, d->close })
        line->addWidget(widget);
    auto* layout = new QVBoxLayout(this);
    const int margin = style()->pixelMetric(QStyle::PM_LayoutTopMargin) / 2;
    layout->setContentsMargins(2 * margin, margin, 2 * margin, margin);
    layout->addLayout(line);
    layout->addWidget(d->story);
    connect(d->details, &QToolButton::toggled, d->story, &QWidget::setVisible);
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

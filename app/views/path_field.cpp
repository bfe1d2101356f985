#include "app/views/path_field.h"

#include "app/session/settings.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace exitscope::app {

PathField::PathField(Kind kind, const QString& title, const QString& filter, QWidget* parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_title(title)
    , m_filter(filter)
    , m_line(new QLineEdit(this))
{
    m_line->setAccessibleName(title);
    m_line->setClearButtonEnabled(true);
    m_line->setAcceptDrops(false); // the view knows what to do with files
    auto* button = new QToolButton(this);
    button->setText(QStringLiteral("…"));
    button->setAccessibleName(tr("Look for: %1").arg(title));
    button->setToolTip(title);
    button->setFocusPolicy(Qt::StrongFocus);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_line, 1);
    layout->addWidget(button);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &PathField::changed);
    connect(button, &QToolButton::clicked, this, &PathField::browse);
}

QString PathField::path() const
{
    return m_line->text().trimmed();
}

void PathField::setPath(const QString& path)
{
    m_line->setText(path);
    m_line->setToolTip(path);
}

void PathField::setPlaceholder(const QString& text)
{
    m_line->setPlaceholderText(text);
}

void PathField::browse()
{
    Settings settings;
    const QString kind = m_kind == Kind::Folder ? QStringLiteral("models") : QStringLiteral("annotations");
    const QString start = path().isEmpty() ? settings.lastFolder(kind) : path();
    const QString chosen = m_kind == Kind::Folder ? QFileDialog::getExistingDirectory(this, m_title, start)
                                                  : QFileDialog::getOpenFileName(this, m_title, start, m_filter);
    if (chosen.isEmpty())
        return;
    settings.setLastFolder(kind, QFileInfo(chosen).absolutePath());
    setPath(chosen);
}

} // namespace exitscope::app

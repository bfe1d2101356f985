#include "app/dialogs/saved_file_strip.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDir>
#include <QDrag>
#include <QFileIconProvider>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QMouseEvent>
#include <QStyle>
#include <QToolButton>
#include <QUrl>

namespace exitscope::app {

namespace {

QMimeData* mimeOf(const QString& file)
{
    auto* data = new QMimeData;
    data->setUrls({ QUrl::fromLocalFile(file) });
    data->setText(QDir::toNativeSeparators(file));
    return data;
}

} // namespace

SavedFileStrip::SavedFileStrip(QWidget* parent)
    : QWidget(parent)
    , m_handle(new QLabel(this))
    , m_text(new QLabel(this))
    , m_copy(new QToolButton(this))
    , m_folder(new QToolButton(this))
{
    m_handle->setToolTip(tr("Drag the file into another program"));
    m_handle->setAccessibleName(m_handle->toolTip());
    m_handle->setCursor(Qt::OpenHandCursor);
    m_handle->installEventFilter(this);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_copy->setText(tr("Copy f&ile"));
    m_copy->setToolTip(tr("Copies the file, to be pasted into a folder or a message"));
    m_folder->setText(tr("Open fol&der"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_handle);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_copy);
    layout->addWidget(m_folder);
    connect(m_copy, &QToolButton::clicked, this, &SavedFileStrip::copyFile);
    connect(m_folder, &QToolButton::clicked, this, &SavedFileStrip::showFolder);
    setSentence({});
}

void SavedFileStrip::setFiles(const std::vector<std::filesystem::path>& files)
{
    m_file = QFileInfo(QString::fromStdString(files.front().string())).absoluteFilePath();
    QStringList names;
    for (const auto& file : files)
        names << QDir::toNativeSeparators(QFileInfo(QString::fromStdString(file.string())).absoluteFilePath());
    m_text->setText(tr("Saved: %1").arg(names.join(QStringLiteral(", "))));
    const int size = style()->pixelMetric(QStyle::PM_LargeIconSize);
    m_handle->setPixmap(QFileIconProvider().icon(QFileInfo(m_file)).pixmap(QSize(size, size), devicePixelRatioF()));
    for (QWidget* part : { static_cast<QWidget*>(m_handle), static_cast<QWidget*>(m_copy), static_cast<QWidget*>(m_folder) })
        part->setVisible(true);
    m_handle->setVisible(!m_handle->pixmap().isNull());
}

void SavedFileStrip::setSentence(const QString& sentence)
{
    m_text->setText(sentence);
    for (QWidget* part : { static_cast<QWidget*>(m_handle), static_cast<QWidget*>(m_copy), static_cast<QWidget*>(m_folder) })
        part->setVisible(!m_file.isEmpty());
}

QString SavedFileStrip::text() const
{
    return m_text->text();
}

bool SavedFileStrip::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonPress)
        m_pressed = static_cast<QMouseEvent*>(event)->pos();
    if (event->type() == QEvent::MouseMove) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const bool isDrag = (mouse->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance();
        if (mouse->buttons().testFlag(Qt::LeftButton) && isDrag)
            startDrag();
    }
    return QWidget::eventFilter(watched, event);
}

void SavedFileStrip::startDrag()
{
    auto* drag = new QDrag(this); // Qt deletes it
    drag->setMimeData(mimeOf(m_file));
    drag->setPixmap(m_handle->pixmap());
    drag->exec(Qt::CopyAction);
}

void SavedFileStrip::showFolder()
{
    const QString folder = QFileInfo(m_file).path();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        setSentence(tr("No program opens folders here. The file is in %1").arg(QDir::toNativeSeparators(folder)));
}

void SavedFileStrip::copyFile()
{
    QApplication::clipboard()->setMimeData(mimeOf(m_file));
}

} // namespace exitscope::app

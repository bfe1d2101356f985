#include "app/dialogs/figure_preview.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QSvgRenderer>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace exitscope::app {

namespace {

constexpr std::array<int, 6> percents { 50, 100, 150, 200, 400, 800 };
constexpr qsizetype longestText = 40'000; ///< of a CSV: what shows what it is
constexpr double mostPixels = 40e6;

QImage drawnVectors(const QByteArray& svg, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    QSvgRenderer renderer(svg);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    return image;
}

/// Enlarged, its pixels stay visible as what they are.
QImage drawnPixels(const QByteArray& png, QSize size)
{
    const QImage image = QImage::fromData(png, "PNG");
    const bool isEnlarged = size.width() > image.width();
    return image.scaled(size, Qt::IgnoreAspectRatio, isEnlarged ? Qt::FastTransformation : Qt::SmoothTransformation);
}

} // namespace

FigurePreview::FigurePreview(QWidget* parent)
    : QWidget(parent)
    , m_zoom(new QComboBox(this))
    , m_pages(new QStackedWidget(this))
    , m_desk(new QScrollArea(this))
    , m_sheet(new QLabel)
    , m_text(new QPlainTextEdit(this))
{
    m_zoom->addItem(tr("Fit"), 0);
    for (const int percent : percents)
        m_zoom->addItem(percent == 100 ? tr("100 % (size on paper)") : tr("%1 %").arg(percent), percent);
    m_zoom->setAccessibleName(tr("Zoom of the preview"));
    m_sheet->setAccessibleName(tr("Preview of the figure"));
    m_sheet->setAlignment(Qt::AlignCenter);
    m_desk->setWidget(m_sheet);
    m_desk->setAlignment(Qt::AlignCenter);
    m_desk->setBackgroundRole(QPalette::Mid);
    m_desk->setFocusPolicy(Qt::StrongFocus);
    m_desk->setAccessibleName(m_sheet->accessibleName());
    m_desk->viewport()->installEventFilter(this);
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setAccessibleName(tr("Contents of the file"));
    m_pages->addWidget(m_desk);
    m_pages->addWidget(m_text);

    auto* caption = new QLabel(tr("Pre&view:"), this);
    caption->setBuddy(m_zoom);
    auto* bar = new QHBoxLayout;
    bar->addWidget(caption);
    bar->addWidget(m_zoom);
    bar->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(bar);
    layout->addWidget(m_pages, 1);
    connect(m_zoom, &QComboBox::currentIndexChanged, this, [this] {
        draw();
        Q_EMIT zoomChanged();
    });
}

void FigurePreview::showVectors(const QByteArray& svg, QSizeF sizePt)
{
    m_file = svg;
    m_isVector = true;
    m_sizePt = sizePt;
    m_pages->setCurrentWidget(m_desk);
    m_zoom->setEnabled(true);
    draw();
}

void FigurePreview::showPixels(const QByteArray& png, QSizeF sizePt)
{
    showVectors(png, sizePt);
    m_isVector = false;
    draw();
}

void FigurePreview::showText(const QByteArray& text)
{
    m_drawing.drop();
    QString shown = QString::fromUtf8(text.left(longestText));
    if (text.size() > longestText)
        shown += u'\n' + tr("… and so on: %n line(s) in all.", nullptr, static_cast<int>(text.count('\n')));
    m_text->setPlainText(shown);
    m_pages->setCurrentWidget(m_text);
    m_zoom->setEnabled(false);
}

void FigurePreview::clear()
{
    m_drawing.drop();
    m_file.clear();
    m_image = {};
    m_sheet->clear();
    m_sheet->resize(0, 0);
}

void FigurePreview::setZoom(double percent)
{
    m_zoom->setCurrentIndex(std::max(0, m_zoom->findData(static_cast<int>(percent))));
}

double FigurePreview::zoom() const
{
    return m_zoom->currentData().toDouble();
}

double FigurePreview::pixelsPerPoint() const
{
    if (zoom() > 0) {
        // Some screens claim impossible sizes; those get the desktop's usual resolution.
        const double told = screen()->physicalDotsPerInch();
        const double perInch = told > 50 && told < 400 ? told : screen()->logicalDotsPerInch();
        return perInch / 72 * zoom() / 100;
    }
    const QSizeF room = QSizeF(m_desk->maximumViewportSize()) - QSizeF(16, 16);
    return std::max(0.1, std::min(room.width() / m_sizePt.width(), room.height() / m_sizePt.height()));
}

void FigurePreview::draw()
{
    if (m_file.isEmpty() || m_sizePt.isEmpty())
        return;
    const double ratio = devicePixelRatioF();
    double scale = pixelsPerPoint() * ratio;
    scale = std::min(scale, std::sqrt(mostPixels / (m_sizePt.width() * m_sizePt.height())));
    const QSize size(std::max(1, static_cast<int>(std::lround(m_sizePt.width() * scale))),
        std::max(1, static_cast<int>(std::lround(m_sizePt.height() * scale))));
    m_drawing.run(
        this, [file = m_file, isVector = m_isVector, size] { return isVector ? drawnVectors(file, size) : drawnPixels(file, size); },
        [this, ratio](QImage image) {
            image.setDevicePixelRatio(ratio);
            m_image = std::move(image);
            m_sheet->setPixmap(QPixmap::fromImage(m_image));
            m_sheet->resize(m_sheet->sizeHint());
            Q_EMIT drawn();
        },
        {});
}

/// Ctrl and the wheel walk the zoom levels.
bool FigurePreview::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && zoom() <= 0)
        draw(); // fits the room that there is now
    if (event->type() == QEvent::Wheel) {
        const auto* wheel = static_cast<QWheelEvent*>(event);
        if (wheel->modifiers().testFlag(Qt::ControlModifier)) {
            const int step = wheel->angleDelta().y() > 0 ? 1 : -1;
            m_zoom->setCurrentIndex(std::clamp(m_zoom->currentIndex() + step, 0, m_zoom->count() - 1));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace exitscope::app

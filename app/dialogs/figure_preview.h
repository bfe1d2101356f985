#pragma once

#include "app/jobs/quick_task.h"

#include <QByteArray>
#include <QImage>
#include <QSizeF>
#include <QWidget>

class QComboBox;
class QLabel;
class QPlainTextEdit;
class QScrollArea;
class QStackedWidget;

namespace exitscope::app {

/// A figure's file on a desk: vectors drawn again at every zoom, pixels as they are, text as text. Drawing happens off
/// the GUI thread. "100 %" is the size on paper, as far as the screen tells its own.
class FigurePreview final : public QWidget
{
    Q_OBJECT

public:
    explicit FigurePreview(QWidget* parent = nullptr);

    void showVectors(const QByteArray& svg, QSizeF sizePt);
    void showPixels(const QByteArray& png, QSizeF sizePt);
    void showText(const QByteArray& text);
    void clear();
    [[nodiscard]] QImage image() const { return m_image; } ///< what is on the desk; null until it is drawn

    void setZoom(double percent); ///< 0 fits it in
    [[nodiscard]] double zoom() const;

Q_SIGNALS:
    void drawn();
    void zoomChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void draw();
    double pixelsPerPoint() const; ///< device independent

    QByteArray m_file;
    bool m_isVector = true;
    QSizeF m_sizePt;
    QImage m_image;
    QComboBox* m_zoom;
    QStackedWidget* m_pages;
    QScrollArea* m_desk;
    QLabel* m_sheet;
    QPlainTextEdit* m_text;
    QuickTask m_drawing;
};

} // namespace exitscope::app

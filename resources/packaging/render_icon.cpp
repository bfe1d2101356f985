#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QStringList>
#include <QSvgRenderer>

#include <cstdio>

/// render_icon SVG SIZE PNG: one icon in one size, for the icon theme's folders. Runs while building.
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    QSvgRenderer renderer(words.value(1));
    const int size = words.value(2).toInt();
    if (words.size() != 4 || !renderer.isValid() || size <= 0) {
        std::fputs("usage: render_icon SVG SIZE PNG\n", stderr);
        return 2;
    }
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter);
    painter.end();
    return image.save(words.value(3)) ? 0 : 1;
}

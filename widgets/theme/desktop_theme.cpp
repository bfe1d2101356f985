#include "widgets/theme/desktop_theme.h"

#include "widgets/theme/palette.h"

#include <QApplication>
#include <QPalette>

namespace exitscope::widgets {

namespace {

struct Colours
{
    QRgb window, base, alternate, button, text, quiet, highlight, highlighted, link, tip;
};

constexpr Colours light { 0xfff3f3f3, 0xffffffff, 0xfff6f6f6, 0xffededed, 0xff1b1b1b, 0xff8a8a8a, 0xff0072b2, 0xffffffff,
    0xff00629b, 0xfffafae0 };
constexpr Colours dark { 0xff2a2c2f, 0xff1e2022, 0xff25272a, 0xff35383c, 0xffececec, 0xff8b8f94, 0xff1c6ea4, 0xffffffff,
    0xff7fbfe8, 0xff3a3d42 };

QPalette paletteOf(const Colours& colours)
{
    QPalette palette { QColor(colours.button), QColor(colours.window) }; // shades of bevels follow from these two
    const auto set = [&palette](QPalette::ColorRole role, QRgb colour) { palette.setColor(role, QColor(colour)); };
    set(QPalette::Base, colours.base);
    set(QPalette::AlternateBase, colours.alternate);
    set(QPalette::ToolTipBase, colours.tip);
    set(QPalette::Highlight, colours.highlight);
    set(QPalette::HighlightedText, colours.highlighted);
    set(QPalette::Link, colours.link);
    set(QPalette::LinkVisited, colours.link);
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText })
        set(role, colours.text);
    palette.setColor(QPalette::PlaceholderText, quietColor(QColor(colours.text), QColor(colours.base)));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, QColor(colours.quiet));
    return palette;
}

/// Every other role is the desktop's own and stays so.
QPalette desktopPalette()
{
    const QPalette desktop = QApplication::palette();
    const QColor base = desktop.color(QPalette::Base);
    QColor words = desktop.color(QPalette::PlaceholderText);
    words.setAlpha(255);
    QPalette palette;
    if (contrast(words, base) < 3)
        palette.setColor(QPalette::PlaceholderText, quietColor(desktop.color(QPalette::Text), base));
    return palette;
}

} // namespace

void applyTheme(Theme theme)
{
    switch (theme) {
    case Theme::Desktop:
        QApplication::setPalette(QPalette());
        QApplication::setPalette(desktopPalette());
        return;
    case Theme::Light:
        QApplication::setPalette(paletteOf(light));
        return;
    case Theme::Dark:
        QApplication::setPalette(paletteOf(dark));
        return;
    }
}

} // namespace exitscope::widgets

#include "widgets/heatmap/token_text_copy.h"

#include "widgets/heatmap/token_painter.h"
#include "widgets/theme/palette.h"

#include <QCoreApplication>

namespace exitscope::widgets {

namespace {

struct CopyWords
{
    Q_DECLARE_TR_FUNCTIONS(CopyWords)
};

/// So many of the paragraphs as are copied; at least one.
std::size_t copied(const TokenTextSource& source, std::span<const int> paragraphs)
{
    int tokens = 0;
    for (std::size_t place = 0; place < paragraphs.size(); ++place) {
        tokens += source.tokens(paragraphs[place]);
        if (tokens > mostCopiedTokens)
            return std::max<std::size_t>(1, place);
    }
    return paragraphs.size();
}

QString rest(std::size_t all, std::size_t taken)
{
    return CopyWords::tr("… and %Ln more paragraph(s)", nullptr, static_cast<int>(all - taken));
}

QString boxOf(const TokenTextSource& source, const TokenPiece& piece, const StripOptions& options,
    const std::vector<QColor>& depths)
{
    const QString text = piece.text.toHtmlEscaped();
    if (piece.unit < 0)
        return text;
    const QColor color = tokenColor(source, piece.unit, options.layer, depths);
    QString html = QStringLiteral("<span title=\"%1\" style=\"background:%2;color:%3;padding:1px 2px;%4\">%5")
                       .arg(source.tip(piece.unit).toHtmlEscaped(), color.name(), textOn(color).name(),
                           options.showsAgreement && source.agrees(piece.unit)
                               ? QStringLiteral("border-bottom:2px solid %1;").arg(textOn(color).name())
                               : QString(),
                           text);
    if (options.showsNumbers || options.layer == HeatLayer::Lens)
        html += QStringLiteral("<sub>%1</sub>").arg(tokenNumber(source, piece.unit));
    return html + QStringLiteral("</span>");
}

} // namespace

QString tokensAsText(const TokenTextSource& source, std::span<const int> paragraphs)
{
    QString text;
    const std::size_t taken = copied(source, paragraphs);
    for (const int paragraph : paragraphs.first(taken)) {
        bool isFirst = true;
        for (const TokenPiece& piece : source.pieces(paragraph, 0, source.tokens(paragraph))) {
            if (piece.startsWord && !isFirst)
                text += QLatin1Char(' ');
            text += piece.text;
            isFirst = false;
        }
        text += QLatin1Char('\n');
    }
    if (taken < paragraphs.size())
        text += rest(paragraphs.size(), taken) + QLatin1Char('\n');
    return text;
}

QString tokensAsHtml(const TokenTextSource& source, std::span<const int> paragraphs, const StripOptions& options,
    const std::vector<QColor>& depths)
{
    QString html = QStringLiteral("<div style=\"font-family:sans-serif;line-height:1.7;\">\n");
    const std::size_t taken = copied(source, paragraphs);
    for (const int paragraph : paragraphs.first(taken)) {
        html += QStringLiteral("<p dir=\"auto\">");
        bool isFirst = true;
        for (const TokenPiece& piece : source.pieces(paragraph, 0, source.tokens(paragraph))) {
            if (piece.startsWord && !isFirst)
                html += QLatin1Char(' ');
            html += boxOf(source, piece, options, depths);
            isFirst = false;
        }
        html += QStringLiteral("</p>\n");
    }
    if (taken < paragraphs.size())
        html += QStringLiteral("<p>%1</p>\n").arg(rest(paragraphs.size(), taken).toHtmlEscaped());
    return html + QStringLiteral("</div>");
}

} // namespace exitscope::widgets

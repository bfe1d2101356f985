#include "widgets/heatmap/strip_text.h"

#include "widgets/heatmap/exit_strip_layout.h"
#include "widgets/table/table_text.h"
#include "widgets/theme/palette.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace exitscope::widgets {

namespace {

struct StripWords
{
    Q_DECLARE_TR_FUNCTIONS(StripWords)
};

const QString cellStyle = QStringLiteral("padding:2px 6px;border:1px solid #999;");

QString coloredCell(const QColor& background, const QString& text, bool isFramed)
{
    return QStringLiteral("<td style=\"%1background:%2;color:%3;text-align:center;%4\">%5</td>")
        .arg(cellStyle, background.name(), textOn(background).name(),
            isFramed ? QStringLiteral("border:2px solid #000;font-weight:bold;") : QString(), text.toHtmlEscaped());
}

QString plainCell(const QString& text, const QString& tag = QStringLiteral("td"))
{
    return QStringLiteral("<%1 dir=\"auto\" style=\"%2text-align:start;\">%3</%1>").arg(tag, cellStyle, text.toHtmlEscaped());
}

QString percent(float confidence)
{
    return std::isfinite(confidence) ? QString::number(std::lround(100 * std::clamp(confidence, 0.0F, 1.0F))) : QString();
}

QColor rowColor(const ExitStripSource& source, int row, HeatLayer layer, const QColor& depth)
{
    switch (layer) {
    case HeatLayer::Lens:
        return source.hasLens() ? lensColor(source.lens(row).lens) : depth;
    case HeatLayer::Slack:
        return slackColor(source.slack(row));
    case HeatLayer::Depth:
        break;
    }
    return depth;
}

QString htmlRow(const ExitStripSource& source, int row, HeatLayer layer, std::span<const QColor> colors)
{
    const ExitStrip strip = source.item(row);
    const int exit = source.exitOf(row);
    QString html = QStringLiteral("<tr>");
    for (int at = 0; at < source.exits(); ++at) {
        const auto place = static_cast<std::size_t>(at);
        const QColor color = at <= exit ? rowColor(source, row, layer, colors[place]) : QColor(Qt::white);
        html += coloredCell(color, place < strip.confidence.size() ? percent(strip.confidence[place]) : QString(), at == exit);
    }
    html += plainCell(QString::number(source.layer(exit)));
    if (source.hasLens()) {
        const LensMark mark = source.lens(row);
        html += plainCell(lensText(mark, QString::number(source.layer(std::max(0, mark.exitB)))));
    }
    html += plainCell(source.predictionText(row, exit)) + plainCell(strip.gold) + plainCell(strip.tag)
        + plainCell(onOneLine(strip.text));
    return html + QStringLiteral("</tr>\n");
}

QString restText(std::size_t rows)
{
    return StripWords::tr("… and %Ln more", nullptr, static_cast<int>(rows - mostCopiedRows));
}

} // namespace

QString stripsAsText(const ExitStripSource& source, std::span<const int> rows)
{
    TextTable table;
    table.headings = { QStringLiteral("exit"), QStringLiteral("prediction"), QStringLiteral("gold"),
        QStringLiteral("tag"), QStringLiteral("text") };
    if (source.hasLens())
        table.headings.insert(table.headings.begin() + 1, { QStringLiteral("exit_b"), QStringLiteral("b") });
    for (const int row : rows.first(std::min(rows.size(), mostCopiedRows))) {
        const ExitStrip strip = source.item(row);
        const int exit = source.exitOf(row);
        std::vector<QString> cells { QString::number(source.layer(exit)), source.predictionText(row, exit), strip.gold,
            strip.tag, strip.text };
        if (source.hasLens()) {
            const LensMark mark = source.lens(row);
            cells.insert(cells.begin() + 1, { QString::number(source.layer(std::max(0, mark.exitB))), lensSign(mark) });
        }
        table.rows.push_back(std::move(cells));
    }
    QString text = tableText(table, TableFormat::Tsv);
    if (rows.size() > mostCopiedRows)
        text += restText(rows.size()) + QLatin1Char('\n');
    return text;
}

QString stripsAsHtml(const ExitStripSource& source, std::span<const int> rows, const StripOptions& options,
    std::span<const QColor> colors)
{
    QString html = QStringLiteral("<table style=\"border-collapse:collapse;font-family:sans-serif;font-size:10pt;\">\n<tr>");
    const QString heading = QStringLiteral("th");
    for (int exit = 0; exit < source.exits(); ++exit)
        html += plainCell(QString::number(source.layer(exit)), heading);
    html += plainCell(StripWords::tr("Exit"), heading);
    if (source.hasLens())
        html += plainCell(StripWords::tr("Beside B"), heading);
    for (const QString& title :
        { StripWords::tr("Prediction"), StripWords::tr("Gold"), StripWords::tr("Tag"), StripWords::tr("Sentence") })
        html += plainCell(title, heading);
    html += QStringLiteral("</tr>\n");
    for (const int row : rows.first(std::min(rows.size(), mostCopiedRows)))
        html += htmlRow(source, row, options.layer, colors);
    html += QStringLiteral("</table>");
    if (rows.size() > mostCopiedRows)
        html += QStringLiteral("<p>%1</p>").arg(restText(rows.size()).toHtmlEscaped());
    return html;
}

} // namespace exitscope::widgets

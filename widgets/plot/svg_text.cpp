#include "widgets/plot/svg_text.h"

#include "widgets/plot/number_text.h"

#include <QFont>
#include <QPainterPath>
#include <QXmlStreamReader>

namespace exitscope::widgets {

namespace {

QByteArray coordinates(const QPainterPath::Element& element)
{
    // A hundredth of a canvas unit is a thousandth of a point.
    const auto rounded = [](double value) { return numberText(std::round(value * 100) / 100); };
    return rounded(element.x) + ',' + rounded(element.y) + ' ';
}

QByteArray pathData(const QPainterPath& path)
{
    QByteArray data;
    for (int index = 0; index < path.elementCount(); ++index) {
        const QPainterPath::Element element = path.elementAt(index);
        switch (element.type) {
        case QPainterPath::MoveToElement:
            data += 'M' + coordinates(element);
            break;
        case QPainterPath::LineToElement:
            data += 'L' + coordinates(element);
            break;
        case QPainterPath::CurveToElement:
            data += 'C' + coordinates(element);
            break;
        case QPainterPath::CurveToDataElement:
            data += coordinates(element);
            break;
        }
    }
    return data.trimmed();
}

QByteArray outline(const QByteArray& textElement)
{
    QXmlStreamReader xml(textElement);
    xml.readNextStartElement();
    const QXmlStreamAttributes attributes = xml.attributes();
    const auto value = [&](QLatin1StringView name) { return attributes.value(name); };
    QFont font(value(QLatin1StringView("font-family")).toString());
    font.setPixelSize(qRound(value(QLatin1StringView("font-size")).toDouble()));
    font.setWeight(static_cast<QFont::Weight>(std::max(1, value(QLatin1StringView("font-weight")).toInt())));
    font.setItalic(value(QLatin1StringView("font-style")) == QLatin1StringView("italic"));
    font.setHintingPreference(QFont::PreferNoHinting);
    QPainterPath path;
    path.addText(value(QLatin1StringView("x")).toDouble(), value(QLatin1StringView("y")).toDouble(), font,
        xml.readElementText());
    return "<path fill=\"" + value(QLatin1StringView("fill")).toUtf8() + "\" stroke=\"none\" d=\"" + pathData(path)
        + "\"/>";
}

} // namespace

QByteArray withMetadata(const QByteArray& svg, const QString& id, const QByteArray& contents)
{
    const qsizetype root = svg.indexOf("<svg");
    const qsizetype behind = root < 0 ? -1 : svg.indexOf('>', root);
    if (behind < 0)
        return svg;
    QByteArray result = svg;
    result.insert(behind + 1,
        "\n<metadata id=\"" + id.toUtf8() + "\">" + QString::fromUtf8(contents).toHtmlEscaped().toUtf8() + "</metadata>");
    return result;
}

QByteArray withOutlines(const QByteArray& svg)
{
    QByteArray result;
    qsizetype copied = 0;
    for (qsizetype at = svg.indexOf("<text "); at >= 0; at = svg.indexOf("<text ", copied)) {
        const qsizetype end = svg.indexOf("</text>", at) + 7;
        if (end < at)
            break;
        result += svg.mid(copied, at - copied) + outline(svg.mid(at, end - at));
        copied = end;
    }
    return result + svg.mid(copied);
}

} // namespace exitscope::widgets

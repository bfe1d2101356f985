#include "core/error.h"
#include "tests/gui/sample_plots.h"
#include "widgets/plot/figure_writer.h"
#include "widgets/plot/pdf_dates.h"
#include "widgets/plot/plot_record.h"

#include <nlohmann/json.hpp>

#include <QBuffer>
#include <QLocale>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <limits>

using namespace exitscope;
using namespace exitscope::widgets;

namespace {

const QByteArray recipe = "{\"runs\": [17], \"note\": \"a < b & c\"}";

/// Text, attributes and all of an SVG, or an empty map where it is not well formed.
struct SvgParts
{
    QStringList texts;
    QStringList families;
    QMap<QString, QString> metadata;
    int images = 0;
    QSizeF viewBox;
    QString width;
};

SvgParts partsOf(const QByteArray& svg)
{
    SvgParts parts;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == QLatin1String("svg")) {
            const QStringList box = xml.attributes().value(QLatin1String("viewBox")).toString().split(QLatin1Char(' '));
            parts.viewBox = QSizeF(box.value(2).toDouble(), box.value(3).toDouble());
            parts.width = xml.attributes().value(QLatin1String("width")).toString();
        } else if (xml.name() == QLatin1String("text")) {
            parts.families << xml.attributes().value(QLatin1String("font-family")).toString();
            parts.texts << xml.readElementText();
        } else if (xml.name() == QLatin1String("metadata")) {
            const QString id = xml.attributes().value(QLatin1String("id")).toString();
            parts.metadata.insert(id, xml.readElementText());
        } else if (xml.name() == QLatin1String("image"))
            ++parts.images;
    }
    return xml.hasError() ? SvgParts {} : parts;
}

QByteArray output(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    return process.waitForFinished() && process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray();
}

} // namespace

class TestFigures final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameInputSameBytes_data() { models(); }
    void sameInputSameBytes();
    void datesDoNotDependOnTheTimeZone();
    void pdfIsVectorsWithEmbeddedFonts_data() { models(); }
    void pdfIsVectorsWithEmbeddedFonts();
    void pdfReadsWithOtherPrograms();
    void svgKeepsText_data() { models(); }
    void svgKeepsText();
    void svgStaysInsideZoomedAxes();
    void labelsStandClearOfOtherLines_data();
    void labelsStandClearOfOtherLines();
    void ticksHaveOneNumberOfDecimals();
    void svgTextCanBeOutlines();
    void pngHasItsResolution();
    void csvHasExactlyThePlottedNumbers();
    void csvOfCells();
    void texReadsTheCsv();
    void recordDrawsTheSame_data() { models(); }
    void recordDrawsTheSame();
    void palettesChangeColoursAlone();
    void greyHasNoColour();
    void badSpecsAreRefused();
    void shortDevicesAreReported();

private:
    static void models()
    {
        QTest::addColumn<PlotModel>("model");
        QTest::newRow("trade-off") << samples::tradeoff();
        QTest::newRow("layers") << samples::layers();
        QTest::newRow("stacked") << samples::stackedLayers();
        QTest::newRow("cells") << samples::cellMap();
        QTest::newRow("logarithmic") << samples::logarithmic();
        QTest::newRow("empty") << PlotModel {};
    }
};

void TestFigures::sameInputSameBytes()
{
    QFETCH(PlotModel, model);
    const FigureSpec spec;
    const QByteArray pdf = figurePdf(model, spec, recipe);
    const QByteArray svg = figureSvg(model, spec, recipe);
    QTest::qWait(1100); // a PDF's date counts seconds
    QCOMPARE(figurePdf(model, spec, recipe), pdf);
    QCOMPARE(figureSvg(model, spec, recipe), svg);
    QCOMPARE(figurePng(model, spec, 150), figurePng(model, spec, 150));
}

void TestFigures::datesDoNotDependOnTheTimeZone()
{
    // Two small files as Qt writes them, in two time zones; everything behind the date is moved.
    const auto file = [](const QByteArray& date) {
        const QByteArray head = "%PDF-1.4\n1 0 obj\n<<\n/CreationDate (" + date + ")\n>>\nendobj\n";
        const QByteArray second = "2 0 obj\n<<>>\nendobj\n";
        const auto entry = [](qsizetype at) { return QByteArray::number(at).rightJustified(10, '0') + " 00000 n \n"; };
        const qsizetype table = head.size() + second.size();
        return head + second + "xref\n0 3\n0000000000 65535 f \n" + entry(9) + entry(head.size())
            + "trailer\n<<>>\nstartxref\n" + QByteArray::number(table) + "\n%%EOF\n";
    };
    const QByteArray there = withFixedDates(file("D:20260102030405+05'30'"));
    const QByteArray here = withFixedDates(file("D:20251231235959Z"));
    QCOMPARE(there, here);
    const qsizetype start = there.mid(there.indexOf("startxref\n") + 10).split('\n').first().toLongLong();
    QVERIFY(there.mid(start).startsWith("xref\n"));
    const qsizetype second = there.mid(start).split('\n').at(4).left(10).toLongLong();
    QVERIFY(there.mid(second).startsWith("2 0 obj"));
}

void TestFigures::pdfIsVectorsWithEmbeddedFonts()
{
    QFETCH(PlotModel, model);
    const FigureSpec spec;
    const QByteArray pdf = figurePdf(model, spec, recipe);
    QVERIFY(pdf.startsWith("%PDF-1.4"));
    QVERIFY(pdf.contains("/CreationDate (D:20000101000000Z)"));
    const QRegularExpression box(QStringLiteral("/MediaBox \\[0 0 234(\\.0+)? 150(\\.0+)?\\]"));
    QVERIFY(box.match(QString::fromLatin1(pdf)).hasMatch());
    QVERIFY(!pdf.contains("DCTDecode"));
    QVERIFY(!pdf.contains("/Type3"));
    QVERIFY(!pdf.contains("/Subtype /Image"));
    QVERIFY(pdf.contains("/FontFile2"));
    QVERIFY(pdf.contains("/EmbeddedFile"));
    // Every entry of the cross-reference table points at its object.
    const qsizetype start = pdf.mid(pdf.lastIndexOf("startxref\n") + 10).split('\n').first().toLongLong();
    QVERIFY(pdf.mid(start, 5) == "xref\n");
    const QList<QByteArray> lines = pdf.mid(start).split('\n');
    for (int object = 1; object < lines.at(1).split(' ').at(1).toInt(); ++object) {
        const qsizetype at = lines.at(2 + object).left(10).toLongLong();
        QVERIFY2(pdf.mid(at).startsWith(QByteArray::number(object) + " 0 obj"), lines.at(2 + object).constData());
    }
}

void TestFigures::pdfReadsWithOtherPrograms()
{
    if (QStandardPaths::findExecutable(QStringLiteral("pdffonts")).isEmpty())
        QSKIP("poppler-utils is not installed");
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("figure.pdf"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(figurePdf(samples::tradeoff(), {}, recipe));
    file.close();
    const QList<QByteArray> fonts = output(QStringLiteral("pdffonts"), { path }).trimmed().split('\n');
    QVERIFY(fonts.size() >= 3);
    for (const QByteArray& font : fonts.mid(2)) {
        QVERIFY2(font.contains("TrueType") && font.contains("yes"), font.constData());
        QVERIFY2(font.contains("DejaVuSerif"), font.constData());
    }
    const QByteArray text = output(QStringLiteral("pdftotext"), { path, QStringLiteral("-") });
    for (const char* word : { "Accuracy", "Speed-up (layers)", "patience", "full model", "oracle" })
        QVERIFY2(text.contains(word), word);
    const QByteArray files = output(QStringLiteral("pdfdetach"),
        { QStringLiteral("-save"), QStringLiteral("2"), QStringLiteral("-o"), folder.filePath(QStringLiteral("r")), path });
    QFile attached(folder.filePath(QStringLiteral("r")));
    QVERIFY(attached.open(QIODevice::ReadOnly));
    QCOMPARE(attached.readAll(), recipe);
}

void TestFigures::svgKeepsText()
{
    QFETCH(PlotModel, model);
    const SvgParts parts = partsOf(figureSvg(model, {}, recipe));
    QCOMPARE(parts.metadata.value(QStringLiteral("figure.json")), QString::fromUtf8(recipe));
    QCOMPARE(parts.images, 0);
    QCOMPARE(parts.viewBox, QSizeF(2340, 1500));
    QVERIFY2(parts.width.startsWith(QLatin1String("82.55")) && parts.width.endsWith(QLatin1String("mm")),
        qPrintable(parts.width));
    if (!model.x.title.isEmpty())
        QVERIFY(parts.texts.contains(model.x.title) && parts.texts.contains(model.y.title));
    for (const QString& family : parts.families)
        QCOMPARE(family, QStringLiteral("DejaVu Serif"));
    for (const ReferenceMark& mark : model.marks)
        QVERIFY(parts.texts.contains(mark.name));
}

void TestFigures::svgStaysInsideZoomedAxes()
{
    // Qt's SVG output cannot clip: nothing may be drawn outside the axes in the first place.
    PlotModel model = samples::tradeoff();
    model.marks.clear();
    model.x.range = Range { 3, 4 };
    model.y.range = Range { 0.84, 0.86 };
    const QByteArray svg = figureSvg(model, {});
    const QRegularExpression lines(QStringLiteral("<(?:polyline|path)[^>]*(?:points|d)=\"([^\"]*)\""));
    const QRegularExpression pairs(QStringLiteral("(-?[0-9.]+(?:e-?[0-9]+)?),(-?[0-9.]+(?:e-?[0-9]+)?)"));
    int seen = 0;
    auto line = lines.globalMatch(QString::fromUtf8(svg));
    while (line.hasNext()) {
        const QString points = line.next().captured(1);
        auto pair = pairs.globalMatch(points);
        while (pair.hasNext()) {
            const auto one = pair.next();
            ++seen;
            QVERIFY2(qAbs(one.captured(1).toDouble()) < 2400 && qAbs(one.captured(2).toDouble()) < 1560,
                qPrintable(one.captured(0)));
        }
    }
    QVERIFY(seen > 20);
}

void TestFigures::labelsStandClearOfOtherLines_data()
{
    QTest::addColumn<double>("below"); // the oracle, in units of the canvas; a name is about 70 high
    for (const double below : { -80.0, -30.0, -10.0, 0.0, 10.0, 30.0, 80.0 })
        QTest::addRow("%g", below) << below;
}

/// The name of a point close to the full model's line is not struck through by it.
void TestFigures::labelsStandClearOfOtherLines()
{
    QFETCH(double, below);
    PlotModel model = samples::tradeoff();
    model.x.range = Range { 1, 8 };
    model.y.range = Range { 0, 1 };
    const auto place = [&](double y) {
        model.marks[1].name = QStringLiteral("oracle of agreement");
        model.marks[1].x = 4;
        model.marks[1].y = y;
        const QByteArray svg = figureSvg(model, {});
        const QRegularExpression text(QStringLiteral("<g [^>]*matrix\\(([^)]*)\\)[^>]*>\\s*<text[^>]* y=\"([^\"]*)\""
                                                     "[^>]*font-size=\"([^\"]*)\"[^>]*>\\s*oracle of agreement"));
        const auto found = text.match(QString::fromUtf8(svg));
        const double scale = found.captured(1).section(QLatin1Char(','), 3, 3).toDouble();
        return std::pair(found.captured(2).toDouble() * scale + found.captured(1).section(QLatin1Char(','), 5, 5).toDouble(),
            found.captured(3).toDouble() * scale);
    };
    // The base line of a name that stands beside its point gives the line's own place, 0.3 of its size above.
    model.marks[0].y = 0.1;
    const auto [baseline, size] = place(0.5);
    QVERIFY(size > 0);
    const double line = baseline - 0.35 * size;
    const double perUnit = (place(0.4).first - baseline) / 0.1;
    QVERIFY(perUnit > 0);
    model.marks[0].y = 0.5;
    const double beside = place(0.5 - below / perUnit).first;
    QVERIFY2(line < beside - 0.75 * size || line > beside, qPrintable(QStringLiteral("line %1, text %2 to %3")
        .arg(line).arg(beside - 0.75 * size).arg(beside)));
}

void TestFigures::ticksHaveOneNumberOfDecimals()
{
    PlotModel model = samples::tradeoff();
    model.x.range = Range { 1, 5 };
    model.y.range = Range { 0.785, 0.825 };
    QStringList fractions;
    for (const QString& text : partsOf(figureSvg(model, {})).texts)
        if (text.startsWith(QStringLiteral("0.")))
            fractions << text;
    QVERIFY2(fractions.contains(QStringLiteral("0.80")), qPrintable(fractions.join(u' ')));
    for (const QString& text : fractions)
        QCOMPARE(text.size(), 4);
}

void TestFigures::svgTextCanBeOutlines()
{
    FigureSpec spec;
    spec.text = TextAs::Outlines;
    const QByteArray svg = figureSvg(samples::tradeoff(), spec, recipe);
    QVERIFY(!svg.contains("<text"));
    const SvgParts parts = partsOf(svg);
    QCOMPARE(parts.metadata.value(QStringLiteral("figure.json")), QString::fromUtf8(recipe));
    QVERIFY(svg.count("<path") > partsOf(figureSvg(samples::tradeoff(), {})).texts.size());
}

void TestFigures::pngHasItsResolution()
{
    const QByteArray png = figurePng(samples::tradeoff(), {}, 300, recipe);
    const QImage image = QImage::fromData(png, "PNG");
    QCOMPARE(image.size(), QSize(975, 625));
    QVERIFY(qAbs(image.dotsPerMeterX() - 11811) <= 1);
    QCOMPARE(image.text(QStringLiteral("figure.json")), QString::fromUtf8(recipe));
    QCOMPARE(image.pixelColor(0, 0), QColor(Qt::white));
}

void TestFigures::csvHasExactlyThePlottedNumbers()
{
    PlotModel model;
    Series series;
    series.id = QStringLiteral("a");
    series.name = QStringLiteral("entropy:threshold=exact,normalised=true");
    series.kind = SeriesKind::Points;
    series.x = { 0.1, 1.0 / 3, 1e-300, 2 };
    series.y = { 1, 0.1 + 0.2, -5e20, std::numeric_limits<double>::quiet_NaN() };
    series.keys = { 7, 8, 9, 10 };
    model.series = { series };
    model.marks = { { QStringLiteral("full"), QStringLiteral("full"), MarkKind::HorizontalLine, 0, 0.905, {} } };
    QLocale::setDefault(QLocale(QLocale::German)); // files do not follow the locale
    const QByteArray csv = figureCsv(model);
    QLocale::setDefault(QLocale::c());
    QCOMPARE(csv,
        QByteArray("series,kind,x,y,key,name\n"
                   "0,points,0.1,1,7,entropy:threshold=exact;normalised=true\n"
                   "0,points,0.3333333333333333,0.30000000000000004,8,entropy:threshold=exact;normalised=true\n"
                   "0,points,1e-300,-5e+20,9,entropy:threshold=exact;normalised=true\n"
                   "1,reference,,0.905,,full\n"));
}

void TestFigures::csvOfCells()
{
    const PlotModel model = samples::cellMap(2, 2);
    const QList<QByteArray> lines = figureCsv(model).trimmed().split('\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines[0], QByteArray("series,kind,x,y,value,name"));
    QVERIFY(lines[2].startsWith("0,cell,2,0.625,"));
}

void TestFigures::texReadsTheCsv()
{
    const QByteArray tex = figureTex(samples::tradeoff(), {}, QStringLiteral("figure.csv"));
    QCOMPARE(tex.count("{figure.csv}"), 6); // a band is read twice
    QVERIFY(tex.contains("width=234bp, height=150bp"));
    QVERIFY(tex.contains("\\addlegendentry{entropy, exact}"));
    QVERIFY(tex.contains("const plot mark right"));
    QCOMPARE(tex.count("\\begin"), tex.count("\\end"));
    QCOMPARE(tex.count('{'), tex.count('}'));
    QCOMPARE(tex.count('['), tex.count(']'));
}

void TestFigures::recordDrawsTheSame()
{
    QFETCH(PlotModel, model);
    const PlotModel again = plotOf(plotRecord(model), figureCsv(model).toStdString());
    QCOMPARE(figureCsv(again), figureCsv(model));
    QCOMPARE(figureSvg(again, {}), figureSvg(model, {}));
    QCOMPARE(figureTex(again, {}, QStringLiteral("a.csv")), figureTex(model, {}, QStringLiteral("a.csv")));
    QVERIFY(plotRecord(again) == plotRecord(model));
    auto record = plotRecord(model);
    record["x"]["scale"] = "sideways";
    QVERIFY_THROWS_EXCEPTION(InputError, (void)plotOf(record, figureCsv(model).toStdString()));
    QVERIFY_THROWS_EXCEPTION(InputError, (void)plotOf(plotRecord(model), "series,x\n"));
    QVERIFY_THROWS_EXCEPTION(InputError, (void)plotOf(plotRecord(model), "series,kind,x,y,name\n99,line,1,2,a\n"));
    QVERIFY_THROWS_EXCEPTION(InputError, (void)plotOf(nlohmann::ordered_json::array(), ""));
}

void TestFigures::palettesChangeColoursAlone()
{
    FigureSpec spec;
    spec.palette = SeriesPalette::TolBright;
    const QByteArray bright = figureSvg(samples::tradeoff(), spec);
    const QByteArray ours = figureSvg(samples::tradeoff(), {});
    QVERIFY(ours.contains("#0072b2") && !ours.contains("#4477aa"));
    QVERIFY(bright.contains("#4477aa") && !bright.contains("#0072b2"));
    QCOMPARE(partsOf(bright).texts, partsOf(ours).texts);
    spec.palette = SeriesPalette::Ink;
    QVERIFY(!figureSvg(samples::tradeoff(), spec).contains("#0072b2"));
    spec = {};
    spec.depth = DepthMap::Cividis;
    QVERIFY(figureSvg(samples::cellMap(), spec) != figureSvg(samples::cellMap(), {}));
    QVERIFY(figureSvg(samples::layers(), spec) != figureSvg(samples::layers(), {}));
    spec.depth = DepthMap::Viridis;
    QCOMPARE(figureSvg(samples::cellMap(), spec), figureSvg(samples::cellMap(), {}));
}

void TestFigures::greyHasNoColour()
{
    FigureSpec spec;
    spec.ink = Ink::Grey;
    for (const PlotModel& model : { samples::tradeoff(), samples::stackedLayers(), samples::cellMap() }) {
        const QImage image = figureImage(model, spec, 100);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                QVERIFY(qIsGray(image.pixel(x, y)));
    }
}

void TestFigures::badSpecsAreRefused()
{
    FigureSpec spec;
    spec.family = QStringLiteral("No Such Family");
    QVERIFY_THROWS_EXCEPTION(InputError, (void)figurePdf(samples::tradeoff(), spec));
    spec = {};
    spec.tickPt = 5;
    QVERIFY_THROWS_EXCEPTION(InputError, (void)figureSvg(samples::tradeoff(), spec));
    spec = {};
    spec.sizePt = { 0, 100 };
    QVERIFY_THROWS_EXCEPTION(InputError, (void)figurePng(samples::tradeoff(), spec, 300));
    QVERIFY_THROWS_EXCEPTION(InputError, (void)figurePng(samples::tradeoff(), {}, 1e7));
    QCOMPARE(figureFormat(QStringLiteral(".PDF")), std::optional(FigureFormat::Pdf));
    QCOMPARE(figureFormat(QStringLiteral("doc")), std::nullopt);
    for (const PresetInfo& preset : figurePresets())
        checkFigureSpec(figureSpec(preset.preset));
}

void TestFigures::shortDevicesAreReported()
{
    QBuffer closed;
    QTest::ignoreMessage(QtWarningMsg, "QIODevice::write (QBuffer): device not open");
    QVERIFY_THROWS_EXCEPTION(IoError, writeFigure(closed, FigureFormat::Csv, samples::tradeoff(), {}));
    QBuffer open;
    QVERIFY(open.open(QIODevice::WriteOnly));
    writeFigure(open, FigureFormat::Csv, samples::tradeoff(), {});
    QCOMPARE(open.data(), figureCsv(samples::tradeoff()));
}

QTEST_MAIN(TestFigures)
#include "tst_figures.moc"

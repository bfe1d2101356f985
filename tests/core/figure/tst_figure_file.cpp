#include "core/error.h"
#include "core/figure/figure_file.h"
#include "core/figure/pdf_attachments.h"
#include "core/figure/pdf_value.h"
#include "core/figure/png_texts.h"

#include <zlib.h>

#include <QtTest>

using namespace exitscope;
using namespace exitscope::figure;

namespace {

/// A PDF of the given objects (numbered from 1) with its table; object 1 is the catalogue.
std::string pdfOf(const std::vector<std::string>& objects, const std::string& trailer = "/Root 1 0 R")
{
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    for (std::size_t number = 0; number < objects.size(); ++number) {
        offsets.push_back(pdf.size());
        pdf += std::to_string(number + 1) + " 0 obj\n" + objects[number] + "\nendobj\n";
    }
    const std::size_t table = pdf.size();
    pdf += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const auto offset : offsets) {
        const std::string digits = std::to_string(offset);
        pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return pdf + "trailer\n<<" + trailer + ">>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

std::string stream(const std::string& bytes, const std::string& more = {})
{
    return "<</Length " + std::to_string(bytes.size()) + more + ">>\nstream\n" + bytes + "\nendstream";
}

std::vector<std::string> attached(const std::string& contents)
{
    return { "<</Type/Catalog/Names 2 0 R>>", "<</EmbeddedFiles 3 0 R>>", "<</Names[(figure.json)4 0 R]>>",
        "<</F(figure.json)/EF<</F 5 0 R>>>>", contents };
}

std::string packed(const std::string& text)
{
    uLongf size = compressBound(static_cast<uLong>(text.size()));
    std::string bytes(size, '\0');
    compress(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
        static_cast<uLong>(text.size()));
    bytes.resize(size);
    return bytes;
}

std::string chunk(const std::string& type, const std::string& data)
{
    const auto number = [](std::uint32_t value) {
        std::string bytes;
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes += static_cast<char>(value >> shift & 0xffU);
        return bytes;
    };
    const std::string checked = type + data;
    const auto sum
        = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
    return number(static_cast<std::uint32_t>(data.size())) + checked + number(static_cast<std::uint32_t>(sum));
}

} // namespace

class FigureFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pdfValues()
    {
        const std::string text = "<</A [1 -2.5 (a\\(b\\)\\101\\n) <4142> /N#41me 7 0 R true]% comment\n/B<</C null>>>>";
        std::size_t at = 0;
        const PdfValue value = readPdfValue(text, at);
        QCOMPARE(at, text.size());
        const auto& list = value["A"].items;
        QCOMPARE(list.size(), std::size_t { 7 });
        QCOMPARE(list[0].number, 1);
        QCOMPARE(list[2].text, std::string("a(b)A\n"));
        QCOMPARE(list[3].text, std::string("AB"));
        QCOMPARE(list[4].text, std::string("NAme"));
        QVERIFY(list[5].kind == PdfValue::Kind::Reference && list[5].number == 7);
        QVERIFY(value["B"]["C"].kind == PdfValue::Kind::Null);
        QCOMPARE(pdfText(std::string("\xfe\xff\0A\xd8\x3d\xde\x00", 8)), std::string("A\xf0\x9f\x98\x80"));
    }

    void attachments()
    {
        QCOMPARE(pdfAttachments(pdfOf(attached(stream("plain")))).at("figure.json"), std::string("plain"));
        QCOMPARE(pdfAttachments(pdfOf(attached(stream(packed("packed"), "/Filter/FlateDecode")))).at("figure.json"),
            std::string("packed"));
    }

    void otherPdfsHaveNone()
    {
        QVERIFY(pdfAttachments(pdfOf({ "<</Type/Catalog>>" })).empty());
        QVERIFY(pdfAttachments("%PDF-1.4\nno table").empty());
        QVERIFY(pdfAttachments(pdfOf(attached(stream("x")), "/Root 1 0 R/Encrypt 5 0 R")).empty());
    }

    void damagedPdfs_data()
    {
        QTest::addColumn<std::string>("pdf");
        auto objects = attached(stream("plain"));
        objects[4] = "<</Length 99999>>\nstream\nx\nendstream";
        QTest::newRow("stream is shorter than it says") << pdfOf(objects);
        objects[4] = "<</Length -1>>\nstream\nx\nendstream";
        QTest::newRow("negative length") << pdfOf(objects);
        objects[4] = stream("not zlib", "/Filter/FlateDecode");
        QTest::newRow("not packed") << pdfOf(objects);
        objects[4] = stream("x", "/Filter/LZWDecode");
        QTest::newRow("unknown packing") << pdfOf(objects);
        objects = attached(stream("x"));
        objects[2] = "<</Kids[3 0 R]>>";
        QTest::newRow("a list that holds itself") << pdfOf(objects);
        objects[2] = "<</Names[(figure.json)9 0 R]>>";
        QTest::newRow("an object that is not there") << pdfOf(objects);
        QTest::newRow("bomb") << pdfOf(attached(stream(packed(std::string(std::size_t { 80 } << 20, 'x')), "/Filter/FlateDecode")));
        QTest::newRow("deep") << "%PDF-1.4\nxref\n0 0\ntrailer\n" + std::string(100'000, '[') + "\nstartxref\n9\n";
        QTest::newRow("many objects") << std::string("%PDF-1.4\nxref\n0 99999999999\ntrailer\n<<>>\nstartxref\n9\n");
        QTest::newRow("table outside") << std::string("%PDF-1.4\nstartxref\n123456\n");
    }

    void damagedPdfs()
    {
        QFETCH(std::string, pdf);
        QVERIFY_EXCEPTION_THROWN(pdfAttachments(pdf), InputError);
    }

    /// Every byte changed and every cut: an answer or an InputError, nothing else.
    void anyDamageIsSurvived()
    {
        const std::string pdf = pdfOf(attached(stream(packed("{\"runs\": []}"), "/Filter/FlateDecode")));
        const auto survive = [](const std::string& bytes) {
            try {
                (void)pdfAttachments(bytes);
            } catch (const InputError&) {
            }
        };
        for (std::size_t at = 0; at < pdf.size(); ++at) {
            survive(pdf.substr(0, at));
            for (const char c : { '\0', '9', '/', '>', '(', '\xff' }) {
                std::string changed = pdf;
                changed[at] = c;
                survive(changed);
            }
        }
        QVERIFY(pdfAttachments(pdf).contains("figure.json"));
    }

    void pngTextChunks()
    {
        using namespace std::string_literals;
        const std::string head = "\x89PNG\r\n\x1a\n";
        const std::string png = head + chunk("tEXt", "a\0caf\xe9"s) + chunk("zTXt", "b\0\0"s + packed("packed"))
            + chunk("iTXt", "c\0\0\0en\0\0ü"s) + chunk("IEND", "");
        const auto texts = pngTexts(png);
        QCOMPARE(texts.at("a"), std::string("café"));
        QCOMPARE(texts.at("b"), std::string("packed"));
        QCOMPARE(texts.at("c"), std::string("ü"));
        std::string wrong = png;
        wrong[20] = static_cast<char>(wrong[20] ^ 1);
        QVERIFY_EXCEPTION_THROWN(pngTexts(wrong), InputError);
        QVERIFY_EXCEPTION_THROWN(pngTexts(head + "\xff\xff\xff\xfftEXtabcdefgh"), InputError);
    }

    void files_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("format");
        QTest::newRow("pdf") << QByteArray::fromStdString(pdfOf(attached(stream("{\"a\": 1}")))) << "a.pdf" << "pdf";
        QTest::newRow("svg") << QByteArray("<?xml version='1.0'?>\n<svg>\n<metadata id=\"figure.json\">{&quot;a&quot;: 1}</metadata></svg>")
                             << "a.svg" << "svg";
        QTest::newRow("record") << QByteArray("{\"figure.json\": \"{\\\"a\\\": 1}\", \"figure.csv\": \"\"}") << "a.figure" << "figure";
    }

    void files()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, name);
        QFETCH(QString, format);
        const auto path = write(name, bytes);
        QVERIFY(looksLikeFigure(path));
        const auto file = readFigureFile(path);
        QVERIFY(file.has_value());
        QCOMPARE(QString::fromStdString(file->format), format);
        QCOMPARE(file->recipe, std::string("{\"a\": 1}"));
    }

    void filesThatRememberNothing()
    {
        QVERIFY(!readFigureFile(write("plain.svg", "<svg></svg>")));
        QVERIFY(!readFigureFile(write("plain.figure", "{}")));
        QVERIFY(!looksLikeFigure(write("data.json", "{}")));
        QVERIFY(!looksLikeFigure(write("page.txt", "a <b> and an <svg>")));
        QVERIFY(!looksLikeFigure(m_folder.filePath("missing.pdf").toStdString()));
        QVERIFY_EXCEPTION_THROWN(readFigureFile(write("no.txt", "text")), InputError);
        try {
            (void)readFigureFile(write("bad.pdf", "%PDF-1.4\nstartxref\n123456\n"));
            QFAIL("a table outside the file was read");
        } catch (const InputError& error) {
            QVERIFY(std::string_view(error.what()).find("bad.pdf") != std::string_view::npos);
        }
    }

private:
    std::filesystem::path write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("the test cannot write into its folder");
        return file.fileName().toStdString();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(FigureFileTest)
#include "tst_figure_file.moc"

#include "tests/core/data/dataset_fixture.h"

#include "core/error.h"
#include "core/io/safetensors.h"

#include <QTest>

using namespace exitscope;
using data::DatasetReader;

namespace {
/// "" when the file was accepted.
QString refusal(const std::filesystem::path& path, const data::DatasetOptions& options = {})
{
    try {
        DatasetReader::open(path, options);
        return {};
    } catch (const InputError& error) {
        const QString what = QString::fromUtf8(error.what());
        return what.mid(what.indexOf(QString::fromStdString(path.filename().string())));
    }
}

struct Tensors
{
    std::vector<std::int64_t> ids { 2, 7, 3, 2, 8, 3 };
    std::vector<std::int64_t> mask { 1, 1, 0, 1, 1, 1 };
    std::vector<std::int64_t> labels { 0, 1 };
    std::vector<std::int64_t> idShape { 2, 3 };
    std::vector<std::int64_t> maskShape { 2, 3 };
    io::DType idType = io::DType::I64;
    io::DType labelType = io::DType::I64;
    std::vector<std::int64_t> labelShape { 2 };
    const char* idName = "input_ids";

    void write(const std::filesystem::path& path) const
    {
        const std::vector<io::TensorSpec> specs { { idName, idType, idShape },
            { "attention_mask", io::DType::I64, maskShape }, { "labels", labelType, labelShape } };
        const std::vector<std::span<const std::byte>> bytes { std::as_bytes(std::span(ids)),
            std::as_bytes(std::span(mask)), std::as_bytes(std::span(labels)) };
        io::writeSafetensors(path, specs, bytes);
    }
};
} // namespace

class TestDatasetErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badFilesAreRefusedInOneLine_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("message");
        const auto add = [](const char* row, const char* name, const QByteArray& text, const char* message) {
            QTest::newRow(row) << QByteArray(name) << text << QByteArray(message);
        };
        const QByteArray head = "sentence\tlabel\n";
        const QByteArray longCell(1'000'000, 'x');
        add("no text column", "d.tsv", "id\tnote\tlabel\n1\ta\t0\n",
            "d.tsv: no text column among: id, note, label; name it with --text-columns");
        add("empty line", "d.tsv", head + "a\t0\n\nb\t1\n", "d.tsv:3: the line is empty; remove it");
        add("empty line at the end", "d.tsv", head + "a\t0\n\n", "d.tsv:3: the line is empty; remove it");
        add("empty line in CSV", "d.csv", "text,label\na,0\n\nb,1\n",
            "d.csv:3: the line is empty; remove it");
        add("empty line in JSON lines", "d.jsonl", "{\"text\":\"a\",\"label\":0}\n\n",
            "d.jsonl:2: the line is empty; remove it");
        add("too few cells", "d.tsv", head + "a\t0\nb\n",
            "d.tsv:3: 1 cell where the header has 2; complete the row or remove it");
        add("too many cells", "d.tsv", head + "a\tb\t0\n",
            "d.tsv:2: 3 cells where the header has 2; remove the separator");
        add("too many cells in CSV", "d.csv", "text,label\na,b,0\n",
            "d.csv:2: 3 cells where the header has 2; put quotes");
        add("invalid UTF-8", "d.tsv", head + "caf\xe9\t0\n",
            "d.tsv:2: is not valid UTF-8: byte 0xe9 at byte 4; convert");
        add("overlong UTF-8", "d.tsv", head + "\xc0\xaf\t0\n", "d.tsv:2: is not valid UTF-8: byte 0xc0");
        add("surrogate in UTF-8", "d.tsv", head + "\xed\xa0\x80\t0\n",
            "d.tsv:2: is not valid UTF-8: byte 0xed");
        add("cut UTF-8", "d.txt", "ok\nend \xe2\x82", "d.txt:2: is not valid UTF-8: byte 0xe2");
        add("NUL", "d.tsv", head + QByteArray("a\0b\t0\n", 6),
            "d.tsv:2: is not valid UTF-8: byte 0x00 at byte 2");
        add("UTF-16", "d.tsv", QByteArray("\xff\xfes\0e\0", 6), "d.tsv:1: is not valid UTF-8: byte 0xff");
        add("1 MB cell", "d.tsv", head + "a\t0\n" + longCell + "\t1\n",
            "d.tsv:3: a cell is longer than 524288 bytes; shorten it");
        add("1 MB cell in CSV", "d.csv", "text,label\na,0\n" + longCell + ",1\n",
            "d.csv:3: a cell is longer than 524288 bytes");
        add("1 MB quoted", "d.csv", "text,label\n\"" + longCell + "\",1\n",
            "d.csv:2: a quoted cell is longer than 524288 bytes; is its quote closed?");
        add("1 MB in JSON", "d.jsonl", "{\"text\":\"" + longCell + "\",\"label\":0}\n",
            "d.jsonl:1: \"text\" is longer than 524288 bytes");
        add("1 MB of text", "d.txt", longCell, "d.txt:1: the line is longer than 524288 bytes");
        add("endless line", "d.tsv", head + QByteArray(6'000'000, 'x'),
            "d.tsv:2: the line is longer than 4194304 bytes");
        add("open quote", "d.csv", "text,label\na,0\n\"b,1\nc,0\n",
            "d.csv:3: the quote that opens here is never closed; close it");
        add("text after quote", "d.csv", "text,label\n\"a\"b,0\n",
            "d.csv:2: text after a closing quote; write a quote");
        add("empty file", "d.tsv", "", "d.tsv: the file is empty; give a file with a header");
        add("empty text", "d.txt", "", "d.txt: the file is empty");
        add("empty JSON lines", "d.jsonl", "", "d.jsonl: the file has no examples");
        add("only a header", "d.tsv", head,
            "d.tsv: there are no rows after the header; give a file with at least one");
        add("blank text", "d.txt", "\n\n", "d.txt: there are no rows");
        add("no gold label", "d.tsv", "sentence\tgold_label\na\t-\n", "d.tsv: no row has a gold label");
        add("empty label", "d.tsv", head + "a\t0\nb\t\n", "d.tsv:3: the label is empty; fill it in");
        add("name among numbers", "d.tsv", head + "a\t0\nb\tgood\n",
            "d.tsv:3: label \"good\" is not a number like \"0\"; use");
        add(
            "text as label", "d.tsv",
            head +
                [] {
                    QByteArray rows;
                    for (int i = 0; i < 1100; ++i)
                        rows += "a\tlabel " + QByteArray::number(i) + "\n";
                    return rows;
                }(),
            "d.tsv:1002: the label column has more than 1000 different values");
        add("not finite", "d.tsv", "sentence\tscore\na\t0.5\nb\tnan\n",
            "d.tsv:3: label \"nan\" is not a finite number");
        add("bad JSON line", "d.jsonl", "{\"text\":\"a\",\"label\":0}\n{\"text\":\"b\",\n",
            "d.jsonl:2: bad JSON near byte 13");
        add("huge number", "d.jsonl", "{\"text\":\"a\",\"label\":1e999}\n",
            "d.jsonl:1: a number is too large; write");
        add("not an object", "d.jsonl", "{\"text\":\"a\",\"label\":0}\n[1]\n",
            "d.jsonl:2: is not a JSON object; write");
        add("key missing", "d.jsonl", "{\"text\":\"a\",\"label\":0}\n{\"label\":1}\n",
            "d.jsonl:2: \"text\" is missing; give it");
        add("label missing", "d.jsonl", "{\"text\":\"a\",\"label\":0}\n{\"text\":\"b\"}\n",
            "d.jsonl:2: the label is empty");
        add("cut JSON", "d.json", "[{\"text\":\"a\",\"label\":0},\n{\"text\":\"b",
            "d.json:2: the file ends inside a string");
        add("cut array", "d.json", "[{\"text\":\"a\",\"label\":0},\n",
            "d.json:2: the file ends inside the array");
        add("no comma", "d.json", "[{\"text\":\"a\",\"label\":0} {}]",
            "d.json:1: expected a comma between two objects");
        add("more behind", "d.json", "[{\"text\":\"a\",\"label\":0}] x",
            "d.json:1: text after the end of the array");
        add("no array", "d.json", "{\"a\": 1, \"b\": [2]}",
            "d.json:1: the object holds no array of objects; give");
        add("empty array", "d.json", "[]", "d.json: the file has no examples");
        add("scalar JSON", "d.json", "3", "d.json:1: is neither a JSON array nor an object");
        add("damaged gzip", "d.tsv.gz", QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\3rubbish rubbish", 25),
            "d.tsv.gz: the gzip data is damaged");
        add("cut gzip", "d.tsv.gz", QByteArray("\x1f\x8b\x08\0\0\0\0\0\0\3", 10),
            "d.tsv.gz: the gzip data ends early");
    }

    void badFilesAreRefusedInOneLine()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, message);
        test::Folder folder;
        const QString what = refusal(folder.write(name.toStdString(), text.toStdString()));
        QVERIFY2(what.startsWith(QString::fromUtf8(message)), qPrintable(what));
        QVERIFY(!what.contains(QLatin1Char('\n')));
    }

    void aLabelOutsideTheClassesIsNamedWithItsLine()
    {
        test::Folder folder;
        std::string text = "sentence\tlabel\n";
        for (int row = 2; row < 17; ++row)
            text += "fine\t" + std::to_string(row % 2) + "\n";
        const auto path = folder.write("dev.tsv", text + "odd\t5\nodder\t7\n");
        data::DatasetOptions options;
        options.task = "sst-2";
        const QString expected = QStringLiteral("dev.tsv:17: label \"5\" is not one of 0, 1; ");
        QVERIFY2(refusal(path, options).startsWith(expected), qPrintable(refusal(path, options)));
        options.task.clear();
        options.labelNames = { "LABEL_0", "LABEL_1" };
        QVERIFY2(refusal(path, options).startsWith(expected), qPrintable(refusal(path, options)));
        options.labelNames = { "negative", "positive" };
        QVERIFY(
            refusal(path, options)
                .startsWith(QStringLiteral("dev.tsv:17: label \"5\" is not one of negative, positive; ")));
        const auto names = folder.write("names.tsv", "sentence\tlabel\na\tpositive\nb\tpostive\n");
        QVERIFY(refusal(names, options)
                    .startsWith(QStringLiteral("names.tsv:3: label \"postive\" is not one of negative, ")));
        options.labelNames = { "LABEL_0", "LABEL_1" };
        const auto three = folder.write("three.tsv", "sentence\tlabel\na\tx\nb\ty\nc\tz\n");
        QVERIFY(
            refusal(three, options)
                .startsWith(QStringLiteral("three.tsv:4: label \"z\" is one too many: there are 2 classes")));
        options.labelNames = { "score" };
        QVERIFY(refusal(three, options)
                    .startsWith(QStringLiteral("three.tsv:2: label \"x\" is not a finite number")));
    }

    void anUnknownColumnListsTheColumns()
    {
        test::Folder folder;
        const auto path = folder.write("d.tsv", "sentence\tlabel\na\t0\n");
        data::DatasetOptions options;
        options.textColumns = { "body" };
        QCOMPARE(refusal(path, options),
            QStringLiteral("d.tsv: there is no column \"body\"; the columns are: sentence, label"));
        options.textColumns = { "sentence" };
        options.labelColumn = "3";
        QCOMPARE(refusal(path, options),
            QStringLiteral("d.tsv: there is no column \"3\"; the columns are: sentence, label"));
        options.labelColumn = "sentence";
        QVERIFY(refusal(path, options).contains(QStringLiteral("is text and label at once")));
        options.textColumns = { "sentence", "label", "x" };
        QVERIFY(refusal(path, options).contains(QStringLiteral("more than two text columns")));
    }

    void theCellLimitCanBeRaised()
    {
        test::Folder folder;
        const auto path = folder.write("d.tsv", "sentence\tlabel\n" + std::string(1'000'000, 'x') + "\t0\n");
        data::DatasetOptions options;
        options.maxCellBytes = 2'000'000;
        QCOMPARE(DatasetReader::open(path, options)->info().rows, 1);
    }

    void whatIsNoFileIsRefused()
    {
        test::Folder folder;
        folder.write("inside/x.txt", "x\n");
        QVERIFY(!refusal(folder.path("missing.tsv")).isEmpty());
        QVERIFY(refusal(folder.path("inside")).contains(QStringLiteral("not a regular file")));
    }

    void badTokensAreRefused_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<QByteArray>("word");
        const char* words[] = { "input_ids in row 2 has the id -8",
            "input_ids in row 1 has the id 4294967296",
            "attention_mask is I64 [3, 2]; write it as I64 [2, 3]",
            "input_ids is F64 [2, 3]; write it as I64 [N, T]", "input_ids is I64 [6]; write it as I64 [N, T]",
            "there is no tensor \"input_ids\"", "labels is F64 [2]; write",
            "labels is I64 [1, 2]; write it as I64 or F32 [2]", "attention_mask in row 2 has a gap",
            "attention_mask in row 1 has a value other than 0 and 1",
            "attention_mask in row 1 leaves no token", "label \"-3\"" };
        for (int fault = 0; fault < static_cast<int>(std::size(words)); ++fault)
            QTest::newRow(words[fault]) << fault << QByteArray(words[fault]);
    }

    void badTokensAreRefused()
    {
        QFETCH(int, fault);
        QFETCH(QByteArray, word);
        Tensors tensors;
        data::DatasetOptions options;
        switch (fault) {
        case 0:
            tensors.ids[4] = -8;
            break;
        case 1:
            tensors.ids[1] = 4294967296;
            break;
        case 2:
            tensors.maskShape = { 3, 2 };
            break;
        case 3:
            tensors.idType = io::DType::F64;
            break;
        case 4:
            tensors.idShape = { 6 };
            break;
        case 5:
            tensors.idName = "ids";
            break;
        case 6:
            tensors.labelType = io::DType::F64;
            break;
        case 7:
            tensors.labelShape = { 1, 2 };
            break;
        case 8:
            tensors.mask = { 1, 1, 0, 1, 0, 1 };
            break;
        case 9:
            tensors.mask = { 1, 2, 0, 1, 1, 1 };
            break;
        case 10:
            tensors.mask = { 0, 0, 0, 1, 1, 1 };
            break;
        case 11:
            tensors.labels = { 0, -3 };
            options.labelNames = { "LABEL_0", "LABEL_1" };
            break;
        }
        test::Folder folder;
        tensors.write(folder.path("t.safetensors"));
        const QString what = refusal(folder.path("t.safetensors"), options);
        QVERIFY2(what.contains(QString::fromUtf8(word)), qPrintable(what));
        QVERIFY(what.startsWith(QStringLiteral("t.safetensors:")));
    }
};

QTEST_APPLESS_MAIN(TestDatasetErrors)
#include "tst_dataset_errors.moc"

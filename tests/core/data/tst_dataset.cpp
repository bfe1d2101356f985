#include "tests/core/data/dataset_fixture.h"

#include "core/io/safetensors.h"
#include "core/io/sha256.h"

#include <QTest>

#include <zlib.h>

using namespace exitscope;
using data::DatasetFormat;
using data::DatasetReader;
using data::TaskKind;
using test::readAll;
using Names = std::vector<std::string>;

namespace {
std::string gzipped(const std::string& text)
{
    z_stream stream {};
    deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    std::string out(deflateBound(&stream, text.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

void writeTokens(const std::filesystem::path& path, std::vector<std::int64_t> ids,
    std::vector<std::int64_t> mask, std::vector<std::int64_t> types, std::vector<std::int64_t> labels)
{
    const auto rows = static_cast<std::int64_t>(labels.size());
    const std::int64_t width = static_cast<std::int64_t>(ids.size()) / rows;
    const std::vector<io::TensorSpec> specs { { "input_ids", io::DType::I64, { rows, width } },
        { "attention_mask", io::DType::I64, { rows, width } },
        { "token_type_ids", io::DType::I64, { rows, width } }, { "labels", io::DType::I64, { rows } } };
    const std::vector<std::span<const std::byte>> bytes { std::as_bytes(std::span(ids)),
        std::as_bytes(std::span(mask)), std::as_bytes(std::span(types)), std::as_bytes(std::span(labels)) };
    io::writeSafetensors(path, specs, bytes);
}
} // namespace

class TestDataset : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tsvKeepsQuotesAndSpaces()
    {
        test::Folder folder;
        const auto path
            = folder.write("SST-2/dev.tsv", "sentence\tlabel\n\"a \"b\" \t1\nplain , it 's \t0\n");
        const auto reader = DatasetReader::open(path);
        const data::DatasetInfo& info = reader->info();
        QCOMPARE(info.rows, 2);
        QCOMPARE(info.name, std::string("SST-2/dev"));
        QCOMPARE(info.task, std::string("sst-2"));
        QCOMPARE(info.textColumns, Names { "sentence" });
        QCOMPARE(info.labelCounts, (std::vector<std::int64_t> { 1, 1 }));
        QVERIFY(!info.isPair);
        const auto examples = readAll(*reader);
        QCOMPARE(examples[0].textA, std::string("\"a \"b\" "));
        QCOMPARE(examples[0].label, 1);
        QCOMPARE(examples[1].line, 3);
        QCOMPARE(examples[1].index, 1);
        QVERIFY(!examples[1].textB);
        QCOMPARE(info.sha256, io::sha256OfFile(path));
    }

    void byteOrderMarkAndCarriageReturnsAreNoText()
    {
        test::Folder folder;
        const auto reader = DatasetReader::open(
            folder.write("a.tsv", "\xef\xbb\xbfpremise\thypothesis\tlabel\r\na\tb\t2\r\nc\td\t0"));
        QCOMPARE(reader->info().columns, (Names { "premise", "hypothesis", "label" }));
        const auto examples = readAll(*reader);
        QCOMPARE(examples.size(), std::size_t { 2 });
        QCOMPARE(*examples[0].textB, std::string("b"));
        QCOMPARE(examples[0].label, 2);
        QCOMPARE(examples[1].label, 0);
        QVERIFY(reader->info().isPair);
        QCOMPARE(reader->info().labelNames, (Names { "0", "1", "2" })); // class 1 does not occur here
    }

    void csvFollowsRfc4180()
    {
        test::Folder folder;
        const auto reader = DatasetReader::open(folder.write("a.csv",
            "text,label,tag\r\n\"one, \"\"two\"\"\nthree\r\nfour\",1,\"x\"\r\nplain \" "
            "quote,0,\r\n\"\",1,y"));
        const auto examples = readAll(*reader);
        QCOMPARE(examples.size(), std::size_t { 3 });
        QCOMPARE(examples[0].textA, std::string("one, \"two\"\nthree\r\nfour"));
        QCOMPARE(examples[0].tag, std::string("x"));
        QCOMPARE(examples[1].line, 5);
        QCOMPARE(examples[1].textA, std::string("plain \" quote"));
        QCOMPARE(examples[2].textA, std::string());
        QCOMPARE(reader->info().tagColumn, std::string("tag"));
        QCOMPARE(reader->info().warnings.size(), std::size_t { 1 }); // the empty text
    }

    void aTsvWrittenWithQuotesIsReadWhenAskedFor()
    {
        test::Folder folder;
        const auto path = folder.write("a.tsv", "sentence\tlabel\n\"say \"\"so\"\"\"\t1\n\"open\t0\n");
        const auto plain = DatasetReader::open(path);
        QCOMPARE(readAll(*plain)[0].textA, std::string("\"say \"\"so\"\"\""));
        QCOMPARE(plain->info().warnings.size(), std::size_t { 1 });
        const auto quotedPath = folder.write("b.tsv", "sentence\tlabel\n\"say \"\"so\"\"\"\t1\n");
        data::DatasetOptions options;
        options.quoting = data::Quoting::Rfc4180;
        QCOMPARE(readAll(*DatasetReader::open(quotedPath, options))[0].textA, std::string("say \"so\""));
    }

    void jsonLinesAndJsonDocumentsGiveTheSame_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("text");
        const QByteArray one
            = "{\"row\":1,\"text_a\":\"a \\\"[{\\\" \\u00e9\",\"text_b\":null,\"label\":\"neg\","
              "\"tokens\":[\"x\",{\"y\":\"]\"}]}";
        const QByteArray two = R"({"row":2,"text_a":"b","text_b":"c","label":"pos","tokens":[]})";
        QTest::newRow("lines") << QByteArray("a.jsonl") << one + "\n" + two + "\n";
        QTest::newRow("array") << QByteArray("a.json") << " [" + one + " ,\n" + two + "]\n";
        QTest::newRow("object")
            << QByteArray("a.json")
            << "{\"version\": \"1\", \"skip\": [1, [2, \"]\"]], \"o\": {\"p\": [{}]}, \"data\": [" + one + ","
                + two + "], \"after\": 3}";
        QTest::newRow("by content") << QByteArray("a.data") << one + "\n" + two + "\n";
    }

    void jsonLinesAndJsonDocumentsGiveTheSame()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, text);
        test::Folder folder;
        const auto reader = DatasetReader::open(folder.write(name.toStdString(), text.toStdString()));
        QCOMPARE(reader->info().columns, (Names { "row", "text_a", "text_b", "label" }));
        QCOMPARE(reader->info().labelNames, (Names { "neg", "pos" }));
        const auto examples = readAll(*reader);
        QCOMPARE(examples.size(), std::size_t { 2 });
        QCOMPARE(examples[0].textA, std::string("a \"[{\" \xc3\xa9"));
        QVERIFY(!examples[0].textB);
        QCOMPARE(*examples[1].textB, std::string("c"));
        QCOMPARE(examples[1].label, 1);
    }

    void plainTextIsOneExampleALine()
    {
        test::Folder folder;
        const auto reader = DatasetReader::open(folder.write("a.txt", "one\n\n  \ntwo\twith tab\r\n"));
        QCOMPARE(reader->info().format, DatasetFormat::PlainText);
        QCOMPARE(reader->info().kind, TaskKind::Unlabelled);
        QCOMPARE(reader->info().rows, 2);
        QCOMPARE(reader->info().warnings.size(), std::size_t { 1 });
        const auto examples = readAll(*reader);
        QCOMPARE(examples[1].textA, std::string("two\twith tab"));
        QCOMPARE(examples[1].line, 4);
        QCOMPARE(examples[1].label, -1);
    }

    void gzipIsUndoneAlsoInSeveralMembers()
    {
        test::Folder folder;
        const auto path = folder.write(
            "sst2/train.tsv.gz", gzipped("sentence\tlabel\nfirst\t0\nsec") + gzipped("ond\t1\n"));
        const auto reader = DatasetReader::open(path);
        QCOMPARE(reader->info().name, std::string("sst2/train"));
        QVERIFY(reader->info().isCompressed);
        QCOMPARE(reader->info().sha256, io::sha256OfFile(path));
        QCOMPARE(readAll(*reader)[1].textA, std::string("second"));
    }

    void columnsAreFound_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("row");
        QTest::addColumn<QByteArray>("texts");
        QTest::addColumn<QByteArray>("label");
        const auto add = [](const char* name, const char* header, const char* row, const char* texts,
                             const char* label) {
            QTest::newRow(name) << QByteArray(header) << QByteArray(row) << QByteArray(texts)
                                << QByteArray(label);
        };
        add("MRPC", "Quality\t#1 ID\t#2 ID\t#1 String\t#2 String", "1\t2\t3\ta\tb", "#1 String,#2 String",
            "Quality");
        add("QNLI", "index\tquestion\tsentence\tlabel", "0\ta\tb\tentailment", "question,sentence", "label");
        add("QQP", "id\tqid1\tqid2\tquestion1\tquestion2\tis_duplicate", "0\t1\t2\ta\tb\t1",
            "question1,question2", "is_duplicate");
        add("STS-B", "index\tgenre\tsentence1\tsentence2\tscore", "0\tg\ta\tb\t3.5", "sentence1,sentence2",
            "score");
        add("MNLI", "index\tsentence1\tsentence2\tlabel1\tgold_label", "0\ta\tb\tneutral\tneutral",
            "sentence1,sentence2", "gold_label");
        add("SICK", "pair_ID\tsentence_A\tsentence_B\tentailment_label\trelatedness_score",
            "1\ta\tb\tNEUTRAL\t4.5", "sentence_A,sentence_B", "entailment_label");
        add("review", "id\tReview\tSentiment", "1\ta\tpos", "Review", "Sentiment");
        add("CoLA", "gj04\t1\t\tThe sailors rode.", "gj04\t0\t*\tNo so is.", "4", "2");
        add("unlabelled", "index\tsentence", "0\ta", "sentence", "");
    }

    void columnsAreFound()
    {
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, row);
        QFETCH(QByteArray, texts);
        QFETCH(QByteArray, label);
        test::Folder folder;
        const auto reader
            = DatasetReader::open(folder.write("a.tsv", (header + "\n" + row + "\n").toStdString()));
        std::string found;
        for (const std::string& name : reader->info().textColumns)
            found += (found.empty() ? "" : ",") + name;
        QCOMPARE(found, texts.toStdString());
        QCOMPARE(reader->info().labelColumn, label.toStdString());
        QCOMPARE(reader->info().rows, header.startsWith("gj04") ? 2 : 1);
        QCOMPARE(reader->info().warnings.size(), std::size_t { label.isEmpty() ? 1U : 0U });
    }

    void columnsCanBeGivenByNameAndPosition()
    {
        test::Folder folder;
        data::DatasetOptions options;
        options.textColumns = { "2", "3" };
        options.labelColumn = "1";
        const auto headless
            = DatasetReader::open(folder.write("a.csv", "\"3\",\"t\",\"d\"\n\"4\",\"u\",\"e\"\n"), options);
        QVERIFY(!headless->info().hasHeader);
        QCOMPARE(headless->info().rows, 2);
        QCOMPARE(readAll(*headless)[1].textB, std::optional<std::string>("e"));

        options.textColumns = { "BODY" };
        options.labelColumn = "3";
        const auto named
            = DatasetReader::open(folder.write("b.csv", "label,Body,other\n0,x,1\n1,y,0\n"), options);
        QVERIFY(named->info().hasHeader);
        QCOMPARE(named->info().labelColumn, std::string("other"));
        QCOMPARE(readAll(*named)[0].label, 1);

        options.labelColumn = "none";
        QCOMPARE(DatasetReader::open(folder.path("b.csv"), options)->info().kind, TaskKind::Unlabelled);
    }

    void rewindStartsAgain()
    {
        test::Folder folder;
        for (const auto& path : { folder.write("a.tsv", "sentence\tlabel\na\t0\nb\t1\n"),
                 folder.write("a.json", R"([{"text":"a","label":0},{"text":"b","label":1}])"),
                 folder.write("a.txt", "a\nb\n") }) {
            const auto reader = DatasetReader::open(path);
            data::Example example;
            QVERIFY(reader->next(example));
            reader->rewind();
            const auto examples = readAll(*reader);
            QCOMPARE(examples.size(), std::size_t { 2 });
            QCOMPARE(examples[0].index, 0);
            QCOMPARE(examples[1].textA, std::string("b"));
            QVERIFY(!reader->next(example));
        }
    }

    void tokensLoseTheirPaddingOnEitherSide()
    {
        test::Folder folder;
        const auto path = folder.path("snli.safetensors");
        writeTokens(path, { 2, 7, 3, 0, 0, 2, 8, 3 }, { 1, 1, 1, 0, 0, 1, 1, 1 }, { 0, 0, 1, 0, 0, 0, 0, 0 },
            { 2, 0 });
        const auto reader = DatasetReader::open(path);
        QVERIFY(reader->info().isPretokenised);
        QVERIFY(reader->info().isPair);
        QCOMPARE(reader->info().longest, 3);
        QCOMPARE(reader->info().task, std::string("snli"));
        QCOMPARE(reader->info().labelCounts, (std::vector<std::int64_t> { 1, 0, 1 }));
        QCOMPARE(reader->info().sha256, io::sha256OfFile(path));
        const auto examples = readAll(*reader);
        QCOMPARE(examples[0].ids, (std::vector<std::int32_t> { 2, 7, 3 }));
        QCOMPARE(examples[0].typeIds, (std::vector<std::int32_t> { 0, 0, 1 }));
        QCOMPARE(examples[1].ids, (std::vector<std::int32_t> { 2, 8, 3 }));
        QCOMPARE(examples[0].label, 2);
    }

    void aStoppedJobGivesNoReader()
    {
        test::Folder folder;
        std::stop_source source;
        source.request_stop();
        JobContext job;
        job.stop = source.get_token();
        QVERIFY(!DatasetReader::open(folder.write("a.tsv", "sentence\tlabel\na\t0\n"), {}, job));
    }

    void tasksAreGuessedFromPaths()
    {
        QCOMPARE(data::guessTask("x/glue/SST-2/dev.tsv"), std::string("sst-2"));
        QCOMPARE(data::guessTask("x/sst2_dev.json"), std::string("sst-2"));
        QCOMPARE(data::guessTask("data/snli.safetensors"), std::string("snli"));
        QCOMPARE(data::guessTask("STS-B/train.tsv.gz"), std::string("sts-b"));
        QCOMPARE(data::guessTask("difficulty/snli_model_difficulty/train.txt"), std::string());
        QCOMPARE(data::guessTask("/home/rte/projects/reviews/dev.tsv"), std::string());
        QCOMPARE(data::classesOfTask("SST-2"), 2);
        QCOMPARE(data::classesOfTask("unheard"), 0);
    }
};

QTEST_APPLESS_MAIN(TestDataset)
#include "tst_dataset.moc"

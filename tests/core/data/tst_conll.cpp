#include "tests/core/data/dataset_fixture.h"

#include "core/error.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <map>

using namespace exitscope;
using data::DatasetFormat;
using data::DatasetOptions;
using data::DatasetReader;
using data::TagScheme;
using data::TaskKind;

namespace {

const char* const people = "# global comment of one line\n"
                           "U.N.\tB-ORG\nofficial\tO\nEkeus\tB-PER\n\n"
                           "\t\n"
                           "Rolf\tB-PER\nEkeus\tI-PER\nspeaks\tO\n";

/// The message without the folder in front of it.
QString problemOf(const std::filesystem::path& path, const DatasetOptions& options = {})
{
    try {
        (void)DatasetReader::open(path, options);
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what()).section(QLatin1Char('/'), -1);
    }
    return {};
}

} // namespace

class TestConll : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTabsAndBlankLines()
    {
        const test::Folder folder;
        const auto reader = DatasetReader::open(folder.write("a.conll", people));
        const auto& info = reader->info();
        QVERIFY(info.format == DatasetFormat::Conll && info.kind == TaskKind::Tagging && info.hasWords);
        QCOMPARE(info.rows, 2);
        QCOMPARE(info.words, 6);
        QCOMPARE(info.longest, 3);
        QVERIFY(info.tagScheme == TagScheme::Iob2);
        QCOMPARE(info.labelNames, (std::vector<std::string> { "B-ORG", "B-PER", "I-PER", "O" }));
        QCOMPARE(info.labelCounts, (std::vector<std::int64_t> { 1, 2, 1, 2 }));
        const auto examples = test::readAll(*reader);
        QCOMPARE(examples[0].textA, std::string("U.N. official Ekeus"));
        QCOMPARE(examples[0].wordLabels, (std::vector<std::int64_t> { 0, 3, 1 }));
        QCOMPARE(examples[1].words, (std::vector<std::string> { "Rolf", "Ekeus", "speaks" }));
        QCOMPARE(examples[1].line, 7);
        reader->rewind();
        QCOMPARE(test::readAll(*reader).size(), std::size_t { 2 });
    }

    void readsBlanksWindowsLineEndsAndDocumentMarks()
    {
        const test::Folder folder;
        const auto path = folder.write("dev.txt",
            "-DOCSTART- -X- -X- O\r\n\r\nEU NNP I-NP B-ORG\r\nrejects VBZ I-VP O\r\n\r\n# NN O O\r\nrocks VBZ O O\r\n\r\n");
        const auto reader = DatasetReader::open(path);
        QVERIFY(reader->info().format == DatasetFormat::Conll);
        QCOMPARE(reader->info().rows, 2);
        const auto examples = test::readAll(*reader);
        QCOMPARE(examples[1].words, (std::vector<std::string> { "#", "rocks" }));
        DatasetOptions options;
        options.labelColumn = "2";
        const auto speech = DatasetReader::open(path, options);
        QCOMPARE(speech->info().labelNames, (std::vector<std::string> { "NN", "NNP", "VBZ" }));
        QVERIFY(speech->info().tagScheme == TagScheme::Plain);
        options.labelColumn = "none";
        QVERIFY(DatasetReader::open(path, options)->info().kind == TaskKind::Unlabelled);
        options = {};
        options.textColumns = { "4" };
        QCOMPARE(problemOf(path, options),
            QString("dev.txt: column \"4\" is word and tag at once; name them with --text-columns and --label-column"));
        options.textColumns = { "5" };
        QCOMPARE(problemOf(path, options), QString("dev.txt: there is no column \"5\"; the columns are: 1, 2, 3, 4"));
    }

    void passesOverWhatIsNoWordOfConllU()
    {
        const test::Folder folder;
        const std::string rest = "\t_\t_\t_\t_\n";
        const auto path = folder.write("a.conllu",
            "# sent_id = 1\n# text = can't\n1-2\tcan't\t_\t_\t_\t_" + rest + "1\tca\tcan\tAUX\tMD\t_" + rest
                + "2\tn't\tnot\tPART\tRB\t_" + rest + "2.1\tgo\tgo\tVERB\tVB\t_" + rest + "3\tNew York\t_\t_\tNNP\t_" + rest
                + "\n");
        const auto reader = DatasetReader::open(path);
        QVERIFY(reader->info().format == DatasetFormat::ConllU);
        QCOMPARE(reader->info().labelColumn, std::string("UPOS"));
        const auto examples = test::readAll(*reader);
        QCOMPARE(examples[0].words, (std::vector<std::string> { "ca", "n't", "New York" }));
        QCOMPARE(examples[0].wordLabels, (std::vector<std::int64_t> { 0, 1, -1 }));
        QCOMPARE(reader->info().warnings.front(), std::string("Words without a tag (\"_\") count for nothing: 1."));
        DatasetOptions options;
        options.labelColumn = "xpos";
        QCOMPARE(DatasetReader::open(path, options)->info().labelNames, (std::vector<std::string> { "MD", "NNP", "RB" }));
    }

    void isToldFromTablesAndTextByWhatItHolds()
    {
        const test::Folder folder;
        QVERIFY(DatasetReader::open(folder.write("b.annotated", people))->info().format == DatasetFormat::Conll);
        QVERIFY(DatasetReader::open(folder.write("b.tsv", people))->info().format == DatasetFormat::Conll);
        QVERIFY(DatasetReader::open(folder.write("c.txt", "A sentence of words\n\nTo be or not O\n"))->info().format
            == DatasetFormat::PlainText);
        QVERIFY(DatasetReader::open(folder.write("d.tsv", "sentence\tlabel\nok\t0\nwell\t1\n"))->info().format
            == DatasetFormat::Tsv);
        // One slip does not make text of it: it is refused with its line.
        std::string slip = people;
        for (int i = 0; i < 10; ++i)
            slip += "more\tO\n";
        QVERIFY(problemOf(folder.write("e.txt", slip + "lost\n")).startsWith("e.txt:20: 1 column where"));
    }

    void refusesBadRowsInOneLine_data()
    {
        QTest::addColumn<QByteArray>("rows");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* rows, const char* message) {
            QTest::newRow(name) << QByteArray(rows) << QString::fromUtf8(message);
        };
        row("ragged", "a\tX\tO\nb\tO\n",
            "a.conll:2: 2 columns where the first row has 3; complete the row; an empty line ends a sentence");
        row("blanks for tabs", "a\tO\nb O\n",
            "a.conll:2: the columns are separated by blanks here, and by tabs before; separate all columns by tabs");
        row("tabs for blanks", "a O\nb\tO\n",
            "a.conll:2: the columns are separated by a tab here, and by blanks before; separate all columns by tabs");
        row("no tag", "a\tO\nb\t\n", "a.conll:2: the tag is empty; fill it in, or pass --label-column none");
        row("no word", "a\tO\n \tO\n", "a.conll:2: the word is empty; write it in column 1");
        row("not UTF-8", "a\tO\n\xe9\tO\n",
            "a.conll:2: is not valid UTF-8: byte 0xe9 at byte 1; convert the file to UTF-8 (iconv -f ISO-8859-1 -t UTF-8)");
        row("empty", "\n\n", "a.conll: there are no words in it; give a file with one word a line");
        row("mixed", "a\tB-X\nb\tI-X\nc\tO\nd\tB-Y\n\ne\tI-Y\n",
            "a.conll:6: \"I-Y\" begins a span, but the other tags are IOB2, where B- begins every span; correct it, or pass "
            "--tag-scheme iob2 to read every span as conlleval does");
        row("mixed the other way", "a\tI-X\nb\tI-X\nc\tO\nd\tI-Y\n\ne\tB-Y\n",
            "a.conll:6: \"B-Y\" begins a span, but the other tags are IOB1, where B- only parts a span from one of its type right "
            "before it; correct it, or pass --tag-scheme iob1 to read every span as conlleval does");
    }

    void refusesBadRowsInOneLine()
    {
        QFETCH(QByteArray, rows);
        QFETCH(QString, message);
        const test::Folder folder;
        QCOMPARE(problemOf(folder.write("a.conll", rows.toStdString())), message);
    }

    void refusesATagThatTheModelDoesNotKnow()
    {
        const test::Folder folder;
        const auto path = folder.write("a.conll", people);
        DatasetOptions options;
        options.labelNames = { "O", "B-PER", "I-PER" };
        QCOMPARE(problemOf(path, options),
            QString("a.conll:2: tag \"B-ORG\" is not one of the model's: O, B-PER, I-PER; train with it among the labels, "
                    "choose another column with --label-column, or pass --unseen-tags leave-out"));
        options.unseenTags = data::UnseenTags::LeaveOut;
        const auto reader = DatasetReader::open(path, options);
        QCOMPARE(reader->info().labelCounts, (std::vector<std::int64_t> { 2, 2, 1 }));
        QCOMPARE(test::readAll(*reader)[0].wordLabels, (std::vector<std::int64_t> { -1, 0, 1 }));
        QCOMPARE(reader->info().warnings.back(),
            std::string("Words whose tag the model does not know count for nothing: 1."));
    }

    void readsOneSchemeAsAnother()
    {
        const test::Folder folder;
        const auto path = folder.write("a.conll", "a\tI-X\nb\tI-X\nc\tB-X\nd\tO\n\ne\tI-Y\nf\tI-X\n");
        DatasetOptions options;
        QVERIFY(DatasetReader::open(path, options)->info().tagScheme == TagScheme::Iob1);
        options.trainedScheme = TagScheme::Iob2;
        QCOMPARE(problemOf(path, options),
            QString("a.conll:1: the tags are IOB1 (\"I-X\"), but the model was trained on IOB2; pass --tag-scheme iob2 to read "
                    "the same spans in the model's scheme"));
        options.tagScheme = TagScheme::Iob2;
        const auto reader = DatasetReader::open(path, options);
        QCOMPARE(reader->info().labelNames, (std::vector<std::string> { "B-X", "B-Y", "I-X", "O" }));
        QCOMPARE(test::readAll(*reader)[0].wordLabels, (std::vector<std::int64_t> { 0, 2, 0, 3 }));
        QCOMPARE(reader->info().warnings.front(), std::string("The tags are IOB1 and are read as IOB2."));
        options.tagScheme = TagScheme::Iobes;
        QCOMPARE(DatasetReader::open(path, options)->info().labelNames,
            (std::vector<std::string> { "B-X", "E-X", "O", "S-X", "S-Y" }));
    }

    void knowsTheSharedSets_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("sentences");
        QTest::addColumn<int>("words");
        QTest::addColumn<int>("longest");
        QTest::addColumn<int>("tags");
        QTest::addColumn<QByteArray>("most");
        QTest::addColumn<int>("ofMost");
        QTest::addColumn<QByteArray>("task");
        const auto add = [](const char* file, int sentences, int words, int longest, int tags, const char* most, int ofMost,
                             const char* task) {
            QTest::newRow(file) << QByteArray(file) << sentences << words << longest << tags << QByteArray(most) << ofMost
                                << QByteArray(task);
        };
        add("WNUT-17/wnut17train.conll", 3394, 62730, 41, 13, "O", 59570, "wnut-17");
        add("WNUT-17/emerging.dev.conll", 1009, 15733, 82, 13, "O", 14483, "wnut-17");
        add("WNUT-17/emerging.test.annotated", 1287, 23394, 105, 13, "O", 21654, "wnut-17");
        add("CoNLL-2000/train.txt", 8936, 211727, 78, 22, "I-NP", 63307, "conll-2000");
        add("CoNLL-2000/test.txt", 2012, 47377, 70, 19, "I-NP", 14376, "conll-2000");
        add("UD_English-EWT/en_ewt-ud-train.conllu.gz", 12544, 204577, 159, 17, "NOUN", 34751, "ud-ewt");
        add("UD_English-EWT/en_ewt-ud-dev.conllu", 2001, 25147, 75, 17, "NOUN", 4210, "ud-ewt");
        add("UD_English-EWT/en_ewt-ud-test.conllu", 2077, 25094, 81, 17, "NOUN", 4123, "ud-ewt");
    }

    /// The figures of the data folder's README.
    void knowsTheSharedSets()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, most);
        EXITSCOPE_SHARED_OR_SKIP(folder, "data/token");
        const auto reader = DatasetReader::open(folder / file.toStdString());
        const auto& info = reader->info();
        QTEST(static_cast<int>(info.rows), "sentences");
        QTEST(static_cast<int>(info.words), "words");
        QTEST(static_cast<int>(info.longest), "longest");
        QTEST(static_cast<int>(info.labelNames.size()), "tags");
        QTEST(QByteArray::fromStdString(info.task), "task");
        const auto tag = std::find(info.labelNames.begin(), info.labelNames.end(), most.toStdString());
        QVERIFY(tag != info.labelNames.end());
        QTEST(static_cast<int>(info.labelCounts[static_cast<std::size_t>(tag - info.labelNames.begin())]), "ofMost");
        QCOMPARE(static_cast<std::int64_t>(test::readAll(*reader).size()), info.rows);
        QVERIFY(info.warnings.empty());
        QVERIFY(info.tagScheme == (info.format == DatasetFormat::ConllU ? TagScheme::Plain : TagScheme::Iob2));
    }
};

QTEST_GUILESS_MAIN(TestConll)
#include "tst_conll.moc"

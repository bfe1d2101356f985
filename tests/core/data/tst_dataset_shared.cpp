#include "tests/core/data/dataset_fixture.h"

#include "core/error.h"
#include "core/io/safetensors.h"
#include "tests/support/shared_data.h"

#include <QTest>

using namespace exitscope;
using data::DatasetReader;
using data::TaskKind;
using Counts = std::vector<std::int64_t>;

Q_DECLARE_METATYPE(Counts)

/// The counts and hashes are those of the data folder's README.
class TestDatasetShared : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAreThoseOfTheReadme_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<Counts>("counts");
        QTest::addColumn<bool>("isPair");
        QTest::addColumn<QByteArray>("task");
        QTest::addColumn<QByteArray>("sha256");
        const auto add
            = [](const char* file, const Counts& counts, bool isPair, const char* task, const char* hash) {
                  QTest::newRow(file)
                      << QByteArray(file) << counts << isPair << QByteArray(task) << QByteArray(hash);
              };
        add("elue/SST-2/train.tsv", { 4244, 4300 }, false, "sst-2",
            "a46b6981f23f489578d46bfdf248e76dad67710392a00de240cab9bee3c45009");
        add("elue/SST-2/dev.tsv", { 558, 543 }, false, "sst-2",
            "e1d2e4c635d87fe525dafc27ce63ff29f166b65fce5dc995edbe710a1adeaf3f");
        add("elue/SST-2/test_full.tsv", { 1143, 1067 }, false, "sst-2",
            "91a2022254621d92e3842ea911c5b76dd3f84af411565adbeaca1e2b18cf889f");
        add("elue/MRPC/train.tsv", { 1194, 2474 }, true, "mrpc",
            "69abcedee3cf738c6ce58d772e43e1b7cdf5b4edee4aceda459c0d9f4e5599f3");
        add("elue/MRPC/test_full.tsv", { 578, 1147 }, true, "mrpc",
            "df3dfee3b06a6588275b70cdf0d2b172aefd038a2867b8fe0ab18895f8b2a129");
        add("elue/SNLI/dev.tsv", { 3329, 3235, 3278 }, true, "snli",
            "0ae917d340f8b63367443adf2bc708001211b82261379f41a5288cd9dc420240");
        add("elue/SNLI/test_full.tsv", { 3368, 3219, 3237 }, true, "snli",
            "dadd15a83288f636ce93f7a2028e54d11ec567120006c97f175a7abf55c59878");
        add("glue/SST-2/train.tsv.gz", { 29780, 37569 }, false, "sst-2",
            "7d35c8190bf12e4b0ff3b42954bf65412256bc4ff7042608512e9e664ed64bc7");
        add("glue/SST-2/dev.tsv", { 428, 444 }, false, "sst-2",
            "54a9c12c77e402fc14d6a66a506f24d999f596b0176eb777c972cccc2f9cc4b0");
        add("glue/CoLA/in_domain_train.tsv", { 2528, 6023 }, false, "cola",
            "f320a10f92d3bce6b29152fde322a362eac39238e50d8de0c8815457fdf4fc12");
        add("glue/CoLA/out_of_domain_dev.tsv", { 162, 354 }, false, "cola",
            "201b9c57b2a20f1282242eec0ed8995729e3be19c29a46c047b3727338836c05");
        add("glue/RTE/train.tsv", { 1249, 1241 }, true, "rte",
            "81d25e323e1ab5b2ad7cd445f1a69db89f2b1c104f3e26915a9421aa4a5f4735");
        add("glue/RTE/dev.tsv", { 146, 131 }, true, "rte",
            "80230dfa1347282e7b532b06a1004a76a710087541189bf874223ddf0e3819fb");
        add("nli/SICK/SICK.txt", { 1424, 2821, 5595 }, true, "sick",
            "1539c2d059809b5bd40694e26d8121cc85b6b496f91c7b40f2fc83bbd7dcd957");
        add("difficulty/snli_human_difficulty/train.txt", { 618, 619 }, true, "",
            "b67018c867cf36e3c1d5e7245721ff32a4fdef545bf08ad2b4eb135b237873da");
    }

    void countsAreThoseOfTheReadme()
    {
        QFETCH(QByteArray, file);
        QFETCH(Counts, counts);
        QFETCH(bool, isPair);
        QFETCH(QByteArray, task);
        QFETCH(QByteArray, sha256);
        EXITSCOPE_SHARED_OR_SKIP(path, "data");
        const auto reader = DatasetReader::open(path / file.toStdString());
        const data::DatasetInfo& info = reader->info();
        QCOMPARE(info.labelCounts, counts);
        QCOMPARE(info.isPair, isPair);
        QCOMPARE(info.task, task.toStdString());
        QCOMPARE(info.sha256, sha256.toStdString());
        std::int64_t rows = 0;
        data::Example example;
        while (reader->next(example)) {
            QCOMPARE(example.index, rows++);
            QVERIFY(!example.textA.empty() && example.textB.has_value() == isPair);
        }
        QCOMPARE(rows, info.rows);
    }

    void sickIsInferenceAndRelatedness()
    {
        EXITSCOPE_SHARED_OR_SKIP(path, "data/nli/SICK/SICK.txt");
        data::DatasetOptions options;
        options.textColumns = { "sentence_A_original", "sentence_B_original" };
        options.labelColumn = "relatedness_score";
        const auto reader = DatasetReader::open(path, options);
        QCOMPARE(reader->info().kind, TaskKind::Regression);
        QCOMPARE(reader->info().rows, 9840);
        QCOMPARE(reader->info().targetMin, 1.0);
        QCOMPARE(reader->info().targetMax, 5.0);
        data::Example example;
        QVERIFY(reader->next(example));
        QCOMPARE(
            example.textA, std::string("A group of children playing in a yard, a man in the background."));
        QCOMPARE(example.target, 4.5f);
        options.labelColumn = "SemEval_set";
        QCOMPARE(DatasetReader::open(path, options)->info().labelNames,
            (std::vector<std::string> { "TEST", "TRAIN", "TRIAL" }));
    }

    void agNewsIsReadByPosition()
    {
        EXITSCOPE_SHARED_OR_SKIP(path, "data/classification/AG-News/test.csv");
        data::DatasetOptions options;
        options.textColumns = { "2", "3" };
        options.labelColumn = "1";
        const auto reader = DatasetReader::open(path, options);
        QCOMPARE(reader->info().rows, 7600);
        QCOMPARE(reader->info().labelCounts, (Counts { 1900, 1900, 1900, 1900 }));
        data::Example example;
        QVERIFY(reader->next(example));
        QCOMPARE(example.textA, std::string("Fears for T N pension after talks"));
        QCOMPARE(example.label, 2);
        QVERIFY_EXCEPTION_THROWN(DatasetReader::open(path), InputError);
    }

    void latinBytesAreRefusedWithTheirLine()
    {
        EXITSCOPE_SHARED_OR_SKIP(path, "data/classification/TREC/TREC.train");
        try {
            DatasetReader::open(path);
            QFAIL("was accepted");
        } catch (const InputError& error) {
            QVERIFY2(error.line() > 1 && error.problem().find("0xf0") != std::string::npos, error.what());
        }
    }

    void goldenTextAndGoldenTokensAgree_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<bool>("isPair");
        QTest::newRow("snli") << QByteArray("snli") << true;
        QTest::newRow("sst2") << QByteArray("sst2") << false;
    }

    void goldenTextAndGoldenTokensAgree()
    {
        QFETCH(QByteArray, name);
        QFETCH(bool, isPair);
        EXITSCOPE_SHARED_OR_SKIP(path, "golden/tiny-bert/data");
        const auto text = DatasetReader::open(path / (name + ".json").toStdString());
        const auto tokens = DatasetReader::open(path / (name + ".safetensors").toStdString());
        QCOMPARE(text->info().rows, 64);
        QCOMPARE(tokens->info().rows, 64);
        QCOMPARE(text->info().isPair, isPair);
        QCOMPARE(tokens->info().isPair, isPair);
        QCOMPARE(text->info().labelCounts, tokens->info().labelCounts);
        const auto file = io::SafetensorsFile::open(path / (name + ".safetensors").toStdString());
        const auto mask = file->find("attention_mask")->as<std::int64_t>();
        const auto ids = file->find("input_ids")->as<std::int64_t>();
        data::Example a;
        data::Example b;
        while (text->next(a)) {
            QVERIFY(tokens->next(b));
            QCOMPARE(a.label, b.label);
            std::vector<std::int32_t> expected;
            for (auto i = static_cast<std::size_t>(a.index) * 46;
                 i < static_cast<std::size_t>(a.index + 1) * 46; ++i)
                if (mask[i] == 1)
                    expected.push_back(static_cast<std::int32_t>(ids[i]));
            QCOMPARE(b.ids, expected);
            QCOMPARE(b.typeIds.size(), expected.size());
        }
        QVERIFY(!tokens->next(b));
    }
};

QTEST_APPLESS_MAIN(TestDatasetShared)
#include "tst_dataset_shared.moc"

#include "core/error.h"
#include "core/hashee/token_hash_file.h"
#include "core/io/safetensors.h"
#include "tests/core/data/dataset_fixture.h"
#include "tests/support/shared_data.h"

#include <QTest>

using namespace exitscope;
using hashee::HashFunction;
using hashee::TokenHash;

namespace {

TokenHash sample()
{
    TokenHash hash;
    hash.function = HashFunction::MutualInformation;
    hash.scale = hashee::bucketScale(6, 3);
    hash.seed = 9;
    hash.vocabularySha256 = std::string(64, 'a');
    hash.corpus = "SST-2/train 0123";
    hash.special = { 0, 2 };
    hash.bucket = { 7, 2, 7, 4, 6 };
    hash.count = { 0, 9, 0, 3, 1 };
    hash.score = { 0, 0.5F, 0, 0.25F, 0 };
    return hash;
}

const hashee::HashFit fit { 5, std::string(64, 'a'), 6 };

} // namespace

class TestTokenHashFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas()
    {
        const test::Folder folder;
        const auto path = folder.path("token_hash.safetensors");
        hashee::saveTokenHash(path, sample());
        const auto hash = hashee::loadTokenHash(path, fit);
        QVERIFY(hash.function == HashFunction::MutualInformation);
        QCOMPARE(hash.scale.count, 3);
        QCOMPARE(hash.seed, 9U);
        QCOMPARE(hash.corpus, sample().corpus);
        QCOMPARE(hash.bucket, sample().bucket);
        QCOMPARE(hash.count, sample().count);
        QCOMPARE(hash.score, sample().score);
        QCOMPARE(hash.layersOf(std::vector<data::TokenId> { 0, 1, 3, 4 }, 0), (std::vector<std::int32_t> { 6, 1, 3, 5 }));
    }

    void drawsNeedNoTable()
    {
        const test::Folder folder;
        const auto path = folder.path("a.safetensors");
        TokenHash hash = sample();
        hash.function = HashFunction::RandomInconsistent;
        hash.bucket.clear();
        hash.count.clear();
        hash.score.clear();
        hashee::saveTokenHash(path, hash);
        QCOMPARE(hashee::loadTokenHash(path, fit).layersOf(std::vector<data::TokenId> { 0, 2 }, 5),
            (std::vector<std::int32_t> { 6, 6 }));
    }

    void refusesWhatDoesNotFit_data()
    {
        QTest::addColumn<QString>("message");
        QTest::newRow("size") << "a.safetensors: the hash table is for a vocabulary of 5 entries, the model's has 6; make it "
                                 "again with exitscope hash";
        QTest::newRow("vocabulary") << "a.safetensors: the hash table is for another vocabulary of as many entries "
                                       "(aaaaaaaaaaaa, the model's is bbbbbbbbbbbb); make it again with exitscope hash";
        QTest::newRow("layers") << "a.safetensors: the hash table is for a model of 6 layers, this one has 12; make it again "
                                   "with exitscope hash";
        QTest::newRow("bucket") << "a.safetensors: token 3 is in bucket 9, a model of 6 layers has buckets 2 to 7; make it again "
                                   "with exitscope hash";
        QTest::newRow("low bucket") << "a.safetensors: token 1 is in bucket 1, a model of 6 layers has buckets 2 to 7; make it "
                                       "again with exitscope hash";
    }

    void refusesWhatDoesNotFit()
    {
        QFETCH(QString, message);
        const test::Folder folder;
        const auto path = folder.path("a.safetensors");
        TokenHash hash = sample();
        hashee::HashFit other = fit;
        const QString what = QString::fromUtf8(QTest::currentDataTag());
        if (what == "size")
            other.vocabulary = 6;
        else if (what == "vocabulary")
            other.vocabularySha256 = std::string(64, 'b');
        else if (what == "layers")
            other.layers = 12;
        else
            hash.bucket[what == "bucket" ? 3 : 1] = what == "bucket" ? 9 : 1;
        hashee::saveTokenHash(path, hash);
        try {
            (void)hashee::loadTokenHash(path, other);
            QFAIL("it was taken");
        } catch (const InputError& error) {
            QCOMPARE(QString::fromUtf8(error.what()).section(QLatin1Char('/'), -1), message);
        }
    }

    void anyOtherFileIsNoTable()
    {
        EXITSCOPE_SHARED_OR_SKIP(other, "golden/hashee/mi_7_6.safetensors");
        QVERIFY_THROWS_EXCEPTION(InputError, (void)hashee::loadTokenHash(other, fit));
    }

    void countsACorpus()
    {
        EXITSCOPE_SHARED_OR_SKIP(vocab, "data/vocab/bert-base-uncased");
        const test::Folder folder;
        const auto tokenizer = data::loadTokenizer(vocab, "bert");
        hashee::Corpus corpus;
        corpus.files = { folder.write("a.tsv", "sentence\tlabel\nthe cat the\t0\na dog\t1\n") };
        const auto counts = hashee::countTokens(*tokenizer, corpus, hashee::CountLabels::Yes);
        QCOMPARE(counts->total(), 5);
        QCOMPARE(counts->of(*tokenizer->find("the")), 2);
        QCOMPARE(counts->of(tokenizer->special().first), 0);
        QCOMPARE(tokenizer->token(hashee::rankedByCount(*counts).front()), std::string("the"));
        QVERIFY(corpus.description.find("/a ") != std::string::npos);
        corpus.isOfWords = true;
        corpus.labelNames.clear();
        corpus.files = { folder.write("b.conll", "unaffable\tA\nthe\tB\n\nthe\tB\n") };
        const auto words = hashee::countTokens(*tokenizer, corpus, hashee::CountLabels::Yes);
        QCOMPARE(words->total(), 5); // una ##ffa ##ble the the
        QCOMPARE(words->mutualInformation().size(), std::size_t { 4 });
        corpus.labelColumn = "none";
        QVERIFY_THROWS_EXCEPTION(InputError, (void)hashee::countTokens(*tokenizer, corpus, hashee::CountLabels::Yes));
    }
};

QTEST_GUILESS_MAIN(TestTokenHashFile)
#include "tst_token_hash_file.moc"

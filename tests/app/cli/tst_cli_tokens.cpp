#include "core/hashee/token_hash_file.h"
#include "core/store/run_store.h"
#include "core/trace/trace.h"
#include "tests/app/cli/program.h"
#include "tests/engine/run/token_setup.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

/// Words on the command line: tables made and inspected, traces of words, and policies run token by token.
class CliTokensTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    test::Ran hash(const QStringList& more) const { return runProgram(QStringList { "hash", "--model", file("model") } + more); }

    test::Ran execute(const QStringList& more) const
    {
        return runProgram(QStringList { "execute", "--model", file("model"), "--data", file("data.conll"), "--threads", "2",
                              "--repeats", "1", "--batch1-examples", "0" }
            + more);
    }

private Q_SLOTS:
    void initTestCase()
    {
        test::writeTagging(
            test::fakeTagger({ .layers = 4, .classes = 5 }, { 1, 2, 3, 4 }), m_folder.path().toStdString(), test::taggedSentences(60, 14));
        const auto traced
            = runProgram({ "trace", "--model", file("model"), "--data", file("data.conll"), "--out", file("x.trace"), "--threads", "2" });
        QVERIFY2(traced.status == 0, traced.err.constData());
    }

    void aTraceOfWordsSaysSo()
    {
        const auto json = runProgram({ "inspect", "--json", file("x.trace") }).json();
        QCOMPARE(json.at("metadata").at("units"), "words");
        const auto trace = trace::Trace::open(file("x.trace").toStdString());
        QVERIFY(trace->examples() == 60 && trace->units() > 60);
    }

    void aTableIsMadeAndInspected()
    {
        const auto made = hash({ "--function", "frequency", "--buckets", "4", "--corpus", file("data.conll"), "--json" });
        QVERIFY2(made.status == 0, made.err.constData());
        const auto said = made.json();
        QCOMPARE(said.at("function"), "frequency");
        const QString path = file("model") + QStringLiteral("/token_hash.safetensors");
        const auto json = runProgram({ "inspect", "--json", path, "--model", file("model") }).json();
        QCOMPARE(json.at("kind"), "token hash");
        QCOMPARE(json.at("function"), "frequency");
        QCOMPARE(json.at("layers"), 4);
        QCOMPARE(json.at("bucket_count"), 4);
        QCOMPARE(json.at("vocabulary"), said.at("vocabulary"));
        QCOMPARE(json.at("fits"), file("model").toStdString());
        QCOMPARE(json.at("buckets").dump(), said.at("buckets").dump());
        std::int64_t entries = 0, occurrences = 0, pieces = 0;
        for (const auto& bucket : json.at("buckets")) {
            entries += bucket.at("entries").get<std::int64_t>();
            occurrences += bucket.at("occurrences").get<std::int64_t>();
        }
        for (const auto count : hashee::loadTokenHash(path.toStdString(), {}).count)
            pieces += count;
        QCOMPARE(entries, json.at("vocabulary").get<std::int64_t>());
        QVERIFY(occurrences == pieces && pieces > 0);
        const auto people = runProgram({ "inspect", path });
        QCOMPARE(people.status, 0);
        QVERIFY(people.out.contains("frequency") && people.out.contains("vocabulary"));
    }

    void aTableOfAnotherModelIsRefused()
    {
        QCOMPARE(hash({ "--function", "random-consistent", "--buckets", "2", "--out", file("random.safetensors") }).status, 0);
        test::fakeTagger({ .layers = 3, .classes = 5 }, { 1, 2, 3 }).write(file("shallow").toStdString());
        QVERIFY(QFile::copy(file("model") + QStringLiteral("/vocab.txt"), file("shallow") + QStringLiteral("/vocab.txt")));
        const auto shallow = runProgram({ "inspect", file("random.safetensors"), "--model", file("shallow") });
        QCOMPARE(shallow.status, 2);
        QVERIFY2(shallow.isOneLineError() && shallow.err.contains("for a model of 4 layers, this one has 3"), shallow.err.constData());
        QVERIFY(QFile::remove(file("shallow") + QStringLiteral("/vocab.txt")));
        auto words = io::readWholeFile(file("model").toStdString() + "/vocab.txt");
        std::swap(words[words.find("w7\n") + 1], words[words.find("w8\n") + 1]);
        io::writeFileAtomically(file("shallow").toStdString() + "/vocab.txt", words);
        const auto other = runProgram({ "inspect", file("random.safetensors"), "--model", file("shallow") });
        QCOMPARE(other.status, 2);
        QVERIFY2(other.err.contains("is for another vocabulary of as many entries"), other.err.constData());
        // Nor is --model for anything else.
        const auto trace = runProgram({ "inspect", file("x.trace"), "--model", file("model") });
        QCOMPARE(trace.status, 2);
        QVERIFY2(trace.isOneLineError() && trace.err.contains("is no table of token hashes"), trace.err.constData());
    }

    void aDamagedTableIsOneLine()
    {
        auto hash = hashee::TokenHash();
        hash.scale = hashee::bucketScale(4, 2);
        hash.vocabularySha256 = std::string(64, '0');
        hash.bucket = { 2, 3, 9 };
        hashee::saveTokenHash(file("bad.safetensors").toStdString(), hash);
        const auto ran = runProgram({ "inspect", file("bad.safetensors") });
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError() && ran.err.contains("token 2 is in bucket 9"), ran.err.constData());
    }

    /// What left where is kept beside the points.
    void aHashIsExecutedAndKept()
    {
        const auto ran = execute({ "--policy", "hash:function=frequency,buckets=4", "--policy", "entropy:threshold=1.5", "--hash-corpus",
            file("data.conll"), "--store", file("runs.db"), "--per-unit", file("exits.safetensors"), "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto points = ran.json().at("points");
        QCOMPARE(points.size(), std::size_t { 2 });
        QVERIFY(points[0].at("token_mean_layers").get<double>() < 4);
        QVERIFY(points[0].at("token_layer_speedup").get<double>() > 1);
        const store::RunStore store(file("runs.db").toStdString(), store::OpenMode::MustExist);
        const store::RunId run { ran.json().at("run").get<std::int64_t>() };
        const auto trace = trace::Trace::open(file("x.trace").toStdString());
        for (std::int64_t point = 0; point < 2; ++point) {
            const auto outcome = store.outcome(run, point);
            QVERIFY(outcome && static_cast<std::int64_t>(outcome->exits.size()) == trace->units());
            QCOMPARE(outcome->classes.size(), outcome->exits.size());
            std::int64_t layers = 0;
            for (const auto exit : outcome->exits)
                layers += trace->exitLayer()[static_cast<std::size_t>(exit)];
            QCOMPARE(layers, store.points(run)[static_cast<std::size_t>(point)].sumExit);
        }
        QVERIFY(store.outcome(run, 0)->exits != store.outcome(run, 1)->exits);
        QVERIFY(!store.outcome(run, 2));
    }

    void whatAReplayCannotShowIsRefused()
    {
        const auto swept = runProgram({ "sweep", "--trace", file("x.trace"), "--policy", "hash:function=frequency" });
        QCOMPARE(swept.status, 2);
        QVERIFY2(swept.isOneLineError() && swept.err.contains("exitscope execute"), swept.err.constData());
        const auto checked = execute({ "--policy", "entropy:threshold=1", "--check", file("x.trace") });
        QCOMPARE(checked.status, 2);
        QVERIFY2(checked.err.contains("what-if"), checked.err.constData());
    }
};

QTEST_GUILESS_MAIN(CliTokensTest)
#include "tst_cli_tokens.moc"

// The file that a sweep of generation grows: what is written comes back, what a kill leaves is cut, other work is refused.
#include "core/error.h"
#include "core/generations/generations_file.h"
#include "core/generations/generations_json.h"
#include "core/generations/operating_points.h"
#include "core/generations/prompt_lines.h"
#include "core/io/atomic_file.h"
#include "tests/core/generations/made_up.h"
#include "tests/support/message_of.h"
#include "tests/support/near.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace exitscope;
using namespace exitscope::generations;
using test::near;
using test::somePoint;

namespace {

const std::vector<Prompt> twoPrompts { { "eins", { "one" } }, { "zw\xC3\xB6lf \"zitiert\"\n", { "twelve quoted" } } };

Settings twoSettings()
{
    return test::someSettings(2, { "test.ref" });
}

} // namespace

class TestGenerationsFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_next = 0;

    std::filesystem::path file() { return m_folder.filePath(QString::number(++m_next)).toStdString(); }

    /// A file with the full model and two rules.
    std::filesystem::path written()
    {
        const auto path = file();
        GenerationsFile out(path, twoSettings(), twoPrompts);
        out.append(somePoint("full", { "one", "twelve quoted" }, 4, 2));
        out.append(somePoint("margin:threshold=0.5", { "one", "twelve" }, 2, 1));
        out.append(somePoint("margin:threshold=0.25", { "on", "" }, 1, 0.5));
        return path;
    }

    static void cut(const std::filesystem::path& path, std::size_t bytes)
    {
        io::writeFileAtomically(path, io::readWholeFile(path).substr(0, bytes));
    }

private Q_SLOTS:
    void readsWhatWasWritten()
    {
        const auto path = written();
        QVERIFY(isGenerationsFile(path));
        const auto all = readGenerations(path);
        QVERIFY(all.settings == twoSettings());
        QCOMPARE(all.prompts.size(), std::size_t { 2 });
        QCOMPARE(all.prompts[1].text, twoPrompts[1].text);
        QCOMPARE(all.prompts[1].references, twoPrompts[1].references);
        QCOMPARE(all.points.size(), std::size_t { 2 });
        QVERIFY(all.find("margin:threshold=0.5")->texts == somePoint("", { "one", "twelve" }, 2).texts);
        QCOMPARE(all.points[0].tokens(), 2);
        QCOMPARE(all.points[0].meanExit(), 2.0);
        QCOMPARE(all.points[0].flopsRatio(), 0.5);
        QCOMPARE(all.measuredSpeedup(all.points[1]), 4.0);
        QVERIFY(!all.find("full"));
    }

    void measuresPoints()
    {
        const auto all = readGenerations(written());
        const auto points = operatingPoints(all);
        QCOMPARE(points.size(), std::size_t { 3 });
        QCOMPARE(points[0].rule, std::string("full"));
        QCOMPARE(points[0].measuredSpeedup(), 1.0);
        QVERIFY(near(points[0].quality.rougeL, 1) && near(points[0].quality.bleu, 1) && near(points[0].quality.sameTexts, 1));
        // "one" is right, "twelve" is half of its reference: F1 1 and 2/3; 2 words of 3 in all, no more n-grams
        QVERIFY(near(points[1].quality.rougeL, (1 + 2.0 / 3) / 2));
        QVERIFY(near(points[1].quality.tokenF1, (1 + 2.0 / 3) / 2));
        QVERIFY(near(points[1].quality.bleu, std::exp(1 - 3.0 / 2)));
        QVERIFY(near(points[1].quality.sameTexts, 0.5));
        QCOMPARE(points[2].layerSpeedup, 4.0);
        QCOMPARE(points[2].quality.rougeLFull, 0.0);
        const auto json = toJson(points[1]);
        QVERIFY(json.at("policy") == "margin" && json.at("params").at("threshold") == 0.5);
    }

    /// Whatever byte a kill stopped at: the whole points before it are there, and appending goes on from them.
    void goesOnAfterAnyCut()
    {
        const auto whole = io::readWholeFile(written());
        const std::size_t head = headBytes();
        for (std::size_t bytes = head; bytes < whole.size(); bytes += 7) {
            const auto path = file();
            io::writeFileAtomically(path, whole.substr(0, bytes));
            GenerationsFile out(path, twoSettings(), twoPrompts);
            const auto before = out.generations().points.size();
            QVERIFY(before <= 2);
            if (out.generations().fullTimings.empty())
                out.append(somePoint("full", { "one", "twelve quoted" }, 4, 2));
            out.append(somePoint("margin:threshold=0.125", { "x", "y" }, 1));
            const auto all = readGenerations(path);
            QCOMPARE(all.points.size(), before + 1);
            QCOMPARE(all.points.back().rule, std::string("margin:threshold=0.125"));
            QCOMPARE(all.full.texts[1].text, std::string("twelve quoted"));
        }
    }

    void comparesTimesWithinOneStart()
    {
        const auto path = written();
        {
            GenerationsFile out(path, twoSettings(), twoPrompts);
            auto full = somePoint("full", { "one", "twelve quoted" }, 4, 6);
            full.session = 2;
            out.append(full);
            auto later = somePoint("fixed:layer=1", { "a", "b" }, 1, 3);
            later.session = 2;
            out.append(later);
        }
        const auto all = readGenerations(path);
        QCOMPARE(all.measuredSpeedup(all.points[0]), 2.0);
        QCOMPARE(all.measuredSpeedup(all.points[2]), 2.0);
        QCOMPARE(all.full.timing.seconds(), 2.0);
    }

    void refusesOtherWork_data()
    {
        QTest::addColumn<std::function<void(Settings&)>>("change");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* says, std::function<void(Settings&)> change) {
            QTest::newRow(says) << std::move(change) << QString::fromLatin1(says);
        };
        row("max_tokens is 20 there and 30 here", [](Settings& s) { s.maxTokens = 30; });
        row("model_sha256 is \"abc\" there and \"xyz\" here", [](Settings& s) { s.modelSha256 = "xyz"; });
        row("temperature is 0.0 there and 0.5 here", [](Settings& s) { s.temperature = 0.5; });
        row("references is [\"test.ref\"] there and [] here", [](Settings& s) { s.references.clear(); });
        row("seed is 1 there and 2 here", [](Settings& s) { s.seed = 2; });
    }

    void refusesOtherWork()
    {
        QFETCH(const std::function<void(Settings&)>, change);
        QFETCH(const QString, says);
        const auto path = written();
        auto settings = twoSettings();
        change(settings);
        const auto before = io::readWholeFile(path);
        const auto message = test::messageOf([&] { GenerationsFile out(path, settings, twoPrompts); });
        QVERIFY2(message.contains(says), qPrintable(message));
        QVERIFY(io::readWholeFile(path) == before);
    }

    void isWrittenByOne()
    {
        const auto path = written();
        GenerationsFile out(path, twoSettings(), twoPrompts);
        QVERIFY_EXCEPTION_THROWN(GenerationsFile(path, twoSettings(), twoPrompts), IoError);
    }

    void refusesWhatIsNoSuchFile_data()
    {
        QTest::addColumn<QByteArray>("was");
        QTest::addColumn<QByteArray>("is");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const char* was, const char* is, const char* says) {
            QTest::newRow(name) << QByteArray(was) << QByteArray(is) << QString::fromLatin1(says);
        };
        row("another file", "{\"exitscope_generations\":1", "{\"other\":1", ":1: it is not a line of settings of generations");
        row("newer", "{\"exitscope_generations\":1", "{\"exitscope_generations\":2", "a newer version");
        row("layers", "\"exit_layers\":[1,2,3,4]", "\"exit_layers\":[2,1,3,4]", "do not ascend");
        row("references", ",\"references\":[\"one\"]}", "}", ":2: the prompt has 0 references, and the file says 1");
        row("exit", "\"exits\":[2]", "\"exits\":[9]", ":7: a token left after layer 9");
        row("order", "\"rule\":\"margin:threshold=0.5\",\"prompt\":1", "\"rule\":\"margin:threshold=0.5\",\"prompt\":0", "prompts' order");
        row("no JSON", "{\"rule\":\"margin:threshold=0.5\",\"prompt\":0", "{rule", ":7: it is not a line of generations");
        row("missing text", "{\"rule\":\"margin:threshold=0.25\",\"prompt\":0", "{\"rule\":\"margin:threshold=0.3\",\"prompt\":0", "");
        row("time", "\"seconds\":0.75", "\"seconds\":-1", "seconds is not a number of 0 or more");
        row("session", "\"point\":\"margin:threshold=0.5\",\"session\":1", "\"point\":\"margin:threshold=0.5\",\"session\":3", "do not follow");
        row("twice", "threshold=0.25", "threshold=0.5", "is there twice");
    }

    void refusesWhatIsNoSuchFile()
    {
        QFETCH(const QByteArray, was);
        QFETCH(const QByteArray, is);
        QFETCH(const QString, says);
        const auto path = written();
        auto text = QByteArray::fromStdString(io::readWholeFile(path));
        QVERIFY(text.contains(was));
        io::writeFileAtomically(path, text.replace(was, is).toStdString());
        const auto message = test::messageOf([&] { (void)readGenerations(path); });
        QVERIFY2(!message.isEmpty() && message.contains(says), qPrintable(message));
    }

    void refusesWhatHoldsNothing()
    {
        const auto path = file();
        {
            GenerationsFile out(path, twoSettings(), twoPrompts);
        }
        QVERIFY(test::messageOf([&] { (void)readGenerations(path); }).contains(QStringLiteral("no rule is finished in it")));
        cut(path, 40);
        QVERIFY(test::messageOf([&] { (void)readGenerations(path); }).contains(QStringLiteral("not a file of generations")));
    }

    void readsPromptLines()
    {
        const auto prompts = file(), references = file(), shorter = file(), bad = file(), empty = file();
        io::writeFileAtomically(prompts, "\xEF\xBB\xBFone\r\n\r\nthree");
        io::writeFileAtomically(references, "eins\nzwei\n\n");
        io::writeFileAtomically(shorter, "eins\nzwei\n");
        io::writeFileAtomically(bad, "eins\n\xFF\n");
        io::writeFileAtomically(empty, "\n\n");
        const auto read = readPromptLines(prompts, { references });
        QCOMPARE(read.prompts.size(), std::size_t { 2 });
        QCOMPARE(read.prompts[0].text, std::string("one"));
        QCOMPARE(read.prompts[1].references, std::vector<std::string> { "" }); // a text may be meant to be empty
        QCOMPARE(read.emptyLines, 1);
        QVERIFY(test::messageOf([&] { (void)readPromptLines(prompts, { shorter }); }).contains(QStringLiteral("it has 2 lines")));
        QVERIFY(test::messageOf([&] { (void)readPromptLines(bad, {}); }).contains(QStringLiteral(":2: it is not UTF-8")));
        QVERIFY(test::messageOf([&] { (void)readPromptLines(empty, {}); }).contains(QStringLiteral("no prompt")));
    }

private:
    std::size_t headBytes()
    {
        const auto path = file();
        GenerationsFile out(path, twoSettings(), twoPrompts);
        return io::readWholeFile(path).size();
    }
};

QTEST_GUILESS_MAIN(TestGenerationsFile)
#include "tst_generations_file.moc"

// exitscope generate as a script would call it: JSON, a real small model, and what bad input says.
#include "core/io/atomic_file.h"
#include "tests/app/cli/program.h"
#include "tests/engine/support/naive_decoder.h"
#include "tests/support/shared_data.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

class CliGenerateTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString file(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }

    /// A model with GPT-2's byte-level BPE of the 256 bytes alone, and as many further rows as asked.
    void writeModel(const char* name, const test::FakeCheckpoint& fake, const std::filesystem::path& gpt2) const
    {
        const std::filesystem::path folder = file(name).toStdString();
        fake.write(folder);
        const auto all = nlohmann::json::parse(io::readWholeFile(gpt2 / "vocab.json"));
        nlohmann::json bytes;
        for (const auto& [token, id] : all.items())
            if (id.get<int>() < 256)
                bytes[token] = id;
        bytes["<|endoftext|>"] = 256;
        io::writeFileAtomically(folder / "vocab.json", bytes.dump());
        io::writeFileAtomically(folder / "merges.txt", "#version: 0.2\n");
    }

private Q_SLOTS:
    void tellsAStory()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const QString path = QString::fromStdString(model.string());
        const auto full = runProgram({ "generate", "--model", path, "--prompt", "Once upon a time", "--max-tokens", "27" });
        QVERIFY2(full.status == 0, full.err.constData());
        QVERIFY2(full.out.startsWith(", there was a little girl named Lily. She loved to play outside"), full.out.constData());
        const auto ran = runProgram({ "generate", "--model", path, "--prompt", "", "--prompt", "The cat", "--max-tokens", "40",
            "--policy", "margin:threshold=0.5,decay=4", "--compare", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto json = ran.json();
        QCOMPARE(json.at("layers").get<int>(), 5);
        QCOMPARE(json.at("texts").size(), std::size_t { 2 });
        double layers = 0, tokens = 0;
        for (const auto& text : json.at("texts")) {
            std::string pieces;
            for (const auto& token : text.at("tokens")) {
                layers += token.at("exit").get<double>();
                tokens += 1;
                pieces += token.at("text").get<std::string>();
                QVERIFY(token.at("exit").get<int>() == 5 || token.at("score").get<double>() >= 0.45);
            }
            QVERIFY(pieces == text.at("text").get<std::string>());
        }
        QVERIFY(qFuzzyCompare(json.at("mean_exit").get<double>(), layers / tokens));
        QVERIFY(layers / tokens < 5);
        QVERIFY(json.at("full").at("mean_exit").get<double>() == 5);
        QVERIFY(json.at("full").at("texts")[0].at("text").get<std::string>().starts_with("Once upon a time, there was"));
        QVERIFY(json.at("measured_speedup").get<double>() > 0);
    }

    void writesWithOtherFamilies()
    {
        EXITSCOPE_SHARED_OR_SKIP(gpt2, "data/vocab/gpt2");
        writeModel("gpt2", test::fakeGpt2({ .vocabulary = 257 }), gpt2);
        io::writeFileAtomically(file("prompts.txt").toStdString(), "\xEF\xBB\xBFone\r\n\ntwo words\n");
        const auto ran = runProgram({ "generate", "--model", file("gpt2"), "--data", file("prompts.txt"), "--max-tokens", "9",
            "--temperature", "0.8", "--seed", "3", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        QCOMPARE(ran.json().at("texts").size(), std::size_t { 2 });
        QVERIFY(ran.json().at("texts")[1].at("prompt") == "two words");
        const auto beams = runProgram({ "generate", "--model", file("gpt2"), "--prompt", "one", "--beams", "3", "--max-tokens", "5" });
        QVERIFY2(beams.status == 0, beams.err.constData());
    }

    void drawsWhatItWrote()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const QStringList asked { "generate", "--model", QString::fromStdString(model.string()), "--prompt", "Once upon a time",
            "--max-tokens", "40", "--policy", "margin:threshold=0.9,first_exit=3" };
        const auto text = runProgram(asked + QStringList { "--figure", file("text.svg"), "--json" });
        QVERIFY2(text.status == 0, text.err.constData());
        QVERIFY(text.json().at("figure")[0] == file("text.svg").toStdString());
        const auto svg = io::readWholeFile(file("text.svg").toStdString());
        QVERIFY(svg.find("Once") != std::string::npos); // the prompt's words too
        const auto layers = runProgram(asked + QStringList { "--figure", file("layers.csv"), "--plot", "layers" });
        QVERIFY2(layers.status == 0, layers.err.constData());
        const auto again = runProgram(asked + QStringList { "--figure", file("text2.svg") });
        QVERIFY2(again.status == 0, again.err.constData());
        QVERIFY(io::readWholeFile(file("text2.svg").toStdString()) == svg);
        // As many shares as layers, of which the lowest two are never tried.
        const QByteArray csv = QByteArray::fromStdString(io::readWholeFile(file("layers.csv").toStdString()));
        double sum = 0;
        for (const QByteArray& line : csv.split('\n'))
            if (const auto cells = line.split(','); cells.size() > 3 && cells[1] == "bars")
                sum += cells[3].toDouble();
        QVERIFY2(std::abs(sum - 1) < 1e-9, csv.constData());
    }

    void badInput_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("part");
        const auto row = [](const char* name, const QStringList& arguments, const char* part) {
            QTest::newRow(name) << arguments << QByteArray(part);
        };
        const QString longest = QString(60, QLatin1Char('x'));
        row("no prompt", { "gpt2" }, "there is no prompt");
        row("empty prompt", { "gpt2", "--prompt", "" }, "prompt 1 is empty");
        row("too long", { "gpt2", "--prompt", longest }, "prompt 1 has 60 tokens, and the model's 48 positions leave room for 47");
        row("unknown measure", { "gpt2", "--prompt", "a", "--policy", "patience:patience=3" }, "there are full, fixed, margin");
        row("no such exit", { "gpt2", "--prompt", "a", "--policy", "fixed:layer=9" }, "its exits are after 1, 2, 3");
        row("no classifier", { "gpt2", "--prompt", "a", "--policy", "learned:threshold=0.5" }, "no exit classifier");
        row("beams that exit", { "gpt2", "--prompt", "a", "--policy", "fixed:layer=1", "--beams", "2" }, "beam search");
        row("never ends", { "gpt2", "--prompt", "a", "--max-tokens", "0" }, "--max-tokens");
        row("architecture", { "opt", "--prompt", "a" }, "gpt2, llama, t5, mt5 and bart can generate");
        row("encoder", { "bert", "--prompt", "a" }, "gpt2, llama, t5, mt5 and bart can generate");
        row("tokenizer", { "small", "--prompt", "a" }, "the tokenizer has 257 tokens, the model's embedding 200 rows");
        row("no folder for the figure", { "gpt2", "--prompt", "a", "--figure", "nowhere/a.pdf" }, "nowhere");
        row("no such figure", { "gpt2", "--prompt", "a", "--figure", "a.gif" }, "use pdf, svg, png, csv or tex");
        row("a figure of a sweep", { "gpt2", "--data", "bad.txt", "--out", "a.generations", "--figure", "a.pdf" }, "--figure");
        row("no model", { "nowhere", "--prompt", "a" }, "there is no such model");
        row("a sweep without a file", { "gpt2", "--prompt", "a", "--policy", "margin:threshold=1:0:3" }, "add --out");
        row("references without a file", { "gpt2", "--prompt", "a", "--references", "bad.txt" }, "add --out");
        row("a sweep of a prompt", { "gpt2", "--prompt", "a", "--policy", "oracle", "--out", "x" }, "give --data FILE");
        row("a sweep of nothing", { "gpt2", "--policy", "oracle", "--out", "x" }, "there is no prompt");
        row("a sweep of no classifier", { "gpt2", "--data", "fine.txt", "--policy", "learned:threshold=0.5", "--out", "x" }, "no exit classifier");
        row("not text", { "gpt2", "--data", "bad.txt" }, "bad.txt:2: it is not UTF-8 text");
    }

    void badInput()
    {
        EXITSCOPE_SHARED_OR_SKIP(gpt2, "data/vocab/gpt2");
        writeModel("gpt2", test::fakeGpt2({ .vocabulary = 257 }), gpt2);
        writeModel("small", test::fakeGpt2({ .vocabulary = 200 }), gpt2);
        auto other = test::fakeGpt2({ .vocabulary = 257 });
        other.config["model_type"] = "opt";
        writeModel("opt", other, gpt2);
        test::fakeBert().write(file("bert").toStdString());
        io::writeFileAtomically(file("bad.txt").toStdString(), "fine\n\xFF\xFE\n");
        io::writeFileAtomically(file("fine.txt").toStdString(), "fine\n");
        QFETCH(const QStringList, arguments);
        QFETCH(const QByteArray, part);
        const auto ran = runProgram(QStringList { "generate", "--model" } + arguments, m_folder.path());
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError() && ran.err.contains(part), ran.err.constData());
    }

    /// A real kill in the middle of a sweep; the same command then ends with every point once.
    void sweepsAndGoesOnAfterAKill()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        io::writeFileAtomically(file("stories.txt").toStdString(), "Once upon a time\nThe cat\n\nLily and her mom\n");
        io::writeFileAtomically(file("ends.txt").toStdString(), "there was a girl\nsat on the mat\n\nwent to the park\n");
        const QStringList line { "generate", "--model", QString::fromStdString(model.string()), "--data", file("stories.txt"),
            "--references", file("ends.txt"), "--policy", "margin:threshold=1:0:11", "--policy", "saturation:threshold=0.99|0.9",
            "--max-tokens", "60", "--out", file("stories.generations"), "--store", file("runs.db"), "--name", "stories", "--json" };
        QProcess killed;
        test::startProgram(killed, line);
        QTRY_VERIFY_WITH_TIMEOUT(QFile(file("stories.generations")).size() > 9000 || killed.state() == QProcess::NotRunning, 60'000);
        killed.kill();
        killed.waitForFinished();
        const auto ran = runProgram(line);
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto json = ran.json();
        QCOMPARE(json.at("points").size(), std::size_t { 13 });
        QCOMPARE(json.at("written").get<int>() + json.at("known").get<int>(), 13);
        QVERIFY(json.at("full").at("mean_exit") == 5);
        QVERIFY(json.at("points")[0].at("params").at("threshold") == 1);
        QVERIFY(json.at("points")[10].at("mean_exit") == 1); // of margin 0 everybody is sure
        for (const auto& point : json.at("points"))
            QVERIFY(point.at("measured_speedup").get<double>() > 0 && point.at("metrics").contains("bleu"));
        const auto again = runProgram(line);
        QCOMPARE(again.json().at("known").get<int>(), 13);
        const auto listed = runProgram({ "runs", "list", "--store", file("runs.db"), "--json" }).json().at("runs");
        QCOMPARE(listed.size(), std::size_t { 3 }); // each once: the full model, margin and saturation
        const auto shown = runProgram({ "runs", "show", "--store", file("runs.db"), "--run", "2", "--json" }).json();
        QVERIFY(shown.at("run").at("name") == "margin, stories" && shown.at("run").at("kind") == "generate");
        const auto& kept = shown.at("points");
        QCOMPARE(kept.size(), std::size_t { 11 });
        for (std::size_t i = 0; i < kept.size(); ++i)
            for (const char* key : { "mean_exit", "flops_ratio", "measured_speedup", "seconds" })
                QVERIFY(qFuzzyCompare(kept[i].at(key).get<double>(), json.at("points")[i].at(key).get<double>()));
        QVERIFY(kept[5].at("metrics").at("bleu") == json.at("points")[5].at("metrics").at("bleu"));
        auto other = line;
        other[other.indexOf(QStringLiteral("60"))] = QStringLiteral("61");
        const auto refused = runProgram(other);
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.isOneLineError() && refused.err.contains("max_tokens is 60 there and 61 here"), refused.err.constData());
    }

    void cutsWhenAsked()
    {
        EXITSCOPE_SHARED_OR_SKIP(gpt2, "data/vocab/gpt2");
        writeModel("gpt2", test::fakeGpt2({ .vocabulary = 257 }), gpt2);
        const auto ran = runProgram({ "generate", "--model", file("gpt2"), "--prompt", QString(60, QLatin1Char('x')), "--cut",
            "--max-tokens", "10", "--json" });
        QVERIFY2(ran.status == 0, ran.err.constData());
        const auto text = ran.json().at("texts")[0];
        QCOMPARE(text.at("prompt_tokens").get<int>(), 38);
        QCOMPARE(text.at("prompt_cut").get<int>(), 22);
        QVERIFY(ran.err.contains("cut"));
    }
};

QTEST_GUILESS_MAIN(CliGenerateTest)
#include "tst_cli_generate.moc"

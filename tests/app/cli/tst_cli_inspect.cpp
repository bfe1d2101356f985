#include "core/store/run_store.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/engine/support/slimmed_fake.h"
#include "tests/support/shared_data.h"

#include <QtTest>

using namespace exitscope;
using test::runProgram;

namespace {

nlohmann::ordered_json inspect(const QStringList& arguments)
{
    const auto ran = runProgram(QStringList { "inspect", "--json" } + arguments);
    return ran.status == 0 ? ran.json() : nlohmann::ordered_json();
}

} // namespace

class CliInspectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dataset()
    {
        const QString path = write("dev.tsv", "sentence\tlabel\na fine film\t1\na dull film\t0\nfine\t1\n");
        const auto json = inspect({ path });
        QCOMPARE(json.at("kind"), "dataset");
        QCOMPARE(json.at("rows"), 3);
        QCOMPARE(json.at("columns").get<std::vector<std::string>>(),
            (std::vector<std::string> { "sentence", "label" }));
        QCOMPARE(json.at("label_counts").at("0"), 1);
        QCOMPARE(json.at("label_counts").at("1"), 2);
        const auto people = runProgram({ "inspect", path });
        QCOMPARE(people.status, 0);
        QVERIFY(people.out.contains("label counts") && people.out.contains("0: 1, 1: 2"));
    }

    void generatingCheckpoint()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/models/stories260K");
        const auto json = inspect({ QString::fromStdString(model.string()) });
        QCOMPARE(json.at("kind"), "generating checkpoint");
        QCOMPARE(json.at("family"), "llama");
        QCOMPARE(json.at("layers"), 5);
        QCOMPARE(json.at("hidden"), 64);
        QCOMPARE(json.at("heads"), 8);
        QCOMPARE(json.at("key_heads"), 4);
        QCOMPARE(json.at("vocab"), 512);
        QCOMPARE(json.at("parameters"), 512 * 64 + 5 * (2 * 64 + 2 * 64 * 64 + 2 * 64 * 32 + 3 * 64 * 172) + 64);
        QCOMPARE(json.at("tokenizer").at("vocab"), 512);
        QVERIFY(runProgram({ "inspect", QString::fromStdString(model.string()) }).out.contains("FLOPs at 128 tokens"));
    }

    void columnsCanBeChosen()
    {
        const QString path = write("odd.tsv", "one\ttwo\tthree\n7\tgood\tyes\n8\tbad\tno\n");
        const auto json = inspect({ path, "--text-columns", "two", "--label-column", "three" });
        QCOMPARE(json.at("text_columns").get<std::vector<std::string>>(), std::vector<std::string> { "two" });
        QCOMPARE(json.at("label_column"), "three");
    }

    void badRowIsOneLineWithItsNumber()
    {
        const QString path = write("bad.tsv", "sentence\tlabel\nfine\t1\nbroken\n");
        const auto ran = runProgram({ "inspect", path });
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY2(ran.err.contains("bad.tsv:3: "), ran.err.constData());
    }

    void trace()
    {
        trace::Trace::Arrays arrays;
        arrays.logits = { 1, 0, 0, 1, 2, 0, 0, 3, 1, 1, 5, 0 };
        arrays.exitLayer = { 2, 4 };
        arrays.labels = { 0, 1, 0 };
        trace::TraceInfo info;
        info.task = "sst-2";
        const QString path = m_folder.filePath("x.trace");
        trace::writeTrace(path.toStdString(), *trace::Trace::fromArrays(std::move(arrays), 2, info));
        const auto json = inspect({ path });
        QCOMPARE(json.at("kind"), "trace");
        QCOMPARE(json.at("units"), 3);
        QCOMPARE(json.at("exits"), 2);
        QCOMPARE(json.at("classes"), 2);
        QCOMPARE(json.at("tensors").at("logits").at("dtype"), "F32");
        QCOMPARE(json.at("tensors").at("logits").at("shape").get<std::vector<int>>(),
            (std::vector<int> { 3, 2, 2 }));
        QCOMPARE(json.at("metadata").at("task"), "sst-2");
    }

    void store()
    {
        const QString path = m_folder.filePath("runs.db");
        store::RunStore(path.toStdString()).createRun({});
        const auto json = inspect({ path });
        QCOMPARE(json.at("kind"), "store");
        QCOMPARE(json.at("runs"), 1);
    }

    void checkpoint()
    {
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        const auto path = QString::fromStdString((golden / "pabee-albert").string());
        const auto json = inspect({ path });
        QCOMPARE(json.at("kind"), "checkpoint");
        QCOMPARE(json.at("family"), "albert");
        for (const char* key :
            { "layers", "hidden", "heads", "ff", "vocab", "exits", "parameters", "flops_128", "tokenizer" })
            QVERIFY2(json.contains(key), key);
        QVERIFY(json.at("parameters").get<std::int64_t>() > 0);
        const auto flops = QString::number(json.at("flops_128").get<double>(), 'f', 0);
        QVERIFY(flops.size() > 5);
        const auto text = QString::fromUtf8(runProgram({ "inspect", path }).out);
        const auto line = text.mid(text.indexOf(QStringLiteral("FLOPs at 128 tokens"))).section(QLatin1Char('\n'), 0, 0);
        QCOMPARE(line.section(QLatin1Char(' '), -1).remove(QLatin1Char(',')), flops); // every digit, in threes
        QVERIFY(line.contains(QRegularExpression(QStringLiteral(" [0-9]{1,3}(,[0-9]{3})+$"))));
    }

    void slimmedCheckpoint()
    {
        const test::FakeShape shape { .layers = 3, .heads = 4 };
        const auto kept = test::unevenParts(shape);
        auto fake = test::factorised(test::cutTo(test::fakeTanhExits(shape, { 1, 3 }), shape, kept), shape, 6);
        const QString path = m_folder.filePath("slimmed");
        fake.write(path.toStdString());
        const auto json = inspect({ path });
        QCOMPARE(json.at("head_size"), shape.hidden / shape.heads);
        QCOMPARE(json.at("word_rank"), 6);
        for (std::size_t layer = 0; layer < 3; ++layer) {
            QCOMPARE(json.at("heads_kept")[layer], std::ssize(kept.heads[layer]));
            QCOMPARE(json.at("ff_kept")[layer], std::ssize(kept.inner[layer]));
        }
        std::int64_t parameters = 0;
        for (const auto& [name, tensor] : fake.tensors)
            parameters += std::ssize(tensor.values);
        QCOMPARE(json.at("parameters"), parameters);
        QVERIFY(json.at("head").get<std::string>().find("tanh") != std::string::npos);

        fake.config["heads_kept"] = { 2, 0, 3 };
        fake.write(path.toStdString());
        const auto ran = runProgram({ "inspect", path });
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
        QVERIFY2(ran.err.contains("config.json") && ran.err.contains("\"heads_kept\" gives layer 2 0 heads"), ran.err.constData());
    }

    void wrongThings_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("empty folder") << "empty";
        QTest::newRow("other safetensors") << "weights.safetensors";
        QTest::newRow("truncated safetensors") << "cut.trace";
        QTest::newRow("empty file") << "empty.tsv";
    }

    void wrongThings()
    {
        QFETCH(QString, name);
        QDir(m_folder.path()).mkdir("empty");
        write("empty.tsv", "");
        write("cut.trace", QByteArray("\x40\0\0\0\0\0\0\0{\"logits\":", 18));
        const float one = 1;
        const std::vector<io::TensorSpec> specs { { "encoder.weight", io::DType::F32, { 1 } } };
        const std::vector<std::span<const std::byte>> data { std::as_bytes(std::span(&one, 1)) };
        io::writeSafetensors(m_folder.filePath("weights.safetensors").toStdString(), specs, data);
        const auto ran = runProgram({ "inspect", m_folder.filePath(name) });
        QCOMPARE(ran.status, 2);
        QVERIFY2(ran.isOneLineError(), ran.err.constData());
    }

private:
    QString write(const char* name, const QByteArray& text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", name);
        return file.fileName();
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(CliInspectTest)
#include "tst_cli_inspect.moc"

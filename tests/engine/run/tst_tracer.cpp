#include "core/cost/cost_model.h"
#include "core/engine/engine.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/safetensors.h"
#include "core/trace/trace.h"
#include "tests/engine/support/fake_checkpoint.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <csignal>
#include <functional>
#include <random>

using namespace exitscope;
using exitscope::test::FakeCheckpoint;

namespace {

const char* const childArgument = "--trace-in-a-child";

engine::TraceRequest requestIn(const std::filesystem::path& folder, int packTokens = 64)
{
    engine::TraceRequest request;
    request.model = folder / "model";
    request.data = folder / "data.tsv";
    request.output = folder / "out.trace";
    request.threads = 2;
    request.packTokens = packTokens;
    return request;
}

/// Takes some seconds, so that there is time to kill it.
engine::TraceRequest slowRequest(const std::filesystem::path& folder) { return requestIn(folder, 256); }

std::string vocabulary()
{
    std::string text = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    for (int word = 5; word < 60; ++word)
        text += "w" + std::to_string(word) + "\n";
    return text;
}

/// Sentences of 3 … 30 words with a label.
std::string sentences(int rows, int classes = 3)
{
    std::mt19937 random(5);
    std::string table = "sentence\tlabel\n";
    for (int row = 0; row < rows; ++row) {
        for (unsigned word = 0; word < 3 + random() % 28; ++word)
            table += (word ? " w" : "w") + std::to_string(5 + random() % 55);
        table += "\t" + std::to_string(row % classes) + "\n";
    }
    return table;
}

/// Examples traced so far; 0 while the dataset is only read.
std::int64_t tracedIn(const Progress& progress)
{
    return std::string(progress.unit) == "examples" ? progress.done : 0;
}

using Bend = std::function<void(const std::filesystem::path& folder, engine::TraceRequest& request)>;

} // namespace

Q_DECLARE_METATYPE(Bend)

class TestTracer : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    /// A folder with model/ (fake, with a vocabulary) and data.tsv.
    std::filesystem::path workplace(const FakeCheckpoint& fake, const std::string& table)
    {
        const std::filesystem::path folder = m_folder.filePath(QString::number(++m_count)).toStdString();
        fake.write(folder / "model");
        io::writeFileAtomically(folder / "model/vocab.txt", vocabulary());
        io::writeFileAtomically(folder / "data.tsv", table);
        return folder;
    }

    static engine::TraceReport run(const engine::TraceRequest& request, const JobContext& job = {})
    {
        return engine::loadEngine()->trace(request, job);
    }

private Q_SLOTS:
    void theReportAndTheFileAgree()
    {
        auto fake = test::fakeOwnExits({ .layers = 3 }, { 1, 3 });
        fake.config["id2label"] = { { "0", "no" }, { "1", "maybe" }, { "2", "yes" } };
        const auto folder = workplace(fake, sentences(100));
        std::atomic<std::int64_t> last = 0;
        JobContext job;
        job.report
            = [&](const Progress& progress) { last = std::max<std::int64_t>(last, tracedIn(progress)); };
        const auto request = requestIn(folder);
        const auto report = run(request, job);
        QCOMPARE(report.end, JobEnd::Finished);
        QCOMPARE(report.units, 100);
        QCOMPARE(report.exits, 2);
        QCOMPARE(report.resumedUnits, 0);
        QCOMPARE(last.load(), 100);
        QVERIFY(report.tokensPerSecond > 0);
        const auto trace = trace::Trace::open(request.output);
        QCOMPARE(trace->units(), 100);
        QCOMPARE(trace->info().labelNames, std::vector<std::string>({ "no", "maybe", "yes" }));
        QCOMPARE(trace->info().modelName, std::string("model"));
        QCOMPARE(trace->exitLayer()[1], 3);
        QVERIFY(trace->text(99).starts_with("w"));
        // Layers and heads, multiply and add counted as two: 2·(L·(4nH² + 2n²H + 2nHF) + heads·(H² + HC)).
        const auto shape = cost::shapeOf(*trace);
        QVERIFY(shape && shape->hidden == 32 && shape->exits == 2);
        QCOMPARE(cost::CostModel(*trace).source(), cost::CostSource::Recorded);
        const double n = trace->length()[7], h = 32, f = 48;
        const double layer = 4 * n * h * h + 2 * n * n * h + 2 * n * h * f, head = h * h + h * 3;
        QVERIFY(std::fabs(trace->layerFlops()[14] - 2 * (layer + head)) < 1);
        QVERIFY(std::fabs(trace->layerFlops()[15] - 2 * (3 * layer + 2 * head)) < 1);
        QVERIFY(!std::filesystem::exists(folder / "out.trace.part"));
        QVERIFY(!std::filesystem::exists(folder / "out.trace.journal"));
    }

    void threadsAndRunsGiveTheSameBytes()
    {
        const auto folder = workplace(test::fakeBert(), sentences(300));
        auto request = requestIn(folder);
        std::string first;
        for (const int threads : { 1, 2, 3 }) {
            request.threads = threads;
            QCOMPARE(run(request).end, JobEnd::Finished);
            const auto bytes = io::readWholeFile(request.output);
            QVERIFY(first.empty() || first == bytes);
            first = bytes;
        }
    }

    void aCancelledTraceContinues()
    {
        const auto folder = workplace(test::fakeBert(), sentences(400));
        auto request = requestIn(folder);
        QCOMPARE(run(request).end, JobEnd::Finished);
        const auto expected = io::readWholeFile(request.output);
        request.output = folder / "again.trace";
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            if (tracedIn(progress) > 150)
                stop.request_stop();
        };
        const auto cancelled = run(request, job);
        QCOMPARE(cancelled.end, JobEnd::Cancelled);
        QVERIFY(!std::filesystem::exists(request.output));
        QVERIFY(std::filesystem::exists(folder / "again.trace.part"));
        const auto resumed = run(request);
        QCOMPARE(resumed.end, JobEnd::Finished);
        QVERIFY2(resumed.resumedUnits > 150 && resumed.resumedUnits < 400,
            qPrintable(QString::number(resumed.resumedUnits)));
        QVERIFY(io::readWholeFile(request.output) == expected);
    }

    void aKilledTraceContinues()
    {
        const test::FakeShape shape {
            .layers = 6, .hidden = 128, .heads = 4, .feedForward = 512, .vocabulary = 60
        };
        const auto folder = workplace(test::fakeBert(shape), sentences(12000));
        const auto request = slowRequest(folder);
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
            { QLatin1String(childArgument), QString::fromStdString(folder.string()) });
        QVERIFY(child.waitForStarted());
        const auto journal = folder / "out.trace.journal";
        std::error_code error;
        QTRY_VERIFY_WITH_TIMEOUT(std::filesystem::file_size(journal, error) > 2000 && !error, 120000);
        ::kill(static_cast<pid_t>(child.processId()), SIGKILL);
        QVERIFY(child.waitForFinished(60000));
        QVERIFY2(!std::filesystem::exists(request.output), "the child was done before it was killed");
        const auto resumed = run(request);
        QCOMPARE(resumed.end, JobEnd::Finished);
        QVERIFY2(resumed.resumedUnits > 0, "nothing was kept");
        const auto bytes = io::readWholeFile(request.output);
        std::filesystem::remove(request.output);
        QCOMPARE(run(request).resumedUnits, 0);
        QVERIFY(io::readWholeFile(request.output) == bytes);
    }

    void anotherModelDoesNotContinue()
    {
        const auto folder = workplace(test::fakeBert(), sentences(400));
        const auto request = requestIn(folder);
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            if (tracedIn(progress) > 100)
                stop.request_stop();
        };
        QCOMPARE(run(request, job).end, JobEnd::Cancelled);
        auto other = test::fakeBert();
        other.tensors["classifier.bias"].values[0] += 1;
        other.write(folder / "model");
        QCOMPARE(run(request).resumedUnits, 0);
    }

    void bfloat16AuditsItself()
    {
        const auto folder = workplace(test::fakeBert(), sentences(60));
        auto request = requestIn(folder);
        request.precision = engine::Precision::BF16;
        const auto report = run(request);
        const auto isAudit = [](const std::string& note) { return note.starts_with("bf16: on 60 examples"); };
        QCOMPARE(std::count_if(report.notes.begin(), report.notes.end(), isAudit), 1);
        const auto trace = trace::Trace::open(request.output);
        std::map<std::string, std::string> extra(trace->info().extra.begin(), trace->info().extra.end());
        QCOMPARE(extra["dtype"], std::string("bf16"));
        QVERIFY(extra["dtype_audit"].find("of 180 decisions flipped") != std::string::npos);
        QCOMPARE(extra["heads"], std::string("the last head at every layer"));
    }

    void regressionHasTargets()
    {
        const auto folder = workplace(test::fakeBert({ .classes = 1 }),
            "sentence1\tsentence2\tscore\nw5 w6\tw7\t2.5\nw8\tw9 w10\t0.25\n");
        const auto request = requestIn(folder);
        QCOMPARE(run(request).classes, 1);
        const auto trace = trace::Trace::open(request.output);
        QVERIFY(trace->isRegression());
        QVERIFY(std::ranges::equal(trace->targets(), std::vector<float> { 2.5f, 0.25f }));
    }

    void badInputLeavesNothingBehind_data()
    {
        QTest::addColumn<Bend>("bend");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, Bend bend, const char* word) {
            QTest::newRow(name) << bend << QString::fromLatin1(word);
        };
        const auto table = [&](const char* name, const std::string& text, const char* word) {
            row(
                name, [=](const auto& folder, auto&) { io::writeFileAtomically(folder / "data.tsv", text); },
                word);
        };
        row(
            "no tokenizer",
            [](const auto& folder, auto&) { std::filesystem::remove(folder / "model/vocab.txt"); }, "model");
        row(
            "vocabulary smaller than the embedding",
            [](const auto& folder, auto&) {
                io::writeFileAtomically(folder / "model/vocab.txt", vocabulary().substr(0, 100));
            },
            "the embedding has 60 rows");
        row(
            "vocabulary larger than the embedding",
            [](const auto& folder, auto&) {
                io::writeFileAtomically(folder / "model/vocab.txt", vocabulary() + "more\n");
            },
            "knows 61 tokens, the embedding has 60 rows");
        table("more classes than the model", "sentence\tlabel\nw5\t0\nw6\t1\nw7\t2\nw8\t3\n",
            "4 classes, but the model has 3");
        table("empty dataset", "sentence\tlabel\n", "data.tsv");
        table("bad label", "sentence\tlabel\nw5\t0\nw6\t1\nw6\n", "data.tsv:4");
        row(
            "too long a maximum", [](const auto&, auto& request) { request.maxLength = 41; },
            "at most 40 tokens, not 41");
        row(
            "missing model", [](const auto& folder, auto&) { std::filesystem::remove_all(folder / "model"); },
            "model");
        row(
            "missing data", [](const auto& folder, auto&) { std::filesystem::remove(folder / "data.tsv"); },
            "data.tsv");
        row(
            "truncated weights",
            [](const auto& folder, auto&) {
                std::filesystem::resize_file(folder / "model/model.safetensors", 5000);
            },
            "model.safetensors");
        row(
            "a text as the model",
            [](const auto& folder, auto& request) { request.model = folder / "data.tsv"; }, "TorchScript");
        const auto tokens = [&](const char* name, std::vector<std::int64_t> ids,
                                std::vector<std::int64_t> types, const char* word) {
            row(
                name,
                [=](const std::filesystem::path& folder, engine::TraceRequest& request) {
                    request.data = folder / "data.safetensors";
                    const auto n = static_cast<std::int64_t>(ids.size());
                    const std::vector<std::int64_t> mask(ids.size(), 1), labels { 0 };
                    const std::vector<io::TensorSpec> specs { { "input_ids", io::DType::I64, { 1, n } },
                        { "attention_mask", io::DType::I64, { 1, n } },
                        { "token_type_ids", io::DType::I64, { 1, n } }, { "labels", io::DType::I64, { 1 } } };
                    const std::vector<std::span<const std::byte>> data { std::as_bytes(std::span(ids)),
                        std::as_bytes(std::span(mask)), std::as_bytes(std::span(types)),
                        std::as_bytes(std::span(labels)) };
                    io::writeSafetensors(request.data, specs, data);
                },
                word);
        };
        tokens("token beyond the embedding", { 2, 60, 3 }, { 0, 0, 0 },
            "token 60 lies outside the model's vocabulary of 60");
        tokens("segment beyond the table", { 2, 5, 3 }, { 0, 2, 0 }, "segment 2");
        tokens("too long an example", std::vector<std::int64_t>(41, 5), std::vector<std::int64_t>(41, 0),
            "41 tokens");
    }

    void badInputLeavesNothingBehind()
    {
        QFETCH(Bend, bend);
        QFETCH(QString, word);
        const auto folder = workplace(test::fakeBert(), sentences(20));
        auto request = requestIn(folder);
        bend(folder, request);
        try {
            (void)run(request);
            QFAIL("it was accepted");
        } catch (const InputError& error) {
            const auto line = QString::fromUtf8(error.what());
            QVERIFY2(line.contains(word), error.what());
            QVERIFY2(!line.contains(QLatin1Char('\n')), error.what());
        }
        for (const char* suffix : { "", ".part", ".journal" })
            QVERIFY(!std::filesystem::exists(request.output.string() + suffix));
    }

    void preTokenisedDataNeedsNoTokenizer()
    {
        const auto folder = workplace(test::fakeBert(), "");
        std::filesystem::remove(folder / "model/vocab.txt");
        auto request = requestIn(folder);
        request.data = folder / "data.safetensors";
        const std::vector<std::int64_t> ids { 2, 7, 3, 0, 2, 8, 9, 3 }, mask { 1, 1, 1, 0, 1, 1, 1, 1 };
        const std::vector<io::TensorSpec> specs { { "input_ids", io::DType::I64, { 2, 4 } },
            { "attention_mask", io::DType::I64, { 2, 4 } } };
        const std::vector<std::span<const std::byte>> data { std::as_bytes(std::span(ids)),
            std::as_bytes(std::span(mask)) };
        io::writeSafetensors(request.data, specs, data);
        QCOMPARE(run(request).units, 2);
        const auto trace = trace::Trace::open(request.output);
        QVERIFY(!trace->hasLabels());
        QVERIFY(std::ranges::equal(trace->length(), std::vector<std::int32_t> { 3, 4 }));
    }
};

int main(int argc, char** argv)
{
    if (argc == 3 && std::string(argv[1]) == childArgument) {
        (void)engine::loadEngine()->trace(slowRequest(argv[2]), {});
        return 0;
    }
    QCoreApplication app(argc, argv);
    TestTracer test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_tracer.moc"

#include "core/error.h"
#include "core/trace/trace.h"
#include "core/trace/trace_writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace exitscope;
using trace::Trace;

namespace {

/// Three units, two exits, two classes, and everything that a trace may carry.
Trace::Arrays fullArrays()
{
    Trace::Arrays a;
    a.logits = { 1, 0, 2, 0, 0, 1, 0, 2, 1, 1, 3, -1 };
    a.labels = { 0, 1, -1 };
    a.exitLayer = { 2, 4 };
    a.example = { 0, 0, 2 };
    a.position = { 1, 2, 1 };
    a.length = { 4, 3, 5 };
    a.similarity = { 0.1F, 0.2F, 0.3F, 0.4F, 0.5F, 0.6F };
    a.learned = { 0.6F, 0.5F, 0.4F, 0.3F, 0.2F, 0.1F };
    a.layerFlops = { 10, 20, 8, 16, 12, 24 };
    a.embedding = { 1, 2, 3, 4, 5, 6 };
    a.text = { 'a', '\t', 'b', 'c', 'd' };
    a.textOffset = { 0, 3, 3, 5 };
    return a;
}

using ArraysEdit = std::function<void(Trace::Arrays&)>;
using Metadata = std::map<std::string, std::string>;
using Tensors = std::vector<std::pair<io::TensorSpec, std::vector<char>>>;

using FileEdit = std::function<void(Tensors&, Metadata&)>;

template <typename T> std::vector<char> bytesOf(const std::vector<T>& values)
{
    const auto* first = reinterpret_cast<const char*>(values.data());
    return { first, first + values.size() * sizeof(T) };
}

Tensors minimalTensors()
{
    return { { { "labels", io::DType::I64, { 2 } }, bytesOf<std::int64_t>({ 0, 1 }) },
        { { "logits", io::DType::F32, { 2, 2, 2 } }, bytesOf<float>({ 1, 0, 2, 0, 0, 1, 0, 2 }) } };
}

void save(const std::filesystem::path& path, const Tensors& tensors, const Metadata& metadata)
{
    std::vector<io::TensorSpec> specs;
    std::vector<std::span<const std::byte>> data;
    for (const auto& [spec, bytes] : tensors) {
        specs.push_back(spec);
        data.push_back(std::as_bytes(std::span(bytes)));
    }
    io::writeSafetensors(path, specs, data, metadata);
}

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logitsAndLabelsAreEnough()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.trace").toStdString();
        save(path, minimalTensors(), {});
        const auto trace = Trace::open(path);
        QCOMPARE(trace->units(), 2);
        QCOMPARE(trace->exits(), 2);
        QCOMPARE(trace->classes(), 2);
        QCOMPARE(trace->examples(), 2);
        QVERIFY(trace->hasLabels() && !trace->isRegression());
        QVERIFY(std::ranges::equal(trace->exitLayer(), std::vector<std::int32_t>({ 1, 2 })));
        QCOMPARE(trace->exampleOf(1), 1);
        QVERIFY(trace->text(0).empty());
        QVERIFY(trace->embedding().empty());
        QCOMPARE(trace->embeddingWidth(), 0);
    }

    void everythingSurvivesARoundTrip()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.trace").toStdString();
        trace::TraceInfo info { "sst-2", { "bad", "good" }, "m", "11", "d", "22", { { "dtype", "f32" } } };
        const auto made = Trace::fromArrays(fullArrays(), 2, info);
        trace::writeTrace(path, *made);
        const auto read = Trace::open(path);

        const auto a = fullArrays();
        QVERIFY(std::ranges::equal(read->logits(), a.logits));
        QVERIFY(std::ranges::equal(read->labels(), a.labels));
        QVERIFY(std::ranges::equal(read->exitLayer(), a.exitLayer));
        QVERIFY(std::ranges::equal(read->example(), a.example));
        QVERIFY(std::ranges::equal(read->position(), a.position));
        QVERIFY(std::ranges::equal(read->length(), a.length));
        QVERIFY(std::ranges::equal(read->similarity(), a.similarity));
        QVERIFY(std::ranges::equal(read->learned(), a.learned));
        QVERIFY(std::ranges::equal(read->layerFlops(), a.layerFlops));
        QVERIFY(std::ranges::equal(read->embedding(), a.embedding));
        QCOMPARE(read->embeddingWidth(), 2);
        QCOMPARE(read->examples(), 3);
        QCOMPARE(read->text(0), std::string_view("a\tb"));
        QCOMPARE(read->text(1), std::string_view(""));
        QCOMPARE(read->text(2), std::string_view("cd"));
        QCOMPARE(read->info().task, info.task);
        QVERIFY(read->info().labelNames == info.labelNames);
        QCOMPARE(read->info().modelName, info.modelName);
        QCOMPARE(read->info().modelSha256, info.modelSha256);
        QCOMPARE(read->info().datasetName, info.datasetName);
        QCOMPARE(read->info().datasetSha256, info.datasetSha256);
        QVERIFY(read->info().extra == info.extra);
    }

    void aNameThatIsNotUtf8IsStillWritten()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.trace").toStdString();
        trace::TraceInfo info;
        info.datasetName = "caf\xe9.tsv";
        trace::writeTrace(path, *Trace::fromArrays(fullArrays(), 2, info));
        QCOMPARE(Trace::open(path)->info().datasetName, std::string("caf\xef\xbf\xbd.tsv"));
    }

    void regressionAndNanLogits()
    {
        Trace::Arrays a;
        a.logits = { 1, std::numeric_limits<float>::quiet_NaN(), 2, 3 };
        a.targets = { 1.5F, std::numeric_limits<float>::quiet_NaN() };
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.trace").toStdString();
        trace::writeTrace(path, *Trace::fromArrays(a, 1, {}));
        const auto read = Trace::open(path);
        QVERIFY(read->isRegression() && read->hasLabels());
        QVERIFY(read->labels().empty());
        QCOMPARE(read->targets()[0], 1.5F);
        QVERIFY(std::isnan(read->logits(0, 1)[0]));
    }

    void badArraysAreRefused_data()
    {
        QTest::addColumn<ArraysEdit>("edit");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, ArraysEdit edit, const char* word) {
            QTest::newRow(name) << std::move(edit) << QString::fromUtf8(word);
        };
        row("label too large", [](auto& a) { a.labels[1] = 2; }, "\"labels\": is 2 at unit 1; use 0 to 1, or -1");
        row("label below -1", [](auto& a) { a.labels[0] = -2; }, "is -2 at unit 0");
        row("labels too short", [](auto& a) { a.labels.pop_back(); }, "has 2 values, should have 3");
        row("targets for classes", [](auto& a) { a.targets = { 1, 2, 3 }; }, "is for regression");
        row("layers from 0", [](auto& a) { a.exitLayer = { 0, 1 }; }, "is 0 at exit 1; layers count from 1");
        row("layers repeated", [](auto& a) { a.exitLayer = { 2, 2 }; }, "is 2 at exit 2");
        row("example falls", [](auto& a) { a.example = { 0, 2, 1 }; }, "falls from 2 to 1 after unit 1");
        row("example negative", [](auto& a) { a.example = { -1, 0, 1 }; }, "examples count from 0");
        row("example out of range", [](auto& a) { a.example = { 0, 1, 3 }; }, "names 4 examples");
        row("example huge", [](auto& a) { a.example[2] = std::numeric_limits<std::int64_t>::max(); }, "names example");
        row("position negative", [](auto& a) { a.position[2] = -1; }, "\"position\": is -1 at entry 2");
        row("length negative", [](auto& a) { a.length[1] = -3; }, "\"length\": is -3 at entry 1");
        row("lengths too few", [](auto& a) { a.length.pop_back(); }, "names 3 examples, but the tensors per example hold 2");
        row("similarity size", [](auto& a) { a.similarity.pop_back(); }, "\"similarity\": has 5 values, should have 6");
        row("learned size", [](auto& a) { a.learned.pop_back(); }, "\"learned\": has 5 values");
        row("flops size", [](auto& a) { a.layerFlops.pop_back(); }, "\"layer_flops\": has 5 values");
        row("flops fall", [](auto& a) { a.layerFlops[3] = 7; }, "falls or is no number at example 1, exit 2");
        row("flops NaN", [](auto& a) { a.layerFlops[0] = NAN; }, "falls or is no number at example 0, exit 1");
        row("embedding size", [](auto& a) { a.embedding.pop_back(); }, "\"embedding\": has 5 values, which is not one row");
        row("embedding NaN", [](auto& a) { a.embedding[3] = NAN; }, "\"embedding\": is not a finite number at example 1");
        row("text offsets fall", [](auto& a) { a.textOffset = { 0, 4, 3, 5 }; }, "does not ascend");
        row("text offsets outside", [](auto& a) { a.textOffset[3] = 6; }, "does not ascend within the 5 bytes");
        row("no logits", [](auto& a) { a.logits.clear(); }, "holds no units");
        row("ragged logits", [](auto& a) { a.logits.pop_back(); }, "is not units");
    }

    void badArraysAreRefused()
    {
        QFETCH(ArraysEdit, edit);
        QFETCH(QString, word);
        auto arrays = fullArrays();
        QVERIFY(Trace::fromArrays(arrays, 2, {}));
        edit(arrays);
        try {
            (void)Trace::fromArrays(arrays, 2, {});
        } catch (const InputError& error) {
            const auto text = QString::fromUtf8(error.what());
            QVERIFY2(text.contains(word), qPrintable(text));
            return;
        }
        QFAIL("accepted");
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<FileEdit>("edit");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, FileEdit edit, const char* word) {
            QTest::newRow(name) << std::move(edit) << QString::fromUtf8(word);
        };
        row("no logits", [](auto& t, auto&) { t.pop_back(); }, "has no tensor \"logits\"");
        row("logits of doubles",
            [](auto& t, auto&) { t[1] = { { "logits", io::DType::F64, { 1, 1, 2 } }, bytesOf<double>({ 1, 2 }) }; },
            "\"logits\": is F64, should be F32");
        row("flat logits", [](auto& t, auto&) { t[1].first.shape = { 4, 2 }; }, "should be [units, exits, classes]");
        row("no exits",
            [](auto& t, auto&) { t[1] = { { "logits", io::DType::F32, { 2, 0, 2 } }, {} }; }, "holds no units, exits");
        row("labels of floats",
            [](auto& t, auto&) { t[0] = { { "labels", io::DType::F32, { 2 } }, bytesOf<float>({ 1, 2 }) }; },
            "\"labels\": is F32, should be I64");
        row("labels too many",
            [](auto& t, auto&) { t[0] = { { "labels", io::DType::I64, { 3 } }, bytesOf<std::int64_t>({ 0, 1, 1 }) }; },
            "\"labels\": has shape [3], should be [U] of logits [2, 2, 2]");
        row("exit_layer too short",
            [](auto& t, auto&) { t.push_back({ { "exit_layer", io::DType::I32, { 1 } }, bytesOf<std::int32_t>({ 1 }) }); },
            "\"exit_layer\": has shape [1], should be [E]");
        row("similarity turned round",
            [](auto& t, auto&) {
                t.push_back({ { "similarity", io::DType::F32, { 4, 1 } }, bytesOf<float>({ 1, 1, 1, 1 }) });
            },
            "\"similarity\": has shape [4, 1]");
        row("embedding of another number of examples",
            [](auto& t, auto&) {
                t.push_back({ { "embedding", io::DType::F32, { 1, 2 } }, bytesOf<float>({ 1, 1 }) });
            },
            "\"embedding\": has 2 values, which is not one row for each of the 2 examples");
        row("flat embedding",
            [](auto& t, auto&) { t.push_back({ { "embedding", io::DType::F32, { 2 } }, bytesOf<float>({ 1, 1 }) }); },
            "\"embedding\": has shape [2], should be [N, D]");
        row("text without offsets",
            [](auto& t, auto&) { t.push_back({ { "text", io::DType::U8, { 2 } }, { 'a', 'b' } }); },
            "comes without \"text_offset\"");
        row("a newer format", [](auto&, auto& m) { m["exitscope_format"] = "2"; }, "is a trace of format 2");
        row("label names no list", [](auto&, auto& m) { m["label_names"] = "a, b"; }, "not a JSON list of strings");
        row("label names too many", [](auto&, auto& m) { m["label_names"] = R"(["a","b","c"])"; }, "has 3 names for 2 classes");
    }

    void badFilesAreRefused()
    {
        QFETCH(FileEdit, edit);
        QFETCH(QString, word);
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("bad.trace").toStdString();
        auto tensors = minimalTensors();
        Metadata metadata { { "exitscope_format", "1" } };
        edit(tensors, metadata);
        save(path, tensors, metadata);
        try {
            (void)Trace::open(path);
        } catch (const InputError& error) {
            const auto text = QString::fromUtf8(error.what());
            QVERIFY2(text.contains(word), qPrintable(text));
            QVERIFY2(text.contains(QStringLiteral("bad.trace")), qPrintable(text));
            return;
        }
        QFAIL("accepted");
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "tst_trace.moc"

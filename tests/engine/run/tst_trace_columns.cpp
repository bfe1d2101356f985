#include "core/engine/engine.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/safetensors.h"
#include "core/trace/trace.h"
#include "tests/engine/support/fake_checkpoint.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <cmath>

using namespace exitscope;
using exitscope::test::FakeCheckpoint;

namespace {

constexpr std::int64_t words = 60, hidden = 32;

/// Word k of the vocabulary is "wk" from 5 on; every sentence has other words, and a few more than the last.
std::string sentences(int rows)
{
    std::string table = "sentence\tlabel\n";
    for (int row = 0; row < rows; ++row) {
        for (int word = 0; word <= row % 9; ++word)
            table += (word ? " w" : "w") + std::to_string(5 + (row * 7 + word * 11) % 55);
        table += "\t" + std::to_string(row % 3) + "\n";
    }
    return table;
}

std::vector<std::size_t> idsOf(int row)
{
    std::vector<std::size_t> ids { 2 };
    for (int word = 0; word <= row % 9; ++word)
        ids.push_back(static_cast<std::size_t>(5 + (row * 7 + word * 11) % 55));
    ids.push_back(3);
    return ids;
}

std::string learnedKind(const trace::Trace& trace)
{
    for (const auto& [key, value] : trace.info().extra)
        if (key == "learned_kind")
            return value;
    return {};
}

} // namespace

/// The columns of a trace that only some models or requests have.
class TestTraceColumns : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    engine::TraceRequest requestFor(const FakeCheckpoint& fake, int rows, io::DType dtype = io::DType::F32)
    {
        const std::filesystem::path folder = m_folder.filePath(QString::number(++m_count)).toStdString();
        fake.write(folder / "model", dtype);
        std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
        for (int word = 5; word < words; ++word)
            vocabulary += "w" + std::to_string(word) + "\n";
        io::writeFileAtomically(folder / "model/vocab.txt", vocabulary);
        io::writeFileAtomically(folder / "data.tsv", sentences(rows));
        engine::TraceRequest request;
        request.model = folder / "model";
        request.data = folder / "data.tsv";
        request.output = folder / "out.trace";
        request.threads = 2;
        request.packTokens = 64;
        return request;
    }

    static std::shared_ptr<const trace::Trace> traced(const engine::TraceRequest& request)
    {
        engine::loadEngine()->trace(request, {});
        return trace::Trace::open(request.output);
    }

private Q_SLOTS:
    void learnedScores_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::newRow("lte") << "lte";
        QTest::newRow("classifier") << "classifier";
    }

    /// A module that sees nothing but its bias gives every unit the same: the sign and the last exit are what count.
    void learnedScores()
    {
        QFETCH(QString, kind);
        FakeCheckpoint fake = test::fakeOwnExits({}, { 1, 3 });
        QVERIFY(traced(requestFor(fake, 20))->learned().empty());
        fake.config["exit_module"] = kind.toStdString();
        fake.tensors["exit_module.weight"] = { { 1, hidden }, std::vector<float>(hidden, 0.0F) };
        fake.tensors["exit_module.bias"] = { { 1 }, { -1.5F } };
        const auto trace = traced(requestFor(fake, 20));
        QCOMPARE(learnedKind(*trace), kind.toStdString());
        QCOMPARE(trace->learned().size(), std::size_t { 40 });
        const double chance = 1 / (1 + std::exp(1.5));
        const bool isLte = kind == QLatin1String("lte");
        for (std::size_t i = 0; i < 40; ++i) {
            const double expected = isLte ? 1 - chance : i % 2 ? 1 : chance;
            QVERIFY(std::fabs(trace->learned()[i] - expected) < 1e-6);
        }
    }

    void embeddingsAreMeansOfTheWords_data()
    {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("F32") << int(io::DType::F32) << 1e-6;
        QTest::newRow("F16") << int(io::DType::F16) << 1e-3;
    }

    void embeddingsAreMeansOfTheWords()
    {
        QFETCH(int, dtype);
        QFETCH(double, tolerance);
        const FakeCheckpoint fake = test::fakeBert();
        auto request = requestFor(fake, 50, io::DType(dtype));
        QVERIFY(traced(request)->embedding().empty());
        request.withEmbeddings = true;
        const auto trace = traced(request);
        QCOMPARE(trace->embeddingWidth(), hidden);
        const auto& table = fake.tensors.at("bert.embeddings.word_embeddings.weight").values;
        for (int row = 0; row < 50; ++row) {
            const auto ids = idsOf(row);
            for (std::size_t d = 0; d < hidden; ++d) {
                double mean = 0;
                for (const std::size_t id : ids)
                    mean += table[id * hidden + d] / static_cast<double>(ids.size());
                const float found = trace->embedding()[static_cast<std::size_t>(row) * hidden + d];
                QVERIFY2(std::fabs(found - mean) < tolerance, qPrintable(QStringLiteral("row %1").arg(row)));
            }
        }
    }

    void aPartWithoutEmbeddingsIsNotContinued()
    {
        auto request = requestFor(test::fakeBert(), 400);
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            if (std::string(progress.unit) == "examples" && progress.done > 100)
                stop.request_stop();
        };
        QCOMPARE(engine::loadEngine()->trace(request, job).end, JobEnd::Cancelled);
        request.withEmbeddings = true;
        QCOMPARE(engine::loadEngine()->trace(request, {}).resumedUnits, std::int64_t { 0 });
        QCOMPARE(trace::Trace::open(request.output)->embedding().size(), std::size_t { 400 * hidden });
    }

    void aCancelledTraceWithEmbeddingsContinues()
    {
        auto request = requestFor(test::fakeBert(), 400);
        request.withEmbeddings = true;
        traced(request);
        const auto expected = io::readWholeFile(request.output);
        request.output = request.output.parent_path() / "again.trace";
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            if (std::string(progress.unit) == "examples" && progress.done > 100)
                stop.request_stop();
        };
        QCOMPARE(engine::loadEngine()->trace(request, job).end, JobEnd::Cancelled);
        QVERIFY(engine::loadEngine()->trace(request, {}).resumedUnits > 100);
        QVERIFY(io::readWholeFile(request.output) == expected);
    }
};

QTEST_GUILESS_MAIN(TestTraceColumns)
#include "tst_trace_columns.moc"

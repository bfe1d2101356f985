#include "core/error.h"
#include "core/trace/trace_writer.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fstream>
#include <stdexcept>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace exitscope;
using trace::TraceChunk;
using trace::TracePlan;
using trace::TraceWriter;

namespace {

constexpr std::int64_t units = 5000;

TracePlan planOf(const std::string& identity)
{
    TracePlan plan;
    plan.units = units;
    plan.exits = 3;
    plan.classes = 2;
    plan.exitLayer = { 1, 2, 4 };
    plan.withLabels = plan.withSimilarity = true;
    plan.embeddingWidth = 2;
    plan.textOffset.assign(units + 1, 0);
    for (std::int64_t u = 0; u <= units; ++u)
        plan.textOffset[static_cast<std::size_t>(u)] = u;
    plan.length.assign(units, 7);
    plan.info.task = "sst-2";
    plan.identity = identity;
    return plan;
}

float valueAt(std::int64_t unit, std::size_t entry)
{
    return static_cast<float>(unit) + 0.125F * static_cast<float>(entry);
}

/// Units in an order that is not theirs, as packs of equal length bring them.
TraceChunk chunkFrom(std::int64_t first, std::int64_t count)
{
    TraceChunk chunk;
    for (std::int64_t i = first; i < first + count; ++i) {
        const std::int64_t unit = (i * 7) % units;
        chunk.units.push_back(unit);
        for (std::size_t entry = 0; entry < 6; ++entry)
            chunk.logits.push_back(valueAt(unit, entry));
        for (std::size_t entry = 0; entry < 3; ++entry)
            chunk.similarity.push_back(-valueAt(unit, entry));
        chunk.embedding.insert(chunk.embedding.end(), { valueAt(unit, 8), valueAt(unit, 16) });
    }
    return chunk;
}

void setStatics(TraceWriter& writer)
{
    std::vector<std::int64_t> labels(units);
    std::vector<std::uint8_t> text(units);
    for (std::int64_t u = 0; u < units; ++u) {
        labels[static_cast<std::size_t>(u)] = u % 2;
        text[static_cast<std::size_t>(u)] = static_cast<std::uint8_t>('a' + u % 26);
    }
    writer.setLabels(labels);
    writer.setText(text);
}

void writeMissing(TraceWriter& writer)
{
    for (std::int64_t first = 0; first < units; first += 50) {
        auto chunk = chunkFrom(first, 50);
        if (!writer.present()[static_cast<std::size_t>(chunk.units.front())])
            writer.write(chunk);
    }
}

bool isComplete(const std::filesystem::path& path)
{
    const auto trace = trace::Trace::open(path);
    for (std::int64_t u = 0; u < units; ++u) {
        for (std::size_t entry = 0; entry < 6; ++entry)
            if (trace->logits()[static_cast<std::size_t>(u) * 6 + entry] != valueAt(u, entry))
                return false;
        for (std::size_t entry = 0; entry < 3; ++entry)
            if (trace->similarity()[static_cast<std::size_t>(u) * 3 + entry] != -valueAt(u, entry))
                return false;
        const auto embedding = trace->embedding().subspan(static_cast<std::size_t>(u) * 2, 2);
        if (embedding[0] != valueAt(u, 8) || embedding[1] != valueAt(u, 16))
            return false;
        if (trace->labels()[static_cast<std::size_t>(u)] != u % 2 || trace->text(u).size() != 1)
            return false;
    }
    return trace->info().task == "sst-2" && trace->exitLayer()[2] == 4;
}

std::filesystem::path beside(std::filesystem::path path, const char* suffix)
{
    path += suffix;
    return path;
}

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), {} };
}

/// What a process may write to one file, for the life of the object.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit now { bytes, m_before.rlim_max };
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    ~FileSizeLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before {};
};

} // namespace

class TestTraceWriter : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;
    std::filesystem::path fresh()
    {
        return m_folder.filePath(QStringLiteral("t%1.trace").arg(++m_count)).toStdString();
    }

private Q_SLOTS:
    void chunksInAnyOrderFromSeveralThreads()
    {
        const auto path = fresh();
        {
            TraceWriter writer(path, planOf("a"));
            QCOMPARE(writer.presentCount(), 0);
            setStatics(writer);
            {
                std::vector<std::jthread> threads;
                for (std::int64_t part = 0; part < 4; ++part)
                    threads.emplace_back([&, part] {
                        for (std::int64_t first = part * 50; first < units; first += 200)
                            writer.write(chunkFrom(first, 50));
                    });
            }
            QVERIFY(!std::filesystem::exists(path));
            writer.finish();
        }
        QVERIFY(isComplete(path));
        QVERIFY(!std::filesystem::exists(beside(path, ".part")));
        QVERIFY(!std::filesystem::exists(beside(path, ".journal")));
    }

    void aCancelledRunContinues()
    {
        const auto path = fresh();
        {
            TraceWriter writer(path, planOf("a"));
            writer.write(chunkFrom(0, 2000));
        }
        QVERIFY(!std::filesystem::exists(path));
        {
            TraceWriter writer(path, planOf("a"));
            QCOMPARE(writer.presentCount(), 2000);
            setStatics(writer);
            writeMissing(writer);
            writer.finish();
        }
        QVERIFY(isComplete(path));
    }

    void anotherIdentityStartsAfresh()
    {
        const auto path = fresh();
        {
            TraceWriter writer(path, planOf("a"));
            writer.write(chunkFrom(0, 2000));
        }
        TraceWriter other(path, planOf("b"));
        QCOMPARE(other.presentCount(), 0);
        other.discard();
        QVERIFY(!std::filesystem::exists(beside(path, ".part")));
        QVERIFY(!std::filesystem::exists(beside(path, ".journal")));
    }

    void twoWritersOfOneTraceAreRefused()
    {
        const auto path = fresh();
        TraceWriter writer(path, planOf("a"));
        QVERIFY_THROWS_EXCEPTION(IoError, TraceWriter(path, planOf("a")));
        writer.discard();
    }

    void aKilledRunContinuesAndEndsTheSame()
    {
        const auto undisturbed = fresh();
        {
            TraceWriter writer(undisturbed, planOf("a"));
            setStatics(writer);
            writeMissing(writer);
            writer.finish();
        }
        const auto path = fresh();
        const pid_t child = ::fork();
        if (child == 0) {
            TraceWriter writer(path, planOf("a"));
            setStatics(writer);
            for (std::int64_t first = 0;; first = (first + 50) % (units / 2)) {
                writer.write(chunkFrom(first, 50));
                ::usleep(1000);
            }
        }
        QVERIFY(child > 0);
        ::usleep(1'300'000); // two syncs of half a second
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        QVERIFY(!std::filesystem::exists(path));
        {
            TraceWriter writer(path, planOf("a"));
            QVERIFY(writer.presentCount() > 0 && writer.presentCount() < units);
            setStatics(writer);
            writeMissing(writer);
            writer.finish();
        }
        QVERIFY(contentOf(path) == contentOf(undisturbed));
    }

    void aTornJournalLosesItsLastRecordOnly()
    {
        const auto path = fresh();
        {
            TraceWriter writer(path, planOf("a"));
            writer.write(chunkFrom(0, 2000));
        }
        {
            TraceWriter writer(path, planOf("a"));
            writer.write(chunkFrom(2000, 500));
        }
        const auto journal = beside(path, ".journal");
        std::filesystem::resize_file(journal, std::filesystem::file_size(journal) - 9);
        {
            TraceWriter writer(path, planOf("a"));
            QCOMPARE(writer.presentCount(), 2000);
            writer.write(chunkFrom(2000, 500)); // lands after the last whole record
        }
        TraceWriter writer(path, planOf("a"));
        QCOMPARE(writer.presentCount(), 2500);
        writer.discard();
    }

    void aJournalWithoutItsPartCountsForNothing()
    {
        const auto path = fresh();
        {
            TraceWriter writer(path, planOf("a"));
            writer.write(chunkFrom(0, 2000));
        }
        std::filesystem::remove(beside(path, ".part"));
        {
            TraceWriter writer(path, planOf("a"));
            QCOMPARE(writer.presentCount(), 0);
        }
        TraceWriter writer(path, planOf("a")); // the stale records are gone from the journal, too
        QCOMPARE(writer.presentCount(), 0);
        writer.discard();
    }

    void aFullDiskIsNoticedBeforeTheWork()
    {
        const auto path = fresh();
        {
            const FileSizeLimit limit(100'000);
            QVERIFY_THROWS_EXCEPTION(IoError, TraceWriter(path, planOf("a")));
        }
        for (const char* suffix : { "", ".part", ".journal" })
            QVERIFY2(!std::filesystem::exists(beside(path, suffix)), suffix);
    }

    void aDiskThatFillsUpLeavesNothingUnderTheName()
    {
        const auto path = fresh();
        {
            TraceWriter writer(path, planOf("a"));
            writer.write(chunkFrom(0, 2000));
            const FileSizeLimit limit(50'000);
            bool failed = false;
            try {
                writeMissing(writer);
            } catch (const IoError& error) {
                failed = QString::fromUtf8(error.what()).contains(QString::fromStdString(path.filename().string()));
            }
            QVERIFY(failed);
        }
        QVERIFY(!std::filesystem::exists(path));
        TraceWriter writer(path, planOf("a"));
        QVERIFY(writer.presentCount() <= 2000);
        setStatics(writer);
        writeMissing(writer);
        writer.finish();
        QVERIFY(isComplete(path));
    }

    void anUnfinishedTraceIsNotFinished()
    {
        const auto path = fresh();
        TraceWriter writer(path, planOf("a"));
        setStatics(writer);
        writer.write(chunkFrom(0, 100));
        QVERIFY_THROWS_EXCEPTION(std::logic_error, writer.finish());
        writer.discard();
    }

    void misshapenChunksAreRefused()
    {
        const auto path = fresh();
        TraceWriter writer(path, planOf("a"));
        auto chunk = chunkFrom(0, 2);
        chunk.logits.pop_back();
        QVERIFY_THROWS_EXCEPTION(std::logic_error, writer.write(chunk));
        chunk = chunkFrom(0, 2);
        chunk.units[0] = units;
        QVERIFY_THROWS_EXCEPTION(std::logic_error, writer.write(chunk));
        writer.discard();
    }
};

QTEST_APPLESS_MAIN(TestTraceWriter)
#include "tst_trace_writer.moc"

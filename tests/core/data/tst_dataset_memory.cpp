#include "tests/core/data/dataset_fixture.h"

#include "core/io/safetensors.h"

#include <QTest>

#include <zlib.h>

#include <fstream>
#include <numeric>

using namespace exitscope;
using data::DatasetReader;

namespace {
constexpr std::int64_t fileBytes = std::int64_t { 64 } << 20;
constexpr std::int64_t allowedGrowth = std::int64_t { 16 } << 20;

std::int64_t statusBytes(const std::string& key)
{
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line))
        if (line.starts_with(key))
            return std::stoll(line.substr(key.size() + 1)) * 1024;
    return -1;
}

/// Highest resident size while `work` runs, above what it was before. The kernel's mark is reset by
/// writing 5.
template <typename Work> std::int64_t growthDuring(Work work)
{
    std::ofstream("/proc/self/clear_refs") << "5";
    const std::int64_t before = statusBytes("VmRSS:");
    work();
    return statusBytes("VmHWM:") - before;
}

std::string rowOf(const char* format, std::int64_t index)
{
    const std::string words = "a sentence of some length that is number " + std::to_string(index);
    const std::string label = std::to_string(index % 2);
    if (std::string_view(format) == "jsonl")
        return R"({"sentence":")" + words + R"(","label":)" + label + "}\n";
    if (std::string_view(format) == "json")
        return (index == 0 ? "[" : ",") + (R"({"sentence":")" + words + R"(","label":)" + label + "}\n");
    const char* separator = std::string_view(format) == "csv" ? "," : "\t";
    return "\"" + words + "\"" + separator + label + "\n";
}
} // namespace

class TestDatasetMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFileIsNeverInMemory_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("tsv") << QByteArray("big.tsv");
        QTest::newRow("csv") << QByteArray("big.csv");
        QTest::newRow("jsonl") << QByteArray("big.jsonl");
        QTest::newRow("json") << QByteArray("big.json");
        QTest::newRow("tsv.gz") << QByteArray("big.tsv.gz");
    }

    void aFileIsNeverInMemory()
    {
        QFETCH(QByteArray, name);
        test::Folder folder;
        const auto path = folder.path(name.toStdString());
        const std::string format = QString::fromUtf8(name).section(QLatin1Char('.'), 1, 1).toStdString();
        std::int64_t rows = 0;
        {
            // Mode "T" writes without compression, so that one writer serves both.
            const gzFile file = gzopen(path.c_str(), name.endsWith(".gz") ? "wb1" : "wbT");
            QVERIFY(file);
            std::string text = format == "tsv" ? "sentence\tlabel\n"
                : format == "csv"              ? "sentence,label\n"
                                               : "";
            for (std::int64_t written = 0; written < fileBytes;
                 written += static_cast<std::int64_t>(text.size()), text.clear()) {
                while (text.size() < 1 << 20)
                    text += rowOf(format.c_str(), rows++);
                QCOMPARE(gzwrite(file, text.data(), static_cast<unsigned>(text.size())),
                    static_cast<int>(text.size()));
            }
            if (format == "json")
                gzputs(file, "]\n");
            gzclose(file);
        }
        std::int64_t read = 0;
        const std::int64_t growth = growthDuring([&] {
            const auto reader = DatasetReader::open(path);
            data::Example example;
            while (reader->next(example))
                ++read;
        });
        QCOMPARE(read, rows);
        QVERIFY2(growth >= 0 && growth < allowedGrowth, qPrintable(QString::number(growth)));
    }

    void mappedTokensAreGivenBack()
    {
        test::Folder folder;
        const auto path = folder.path("big.safetensors");
        constexpr std::int64_t width = 64;
        constexpr std::int64_t rows = fileBytes / 2 / (width * 8);
        {
            std::vector<std::int64_t> ids(static_cast<std::size_t>(rows * width), 7);
            const std::vector<std::int64_t> mask(ids.size(), 1);
            const std::vector<io::TensorSpec> specs { { "input_ids", io::DType::I64, { rows, width } },
                { "attention_mask", io::DType::I64, { rows, width } } };
            const std::vector<std::span<const std::byte>> bytes { std::as_bytes(std::span(ids)),
                std::as_bytes(std::span(mask)) };
            io::writeSafetensors(path, specs, bytes);
        }
        std::int64_t tokens = 0;
        const std::int64_t growth = growthDuring([&] {
            const auto reader = DatasetReader::open(path);
            data::Example example;
            while (reader->next(example))
                tokens += std::accumulate(example.ids.begin(), example.ids.end(), std::int64_t { 0 }) / 7;
        });
        QCOMPARE(tokens, rows * width);
        QVERIFY2(growth >= 0 && growth < allowedGrowth, qPrintable(QString::number(growth)));
    }
};

QTEST_APPLESS_MAIN(TestDatasetMemory)
#include "tst_dataset_memory.moc"

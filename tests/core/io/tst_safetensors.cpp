#include "core/error.h"
#include "core/io/safetensors.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstring>

using namespace exitscope;

namespace {
std::string fileOf(const std::string& header, const std::string& data)
{
    std::string bytes(8, '\0');
    const std::uint64_t size = header.size();
    std::memcpy(bytes.data(), &size, 8);
    return bytes + header + data;
}
} // namespace

class TestSafetensors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRoundTripChangesNothing()
    {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.safetensors").toStdString();
        const std::vector<float> a { 1, 2, 3, 4, 5, 6 };
        const std::vector<std::int64_t> b { -1, 7 };
        const std::vector<io::TensorSpec> specs { { "a", io::DType::F32, { 2, 3 } }, { "b", io::DType::I64, { 2 } } };
        const std::vector<std::span<const std::byte>> data { std::as_bytes(std::span(a)), std::as_bytes(std::span(b)) };
        io::writeSafetensors(path, specs, data, { { "task", "sst-2" } });

        const auto file = io::SafetensorsFile::open(path);
        QCOMPARE(file->tensors().size(), std::size_t { 2 });
        QCOMPARE(file->metadata().at("task"), std::string("sst-2"));
        const auto* tensor = file->find("a");
        QVERIFY(tensor && tensor->shape == std::vector<std::int64_t>({ 2, 3 }));
        QVERIFY(std::ranges::equal(tensor->as<float>(), a));
        QVERIFY(std::ranges::equal(file->find("b")->as<std::int64_t>(), b));
        QVERIFY(!file->find("c"));
    }

    /// Writers need not pad the header, and a byte tensor may stand before one of floats.
    void dataThatIsNotAlignedIsRead()
    {
        for (std::size_t padding = 0; padding < 8; ++padding) {
            const float values[] = { 1.5F, -2.25F };
            std::string data("xyz");
            data.append(reinterpret_cast<const char*>(values), sizeof values);
            const std::string header = R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},)"
                                      R"("b":{"dtype":"F32","shape":[2],"data_offsets":[3,11]}})"
                + std::string(padding, ' ');
            QTemporaryDir folder;
            const std::filesystem::path path = folder.filePath("odd.safetensors").toStdString();
            io::writeFileAtomically(path, fileOf(header, data));
            const auto file = io::SafetensorsFile::open(path);
            const auto found = file->find("b")->as<float>();
            QVERIFY(reinterpret_cast<std::uintptr_t>(found.data()) % alignof(float) == 0);
            QVERIFY(std::ranges::equal(found, values));
            QCOMPARE(file->find("a")->bytes[2], std::byte { 'z' });
        }
    }

    void badFilesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, const std::string& bytes, const char* word) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << QString::fromLatin1(word);
        };
        row("empty", "", "too short");
        row("oversized header", std::string("\xff\xff\xff\xff\xff\xff\xff\x7f{}", 10), "header claims");
        row("no JSON", fileOf("{\"a\"   ", ""), "not a JSON object");
        row("truncated data", fileOf(R"({"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}         )", "12345678"),
            "lie outside");
        row("shape against bytes",
            fileOf(R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}           )", "12345678"), "does not take");
        row("huge shape",
            fileOf(R"({"a":{"dtype":"F32","shape":[4294967296,4294967296,8],"data_offsets":[0,8]}})", "12345678"),
            "does not take");
        row("negative shape",
            fileOf(R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", "12345678"), "non-negative");
        row("unknown dtype",
            fileOf(R"({"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}})", "12345678"), "unknown dtype");
        row("overlap",
            fileOf(R"({"a":{"dtype":"U8","shape":[6],"data_offsets":[0,6]},"b":{"dtype":"U8","shape":[6],"data_offsets":[2,8]}})",
                "12345678"),
            "overlap");
        row("twice",
            fileOf(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"a":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
                "12345678"),
            "listed twice");
        row("offsets reversed",
            fileOf(R"({"a":{"dtype":"U8","shape":[4],"data_offsets":[8,4]}})", "12345678"), "lie outside");
    }

    void badFilesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, word);
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("bad.safetensors").toStdString();
        io::writeFileAtomically(path, bytes.toStdString());
        try {
            io::SafetensorsFile::open(path);
            QFAIL("was accepted");
        } catch (const InputError& error) {
            const QString what = QString::fromUtf8(error.what());
            QVERIFY2(what.contains(word), qPrintable(what));
            QVERIFY2(what.contains(QStringLiteral("bad.safetensors")), qPrintable(what));
        }
    }
};

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"

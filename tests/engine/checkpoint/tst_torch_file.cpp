#include "core/engine/checkpoint/torch_file.h"
#include "core/engine/checkpoint/weight_table.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "tests/engine/support/torch_writer.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <random>

using namespace exitscope;
using namespace exitscope::engine;
using exitscope::test::PickleBuilder;

namespace {

std::string floats(const std::vector<float>& values)
{
    return { reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float) };
}

/// Touches every byte, so that a view outside the map is a crash (or a report of the address sanitizer).
unsigned sumOf(const TorchFile& file)
{
    unsigned sum = 0;
    for (const auto& tensor : file.tensors())
        for (const auto byte : tensor.bytes)
            sum += std::to_integer<unsigned>(byte);
    return sum;
}

} // namespace

class TestTorchFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path written(const std::string& bytes)
    {
        const std::filesystem::path path = m_folder.filePath(QStringLiteral("model.bin")).toStdString();
        std::ofstream(path, std::ios::binary) << bytes; // no fsync: a thousand files are written here
        return path;
    }

    QString errorOf(const std::string& bytes)
    {
        try {
            (void)sumOf(*TorchFile::open(written(bytes)));
        } catch (const InputError& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }

private Q_SLOTS:
    void bothFormsEqualTheSafetensors_data()
    {
        QTest::addColumn<QString>("file");
        for (const char* file : { "deebert/pytorch_model.bin", "elasticbert/pytorch_model.bin",
                 "pabee-albert/pytorch_model.bin", "pabee-albert/pytorch_model_legacy.bin" })
            QTest::newRow(file) << QString::fromLatin1(file);
    }

    void bothFormsEqualTheSafetensors()
    {
        QFETCH(QString, file);
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        const auto path = golden / file.toStdString();
        const auto ours = WeightTable::openFile(path);
        const auto expected = WeightTable::open(path.parent_path());
        QCOMPARE(expected.files().front().filename().string(), std::string("model.safetensors"));
        QCOMPARE(ours.weights().size(), expected.weights().size());
        for (const auto& [name, weight] : expected.weights()) {
            const Weight* found = ours.find(name);
            QVERIFY2(found, name.c_str());
            QCOMPARE(found->tensor.shape, weight.tensor.shape);
            QCOMPARE(found->tensor.dtype, weight.tensor.dtype);
            QVERIFY2(std::ranges::equal(found->tensor.bytes, weight.tensor.bytes), name.c_str());
        }
    }

    void windowsOfAStorageAreHonoured()
    {
        const auto pickle = PickleBuilder()
                                .raw("}(")
                                .text("whole")
                                .tensor("0", 6, 0, { 2, 3 }, { 3, 1 })
                                .text("transposed")
                                .tensor("0", 6, 0, { 3, 2 }, { 1, 3 })
                                .text("column")
                                .tensor("0", 6, 1, { 2, 1 }, { 3, 1 })
                                .text("empty")
                                .tensor("0", 6, 6, { 0, 3 }, { 3, 1 })
                                .text("scalar")
                                .tensor("0", 6, 5, {}, {})
                                .raw("u")
                                .finish();
        const auto file
            = TorchFile::open(written(test::torchZipOf(pickle, { floats({ 1, 2, 3, 4, 5, 6 }) })));
        const auto valuesOf = [&](std::size_t i) {
            const auto values = file->tensors().at(i).as<float>();
            return std::vector<float>(values.begin(), values.end());
        };
        QCOMPARE(valuesOf(0), std::vector<float>({ 1, 2, 3, 4, 5, 6 }));
        QCOMPARE(valuesOf(1), std::vector<float>({ 1, 4, 2, 5, 3, 6 }));
        QCOMPARE(valuesOf(2), std::vector<float>({ 2, 5 }));
        QCOMPARE(valuesOf(3), std::vector<float>());
        QCOMPARE(valuesOf(4), std::vector<float>({ 6 }));
        QCOMPARE(file->tensors()[1].shape, std::vector<std::int64_t>({ 3, 2 }));
    }

    void whatIsNoStateDictIsRefused_data()
    {
        QTest::addColumn<QByteArray>("pickle");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, const PickleBuilder& pickle, const char* word) {
            QTest::newRow(name) << QByteArray::fromStdString(pickle.finish()) << QString::fromLatin1(word);
        };
        row("code", PickleBuilder().global("posix", "system").raw("(").text("touch x").raw("tR"),
            "posix.system");
        row("code, protocol 4", PickleBuilder().text("builtins").text("eval").raw("\x93"), "builtins.eval");
        row("class", PickleBuilder().global("__main__", "MyModel").raw(")\x81"), "__main__.MyModel");
        row("old class", PickleBuilder().raw("(iposix\nsystem\n"), "opcode 105");
        row("a number", PickleBuilder().integer(3), "no dict of tensors");
        row("no tensor", PickleBuilder().raw("}").text("epoch").integer(3).raw("s"),
            "\"epoch\" is not a tensor");
        row("twice",
            PickleBuilder()
                .raw("}(")
                .text("a")
                .tensor("0", 4, 0, { 4 }, { 1 })
                .text("a")
                .tensor("0", 4, 0, { 4 }, { 1 })
                .raw("u"),
            "there twice");
        const auto tensor = [&](const char* name, int elements, int offset, std::vector<int> shape,
                                std::vector<int> stride, const char* word) {
            row(name,
                PickleBuilder().raw("}").text("a").tensor("0", elements, offset, shape, stride).raw("s"),
                word);
        };
        tensor("past the end", 4, 1, { 4 }, { 1 }, "does not fit its storage");
        tensor("negative offset", 4, -1, { 2 }, { 1 }, "does not fit its storage");
        tensor("negative shape", 4, 0, { -2 }, { 1 }, "does not fit its storage");
        tensor("negative stride", 4, 3, { 4 }, { -1 }, "does not fit its storage");
        tensor("expanded", 4, 0, { 1 << 30, 1 << 30, 1 << 30 }, { 0, 0, 0 }, "does not fit its storage");
        tensor("shape without strides", 4, 0, { 4 }, {}, "does not fit its storage");
        tensor("storage of another size", 5, 0, { 4 }, { 1 }, "16 bytes, not 5 elements");
        row("storage that is missing",
            PickleBuilder().raw("}").text("a").tensor("9", 4, 0, { 4 }, { 1 }).raw("s"),
            "its storage 9 is missing");
        row("stack underflow", PickleBuilder().raw("}s"), "missing on its stack");
        row("mark underflow", PickleBuilder().raw("}u"), "mark is missing");
        row("memo", PickleBuilder().raw("h\x07"), "never remembered");
        row("endless text", PickleBuilder().raw("X\xff\xff\xff\xff"), "ends too early");
        row("call of a dict", PickleBuilder().raw("})R"), "not a function");
    }

    void whatIsNoStateDictIsRefused()
    {
        QFETCH(QByteArray, pickle);
        QFETCH(QString, word);
        const QString error = errorOf(test::torchZipOf(pickle.toStdString(), { floats({ 1, 2, 3, 4 }) }));
        QVERIFY2(error.contains(word), qPrintable(error));
        QVERIFY2(error.contains(QLatin1String("model.bin")), qPrintable(error));
    }

    void compressedAndScriptedArchivesAreRefused()
    {
        const auto pickle = PickleBuilder().raw("}").finish();
        std::string zip = test::torchZipOf(pickle, {});
        QCOMPARE(errorOf(zip), QString());
        const auto entry = zip.rfind("PK\x01\x02");
        zip[entry + 10] = 8; // deflate
        QVERIFY(errorOf(zip).contains(QLatin1String("compressed")));
        const auto script = test::zipOf({ { "m/data.pkl", pickle }, { "m/constants.pkl", pickle } });
        QVERIFY(errorOf(script).contains(QLatin1String("TorchScript")));
        QVERIFY(isTorchScript(written(script)));
        QVERIFY(!isTorchScript(written(zip)));
        QVERIFY(errorOf("hello").contains(QLatin1String("neither")));
        QVERIFY(errorOf("").contains(QLatin1String("neither")));
    }

    void truncatedFilesAreRefused_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("zip") << QStringLiteral("pabee-albert/pytorch_model.bin");
        QTest::newRow("legacy") << QStringLiteral("pabee-albert/pytorch_model_legacy.bin");
    }

    void truncatedFilesAreRefused()
    {
        QFETCH(QString, file);
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        const std::string bytes = io::readWholeFile(golden / file.toStdString());
        for (std::size_t part = 0; part < 64; ++part) {
            const std::size_t length = part * (bytes.size() - 1) / 63;
            QVERIFY2(!errorOf(bytes.substr(0, length)).isEmpty(), qPrintable(QString::number(length)));
        }
    }

    void mutatedFilesNeverReadOutside_data() { truncatedFilesAreRefused_data(); }

    void mutatedFilesNeverReadOutside()
    {
        QFETCH(QString, file);
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        const std::string bytes = io::readWholeFile(golden / file.toStdString());
        // The structure lies in the first bytes (the pickle) and, of a zip, in the last (the directory).
        std::mt19937 random(7);
        int refused = 0;
        for (int round = 0; round < 400; ++round) {
            std::string mutated = bytes;
            for (unsigned change = 0; change <= random() % 4; ++change) {
                const std::size_t reach = std::min<std::size_t>(bytes.size(), 6000);
                const std::size_t at = random() % reach;
                mutated[random() % 2 ? at : bytes.size() - 1 - at] = static_cast<char>(random());
            }
            refused += !errorOf(mutated).isEmpty(); // anything but InputError ends the test
        }
        QVERIFY2(refused > 100, qPrintable(QString::number(refused)));
    }
};

QTEST_GUILESS_MAIN(TestTorchFile)
#include "tst_torch_file.moc"

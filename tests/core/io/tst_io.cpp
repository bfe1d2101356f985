#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/sha256.h"

#include <QTemporaryDir>
#include <QTest>

using namespace exitscope;

class TestIo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sha256KnowsTheStandardVectors()
    {
        QCOMPARE(io::Sha256().update("abc").hex(),
            std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(io::Sha256().hex(),
            std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        io::Sha256 pieces;
        for (int i = 0; i < 1000; ++i)
            pieces.update(std::string(1000, 'a'));
        QCOMPARE(pieces.hex(),
            std::string("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"));
    }

    void anUncommittedFileLeavesTheTargetAlone()
    {
        QTemporaryDir folder;
        const std::filesystem::path target = folder.filePath("a.txt").toStdString();
        io::writeFileAtomically(target, "before");
        {
            io::AtomicFile file(target);
            file.write("half of it");
        }
        QCOMPARE(io::readWholeFile(target), std::string("before"));
        QCOMPARE(std::distance(std::filesystem::directory_iterator(target.parent_path()), {}), 1);
    }

    void aTargetThatCannotBeMadeIsAnIoError()
    {
        QTemporaryDir folder;
        const std::filesystem::path target = folder.filePath("missing/a.txt").toStdString();
        QVERIFY_EXCEPTION_THROWN(io::writeFileAtomically(target, "x"), IoError);
    }

    void anInputErrorIsOneLine()
    {
        const InputError error("dev.tsv", 17, "label \"5\n\" is not one of 0, 1", "use 0 or 1");
        QCOMPARE(std::string(error.what()), std::string("dev.tsv:17: label \"5 \" is not one of 0, 1; use 0 or 1"));
    }
};

QTEST_APPLESS_MAIN(TestIo)
#include "tst_io.moc"

#include "core/engine/run/exit_model.h"
#include "core/error.h"
#include "tests/engine/run/script_writer.h"

#include <QTemporaryDir>
#include <QTest>

using namespace exitscope;
using namespace exitscope::engine;

class TestScriptedModel : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path written(const std::string& forward)
    {
        const std::filesystem::path path = m_folder.filePath(QStringLiteral("model.pt")).toStdString();
        test::writeScript(path, forward);
        return path;
    }

private Q_SLOTS:
    void everyFormOfTheContract_data()
    {
        QTest::addColumn<QString>("forward");
        QTest::newRow("tuple") << QStringLiteral(R"(
            def forward(self, ids: Tensor, mask: Tensor):
                s = torch.stack([ids.sum(1), mask.sum(1)], 1).float()
                return s, s * 2, s * 3
        )");
        QTest::newRow("list") << QStringLiteral(R"(
            def forward(self, ids: Tensor, mask: Tensor):
                s = torch.stack([ids.sum(1), mask.sum(1)], 1).float()
                return [s, s * 2, s * 3]
        )");
        QTest::newRow("stacked, with segments") << QStringLiteral(R"(
            def forward(self, ids: Tensor, mask: Tensor, types: Tensor):
                s = torch.stack([(ids + 0 * types).sum(1), mask.sum(1)], 1).double()
                return torch.stack([s, s * 2, s * 3])
        )");
    }

    void everyFormOfTheContract()
    {
        QFETCH(QString, forward);
        const auto model = openModel(written(forward.toStdString()), Precision::F32);
        QCOMPARE(model->facts().classes, 2);
        QCOMPARE(model->facts().exitLayer, std::vector<std::int32_t>({ 1, 2, 3 }));
        QVERIFY(!model->facts().hasSimilarity);
        QCOMPARE(model->sha256({}).size(), std::size_t { 64 });
        // Lengths out of order, so that batches of equal length must be put back in their places.
        const Pack pack { .ids = { 1, 2, 3, /**/ 10, /**/ 4, 5, 6, /**/ 20 },
            .types = std::vector<std::int32_t>(8, 1),
            .lengths = { 3, 1, 3, 1 },
            .asked = {} };
        const auto scores = *model->stream()->run(pack, {});
        const std::vector<std::pair<float, float>> expected { { 6, 3 }, { 10, 1 }, { 15, 3 }, { 20, 1 } };
        for (std::size_t unit = 0; unit < 4; ++unit)
            for (std::size_t exit = 0; exit < 3; ++exit) {
                QCOMPARE(scores.logits[(unit * 3 + exit) * 2], expected[unit].first * float(exit + 1));
                QCOMPARE(scores.logits[(unit * 3 + exit) * 2 + 1], expected[unit].second * float(exit + 1));
            }
    }

    void whatBreaksTheContractIsRefused_data()
    {
        QTest::addColumn<QString>("forward");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* name, const char* signature, const char* body, const char* word) {
            QTest::newRow(name) << QStringLiteral("\ndef forward(%1):\n    %2\n")
                                       .arg(QLatin1String(signature), QLatin1String(body))
                                << QString::fromLatin1(word);
        };
        row("one input", "self, ids: Tensor", "return ids.float()", "takes 1 inputs");
        row("integers", "self, ids: Tensor, mask: Tensor", "return [ids, mask]", "returns something else");
        row("a number", "self, ids: Tensor, mask: Tensor", "return 3", "returns something else");
        row("two widths", "self, ids: Tensor, mask: Tensor", "return ids.float(), ids.float().sum(1, True)",
            "returns something else");
        row("nothing", "self, ids: Tensor, mask: Tensor", "return torch.zeros([0, 1, 2])",
            "returns something else");
        row("an error", "self, ids: Tensor, mask: Tensor", "return ids.float() @ mask.float()",
            "forward failed");
    }

    void whatBreaksTheContractIsRefused()
    {
        QFETCH(QString, forward);
        QFETCH(QString, word);
        try {
            (void)openModel(written(forward.toStdString()), Precision::F32);
            QFAIL("it was accepted");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(word), error.what());
            QVERIFY2(!QString::fromUtf8(error.what()).contains(QLatin1Char('\n')), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(TestScriptedModel)
#include "tst_scripted_model.moc"

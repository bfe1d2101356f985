#include "core/error.h"
#include "core/trace/trace.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <limits>

using namespace exitscope;
using trace::Trace;

namespace {

using Edit = std::function<void(Trace::Arrays&)>;

/// Two units of one example, two exits, five classes, and everything that a compact trace may say of them.
Trace::Arrays compactArrays()
{
    Trace::Arrays a;
    a.prediction = { 3, 4, 0, 4 };
    a.entropy = { 1, 0.5F, 1.2F, 0.1F };
    a.confidence = { 0.5F, 0.8F, 0.4F, 0.9F };
    a.margin = { 0.1F, 0.7F, 0.2F, 0.8F };
    a.labels = { 4, -1 };
    a.exitLayer = { 1, 3 };
    a.example = { 0, 0 };
    a.position = { 1, 2 };
    a.goldLogProb = { -2, -0.2F, std::numeric_limits<float>::quiet_NaN(), 0 };
    a.goldRank = { 2, 1, 0, 0 };
    a.finalRank = { 2, 1, 5, 1 };
    a.topIds = { 3, 4, 4, 3, 0, 1, 4, 2 };
    a.topLogits = { 2, 1, 3, 1, 1, 1, 4, 0 };
    a.takenLayer = { 1, 3 };
    a.text = { 'a', ' ', 'b' };
    a.textOffset = { 0, 3 };
    a.unitText = { 0, 1, 1, 3 };
    return a;
}

} // namespace

Q_DECLARE_METATYPE(Edit)

class TestCompactChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingIsThere()
    {
        const auto trace = Trace::fromArrays(compactArrays(), 5, {});
        QVERIFY(trace->isCompact());
        QCOMPARE(trace->units(), 2);
        QCOMPARE(trace->exits(), 2);
        QCOMPARE(trace->topCount(), 2);
        QCOMPARE(trace->margin()[3], 0.8F);
        QCOMPARE(trace->takenLayer()[0], 1);
        QCOMPARE(trace->unitText()[3], 3);
    }

    void badOnesAreRefused_data()
    {
        QTest::addColumn<Edit>("edit");
        QTest::addColumn<QByteArray>("message");
        const auto row = [](const char* message, Edit edit) { QTest::newRow(message) << edit << QByteArray(message); };
        constexpr float infinity = std::numeric_limits<float>::infinity();
        row("\"prediction\": is 5 at unit 1, exit 1", [](auto& a) { a.prediction[2] = 5; });
        row("\"prediction\": is -1 at unit 0, exit 2", [](auto& a) { a.prediction[1] = -1; });
        row("\"entropy\": is missing", [](auto& a) { a.entropy.clear(); });
        row("\"margin\": has 3 values, should have 4", [](auto& a) { a.margin.pop_back(); });
        row("\"entropy\": is inf at unit 0, exit 1", [](auto& a) { a.entropy[0] = infinity; });
        row("\"entropy\": is 2", [](auto& a) { a.entropy[0] = 2; }); // ln 5 = 1.61
        row("\"confidence\": is 1.5", [](auto& a) { a.confidence[1] = 1.5F; });
        row("\"margin\": is -0.5", [](auto& a) { a.margin[1] = -0.5F; });
        row("\"gold_logprob\": is 0.7", [](auto& a) { a.goldLogProb[1] = 0.7F; });
        row("\"gold_logprob\": is -inf", [](auto& a) { a.goldLogProb[1] = -infinity; });
        row("\"gold_logprob\": speaks of labels", [](auto& a) { a.labels.clear(); });
        row("\"gold_rank\": is 0 at unit 0, exit 1", [](auto& a) { a.goldRank[0] = 0; });
        row("\"gold_rank\": is 6", [](auto& a) { a.goldRank[0] = 6; });
        row("\"final_rank\": is 0", [](auto& a) { a.finalRank[3] = 0; });
        row("\"top_ids\": is 7", [](auto& a) { a.topIds[1] = 7; });
        row("\"top_ids\": and \"top_logits\"", [](auto& a) { a.topLogits.pop_back(); });
        row("\"top_logits\": rises at unit 0, exit 2", [](auto& a) { a.topLogits[3] = 9; });
        row("\"taken_layer\": is 2 at unit 1, where no exit is", [](auto& a) { a.takenLayer[1] = 2; });
        row("\"unit_text\": does not lie within the 3 bytes", [](auto& a) { a.unitText[3] = 4; });
        row("\"unit_text\": does not lie", [](auto& a) { a.unitText[2] = 3, a.unitText[3] = 2; });
        row("\"unit_text\": has 3 values", [](auto& a) { a.unitText.pop_back(); });
        row("\"labels\": is 5", [](auto& a) { a.labels[0] = 5; });
    }
    void badOnesAreRefused()
    {
        QFETCH(Edit, edit);
        QFETCH(QByteArray, message);
        auto arrays = compactArrays();
        edit(arrays);
        try {
            (void)Trace::fromArrays(std::move(arrays), 5, {});
            QFAIL("it was taken");
        } catch (const InputError& error) {
            QVERIFY2(std::string(error.what()).find(message.toStdString()) != std::string::npos, error.what());
        }
    }

    void noDistributionIsFine()
    {
        auto arrays = compactArrays();
        arrays.entropy[0] = arrays.confidence[0] = arrays.margin[0] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(std::isnan(Trace::fromArrays(std::move(arrays), 5, {})->margin()[0]));
    }
};

QTEST_APPLESS_MAIN(TestCompactChecks)
#include "tst_compact_checks.moc"

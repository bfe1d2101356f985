// Costs of a decoder's step with exits (methods.md §8.4, CV53).
#include "core/cost/decoder_shape.h"

#include <QTest>

using namespace exitscope::cost;

namespace {

/// T5 1.1 small with eight layers of each kind.
constexpr DecoderShape small { .layers = 8,
    .hidden = 512,
    .heads = 6,
    .headSize = 64,
    .feedForward = 1024,
    .isGated = true,
    .attendsEncoder = true,
    .vocabulary = 32'128 };
constexpr std::int64_t position = 40, encoded = 500;

std::int64_t at3(TokenMeasure measure)
{
    return stepMacs(small, position, encoded, { .exit = 3, .decisions = 3, .measure = measure });
}

} // namespace

class TestDecoderCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsSteps()
    {
        QCOMPARE(decoderLayerMacs(small, position, encoded), 3'167'232);
        QCOMPARE(wordHeadMacs(small), 16'449'536);
        QCOMPARE(fullStepMacs(small, position, encoded), 41'787'392);
        QCOMPARE(at3(TokenMeasure::Softmax), 60'816'384);
        QCOMPARE(at3(TokenMeasure::Classifier), 27'918'848);
        QCOMPARE(at3(TokenMeasure::Saturation), 27'920'384);
        QCOMPARE(at3(TokenMeasure::None), 27'918'848 - 3 * 512);
    }

    void countsEveryUseOfTheHead()
    {
        // At the last layer the answer's head comes on top of the seven that did not let it leave.
        const TokenPath full { .exit = 8, .decisions = 7, .measure = TokenMeasure::Softmax };
        QCOMPARE(stepMacs(small, position, encoded, full), 8 * 3'167'232 + 8 * 16'449'536);
        const TokenPath spared { .exit = 3, .decisions = 3, .measure = TokenMeasure::Softmax, .wordsAsked = 33'128 };
        QCOMPARE(at3(TokenMeasure::Softmax) - stepMacs(small, position, encoded, spared), (3 * 32'128 - 33'128) * 512);
    }

    void sharesKeys()
    {
        DecoderShape grouped { .layers = 5, .hidden = 64, .heads = 8, .keyHeads = 4, .feedForward = 172, .isGated = true, .vocabulary = 512 };
        QCOMPARE(decoderLayerMacs(grouped, 1, 0), 2 * 64 * 64 + 2 * 64 * 32 + 2 * 64 + 3 * 64 * 172);
        QCOMPARE(propagationMacs(grouped), 2 * 64 * 32);
        QCOMPARE(encodedMacs(grouped, 100), 0);
        QCOMPARE(encodedMacs(small, 500), 8LL * 2 * 500 * 512 * 384);
    }
};

QTEST_APPLESS_MAIN(TestDecoderCost)
#include "tst_decoder_cost.moc"

#include "core/difficulty/baselines.h"
#include "core/difficulty/linear_model.h"
#include "core/error.h"
#include "tests/core/data/dataset_fixture.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <cmath>
#include <functional>
#include <numeric>
#include <random>

using namespace exitscope;
using difficulty::Annotation;
using Bits = std::vector<std::uint8_t>;

namespace {

bool near(double a, double b, double tolerance = 1e-6) { return std::abs(a - b) < tolerance; }

Annotation annotationOf(std::int64_t outputs, std::vector<std::int64_t> offsets, Bits right)
{
    Annotation annotation;
    annotation.outputs = outputs;
    annotation.unitOffset = std::move(offsets);
    annotation.right = std::move(right);
    annotation.textA.resize(annotation.unitOffset.size() - 1, "text");
    return annotation;
}

QString messageOf(const std::function<void()>& act)
{
    try {
        act();
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what()).section(QLatin1Char('/'), -1);
    }
    return {};
}

} // namespace

class TestDifficulty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cv41()
    {
        const auto scores = difficulty::scoreLogits(
            annotationOf(4, { 0, 1 }, { 0, 0, 1, 1 }), std::vector<float> { -1, 1, 2, -1 });
        QCOMPARE(scores.microPrecision, 0.5);
        QCOMPARE(scores.microRecall, 0.5);
        QCOMPARE(scores.microF1, 0.5);
        QCOMPARE(scores.outputAccuracy, (std::vector<double> { 1, 0, 1, 0 }));
        QCOMPARE(scores.truePositiveRate, 0.5);
        QCOMPARE(scores.trueNegativeRate, 0.5);
        QCOMPARE(scores.gMean, 0.5);
    }

    void macroIsOverExamplesThatHaveSomething()
    {
        // Hard: {1}, {}, {1,2}; said to be hard: {}, {1}, {1}.
        const auto annotation = annotationOf(2, { 0, 1, 2, 3 }, { 0, 1, 1, 1, 0, 0 });
        const auto scores = difficulty::score(annotation, Bits { 1, 1, 0, 1, 0, 1 });
        QCOMPARE(scores.macroPrecision, (0.0 + 1.0) / 2);
        QCOMPARE(scores.macroRecall, (0.0 + 0.5) / 2);
        QCOMPARE(scores.macroF1, 2 * 0.5 * 0.25 / 0.75);
        QCOMPARE(scores.microPrecision, 0.5);
        QVERIFY(near(scores.microRecall, 1.0 / 3));
        // Of words the sets are of pairs of a word and an exit: two words in one example are one set.
        const auto words = annotationOf(2, { 0, 3 }, { 0, 1, 1, 1, 0, 0 });
        QVERIFY(near(difficulty::score(words, Bits { 1, 1, 0, 1, 0, 1 }).macroRecall, 1.0 / 3));
    }

    /// The row of methods.md §2.7, from the released files.
    void theMajorityOfTheReleasedSet()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "data/difficulty/snli_model_difficulty");
        const auto train = difficulty::readAnnotation(folder / "train.txt"), test = difficulty::readAnnotation(folder / "test.txt");
        QCOMPARE(train->examples(), 8000);
        QCOMPARE(test->examples(), 1842);
        QCOMPARE(test->outputs, 12);
        const double shares[] { .3626, .4332, .5548, .7801, .7991, .8127, .8160, .8203, .8263, .8295, .8333, .8360 };
        const auto found = difficulty::priors(*test);
        for (std::size_t layer = 0; layer < 12; ++layer)
            QVERIFY(near(found[layer], shares[layer], 5e-5));
        const auto scores = difficulty::score(*test, difficulty::majority(*train, *test));
        const double accuracies[] { .637, .567, .555, .780, .799, .813, .816, .820, .826, .830, .833, .836 };
        for (std::size_t layer = 0; layer < 12; ++layer)
            QVERIFY(near(scores.outputAccuracy[layer], accuracies[layer], 5e-4));
        QVERIFY(near(scores.meanAccuracy, .759365));
        QVERIFY(near(scores.microPrecision, .602063));
        QVERIFY(near(scores.microRecall, .365343));
        QVERIFY(near(scores.microF1, .454741));
    }

    void peoplesLabelsAreRead()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "data/difficulty/snli_human_difficulty");
        const auto train = difficulty::readAnnotation(folder / "train.txt");
        QCOMPARE(train->outputs, 1);
        QCOMPARE(train->examples(), 1237);
        QVERIFY(near(difficulty::priors(*train)[0], 618.0 / 1237)); // 1 in the file is hard
    }

    void guessesFollowThePriors()
    {
        std::mt19937 random(4);
        Bits right;
        for (int unit = 0; unit < 20000; ++unit) {
            right.push_back(random() % 10 < 7);
            right.push_back(random() % 10 < 2);
        }
        std::vector<std::int64_t> offsets(20001);
        std::iota(offsets.begin(), offsets.end(), 0);
        const auto annotation = annotationOf(2, offsets, right);
        const auto scores = difficulty::guessed(annotation, annotation);
        QVERIFY(near(scores.outputAccuracy[0], .7 * .7 + .3 * .3, 0.01));
        QVERIFY(near(scores.outputAccuracy[1], .2 * .2 + .8 * .8, 0.01));
        QCOMPARE(difficulty::guessed(annotation, annotation).gMean, scores.gMean);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)difficulty::majority(annotation, annotationOf(1, { 0, 1 }, { 1 })));
    }

    void aTraceAnnotates()
    {
        trace::Trace::Arrays arrays;
        arrays.exitLayer = { 1, 2 };
        arrays.labels = { 0, -1, 1 };
        arrays.logits = { 1, 0, 0, 1, /**/ 1, 0, 1, 0, /**/ 0, 1, 0, 1 };
        arrays.example = { 0, 0, 0 };
        arrays.position = { 0, 1, 2 };
        const std::string text = "a b c";
        arrays.text.assign(text.begin(), text.end());
        arrays.textOffset = { 0, 5 };
        const auto annotation = difficulty::annotate(*trace::Trace::fromArrays(arrays, 2, {}));
        QCOMPARE(annotation.examples(), 1);
        QCOMPARE(annotation.units(), 2); // the word without a label is left out
        QCOMPARE(annotation.right, (Bits { 1, 0, 1, 1 }));
        const test::Folder folder;
        const auto path = folder.path("a.tsv");
        difficulty::writeAnnotation(path, annotation);
        const auto again = difficulty::readAnnotation(path);
        QCOMPARE(again->right, annotation.right);
        QCOMPARE(again->unitOffset, annotation.unitOffset);
        QCOMPARE(again->textA, annotation.textA);
        arrays.labels.clear();
        QVERIFY_THROWS_EXCEPTION(InputError, (void)difficulty::annotate(*trace::Trace::fromArrays(arrays, 2, {})));
    }

    void badFilesAreRefusedWithTheirLine()
    {
        const test::Folder folder;
        const auto refusal = [&](const char* text) {
            return messageOf([&] { (void)difficulty::readAnnotation(folder.write("a.tsv", text)); });
        };
        QVERIFY(refusal("sentence1\tlabel\na\t[1, 0]\nb\t[1]\n").startsWith("a.tsv:3: the label has 1 values, those before have 2"));
        QVERIFY(refusal("sentence1\tlabel\na\t[1, 2]\n").startsWith("a.tsv:2: label \"[1, 2]\" is no list of zeros and ones"));
        QVERIFY(refusal("sentence1\tlabel\na\tx\n").startsWith("a.tsv:2: label \"x\" is no list"));
        QVERIFY(refusal("text\tlabel\na\t1\n").startsWith("a.tsv:1: there is no column \"sentence1\""));
        QVERIFY(refusal("sentence1\tlabel\n").startsWith("a.tsv: there are no rows"));
    }

    void aLinearModelLearnsWhatIsLinear()
    {
        std::mt19937 random(8);
        std::vector<float> points;
        Bits right;
        std::vector<std::int64_t> offsets { 0 };
        for (int unit = 0; unit < 2000; ++unit) {
            float sum = 0;
            for (int d = 0; d < 5; ++d) {
                points.push_back(static_cast<float>(random() % 2000) / 100 + 3);
                sum += points.back() * static_cast<float>(d - 2);
            }
            right.push_back(sum > 0);
            right.push_back(sum <= 0);
            offsets.push_back(offsets.back() + 1);
        }
        const auto model = difficulty::trainLinear(points, 5, right, 2);
        const auto scores = difficulty::scoreLogits(annotationOf(2, offsets, right), model->logits(points));
        QVERIFY(scores.meanAccuracy > 0.97);
        QCOMPARE(difficulty::trainLinear(points, 5, right, 2)->weight, model->weight);
    }
};

QTEST_GUILESS_MAIN(TestDifficulty)
#include "tst_difficulty.moc"

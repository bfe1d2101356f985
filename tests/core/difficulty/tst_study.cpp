#include "core/difficulty/baselines.h"
#include "core/difficulty/study_file.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/report/difficulty_table.h"
#include "tests/core/data/dataset_fixture.h"
#include "tests/core/difficulty/small_annotations.h"
#include "tests/support/message_of.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace exitscope;
using difficulty::Annotation;
using difficulty::Predictor;
using test::messageOf;
using test::steepTexts;
using test::steepWords;

namespace {

/// Knows the labels, but for every `lie`th unit; counts how often it was asked.
struct Oracle
{
    int lie = 0, calls = 0;

    std::optional<difficulty::TrainedPredictor> operator()(const difficulty::PredictorTask& task, const JobContext& job)
    {
        ++calls;
        job.tell({ 1, 2, "steps", "half" });
        if (!job.proceed())
            return std::nullopt;
        difficulty::TrainedPredictor trained;
        for (std::size_t seed = 0; seed < task.seeds.size(); ++seed) {
            difficulty::Foreseen foreseen;
            foreseen.epochs = 3;
            for (const auto& [annotation, into] :
                { std::pair(task.train, &foreseen.train), std::pair(task.test, &foreseen.test) })
                for (std::size_t i = 0; i < annotation->right.size(); ++i) {
                    const bool isLie = lie > 0 && (i + seed) % static_cast<std::size_t>(lie) == 0;
                    into->push_back((annotation->right[i] == 1) != isLie ? 2.5F : -2.5F);
                }
            trained.seeds.push_back(std::move(foreseen));
        }
        return trained;
    }
};

difficulty::StudyOptions optionsOf(std::vector<Predictor> predictors)
{
    difficulty::StudyOptions options;
    options.predictors = std::move(predictors);
    options.bootstrap.draws = 200;
    return options;
}

} // namespace

class TestStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRowForEachPredictorWithItsLeadOverMajority()
    {
        const auto train = steepTexts(200, 1), test = steepTexts(150, 2);
        Oracle oracle { .lie = 10 };
        const auto study = difficulty::runStudy(
            train, test, optionsOf({ Predictor::Majority, Predictor::Guess, Predictor::Transformer }), std::ref(oracle));
        QCOMPARE(study->results.size(), std::size_t { 3 });
        QCOMPARE(study->testUnits, 150);
        const auto& majority = study->results[0];
        QCOMPARE(majority.runs.front(), difficulty::score(test, difficulty::majority(train, test)));
        QCOMPARE(majority.toMajority.estimate.value, 0.0);
        QCOMPARE(majority.toMajority.estimate.interval.high, 0.0);
        QCOMPARE(study->results[1].runs.size(), std::size_t { 10 });
        QVERIFY(study->results[1].toMajority.estimate.interval.high < 0); // guessing is worse, and the interval says so
        const auto& known = study->results[2];
        QCOMPARE(known.runs.size(), std::size_t { 3 });
        QCOMPARE(known.epochs, (std::vector<double> { 3, 3, 3 }));
        QVERIFY(std::abs(known.test().mean.meanAccuracy - 0.9) < 1e-9);
        const double lead = known.test().mean.meanAccuracy - majority.test().mean.meanAccuracy;
        QVERIFY(std::abs(known.toMajority.estimate.value - lead) < 1e-9);
        QVERIFY(known.toMajority.estimate.interval.low > 0);
        QVERIFY(known.toMajority.estimate.interval.low < lead && known.toMajority.estimate.interval.high > lead);
        QVERIFY(known.toMajority.p < 0.05);
    }

    /// Deviations by hand: 1, 2, 3 have a mean of 2 and a deviation of 1.
    void spreadsAreByField()
    {
        std::vector<difficulty::Scores> scores(3);
        for (int i = 0; i < 3; ++i) {
            scores[static_cast<std::size_t>(i)].gMean = i + 1;
            scores[static_cast<std::size_t>(i)].outputAccuracy = { 1.0 * i, 5 };
        }
        const auto spread = difficulty::spreadOf(scores);
        QCOMPARE(spread.mean.gMean, 2.0);
        QCOMPARE(spread.sd.gMean, 1.0);
        QCOMPARE(spread.mean.outputAccuracy, (std::vector<double> { 1, 5 }));
        QCOMPARE(spread.sd.outputAccuracy, (std::vector<double> { 1, 0 }));
        QCOMPARE(difficulty::spreadOf(std::span(scores).first(1)).sd.gMean, 0.0);
    }

    void aKeptStudyIsTheSameAndIsContinued()
    {
        const auto train = steepWords(60, 1), test = steepWords(40, 2);
        const test::Folder folder;
        const auto file = folder.path("toy.difficulty.json");
        Oracle oracle { .lie = 7 };
        auto options = optionsOf({ Predictor::Majority, Predictor::BiLstm });
        int kept = 0;
        const auto first = difficulty::runStudy(train, test, options, std::ref(oracle), {}, [&](const difficulty::Study& study) {
            ++kept;
            QCOMPARE(study.results.size(), static_cast<std::size_t>(kept));
            difficulty::saveStudy(file, study);
        });
        QCOMPARE(kept, 2);
        const auto read = difficulty::readStudy(file);
        QCOMPARE(report::studyTable(read).rows, report::studyTable(*first).rows);
        QCOMPARE(report::exitAccuracyTable(read).rows, report::exitAccuracyTable(*first).rows);
        QVERIFY(read.isOfWords);
        options.predictors.push_back(Predictor::Transformer);
        const auto more = difficulty::runStudy(train, test, options, std::ref(oracle), {}, {}, &read);
        QCOMPARE(oracle.calls, 2); // the transformer alone
        QCOMPARE(more->results.size(), std::size_t { 3 });
        QCOMPARE(more->results[1].runs, first->results[1].runs);
        options.training.epochs = 5; // another study
        (void)difficulty::runStudy(train, test, options, std::ref(oracle), {}, {}, &read);
        QCOMPARE(oracle.calls, 4);
    }

    void aStopEndsIt()
    {
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        std::string note;
        job.report = [&](const Progress& progress) {
            note = progress.note;
            stop.request_stop();
        };
        Oracle oracle;
        const auto train = steepTexts(30, 1);
        QVERIFY(!difficulty::runStudy(train, train, optionsOf({ Predictor::Majority, Predictor::Transformer }), std::ref(oracle), job));
        QCOMPARE(note, std::string("transformer (2 of 2), half"));
    }

    void badInputIsToldInOneSentence()
    {
        Oracle oracle;
        const auto refusal = [&](const Annotation& train, const Annotation& test) {
            return messageOf([&] { (void)difficulty::runStudy(train, test, optionsOf({ Predictor::BiLstm }), std::ref(oracle)); });
        };
        const auto texts = steepTexts(30, 1);
        auto constant = texts;
        std::fill(constant.right.begin(), constant.right.end(), std::uint8_t { 1 });
        QVERIFY(refusal(constant, texts).contains("every exit is right everywhere"));
        auto narrow = texts;
        narrow.outputs = 1;
        narrow.right.resize(30);
        QVERIFY(refusal(texts, narrow).contains("of 1; give two parts"));
        QVERIFY(refusal(texts, steepWords(30, 1)).contains("those of words"));
        QVERIFY(messageOf([] { (void)difficulty::predictorNamed("transformr"); }).contains("did you mean transformer?"));
        QCOMPARE(oracle.calls, 0);
        const test::Folder folder;
        const auto read = [&](const char* text) { return messageOf([&] { (void)difficulty::readStudy(folder.write("s.json", text)); }); };
        QVERIFY(read("{}").contains("it is no kept study"));
        QVERIFY(read("{\"exitscope_difficulty\": 1, \"train\": 3}").contains("a part of the study is missing"));
    }

    void aSplitIsRandomCompleteAndTheSameAgain()
    {
        const auto whole = steepWords(50, 3);
        const auto [train, test] = difficulty::split(whole, 0.8, 4);
        QCOMPARE(train.examples(), 40);
        QCOMPARE(test.examples(), 10);
        QCOMPARE(train.units() + test.units(), whole.units());
        QCOMPARE(train.right.size() + test.right.size(), whole.right.size());
        difficulty::requireFittingWords(train);
        QCOMPARE(difficulty::split(whole, 0.8, 4).second.textA, test.textA);
        QVERIFY(difficulty::split(whole, 0.8, 5).second.textA != test.textA);
        for (const double share : { 0.0, 1.0, 0.001, std::nan("") })
            QVERIFY_THROWS_EXCEPTION(InputError, (void)difficulty::split(whole, share, 1));
    }

    void labelsOfWordsAreReadBesideTheirText()
    {
        const test::Folder folder;
        const auto read = [&](const char* rows) {
            return difficulty::readAnnotation(folder.write("w.tsv", std::string("sentence1\tlabel\n") + rows));
        };
        const auto words = read("a b c\t[[1, 0], null, [0, 0]]\nd\t[[1, 1]]\ne f\t[null, null]\n");
        QCOMPARE(words->examples(), 2); // nothing is known of the last
        QCOMPARE(words->units(), 3);
        QCOMPARE(words->word, (std::vector<std::int32_t> { 0, 2, 0 }));
        const auto path = folder.path("again.tsv");
        difficulty::writeAnnotation(path, *words);
        const auto again = difficulty::readAnnotation(path);
        QCOMPARE(again->word, words->word);
        QCOMPARE(again->right, words->right);
        const auto refusal = [&](const char* rows) { return messageOf([&] { (void)read(rows); }); };
        QVERIFY(refusal("a b c\t[[1, 0], [1, 1]]\n").contains("w.tsv:2: the label is of 2 words, the text has 3"));
        QVERIFY(refusal("a\t[[1, 0]]\nb\t[1, 0]\n").contains("w.tsv:3: the label is of another kind"));
        QVERIFY(refusal("a\t1\nb\t[1]\n").contains("w.tsv:3: the label is of another kind"));
    }
};

QTEST_GUILESS_MAIN(TestStudy)
#include "tst_study.moc"

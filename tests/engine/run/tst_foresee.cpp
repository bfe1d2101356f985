#include "core/difficulty/baselines.h"
#include "core/difficulty/study.h"
#include "core/engine/engine.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "tests/core/difficulty/small_annotations.h"
#include "tests/engine/train/toy_task.h"
#include "tests/support/message_of.h"

#include <QTest>

#include <atomic>

using namespace exitscope;
using difficulty::Annotation;
using difficulty::Predictor;
using difficulty::PredictorTask;
using test::messageOf;
using test::steepTexts;
using test::steepWords;

namespace {

PredictorTask taskOf(Predictor predictor, const Annotation& train, const Annotation& test, const std::filesystem::path& model = {})
{
    PredictorTask task;
    task.predictor = predictor;
    task.train = &train;
    task.test = &test;
    task.options.model = model;
    task.options.layers = 2;
    task.options.hidden = 32;
    return task;
}

difficulty::TrainedPredictor foresee(const PredictorTask& task, const JobContext& job = {})
{
    return *engine::loadEngine()->foresee(task, job);
}

/// Accuracy at each exit on the test part, of the first seed.
std::vector<double> accuracies(const PredictorTask& task)
{
    return difficulty::scoreLogits(*task.test, foresee(task).seeds.front().test).outputAccuracy;
}

} // namespace

/// One small model of sentences, trained once, stands for the checkpoint of a study.
class TestForesee : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_toy.config["epochs"] = 4;
        (void)engine::loadEngine()->train({ m_toy.configFile(), false, {}, {} }, {});
        m_model = m_toy.path("model");
    }

    /// Whether a word is in a text can be learnt; a coin cannot.
    void whatCanBeForeseenIsLearntAndACoinIsNot_data()
    {
        QTest::addColumn<int>("predictor");
        QTest::addColumn<bool>("hasModel");
        QTest::addRow("BiLSTM without a model") << int(Predictor::BiLstm) << false;
        QTest::addRow("BiLSTM on the model's embeddings") << int(Predictor::BiLstm) << true;
        QTest::addRow("transformer without a model") << int(Predictor::Transformer) << false;
        QTest::addRow("transformer") << int(Predictor::Transformer) << true;
        QTest::addRow("linear on means") << int(Predictor::LinearMean) << true;
    }
    void whatCanBeForeseenIsLearntAndACoinIsNot()
    {
        QFETCH(int, predictor);
        QFETCH(bool, hasModel);
        const auto train = steepTexts(600, 1), test = steepTexts(300, 2);
        auto task = taskOf(static_cast<Predictor>(predictor), train, test, hasModel ? m_model : std::filesystem::path());
        task.options.rate = 3e-3;
        const auto found = accuracies(task);
        const auto majority = difficulty::score(test, difficulty::majority(train, test)).outputAccuracy;
        QVERIFY2(found[0] > 0.95, qPrintable(QString::number(found[0])));
        QVERIFY2(found[1] < majority[1] + 0.05, qPrintable(QString::number(found[1])));
    }

    /// At words: the word itself is enough for the first exit; the second needs the word before.
    void wordsAreForeseenInTheirSentence()
    {
        const auto train = steepWords(400, 1), test = steepWords(200, 2);
        for (const auto predictor : { Predictor::BiLstm, Predictor::Transformer }) {
            auto task = taskOf(predictor, train, test);
            task.options.rate = 3e-3;
            const auto found = accuracies(task);
            QVERIFY2(found[0] > 0.99 && found[1] > 0.98, qPrintable(QString::number(found[1])));
        }
        const auto linear = accuracies(taskOf(Predictor::LinearMean, train, test, m_model));
        const auto majority = difficulty::score(test, difficulty::majority(train, test)).outputAccuracy;
        QVERIFY(linear[0] > 0.99);
        QVERIFY2(linear[1] < majority[1] + 0.02, qPrintable(QString::number(linear[1])));
    }

    /// Each exit's head reads its own layer: what the model answers at the end is easier to read there than in the layers below.
    void theFrozenBackboneShowsWhatItsLayersKnow()
    {
        const auto sentiment = [this](const char* name) {
            Annotation annotation;
            annotation.outputs = 2;
            annotation.unitOffset = { 0 };
            const auto rows = QString::fromStdString(io::readWholeFile(m_toy.path(name))).split(QLatin1Char('\n'));
            for (const QString& row : rows.mid(1)) {
                if (!row.contains(QLatin1Char('\t')))
                    continue;
                annotation.textA.push_back(row.section(QLatin1Char('\t'), 0, 0).toStdString());
                for (int output = 0; output < 2; ++output)
                    annotation.right.push_back(row.endsWith(QLatin1Char('1')) ? 1 : 0);
                annotation.unitOffset.push_back(annotation.unitOffset.back() + 1);
            }
            return annotation;
        };
        const auto train = sentiment("train.tsv"), test = sentiment("dev.tsv");
        const auto backbone = accuracies(taskOf(Predictor::LinearBackbone, train, test, m_model));
        const auto bag = accuracies(taskOf(Predictor::LinearMean, train, test, m_model));
        QVERIFY2(backbone[1] > 0.9, qPrintable(QString::number(backbone[1])));
        QVERIFY2(backbone[1] > bag[1] + 0.2, qPrintable(QString::number(bag[1]))); // "not" turns words round
    }

    void theSameSeedIsTheSameWhateverRunsBesideIt()
    {
        const auto train = steepTexts(120, 1), test = steepTexts(60, 2);
        for (const auto predictor : { Predictor::BiLstm, Predictor::Transformer, Predictor::LinearBackbone }) {
            auto task = taskOf(predictor, train, test, m_model);
            task.options.epochs = 2;
            task.seeds = { 1, 2, 3 };
            const auto alone = foresee(task);
            task.options.threads = 3;
            const auto together = foresee(task);
            for (std::size_t seed = 0; seed < 3; ++seed) {
                QCOMPARE(together.seeds[seed].test, alone.seeds[seed].test);
                QCOMPARE(together.seeds[seed].train, alone.seeds[seed].train);
            }
            QVERIFY(alone.seeds[0].test != alone.seeds[1].test);
            QCOMPARE(alone.seeds[0].epochs, 2.0);
        }
    }

    void earlyStoppingKeepsTheBestEpoch()
    {
        const auto train = steepTexts(120, 1), test = steepTexts(60, 2);
        auto task = taskOf(Predictor::Transformer, train, test);
        task.options.rate = 1e-2;
        auto noise = train; // nothing to learn: the held-out loss soon rises
        for (std::size_t i = 0; i < noise.right.size(); ++i)
            noise.right[i] = (i * 2654435761U >> 13) & 1U;
        task.train = &noise;
        QVERIFY(foresee(task).seeds.front().epochs < 20);
    }

    void aStopEndsItBeforeTheNextStep()
    {
        const auto train = steepTexts(400, 1), test = steepTexts(60, 2);
        auto task = taskOf(Predictor::BiLstm, train, test);
        std::stop_source stop;
        std::atomic<int> reports = 0;
        JobContext job;
        job.stop = stop.get_token();
        job.report = [&](const Progress& progress) {
            QVERIFY(progress.done <= progress.total);
            if (++reports == 3)
                stop.request_stop();
        };
        QVERIFY(!engine::loadEngine()->foresee(task, job));
        QCOMPARE(reports.load(), 3);
    }

    void badInputIsToldInOneSentence()
    {
        const auto texts = steepTexts(20, 1);
        const auto refusal = [](const PredictorTask& task) { return messageOf([&] { (void)foresee(task); }); };
        QVERIFY(refusal(taskOf(Predictor::LinearBackbone, texts, texts)).contains("reads a model, and none is named"));
        QVERIFY(refusal(taskOf(Predictor::Transformer, texts, texts, m_toy.path("nowhere"))).contains("nowhere"));
        auto silent = texts;
        silent.textA.assign(20, "");
        QVERIFY(refusal(taskOf(Predictor::BiLstm, silent, silent, m_model)).contains("there is no text"));
        auto words = steepWords(20, 1);
        words.word.back() = 90;
        QVERIFY(refusal(taskOf(Predictor::BiLstm, words, words, m_model)).contains("is of word 91 of a text of"));
        auto pairs = texts;
        pairs.textB = pairs.textA;
        QVERIFY(refusal(taskOf(Predictor::BiLstm, texts, pairs, m_model)).contains("one part has pairs"));
        auto task = taskOf(Predictor::BiLstm, texts, texts, m_model);
        task.options.maxLength = 1000;
        QVERIFY(refusal(task).contains("it takes at most 32 tokens, not 1000"));
        // A vocabulary of another model.
        const auto other = m_toy.path("other");
        std::filesystem::copy(m_model, other);
        std::string vocabulary = io::readWholeFile(other / "vocab.txt");
        for (int i = 0; i < 300; ++i)
            vocabulary += "further" + std::to_string(i) + "\n";
        io::writeFileAtomically(other / "vocab.txt", vocabulary);
        QVERIFY(refusal(taskOf(Predictor::Transformer, texts, texts, other)).contains("the embedding has"));
    }

private:
    ToyTask m_toy;
    std::filesystem::path m_model;
};

QTEST_GUILESS_MAIN(TestForesee)
#include "tst_foresee.moc"

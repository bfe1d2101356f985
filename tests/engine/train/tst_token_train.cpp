#include "core/engine/engine.h"
#include "core/error.h"
#include "core/hashee/token_hash_file.h"
#include "core/io/safetensors.h"
#include "core/sweep/evaluate.h"
#include "tests/engine/train/toy_task.h"
#include "tests/support/message_of.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace exitscope;
using test::messageOf;

namespace {

/// Names follow "mr" or "in"; what kind of name it is only the word before tells.
std::string taggedSentences(int count, unsigned seed)
{
    const char* fillers[] = { "the", "said", "walked", "and", "then", "here" };
    const char* names[] = { "reed", "stone", "hill", "brook" };
    unsigned state = seed * 2654435761U;
    const auto draw = [&](unsigned bound) {
        state = state * 1664525U + 1013904223U;
        return (state >> 16) % bound;
    };
    std::string text;
    for (int sentence = 0; sentence < count; ++sentence) {
        for (unsigned part = 0, parts = 2 + draw(4); part < parts; ++part) {
            text += std::string(fillers[draw(6)]) + "\tO\n";
            if (draw(2) == 0)
                continue;
            const bool isPerson = draw(2) == 0;
            const std::string type = isPerson ? "PER" : "LOC";
            text += std::string(isPerson ? "mr" : "in") + "\tO\n" + names[draw(4)] + "\tB-" + type + "\n";
            if (draw(3) == 0)
                text += std::string(names[draw(4)]) + "\tI-" + type + "\n";
        }
        text += "\n";
    }
    return text;
}

class ToyTagging : public ToyTask
{
public:
    ToyTagging()
    {
        write("train.conll", taggedSentences(400, 1));
        write("dev.conll", taggedSentences(120, 2));
        config["model"]["layers"] = 3;
        config["task"] = { { "train", "train.conll" }, { "dev", "dev.conll" }, { "test", "dev.conll" } };
        config["epochs"] = 20;
    }
};

engine::TrainReport train(const std::filesystem::path& config)
{
    return engine::loadEngine()->train({ config, false, {}, {} }, {});
}

engine::ExecuteReport execute(const ToyTask& toy, const char* data, const char* policy)
{
    engine::ExecuteRequest request;
    request.input.model = toy.path("model");
    request.input.data = toy.path(data);
    request.policies = { policy::parseSpec(policy) };
    request.repeats = 1;
    request.batch1Examples = 0;
    return engine::loadEngine()->execute(request, {});
}

double metricOf(const engine::ExecuteReport& report)
{
    const sweep::Evaluator evaluator(report.frame);
    return evaluator.pointOf(report.executions.front().spec, report.executions.front().outcome).metrics.front().second;
}

} // namespace

class TestTokenTrain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void learnsTagsWithAnExitAfterEveryLayer()
    {
        ToyTagging toy;
        const auto report = train(toy.configFile());
        QCOMPARE(report.metric, std::string("span_f1"));
        QCOMPARE(report.devByExit.size(), std::size_t { 3 });
        QVERIFY2(report.devByExit.back() > 0.9, qPrintable(QString::number(report.devByExit.back())));
        const auto file = io::SafetensorsFile::open(toy.path("model") / "model.safetensors");
        QVERIFY(file->find("exits.0.classifier.weight") && !file->find("exits.0.pooler.dense.weight"));
        // What training measured is what a trace of the checkpoint shows.
        engine::TraceRequest request;
        request.model = toy.path("model");
        request.data = toy.path("dev.conll");
        request.output = toy.path("dev.trace");
        (void)engine::loadEngine()->trace(request, {});
        const sweep::Evaluator evaluator(trace::Trace::open(request.output));
        for (int layer = 1; layer <= 3; ++layer) {
            const auto point = evaluator.evaluate(policy::parseSpec("fixed:layer=" + std::to_string(layer)));
            QVERIFY(std::abs(point.metrics.front().second - report.testByExit[static_cast<std::size_t>(layer) - 1]) < 1e-9);
        }
    }

    /// The same with tokens that leave by a hash: the compact execution answers as the approximate form in training did.
    void trainsTagsUnderAHash_data()
    {
        QTest::addColumn<QString>("function");
        for (const char* function : { "frequency", "mutual-information", "random-consistent" })
            QTest::newRow(function) << QString::fromLatin1(function);
    }

    void trainsTagsUnderAHash()
    {
        QFETCH(QString, function);
        ToyTagging toy;
        toy.config["token_hash"] = { { "function", function.toStdString() }, { "buckets", 3 } };
        const auto report = train(toy.configFile());
        QCOMPARE(report.devByExit.size(), std::size_t { 1 }); // one classifier, on top
        QVERIFY2(report.devByExit.back() > 0.5, qPrintable(QString::number(report.devByExit.back())));
        const auto spec = "hash:function=" + function.toStdString();
        const auto executed = execute(toy, "dev.conll", spec.c_str());
        QCOMPARE(executed.frame->exits(), 3); // the only head, at every layer
        QVERIFY(std::abs(metricOf(executed) - report.testByExit.back()) < 1e-9);
        const auto& tokens = executed.executions.front().tokens;
        QVERIFY(tokens && tokens->meanLayers() < 2.5);
        QVERIFY(std::ranges::any_of(executed.notes, [](const auto& note) { return note.find("saved with the model") != note.npos; }));
    }

    void trainsInputsUnderAHash()
    {
        ToyTask toy;
        toy.config["model"]["layers"] = 3;
        toy.config["task"]["test"] = "dev.tsv";
        toy.config["token_hash"] = { { "function", "frequency" }, { "buckets", 3 } };
        const auto report = train(toy.configFile());
        QVERIFY2(report.devByExit.back() > 0.8, qPrintable(QString::number(report.devByExit.back())));
        const auto executed = execute(toy, "dev.tsv", "hash:function=frequency");
        QVERIFY(std::abs(metricOf(executed) - report.testByExit.back()) < 1e-9);
        QVERIFY(executed.executions.front().tokens->meanLayers() < 3);
    }

    void clustersNeedACheckpointToStartFrom()
    {
        ToyTask toy;
        toy.config["epochs"] = 1;
        toy.config["token_hash"] = { { "function", "clustered" }, { "buckets", 2 }, { "restarts", 2 } };
        QVERIFY(messageOf([&] { train(toy.configFile()); }).contains("there is no embedding to cluster yet"));
        nlohmann::json plain = toy.config;
        toy.config.erase("token_hash");
        train(toy.configFile("start"));
        toy.config = plain;
        toy.config["model"] = { { "init", "start" } };
        toy.config.erase("tokenizer");
        const auto report = train(toy.configFile());
        QCOMPARE(report.devByExit.size(), std::size_t { 1 });
        const auto hash = io::SafetensorsFile::open(toy.path("model") / hashee::tokenHashFile);
        QCOMPARE(hash->metadata().at("function"), std::string("clustered"));
    }

    void badConfigurationsAreRefused()
    {
        ToyTagging toy;
        toy.config["token_hash"] = { { "function", "frequency" }, { "buckets", 4 } };
        QVERIFY(messageOf([&] { train(toy.configFile()); }).contains("cannot spread 4 buckets over 3 layers"));
        toy.config["token_hash"] = { { "function", "rare" } };
        QVERIFY(messageOf([&] { train(toy.configFile()); }).contains("function"));
        toy.config.erase("token_hash");
        toy.config["exit_module"] = { { "kind", "lte" } };
        QVERIFY(messageOf([&] { train(toy.configFile()); }).contains("judges exits of whole inputs"));
        toy.config.erase("exit_module");
        toy.write("dev.conll", "mr\tO\nreed\tB-ORG\n");
        QVERIFY(messageOf([&] { train(toy.configFile()); }).contains("dev.conll:2: tag \"B-ORG\" is not one of the model's"));
        toy.write("dev.conll", "mr\tO\nreed\tI-PER\n");
        QVERIFY(messageOf([&] { train(toy.configFile()); }).contains("the tags are IOB1"));
    }
};

QTEST_GUILESS_MAIN(TestTokenTrain)
#include "tst_token_train.moc"

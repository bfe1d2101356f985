// What the window's form says as the JSON that the command line takes, and back; presets; the size of a structure.
#include "core/error.h"
#include "core/training/structure_size.h"
#include "core/training/training_presets.h"

#include <nlohmann/json.hpp>

#include <QTest>

using namespace exitscope;
using training::TrainingPlan;
using Json = nlohmann::json;

namespace {

TrainingPlan fullPlan()
{
    TrainingPlan plan;
    plan.task = "cola";
    plan.train = "/data/train.tsv";
    plan.dev = "/data/dev.tsv";
    plan.test = "/data/test.tsv";
    plan.textColumns = { "sentence" };
    plan.labelColumn = "label";
    plan.init = "/models/bert";
    plan.exitHead = "tanh";
    plan.regime = "two-stage";
    plan.learnsToExit = true;
    plan.teacher = "/models/teacher";
    plan.temperature = 2;
    plan.matchesHidden = true;
    plan.epochs = 4;
    plan.exitEpochs = 6;
    plan.batch = 8;
    plan.accumulate = 4;
    plan.maxLength = 64;
    plan.rate = 2e-5;
    plan.seed = 7;
    plan.patience = 3;
    plan.output = "/out/cola";
    return plan;
}

TrainingPlan readBack(const TrainingPlan& plan)
{
    TrainingPlan back = training::planFromJson(toJson(plan), "/elsewhere/train.json");
    back.base.clear();
    return back;
}

} // namespace

class TestTrainingPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTrainingComesBackAsItWas()
    {
        QVERIFY(readBack(fullPlan()) == fullPlan());
        TrainingPlan fresh;
        fresh.train = "/data/train.tsv";
        fresh.dev = "/data/dev.tsv";
        fresh.output = "/out/new";
        fresh.layers = 6;
        fresh.regime = "joint";
        fresh.hasEquilibrium = true;
        QVERIFY(readBack(fresh) == fresh);
    }

    void aCompressionComesBackAsItWas()
    {
        TrainingPlan plan;
        plan.kind = TrainingPlan::Kind::Compress;
        plan.train = "/data/train.tsv";
        plan.dev = "/data/dev.tsv";
        plan.init = "/models/bert";
        plan.preset = "sst-2";
        plan.hasEquilibrium = true;
        plan.output = "/out/slim";
        QVERIFY(readBack(plan) == plan);
        const Json json = Json::parse(toJson(plan));
        QCOMPARE(json["model"].get<std::string>(), std::string("/models/bert")); // a folder, not a shape
        QVERIFY(!json.contains("heads"));
        plan.width.clear();
        plan.headsKept = 3;
        plan.feedForwardKept = 99;
        plan.wordRank = 0;
        QVERIFY(readBack(plan) == plan);
        QCOMPARE(Json::parse(toJson(plan))["heads"].get<int>(), 3);
        plan.feedForwardKept = 0; // what is not said follows from the heads, and stays unsaid
        plan.wordRank = -1;
        QVERIFY(readBack(plan) == plan);
        const Json byHeads = Json::parse(toJson(plan));
        QVERIFY(!byHeads.contains("feed_forward") && !byHeads.contains("rank"));
    }

    void theKeysAreThoseOfTheCommandLine()
    {
        const Json json = Json::parse(toJson(fullPlan()));
        QCOMPARE(json["regime"].get<std::string>(), std::string("two-stage"));
        QCOMPARE(json["optimizer"]["lr"].get<double>(), 2e-5);
        QCOMPARE(json["exit_module"]["kind"].get<std::string>(), std::string("lte"));
        QCOMPARE(json["teacher"]["model"].get<std::string>(), std::string("/models/teacher"));
        QCOMPARE(json["early_stopping"]["patience"].get<int>(), 3);
        QCOMPARE(json["task"]["train"]["text_columns"][0].get<std::string>(), std::string("sentence"));
        QVERIFY(!json["model"].contains("hidden")); // is the checkpoint's
        QVERIFY(!json.contains("equilibrium"));
    }

    void keysThatAreNotKnownStay()
    {
        const std::string text = R"({"model": {"layers": 4, "exits": [2, 4]}, "tokenizer": {"from": "words", "cased": true},
            "task": {"train": [{"file": "a.tsv"}, {"grammar": "g.json", "sentences": 50}], "dev": "b.tsv", "labels": ["x", "y"]},
            "optimizer": {"lr": 1e-3, "beta2": 0.98}, "label_smoothing": 0.1, "output": "out"})";
        const auto plan = training::planFromJson(text, "/home/study/train.json");
        QVERIFY(plan.hasFurtherSources);
        QVERIFY(plan.train.empty());
        QCOMPARE(plan.dev, std::string("/home/study/b.tsv")); // as seen from anywhere
        QCOMPARE(plan.output, std::string("/home/study/out"));
        const Json json = Json::parse(toJson(plan));
        QCOMPARE(json["model"]["exits"].size(), std::size_t(2));
        QCOMPARE(json["tokenizer"]["from"].get<std::string>(), std::string("/home/study/words"));
        QCOMPARE(json["task"]["train"].size(), std::size_t(2));
        QCOMPARE(json["task"]["train"][1]["grammar"].get<std::string>(), std::string("/home/study/g.json"));
        QCOMPARE(json["task"]["labels"].size(), std::size_t(2));
        QCOMPARE(json["optimizer"]["beta2"].get<double>(), 0.98);
        QCOMPARE(json["label_smoothing"].get<double>(), 0.1);
        auto changed = plan;
        changed.train = "/data/one.tsv";
        QCOMPARE(Json::parse(toJson(changed))["task"]["train"].get<std::string>(), std::string("/data/one.tsv"));
    }

    /// A key that is left over from another choice would be refused.
    void whatAChoiceMakesMeaninglessGoes()
    {
        const std::string text = R"({"regime": "diversity", "diversity_weight": 0.3, "teacher": {"model": "t", "loss": "kl"},
            "model": {"init": "m"}, "exit_epochs": 3})";
        auto plan = training::planFromJson(text, "/x/train.json");
        QCOMPARE(Json::parse(toJson(plan))["teacher"]["loss"].get<std::string>(), std::string("kl"));
        plan.regime = "joint";
        plan.teacher.clear();
        plan.init.clear();
        plan.exitEpochs = 0;
        const Json json = Json::parse(toJson(plan));
        for (const char* key : { "diversity_weight", "teacher", "exit_epochs" })
            QVERIFY2(!json.contains(key), key);
        QVERIFY(!json["model"].contains("init"));
        plan.kind = TrainingPlan::Kind::Compress;
        QVERIFY(!Json::parse(toJson(plan)).contains("regime"));
    }

    void badFilesSaySo()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, training::planFromJson("[]", "/x/a.json"));
        QVERIFY_THROWS_EXCEPTION(InputError, training::planFromJson("{\"epochs\": \"many\"}", "/x/a.json"));
        try {
            training::planFromJson(R"({"optimizer": {"lr": true}})", "/x/a.json");
            QFAIL("nothing was thrown");
        } catch (const InputError& error) {
            QVERIFY(QString::fromUtf8(error.what()).contains(QStringLiteral("optimizer.lr")));
        }
    }

    void presetsLeaveFilesAlone()
    {
        for (const auto& preset : training::trainingPresets()) {
            TrainingPlan plan = fullPlan();
            applyPreset(preset, plan);
            QCOMPARE(plan.train, fullPlan().train);
            QCOMPARE(plan.output, fullPlan().output);
            QCOMPARE(plan.seed, fullPlan().seed);
            QVERIFY(plan.kind == preset.kind);
            TrainingPlan again = plan;
            applyPreset(preset, again);
            QVERIFY2(again == plan, std::string(preset.key).c_str());
        }
        TrainingPlan plan;
        applyPreset(*training::presetWithKey("fastbert"), plan);
        QCOMPARE(plan.regime, std::string("self-distillation"));
        QCOMPARE(plan.exitEpochs, 10.0);
        applyPreset(*training::presetWithKey("cost-eff/mnli/2x"), plan);
        QCOMPARE(plan.preset, std::string("mnli"));
        QCOMPARE(plan.width, std::string("2x"));
        QVERIFY(!training::presetWithKey("none"));
    }

    /// CV71, and the table of methods.md 8.1 and 8.5.
    void sizesAreThoseOfBertBase()
    {
        auto base = training::wholeStructure(12, 768, 12, 64, 3072, 30522);
        const auto whole = training::sizeOf(base);
        QCOMPARE(whole.layerParameters, std::int64_t(12) * 7'087'872);
        QCOMPARE(whole.wordParameters, std::int64_t(30522) * 768);
        QCOMPARE(whole.flops, 22'347'251'712.0 /* 2 · 11 173 625 856 */);
        const auto others = (512 + 2 + 2) * 768 + 12 * (768 * 2 + 2); // positions, types, a norm, exits of two classes
        const auto slim = [&](std::size_t heads, std::size_t neurons, std::int64_t rank) {
            auto structure = base;
            for (auto& list : structure.headsKept)
                list.resize(heads);
            for (auto& list : structure.feedForwardKept)
                list.resize(neurons);
            structure.wordRank = rank;
            return structure;
        };
        const auto eighth = training::sizeOf(slim(2, 256, 128)), half = training::sizeOf(slim(6, 1536, 384));
        QCOMPARE(eighth.layerParameters + eighth.wordParameters + others, std::int64_t(13'920'024));
        QCOMPARE(half.layerParameters + half.wordParameters + others, std::int64_t(54'984'984));
        QCOMPARE(training::wholeSizeOf(slim(2, 256, 128)).flops, whole.flops);
        QCOMPARE(QString::number((whole.flops) / (eighth.flops - 2 * 12'582'912.0), 'f', 2), QStringLiteral("8.88"));
    }
};

QTEST_GUILESS_MAIN(TestTrainingPlan)
#include "tst_training_plan.moc"

#include "core/engine/engine.h"
#include "core/error.h"
#include "tests/engine/train/toy_task.h"

#include <QtTest>

#include <functional>

using namespace exitscope;

namespace {

struct BadInput
{
    const char* name;
    std::function<void(ToyTask&)> spoil;
    const char* expected; ///< in the one line that a person sees
};

const std::vector<BadInput>& badInputs()
{
    static const std::vector<BadInput> all {
        { "unknown key", [](ToyTask& toy) { toy.config["epoch"] = 3; }, "\"epoch\" is not a known key" },
        { "exit module without kind", [](ToyTask& toy) { toy.config["exit_module"] = nlohmann::json::object(); },
            "\"exit_module.kind\" is missing" },
        { "exit module of no kind", [](ToyTask& toy) { toy.config["exit_module"] = { { "kind", "oracle" } }; },
            "\"exit_module.kind\" is \"oracle\"; use one of \"lte\", \"classifier\"" },
        { "key of the other module", [](ToyTask& toy) { toy.config["exit_module"] = { { "kind", "lte" }, { "epochs", 2 } }; },
            "\"exit_module.epochs\" is not a known key" },
        { "weight that cannot be", [](ToyTask& toy) { toy.config["exit_module"] = { { "kind", "lte" }, { "weight", -1 } }; },
            "\"exit_module.weight\" is -1" },
        { "tolerance of nothing", [](ToyTask& toy) { toy.config["exit_module"] = { { "kind", "classifier" }, { "tolerance", 0 } }; },
            "\"exit_module.tolerance\" is 0" },
        { "exit module of one exit", [](ToyTask& toy) {
             toy.config["exit_module"] = { { "kind", "classifier" } };
             toy.config["model"]["exits"] = { 2 };
         }, "no exit below the last one" },
        { "exit module without a task", [](ToyTask& toy) {
             toy.config.erase("task");
             toy.config["pretrain"] = { { "files", { "train.tsv" } }, { "steps", 1 } };
             toy.config["exit_module"] = { { "kind", "lte" } };
         }, "\"exit_module\" stands without a \"task\"" },
        { "nothing to train", [](ToyTask& toy) { toy.config["epochs"] = 0; }, "\"epochs\" is 0; train for longer" },
        { "classifier onto nothing", [](ToyTask& toy) {
             toy.config["epochs"] = 0;
             toy.config["exit_module"] = { { "kind", "classifier" } };
         }, "the model is not there yet" },
        { "unknown nested key", [](ToyTask& toy) { toy.config["optimizer"]["momentum"] = 0.9; },
            "\"optimizer.momentum\" is not a known key" },
        { "unknown regime", [](ToyTask& toy) { toy.config["regime"] = "alternated"; },
            "\"regime\" is \"alternated\"; use one of \"joint\", \"layer-weighted\", \"two-stage\"" },
        { "wrong type", [](ToyTask& toy) { toy.config["batch"] = "many"; }, "\"batch\" is not a whole number" },
        { "out of range", [](ToyTask& toy) { toy.config["dropout"] = 1.5; }, "\"dropout\" is 1.5; use a number from 0 to 0.9" },
        { "no training file", [](ToyTask& toy) { toy.config["task"].erase("train"); }, "\"task.train\" is missing" },
        { "no dev file", [](ToyTask& toy) { toy.config["task"].erase("dev"); }, "\"task.dev\" is missing" },
        { "missing file", [](ToyTask& toy) { toy.config["task"]["dev"] = "nowhere.tsv"; }, "nowhere.tsv" },
        { "no task", [](ToyTask& toy) { toy.config.erase("task"); }, "\"task\" is missing" },
        { "heads", [](ToyTask& toy) { toy.config["model"]["heads"] = 3; }, "\"model.heads\" does not divide \"hidden\"" },
        { "exits", [](ToyTask& toy) { toy.config["model"]["exits"] = { 1 }; }, "does not end with the last layer, 2" },
        { "label out of range", [](ToyTask& toy) { toy.write("train.tsv", "sentence\tlabel\na film\t0\na play\t5\n"); }, "train.tsv:3" },
        { "grammar label", [](ToyTask& toy) {
             toy.write("g.json", R"({"slots": {}, "templates": [{"text": "a", "label": 7}]})");
             toy.config["task"]["train"] = nlohmann::json::array({ { { "file", "train.tsv" } }, { { "grammar", "g.json" } } });
         }, "label 7 is not one of the 2 classes" },
        { "grammar slot", [](ToyTask& toy) {
             toy.write("g.json", R"({"slots": {}, "templates": [{"text": "a {thing}", "label": 1}]})");
             toy.config["task"]["train"] = nlohmann::json::array({ { { "file", "train.tsv" } }, { { "grammar", "g.json" } } });
         }, "no slot \"thing\"" },
        { "grammar circle", [](ToyTask& toy) {
             toy.write("g.json", R"({"slots": {"x": ["{x}"]}, "templates": [{"text": "{x}", "label": 1}]})");
             toy.config["task"]["train"] = nlohmann::json::array({ { { "file", "train.tsv" } }, { { "grammar", "g.json" } } });
         }, "in a circle" },
        { "empty dataset", [](ToyTask& toy) { toy.write("dev.tsv", "sentence\tlabel\n"); }, "dev.tsv" },
        { "init without files", [](ToyTask& toy) { toy.config["model"] = { { "init", "nothing" } }; }, "nothing" },
        { "pre-training without steps", [](ToyTask& toy) { toy.config["pretrain"] = { { "files", { "train.tsv" } } }; },
            "\"pretrain.steps\" is missing" },
        { "sequences too long", [](ToyTask& toy) {
             toy.config["pretrain"] = { { "files", { "train.tsv" } }, { "steps", 1 }, { "length", 64 } };
         }, "more than the model's positions" },
        { "vocabulary too small", [](ToyTask& toy) { toy.config["tokenizer"]["learn"] = 64; toy.write("train.tsv",
             "sentence\tlabel\nabcdefghijklmnopqrstuvwxyz 0123456789 !?\t0\nzyxwvutsrqponmlkjihgfedcba 9876543210\t1\n"); }, "" },
    };
    return all;
}

} // namespace

class TestTrainConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesBadInput_data();
    void refusesBadInput();
    void refusesWhatIsNotJson();
    void refusesAnotherRunsState();
};

void TestTrainConfig::refusesBadInput_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(badInputs().size()); ++i)
        QTest::newRow(badInputs()[static_cast<std::size_t>(i)].name) << i;
}

void TestTrainConfig::refusesBadInput()
{
    QFETCH(int, index);
    const BadInput& bad = badInputs()[static_cast<std::size_t>(index)];
    ToyTask toy;
    bad.spoil(toy);
    try {
        engine::loadEngine()->train({ toy.configFile(), false, {}, {} }, {});
        QFAIL("trained");
    } catch (const InputError& error) {
        const QString line = QString::fromUtf8(error.what());
        QVERIFY2(line.contains(QString::fromUtf8(bad.expected)), qPrintable(line));
        QVERIFY2(!line.contains(QLatin1Char('\n')), qPrintable(line));
        QVERIFY(!std::filesystem::exists(toy.path("model") / "model.safetensors"));
    }
}

void TestTrainConfig::refusesWhatIsNotJson()
{
    ToyTask toy;
    toy.write("bad.json", "{\n \"epochs\": 3,\n \"batch\" 5\n}\n");
    try {
        engine::loadEngine()->train({ toy.path("bad.json"), false, {}, {} }, {});
        QFAIL("trained");
    } catch (const InputError& error) {
        QCOMPARE(error.line(), std::int64_t { 3 });
    }
}

void TestTrainConfig::refusesAnotherRunsState()
{
    ToyTask toy;
    toy.config["epochs"] = 1;
    engine::loadEngine()->train({ toy.configFile(), false, {}, {} }, {});
    toy.config["seed"] = 4;
    QVERIFY_EXCEPTION_THROWN(engine::loadEngine()->train({ toy.configFile(), true, {}, {} }, {}), InputError);
}

QTEST_APPLESS_MAIN(TestTrainConfig)
#include "tst_train_config.moc"

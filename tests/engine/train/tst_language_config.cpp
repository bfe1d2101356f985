#include "core/engine/engine.h"
#include "core/error.h"
#include "tests/engine/train/toy_texts.h"

#include <QtTest>

#include <functional>
#include <vector>

using namespace exitscope;

namespace {

struct BadInput
{
    const char* name;
    std::function<void(ToyTexts&)> spoil;
    const char* expected; ///< in the one line that a person sees
};

const std::vector<BadInput>& badInputs()
{
    static const std::vector<BadInput> all {
        { "unknown key", [](ToyTexts& toy) { toy.config["max_length"] = 30; }, "\"max_length\" is not a known key" },
        { "task beside text", [](ToyTexts& toy) { toy.config["task"] = nlohmann::json::object(); }, "\"task\" is not a known key" },
        { "unknown model key", [](ToyTexts& toy) { toy.config["model"]["positions"] = 30; },
            "\"model.positions\" is not a known key" },
        { "no family", [](ToyTexts& toy) { toy.config["model"].erase("family"); }, "\"model.family\" is missing" },
        { "unknown family", [](ToyTexts& toy) { toy.config["model"]["family"] = "bart"; },
            "\"model.family\" is \"bart\"; use one of \"t5\", \"gpt2\", \"llama\"" },
        { "heads", [](ToyTexts& toy) { toy.config["model"]["heads"] = 3; }, "\"model.heads\" does not divide \"hidden\"" },
        { "key heads", [](ToyTexts& toy) { toy.useStream("llama"); toy.config["model"]["key_heads"] = 3; },
            "\"model.key_heads\" does not divide \"heads\"" },
        { "heads that cannot turn", [](ToyTexts& toy) { toy.useStream("llama"); toy.config["model"]["heads"] = 32; },
            "\"model.heads\" leaves heads of 1" },
        { "one layer", [](ToyTexts& toy) { toy.config["model"]["layers"] = 1; }, "\"model.layers\" is 1" },
        { "unknown regime", [](ToyTexts& toy) { toy.config["regime"] = "joint"; }, "\"regime\" is \"joint\"; use one of \"layer-weighted\"" },
        { "unknown exit module", [](ToyTexts& toy) { toy.config["exit_module"] = { { "kind", "lte" } }; },
            "\"exit_module.kind\" is \"lte\"; use one of \"classifier\"" },
        { "no train", [](ToyTexts& toy) { toy.config["text"].erase("train"); }, "\"text.train\" is missing" },
        { "no dev", [](ToyTexts& toy) { toy.config["text"].erase("dev"); }, "\"text.dev\" is missing" },
        { "dev share of pairs", [](ToyTexts& toy) { toy.config["text"]["dev_share"] = 0.1; }, "\"text.dev_share\" is not a known key" },
        { "dev of another kind", [](ToyTexts& toy) { toy.config["text"]["dev"] = "dev.en"; }, "\"text.dev\" is of another kind" },
        { "one side", [](ToyTexts& toy) { toy.config["text"]["train"].erase("target"); }, "\"text.train.target\" is missing" },
        { "objects without a key", [](ToyTexts& toy) { toy.config["text"]["train"] = { { "file", "train.jsonl" }, { "source_key", "from" } }; },
            "\"text.train.target_key\" is missing" },
        { "key that no object has", [](ToyTexts& toy) {
             toy.config["text"]["train"] = { { "file", "train.jsonl" }, { "source_key", "from" }, { "target_key", "too" } };
         }, "train.jsonl:1: the object has no text \"too\"" },
        { "line that is no object", [](ToyTexts& toy) {
             toy.write("bad.jsonl", "{\"from\": \"a\", \"to\": \"b\"}\n[]\n");
             toy.config["text"]["train"] = { { "file", "bad.jsonl" }, { "source_key", "from" }, { "target_key", "to" } };
         }, "bad.jsonl:2: the line is not a JSON object" },
        { "source is shorter", [](ToyTexts& toy) { toy.write("train.en", "one\ntwo\n"); toy.write("train.fr", "un\ndeux\ntrois\n"); },
            "train.en:3: the file ends here, but train.fr goes on" },
        { "target is shorter", [](ToyTexts& toy) { toy.write("dev.fr", "un\n"); }, "dev.fr:2: the file ends here, but dev.en goes on" },
        { "empty line", [](ToyTexts& toy) { toy.write("train.en", "one\n\n"); toy.write("train.fr", "un\ndeux\n"); },
            "train.en:2: a text of the pair is empty" },
        { "not UTF-8", [](ToyTexts& toy) { toy.write("train.en", "one\nt\xFFo\n"); toy.write("train.fr", "un\ndeux\n"); }, "train.en:2" },
        { "missing file", [](ToyTexts& toy) { toy.config["text"]["dev"]["source"] = "nowhere.en"; }, "nowhere.en" },
        { "no pairs", [](ToyTexts& toy) { toy.write("dev.en", ""); toy.write("dev.fr", ""); }, "dev.en: it holds no pairs" },
        { "too long, refused", [](ToyTexts& toy) { toy.config["text"]["max_source"] = 6; toy.config["text"]["long"] = "refuse"; },
            "more than \"max_source\" or \"max_target\" leave room for" },
        { "all too long", [](ToyTexts& toy) { toy.config["text"]["max_source"] = 3; toy.config["text"]["long"] = "leave-out"; },
            "every pair is too long" },
        { "pairs for a decoder alone", [](ToyTexts& toy) {
             toy.config["model"] = { { "family", "gpt2" } };
         }, "\"text.train\" are pairs, but \"gpt2\" has no encoder" },
        { "one text for t5", [](ToyTexts& toy) { toy.config["text"] = { { "train", "train.en" }, { "dev_share", 0.1 } }; },
            "\"text.train\" is one text, but \"t5\" reads one text and writes another" },
        { "window longer than the model", [](ToyTexts& toy) { toy.useStream("gpt2"); toy.config["text"]["length"] = 33; },
            "\"text.length\" is more than the model's 32 positions" },
        { "text too small", [](ToyTexts& toy) { toy.useStream("gpt2"); toy.write("train.en", "a white dog\n"); },
            "too few for one window of 24" },
        { "too small for a dev part", [](ToyTexts& toy) {
             toy.useStream("gpt2");
             toy.write("train.en", "a white dog and a black dog\n");
         }, "too short to cut a dev part off" },
        { "vocabulary without room", [](ToyTexts& toy) { toy.config["tokenizer"]["learn"] = 200; }, "no room for the 256 bytes" },
        { "bytes that learn", [](ToyTexts& toy) { toy.config["tokenizer"] = { { "kind", "bytes" }, { "learn", 300 } }; },
            "\"tokenizer.learn\" stands beside the kind \"bytes\"" },
        { "nothing to train", [](ToyTexts& toy) { toy.config["epochs"] = 0; }, "\"epochs\" is 0; train for longer" },
        { "classifier onto nothing", [](ToyTexts& toy) {
             toy.config["epochs"] = 0;
             toy.config["exit_module"] = { { "kind", "classifier" } };
         }, "the model is not there yet" },
        { "init without files", [](ToyTexts& toy) { toy.config["model"] = { { "init", "nothing" } }; }, "nothing" },
    };
    return all;
}

/// What training says of a configuration; empty when it trains.
QString complaint(const ToyTexts& toy, const char* output = "model")
{
    try {
        engine::loadEngine()->train({ toy.configFile(output), false, {}, {} }, {});
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class TestLanguageConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesBadInput_data();
    void refusesBadInput();
    void refusesATokenizerThatDoesNotFit();
    void refusesTextsOfAnotherKindThanTheModel();
    void refusesAnotherRunsState();
};

void TestLanguageConfig::refusesBadInput_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(badInputs().size()); ++i)
        QTest::newRow(badInputs()[static_cast<std::size_t>(i)].name) << i;
}

void TestLanguageConfig::refusesBadInput()
{
    QFETCH(int, index);
    const BadInput& bad = badInputs()[static_cast<std::size_t>(index)];
    ToyTexts toy;
    bad.spoil(toy);
    const QString line = complaint(toy);
    QVERIFY2(line.contains(QString::fromUtf8(bad.expected)), qPrintable(line));
    QVERIFY2(!line.contains(QLatin1Char('\n')), qPrintable(line));
    QVERIFY(!std::filesystem::exists(toy.path("model") / "model.safetensors"));
}

void TestLanguageConfig::refusesATokenizerThatDoesNotFit()
{
    ToyTexts toy;
    toy.config["epochs"] = 0.04;
    QCOMPARE(complaint(toy, "small"), QString());
    toy.config["tokenizer"]["learn"] = 310;
    QCOMPARE(complaint(toy, "large"), QString());
    toy.config["model"] = { { "init", "small" } };
    toy.config["tokenizer"] = { { "from", "large" } };
    const QString line = complaint(toy);
    QVERIFY2(line.contains(QStringLiteral("the tokenizer has 310 tokens, the model's embedding 300 rows")), qPrintable(line));
}

void TestLanguageConfig::refusesTextsOfAnotherKindThanTheModel()
{
    ToyTexts toy;
    toy.config["epochs"] = 0.04;
    QCOMPARE(complaint(toy, "small"), QString());
    toy.config["model"] = { { "init", "small" } };
    toy.config["text"] = { { "train", "train.en" }, { "dev_share", 0.1 } };
    QVERIFY(complaint(toy).contains(QStringLiteral("the model reads one text and writes another")));
}

void TestLanguageConfig::refusesAnotherRunsState()
{
    ToyTexts toy;
    toy.config["epochs"] = 0.04;
    QCOMPARE(complaint(toy), QString());
    toy.config["seed"] = 4;
    QVERIFY_EXCEPTION_THROWN(engine::loadEngine()->train({ toy.configFile(), true, {}, {} }, {}), InputError);
}

QTEST_GUILESS_MAIN(TestLanguageConfig)
#include "tst_language_config.moc"

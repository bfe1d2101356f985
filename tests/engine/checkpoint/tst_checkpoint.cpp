#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/describe.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "tests/engine/support/fake_checkpoint.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace exitscope;
using namespace exitscope::engine;
using exitscope::test::FakeCheckpoint;

using Bend = std::function<void(FakeCheckpoint&)>;
Q_DECLARE_METATYPE(Bend)

class TestCheckpoint : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_count = 0;

    std::filesystem::path fresh() { return m_folder.filePath(QString::number(++m_count)).toStdString(); }

    std::shared_ptr<const Checkpoint> opened(const FakeCheckpoint& fake)
    {
        const auto folder = fresh();
        fake.write(folder);
        return Checkpoint::open(folder);
    }

private Q_SLOTS:
    void goldenFamilies_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("family");
        QTest::addColumn<int>("head");
        QTest::addColumn<int>("unused");
        const auto row = [](const char* folder, const char* family, HeadKind head, int unused) {
            QTest::newRow(folder) << QString::fromLatin1(folder) << QString::fromLatin1(family) << int(head)
                                  << unused;
        };
        row("deebert", "bert", HeadKind::PoolerPerExit, 4); // the last highway: pooler and classifier
        row("elasticbert", "elasticbert", HeadKind::PoolerPerExit, 0);
        row("pabee-bert", "bert", HeadKind::SharedPooler, 0);
        row("pabee-albert", "albert", HeadKind::SharedPooler, 0);
        row("hashee", "elasticbert", HeadKind::SharedLastHead, 10); // the poolers of the other five layers
    }

    void goldenFamilies()
    {
        QFETCH(QString, folder);
        QFETCH(QString, family);
        QFETCH(int, head);
        QFETCH(int, unused);
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        const auto found = describeCheckpoint(golden / folder.toStdString());
        QCOMPARE(QString::fromStdString(found.family), family);
        QCOMPARE(int(found.config.head), head);
        QCOMPARE(int(found.unused.size()), unused);
        QCOMPARE(found.config.exitLayer, std::vector<std::int32_t>({ 1, 2, 3, 4, 5, 6 }));
        QCOMPARE(found.config.classes, std::int64_t { 3 });
        QCOMPARE(found.config.hidden, std::int64_t { 64 });
        QCOMPARE(found.dtype, std::string("F32"));
        QVERIFY(found.parameters > 0);
    }

    void bertBaseCountsAsPublished()
    {
        // Header-only: the tensors are a hole in a sparse file, so the full size costs nothing.
        const auto folder = fresh();
        FakeCheckpoint fake
            = test::fakeBert({ .layers = 0, .hidden = 768, .heads = 12, .feedForward = 3072, .classes = 2 });
        fake.config["num_hidden_layers"] = 12;
        fake.config["vocab_size"] = 30522;
        fake.config["max_position_embeddings"] = 512;
        fake.config["id2label"] = { { "0", "negative" }, { "1", "positive" } };
        std::filesystem::create_directories(folder);
        io::writeFileAtomically(folder / "config.json", fake.config.dump());
        std::vector<io::TensorSpec> specs;
        const FakeCheckpoint small = test::fakeBert({ .layers = 12,
            .hidden = 32,
            .feedForward = 48,
            .vocabulary = 60,
            .positions = 40,
            .classes = 7 });
        const std::map<std::int64_t, std::int64_t> real { { 32, 768 }, { 48, 3072 }, { 60, 30522 },
            { 40, 512 }, { 2, 2 }, { 7, 2 } };
        std::size_t bytes = 0;
        for (const auto& [name, tensor] : small.tensors) {
            auto& spec = specs.emplace_back(io::TensorSpec { name, io::DType::F32, tensor.shape });
            for (auto& extent : spec.shape)
                extent = real.at(extent);
            bytes += spec.byteCount();
        }
        const std::string header = io::safetensorsHeader(specs, {});
        io::writeFileAtomically(folder / "model.safetensors", header);
        std::filesystem::resize_file(folder / "model.safetensors", header.size() + bytes);
        const auto found = describeCheckpoint(folder);
        QCOMPARE(
            found.parameters, std::int64_t { 109482240 + 2 * 768 + 2 }); // methods.md 8.5, and the classifier
        QCOMPARE(found.flops128, 2.0 * (11173625856.0 + 591360.0)); // 8.1 and 8.3
        QCOMPARE(found.config.labelNames.back(), std::string("positive"));
    }

    void exitModules()
    {
        FakeCheckpoint own = test::fakeOwnExits({}, { 1, 3 });
        QVERIFY(opened(own)->config().exitModule == ExitModule::None);
        own.addLinear("exit_module", 1, 32);
        for (const auto& [kind, expected] : { std::pair("lte", ExitModule::Lte), std::pair("classifier", ExitModule::Classifier) }) {
            own.config["exit_module"] = kind;
            const auto found = opened(own);
            QVERIFY(found->config().exitModule == expected);
            QVERIFY(found->encoder().exitModule);
            QVERIFY(found->encoder().unused.empty());
            QCOMPARE(std::string(nameOf(expected)), std::string(kind));
        }
    }

    void exitModuleOfBerxit()
    {
        FakeCheckpoint fake = test::fakeBert();
        for (int layer = 0; layer < 3; ++layer) {
            fake.addLinear("bert.encoder.highway." + std::to_string(layer) + ".pooler.dense", 32, 32);
            fake.addLinear("bert.encoder.highway." + std::to_string(layer) + ".classifier", 3, 32);
        }
        fake.addLinear("bert.encoder.lte_classifier", 1, 32);
        QVERIFY(opened(fake)->config().exitModule == ExitModule::Lte);
    }

    void exitModulesThatCannotBe_data()
    {
        QTest::addColumn<Bend>("bend");
        QTest::addColumn<QString>("expected");
        QTest::newRow("kind not said") << Bend([](FakeCheckpoint& fake) { fake.config.erase("exit_module"); })
                                       << "\"exit_module\" is missing";
        QTest::newRow("kind not known") << Bend([](FakeCheckpoint& fake) { fake.config["exit_module"] = "oracle"; })
                                        << "\"exit_module\" is \"oracle\"";
        QTest::newRow("no tensor") << Bend([](FakeCheckpoint& fake) { fake.tensors.erase("exit_module.weight"); })
                                   << "exit_module.weight";
        QTest::newRow("no bias") << Bend([](FakeCheckpoint& fake) { fake.tensors.erase("exit_module.bias"); })
                                 << "exit_module.bias";
        QTest::newRow("another width") << Bend([](FakeCheckpoint& fake) { fake.add("exit_module.weight", { 1, 16 }); })
                                       << "exit_module.weight";
    }

    void exitModulesThatCannotBe()
    {
        QFETCH(Bend, bend);
        QFETCH(QString, expected);
        FakeCheckpoint fake = test::fakeOwnExits({}, { 1, 3 });
        fake.addLinear("exit_module", 1, 32);
        fake.config["exit_module"] = "lte";
        bend(fake);
        try {
            opened(fake);
            QFAIL("opened");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(expected), error.what());
        }
    }

    void everyTensorIsUsedOrReported()
    {
        FakeCheckpoint fake = test::fakeBert();
        fake.add("cls.predictions.bias", { 60 });
        const auto checkpoint = opened(fake);
        QCOMPARE(checkpoint->encoder().unused, std::vector<std::string>({ "cls.predictions.bias" }));
        QCOMPARE(checkpoint->config().head, HeadKind::SharedLastHead);
        QCOMPARE(checkpoint->encoder().exits.size(), std::size_t { 3 });
        QVERIFY(!checkpoint->encoder().notes.empty());
    }

    void ownExitsSitWhereConfigSays()
    {
        const auto checkpoint = opened(test::fakeOwnExits({ .layers = 4 }, { 2, 3, 4 }));
        QCOMPARE(checkpoint->config().exitLayer, std::vector<std::int32_t>({ 2, 3, 4 }));
        QVERIFY(checkpoint->encoder().unused.empty());
        QVERIFY(checkpoint->encoder().exits[1].dense.weight != checkpoint->encoder().exits[2].dense.weight);
    }

    void otherNamesOfTheSameThing()
    {
        FakeCheckpoint old = test::fakeBert();
        std::vector<std::string> names;
        for (const auto& [name, tensor] : old.tensors)
            names.push_back(name);
        for (const auto& name : names)
            if (const auto at = name.find("LayerNorm."); at != std::string::npos)
                old.rename(name, name.substr(0, at + 10) + (name.ends_with("weight") ? "gamma" : "beta"));
        QVERIFY(opened(old)->encoder().unused.empty());

        FakeCheckpoint wrapped = test::fakeBert();
        for (const auto& name : names)
            wrapped.rename(name, "module." + name);
        QVERIFY(opened(wrapped)->encoder().unused.empty());
    }

    void shardsAreOneTable()
    {
        const auto folder = fresh();
        FakeCheckpoint whole = test::fakeBert();
        whole.write(folder);
        const auto expected = Checkpoint::open(folder);
        FakeCheckpoint first = whole, second = whole;
        nlohmann::json map;
        for (const auto& [name, tensor] : whole.tensors) {
            const bool isFirst = name.find("layer.0") != std::string::npos;
            (isFirst ? second : first).tensors.erase(name);
            map[name] = isFirst ? "model-00001-of-00002.safetensors" : "model-00002-of-00002.safetensors";
        }
        const auto sharded = fresh();
        second.write(sharded);
        std::filesystem::rename(sharded / "model.safetensors", sharded / "model-00002-of-00002.safetensors");
        first.write(sharded);
        std::filesystem::rename(sharded / "model.safetensors", sharded / "model-00001-of-00002.safetensors");
        const auto index = sharded / "model.safetensors.index.json";
        io::writeFileAtomically(index, nlohmann::json { { "weight_map", map } }.dump());
        const auto found = Checkpoint::open(sharded);
        QCOMPARE(found->weights().weights().size(), expected->weights().weights().size());
        QCOMPARE(found->weights().files().size(), std::size_t { 2 });

        map["bert.pooler.dense.bias"] = "../elsewhere.safetensors";
        io::writeFileAtomically(index, nlohmann::json { { "weight_map", map } }.dump());
        QVERIFY_THROWS_EXCEPTION(InputError, Checkpoint::open(sharded));
        map["bert.pooler.dense.bias"] = "model-00001-of-00002.safetensors";
        io::writeFileAtomically(index, nlohmann::json { { "weight_map", map } }.dump());
        QVERIFY_THROWS_EXCEPTION(InputError, Checkpoint::open(sharded));
    }

    void whatContradictsIsNamed_data()
    {
        QTest::addColumn<Bend>("bend");
        QTest::addColumn<QStringList>("words");
        const auto row
            = [](const char* name, Bend bend, QStringList words) { QTest::newRow(name) << bend << words; };
        const auto config = [&](const char* name, const char* key, nlohmann::json value, QStringList words) {
            row(
                name, [=](FakeCheckpoint& fake) { fake.config[key] = value; }, words);
        };
        row("missing",
            [](FakeCheckpoint& fake) { fake.tensors.erase("bert.encoder.layer.1.output.dense.bias"); },
            { "\"bert.encoder.layer.1.output.dense.bias\" is missing", "[32]" });
        row("misshapen",
            [](FakeCheckpoint& fake) {
                fake.add("bert.encoder.layer.2.intermediate.dense.weight", { 32, 48 });
            },
            { "\"bert.encoder.layer.2.intermediate.dense.weight\"", "[32, 48]", "[48, 32]" });
        row("no classifier", [](FakeCheckpoint& fake) { fake.tensors.erase("classifier.weight"); },
            { "no classifier" });
        row("not a model",
            [](FakeCheckpoint& fake) {
                fake.tensors.clear();
                fake.add("x", { 1 });
            },
            { "word_embeddings" });
        config("smaller vocabulary", "vocab_size", 50, { "word_embeddings", "[60, 32]", "[50, 32]" });
        config("too few layers", "num_hidden_layers", 2, { "config.json", "num_hidden_layers", "3 layers" });
        config("too many layers", "num_hidden_layers", 4, { "layer.3", "is missing" });
        config("hidden", "hidden_size", 64, { "word_embeddings", "[60, 32]", "[60, 64]" });
        config("heads", "num_attention_heads", 5, { "32 hidden units do not split into 5 heads" });
        config("no heads", "num_attention_heads", 0, { "num_attention_heads", "0" });
        config("a word for a number", "hidden_size", "large", { "hidden_size", "count" });
        config("negative", "num_hidden_layers", -3, { "num_hidden_layers", "count" });
        config("labels", "num_labels", 2, { "num_labels", "3 rows" });
        config("label names", "id2label", { { "0", "a" }, { "1", "b" } }, { "id2label", "3 rows" });
        config("label ids", "id2label", { { "0", "a" }, { "2", "b" } }, { "id2label" });
        config("family", "model_type", "gpt2", { "model_type", "gpt2", "roberta" });
        config("activation", "hidden_act", "swish", { "hidden_act", "swish" });
        config("positions", "position_embedding_type", "relative_key", { "position_embedding_type" });
        const auto parsed = [&](const char* name, const char* key, const char* value, QStringList words) {
            config(name, key, nlohmann::json::parse(value), words << QStringLiteral("config.json"));
        };
        parsed("a head that is not there", "pruned_heads", R"({"1": [2]})", { "\"pruned_heads\" of layer 1 names head 2" });
        parsed("a head twice", "pruned_heads", R"({"1": [0, 0]})", { "names head 0 twice" });
        parsed("all heads", "pruned_heads", R"({"1": [1, 0]})", { "names all its heads", "at least one" });
        parsed("a layer that is not there", "pruned_heads", R"({"3": [0]})", { "\"pruned_heads\" names layer 3" });
        parsed("heads of no layer", "pruned_heads", R"({"x": [0]})", { "\"pruned_heads\"", "whole numbers" });
        parsed("no head in a layer", "heads_kept", "[2, 0, 1]", { "\"heads_kept\" gives layer 2 0 heads", "1 … 2" });
        parsed("more heads than any", "heads_kept", "[2, 3, 1]", { "\"heads_kept\" gives layer 2 3 heads" });
        parsed("no inner unit", "feed_forward_kept", "[1, 1, 0]", { "\"feed_forward_kept\" gives layer 3 0 inner units" });
        parsed("a layer's width missing", "feed_forward_kept", "[1, 1]", { "has 2 entries, the model has 3 layers" });
        parsed("heads of no size", "head_size", "0", { "\"head_size\" is 0" });
        parsed("no rank", "word_rank", "0", { "\"word_rank\" is 0", "1 … 32" });
        parsed("a rank above the width", "word_rank", "33", { "\"word_rank\" is 33" });
        parsed("COST-EFF's without a rank", "emb_hidden_dim", "0", { "\"emb_hidden_dim\"", "-1" });
        parsed("COST-EFF's half a rank", "emb_hidden_dim", "2.5", { "\"emb_hidden_dim\"" });
        parsed("COST-EFF's heads", "prun_hidden_size", "31", { "\"prun_hidden_size\" 31 does not split into 2 heads" });
        parsed("COST-EFF without inner units", "prun_intermediate_size", "0", { "\"prun_intermediate_size\" is 0" });
        parsed("another exit head", "exit_head", "\"relu\"", { "\"exit_head\" is \"relu\"", "\"tanh\"" });
        row("weights of another width", [](FakeCheckpoint& fake) { fake.config["heads_kept"] = { 2, 1, 2 }; },
            { "\"bert.encoder.layer.1.attention.self.query.weight\"", "[32, 32]", "[16, 32]" });
        row("a factor without its rank", [](FakeCheckpoint& fake) { fake.add("bert.embeddings.word_projection.weight", { 32, 8 }); },
            { "config.json", "rank", "\"word_rank\"" });
        row("COST-EFF's pooled states",
            [](FakeCheckpoint& fake) { fake.config.update({ { "pooler_dense", false }, { "pooling_mode", "avg" } }); },
            { "config.json", "\"pooling_mode\" is \"avg\"" });
        row("COST-EFF's joined states",
            [](FakeCheckpoint& fake) { fake.config.update({ { "pooler_dense", false }, { "last_n_hidden", 2 } }); },
            { "config.json", "\"last_n_hidden\" is 2" });
    }

    void whatContradictsIsNamed()
    {
        QFETCH(Bend, bend);
        QFETCH(QStringList, words);
        FakeCheckpoint fake = test::fakeBert();
        bend(fake);
        try {
            (void)opened(fake);
            QFAIL("it was accepted");
        } catch (const InputError& error) {
            for (const auto& word : words)
                QVERIFY2(QString::fromUtf8(error.what()).contains(word), error.what());
        }
    }

    void exitLayersThatContradictAreNamed_data()
    {
        QTest::addColumn<QString>("layers");
        for (const char* layers :
            { "[1, 2]", "[1, 2, 2]", "[0, 2, 3]", "[2, 1, 3]", "[1, 2, 4]", "[1]", "3", "[1, 2, \"3\"]" })
            QTest::newRow(layers) << QString::fromLatin1(layers);
    }

    void exitLayersThatContradictAreNamed()
    {
        QFETCH(QString, layers);
        FakeCheckpoint fake = test::fakeOwnExits({ .layers = 3 }, { 1, 2, 3 });
        QVERIFY(opened(fake));
        fake.config["exit_layers"] = nlohmann::json::parse(layers.toStdString());
        try {
            (void)opened(fake);
            QFAIL("it was accepted");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(QLatin1String("exit_layers")), error.what());
        }
    }

    void integersAreNoWeights()
    {
        const auto folder = fresh();
        test::fakeBert().write(folder);
        auto bytes = io::readWholeFile(folder / "model.safetensors");
        const auto entry = bytes.find("\"bert.embeddings.LayerNorm.bias\"");
        const auto dtype = bytes.find("F32", entry);
        bytes.replace(dtype, 3, "I32");
        io::writeFileAtomically(folder / "model.safetensors", bytes);
        try {
            (void)Checkpoint::open(folder);
            QFAIL("it was accepted");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(QLatin1String("LayerNorm.bias\" holds I32")),
                error.what());
        }
    }

    void theIdentityChangesWithAnyWeight()
    {
        FakeCheckpoint fake = test::fakeBert();
        const auto before = opened(fake)->sha256();
        QCOMPARE(before.size(), std::size_t { 64 });
        QCOMPARE(opened(fake)->sha256(), before);
        fake.tensors["bert.encoder.layer.1.output.dense.weight"].values[77] += 1e-6f;
        QVERIFY(opened(fake)->sha256() != before);
        fake = test::fakeBert();
        fake.config["layer_norm_eps"] = 1e-5;
        QVERIFY(opened(fake)->sha256() != before);
        std::stop_source stopped;
        stopped.request_stop();
        JobContext job;
        job.stop = stopped.get_token();
        QCOMPARE(opened(fake)->sha256(job), std::string());
    }

    void aFolderThatIsNoModelIsRefused()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, Checkpoint::open(fresh()));
        const auto folder = fresh();
        std::filesystem::create_directories(folder);
        QVERIFY_THROWS_EXCEPTION(InputError, Checkpoint::open(folder));
        io::writeFileAtomically(folder / "config.json", "[]");
        QVERIFY_THROWS_EXCEPTION(InputError, Checkpoint::open(folder));
        test::fakeBert().write(folder);
        std::filesystem::remove(folder / "model.safetensors");
        QVERIFY_THROWS_EXCEPTION(InputError, Checkpoint::open(folder));
    }
};

QTEST_GUILESS_MAIN(TestCheckpoint)
#include "tst_checkpoint.moc"

#include "core/cost/cost_model.h"
#include "core/cost/encoder_shape.h"
#include "core/error.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace exitscope;
using cost::EncoderShape;
using cost::HeadKind;

namespace {

EncoderShape bertBase()
{
    EncoderShape shape;
    shape.layers = 12;
    shape.hidden = 768;
    shape.heads = 12;
    shape.feedForward = 3072;
    shape.vocabulary = 30522;
    shape.positions = 512;
    shape.types = 2;
    shape.classes = 2;
    return shape;
}

EncoderShape albertBase()
{
    auto shape = bertBase();
    shape.vocabulary = 30000;
    shape.embedding = 128;
    shape.sharedLayers = true;
    return shape;
}

std::int64_t totalWithoutClassifier(EncoderShape shape)
{
    shape.classes = 0;
    return cost::parameterCount(shape).total();
}

trace::Trace::Arrays threeExits()
{
    trace::Trace::Arrays a;
    a.logits.assign(2 * 3 * 2, 0.0F);
    a.exitLayer = { 1, 2, 4 };
    return a;
}

EncoderShape fourLayers()
{
    EncoderShape shape;
    shape.layers = 4;
    shape.hidden = 8;
    shape.heads = 2;
    shape.feedForward = 16;
    shape.classes = 2;
    shape.exits = 3;
    return shape;
}

} // namespace

class TestCost : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void layersByLength_data() // methods.md §8.1, CV72
    {
        QTest::addColumn<qint64>("tokens");
        QTest::addColumn<qint64>("layer");
        QTest::addColumn<qint64>("twelve");
        QTest::newRow("32") << qint64 { 32 } << qint64 { 228065280 } << qint64 { 2736783360 };
        QTest::newRow("64") << qint64 { 64 } << qint64 { 459276288 } << qint64 { 5511315456 };
        QTest::newRow("128") << qint64 { 128 } << qint64 { 931135488 } << qint64 { 11173625856 };
        QTest::newRow("256") << qint64 { 256 } << qint64 { 1912602624 } << qint64 { 22951231488 };
        QTest::newRow("384") << qint64 { 384 } << qint64 { 2944401408 } << qint64 { 35332816896 };
        QTest::newRow("512") << qint64 { 512 } << qint64 { 4026531840 } << qint64 { 48318382080 };
    }

    void layersByLength()
    {
        QFETCH(qint64, tokens);
        QFETCH(qint64, layer);
        QFETCH(qint64, twelve);
        QCOMPARE(cost::layerMacs(bertBase(), 0, tokens), layer);
        QCOMPARE(cost::encoderMacs(bertBase(), tokens), twelve);
        QCOMPARE(cost::fullFlops(bertBase(), tokens), 2.0 * static_cast<double>(twelve + 591360));
    }

    void headsAndEmbeddings() // §8.3
    {
        auto shape = bertBase();
        QCOMPARE(cost::headMacs(shape), 591360);
        shape.head = HeadKind::Direct;
        QCOMPARE(cost::headMacs(shape), 1536);
        QCOMPARE(cost::embeddingMacs(shape, 128), 0);
        shape.embedding = 128;
        QCOMPARE(cost::embeddingMacs(shape, 128), 12582912);
        shape.embedding = 384;
        QCOMPARE(cost::embeddingMacs(shape, 128), 37748736);
    }

    void parameters() // §8.5, CV72
    {
        auto base = bertBase();
        QCOMPARE(totalWithoutClassifier(base), 109482240);
        QCOMPARE(cost::parameterCount(base).embeddings, 23837184);
        QCOMPARE(cost::parameterCount(base).layers, 12 * 7087872);
        base.vocabulary = 28996;
        QCOMPARE(totalWithoutClassifier(base), 108310272);
        QCOMPARE(cost::parameterCount(base).embeddings, 22665216);
        auto large = bertBase();
        large.layers = 24;
        large.hidden = 1024;
        large.heads = 16;
        large.feedForward = 4096;
        QCOMPARE(totalWithoutClassifier(large), 335141888);
        QCOMPARE(cost::parameterCount(large).embeddings, 31782912);
        QCOMPARE(cost::parameterCount(large).layers, 24 * 12596224);
        auto six = bertBase();
        six.layers = 6;
        QCOMPARE(totalWithoutClassifier(six), 66955008);
        auto roberta = bertBase();
        roberta.vocabulary = 50265;
        roberta.positions = 514;
        roberta.types = 1;
        QCOMPARE(totalWithoutClassifier(roberta), 124645632);
        QCOMPARE(cost::parameterCount(roberta).embeddings, 39000576);
        const auto albert = cost::parameterCount(albertBase());
        QCOMPARE(totalWithoutClassifier(albertBase()), 11683584);
        QCOMPARE(albert.embeddings, 3906048);
        QCOMPARE(albert.projection, 99072);
        QCOMPARE(albert.layers, 7087872);
    }

    void slimmedModels() // §8.3, CV71
    {
        auto shape = bertBase();
        shape.head = HeadKind::Direct;
        shape.classes = 2;
        shape.exits = 12;
        shape.headSize = 64;
        const auto slim = [&](std::int64_t heads, std::int64_t inner, std::int64_t rank) {
            shape.headsKept.assign(12, heads);
            shape.feedForwardKept.assign(12, inner);
            shape.wordRank = rank;
            return shape;
        };
        const auto small = slim(2, 256, 128), large = slim(6, 1536, 384);
        QCOMPARE(cost::parameterCount(small).total(), 13920024);
        QCOMPARE(cost::parameterCount(large).total(), 54984984);
        QCOMPARE(cost::embeddingMacs(small, 128), 12582912);
        QCOMPARE(cost::embeddingMacs(large, 128), 37748736);
        QCOMPARE(cost::parameterCount(small).projection, 128 * 768);
        QCOMPARE(cost::fullFlops(small, 128),
            2.0 * static_cast<double>(cost::encoderMacs(small, 128) + 12582912 + 1536)); // one head
        const double ratio = static_cast<double>(cost::encoderMacs(bertBase(), 128)) / static_cast<double>(cost::encoderMacs(small, 128));
        QVERIFY(std::abs(ratio - 8.88) < 0.005); // §4.9
    }

    void theAuthorsCounter() // golden/flops
    {
        EXITSCOPE_SHARED_OR_SKIP(path, "golden/flops/flops_counter.json");
        std::ifstream file(path);
        const auto models = nlohmann::json::parse(file);
        for (const auto& model : models) {
            EncoderShape shape;
            shape.layers = model.at("num_hidden_layers");
            shape.hidden = model.at("hidden_size");
            shape.heads = model.at("num_attention_heads");
            shape.feedForward = model.at("intermediate_size");
            shape.vocabulary = model.at("vocab_size");
            shape.positions = model.at("max_position_embeddings");
            shape.types = 2;
            shape.classes = model.at("num_labels");
            const auto architecture = model.at("architecture").get<std::string>();
            shape.sharedLayers = architecture == "albert";
            if (!model.at("embedding_size").is_null())
                shape.embedding = model.at("embedding_size");
            if (!model.at("num_output_layers").is_null())
                shape.exits = model.at("num_output_layers");
            if (!model.at("pruned_heads").is_null()) {
                shape.headsKept.assign(static_cast<std::size_t>(shape.layers), shape.heads);
                for (const auto& [layer, heads] : model.at("pruned_heads").items())
                    shape.headsKept[std::stoul(layer)] -= static_cast<std::int64_t>(heads.size());
            }
            const auto name = architecture + " " + std::to_string(shape.layers);
            QVERIFY2(cost::elueMacs(shape, model.at("sequence_length"))
                    == static_cast<std::int64_t>(model.at("macs").get<double>()),
                name.c_str());
            QVERIFY2(cost::parameterCount(shape).total() == model.at("params").get<std::int64_t>(), name.c_str());
        }
        QCOMPARE(models.size(), std::size_t { 28 });
    }

    void aShapeSurvivesItsText()
    {
        auto shape = albertBase();
        shape.head = HeadKind::SharedPooler;
        shape.headsKept.assign(12, 11);
        shape.feedForwardKept.assign(12, 100);
        QVERIFY(cost::shapeFromJson(cost::toJson(shape)) == shape);
        shape = bertBase();
        QVERIFY(cost::toJson(shape).find("word_rank") == std::string::npos); // as traces of before have it
        shape.wordRank = 128;
        QVERIFY(cost::shapeFromJson(cost::toJson(shape)) == shape);
        for (const char* bad : { "", "[]", "{}", R"({"layers":"12"})", R"({"layers":-1,"hidden":8,"heads":2})",
                 R"({"layers":1000000000000,"hidden":8,"heads":2})", R"({"layers":2,"hidden":8,"heads":2,"heads_kept":[1]})",
                 R"({"layers":2,"hidden":8,"heads":2,"word_rank":9})" })
            QVERIFY2(!cost::shapeFromJson(bad), bad);
    }

    void costsFromTheShape()
    {
        const auto shape = fourLayers();
        auto arrays = threeExits();
        arrays.length = { 10, 20 };
        trace::TraceInfo info;
        info.extra = { { cost::shapeKey, cost::toJson(shape) } };
        const auto trace = trace::Trace::fromArrays(arrays, 2, info);
        const cost::CostModel model(*trace);
        QVERIFY(model.source() == cost::CostSource::Shape && model.isInFlops());
        const auto layer = [&](std::int64_t n) { return 2.0 * static_cast<double>(cost::layerMacs(shape, 0, n)); };
        const double head = 2.0 * static_cast<double>(cost::headMacs(shape));
        QCOMPARE(model.head(), head);
        QCOMPARE(model.unit(0, 0, 1), layer(10) + head);
        QCOMPARE(model.unit(1, 1, 2), 2 * layer(20) + 2 * head);
        QCOMPARE(model.unit(1, 2, 3), 4 * layer(20) + 3 * head);
        QCOMPARE(model.full(1), cost::fullFlops(shape, 20));

        const cost::CostModel padded(*trace, { .paddedTokens = 128 });
        QCOMPARE(padded.full(0), cost::fullFlops(shape, 128));
        QCOMPARE(padded.full(1), padded.full(0));
    }

    void recordedCostsHoldOneHeadPerExit()
    {
        const auto shape = fourLayers();
        auto arrays = threeExits();
        arrays.length = { 10, 20 };
        arrays.layerFlops = cost::cumulativeFlops(shape, arrays.length, arrays.exitLayer);
        trace::TraceInfo info;
        info.extra = { { cost::shapeKey, cost::toJson(shape) } };
        const cost::CostModel fromShape(*trace::Trace::fromArrays([&] { auto a = arrays; a.layerFlops.clear(); return a; }(), 2, info));
        const cost::CostModel recorded(*trace::Trace::fromArrays(arrays, 2, info));
        QVERIFY(recorded.source() == cost::CostSource::Recorded);
        for (const std::int64_t unit : { 0, 1 })
            for (const std::int32_t exit : { 0, 1, 2 })
                for (const std::int32_t heads : { 1, 3 })
                    QCOMPARE(recorded.unit(unit, exit, heads), fromShape.unit(unit, exit, heads));

        info.extra = { { cost::headFlopsKey, "10" } };
        const cost::CostModel withHead(*trace::Trace::fromArrays(arrays, 2, info));
        QCOMPARE(withHead.unit(0, 2, 3), static_cast<double>(arrays.layerFlops[2]));
        QCOMPARE(withHead.full(0), static_cast<double>(arrays.layerFlops[2]) - 20.0);
        info.extra = { { cost::headFlopsKey, "many" } };
        QVERIFY_THROWS_EXCEPTION(InputError, cost::CostModel(*trace::Trace::fromArrays(arrays, 2, info)));
    }

    void equalLengthsMayCostDifferently()
    {
        auto arrays = threeExits();
        arrays.length = { 10, 10 };
        arrays.layerFlops = { 1, 2, 4, 1, 2, 5 };
        const cost::CostModel model(*trace::Trace::fromArrays(arrays, 2, {}));
        QCOMPARE(model.full(0), 4.0);
        QCOMPARE(model.full(1), 5.0);
    }

    void withoutAnythingALayerIsTheUnit()
    {
        const auto trace = trace::Trace::fromArrays(threeExits(), 2, {});
        const cost::CostModel model(*trace);
        QVERIFY(model.source() == cost::CostSource::Layers && !model.isInFlops());
        QCOMPARE(model.unit(1, 1, 2), 2.0);
        QCOMPARE(model.full(1), 4.0);
        QVERIFY_THROWS_EXCEPTION(InputError, cost::CostModel(*trace, { .paddedTokens = 128 }));
    }

    void unitsOfOneExampleShareItsCost()
    {
        auto arrays = threeExits();
        arrays.example = { 0, 0 };
        arrays.layerFlops = { 10, 20, 40 };
        trace::TraceInfo info;
        info.extra = { { cost::headFlopsKey, "2" } };
        const cost::CostModel model(*trace::Trace::fromArrays(arrays, 2, info));
        QCOMPARE(model.unit(0, 2, 3) + model.unit(1, 2, 3), 40.0);
        QCOMPARE(model.full(0) + model.full(1), 32.0); // of six heads, one a unit and exit, the two of the last stay
    }
};

QTEST_APPLESS_MAIN(TestCost)
#include "tst_cost.moc"

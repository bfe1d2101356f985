#include "tests/core/hashee/golden_tables.h"

#include "core/cost/encoder_shape.h"
#include "core/error.h"
#include "core/hashee/clusters.h"
#include "core/hashee/token_hash.h"
#include "core/io/safetensors.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

using namespace exitscope;
using hashee::BucketScale;
using hashee::HashFunction;
using Ids = std::vector<data::TokenId>;

namespace {

Ids idsUpTo(int count)
{
    Ids ids(static_cast<std::size_t>(count));
    std::iota(ids.begin(), ids.end(), 0);
    return ids;
}

std::vector<int> layersOf(const std::vector<std::int32_t>& buckets, int layers)
{
    std::vector<int> result;
    for (const auto bucket : buckets)
        result.push_back(hashee::layersOf(bucket, layers));
    return result;
}

hashee::TokenCounts countsOf(const test::GoldenTables& golden, std::initializer_list<const char*> splits)
{
    const auto special = golden.special();
    hashee::TokenCounts counts(golden.vocabulary, special, 2);
    for (const char* name : splits) {
        const auto ids = golden.split(name);
        const auto labels = golden.labels(name);
        for (std::size_t i = 0; i < ids.size(); ++i)
            counts.add(ids[i], labels[i]);
    }
    return counts;
}

/// The table of a golden case, made by our functions with the defects of the release.
std::vector<std::int32_t> tableOf(const test::GoldenTables& golden, const nlohmann::json& golden1)
{
    const auto scale = hashee::bucketScale(golden1.at("max_layer").get<int>() - 1, golden1.at("num_buckets").get<int>());
    const auto name = golden1.at("hash").get<std::string>();
    const auto special = golden.special();
    if (name == "frequency")
        return hashee::rankedBuckets(
            scale, golden.vocabulary, hashee::rankedByCount(countsOf(golden, { "train", "dev" })), true);
    if (name == "mi") {
        const auto counts = countsOf(golden, { "train" });
        return hashee::rankedBuckets(
            scale, golden.vocabulary, hashee::rankedByScore(counts, counts.mutualInformation(true)), true);
    }
    if (name == "random-cons")
        return hashee::randomBuckets(scale, golden.vocabulary, special, golden1.at("numpy_seed").get<std::uint32_t>());
    return {};
}

} // namespace

class TestHashFunctions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cv35()
    {
        const auto scale = hashee::bucketScale(3, 3);
        QCOMPARE(scale.interval(), 1);
        const auto buckets = hashee::rankedBuckets(scale, 11, idsUpTo(10), false);
        QCOMPARE(buckets, (std::vector<std::int32_t> { 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4 })); // the last was never seen
        QCOMPARE(layersOf(buckets, 3), (std::vector<int> { 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3 }));
    }

    void cv36()
    {
        const auto scale = hashee::bucketScale(12, 6);
        std::vector<int> values;
        for (int k = 0; k < 6; ++k)
            values.push_back(scale.value(k));
        QCOMPARE(values, (std::vector<int> { 2, 4, 6, 8, 10, 12 }));
        QCOMPARE(layersOf({ 2, 4, 6, 8, 10, 12 }, 12), (std::vector<int> { 1, 3, 5, 7, 9, 11 }));
        const auto released = hashee::rankedBuckets(scale, 13, idsUpTo(13), true);
        QCOMPARE(released.back(), 14);
        QCOMPARE(hashee::layersOf(14, 12), 12);
        QCOMPARE(hashee::rankedBuckets(scale, 13, idsUpTo(13), false).back(), 13);
        QCOMPARE(hashee::bucketScale(6, 6).value(0), 2);
        QCOMPARE(hashee::bucketScale(6, 6).value(5), 7);
    }

    void cv37And38()
    {
        const std::vector<std::int32_t> buckets { 7, 2, 2, 3, 4, 6, 7, 7 };
        cost::EncoderShape shape;
        shape.layers = 12;
        shape.hidden = 768;
        shape.heads = 12;
        shape.feedForward = 3072;
        std::int64_t macs = 0, layersRun = 0;
        std::vector<int> activePerLayer;
        for (int layer = 1; layer <= 6; ++layer) {
            const auto active = std::count_if(
                buckets.begin(), buckets.end(), [&](std::int32_t b) { return hashee::layersOf(b, 6) >= layer; });
            activePerLayer.push_back(static_cast<int>(active));
            layersRun += active;
            macs += cost::tokenLayerMacs(shape, layer - 1, active, 8);
        }
        QCOMPARE(activePerLayer, (std::vector<int> { 8, 6, 5, 4, 4, 3 }));
        QCOMPARE(static_cast<double>(layersRun) / 8, 3.75);
        QCOMPARE(12.0 * 8 / static_cast<double>(layersRun), 3.2);
        QCOMPARE(macs, 233'938'944);
        QCOMPARE(6 * cost::layerMacs(shape, 0, 8), 340'328'448);
        QCOMPARE(cost::encoderMacs(shape, 8), 680'656'896);
        QCOMPARE(cost::tokenLayerMacs(shape, 0, 8, 8), cost::layerMacs(shape, 0, 8));
        QCOMPARE(cost::tokenLayerMacs(shape, 0, 0, 8), 0);
    }

    void cv40()
    {
        // 100 labelled tokens, the token ten times: twice with label 0 and eight times with 1.
        hashee::TokenCounts counts(3, Ids {}, 2);
        const auto input = [&](int times, data::TokenId other, std::int64_t label) {
            Ids ids(static_cast<std::size_t>(times), 0);
            ids.resize(50, other);
            counts.add(ids, label);
        };
        input(2, 1, 0);
        input(8, 2, 1);
        QVERIFY(std::abs(counts.mutualInformation()[0] - 0.019275) < 1e-6);
    }

    void mutualInformationTakesAnyNumberOfClassesAndTokensLabels()
    {
        hashee::TokenCounts inputs(4, Ids { 3 }, 3), tokens(4, Ids { 3 }, 3);
        const std::vector<Ids> texts { { 0, 1, 3 }, { 0, 2, 3 }, { 1, 1, 3 } };
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const auto label = static_cast<std::int64_t>(i);
            inputs.add(texts[i], label);
            tokens.add(texts[i], std::vector<std::int64_t> { label, label, -1 });
        }
        QCOMPARE(inputs.total(), 6);
        // Every input holds two counted tokens, so that shares of inputs and of tokens agree.
        QCOMPARE(inputs.mutualInformation(), tokens.mutualInformation());
        const double expected = 2.0 / 6 * std::log(2.0 / 6 / (3.0 / 6 / 3) + 1e-6) // token 1: once with 0, twice with 2
            + 1.0 / 6 * std::log(1.0 / 6 / (3.0 / 6 / 3) + 1e-6);
        QVERIFY(std::abs(inputs.mutualInformation()[1] - expected) < 1e-12);
        hashee::TokenCounts none(4, Ids {}, 3);
        none.add(texts[0]);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)none.mutualInformation());
    }

    void tablesAreThoseOfTheRelease()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/hashee");
        const test::GoldenTables golden(folder);
        int compared = 0;
        for (const auto& golden1 : golden.cases()) {
            const auto table = tableOf(golden, golden1);
            if (table.empty())
                continue;
            const auto name = golden1.at("hash").get<std::string>() + " " + golden1.at("num_buckets").dump();
            for (const auto& [id, bucket] : golden1.at("token_to_exit_layer").items())
                QVERIFY2(table[std::stoul(id)] == bucket.get<int>(), (name + ": token " + id).c_str());
            for (const char* split : { "dev", "test" }) {
                const auto inputs = golden.split(split);
                const auto& expected = golden1.at(std::string("exit_layers_") + split);
                for (std::size_t i = 0; i < inputs.size(); ++i)
                    for (std::size_t token = 0; token < inputs[i].size(); ++token)
                        QVERIFY2(table[static_cast<std::size_t>(inputs[i][token])] == expected[i][token].get<int>(),
                            (name + " in " + split).c_str());
            }
            ++compared;
        }
        QCOMPARE(compared, 14); // six of frequency, six of mutual information, two of random-consistent
    }

    void oursDifferFromTheReleaseWhereItIsWrong()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/hashee");
        const test::GoldenTables golden(folder);
        const auto counts = countsOf(golden, { "train" });
        const auto ours = counts.mutualInformation(), released = counts.mutualInformation(true);
        QVERIFY(ours != released);
        const auto scale = hashee::bucketScale(6, 3);
        const auto table = hashee::rankedBuckets(scale, golden.vocabulary, hashee::rankedByCount(counts), false);
        QCOMPARE(*std::max_element(table.begin(), table.end()), scale.last());
    }

    void inconsistentDrawsAreThoseOfTheRelease()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/hashee");
        const test::GoldenTables golden(folder);
        int compared = 0;
        for (const auto& golden1 : golden.cases()) {
            if (golden1.at("hash") != "random-incons")
                continue;
            const auto scale = hashee::bucketScale(golden1.at("max_layer").get<int>() - 1, golden1.at("num_buckets").get<int>());
            hashee::BucketDraw draw(golden1.at("numpy_seed").get<std::uint32_t>(), scale);
            for (const auto& input : golden.split("train"))
                for (std::size_t token = 0; token < input.size(); ++token)
                    (void)draw();
            for (const auto& expected : golden1.at("exit_layers_dev"))
                for (const auto& bucket : expected)
                    QCOMPARE(draw(), bucket.get<int>());
            ++compared;
        }
        QCOMPARE(compared, 2);
    }

    void clustersGetTheLayersOfTheRelease()
    {
        EXITSCOPE_SHARED_OR_SKIP(folder, "golden/hashee");
        EXITSCOPE_SHARED_OR_SKIP(model, "golden/tiny-bert/hashee/model.safetensors");
        const test::GoldenTables golden(folder);
        const auto file = io::SafetensorsFile::open(model);
        const auto* words = file->find("elasticbert.embeddings.word_embeddings.weight");
        QVERIFY(words);
        std::vector<float> norms;
        for (std::int64_t row = 0; row < golden.vocabulary; ++row) {
            const auto values = words->as<float>().subspan(static_cast<std::size_t>(row * 64), 64);
            norms.push_back(std::sqrt(std::inner_product(values.begin(), values.end(), values.begin(), 0.0F)));
        }
        int compared = 0;
        for (const auto& golden1 : golden.cases()) {
            if (golden1.at("hash") != "cluster")
                continue;
            const auto scale = hashee::bucketScale(golden1.at("max_layer").get<int>() - 1, golden1.at("num_buckets").get<int>());
            const auto clusters = golden1.at("kmeans_cluster_of_token").get<std::vector<std::int32_t>>();
            const auto table = hashee::clusterBuckets(scale, clusters, norms, golden.special());
            for (const auto& [id, bucket] : golden1.at("token_to_exit_layer").items())
                QCOMPARE(table[std::stoul(id)], bucket.get<int>());
            // Our own k-means is as tight as the one that was published with it.
            const auto ours = hashee::kMeans(words->as<float>(), 64, { .clusters = scale.count, .restarts = 10 });
            QVERIFY(ours && ours->inertia <= inertiaOf(words->as<float>(), clusters, scale.count) * 1.01);
            ++compared;
        }
        QCOMPARE(compared, 2);
    }

    void kMeansFindsWhatIsApart()
    {
        std::mt19937 random(2);
        std::vector<float> points;
        for (int row = 0; row < 300; ++row)
            for (int d = 0; d < 3; ++d)
                points.push_back(static_cast<float>(row % 3 == d) * 100 + static_cast<float>(random() % 100) / 50);
        const auto clusters = hashee::kMeans(points, 3, { .clusters = 3, .restarts = 3 });
        for (std::size_t row = 3; row < 300; ++row)
            QCOMPARE(clusters->of[row], clusters->of[row % 3]);
        QCOMPARE(hashee::kMeans(points, 3, { .clusters = 3, .restarts = 3 })->of, clusters->of);
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        QVERIFY(!hashee::kMeans(points, 3, {}, job));
    }

    void inconsistentHashDrawsByInputAndSparesSpecials()
    {
        hashee::TokenHash hash;
        hash.function = HashFunction::RandomInconsistent;
        hash.scale = hashee::bucketScale(6, 6);
        hash.special = { 0, 1 };
        const Ids ids { 0, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 1 };
        const auto layers = hash.layersOf(ids, 3);
        QCOMPARE(layers, hash.layersOf(ids, 3));
        QVERIFY(layers != hash.layersOf(ids, 4));
        QVERIFY(layers.front() == 6 && layers.back() == 6);
        QVERIFY(std::any_of(layers.begin(), layers.end(), [](int layer) { return layer < 6; }));
    }

    void bucketsMustFitTheLayers()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, (void)hashee::bucketScale(6, 7));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)hashee::bucketScale(6, 0));
    }

private:
    static double inertiaOf(std::span<const float> points, const std::vector<std::int32_t>& of, std::int32_t count)
    {
        const std::size_t width = points.size() / of.size();
        std::vector<double> centres(static_cast<std::size_t>(count) * width), sizes(static_cast<std::size_t>(count));
        for (std::size_t row = 0; row < of.size(); ++row) {
            const auto k = static_cast<std::size_t>(of[row]);
            sizes[k] += 1;
            for (std::size_t d = 0; d < width; ++d)
                centres[k * width + d] += static_cast<double>(points[row * width + d]);
        }
        double sum = 0;
        for (std::size_t row = 0; row < of.size(); ++row) {
            const auto k = static_cast<std::size_t>(of[row]);
            for (std::size_t d = 0; d < width; ++d) {
                const double difference = static_cast<double>(points[row * width + d]) - centres[k * width + d] / sizes[k];
                sum += difference * difference;
            }
        }
        return sum;
    }
};

QTEST_GUILESS_MAIN(TestHashFunctions)
#include "tst_hash_functions.moc"

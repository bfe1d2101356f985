#include "core/error.h"
#include "core/sweep/point_json.h"

#include <QTest>

#include <limits>

using namespace exitscope;
using sweep::Point;

class TestPointJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ratiosComeFromSums() // CV73
    {
        Point point;
        point.units = 100;
        point.layers = 12;
        point.sumExitLayers = 10 * 3 + 20 * 6 + 30 * 9 + 40 * 12;
        point.flopsSpent = 75;
        point.flopsFull = 100;
        QCOMPARE(point.meanExit(), 9.0);
        QCOMPARE(point.layerSpeedup(), 12.0 / 9.0);
        QCOMPARE(point.flopsRatio(), 0.75);
    }

    void aPointAsTheCommandLinePrintsIt()
    {
        Point point;
        point.spec = policy::parseSpec("entropy:threshold=0.3,normalised=true,first_exit=2");
        point.units = 4;
        point.layers = 12;
        point.sumExitLayers = 18;
        point.flopsSpent = 1;
        point.flopsFull = 2;
        point.metrics = { { "accuracy", 0.75 }, { "f1", std::numeric_limits<double>::quiet_NaN() } };
        point.histogram = { 1, 3 };
        QCOMPARE(sweep::toJson(point).dump(),
            std::string(R"({"policy":"entropy","params":{"first_exit":2,"normalised":true,"threshold":0.3},"units":4,)"
                        R"("mean_exit":4.5,"layer_speedup":2.6666666666666665,"flops_ratio":0.5,)"
                        R"("metrics":{"accuracy":0.75,"f1":null},"exit_histogram":[1,3]})"));
        point.more = R"({"seconds":0.5,"units":99})"; // a name that is taken stays what it is
        QVERIFY(sweep::toJson(point).dump().ends_with(R"("exit_histogram":[1,3],"seconds":0.5})"));
        QCOMPARE(sweep::toJson(point).at("units").dump(), std::string("4"));
        point.metrics.clear();
        QCOMPARE(sweep::toJson(point).at("metrics").dump(), std::string("{}"));
    }

    void parametersComeBack_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : { "entropy:threshold=0.3", "entropy:threshold=0.2;0.3;0.5", "patience:patience=3,tolerance=0.25",
                 "oracle:cheap_fail=true,kind=correct", "fixed:layer=12", "margin:threshold=0.123456791",
                 "margin:threshold=1e-07", "margin:threshold=0.94024837", "margin:threshold=inf", "entropy:threshold=-0.5",
                 "oracle" })
            QTest::newRow(text) << QByteArray(text);
    }

    void parametersComeBack()
    {
        QFETCH(QByteArray, text);
        const auto spec = policy::parseSpec(text.constData());
        QVERIFY(sweep::specFromJson(spec.name, sweep::paramsJson(spec)) == spec);
    }

    void badParametersAreRefused()
    {
        QVERIFY_THROWS_EXCEPTION(InputError, sweep::specFromJson("fixed", nlohmann::ordered_json::array()));
        QVERIFY_THROWS_EXCEPTION(InputError, sweep::specFromJson("fixed", { { "layer", nullptr } }));
    }
};

QTEST_APPLESS_MAIN(TestPointJson)
#include "tst_point_json.moc"

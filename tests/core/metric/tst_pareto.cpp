#include "core/metric/pareto.h"

#include <QtTest>

#include <limits>

using exitscope::metric::CostQuality;
using exitscope::metric::paretoFront;
using Indexes = std::vector<std::size_t>;

class ParetoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Check value CV81 of the methods reference.
    void checkValue()
    {
        const std::vector<CostQuality> points { { 1, 80 }, { 2, 85 }, { 2, 84 }, { 3, 85 }, { 4, 90 } };
        QCOMPARE(paretoFront(points), (Indexes { 0, 1, 4 }));
    }

    void equalPointsAreKeptOnce()
    {
        const std::vector<CostQuality> points { { 2, 5 }, { 1, 4 }, { 2, 5 }, { 1, 4 } };
        QCOMPARE(paretoFront(points), (Indexes { 1, 0 }));
    }

    void nothingFromNothingAndNoNan()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(paretoFront({}).empty());
        const std::vector<CostQuality> points { { nan, 99 }, { 1, nan }, { 3, 7 } };
        QCOMPARE(paretoFront(points), (Indexes { 2 }));
    }

    /// Against the definition, on a grid full of ties.
    void noPointOfTheFrontIsDominated()
    {
        std::vector<CostQuality> points;
        for (int index = 0; index < 200; ++index)
            points.push_back({ (index * 37) % 11 * 1.0, (index * 53) % 13 * 1.0 });
        const auto front = paretoFront(points);
        for (std::size_t index = 0; index < points.size(); ++index) {
            const auto dominates = [&](const CostQuality& other) {
                return other.cost <= points[index].cost && other.quality >= points[index].quality
                    && (other.cost < points[index].cost || other.quality > points[index].quality);
            };
            const bool isDominated = std::any_of(points.begin(), points.end(), dominates);
            const bool isShown = std::any_of(front.begin(), front.end(), [&](std::size_t shown) {
                return points[shown].cost == points[index].cost
                    && points[shown].quality == points[index].quality;
            });
            QCOMPARE(isShown, !isDominated);
        }
    }
};

QTEST_APPLESS_MAIN(ParetoTest)
#include "tst_pareto.moc"

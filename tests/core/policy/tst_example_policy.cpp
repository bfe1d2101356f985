#include "core/error.h"
#include "core/policy/score_rule.h"
#include "small_traces.h"
#include "tests/core/policy/example_policy.h"

#include <QFile>
#include <QTest>

#include <cmath>
#include <limits>

using namespace exitscope;

namespace {

QByteArray contentOf(const char* name)
{
    QFile file(QStringLiteral(EXITSCOPE_SOURCE_DIR "/") + QString::fromUtf8(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The page on adding a policy shows a file that is compiled here, so that the page stays true.
class TestExamplePolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePageShowsThisFile()
    {
        const auto page = contentOf("resources/help/policies.md");
        QVERIFY(!page.isEmpty());
        const auto code = contentOf("tests/core/policy/example_policy.cpp");
        QVERIFY(code.contains("logitPolicy"));
        QByteArray shown;
        for (const auto& line : code.trimmed().split('\n'))
            shown += line.isEmpty() ? "\n" : "    " + line + "\n";
        QVERIFY(page.contains("\n\n" + shown + "\n"));
        QVERIFY(code.count('\n') <= 30); // what the page promises
    }

    void itScores()
    {
        const float nan = std::nanf("");
        const auto trace = test::traceOf({ { 2, -1, 1, 1 }, { 0, 3, nan, 1 } }, 2);
        const auto rule = policy::energyPolicy().rule({ "energy", {} }, *trace);
        std::vector<float> scores(4);
        std::vector<std::int32_t> classes(4);
        rule->score(policy::viewOf(*trace, 0, 2), scores, classes);
        QVERIFY(std::abs(scores[0] - std::log(std::exp(2.0) + std::exp(-1.0))) < 1e-6);
        QVERIFY(std::abs(scores[1] - (1 + std::log(2.0))) < 1e-6);
        QVERIFY(std::isnan(scores[3]));
        QCOMPARE(classes, std::vector<std::int32_t>({ 0, 0, 1, 1 }));
        QVERIFY(policy::passes(rule->passes(), 2.0F, 2.0F));
    }

    void itIsDescribed()
    {
        const auto& info = policy::energyPolicy().info;
        QCOMPARE(info.parameters.size(), std::size_t { 3 });
        QVERIFY(info.parameters.front().isThreshold && info.triesEveryHead && !info.worksForRegression);
        const auto regression = test::traceOf({ { 1, 2 } }, 1);
        QVERIFY_EXCEPTION_THROWN((void)policy::energyPolicy().rule({ "energy", {} }, *regression), InputError);
    }

    void infinityNeverPasses()
    {
        const float infinity = std::numeric_limits<float>::infinity();
        const auto trace = test::traceOf({ { infinity, 0, 1, 1 } }, 2);
        std::vector<float> scores(2);
        policy::energyPolicy().rule({ "energy", {} }, *trace)->score(policy::viewOf(*trace, 0, 1), scores, {});
        QVERIFY(std::isnan(scores[0]) && std::isfinite(scores[1]));
    }
};

QTEST_APPLESS_MAIN(TestExamplePolicy)
#include "tst_example_policy.moc"

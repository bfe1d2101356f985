#include "core/cost/cascade_trace.h"
#include "core/error.h"
#include "core/policy/running_policy.h"
#include "small_traces.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <thread>

using namespace exitscope;
using policy::ExitView;
using test::RandomTraceOptions;

namespace {

policy::RunFacts factsOf(const trace::Trace& trace)
{
    policy::RunFacts facts;
    facts.model = "model";
    facts.units = trace.units();
    facts.classes = trace.classes();
    facts.exitLayer = trace.exitLayer();
    facts.hasSimilarity = !trace.similarity().empty();
    facts.hasLearned = !trace.learned().empty();
    facts.isCascade = trace.isCascade();
    facts.length = trace.length();
    facts.embedding = trace.embedding();
    if (!trace.textOffset().empty())
        facts.text = [&trace](std::int64_t unit) { return trace.text(trace.exampleOf(unit)); };
    return facts;
}

/// What one exit says of some units, gathered from a trace as a running model would hand it over.
struct Gathered
{
    Gathered(const trace::Trace& trace, const std::vector<std::int64_t>& units, std::int32_t exit, bool withLogits)
    {
        for (const auto unit : units) {
            const auto at = static_cast<std::size_t>(unit * trace.exits() + exit);
            const auto z = trace.logits(unit, exit);
            if (withLogits)
                logits.insert(logits.end(), z.begin(), z.end());
            if (!trace.similarity().empty())
                similarity.push_back(trace.similarity()[at]);
            if (!trace.learned().empty())
                learned.push_back(trace.learned()[at]);
        }
        view = { static_cast<std::int64_t>(units.size()), exit, 1, trace.classes(), logits, similarity, learned };
    }

    std::vector<float> logits, similarity, learned;
    ExitView view;
};

/// Some units from the first exit to the one where they leave.
void runThrough(policy::RunningPolicy& running, const trace::Trace& trace, std::vector<std::int64_t> units,
    policy::Outcome& outcome)
{
    for (const auto exit : running.exits()) {
        if (units.empty())
            return;
        const Gathered arriving(trace, units, exit, running.wantsHead(exit));
        std::vector<std::uint8_t> leaves(units.size(), 7);
        running.decide(units, arriving.view, leaves);
        std::vector<std::int64_t> leaving, staying;
        for (std::size_t i = 0; i < units.size(); ++i)
            (leaves[i] ? leaving : staying).push_back(units[i]);
        const Gathered gone(trace, leaving, exit, true);
        std::vector<std::int32_t> classes(trace.isRegression() ? 0 : leaving.size());
        std::vector<float> values(trace.isRegression() ? leaving.size() : 0);
        running.answer(leaving, gone.view, classes, values);
        for (std::size_t i = 0; i < leaving.size(); ++i) {
            const auto unit = static_cast<std::size_t>(leaving[i]);
            outcome.exit[unit] = exit;
            if (trace.isRegression())
                outcome.predictedValue[unit] = values[i];
            else
                outcome.predictedClass[unit] = classes[i];
        }
        units = staying;
    }
    QVERIFY(units.empty());
}

/// All units in batches of odd sizes, by two threads.
policy::Outcome runAll(const trace::Trace& trace, const policy::PolicySpec& spec)
{
    const auto running = policy::runningPolicy(spec, factsOf(trace));
    const auto count = static_cast<std::size_t>(trace.units());
    policy::Outcome outcome;
    outcome.exit.assign(count, -1);
    outcome.predictedClass.assign(trace.isRegression() ? 0 : count, -1);
    outcome.predictedValue.assign(trace.isRegression() ? count : 0, 0);
    const auto work = [&](std::size_t first, std::size_t last) {
        for (std::size_t begin = first, size = 1; begin < last; begin += size, size = size * 2 + 1) {
            std::vector<std::int64_t> units(std::min(size, last - begin));
            std::iota(units.begin(), units.end(), static_cast<std::int64_t>(begin));
            std::reverse(units.begin(), units.end());
            runThrough(*running, trace, units, outcome);
        }
    };
    {
        std::jthread other([&] { work(0, count / 2); });
        work(count / 2, count);
    }
    return outcome;
}

const std::map<std::string, std::vector<std::string>>& specsOfPolicies()
{
    static const std::map<std::string, std::vector<std::string>> specs {
        { "fixed", { "fixed:layer=1", "fixed:layer=7", "fixed:layer=11", "fixed:layer=5,first_exit=6" } },
        { "entropy",
            { "entropy:threshold=0:1.2:9", "entropy:threshold=0.4,normalised=true",
                "entropy:threshold=0.5;0.1;0.6;0.2;0.3", "entropy:threshold=0.5,first_exit=4,exit_every=2",
                "entropy:threshold=inf", "entropy:threshold=0.2:1.2:6,ensemble=mean",
                "entropy:threshold=0.3:0.9:4,normalised=true,ensemble=geometric,first_exit=2" } },
        { "confidence",
            { "confidence:threshold=0.4:1:7", "confidence:threshold=0.7,temperature=1.5",
                "confidence:threshold=0.7,temperature=1.5;1.2;1;0.9;0.8;0.7", "confidence:threshold=0.5",
                "confidence:threshold=0.4:1:7,ensemble=weighted,temperature=1.5;1.2;1;0.9;0.8;0.7" } },
        { "margin", { "margin:threshold=0:1:6", "margin:threshold=0.5,exit_every=3",
                "margin:threshold=0:1:6,ensemble=geometric", "margin:threshold=0.2;0.1;0.4;0.1;0,ensemble=weighted,exit_every=2" } },
        { "patience", { "patience:patience=0|1|2|3|9,tolerance=0.6", "patience:patience=1,first_exit=3,exit_every=2,tolerance=1" } },
        { "vote", { "vote:votes=1:7:7", "vote:votes=2,first_exit=3,exit_every=2" } },
        { "hash",
            { "hash", "hash:layers=5;1;9", "hash:function=text,layers=3;7,seed=4", "hash:function=cluster,buckets=4,first_exit=4" } },
        { "saturation", { "saturation:threshold=0.5:1:6", "saturation:threshold=0", "saturation:threshold=0.9,first_exit=3" } },
        { "learned", { "learned:threshold=0:1:6", "learned:threshold=0.4;0.9;0.8;0.2;0.5" } },
        { "cascade",
            { "cascade:threshold=0.4:1:7", "cascade:threshold=0.9;0.5,temperature=1.5;1.2;1",
                "cascade:threshold=0.5,first_exit=12" } },
    };
    return specs;
}

std::shared_ptr<const trace::Trace> threeModels(RandomTraceOptions options)
{
    std::vector models { test::randomTrace(options) };
    for (options.seed = 2; options.seed <= 3; ++options.seed)
        models.push_back(test::anotherModel(*models.front(), options));
    return cost::cascadeOf(models);
}

} // namespace

class TestRunningPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsReplay_data()
    {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<int>("classes");
        QTest::addColumn<bool>("withTies");
        for (const auto& [name, ranges] : specsOfPolicies()) {
            const auto& info = policy::policyNamed(name).info;
            for (const auto& range : ranges)
                for (const int classes : { 1, 2, 3, 40 })
                    for (const bool withTies : { false, true })
                        if (classes == 1 ? info.worksForRegression : info.worksForClasses)
                            QTest::addRow("%s, %d classes%s", range.c_str(), classes, withTies ? ", ties" : "")
                                << QByteArray::fromStdString(range) << classes << withTies;
        }
    }

    void equalsReplay()
    {
        QFETCH(QByteArray, spec);
        QFETCH(int, classes);
        QFETCH(bool, withTies);
        RandomTraceOptions options;
        options.units = 301;
        options.classes = classes;
        options.withTies = withTies;
        options.withNan = withTies;
        options.withSimilarity = options.withCosts = options.withInputs = true;
        const auto trace = spec.startsWith("cascade") ? threeModels(options) : test::randomTrace(options);
        for (const auto& point : policy::parseRange(spec.constData()).expand()) {
            const auto expected = policy::replay(*trace, point);
            const auto found = runAll(*trace, point);
            QVERIFY2(found.exit == expected.exit, point.text().c_str());
            QVERIFY2(found.predictedClass == expected.predictedClass, point.text().c_str());
            QVERIFY2(std::equal(found.predictedValue.begin(), found.predictedValue.end(), expected.predictedValue.begin(),
                         expected.predictedValue.end(),
                         [](float a, float b) { return a == b || (std::isnan(a) && std::isnan(b)); }),
                point.text().c_str());
        }
    }

    void everyPolicyIsComparedOrRefused()
    {
        for (const auto* type : policy::allPolicies())
            QVERIFY2(specsOfPolicies().contains(type->info.name) == (type->run != nullptr), type->info.name.c_str());
    }

    void whatNoModelKnowsIsRefused()
    {
        const auto trace = test::randomTrace({});
        try {
            (void)policy::runningPolicy(policy::parseSpec("oracle:kind=agree"), factsOf(*trace));
            QFAIL("an oracle was executed");
        } catch (const InputError& error) {
            QVERIFY(std::string_view(error.what()).find("cannot be executed") != std::string_view::npos);
        }
    }

    void aModelThatLacksWhatTheRuleNeeds_data()
    {
        QTest::addColumn<QByteArray>("spec");
        QTest::addColumn<int>("classes");
        QTest::newRow("similarity") << QByteArray("saturation:threshold=0.9") << 2;
        QTest::newRow("learned") << QByteArray("learned:threshold=0.5") << 2;
        QTest::newRow("several models") << QByteArray("cascade:threshold=0.9") << 2;
        QTest::newRow("classes") << QByteArray("entropy:threshold=0.5") << 1;
        QTest::newRow("tolerance") << QByteArray("patience:patience=2") << 1;
        QTest::newRow("layer") << QByteArray("fixed:layer=2") << 2;
        QTest::newRow("thresholds") << QByteArray("margin:threshold=0.5;0.5") << 2;
    }

    void aModelThatLacksWhatTheRuleNeeds()
    {
        QFETCH(QByteArray, spec);
        QFETCH(int, classes);
        RandomTraceOptions options;
        options.classes = classes;
        const auto trace = test::randomTrace(options);
        QVERIFY_EXCEPTION_THROWN(
            (void)policy::runningPolicy(policy::parseSpec(spec.constData()), factsOf(*trace)), InputError);
    }
};

QTEST_APPLESS_MAIN(TestRunningPolicy)
#include "tst_running_policy.moc"

// Sweeps of generation over a stand-in for the model: order, resumption after a stop or a kill, refusals; and ranges of rules.
#include "core/calm/rule_range.h"
#include "core/error.h"
#include "core/generations/generation_sweep.h"
#include "core/io/atomic_file.h"
#include "tests/engine/support/naive_decoder.h"
#include "tests/support/message_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <stdexcept>

using namespace exitscope;
using namespace exitscope::generations;

namespace {

/// Writes each prompt back, in one token that leaves after the layer of a fixed rule.
struct Echo
{
    std::vector<std::string> told; ///< rules, in the order in which they were asked for
    int killsAt = -1; ///< throws before the run of that number
    int stopsAt = -1;
    std::string suffix;

    engine::GenerateReport operator()(const engine::GenerateRequest& request, const JobContext&)
    {
        std::vector<std::string> rules { request.rule };
        rules.insert(rules.end(), request.furtherRules.begin(), request.furtherRules.end());
        for (std::size_t i = 0; i < rules.size(); ++i) {
            if (std::ssize(told) == killsAt)
                throw std::runtime_error("killed");
            if (std::ssize(told) == stopsAt) {
                engine::GenerateReport report;
                report.end = JobEnd::Cancelled;
                return report;
            }
            told.push_back(rules[i]);
            engine::GenerationRun run;
            run.rule = rules[i];
            run.writeSeconds = i == 0 ? 2 : 1;
            const auto layer = rules[i] == "full" ? 3 : calm::parseGenerationRule(rules[i]).layer;
            for (const auto& prompt : request.prompts) {
                engine::GeneratedText text;
                text.text = prompt + suffix;
                text.tokens.push_back({ .id = 1, .text = prompt, .exit = static_cast<std::int32_t>(layer) });
                run.texts.push_back(text);
            }
            request.onRun(run);
        }
        return {};
    }
};

std::vector<std::string> textsOf(std::string_view policy)
{
    std::vector<std::string> texts;
    for (const auto& rule : calm::parseGenerationRules(policy))
        texts.push_back(rule.text());
    return texts;
}

using Texts = std::vector<std::string>;

} // namespace

class TestGenerationSweep : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_next = 0;

    SweepRequest request(std::vector<std::string> policies = { "fixed:layer=1|2" })
    {
        SweepRequest request;
        request.generate.model = file("model");
        request.data = file("prompts");
        request.policies = std::move(policies);
        request.out = file(std::to_string(++m_next));
        return request;
    }

    std::filesystem::path file(const std::string& name) const { return m_folder.filePath(QString::fromStdString(name)).toStdString(); }

private Q_SLOTS:
    void initTestCase()
    {
        test::fakeT5().write(file("model"));
        io::writeFileAtomically(file("prompts"), "one\ntwo\n");
    }

    void readsRanges()
    {
        QCOMPARE(textsOf("margin:threshold=1:0:3,decay=4"),
            (Texts { "margin:decay=4,threshold=1", "margin:decay=4,threshold=0.5", "margin:decay=4,threshold=0" }));
        QCOMPARE(textsOf("saturation:threshold=0.9|0.95,first_exit=2|1"),
            (Texts { "saturation:first_exit=2,threshold=0.9", "saturation:first_exit=2,threshold=0.95", "saturation:threshold=0.9",
                "saturation:threshold=0.95" }));
        QCOMPARE(textsOf("fixed:layer=3:1:3"), (Texts { "fixed:layer=3", "fixed:layer=2", "fixed:layer=1" }));
        QCOMPARE(textsOf("margin:threshold=1:0:21").at(1), std::string("margin:threshold=0.95"));
        QCOMPARE(textsOf("margin:threshold=0.95:0.05:10").at(1), std::string("margin:threshold=0.85"));
        QCOMPARE(textsOf("oracle"), Texts { "oracle" });
        QVERIFY(test::messageOf([] { (void)textsOf("margin:threshold=exact"); }).contains(QStringLiteral("for traces")));
        QVERIFY(test::messageOf([] { (void)textsOf("margin:threshold=1:0"); }).contains(QStringLiteral("first:last:count")));
        QVERIFY(test::messageOf([] { (void)textsOf("margin:threshold=1:0:0"); }).contains(QStringLiteral("first:last:count")));
        QVERIFY(test::messageOf([] { (void)textsOf("fixed:layer=1:2:3"); }).contains(QStringLiteral("whole number")));
        QVERIFY(test::messageOf([] { (void)textsOf("margin:threshold=1:0:5000,decay=1:2:5000"); }).contains(QStringLiteral("too many")));
        QVERIFY(test::messageOf([] { (void)textsOf("margin:threshold=1,threshold=2"); }).contains(QStringLiteral("twice")));
        QVERIFY(test::messageOf([] { (void)textsOf("margin:decay=4"); }).contains(QStringLiteral("needs a threshold")));
    }

    void writesTheFullModelAndEachRuleOnce()
    {
        auto asked = request({ "fixed:layer=2|1", "full", "fixed:layer=1" });
        Echo echo;
        const auto end = sweepGenerations(asked, std::ref(echo));
        QCOMPARE(echo.told, (Texts { "full", "fixed:layer=2", "fixed:layer=1" }));
        QCOMPARE(end.written, std::size_t { 2 });
        const auto all = readGenerations(asked.out);
        QCOMPARE(all.settings.layers, 3);
        QCOMPARE(all.settings.modelSha256.size(), std::size_t { 64 });
        QCOMPARE(all.prompts.size(), std::size_t { 2 });
        QCOMPARE(all.points[1].rule, std::string("fixed:layer=1"));
        QCOMPARE(all.points[1].texts[1].text, std::string("two"));
        QCOMPARE(all.measuredSpeedup(all.points[1]), 2.0);
        Echo again;
        const auto second = sweepGenerations(asked, std::ref(again));
        QVERIFY(again.told.empty()); // no model is opened for nothing
        QCOMPARE(second.known, std::size_t { 2 });
        asked.policies.push_back("fixed:layer=3");
        sweepGenerations(asked, std::ref(again));
        QCOMPARE(again.told, (Texts { "full", "fixed:layer=3" }));
        QCOMPARE(readGenerations(asked.out).fullTimings.size(), std::size_t { 2 });
    }

    void goesOnWhereItWas()
    {
        for (int runs = 0; runs < 3; ++runs)
            for (const bool stops : { true, false }) {
                const auto asked = request();
                Echo echo;
                (stops ? echo.stopsAt : echo.killsAt) = runs;
                try {
                    QCOMPARE(sweepGenerations(asked, std::ref(echo)).end, JobEnd::Cancelled);
                    QVERIFY(stops);
                } catch (const std::runtime_error& error) {
                    QCOMPARE(std::string(error.what()), std::string("killed"));
                }
                Echo rest;
                const auto end = sweepGenerations(asked, std::ref(rest));
                const auto known = static_cast<std::size_t>(std::max(0, runs - 1));
                QCOMPARE(end.known, known);
                QCOMPARE(rest.told.size(), 3 - known);
                const auto all = readGenerations(asked.out);
                QCOMPARE(all.points.size(), std::size_t { 2 });
                QCOMPARE(all.points[0].rule, std::string("fixed:layer=1"));
            }
    }

    void refusesAModelThatWritesOtherwise()
    {
        const auto asked = request();
        Echo echo;
        echo.stopsAt = 2;
        sweepGenerations(asked, std::ref(echo));
        Echo other;
        other.suffix = "!";
        const auto message = test::messageOf([&] { sweepGenerations(asked, std::ref(other)); });
        QVERIFY2(message.contains(QStringLiteral("another text for prompt 1")), qPrintable(message));
        QCOMPARE(readGenerations(asked.out).fullTimings.size(), std::size_t { 1 });
    }

    void refusesBadRequests()
    {
        Echo echo;
        const auto says = [&](const SweepRequest& asked, const char* what) {
            const auto message = test::messageOf([&] { sweepGenerations(asked, std::ref(echo)); });
            return message.contains(QString::fromLatin1(what)) || (qWarning("%s", qPrintable(message)), false);
        };
        QVERIFY(says(request({ "full" }), "needs rules beside the full model"));
        QVERIFY(says(request({ "fixed:layer=7" }), "its exits are after 1, 2, 3"));
        QVERIFY(says(request({ "patience:patience=1" }), "there are full, fixed, margin"));
        auto asked = request();
        asked.generate.beams = 4;
        QVERIFY(says(asked, "takes no beams"));
        asked = request();
        asked.references = { file("nowhere") };
        QVERIFY(says(asked, "nowhere"));
        asked = request();
        sweepGenerations(asked, std::ref(echo));
        asked.generate.maxTokens = 7;
        QVERIFY(says(asked, "max_tokens is 128 there and 7 here"));
        QVERIFY(!std::filesystem::exists(request({ "full" }).out));
    }
};

QTEST_GUILESS_MAIN(TestGenerationSweep)
#include "tst_generation_sweep.moc"

#include "core/examples/filter_completion.h"
#include "core/examples/filter_match.h"
#include "tests/core/examples/example_columns.h"
#include "tests/core/policy/small_traces.h"

#include <QtTest>

#include <functional>

using namespace exitscope;
using examples::Filter;
using examples::FilterError;
using examples::UnitColumns;
using examples::Verdict;

using Test = std::function<bool(const UnitColumns&, std::int64_t)>;
Q_DECLARE_METATYPE(Test)

class FilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatItSays_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<Test>("test");
        const auto row = [](const char* filter, Test test) { QTest::newRow(filter) << QString::fromUtf8(filter) << test; };
        const auto has = [](const UnitColumns& c, std::int64_t u, std::string_view word) {
            return QString::fromUtf8(c.text(u).data(), static_cast<qsizetype>(c.text(u).size()))
                .contains(QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size())), Qt::CaseInsensitive);
        };
        row("", [](const auto&, auto) { return true; });
        row("film", [=](const auto& c, auto u) { return has(c, u, "film"); });
        row("text:\"not bad\"", [=](const auto& c, auto u) { return has(c, u, "not bad"); });
        row("été", [=](const auto& c, auto u) { return has(c, u, "été"); });
        row("text!=film", [=](const auto& c, auto u) { return !has(c, u, "film"); });
        row("\"correct\"", [=](const auto& c, auto u) { return has(c, u, "correct"); });
        row("label:NEGATIVE", [](const auto& c, auto u) { return c.answers().labelOf(u) == 0; });
        row("label:\"very positive\"", [](const auto& c, auto u) { return c.answers().labelOf(u) == 2; });
        row("label:1", [](const auto& c, auto u) { return c.answers().labelOf(u) == 1; });
        row("prediction!=neutral", [](const auto& c, auto u) { return c.predictedClass(u) != 1; });
        row("full:neutral", [](const auto& c, auto u) { return c.fullClass(u) == 1; });
        row("exit>=6", [](const auto& c, auto u) { return c.layer(u) >= 6; });
        row("exit=4", [](const auto& c, auto u) { return c.layer(u) == 4; });
        row("exit:10", [](const auto& c, auto u) { return c.layer(u) == 10; });
        row("number<=20", [](const auto&, auto u) { return u < 20; });
        row("confidence<0.7", [](const auto& c, auto u) { return static_cast<double>(c.confidence(u)) < 0.7; });
        row("length>20", [](const auto& c, auto u) { return c.length(u) > 20; });
        row("slack<0.01", [](const auto& c, auto u) {
            return static_cast<double>(std::abs(c.slack(u).nearest().distance)) < 0.01;
        });
        row("mends", [](const auto& c, auto u) { return c.slack(u).nearest().effect == examples::Effect::Mends; });
        row("breaks", [](const auto& c, auto u) { return c.slack(u).nearest().effect == examples::Effect::Breaks; });
        row("correct", [](const auto& c, auto u) { return c.verdict(u) == Verdict::Right; });
        row("WRONG", [](const auto& c, auto u) { return c.verdict(u) == Verdict::Wrong; });
        row("disagree", [](const auto& c, auto u) { return c.predictedClass(u) != c.fullClass(u); });
        row("agree", [](const auto& c, auto u) { return c.predictedClass(u) == c.fullClass(u); });
        row("overthinks", [](const auto& c, auto u) { return c.overthinks(u); });
        row("overthinks first_right=4", [](const auto& c, auto u) {
            return c.overthinks(u) && c.answers().firstRight[static_cast<std::size_t>(u)] == 1;
        });
        row("labelled", [](const auto& c, auto u) { return c.answers().labelOf(u) >= 0; });
        row("tag:irony", [](const auto&, auto u) { return u % 3 == 0; });
        row("tag:\"long one\"", [](const auto&, auto u) { return u % 3 == 1; });
        row("tag:\"\"", [](const auto&, auto u) { return u % 3 == 2; });
        row("tag!=irony", [](const auto&, auto u) { return u % 3 != 0; });
        row("-correct exit<6", [](const auto& c, auto u) { return c.verdict(u) != Verdict::Right && c.layer(u) < 6; });
        row("not correct", [](const auto& c, auto u) { return c.verdict(u) != Verdict::Right; });
        row("exit=2 or exit=10", [](const auto& c, auto u) { return c.layer(u) == 2 || c.layer(u) == 10; });
        row("wrong (exit=2 or exit=4 and film)", [=](const auto& c, auto u) {
            return c.verdict(u) == Verdict::Wrong && (c.layer(u) == 2 || (c.layer(u) == 4 && has(c, u, "film")));
        });
        row("-(wrong or film)", [=](const auto& c, auto u) {
            return c.verdict(u) != Verdict::Wrong && !has(c, u, "film");
        });
    }

    void findsWhatItSays()
    {
        QFETCH(QString, filter);
        QFETCH(Test, test);
        const auto columns = test::columnsOf(test::reviews(700), "entropy:threshold=0.7");
        const auto slack = columns.decision().slack->nearest(columns.decision().threshold);
        const auto found = examples::matching(Filter::parse(filter.toStdString()), columns, &slack);
        std::vector<std::uint32_t> expected;
        for (std::int64_t unit = 0; unit < columns.units(); ++unit)
            if (test(columns, unit))
                expected.push_back(static_cast<std::uint32_t>(unit));
        QCOMPARE(*found, expected);
        if (!filter.contains("\"correct\""))
            QVERIFY2(!expected.empty(), "the data must hold some");
    }

    void errorsSayWhereAndWhat_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("position");
        QTest::addColumn<QString>("part");
        QTest::newRow("field") << "exit>=6 lable:positive" << 8 << "character 9: \"lable\" is no field; did you mean label?";
        QTest::newRow("flag") << "corect" << 0 << "did you mean correct?";
        QTest::newRow("behind letters of two bytes") << "été corect" << 6 << "character 5";
        QTest::newRow("no number") << "exit>=six" << 6 << "\"six\" is not a number";
        QTest::newRow("no value") << "exit>=" << 4 << "a value is missing after \"exit>=\"";
        QTest::newRow("space before the value") << "exit>= 6" << 4 << "a value is missing";
        QTest::newRow("no field") << ">=6" << 0 << "stands without a field";
        QTest::newRow("field alone") << "label" << 0 << "needs something to compare with";
        QTest::newRow("flag with a value") << "correct:yes" << 7 << "takes no value";
        QTest::newRow("text has no order") << "text<film" << 4 << "has no order";
        QTest::newRow("names have no order") << "label<positive" << 6 << "is not a number";
        QTest::newRow("quotation") << "text:\"not bad" << 5 << "has no end";
        QTest::newRow("open") << "(exit=2" << 0 << "is not closed";
        QTest::newRow("close") << "exit=2)" << 6 << "closes nothing";
        QTest::newRow("empty") << "()" << 1 << "missing before";
        QTest::newRow("or at the end") << "wrong or" << 6 << "missing after \"or\"";
        QTest::newRow("minus at the end") << "wrong -" << 6 << "missing after \"-\"";
        QTest::newRow("comparison") << "exit!6" << 4 << "is no comparison";
        QTest::newRow("deep") << QString(3000, QLatin1Char('-')) + "wrong" << 100 << "levels deep";
        QTest::newRow("deep parentheses") << QString(3000, QLatin1Char('(')) << 100 << "levels deep";
        QTest::newRow("class") << "label:postive" << 6 << "\"postive\" is no class";
        QTest::newRow("class number") << "label:3" << 6 << "is no class";
        QTest::newRow("tag") << "tag:ironi" << 4 << "did you mean Irony?";
        QTest::newRow("error of classes") << "error>1" << 6 << "has classes";
    }

    void errorsSayWhereAndWhat()
    {
        QFETCH(QString, filter);
        QFETCH(int, position);
        QFETCH(QString, part);
        const auto columns = test::columnsOf(test::reviews(30), "entropy:threshold=0.7");
        try {
            examples::requireUsable(Filter::parse(filter.toStdString()), columns);
            QFAIL("was taken");
        } catch (const FilterError& error) {
            const QString text = QString::fromUtf8(error.what());
            QVERIFY2(text.contains(part), qPrintable(text));
            QCOMPARE(static_cast<int>(error.position()), position);
            QVERIFY(error.size() > 0);
            QVERIFY(!text.contains(QLatin1Char('\n')));
            QVERIFY(text.size() < 600 || filter.size() > 600);
        }
    }

    void whatATraceLacks()
    {
        trace::Trace::Arrays arrays;
        arrays.logits = { 1, 2, 3 };
        arrays.exitLayer = { 1, 2, 3 };
        arrays.targets = { 2.5F };
        const auto columns = test::columnsOf(trace::Trace::fromArrays(std::move(arrays), 1, {}), "fixed:layer=2");
        for (const char* filter : { "text:a", "length>3", "slack<1", "mends", "label:good", "tag:a" })
            QVERIFY_EXCEPTION_THROWN(examples::requireUsable(Filter::parse(filter), columns), FilterError);
        for (const char* filter : { "label>2", "error<=0.5", "disagree", "prediction=2", "full>=3", "labelled" })
            QCOMPARE(examples::matching(Filter::parse(filter), columns)->size(), std::size_t { 1 });
        for (const char* filter : { "label>3", "correct", "wrong", "overthinks", "confidence>0" })
            QCOMPARE(examples::matching(Filter::parse(filter), columns)->size(), std::size_t { 0 });
    }

    void valuesComeBack_data()
    {
        QTest::addColumn<QString>("value");
        for (const char* value : { "plain", "two words", "a \"quoted\" one", "back\\slash", "", "(x)", "a=b", "-3", "\"" })
            QTest::newRow(value) << value;
    }

    void valuesComeBack()
    {
        QFETCH(QString, value);
        const auto filter = Filter::parse("tag:" + examples::filterValue(value.toStdString()));
        QCOMPARE(filter.root().term.field, examples::Field::Tag);
        QCOMPARE(QString::fromStdString(filter.root().term.value), value);
    }

    void completes_data()
    {
        QTest::addColumn<QString>("text"); // | is the cursor
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("replaced");
        QTest::newRow("field") << "la|" << "label:" << "la";
        QTest::newRow("flag behind a minus") << "exit>=6 -cor|" << "correct" << "cor";
        QTest::newRow("class") << "label:v|" << "\"very positive\"" << "v";
        QTest::newRow("class in quotes") << "label:\"ve|" << "\"very positive\"" << "\"ve";
        QTest::newRow("all classes") << "label:|" << "negative" << "";
        QTest::newRow("tag") << "wrong tag:i|" << "Irony" << "i";
        QTest::newRow("anything") << "wrong |" << "text:" << "";
        QTest::newRow("number") << "exit>=|" << "" << "";
        QTest::newRow("within") << "con| wrong" << "confidence>=" << "con";
        QTest::newRow("no such field") << "nothing:|" << "" << "";
        QTest::newRow("none") << "zz|" << "" << "zz";
    }

    void completes()
    {
        QFETCH(QString, text);
        QFETCH(QString, first);
        QFETCH(QString, replaced);
        const auto columns = test::columnsOf(test::reviews(30), "entropy:threshold=0.7");
        const auto cursor = text.indexOf(QLatin1Char('|'));
        const auto typed = text.remove(QLatin1Char('|')).toStdString();
        const auto completion = examples::completion(typed, static_cast<std::size_t>(cursor), columns);
        QCOMPARE(QString::fromStdString(typed.substr(completion.position, completion.size)), replaced);
        QCOMPARE(completion.suggestions.empty() ? QString() : QString::fromStdString(completion.suggestions[0].word), first);
    }
};

QTEST_GUILESS_MAIN(FilterTest)
#include "tst_filter.moc"

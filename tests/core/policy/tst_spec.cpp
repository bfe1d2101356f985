#include "core/error.h"
#include "core/policy/parameters.h"
#include "core/policy/policy.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace exitscope;
using policy::parseRange;
using policy::parseSpec;

class TestSpec : public QObject
{
    Q_OBJECT

    static std::vector<std::string> values(const char* text, const char* key)
    {
        std::vector<std::string> all;
        for (const auto& spec : parseRange(text).expand())
            all.push_back(spec.parameters.at(key));
        return all;
    }

private Q_SLOTS:
    void canonicalTextSortsTheKeys()
    {
        const auto spec = parseSpec("entropy:threshold=0.3,first_exit=2,exit_every=3");
        QCOMPARE(spec.text(), std::string("entropy:exit_every=3,first_exit=2,threshold=0.3"));
        QVERIFY(parseSpec(spec.text()) == spec);
        QCOMPARE(parseSpec("oracle").text(), std::string("oracle"));
    }

    void rangesListsAndVectors()
    {
        using Texts = std::vector<std::string>;
        QCOMPARE(values("entropy:threshold=0:1:5", "threshold"), Texts({ "0", "0.25", "0.5", "0.75", "1" }));
        QCOMPARE(values("entropy:threshold=0:1.1:12", "threshold")[3], std::string("0.3"));
        QCOMPARE(values("entropy:threshold=0.7:0.7:1", "threshold"), Texts({ "0.7" }));
        QCOMPARE(values("patience:patience=1:5:5", "patience"), Texts({ "1", "2", "3", "4", "5" }));
        QCOMPARE(values("patience:patience=1|3|2", "patience"), Texts({ "1", "3", "2" }));
        QCOMPARE(values("oracle:kind=correct|agree", "kind"), Texts({ "correct", "agree" }));
        QCOMPARE(values("entropy:threshold=0.2;0.3|0.5", "threshold"), Texts({ "0.2;0.3", "0.5" }));
    }

    void theLastKeyVariesFastest()
    {
        const auto points = parseRange("entropy:threshold=0:1:2,normalised=false|true,first_exit=1|2").expand();
        QCOMPARE(points.size(), std::size_t { 8 });
        QCOMPARE(points[1].text(), std::string("entropy:first_exit=1,normalised=false,threshold=1"));
        QCOMPARE(points[2].text(), std::string("entropy:first_exit=1,normalised=true,threshold=0"));
        QCOMPARE(points[7].text(), std::string("entropy:first_exit=2,normalised=true,threshold=1"));
    }

    void exactIsForThresholdsOnly()
    {
        QVERIFY(parseRange("margin:threshold=exact").isExact());
        QVERIFY(!parseRange("margin:threshold=0.5").isExact());
        QVERIFY_THROWS_EXCEPTION(InputError, parseRange("patience:patience=exact"));
        QVERIFY_THROWS_EXCEPTION(InputError, parseSpec("margin:threshold=exact"));
        QVERIFY_THROWS_EXCEPTION(InputError, parseRange("margin:threshold=exact").expand());
    }

    void badTextsSayWhatWouldBeRight_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* text, const char* word) { QTest::newRow(text) << QByteArray(text) << QString::fromUtf8(word); };
        row("entrophy:threshold=1", "unknown policy \"entrophy\"; did you mean entropy? There are fixed, entropy, confidence");
        row("", "unknown policy \"\"");
        row("entropy:treshold=1", "unknown key \"treshold\"; did you mean threshold? There are threshold, normalised, ensemble, first_exit");
        row("softmax:threshold=1", "unknown policy \"softmax\"; there are fixed"); // like none of them
        row("marign:threshold=1", "did you mean margin?");
        row("entropy:threshold=0.1,normalized=true", "did you mean normalised?");
        row("oracle:kind=corect", "did you mean correct? There are correct and agree");
        row("confidence:threshold=1.5", "threshold is \"1.5\", which is out of range; use a number from 0 to 1");
        row("confidence:threshold=0:2:5", "threshold is \"0:2:5\", which is out of range");
        row("confidence:threshold=0.5|-3", "threshold is \"-3\", which is out of range");
        row("confidence:threshold=0.5;7", "threshold is \"0.5;7\", which is out of range");
        row("margin:threshold=-0.2", "threshold is \"-0.2\", which is out of range; use a number from 0 to 1");
        row("entropy:threshold=-2", "out of range; use a number from -1 to 22");
        row("entropy:threshold=40", "out of range");
        row("saturation:threshold=1.2", "out of range; use a number from -1 to 1");
        row("cascade:threshold=90", "out of range; use a number from 0 to 1");
        row("learned:threshold=nan", "threshold is \"nan\"; use a number");
        row("patience:patience=1,tolerance=-0.1", "out of range; use a number of at least 0");
        row("entropy", "threshold is missing");
        row("entropy:", "is not key=value");
        row("entropy:threshold", "is not key=value");
        row("entropy:threshold=", "is not key=value");
        row("entropy:threshold=abc", "threshold is \"abc\"; use a number");
        row("entropy:threshold=0,5", "\"5\" is not key=value");
        row("entropy:threshold=1e", "threshold is \"1e\"");
        row("entropy:threshold=nan", "threshold is \"nan\"");
        row("entropy:threshold=0:1", "first:last:count");
        row("entropy:threshold=0:1:0", "first:last:count");
        row("entropy:threshold=0:1:2.5", "first:last:count");
        row("entropy:threshold=0:inf:3", "first:last:count");
        row("entropy:threshold=0:1:99999999999", "ask for fewer");
        row("entropy:threshold=0.1|", "threshold is \"\"");
        row("entropy:threshold=0.1,threshold=0.2", "gives threshold twice");
        row("entropy:threshold=1,normalised=yes", "use true or false");
        row("patience:patience=1.5", "use a whole number");
        row("patience:patience=1:4:3", "passes through fractions");
        row("oracle:kind=best", "there are correct and agree");
        row("oracle:kind=0:1:2", "first:last:count");
        row("fixed:layer=1;2", "use a whole number");
    }

    void badTextsSayWhatWouldBeRight()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, word);
        try {
            (void)parseRange(text.constData());
        } catch (const InputError& error) {
            const auto said = QString::fromUtf8(error.what());
            QVERIFY2(said.contains(word), qPrintable(said));
            return;
        }
        QFAIL("accepted");
    }

    void neverAndAlwaysAreSaidByThresholdsJustBeyond()
    {
        for (const char* text : { "entropy:threshold=0", "entropy:threshold=-1", "entropy:threshold=inf", "margin:threshold=1.0000001",
                 "margin:threshold=inf", "confidence:threshold=-inf", "confidence:threshold=0", "confidence:threshold=1",
                 "entropy:threshold=-1e-7", "saturation:threshold=1.0000002", "learned:threshold=-3" })
            QCOMPARE(parseSpec(text).text(), std::string(text));
    }

    void aFloatSurvivesItsText()
    {
        std::uint32_t bits = 1;
        for (int i = 0; i < 20000; ++i) {
            bits = bits * 1664525U + 1013904223U;
            const auto value = std::bit_cast<float>(bits);
            if (std::isfinite(value))
                QCOMPARE(std::bit_cast<std::uint32_t>(*policy::parseReal(policy::realText(value))), bits);
        }
    }

    void everyPolicyIsDescribed()
    {
        std::set<std::string> names;
        for (const auto* type : policy::allPolicies()) {
            const auto& info = type->info;
            QVERIFY(names.insert(info.name).second);
            QVERIFY(!info.title.empty() && !info.help.empty() && type->make);
            std::set<std::string> keys;
            bool threshold = false;
            for (const auto& parameter : info.parameters) {
                QVERIFY2(keys.insert(parameter.key).second, parameter.key.c_str());
                QVERIFY2(!parameter.title.empty() && !parameter.help.empty(), parameter.key.c_str());
                threshold = threshold || parameter.isThreshold;
            }
            QVERIFY(keys.contains("first_exit") && keys.contains("exit_every"));
            QCOMPARE(threshold, type->scores != nullptr);
            QCOMPARE(threshold, type->rule != nullptr);
        }
    }
};

QTEST_APPLESS_MAIN(TestSpec)
#include "tst_spec.moc"

#include "app/analysis/policy_text.h"
#include "core/policy/policy.h"

#include <QTest>

#include <set>
#include <string>

using namespace exitscope;

/// The words of the core's policies and their entries for translators are the same words.
class TestPolicyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWordOfTheRegistryCanBeTranslated()
    {
        std::set<std::string> said;
        const auto hear = [&said](const std::string& text) {
            if (!text.empty())
                said.insert(text);
        };
        for (const auto* type : policy::allPolicies()) {
            hear(type->info.title);
            hear(type->info.help);
            for (const auto& parameter : type->info.parameters) {
                hear(parameter.title);
                hear(parameter.help);
            }
        }
        const auto listed = app::translatedPolicyTexts();
        const std::set<std::string> known(listed.begin(), listed.end());
        QCOMPARE(known.size(), listed.size());
        for (const auto& text : said)
            QVERIFY2(known.contains(text), ("add to policy_text.cpp: " + text).c_str());
        for (const auto& text : known)
            QVERIFY2(said.contains(text), ("nobody says any more: " + text).c_str());
    }
};

QTEST_GUILESS_MAIN(TestPolicyText)
#include "tst_policy_text.moc"

#include "core/policy/policy.h"
#include "tests/gui/sample_policies.h"
#include "widgets/panel/parameter_field.h"
#include "widgets/panel/policy_panel.h"
#include "widgets/panel/sweep_dialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace exitscope::widgets;

class TestPolicyPanel final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void fieldsHoldWhatTheyAreGiven_data();
    void fieldsHoldWhatTheyAreGiven();
    void fieldsShowTheLocalesNumbersAndSpeakC();
    void aWrongValueIsSaidBesideItsField();
    void aPanelSpeaksItsSpecification();
    void whatCannotRunIsGreyedWithItsReason();
    void sweepGivesSpecifications();
    void sweepSaysWhatIsWrong();
    void sweepListCanBeArranged();
    void furtherModelsMakeACascade();
    void sweepAsksForItsOutlookAndCommandLine();
    void listsOfWholeNumbers();
    void values_data();
    void values();
};

namespace {

const ParameterInfo& sample(const QString& policy, const QString& key)
{
    static const auto all = samples::policies();
    for (const auto& info : all)
        if (info.name == policy)
            return *info.find(key);
    qFatal("no such sample");
}

QPushButton* startButton(const SweepDialog& dialog)
{
    return dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
}

} // namespace

void TestPolicyPanel::fieldsHoldWhatTheyAreGiven_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, const char* policy, const char* key, const char* text) {
        QTest::newRow(name) << QString::fromLatin1(policy) << QString::fromLatin1(key) << QString::fromLatin1(text);
    };
    row("exact", "entropy", "threshold", "exact");
    row("number", "entropy", "threshold", "0.25");
    row("small number", "entropy", "threshold", "1.5e-07");
    row("range", "entropy", "threshold", "0:1:21");
    row("list", "entropy", "threshold", "0.1|0.25|0.5");
    row("per exit", "entropy", "threshold", "0.1;0.25;0.5");
    row("nonsense is kept", "entropy", "threshold", "lots");
    row("whole", "patience", "patience", "4");
    row("whole range", "patience", "patience", "1:11:11");
    row("choices", "oracle", "kind", "correct|agree");
    row("choice", "oracle", "kind", "agree");
    row("flag", "entropy", "normalised", "true");
}

void TestPolicyPanel::fieldsHoldWhatTheyAreGiven()
{
    QFETCH(QString, policy);
    QFETCH(QString, key);
    QFETCH(QString, text);
    ParameterField field(sample(policy, key), PanelUse::Sweep);
    QSignalSpy changed(&field, &ParameterField::valueChanged);
    field.setValue(text);
    QCOMPARE(field.value(), text);
    QCOMPARE(changed.size(), 0);
}

void TestPolicyPanel::fieldsShowTheLocalesNumbersAndSpeakC()
{
    ParameterField field(sample(QStringLiteral("entropy"), QStringLiteral("threshold")), PanelUse::OnePoint);
    field.setLocale(QLocale(QLocale::German));
    field.setValue(QStringLiteral("0.25"));
    const auto boxes = field.findChildren<QDoubleSpinBox*>();
    const auto found = std::find_if(boxes.begin(), boxes.end(),
        [](const auto* one) { return one->accessibleName() == QLatin1String("Threshold: value"); });
    QVERIFY(found != boxes.end());
    auto* box = *found;
    QCOMPARE(box->text(), QStringLiteral("0,25"));
    QCOMPARE(field.value(), QStringLiteral("0.25"));
    QSignalSpy changed(&field, &ParameterField::valueChanged);
    box->setValue(0.5);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toString(), QStringLiteral("0.5"));
}

void TestPolicyPanel::aWrongValueIsSaidBesideItsField()
{
    ParameterField field(sample(QStringLiteral("entropy"), QStringLiteral("threshold")), PanelUse::Sweep);
    const auto said = [&field] {
        for (const auto* label : field.findChildren<QLabel*>())
            if (label->wordWrap() && !label->isHidden())
                return label->text();
        return QString();
    };
    field.setValue(QStringLiteral("0.2"));
    QCOMPARE(said(), QString());
    field.setValue(QStringLiteral("lots"));
    QVERIFY(field.problem());
    QCOMPARE(said(), *field.problem());
    field.setValue(QStringLiteral("3")); // beyond what is usual, which is a remark and no problem
    QVERIFY(!field.problem());
    QVERIFY(!said().isEmpty());
}

void TestPolicyPanel::aPanelSpeaksItsSpecification()
{
    PolicyPanel panel(samples::policies(), PanelUse::Sweep);
    QCOMPARE(panel.specification(), QStringLiteral("entropy:threshold=exact"));
    for (const auto& text : { QStringLiteral("entropy:threshold=0.1|0.2,normalised=true,first_exit=3"),
             QStringLiteral("patience:patience=2:8:4"), QStringLiteral("oracle:kind=agree") }) {
        QVERIFY(panel.setSpecification(text));
        QCOMPARE(panel.specification(), text);
        QCOMPARE(panel.problem(), QString());
    }
    QVERIFY(!panel.setSpecification(QStringLiteral("learned:threshold=0.5")));
    QVERIFY(!panel.setSpecification(QStringLiteral("unheard-of")));
    QCOMPARE(panel.specification(), QStringLiteral("oracle:kind=agree"));
    QSignalSpy changed(&panel, &PolicyPanel::specificationChanged);
    panel.setValue(QStringLiteral("kind"), QStringLiteral("correct"));
    QCOMPARE(changed.last().first().toString(), QStringLiteral("oracle:kind=correct"));

    // What the scrubber moves is not shown, and does not count.
    PolicyPanel rest({ samples::policies().front() }, PanelUse::OnePoint, nullptr, QStringLiteral("threshold"));
    QCOMPARE(rest.specification(), QStringLiteral("entropy"));
    QVERIFY(rest.findChildren<QComboBox*>().front()->isHidden());
}

void TestPolicyPanel::whatCannotRunIsGreyedWithItsReason()
{
    PolicyPanel panel(samples::policies(), PanelUse::Sweep);
    const auto* chooser = panel.findChild<QComboBox*>();
    QCOMPARE(chooser->count(), 4);
    const auto index = chooser->model()->index(3, 0);
    QVERIFY(!(index.flags() & Qt::ItemIsEnabled));
    QVERIFY(index.data().toString().contains(samples::policies()[3].reason));
}

void TestPolicyPanel::sweepGivesSpecifications()
{
    SweepDialog dialog(samples::policies(), QStringLiteral("SST-2"));
    QVERIFY(!dialog.problem().isEmpty());
    QVERIFY(dialog.specifications().isEmpty());
    dialog.addPolicy();
    dialog.addPolicy(); // the next one that is not there yet
    QCOMPARE(dialog.specifications(),
        (QStringList { QStringLiteral("entropy:threshold=exact"), QStringLiteral("patience:patience=1:11:11") }));
    dialog.setCurrent(0);
    dialog.panel()->setValue(QStringLiteral("threshold"), QStringLiteral("0.1|0.2"));
    dialog.panel()->setValue(QStringLiteral("first_exit"), QStringLiteral("3"));
    QCOMPARE(dialog.specifications().first(), QStringLiteral("entropy:threshold=0.1|0.2,first_exit=3"));
    QCOMPARE(dialog.specifications().last(), QStringLiteral("patience:patience=1:11:11"));
    dialog.setSpecifications({ QStringLiteral("oracle:kind=agree"), QStringLiteral("learned:threshold=0.5"),
        QStringLiteral("oracle:kind=correct") });
    QCOMPARE(dialog.specifications(),
        (QStringList { QStringLiteral("oracle:kind=agree"), QStringLiteral("oracle:kind=correct") }));
}

void TestPolicyPanel::sweepSaysWhatIsWrong()
{
    SweepDialog dialog(samples::policies(), QStringLiteral("SST-2"));
    dialog.addPolicy();
    QVERIFY(startButton(dialog)->isEnabled());
    dialog.panel()->setValue(QStringLiteral("threshold"), QStringLiteral("lots"));
    QVERIFY2(dialog.problem().startsWith(QLatin1String("Entropy, Threshold: ")), qPrintable(dialog.problem()));
    QVERIFY(!startButton(dialog)->isEnabled());
    QVERIFY(dialog.specifications().isEmpty());
    dialog.panel()->setValue(QStringLiteral("threshold"), QStringLiteral("0.5"));
    QVERIFY(startButton(dialog)->isEnabled());
    dialog.duplicatePolicy(); // the same twice gives nothing
    QVERIFY(!dialog.problem().isEmpty());
}

void TestPolicyPanel::sweepListCanBeArranged()
{
    SweepDialog dialog(samples::policies(), QStringLiteral("SST-2"));
    dialog.setSpecifications({ QStringLiteral("entropy:threshold=0.1"), QStringLiteral("patience:patience=3") });
    dialog.setCurrent(0);
    dialog.duplicatePolicy();
    dialog.panel()->setValue(QStringLiteral("threshold"), QStringLiteral("0.2"));
    dialog.movePolicyDown();
    QCOMPARE(dialog.current(), 2);
    QCOMPARE(dialog.specifications(), (QStringList { QStringLiteral("entropy:threshold=0.1"),
                                          QStringLiteral("patience:patience=3"), QStringLiteral("entropy:threshold=0.2") }));
    dialog.movePolicyUp();
    dialog.movePolicyUp();
    dialog.movePolicyUp(); // is there already
    QCOMPARE(dialog.current(), 0);
    QCOMPARE(dialog.panel()->specification(), QStringLiteral("entropy:threshold=0.2"));
    dialog.removePolicy();
    QCOMPARE(dialog.panel()->specification(), QStringLiteral("entropy:threshold=0.1"));
    dialog.removePolicy();
    dialog.removePolicy();
    QCOMPARE(dialog.count(), 0);
    QVERIFY(!dialog.panel()->isEnabled());
}

void TestPolicyPanel::furtherModelsMakeACascade()
{
    SweepDialog dialog(samples::policies(), QStringLiteral("small"));
    QSignalSpy changed(&dialog, &SweepDialog::furtherModelsChanged);
    auto* chain = dialog.findChild<ModelChain*>();
    QVERIFY(chain && chain->isHidden());
    dialog.setSpecifications({ QStringLiteral("entropy:threshold=exact"), QStringLiteral("oracle:kind=agree") });
    dialog.setFurtherModels({ { QStringLiteral("m"), QStringLiteral("medium"), {} }, { QStringLiteral("l"), QStringLiteral("large"), {} } });
    QVERIFY(!chain->isHidden());
    QVERIFY(dialog.furtherModels().isEmpty());
    auto* list = chain->findChild<QListWidget*>();
    list->item(1)->setCheckState(Qt::Checked);
    list->item(0)->setCheckState(Qt::Checked);
    QCOMPARE(dialog.furtherModels(), (QStringList { QStringLiteral("m"), QStringLiteral("l") }));
    list->setCurrentRow(0);
    chain->findChildren<QToolButton*>().last()->click(); // later
    QCOMPARE(dialog.furtherModels(), (QStringList { QStringLiteral("l"), QStringLiteral("m") }));
    QCOMPARE(changed.count(), 3);

    dialog.setWaiting(QStringLiteral("Wait."));
    QVERIFY(!startButton(dialog)->isEnabled());
    QCOMPARE(dialog.problem(), QStringLiteral("Wait."));
    auto policies = samples::policies();
    policies[0].isOffered = false; // decides within one model
    dialog.setSubject(policies, QStringLiteral("small, then large"));
    QCOMPARE(dialog.specifications(), QStringList { QStringLiteral("oracle:kind=agree") });
    QVERIFY(startButton(dialog)->isEnabled());
    policies[2].isOffered = false;
    dialog.setSubject(policies, QStringLiteral("large")); // is not left empty
    QCOMPARE(dialog.specifications(), QStringList { QStringLiteral("patience:patience=1:11:11") });
}

void TestPolicyPanel::sweepAsksForItsOutlookAndCommandLine()
{
    SweepDialog dialog(samples::policies(), QStringLiteral("SST-2"));
    dialog.setCommandLine([](const QStringList& specifications, const QString& name) {
        return QStringLiteral("sweep ") + specifications.join(QLatin1Char(' ')) + name;
    });
    dialog.setForecast([](const QStringList& specifications) {
        return SweepOutlook { QStringLiteral("%1 rules").arg(specifications.size()),
            specifications.front().contains(QLatin1String("0.9")) ? QStringLiteral("Not that.") : QString() };
    });
    dialog.addPolicy();
    const auto says = [&dialog](const QString& text) {
        const auto labels = dialog.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text() == text; });
    };
    QTRY_VERIFY(says(QStringLiteral("1 rules")));
    dialog.copyCommandLine();
    QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("sweep entropy:threshold=exact"));
    dialog.panel()->setValue(QStringLiteral("threshold"), QStringLiteral("0.9"));
    QTRY_VERIFY(says(QStringLiteral("Not that.")));
    QVERIFY(!startButton(dialog)->isEnabled());
    QCOMPARE(dialog.problem(), QStringLiteral("Not that."));
}

void TestPolicyPanel::listsOfWholeNumbers()
{
    ParameterInfo layers;
    layers.kind = ParameterKind::Integer;
    layers.low = 1;
    layers.high = 12;
    layers.takesList = true;
    layers.isSweepable = true;
    layers.defaultValue = QStringLiteral("auto");
    ParameterField field(layers, PanelUse::Sweep);
    for (const char* good : { "auto", "4", "2;4;12", "2;4|6;8" }) {
        QVERIFY2(!valueProblem(layers, QString::fromLatin1(good)), good);
        field.setValue(QString::fromLatin1(good));
        QCOMPARE(field.value(), QString::fromLatin1(good));
    }
    for (const char* bad : { "automatic", "2;x", "2;13", "2;4.5" })
        QVERIFY2(valueProblem(layers, QString::fromLatin1(bad)), bad);
    layers.takesList = false;
    QVERIFY(valueProblem(layers, QStringLiteral("2;4")));
}

void TestPolicyPanel::values_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<int>("parameter");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char* name, const char* policy, int parameter, const char* text, bool isGood) {
        QTest::newRow(name) << QString::fromLatin1(policy) << parameter << QString::fromUtf8(text) << isGood;
    };
    row("exact", "entropy", 0, "exact", true);
    row("range", "entropy", 0, "0:1:11", true);
    row("list", "entropy", 0, "0.1|0.2|0.3", true);
    row("vector", "entropy", 0, "0.2;0.3;0.5", true);
    row("exponent", "entropy", 0, "1e-3", true);
    row("beyond what is usual", "entropy", 0, "1.5", true);
    row("vector of another length", "entropy", 0, "0.2;0.3", false);
    row("vector where none is taken", "patience", 0, "1;2;3", false);
    row("uneven whole numbers", "patience", 0, "1:11:4", false);
    row("two colons short", "entropy", 0, "0:1", false);
    row("backwards", "entropy", 0, "1:0:5", false);
    row("count one", "entropy", 0, "0:1:1", false);
    row("comma", "entropy", 0, "0,5", false);
    row("nan", "entropy", 0, "nan", false);
    row("hole in a list", "entropy", 0, "0.1||0.2", false);
    row("empty", "entropy", 0, "", false);
    row("empty with default", "entropy", 2, "", true);
    row("one value only", "entropy", 2, "1|2", false);
    row("whole", "patience", 0, "3", true);
    row("half", "patience", 0, "2.5", false);
    row("exact count", "patience", 0, "exact", false);
    row("choices", "oracle", 0, "correct|agree", true);
    row("no choice", "oracle", 0, "best", false);
}

void TestPolicyPanel::values()
{
    QFETCH(QString, policy);
    QFETCH(int, parameter);
    QFETCH(QString, text);
    QFETCH(bool, isGood);
    for (const PolicyInfo& info : samples::policies())
        if (info.name == policy) {
            const auto problem = valueProblem(info.parameters[static_cast<std::size_t>(parameter)], text);
            QVERIFY2(problem.has_value() != isGood, qPrintable(problem.value_or(QStringLiteral("accepted"))));
            return;
        }
    QFAIL("no such policy");
}

QTEST_MAIN(TestPolicyPanel)
#include "tst_policy_panel.moc"

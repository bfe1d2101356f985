#include "widgets/table/copyable_table.h"
#include "widgets/table/text_table_model.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QTest>

using namespace exitscope::widgets;

namespace {

TextTable sample()
{
    TextTable table;
    table.headings = { QStringLiteral("policy"), QStringLiteral("accuracy") };
    table.isNumber = { false, true };
    table.rows = { { QStringLiteral("entropy"), QStringLiteral("0.9012345678901") },
        { QStringLiteral("50 % & \"more\", |x|_\n"), QStringLiteral("0.1") } };
    return table;
}

} // namespace

class TestTables final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats();
    void latexIsEscaped();
    void anyScriptSurvives();
    void modelKeepsItsWord();
    void copiesWhatIsSelected();
    void numbersKeepTheirDigits();
};

void TestTables::formats()
{
    const TextTable table = sample();
    QCOMPARE(tableText(table, TableFormat::Tsv),
        QStringLiteral("policy\taccuracy\nentropy\t0.9012345678901\n50 % & \"more\", |x|_ \t0.1\n"));
    QCOMPARE(tableText(table, TableFormat::Csv),
        QStringLiteral("policy,accuracy\nentropy,0.9012345678901\n\"50 % & \"\"more\"\", |x|_\n\",0.1\n"));
    QCOMPARE(tableText(table, TableFormat::Markdown),
        QStringLiteral("| policy | accuracy |\n| --- | ---: |\n| entropy | 0.9012345678901 |\n"
                       "| 50 % & \"more\", \\|x\\|_  | 0.1 |\n"));
    QCOMPARE(tableText(table, TableFormat::Latex),
        QStringLiteral("\\begin{tabular}{lr}\n  \\toprule\n  policy & accuracy \\\\\n  \\midrule\n"
                       "  entropy & 0.9012345678901 \\\\\n  50 \\% \\& \"more\", |x|\\_  & 0.1 \\\\\n"
                       "  \\bottomrule\n\\end{tabular}\n"));
}

void TestTables::latexIsEscaped()
{
    QCOMPARE(latexEscaped(QStringLiteral("a_b^c~d\\e{f}$#")),
        QStringLiteral("a\\_b\\textasciicircum{}c\\textasciitilde{}d\\textbackslash{}e\\{f\\}\\$\\#"));
}

void TestTables::anyScriptSurvives()
{
    TextTable table = sample();
    const QString words = QStringLiteral("مرحبا بالعالم 😀 提前退出 thoát sớm");
    table.rows = { { words, QStringLiteral("1") } };
    for (const auto format : { TableFormat::Tsv, TableFormat::Csv, TableFormat::Markdown, TableFormat::Latex })
        QVERIFY(tableText(table, format).contains(words));
}

void TestTables::modelKeepsItsWord()
{
    TextTableModel model(sample());
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, 1).data(sortRole).toDouble(), 0.9012345678901);
    QCOMPARE(model.index(0, 0).data(sortRole).toString(), QStringLiteral("entropy"));
}

void TestTables::copiesWhatIsSelected()
{
    TextTableModel model(sample());
    CopyableTable table;
    table.setModel(&model);
    table.selectRow(1);
    QCOMPARE(table.selectionAs(TableFormat::Tsv).count(QLatin1Char('\n')), 2);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    table.clearSelection();
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 3);
    table.setColumnHidden(0, true);
    QVERIFY(table.selectionAs(TableFormat::Csv).startsWith(QLatin1String("accuracy\n")));
}

void TestTables::numbersKeepTheirDigits()
{
    QLocale::setDefault(QLocale(QLocale::German));
    TextTableModel model(sample());
    CopyableTable table;
    table.setModel(&model);
    QCOMPARE(model.index(0, 1).data(Qt::DisplayRole).toString(), QStringLiteral("0,901235"));
    QVERIFY(table.selectionAs(TableFormat::Csv).contains(QLatin1String("entropy,0.9012345678901\n")));
    QVERIFY(table.selectionAs(TableFormat::Latex).contains(QLatin1String("{lr}")));
    QLocale::setDefault(QLocale::c());
}

QTEST_MAIN(TestTables)
#include "tst_tables.moc"

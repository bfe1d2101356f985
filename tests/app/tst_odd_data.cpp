#include "app/main_window.h"
#include "app/plots/figure_output.h"
#include "app/views/atlas_panel.h"
#include "app/views/examples_model.h"
#include "app/views/examples_view.h"
#include "core/trace/trace_writer.h"
#include "tests/app/made_up_files.h"
#include "tests/app/person.h"
#include "widgets/panel/sweep_dialog.h"
#include "widgets/table/copyable_table.h"

#include <QHeaderView>
#include <QImage>
#include <QSettings>
#include <QStandardPaths>
#include <QTest>
#include <QTreeWidget>
#include <QXmlStreamReader>

#include <random>

using namespace exitscope;

namespace {

/// Texts that a data set may well have, each of which has broken a program once.
std::vector<std::string> oddTexts()
{
    std::vector<std::string> texts { "مرحبا بالعالم، هذا الفيلم رائع جدا", "שלום עולם, הסרט הזה נפלא",
        "Mixed: the word مرحبا and then שלום (twice) in 2024", "👩‍👩‍👧‍👦 family 🇻🇳 flag 👍🏽 skin", "e\u0301clair, Tiếng Việt",
        std::string(5000, 'x'), "tab\there, \u202eturned round, \u200bno width", "line\nbreak and \r carriage",
        "<b>bold?</b> & <script>", "", " ", "\ufffd\ufeff", std::string("nul \0 inside", 12) };
    std::string letters, words, marks = "Z";
    for (int i = 0; i < 700; ++i)
        letters += "中文句子没有空格";
    for (int i = 0; i < 300; ++i)
        words += "الكلمات العربية ";
    for (int i = 0; i < 60; ++i)
        marks += "\u0351\u0332";
    texts.insert(texts.end(), { letters, words, marks });
    return texts;
}

std::shared_ptr<const trace::Trace> traceOf(
    const std::vector<std::string>& texts, const std::vector<std::string>& classes)
{
    std::mt19937 random(11);
    std::normal_distribution<float> noise;
    trace::Trace::Arrays arrays;
    arrays.textOffset.push_back(0);
    for (const auto& text : texts) {
        const std::size_t label = random() % classes.size();
        arrays.labels.push_back(static_cast<std::int64_t>(label));
        for (int exit = 1; exit <= 6; ++exit) {
            // The deepest exit forgets some of what the ones before it knew.
            const float margin = (exit == 6 ? 2.5F : static_cast<float>(exit)) + (classes.size() == 2 ? -1.0F : 0.0F);
            for (std::size_t one = 0; one < classes.size(); ++one)
                arrays.logits.push_back(noise(random) + (one == label ? margin : 0.0F));
        }
        arrays.text.insert(arrays.text.end(), text.begin(), text.end());
        arrays.textOffset.push_back(static_cast<std::int64_t>(arrays.text.size()));
    }
    for (std::int32_t exit = 1; exit <= 6; ++exit)
        arrays.exitLayer.push_back(exit);
    trace::TraceInfo info;
    info.task = "odd";
    info.labelNames = classes;
    info.datasetName = "odd";
    return trace::Trace::fromArrays(std::move(arrays), static_cast<std::int64_t>(classes.size()), std::move(info));
}

std::string repeated(const std::string& part, int times)
{
    std::string text;
    for (int i = 0; i < times; ++i)
        text += part;
    return text;
}

/// Painted as it is shown.
void verifyPaints(app::MainWindow& window)
{
    for (app::View* view : window.views()) {
        window.showView(view);
        QTest::qWait(200); // what is prepared in the background
        QVERIFY2(!view->grab().toImage().isNull(), qPrintable(view->key()));
    }
}

} // namespace

/// Names, texts and numbers of classes as real data has them.
class TestOddData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeOddData"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void everyScriptIsShown()
    {
        const test::StoreOfRuns files;
        trace::writeTrace(files.path("odd.trace").toStdString(), *traceOf(oddTexts(), { "شعور سلبي", "👍 good" }));
        files.sweep("odd.trace", "entropy:threshold=0:0.7:8", repeated("نص", 100));
        app::MainWindow window;
        window.resize(1280, 800);
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        verifyPaints(window);

        auto* table = window.findChild<app::ExamplesView*>()->findChild<widgets::CopyableTable*>();
        QTRY_COMPARE(table->model()->rowCount(), static_cast<int>(oddTexts().size()));
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            const QString shown = table->model()->index(row, 1).data().toString();
            QVERIFY2(!shown.contains(u'\n') && !shown.contains(u'\r') && !shown.contains(u'\t'), qPrintable(shown));
        }
        for (const char* filter : { "مرحبا", "text:\"שלום\"", "👍🏽", "label:\"👍 good\"", "中文句子" }) {
            window.findChild<app::ExamplesView*>()->setFilter(QString::fromUtf8(filter));
            QTRY_VERIFY2(table->model()->rowCount() > 0 && table->model()->rowCount() < static_cast<int>(oddTexts().size()), filter);
        }
        const auto figure = window.viewNamed(QStringLiteral("tokens"))->figure();
        QVERIFY(figure);
        for (const char* format : { "pdf", "svg" }) {
            const auto written = app::figureBytes({ figure->draw(), "{}" }, {}, *widgets::figureFormat(format), "figure");
            QVERIFY(written.front().bytes.size() > 1000);
            QXmlStreamReader xml(written.front().bytes);
            while (QLatin1String(format) == QLatin1String("svg") && !xml.atEnd())
                xml.readNext();
            QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        }
    }

    /// Two names of 200 letters that differ in the last one: a legend has room for both, and tells them apart.
    void longNamesLeaveThePlotItsRoom()
    {
        const test::StoreOfRuns files;
        files.writeTrace("made.trace", 100);
        const std::string common = repeated("name-without-a-space", 10).substr(1);
        files.sweep("made.trace", "entropy:threshold=0:0.7:8", common + "1");
        files.sweep("made.trace", "confidence:threshold=0.5:1:8", common + "2");
        files.sweep("made.trace", "patience:patience=1|2|3", repeated("نص طويل ", 25));
        app::MainWindow window;
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        app::RunSet all;
        for (const auto& run : window.workspace().runs())
            all.ids.push_back(run.id);
        window.hub().setRuns(all, nullptr);
        const auto* view = window.viewNamed(QStringLiteral("tradeoff"));
        const auto names = [view] {
            QStringList cut;
            if (const auto figure = view->figure())
                for (const auto& series : figure->draw().series)
                    if (series.name.contains(QChar(0x2026)))
                        cut << series.name;
            return cut;
        };
        QTRY_COMPARE(names().size(), 3);
        QStringList found = names();
        found.sort();
        found.removeDuplicates();
        QCOMPARE(found.size(), 3);
        for (const QString& name : found)
            QVERIFY2(name.size() < 70, qPrintable(name));
        QCOMPARE(names().filter(QStringLiteral("1: entropy")).size(), 1);
        QCOMPARE(names().filter(QStringLiteral("2: confidence")).size(), 1);
        // What follows a name that runs from right to left stays where it is.
        QCOMPARE(names().filter(QString(QChar(0x2069)) + QStringLiteral(": patience")).size(), 1);
        verifyPaints(window);
    }

    void threeHundredClasses()
    {
        std::vector<std::string> classes, texts;
        for (int one = 0; one < 300; ++one)
            classes.push_back("intent " + std::to_string(one) + ": ask for the exchange rate of a currency");
        for (int one = 0; one < 1500; ++one)
            texts.push_back("utterance " + std::to_string(one));
        const test::StoreOfRuns files;
        trace::writeTrace(files.path("many.trace").toStdString(), *traceOf(texts, classes));
        files.sweep("many.trace", "entropy:threshold=0:5.7:10", "entropy");
        files.sweep("many.trace", "patience:patience=1|2|3", "patience");
        app::MainWindow window;
        window.resize(1280, 800);
        window.show();
        window.start(files.store);
        QTRY_VERIFY(window.livePoint().state());
        verifyPaints(window);

        auto* view = window.findChild<app::ExamplesView*>();
        window.showView(view);
        view->menuActions().front()->setChecked(true);
        auto* tree = view->findChild<app::AtlasPanel*>()->findChild<QTreeWidget*>();
        QTreeWidgetItem* group = tree->topLevelItem(1);
        QTRY_VERIFY(group->childCount() > 250);
        int before = group->child(0)->text(1).toInt();
        QVERIFY(before > 0);
        for (int row = 1; row < group->childCount(); ++row) { // the worst are in sight
            const int next = group->child(row)->text(1).toInt();
            QVERIFY(next <= before);
            before = next;
        }
        // Numbers have their room beside the names.
        QTRY_VERIFY2(tree->header()->length() <= tree->viewport()->width(),
            qPrintable(QStringLiteral("%1 > %2").arg(tree->header()->length()).arg(tree->viewport()->width())));

        auto* table = view->findChild<widgets::CopyableTable*>();
        view->setFilter(QString::fromStdString("label:" + examples::filterValue(classes[299])));
        QTRY_VERIFY(table->model()->rowCount() > 0 && table->model()->rowCount() < 20);
        bool wasAsked = false;
        test::whenAsked(&window, [&wasAsked](QWidget* asked) {
            auto* dialog = qobject_cast<widgets::SweepDialog*>(asked);
            QVERIFY(dialog);
            dialog->setSpecifications({ QStringLiteral("entropy:threshold=exact"), QStringLiteral("vote:votes=1:6:6") });
            QTRY_VERIFY2(dialog->problem().isEmpty(), qPrintable(dialog->problem()));
            wasAsked = true;
            dialog->reject();
        });
        test::menuEntry(window, QStringLiteral("Sweep"))->trigger();
        QVERIFY(wasAsked);
    }
};

QTEST_MAIN(TestOddData)
#include "tst_odd_data.moc"

#include "app/session/live_point.h"
#include "app/session/selection_hub.h"
#include "app/session/workspace.h"
#include "app/views/layers_view.h"
#include "app/views/plot_panel.h"
#include "app/views/tokens_view.h"
#include "core/trace/trace_writer.h"
#include "tests/app/views/made_traces.h"
#include "widgets/heatmap/exit_strip_view.h"
#include "widgets/heatmap/token_text_view.h"
#include "widgets/plot/plot_view.h"

#include <QAction>
#include <QComboBox>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace exitscope;
using namespace exitscope::app;

namespace {

/// Two views over one trace, as the window has them.
struct Scene
{
    QTemporaryDir folder;
    JobQueue jobs;
    Workspace workspace { &jobs };
    SelectionHub hub;
    LivePoint point { workspace, hub };
    LayersView layers { ViewContext { workspace, hub, point } };
    TokensView tokens { ViewContext { workspace, hub, point } };

    explicit Scene(const test::MadeTrace& made)
    {
        const QString path = folder.filePath(QStringLiteral("made.trace"));
        trace::writeTrace(path.toStdString(), *test::makeTrace(made));
        for (QWidget* view : { static_cast<QWidget*>(&layers), static_cast<QWidget*>(&tokens) }) {
            view->resize(800, 600);
            view->show();
        }
        workspace.openTrace(path);
        [&] { QTRY_VERIFY_WITH_TIMEOUT(point.state().has_value(), 60000); }();
    }

    PlotPanel* panel(const char* key) { return layers.findChild<PlotPanel*>(QString::fromLatin1(key)); }
    const widgets::PlotModel& model(const char* key) { return panel(key)->plot()->model(); }
    widgets::ExitStripView* strips() { return tokens.findChild<widgets::ExitStripView*>(); }
    widgets::TokenTextView* text() { return tokens.findChild<widgets::TokenTextView*>(); }
};

} // namespace

class TestLayerViews final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QLocale::setDefault(QLocale::c());
    }

    void everyPlotFollowsThePoint()
    {
        Scene scene({ .units = 400 });
        QTRY_VERIFY(scene.panel("reliability")->hasPlot());
        const auto histogram = scene.model("exits").find(QStringLiteral("live"))->y;
        const auto kept = scene.model("overthinking").find(QStringLiteral("kept"))->y;
        const auto reliability = scene.model("reliability").series.front().y;
        scene.point.moveTo(0.02, nullptr);
        QVERIFY(scene.model("exits").find(QStringLiteral("live"))->y != histogram);
        QVERIFY(scene.model("overthinking").find(QStringLiteral("kept"))->y != kept);
        QVERIFY(scene.model("reliability").series.front().y != reliability);
        QTRY_VERIFY(scene.model("layers").find(QStringLiteral("alone-band")) != nullptr); // at rest come the intervals
        const auto* band = scene.model("layers").find(QStringLiteral("alone-band"));
        const auto* alone = scene.model("layers").find(QStringLiteral("alone"));
        for (std::size_t exit = 0; exit < alone->y.size(); ++exit)
            QVERIFY(band->low[exit] <= alone->y[exit] && alone->y[exit] <= band->y[exit]);
    }

    void aClickSelectsTheUnits()
    {
        Scene scene({ .units = 400 });
        QTRY_VERIFY(scene.panel("overthinking")->hasPlot());
        const auto units = [&](const char* key, const QString& series, int index) {
            Q_EMIT scene.panel(key)->plot()->pointClicked(series, index);
            return scene.hub.examples();
        };
        const auto& state = *scene.point.state();
        for (const auto unit : units("exits", QStringLiteral("live"), 3))
            QCOMPARE(state.exits[static_cast<std::size_t>(unit)], 3);
        QCOMPARE(static_cast<std::int64_t>(scene.hub.examples().size()), state.point.histogram[3]);
        const auto& overthinking = scene.model("overthinking");
        const auto both = overthinking.series[0].y[1] + overthinking.series[1].y[1];
        QCOMPARE(static_cast<double>(units("overthinking", QStringLiteral("kept"), 1).size()), both);
        const auto& bars = scene.model("reliability").series.front();
        for (int bar = 0; bar < static_cast<int>(bars.x.size()); ++bar)
            QCOMPARE(static_cast<std::int64_t>(units("reliability", QStringLiteral("reliability"), bar).size()),
                bars.keys[static_cast<std::size_t>(bar)]);
    }

    void theSecondPointIsSeenEverywhere()
    {
        Scene scene({ .units = 400 });
        QVERIFY(scene.model("exits").series.size() == 1);
        scene.hub.setPinnedPoint(scene.hub.operatingPoint(), nullptr);
        scene.point.moveTo(0.02, nullptr);
        QTRY_COMPARE(scene.model("exits").series.size(), std::size_t(2));
        auto* filter = scene.tokens.findChildren<QComboBox*>().at(1);
        const int changed = filter->findData(QStringLiteral("lens-later"));
        QTRY_VERIFY(changed > 0 && filter->model()->flags(filter->model()->index(changed, 0)).testFlag(Qt::ItemIsEnabled));
        filter->setCurrentIndex(changed);
        QTRY_VERIFY(!scene.tokens.findChildren<QLabel*>().isEmpty());
        const QJsonObject remembered = scene.tokens.state();
        scene.hub.setPinnedPoint({}, nullptr);
        QTRY_COMPARE(scene.model("exits").series.size(), std::size_t(1));
        scene.tokens.restore(remembered);
        QVERIFY(scene.hub.pinnedPoint().has_value());
        QCOMPARE(scene.tokens.state(), remembered);
    }

    void choicesComeBack()
    {
        Scene scene({});
        QJsonObject state = scene.layers.state();
        QCOMPARE(state.value(QStringLiteral("plots")).toArray().size(), 4);
        state.insert(QStringLiteral("plots"), QJsonArray { QStringLiteral("ece"), QStringLiteral("exits") });
        state.insert(QStringLiteral("reliabilityExit"), 2);
        scene.layers.restore(state);
        QCOMPARE(scene.layers.state().value(QStringLiteral("plots")).toArray().size(), 2);
        QCOMPARE(scene.layers.state().value(QStringLiteral("reliabilityExit")).toInt(), 2);
        QVERIFY(scene.panel("ece")->isVisible() && !scene.panel("layers")->isVisible());
        QTRY_VERIFY(scene.panel("ece")->hasPlot());
        QCOMPARE(QString::fromStdString(scene.layers.figure()->request.plot), QStringLiteral("exits")); // the first of the two
        scene.layers.restore({ { QStringLiteral("plots"), 7 } }); // makes no sense
        QCOMPARE(scene.layers.state().value(QStringLiteral("plots")).toArray().size(), 2);
    }

    void wordsAreFoundOneAfterTheOther()
    {
        Scene scene({});
        auto* field = scene.tokens.findChild<QLineEdit*>();
        field->setText(QStringLiteral("irony"));
        QTRY_COMPARE(scene.strips()->currentRow(), 0);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(scene.strips()->currentRow(), 3);
        QCOMPARE(scene.hub.examples(), (std::vector<std::int64_t> { 3 }));
    }

    void tokensAreRunningText()
    {
        Scene scene({ .units = 200, .tokensPerExample = 6 });
        QTRY_VERIFY(!scene.text()->visibleParagraphs().empty());
        QVERIFY(scene.text()->isVisible() && !scene.strips()->isVisible());
        scene.hub.setExamples({ 3, 8 }, nullptr);
        QCOMPARE(scene.text()->selectedUnits(), (std::vector<std::int64_t> { 3, 8 }));
        scene.tokens.findChild<QLineEdit*>()->setText(QStringLiteral("number 3"));
        QTRY_COMPARE(scene.text()->currentUnit(), 15); // the first token of example 3
        QCOMPARE(QString::fromStdString(scene.tokens.figure()->request.plot), QStringLiteral("tokens"));
    }

    void slackIsAColour()
    {
        Scene scene({ .units = 400 });
        QAction* slack = nullptr;
        for (QAction* action : scene.tokens.menuActions())
            if (action->text().contains(QStringLiteral("slack")))
                slack = action;
        QVERIFY(slack && slack->isEnabled());
        const QImage depth = scene.strips()->grab().toImage();
        slack->setChecked(true);
        QTRY_VERIFY(scene.strips()->grab().toImage() != depth);
        QVERIFY(scene.tokens.state().value(QStringLiteral("slack")).toBool());
        const ViewContext context { scene.workspace, scene.hub, scene.point };
        SlackColumn column(context);
        QVERIFY(column.values() == nullptr); // nobody wants it
        column.setWanted(true);
        QTRY_VERIFY(column.values() != nullptr);
        const auto before = *column.values();
        QCOMPARE(before.size(), std::size_t(400));
        for (const float value : before)
            QVERIFY(std::isnan(value) || (value >= 0 && value <= 1));
        scene.point.moveTo(0.02, nullptr);
        const auto after = *column.values();
        std::size_t moved = 0;
        for (std::size_t unit = 0; unit < 400; ++unit)
            moved += std::isfinite(before[unit]) && std::isfinite(after[unit]) && before[unit] != after[unit] ? 1 : 0;
        QVERIFY(moved > 0);
    }

    void lessIsSaidAndShown_data()
    {
        QTest::addColumn<int>("exits");
        QTest::addColumn<int>("classes");
        QTest::addColumn<bool>("withLabels");
        QTest::addColumn<bool>("withText");
        QTest::newRow("one exit") << 1 << 3 << true << true;
        QTest::newRow("no labels") << 4 << 3 << false << true;
        QTest::newRow("no text") << 4 << 3 << true << false;
        QTest::newRow("regression") << 4 << 1 << true << true;
        QTest::newRow("many classes") << 4 << 300 << true << true;
    }

    void lessIsSaidAndShown()
    {
        QFETCH(int, exits);
        QFETCH(int, classes);
        QFETCH(bool, withLabels);
        QFETCH(bool, withText);
        Scene scene({ .units = 40, .exits = exits, .classes = classes, .withLabels = withLabels, .withText = withText });
        QSignalSpy failures(&scene.layers, &View::failed);
        QVERIFY(scene.panel("exits")->hasPlot());
        const bool isJudged = withLabels && classes > 1;
        QTRY_COMPARE(scene.panel("reliability")->hasPlot(), isJudged);
        QCOMPARE(scene.panel("overthinking")->hasPlot(), isJudged && exits > 1);
        QVERIFY(!scene.strips()->grab().isNull());
        QVERIFY(scene.tokens.figure().has_value());
        QTest::qWait(400); // the intervals' turn
        QCOMPARE(failures.size(), 0);
        QVERIFY(!scene.layers.grab().isNull());
    }

private:
    QTemporaryDir m_settings;
};

QTEST_MAIN(TestLayerViews)
#include "tst_layer_views.moc"

#include "app/session/live_point.h"
#include "app/session/workspace.h"
#include "app/views/example_finder.h"
#include "app/views/examples_model.h"
#include "app/views/examples_view.h"
#include "core/sweep/point.h"
#include "core/trace/trace_writer.h"
#include "tests/core/examples/example_columns.h"
#include "widgets/table/copyable_table.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>

using namespace exitscope;
using app::ExamplesModel;

namespace {

QModelIndex cell(const ExamplesModel& model, int row, examples::Column column)
{
    return model.index(row, static_cast<int>(column));
}

} // namespace

class ExamplesViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_folder.filePath(QStringLiteral("settings")));
        QLocale::setDefault(QLocale::c());
        trace::writeTrace(m_folder.filePath(QStringLiteral("reviews.trace")).toStdString(), *test::reviews(400));
    }

    void modelKeepsItsPromises()
    {
        ExamplesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        const auto columns = test::columnsOf(test::reviews(200), "entropy:threshold=0.7");
        model.setColumns(columns, *examples::arrange(columns, {}, {}));
        QCOMPARE(model.rowCount(), 200);
        for (const char* filter : { "exit<=4", "wrong", "", "text:nowhere", "correct" }) {
            const auto parsed = examples::Filter::parse(filter);
            auto arrangement = *examples::arrange(columns, parsed, { examples::Column::Slack, true });
            const auto units = arrangement.units;
            model.setArrangement(std::move(arrangement));
            QCOMPARE(model.units(), units);
            QCOMPARE(model.rowCount(), static_cast<int>(units.size()));
            for (int row = 0; row < model.rowCount(); ++row) {
                QCOMPARE(model.rowOf(model.unitAt(row)), row);
                QCOMPARE(cell(model, row, examples::Column::Number).data(widgets::sortRole).toLongLong(), model.unitAt(row) + 1);
                QCOMPARE(cell(model, row, examples::Column::Exit).data(widgets::sortRole).toInt(), columns.layer(model.unitAt(row)));
            }
        }
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged), reset(&model, &QAbstractItemModel::modelReset);
        model.updateColumns(test::columnsOf(columns.answers().trace, "entropy:threshold=0.2"));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(reset.count(), 0);
        model.setColumns({});
        QCOMPARE(model.rowCount(), 0);
    }

    void followsTrace()
    {
        Window window(*this);
        QTRY_COMPARE(window.model->rowCount(), 400);
        QVERIFY(window.model->columns()->hasSlack());
        const auto& state = *window.point.state();
        for (int row = 0; row < 400; ++row)
            QCOMPARE(window.model->columns()->exit(window.model->unitAt(row)), state.exits[static_cast<std::size_t>(window.model->unitAt(row))]);
    }

    void cellsFollowThePointAtOnceAndOrderSoon()
    {
        Window window(*this);
        QTRY_COMPARE(window.model->rowCount(), 400);
        window.table->sortByColumn(static_cast<int>(examples::Column::Slack), Qt::AscendingOrder);
        window.view.setFilter(QStringLiteral("wrong"));
        QTRY_VERIFY(window.model->rowCount() < 400 && window.isSorted());
        for (const double threshold : { 0.2, 0.9, 0.5 }) {
            window.point.moveTo(threshold, this);
            const auto unit = window.model->unitAt(0);
            QCOMPARE(window.model->columns()->exit(unit), window.point.state()->exits[static_cast<std::size_t>(unit)]);
            QTRY_VERIFY(window.isSorted() && window.allAre(examples::Verdict::Wrong));
        }
    }

    void selectionIsTheHubsByUnit()
    {
        Window window(*this);
        QTRY_COMPARE(window.model->rowCount(), 400);
        window.hub.setExamples({ 3, 4, 5, 90 }, nullptr);
        QCOMPARE(window.selected(), (std::vector<std::int64_t> { 3, 4, 5, 90 }));
        QSignalSpy changes(&window.hub, &app::SelectionHub::examplesChanged);
        window.table->sortByColumn(static_cast<int>(examples::Column::Confidence), Qt::DescendingOrder);
        QTRY_VERIFY(window.model->unitAt(0) != 0);
        QCOMPARE(window.selected(), (std::vector<std::int64_t> { 3, 4, 5, 90 }));
        window.view.setFilter(QStringLiteral("number<=50"));
        QTRY_COMPARE(window.model->rowCount(), 50);
        QCOMPARE(window.selected(), (std::vector<std::int64_t> { 3, 4, 5 }));
        QTest::qWait(20);
        QCOMPARE(changes.count(), 0); // what a filter hides stays selected everywhere else
        window.table->selectRow(7);
        QTRY_COMPARE(window.hub.examples(), (std::vector<std::int64_t> { window.model->unitAt(7) }));
        QCOMPARE(changes.count(), 1);
        QSignalSpy activated(&window.view, &app::ExamplesView::unitActivated);
        window.table->setFocus();
        window.table->setCurrentIndex(window.model->index(2, 1));
        QTest::keyClick(window.table, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated[0][0].value<std::int64_t>(), window.model->unitAt(2));
    }

    void badFilterKeepsTheRowsAndSaysWhy()
    {
        Window window(*this);
        QTRY_COMPARE(window.model->rowCount(), 400);
        window.view.setFilter(QStringLiteral("number<=10"));
        QTRY_COMPARE(window.model->rowCount(), 10);
        window.view.setFilter(QStringLiteral("lable:x"));
        QVERIFY(window.says(QStringLiteral("did you mean label?")));
        QTest::qWait(30);
        QCOMPARE(window.model->rowCount(), 10);
        window.view.setFilter(QStringLiteral("label:postive"));
        QTRY_VERIFY(window.says(QStringLiteral("is no class of this task")));
        QCOMPARE(window.model->rowCount(), 10);
        window.view.setFilter({});
        QTRY_COMPARE(window.model->rowCount(), 400);
        QVERIFY(window.says(QStringLiteral("400")));
    }

    void copiesAndRefuses()
    {
        Window window(*this);
        QTRY_COMPARE(window.model->rowCount(), 400);
        window.table->selectRow(2);
        window.table->copy();
        const auto lines = QApplication::clipboard()->text().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), qsizetype { 2 });
        QCOMPARE(lines[1].split(QLatin1Char('\t')).size(), qsizetype { examples::columnCount });
        QVERIFY(lines[1].startsWith(QLatin1String("3\t")));
        window.table->setMostCopied(100);
        window.table->selectAll();
        QSignalSpy failed(&window.view, &app::View::failed);
        window.table->copy();
        QCOMPARE(failed.count(), 1);
        QCOMPARE(QApplication::clipboard()->text().count(QLatin1Char('\n')), 2);
    }

    void atlasBarFilters()
    {
        Window window(*this);
        QTRY_COMPARE(window.model->rowCount(), 400);
        auto* tree = window.view.findChild<QTreeWidget*>();
        window.view.menuActions().front()->setChecked(true); // found only while somebody looks
        QTRY_VERIFY(tree->topLevelItem(0)->childCount() > 0);
        auto* item = tree->topLevelItem(0)->child(0);
        Q_EMIT tree->itemActivated(item, 0);
        QTRY_COMPARE(window.model->rowCount(), item->text(1).toInt());
        for (int row = 0; row < window.model->rowCount(); ++row)
            QVERIFY(window.model->columns()->overthinks(window.model->unitAt(row)));
    }

    void stateComesBack()
    {
        QJsonObject state;
        {
            Window window(*this);
            QTRY_COMPARE(window.model->rowCount(), 400);
            window.view.setFilter(QStringLiteral("exit<=4"));
            window.table->sortByColumn(static_cast<int>(examples::Column::Length), Qt::DescendingOrder);
            window.table->horizontalHeader()->moveSection(5, 1);
            window.view.menuActions().front()->setChecked(true);
            state = window.view.state();
        }
        Window window(*this);
        window.view.restore(state);
        // The splitter's place is that of the window, which is laid out later.
        auto restored = window.view.state();
        restored.remove(QStringLiteral("splitter"));
        state.remove(QStringLiteral("splitter"));
        QCOMPARE(restored, state);
        QTRY_VERIFY(window.model->rowCount() > 0 && window.model->rowCount() < 400);
        QTRY_COMPARE(cell(*window.model, 0, examples::Column::Length).data(widgets::sortRole).toInt(), window.longest());
        window.view.restore({ { QStringLiteral("sort"), QStringLiteral("nothing") }, { QStringLiteral("filter"), 7 } });
        QCOMPARE(window.view.state().value(QStringLiteral("filter")), state.value(QStringLiteral("filter")));
    }

private:
    struct Window
    {
        app::JobQueue jobs;
        app::Workspace workspace { &jobs };
        app::SelectionHub hub;
        app::LivePoint point { workspace, hub };
        app::ExamplesView view { { workspace, hub, point } };
        ExamplesModel* model = view.findChild<ExamplesModel*>();
        widgets::CopyableTable* table = view.findChild<widgets::CopyableTable*>();

        explicit Window(ExamplesViewTest& test)
        {
            view.resize(1000, 600);
            view.show();
            workspace.openTrace(test.m_folder.filePath(QStringLiteral("reviews.trace")));
        }

        bool says(const QString& words) const
        {
            const auto labels = view.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(),
                [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
        }

        bool isSorted() const
        {
            float before = -1;
            for (int row = 0; row < model->rowCount(); ++row) {
                const auto slack = model->columns()->slack(model->unitAt(row));
                const float distance = std::abs(slack.nearest().distance);
                if (distance < before)
                    return false;
                before = distance;
            }
            return true;
        }

        bool allAre(examples::Verdict verdict) const
        {
            for (int row = 0; row < model->rowCount(); ++row)
                if (model->columns()->verdict(model->unitAt(row)) != verdict)
                    return false;
            return model->rowCount() > 0;
        }

        std::vector<std::int64_t> selected() const
        {
            std::vector<std::int64_t> units;
            for (const auto& index : table->selectionModel()->selectedRows())
                units.push_back(model->unitAt(index.row()));
            std::sort(units.begin(), units.end());
            return units;
        }

        int longest() const
        {
            int most = 0;
            for (int row = 0; row < model->rowCount(); ++row)
                most = std::max(most, model->columns()->length(model->unitAt(row)));
            return most;
        }
    };

    QTemporaryDir m_folder;
};

QTEST_MAIN(ExamplesViewTest)
#include "tst_examples_view.moc"

#include "app/commands/slice_edits.h"
#include "app/main_window.h"
#include "app/views/examples_view.h"
#include "app/views/slice_shelf.h"
#include "tests/app/made_up_files.h"
#include "tests/app/person.h"
#include "widgets/table/copyable_table.h"

#include <QInputDialog>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace exitscope;
using test::Files;

namespace {

using Examples = std::vector<std::int64_t>;

/// A window on its examples.
struct Shown
{
    Files files;
    app::MainWindow window;
    app::ExamplesView* view = nullptr;
    app::SliceShelf* shelf = nullptr;
    widgets::CopyableTable* table = nullptr;

    Shown()
    {
        window.show();
        window.start(files.store);
        view = window.findChild<app::ExamplesView*>();
        shelf = view->findChild<app::SliceShelf*>();
        table = view->findChild<widgets::CopyableTable*>();
        window.showView(view);
    }

    bool isReady() const { return shelf->canKeep() && table->model()->rowCount() == 300; }
    QUndoStack& history() { return window.workspace().history(); }
    /// Its examples as the file has them; empty where there is none.
    Examples stored(const char* name) const
    {
        const store::RunStore store(files.store.toStdString());
        const auto found
            = examples::sliceNamed(store, examples::datasetKey(*test::makeTrace(300, 6)), name);
        return found ? found->examples : Examples {};
    }
    QMenu* menu(const QString& start) const
    {
        for (auto* one : view->findChildren<QMenu*>())
            if (one->title().remove(u'&').startsWith(start))
                return one;
        return nullptr;
    }
};

} // namespace

/// Slices and tags are edited as runs are: in one history, each taken back and made again.
class TestSliceEdits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeSliceEdits"));
        QLocale::setDefault(QLocale::c());
    }

    void init() { QSettings().clear(); }

    void everyEditIsTakenBackAndMadeAgain()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        shown.shelf->keep(QStringLiteral("odd"), { 1, 3, 5 }, QStringLiteral("wrong"));
        shown.shelf->tag(QStringLiteral("odd"), { 3, 7 }); // at once: the slice has to be read when its turn comes
        shown.shelf->tag(QStringLiteral("new"), { 2 });
        shown.shelf->rename(QStringLiteral("odd"), QStringLiteral("strange"));
        shown.shelf->untag(QStringLiteral("strange"), { 1, 3 });
        shown.shelf->remove(QStringLiteral("strange"));
        QCOMPARE(shown.history().count(), 6);
        QTRY_COMPARE(shown.shelf->slices().size(), std::size_t { 1 });
        QCOMPARE(shown.stored("new"), Examples { 2 });

        const std::pair<const char*, Examples> back[]
            = { { "strange", { 5, 7 } }, { "strange", { 1, 3, 5, 7 } }, { "odd", { 1, 3, 5, 7 } }, { "new", {} } };
        for (const auto& [name, examples] : back) {
            shown.history().undo();
            QTRY_COMPARE(shown.stored(name), examples);
        }
        shown.history().undo();
        QTRY_COMPARE(shown.stored("odd"), (Examples { 1, 3, 5 }));
        QTRY_COMPARE(shown.shelf->slices().front().filter, std::string("wrong"));
        shown.history().undo();
        QTRY_VERIFY(shown.shelf->slices().empty());
        shown.history().setIndex(6);
        QTRY_COMPARE(shown.stored("new"), Examples { 2 });
        QTRY_COMPARE(shown.shelf->slices().size(), std::size_t { 1 });
        QVERIFY(shown.stored("strange").empty() && shown.stored("odd").empty());
    }

    /// As a person does it: rows, a menu, a name, Undo.
    void oneExampleIsTaggedAndUntagged()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        shown.shelf->keep(QStringLiteral("irony & more"), { 4, 9, 12 }, {});
        QTRY_VERIFY(shown.shelf->has(QStringLiteral("irony & more")));
        shown.table->selectRow(9);
        QMenu* untag = shown.menu(QStringLiteral("Remove a tag"));
        QVERIFY(untag && shown.table->actions().contains(untag->menuAction()));
        Q_EMIT untag->aboutToShow();
        QCOMPARE(untag->actions().size(), 1);
        QCOMPARE(untag->actions().front()->text(), QStringLiteral("irony && more"));
        untag->actions().front()->trigger();
        QTRY_COMPARE(shown.stored("irony & more"), (Examples { 4, 12 }));
        test::menuEntry(shown.window, QStringLiteral("Undo"))->trigger();
        QTRY_COMPARE(shown.stored("irony & more"), (Examples { 4, 9, 12 }));

        shown.table->selectRow(20);
        Q_EMIT untag->aboutToShow();
        QCOMPARE(untag->actions().size(), 1);
        QVERIFY(!untag->actions().front()->isEnabled());
        test::whenAsked(&shown.window, [](QWidget* asked) {
            auto* dialog = qobject_cast<QInputDialog*>(asked);
            QVERIFY(dialog);
            dialog->setTextValue(QStringLiteral("irony & more"));
            dialog->accept();
        });
        for (auto* action : shown.table->actions())
            if (action->text().startsWith(QStringLiteral("Tag the selected")))
                action->trigger();
        QTRY_COMPARE(shown.stored("irony & more"), (Examples { 4, 9, 12, 20 }));
    }

    void aSliceGoesWithItsLastExampleAndComesBackWithIt()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        shown.shelf->tag(QStringLiteral("one"), { 8 });
        shown.shelf->untag(QStringLiteral("one"), { 8 });
        QTRY_VERIFY(shown.history().count() == 2 && !shown.window.workspace().isEditing());
        QTRY_VERIFY(shown.stored("one").empty() && shown.shelf->slices().empty());
        shown.history().undo();
        QTRY_COMPARE(shown.stored("one"), Examples { 8 });
    }

    void anEditThatFailsIsToldAndIsNoEdit()
    {
        Shown shown;
        QTRY_VERIFY(shown.isReady());
        shown.shelf->keep(QStringLiteral("a"), { 1 }, {});
        shown.shelf->keep(QStringLiteral("b"), { 2 }, {});
        QTRY_COMPARE(shown.shelf->slices().size(), std::size_t { 2 });
        shown.shelf->rename(QStringLiteral("a"), QStringLiteral("b"));
        QTRY_VERIFY2(test::saidBy(shown.window).contains(QStringLiteral("there is a slice \"b\" already")),
            qPrintable(test::saidBy(shown.window)));
        QCOMPARE(shown.history().count(), 2);
        QCOMPARE(shown.window.workspace().unmadeEdits(), 0); // asking again would not help
        QCOMPARE(shown.stored("a"), Examples { 1 });
        QCOMPARE(shown.stored("b"), Examples { 2 });
    }
};

QTEST_MAIN(TestSliceEdits)
#include "tst_slice_edits.moc"

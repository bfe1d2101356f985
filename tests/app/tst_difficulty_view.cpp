#include "app/library/library_model.h"
#include "app/main_window.h"
#include "app/plots/difficulty_plot.h"
#include "app/views/difficulty_model.h"
#include "app/views/difficulty_view.h"
#include "core/difficulty/study_file.h"
#include "tests/app/made_up_files.h"
#include "tests/app/person.h"
#include "tests/core/difficulty/small_annotations.h"
#include "widgets/plot/plot_view.h"
#include "widgets/table/copyable_table.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QDropEvent>
#include <QMimeData>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTest>

using namespace exitscope;
using difficulty::Predictor;

namespace {

/// Annotations in a folder, and a window that has nothing else.
struct Shown
{
    QTemporaryDir folder;
    std::unique_ptr<app::MainWindow> window;
    app::DifficultyView* view = nullptr;

    Shown()
    {
        difficulty::writeAnnotation(path("train.tsv").toStdString(), test::steepTexts(200, 1));
        difficulty::writeAnnotation(path("test.tsv").toStdString(), test::steepTexts(120, 2));
        open();
    }
    QString path(const char* name) const { return folder.filePath(QString::fromLatin1(name)); }
    void open()
    {
        window = std::make_unique<app::MainWindow>();
        window->resize(1200, 800);
        window->show();
        view = window->findChild<app::DifficultyView*>();
        window->showView(view);
    }
    template <typename Box> Box* box(const QString& name) const
    {
        for (auto* one : view->findChildren<Box*>())
            if (one->accessibleName() == name)
                return one;
        return nullptr;
    }
    void choose(std::initializer_list<Predictor> wanted) const
    {
        for (const Predictor predictor : difficulty::allPredictors())
            for (auto* check : view->findChildren<QCheckBox*>())
                if (check->text() == app::predictorTitle(predictor) && check->isEnabled())
                    check->setChecked(std::find(wanted.begin(), wanted.end(), predictor) != wanted.end());
    }
    QTableView* table() const { return view->findChild<widgets::CopyableTable*>(); }
    QString text(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    difficulty::Study kept(const QString& name) const { return difficulty::readStudy(folder.filePath(name).toStdString()); }
    /// As the mouse would let files go over the view.
    void drop(std::initializer_list<const char*> names) const
    {
        QMimeData data;
        QList<QUrl> urls;
        for (const char* name : names)
            urls << QUrl::fromLocalFile(path(name));
        data.setUrls(urls);
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view, &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(view, &drop);
    }
};

} // namespace

class TestDifficultyView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("exitscope-test"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_difficulty_view"));
    }
    void init() { QSettings().clear(); }

    void anEmptyViewSaysWhatToDoAndNothingStarts()
    {
        const Shown shown;
        QVERIFY(shown.view->isVisible()); // though no trace and no store is open
        QVERIFY(!shown.view->startAction()->isEnabled());
        QVERIFY(!shown.view->figure());
        shown.drop({ "train.tsv" });
        QVERIFY(shown.view->startAction()->isEnabled());
        shown.choose({ Predictor::LinearBackbone });
        QVERIFY(!shown.view->startAction()->isEnabled()); // it reads a model, and none is chosen
    }

    void filesThatAreDroppedBecomeATable()
    {
        const Shown shown;
        shown.drop({ "test.tsv", "train.tsv" }); // their names say which is which
        shown.choose({ Predictor::Majority, Predictor::Guess });
        shown.view->startAction()->trigger();
        QVERIFY(!shown.view->startAction()->isEnabled());
        QTRY_VERIFY(shown.view->hasStudy());
        QVERIFY(shown.view->startAction()->isEnabled());
        QCOMPARE(shown.table()->model()->rowCount(), 2);
        const QString name = QDir(shown.folder.path()).dirName() + QStringLiteral("-test.difficulty.json");
        const auto study = shown.kept(name);
        QCOMPARE(study.trainUnits, 200);
        QCOMPARE(study.testUnits, 120);
        QCOMPARE(shown.text(0, app::DifficultyModel::Name), app::predictorTitle(Predictor::Majority));
        QCOMPARE(shown.text(0, app::DifficultyModel::Accuracy),
            QLocale().toString(100 * study.results[0].test().mean.meanAccuracy, 'f', 2));
        QCOMPARE(shown.text(0, app::DifficultyModel::Lead), QStringLiteral("–"));
        QVERIFY(shown.text(1, app::DifficultyModel::LeadHigh).startsWith(u'-'));
        auto* library = shown.window->findChild<app::LibraryModel*>();
        QVERIFY(library->indexOfPath(app::LibraryModel::Kind::Study, shown.path(qPrintable(name))).isValid());
        // Sorted by accuracy the better one comes first from above.
        shown.table()->sortByColumn(app::DifficultyModel::Accuracy, Qt::AscendingOrder);
        QCOMPARE(shown.text(0, app::DifficultyModel::Name), app::predictorTitle(Predictor::Guess));
        QVERIFY(qobject_cast<widgets::CopyableTable*>(shown.table())->selectionAs(report::TableFormat::Tsv).contains(u'\t'));
    }

    void selectedPredictorsAreDrawnBesideMajority()
    {
        const Shown shown;
        shown.drop({ "train.tsv", "test.tsv" });
        shown.choose({ Predictor::Guess, Predictor::BiLstm });
        shown.box<QSpinBox>(QStringLiteral("Seeds"))->setValue(1);
        shown.box<QSpinBox>(QStringLiteral("Epochs"))->setValue(1);
        shown.view->startAction()->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(shown.view->hasStudy(), 60'000);
        QCOMPARE(shown.table()->model()->rowCount(), 3);
        const auto* plot = shown.view->findChild<widgets::PlotView*>();
        QVERIFY(plot->model().find(QStringLiteral("guess")) && plot->model().find(QStringLiteral("bilstm")));
        shown.table()->selectRow(2);
        QVERIFY(!plot->model().find(QStringLiteral("guess")));
        const auto* bars = plot->model().find(QStringLiteral("bilstm"));
        const auto study = shown.kept(QDir(shown.folder.path()).dirName() + QStringLiteral("-test.difficulty.json"));
        QCOMPARE(bars->y, study.results[2].test().mean.outputAccuracy);
        QCOMPARE(plot->model().find(QStringLiteral("majority"))->y, study.results[0].test().mean.outputAccuracy);
        QCOMPARE(plot->model().find(QStringLiteral("right"))->y, study.testRight);
        const auto figure = shown.view->figure();
        QVERIFY(figure);
        QCOMPARE(figure->draw().series.size(), plot->model().series.size());
        QAbstractItemModelTester tester(shown.table()->model());
    }

    /// Twice the same question is answered from the file; another one has a file of its own.
    void studiesAreKeptBesideTheirDataAndNeverOverwritten()
    {
        const Shown shown;
        shown.drop({ "train.tsv" });
        shown.choose({ Predictor::Guess });
        const auto files = [&] { return QDir(shown.folder.path()).entryList({ QStringLiteral("*.difficulty.json") }); };
        for (int round = 0; round < 2; ++round) {
            shown.view->startAction()->trigger();
            QTRY_VERIFY(shown.view->startAction()->isEnabled());
            QTRY_VERIFY(shown.view->hasStudy());
            QCOMPARE(files().size(), 1);
        }
        shown.box<QSpinBox>(QStringLiteral("Share to learn from"))->setValue(60);
        shown.view->startAction()->trigger();
        QTRY_COMPARE(files().size(), 2);
    }

    void whatAStopLeavesIsKeptAndShown()
    {
        const Shown shown;
        shown.drop({ "train.tsv", "test.tsv" });
        shown.choose({ Predictor::Guess, Predictor::Transformer });
        shown.box<QSpinBox>(QStringLiteral("Epochs"))->setValue(200);
        shown.view->startAction()->trigger();
        const QString file = shown.folder.filePath(QDir(shown.folder.path()).dirName() + QStringLiteral("-test.difficulty.json"));
        QTRY_VERIFY(QFileInfo::exists(file));
        QTest::qWait(200);
        test::menuEntry(*shown.window, QStringLiteral("Cancel"))->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(shown.view->hasStudy(), 30'000);
        QCOMPARE(shown.table()->model()->rowCount(), 2);
        QVERIFY(shown.view->startAction()->isEnabled());
    }

    void theOpenTraceIsAnAnnotation()
    {
        const test::Files files(400);
        app::MainWindow window;
        window.start(files.store);
        QTRY_VERIFY(window.workspace().live());
        auto* view = window.findChild<app::DifficultyView*>();
        auto* use = view->findChild<QAction*>(QStringLiteral("useTrace"));
        QVERIFY(use && use->isEnabled());
        use->trigger();
        for (auto* check : view->findChildren<QCheckBox*>())
            check->setChecked(check->text() == app::predictorTitle(Predictor::Guess));
        view->startAction()->trigger();
        QTRY_VERIFY(view->hasStudy());
        QVERIFY(QFileInfo::exists(files.path("made.difficulty.json")));
    }

    void theStudyComesBackAtTheNextStart()
    {
        Shown shown;
        shown.drop({ "train.tsv", "test.tsv" });
        shown.choose({ Predictor::Guess });
        shown.view->startAction()->trigger();
        QTRY_VERIFY(shown.view->hasStudy());
        shown.window->close();
        shown.open();
        QTRY_VERIFY(shown.view->hasStudy());
        QCOMPARE(shown.table()->model()->rowCount(), 2);
        QVERIFY(shown.view->startAction()->isEnabled()); // files and predictors are those of before
    }

    void badFilesAreOneSentence()
    {
        const Shown shown;
        QFile bad(shown.path("bad.tsv"));
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("sentence1\tlabel\na b\t[1, 0]\nc\t[1]\n");
        bad.close();
        shown.drop({ "bad.tsv" });
        shown.view->startAction()->trigger();
        QTRY_VERIFY(test::saidBy(*shown.window).contains(QStringLiteral("bad.tsv:3")));
        QVERIFY(shown.view->startAction()->isEnabled());
        QVERIFY(!shown.view->hasStudy());
    }

    void whatIsNoStudyIsSaidSo()
    {
        const Shown shown;
        QFile study(shown.path("x.difficulty.json"));
        QVERIFY(study.open(QIODevice::WriteOnly));
        study.write("[]");
        study.close();
        shown.drop({ "x.difficulty.json" });
        QTRY_VERIFY(test::saidBy(*shown.window).contains(QStringLiteral("no kept study")));
    }
};

QTEST_MAIN(TestDifficultyView)
#include "tst_difficulty_view.moc"

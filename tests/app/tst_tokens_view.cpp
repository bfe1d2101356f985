#include "app/analysis/unit_types.h"
#include "app/dialogs/execute_dialog.h"
#include "app/main_window.h"
#include "app/session/traced_with.h"
#include "app/views/pane_heads.h"
#include "app/views/tokens_view.h"
#include "app/views/types_panel.h"
#include "core/engine/engine.h"
#include "core/hashee/hashed_words.h"
#include "core/hashee/token_hash_file.h"
#include "core/store/run_store.h"
#include "tests/app/person.h"
#include "tests/engine/run/token_setup.h"
#include "widgets/heatmap/token_text_view.h"
#include "widgets/table/copyable_table.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <map>

using namespace exitscope;

namespace {

const test::FakeShape shape { .layers = 4, .classes = 5 };

/// A tagger with its data, its trace and a table beside it.
struct Place
{
    QTemporaryDir folder;
    std::filesystem::path path = folder.path().toStdString();
    std::filesystem::path tracePath = path / "x.trace", table = path / "model" / hashee::tokenHashFile;
    std::shared_ptr<const trace::Trace> trace;
    hashee::TokenHash hash;

    Place()
    {
        test::writeTagging(test::fakeTagger(shape, { 1, 2, 3, 4 }), path, test::taggedSentences(60, 14));
        (void)engine::loadEngine()->trace(request(), {});
        trace = trace::Trace::open(tracePath);
        engine::TokenHashRequest wanted;
        wanted.model = path / "model";
        wanted.buckets = 4;
        wanted.corpus.files = { path / "data.conll" };
        hash = *engine::buildTokenHash(wanted);
        hashee::saveTokenHash(table, hash);
    }

    engine::TraceRequest request() const
    {
        engine::TraceRequest request;
        request.model = path / "model";
        request.data = path / "data.conll";
        request.output = tracePath;
        request.threads = 2;
        return request;
    }

    QString store() const { return folder.filePath(QStringLiteral("runs.db")); }

    std::vector<std::int32_t> hashedExits() const
    {
        const auto tokenizer = data::loadTokenizer(path / "model", "bert");
        auto layers = *hashee::layersOfWords(hash, *tokenizer, static_cast<std::int32_t>(shape.positions), *trace);
        for (auto& layer : layers)
            --layer; // an exit after every one
        return layers;
    }
};

} // namespace

class TestTokensView : public QObject
{
    Q_OBJECT

    std::unique_ptr<Place> m_place;

    void open(app::MainWindow& window) const
    {
        window.resize(1280, 800);
        window.show();
        window.start(m_place->store());
        QTRY_VERIFY(window.workspace().hasStore());
        window.workspace().openTrace(QString::fromStdString(m_place->tracePath.string()));
        QTRY_VERIFY(window.livePoint().state());
        window.showView(window.viewNamed(QStringLiteral("tokens")));
    }

    static app::TokensView* view(const app::MainWindow& window) { return window.findChild<app::TokensView*>(); }
    static app::PaneHeads* heads(const app::MainWindow& window) { return window.findChild<app::PaneHeads*>(); }
    static widgets::TokenTextView* text(const app::MainWindow& window) { return view(window)->findChild<widgets::TokenTextView*>(); }

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("ExitscopeTest"));
        QCoreApplication::setApplicationName(QStringLiteral("ExitscopeTokensTest"));
        QLocale::setDefault(QLocale::c());
    }

    void init()
    {
        QSettings().clear();
        m_place = std::make_unique<Place>();
    }

    /// What-if on the left, executed on the right; and both again at the next start.
    void executedBesideWhatIf()
    {
        const auto between = policy::parseSpec(test::thresholdBetween(*m_place->trace, "confidence"));
        std::vector<std::int32_t> executed;
        {
            app::MainWindow window;
            open(window);
            window.livePoint().goTo({ "confidence", "threshold", std::stod(between.parameters.at("threshold")), {} }, nullptr);
            QTRY_COMPARE(window.hub().operatingPoint().policy, std::string("confidence"));
            QTRY_VERIFY(heads(window)->a().outcome() && heads(window)->a().outcome()->point.spec.name == "confidence");
            const auto spec = heads(window)->a().outcome()->point.spec;
            QCOMPARE(test::exitsUsed(policy::replay(*m_place->trace, spec)), test::exitsUsed(policy::replay(*m_place->trace, between)));
            QCOMPARE(heads(window)->a().outcome()->kind, app::OutcomeKind::WhatIf);
            QVERIFY(!heads(window)->b().outcome());
            QVERIFY(!text(window)->isBeside());

            QSignalSpy done(&window.workspace(), &app::Workspace::executed);
            engine::ExecuteRequest request;
            request.input = m_place->request();
            request.policies = { spec };
            request.repeats = 1;
            request.batch1Examples = 0;
            window.workspace().startExecution(request);
            QTRY_COMPARE_WITH_TIMEOUT(done.size(), 1, 60000);
            QTRY_VERIFY(heads(window)->b().outcome());
            const auto& b = *heads(window)->b().outcome();
            QCOMPARE(b.kind, app::OutcomeKind::Executed);
            QCOMPARE(b.point.spec.name, spec.name); // stores write the shortest text of the same number
            QTRY_VERIFY(text(window)->isBeside());
            executed = b.outcomes->exits;
            const auto& a = heads(window)->a().outcome()->outcomes->exits;
            QVERIFY(a == policy::replay(*m_place->trace, spec).exit);
            QVERIFY(a != executed); // frozen states change what others see
            for (std::size_t unit = 0; unit < a.size(); ++unit)
                QCOMPARE(a[unit] == 0, executed[unit] == 0);
            // It is a run as any other, whose exits are in the store.
            const store::RunStore store(m_place->store().toStdString(), store::OpenMode::MustExist);
            const auto run = store.listRuns().front();
            QCOMPARE(run.kind, std::string("execute"));
            QVERIFY(store.outcome(run.id, 0)->exits == executed);
            // The choice lists it, and says what it is.
            const auto boxes = heads(window)->findChildren<QComboBox*>();
            QCOMPARE(boxes.size(), 2);
            QTRY_VERIFY(boxes[1]->currentText().startsWith(QStringLiteral("Executed: confidence")));
            QVERIFY(boxes[0]->currentText().startsWith(QStringLiteral("Operating point, what-if: confidence")));
            window.close();
        }
        app::MainWindow again;
        again.show();
        again.start({});
        QTRY_VERIFY(again.livePoint().state());
        QTRY_VERIFY(heads(again)->b().outcome());
        QVERIFY(heads(again)->b().outcome()->outcomes->exits == executed);
        QTRY_VERIFY(text(again)->isBeside());
    }

    /// The table alone says where words leave: nothing is run.
    void hashExitsAreShownAtOnce()
    {
        app::MainWindow window;
        open(window);
        view(window)->showTable(QString::fromStdString(m_place->table.string()));
        QTRY_VERIFY(heads(window)->b().outcome());
        const auto& b = *heads(window)->b().outcome();
        QCOMPARE(b.kind, app::OutcomeKind::Table);
        QVERIFY(b.outcomes->exits == m_place->hashedExits());
        engine::ExecuteRequest request;
        request.input = m_place->request();
        request.policies = { policy::parseSpec("hash:function=frequency,buckets=4") };
        request.repeats = 1;
        request.batch1Examples = 0;
        QVERIFY(engine::loadEngine()->execute(request, {}).executions.front().outcome.exit == b.outcomes->exits);
        QVERIFY(b.rule.contains(QStringLiteral("frequency")) && b.rule.contains(QStringLiteral("4 bucket")));
        QVERIFY(text(window)->isBeside());
        // One of another depth is refused, and what was shown before comes back.
        auto other = m_place->hash;
        other.scale = hashee::bucketScale(3, 3);
        std::ranges::fill(other.bucket, 2);
        const auto path = m_place->path / "model" / "other.safetensors";
        hashee::saveTokenHash(path, other);
        view(window)->showTable(QString::fromStdString(path.string()));
        QTRY_VERIFY(test::saidBy(window).contains(QStringLiteral("for a model of 3 layers, this one has 4")));
        QTRY_COMPARE(heads(window)->b().choice().kind, app::OutcomeChoice::Kind::Pinned);
    }

    void otherDataIsRefusedBeforeItRuns()
    {
        app::MainWindow window;
        open(window);
        const auto other = m_place->path / "other.conll";
        io::writeFileAtomically(other, test::taggedSentences(60, 14, 9));
        engine::ExecuteRequest request;
        request.input = m_place->request();
        request.input.data = other;
        request.policies = { policy::parseSpec("entropy:threshold=0.5") };
        window.workspace().startExecution(request);
        QTRY_VERIFY_WITH_TIMEOUT(test::saidBy(window).contains(QStringLiteral("is not the data of the open trace")), 30000);
        QVERIFY(window.workspace().runs().empty());
    }

    /// Model and data come back as they were traced; a hash needs a corpus where no table is kept.
    void theDialogKnowsWhatWasTraced()
    {
        app::rememberTracing(m_place->request());
        const auto traced = app::tracingOf(QString::fromStdString(m_place->tracePath.string()), *m_place->trace);
        QCOMPARE(traced.data.filename(), std::filesystem::path("data.conll"));
        app::ExecuteDialog dialog(m_place->trace, policy::parseSpec("entropy:threshold=0.5"), traced, {}, {});
        auto* start = dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok);
        QVERIFY(start->isEnabled());
        QCOMPARE(dialog.request().policies.front().text(), std::string("entropy:threshold=0.5"));
        const auto choices = dialog.findChildren<QRadioButton*>();
        choices.back()->setChecked(true);
        QVERIFY(start->isEnabled()); // the table kept with the model
        QCOMPARE(dialog.request().policies.front().text(), std::string("hash:buckets=4,function=frequency,seed=1"));
        std::filesystem::remove(m_place->table);
        choices.front()->setChecked(true);
        choices.back()->setChecked(true);
        QVERIFY(!start->isEnabled());
        dialog.findChild<QLineEdit*>(QString(), Qt::FindDirectChildrenOnly);
        for (auto* line : dialog.findChildren<QLineEdit*>())
            if (line->placeholderText() == QStringLiteral("training data"))
                line->setText(QString::fromStdString((m_place->path / "data.conll").string()));
        QVERIFY(start->isEnabled());
        QCOMPARE(dialog.request().hashCorpus.size(), std::size_t { 1 });
    }

    void figuresOfTypesAreThoseOfTheirTokens()
    {
        const auto& trace = *m_place->trace;
        const auto table = app::unitTableOf(m_place->trace);
        const auto replayed = policy::replay(trace, policy::parseSpec("entropy:threshold=1"));
        const app::UnitOutcomes a { m_place->hashedExits(), replayed.predictedClass }, b { replayed.exit, replayed.predictedClass };
        for (const auto key : { app::TypeKey::Word, app::TypeKey::Tag }) {
            const auto types = app::unitTypesOf(table, key);
            std::map<std::string, std::vector<std::size_t>> units;
            for (std::size_t unit = 0; unit < types.of.size(); ++unit)
                units[types.names[static_cast<std::size_t>(types.of[unit])]].push_back(unit);
            QVERIFY(units.size() > 3);
            auto figures = app::typeFigures(types, trace, trace.exitLayer(), a, &b);
            QCOMPARE(figures.size(), units.size());
            for (const auto& row : figures) {
                const auto& own = units.at(types.names[static_cast<std::size_t>(row.type)]);
                QCOMPARE(row.count, std::ssize(own));
                double sum = 0, squares = 0, sumB = 0, right = 0;
                for (const auto unit : own) {
                    const double layer = trace.exitLayer()[static_cast<std::size_t>(a.exits[unit])];
                    sum += layer;
                    squares += layer * layer;
                    sumB += trace.exitLayer()[static_cast<std::size_t>(b.exits[unit])];
                    right += a.answers[unit] == trace.labels()[unit];
                }
                const auto n = static_cast<double>(own.size());
                QVERIFY(std::abs(row.meanExit - sum / n) < 1e-12);
                QVERIFY(std::abs(row.spread - std::sqrt(std::max(0.0, squares / n - sum / n * sum / n))) < 1e-9);
                QVERIFY(std::abs(row.meanExitB - sumB / n) < 1e-12);
                QVERIFY(std::abs(row.right - right / n) < 1e-12);
                QVERIFY(std::ranges::equal(app::unitsOfType(types, row.type), own));
            }
            app::arrangeTypes(figures, types, app::TypeColumn::MeanExit, false, {});
            QVERIFY(std::ranges::is_sorted(figures, {}, &app::TypeFigures::meanExit));
            app::arrangeTypes(figures, types, app::TypeColumn::Count, true, QStringLiteral("B"));
            QVERIFY(std::ranges::all_of(figures,
                [&](const auto& row) { return types.names[static_cast<std::size_t>(row.type)].find_first_of("Bb") != std::string::npos; }));
        }
    }

    void aWordShowsItsOccurrences()
    {
        app::MainWindow window;
        open(window);
        auto* panel = window.findChild<app::TypesPanel*>();
        QVERIFY(!panel->isVisible());
        for (QAction* action : view(window)->menuActions())
            if (action->text().contains(QStringLiteral("Words and tags")))
                action->trigger();
        QVERIFY(panel->isVisible());
        auto* table = panel->findChild<widgets::CopyableTable*>();
        QTRY_VERIFY(table->model()->rowCount() > 3);
        const QString word = table->model()->index(0, 0).data().toString();
        const int count = table->model()->index(0, 1).data(widgets::sortRole).toInt();
        QVERIFY(count >= table->model()->index(1, 1).data(widgets::sortRole).toInt()); // most frequent first
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
        QTRY_COMPARE(window.hub().examples().size(), static_cast<std::size_t>(count));
        QVERIFY(!text(window)->rectOf(window.hub().examples().front()).isNull()); // the first is in sight
        QCOMPARE(text(window)->selectedUnits(), window.hub().examples());
        // Filtered to one word, and by tags.
        panel->findChild<QLineEdit*>()->setText(word);
        QTRY_VERIFY(table->model()->rowCount() < 20);
        panel->findChild<QLineEdit*>()->clear();
        panel->findChild<QTabBar*>()->setCurrentIndex(1);
        QTRY_COMPARE(table->model()->rowCount(), 5);
        QTRY_COMPARE(table->model()->headerData(0, Qt::Horizontal).toString(), QStringLiteral("Tag"));
        // It follows the operating point.
        const auto before = table->model()->index(0, 2).data().toString();
        window.livePoint().goTo({ "fixed", "layer", before == QStringLiteral("1.00") ? 2.0 : 1.0, {} }, nullptr);
        QTRY_VERIFY(table->model()->index(0, 2).data().toString() != before);
    }
};

QTEST_MAIN(TestTokensView)
#include "tst_tokens_view.moc"

#include "app/analysis/run_command.h"
#include "app/dialogs/sweep_choice.h"
#include "core/cost/cascade_trace.h"
#include "core/cost/encoder_shape.h"
#include "core/error.h"
#include "core/sweep/stored_sweep.h"
#include "core/trace/trace_writer.h"
#include "tests/app/cli/program.h"
#include "tests/core/policy/small_traces.h"

#include <QTemporaryDir>
#include <QTest>

using namespace exitscope;

/// A stored run is made again from what is copied of it.
class TestRunCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const auto first = test::randomTrace({ .units = 60, .exits = 4, .classes = 3, .withCosts = true });
        trace::writeTrace(path("first one.trace"), *first);
        trace::writeTrace(path("second.trace"),
            *test::anotherModel(*first, { .units = 60, .exits = 6, .classes = 3, .withCosts = true }));
        trace::writeTrace(path("shaped.trace"), *shaped(7));
        trace::writeTrace(path("other.trace"), *shaped(5));
        m_first = trace::Trace::open(path("first one.trace"));
        m_second = trace::Trace::open(path("second.trace"));
    }

    void aSweepWithAllItsSettingsIsMadeAgain()
    {
        sweep::StoredSweep asked;
        asked.plan.trace = trace::Trace::open(path("shaped.trace"));
        asked.plan.ranges = { policy::parseRange("entropy:threshold=0.2|0.9"), policy::parseRange("patience:patience=1|2") };
        asked.plan.cost.paddedTokens = 96;
        asked.intervals = evidence::BootstrapOptions { 60, 0.9, 12345678901234567890ULL };
        asked.name = "it's \"mine\" & $HOME";
        expectMadeAgain(asked);
    }

    void aSweepWithoutSettingsIsMadeAgain()
    {
        sweep::StoredSweep asked;
        asked.plan.trace = m_first;
        asked.plan.ranges = { policy::parseRange("confidence:threshold=exact") };
        expectMadeAgain(asked);
    }

    void aCascadeIsMadeAgain()
    {
        sweep::StoredSweep asked;
        asked.plan.models = { m_first, m_second };
        asked.plan.trace = cost::cascadeOf(asked.plan.models);
        asked.plan.ranges = { policy::parseRange("cascade:threshold=0.4|0.8") };
        expectMadeAgain(asked);
    }

    void whatNoSweepMakesIsRefused()
    {
        store::Run run;
        run.request.traces.emplace_back();
        run.request.kind = "execute";
        QVERIFY_EXCEPTION_THROWN(app::commandOf(run, {}), InputError);
        run.request.kind = "sweep";
        run.request.options = R"({"exact":"front"})";
        QVERIFY_EXCEPTION_THROWN(app::commandOf(run, {}), InputError);
        run.request.options = R"({"intervals":{"draws":"many"}})";
        QVERIFY_EXCEPTION_THROWN(app::commandOf(run, {}), InputError);
    }

    void theSweepDialogStartsFromACascade()
    {
        const QString first = QString::fromStdString(path("shaped.trace")), second = QString::fromStdString(path("other.trace"));
        sweep::StoredSweep asked;
        asked.plan.models = { trace::Trace::open(path("shaped.trace")), trace::Trace::open(path("other.trace")) };
        asked.plan.trace = cost::cascadeOf(asked.plan.models);
        const auto traces = sweep::requestOf(asked).traces;
        app::SweepChoice choice(asked.plan.models.front(), first, {}, traces, nullptr);
        const QStringList wanted { QStringLiteral("cascade:threshold=0.25|0.75") };
        choice.startFrom({ second }, wanted);
        QCOMPARE(choice.dialog().furtherModels(), QStringList { second });
        QTRY_COMPARE(choice.models().size(), std::size_t { 2 });
        QCOMPARE(choice.dialog().specifications(), wanted);
    }

private:
    /// One that says the shape of its model, so that costs at another length are known.
    static std::shared_ptr<const trace::Trace> shaped(int stride)
    {
        trace::Trace::Arrays arrays;
        for (int unit = 0; unit < 60; ++unit) {
            arrays.labels.push_back(unit % 2);
            arrays.length.push_back(5 + unit % 20);
            for (int exit = 0; exit < 4; ++exit)
                arrays.logits.insert(arrays.logits.end(), { static_cast<float>((unit * stride + exit) % 11) / 4, 1 });
        }
        arrays.exitLayer = { 1, 2, 3, 4 };
        cost::EncoderShape shape;
        shape.layers = shape.exits = 4;
        shape.hidden = 8;
        shape.heads = 2;
        shape.feedForward = 16;
        shape.classes = 2;
        trace::TraceInfo info;
        info.datasetName = "made up";
        info.datasetSha256 = std::string(64, 'd');
        info.extra = { { cost::shapeKey, cost::toJson(shape) } };
        return trace::Trace::fromArrays(std::move(arrays), 2, std::move(info));
    }

    std::string path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)).toStdString(); }

    void expectMadeAgain(const sweep::StoredSweep& asked) const
    {
        const QTemporaryDir folder;
        const auto before = folder.filePath(QStringLiteral("a store.db")), after = folder.filePath(QStringLiteral("again.db"));
        store::RunStore store(before.toStdString());
        const auto id = sweep::sweepIntoStore(store, asked).run;
        const auto run = store.run(id);
        const QString line = app::commandOf(run, after);
        QCOMPARE(test::runLine(line), 0);
        const store::RunStore made(after.toStdString());
        const auto again = made.listRuns().front().id;
        QCOMPARE(made.run(again).request, run.request);
        QCOMPARE(made.points(again), store.points(id));
    }

    QTemporaryDir m_folder;
    std::shared_ptr<const trace::Trace> m_first, m_second;
};

QTEST_MAIN(TestRunCommand)
#include "tst_run_command.moc"

// Trainings in the run store: what is kept, what a kill leaves, how two stores become one.
#include "tests/core/store/store_fixture.h"

#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/model_hash.h"
#include "core/store/schema.h"
#include "core/training/learning_curve_csv.h"
#include "core/training/training_recorder.h"

#include <nlohmann/json.hpp>

#include <QTest>

#include <array>
#include <cmath>
#include <fstream>
#include <limits>

using namespace exitscope;
using store::RunState;
using store::RunStore;
using store::TrainingId;
using training::LearningEvent;
using training::TrainingRecorder;
using Lines = std::vector<std::string>;

namespace {

store::TrainingRequest requestFor(const std::string& name)
{
    return { .name = name,
        .kind = "compress",
        .config = R"({"seed": 3, "output": "slim"})",
        .configPath = "/configs/slim.json",
        .output = "/models/slim",
        .seed = 0xfedcba9876543210,
        .codeVersion = "0.1.0",
        .machine = "box" };
}

store::TrainingResult someResult()
{
    store::TrainingResult result;
    result.checkpoint = "/models/slim/slender";
    result.checkpointSha256 = "abc";
    result.metric = "accuracy";
    result.devByExit = { 0.25, std::numeric_limits<double>::infinity(), 0.875 };
    result.testByExit = { 0.5 };
    result.before = store::StoredModelSize { 109'482'240, 85'054'464, 2.25e10 };
    result.after = store::StoredModelSize { 9'000'000, 7'000'000, 2e9 };
    result.structure = R"({"layers":12})";
    result.steps = 700;
    result.seconds = 12.5;
    return result;
}

LearningEvent stepEvent(std::int64_t step, double loss = 1)
{
    LearningEvent event;
    event.phase = "fine-tuning";
    event.phases = 1;
    event.step = step;
    event.steps = 100;
    event.seconds = static_cast<double>(step) / 2;
    event.rate = 1e-3;
    event.tokensPerSecond = 5000;
    event.loss = loss;
    event.losses = { loss, loss / 2 };
    event.lossNames = { "exit 1", "exit 2" };
    return event;
}

LearningEvent devEvent(std::int64_t step)
{
    LearningEvent event = stepEvent(step);
    event.kind = LearningEvent::Kind::Dev;
    event.rate = event.tokensPerSecond = event.loss = 0;
    event.losses.clear();
    event.lossNames.clear();
    event.metric = "accuracy";
    event.byExit = { 0.5, std::nan("") };
    event.isBest = true;
    return event;
}

Lines linesOf(std::initializer_list<LearningEvent> events)
{
    Lines lines;
    for (const auto& event : events)
        lines.push_back(training::toJson(event));
    return lines;
}

engine::TrainReport doneAt(std::int64_t steps)
{
    engine::TrainReport report;
    report.steps = steps;
    report.seconds = static_cast<double>(steps) / 2;
    return report;
}

/// A configuration file, and the folder that its model is to be in.
std::filesystem::path writeConfig(const test::StoreFolder& folder, const std::string& text = R"({"output":"model","seed":7})")
{
    io::writeFileAtomically(folder.path("small.json"), text);
    std::filesystem::create_directories(folder.path("model"));
    return folder.path("small.json");
}

void writeCurve(const test::StoreFolder& folder, const Lines& lines)
{
    std::ofstream file(folder.path("model") / training::learningCurveFile);
    for (const auto& line : lines)
        file << line << '\n';
}

} // namespace

class TestTrainings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTrainingComesBackAsItWas()
    {
        test::StoreFolder folder;
        TrainingId id {};
        {
            RunStore runs(folder.path());
            id = runs.createTraining(requestFor("first"));
            runs.createTraining(requestFor("second"));
            runs.updateTraining(id, 0, Lines { "{\"a\":1}", "{\"b\":2}" }, 10, 1.5);
            runs.updateTraining(id, 1, Lines { "{\"b\":3}", "{\"c\":4}" }, 20, 2.5);
            QVERIFY_THROWS_EXCEPTION(InputError, runs.updateTraining(id, 4, Lines { "{}" }, 0, 0)); // with a gap
            QVERIFY_THROWS_EXCEPTION(InputError, runs.updateTraining(TrainingId { 9 }, 0, Lines {}, 0, 0));
            const auto going = runs.training(id);
            QVERIFY(going.summary.state == RunState::Running);
            QCOMPARE(going.summary.result.steps, 20);
            QCOMPARE(going.summary.result.seconds, 2.5);
            runs.finishTraining(id, RunState::Finished, someResult());
        }
        RunStore runs(folder.path(), store::OpenMode::MustExist);
        const auto found = runs.training(id);
        QVERIFY(found.summary.request == requestFor("first"));
        auto expected = someResult();
        QVERIFY(std::isnan(found.summary.result.devByExit[1])); // JSON has no infinity
        auto result = found.summary.result;
        result.devByExit[1] = expected.devByExit[1];
        QVERIFY(result == expected);
        QVERIFY(found.summary.state == RunState::Finished);
        QCOMPARE(found.curve, (Lines { "{\"a\":1}", "{\"b\":3}", "{\"c\":4}" }));
        QCOMPARE(found.summary.events, 3);
        const auto list = runs.listTrainings();
        QCOMPARE(list.size(), std::size_t { 2 });
        QCOMPARE(list[0].request.name, std::string("second")); // newest first
        QVERIFY(runs.listRuns().empty());

        runs.renameTraining(id, "renamed");
        runs.finishTraining(id, RunState::Failed, "no");
        QCOMPARE(runs.training(id).summary.message, std::string("no"));
        QCOMPARE(runs.training(id).summary.request.name, std::string("renamed"));
        QCOMPARE(runs.training(id).summary.result.steps, 700); // what was known stays
        runs.deleteTraining(id);
        QVERIFY_THROWS_EXCEPTION(InputError, (void)runs.training(id));
        QVERIFY_THROWS_EXCEPTION(InputError, runs.deleteTraining(id));
        store::Database database(folder.path(), store::Database::Open::MustExist);
        QCOMPARE(database.pragma("foreign_key_check"), 0);
        store::Statement events = database.prepare("SELECT count(*) FROM training_events");
        QVERIFY(events.step());
        QCOMPARE(events.integer(0), 0); // its curve went with it
    }

    void aStoreFromBeforeTrainingsTakesThem()
    {
        test::StoreFolder folder;
        {
            store::Database old(folder.path(), store::Database::Open::CreateIfMissing);
            store::migrate(old, store::migrations().first(3));
        }
        RunStore runs(folder.path());
        const auto id = runs.createTraining(requestFor("new"));
        runs.updateTraining(id, 0, Lines { "{}" }, 1, 1);
        runs.finishTraining(id, RunState::Finished, someResult());
        store::Database database(folder.path(), store::Database::Open::MustExist);
        store::Statement view = database.prepare("SELECT dev, test, parameters_before, parameters FROM v_trainings");
        QVERIFY(view.step());
        QCOMPARE(view.real(0), 0.875); // of the last exit
        QCOMPARE(view.real(1), 0.5);
        QCOMPARE(view.integer(2), 109'482'240);
        QCOMPARE(view.integer(3), 9'000'000);
    }

    void importTakesWhatIsFurtherOn()
    {
        test::StoreFolder folder;
        RunStore here(folder.path("here.db"));
        const auto id = here.createTraining(requestFor("shared"));
        here.updateTraining(id, 0, Lines { "{\"a\":1}" }, 1, 1);
        {
            RunStore there(folder.path("there.db"));
            there.createTraining(requestFor("only there"));
            QCOMPARE(there.importFrom(folder.path("here.db")).trainingsAdded, 1);
            const auto theirs = there.listTrainings();
            const auto shared = theirs[theirs[0].request.name == "shared" ? 0 : 1].id;
            there.updateTraining(shared, 1, Lines { "{\"b\":2}" }, 2, 2);
            there.finishTraining(shared, RunState::Finished, someResult());
            there.renameTraining(shared, "renamed there");
        }
        here.renameTraining(id, "named here");
        const auto result = here.importFrom(folder.path("there.db"));
        QCOMPARE(result.trainingsAdded, 1);
        QCOMPARE(result.trainingsExtended, 1);
        const auto ours = here.training(id);
        QCOMPARE(ours.curve, (Lines { "{\"a\":1}", "{\"b\":2}" }));
        QVERIFY(ours.summary.state == RunState::Finished);
        QCOMPARE(ours.summary.result.testByExit, someResult().testByExit);
        QCOMPARE(ours.summary.request.name, std::string("named here")); // what was edited here stays
        const auto again = here.importFrom(folder.path("there.db"));
        QCOMPARE(again.trainingsAdded, 0);
        QCOMPARE(again.trainingsExtended, 0);
        QCOMPARE(here.listTrainings().size(), std::size_t { 2 });
        here.copyTo(folder.path("copy.db"));
        QCOMPARE(RunStore(folder.path("copy.db")).training(id).curve, ours.curve);
    }

    void aForgedTrainingIsRefused()
    {
        test::StoreFolder folder;
        RunStore runs(folder.path());
        const auto id = runs.createTraining(requestFor("forged"));
        store::Database database(folder.path(), store::Database::Open::MustExist);
        for (const char* forgery : { "size_before = '{\"parameters\":\"many\"}'", "dev_by_exit = '[\"good\"]'", "dev_by_exit = '[}'" }) {
            database.execute(
                ("PRAGMA ignore_check_constraints = ON; UPDATE trainings SET size_before = '{}', " + std::string(forgery)).c_str());
            QVERIFY_THROWS_EXCEPTION(InputError, (void)runs.training(id));
            QVERIFY_THROWS_EXCEPTION(InputError, (void)runs.listTrainings());
        }
    }

    void aRequestSaysWhatTheConfigurationDoes()
    {
        test::StoreFolder folder;
        const auto config = writeConfig(folder);
        const auto plain = training::trainingRequestOf("train", config);
        QCOMPARE(plain.name, std::string("model"));
        QCOMPARE(plain.output, folder.path("model").string());
        QCOMPARE(plain.seed, std::uint64_t { 7 });
        QCOMPARE(plain.config, std::string(R"({"output":"model","seed":7})"));
        const auto seeded = training::trainingRequestOf("train", config, 5);
        QCOMPARE(seeded.name, std::string("model, seed 5"));
        QCOMPARE(seeded.output, (folder.path("model") / "seed-5").string());
        QCOMPARE(training::trainingRequestOf("train", config, std::nullopt, "mine").name, std::string("mine"));
        // What is wrong in it is for the engine to say.
        QCOMPARE(training::trainingRequestOf("train", writeConfig(folder, "{ nonsense")).name, std::string("small"));
        QVERIFY_THROWS_EXCEPTION(InputError, (void)training::trainingRequestOf("train", folder.path("missing.json")));
    }

    void theStoreKnowsOfATrainingFromItsFirstEventOn()
    {
        test::StoreFolder folder;
        const auto request = training::trainingRequestOf("train", writeConfig(folder));
        RunStore runs(folder.path());
        {
            TrainingRecorder never(runs, request, false);
            never.fail("nothing was read");
            QVERIFY(runs.listTrainings().empty());
        }
        TrainingRecorder recorder(runs, request, false);
        int seen = 0;
        const auto observe = recorder.observer([&](const LearningEvent&) { ++seen; });
        observe(stepEvent(50, 2));
        const RunStore reader(folder.path(), store::OpenMode::MustExist);
        QCOMPARE(reader.training(recorder.id().value()).curve, linesOf({ stepEvent(50, 2) }));
        observe(stepEvent(100)); // within the same seconds: waits
        QCOMPARE(reader.training(*recorder.id()).summary.events, 1);
        observe(devEvent(100));
        QCOMPARE(reader.training(*recorder.id()).summary.events, 3);
        observe(stepEvent(150, 0.5));
        QCOMPARE(seen, 4);
        recorder.fail("the gradient is no longer finite");
        const auto failed = reader.training(*recorder.id());
        QVERIFY(failed.summary.state == RunState::Failed);
        QCOMPARE(failed.summary.message, std::string("the gradient is no longer finite"));
        QCOMPARE(failed.curve, linesOf({ stepEvent(50, 2), stepEvent(100), devEvent(100), stepEvent(150, 0.5) }));
        QCOMPARE(failed.summary.result.steps, 150);
    }

    void aResumedTrainingHasTheCurveOfAnUndisturbedOne()
    {
        test::StoreFolder folder;
        const auto request = training::trainingRequestOf("train", writeConfig(folder));
        RunStore runs(folder.path());
        TrainingId id {};
        {
            TrainingRecorder killed(runs, request, false); // its checkpoint is of step 120
            killed.observer()(stepEvent(50));
            killed.observer()(stepEvent(100));
            killed.observer()(devEvent(100));
            killed.observer()(stepEvent(150, 9)); // waits, and is lost
            id = killed.id().value();
        }
        writeCurve(folder, linesOf({ stepEvent(50), stepEvent(100), devEvent(100), stepEvent(150, 9) }));
        {
            TrainingRecorder resumed(runs, request, true);
            resumed.observer()(stepEvent(140, 3));
            QVERIFY(runs.training(id).summary.state == RunState::Running);
            QCOMPARE(runs.training(id).curve, linesOf({ stepEvent(50), stepEvent(100), devEvent(100), stepEvent(140, 3) }));
            // What was told on the way may be other events than those of the file, which has the last word.
            writeCurve(folder, linesOf({ stepEvent(50), stepEvent(100), devEvent(100), stepEvent(150, 3) }));
            QCOMPARE(resumed.finish(doneAt(150)), id);
        }
        const auto expected = linesOf({ stepEvent(50), stepEvent(100), devEvent(100), stepEvent(150, 3) });
        QCOMPARE(runs.training(id).curve, expected);
        QVERIFY(runs.training(id).summary.state == RunState::Finished);
        // Once more with nothing left to do, and with what the store had lost.
        writeCurve(folder, linesOf({ stepEvent(50), stepEvent(100), devEvent(100), stepEvent(150, 3), devEvent(150) }));
        TrainingRecorder idle(runs, request, true);
        idle.finish(doneAt(150));
        QCOMPARE(runs.training(id).summary.events, 5);
        QCOMPARE(runs.listTrainings().size(), std::size_t { 1 });
        // Another seed is other work, and so is a training from the start.
        auto other = request;
        other.seed = 8;
        TrainingRecorder second(runs, other, true);
        second.observer()(stepEvent(50));
        TrainingRecorder third(runs, request, false);
        third.observer()(stepEvent(50));
        QCOMPARE(runs.listTrainings().size(), std::size_t { 3 });
        QCOMPARE(runs.training(id).summary.events, 5);
    }

    void aTrainingThatIsDeletedMeanwhileGoesOnAndIsToldAtTheEnd()
    {
        test::StoreFolder folder;
        const auto request = training::trainingRequestOf("train", writeConfig(folder));
        RunStore runs(folder.path());
        TrainingRecorder recorder(runs, request, false);
        recorder.observer()(stepEvent(50));
        runs.deleteTraining(*recorder.id());
        recorder.observer()(devEvent(50)); // cannot be kept; the training goes on all the same
        QVERIFY_THROWS_EXCEPTION(InputError, recorder.finish(engine::TrainReport {}));
    }

    void aCompressionKeepsSizesAndStructure()
    {
        test::StoreFolder folder;
        const auto request = training::trainingRequestOf("compress", writeConfig(folder));
        io::writeFileAtomically(folder.path("model") / "config.json", "{}");
        io::writeFileAtomically(folder.path("model") / "model.safetensors", "weights");
        RunStore runs(folder.path());
        TrainingRecorder recorder(runs, request, true);
        engine::CompressReport report;
        report.checkpoint = folder.path("model");
        report.structure = training::wholeStructure(2, 8, 2, 4, 16, 50);
        report.before = { 2000, 1000, 5e6 };
        report.after = { 1000, 500, 2e6 };
        report.metric = "accuracy";
        report.devByExit = { 0.5, 0.75 };
        const auto kept = runs.training(recorder.finish(report)).summary.result;
        QVERIFY((kept.before == store::StoredModelSize { 2000, 1000, 5e6 }));
        QVERIFY((kept.after == store::StoredModelSize { 1000, 500, 2e6 }));
        QVERIFY(nlohmann::json::parse(kept.structure) == nlohmann::json::parse(training::toJson(report.structure)));
        QCOMPARE(kept.checkpointSha256,
            io::sha256OfModelFiles(std::array { folder.path("model") / "config.json", folder.path("model") / "model.safetensors" }));
        QCOMPARE(kept.checkpointSha256.size(), std::size_t { 64 });
    }

    void aCurveAsCsv()
    {
        auto slim = stepEvent(60, 0.25);
        slim.phase = "pruning 1 of 2, \"code\"";
        slim.phaseIndex = 1;
        slim.losses = { 0.125 };
        slim.lossNames = { "features" };
        const std::array events { stepEvent(50, 2), devEvent(50), slim };
        QCOMPARE(training::learningCurveCsv(events),
            std::string("event,phase,phase_index,step,seconds,lr,tokens_per_second,loss,loss exit 1,loss exit 2,loss features,metric,"
                        "dev exit 1,dev exit 2,best\n"
                        "step,fine-tuning,0,50,25,0.001,5000,2,2,1,,,,,\n"
                        "dev,fine-tuning,0,50,25,,,,,,,accuracy,0.5,,1\n"
                        "step,\"pruning 1 of 2, \"\"code\"\"\",1,60,30,0.001,5000,0.25,,,0.125,,,,\n"));
    }
};

QTEST_APPLESS_MAIN(TestTrainings)
#include "tst_trainings.moc"

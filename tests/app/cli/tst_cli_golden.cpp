// The whole path on the authors' own models: checkpoint and tokens → trace → sweep, compared with what their
// code gave (golden/tiny-bert). HashEE's model is left out: its rule is not replayable.
#include "core/io/safetensors.h"
#include "tests/app/cli/program.h"
#include "tests/support/shared_data.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace exitscope;
using test::runProgram;

namespace {

constexpr int examples = 64;
constexpr int layers = 6;
constexpr int classes = 3;

nlohmann::json jsonFrom(const std::filesystem::path& path)
{
    std::ifstream file(path);
    return nlohmann::json::parse(file, nullptr, false);
}

/// "0.3", or one value per exit "0.3;0.2": a grid's threshold or patience as a SPEC has it.
QString valueText(const nlohmann::json& value)
{
    if (!value.is_array())
        return QString::fromStdString(value.dump());
    QStringList parts;
    for (const auto& one : value)
        parts << QString::fromStdString(one.dump());
    return parts.join(';');
}

} // namespace

class CliGoldenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void models_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("weights");
        QTest::addColumn<QString>("data");
        const std::pair<const char*, QStringList> models[] = {
            { "deebert", { "model.safetensors", "pytorch_model.bin" } },
            { "elasticbert", { "model.safetensors", "pytorch_model.bin" } },
            { "pabee-bert", { "model.safetensors" } },
            { "pabee-albert", { "model.safetensors", "pytorch_model.bin", "pytorch_model_legacy.bin" } },
        };
        for (const auto& [model, weights] : models)
            for (const QString& file : weights)
                for (const char* data : { "snli", "sst2" })
                    QTest::addRow("%s %s %s", model, qPrintable(file), data) << model << file << data;
    }

    void models()
    {
        EXITSCOPE_SHARED_OR_SKIP(golden, "golden/tiny-bert");
        QFETCH(QString, model);
        QFETCH(QString, weights);
        QFETCH(QString, data);
        const QTemporaryDir folder;
        const auto source = golden / model.toStdString();
        makeModel(folder.path(), source, weights);
        const QString trace = folder.filePath("x.trace");
        const auto traced = runProgram({ "trace", "--model", folder.filePath("model"), "--data",
            QString::fromStdString((golden / "data" / (data.toStdString() + ".safetensors")).string()),
            "--out", trace, "--json" });
        QVERIFY2(traced.status == 0, traced.err.constData());
        QCOMPARE(traced.json().at("units"), examples);
        QCOMPARE(traced.json().at("exits"), layers);
        QCOMPARE(traced.json().at("classes"), classes);
        QVERIFY(traced.json().at("tokens_per_second").get<double>() > 0);

        const auto stored
            = io::SafetensorsFile::open(source / ("golden_" + data.toStdString() + ".safetensors"));
        compareLogits(trace, *stored);
        compareExits(trace, jsonFrom(source / ("exits_" + data.toStdString() + ".json")));
    }

private:
    /// A checkpoint with exactly one of the weight formats, under the name that a checkpoint has it.
    static void makeModel(const QString& folder, const std::filesystem::path& source, const QString& weights)
    {
        const auto model = std::filesystem::path(folder.toStdString()) / "model";
        std::filesystem::create_directory(model);
        std::filesystem::copy_file(source / "config.json", model / "config.json");
        const QString name = weights == "pytorch_model_legacy.bin" ? "pytorch_model.bin" : weights;
        std::filesystem::copy_file(source / weights.toStdString(), model / name.toStdString());
    }

    /// The authors' [L, N, C] against ours [N, L, C]. DeeBERT's model answers at its end with the main
    /// classifier, not with the highway after the last layer: the last exit is the former.
    static void compareLogits(const QString& trace, const io::SafetensorsFile& golden)
    {
        const auto ours = io::SafetensorsFile::open(trace.toStdString());
        const auto logits = ours->find("logits")->as<float>();
        const auto* highways = golden.find("highway_logits");
        const auto expected = (highways ? highways : golden.find("logits"))->as<float>();
        double worst = 0;
        for (std::size_t unit = 0; unit < examples; ++unit)
            for (std::size_t exit = 0; exit < layers; ++exit)
                for (std::size_t c = 0; c < classes; ++c) {
                    const bool isMain = highways && exit + 1 == layers;
                    const float theirs = isMain ? golden.find("final_logits")->as<float>()[unit * classes + c]
                                                : expected[(exit * examples + unit) * classes + c];
                    const float value = logits[(unit * layers + exit) * classes + c];
                    worst = std::max(worst, std::abs(static_cast<double>(value) - theirs));
                }
        QVERIFY2(worst < 1e-4, qPrintable(QString::number(worst)));
    }

    /// Every grid of the authors' scripts, each as one sweep with --per-unit.
    static void compareExits(const QString& trace, const nlohmann::json& golden)
    {
        QVERIFY(golden.is_object());
        int grids = 0;
        for (const auto& [key, policy, parameter] : { std::tuple { "grid", "entropy", "threshold" },
                 std::tuple { "entropy_grid", "entropy", "threshold" },
                 std::tuple { "patience_grid", "patience", "patience" } }) {
            if (!golden.contains(key))
                continue;
            compareGrid(trace, golden.at(key), policy, parameter);
            ++grids;
        }
        QVERIFY(grids > 0);
    }

    static void compareGrid(
        const QString& trace, const nlohmann::json& grid, const char* policy, const char* parameter)
    {
        const QString file = trace + ".units";
        QStringList command { "sweep", "--trace", trace, "--per-unit", file, "--json" };
        for (const auto& point : grid)
            command << "--policy"
                    << QString("%1:%2=%3").arg(policy, parameter, valueText(point.at(parameter)));
        const auto swept = runProgram(command);
        QVERIFY2(swept.status == 0, swept.err.constData());
        QCOMPARE(swept.json().at("points").size(), grid.size());
        const auto written = io::SafetensorsFile::open(file.toStdString());
        const auto exits = written->find("exit")->as<std::int32_t>();
        const auto predictions = written->find("prediction")->as<std::int64_t>();
        for (std::size_t row = 0; row < grid.size(); ++row)
            for (std::size_t unit = 0; unit < examples; ++unit) {
                const auto& point = grid[row];
                QCOMPARE(exits[row * examples + unit], point.at("exit_layer").at(unit).get<int>());
                // The golden README's exception: at the last layer DeeBERT may answer with the highway there
                // instead of the main classifier, at the same cost; ours always has the main classifier's
                // answer.
                const bool isLastHighway = point.contains("from_main_classifier")
                    && point.at("exit_layer").at(unit) == layers
                    && !point.at("from_main_classifier").at(unit);
                if (!isLastHighway)
                    QCOMPARE(predictions[row * examples + unit],
                        point.at("prediction").at(unit).get<std::int64_t>());
            }
    }
};

QTEST_GUILESS_MAIN(CliGoldenTest)
#include "tst_cli_golden.moc"

#include "tests/core/data/dataset_fixture.h"

#include <QTest>

using namespace exitscope;
using data::DatasetReader;
using data::TaskKind;
using Names = std::vector<std::string>;
using Counts = std::vector<std::int64_t>;

namespace {
std::unique_ptr<DatasetReader> openLabels(const test::Folder& folder, const Names& labels,
    const data::DatasetOptions& options = {}, const char* column = "label")
{
    std::string text = std::string("sentence\t") + column + "\n";
    for (const std::string& label : labels)
        text += "words\t" + label + "\n";
    return DatasetReader::open(folder.write("a.tsv", text), options);
}

std::vector<std::int64_t> idsOf(DatasetReader& reader)
{
    std::vector<std::int64_t> ids;
    for (const data::Example& example : test::readAll(reader))
        ids.push_back(example.label);
    return ids;
}
} // namespace

class TestDatasetLabels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersFromZeroAreIds()
    {
        test::Folder folder;
        const auto reader = openLabels(folder, { "0", "2", "0" });
        QCOMPARE(reader->info().labelNames, (Names { "0", "1", "2" }));
        QCOMPARE(reader->info().labelCounts, (Counts { 2, 0, 1 }));
        QCOMPARE(idsOf(*reader), (Counts { 0, 2, 0 }));
        QVERIFY(reader->info().warnings.empty());
        QCOMPARE(openLabels(folder, { "1", "1" })->info().labelNames, (Names { "0", "1" }));
    }

    void integersFromOneAreShiftedAndToldOf()
    {
        test::Folder folder;
        const auto reader = openLabels(folder, { "4", "1", "3", "2" });
        QCOMPARE(reader->info().labelNames, (Names { "1", "2", "3", "4" }));
        QCOMPARE(idsOf(*reader), (Counts { 3, 0, 2, 1 }));
        QCOMPARE(reader->info().warnings.size(), std::size_t { 1 });
    }

    void otherIntegersAscend()
    {
        test::Folder folder;
        const auto reader = openLabels(folder, { "1", "-1", "1" });
        QCOMPARE(reader->info().labelNames, (Names { "-1", "1" }));
        QCOMPARE(idsOf(*reader), (Counts { 1, 0, 1 }));
    }

    void namesAreSorted()
    {
        test::Folder folder;
        const auto reader = openLabels(folder, { "not_entailment", "entailment" });
        QCOMPARE(reader->info().labelNames, (Names { "entailment", "not_entailment" }));
        QCOMPARE(idsOf(*reader), (Counts { 1, 0 }));
    }

    void theModelsNamesDecide()
    {
        test::Folder folder;
        data::DatasetOptions options;
        options.labelNames = { "Not Entailment", "Entailment" };
        const auto named = openLabels(folder, { "not_entailment", "ENTAILMENT" }, options);
        QCOMPARE(idsOf(*named), (Counts { 0, 1 }));
        QCOMPARE(named->info().labelNames, options.labelNames);
        QCOMPARE(idsOf(*openLabels(folder, { "1", "0", "1" }, options)), (Counts { 1, 0, 1 }));
        QCOMPARE(idsOf(*openLabels(folder, { "1", "2" }, options)), (Counts { 0, 1 })); // 1 … C
        QCOMPARE(idsOf(*openLabels(folder, { "1", "1" }, options)), (Counts { 1, 1 }));
    }

    void numberedModelClassesTakeNamesInOrderAndSaySo()
    {
        test::Folder folder;
        data::DatasetOptions options;
        options.labelNames = { "LABEL_0", "LABEL_1", "LABEL_2" };
        const auto reader = openLabels(folder, { "pos", "neg" }, options);
        QCOMPARE(idsOf(*reader), (Counts { 1, 0 }));
        QCOMPARE(reader->info().labelNames.size(), std::size_t { 3 });
        QCOMPARE(reader->info().labelCounts, (Counts { 1, 1, 0 }));
        QCOMPARE(reader->info().warnings.size(), std::size_t { 1 });
        QCOMPARE(idsOf(*openLabels(folder, { "2", "0" }, options)), (Counts { 2, 0 }));
        QCOMPARE(idsOf(*openLabels(folder, { "LABEL_2", "label_0" }, options)), (Counts { 2, 0 }));
    }

    void fractionsAreTargets()
    {
        test::Folder folder;
        const auto reader = openLabels(folder, { "3.8", "5", "0.25" }, {}, "score");
        QCOMPARE(reader->info().kind, TaskKind::Regression);
        QCOMPARE(reader->info().targetMin, 0.25);
        QCOMPARE(reader->info().targetMax, 5.0);
        const auto examples = test::readAll(*reader);
        QCOMPARE(examples[0].target, 3.8f);
        QCOMPARE(examples[0].label, -1);
        QVERIFY(reader->info().labelNames.empty());
    }

    void integerTargetsNeedAWord()
    {
        test::Folder folder;
        QCOMPARE(openLabels(folder, { "3", "5" })->info().kind, TaskKind::Classification);
        data::DatasetOptions options;
        options.task = "sts-b";
        QCOMPARE(openLabels(folder, { "3", "5" }, options)->info().kind, TaskKind::Regression);
        QCOMPARE(openLabels(folder, { "3", "5" }, {}, "similarity")->info().kind, TaskKind::Regression);
        options = {};
        options.kind = TaskKind::Regression;
        QCOMPARE(openLabels(folder, { "3", "5" }, options)->info().kind, TaskKind::Regression);
        options = {};
        options.labelNames = { "LABEL_0" }; // a model with one output
        QCOMPARE(openLabels(folder, { "3", "5" }, options)->info().kind, TaskKind::Regression);
    }

    void wholeFractionsAreClassesWhenTheModelHasThem()
    {
        test::Folder folder;
        data::DatasetOptions options;
        options.labelNames = { "no", "yes" };
        QCOMPARE(idsOf(*openLabels(folder, { "1.0", "0.0" }, options)), (Counts { 1, 0 }));
    }

    void manyTargetsNeedNoList()
    {
        test::Folder folder;
        Names labels;
        for (int i = 0; i < 3000; ++i)
            labels.push_back(std::to_string(i) + ".5");
        QCOMPARE(openLabels(folder, labels)->info().targetMax, 2999.5);
    }

    void rowsWithoutGoldAreLeftOut()
    {
        test::Folder folder;
        const auto reader = openLabels(folder, { "neutral", "-", "entailment" }, {}, "gold_label");
        QCOMPARE(reader->info().rows, 2);
        QCOMPARE(reader->info().dropped, 1);
        QCOMPARE(reader->info().warnings.size(), std::size_t { 1 });
        const auto examples = test::readAll(*reader);
        QCOMPARE(examples.size(), std::size_t { 2 });
        QCOMPARE(examples[1].index, 1);
        QCOMPARE(examples[1].line, 4);
    }

    void hiddenLabelsAreNoLabels()
    {
        test::Folder folder;
        const auto reader = openLabels(folder, { "-1", "-1" });
        QCOMPARE(reader->info().kind, TaskKind::Unlabelled);
        QCOMPARE(idsOf(*reader), (Counts { -1, -1 }));
    }
};

QTEST_APPLESS_MAIN(TestDatasetLabels)
#include "tst_dataset_labels.moc"

// The Calibrate view on texts of a sweep of generation: what it offers, what it refuses, and what it shows in words.
#include "app/views/calibration_view.h"
#include "core/calibration/sequence_json.h"
#include "core/generations/generations_file.h"
#include "tests/core/generations/made_up.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace exitscope;
using namespace exitscope::app;

namespace {

QComboBox* combo(const QWidget& view, const char* name)
{
    for (auto* one : view.findChildren<QComboBox*>())
        if (one->accessibleName() == QLatin1String(name))
            return one;
    return nullptr;
}

QString label(const QWidget& view, const char* name)
{
    for (auto* one : view.findChildren<QLabel*>())
        if (one->accessibleName() == QLatin1String(name))
            return one->text();
    return {};
}

} // namespace

class TestCalibrationTexts : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::shared_ptr<const generations::Generations> m_texts;

private Q_SLOTS:
    void initTestCase()
    {
        constexpr std::int64_t prompts = 400;
        std::vector<generations::Prompt> all(prompts, { "p", {} });
        const std::filesystem::path path = m_folder.filePath(QStringLiteral("some.generations")).toStdString();
        {
            generations::GenerationsFile out(path, test::someSettings(prompts), all);
            std::vector<std::string> texts(prompts, "a b c d");
            out.append(test::somePoint("full", texts, 4, 8));
            texts[0] = texts[50] = texts[100] = "a b x y";
            out.append(test::somePoint("margin:decay=4,threshold=0.75", texts, 2, 4));
            out.append(test::somePoint("margin:decay=4,threshold=0.5", std::vector<std::string>(prompts, "z"), 1, 1));
            out.append(test::somePoint("saturation:threshold=0.9", std::vector<std::string>(prompts, "z"), 1, 1));
        }
        m_texts = std::make_shared<const generations::Generations>(generations::readGenerations(path));
    }

    void offersTheRulesOfTheFile()
    {
        CalibrationView view;
        view.show();
        QVERIFY(!view.startAction()->isEnabled());
        QVERIFY(!combo(view, "Rule")->isVisible() && combo(view, "Loss")->isVisible());
        view.setTexts(m_texts);
        QVERIFY(view.hasTexts() && view.startAction()->isEnabled());
        QVERIFY(combo(view, "Rule")->isVisible() && !combo(view, "Loss")->isVisible());
        QCOMPARE(combo(view, "Rule")->itemText(0), QStringLiteral("margin:decay=4"));
        QCOMPARE(label(view, "Settings that are tested"), QStringLiteral("Tested from safe to early: 0.75, 0.5"));
        QCOMPARE(view.choice().split.share, 0.8);
        combo(view, "Constraint")->setCurrentIndex(1);
        QVERIFY(view.problem().contains(QStringLiteral("references")) && !view.startAction()->isEnabled());
        combo(view, "Constraint")->setCurrentIndex(0);
        combo(view, "P-value")->setCurrentIndex(4);
        QVERIFY(view.problem().contains(QStringLiteral("binomial")));
        combo(view, "Distance of texts")->setCurrentIndex(3);
        QVERIFY(view.problem().isEmpty());
        QSignalSpy closed(&view, &CalibrationView::textsClosed);
        for (auto* button : view.findChildren<QPushButton*>())
            if (button->text().contains(QStringLiteral("te&xts")))
                button->click();
        QCOMPARE(closed.count(), 1);
        QVERIFY(!view.hasTexts() && combo(view, "Loss")->isVisible());
        QCOMPARE(view.choice().split.share, 0.5);
    }

    void saysWhatIsGuaranteed()
    {
        CalibrationView view;
        view.show();
        view.setTexts(m_texts);
        QSignalSpy started(&view, &CalibrationView::startRequested);
        view.startAction()->trigger();
        QCOMPARE(started.count(), 1);
        const auto done = calibrateChoice(nullptr, started.front().front().value<CalibrationChoice>());
        view.showPicture(done->picture);
        QCOMPARE(label(view, "The guarantee"),
            QStringLiteral("With probability at least 95 % over the calibration draw, texts are at most 0.1 away from the full model's on "
                           "average (1 − ROUGE-L). Chosen: margin:decay=4 with threshold = 0.75."));
        const auto words = label(view, "What the test half says");
        QVERIFY2(words.contains(QStringLiteral("which keeps to delta")) && words.contains(QStringLiteral("50.0 % of the FLOPs, 2.00×")),
            qPrintable(words));
        QVERIFY(!view.useAction()->isEnabled()); // a trace's scrubber has no such point
        const auto model = view.shownModel();
        QVERIFY(model.y.title.contains(QStringLiteral("full model's texts")));
        // what a store keeps shows the same, whatever is open
        CalibrationView other;
        other.setSaved({ done->record });
        const auto again = pictureOf(done->record);
        QCOMPARE(guaranteeWords(again), guaranteeWords(*view.picture()));
        QVERIFY(choiceOf(done->record).textLoss.has_value());
        other.setChoice(choiceOf(done->record));
        QVERIFY(!other.hasTexts());
    }
};

QTEST_MAIN(TestCalibrationTexts)
#include "tst_calibration_texts.moc"

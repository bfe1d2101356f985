// The Generate view driven as a person would: a model is dropped, a prompt is typed, the rule moves; bad input is one sentence.
#include "app/views/generated_paragraphs.h"
#include "app/views/written_panel.h"
#include "core/io/atomic_file.h"
#include "tests/app/generate_fixture.h"
#include "tests/app/person.h"
#include "tests/support/shared_data.h"
#include "widgets/heatmap/token_text_view.h"
#include "widgets/panel/number_box.h"

#include <QComboBox>
#include <QSettings>
#include <QSlider>
#include <QSpinBox>
#include <QStandardPaths>

using namespace exitscope;
using test::Shown;

class TestGenerateView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("exitscope-test"));
        QCoreApplication::setApplicationName(QStringLiteral("tst_generate_view"));
    }
    void init() { QSettings().clear(); }

    void anEmptyViewSaysWhatToDo()
    {
        const Shown shown;
        QVERIFY(shown.view->isVisible()); // though no trace and no store is open
        QVERIFY(!shown.view->writeAction()->isEnabled());
        QVERIFY(!shown.view->stopAction()->isEnabled());
        QVERIFY(!shown.view->figure());
        QVERIFY(shown.says(QStringLiteral("Nothing is written yet")));
    }

    void aDroppedModelWritesUnderTheRuleAndInFull()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.prompt()->setPlainText(QStringLiteral("It was"));
        shown.setRule("fixed:layer=2");
        shown.named<QSpinBox>(QStringLiteral("Tokens"))->setValue(12);
        QVERIFY(shown.write());
        QCOMPARE(shown.run().tokens, 12);
        QCOMPARE(shown.run().meanExit(), 2.0);
        QVERIFY(shown.view->texts()->full);
        QCOMPARE(shown.view->texts()->full->meanExit(), 3.0);
        const auto panes = shown.view->findChildren<widgets::TokenTextView*>();
        QCOMPARE(panes.size(), 2);
        QVERIFY(panes[0]->isVisible() && panes[1]->isVisible());
        const auto& written = *shown.view->findChild<app::WrittenPanel*>()->written();
        QCOMPARE(written.units(), 12);
        QCOMPARE(written.exitOf(0), 1);
        QVERIFY(written.tip(11).contains(QStringLiteral("token 12"))); // its id, its layer
        QVERIFY(written.tip(11).contains(QStringLiteral("after layer 2 of 3")));
        QCOMPARE(shown.plot("positions").find(QStringLiteral("exits"))->y, std::vector<double>(12, 2.0));
        QCOMPARE(shown.plot("shares").find(QStringLiteral("exits"))->y, (std::vector<double> { 0, 1, 0 }));
        QVERIFY(shown.view->figure());
        QCOMPARE(shown.view->figure()->request.plot, std::string("generation"));
        QVERIFY(!shown.view->figure()->draw().cells->words.empty());
    }

    /// A rule that nothing meets is the full model, word by word.
    void whatDiffersFromTheFullModelIsMarked()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.setRule("confidence:threshold=2");
        QVERIFY(shown.write());
        QVERIFY(shown.says(QStringLiteral("The text is the full model's.")));
        const auto* panel = shown.view->findChild<app::WrittenPanel*>();
        QVERIFY(!panel->hasDifference());
        shown.setRule("fixed:layer=1");
        QVERIFY(shown.write());
        const auto& difference = shown.view->texts()->differences.front();
        QVERIFY(difference.firstDifference >= 0); // of made-up weights each layer says something else
        QVERIFY(panel->hasDifference());
        for (std::size_t token = 0; token < difference.inB.size(); ++token)
            QCOMPARE(panel->written()->lens(static_cast<std::int64_t>(token)).isChanged, difference.inB[token] < 0);
        const auto panes = shown.view->findChildren<widgets::TokenTextView*>();
        QCOMPARE(panes[0]->currentUnit(), difference.firstDifference);
        QVERIFY(!panes[0]->rectOf(difference.firstDifference).isNull()); // in sight
        QVERIFY(shown.says(QStringLiteral("the texts part at token %1").arg(difference.firstDifference + 1)));
    }

    void aShortTextFollowsTheRule()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.setRule("margin:threshold=1");
        auto* slider = shown.named<QSlider>(QStringLiteral("Threshold"));
        QVERIFY(QTest::qWaitFor([&] { return shown.view->writeAction()->isEnabled(); }));
        slider->setValue(900);
        QTest::qWait(300);
        QVERIFY(!shown.view->texts()); // nothing was written yet that could follow
        QVERIFY(shown.write());
        const auto before = shown.view->texts()->full->texts.front().text;
        QSignalSpy written(shown.view, &app::GenerateView::wrote);
        for (int value = 800; value >= 0; value -= 50)
            slider->setValue(value);
        QTRY_VERIFY(written.count() > 0);
        QTest::qWait(300);
        QCOMPARE(written.count(), 1); // once, when the slider rests
        QCOMPARE(shown.run().rule, std::string("margin:threshold=0"));
        QCOMPARE(shown.run().meanExit(), 1.0);
        QVERIFY(shown.view->texts()->isFullKept);
        QCOMPARE(shown.view->texts()->full->texts.front().text, before);
    }

    void theHeadIsSaidToCostMore()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.setRule("margin:threshold=1");
        QVERIFY(shown.write());
        QVERIFY(shown.run().flopsRatio() > 1);
        QVERIFY(shown.says(QStringLiteral("Asking the head at every tried layer costs more")));
        shown.setRule("saturation:threshold=2");
        QVERIFY(shown.write());
        QVERIFY(!shown.says(QStringLiteral("head at every tried layer")));
    }

    void aStoppedTextStays()
    {
        const Shown shown;
        QByteArray prompts;
        for (int line = 0; line < 3000; ++line)
            prompts += "prompt number " + QByteArray::number(line) + '\n';
        io::writeFileAtomically(shown.path("prompts.txt").toStdString(), prompts.toStdString());
        shown.drop({ shown.path("gpt2"), shown.path("prompts.txt") }, shown.view);
        QVERIFY(QTest::qWaitFor([&] { return shown.view->writeAction()->isEnabled(); }));
        shown.view->writeAction()->trigger();
        QVERIFY(shown.view->stopAction()->isEnabled());
        const auto* panel = shown.view->findChild<app::WrittenPanel*>();
        QTRY_VERIFY_WITH_TIMEOUT(panel->written() && panel->written()->units() > 20, 30'000);
        QTest::keyClick(shown.view, Qt::Key_Escape);
        QVERIFY(!shown.view->isBusy());
        QVERIFY(shown.says(QStringLiteral("Stopped after")));
        QVERIFY(panel->written()->units() > 20);
        QVERIFY(!shown.view->stopAction()->isEnabled() && shown.view->writeAction()->isEnabled());
        io::writeFileAtomically(shown.path("prompts.txt").toStdString(), "one\n");
        QVERIFY(shown.write()); // the next one is not kept waiting
        QCOMPARE(shown.run().texts.size(), std::size_t { 1 });
    }

    /// The model is kept from text to text, and its files are not trusted to stay.
    void aModelThatWasReplacedIsReadAnew()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.setRule("fixed:layer=2");
        QVERIFY(shown.write());
        QCOMPARE(shown.view->texts()->report.layers, 3);
        shown.writeModel("gpt2", test::fakeGpt2({ .layers = 5, .vocabulary = 257 }));
        QVERIFY(shown.write());
        QCOMPARE(shown.view->texts()->report.layers, 5);
        QCOMPARE(shown.view->findChild<app::WrittenPanel*>()->written()->exits(), 5);
        QCOMPARE(shown.plot("shares").find(QStringLiteral("exits"))->y, (std::vector<double> { 0, 1, 0, 0, 0 }));
        QTRY_COMPARE(shown.form()->facts()->layers, 5);
    }

    void severalPromptsHaveAMeanAndASpread()
    {
        const Shown shown;
        io::writeFileAtomically(shown.path("prompts.txt").toStdString(), "one\ntwo words\n\nthree words more\n");
        shown.drop({ shown.path("gpt2"), shown.path("prompts.txt") }, shown.view);
        shown.setRule("entropy:threshold=5.4");
        shown.named<QSpinBox>(QStringLiteral("Tokens"))->setValue(6);
        QVERIFY(shown.write());
        QCOMPARE(shown.run().texts.size(), std::size_t { 3 });
        const auto& model = shown.plot("positions");
        const auto* mean = model.find(QStringLiteral("mean"));
        const auto* band = model.find(QStringLiteral("spread"));
        QVERIFY(mean && band);
        for (std::size_t place = 0; place < 6; ++place) {
            double sum = 0;
            for (const auto& text : shown.run().texts)
                sum += text.tokens[place].exit;
            QCOMPARE(mean->y[place], sum / 3);
            QVERIFY(band->low[place] <= mean->y[place] && mean->y[place] <= band->y[place]);
        }
        const auto& written = *shown.view->findChild<app::WrittenPanel*>()->written();
        QCOMPARE(written.heading(1), QStringLiteral("2"));
        for (std::int64_t unit = 0; unit < written.units(); ++unit) {
            const auto [paragraph, place] = written.placeOf(unit);
            QCOMPARE(written.pieces(paragraph, place, 1).front().unit, unit);
        }
    }

    void theFormShowsWhatARuleTakes()
    {
        const Shown shown;
        const auto isShown = [&](const char* name) {
            for (const auto* box : shown.rules()->findChildren<QWidget*>())
                if (box->accessibleName() == QLatin1String(name))
                    return box->isVisibleTo(shown.rules());
            return false;
        };
        shown.setRule("fixed:layer=2");
        QVERIFY(isShown("Layer") && !isShown("Threshold") && !isShown("First exit") && !isShown("Decay"));
        shown.setRule("entropy:threshold=1");
        QVERIFY(!isShown("Layer") && isShown("Threshold") && isShown("First exit") && !isShown("Decay"));
        QVERIFY(isShown("Words that the head is asked for") && !isShown("Words"));
        shown.setRule("oracle");
        QVERIFY(!isShown("Threshold") && isShown("Every") && !isShown("Words that the head is asked for"));
        for (const char* rule : { "full", "fixed:layer=3", "oracle:exit_every=2", "saturation:decay=4,decay_form=t5x,threshold=0.9",
                 "margin:first_exit=2,least_words=10,shortlist=decaying,threshold=0.25,words=50",
                 "confidence:shortlist=adaptive,threshold=0.5", "learned:threshold=0.3" }) {
            shown.setRule(rule);
            QCOMPARE(shown.rules()->rule().text(), std::string(rule));
        }
    }

    void ctrlEnterInThePromptWrites()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        QVERIFY(QTest::qWaitFor([&] { return shown.view->writeAction()->isEnabled(); }));
        QSignalSpy written(shown.view, &app::GenerateView::wrote);
        QTest::keyClick(shown.prompt(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(written.count(), 1, 30'000);
        QCOMPARE(shown.prompt()->toPlainText(), QStringLiteral("Once upon a time")); // no line was added
    }

    void aModelDroppedOnTheWindowComesHere()
    {
        const Shown shown;
        shown.window->showView(shown.window->viewNamed(QStringLiteral("difficulty")));
        shown.drop({ shown.path("gpt2") }, shown.window.get());
        QVERIFY(shown.view->isVisible());
        QCOMPARE(shown.form()->model(), shown.path("gpt2"));
    }

    void whatCannotWriteIsSaidInTheForm()
    {
        const Shown shown;
        auto other = test::fakeGpt2({ .vocabulary = 257 });
        other.config["model_type"] = "opt";
        shown.writeModel("opt", other);
        shown.drop({ shown.path("opt") }, shown.view);
        QTRY_VERIFY(shown.says(QStringLiteral("gpt2, llama, t5, mt5 and bart can generate")));
        QVERIFY(!shown.view->writeAction()->isEnabled());
        shown.drop({ shown.path("gpt2") }, shown.view);
        QTRY_VERIFY(shown.view->writeAction()->isEnabled());
        shown.prompt()->clear();
        QVERIFY(shown.says(QStringLiteral("no token to begin with")));
        QVERIFY(!shown.view->writeAction()->isEnabled());
        shown.prompt()->setPlainText(QStringLiteral("a"));
        shown.setRule("learned:threshold=0.5");
        shown.named<QSpinBox>(QStringLiteral("Tokens"))->setValue(5); // anything that changes the form
        QVERIFY(shown.says(QStringLiteral("no exit classifier")));
    }

    void aLongPromptIsRefusedOrCut()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.prompt()->setPlainText(QString(60, u'x'));
        shown.named<QSpinBox>(QStringLiteral("Tokens"))->setValue(10);
        QVERIFY(QTest::qWaitFor([&] { return shown.view->writeAction()->isEnabled(); }));
        shown.view->writeAction()->trigger();
        QTRY_VERIFY(test::saidBy(*shown.window).contains(QStringLiteral("60 tokens")));
        QVERIFY(!shown.view->isBusy());
        shown.named<QComboBox>(QStringLiteral("A prompt that is too long"))->setCurrentIndex(1);
        QVERIFY(shown.write());
        QVERIFY(shown.says(QStringLiteral("22 token(s) of the prompt were cut")) || shown.says(QStringLiteral("22 tokens of the prompt were cut")));
    }

    void theSameSeedDrawsTheSameWords()
    {
        const Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.named<widgets::NumberBox>(QStringLiteral("Temperature"))->setValue(1);
        QVERIFY(shown.write());
        const auto first = shown.run().texts.front().text;
        QVERIFY(shown.write());
        QCOMPARE(shown.run().texts.front().text, first);
        shown.named<QSpinBox>(QStringLiteral("Seed"))->setValue(2);
        QVERIFY(shown.write());
        QVERIFY(shown.run().texts.front().text != first);
    }

    void choicesComeBackAtTheNextStart()
    {
        Shown shown;
        shown.drop({ shown.path("gpt2") }, shown.view);
        shown.prompt()->setPlainText(QStringLiteral("two\nlines"));
        shown.setRule("margin:decay=4,threshold=0.25");
        shown.named<QSpinBox>(QStringLiteral("Tokens"))->setValue(7);
        QVERIFY(shown.write());
        const auto state = shown.view->state();
        shown.window->close();
        shown.open();
        QTRY_VERIFY(shown.view->writeAction()->isEnabled());
        auto now = shown.view->state();
        for (const char* name : { "model", "prompt", "rule", "tokens", "temperature", "cut" })
            QCOMPARE(now.value(QLatin1String(name)), state.value(QLatin1String(name)));
        QVERIFY(shown.named<QComboBox>(QStringLiteral("Model"))->findText(shown.path("gpt2")) >= 0); // it was used
    }

    void aRealModelBeginsByItself()
    {
        EXITSCOPE_SHARED_OR_SKIP(stories, "data/models/stories260K");
        const Shown shown;
        shown.drop({ QString::fromStdString((stories / "stories260K.bin").string()) }, shown.view);
        shown.prompt()->clear(); // it has a token to begin with
        shown.setRule("margin:threshold=0.5");
        QVERIFY(shown.write());
        QVERIFY(shown.view->texts()->full->texts.front().text.starts_with("Once upon a time, there was"));
        const auto& texts = shown.run();
        QVERIFY(texts.meanExit() < 5);
        std::string pieces;
        for (const auto& token : texts.texts.front().tokens)
            pieces += token.text;
        QCOMPARE(pieces, texts.texts.front().text);
    }
};

QTEST_MAIN(TestGenerateView)
#include "tst_generate_view.moc"

#include "app/views/generate_view.h"

#include "app/analysis/generation_text.h"
#include "app/analysis/policy_offer.h"
#include "app/panes.h"
#include "app/plots/generation_figure.h"
#include "app/views/generate_form.h"
#include "app/views/generated_paragraphs.h"
#include "app/views/plot_panel.h"
#include "app/views/written_panel.h"
#include "app/views/written_words.h"
#include "widgets/panel/empty_state.h"
#include "widgets/plot/plot_view.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMimeData>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace exitscope::app {

namespace {

constexpr std::chrono::milliseconds ruleDelay { 150 };
constexpr double shortSeconds = 3; ///< a text that took no longer is written again when the rule moves

} // namespace

GenerateView::GenerateView(QWidget* parent)
    : View(parent)
    , m_write(new QAction(tr("&Write"), this))
    , m_stop(new QAction(tr("Stop writing"), this))
    , m_numbers(new QAction(tr("&Layer numbers"), this))
    , m_difference(new QAction(tr("First &difference"), this))
    , m_copy(new QAction(tr("&Copy text"), this))
    , m_copyCommand(new QAction(tr("Copy as co&mmand"), this))
    , m_splitter(new QSplitter(this))
    , m_form(new GenerateForm(m_write, m_stop, this))
    , m_pages(new QStackedWidget(this))
    , m_empty(new widgets::EmptyState(this))
    , m_summary(new QLabel(this))
    , m_note(new QLabel(this))
    , m_panel(new WrittenPanel(this))
    , m_positions(new PlotPanel(QStringLiteral("positions"), tr("Exits along the text"), this))
    , m_shares(new PlotPanel(QStringLiteral("shares"), tr("Where tokens leave"), this))
    , m_plots(new QSplitter(this))
    , m_results(new QSplitter(Qt::Vertical, this))
{
    setAcceptDrops(true);
    m_write->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_G));
    m_write->setStatusTip(tr("Let the model go on from the prompt, under the rule and in full (Ctrl+Enter in the view)"));
    m_stop->setStatusTip(tr("What is written stays (Esc)"));
    m_numbers->setCheckable(true);
    m_numbers->setStatusTip(tr("The layer that each token left after, below it"));
    m_difference->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_F));
    m_difference->setStatusTip(tr("Where the texts part"));
    m_copy->setStatusTip(tr("Prompt and what was written under the rule"));
    m_copyCommand->setStatusTip(tr("The exitscope generate line that writes the same"));
    m_empty->setContent(QIcon(), tr("Nothing is written yet"),
        tr("Choose a GPT-2, Llama, T5 or BART checkpoint on the left, or drop its folder here, type a prompt and write. Every token "
           "leaves as early as the rule lets it, and the full model's text stands beside it."));
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(m_form);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("What to write"));
    scroll->setFocusPolicy(Qt::NoFocus); // its fields are reached themselves
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setMinimumWidth(m_form->minimumSizeHint().width() + 2 * fontMetrics().height());
    m_splitter->addWidget(scroll);
    m_splitter->addWidget(buildResults());
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({ 1, 1000 });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_splitter);
    m_delay.setSingleShot(true);
    m_delay.setInterval(ruleDelay);
    connectParts();
    update();
}

QWidget* GenerateView::buildResults()
{
    for (QLabel* label : { m_summary, m_note }) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    QFont strong = font();
    strong.setBold(true);
    m_summary->setFont(strong);
    for (QAction* action : { m_difference, m_copy }) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setFocusPolicy(Qt::StrongFocus);
        m_panel->addTool(button);
    }
    for (PlotPanel* panel : { m_positions, m_shares })
        panel->setMissing(tr("Drawn as soon as the text is whole."));
    m_plots->addWidget(m_positions);
    m_plots->addWidget(m_shares);
    m_plots->setStretchFactor(0, 3);
    m_plots->setStretchFactor(1, 2);
    m_plots->setChildrenCollapsible(false);
    m_results->addWidget(m_panel);
    m_results->addWidget(m_plots);
    m_results->setStretchFactor(0, 3);
    m_results->setStretchFactor(1, 2);
    m_results->setChildrenCollapsible(false);
    m_results->setSizes({ 620, 380 }); // the texts' hints would leave the plots too low to be read
    m_plots->setMinimumHeight(fontMetrics().lineSpacing() * 12);
    auto* shown = new QWidget(this);
    auto* results = new QVBoxLayout(shown);
    results->setContentsMargins(6, 0, 0, 6);
    results->addWidget(m_summary);
    results->addWidget(m_note);
    results->addWidget(m_results, 1);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(shown);
    return m_pages;
}

void GenerateView::connectParts()
{
    connect(m_write, &QAction::triggered, this, [this] { write(false); });
    connect(m_stop, &QAction::triggered, &m_writer, &TextWriter::stop);
    connect(m_numbers, &QAction::toggled, this, [this](bool isOn) {
        m_panel->setNumbersShown(isOn);
        Q_EMIT stateChanged();
    });
    connect(m_difference, &QAction::triggered, m_panel, &WrittenPanel::showFirstDifference);
    connect(m_copy, &QAction::triggered, this, &GenerateView::copyText);
    connect(m_copyCommand, &QAction::triggered, this, &GenerateView::copyCommand);
    connect(m_form, &GenerateForm::changed, this, &GenerateView::update);
    connect(m_form, &GenerateForm::ruleChanged, this, &GenerateView::writeSoon);
    connect(&m_delay, &QTimer::timeout, this, [this] { write(true); });
    connect(&m_writer, &TextWriter::wrote, this, &GenerateView::showWritten);
    connect(&m_writer, &TextWriter::finished, this, &GenerateView::showTexts);
    connect(&m_writer, &TextWriter::stopped, this, [this] {
        m_summary->setText(tr("Stopped after %Ln token(s).", nullptr, tokenCount(m_written)));
        update();
    });
    connect(&m_writer, &TextWriter::failed, this, [this](const QString& problem) {
        if (!m_texts && m_written == 0)
            m_pages->setCurrentWidget(m_empty);
        m_summary->clear();
        update();
        Q_EMIT failed(problem);
    });
    for (const PlotPanel* panel : { m_positions, m_shares })
        connect(panel->plot(), &widgets::PlotView::exportRequested, this, &GenerateView::exportRequested);
    for (auto* splitter : { m_splitter, m_plots, m_results })
        connect(splitter, &QSplitter::splitterMoved, this, &GenerateView::stateChanged);
}

void GenerateView::write(bool keepsFull)
{
    m_delay.stop();
    if (!m_form->problem().isEmpty())
        return;
    m_asked = m_form->request();
    m_facts = *m_form->facts();
    m_rule = m_form->rule();
    m_texts.reset();
    m_written = 0;
    QStringList prompts;
    for (const auto& prompt : m_asked.prompts)
        prompts << QString::fromStdString(prompt);
    m_panel->begin(m_facts, m_rule, prompts, m_form->comparesWithFull());
    if (!keepsFull) {
        m_summary->setText(tr("The model is loaded…"));
        m_note->hide();
    }
    m_pages->setCurrentIndex(1);
    m_writer.write(m_asked, m_form->comparesWithFull(), keepsFull);
    update();
}

/// What took long is asked for by Return or the button.
void GenerateView::writeSoon()
{
    if (m_lastSeconds > 0 && m_lastSeconds < shortSeconds && m_form->problem().isEmpty())
        m_delay.start();
}

void GenerateView::showWritten(const std::vector<WrittenToken>& tokens)
{
    m_written += std::count_if(tokens.begin(), tokens.end(), [](const WrittenToken& token) { return !token.isFull; });
    m_panel->add(tokens);
    m_summary->setText(tokens.back().isFull ? tr("%Ln token(s) under the rule; the full model is writing…", nullptr, tokenCount(m_written))
                                            : tr("Writing: %Ln token(s)…", nullptr, tokenCount(m_written)));
}

void GenerateView::showTexts(const WrittenTexts& texts)
{
    m_texts = texts;
    m_written = texts.report.run.tokens;
    m_lastSeconds = texts.seconds;
    if (m_facts.exitLayer != texts.report.exitLayer) { // another model lies there now
        m_facts.exitLayer = texts.report.exitLayer;
        m_panel->begin(m_facts, m_rule, {}, texts.full.has_value());
        m_form->readFacts();
    }
    m_panel->finish(texts);
    if (!texts.isFullKept)
        m_panel->showFirstDifference();
    describe();
    drawPlots();
    update();
    Q_EMIT wrote(m_form->model());
}

void GenerateView::describe()
{
    QStringList sentences { costSentence(*m_texts) };
    if (m_texts->full)
        sentences << differenceSentence(*m_texts);
    m_summary->setText(sentences.join(QStringLiteral(" ")));
    QStringList notes;
    if (const QString head = headSentence(*m_texts, m_rule); !head.isEmpty())
        notes << head;
    std::int64_t cut = 0;
    for (const auto& text : m_texts->report.run.texts)
        cut += text.promptCut;
    if (cut > 0)
        notes << tr("%Ln token(s) of the prompt were cut to leave room in the model's positions.", nullptr, tokenCount(cut));
    m_note->setText(notes.join(QStringLiteral(" ")));
    m_note->setVisible(!notes.isEmpty());
}

void GenerateView::drawPlots()
{
    const auto texts = written();
    m_positions->setModel(generationPlot(generationPositionsPlot, *texts));
    m_shares->setModel(generationPlot(generationLayersPlot, *texts));
}

void GenerateView::update()
{
    const bool isBusy = m_writer.isBusy();
    m_write->setEnabled(m_form->problem().isEmpty());
    m_stop->setEnabled(isBusy);
    m_difference->setEnabled(m_panel->hasDifference());
    m_copy->setEnabled(m_written > 0);
    m_copyCommand->setEnabled(m_form->problem().isEmpty());
    Q_EMIT stateChanged();
}

void GenerateView::copyText()
{
    QApplication::clipboard()->setText(m_panel->text());
}

void GenerateView::copyCommand()
{
    QString line = QStringLiteral("exitscope");
    for (const std::string& word : generateArguments(m_form->request()))
        line += u' ' + shellWord(QString::fromStdString(word));
    if (m_form->comparesWithFull())
        line += QStringLiteral(" --compare");
    QApplication::clipboard()->setText(line + u'\n');
}

void GenerateView::setModels(const QStringList& paths)
{
    m_form->setModels(paths);
}

void GenerateView::takeFiles(const QStringList& paths)
{
    m_form->takeFiles(paths);
    m_form->focusPrompt();
}

void GenerateView::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void GenerateView::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    takeFiles(paths);
    event->acceptProposedAction();
}

void GenerateView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_writer.isBusy())
        m_stop->trigger();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_form->isAncestorOf(QApplication::focusWidget()))
        m_write->trigger();
    else
        View::keyPressEvent(event);
}

QString GenerateView::key() const
{
    return QStringLiteral("generate");
}

QString GenerateView::title() const
{
    return tr("Ge&nerate");
}

std::shared_ptr<const WrittenFigure> GenerateView::written() const
{
    const auto& report = m_texts->report;
    return std::make_shared<const WrittenFigure>(
        WrittenFigure { m_asked, report.model, report.exitLayer, m_facts.hasEncoder, report.run.texts });
}

std::optional<ShownFigure> GenerateView::figure() const
{
    if (!m_texts)
        return {};
    ShownFigure figure;
    const QWidget* focused = QApplication::focusWidget();
    const PlotPanel* panel = m_positions->isAncestorOf(focused) ? m_positions : m_shares->isAncestorOf(focused) ? m_shares : nullptr;
    const char* plot = panel == m_positions ? generationPositionsPlot : panel ? generationLayersPlot : generationTextPlot;
    figure.request.plot = plot;
    figure.draw = [plot, texts = written()] { return generationPlot(plot, *texts); };
    if (panel) {
        figure.x = panel->plot()->visibleX();
        figure.y = panel->plot()->visibleY();
    }
    return figure;
}

void GenerateView::fit()
{
    m_positions->plot()->fit();
    m_shares->plot()->fit();
}

void GenerateView::zoomTo(const std::string& plot, std::optional<widgets::Range> x, std::optional<widgets::Range> y)
{
    if (plot == generationPositionsPlot)
        m_positions->plot()->zoomTo(x, y);
    else if (plot == generationLayersPlot)
        m_shares->plot()->zoomTo(x, y);
}

std::vector<QAction*> GenerateView::menuActions() const
{
    return { m_numbers, m_difference, m_copy, m_copyCommand };
}

QJsonObject GenerateView::state() const
{
    QJsonObject state = m_form->state();
    state.insert(QStringLiteral("numbers"), m_numbers->isChecked());
    const auto keep = [&state](const char* name, const QSplitter* splitter) {
        state.insert(QLatin1String(name), QString::fromLatin1(splitter->saveState().toBase64()));
    };
    keep("splitter", m_splitter);
    keep("plots", m_plots);
    keep("results", m_results);
    return state;
}

void GenerateView::restore(const QJsonObject& state)
{
    m_form->restore(state);
    m_numbers->setChecked(state.value(u"numbers").toBool(m_numbers->isChecked()));
    const auto take = [&state](const char* name, QSplitter* splitter) {
        if (const auto kept = state.value(QLatin1String(name)).toString(); !kept.isEmpty())
            splitter->restoreState(QByteArray::fromBase64(kept.toLatin1()));
    };
    take("splitter", m_splitter);
    take("plots", m_plots);
    take("results", m_results);
}

} // namespace exitscope::app

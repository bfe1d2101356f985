#include "app/views/written_panel.h"

#include "app/analysis/generation_text.h"
#include "app/views/generated_paragraphs.h"
#include "widgets/heatmap/depth_legend.h"
#include "widgets/heatmap/token_text_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace exitscope::app {

namespace {

constexpr int narrowLetters = 90; ///< below so many the texts stand one above the other

widgets::StripOptions optionsWith(bool numbers)
{
    widgets::StripOptions options;
    options.showsNumbers = numbers;
    options.marksDifferences = true;
    return options;
}

} // namespace

WrittenPanel::WrittenPanel(QWidget* parent)
    : QWidget(parent)
    , m_head(new QHBoxLayout)
    , m_splitter(new QSplitter(this))
    , m_legend(new widgets::DepthLegend(this))
{
    buildSide(m_sides[Rule], tr("Text under the rule"));
    buildSide(m_sides[Full], tr("Text of the full model"));
    m_splitter->setChildrenCollapsible(false);
    m_legend->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(fontMetrics().height() / 4);
    m_head->addWidget(m_legend, 1);
    layout->addLayout(m_head);
    layout->addWidget(m_splitter, 1);
    m_sides[Full].name = generationRuleText({});
    setFocusProxy(m_sides[Rule].view);
}

void WrittenPanel::addTool(QWidget* tool)
{
    m_head->addWidget(tool);
}

void WrittenPanel::buildSide(Side& side, const QString& accessibleName)
{
    side.pane = new QWidget(m_splitter);
    side.title = new QLabel(side.pane);
    side.title->setTextFormat(Qt::PlainText);
    side.title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    side.view = new widgets::TokenTextView(side.pane);
    side.view->setAccessibleName(accessibleName);
    side.view->setMinimumSize(14 * fontMetrics().averageCharWidth(), 4 * fontMetrics().height());
    side.view->setOptions(optionsWith(false));
    auto* layout = new QVBoxLayout(side.pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addWidget(side.title);
    layout->addWidget(side.view, 1);
    m_splitter->addWidget(side.pane);
}

void WrittenPanel::begin(
    const GeneratorFacts& facts, const calm::GenerationRule& rule, const QStringList& prompts, bool hasFull)
{
    const auto fresh = [&](const QString& score, bool hasDepths) {
        auto made = std::make_shared<GeneratedParagraphs>(facts.exitLayer, facts.hasEncoder, score, hasDepths);
        made->setPrompts(prompts);
        return made;
    };
    m_sides[Rule].name = generationRuleText(rule);
    m_sides[Rule].next = fresh(scoreName(rule.measure), true);
    m_sides[Full].next = fresh({}, false);
    m_sides[Full].pane->setVisible(hasFull);
    m_legend->setLayers(std::vector<int>(facts.exitLayer.begin(), facts.exitLayer.end()));
}

void WrittenPanel::turn(Side& side)
{
    if (!side.next)
        return;
    if (side.shown) // no longer what stands beside it
        side.shown->setPartners({}, nullptr);
    for (Side& other : m_sides)
        if (other.shown) {
            other.shown->setPartners({}, nullptr);
            other.view->viewport()->update();
        }
    m_firstDifference = -1;
    side.shown = std::move(side.next);
    side.next = nullptr;
    side.view->setSource(side.shown);
    showTitle(side, nullptr, 0);
}

void WrittenPanel::add(const std::vector<WrittenToken>& tokens)
{
    std::array<bool, 2> hasGrown {};
    for (const WrittenToken& written : tokens) {
        const std::size_t place = written.isFull ? Full : Rule;
        turn(m_sides[place]);
        m_sides[place].shown->add(written.prompt, written.token);
        hasGrown[place] = true;
    }
    for (std::size_t place = 0; place < m_sides.size(); ++place)
        if (hasGrown[place]) {
            m_sides[place].shown->lineUp();
            m_sides[place].view->textGrew();
        }
}

void WrittenPanel::finish(const WrittenTexts& texts)
{
    const auto take = [&](Side& side, const engine::GenerationRun& run, bool isKept) {
        if (isKept && side.shown)
            side.next.reset(); // it stands there already, scrolled to where one reads
        turn(side);
        side.shown->setTexts(run.texts);
        side.view->textGrew();
        showTitle(side, &run, texts.report.layers);
    };
    take(m_sides[Rule], texts.report.run, false);
    if (!texts.full)
        return;
    take(m_sides[Full], *texts.full, texts.isFullKept);
    std::vector<std::vector<std::int32_t>> under, full;
    m_firstDifference = -1;
    for (std::size_t i = 0; i < texts.differences.size(); ++i) {
        under.push_back(texts.differences[i].inB);
        full.push_back(texts.differences[i].inA);
        if (m_firstDifference < 0 && texts.differences[i].firstDifference >= 0) {
            m_differingText = i;
            m_firstDifference = texts.differences[i].firstDifference;
        }
    }
    m_sides[Rule].shown->setPartners(std::move(under), m_sides[Full].shown);
    m_sides[Full].shown->setPartners(std::move(full), m_sides[Rule].shown);
    for (Side& side : m_sides)
        side.view->viewport()->update();
}

void WrittenPanel::showTitle(Side& side, const engine::GenerationRun* run, std::int64_t layers)
{
    if (!run) {
        side.title->setText(tr("%1: writing…", "rule").arg(side.name));
        return;
    }
    const QLocale locale;
    const double speed = run->tokensPerSecond();
    const int tokens = static_cast<int>(std::min<std::int64_t>(run->tokens, std::numeric_limits<int>::max()));
    const QString text = tr("%1: %Ln token(s), %2 of %3 layers, %4 tokens/s", "rule", tokens)
                             .arg(side.name, locale.toString(run->meanExit(), 'f', 2), locale.toString(static_cast<qlonglong>(layers)),
                                 locale.toString(speed, 'f', speed < 100 ? 1 : 0));
    side.title->setText(text);
    side.title->setToolTip(text);
}

QString WrittenPanel::text() const
{
    QStringList texts;
    if (written())
        for (const auto& one : written()->texts())
            texts << QString::fromStdString(one.prompt + one.text);
    return texts.join(u'\n');
}

void WrittenPanel::setNumbersShown(bool areShown)
{
    for (Side& side : m_sides)
        side.view->setOptions(optionsWith(areShown));
}

void WrittenPanel::showFirstDifference()
{
    if (m_firstDifference < 0)
        return;
    for (Side& side : m_sides) {
        if (!side.shown || m_differingText >= side.shown->texts().size())
            continue;
        const std::int64_t last = std::ssize(side.shown->texts()[m_differingText].tokens) - 1;
        if (last >= 0)
            side.view->setCurrentUnit(side.shown->unitOf(m_differingText, std::min(m_firstDifference, last)));
    }
}

void WrittenPanel::arrange()
{
    const bool isNarrow = width() < narrowLetters * fontMetrics().averageCharWidth();
    m_splitter->setOrientation(isNarrow ? Qt::Vertical : Qt::Horizontal);
}

void WrittenPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace exitscope::app

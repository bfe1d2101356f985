#include "app/views/trace_paragraphs.h"

#include "app/views/trace_rows.h"
#include "widgets/heatmap/exit_strip_layout.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::app {

namespace {

struct TokenText
{
    Q_DECLARE_TR_FUNCTIONS(TokenText)
};

} // namespace

TraceParagraphs::TraceParagraphs(std::shared_ptr<const UnitTable> table, Side side)
    : m_table(std::move(table))
    , m_side(side)
    , m_scale(m_table->trace->exitLayer().begin(), m_table->trace->exitLayer().end())
    , m_paragraphOf(static_cast<std::size_t>(m_table->trace->examples()), -1)
    , m_isKept(static_cast<std::size_t>(m_table->trace->units()), true)
{
}

int TraceParagraphs::tokens(int paragraph) const
{
    return m_table->tokens.tokens(exampleAt(paragraph));
}

std::vector<widgets::TokenPiece> TraceParagraphs::pieces(int paragraph, int first, int count) const
{
    std::vector<widgets::TokenPiece> pieces;
    for (const auto& piece : m_table->tokens.pieces(*m_table->trace, exampleAt(paragraph), first, count))
        pieces.push_back({ QString::fromUtf8(piece.text.data(), static_cast<qsizetype>(piece.text.size())), piece.startsWord,
            piece.unit });
    return pieces;
}

QString TraceParagraphs::heading(int paragraph) const
{
    return QString::number(exampleAt(paragraph) + 1);
}

std::pair<int, int> TraceParagraphs::placeOf(std::int64_t unit) const
{
    if (unit < 0 || unit >= units())
        return { -1, -1 };
    const auto paragraph = m_paragraphOf[static_cast<std::size_t>(m_table->trace->exampleOf(unit))];
    if (paragraph < 0)
        return { -1, -1 };
    return { paragraph, m_table->tokens.tokenOf(*m_table->trace, unit) };
}

int TraceParagraphs::layer(int exit) const
{
    return m_scale[static_cast<std::size_t>(exit)];
}

int TraceParagraphs::exitOf(std::int64_t unit) const
{
    const auto place = static_cast<std::size_t>(unit);
    return m_a && place < m_a->exits.size() ? m_a->exits[place] : exits() - 1;
}

std::int32_t TraceParagraphs::answerOf(std::int64_t unit) const
{
    const auto place = static_cast<std::size_t>(unit);
    return m_a && place < m_a->answers.size() ? m_a->answers[place] : m_table->classAt(unit, traceExitOf(unit));
}

std::int64_t TraceParagraphs::traceExitOf(std::int64_t unit) const
{
    const auto layers = m_table->trace->exitLayer();
    return std::ranges::lower_bound(layers, layer(exitOf(unit))) - layers.begin();
}

bool TraceParagraphs::agrees(std::int64_t unit) const
{
    return !m_table->classes.empty() && answerOf(unit) == m_table->classAt(unit, lastExit());
}

widgets::LensMark TraceParagraphs::lens(std::int64_t unit) const
{
    return hasLens() ? lensOf(*m_a, *m_b, unit) : widgets::LensMark();
}

double TraceParagraphs::slack(std::int64_t unit) const
{
    return m_slack ? static_cast<double>((*m_slack)[static_cast<std::size_t>(unit)]) : std::numeric_limits<double>::quiet_NaN();
}

/// Of a word that a language model predicts: what the exit says, what comes, what the last exit says, and how far each is.
QStringList TraceParagraphs::wordTip(std::int64_t unit) const
{
    const auto& trace = *m_table->trace;
    const QLocale locale;
    const auto at = static_cast<std::size_t>(unit * trace.exits() + traceExitOf(unit));
    const auto label = trace.labels().empty() ? -1 : trace.labels()[static_cast<std::size_t>(unit)];
    const auto word = [&](std::int64_t id) { return TokenText::tr("“%1”").arg(widgets::onOneLine(labelText(trace, id)).trimmed()); };
    const auto share = [&](double p) { return locale.toString(100 * p, 'f', p < 0.0995 ? 1 : 0) + u' ' + locale.percent(); };
    QStringList lines { TokenText::tr("layer %1 says %2, with %3").arg(locale.toString(layer(exitOf(unit))), word(answerOf(unit)),
        share(static_cast<double>(trace.confidence()[at]))) };
    if (label >= 0 && !trace.goldLogProb().empty()) {
        const double p = std::exp(static_cast<double>(trace.goldLogProb()[at]));
        const QString rank = trace.goldRank().empty() ? QString() : locale.toString(trace.goldRank()[at]);
        lines << (answerOf(unit) == label ? TokenText::tr("right")
                : rank.isEmpty()          ? TokenText::tr("%1 comes, with %2 there").arg(word(label), share(p))
                                          : TokenText::tr("%1 comes, with %2 and at rank %3 there").arg(word(label), share(p), rank));
    }
    if (!agrees(unit)) {
        const auto full = m_table->classAt(unit, lastExit());
        lines << (trace.finalRank().empty() ? TokenText::tr("the full model says %1").arg(word(full))
                                            : TokenText::tr("the full model says %1, which is at rank %2 there")
                                                  .arg(word(full), locale.toString(trace.finalRank()[at])));
    }
    return lines;
}

QString TraceParagraphs::tip(std::int64_t unit) const
{
    const auto& trace = *m_table->trace;
    const QLocale locale;
    const auto place = static_cast<std::size_t>(unit);
    QStringList parts { TokenText::tr("position %1 of example %2")
                            .arg(locale.toString(trace.position()[place]), locale.toString(trace.exampleOf(unit) + 1)),
        TokenText::tr("leaves after layer %1").arg(locale.toString(layer(exitOf(unit)))) };
    if (trace.isRegression()) {
        parts << TokenText::tr("says %1").arg(
            locale.toString(static_cast<double>(trace.logits(unit, traceExitOf(unit)).front()), 'f', 2));
    } else if (trace.isCompact()) {
        parts = wordTip(unit);
    } else {
        parts << TokenText::tr("says %1").arg(labelText(trace, answerOf(unit)));
        if (!trace.labels().empty() && trace.labels()[place] >= 0)
            parts << (answerOf(unit) == trace.labels()[place]
                    ? TokenText::tr("right")
                    : TokenText::tr("wrong: it is %1").arg(labelText(trace, trace.labels()[place])));
        if (!agrees(unit))
            parts << TokenText::tr("the full model says %1").arg(labelText(trace, m_table->classAt(unit, lastExit())));
    }
    const auto mark = lens(unit);
    if (mark.lens != widgets::Lens::NotPinned && m_side == Side::B)
        parts << TokenText::tr("A leaves after layer %1").arg(locale.toString(layer(mark.exitB)));
    else if (mark.lens != widgets::Lens::NotPinned)
        parts << widgets::lensText(mark, locale.toString(layer(mark.exitB)));
    return parts.join(QStringLiteral(", "));
}

void TraceParagraphs::setOutcomes(std::shared_ptr<const UnitOutcomes> a)
{
    m_a = std::move(a);
}

void TraceParagraphs::setPinned(std::shared_ptr<const UnitOutcomes> b)
{
    m_b = std::move(b);
}

void TraceParagraphs::setUnits(const std::vector<std::uint32_t>& units)
{
    m_examples.clear();
    std::fill(m_paragraphOf.begin(), m_paragraphOf.end(), -1);
    std::fill(m_isKept.begin(), m_isKept.end(), false);
    for (const auto unit : units) {
        m_isKept[unit] = true;
        const auto example = m_table->trace->exampleOf(unit);
        auto& paragraph = m_paragraphOf[static_cast<std::size_t>(example)];
        if (paragraph >= 0)
            continue;
        paragraph = static_cast<std::int32_t>(m_examples.size());
        m_examples.push_back(example);
    }
}

void TraceParagraphs::setArranged(const TraceParagraphs& other)
{
    m_examples = other.m_examples;
    m_paragraphOf = other.m_paragraphOf;
    m_isKept = other.m_isKept;
}

} // namespace exitscope::app

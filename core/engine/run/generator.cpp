#include "core/engine/run/generator.h"

#include "core/calm/confidence.h"
#include "core/engine/run/step_cost.h"
#include "core/error.h"
#include "core/policy/softmax_scores.h"

#include <algorithm>
#include <cassert>
#include <chrono>
#include <limits>

namespace exitscope::engine {

namespace {

using Clock = std::chrono::steady_clock;

constexpr float unmeasured = std::numeric_limits<float>::quiet_NaN();

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

policy::SoftmaxScore softmaxScore(calm::TokenMeasure measure)
{
    return measure == calm::TokenMeasure::Margin ? policy::SoftmaxScore::Margin
        : measure == calm::TokenMeasure::Entropy ? policy::SoftmaxScore::Entropy
                                                 : policy::SoftmaxScore::Confidence;
}

std::int32_t likeliestWord(std::span<const float> logits)
{
    std::int32_t word = 0;
    policy::largestLogit(logits, std::ssize(logits), { &word, 1 });
    return word;
}

} // namespace

/// A text that is being written.
struct Generator::Slot
{
    std::int32_t text = 0; ///< in the session
    std::size_t prompt = 0;
    std::int64_t position = 0; ///< of the token that the next step reads
    std::int64_t longest = 0; ///< tokens that it may have
    data::TokenId input = 0;
    calm::Sampler sampler { {}, 0 };
    WrittenText written;
    bool isBusy = false;
};

/// One token inside a step.
struct Generator::Row
{
    Slot* slot = nullptr;
    std::vector<std::int32_t> words; ///< a shortlist; empty = all
    std::int64_t decisions = 0, wordsAsked = 0;
};

Generator::Generator(std::shared_ptr<const Decoder> decoder, GeneratorOptions options)
    : m_decoder(std::move(decoder))
    , m_options(std::move(options))
    , m_decisions(calm::decisionExits(m_options.rule, m_decoder->config().exitLayer))
    , m_shape(decoderShape(m_decoder->config()))
{
    const calm::GenerationRule& rule = m_options.rule;
    if (rule.measure == calm::TokenMeasure::Learned && !m_decoder->config().hasClassifier)
        throw InputError(m_decoder->checkpoint().path(), "the model has no exit classifier, which \"learned\" reads",
            "train one, or use margin or saturation");
    if (rule.measure == calm::TokenMeasure::Oracle && !m_options.sampling.isGreedy())
        throw InputError(std::string("the oracle compares likeliest words, and cannot be sampled"), "leave the temperature out");
    if (m_options.maxTokens < 1 || m_options.texts < 1)
        throw InputError(std::string("a generation needs at least one token and one text at a time"), "give 1 or more");
}

Generator::~Generator() = default;

void Generator::begin(Slot& slot, std::size_t index, const TokenPrompt& prompt)
{
    const auto start = Clock::now();
    m_session->clear(slot.text);
    if (!prompt.encoded.empty())
        m_session->encode(slot.text, prompt.encoded);
    const auto known = std::span(prompt.ids).first(prompt.ids.size() - 1);
    m_session->read(slot.text, known, 0);
    slot.prompt = index;
    slot.position = std::ssize(known);
    slot.longest = std::min(m_options.maxTokens, m_session->capacity() - std::ssize(prompt.ids));
    slot.input = prompt.ids.back();
    slot.sampler = calm::Sampler(m_options.sampling, index);
    slot.written = {};
    slot.isBusy = true;
    m_work.readSeconds += secondsSince(start);
}

std::vector<WrittenText> Generator::write(
    std::span<const TokenPrompt> prompts, const JobContext& job, const OnToken& onToken)
{
    std::int64_t longest = 0, longestEncoded = 0;
    for (const TokenPrompt& prompt : prompts) {
        assert(!prompt.ids.empty());
        longest = std::max(longest, std::ssize(prompt.ids));
        longestEncoded = std::max(longestEncoded, std::ssize(prompt.encoded));
    }
    const auto& config = m_decoder->config();
    const std::int64_t room = longest + m_options.maxTokens;
    const std::int64_t capacity = config.positions > 0 ? std::min(room, config.positions) : room;
    const std::int64_t texts = std::min<std::int64_t>(m_options.texts, std::max<std::int64_t>(std::ssize(prompts), 1));
    m_session = std::make_unique<DecoderSession>(m_decoder, texts, capacity, longestEncoded);

    std::vector<Slot> slots(static_cast<std::size_t>(texts));
    for (std::size_t i = 0; i < slots.size(); ++i)
        slots[i].text = static_cast<std::int32_t>(i);
    std::vector<WrittenText> results(prompts.size());
    std::size_t next = 0, done = 0;
    std::vector<Slot*> busy;
    while (done < prompts.size()) {
        if (!job.proceed())
            return {};
        busy.clear();
        for (Slot& slot : slots) {
            if (!slot.isBusy && next < prompts.size()) {
                begin(slot, next, prompts[next]);
                ++next;
            }
            if (slot.isBusy)
                busy.push_back(&slot);
        }
        const auto start = Clock::now();
        step(busy);
        m_work.writeSeconds += secondsSince(start);
        for (Slot* slot : busy) {
            auto& written = slot->written;
            const data::TokenId id = written.tokens.back().id;
            const auto& ends = config.lastTokens;
            written.hasEnded = !m_options.goesOnAfterEnd && std::find(ends.begin(), ends.end(), id) != ends.end();
            if (onToken && !onToken(slot->prompt, written.tokens.back()))
                return {};
            slot->input = id;
            ++slot->position;
            if (!written.hasEnded && std::ssize(written.tokens) < slot->longest)
                continue;
            results[slot->prompt] = std::move(written);
            slot->isBusy = false;
            ++done;
        }
        job.tell({ .done = static_cast<std::int64_t>(done), .total = std::ssize(prompts), .unit = "texts", .note = {} });
    }
    return results;
}

void Generator::step(std::span<Slot*> slots)
{
    const auto& config = m_decoder->config();
    const std::int64_t hidden = config.hidden;
    std::vector<data::TokenId> ids;
    m_rows.clear();
    m_places.clear();
    for (Slot* slot : slots) {
        m_rows.push_back({ .slot = slot, .words = {} });
        m_places.push_back({ slot->text, static_cast<std::int32_t>(slot->position) });
        ids.push_back(slot->input);
    }
    m_states.resize(slots.size() * static_cast<std::size_t>(hidden));
    m_session->embed(ids, m_places, m_states.data());
    ++m_work.steps;
    if (m_options.rule.measure == calm::TokenMeasure::Oracle) {
        stepOracle();
        return;
    }
    auto decision = m_decisions.begin();
    for (std::int64_t layer = 1; layer <= config.decoder.layers && !m_rows.empty(); ++layer) {
        const bool decides = decision != m_decisions.end() && config.exitLayer[*decision] == layer;
        if (decides && m_options.rule.measure == calm::TokenMeasure::Saturation)
            m_below.assign(m_states.begin(), m_states.begin() + std::ssize(m_rows) * hidden);
        m_session->runLayer(layer - 1, m_places, m_states.data());
        if (decides)
            decide(*decision++, false);
    }
    if (!m_rows.empty())
        decide(config.exitLayer.size() - 1, true);
}

void Generator::decide(std::size_t exit, bool isLast)
{
    std::vector<float> scores(m_rows.size(), unmeasured);
    std::vector<std::uint8_t> leaves(m_rows.size(), isLast ? 1 : 0);
    m_haveLogits = false;
    if (!isLast) {
        measure(exit, scores);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const Slot& slot = *m_rows[i].slot;
            leaves[i] = m_options.rule.leaves(scores[i], std::ssize(slot.written.tokens), slot.longest) ? 1 : 0;
            ++m_rows[i].decisions;
        }
    }
    answer(exit, isLast, leaves, scores);
    // Those that stay close ranks.
    const std::int64_t hidden = m_decoder->config().hidden;
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (leaves[i])
            continue;
        if (kept != i) {
            m_rows[kept] = std::move(m_rows[i]);
            m_places[kept] = m_places[i];
            std::copy_n(m_states.begin() + static_cast<std::int64_t>(i) * hidden, hidden,
                m_states.begin() + static_cast<std::int64_t>(kept) * hidden);
        }
        ++kept;
    }
    m_rows.resize(kept);
    m_places.resize(kept);
}

void Generator::measure(std::size_t exit, std::span<float> scores)
{
    const auto hidden = static_cast<std::size_t>(m_decoder->config().hidden);
    switch (m_options.rule.measure) {
    case calm::TokenMeasure::Margin:
    case calm::TokenMeasure::Confidence:
    case calm::TokenMeasure::Entropy:
        measureHead(exit, scores);
        break;
    case calm::TokenMeasure::Saturation:
        if (m_decoder->config().exitLayer[exit] > 1)
            for (std::size_t i = 0; i < scores.size(); ++i)
                scores[i] = calm::stateSaturation(
                    { m_states.data() + i * hidden, hidden }, { m_below.data() + i * hidden, hidden });
        break;
    case calm::TokenMeasure::Learned:
        for (std::size_t i = 0; i < scores.size(); ++i)
            scores[i] = m_session->chance(m_states.data() + i * hidden);
        break;
    case calm::TokenMeasure::Full:
    case calm::TokenMeasure::Fixed:
    case calm::TokenMeasure::Oracle:
        break;
    }
}

/// All rows ask for all words, or each row for its own shortlist.
void Generator::measureHead(std::size_t exit, std::span<float> scores)
{
    const auto vocabulary = static_cast<std::size_t>(m_shape.vocabulary);
    const auto hidden = static_cast<std::size_t>(m_shape.hidden);
    m_logits.resize(m_rows.size() * vocabulary);
    m_haveLogits = true;
    const bool asksAll = m_rows.front().words.empty();
    if (asksAll) {
        m_session->logits(exit, m_states.data(), std::ssize(m_rows), m_logits.data());
        m_work.headUses += std::ssize(m_rows);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        const std::size_t count = asksAll ? vocabulary : row.words.size();
        const std::span<float> logits(m_logits.data() + i * vocabulary, count);
        if (!asksAll)
            m_session->logits(exit, m_states.data() + i * hidden, row.words, logits.data());
        row.wordsAsked += static_cast<std::int64_t>(count);
        policy::softmaxScores(softmaxScore(m_options.rule.measure), logits, std::ssize(logits), {}, scores.subspan(i, 1));
    }
}

/// Which words the next decision asks for.
void Generator::shorten(Row& row, std::size_t exit, float score)
{
    const auto& shortlist = m_options.rule.shortlist;
    if (shortlist.kind == calm::ShortlistKind::None)
        return;
    const auto vocabulary = static_cast<std::size_t>(m_shape.vocabulary);
    const auto i = static_cast<std::size_t>(&row - m_rows.data());
    const std::size_t count = row.words.empty() ? vocabulary : row.words.size();
    const std::int64_t size = shortlist.size(m_decoder->config().exitLayer[exit], m_shape.layers, m_shape.vocabulary,
        static_cast<double>(score));
    row.words = calm::likeliest(
        { m_logits.data() + i * vocabulary, count }, row.words, size);
}

void Generator::answer(
    std::size_t exit, bool isLast, std::span<const std::uint8_t> leaves, std::span<const float> scores)
{
    const auto vocabulary = static_cast<std::size_t>(m_shape.vocabulary);
    const std::int64_t hidden = m_shape.hidden;
    std::vector<float> leaving; // states of those whose logits are still to be had
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        if (leaves[i] && !m_haveLogits)
            leaving.insert(leaving.end(), m_states.begin() + static_cast<std::int64_t>(i) * hidden,
                m_states.begin() + static_cast<std::int64_t>(i + 1) * hidden);
    if (!leaving.empty()) {
        const std::int64_t count = std::ssize(leaving) / hidden;
        m_logits.resize(static_cast<std::size_t>(count) * vocabulary);
        m_session->logits(exit, leaving.data(), count, m_logits.data());
        m_work.headUses += count;
    }
    std::size_t at = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        Row& row = m_rows[i];
        if (!leaves[i]) {
            if (m_haveLogits)
                shorten(row, exit, scores[i]);
            continue;
        }
        if (!isLast)
            m_session->freeze(m_places[i], m_decoder->config().exitLayer[exit],
                m_states.data() + static_cast<std::int64_t>(i) * hidden);
        else
            row.words.clear(); // the last layer always asks for all words
        const std::size_t from = m_haveLogits ? i : at++;
        take(row, exit, { m_logits.data() + from * vocabulary, row.words.empty() ? vocabulary : row.words.size() },
            scores[i]);
    }
}

void Generator::take(Row& row, std::size_t exit, std::span<const float> logits, float score)
{
    Slot& slot = *row.slot;
    const auto& config = m_decoder->config();
    const bool isForced = config.forcedFirst >= 0 && slot.written.tokens.empty();
    const data::TokenId id = isForced ? config.forcedFirst : slot.sampler.draw(logits, row.words);
    const std::int32_t layer = config.exitLayer[exit];
    slot.written.tokens.push_back({ .id = id, .exit = layer, .score = score });
    account(row, layer);
}

void Generator::account(const Row& row, std::int64_t exit)
{
    const std::int64_t position = row.slot->position + 1;
    const std::int64_t encoded = m_session->encodedTokens(row.slot->text);
    const bool isShort = m_options.rule.shortlist.kind != calm::ShortlistKind::None;
    const cost::TokenPath path { .exit = exit,
        .decisions = row.decisions,
        .measure = costMeasure(m_options.rule.measure),
        .wordsAsked = isShort ? row.wordsAsked : -1 };
    ++m_work.tokens;
    m_work.layersRun += static_cast<double>(exit);
    const double flops = 2 * static_cast<double>(cost::stepMacs(m_shape, position, encoded, path));
    const double fullFlops = 2 * static_cast<double>(cost::fullStepMacs(m_shape, position, encoded));
    m_work.flops += flops;
    m_work.fullFlops += fullFlops;
    row.slot->written.flops += flops;
    row.slot->written.fullFlops += fullFlops;
}

/// All layers run, and the token then counts as gone where its word was first the last one's. The states that later tokens
/// see are those of an exit there.
void Generator::stepOracle()
{
    const auto& config = m_decoder->config();
    const auto rows = m_rows.size(), vocabulary = static_cast<std::size_t>(m_shape.vocabulary);
    std::vector<std::vector<float>> states;
    std::vector<std::vector<std::int32_t>> words;
    const auto ask = [&](std::size_t exit) {
        m_logits.resize(rows * vocabulary);
        m_session->logits(exit, m_states.data(), std::ssize(m_rows), m_logits.data());
        m_work.headUses += std::ssize(m_rows);
        auto& said = words.emplace_back();
        for (std::size_t i = 0; i < rows; ++i)
            said.push_back(likeliestWord({ m_logits.data() + i * vocabulary, vocabulary }));
        states.push_back(m_states);
    };
    auto decision = m_decisions.begin();
    for (std::int64_t layer = 1; layer <= config.decoder.layers; ++layer) {
        m_session->runLayer(layer - 1, m_places, m_states.data());
        if (decision != m_decisions.end() && config.exitLayer[*decision] == layer)
            ask(*decision++);
    }
    const std::size_t last = config.exitLayer.size() - 1;
    ask(last);
    for (std::size_t i = 0; i < rows; ++i) {
        std::size_t at = 0;
        while (words[at][i] != words.back()[i])
            ++at;
        const std::size_t exit = at < m_decisions.size() ? m_decisions[at] : last;
        m_rows[i].decisions = std::ssize(m_decisions);
        if (exit != last)
            m_session->freeze(m_places[i], config.exitLayer[exit],
                states[at].data() + static_cast<std::int64_t>(i) * m_shape.hidden);
        take(m_rows[i], exit, { m_logits.data() + i * vocabulary, vocabulary }, unmeasured);
    }
    m_rows.clear();
}

} // namespace exitscope::engine

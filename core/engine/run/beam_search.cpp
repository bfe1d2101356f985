#include "core/engine/run/beam_search.h"

#include "core/calm/shortlist.h"
#include "core/engine/run/step_cost.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

namespace exitscope::engine {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// ln Σ e^z.
double logSum(std::span<const float> logits)
{
    const auto top = static_cast<double>(*std::max_element(logits.begin(), logits.end()));
    double sum = 0;
    for (const float logit : logits)
        sum += std::exp(static_cast<double>(logit) - top);
    return top + std::log(sum);
}

} // namespace

struct BeamSearch::Candidate
{
    std::size_t beam = 0;
    data::TokenId id = 0;
    double logProbability = 0;
};

BeamSearch::BeamSearch(std::shared_ptr<const Decoder> decoder, const BeamOptions& options)
    : m_decoder(std::move(decoder))
    , m_options(options)
{ }

double BeamSearch::score(double logProbability, std::size_t length) const
{
    return logProbability / std::pow(static_cast<double>(length), m_options.lengthPenalty);
}

void BeamSearch::keep(std::vector<Kept>& kept, Kept text) const
{
    const auto place = std::find_if(
        kept.begin(), kept.end(), [&](const Kept& other) { return text.score > other.score; });
    kept.insert(place, std::move(text));
    if (std::ssize(kept) > m_options.beams)
        kept.pop_back();
}

/// The 2·beams best ways to go on, best first: even if as many as there are beams end texts, enough go on.
std::vector<BeamSearch::Candidate> BeamSearch::extend(
    DecoderSession& session, const TokenPrompt& prompt, std::span<const Beam> beams)
{
    const DecoderConfig& config = m_decoder->config();
    const auto vocabulary = static_cast<std::size_t>(config.vocabulary);
    std::vector<data::TokenId> ids;
    std::vector<TextPlace> places;
    const auto length = static_cast<std::int32_t>(beams.front().ids.size());
    const auto position = static_cast<std::int32_t>(prompt.ids.size()) - 1 + length;
    for (std::size_t i = 0; i < beams.size(); ++i) {
        ids.push_back(beams[i].ids.empty() ? prompt.ids.back() : beams[i].ids.back());
        places.push_back({ static_cast<std::int32_t>(i), position });
    }
    m_states.resize(beams.size() * static_cast<std::size_t>(config.hidden));
    m_logits.resize(beams.size() * vocabulary);
    session.embed(ids, places, m_states.data());
    for (std::int64_t layer = 0; layer < config.decoder.layers; ++layer)
        session.runLayer(layer, places, m_states.data());
    session.logits(config.exitLayer.size() - 1, m_states.data(), std::ssize(beams), m_logits.data());
    ++m_work.steps;
    m_work.headUses += std::ssize(beams);

    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < beams.size(); ++i) {
        const std::span<const float> logits(m_logits.data() + i * vocabulary, vocabulary);
        if (config.forcedFirst >= 0 && length == 0) {
            candidates.push_back({ i, config.forcedFirst, beams[i].logProbability });
            continue;
        }
        const double sum = logSum(logits);
        for (const std::int32_t word : calm::likeliest(logits, {}, 2 * m_options.beams))
            candidates.push_back({ i, word,
                beams[i].logProbability + static_cast<double>(logits[static_cast<std::size_t>(word)]) - sum });
    }
    std::stable_sort(candidates.begin(), candidates.end(),
        [](const Candidate& a, const Candidate& b) { return a.logProbability > b.logProbability; });
    if (std::ssize(candidates) > 2 * m_options.beams)
        candidates.resize(static_cast<std::size_t>(2 * m_options.beams));
    return candidates;
}

std::vector<data::TokenId> BeamSearch::search(DecoderSession& session, const TokenPrompt& prompt, bool& hasEnded)
{
    const auto& ends = m_decoder->config().lastTokens;
    const std::int64_t room = std::min(m_options.maxTokens, session.capacity() - std::ssize(prompt.ids));
    const auto width = static_cast<std::size_t>(m_options.beams);
    std::vector<Beam> beams(1);
    std::vector<Kept> kept;
    std::vector<std::int64_t> sources(width);
    for (std::int64_t step = 0; step < room; ++step) {
        const auto candidates = extend(session, prompt, beams);
        std::vector<Candidate> going;
        for (const Candidate& candidate : candidates) {
            auto ids = beams[candidate.beam].ids;
            ids.push_back(candidate.id);
            const bool isEnd = std::find(ends.begin(), ends.end(), candidate.id) != ends.end();
            if (isEnd)
                keep(kept, { ids, score(candidate.logProbability, ids.size()), true });
            else if (going.size() < width)
                going.push_back(candidate);
        }
        const bool isFull = std::ssize(kept) == m_options.beams;
        if (going.empty()
            || (isFull && score(going.front().logProbability, beams.front().ids.size() + 1) <= kept.back().score))
            break;
        // A beam's first child stays in its place, so that no cache is overwritten that another child is copied from.
        std::vector<Beam> next(going.size());
        std::vector<bool> isTaken(width, false), isPlaced(going.size(), false);
        std::iota(sources.begin(), sources.end(), 0);
        const auto place = [&](std::size_t at, std::size_t child) {
            const Candidate& candidate = going[child];
            next[at] = { beams[candidate.beam].ids, candidate.logProbability };
            next[at].ids.push_back(candidate.id);
            sources[at] = static_cast<std::int64_t>(candidate.beam);
            isTaken[at] = isPlaced[child] = true;
        };
        for (std::size_t child = 0; child < going.size(); ++child)
            if (!isTaken[going[child].beam] && going[child].beam < going.size())
                place(going[child].beam, child);
        for (std::size_t child = 0, at = 0; child < going.size(); ++child) {
            if (isPlaced[child])
                continue;
            while (isTaken[at])
                ++at;
            place(at, child);
        }
        beams = std::move(next);
        session.cache().rearrange(sources, std::ssize(prompt.ids) + step);
    }
    for (const Beam& beam : beams) // those that there was no more room for
        if (!beam.ids.empty() && std::ssize(beam.ids) == room)
            keep(kept, { beam.ids, score(beam.logProbability, beam.ids.size()), false });
    hasEnded = kept.front().hasEnded;
    return kept.front().ids;
}

std::vector<WrittenText> BeamSearch::write(std::span<const TokenPrompt> prompts, const JobContext& job)
{
    const DecoderConfig& config = m_decoder->config();
    std::vector<WrittenText> results;
    for (const TokenPrompt& prompt : prompts) {
        if (!job.proceed())
            return {};
        const std::int64_t room = std::ssize(prompt.ids) + m_options.maxTokens;
        DecoderSession session(m_decoder, m_options.beams,
            config.positions > 0 ? std::min(room, config.positions) : room, std::ssize(prompt.encoded));
        auto start = Clock::now();
        for (std::int64_t beam = 0; beam < m_options.beams && !prompt.encoded.empty(); ++beam)
            session.encode(beam, prompt.encoded);
        session.read(0, std::span(prompt.ids).first(prompt.ids.size() - 1), 0);
        m_work.readSeconds += secondsSince(start);
        start = Clock::now();
        WrittenText& text = results.emplace_back();
        for (const data::TokenId id : search(session, prompt, text.hasEnded))
            text.tokens.push_back({ .id = id,
                .exit = static_cast<std::int32_t>(config.decoder.layers),
                .score = std::numeric_limits<float>::quiet_NaN() });
        m_work.writeSeconds += secondsSince(start);
        m_work.tokens += std::ssize(text.tokens);
        m_work.layersRun += static_cast<double>(std::ssize(text.tokens) * config.decoder.layers);
        const auto shape = decoderShape(config);
        for (std::int64_t i = 0; i < std::ssize(text.tokens); ++i) {
            const double macs = static_cast<double>(
                cost::fullStepMacs(shape, std::ssize(prompt.ids) + i, std::ssize(prompt.encoded)));
            m_work.flops += 2 * macs * static_cast<double>(m_options.beams);
            m_work.fullFlops += 2 * macs;
        }
        job.tell({ .done = std::ssize(results), .total = std::ssize(prompts), .unit = "texts", .note = {} });
    }
    return results;
}

} // namespace exitscope::engine

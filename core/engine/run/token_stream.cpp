#include "core/engine/run/token_stream.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace exitscope::engine {

namespace {

constexpr std::int32_t noExit = -1;
/// Frozen tokens wait with the active ones: that many rows run whatever is active among them.
constexpr std::int64_t rowsOverActive = 8;

} // namespace

TokenStream::TokenStream(std::shared_ptr<const PackedEncoder> encoder, const cost::EncoderShape& shape)
    : m_encoder(std::move(encoder))
    , m_shape(shape)
{
    m_waiting.resize(static_cast<std::size_t>(m_encoder.config().layers));
}

std::int32_t TokenStream::exitBehind(std::size_t layer) const
{
    const auto& exits = m_encoder.config().exitLayer;
    const auto found = std::ranges::find(exits, static_cast<std::int32_t>(layer) + 1);
    return found == exits.end() ? noExit : static_cast<std::int32_t>(found - exits.begin());
}

bool TokenStream::run(const PolicyPass& pass)
{
    const auto& exitLayer = m_encoder.config().exitLayer;
    const auto layers = static_cast<std::size_t>(exitLayer[static_cast<std::size_t>(pass.policy.exits().back())]);
    for (auto& rows : m_waiting)
        rows.clear(); // what a cancelled pass left
    m_tally = {};
    for (;;) {
        const std::size_t layer = nextLayer(pass, layers);
        if (layer == layers)
            break;
        if (!pass.proceed())
            return false;
        TokenRows& rows = m_waiting[layer];
        const std::int32_t exit = exitBehind(layer);
        const bool isAsked = std::ranges::binary_search(pass.policy.exits(), exit);
        m_encoder.runLayer(layer, rows, isAsked && pass.needsSimilarity, pass.form);
        tally(layer, rows);
        m_leaving.clear();
        if (isAsked)
            lookAt(pass, exit, rows);
        if (layer + 1 < layers) {
            markLeaving(rows, layer);
            m_waiting[layer + 1].appendStaying(rows, m_leaves);
        }
        rows.clear();
    }
    if (pass.ran)
        pass.ran(m_tally);
    return true;
}

/// The deepest layer with tokens enough before it; else more is started; at the end the shallowest. `layers` when all is
/// done.
std::size_t TokenStream::nextLayer(const PolicyPass& pass, std::size_t layers)
{
    const auto isEnough = [&](const TokenRows& rows) {
        return std::ssize(rows.active()) >= pass.leastRows || rows.rows() >= rowsOverActive * pass.leastRows;
    };
    for (;;) {
        for (std::size_t layer = layers; layer-- > 0;)
            if (!m_waiting[layer].active().empty() && isEnough(m_waiting[layer]))
                return layer;
        const UnitPack* pack = pass.next();
        if (!pack)
            break;
        start(pass, *pack);
    }
    for (std::size_t layer = 0; layer < layers; ++layer)
        if (!m_waiting[layer].active().empty())
            return layer;
    return layers;
}

void TokenStream::start(const PolicyPass& pass, const UnitPack& pack)
{
    std::vector<std::int64_t> unitOf(pack.pack.ids.size(), -1);
    for (std::size_t row = 0; row < pack.owner.size(); ++row)
        if (pack.owner[row] >= 0)
            unitOf[row] = pack.units[static_cast<std::size_t>(pack.owner[row])];
    if (pack.owner.empty()) { // one unit a sequence, asked at its first token
        std::size_t row = 0;
        for (std::size_t sequence = 0; sequence < pack.pack.lengths.size(); ++sequence) {
            unitOf[row] = pack.units[sequence];
            row += static_cast<std::size_t>(pack.pack.lengths[sequence]);
        }
    }
    const auto layers = pass.layers ? pass.layers(pack) : std::vector<std::int32_t>();
    m_encoder.embed(pack.pack, layers, unitOf, m_waiting.front());
    for (const std::int32_t length : pack.pack.lengths)
        m_tally.macs += static_cast<double>(cost::embeddingMacs(m_shape, length));
}

void TokenStream::tally(std::size_t layer, const TokenRows& rows)
{
    m_tally.layersRun += static_cast<double>(rows.active().size());
    for (std::size_t sequence = 0; sequence < rows.lengths().size(); ++sequence)
        m_tally.macs += static_cast<double>(cost::tokenLayerMacs(
            m_shape, static_cast<std::int64_t>(layer), rows.counts()[sequence], rows.lengths()[sequence]));
}

/// Asks the policy of the asked tokens, and writes what those say that leave; they go into m_leaving.
void TokenStream::lookAt(const PolicyPass& pass, std::int32_t exit, const TokenRows& rows)
{
    m_units.clear();
    for (const ActiveToken& token : rows.active())
        if (token.isAsked)
            m_units.push_back(token.unit);
    m_scores = {};
    if (pass.needsSimilarity)
        m_encoder.similarity(m_scores);
    const bool wantsHead = pass.policy.wantsHead(exit);
    if (wantsHead) {
        m_which.resize(m_units.size());
        std::iota(m_which.begin(), m_which.end(), 0);
        m_encoder.runHead(static_cast<std::size_t>(exit), m_which, m_scores);
    }
    const policy::ExitView view { .units = std::ssize(m_units),
        .firstExit = exit,
        .exits = 1,
        .classes = m_encoder.config().classes,
        .logits = m_scores.logits,
        .similarity = m_scores.similarity,
        .learned = m_scores.learned };
    m_unitLeaves.assign(m_units.size(), 0);
    pass.policy.decide(m_units, view, m_unitLeaves);
    m_which.clear();
    for (std::size_t i = 0; i < m_units.size(); ++i)
        if (m_unitLeaves[i]) {
            m_which.push_back(static_cast<std::int64_t>(i));
            m_leaving.push_back(m_units[i]);
        }
    const auto heads = wantsHead ? m_units.size() : m_which.size();
    m_tally.macs += static_cast<double>(heads) * static_cast<double>(cost::headMacs(m_shape));
    if (m_which.empty())
        return;
    const auto classes = static_cast<std::size_t>(m_encoder.config().classes);
    if (!wantsHead) {
        m_encoder.runHead(static_cast<std::size_t>(exit), m_which, m_scores);
        m_logits.swap(m_scores.logits);
    } else {
        m_logits.clear();
        for (const std::int64_t i : m_which) {
            const auto row = m_scores.logits.begin() + i * static_cast<std::ptrdiff_t>(classes);
            m_logits.insert(m_logits.end(), row, row + static_cast<std::ptrdiff_t>(classes));
        }
    }
    m_answers.write(pass, exit, classes, m_leaving, m_logits);
}

/// Fills m_leaves: what belongs to a leaving unit and has no way of its own, what is asked for one, and whatever has been
/// through as many layers as it should.
void TokenStream::markLeaving(const TokenRows& rows, std::size_t layer)
{
    const std::unordered_set<std::int64_t> leaving(m_leaving.begin(), m_leaving.end());
    m_leaves.assign(rows.active().size(), 0);
    for (std::size_t i = 0; i < m_leaves.size(); ++i) {
        const ActiveToken& token = rows.active()[i];
        const bool isScheduled = token.layers != ActiveToken::allLayers;
        if (isScheduled && !token.isAsked)
            m_leaves[i] = token.layers <= static_cast<std::int32_t>(layer) + 1;
        else
            m_leaves[i] = token.unit >= 0 && leaving.contains(token.unit);
    }
}

} // namespace exitscope::engine

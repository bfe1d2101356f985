#include "core/engine/run/policy_stream.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace exitscope::engine {

namespace {

/// The policy's exit after `layer` (1-based), if it looks at units there.
std::optional<std::int32_t> exitAfter(
    const policy::RunningPolicy& policy, const EncoderConfig& config, std::int32_t layer)
{
    for (const std::int32_t exit : policy.exits())
        if (config.exitLayer[static_cast<std::size_t>(exit)] == layer)
            return exit;
    return std::nullopt;
}

} // namespace

PolicyStream::PolicyStream(std::shared_ptr<const PackedEncoder> encoder)
    : m_encoder(std::move(encoder))
    , m_waiting(static_cast<std::size_t>(m_encoder.config().layers))
{ }

bool PolicyStream::run(const PolicyPass& pass)
{
    const EncoderConfig& config = m_encoder.config();
    const auto lastExit = static_cast<std::size_t>(pass.policy.exits().back());
    const auto layers = static_cast<std::size_t>(config.exitLayer[lastExit]);
    for (auto& rows : m_waiting)
        rows.clear(); // what a cancelled pass left
    for (;;) {
        const std::size_t layer = nextLayer(pass, layers);
        if (layer == layers)
            return true;
        if (!pass.proceed())
            return false;
        PackedRows& rows = m_waiting[layer];
        const auto exit = exitAfter(pass.policy, config, static_cast<std::int32_t>(layer) + 1);
        m_encoder.runLayer(layer, rows, exit && pass.needsSimilarity);
        m_leaves.assign(rows.units().size(), 0);
        if (exit)
            lookAt(pass, *exit, rows);
        if (layer + 1 < layers)
            m_waiting[layer + 1].appendStaying(rows, m_leaves);
        rows.clear();
    }
}

/// The deepest layer with rows enough; else more is started; at the end the shallowest, whose rows join those ahead of
/// them. `layers` when all is done.
std::size_t PolicyStream::nextLayer(const PolicyPass& pass, std::size_t layers)
{
    for (;;) {
        for (std::size_t layer = layers; layer-- > 0;)
            if (m_waiting[layer].rows() >= pass.leastRows)
                return layer;
        const UnitPack* pack = pass.next();
        if (!pack)
            break;
        m_encoder.embed(pack->pack, pack->units, m_waiting.front());
    }
    for (std::size_t layer = 0; layer < layers; ++layer)
        if (m_waiting[layer].rows() > 0)
            return layer;
    return layers;
}

/// Fills m_leaves and writes what those say that leave.
void PolicyStream::lookAt(const PolicyPass& pass, std::int32_t exit, const PackedRows& rows)
{
    m_scores = {};
    if (pass.needsSimilarity)
        m_encoder.similarity(m_scores);
    if (pass.policy.wantsHead(exit)) {
        m_which.resize(rows.units().size());
        std::iota(m_which.begin(), m_which.end(), 0);
        m_encoder.runHead(static_cast<std::size_t>(exit), m_which, m_scores);
    }
    const policy::ExitView view { .units = static_cast<std::int64_t>(rows.units().size()),
        .firstExit = exit,
        .exits = 1,
        .classes = m_encoder.config().classes,
        .logits = m_scores.logits,
        .similarity = m_scores.similarity,
        .learned = m_scores.learned };
    pass.policy.decide(rows.units(), view, m_leaves);
    leave(pass, exit, rows);
}

void PolicyStream::leave(const PolicyPass& pass, std::int32_t exit, const PackedRows& rows)
{
    m_which.clear();
    m_units.clear();
    for (std::size_t i = 0; i < m_leaves.size(); ++i)
        if (m_leaves[i]) {
            m_which.push_back(static_cast<std::int64_t>(i));
            m_units.push_back(rows.units()[i]);
        }
    if (m_which.empty())
        return;
    const auto classes = static_cast<std::size_t>(m_encoder.config().classes);
    if (pass.policy.wantsHead(exit)) {
        m_logits.clear();
        for (const std::int64_t i : m_which) {
            const auto row = m_scores.logits.begin() + i * static_cast<std::ptrdiff_t>(classes);
            m_logits.insert(m_logits.end(), row, row + static_cast<std::ptrdiff_t>(classes));
        }
    } else {
        m_encoder.runHead(static_cast<std::size_t>(exit), m_which, m_scores);
        m_logits.swap(m_scores.logits);
    }
    policy::ExitView view;
    view.units = static_cast<std::int64_t>(m_units.size());
    view.firstExit = exit;
    view.exits = 1;
    view.classes = static_cast<std::int64_t>(classes);
    view.logits = m_logits;
    m_classes.resize(classes > 1 ? m_units.size() : 0);
    m_values.resize(classes > 1 ? 0 : m_units.size());
    pass.policy.answer(m_units, view, m_classes, m_values);
    for (std::size_t i = 0; i < m_units.size(); ++i) {
        const auto unit = static_cast<std::size_t>(m_units[i]);
        pass.outcome.exit[unit] = exit;
        if (classes > 1)
            pass.outcome.predictedClass[unit] = m_classes[i];
        else
            pass.outcome.predictedValue[unit] = m_values[i];
    }
}

} // namespace exitscope::engine

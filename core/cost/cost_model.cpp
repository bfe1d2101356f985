#include "core/cost/cost_model.h"

#include "core/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <string>

namespace exitscope::cost {

namespace {

constexpr std::int64_t assumedTokens = 128;

const std::string* metadata(const trace::Trace& trace, std::string_view key)
{
    for (const auto& [name, value] : trace.info().extra)
        if (name == key)
            return &value;
    return nullptr;
}

double headFlops(const trace::Trace& trace)
{
    if (const auto shape = shapeOf(trace))
        return 2.0 * static_cast<double>(headMacs(*shape));
    double flops = 0;
    if (const auto* text = metadata(trace, headFlopsKey)) {
        const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), flops);
        if (error != std::errc {} || end != text->data() + text->size() || !std::isfinite(flops) || flops < 0)
            throw InputError(trace.path(), "metadata \"head_flops\" is \"" + *text + "\"", "write the FLOPs of one head");
    }
    return flops;
}

} // namespace

std::optional<EncoderShape> shapeOf(const trace::Trace& trace)
{
    const auto* text = metadata(trace, shapeKey);
    return text ? shapeFromJson(*text) : std::nullopt;
}

CostModel::CostModel(const trace::Trace& trace, const CostOptions& options)
    : m_exits(static_cast<std::int32_t>(trace.exits()))
    , m_isCascade(trace.isCascade())
{
    const auto shape = shapeOf(trace);
    if (options.paddedTokens > 0 && !shape)
        throw InputError(trace.path(), "the cost at a padded length needs the model's shape, which this trace does not say",
            "use real lengths, or trace the model again");
    if (shape && (options.paddedTokens > 0 || trace.layerFlops().empty()))
        takeShape(trace, *shape, options.paddedTokens);
    else if (!trace.layerFlops().empty())
        takeRecorded(trace);
    else
        takeLayers(trace);
    spreadOverUnits(trace);
}

void CostModel::takeLayers(const trace::Trace& trace)
{
    m_source = CostSource::Layers;
    m_rows.assign(trace.exitLayer().begin(), trace.exitLayer().end());
}

/// Examples of one length cost the same: as a rule a few hundred rows instead of one for each example, which keeps
/// look-ups in the cache. Where a trace says otherwise every example has its own.
void CostModel::takeRecorded(const trace::Trace& trace)
{
    m_source = CostSource::Recorded;
    m_head = headFlops(trace);
    const auto exits = static_cast<std::size_t>(m_exits);
    const auto flops = trace.layerFlops();
    const auto lengths = trace.length();
    std::map<std::int32_t, std::uint32_t> rowOfLength;
    const auto examples = static_cast<std::size_t>(trace.examples());
    std::vector<double> units(examples, trace.example().empty() ? 1.0 : 0.0); // each has a head at every exit
    for (const auto example : trace.example())
        units[static_cast<std::size_t>(example)] += 1;
    m_rowOf.resize(examples);
    for (std::size_t n = 0; n < examples; ++n) {
        const auto row = flops.subspan(n * exits, exits);
        const auto bodyAt = [&](std::size_t e) {
            return std::max(static_cast<double>(row[e]) - m_head * units[n] * static_cast<double>(e + 1), 0.0);
        };
        auto at = static_cast<std::uint32_t>(m_rows.size() / exits);
        const auto known = lengths.empty() ? rowOfLength.end() : rowOfLength.find(lengths[n]);
        const auto same = [&](std::uint32_t r) {
            for (std::size_t e = 0; e < exits; ++e)
                if (m_rows[r * exits + e] != bodyAt(e))
                    return false;
            return true;
        };
        if (known != rowOfLength.end() && same(known->second)) {
            m_rowOf[n] = known->second;
            continue;
        }
        for (std::size_t e = 0; e < exits; ++e)
            m_rows.push_back(bodyAt(e));
        if (!lengths.empty())
            rowOfLength.emplace(lengths[n], at);
        m_rowOf[n] = at;
    }
}

void CostModel::takeShape(const trace::Trace& trace, const EncoderShape& shape, std::int64_t paddedTokens)
{
    m_source = CostSource::Shape;
    m_head = 2.0 * static_cast<double>(headMacs(shape));
    const auto addRow = [&](std::int64_t tokens) {
        double flops = 2.0 * static_cast<double>(embeddingMacs(shape, tokens));
        std::int64_t layer = 0;
        for (const std::int32_t exit : trace.exitLayer()) {
            for (; layer < exit && layer < shape.layers; ++layer)
                flops += 2.0 * static_cast<double>(layerMacs(shape, layer, tokens));
            m_rows.push_back(flops);
        }
    };
    if (paddedTokens > 0 || trace.length().empty()) {
        addRow(paddedTokens > 0 ? paddedTokens : assumedTokens);
        return;
    }
    std::map<std::int32_t, std::uint32_t> rowOfLength;
    for (const std::int32_t length : trace.length()) {
        const auto [at, isNew] = rowOfLength.emplace(length, static_cast<std::uint32_t>(rowOfLength.size()));
        if (isNew)
            addRow(length);
        m_rowOf.push_back(at->second);
    }
}

/// From examples to units: a token task's unit carries an equal part of its example.
void CostModel::spreadOverUnits(const trace::Trace& trace)
{
    const auto examples = trace.example();
    if (examples.empty())
        return;
    std::vector<std::uint32_t> count(static_cast<std::size_t>(trace.examples()));
    for (const auto example : examples)
        ++count[static_cast<std::size_t>(example)];
    // Rows were made for whole examples; units of one example share them, scaled.
    const auto exits = static_cast<std::size_t>(m_exits);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> rowOfShare;
    std::vector<double> rows;
    std::vector<std::uint32_t> rowOf;
    for (const auto example : examples) {
        const auto n = static_cast<std::size_t>(example);
        const std::uint32_t whole = m_rowOf.empty() ? 0 : m_rowOf[n];
        const auto [at, isNew]
            = rowOfShare.emplace(std::pair(whole, count[n]), static_cast<std::uint32_t>(rowOfShare.size()));
        m_share.push_back(1.0 / count[n]);
        if (isNew)
            for (std::size_t e = 0; e < exits; ++e)
                rows.push_back(m_rows[whole * exits + e] / count[n]);
        rowOf.push_back(at->second);
    }
    m_rows = std::move(rows);
    m_rowOf = std::move(rowOf);
}

} // namespace exitscope::cost

#include "app/cli/guarantee_output.h"

#include "app/cli/text_table.h"

#include <nlohmann/json.hpp>

namespace exitscope::cli {

namespace {

using Json = nlohmann::ordered_json;
using calibration::Spread;

/// "5.73 ±0.12"; of one split the value alone.
std::string spreadText(const Spread& spread, int decimals, std::int64_t splits)
{
    const auto text = decimal(spread.mean, decimals);
    return splits > 1 ? text + " ±" + decimal(spread.sd, decimals) : text;
}

std::string deltaText(double delta)
{
    std::string text = decimal(delta, 4);
    while (text.back() == '0')
        text.pop_back();
    return text;
}

/// "49 of 50", or of one pair of halves yes or no.
std::string holdsText(const report::GuaranteeRow& row, std::int64_t splits)
{
    if (splits == 1)
        return row.kept == 1 ? "yes" : "no";
    return std::to_string(row.kept) + " of " + std::to_string(splits);
}

Json spreadJson(const Spread& spread)
{
    return { { "mean", spread.mean }, { "sd", spread.sd } };
}

Json rowJson(const report::GuaranteeRow& row)
{
    Json json { { "consistency", calibration::consistencyName(row.kind) }, { "delta", row.delta }, { "policy", row.rule } };
    if (row.needed) {
        json["needed_texts"] = *row.needed;
        return json;
    }
    json["mean_exit"] = spreadJson(row.meanExit);
    json["flops_reduction"] = spreadJson(row.flopsReduction);
    json["measured_speedup"] = spreadJson(row.speedup);
    json["risk"] = spreadJson(row.risk);
    json["kept"] = row.kept;
    json["without_exit"] = row.withoutExit;
    json["tightness"] = row.tightness();
    return json;
}

} // namespace

std::string guaranteeTableText(const report::GuaranteeTable& table, TableFormat format)
{
    const TableCells head { "constraint", "delta", "rule", "layers", "FLOPs reduction", "speed-up", "test risk", "holds",
        "risk / delta" };
    std::vector<TableCells> rows;
    for (const auto& row : table.rows) {
        auto& cells = rows.emplace_back();
        cells = { std::string(calibration::consistencyName(row.kind)), deltaText(row.delta), row.rule };
        if (row.needed) {
            cells.insert(cells.end(), { "-", "-", "-", "-", "needs " + std::to_string(*row.needed) + " texts", "-" });
            continue;
        }
        cells.insert(cells.end(),
            { spreadText(row.meanExit, 2, table.splits), spreadText(row.flopsReduction, 2, table.splits),
                spreadText(row.speedup, 2, table.splits), spreadText(row.risk, 4, table.splits),
                holdsText(row, table.splits), decimal(row.tightness(), 2) });
    }
    return formatted(head, rows, format, 3);
}

Json guaranteeTableJson(const report::GuaranteeTable& table, const report::GuaranteeTableOptions& options)
{
    auto rows = Json::array();
    for (const auto& row : table.rows)
        rows.push_back(rowJson(row));
    return { { "loss", nameOf(options.distance) }, { "epsilon", options.terms.procedure.epsilon },
        { "p_value", nameOf(options.terms.pValue) }, { "procedure", nameOf(options.terms.procedure.procedure) },
        { "share", options.terms.split.share }, { "seed", options.terms.split.seed }, { "splits", table.splits },
        { "prompts", table.prompts }, { "layers", table.layers }, { "rows", std::move(rows) } };
}

} // namespace exitscope::cli

#include "widgets/plot/plot_record.h"

#include "core/error.h"
#include "widgets/plot/plot_names.h"
#include "widgets/plot/record_numbers.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace exitscope::widgets {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t mostSeries = 10'000;

template <typename Value, std::size_t size> Json named(const Names<Value, size>& names, Value value)
{
    return std::string(nameOf(names, value));
}

template <typename Value, std::size_t size>
Value readNamed(const Names<Value, size>& names, const Json& json, const char* key)
{
    const auto& name = json.at(key).get_ref<const std::string&>();
    if (const auto value = valueOf(names, name))
        return *value;
    throw InputError("the figure says \"" + name.substr(0, 40) + "\" for its " + key + ", which is not known here",
        "it may be of a newer version");
}

QString text(const Json& json, const char* key)
{
    return QString::fromStdString(json.at(key).get_ref<const std::string&>());
}

Json colorRecord(const QColor& color)
{
    return color.name().toStdString();
}

QColor readColor(const Json& json)
{
    const QString name = QString::fromStdString(json.get_ref<const std::string&>());
    const QColor color(name);
    if (name.size() != 7 || !name.startsWith(u'#') || !color.isValid())
        throw InputError("a colour of the figure cannot be read");
    return color;
}

void addLook(Json& json, const SeriesLook& look)
{
    json["color"] = colorRecord(look.color);
    json["marker"] = named(markerNames, look.marker);
    json["dash"] = named(dashNames, look.dash);
}

SeriesLook readLook(const Json& json)
{
    return { readColor(json.at("color")), readNamed(markerNames, json, "marker"), readNamed(dashNames, json, "dash") };
}

Json rangeRecord(const std::optional<Range>& range)
{
    return range ? Json { range->low, range->high } : Json(nullptr);
}

std::optional<Range> readRange(const Json& json)
{
    if (json.is_null())
        return std::nullopt;
    const Range range { json.at(0).get<double>(), json.at(1).get<double>() };
    if (!std::isfinite(range.low) || !std::isfinite(range.high) || range.low >= range.high)
        throw InputError("a range of the figure cannot be read");
    return range;
}

Json axisRecord(const AxisSpec& axis)
{
    Json labels = Json::array();
    for (const auto& [value, label] : axis.labels)
        labels.push_back({ value, label.toStdString() });
    return { { "title", axis.title.toStdString() }, { "scale", named(scaleNames, axis.scale) },
        { "range", rangeRecord(axis.range) }, { "integer", axis.isInteger }, { "labels", std::move(labels) } };
}

AxisSpec readAxis(const Json& json)
{
    AxisSpec axis;
    axis.title = text(json, "title");
    axis.scale = readNamed(scaleNames, json, "scale");
    axis.range = readRange(json.at("range"));
    if (axis.scale == Scale::Log && axis.range && axis.range->low <= 0)
        throw InputError("a logarithmic axis of the figure starts at or below 0");
    axis.isInteger = json.at("integer").get<bool>();
    for (const auto& label : json.at("labels"))
        axis.labels.emplace_back(
            label.at(0).get<double>(), QString::fromStdString(label.at(1).get_ref<const std::string&>()));
    return axis;
}

Json seriesRecord(const Series& series)
{
    Json json { { "id", series.id.toStdString() }, { "name", series.name.toStdString() },
        { "kind", named(seriesKindNames, series.kind) } };
    addLook(json, series.look);
    if (!series.colors.empty()) {
        json["colors"] = Json::array();
        for (const QColor& color : series.colors)
            json["colors"].push_back(colorRecord(color));
    }
    json["bar_width"] = series.barWidth;
    json["step"] = named(stepNames, series.step);
    json["shows_markers"] = series.showsMarkers;
    json["in_legend"] = series.inLegend;
    if (!series.legend.isEmpty())
        json["legend"] = series.legend.toStdString();
    return json;
}

Series readSeries(const Json& json)
{
    Series series;
    series.id = text(json, "id");
    series.name = text(json, "name");
    series.kind = readNamed(seriesKindNames, json, "kind");
    series.look = readLook(json);
    for (const auto& color : json.value("colors", Json::array()))
        series.colors.push_back(readColor(color));
    series.barWidth = json.at("bar_width").get<double>();
    series.step = readNamed(stepNames, json, "step");
    series.showsMarkers = json.at("shows_markers").get<bool>();
    series.inLegend = json.at("in_legend").get<bool>();
    series.legend = QString::fromStdString(json.value("legend", std::string()));
    return series;
}

Json markRecord(const ReferenceMark& mark)
{
    Json json { { "id", mark.id.toStdString() }, { "name", mark.name.toStdString() },
        { "kind", named(markKindNames, mark.kind) } };
    addLook(json, mark.look);
    return json;
}

ReferenceMark readMark(const Json& json)
{
    ReferenceMark mark;
    mark.id = text(json, "id");
    mark.name = text(json, "name");
    mark.kind = readNamed(markKindNames, json, "kind");
    mark.look = readLook(json);
    return mark;
}

Json cellsRecord(const CellMap& cells)
{
    Json json { { "columns", cells.columns }, { "rows", cells.rows }, { "x", { cells.xFirst, cells.xStep } },
        { "y", { cells.yFirst, cells.yStep } }, { "title", cells.valueTitle.toStdString() },
        { "range", rangeRecord(cells.valueRange) }, { "map", named(depthMapNames, cells.map) } };
    for (const QString& word : cells.words)
        json["words"].push_back(word.toStdString());
    return json;
}

CellMap readCells(const Json& json)
{
    CellMap cells;
    cells.columns = json.at("columns").get<int>();
    cells.rows = json.at("rows").get<int>();
    cells.xFirst = json.at("x").at(0).get<double>();
    cells.xStep = json.at("x").at(1).get<double>();
    cells.yFirst = json.at("y").at(0).get<double>();
    cells.yStep = json.at("y").at(1).get<double>();
    cells.valueTitle = text(json, "title");
    cells.valueRange = readRange(json.at("range"));
    cells.map = readNamed(depthMapNames, json, "map");
    if (const auto words = json.find("words"); words != json.end())
        for (const auto& word : *words)
            cells.words.push_back(QString::fromStdString(word.get<std::string>()));
    return cells;
}

PlotModel readModel(const Json& json)
{
    PlotModel model;
    model.title = text(json, "title");
    model.description = text(json, "description");
    model.x = readAxis(json.at("x"));
    model.y = readAxis(json.at("y"));
    model.legend = readNamed(legendNames, json, "legend");
    if (json.at("series").size() > mostSeries || json.at("marks").size() > mostSeries)
        throw InputError("the figure claims more than " + std::to_string(mostSeries) + " series");
    for (const auto& series : json.at("series"))
        model.series.push_back(readSeries(series));
    for (const auto& mark : json.at("marks"))
        model.marks.push_back(readMark(mark));
    if (const auto cells = json.find("cells"); cells != json.end())
        model.cells = readCells(*cells);
    return model;
}

} // namespace

Json plotRecord(const PlotModel& given)
{
    const PlotModel model = drawable(given).model;
    Json json { { "title", model.title.toStdString() }, { "description", model.description.toStdString() },
        { "x", axisRecord(model.x) }, { "y", axisRecord(model.y) }, { "legend", named(legendNames, model.legend) },
        { "series", Json::array() }, { "marks", Json::array() } };
    for (const Series& series : model.series)
        json["series"].push_back(seriesRecord(series));
    for (const ReferenceMark& mark : model.marks)
        json["marks"].push_back(markRecord(mark));
    if (model.cells)
        json["cells"] = cellsRecord(*model.cells);
    return json;
}

PlotModel plotOf(const Json& record, std::string_view csv)
{
    try {
        PlotModel model = readModel(record);
        readNumbers(model, csv);
        return drawable(model).model; // refuses what contradicts itself
    } catch (const nlohmann::json::exception&) {
        throw InputError(std::string("the figure's description of its plot cannot be read"), "it may be of a newer version");
    }
}

} // namespace exitscope::widgets

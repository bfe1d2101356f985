#include "app/plots/figure_look.h"

#include "core/error.h"
#include "widgets/plot/number_text.h"
#include "widgets/plot/plot_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

using Json = nlohmann::ordered_json;

template <typename Value, std::size_t size>
Value chosen(const widgets::Names<Value, size>& names, const std::string& name, const char* what)
{
    if (const auto value = widgets::valueOf(names, name))
        return *value;
    std::string known;
    for (const auto& [value, one] : names)
        known += (known.empty() ? "" : ", ") + std::string(one);
    throw InputError("there is no " + std::string(what) + " \"" + name + "\"", "use " + known);
}

widgets::FigureSpec presetSpec(const std::string& id)
{
    const auto presets = widgets::figurePresets();
    QStringList known;
    for (const auto& preset : presets) {
        if (preset.id.toStdString() == id)
            return widgets::figureSpec(preset.preset);
        known << preset.id;
    }
    throw InputError("there is no preset \"" + id + "\"", "use " + known.join(QStringLiteral(", ")).toStdString());
}

QString points(double value)
{
    return QString::fromLatin1(widgets::numberText(value));
}

} // namespace

widgets::FigureSpec specOf(const FigureLook& look, const widgets::FigureSpec& base)
{
    widgets::FigureSpec spec = look.preset.empty() ? base : presetSpec(look.preset);
    spec.language = base.language; // a preset has none
    const double shape = spec.sizePt.height() / spec.sizePt.width();
    const double width = look.widthPt.value_or(spec.sizePt.width());
    const double height = look.heightPt.value_or(look.widthPt ? width * shape : spec.sizePt.height());
    spec.sizePt = { std::round(width), std::round(height) };
    if (!look.font.empty())
        spec.family = QString::fromStdString(look.font);
    if (look.fontPt) {
        spec.tickPt = std::max(6.0, spec.tickPt * *look.fontPt / spec.fontPt);
        spec.fontPt = *look.fontPt;
    }
    spec.linePt = look.linePt.value_or(spec.linePt);
    spec.markerPt = look.markerPt.value_or(spec.markerPt);
    if (!look.legend.empty())
        spec.legend = chosen(widgets::legendNames, look.legend, "legend place");
    if (!look.palette.empty())
        spec.palette = chosen(widgets::paletteNames, look.palette, "palette");
    if (!look.depth.empty())
        spec.depth = chosen(widgets::depthMapNames, look.depth, "depth map");
    if (look.isGrey)
        spec.ink = widgets::Ink::Grey;
    if (look.isOutlined)
        spec.text = widgets::TextAs::Outlines;
    return spec;
}

QStringList lookArguments(const FigureLook& look)
{
    QStringList words;
    const auto add = [&](const char* option, const std::string& value) {
        if (!value.empty())
            words << QString::fromLatin1(option) << QString::fromStdString(value);
    };
    const auto addNumber = [&](const char* option, const std::optional<double>& value, const char* unit = "") {
        if (value)
            words << QString::fromLatin1(option) << points(*value) + QString::fromLatin1(unit);
    };
    add("--preset", look.preset);
    addNumber("--width", look.widthPt, "pt");
    addNumber("--height", look.heightPt, "pt");
    add("--font", look.font);
    addNumber("--font-size", look.fontPt);
    addNumber("--line-width", look.linePt);
    addNumber("--marker-size", look.markerPt);
    add("--language", look.language);
    add("--legend", look.legend);
    add("--palette", look.palette);
    add("--depth-map", look.depth);
    if (look.isGrey)
        words << QStringLiteral("--grey");
    if (look.isOutlined)
        words << QStringLiteral("--outlines");
    if (look.dpi != FigureLook().dpi)
        addNumber("--dpi", look.dpi);
    return words;
}

Json specRecord(const widgets::FigureSpec& spec)
{
    Json json { { "size_pt", { spec.sizePt.width(), spec.sizePt.height() } },
        { "font", spec.family.toStdString() }, { "font_pt", spec.fontPt }, { "tick_pt", spec.tickPt },
        { "line_pt", spec.linePt }, { "axis_pt", spec.axisPt }, { "marker_pt", spec.markerPt },
        { "language", spec.language.toStdString() },
        { "legend", std::string(widgets::nameOf(widgets::legendNames, spec.legend)) },
        { "palette", std::string(widgets::nameOf(widgets::paletteNames, spec.palette)) },
        { "grey", spec.ink == widgets::Ink::Grey }, { "outlines", spec.text == widgets::TextAs::Outlines } };
    if (spec.depth)
        json["depth_map"] = std::string(widgets::nameOf(widgets::depthMapNames, *spec.depth));
    return json;
}

widgets::FigureSpec specOfRecord(const Json& record)
{
    try {
        widgets::FigureSpec spec;
        spec.sizePt = { record.at("size_pt").at(0).get<double>(), record.at("size_pt").at(1).get<double>() };
        spec.family = QString::fromStdString(record.at("font").get<std::string>());
        spec.fontPt = record.at("font_pt").get<double>();
        spec.tickPt = record.at("tick_pt").get<double>();
        spec.linePt = record.at("line_pt").get<double>();
        spec.axisPt = record.at("axis_pt").get<double>();
        spec.markerPt = record.at("marker_pt").get<double>();
        spec.language = QString::fromStdString(record.value("language", "en"));
        spec.legend = chosen(widgets::legendNames, record.at("legend").get<std::string>(), "legend place");
        spec.palette = chosen(widgets::paletteNames, record.at("palette").get<std::string>(), "palette");
        spec.ink = record.at("grey").get<bool>() ? widgets::Ink::Grey : widgets::Ink::Color;
        spec.text = record.at("outlines").get<bool>() ? widgets::TextAs::Outlines : widgets::TextAs::Text;
        if (const auto depth = record.find("depth_map"); depth != record.end())
            spec.depth = chosen(widgets::depthMapNames, depth->get<std::string>(), "depth map");
        return spec;
    } catch (const nlohmann::json::exception&) {
        throw InputError(std::string("the figure's sizes cannot be read"), "it may be of a newer version");
    }
}

} // namespace exitscope::app

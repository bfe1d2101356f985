#include "core/figure/figure_file.h"

#include "core/error.h"
#include "core/figure/pdf_attachments.h"
#include "core/figure/png_texts.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <string_view>
#include <utility>

namespace exitscope::figure {

namespace {

constexpr std::size_t largestFile = std::size_t { 256 } << 20;
constexpr std::string_view recipeName = "figure.json";
constexpr std::string_view csvName = "figure.csv";

using Parts = std::map<std::string, std::string>;

std::string formatOf(std::string_view head)
{
    if (head.starts_with("%PDF-"))
        return "pdf";
    if (head.starts_with("\x89PNG\r\n\x1a\n"))
        return "png";
    if (head.starts_with("{"))
        return "figure";
    head.remove_prefix(std::min(head.find_first_not_of("\xef\xbb\xbf \t\r\n"), head.size()));
    for (const std::string_view opening : { "<svg", "<?xml", "<!--", "<!DOCTYPE svg" })
        if (head.starts_with(opening) && head.find("<svg") != std::string_view::npos)
            return "svg";
    return "";
}

std::string unescaped(std::string_view xml)
{
    constexpr std::array<std::pair<std::string_view, char>, 5> entities { {
        { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&apos;", '\'' } } };
    std::string text;
    while (!xml.empty()) {
        const auto plain = std::min(xml.find('&'), xml.size());
        text += xml.substr(0, plain);
        xml.remove_prefix(plain);
        if (xml.empty())
            break;
        bool isKnown = false;
        for (const auto& [name, meaning] : entities)
            if (!isKnown && xml.starts_with(name)) {
                text += meaning;
                xml.remove_prefix(name.size());
                isKnown = true;
            }
        if (!isKnown)
            throw InputError("the metadata of the SVG is damaged");
    }
    return text;
}

/// <metadata id="figure.json">…</metadata>, wherever it stands and whatever other attributes it has.
Parts svgParts(std::string_view svg)
{
    Parts parts;
    constexpr std::string_view opening = "<metadata";
    for (auto at = svg.find(opening); at != std::string_view::npos; at = svg.find(opening, at + 1)) {
        const auto close = svg.find('>', at);
        const auto end = svg.find("</metadata>", at);
        if (close == std::string_view::npos || end == std::string_view::npos || close > end)
            continue;
        const auto tag = svg.substr(at, close - at);
        for (const auto name : { recipeName, csvName })
            if (tag.find("id=\"" + std::string(name) + "\"") != std::string_view::npos)
                parts.emplace(name, unescaped(svg.substr(close + 1, end - close - 1)));
    }
    return parts;
}

/// A record that stands alone: an object with the parts as strings.
Parts recordParts(const std::string_view json)
{
    Parts parts;
    const auto record = nlohmann::json::parse(json, nullptr, false);
    for (const auto name : { recipeName, csvName })
        if (record.is_object() && record.contains(name) && record.at(std::string(name)).is_string())
            parts.emplace(name, record.at(std::string(name)).get<std::string>());
    return parts;
}

Parts partsOf(const std::string& format, std::string_view bytes)
{
    if (format == "pdf")
        return pdfAttachments(bytes);
    if (format == "figure")
        return recordParts(bytes);
    return format == "png" ? pngTexts(bytes) : svgParts(bytes);
}

} // namespace

bool looksLikeFigure(const std::filesystem::path& path)
{
    std::array<char, 1024> head {};
    std::ifstream file(path, std::ios::binary);
    file.read(head.data(), head.size());
    const std::string format = formatOf({ head.data(), static_cast<std::size_t>(file.gcount()) });
    return format == "figure" ? path.extension() == ".figure" : !format.empty(); // any JSON starts like a record
}

std::optional<FigureFile> readFigureFile(const std::filesystem::path& path)
{
    const std::string bytes = io::readWholeFile(path, largestFile);
    FigureFile file;
    file.format = formatOf(std::string_view(bytes).substr(0, 1024));
    if (file.format.empty())
        throw InputError(path, "is no figure", "give a PDF, SVG or PNG that Exitscope exported");
    try {
        Parts parts = partsOf(file.format, bytes);
        file.recipe = std::move(parts[std::string(recipeName)]);
        file.csv = std::move(parts[std::string(csvName)]);
    } catch (const InputError& error) {
        throw InputError(path, error.problem(), "export the figure again");
    }
    if (file.recipe.empty())
        return std::nullopt;
    return file;
}

} // namespace exitscope::figure

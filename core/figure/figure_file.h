#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace exitscope::figure {

/// What an exported figure carries of its own making.
struct FigureFile
{
    std::string format; ///< "pdf", "svg", "png"; "figure": the record alone
    std::string recipe; ///< figure.json: runs, settings, the plot without its numbers
    std::string csv;    ///< figure.csv: the numbers; empty in figures of versions that did not carry them
};

/// By its first bytes a PDF, PNG or SVG, or by its name a record (.figure). False for a file that cannot be read.
bool looksLikeFigure(const std::filesystem::path& path);

/// Reads what a figure carries; nothing where it is a PDF, PNG or SVG that remembers nothing. Throws InputError
/// (with the path) for a file that is damaged, no figure, or larger than 256 MiB. The contents are as untrusted as the
/// file.
std::optional<FigureFile> readFigureFile(const std::filesystem::path& path);

} // namespace exitscope::figure

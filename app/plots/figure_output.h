#pragma once

#include "app/plots/figure.h"
#include "widgets/plot/figure_writer.h"

#include <filesystem>
#include <vector>

namespace exitscope::app {

/// One file of a figure, in memory.
struct FigureBytes
{
    std::filesystem::path path;
    QByteArray bytes;
};

/// The figure as it will be on disk: one file, and for TeX the CSV that it reads, beside it. `path` names the file.
/// Throws InputError for a look that cannot be drawn.
std::vector<FigureBytes> figureBytes(const Figure& figure, const FigureLook& look, widgets::FigureFormat format,
    const std::filesystem::path& path);

/// What the figure carries, alone: a file that `exitscope export --figure` draws again and the window opens.
QByteArray figureRecord(const Figure& figure, const widgets::FigureSpec& spec);

/// All of the files or, where one cannot be written, none: they get their names when every byte is on disk. Throws
/// IoError, which names the file and the reason.
std::vector<std::filesystem::path> saveFiles(const std::vector<FigureBytes>& files);

} // namespace exitscope::app

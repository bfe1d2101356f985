#include "app/plots/figure_output.h"

#include "app/plots/figure_look.h"
#include "app/plots/figure_recipe.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <QBuffer>

#include <memory>

namespace exitscope::app {

std::vector<FigureBytes> figureBytes(const Figure& figure, const FigureLook& look, widgets::FigureFormat format,
    const std::filesystem::path& path)
{
    const auto spec = specOf(look, figure);
    auto csv = path;
    csv.replace_extension(".csv");
    widgets::FigureExtras extras;
    extras.recipe = finishedRecipe(figure.recipe, spec, figure.model);
    extras.dpi = look.dpi;
    extras.csvName = QString::fromStdString(csv.filename().string());
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    widgets::writeFigure(buffer, format, figure.model, spec, extras);
    std::vector<FigureBytes> files { { path, buffer.data() } };
    if (format == widgets::FigureFormat::Tex)
        files.push_back({ csv, widgets::figureCsv(figure.model) });
    return files;
}

QByteArray figureRecord(const Figure& figure, const widgets::FigureSpec& spec)
{
    const nlohmann::ordered_json record { { "figure.json",
                                              finishedRecipe(figure.recipe, spec, figure.model).toStdString() },
        { "figure.csv", widgets::figureCsv(figure.model).toStdString() } };
    return QByteArray::fromStdString(record.dump(1)) + '\n';
}

std::vector<std::filesystem::path> saveFiles(const std::vector<FigureBytes>& files)
{
    std::vector<std::unique_ptr<io::AtomicFile>> open;
    for (const auto& file : files) {
        open.push_back(std::make_unique<io::AtomicFile>(file.path));
        open.back()->write(std::string_view(file.bytes.constData(), static_cast<std::size_t>(file.bytes.size())));
    }
    std::vector<std::filesystem::path> paths;
    for (std::size_t place = 0; place < files.size(); ++place) {
        open[place]->commit();
        paths.push_back(files[place].path);
    }
    return paths;
}

} // namespace exitscope::app

#include "app/session/demo.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdint>
#include <system_error>

namespace exitscope::app {

namespace {

std::filesystem::path demoFolder()
{
    const std::filesystem::path program = QCoreApplication::applicationDirPath().toStdString();
    for (const auto& folder : { program / "../share/exitscope/demo", std::filesystem::path(EXITSCOPE_DEMO_FOLDER) }) {
        std::error_code error;
        if (std::filesystem::exists(folder / "model" / "config.json", error)
            && std::filesystem::exists(folder / "corpus.tsv", error))
            return std::filesystem::weakly_canonical(folder, error);
    }
    return {};
}

/// Changes when the shipped model or corpus does, so that an old trace is never shown for a new model. A name, not a
/// proof: the trace itself carries the hashes.
std::string fingerprint(const Demo& demo)
{
    std::uint64_t value = 1469598103934665603ULL;
    const auto mix = [&value](std::uint64_t part) { value = (value ^ part) * 1099511628211ULL; };
    for (const auto& path : { demo.model / "model.safetensors", demo.model / "config.json", demo.corpus }) {
        std::error_code error;
        mix(std::filesystem::file_size(path, error));
        mix(static_cast<std::uint64_t>(std::filesystem::last_write_time(path, error).time_since_epoch().count()));
    }
    return QString::number(value, 16).toStdString();
}

} // namespace

std::optional<Demo> findDemo()
{
    const auto folder = demoFolder();
    if (folder.empty())
        return std::nullopt;
    const std::filesystem::path own
        = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString();
    Demo demo { folder / "model", folder / "corpus.tsv", {}, {} };
    const auto made = own / "demo" / fingerprint(demo);
    demo.trace = made / "demo.trace";
    demo.store = made / "demo.db";
    return demo;
}

} // namespace exitscope::app

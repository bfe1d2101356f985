#pragma once

#include "core/engine/engine.h"
#include "core/io/atomic_file.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <csignal>
#include <filesystem>
#include <string>
#include <string_view>

namespace exitscope::test {

inline engine::TrainReport train(const std::filesystem::path& config, bool resume = false, const JobContext& job = {})
{
    return engine::loadEngine()->train({ config, resume, {}, {} }, job);
}

inline std::string weightsOf(const std::filesystem::path& folder)
{
    return io::readWholeFile(folder / "model.safetensors");
}

/// The log without the speeds, which no two runs share.
inline QStringList logOf(const std::filesystem::path& folder)
{
    auto lines = QString::fromStdString(io::readWholeFile(folder / "train.log")).split(QLatin1Char('\n'));
    for (QString& line : lines)
        line.remove(QRegularExpression(QStringLiteral("  \\d+ tokens/s$")));
    return lines;
}

/// For a child process: trains (resuming where it can) and dies without a word after a step.
inline int trainAndDie(const char* config, int step)
{
    const JobContext job { {}, nullptr, [&](const Progress& progress) {
                              if (progress.unit == std::string_view("steps") && progress.done == step)
                                  std::raise(SIGKILL);
                          } };
    train(config, true, job);
    return 0;
}

} // namespace exitscope::test

#include "bench.h"
#include "numbers.h"
#include "stopwatch.h"
#include "temporary_folder.h"

#include "core/io/safetensors.h"

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace exitscope::bench {

namespace {

std::filesystem::path ownFolder()
{
    return std::filesystem::canonical("/proc/self/exe").parent_path();
}

/// Runs a program to its end with its output thrown away.
void runToEnd(const std::vector<std::string>& arguments)
{
    std::vector<char*> argv;
    for (const auto& argument : arguments)
        argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failure = posix_spawn(&child, argv.front(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0)
        throw std::runtime_error("cannot start " + arguments.front());
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            throw std::runtime_error("lost " + arguments.front());
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error(arguments.front() + " " + arguments.back() + " failed");
}

std::filesystem::path writeSmallTrace(const std::filesystem::path& folder)
{
    const std::vector<float> logits(100 * 12 * 2, 0.5F);
    const std::vector<std::span<const std::byte>> data { std::as_bytes(std::span(logits)) };
    const std::vector<io::TensorSpec> specs { { "logits", io::DType::F32, { 100, 12, 2 } } };
    const auto path = folder / "small.trace";
    io::writeSafetensors(path, specs, data, { { "format", "exitscope-trace-1" } });
    return path;
}

std::vector<Figure> run()
{
    const TemporaryFolder folder;
    const auto program = ownFolder() / "exitscope";
    const auto engine = ownFolder().parent_path() / "lib" / "libexitscope_engine.so";
    if (!std::filesystem::exists(program))
        throw NotMeasured { "exitscope is not built" };
    const std::vector<std::string> version { program.string(), "--version" };
    const std::vector<std::string> inspect { program.string(), "inspect", writeSmallTrace(folder.path()).string() };
    const std::vector<std::string> withEngine { (ownFolder() / "exitscope-bench").string(), "--load-engine" };
    if (!std::filesystem::exists(engine)) {
        const auto times = paired(Clock::Wall, { [&] { runToEnd(version); }, [&] { runToEnd(inspect); } });
        return { forInformation("exitscope --version", median(times[0]), "ms"),
            forInformation("exitscope inspect of a small trace", median(times[1]), "ms") };
    }
    const auto times = paired(
        Clock::Wall, { [&] { runToEnd(version); }, [&] { runToEnd(inspect); }, [&] { runToEnd(withEngine); } });
    return {
        atMost("start without the engine / with it", medianRatio(times[0], times[2]), "", 0.1),
        atMost("inspect of a small trace / start with it", medianRatio(times[1], times[2]), "", 0.1),
        forInformation("exitscope --version", median(times[0]), "ms"),
        forInformation("exitscope inspect of a small trace", median(times[1]), "ms"),
        forInformation("a process that loads the engine", median(times[2]), "ms"),
    };
}

const Registration registration { { "start",
    "a process that needs no model against one that loads the engine module and ends; wall time, files cached", run } };

} // namespace

} // namespace exitscope::bench

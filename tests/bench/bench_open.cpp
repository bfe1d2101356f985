#include "bench.h"
#include "numbers.h"
#include "stopwatch.h"
#include "temporary_folder.h"

#include "core/io/safetensors.h"
#include "core/trace/trace.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace exitscope::bench {

namespace {

/// 110 tensors of 1024 x 1024 floats, 440 MiB: the size of a BERT-base checkpoint.
std::filesystem::path writeTensors(const std::filesystem::path& folder)
{
    constexpr std::size_t elements = std::size_t { 1024 } * 1024;
    std::vector<float> values(elements);
    std::mt19937 random(1);
    for (float& value : values)
        value = static_cast<float>(random() % 1000) * 1e-3F;
    std::vector<io::TensorSpec> specs;
    for (int i = 0; i < 110; ++i)
        specs.push_back({ "encoder.layer." + std::to_string(i) + ".weight", io::DType::F32, { 1024, 1024 } });
    const std::vector<std::span<const std::byte>> data(specs.size(), std::as_bytes(std::span<const float>(values)));
    const auto path = folder / "model.safetensors";
    io::writeSafetensors(path, specs, data);
    return path;
}

std::filesystem::path writeTrace(const std::filesystem::path& folder)
{
    constexpr std::int64_t units = 1'000'000, exits = 12, classes = 2;
    const std::vector<float> logits(static_cast<std::size_t>(units * exits * classes), 0.5F);
    const std::vector<std::int64_t> labels(static_cast<std::size_t>(units), 1);
    const std::vector<io::TensorSpec> specs { { "logits", io::DType::F32, { units, exits, classes } },
        { "labels", io::DType::I64, { units } } };
    const std::vector<std::span<const std::byte>> data { std::as_bytes(std::span(logits)), std::as_bytes(std::span(labels)) };
    const auto path = folder / "big.trace";
    io::writeSafetensors(path, specs, data, { { "format", "exitscope-trace-1" } });
    return path;
}

/// What a loader that owns its tensors does: the whole file into memory.
double copyFile(const std::filesystem::path& path)
{
    const auto size = static_cast<std::size_t>(std::filesystem::file_size(path));
    const auto bytes = std::make_unique_for_overwrite<char[]>(size);
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), std::fclose);
    if (!file || std::fread(bytes.get(), 1, size, file.get()) != size)
        throw std::runtime_error("cannot read " + path.string());
    return bytes[size / 2];
}

std::vector<Figure> run()
{
    const TemporaryFolder folder;
    const auto tensors = writeTensors(folder.path());
    const auto tracePath = writeTrace(folder.path());
    const auto times = paired(Clock::Wall,
        { [&] { keep(static_cast<double>(io::SafetensorsFile::open(tensors)->tensors().back().as<float>()[0])); },
            [&] { keep(copyFile(tensors)); },
            [&] { keep(static_cast<double>(trace::Trace::open(tracePath)->units())); },
            [&] { keep(copyFile(tracePath)); } });
    return {
        atLeast("copying load / opening, 440 MiB of tensors", medianRatio(times[1], times[0]), "x", 50),
        forInformation("opening 440 MiB of tensors", median(times[0]), "ms"),
        forInformation("copying load of them", median(times[1]), "ms"),
        forInformation("opening a trace of 1,000,000 x 12, checked", median(times[2]), "ms"),
        forInformation("copying load of it", median(times[3]), "ms"),
    };
}

const Registration registration { { "open",
    "mapping and checking a safetensors file against reading it into memory, both from the page cache; wall time", run } };

} // namespace

} // namespace exitscope::bench

#include "core/engine/train/config_parts.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

nlohmann::json parsed(const std::filesystem::path& path, const std::string& text)
{
    try {
        return nlohmann::json::parse(text);
    } catch (const nlohmann::json::parse_error& error) {
        const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text.size()));
        throw InputError(path, 1 + std::count(text.begin(), end, '\n'), "not valid JSON",
            "check commas, quotes and brackets up to here");
    }
}

} // namespace

StrictObject openConfig(const std::filesystem::path& path, RunConfig& config)
{
    config.path = path;
    config.text = io::readWholeFile(path, 1 << 24);
    return { path, parsed(path, config.text) };
}

OptimizerConfig readOptimizer(StrictObject json)
{
    OptimizerConfig config;
    json.read("lr", config.rate, 0, 10);
    json.read("weight_decay", config.decay, 0, 1);
    json.read("warmup", config.warmup, 0, 1);
    json.read("clip", config.clip, 0, 1e6);
    json.read("eps", config.epsilon, 1e-12, 1);
    json.read("beta1", config.beta1, 0, 0.9999);
    json.read("beta2", config.beta2, 0, 0.99999);
    json.finish();
    return config;
}

void readRun(StrictObject& json, RunConfig& config)
{
    std::int64_t seed = 1;
    json.read("seed", seed, 0, many);
    config.seed = static_cast<std::uint64_t>(seed);
    json.read("output", config.output);
    if (config.output.empty())
        json.fail("output", "is missing", "name the folder for the checkpoint");
    json.read("checkpoint_every", config.checkpointEvery, 1, many);
    json.read("evaluations_per_epoch", config.evaluations, 1, 1000);
    json.read("threads", config.threads, 0, 256);
    json.read("shards", config.shards, 1, 256);
    config.storedAs = static_cast<StoredAs>(json.choice("weights", { "f32", "f16" }, 0));
    if (!json.has("early_stopping"))
        return;
    StrictObject stopping = json.object("early_stopping");
    config.earlyStopping.emplace();
    stopping.read("patience", config.earlyStopping->patience, 1, many);
    stopping.read("min_delta", config.earlyStopping->leastGain, 0, 1e9);
    stopping.finish();
}

void useSeed(RunConfig& config, std::uint64_t seed)
{
    auto json = nlohmann::ordered_json::parse(config.text);
    json["seed"] = seed;
    config.text = json.dump(1) + "\n";
    config.seed = seed;
    config.output /= "seed-" + std::to_string(seed);
}

} // namespace exitscope::engine

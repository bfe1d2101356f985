#include "core/engine/train/decoder_files.h"

#include "core/engine/checkpoint/decoder_checkpoint.h"
#include "core/engine/checkpoint/weight_table.h"
#include "core/engine/model/load_weights.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/safetensors.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace exitscope::engine {

namespace {

using Json = nlohmann::ordered_json;

void addT5(Json& json, const DecoderConfig& config)
{
    json["architectures"] = { "T5ForConditionalGeneration" };
    json["is_encoder_decoder"] = true;
    json["d_model"] = config.hidden;
    json["d_kv"] = config.headSize;
    json["d_ff"] = config.decoder.feedForward;
    json["num_heads"] = config.decoder.heads;
    json["num_layers"] = config.encoder.layers;
    json["num_decoder_layers"] = config.decoder.layers;
    const char* bend = config.activation == FeedActivation::Relu ? "relu" : config.activation == FeedActivation::Silu ? "silu" : "gelu";
    json["feed_forward_proj"] = std::string(config.isGated ? "gated-" : "")
        + (config.activation == FeedActivation::GeluTanh && !config.isGated ? "gelu_new" : bend);
    json["relative_attention_num_buckets"] = config.relativeBuckets;
    json["relative_attention_max_distance"] = config.relativeDistance;
    json["layer_norm_epsilon"] = config.normEpsilon;
    json["decoder_start_token_id"] = config.firstToken;
}

void addGpt2(Json& json, const DecoderConfig& config)
{
    json["architectures"] = { "GPT2LMHeadModel" };
    json["n_embd"] = config.hidden;
    json["n_layer"] = config.decoder.layers;
    json["n_head"] = config.decoder.heads;
    json["n_inner"] = config.decoder.feedForward;
    json["n_positions"] = config.positions;
    json["activation_function"] = config.activation == FeedActivation::Relu ? "relu" : "gelu_new";
    json["layer_norm_epsilon"] = config.normEpsilon;
}

void addLlama(Json& json, const DecoderConfig& config)
{
    json["architectures"] = { "LlamaForCausalLM" };
    json["hidden_size"] = config.hidden;
    json["intermediate_size"] = config.decoder.feedForward;
    json["num_hidden_layers"] = config.decoder.layers;
    json["num_attention_heads"] = config.decoder.heads;
    json["num_key_value_heads"] = config.decoder.keyHeads;
    json["head_dim"] = config.headSize;
    json["max_position_embeddings"] = config.positions;
    json["hidden_act"] = "silu";
    json["rms_norm_eps"] = config.normEpsilon;
    json["rope_theta"] = 10000.0;
    json["attention_bias"] = false;
}

Json idOrNull(std::int32_t id)
{
    return id < 0 ? Json(nullptr) : Json(id);
}

std::string configText(const DecoderConfig& config, StoredAs storedAs, bool isTrainedThroughout)
{
    Json json;
    json["model_type"] = config.modelType;
    if (config.family == DecoderFamily::T5)
        addT5(json, config);
    else if (config.family == DecoderFamily::Gpt2)
        addGpt2(json, config);
    else
        addLlama(json, config);
    json["vocab_size"] = config.vocabulary;
    json["tie_word_embeddings"] = config.isTied;
    json["pad_token_id"] = idOrNull(config.padToken);
    if (config.family == DecoderFamily::Llama || config.family == DecoderFamily::Gpt2)
        json["bos_token_id"] = idOrNull(config.firstToken);
    json["eos_token_id"] = idOrNull(config.lastTokens.empty() ? -1 : config.lastTokens.front());
    json["torch_dtype"] = storedAs == StoredAs::F16 ? "float16" : "float32";
    if (isTrainedThroughout)
        json["exit_layers"] = config.exitLayer;
    return json.dump(2) + '\n';
}

/// What training cannot reproduce of a checkpoint that generation can run.
void checkTrainable(const std::filesystem::path& folder, const DecoderConfig& config)
{
    const auto fail = [&](const char* problem) {
        throw InputError(folder, problem, "training starts from models of the shapes gpt2, llama and t5 as they were published");
    };
    if (config.family == DecoderFamily::Bart)
        fail("a BART model cannot be trained here");
    if (config.activation == FeedActivation::GeluErf)
        fail("its activation is the erf form of GELU, which is not trained here");
    if (config.hasOwnHeads)
        fail("it has a head of its own at every exit, which is not trained here");
    if (config.family == DecoderFamily::Llama) {
        const auto pairs = static_cast<std::size_t>(config.headSize / 2);
        const double slowest = std::pow(10000.0, -2.0 * static_cast<double>(pairs - 1) / static_cast<double>(config.headSize));
        if (std::abs(config.rotaryFrequency.back() - slowest) > 1e-9)
            fail("its positions turn at other speeds than Llama's first ones");
    }
}

} // namespace

InitialDecoder readInitialDecoder(const std::filesystem::path& folder)
{
    at::NoGradGuard noGradients;
    const auto checkpoint = DecoderCheckpoint::open(folder);
    if (checkpoint->isLlama2c())
        throw InputError(folder, "training cannot start from a file of llama2.c", "give a folder in the Hugging Face layout");
    InitialDecoder initial { checkpoint->config(), {} };
    checkTrainable(folder, initial.config);
    initial.config.hasClassifier = false;
    const DecoderLayout layout(initial.config);
    initial.weights = at::zeros({ layout.count() });
    const WeightTable table = WeightTable::open(folder);
    for (const ParameterSpec& spec : layout.specs()) {
        const Weight* found = table.find(spec.name);
        for (const std::string_view trunk : { "transformer.", "model." })
            if (!found && spec.name.starts_with(trunk))
                found = table.find(spec.name.substr(trunk.size()));
        if (!found || found->tensor.shape != spec.shape)
            throw InputError(folder, "no tensor \"" + spec.name + "\" of the shape that config.json asks for",
                "the folder must hold a complete checkpoint");
        initial.weights.narrow(0, spec.offset, spec.count()).copy_(tensorOver(found->tensor).to(at::kFloat).reshape({ -1 }));
    }
    return initial;
}

void writeDecoder(const std::filesystem::path& folder, const DecoderConfig& config, const DecoderLayout& layout,
    const at::Tensor& weights, StoredAs storedAs, bool isTrainedThroughout)
{
    const bool isHalf = storedAs == StoredAs::F16;
    const at::Tensor stored = isHalf ? weights.to(at::kHalf) : weights;
    const auto* bytes = static_cast<const std::byte*>(stored.data_ptr());
    const std::size_t width = isHalf ? 2 : 4;
    std::vector<io::TensorSpec> specs;
    std::vector<std::span<const std::byte>> data;
    for (const ParameterSpec& spec : layout.specs()) {
        specs.push_back({ spec.name, isHalf ? io::DType::F16 : io::DType::F32, spec.shape });
        data.emplace_back(bytes + static_cast<std::size_t>(spec.offset) * width, static_cast<std::size_t>(spec.count()) * width);
    }
    io::writeSafetensors(folder / "model.safetensors", specs, data, { { "format", "pt" } });
    io::writeFileAtomically(folder / "config.json", configText(config, storedAs, isTrainedThroughout));
}

} // namespace exitscope::engine

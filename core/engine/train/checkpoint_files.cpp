#include "core/engine/train/checkpoint_files.h"

#include "core/engine/checkpoint/config_json.h"
#include "core/engine/checkpoint/describe.h"
#include "core/engine/checkpoint/slimming.h"
#include "core/engine/model/load_weights.h"
#include "core/error.h"
#include "core/io/atomic_file.h"
#include "core/io/safetensors.h"

#include <ATen/ATen.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace exitscope::engine {

namespace {

using Json = nlohmann::ordered_json;

std::int64_t wholeNumber(const nlohmann::json& json, const char* key, const std::filesystem::path& file)
{
    const auto found = json.find(key);
    constexpr std::int64_t most = 10'000'000; // so that no product of two overflows
    if (found == json.end() || !found->is_number_integer() || found->get<std::int64_t>() < 1 || found->get<std::int64_t>() > most)
        throw InputError(file, std::string("\"") + key + "\" is missing or not a whole number from 1 to " + std::to_string(most),
            "the folder must hold a BERT checkpoint");
    return found->get<std::int64_t>();
}

/// With the exits of the file.
EncoderConfig readStoredConfig(const std::filesystem::path& file)
{
    const auto json = nlohmann::json::parse(io::readWholeFile(file, 1 << 26), nullptr, false);
    if (!json.is_object())
        throw InputError(file, "not a JSON object", "the folder must hold a BERT checkpoint");
    const auto type = json.value("model_type", std::string("bert"));
    const auto activation = json.value("hidden_act", std::string("gelu"));
    if (type != "bert" || activation != "gelu")
        throw InputError(file, "model_type \"" + type + "\", hidden_act \"" + activation + "\"",
            "training starts from BERT checkpoints with erf-GELU");
    EncoderConfig config;
    config.layers = wholeNumber(json, "num_hidden_layers", file);
    config.hidden = wholeNumber(json, "hidden_size", file);
    config.heads = wholeNumber(json, "num_attention_heads", file);
    config.feedForward = wholeNumber(json, "intermediate_size", file);
    config.vocabulary = wholeNumber(json, "vocab_size", file);
    config.positions = wholeNumber(json, "max_position_embeddings", file);
    config.types = wholeNumber(json, "type_vocab_size", file);
    config.embedding = config.hidden;
    config.layerNormEpsilon = json.value("layer_norm_eps", 1e-12);
    config.padToken = json.value("pad_token_id", 0);
    config.modelType = type;
    if (config.layers > 128)
        throw InputError(file, "\"num_hidden_layers\" is " + std::to_string(config.layers), "at most 128 layers can be trained");
    const ConfigJson said = ConfigJson::read(file);
    readSlimming(said, config);
    if (readsTanhOfState(said))
        config.head = HeadKind::StateTanh;
    config.exitLayer = said.layers("exit_layers").value_or(std::vector<std::int32_t>());
    std::int32_t below = 0;
    for (const std::int32_t layer : config.exitLayer) {
        if (layer <= below || layer > config.layers)
            throw InputError(file, "\"exit_layers\" is not an ascending list of its layers",
                "list each layer with an exit once, from 1 to " + std::to_string(config.layers));
        below = layer;
    }
    for (const ExitModule module : { ExitModule::Lte, ExitModule::Classifier })
        if (said.text({ "exit_module" }) == nameOf(module))
            config.exitModule = module;
    return config;
}

void checkTensor(const io::TensorView& view, const ParameterSpec& spec, const std::filesystem::path& file)
{
    if (view.shape != spec.shape)
        throw InputError(file, view.name + " is " + io::shapeText(view.shape) + ", config.json says " + io::shapeText(spec.shape),
            "the two files must be of one model");
    if (view.dtype != io::DType::F32 && view.dtype != io::DType::F16 && view.dtype != io::DType::BF16)
        throw InputError(file, view.name + " is " + std::string(io::nameOf(view.dtype)), "weights are F32, F16 or BF16");
}

void copyTensor(const io::TensorView& view, float* into)
{
    const at::Tensor stored = tensorOver(view).flatten();
    at::from_blob(into, stored.sizes(), at::kFloat).copy_(stored);
}

/// 3 of "exits.3.classifier.weight"
std::size_t exitOf(const std::string& name)
{
    return static_cast<std::size_t>(std::stoll(name.substr(6, name.find('.', 6) - 6)));
}

/// The trunk's, under the names of either way to save it, and COST-EFF's for a word table in two factors.
const io::TensorView* storedTrunkTensor(const io::SafetensorsFile& file, const std::string& name)
{
    if (const auto* view = file.find(name))
        return view;
    if (!name.starts_with("bert."))
        return nullptr;
    if (const auto* view = file.find(std::string_view(name).substr(5)))
        return view;
    const std::string table = "bert.embeddings.word_embeddings";
    if (name == table + ".weight")
        return file.find(table + "1.weight");
    return name == "bert.embeddings.word_projection.weight" ? file.find(table + "2.weight") : nullptr;
}

/// Where the value of a parameter is in the file; null where it may be absent.
const io::TensorView* storedTensor(const io::SafetensorsFile& file, const ParameterSpec& spec, const EncoderConfig& stored,
    const EncoderConfig& config)
{
    if (!spec.name.starts_with("exits."))
        return storedTrunkTensor(file, spec.name);
    const std::size_t exit = exitOf(spec.name);
    const std::string part = spec.name.substr(spec.name.find('.', 6) + 1);
    if (config.head != stored.head && !part.starts_with("pooler."))
        return nullptr; // a classifier that read something else
    const auto same = std::find(stored.exitLayer.begin(), stored.exitLayer.end(), config.exitLayer[exit]);
    if (same != stored.exitLayer.end()) {
        const auto* view = file.find(exitName(static_cast<std::size_t>(same - stored.exitLayer.begin()), part));
        if (view && (part.starts_with("pooler.") || view->shape == spec.shape))
            return view;
    }
    if (stored.exitLayer.empty() && config.exitLayer[exit] < stored.layers) { // DeeBERT, COST-EFF
        const auto* view = file.find("bert.encoder.highway." + std::to_string(config.exitLayer[exit] - 1) + '.' + part);
        if (view && view->shape == spec.shape)
            return view;
    }
    if (!part.starts_with("pooler.")) { // a checkpoint without exits has its head at the end
        const auto* only = stored.exitLayer.empty() && config.exitLayer[exit] == stored.layers ? file.find(part) : nullptr;
        return only && only->shape == spec.shape ? only : nullptr;
    }
    const auto* pooler = file.find("bert." + part);
    return pooler ? pooler : file.find(part);
}

} // namespace

std::vector<std::int32_t> everyLayer(std::int64_t layers)
{
    std::vector<std::int32_t> all(static_cast<std::size_t>(layers));
    std::iota(all.begin(), all.end(), 1);
    return all;
}

std::int64_t storedLayers(const std::filesystem::path& folder)
{
    return readStoredConfig(folder / "config.json").layers;
}

std::vector<std::int32_t> storedExits(const std::filesystem::path& folder)
{
    return readStoredConfig(folder / "config.json").exitLayer;
}

InitialModel readInitialModel(const std::filesystem::path& folder, std::vector<std::int32_t> exits,
    std::int64_t classes, bool classifiesTokens, ExitModule exitModule, std::uint64_t seed, std::optional<HeadKind> head)
{
    const EncoderConfig stored = readStoredConfig(folder / "config.json");
    const auto file = io::SafetensorsFile::open(folder / "model.safetensors");
    InitialModel model { stored, {}, {}, ConfigJson::read(folder / "config.json").labels() };
    model.config.classes = classes;
    model.config.classifiesTokens = classifiesTokens;
    model.config.head = head.value_or(stored.head);
    if (exitModule != stored.exitModule)
        model.config.exitModule = ExitModule::None;
    model.config.exitLayer.clear();
    for (const std::int32_t exit : exits.empty() ? everyLayer(stored.layers) : exits)
        if (exit <= stored.layers)
            model.config.exitLayer.push_back(exit);
    const ParameterLayout layout(model.config, MaskHead::Present);
    std::vector<const io::TensorView*> views;
    for (const ParameterSpec& spec : layout.specs()) { // before anything as large as config.json says is allocated
        const auto* view = views.emplace_back(storedTensor(*file, spec, stored, model.config));
        if (view)
            checkTensor(*view, spec, file->path());
        else if (spec.name.starts_with("exits.") && spec.name.ends_with(".classifier.weight"))
            model.untrainedExits.push_back(model.config.exitLayer[exitOf(spec.name)]);
        else if (spec.offset < layout.trunkCount())
            throw InputError(file->path(), "no tensor " + spec.name, "the folder must hold a complete BERT checkpoint");
    }
    model.weights = initialWeights(layout, seed);
    for (std::size_t i = 0; i < views.size(); ++i)
        if (views[i])
            copyTensor(*views[i], model.weights.data_ptr<float>() + layout.specs()[i].offset);
    return model;
}

namespace {

/// One head over every token's state at the end: stored as any token classifier is, so that it can be read at every layer.
bool isPlainTagger(const EncoderConfig& config)
{
    return config.classifiesTokens && config.exitLayer.size() == 1 && config.head != HeadKind::StateTanh;
}

/// The keys that slimming.h reads.
void addSlimming(const EncoderConfig& config, Json& json)
{
    if (config.headSize > 0)
        json["head_size"] = config.headSize;
    if (!config.headsKept.empty())
        json["heads_kept"] = config.headsKept;
    if (!config.feedForwardKept.empty())
        json["feed_forward_kept"] = config.feedForwardKept;
    if (config.wordRank > 0)
        json["word_rank"] = config.wordRank;
    if (config.head == HeadKind::StateTanh && !config.exitLayer.empty())
        json["exit_head"] = "tanh";
}

std::string configText(const EncoderConfig& config, bool isRegression, StoredAs storedAs)
{
    Json json;
    json["architectures"] = { config.classifiesTokens ? "BertForTokenClassification" : "BertForSequenceClassification" };
    if (!config.tagScheme.empty())
        json["tag_scheme"] = config.tagScheme;
    json["model_type"] = "bert";
    json["num_hidden_layers"] = config.layers;
    json["hidden_size"] = config.hidden;
    json["num_attention_heads"] = config.heads;
    json["intermediate_size"] = config.feedForward;
    addSlimming(config, json);
    json["hidden_act"] = "gelu";
    json["vocab_size"] = config.vocabulary;
    json["max_position_embeddings"] = config.positions;
    json["type_vocab_size"] = config.types;
    json["layer_norm_eps"] = config.layerNormEpsilon;
    json["pad_token_id"] = config.padToken;
    json["torch_dtype"] = storedAs == StoredAs::F16 ? "float16" : "float32";
    if (config.exitLayer.empty())
        return json.dump(2) + "\n";
    if (!isPlainTagger(config))
        json["exit_layers"] = config.exitLayer;
    if (config.exitModule != ExitModule::None)
        json["exit_module"] = nameOf(config.exitModule);
    json["problem_type"] = isRegression ? "regression" : "single_label_classification";
    Json names = Json::object();
    Json ids = Json::object();
    for (std::size_t id = 0; id < static_cast<std::size_t>(config.classes); ++id) {
        const std::string name = id < config.labelNames.size() ? config.labelNames[id] : "LABEL_" + std::to_string(id);
        names[std::to_string(id)] = name;
        ids[name] = id;
    }
    json["num_labels"] = config.classes;
    json["id2label"] = names;
    json["label2id"] = ids;
    return json.dump(2) + "\n";
}

} // namespace

void writeCheckpoint(const std::filesystem::path& folder, const EncoderConfig& config, const ParameterLayout& layout,
    const at::Tensor& weights, StoredAs storedAs, bool isRegression)
{
    std::filesystem::create_directories(folder);
    const bool isHalf = storedAs == StoredAs::F16;
    const at::Tensor stored = isHalf ? weights.to(at::kHalf) : weights;
    const auto* bytes = static_cast<const std::byte*>(stored.data_ptr());
    const std::size_t width = isHalf ? 2 : 4;
    std::vector<io::TensorSpec> specs;
    std::vector<std::span<const std::byte>> data;
    for (const ParameterSpec& spec : layout.specs()) {
        const bool isOnlyHead = isPlainTagger(config) && spec.name.starts_with("exits.0.");
        specs.push_back({ isOnlyHead ? spec.name.substr(8) : spec.name, isHalf ? io::DType::F16 : io::DType::F32, spec.shape });
        data.emplace_back(bytes + static_cast<std::size_t>(spec.offset) * width, static_cast<std::size_t>(spec.count()) * width);
    }
    io::writeSafetensors(folder / "model.safetensors", specs, data, { { "format", "pt" } });
    io::writeFileAtomically(folder / "config.json", configText(config, isRegression, storedAs));
}

} // namespace exitscope::engine

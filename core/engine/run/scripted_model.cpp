#include "core/engine/run/scripted_model.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/torch_file.h"
#include "core/error.h"

#include <ATen/ATen.h>
#include <torch/script.h>

#include <array>
#include <map>
#include <numeric>

namespace exitscope::engine {

namespace {

constexpr const char* contract = "expected forward(input_ids, attention_mask[, token_type_ids]) to return "
                                 "one logits tensor [B, C] per exit";

class Script
{
public:
    explicit Script(const std::filesystem::path& file)
        : m_file(file)
    {
        if (!isTorchScript(file))
            throw InputError(file, "it is neither a checkpoint folder nor a TorchScript module",
                "give the folder with config.json, or what torch.jit.save wrote");
        try {
            m_module = torch::jit::load(file.string(), at::kCPU);
            m_module.eval();
        } catch (const c10::Error& error) {
            throw InputError(file, "LibTorch cannot load it: " + firstLine(error));
        }
        const auto method = m_module.find_method("forward");
        const auto inputs = method ? method->function().getSchema().arguments().size() : 0; // with self
        if (inputs < 3 || inputs > 4)
            throw InputError(
                file, "its forward takes " + std::to_string(inputs ? inputs - 1 : 0) + " inputs", contract);
        m_takesTypes = inputs == 4;
    }

    /// [E, B, C], contiguous F32.
    at::Tensor run(const at::Tensor& ids, const at::Tensor& types) const
    {
        const c10::InferenceMode inference;
        std::vector<c10::IValue> inputs { ids, at::ones_like(ids) };
        if (m_takesTypes)
            inputs.emplace_back(types);
        c10::IValue output;
        try {
            // Only method calls on a shared module change nothing in it; forward itself is not a const
            // member.
            output = const_cast<torch::jit::Module&>(m_module).forward(std::move(inputs));
        } catch (const std::exception& error) {
            throw InputError(m_file, "its forward failed: " + firstLine(error));
        }
        std::vector<at::Tensor> exits;
        if (output.isTensor())
            exits = output.toTensor().dim() == 3 ? output.toTensor().unbind(0)
                                                 : std::vector { output.toTensor() };
        else if (output.isTensorList())
            exits = output.toTensorVector();
        else if (output.isTuple())
            for (const auto& element : output.toTupleRef().elements())
                exits.push_back(element.isTensor() ? element.toTensor() : at::Tensor());
        for (const at::Tensor& exit : exits)
            if (!exit.defined() || exit.dim() != 2 || exit.size(0) != ids.size(0) || exit.size(1) < 1
                || exit.size(1) != exits.front().size(1) || !exit.is_floating_point())
                exits.clear();
        if (exits.empty())
            throw InputError(m_file, "its forward returns something else", contract);
        return at::stack(exits).to(at::kFloat).contiguous();
    }

    bool takesTypes() const { return m_takesTypes; }

private:
    static std::string firstLine(const std::exception& error)
    {
        const std::string text = error.what();
        return text.substr(0, text.find('\n'));
    }

    std::filesystem::path m_file;
    torch::jit::Module m_module;
    bool m_takesTypes = false;
};

/// Runs the sequences of a pack in batches of equal length: what a module does with padding is its own
/// affair.
class ScriptStream final : public ModelStream
{
public:
    ScriptStream(std::shared_ptr<const Script> script, std::size_t exits, std::size_t classes)
        : m_script(std::move(script))
        , m_exits(exits)
        , m_classes(classes)
    { }

    std::optional<PackScores> run(const Pack& pack, const std::function<bool()>& proceed) override
    {
        std::map<std::int32_t, std::vector<std::size_t>> byLength;
        std::vector<std::size_t> begin;
        for (std::size_t sequence = 0, at = 0; sequence < pack.lengths.size(); ++sequence) {
            byLength[pack.lengths[sequence]].push_back(sequence);
            begin.push_back(at);
            at += static_cast<std::size_t>(pack.lengths[sequence]);
        }
        PackScores scores;
        scores.logits.resize(pack.lengths.size() * m_exits * m_classes);
        for (const auto& [length, sequences] : byLength) {
            if (proceed && !proceed())
                return std::nullopt;
            runBatch(pack, static_cast<std::size_t>(length), sequences, begin, scores);
        }
        return scores;
    }

private:
    void runBatch(const Pack& pack, std::size_t length, const std::vector<std::size_t>& sequences,
        const std::vector<std::size_t>& begin, PackScores& scores) const
    {
        const std::array<std::int64_t, 2> shape { static_cast<std::int64_t>(sequences.size()),
            static_cast<std::int64_t>(length) };
        const at::Tensor ids = at::empty(shape, at::kLong), types = at::zeros(shape, at::kLong);
        for (std::size_t row = 0; row < sequences.size(); ++row)
            for (std::size_t i = 0; i < length; ++i) {
                ids.data_ptr<std::int64_t>()[row * length + i] = pack.ids[begin[sequences[row]] + i];
                if (!pack.types.empty())
                    types.data_ptr<std::int64_t>()[row * length + i] = pack.types[begin[sequences[row]] + i];
            }
        const at::Tensor logits = m_script->run(ids, types);
        if (logits.size(0) != static_cast<std::int64_t>(m_exits)
            || logits.size(2) != static_cast<std::int64_t>(m_classes))
            throw std::runtime_error("the TorchScript module changed its number of exits or classes");
        const float* from = logits.data_ptr<float>();
        for (std::size_t exit = 0; exit < m_exits; ++exit)
            for (const std::size_t sequence : sequences) {
                std::copy_n(from, m_classes, scores.logits.data() + (sequence * m_exits + exit) * m_classes);
                from += m_classes;
            }
    }

    std::shared_ptr<const Script> m_script;
    std::size_t m_exits, m_classes;
};

class ScriptedModel final : public ExitModel
{
public:
    explicit ScriptedModel(const std::filesystem::path& file)
        : m_script(std::make_shared<const Script>(file))
    {
        const at::Tensor probe = at::zeros({ 1, 2 }, at::kLong);
        const at::Tensor logits = m_script->run(probe, probe);
        m_facts.name = file.filename().string();
        m_facts.path = file;
        m_facts.tokenizer = file.parent_path().empty() ? "." : file.parent_path();
        m_facts.classes = logits.size(2);
        m_facts.exitLayer.resize(static_cast<std::size_t>(logits.size(0)));
        std::iota(m_facts.exitLayer.begin(), m_facts.exitLayer.end(), 1);
        m_facts.segments = m_script->takesTypes() ? 2 : 0;
        m_facts.head = "TorchScript";
        m_facts.dtype = "TorchScript";
        m_facts.notes.push_back("a TorchScript module: exits count as layers 1 to "
            + std::to_string(logits.size(0)) + ", similarity and FLOPs are not known");
    }

    std::unique_ptr<ModelStream> stream() const override
    {
        return std::make_unique<ScriptStream>(
            m_script, m_facts.exitLayer.size(), static_cast<std::size_t>(m_facts.classes));
    }

    std::string sha256(const JobContext& job) const override
    {
        return sha256OfModelFiles(std::array { m_facts.path }, job);
    }

private:
    std::shared_ptr<const Script> m_script;
};

} // namespace

std::shared_ptr<const ExitModel> openScriptedModel(const std::filesystem::path& file)
{
    return std::make_shared<ScriptedModel>(file);
}

} // namespace exitscope::engine

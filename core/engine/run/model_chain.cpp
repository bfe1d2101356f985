#include "core/engine/run/model_chain.h"

#include "core/engine/run/token_stream.h"
#include "core/error.h"

#include <algorithm>
#include <limits>

namespace exitscope::engine {

namespace {

constexpr const char* cascadeRemedy = "a cascade needs models of one task, with one tokenizer";

std::shared_ptr<const ExitModel> openStepped(const std::filesystem::path& path, Precision precision)
{
    auto model = openModel(path, precision);
    if (!model->encoder())
        throw InputError(path, "a TorchScript module runs as a whole, so nothing can leave it early",
            "execute a checkpoint folder, or replay the policy on a trace with sweep");
    return model;
}

policy::RunFacts factsOf(const ModelFacts& model)
{
    policy::RunFacts facts;
    facts.model = model.path;
    facts.classes = model.classes;
    facts.exitLayer = model.exitLayer;
    facts.hasSimilarity = model.hasSimilarity;
    facts.hasLearned = model.exitModule != ExitModule::None;
    return facts;
}

std::int32_t sumOf(std::int32_t layers, const ModelFacts& model)
{
    const auto sum = static_cast<std::int64_t>(layers) + model.exitLayer.back();
    if (sum > std::numeric_limits<std::int32_t>::max())
        throw InputError(model.path, "has too many layers to be added up", "check its configuration");
    return static_cast<std::int32_t>(sum);
}

} // namespace

ModelChain::ModelChain(const ExecuteRequest& request)
{
    m_models.push_back(openStepped(request.input.model, request.input.precision));
    for (const auto& path : request.furtherModels) {
        auto model = openStepped(path, request.input.precision);
        requireCascade(*model);
        m_models.push_back(std::move(model));
    }
    if (!isCascade()) {
        m_exitLayer = first().facts().exitLayer;
        return;
    }
    for (const auto& model : m_models)
        m_exitLayer.push_back(sumOf(m_exitLayer.empty() ? 0 : m_exitLayer.back(), model->facts()));
}

void ModelChain::requireCascade(const ExitModel& model) const
{
    const auto& known = first().facts();
    const auto& facts = model.facts();
    const auto differ = [&](const std::string& what) {
        throw InputError(facts.path, what + known.path.string(), cascadeRemedy);
    };
    if (known.classifiesTokens || facts.classifiesTokens)
        throw InputError(facts.path, "the models of a cascade answer for whole inputs, and one classifies tokens",
            "execute one model at a time");
    if (known.classes != facts.classes)
        differ("has " + std::to_string(facts.classes) + " outputs, not the " + std::to_string(known.classes) + " of ");
    if (facts.classes == 1)
        throw InputError(facts.path, "is a regression, a cascade needs class probabilities",
            "use models of a classification task");
    if (!known.labelNames.empty() && !facts.labelNames.empty() && known.labelNames != facts.labelNames)
        differ("its label names are not those of ");
}

policy::RunFacts ModelChain::facts() const
{
    auto facts = factsOf(first().facts());
    if (isCascade()) {
        facts.isCascade = true;
        facts.exitLayer = m_exitLayer;
        facts.hasSimilarity = facts.hasLearned = false; // within one model only
    }
    return facts;
}

policy::RunFacts ModelChain::lastFacts() const
{
    return factsOf(last().facts());
}

std::unique_ptr<RunStream> ModelChain::stream() const
{
    std::vector<std::shared_ptr<const PackedEncoder>> encoders;
    for (const auto& model : m_models)
        encoders.push_back(model->encoder());
    return std::make_unique<PolicyStream>(encoders);
}

std::unique_ptr<RunStream> ModelChain::lastStream() const
{
    return std::make_unique<PolicyStream>(std::vector { last().encoder() });
}

std::unique_ptr<RunStream> ModelChain::tokenStream() const
{
    return std::make_unique<TokenStream>(last().encoder(), last().facts().shape.value());
}

bool ModelChain::requireSameReading(
    const ExecutionData& data, const TraceRequest& input, const JobContext& job) const
{
    constexpr std::int64_t step = 512; // examples between two questions whether to go on
    for (std::size_t k = 1; k < m_models.size(); ++k) {
        const auto& facts = m_models[k]->facts();
        const auto source = TokenSource::open(input, facts, job);
        if (!source)
            return false;
        const auto differ = [&](const TokenExample& example, const char* what) {
            throw InputError(source->info().path, example.source.line,
                "model " + facts.path.string() + " reads other " + what + " here than " + first().facts().path.string(),
                cascadeRemedy);
        };
        TokenExample example;
        for (std::int64_t unit = 0; source->next(example); ++unit) {
            if (unit % step == 0 && !job.proceed())
                return false;
            const auto tokens = data.tokensOf(unit);
            if (!std::ranges::equal(tokens.ids, example.ids) || !std::ranges::equal(tokens.types, example.types))
                differ(example, "tokens");
            if (!data.labels.empty() && data.labels[static_cast<std::size_t>(unit)] != example.source.label)
                differ(example, "label");
        }
    }
    return true;
}

} // namespace exitscope::engine

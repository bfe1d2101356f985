#include "core/engine/difficulty/foresee.h"

#include "core/difficulty/baselines.h"
#include "core/difficulty/linear_model.h"
#include "core/engine/difficulty/fit.h"
#include "core/engine/difficulty/frozen_features.h"
#include "core/engine/run/vocabulary_note.h"
#include "core/engine/train/random.h"
#include "core/engine/train/workers.h"
#include "core/error.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cassert>

namespace exitscope::engine {

namespace {

using difficulty::Annotation;
using difficulty::Foreseen;
using difficulty::Predictor;
using difficulty::TrainedPredictor;

constexpr int scratchLength = 128;                            ///< tokens, without a model that says
constexpr std::size_t stateBytes = std::size_t { 1 } << 30;   ///< of frozen states that are held at once

class Foreseeing
{
public:
    Foreseeing(const difficulty::PredictorTask& task, const JobContext& job)
        : m_task(task)
        , m_options(task.options)
        , m_job(job)
        , m_outputs(task.train->outputs)
    {
        difficulty::requireAlike(*task.train, *task.test);
        if (task.train->isOfPairs() != task.test->isOfPairs())
            throw InputError(task.test->path, "one part has pairs of texts, the other single ones", "give two parts of one annotation");
        if (!m_options.model.empty())
            m_model = std::make_unique<FrozenModel>(m_options.model);
        else if (task.predictor == Predictor::LinearMean || task.predictor == Predictor::LinearBackbone)
            throw InputError(std::string(difficulty::keyOf(task.predictor)) + " reads a model, and none is named",
                "give a checkpoint with --model");
    }

    std::optional<TrainedPredictor> run()
    {
        useSingleThreadedOperators();
        if (!readTexts())
            return std::nullopt;
        switch (m_task.predictor) {
        case Predictor::LinearMean: return linearOnMeans();
        case Predictor::LinearBackbone: return linearOnStates();
        case Predictor::BiLstm: return bilstm();
        default: return transformer();
        }
    }

private:
    bool readTexts()
    {
        m_tokenizer = m_model ? data::loadTokenizer(m_options.model, m_model->modelType()) : learntTokenizer(*m_task.train, m_job);
        if (!m_tokenizer)
            return false;
        std::int64_t longest = scratchLength;
        if (m_model) {
            const EncoderConfig& config = m_model->config();
            if (auto note = vocabularyNote(*m_tokenizer, config.vocabulary, m_options.model); !note.empty())
                m_trained.notes.push_back(std::move(note));
            longest = config.positions - config.positionOffset;
            if (m_tokenizer->modelMaxLength() > 0)
                longest = std::min<std::int64_t>(longest, m_tokenizer->modelMaxLength());
            if (m_options.maxLength > longest)
                throw InputError(m_options.model, "it takes at most " + std::to_string(longest) + " tokens, not "
                        + std::to_string(m_options.maxLength),
                    "lower --max-length");
        }
        m_maxLength = m_options.maxLength > 0 ? m_options.maxLength : static_cast<int>(longest);
        if (m_maxLength <= m_tokenizer->addedTokens(m_task.train->isOfPairs()) + 1)
            throw InputError("a maximum length of " + std::to_string(m_maxLength) + " leaves no room for text", "use a larger --max-length");
        m_train = unitInputs(*m_task.train, *m_tokenizer, m_maxLength, m_job);
        m_test = unitInputs(*m_task.test, *m_tokenizer, m_maxLength, m_job);
        if (!m_job.proceed())
            return false;
        checkSegments();
        if (const auto cut = m_train.truncated + m_test.truncated; cut > 0)
            m_trained.notes.push_back(std::to_string(cut) + " inputs are longer than " + std::to_string(m_maxLength)
                + " tokens and lose their ends");
        return true;
    }

    void checkSegments()
    {
        if (!m_model)
            return;
        const auto segments = m_model->config().types;
        for (auto* types : { &m_train.types, &m_test.types })
            if (segments > 0 && !types->empty() && *std::max_element(types->begin(), types->end()) >= segments)
                throw InputError(m_options.model, "it knows one segment, and the texts are pairs", "give a model of pairs");
    }

    static std::vector<std::uint8_t> column(const Annotation& annotation, std::int64_t output)
    {
        std::vector<std::uint8_t> right;
        for (auto i = static_cast<std::size_t>(output); i < annotation.right.size(); i += static_cast<std::size_t>(annotation.outputs))
            right.push_back(annotation.right[i]);
        return right;
    }

    difficulty::LinearOptions linearOptions(std::uint64_t seed) const
    {
        difficulty::LinearOptions options { .seed = seed };
        options.epochs = m_options.epochs > 0 ? m_options.epochs : options.epochs;
        options.rate = m_options.rate > 0 ? m_options.rate : options.rate;
        return options;
    }

    /// Calls `work` for each seed, as many at once as may be; false when the job was stopped.
    bool forEachSeed(const std::function<bool(std::size_t place, std::uint64_t seed)>& work)
    {
        std::vector<std::uint8_t> isDone(m_task.seeds.size());
        const int count = static_cast<int>(m_task.seeds.size());
        runParts(workerCount(m_options.threads, count), count, [&](int part) {
            const auto place = static_cast<std::size_t>(part);
            isDone[place] = work(place, m_task.seeds[place]) ? 1 : 0;
        });
        return std::all_of(isDone.begin(), isDone.end(), [](auto one) { return one == 1; });
    }

    std::optional<TrainedPredictor> linearOnMeans()
    {
        const auto train = m_model->meanEmbeddings(m_train), test = m_model->meanEmbeddings(m_test);
        const auto width = static_cast<std::int64_t>(train.size()) / m_train.units;
        m_trained.seeds.resize(m_task.seeds.size());
        const bool isWhole = forEachSeed([&](std::size_t place, std::uint64_t seed) {
            const auto options = linearOptions(seed);
            const auto model = difficulty::trainLinear(train, width, m_task.train->right, m_outputs, options, m_job);
            if (model)
                m_trained.seeds[place] = { model->logits(train), model->logits(test), static_cast<double>(options.epochs) };
            return model.has_value();
        });
        return isWhole ? std::optional(std::move(m_trained)) : std::nullopt;
    }

    /// The layer that output `output` reads: its own where there are as many, else spread over the depth.
    std::int64_t layerOf(std::int64_t output) const
    {
        return ((output + 1) * m_model->config().layers + m_outputs - 1) / m_outputs;
    }

    /// Layers of all units at once where memory allows, else some at a time.
    std::optional<TrainedPredictor> linearOnStates()
    {
        if (m_outputs != m_model->config().layers)
            m_trained.notes.push_back("the " + std::to_string(m_outputs) + " outputs read layers spread over the "
                + std::to_string(m_model->config().layers) + " of the model, the last one the last");
        m_trained.seeds.resize(m_task.seeds.size());
        for (auto& seed : m_trained.seeds) {
            seed.train.resize(m_task.train->right.size());
            seed.test.resize(m_task.test->right.size());
            seed.epochs = linearOptions(1).epochs;
        }
        const auto perLayer = static_cast<std::size_t>((m_train.units + m_test.units) * m_model->config().hidden) * sizeof(float);
        const auto atOnce = static_cast<std::int64_t>(std::max<std::size_t>(1, stateBytes / perLayer));
        for (std::int64_t first = 0; first < m_outputs; first += atOnce) {
            std::vector<std::int64_t> layers;
            for (auto output = first; output < std::min(m_outputs, first + atOnce); ++output)
                layers.push_back(layerOf(output));
            const auto train = m_model->states(m_train, layers, m_options.threads, m_job);
            const auto test = train ? m_model->states(m_test, layers, m_options.threads, m_job) : std::nullopt;
            if (!test)
                return std::nullopt;
            for (std::size_t layer = 0; layer < layers.size(); ++layer)
                if (!oneLayer(first + static_cast<std::int64_t>(layer), (*train)[layer], (*test)[layer]))
                    return std::nullopt;
        }
        return std::move(m_trained);
    }

    bool oneLayer(std::int64_t output, const std::vector<float>& train, const std::vector<float>& test)
    {
        const auto right = column(*m_task.train, output);
        JobContext inner = m_job;
        inner.report = [&](Progress progress) {
            progress.note = "exit " + std::to_string(output + 1) + " of " + std::to_string(m_outputs);
            progress.done += output * progress.total;
            progress.total *= m_outputs;
            m_job.tell(progress);
        };
        return forEachSeed([&](std::size_t place, std::uint64_t seed) {
            const auto model = difficulty::trainLinear(train, m_model->config().hidden, right, 1, linearOptions(seed), inner);
            if (!model)
                return false;
            const auto put = [&](const std::vector<float>& points, std::vector<float>& into) {
                const auto logits = model->logits(points);
                for (std::size_t unit = 0; unit < logits.size(); ++unit)
                    into[unit * static_cast<std::size_t>(m_outputs) + static_cast<std::size_t>(output)] = logits[unit];
            };
            put(train, m_trained.seeds[place].train);
            put(test, m_trained.seeds[place].test);
            return true;
        });
    }

    FitOptions fitOptions(std::uint64_t seed, double rate, int mostEpochs, int patience, double dropout) const
    {
        FitOptions options;
        options.epochs = m_options.epochs;
        options.mostEpochs = mostEpochs;
        options.patience = patience;
        options.dropout = dropout;
        options.batch = m_options.batch;
        options.seed = seed;
        options.optimizer.rate = m_options.rate > 0 ? m_options.rate : rate;
        return options;
    }

    /// `make` a model for a seed, train it, ask it.
    std::optional<TrainedPredictor> fitted(const std::function<std::unique_ptr<UnitModel>(std::uint64_t seed)>& make,
        const std::function<FitOptions(std::uint64_t seed)>& optionsOf)
    {
        const auto& labels = m_task.train->right;
        const at::Tensor right = at::from_blob(const_cast<std::uint8_t*>(labels.data()), { m_train.units, m_outputs }, at::kByte)
                                     .to(at::kFloat);
        m_trained.seeds.resize(m_task.seeds.size());
        const auto most = mostSteps(m_train, optionsOf(m_task.seeds.front())) * static_cast<std::int64_t>(m_task.seeds.size());
        SharedSteps steps(m_job, most);
        const bool isWhole = forEachSeed([&](std::size_t place, std::uint64_t seed) {
            const auto model = make(seed);
            const auto epochs = fit(*model, m_train, right, optionsOf(seed), steps, m_job);
            auto train = epochs ? logitsOf(*model, m_train, m_outputs, m_job) : std::nullopt;
            auto test = train ? logitsOf(*model, m_test, m_outputs, m_job) : std::nullopt;
            if (test)
                m_trained.seeds[place] = { std::move(*train), std::move(*test), *epochs };
            return test.has_value();
        });
        return isWhole ? std::optional(std::move(m_trained)) : std::nullopt;
    }

    /// Rows of the tokens that the texts have: the rest of a large vocabulary would only be carried along.
    std::shared_ptr<const EmbeddingStart> embeddingStart() const
    {
        std::vector<std::int32_t> used(m_train.ids);
        used.insert(used.end(), m_test.ids.begin(), m_test.ids.end());
        std::sort(used.begin(), used.end());
        used.erase(std::unique(used.begin(), used.end()), used.end());
        auto start = std::make_shared<EmbeddingStart>();
        start->place.assign(static_cast<std::size_t>(m_tokenizer->vocabularySize()), -1);
        for (std::size_t row = 0; row < used.size(); ++row)
            start->place[static_cast<std::size_t>(used[row])] = static_cast<std::int32_t>(row);
        if (m_model && !m_options.isFromScratch) {
            start->rows = m_model->embeddings(used);
            return start;
        }
        constexpr double deviation = 0.1;
        start->rows = at::empty({ static_cast<std::int64_t>(used.size()), m_options.hidden });
        Random random(1, static_cast<std::uint64_t>(Stream::Weights));
        std::generate_n(start->rows.data_ptr<float>(), start->rows.numel(),
            [&] { return static_cast<float>(deviation * random.normal()); });
        return start;
    }

    std::optional<TrainedPredictor> bilstm()
    {
        const auto embedding = embeddingStart();
        return fitted(
            [&](std::uint64_t seed) { return newBiLstm(embedding, m_options.hidden, m_outputs, m_train.isOfWords, seed); },
            [&](std::uint64_t seed) { return fitOptions(seed, 1e-3, 20, 2, 0.2); });
    }

    std::optional<TrainedPredictor> transformer()
    {
        const TransformerStart start = m_model
            ? startFrom(m_options.model, m_outputs, m_train.isOfWords, m_options.isFromScratch)
            : startOfShape(m_options.layers, m_options.hidden, m_tokenizer->vocabularySize(), m_maxLength, m_outputs, m_train.isOfWords);
        // What BERT-base is fine-tuned with, and more the narrower a model is; as few epochs, too, where it is not from scratch.
        const double rate = 3e-5 * 768 / static_cast<double>(start.config.hidden);
        const int epochs = start.weights.defined() ? 4 : 20, patience = start.weights.defined() ? 1 : 3;
        return fitted([&](std::uint64_t seed) { return newTransformer(start, seed); },
            [&](std::uint64_t seed) { return fitOptions(seed, rate, epochs, patience, 0.1); });
    }

    const difficulty::PredictorTask& m_task;
    const difficulty::PredictorOptions& m_options;
    const JobContext& m_job;
    const std::int64_t m_outputs;
    std::unique_ptr<FrozenModel> m_model; ///< null without one
    std::unique_ptr<data::Tokenizer> m_tokenizer;
    int m_maxLength = 0;
    UnitInputs m_train, m_test;
    TrainedPredictor m_trained;
};

} // namespace

std::optional<TrainedPredictor> foreseeDifficulty(const difficulty::PredictorTask& task, const JobContext& job)
{
    assert(task.train && task.test && !task.seeds.empty() && difficulty::isTrained(task.predictor));
    return Foreseeing(task, job).run();
}

} // namespace exitscope::engine

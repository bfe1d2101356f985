#include "core/engine/checkpoint/family.h"
#include "core/engine/checkpoint/slimming.h"
#include "core/error.h"

#include <algorithm>
#include <numeric>
#include <optional>

namespace exitscope::engine {

namespace {

/// Finds the exit heads under the names that the published code, and ours, gives them.
class HeadMapper
{
public:
    HeadMapper(WeightFinder& finder, const NamePrefix& prefix, const ConfigJson& config, EncoderMap& map)
        : m_finder(finder)
        , m_prefix(prefix)
        , m_config(config)
        , m_map(map)
        , m_shape(map.config)
    { }

    void map()
    {
        const std::string& root = m_prefix.root;
        m_shape.classifiesTokens = classifiesTokens();
        m_shape.tagScheme = m_config.text({ "tag_scheme" }).value_or("");
        m_readsTanh = readsTanhOfState(m_config);
        if (m_finder.has(root + "exits.0.classifier.weight"))
            mapOwn();
        else if (!highwayStem().empty())
            mapHighways();
        else if (m_finder.has(root + "classifiers.0.weight"))
            mapClassifiers();
        else
            mapSingle();
        mapExitModule();
        checkClasses();
    }

private:
    /// A token classifier says so by its class, "BertForTokenClassification".
    bool classifiesTokens() const
    {
        const auto classes = m_config.texts("architectures");
        return std::any_of(classes.begin(), classes.end(),
            [](const std::string& name) { return name.find("ForTokenClassification") != std::string::npos; });
    }

    /// exits.N.pooler.dense and exits.N.classifier, at the layers that config.json lists as "exit_layers".
    void mapOwn()
    {
        const std::string stem = m_prefix.root + "exits.";
        const std::int64_t count = m_finder.countOf(stem, ".classifier.weight");
        setExits(m_config.layers("exit_layers"), count, "\"exit_layers\"");
        setClasses(stem + "0.classifier.weight");
        for (std::int64_t exit = 0; exit < count; ++exit) {
            const std::string head = stem + std::to_string(exit);
            const bool hasPooler = !m_readsTanh && m_finder.has(head + ".pooler.dense.weight");
            addHead(hasPooler ? head + ".pooler.dense" : "", head + ".classifier");
        }
        m_shape.head = m_readsTanh ? HeadKind::StateTanh : HeadKind::PoolerPerExit;
    }

    /// DeeBERT, BERxiT and COST-EFF: a highway after every layer, and the model's own classifier. The last layer's
    /// highway is never trained or not there, so the main classifier is the last exit (methods.md, 11.8).
    void mapHighways()
    {
        const std::string stem = highwayStem();
        setExits(std::nullopt, m_shape.layers, "highways");
        setClasses(stem + "0.classifier.weight");
        const bool isDistil = m_finder.has(stem + "0.pre_classifier.weight");
        for (std::int64_t exit = 0; exit + 1 < m_shape.layers; ++exit) {
            const std::string head = stem + std::to_string(exit);
            const std::string dense = head + (isDistil ? ".pre_classifier" : ".pooler.dense");
            addHead(m_readsTanh ? "" : dense, head + ".classifier");
        }
        const HeadActivation atExits = isDistil ? HeadActivation::Relu : HeadActivation::Tanh;
        addLastHead();
        if (m_shape.headActivation != atExits)
            throw InputError(m_finder.table().files().front(),
                "the highways and the last classifier are of two kinds", "expected the heads of one family");
        m_shape.head = m_readsTanh ? HeadKind::StateTanh : isDistil ? HeadKind::DenseClassifier : HeadKind::PoolerPerExit;
        const std::string last = stem + std::to_string(m_shape.layers - 1);
        if (m_finder.has(last + ".classifier.weight"))
            m_map.notes.push_back("the highway of the last layer (" + last
                + ") is not used: DeeBERT never trains it, the main classifier answers there");
    }

    /// classifiers.N over one shared pooler (PABEE) or one pooler per exit (ElasticBERT). Fewer classifiers
    /// than layers sit after the last layers (ElasticBERT's num_output_layers).
    void mapClassifiers()
    {
        const std::string stem = m_prefix.root + "classifiers.";
        const std::int64_t count = m_finder.countOf(stem, ".weight");
        if (count > m_shape.layers)
            throw InputError(m_config.path(),
                "\"num_hidden_layers\" is " + std::to_string(m_shape.layers) + ", but the weights have "
                    + std::to_string(count) + " classifiers");
        const std::int64_t first = m_shape.layers - count;
        std::vector<std::int32_t> layers(static_cast<std::size_t>(count));
        std::iota(layers.begin(), layers.end(), static_cast<std::int32_t>(first + 1));
        setExits(layers, count, "classifiers");
        setClasses(stem + "0.weight");

        const std::string poolers = m_prefix.trunk + "encoder.pooler.";
        const bool areOwn = m_finder.has(poolers + std::to_string(first) + ".dense.weight");
        const std::string shared = areOwn ? "" : sharedPooler();
        if (m_shape.classifiesTokens)
            addTokenHeads(stem, count);
        for (std::int64_t exit = 0; exit < count && !m_shape.classifiesTokens; ++exit)
            addHead(areOwn ? poolers + std::to_string(first + exit) + ".dense" : shared,
                stem + std::to_string(exit));
        m_shape.head = areOwn || shared.empty() || m_shape.classifiesTokens ? HeadKind::PoolerPerExit : HeadKind::SharedPooler;
    }

    /// A pooler is a sentence's: the first token's state stands for the others there. Token classifiers sit on the states.
    void addTokenHeads(const std::string& stem, std::int64_t count)
    {
        for (std::int64_t exit = 0; exit < count; ++exit)
            addHead("", stem + std::to_string(exit));
    }

    /// A plain checkpoint: its one head at every layer, where it was never trained.
    void mapSingle()
    {
        setExits(std::nullopt, m_shape.layers, "layers");
        addLastHead();
        const HeadMap head = m_map.exits.front();
        m_map.exits.assign(static_cast<std::size_t>(m_shape.layers), head);
        m_shape.head = m_readsTanh ? HeadKind::StateTanh : HeadKind::SharedLastHead;
        m_map.notes.push_back(
            "the checkpoint has one head: it is used at every layer, untrained below the last");
    }

    /// Our own exit_module, of the kind that config.json gives, or BERxiT's lte_classifier beside its highways.
    void mapExitModule()
    {
        const auto kind = m_config.text({ "exit_module" });
        if (kind && *kind != "lte" && *kind != "classifier")
            throw InputError(m_config.path(), "\"exit_module\" is \"" + *kind + "\"",
                "expected \"lte\" or \"classifier\", or no such key");
        std::string stem = m_prefix.root + "exit_module";
        const std::string berxit = m_prefix.trunk + "encoder.lte_classifier";
        if (!m_finder.has(stem + ".weight") && m_finder.has(berxit + ".weight"))
            stem = berxit;
        else if (!kind && m_finder.has(stem + ".weight"))
            throw InputError(m_config.path(), "the weights have an exit module, \"exit_module\" is missing",
                "write \"exit_module\": \"lte\" or \"classifier\", as it was trained");
        else if (!kind)
            return;
        m_map.exitModule = m_finder.linear(stem, 1, m_shape.hidden);
        m_shape.exitModule = kind == "classifier" ? ExitModule::Classifier : ExitModule::Lte;
    }

    /// The model's own classifier with what precedes it in its family.
    void addLastHead()
    {
        const std::string& root = m_prefix.root;
        const bool isBare = m_shape.classifiesTokens || m_readsTanh;
        if (isBare && m_finder.has(root + "classifier.weight")) {
            setClasses(root + "classifier.weight");
            addHead("", root + "classifier");
        } else if (m_finder.has(root + "classifier.out_proj.weight")) {
            setClasses(root + "classifier.out_proj.weight");
            addHead(root + "classifier.dense", root + "classifier.out_proj");
        } else if (m_finder.has(root + "classifier.weight")) {
            setClasses(root + "classifier.weight");
            const bool isDistil = m_finder.has(root + "pre_classifier.weight");
            m_shape.headActivation = isDistil ? HeadActivation::Relu : HeadActivation::Tanh;
            const std::string last
                = m_prefix.trunk + "encoder.pooler." + std::to_string(m_shape.layers - 1) + ".dense";
            addHead(isDistil                         ? root + "pre_classifier"
                    : m_finder.has(last + ".weight") ? last
                                                     : sharedPooler(),
                root + "classifier");
        } else {
            throw InputError(m_finder.table().files().front(),
                "it has no classifier (tensor \"classifier.weight\" is missing)",
                "fine-tune it on a task first, or train exits on it");
        }
    }

    std::string highwayStem() const
    {
        for (const char* part : { "encoder.highway.", "transformer.highway." })
            if (m_finder.has(m_prefix.trunk + part + "0.classifier.weight"))
                return m_prefix.trunk + part;
        return {};
    }

    /// The pooler of the whole model; ALBERT's is a bare linear layer. Empty when there is none.
    std::string sharedPooler() const
    {
        for (const char* part : { "pooler.dense", "pooler" })
            if (m_finder.has(m_prefix.trunk + part + ".weight"))
                return m_prefix.trunk + part;
        return {};
    }

    void addHead(const std::string& dense, const std::string& classifier)
    {
        HeadMap head;
        if (!dense.empty())
            head.dense = m_finder.linear(dense, m_shape.hidden, m_shape.hidden);
        head.classifier = m_finder.linear(classifier, m_shape.classes, m_shape.hidden);
        m_map.exits.push_back(head);
    }

    void setClasses(const std::string& classifier)
    {
        if (m_shape.classes == 0)
            m_shape.classes = m_finder.rowsOf(classifier);
    }

    /// `given` or every layer; one per head, ascending, the last one at the last layer.
    void setExits(const std::optional<std::vector<std::int32_t>>& given, std::int64_t heads, const char* what)
    {
        auto layers = given.value_or(std::vector<std::int32_t>(static_cast<std::size_t>(m_shape.layers)));
        if (!given)
            std::iota(layers.begin(), layers.end(), 1);
        const auto fail = [&](const std::string& problem) {
            throw InputError(m_config.path(), problem,
                "expected one layer per head, ascending, the last of them " + std::to_string(m_shape.layers));
        };
        if (static_cast<std::int64_t>(layers.size()) != heads)
            fail(std::string(what) + " gives " + std::to_string(layers.size())
                + " exits, but the weights have " + std::to_string(heads) + " heads");
        for (std::size_t i = 0; i < layers.size(); ++i)
            if (layers[i] < 1 || layers[i] > m_shape.layers || (i && layers[i] <= layers[i - 1]))
                fail(std::string(what) + " puts exit " + std::to_string(i + 1) + " after layer "
                    + std::to_string(layers[i]));
        if (layers.empty() || layers.back() != m_shape.layers)
            fail(std::string(what) + " has no exit after the last layer");
        m_shape.exitLayer = std::move(layers);
    }

    void checkClasses() const
    {
        const auto said = m_config.count({ "num_labels", "_num_labels" });
        const auto named = static_cast<std::int64_t>(m_shape.labelNames.size());
        if (m_shape.classes < 1 || (said && *said != m_shape.classes) || (named && named != m_shape.classes))
            throw InputError(m_config.path(),
                (said && *said != m_shape.classes ? "\"num_labels\" is " + std::to_string(*said)
                                                  : "\"id2label\" names " + std::to_string(named))
                    + ", but the classifier has " + std::to_string(m_shape.classes) + " rows",
                "is this the config.json of these weights?");
    }

    WeightFinder& m_finder;
    const NamePrefix& m_prefix;
    const ConfigJson& m_config;
    EncoderMap& m_map;
    EncoderConfig& m_shape;
    bool m_readsTanh = false; ///< HeadKind::StateTanh
};

} // namespace

void mapHeads(WeightFinder& finder, const NamePrefix& prefix, const ConfigJson& config, EncoderMap& map)
{
    HeadMapper(finder, prefix, config, map).map();
}

} // namespace exitscope::engine

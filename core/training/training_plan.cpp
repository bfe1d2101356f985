#include "core/training/training_plan.h"

#include "core/error.h"
#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

#include <type_traits>

namespace exitscope::training {

namespace {

using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;

constexpr std::size_t largestFile = std::size_t { 1 } << 24;

std::string absolute(const std::string& path, const std::filesystem::path& folder)
{
    return path.empty() ? path : (folder / path).lexically_normal().string();
}

/// Takes values out of an object; what is not there leaves the plan's default.
class PlanReader
{
public:
    PlanReader(const Json& json, std::filesystem::path file)
        : m_json(json)
        , m_file(std::move(file))
        , m_folder(std::filesystem::absolute(m_file).parent_path())
    { }

    bool has(const char* key) const { return m_json.contains(Pointer(key)); }

    template <typename Value> void read(const char* key, Value& into) const
    {
        if (!has(key))
            return;
        const Json& value = m_json.at(Pointer(key));
        const bool fits = std::is_same_v<Value, bool> ? value.is_boolean()
            : std::is_same_v<Value, std::string>      ? value.is_string()
            : std::is_floating_point_v<Value>         ? value.is_number()
            : std::is_unsigned_v<Value>               ? value.is_number_unsigned()
                                                      : value.is_number_integer();
        if (!fits)
            throw InputError(m_file, "\"" + nameOf(key) + "\" has the wrong type", "see “Training” in the manual");
        into = value.get<Value>();
    }

    void readPath(const char* key, std::string& into) const
    {
        read(key, into);
        if (has(key))
            into = absolute(into, m_folder);
    }

    /// "dev.tsv", or an object with "file" and columns. False: something else.
    bool readSource(const char* key, std::string& file, TrainingPlan& plan) const
    {
        if (!has(key))
            return true;
        const Json& value = m_json.at(Pointer(key));
        if (value.is_string()) {
            readPath(key, file);
            return true;
        }
        const Json* source = value.is_array() && value.size() == 1 ? &value[0] : &value;
        if (!source->is_object() || !source->contains("file") || !(*source)["file"].is_string())
            return false;
        file = absolute((*source)["file"].get<std::string>(), m_folder);
        if (source->contains("label_column") && (*source)["label_column"].is_string())
            plan.labelColumn = (*source)["label_column"].get<std::string>();
        if (source->contains("text_columns")) {
            const Json& columns = (*source)["text_columns"];
            plan.textColumns.clear();
            for (const Json& column : columns.is_array() ? columns : Json::array({ columns }))
                if (column.is_string())
                    plan.textColumns.push_back(column.get<std::string>());
        }
        return true;
    }

    const std::filesystem::path& folder() const { return m_folder; }

private:
    static std::string nameOf(const char* key)
    {
        std::string name(key + 1);
        for (char& letter : name)
            letter = letter == '/' ? '.' : letter;
        return name;
    }

    const Json& m_json;
    std::filesystem::path m_file, m_folder;
};

/// Paths that the plan does not say, as seen from anywhere.
void makeAbsolute(Json& json, const std::filesystem::path& folder)
{
    const auto mend = [&folder](Json& value) {
        if (value.is_string())
            value = absolute(value.get<std::string>(), folder);
    };
    for (const char* key : { "/tokenizer/from" })
        if (json.contains(Pointer(key)))
            mend(json[Pointer(key)]);
    if (json.contains(Pointer("/pretrain/files"))) {
        Json& files = json[Pointer("/pretrain/files")];
        mend(files);
        if (files.is_array())
            for (Json& file : files)
                mend(file);
    }
    for (const char* part : { "/task/train", "/task/dev", "/task/test", "/task/unlabelled" }) {
        if (!json.contains(Pointer(part)))
            continue;
        Json& sources = json[Pointer(part)];
        mend(sources);
        for (Json* source : [&] {
                 std::vector<Json*> all { &sources };
                 if (sources.is_array())
                     for (Json& one : sources)
                         all.push_back(&one);
                 return all;
             }())
            for (const char* key : { "file", "grammar" })
                if (source->is_object() && source->contains(key))
                    mend((*source)[key]);
    }
}

/// Puts values into an object, in place of what it had.
class PlanWriter
{
public:
    explicit PlanWriter(Json json)
        : m_json(std::move(json))
    { }

    template <typename Value> void set(const char* key, const Value& value) { m_json[Pointer(key)] = value; }

    void erase(const std::string& key)
    {
        const Pointer pointer(key);
        if (!m_json.contains(pointer))
            return;
        m_json.at(pointer.parent_pointer()).erase(pointer.back());
        if (pointer.parent_pointer() != Pointer() && m_json.at(pointer.parent_pointer()).empty())
            erase(pointer.parent_pointer().to_string());
    }

    template <typename Value> void setOrErase(const char* key, const Value& value, bool isSaid)
    {
        if (isSaid)
            set(key, value);
        else
            erase(key);
    }

    /// A plain name where nothing else is said of it; further keys of an object stay.
    void setSource(const char* key, const std::string& file, const TrainingPlan& plan)
    {
        if (file.empty())
            return erase(key);
        Json source = Json::object();
        if (m_json.contains(Pointer(key))) {
            const Json& before = m_json[Pointer(key)];
            const Json& one = before.is_array() && before.size() == 1 ? before[0] : before;
            if (one.is_object() && one.contains("file"))
                source = one;
        }
        source["file"] = file;
        source.erase("text_columns");
        source.erase("label_column");
        if (!plan.textColumns.empty())
            source["text_columns"] = plan.textColumns;
        if (!plan.labelColumn.empty())
            source["label_column"] = plan.labelColumn;
        m_json[Pointer(key)] = source.size() == 1 ? Json(file) : source;
    }

    Json take() { return std::move(m_json); }

private:
    Json m_json;
};

void readTraining(const PlanReader& reader, TrainingPlan& plan)
{
    reader.readPath("/model/init", plan.init);
    reader.read("/model/layers", plan.layers);
    reader.read("/model/hidden", plan.hidden);
    reader.read("/model/heads", plan.heads);
    reader.read("/model/feed_forward", plan.feedForward);
    reader.read("/model/positions", plan.positions);
    reader.read("/exit_head", plan.exitHead);
    reader.read("/regime", plan.regime);
    reader.read("/equilibrium", plan.hasEquilibrium);
    std::string module;
    reader.read("/exit_module/kind", module);
    plan.learnsToExit = module == "lte";
    reader.readPath("/teacher/model", plan.teacher);
    reader.read("/teacher/temperature", plan.temperature);
    double hiddenWeight = 0;
    reader.read("/teacher/hidden", hiddenWeight);
    plan.matchesHidden = hiddenWeight > 0;
    reader.read("/epochs", plan.epochs);
    reader.read("/exit_epochs", plan.exitEpochs);
    reader.read("/optimizer/lr", plan.rate);
    reader.read("/early_stopping/patience", plan.patience);
}

void writeTraining(PlanWriter& writer, const TrainingPlan& plan)
{
    writer.setOrErase("/model/init", plan.init, !plan.init.empty());
    if (plan.init.empty()) {
        writer.set("/model/layers", plan.layers);
        writer.set("/model/hidden", plan.hidden);
        writer.set("/model/heads", plan.heads);
        writer.set("/model/feed_forward", plan.feedForward);
        writer.set("/model/positions", plan.positions);
    } else {
        for (const char* key : { "/model/hidden", "/model/heads", "/model/feed_forward", "/model/positions" })
            writer.erase(key); // are the checkpoint's
    }
    writer.setOrErase("/exit_head", plan.exitHead, !plan.exitHead.empty());
    writer.set("/regime", plan.regime);
    writer.setOrErase("/equilibrium", true, plan.hasEquilibrium);
    if (plan.regime != "diversity")
        writer.erase("/diversity_weight"); // which no other regime has
    if (plan.regime != "single-exit")
        writer.erase("/limit");
    if (plan.learnsToExit)
        writer.set("/exit_module/kind", "lte");
    else
        writer.erase("/exit_module");
    if (plan.teacher.empty()) {
        writer.erase("/teacher");
    } else {
        writer.set("/teacher/model", plan.teacher);
        writer.set("/teacher/temperature", plan.temperature);
        writer.setOrErase("/teacher/hidden", 1.0, plan.matchesHidden);
    }
    writer.set("/epochs", plan.epochs);
    writer.setOrErase("/exit_epochs", plan.exitEpochs, plan.exitEpochs > 0);
    writer.set("/optimizer/lr", plan.rate);
    writer.setOrErase("/early_stopping/patience", plan.patience, plan.patience > 0);
}

void readCompression(const PlanReader& reader, TrainingPlan& plan)
{
    plan.hasEquilibrium = true;
    reader.readPath("/model", plan.init);
    reader.readPath("/teacher", plan.teacher);
    reader.read("/preset", plan.preset);
    plan.width.clear();
    reader.read("/width", plan.width);
    reader.read("/heads", plan.headsKept);
    plan.feedForwardKept = 0;
    plan.wordRank = -1;
    reader.read("/feed_forward", plan.feedForwardKept);
    reader.read("/rank", plan.wordRank);
    reader.read("/importance", plan.importance);
    reader.read("/equilibrium", plan.hasEquilibrium);
    reader.read("/temperature", plan.temperature);
}

void writeCompression(PlanWriter& writer, const TrainingPlan& plan)
{
    writer.setOrErase("/model", plan.init, !plan.init.empty());
    writer.setOrErase("/teacher", plan.teacher, !plan.teacher.empty());
    writer.setOrErase("/preset", plan.preset, !plan.preset.empty());
    writer.setOrErase("/width", plan.width, !plan.width.empty());
    writer.setOrErase("/heads", plan.headsKept, plan.width.empty());
    writer.setOrErase("/feed_forward", plan.feedForwardKept, plan.width.empty() && plan.feedForwardKept > 0);
    writer.setOrErase("/rank", plan.wordRank, plan.width.empty() && plan.wordRank >= 0);
    writer.set("/importance", plan.importance);
    writer.set("/equilibrium", plan.hasEquilibrium);
    writer.set("/temperature", plan.temperature);
}

/// A training's model is an object, a compression's a folder.
bool isCompression(const Json& json)
{
    const auto model = json.find("model");
    return (model != json.end() && model->is_string()) || json.contains("width") || json.contains("preset")
        || json.contains("stages");
}

} // namespace

TrainingPlan planFromJson(const std::string& text, const std::filesystem::path& file)
{
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object())
        throw InputError(file, "is no JSON object", "choose a configuration of a training or a compression");
    TrainingPlan plan;
    const PlanReader reader(json, file);
    reader.read("/task/name", plan.task);
    plan.hasFurtherSources = !reader.readSource("/task/train", plan.train, plan);
    reader.readSource("/task/dev", plan.dev, plan);
    reader.readSource("/task/test", plan.test, plan);
    plan.kind = isCompression(json) ? TrainingPlan::Kind::Compress : TrainingPlan::Kind::Train;
    reader.read("/batch", plan.batch);
    reader.read("/accumulate", plan.accumulate);
    reader.read("/max_length", plan.maxLength);
    reader.read("/seed", plan.seed);
    reader.readPath("/output", plan.output);
    if (plan.kind == TrainingPlan::Kind::Compress)
        readCompression(reader, plan);
    else
        readTraining(reader, plan);
    makeAbsolute(json, reader.folder());
    plan.base = json.dump();
    return plan;
}

std::string toJson(const TrainingPlan& plan)
{
    Json base = plan.base.empty() ? Json::object() : Json::parse(plan.base);
    if (!base.empty() && isCompression(base) != (plan.kind == TrainingPlan::Kind::Compress))
        base = Json::object(); // the keys of one mean nothing to the other
    PlanWriter writer(std::move(base));
    writer.setOrErase("/task/name", plan.task, !plan.task.empty());
    if (!plan.train.empty() || !plan.hasFurtherSources)
        writer.setSource("/task/train", plan.train, plan);
    writer.setSource("/task/dev", plan.dev, plan);
    writer.setSource("/task/test", plan.test, plan);
    if (plan.kind == TrainingPlan::Kind::Compress)
        writeCompression(writer, plan);
    else
        writeTraining(writer, plan);
    writer.set("/batch", plan.batch);
    if (plan.kind == TrainingPlan::Kind::Train)
        writer.setOrErase("/accumulate", plan.accumulate, plan.accumulate > 1);
    writer.set("/max_length", plan.maxLength);
    writer.set("/seed", plan.seed);
    writer.set("/output", plan.output);
    return writer.take().dump(2) + "\n";
}

TrainingPlan readPlan(const std::filesystem::path& file)
{
    return planFromJson(io::readWholeFile(file, largestFile), file);
}

std::filesystem::path seedFolder(const std::filesystem::path& output, std::uint64_t seed)
{
    return output / ("seed-" + std::to_string(seed));
}

} // namespace exitscope::training

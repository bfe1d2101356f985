#include "core/engine/train/teacher.h"

#include "core/engine/checkpoint/config_json.h"
#include "core/engine/train/checkpoint_files.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <torch/torch.h>

#include <algorithm>
#include <sstream>

namespace exitscope::engine {

namespace {

/// Says which of the two has what.
[[noreturn]] void refuse(const std::filesystem::path& configFile, const TeacherConfig& teacher, const std::string& its,
    const std::string& students, const char* remedy)
{
    throw InputError(configFile, "the teacher in " + teacher.model.string() + " has " + its + ", the student " + students, remedy);
}

void checkClasses(const TeacherConfig& teacher, const std::filesystem::path& configFile, const TaskLabels& labels)
{
    const ConfigJson json = ConfigJson::read(teacher.model / "config.json");
    const auto names = json.labels();
    const auto classes = names.empty() ? json.count({ "num_labels" }).value_or(labels.classes()) : std::ssize(names);
    if (classes != labels.classes())
        refuse(configFile, teacher, std::to_string(classes) + (classes == 1 ? " class" : " classes"),
            std::to_string(labels.classes()), "name a teacher that was trained for this task");
    const bool hasOwnNames = !names.empty() && names.front() != "LABEL_0";
    if (labels.isRegression || !hasOwnNames || names == labels.names)
        return;
    const auto [its, students] = std::mismatch(names.begin(), names.end(), labels.names.begin());
    refuse(configFile, teacher, "\"" + *its + "\" as class " + std::to_string(its - names.begin()), "\"" + *students + "\"",
        "list \"task.labels\" in the teacher's order");
}

std::vector<std::string> linesOf(const std::filesystem::path& file)
{
    std::istringstream text(io::readWholeFile(file));
    std::vector<std::string> lines;
    for (std::string line; std::getline(text, line);)
        lines.push_back(line);
    return lines;
}

void checkVocabulary(const TeacherConfig& teacher, const std::filesystem::path& configFile, const std::filesystem::path& tokenizer)
{
    constexpr const char* remedy = "name the teacher's folder in \"tokenizer.from\", or start from its tokenizer";
    const auto its = linesOf(teacher.model / "vocab.txt"), students = linesOf(tokenizer / "vocab.txt");
    if (its.size() != students.size())
        refuse(configFile, teacher, "a vocabulary of " + std::to_string(its.size()) + " entries", std::to_string(students.size()),
            remedy);
    const auto [one, other] = std::mismatch(its.begin(), its.end(), students.begin());
    if (one != its.end())
        refuse(configFile, teacher, "\"" + *one + "\" as token " + std::to_string(one - its.begin()), "\"" + *other + "\"", remedy);
}

void checkShape(const TeacherConfig& teacher, const std::filesystem::path& configFile, const EncoderConfig& its,
    const EncoderConfig& student, std::int64_t longest)
{
    const auto count = [](std::int64_t number, const char* what) { return std::to_string(number) + what; };
    if (teacher.hidden > 0 && its.hidden != student.hidden)
        refuse(configFile, teacher, "a hidden size of " + count(its.hidden, ""), count(student.hidden, ""),
            "leave \"teacher.hidden\" out: states of two sizes cannot be compared");
    if (its.positions < longest)
        refuse(configFile, teacher, count(its.positions, " positions"), "texts of up to " + count(longest, " tokens"),
            "use a smaller \"max_length\"");
    const auto itsExits = std::ssize(its.exitLayer), exits = std::ssize(student.exitLayer);
    if (teacher.logits > 0 && teacher.match == TeacherConfig::Match::ByExit && itsExits != exits)
        refuse(configFile, teacher, count(itsExits, itsExits == 1 ? " exit" : " exits"), count(exits, ""),
            "use \"match\": \"last\", or as many exits");
}

} // namespace

Teacher::Teacher(const TeacherConfig& config, const std::filesystem::path& configFile, const EncoderConfig& student,
    const TaskLabels& labels, const std::filesystem::path& tokenizer, std::int64_t longest, int shards)
    : m_config(config)
{
    checkClasses(config, configFile, labels);
    checkVocabulary(config, configFile, tokenizer);
    std::vector<std::int32_t> exits = storedExits(config.model);
    if (exits.empty())
        exits = { static_cast<std::int32_t>(storedLayers(config.model)) };
    const InitialModel model = readInitialModel(config.model, exits, labels.classes(), labels.isOfWords, ExitModule::None, 0);
    if (!model.untrainedExits.empty())
        throw InputError(configFile,
            "the teacher in " + config.model.string() + " has no classifier of " + std::to_string(labels.classes())
                + " classes after layer " + std::to_string(model.untrainedExits.front()),
            "name a teacher that was trained for this task");
    checkShape(config, configFile, model.config, student, longest);
    const ParameterLayout layout(model.config, MaskHead::Present);
    m_weights = model.weights;
    for (int shard = 0; shard < shards; ++shard)
        m_replicas.emplace_back(model.config, layout, m_weights, at::Tensor());
}

TeacherAnswers Teacher::answers(const Pack& pack, std::size_t shard) const
{
    torch::NoGradGuard noGradients;
    Pack whole;
    if (!pack.layers.empty()) {
        whole = pack;
        whole.layers.clear();
    }
    const Pack& read = pack.layers.empty() ? pack : whole;
    const TrainableEncoder& encoder = m_replicas[shard];
    at::Tensor embedded;
    auto states = encoder.states(read, {}, encoder.config().layers, &embedded);
    TeacherAnswers answers;
    for (const ExitRows& exit : encoder.exits(read, states, {}))
        answers.logits.push_back(exit.logits);
    if (m_config.hidden > 0) {
        states.insert(states.begin(), embedded);
        answers.states = std::move(states);
    }
    return answers;
}

} // namespace exitscope::engine

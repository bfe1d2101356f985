#include "app/analysis/difficulty_work.h"

#include "core/difficulty/annotation_source.h"
#include "core/difficulty/study_file.h"
#include "core/engine/engine.h"
#include "core/error.h"

#include <unistd.h>

namespace exitscope::app {

namespace {

std::optional<std::pair<difficulty::Annotation, difficulty::Annotation>> openParts(
    const DifficultyRequest& request, const JobContext& job)
{
    auto train = difficulty::openAnnotation(request.train, job);
    if (!train)
        return std::nullopt;
    if (request.test.empty())
        return difficulty::split(*train, request.share, request.options.firstSeed);
    auto test = difficulty::openAnnotation(request.test, job);
    if (!test)
        return std::nullopt;
    return std::pair(std::move(*train), std::move(*test));
}

/// The study that a file keeps; nothing where it is another's, or cannot be read.
std::optional<difficulty::Study> studyIn(const std::filesystem::path& file, const std::string& identity)
{
    try {
        auto study = difficulty::readStudy(file);
        if (study.identity == identity)
            return study;
    } catch (const InputError&) {
        // Not ours to write over, either: another name is found.
    }
    return std::nullopt;
}

} // namespace

std::filesystem::path studyFileFor(
    const DifficultyRequest& request, const std::string& identity, const std::filesystem::path& fallback)
{
    const auto& data = request.test.empty() ? request.train : request.test;
    auto folder = std::filesystem::absolute(data).parent_path();
    if (::access(folder.c_str(), W_OK) != 0)
        folder = fallback;
    std::string base = data.stem().string();
    if (data.extension() != ".trace") // "test.txt" says little
        base = std::filesystem::absolute(data).parent_path().filename().string().append("-").append(base);
    for (int number = 1;; ++number) {
        std::string name = base;
        if (number > 1)
            name.append("-").append(std::to_string(number));
        auto file = folder / name.append(difficulty::studySuffix);
        if (!std::filesystem::exists(file) || studyIn(file, identity))
            return file;
    }
}

bool keepStudy(const DifficultyRequest& request, const std::filesystem::path& fallback, const JobContext& job,
    const std::function<void(const std::filesystem::path& file)>& onKept)
{
    const auto parts = openParts(request, job);
    if (!parts)
        return false;
    const auto& [train, test] = *parts;
    const std::string identity = difficulty::studyIdentity(train, test, request.options);
    const auto file = studyFileFor(request, identity, fallback);
    const auto begun = studyIn(file, identity);
    std::filesystem::create_directories(file.parent_path());
    const auto foresee = [](const difficulty::PredictorTask& task, const JobContext& inner) {
        return engine::loadEngine()->foresee(task, inner);
    };
    const auto keep = [&](const difficulty::Study& now) {
        difficulty::saveStudy(file, now);
        onKept(file);
    };
    const auto study = difficulty::runStudy(train, test, request.options, foresee, job, keep, begun ? &*begun : nullptr);
    if (study)
        keep(*study);
    return study.has_value();
}

} // namespace exitscope::app

#include "core/generations/generation_sweep.h"

#include "core/calm/rule_range.h"
#include "core/engine/checkpoint/decoder_checkpoint.h"
#include "core/error.h"
#include "core/generations/generations_file.h"
#include "core/generations/prompt_lines.h"

#include <algorithm>
#include <utility>

namespace exitscope::generations {

namespace {

/// Each once, in the order in which they were asked for; the full model comes first by itself.
std::vector<std::string> rulesOf(const SweepRequest& request, std::span<const std::int32_t> exitLayer)
{
    std::vector<std::string> rules;
    for (const auto& policy : request.policies)
        for (const auto& rule : calm::parseGenerationRules(policy)) {
            (void)calm::decisionExits(rule, exitLayer);
            if (const auto text = rule.text(); text != "full" && std::ranges::find(rules, text) == rules.end())
                rules.push_back(text);
        }
    if (rules.empty())
        throw InputError(std::string("a sweep needs rules beside the full model"), "give --policy, such as margin:threshold=1:0:21");
    return rules;
}

Settings settingsFor(const SweepRequest& request, const PromptLines& lines, const JobContext& job)
{
    const auto& asked = request.generate;
    const auto checkpoint = engine::DecoderCheckpoint::open(asked.model);
    const auto& config = checkpoint->config();
    Settings settings;
    settings.model = checkpoint->name();
    settings.modelSha256 = checkpoint->sha256(job);
    settings.family = config.modelType;
    settings.layers = config.decoder.layers;
    settings.exitLayers = config.exitLayer;
    settings.data = lines.names.front();
    settings.dataSha256 = lines.hashes.front();
    settings.references.assign(lines.names.begin() + 1, lines.names.end());
    settings.referencesSha256.assign(lines.hashes.begin() + 1, lines.hashes.end());
    settings.prompts = std::ssize(lines.prompts);
    settings.maxTokens = asked.maxTokens;
    settings.batch = asked.texts;
    settings.temperature = asked.temperature;
    settings.topWords = asked.topWords;
    settings.topShare = asked.topShare;
    settings.seed = asked.seed;
    settings.cutsLongPrompts = asked.longPrompt == engine::LongPrompt::Cut;
    return settings;
}

Point pointFrom(const engine::GenerationRun& run, std::int64_t session)
{
    Point point;
    point.rule = run.rule;
    point.session = session;
    point.timing = { run.readSeconds, run.writeSeconds };
    point.headUses = run.headUses;
    for (const auto& written : run.texts) {
        auto& text = point.texts.emplace_back();
        text.text = written.text;
        text.hasEnded = written.hasEnded;
        text.flops = written.flops;
        text.fullFlops = written.fullFlops;
        for (const auto& token : written.tokens)
            text.exits.push_back(token.exit);
    }
    return point;
}

void requireSameTexts(const Generations& known, const Point& again)
{
    for (std::size_t i = 0; i < again.texts.size(); ++i)
        if (again.texts[i].text != known.full.texts[i].text)
            throw InputError(known.path,
                "the full model now writes another text for prompt " + std::to_string(i + 1)
                    + " than when the file was begun, perhaps because another kind of processor rounds otherwise",
                "go on where it was begun, or begin another file");
}

/// Progress of one run as that of all.
JobContext overAll(const JobContext& job, std::int64_t runs, const std::vector<std::string>& rules,
    const std::shared_ptr<std::int64_t>& done)
{
    JobContext inner = job;
    if (!job.report)
        return inner;
    inner.report = [report = job.report, runs, rules, done](const Progress& progress) {
        const auto at = static_cast<std::size_t>(*done);
        report({ *done * progress.total + progress.done, runs * progress.total, progress.unit,
            at == 0 ? std::string("full") : rules[std::min(at, rules.size()) - 1] });
    };
    return inner;
}

} // namespace

SweepEnd sweepGenerations(const SweepRequest& request, const Generate& generate, const JobContext& job)
{
    if (request.generate.beams != 1)
        throw InputError(std::string("a sweep of exits takes no beams"), "beam search is by the full model alone; leave --beams out");
    const auto lines = readPromptLines(request.data, request.references);
    const auto settings = settingsFor(request, lines, job);
    const auto rules = rulesOf(request, settings.exitLayers);
    GenerationsFile file(request.out, settings, lines.prompts);

    SweepEnd end;
    if (lines.emptyLines > 0)
        end.notes.push_back(std::to_string(lines.emptyLines) + (lines.emptyLines == 1 ? " empty line was" : " empty lines were") + " left out");
    std::vector<std::string> missing;
    for (const auto& rule : rules)
        (file.generations().find(rule) ? ++end.known, void() : missing.push_back(rule));
    if (missing.empty())
        return end;

    auto asked = request.generate;
    asked.data.clear();
    asked.prompts.clear();
    for (const auto& prompt : lines.prompts)
        asked.prompts.push_back(prompt.text);
    asked.rule = "full";
    asked.furtherRules = missing;
    asked.compare = false;
    const std::int64_t session = std::ssize(file.generations().fullTimings) + 1;
    const auto done = std::make_shared<std::int64_t>(0);
    asked.onRun = [&](const engine::GenerationRun& run) {
        auto point = pointFrom(run, session);
        const bool isFull = point.rule == "full";
        if (isFull && session > 1)
            requireSameTexts(file.generations(), point);
        file.append(std::move(point));
        end.written += isFull ? 0 : 1;
        ++*done;
    };
    const auto report = generate(asked, overAll(job, std::ssize(missing) + 1, missing, done));
    end.end = report.end;
    end.notes.insert(end.notes.end(), report.notes.begin(), report.notes.end());
    return end;
}

} // namespace exitscope::generations

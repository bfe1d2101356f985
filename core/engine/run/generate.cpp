#include "core/engine/run/generate.h"

#include "core/data/text_stream.h"
#include "core/engine/model/stream.h"
#include "core/engine/run/beam_search.h"
#include "core/engine/run/decoder_shelf.h"
#include "core/engine/run/prompts.h"
#include "core/engine/run/text_tracer.h"
#include "core/error.h"
#include "core/io/sha256.h"

#include <unistd.h>

#include <algorithm>
#include <exception>
#include <thread>

namespace exitscope::engine {

namespace {

/// The caches are taken before anything is written; a number of tokens that no memory holds is said now.
void requireMemory(const DecoderConfig& config, std::span<const PreparedPrompt> prompts, const GenerateRequest& request)
{
    std::int64_t longest = 0;
    for (const PreparedPrompt& prompt : prompts)
        longest = std::max(longest, std::ssize(prompt.tokens.ids));
    const double room = static_cast<double>(longest) + static_cast<double>(request.maxTokens);
    const double positions = config.positions > 0 ? std::min(room, static_cast<double>(config.positions)) : room;
    const double floats = positions
        * static_cast<double>(2 * config.decoder.layers * config.keyWidth(config.decoder) + config.hidden);
    const double texts = static_cast<double>(std::min<std::int64_t>(std::max(request.texts, request.beams),
        std::max<std::int64_t>(std::ssize(prompts), request.beams)));
    const double memory = static_cast<double>(::sysconf(_SC_PHYS_PAGES)) * static_cast<double>(::sysconf(_SC_PAGESIZE));
    if (texts * floats * sizeof(float) > memory / 2)
        throw InputError(std::string("the caches of so many texts and tokens need more than half of this machine's memory"),
            "ask for fewer tokens, or fewer texts at a time");
}

GeneratedText toText(const data::Tokenizer& tokenizer, const std::string& prompt, const PreparedPrompt& prepared,
    const WrittenText& written)
{
    GeneratedText text;
    text.prompt = prompt;
    text.promptTokens = std::ssize(prepared.tokens.encoded.empty() ? prepared.tokens.ids : prepared.tokens.encoded);
    text.promptCut = prepared.cut;
    text.hasEnded = written.hasEnded;
    text.flops = written.flops;
    text.fullFlops = written.fullFlops;
    data::TextStream stream(tokenizer, prepared.tokens.ids);
    for (const WrittenToken& token : written.tokens) {
        text.tokens.push_back({ token.id, stream.add(token.id), token.exit, token.score });
        text.text += text.tokens.back().text;
    }
    if (std::string rest = stream.finish(); !rest.empty()) {
        text.tokens.back().text += rest;
        text.text += rest;
    }
    return text;
}

/// One request at work.
class Writing
{
public:
    Writing(const GenerateRequest& request, const JobContext& job, const ReadyDecoder& ready, std::vector<std::string> texts)
        : m_request(request)
        , m_job(job)
        , m_texts(std::move(texts))
        , m_decoder(ready.decoder)
        , m_tokenizer(ready.tokenizer)
    {
        for (std::size_t i = 0; i < m_texts.size(); ++i) {
            m_prompts.push_back(preparePrompt(m_decoder->config(), *m_tokenizer, m_texts[i], i + 1, request));
            m_tokens.push_back(m_prompts.back().tokens);
        }
        requireMemory(m_decoder->config(), m_prompts, request);
    }

    GenerateReport report()
    {
        const DecoderConfig& config = m_decoder->config();
        GenerateReport report;
        report.model = m_decoder->checkpoint().name();
        report.family = config.modelType;
        report.layers = config.decoder.layers;
        report.vocabulary = config.vocabulary;
        report.exitLayer = config.exitLayer;
        report.notes = m_decoder->checkpoint().map().notes;
        const auto rule = calm::parseGenerationRule(m_request.rule);
        requireRules();
        warmUp();
        report.run = told(m_request.beams > 1 ? beams(rule) : run(rule, true));
        if (m_request.compare && !m_isCancelled)
            report.full.push_back(told(run({}, false)));
        for (const auto& further : m_request.furtherRules)
            if (!m_isCancelled)
                (void)told(run(calm::parseGenerationRule(further), false));
        addNotes(report);
        if (!m_request.trace.empty() && !m_isCancelled)
            keepTrace(report);
        if (m_isCancelled) {
            report = GenerateReport();
            report.end = JobEnd::Cancelled;
        }
        return report;
    }

private:
    calm::Sampling sampling() const
    {
        return { m_request.temperature, m_request.topWords, m_request.topShare, m_request.seed };
    }

    /// What no model can do under a rule is said before any run.
    void requireRules() const
    {
        for (const auto& further : m_request.furtherRules)
            (void)Generator(m_decoder, { .rule = calm::parseGenerationRule(further), .sampling = sampling() });
    }

    /// Weights that were never touched would be read at the expense of the run that comes first: of what is compared, and of
    /// the tokens a second that a person reads.
    void warmUp() const
    {
        TokenPrompt prompt = m_tokens.front();
        prompt.ids.resize(1);
        prompt.encoded.resize(std::min<std::size_t>(prompt.encoded.size(), 1));
        (void)Generator(m_decoder, { .rule = {}, .sampling = {}, .maxTokens = 1, .texts = 1 }).write(std::span(&prompt, 1), {});
    }

    GenerationRun told(GenerationRun run) const
    {
        if (m_request.onRun && !m_isCancelled)
            m_request.onRun(run);
        return run;
    }

    GenerationRun run(const calm::GenerationRule& rule, bool tells)
    {
        Generator generator(m_decoder,
            { .rule = rule, .sampling = sampling(), .maxTokens = m_request.maxTokens, .texts = m_request.texts });
        std::vector<data::TextStream> streams;
        for (const TokenPrompt& prompt : m_tokens)
            streams.emplace_back(*m_tokenizer, prompt.ids);
        const auto tell = [&](std::size_t prompt, const WrittenToken& token) {
            m_request.onToken(prompt, { token.id, streams[prompt].add(token.id), token.exit, token.score });
            return true;
        };
        const auto written
            = generator.write(m_tokens, m_job, tells && m_request.onToken ? Generator::OnToken(tell) : nullptr);
        return finished(rule, written, generator.work());
    }

    GenerationRun beams(const calm::GenerationRule& rule)
    {
        if (rule.measure != calm::TokenMeasure::Full || m_request.temperature != 0)
            throw InputError(std::string("beam search is for the full model without sampling"),
                "leave the rule and the temperature out, or take one beam");
        BeamSearch search(m_decoder,
            { .beams = m_request.beams, .maxTokens = m_request.maxTokens, .lengthPenalty = m_request.lengthPenalty });
        return finished(rule, search.write(m_tokens, m_job), search.work());
    }

    GenerationRun finished(
        const calm::GenerationRule& rule, const std::vector<WrittenText>& written, const GenerationWork& work)
    {
        GenerationRun run;
        if (written.size() != m_texts.size()) {
            m_isCancelled = true;
            return run;
        }
        run.rule = rule.text();
        for (std::size_t i = 0; i < written.size(); ++i)
            run.texts.push_back(toText(*m_tokenizer, m_texts[i], m_prompts[i], written[i]));
        run.readSeconds = work.readSeconds;
        run.writeSeconds = work.writeSeconds;
        run.tokens = work.tokens;
        run.layersRun = work.layersRun;
        run.headUses = work.headUses;
        run.flops = work.flops;
        run.fullFlops = work.fullFlops;
        return run;
    }

    /// The full model reads what was written, every exit of it; the layers that were taken go beside.
    void keepTrace(GenerateReport& report)
    {
        std::vector<TextWindows::Written> texts;
        std::vector<std::vector<data::TokenId>> ids;
        ids.reserve(report.run.texts.size());
        WindowTraceOptions options;
        io::Sha256 hash;
        for (std::size_t i = 0; i < report.run.texts.size(); ++i) {
            auto& written = ids.emplace_back();
            for (const GeneratedToken& token : report.run.texts[i].tokens) {
                written.push_back(token.id);
                options.takenLayer.push_back(token.exit);
            }
            const TokenPrompt& prompt = m_tokens[i];
            texts.push_back({ prompt.encoded.empty() ? std::string() : m_texts[i], prompt.encoded, prompt.ids, written });
            for (const auto& part : { prompt.encoded, prompt.ids, written })
                hash.update(std::as_bytes(std::span(part))).update("\n");
        }
        const auto windows = TextWindows::ofWritten(texts, *m_tokenizer);
        options.output = m_request.trace;
        options.info.task = "generation";
        options.info.datasetName = "generated";
        options.info.datasetSha256 = hash.hex();
        options.info.extra = { { "rule", report.run.rule } };
        options.identity = options.info.datasetSha256 + report.run.rule;
        TraceReport traced;
        if (!traceWindows(m_decoder, *m_tokenizer, windows, std::move(options), traced, m_job))
            m_isCancelled = true;
    }

    void addNotes(GenerateReport& report) const
    {
        std::int64_t cut = 0;
        for (const PreparedPrompt& prompt : m_prompts)
            cut += prompt.cut > 0 ? 1 : 0;
        if (cut > 0)
            report.notes.push_back(std::to_string(cut) + (cut == 1 ? " prompt was" : " prompts were")
                + " cut to leave room in the model's " + std::to_string(m_decoder->config().positions) + " positions");
        if (m_request.beams == 1 && report.run.flopsRatio() > 1)
            report.notes.push_back("the vocabulary head at every tried layer costs more than the layers that were saved: "
                                   "a shortlist, saturation or a trained classifier avoids it");
    }

    const GenerateRequest& m_request;
    const JobContext& m_job;
    std::vector<std::string> m_texts;
    std::shared_ptr<const Decoder> m_decoder;
    std::shared_ptr<const data::Tokenizer> m_tokenizer;
    std::vector<PreparedPrompt> m_prompts;
    std::vector<TokenPrompt> m_tokens;
    bool m_isCancelled = false;
};

void requireSense(const GenerateRequest& request)
{
    if (request.maxTokens < 1)
        throw InputError("the most tokens to write are " + std::to_string(request.maxTokens), "give 1 or more");
    if (request.texts < 1 || request.beams < 1)
        throw InputError(std::string("texts at a time and beams are counted from 1"), "give 1 or more");
    if (!(request.temperature >= 0) || request.temperature > 1e6)
        throw InputError(std::string("the sampling temperature is not a number of 0 or more"), "0 takes the likeliest word");
    if (!(request.topShare > 0 && request.topShare <= 1) || request.topWords < 0)
        throw InputError(std::string("sampling from the top needs a share above 0 and at most 1, or a number of words"),
            "1 and 0 take all words");
}

} // namespace

GenerateReport generateTexts(const GenerateRequest& request, const JobContext& job, DecoderShelf& shelf)
{
    requireSense(request);
    (void)calm::parseGenerationRule(request.rule); // said before a model is opened
    for (const auto& rule : request.furtherRules)
        (void)calm::parseGenerationRule(rule);
    GenerateReport report;
    std::exception_ptr error;
    // A stream of its own, as everywhere in the engine: one thread in every operator, whatever the caller's is set to.
    std::jthread([&] {
        try {
            enterStream();
            std::vector<std::string> texts = readPrompts(request);
            report = Writing(request, job, shelf.take(request.model), std::move(texts)).report();
        } catch (...) {
            error = std::current_exception();
        }
    }).join();
    if (error)
        std::rethrow_exception(error);
    return report;
}

} // namespace exitscope::engine

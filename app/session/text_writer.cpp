#include "app/session/text_writer.h"

#include "core/engine/engine.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <mutex>

namespace exitscope::app {

using namespace std::chrono_literals;

namespace {

constexpr auto batchTime = 33ms;

/// All that the full model's text depends on.
std::string keyOf(const engine::GenerateRequest& request)
{
    return nlohmann::json({ request.model.string(), request.prompts, request.data.string(), request.maxTokens, request.temperature,
                              request.topWords, request.topShare, request.seed, static_cast<int>(request.longPrompt) })
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<std::int32_t> idsOf(const engine::GeneratedText& text)
{
    std::vector<std::int32_t> ids;
    for (const auto& token : text.tokens)
        ids.push_back(token.id);
    return ids;
}

std::vector<calm::TextDifference> differencesOf(const engine::GenerationRun& run, const engine::GenerationRun& full)
{
    std::vector<calm::TextDifference> differences;
    for (std::size_t i = 0; i < run.texts.size() && i < full.texts.size(); ++i)
        differences.push_back(calm::differenceOf(idsOf(run.texts[i]), idsOf(full.texts[i])));
    return differences;
}

/// Weights that were never touched would be read at the expense of whatever is timed first.
void warm(engine::Engine& engine, engine::GenerateRequest request, const JobContext& job)
{
    request.prompts = { "a" };
    request.data.clear();
    request.rule = "full";
    request.maxTokens = 2;
    (void)engine.generate(request, job);
}

} // namespace

struct TextWriter::Stream
{
    std::mutex mutex;
    std::vector<WrittenToken> tokens;

    void add(WrittenToken token)
    {
        const std::lock_guard lock(mutex);
        tokens.push_back(std::move(token));
    }
    std::vector<WrittenToken> take()
    {
        const std::lock_guard lock(mutex);
        return std::exchange(tokens, {});
    }
};

TextWriter::TextWriter(QObject* parent)
    : QObject(parent)
{
    m_timer.setInterval(batchTime);
    connect(&m_timer, &QTimer::timeout, this, &TextWriter::drain);
}

TextWriter::~TextWriter()
{
    m_stop.request_stop();
    m_worker.abandon();
}

void TextWriter::write(engine::GenerateRequest request, bool withFull, bool keepsFull)
{
    end();
    m_stop = {};
    m_stream = std::make_shared<Stream>();
    m_timer.start();
    const std::string key = keyOf(request);
    const auto kept = keepsFull && key == m_fullKey ? m_full : nullptr;
    const JobContext job { .stop = m_stop.get_token(), .gate = nullptr, .report = {} };
    using Written = std::optional<WrittenTexts>;
    const bool isCold = request.model != m_warm;
    const auto model = request.model;
    const auto work = [request = std::move(request), withFull, kept, job, isCold, stream = m_stream]() mutable -> Written {
        const auto engine = engine::loadEngine();
        if (isCold && withFull)
            warm(*engine, request, job);
        const auto start = std::chrono::steady_clock::now();
        WrittenTexts texts;
        const auto write = [&](bool isFull) {
            request.onToken = [&](std::size_t prompt, const engine::GeneratedToken& token) { stream->add({ isFull, prompt, token }); };
            return engine->generate(request, job);
        };
        texts.report = write(false);
        if (texts.report.end == JobEnd::Cancelled)
            return {};
        if (withFull && kept) {
            texts.full = *kept;
            texts.isFullKept = true;
        } else if (withFull) {
            request.rule = "full";
            auto report = write(true);
            if (report.end == JobEnd::Cancelled)
                return {};
            texts.full = std::move(report.run);
        }
        if (texts.full)
            texts.differences = differencesOf(texts.report.run, *texts.full);
        texts.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        return texts;
    };
    const auto done = [this, stream = m_stream, key, model](Written written) {
        if (stream != m_stream || !written)
            return;
        m_warm = model;
        drain();
        end();
        if (written->full && !written->isFullKept) {
            m_full = std::make_shared<const engine::GenerationRun>(*written->full);
            m_fullKey = key;
        }
        Q_EMIT finished(*written);
    };
    m_worker.run(this, work, done, [this, stream = m_stream](const QString& problem) {
        if (stream != m_stream)
            return;
        end();
        Q_EMIT failed(problem);
    });
}

void TextWriter::stop()
{
    if (!isBusy())
        return;
    drain();
    end();
    Q_EMIT stopped();
}

void TextWriter::drain()
{
    if (!m_stream)
        return;
    if (const auto tokens = m_stream->take(); !tokens.empty())
        Q_EMIT wrote(tokens);
}

/// What is under way is no longer heard, and ends with its next token.
void TextWriter::end()
{
    m_stop.request_stop();
    m_worker.abandon();
    m_stream.reset();
    m_timer.stop();
}

} // namespace exitscope::app

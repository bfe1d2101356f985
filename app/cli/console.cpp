#include "app/cli/console.h"

#include "core/error.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstring>
#include <string>

namespace exitscope::cli {

Console::Console(OutputOptions options)
    : m_options(options)
{ }

Console::~Console() = default;

void Console::print(std::string_view text)
{
    endJob();
    std::fwrite(text.data(), 1, text.size(), stdout); // finish() asks whether it arrived
}

void Console::printJson(const nlohmann::ordered_json& object)
{
    print(object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

void Console::note(std::string_view text)
{
    endJob();
    if (!m_options.quiet)
        std::fprintf(stderr, "%.*s\n", static_cast<int>(text.size()), text.data());
}

JobContext Console::job()
{
    endJob();
    m_interrupt = std::make_unique<Interrupt>();
    JobContext context;
    context.stop = m_interrupt->token();
    if (m_options.quiet)
        return context;
    m_progress = std::make_shared<ProgressLine>();
    context.report = [line = m_progress](const Progress& progress) { line->show(progress); };
    return context;
}

void Console::endJob()
{
    if (m_progress)
        m_progress->clear();
    m_progress.reset();
    m_interrupt.reset();
}

void Console::finish()
{
    if (std::fflush(stdout) != 0 || std::ferror(stdout))
        throw IoError(std::string("standard output: ") + std::strerror(errno));
}

void Console::error(std::string_view text)
{
    std::fprintf(stderr, "exitscope: %.*s\n", static_cast<int>(text.size()), text.data());
}

} // namespace exitscope::cli

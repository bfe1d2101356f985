#pragma once

#include "app/cli/interrupt.h"
#include "app/cli/progress_line.h"
#include "core/job.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>
#include <string_view>

namespace exitscope::cli {

struct OutputOptions
{
    bool json = false;
    bool quiet = false;
};

/// What a subcommand says: results on standard output, everything else on standard error.
class Console
{
public:
    explicit Console(OutputOptions options);
    ~Console();

    bool isJson() const { return m_options.json; }

    void print(std::string_view text); ///< as it is, to standard output
    void printJson(const nlohmann::ordered_json& object); ///< one line; what is not UTF-8 becomes U+FFFD
    /// A sentence on standard error; not with --quiet.
    void note(std::string_view text);
    /// Context for long work: stopped by Ctrl+C or SIGTERM, its progress shown on standard error.
    JobContext job();
    /// Takes the progress line away; once before the results are printed.
    void endJob();
    /// Throws IoError when standard output could not take what was printed (a full disk).
    void finish();

    /// "exitscope: TEXT", the one line of a failure.
    static void error(std::string_view text);

private:
    OutputOptions m_options;
    std::shared_ptr<ProgressLine> m_progress; ///< shared with the contexts that report to it
    std::unique_ptr<Interrupt> m_interrupt;
};

} // namespace exitscope::cli

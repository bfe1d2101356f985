#pragma once

#include "core/engine/engine.h"
#include "core/engine/model/decoder.h"
#include "core/engine/run/text_windows.h"
#include "core/trace/trace.h"

#include <memory>
#include <vector>

namespace exitscope::engine {

/// Engine::trace of a model that generates: a compact trace of every word of running text, or of the second lines of pairs, at
/// every exit. Beside weights and text, each stream holds the keys and values of one window, and the logits of 64 words at one exit.
/// Throws InputError for what only other models take.
TraceReport traceText(const TraceRequest& request, const JobContext& job);

/// How windows become a file.
struct WindowTraceOptions
{
    std::filesystem::path output;
    int threads = 0; ///< streams of one thread each; 0 = one per core
    int topWords = 0;
    trace::TraceInfo info; ///< of the data; what is known of the model is added
    std::vector<std::int32_t> takenLayer; ///< [U] where words really left, or empty
    std::string identity; ///< what else the values depend on: a partial file of another identity is not continued
};

/// The part of traceText() that knows of no request: fills `report` but for its notes. False once the job was stopped; a partial
/// file then stays for the next call.
bool traceWindows(std::shared_ptr<const Decoder> decoder, const data::Tokenizer& tokenizer, const TextWindows& windows,
    WindowTraceOptions options, TraceReport& report, const JobContext& job);

} // namespace exitscope::engine

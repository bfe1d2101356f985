#pragma once

#include "core/engine/engine.h"

namespace CLI {
class App;
}

namespace exitscope::cli {

/// --data and how to read it, --threads and --dtype: what every command that runs models over a dataset takes beside
/// --model. `request` must live as long as the command line.
void addInputOptions(CLI::App& command, engine::TraceRequest& request);

/// --tag-scheme and --unseen-tags: how CoNLL files are read. Both must live as long as the command line.
void addTagOptions(CLI::App& command, std::optional<data::TagScheme>& scheme, data::UnseenTags& unseenTags);

} // namespace exitscope::cli

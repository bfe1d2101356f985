#pragma once

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>

namespace exitscope::data {
struct DatasetInfo;
}
namespace exitscope::engine {
struct CheckpointDescription;
struct DecoderDescription;
}
namespace exitscope::figure {
struct FigureFile;
}
namespace exitscope::hashee {
struct TokenHash;
}
namespace exitscope::store {
class RunStore;
}
namespace exitscope::trace {
class Trace;
}

namespace exitscope::cli {

/// What `inspect --json` prints; "kind" says which of these it is.
nlohmann::ordered_json inspectJson(
    const engine::CheckpointDescription& checkpoint, const std::filesystem::path& directory);
nlohmann::ordered_json inspectJson(const engine::DecoderDescription& decoder, const std::filesystem::path& path);
nlohmann::ordered_json inspectJson(const data::DatasetInfo& info);
nlohmann::ordered_json inspectJson(const trace::Trace& trace); ///< of a trace that was opened from a file
nlohmann::ordered_json inspectJson(const store::RunStore& store);
nlohmann::ordered_json inspectJson(const hashee::TokenHash& hash, const std::filesystem::path& path);
/// What an exported figure remembers. Throws InputError where that is no JSON.
nlohmann::ordered_json inspectJson(const std::filesystem::path& path, const figure::FigureFile& figure);

/// The same for people: one line a key.
std::string inspectText(const nlohmann::ordered_json& json);

} // namespace exitscope::cli

#pragma once

namespace exitscope::cli {

/// The exit status of the program (command-line.md, "Output"; 130 is the shells' word for "stopped by
/// Ctrl+C").
enum ExitStatus : int { Done = 0, Failed = 1, BadInput = 2, Cancelled = 130 };

} // namespace exitscope::cli

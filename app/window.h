#pragma once

#include <filesystem>

namespace exitscope::app {

/// Shows the main window on `store` (empty: the demo) and runs Qt's event loop until it is closed; gives the
/// process's exit status. The program's name is argv[0]; the other arguments are the caller's affair.
int runWindow(int& argc, char** argv, const std::filesystem::path& store);

/// What a QApplication needs before the first window: its names, icon, language, look.
void prepareApplication();

} // namespace exitscope::app

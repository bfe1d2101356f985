#pragma once

#include <filesystem>

namespace exitscope::test {

/// The folder with golden/ and data/: EXITSCOPE_SHARED, else ../shared beside the project. Empty when there is none.
std::filesystem::path sharedFolder();

/// True in continuous integration (CI is set), where missing shared data is a failure, not a skip.
bool isCi();

} // namespace exitscope::test

/// Declares `name` as a file or folder below shared; skips the test with a message where a user's clone has none.
#define EXITSCOPE_SHARED_OR_SKIP(name, relative)                                                              \
    const std::filesystem::path name = exitscope::test::sharedFolder() / (relative);                          \
    do {                                                                                                      \
        if (exitscope::test::sharedFolder().empty() || !std::filesystem::exists(name)) {                      \
            if (exitscope::test::isCi())                                                                      \
                QFAIL("shared data is missing: " relative);                                                   \
            QSKIP("no shared data here: " relative);                                                          \
        }                                                                                                     \
    } while (false)

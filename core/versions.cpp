#include "core/versions.h"

#include <sqlite3.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>

namespace exitscope {

std::vector<std::string> libraryVersions()
{
    UVersionInfo icu {};
    u_getVersion(icu);
    char text[U_MAX_VERSION_STRING_LENGTH] {};
    u_versionToString(icu, text);
    return { std::string("SQLite ") + sqlite3_libversion(), std::string("ICU ") + text };
}

} // namespace exitscope

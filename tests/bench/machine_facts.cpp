#include "machine_facts.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>
#include <thread>

#include <sys/utsname.h>
#include <unistd.h>

namespace exitscope::bench {

namespace {

/// The value of the first line "key : value" of a file such as /proc/cpuinfo.
std::string valueIn(const char* file, std::string_view key)
{
    std::ifstream stream(file);
    for (std::string line; std::getline(stream, line);) {
        if (!line.starts_with(key))
            continue;
        const auto colon = line.find(':');
        const auto start = colon == std::string::npos ? colon : line.find_first_not_of(" \t", colon + 1);
        if (start != std::string::npos)
            return line.substr(start);
    }
    return {};
}

/// Vector extensions that our own code or a BLAS can use.
std::string vectorExtensions()
{
    std::istringstream flags(valueIn("/proc/cpuinfo", "flags"));
    std::string found;
    for (std::string flag; flags >> flag;)
        for (const std::string_view known : { "avx2", "fma", "avx512f", "avx512_bf16", "amx_tile", "amx_bf16" })
            if (flag == known)
                found += (found.empty() ? "" : " ") + flag;
    return found;
}

/// The file that Debian's alternatives system has chosen for programs that ask for "BLAS".
std::string systemBlas()
{
    for (const auto& file : { "/usr/lib/x86_64-linux-gnu/libblas.so.3", "/usr/lib/aarch64-linux-gnu/libblas.so.3" }) {
        std::error_code error;
        const auto real = std::filesystem::canonical(file, error);
        if (!error)
            return real.parent_path().filename().string() + "/" + real.filename().string();
    }
    return {};
}

} // namespace

std::vector<std::pair<std::string, std::string>> machineFacts()
{
    std::vector<std::pair<std::string, std::string>> facts;
    const auto add = [&](const char* name, const std::string& value) {
        if (!value.empty())
            facts.emplace_back(name, value);
    };
    add("processor", valueIn("/proc/cpuinfo", "model name"));
    add("vectors", vectorExtensions());
    add("cores", std::to_string(std::thread::hardware_concurrency()));
    add("memory", valueIn("/proc/meminfo", "MemTotal"));
    utsname system {};
    if (uname(&system) == 0)
        add("system", std::string(system.sysname) + " " + system.release + " " + system.machine);
    double load = 0;
    if (getloadavg(&load, 1) == 1) {
        std::ostringstream text;
        text.precision(3);
        text << load;
        add("load at start", text.str());
    }
#if defined(__VERSION__)
    add("compiler", __VERSION__);
#endif
    add("blas", systemBlas());
    return facts;
}

} // namespace exitscope::bench

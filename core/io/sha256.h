#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace exitscope::io {

/// SHA-256 (FIPS 180-4), incremental. It identifies models and datasets in traces and runs.
class Sha256
{
public:
    Sha256& update(std::span<const std::byte> bytes);
    Sha256& update(std::string_view text);
    std::string hex(); ///< 64 lower-case digits; the object is spent afterwards

private:
    void block(const std::uint8_t* data);

    std::array<std::uint32_t, 8> m_state { 0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
        0x9b05688c, 0x1f83d9ab, 0x5be0cd19 };
    std::array<std::uint8_t, 64> m_buffer {};
    std::size_t m_fill = 0;
    std::uint64_t m_total = 0;
};

std::string sha256OfFile(const std::filesystem::path& path);

} // namespace exitscope::io

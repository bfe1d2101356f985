#include "core/io/model_hash.h"

#include "core/io/mapped_file.h"
#include "core/io/sha256.h"

#include <algorithm>

namespace exitscope::io {

std::string sha256OfModelFiles(std::span<const std::filesystem::path> files, const JobContext& job)
{
    constexpr std::size_t step = 64u << 20;
    Sha256 hash;
    for (const auto& path : files) {
        const auto file = MappedFile::open(path);
        auto rest = file->bytes();
        hash.update(path.filename().string() + '\n' + std::to_string(rest.size()) + '\n');
        while (!rest.empty()) {
            if (!job.proceed())
                return {};
            const auto piece = rest.first(std::min(step, rest.size()));
            hash.update(piece);
            rest = rest.subspan(piece.size());
        }
    }
    return hash.hex();
}

} // namespace exitscope::io

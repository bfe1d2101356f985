#include "core/difficulty/annotation_source.h"

namespace exitscope::difficulty {

std::optional<Annotation> openAnnotation(const std::filesystem::path& path, const JobContext& job)
{
    if (path.extension() == ".trace")
        return annotate(*trace::Trace::open(path));
    return readAnnotation(path, job);
}

} // namespace exitscope::difficulty

#include "core/engine/compress/compressor.h"

#include <stdexcept>

namespace exitscope::engine {

CompressReport compressModel(const CompressRequest&, const JobContext&)
{
    throw std::logic_error("compression is not built in");
}

} // namespace exitscope::engine

#include "core/figure/inflate.h"

#include "core/error.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

namespace exitscope::figure {

namespace {

class Inflater
{
public:
    Inflater()
    {
        if (inflateInit(&m_stream) != Z_OK)
            throw std::bad_alloc();
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    z_stream* operator->() { return &m_stream; }
    int step() { return inflate(&m_stream, Z_NO_FLUSH); }

private:
    z_stream m_stream {};
};

} // namespace

std::string inflated(std::string_view packed, std::size_t limit)
{
    if (packed.size() > std::numeric_limits<uInt>::max())
        throw InputError("a packed part of the figure is too large");
    Inflater stream;
    // zlib reads only; its interface is older than const.
    stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream->avail_in = static_cast<uInt>(packed.size());
    std::string text;
    std::array<char, 1 << 16> part;
    for (int status = Z_OK; status != Z_STREAM_END;) {
        stream->next_out = reinterpret_cast<Bytef*>(part.data());
        stream->avail_out = static_cast<uInt>(part.size());
        status = stream.step();
        if (status != Z_OK && status != Z_STREAM_END)
            throw InputError("a packed part of the figure is damaged");
        text.append(part.data(), part.size() - stream->avail_out);
        if (text.size() > limit)
            throw InputError("a packed part of the figure unpacks to more than "
                + std::to_string(limit >> 20) + " MiB");
    }
    return text;
}

} // namespace exitscope::figure

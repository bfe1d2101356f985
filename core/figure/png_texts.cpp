#include "core/figure/png_texts.h"

#include "core/error.h"
#include "core/figure/inflate.h"

#include <zlib.h>

#include <cstdint>
#include <optional>
#include <utility>

namespace exitscope::figure {

namespace {

std::uint32_t bigEndian(std::string_view four)
{
    std::uint32_t value = 0;
    for (const char c : four)
        value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

std::string utf8(std::string_view latin1)
{
    std::string text;
    for (const char c : latin1) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xc0U | code >> 6);
            text += static_cast<char>(0x80U | (code & 0x3fU));
        }
    }
    return text;
}

/// Takes what stands before the next zero byte off the front.
std::string_view upToZero(std::string_view& rest)
{
    const auto end = rest.find('\0');
    if (end == std::string_view::npos)
        throw InputError("a text of the PNG is damaged");
    const auto head = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return head;
}

using Text = std::pair<std::string, std::string>;

std::optional<Text> textOf(std::string_view type, std::string_view data)
{
    if (type != "tEXt" && type != "zTXt" && type != "iTXt")
        return std::nullopt;
    Text text;
    text.first = upToZero(data);
    if (type == "tEXt") {
        text.second = utf8(data);
    } else if (type == "zTXt") {
        text.second = utf8(inflated(data.substr(std::min<std::size_t>(1, data.size()))));
    } else {
        if (data.size() < 2)
            throw InputError("a text of the PNG is damaged");
        const bool isPacked = data[0] == 1;
        data.remove_prefix(2);
        upToZero(data); // language
        upToZero(data); // translated keyword
        text.second = isPacked ? inflated(data) : std::string(data);
    }
    return text;
}

} // namespace

std::map<std::string, std::string> pngTexts(std::string_view png)
{
    std::map<std::string, std::string> texts;
    png.remove_prefix(std::min<std::size_t>(8, png.size()));
    while (png.size() >= 12) {
        const std::size_t length = bigEndian(png.substr(0, 4));
        if (length > png.size() - 12)
            throw InputError("the PNG ends in the middle of a part");
        const auto type = png.substr(4, 4);
        const auto checked = png.substr(4, length + 4);
        const auto sum = crc32(0, reinterpret_cast<const Bytef*>(checked.data()), static_cast<uInt>(checked.size()));
        if (sum != bigEndian(png.substr(8 + length, 4)))
            throw InputError("the PNG is damaged: a checksum does not fit");
        if (auto text = textOf(type, png.substr(8, length)))
            texts.insert(std::move(*text));
        if (type == "IEND")
            break;
        png.remove_prefix(12 + length);
    }
    return texts;
}

} // namespace exitscope::figure

#include "tests/engine/support/byte_tokenizer.h"

#include "core/io/atomic_file.h"

#include <nlohmann/json.hpp>

namespace exitscope::test {

void writeByteTokenizer(const std::filesystem::path& folder)
{
    // Bytes that are letters stand for themselves, the others for letters from U+0100 on.
    nlohmann::json words;
    int id = 0, spare = 0;
    for (int byte = 0; byte < 256; ++byte) {
        const bool isLetter = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
        const int letter = isLetter ? byte : 0x100 + spare++;
        std::string text;
        if (letter < 0x80) {
            text = static_cast<char>(letter);
        } else {
            text += static_cast<char>(0xc0 | (letter >> 6));
            text += static_cast<char>(0x80 | (letter & 0x3f));
        }
        words[text] = id++;
    }
    words["<|endoftext|>"] = id;
    io::writeFileAtomically(folder / "vocab.json", words.dump());
    io::writeFileAtomically(folder / "merges.txt", "#version: 0.2\n");
}

} // namespace exitscope::test

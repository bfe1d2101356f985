// Tokenizers of models that generate: SentencePiece as T5 and Llama use it, BART's name for RoBERTa's, llama2.c's own format.
#include "core/data/byte_piece.h"
#include "core/data/llama2c_tokenizer.h"
#include "core/data/sentencepiece_model.h"
#include "core/data/text_split.h"
#include "core/data/text_stream.h"
#include "core/data/tokenizer.h"
#include "core/data/unicode_text.h"
#include "core/io/atomic_file.h"
#include "tests/support/message_of.h"
#include "tests/support/shared_data.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace exitscope;
using namespace exitscope::data;

namespace {

using Ids = std::vector<TokenId>;

std::filesystem::path pathOf(const QTemporaryDir& folder) { return folder.path().toStdString(); }

/// <pad>, </s>, <unk>, <s>, then a few words; capitals and accents are pieces of their own.
PieceModel someModel()
{
    using Kind = PieceModel::Kind;
    PieceModel model;
    model.pieces = { { "<pad>", 0, Kind::Control }, { "</s>", 0, Kind::Control }, { "<unk>", 0, Kind::Unknown },
        { "<s>", 0, Kind::Control }, { "\xE2\x96\x81The", -1, Kind::Normal }, { "\xE2\x96\x81the", -1, Kind::Normal },
        { "\xE2\x96\x81" "caf\xC3\xA9", -2, Kind::Normal }, { "\xE2\x96\x81", -3, Kind::Normal }, { "s", -3, Kind::Normal } };
    return model;
}

template <typename T> std::string bytesOf(T value)
{
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    return bytes;
}

/// llama2.c's file: specials, bytes, then pieces with scores.
std::string llama2cFile(const std::vector<std::pair<std::string, float>>& pieces)
{
    std::vector<std::pair<std::string, float>> all { { "<unk>", 0 }, { "\n<s>\n", 0 }, { "\n</s>\n", 0 } };
    for (int byte = 0; byte < 256; ++byte) {
        char text[8];
        std::snprintf(text, sizeof text, "<0x%02X>", static_cast<unsigned>(byte));
        all.emplace_back(text, 0.0F);
    }
    all.insert(all.end(), pieces.begin(), pieces.end());
    std::string bytes = bytesOf<std::int32_t>(16);
    for (const auto& [text, score] : all)
        bytes += bytesOf(score) + bytesOf(static_cast<std::int32_t>(text.size())) + text;
    return bytes;
}

/// GPT-2's spelling of bytes as characters, and of a text.
std::string spelled(std::string_view bytes)
{
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const bool isPrintable = (byte >= '!' && byte <= '~') || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
        char32_t spelling = byte;
        if (!isPrintable) {
            const int before = byte <= 0x20 ? byte : byte <= 0xA0 ? 33 + byte - 0x7F : 33 + 34;
            spelling = static_cast<char32_t>(0x100 + before);
        }
        unicode::append(text, spelling);
    }
    return text;
}

/// A tokenizer.json of BPE over bytes: the 256 bytes, then `words`.
nlohmann::json byteLevelJson(const std::vector<std::string>& words)
{
    nlohmann::json vocabulary = nlohmann::json::object();
    for (int byte = 0; byte < 256; ++byte)
        vocabulary[spelled(std::string(1, static_cast<char>(byte)))] = byte;
    for (const std::string& word : words)
        vocabulary[spelled(word)] = vocabulary.size();
    return { { "model", { { "type", "BPE" }, { "vocab", vocabulary }, { "merges", nlohmann::json::array() } } },
        { "pre_tokenizer", { { "type", "ByteLevel" } } } };
}

/// Named, since a pair of braces would make a string of two pointers.
nlohmann::json regexOf(std::string pattern)
{
    nlohmann::json object;
    object["Regex"] = std::move(pattern);
    return object;
}

/// The way Llama 3 cuts texts, and its template.
nlohmann::json llama3Json(const std::vector<std::string>& words)
{
    nlohmann::json file = byteLevelJson(words);
    file["model"]["ignore_merges"] = true;
    file["pre_tokenizer"] = { { "type", "Sequence" },
        { "pretokenizers",
            { { { "type", "Split" }, { "behavior", "Isolated" }, { "invert", false },
                  { "pattern",
                      regexOf(R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)") } },
                { { "type", "ByteLevel" }, { "use_regex", false }, { "add_prefix_space", false } } } } };
    const auto special = [](const char* id) { return nlohmann::json { { "SpecialToken", { { "id", id }, { "type_id", 0 } } } }; };
    const auto text = [](const char* id) { return nlohmann::json { { "Sequence", { { "id", id }, { "type_id", 0 } } } }; };
    file["post_processor"] = { { "type", "Sequence" },
        { "processors",
            { { { "type", "ByteLevel" } },
                { { "type", "TemplateProcessing" },
                    { "pair", { special("<|begin|>"), text("A"), special("<|begin|>"), text("B") } } } } } };
    const auto first = file["model"]["vocab"].size();
    file["added_tokens"] = { { { "id", first }, { "content", "<|begin|>" }, { "special", true } },
        { { "id", first + 1 }, { "content", "<|end|>" }, { "special", true } } };
    return file;
}

/// Llama 2 as newer programs save it: pieces, bytes for what they do not cover, and merges.
nlohmann::json llama2Json()
{
    nlohmann::json vocabulary { { "<unk>", 0 }, { "<s>", 1 }, { "</s>", 2 } };
    for (int byte = 0; byte < 256; ++byte) {
        char text[8];
        std::snprintf(text, sizeof text, "<0x%02X>", static_cast<unsigned>(byte));
        vocabulary[text] = vocabulary.size();
    }
    for (const char* piece : { "\xE2\x96\x81", "a", "b", "c", "ab", "bc", "\xE2\x96\x81" "ab" }) // 259 …
        vocabulary[piece] = vocabulary.size();
    nlohmann::json blank;
    blank["String"] = " ";
    const auto merges = nlohmann::json::array({ "a b", "b c", "\xE2\x96\x81 ab" });
    return { { "model", { { "type", "BPE" }, { "byte_fallback", true }, { "unk_token", "<unk>" }, { "vocab", vocabulary }, { "merges", merges } } },
        { "normalizer",
            { { "type", "Sequence" },
                { "normalizers",
                    { { { "type", "Prepend" }, { "prepend", "\xE2\x96\x81" } },
                        { { "type", "Replace" }, { "pattern", blank }, { "content", "\xE2\x96\x81" } } } } } },
        { "added_tokens",
            { { { "id", 0 }, { "content", "<unk>" } }, { { "id", 1 }, { "content", "<s>" } }, { { "id", 2 }, { "content", "</s>" } } } } };
}

std::unique_ptr<Tokenizer> loaded(const nlohmann::json& file, std::string_view modelType)
{
    QTemporaryDir folder;
    io::writeFileAtomically(pathOf(folder) / "tokenizer.json", file.dump());
    return loadTokenizer(pathOf(folder), modelType);
}

std::vector<std::string> tokensOf(const Tokenizer& tokenizer, std::string_view text) { return tokenizer.tokenize(text); }

} // namespace

class TestGenerationTokenizers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsT5()
    {
        QTemporaryDir folder;
        io::writeFileAtomically(pathOf(folder) / "spiece.model", toSentencePieceFile(someModel()));
        const auto tokenizer = loadTokenizer(pathOf(folder), "t5");
        QCOMPARE(tokenizer->encode("The caf\xC3\xA9").ids, (Ids { 4, 6, 1 }));
        QCOMPARE(tokenizer->encode("The", "the").ids, (Ids { 4, 1, 5, 1 }));
        QCOMPARE(tokenizer->addedTokens(false), 1);
        QCOMPARE(tokenizer->addedTokens(true), 2);
        QCOMPARE(tokenizer->tokensBefore(), 0);
        const Ids ids { 0, 4, 6, 8, 1 };
        QCOMPARE(tokenizer->decode(ids), std::string("The caf\xC3\xA9s"));
        QCOMPARE(tokenizer->wrapped(Ids { 4 }).ids, (Ids { 4, 1 }));
    }

    void readsLlama()
    {
        QTemporaryDir folder;
        io::writeFileAtomically(pathOf(folder) / "tokenizer.model", toSentencePieceFile(someModel()));
        const auto tokenizer = loadTokenizer(pathOf(folder), "llama");
        QCOMPARE(tokenizer->encode("the").ids, (Ids { 3, 5 }));
        QCOMPARE(tokenizer->encode("the", "The").ids, (Ids { 3, 5, 4 }));
        QCOMPARE(tokenizer->tokensBefore(), 1);
        QCOMPARE(tokenizer->special().separator, 1);
        EncodeOptions shorter;
        shorter.maxLength = 2;
        QVERIFY(tokenizer->encode("the The the", std::nullopt, shorter).truncated);
        QCOMPARE(tokenizer->encode("the The the", std::nullopt, shorter).ids, (Ids { 3, 5 }));
    }

    /// Albert's cleaning is Albert's alone.
    void keepsAlbert()
    {
        EXITSCOPE_SHARED_OR_SKIP(model, "data/vocab/albert-v2/spiece.model");
        QTemporaryDir folder;
        std::filesystem::copy_file(model, pathOf(folder) / "spiece.model");
        const auto tokenizer = loadTokenizer(pathOf(folder), "albert");
        QCOMPARE(tokenizer->encode("The caf\xC3\xA9").ids, tokenizer->encode("the cafe").ids);
        QVERIFY(test::messageOf([&] { (void)loadTokenizer(pathOf(folder), "t5"); }).contains(QStringLiteral("</s>")));
    }

    void readsBart()
    {
        EXITSCOPE_SHARED_OR_SKIP(vocabularies, "data/vocab");
        QTemporaryDir folder;
        std::filesystem::copy_file(vocabularies / "roberta-base/vocab.json", pathOf(folder) / "vocab.json");
        std::filesystem::copy_file(vocabularies / "gpt2/merges.txt", pathOf(folder) / "merges.txt");
        const auto bart = loadTokenizer(pathOf(folder), "bart"), roberta = loadTokenizer(pathOf(folder), "roberta");
        QCOMPARE(bart->encode("Hello world").ids, roberta->encode("Hello world").ids);
        QCOMPARE(bart->encode("Hello").ids.front(), 0);
    }

    void cutsAsLlama3()
    {
        const auto tokenizer = loaded(llama3Json({ "It", "'s", "123", "45", " caf\xC3\xA9", "\n\n", " x", "'S" }), "llama");
        const Ids expected { 256, 257, ' ', 258, 259, 260, 261, ' ', 262 };
        Ids ids;
        tokenizer->appendIds("It's 12345 caf\xC3\xA9\n\n  x", ids);
        QCOMPARE(ids, expected);
        QCOMPARE(tokenizer->decode(ids), std::string("It's 12345 caf\xC3\xA9\n\n  x"));
        QCOMPARE(tokensOf(*tokenizer, "'S"), std::vector<std::string> { "'S" });
        QCOMPARE(tokenizer->encode("\n\n").ids, (Ids { 264, 261 })); // a blank text has its tokens
        QCOMPARE(tokenizer->encode("It", " x").ids, (Ids { 264, 256, 262 }));
        ids.clear();
        tokenizer->appendIds("It<|end|>", ids);
        QCOMPARE(ids, (Ids { 256, 265 }));
        QVERIFY(tokenizer->spaceStartsWord());
    }

    /// Oniguruma's white space, and what a regular expression leaves between its matches.
    void cutsByRegularExpressions()
    {
        const auto parts = [](const TextSplit& split, std::string_view text) {
            std::vector<std::string_view> found;
            split.split(text, found);
            return std::vector<std::string>(found.begin(), found.end());
        };
        using Parts = std::vector<std::string>;
        QCOMPARE(parts(*regexSplit(R"(\S+)", true), "a\x0b" "bc d"), (Parts { "a", "\x0b", "bc", " ", "d" }));
        QCOMPARE(parts(*regexSplit(R"([^\s]+)", false), "a\x0b" "bc d"), (Parts { "a", "bc", "d" }));
        QCOMPARE(parts(*regexSplit("x*", true), "axb"), (Parts { "a", "x", "b" }));
        QCOMPARE(parts(*digitSplit(true), "a12\xC2\xBD" "b"), (Parts { "a", "1", "2", "\xC2\xBD", "b" }));
        QCOMPARE(parts(*digitSplit(false), "12ab3"), (Parts { "12", "ab", "3" }));
        QVERIFY(test::messageOf([] { (void)regexSplit("(", true); }).contains(QStringLiteral("regular expression")));
        const auto slow = regexSplit("(a+)+$", true);
        std::string text(64, 'a');
        text.back() = 'b';
        QVERIFY(test::messageOf([&] { (void)parts(*slow, text); }).contains(QStringLiteral("come to an end")));
    }

    void cutsDigits()
    {
        auto file = byteLevelJson({ "12", " a" });
        file["model"]["ignore_merges"] = true;
        file["pre_tokenizer"] = { { "type", "Sequence" },
            { "pretokenizers", { { { "type", "Digits" }, { "individual_digits", true } }, { { "type", "ByteLevel" }, { "add_prefix_space", false } } } } };
        file["normalizer"] = { { "type", "NFC" } };
        file["added_tokens"] = { { { "id", 258 }, { "content", "<|endoftext|>" } } };
        const auto tokenizer = loaded(file, "llama");
        Ids ids;
        tokenizer->appendIds("12 a e\xCC\x81", ids);
        QCOMPARE(ids, (Ids { '1', '2', 257, ' ', 0xC3, 0xA9 }));
    }

    void readsLlama2FromJson()
    {
        const auto tokenizer = loaded(llama2Json(), "llama");
        QCOMPARE(tokenizer->encode("abc").ids, (Ids { 1, 265, 262 }));
        QCOMPARE(tokenizer->encode("bc  a\xC3\xA9").ids, (Ids { 1, 259, 264, 259, 259, 260, 3 + 0xC3, 3 + 0xA9 }));
        QCOMPARE(tokenizer->decode(tokenizer->encode("bc  a\xC3\xA9").ids), std::string("bc  a\xC3\xA9"));
        QCOMPARE(tokenizer->special().separator, 2);
        auto newer = llama2Json();
        newer["normalizer"] = nullptr;
        newer["pre_tokenizer"] = { { "type", "Metaspace" }, { "replacement", "\xE2\x96\x81" }, { "prepend_scheme", "first" }, { "split", false } };
        QCOMPARE(loaded(newer, "llama")->encode("abc").ids, (Ids { 1, 265, 262 }));
    }

    void refusesOtherBpe()
    {
        const auto messageOf = [](const nlohmann::json& file) { return test::messageOf([&] { (void)loaded(file, "llama"); }); };
        auto file = llama2Json();
        file["model"]["byte_fallback"] = false;
        QVERIFY(messageOf(file).contains(QStringLiteral("falls back to bytes")));
        file = llama2Json();
        file["model"]["vocab"].erase("<0x41>");
        file["model"]["vocab"]["z"] = 3 + 0x41;
        QVERIFY(messageOf(file).contains(QStringLiteral("tokenizer.json")));
        file = llama3Json({});
        file["pre_tokenizer"]["pretokenizers"][0]["pattern"]["Regex"] = "(";
        QVERIFY(messageOf(file).contains(QStringLiteral("tokenizer.json")));
        file["pre_tokenizer"]["pretokenizers"][0]["behavior"] = "MergedWithNext";
        QVERIFY(messageOf(file).contains(QStringLiteral("Isolated")));
    }

    void joinsByScore()
    {
        QTemporaryDir folder;
        const auto file = pathOf(folder) / "tok.bin";
        // "ab" is better than "bc": a text "abc" becomes ab c though bc would do too.
        io::writeFileAtomically(file, llama2cFile({ { " ", -9 }, { "a", -9 }, { "b", -9 }, { "c", -9 }, { "ab", -1 }, { "bc", -2 }, { " ab", -3 } }));
        const auto tokenizer = Llama2cTokenizer::open(file);
        QCOMPARE(tokenizer->encode("abc").ids, (Ids { 1, 265, 262 }));
        QCOMPARE(tokenizer->encode("bc").ids, (Ids { 1, 259, 264 }));
        Ids ids;
        tokenizer->appendIds("a\xC3\xA9", ids);
        QCOMPARE(ids, (Ids { 259, 260, 3 + 0xC3, 3 + 0xA9 }));
        QCOMPARE(tokenizer->decode(ids, SpecialText::Skip), std::string("a\xC3\xA9"));
        QCOMPARE(tokenizer->decode(Ids { 3 + 0xC3 }, SpecialText::Skip), std::string("\xEF\xBF\xBD"));
        ids.clear();
        tokenizer->appendIds("", ids);
        QVERIFY(ids.empty());
        QCOMPARE(byteOfPiece("<0x0A>"), std::optional<std::uint8_t>(10));
        QVERIFY(!byteOfPiece("<0xG0>") && !byteOfPiece("<0x0>") && !byteOfPiece("<unk>"));
    }

    /// A character that never becomes whole is told at the end, as what it is.
    void tellsWhatIsLeft()
    {
        QTemporaryDir folder;
        const auto file = pathOf(folder) / "tok.bin";
        io::writeFileAtomically(file, llama2cFile({ { " ", -9 }, { "a", -9 } }));
        const auto tokenizer = Llama2cTokenizer::open(file);
        TextStream stream(*tokenizer, Ids { 1, 259, 260 });
        QCOMPARE(stream.add(259), std::string(" "));
        QCOMPARE(stream.add(3 + 0xC3), std::string());
        QCOMPARE(stream.add(3 + 0xA9), std::string("\xC3\xA9"));
        QCOMPARE(stream.add(3 + 0xF0), std::string());
        QCOMPARE(stream.finish(), std::string("\xEF\xBF\xBD"));
        QCOMPARE(stream.finish(), std::string());
    }

    void refusesDamage()
    {
        QTemporaryDir folder;
        const auto file = pathOf(folder) / "tok.bin";
        const std::string whole = llama2cFile({ { " ", -9 } });
        for (const std::string& bytes : { std::string(), std::string("abc"), whole.substr(0, whole.size() - 1), whole.substr(0, 60),
                 bytesOf<std::int32_t>(-4) + whole.substr(4), whole + bytesOf(1.0F) + bytesOf<std::int32_t>(1 << 30) }) {
            io::writeFileAtomically(file, bytes);
            QVERIFY(test::messageOf([&] { (void)Llama2cTokenizer::open(file); }).contains(QStringLiteral("tok.bin")));
        }
    }
};

QTEST_GUILESS_MAIN(TestGenerationTokenizers)
#include "tst_generation_tokenizers.moc"

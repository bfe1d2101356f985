// Tokenizers of models that generate: SentencePiece as T5 and Llama use it, BART's name for RoBERTa's, llama2.c's own format.
#include "core/data/byte_piece.h"
#include "core/data/llama2c_tokenizer.h"
#include "core/data/sentencepiece_model.h"
#include "core/data/text_stream.h"
#include "core/data/tokenizer.h"
#include "core/io/atomic_file.h"
#include "tests/support/message_of.h"
#include "tests/support/shared_data.h"

#include <QTemporaryDir>
#include <QTest>

#include <cstring>

using namespace exitscope;
using namespace exitscope::data;

namespace {

using Ids = std::vector<TokenId>;

std::filesystem::path pathOf(const QTemporaryDir& folder) { return folder.path().toStdString(); }

/// <pad>, </s>, <unk>, <s>, then a few words; capitals and accents are pieces of their own.
UnigramModel someModel()
{
    using Kind = UnigramModel::Kind;
    UnigramModel model;
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

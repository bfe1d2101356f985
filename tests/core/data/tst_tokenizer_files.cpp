#include "tests/core/data/tokenizer_support.h"
#include "tests/support/shared_data.h"

#include <algorithm>
#include <future>

using namespace exitscope;
using data::TokenId;
using test::ModelFolder;
using Ids = std::vector<TokenId>;
using Tokens = std::vector<std::string>;

namespace {

constexpr const char* SmallVocabulary
    = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nfilm\n##s\n##ing\nnot\n.\ncafe\nfi\n";

/// Vocabulary and merges of a byte-level BPE that knows every byte, "lo", "low" and " low", and RoBERTa's
/// specials.
struct SmallBpe
{
    nlohmann::json vocabulary = nlohmann::json::object();
    std::string merges = "#version: 0.2\nl o\nlo w\nĠ low\n";

    SmallBpe()
    {
        int id = 0;
        for (const char* token : { "<s>", "<pad>", "</s>", "<unk>", "<mask>", "<|endoftext|>" })
            vocabulary[token] = id++;
        char32_t spare = 0x100;
        for (char32_t byte = 0; byte < 256; ++byte) {
            const bool printable
                = (byte > 32 && byte < 127) || (byte >= 0xA1 && byte <= 0xFF && byte != 0xAD);
            vocabulary[QString(QChar(static_cast<char16_t>(printable ? byte : spare++))).toStdString()]
                = id++;
        }
        for (const char* token : { "lo", "low", "Ġlow" })
            vocabulary[token] = id++;
    }

    void writeTo(ModelFolder& model) const
    {
        model.write("vocab.json", vocabulary.dump());
        model.write("merges.txt", merges);
    }
    TokenId id(const char* token) const { return vocabulary[token].get<TokenId>(); }
};

void refuses(const ModelFolder& model, std::string_view type, const std::vector<const char*>& words)
{
    const std::string complaint = model.complaint(type);
    QVERIFY2(!complaint.empty(), "loading should have failed");
    for (const char* word : words)
        QVERIFY2(complaint.find(word) != std::string::npos, (complaint + " lacks: " + word).c_str());
}

} // namespace

class TestTokenizerFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wordPieceBasics()
    {
        ModelFolder model;
        model.write("vocab.txt", SmallVocabulary);
        const auto tokenizer = model.load("bert");
        QCOMPARE(tokenizer->special(),
            (data::SpecialTokens { .pad = 0, .unknown = 1, .first = 2, .separator = 3, .mask = 4 }));
        COMPARE_LISTS(
            tokenizer->tokenize("A film's Café"), (Tokens { "a", "film", "[UNK]", "[UNK]", "cafe" }), "");
        COMPARE_LISTS(tokenizer->tokenize("films filming[MASK]a"),
            (Tokens { "film", "##s", "film", "##ing", "[MASK]", "a" }), "");
        // One part that does not fit makes the whole word unknown.
        COMPARE_LISTS(tokenizer->tokenize("filmsx"), (Tokens { "[UNK]" }), "");
        COMPARE_LISTS(tokenizer->tokenize(std::string(100, 'a')), (Tokens { "[UNK]" }), "");
        QCOMPARE(tokenizer->decode(tokenizer->encode("films ing a.").ids), std::string("films [UNK] a ."));
        QCOMPARE(tokenizer->find("##ing"), std::optional<TokenId>(8));
        QVERIFY(!tokenizer->find("##xyz"));
        QVERIFY(!tokenizer->find(""));
    }

    void wordsOfMoreThanAHundredCharactersAreUnknown()
    {
        ModelFolder model;
        model.write("vocab.txt", std::string(SmallVocabulary) + "é\n##é\n##a\n");
        model.write("tokenizer_config.json", R"({"do_lower_case": false})");
        const auto tokenizer = model.load("bert");
        QCOMPARE(tokenizer->tokenize(std::string(100, 'a')).size(), std::size_t { 100 });
        COMPARE_LISTS(tokenizer->tokenize(std::string(101, 'a')), (Tokens { "[UNK]" }), "");
        std::string accents; // a hundred characters are counted, not bytes
        for (int i = 0; i < 100; ++i)
            accents += "é";
        QCOMPARE(tokenizer->tokenize(accents).size(), std::size_t { 100 });
    }

    void invalidUtf8IsDroppedByWordPieceAndMarkedByBpe()
    {
        ModelFolder bert;
        bert.write("vocab.txt", SmallVocabulary);
        COMPARE_LISTS(
            bert.load("bert")->tokenize("fi\xFF\xC3lm \xE2\x82 a\xF0\x9F"), (Tokens { "film", "a" }), "");
        ModelFolder gpt;
        SmallBpe().writeTo(gpt);
        const auto bpe = gpt.load("gpt2");
        QCOMPARE(bpe->decode(bpe->encode("low\xFFlow\xE2\x82").ids), std::string("low\uFFFDlow\uFFFD"));
    }

    void truncationTakesFromTheLongerThenTheSecond()
    {
        ModelFolder model;
        model.write("vocab.txt", SmallVocabulary);
        const auto tokenizer = model.load("bert");
        const auto encoding = tokenizer->encode("a a a a", "not not not", { .maxLength = 7 });
        COMPARE_LISTS(encoding.ids, (Ids { 2, 5, 5, 3, 9, 9, 3 }), "");
        COMPARE_LISTS(encoding.typeIds, (Ids { 0, 0, 0, 0, 1, 1, 1 }), "");
        QVERIFY(encoding.truncated);
        COMPARE_LISTS(
            tokenizer->encode("a a", "not not", { .maxLength = 6 }).ids, (Ids { 2, 5, 5, 3, 9, 3 }), "");
        QVERIFY(!tokenizer->encode("a a", "not not", { .maxLength = 7 }).truncated);
        COMPARE_LISTS(tokenizer->encode("a", "", {}).ids, (Ids { 2, 5, 3, 3 }), "");
        COMPARE_LISTS(
            tokenizer->encode("a a", {}, { .maxLength = 1, .addSpecialTokens = false }).ids, (Ids { 5 }), "");
        QVERIFY_EXCEPTION_THROWN(tokenizer->encode("a", "a", { .maxLength = 2 }), InputError);
    }

    void theConfigurationIsHonoured()
    {
        ModelFolder model;
        model.write("vocab.txt", "<pad>\n<unk>\n<cls>\n<sep>\nCafe\nCafé\ncafe\n中\n中国\n");
        model.write("tokenizer_config.json",
            R"({"do_lower_case": false, "strip_accents": true, "tokenize_chinese_chars": false,
                "model_max_length": 77, "unk_token": "<unk>", "cls_token": {"content": "<cls>"},
                "added_tokens_decoder": {"9": {"content": "<new>"}}})");
        model.write("special_tokens_map.json", R"({"sep_token": "<sep>", "pad_token": "<pad>"})");
        const auto tokenizer = model.load("bert");
        QCOMPARE(tokenizer->modelMaxLength(), 77);
        QCOMPARE(tokenizer->vocabularySize(), 10);
        COMPARE_LISTS(tokenizer->encode("Café<new>中国").ids, (Ids { 2, 4, 9, 8, 3 }), "");
        QCOMPARE(tokenizer->special().mask, -1);
    }

    void capitalsInTheVocabularyMeanCased()
    {
        ModelFolder model;
        model.write("vocab.txt", std::string(SmallVocabulary) + "Film\n");
        QCOMPARE(model.load("bert")->kind(), std::string("WordPiece, cased"));
        COMPARE_LISTS(model.load("bert")->tokenize("Film film"), (Tokens { "Film", "film" }), "");
        model.write("tokenizer_config.json", R"({"do_lower_case": true, "model_max_length": 1e30})");
        QCOMPARE(model.load("bert")->kind(), std::string("WordPiece, uncased"));
        QCOMPARE(model.load("bert")->modelMaxLength(), 0);
    }

    void robertaPutsTwoSeparatorsBetweenAndItsMaskTakesTheSpace()
    {
        const SmallBpe bpe;
        ModelFolder model;
        bpe.writeTo(model);
        const auto tokenizer = model.load("roberta");
        const TokenId low = bpe.id("low");
        COMPARE_LISTS(
            tokenizer->encode("low", "low low").ids, (Ids { 0, low, 2, 2, low, bpe.id("Ġlow"), 2 }), "");
        COMPARE_LISTS(tokenizer->encode("low", "low").typeIds, (Ids(6, 0)), "");
        COMPARE_LISTS(tokenizer->encode("low <mask>low").ids, (Ids { 0, low, 4, low, 2 }), "");
        QCOMPARE(tokenizer->addedTokens(true), 4);
        model.write("tokenizer_config.json", R"({"add_prefix_space": true})");
        COMPARE_LISTS(model.load("roberta")->encode("low").ids, (Ids { 0, bpe.id("Ġlow"), 2 }), "");
        // Without a model type the specials tell the family.
        COMPARE_LISTS(model.load("")->encode("low").ids, (Ids { 0, bpe.id("Ġlow"), 2 }), "");
    }

    void robertaBase()
    {
        EXITSCOPE_SHARED_OR_SKIP(vocabularies, "data/vocab");
        ModelFolder model;
        model.take(vocabularies / "roberta-base" / "vocab.json", "vocab.json");
        model.take(vocabularies / "gpt2" / "merges.txt", "merges.txt");
        const auto tokenizer = model.load("roberta");
        // Ids that the model's documentation shows for these words.
        COMPARE_LISTS(tokenizer->encode("Hello world").ids, (Ids { 0, 31414, 232, 2 }), "");
        QCOMPARE(tokenizer->special().mask, 50264);
    }

    void longPiecesAreMergedQuickly()
    {
        ModelFolder model;
        SmallBpe().writeTo(model);
        const auto tokenizer = model.load("gpt2");
        std::string text;
        for (int i = 0; i < 100'000; ++i)
            text += "low";
        QCOMPARE(tokenizer->encode(text, {}, { .maxLength = 1'000'000 }).ids.size(), std::size_t { 100'000 });
    }

    void threadsAgree()
    {
        ModelFolder model;
        SmallBpe().writeTo(model);
        const auto tokenizer = model.load("gpt2");
        const auto work = [&tokenizer] {
            Ids ids;
            for (int i = 0; i < 2000; ++i)
                tokenizer->appendIds("lower slow " + std::to_string(i) + " lowlow wolf", ids);
            return ids;
        };
        const Ids expected = work();
        std::vector<std::future<Ids>> others;
        for (int i = 0; i < 4; ++i)
            others.push_back(std::async(std::launch::async, work));
        for (auto& other : others)
            QVERIFY(other.get() == expected);
    }

    void aModelWithoutATokenizerIsToldWhatToAdd()
    {
        const ModelFolder model;
        refuses(model, "bert", { "has no tokenizer", "vocab.txt" });
        refuses(model, "roberta", { "vocab.json with merges.txt" });
        refuses(model, "albert", { "spiece.model" });
        QVERIFY_EXCEPTION_THROWN(data::loadTokenizer(model.path() / "nowhere", "bert"), InputError);
    }

    void badVocabulariesAreRefused()
    {
        ModelFolder model;
        model.write("vocab.txt", "");
        refuses(model, "bert", { "vocab.txt", "empty" });
        model.write("vocab.txt", "[PAD]\n[CLS]\n[SEP]\na\n");
        refuses(model, "bert", { "vocab.txt", "[UNK]" });
        model.write("vocab.txt", std::string(SmallVocabulary) + "[CLS]\n");
        refuses(model, "bert", { "vocab.txt:14", "[CLS]", "twice" });
        model.write("vocab.txt", "[PAD]\n[UNK]\nfi\xFFlm\n");
        refuses(model, "bert", { "vocab.txt:3", "UTF-8" });
        model.write("vocab.txt", SmallVocabulary);
        model.write("tokenizer_config.json", "{\n\"do_lower_case\": \n}");
        refuses(model, "bert", { "tokenizer_config.json:3", "JSON" });
        model.write("tokenizer_config.json", R"({"do_lower_case": "yes"})");
        refuses(model, "bert", { "tokenizer_config.json", "do_lower_case" });
        model.write("tokenizer_config.json", "{}");
        model.write("added_tokens.json", R"({"<x>": 6})");
        refuses(model, "bert", { "<x>", "film" });
        model.write("added_tokens.json", R"({"<x>": 9999999})");
        refuses(model, "bert", { "<x>", "far beyond" });
    }

    void windowsLineEndsAndAByteOrderMarkAreNoPartOfATokenToken()
    {
        ModelFolder model;
        model.write("vocab.txt", "\xEF\xBB\xBF[PAD]\r\n[UNK]\r\n[CLS]\r\n[SEP]\r\na\r\n");
        COMPARE_LISTS(model.load("bert")->encode("a").ids, (Ids { 2, 4, 3 }), "");
    }

    void badBpeFilesAreRefused()
    {
        ModelFolder model;
        SmallBpe good;
        model.write("vocab.json", good.vocabulary.dump());
        refuses(model, "gpt2", { "merges.txt", "missing" });
        model.write("merges.txt", "#version: 0.2\nl o\nlow\n");
        refuses(model, "gpt2", { "merges.txt:3", "two symbols" });
        model.write("merges.txt", "l o\nlo w x\n");
        refuses(model, "gpt2", { "merges.txt:2" });
        model.write("merges.txt", "l o\n\nlo w\n");
        refuses(model, "gpt2", { "merges.txt:2" });
        model.write("merges.txt", "l o\nw o\n");
        refuses(model, "gpt2", { "merges.txt:2", "\"wo\"" });
        model.write("merges.txt", good.merges);
        SmallBpe noByte;
        noByte.vocabulary.erase("Ġ");
        model.write("vocab.json", noByte.vocabulary.dump());
        refuses(model, "gpt2", { "vocab.json", "byte 32" });
        SmallBpe noSpecial;
        noSpecial.vocabulary.erase("</s>");
        model.write("vocab.json", noSpecial.vocabulary.dump());
        refuses(model, "roberta", { "vocab.json", "</s>" });
        model.write("vocab.json", R"({"a": 0, "b": 0})");
        refuses(model, "gpt2", { "vocab.json", "both" });
        model.write("vocab.json", R"({"a": 0, "a": 1})");
        refuses(model, "gpt2", { "vocab.json", "twice" });
        model.write("vocab.json", R"({"a": -1})");
        refuses(model, "gpt2", { "vocab.json", "whole number" });
        model.write("vocab.json", R"({"a": 9000000})");
        refuses(model, "gpt2", { "vocab.json", "far beyond" });
        model.write("vocab.json", "{\"a\": 0,\n\"\xFF\": 1}");
        refuses(model, "gpt2", { "vocab.json:2", "JSON" });
    }

    void badModelsOfOtherKindsAreRefused()
    {
        ModelFolder albert;
        albert.write("spiece.model", "no model at all");
        refuses(albert, "albert", { "spiece.model", "not a SentencePiece model" });
        ModelFolder json;
        json.write("tokenizer.json", R"({"model": {"type": "WordLevel", "vocab": {"a": 0}}})");
        refuses(json, "bert", { "tokenizer.json", "WordLevel" });
        json.write("tokenizer.json", "[]");
        refuses(json, "bert", { "tokenizer.json", "object" });
        json.write("tokenizer.json",
            R"({"normalizer": {"type": "Prepend"},
                "model": {"type": "WordPiece", "vocab": {"[UNK]": 0, "[CLS]": 1, "[SEP]": 2}}})");
        refuses(json, "bert", { "tokenizer.json", "Prepend" });
        json.write("tokenizer.json", R"({"model": {"type": "BPE", "vocab": {"a": 0}, "merges": []}})");
        refuses(json, "gpt2", { "tokenizer.json", "byte-level" });
        json.write("tokenizer.json", R"({"model": {"type": "Unigram", "unk_id": 4, "vocab": [["a", 0.5]]}})");
        refuses(json, "albert", { "tokenizer.json", "unk_id" });
    }
};

QTEST_GUILESS_MAIN(TestTokenizerFiles)
#include "tst_tokenizer_files.moc"

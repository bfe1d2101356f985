#pragma once

#include "core/io/atomic_file.h"
#include "tests/engine/run/execution_setup.h"
#include "tests/engine/support/fake_checkpoint.h"

#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace exitscope::test {

inline const std::vector<std::string>& fakeTags()
{
    static const std::vector<std::string> tags { "O", "B-A", "I-A", "B-B", "I-B" };
    return tags;
}

/// A token classifier with a head on the states after the given layers; a plain one with its only head where there are none.
inline FakeCheckpoint fakeTagger(const FakeShape& shape, const std::vector<int>& exitLayers)
{
    auto fake = exitLayers.empty() ? fakeBert(shape) : fakeOwnExits(shape, exitLayers);
    for (auto at = fake.tensors.begin(); at != fake.tensors.end();)
        at = at->first.find("pooler") != std::string::npos ? fake.tensors.erase(at) : std::next(at);
    fake.config["architectures"] = { "BertForTokenClassification" };
    fake.config["tag_scheme"] = "iob2";
    fake.config.erase("num_labels");
    for (std::size_t tag = 0; tag < fakeTags().size(); ++tag)
        fake.config["id2label"][std::to_string(tag)] = fakeTags()[tag];
    return fake;
}

/// Sentences of 1 … `most` words, some of which the tokenizer splits, with tags in IOB2.
inline std::string taggedSentences(int sentences, unsigned most, unsigned seed = 5)
{
    std::mt19937 random(seed);
    std::string text;
    for (int sentence = 0; sentence < sentences; ++sentence) {
        std::string before = "O";
        for (unsigned word = 0, words = 1 + static_cast<unsigned>(random() % most); word < words; ++word) {
            const auto& tag = fakeTags()[random() % fakeTags().size()];
            const bool isStray = tag.starts_with("I-") && before.substr(before.size() - 1) != tag.substr(tag.size() - 1);
            before = isStray ? "B" + tag.substr(1) : tag;
            text += "w" + std::to_string(5 + random() % 50) + (random() % 4 == 0 ? "x" : "") + "\t" + before + "\n";
        }
        text += "\n";
    }
    return text;
}

/// Fills `folder` with model/ (its tokenizer knows w5 … w57 and the piece ##x) and data.conll.
inline void writeTagging(const FakeCheckpoint& fake, const std::filesystem::path& folder, const std::string& sentences)
{
    fake.write(folder / "model");
    std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    for (int word = 5; word < 58; ++word)
        vocabulary += "w" + std::to_string(word) + "\n";
    io::writeFileAtomically(folder / "model" / "vocab.txt", vocabulary + "##x\n##y\n");
    io::writeFileAtomically(folder / "data.conll", sentences);
}

} // namespace exitscope::test

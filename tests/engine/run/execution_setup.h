#pragma once

#include "core/engine/engine.h"
#include "core/io/atomic_file.h"
#include "core/policy/policy.h"
#include "core/trace/trace.h"
#include "tests/engine/support/fake_checkpoint.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace exitscope::test {

/// The fake with a tokenizer that knows the words w5, w6, …, w59.
inline void writeModel(const FakeCheckpoint& fake, const std::filesystem::path& folder)
{
    fake.write(folder);
    std::string vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n";
    for (int word = 5; word < 60; ++word)
        vocabulary += "w" + std::to_string(word) + "\n";
    io::writeFileAtomically(folder / "vocab.txt", vocabulary);
}

/// Fills `folder` with model/ (the fake, its random sentences tell it apart) and data.tsv of `rows` sentences of 3 … 30
/// words; the label is a class, or a number for regression.
inline void writeWorkplace(const FakeCheckpoint& fake, const std::filesystem::path& folder, int rows, int classes)
{
    writeModel(fake, folder / "model");
    std::mt19937 random(5);
    std::string table = classes == 1 ? "sentence1\tsentence2\tscore\n" : "sentence\tlabel\n";
    for (int row = 0; row < rows; ++row) {
        for (unsigned word = 0; word < 3 + random() % 28; ++word)
            table += (word ? " w" : "w") + std::to_string(5 + random() % 55);
        table += classes == 1 ? "\tw7 w8\t" + std::to_string(row % 5) + ".5\n" : "\t" + std::to_string(row % classes) + "\n";
    }
    io::writeFileAtomically(folder / "data.tsv", table);
}

/// A threshold that about half of the units pass at the first exit where the rule scores at all, in the widest gap of the
/// scores around there: no rounding reaches across it.
inline std::string thresholdBetween(const trace::Trace& trace, const std::string& rule)
{
    const auto table = policy::policyNamed(rule).scores({ rule, { { "threshold", "0" } } }, trace);
    const auto units = static_cast<std::size_t>(table.units);
    std::vector<float> scores;
    for (std::int64_t exit = 0; exit < table.exits && scores.empty(); ++exit)
        for (std::size_t u = 0; u < units; ++u)
            if (const float score = table.scores[static_cast<std::size_t>(exit) * units + u]; !std::isnan(score))
                scores.push_back(score);
    std::sort(scores.begin(), scores.end());
    std::size_t best = scores.size() / 2;
    for (std::size_t i = scores.size() / 3; i < scores.size() * 2 / 3; ++i)
        if (scores[i] - scores[i - 1] > scores[best] - scores[best - 1])
            best = i;
    return rule + ":threshold=" + std::to_string((scores[best] + scores[best - 1]) / 2);
}

inline std::int64_t exitsUsed(const policy::Outcome& outcome)
{
    auto exits = outcome.exit;
    std::sort(exits.begin(), exits.end());
    return std::unique(exits.begin(), exits.end()) - exits.begin();
}

} // namespace exitscope::test

#pragma once

#include <QString>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

/// A folder with a small sentiment task in which "not" turns a word round, so that single words decide nothing.
class ToyTask
{
public:
    ToyTask()
    {
        write("train.tsv", sentences(600, 1));
        write("dev.tsv", sentences(200, 2));
        config = { { "model", { { "layers", 2 }, { "hidden", 32 }, { "heads", 2 }, { "feed_forward", 64 }, { "positions", 32 } } },
            { "tokenizer", { { "learn", 256 } } },
            { "task", { { "train", "train.tsv" }, { "dev", "dev.tsv" }, { "labels", { "negative", "positive" } } } },
            { "optimizer", { { "lr", 3e-3 } } }, { "epochs", 8 }, { "batch", 32 }, { "dropout", 0.05 }, { "seed", 3 },
            { "output", "model" }, { "checkpoint_every", 10 } };
    }

    std::filesystem::path path(const std::string& name) const { return m_folder.filePath(QString::fromStdString(name)).toStdString(); }

    void write(const std::string& name, const std::string& text) const
    {
        std::ofstream(path(name), std::ios::binary) << text;
    }

    /// Writes `config` with its output in the given folder, and returns the configuration's path.
    std::filesystem::path configFile(const std::string& output = "model") const
    {
        nlohmann::json json = config;
        json["output"] = output;
        write(output + ".json", json.dump(1));
        return path(output + ".json");
    }

    nlohmann::json config;

private:
    static std::string sentences(int count, unsigned seed)
    {
        const char* words[2][4] = { { "bad", "awful", "poor", "dull" }, { "good", "great", "fine", "nice" } };
        const char* fillers[] = { "so", "very", "here", "there", "now" };
        std::string text = "sentence\tlabel\n";
        unsigned state = seed * 2654435761U;
        const auto draw = [&](unsigned bound) {
            state = state * 1664525U + 1013904223U;
            return (state >> 16) % bound;
        };
        for (int i = 0; i < count; ++i) {
            const unsigned label = draw(2);
            const unsigned isNegated = draw(2);
            text += isNegated ? "the film is not " : "the film is ";
            text += words[label ^ isNegated][draw(4)];
            for (unsigned extra = draw(5); extra > 0; --extra)
                text += std::string(" ") + fillers[draw(5)];
            text += "\t" + std::to_string(label) + "\n";
        }
        return text;
    }

    QTemporaryDir m_folder;
};

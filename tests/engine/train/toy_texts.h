#pragma once

#include <QString>
#include <QTemporaryDir>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <string>

/// A folder with a small translation task: colour and animal change their places and their language.
class ToyTexts
{
public:
    ToyTexts()
    {
        for (const char* part : { "train", "dev" }) {
            std::string source, target, objects;
            writePairs(part == std::string("train") ? 400 : 60, part == std::string("train") ? 1 : 2, source, target, objects);
            write(std::string(part) + ".en", source);
            write(std::string(part) + ".fr", target);
            write(std::string(part) + ".jsonl", objects);
        }
        config = { { "model", { { "family", "t5" }, { "encoder_layers", 1 }, { "layers", 2 }, { "hidden", 32 }, { "heads", 2 },
                                  { "feed_forward", 48 } } },
            { "tokenizer", { { "learn", 300 } } },
            { "text", { { "train", { { "source", "train.en" }, { "target", "train.fr" } } },
                          { "dev", { { "source", "dev.en" }, { "target", "dev.fr" } } } } },
            { "optimizer", { { "lr", 6e-3 } } }, { "epochs", 8 }, { "batch", 16 }, { "dropout", 0.05 }, { "seed", 3 },
            { "output", "model" }, { "checkpoint_every", 10 } };
    }

    /// The same text as one stream, for a decoder alone.
    void useStream(const char* family)
    {
        config["model"] = { { "family", family }, { "layers", 2 }, { "hidden", 32 }, { "heads", 2 }, { "feed_forward", 48 },
            { "positions", 32 } };
        config["text"] = { { "train", "train.en" }, { "dev_share", 0.1 }, { "length", 24 } };
        config["tokenizer"] = { { "kind", "bytes" } };
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
    static void writePairs(int count, unsigned seed, std::string& source, std::string& target, std::string& objects)
    {
        const char* colours[][2] = { { "white", "blanc" }, { "black", "noir" }, { "grey", "gris" }, { "brown", "brun" } };
        const char* animals[][2] = { { "dog", "chien" }, { "cat", "chat" }, { "horse", "cheval" }, { "bird", "oiseau" } };
        unsigned state = seed * 2654435761U;
        const auto draw = [&](unsigned bound) {
            state = state * 1664525U + 1013904223U;
            return (state >> 16) % bound;
        };
        for (int i = 0; i < count; ++i) {
            std::string a, b;
            for (unsigned left = 1 + draw(3); left > 0; --left) {
                const auto& colour = colours[draw(4)];
                const auto& animal = animals[draw(4)];
                a += std::string(a.empty() ? "a " : " and a ") + colour[0] + " " + animal[0];
                b += std::string(b.empty() ? "un " : " et un ") + animal[1] + " " + colour[1];
            }
            source += a + "\n";
            target += b + "\n";
            objects += nlohmann::json { { "from", { a, "." } }, { "to", b } }.dump() + "\n";
        }
    }

    QTemporaryDir m_folder;
};

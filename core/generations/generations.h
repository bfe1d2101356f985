#pragma once

#include "core/calm/generation_rule.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

/// Sweeps of generation: the same prompts written under many rules by one model, kept in a file of JSON lines
/// (`*.generations`) that calibration, tables and runs are made from. No torch, no model.
namespace exitscope::generations {

/// What all points of a file have in common: they can be compared because of it, and a sweep is gone on with only under the
/// same.
struct Settings
{
    std::string model, modelSha256, family;
    std::int64_t layers = 0; ///< of the decoder
    std::vector<std::int32_t> exitLayers; ///< 1-based, ascending
    std::string data, dataSha256;
    std::vector<std::string> references; ///< names of the files, and their hashes
    std::vector<std::string> referencesSha256;
    std::int64_t prompts = 0;
    std::int64_t maxTokens = 0, batch = 0;
    double temperature = 0;
    std::int64_t topWords = 0;
    double topShare = 1;
    std::uint64_t seed = 1;
    bool cutsLongPrompts = false;

    friend bool operator==(const Settings&, const Settings&) = default;
};

struct Prompt
{
    std::string text;
    std::vector<std::string> references; ///< what it should have written, each as good as the others; may be empty
};

/// What was written for one prompt.
struct Text
{
    std::string text;
    std::vector<std::int32_t> exits; ///< 1-based layer after which each token left
    bool hasEnded = false; ///< by its own end token
    double flops = 0, fullFlops = 0; ///< by formula; the full model's on the same text

    std::int64_t tokens() const { return std::ssize(exits); }
    double layersRun() const;

    friend bool operator==(const Text&, const Text&) = default;
};

/// Wall time of all prompts under one rule.
struct Timing
{
    double readSeconds = 0, writeSeconds = 0; ///< prompts; texts
    double seconds() const { return readSeconds + writeSeconds; }

    friend bool operator==(const Timing&, const Timing&) = default;
};

/// All prompts under one rule.
struct Point
{
    std::string rule; ///< canonical
    std::int64_t session = 1; ///< which start of the sweep it was made in: times are compared within one
    Timing timing;
    std::int64_t headUses = 0; ///< vocabulary heads that were run
    std::vector<Text> texts; ///< [prompts]

    std::int64_t tokens() const;
    double layersRun() const;
    double flops() const;
    double fullFlops() const; ///< the full model on the same texts
    double meanExit() const;
    double flopsRatio() const;
};

/// A file as read. Points are whole; what a kill left of an unfinished one is not among them.
struct Generations
{
    std::filesystem::path path;
    Settings settings;
    std::vector<Prompt> prompts;
    std::vector<Timing> fullTimings; ///< of the full model, one a session; sessions count from 1
    Point full; ///< the full model's texts, of the first session. Without texts where nothing is finished yet
    std::vector<Point> points; ///< in the order in which they were made, the full model not among them

    bool hasReferences() const { return !settings.references.empty(); }
    const Point* find(const std::string& rule) const; ///< of a canonical rule; null where it is not there
    /// Seconds of the full model over those of `point`, prompts included, both of the same start of the sweep.
    double measuredSpeedup(const Point& point) const;
};

/// Throws InputError with the line where a file is not what the sweep writes, IoError where it cannot be read.
Generations readGenerations(const std::filesystem::path& path);

/// Whether a file begins as one; never throws. What a dropped file is.
bool isGenerationsFile(const std::filesystem::path& path);

} // namespace exitscope::generations

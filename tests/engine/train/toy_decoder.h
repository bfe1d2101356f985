#pragma once

#include "core/engine/model/decoder_config.h"
#include "core/engine/train/text_batch.h"

#include <cmath>
#include <cstdint>
#include <numeric>

namespace exitscope::engine {

/// A small model of a family, as training makes them. "t5-tied" ties its head; "llama" shares key heads.
inline DecoderConfig toyDecoder(std::string_view name)
{
    DecoderConfig config;
    config.vocabulary = 23;
    config.hidden = 16;
    config.headSize = 4;
    config.decoder = { 3, 4, 4, 24, true, false };
    config.padToken = 0;
    config.lastTokens = { 1 };
    if (name.starts_with("t5")) {
        config.family = DecoderFamily::T5;
        config.modelType = "t5";
        config.encoder = { 2, 4, 4, 24, false, false };
        config.decoder.attendsEncoder = true;
        config.norm = NormKind::Rms;
        config.normEpsilon = 1e-6;
        config.position = PositionKind::RelativeBias;
        config.relativeBuckets = 8;
        config.relativeDistance = 20;
        config.isGated = true;
        config.isTied = name == "t5-tied";
        config.stateScale = config.isTied ? 1 / std::sqrt(16.0) : 1;
        config.firstToken = 0;
    } else if (name == "gpt2") {
        config.family = DecoderFamily::Gpt2;
        config.modelType = "gpt2";
        config.positions = 32;
        config.isTied = true;
        config.attentionScale = 0.5;
    } else {
        config.family = DecoderFamily::Llama;
        config.modelType = "llama";
        config.decoder.keyHeads = 2;
        config.positions = 32;
        config.norm = NormKind::Rms;
        config.normEpsilon = 1e-6;
        config.position = PositionKind::RotaryHalves;
        config.rotaryFrequency = { 1, std::pow(10000.0, -0.5) };
        config.isGated = true;
        config.activation = FeedActivation::Silu;
        config.attentionScale = 0.5;
    }
    config.exitLayer = { 1, 2, 3 };
    return config;
}

/// Two texts of different lengths, and what an encoder reads before them.
inline TextBatch toyBatch(const DecoderConfig& config)
{
    TextBatch batch;
    std::int32_t word = 3;
    const auto draw = [&] { return word = (word * 7 + 5) % 23; };
    for (const int length : { 9, 4 }) {
        for (int i = 0; i < length; ++i) {
            batch.inputs.push_back(draw());
            batch.words.push_back(draw());
        }
        batch.offsets.push_back(static_cast<std::int32_t>(batch.inputs.size()));
        if (!config.hasEncoder())
            continue;
        for (int i = 0; i < 15 - length; ++i)
            batch.source.push_back(draw());
        batch.sourceOffsets.push_back(static_cast<std::int32_t>(batch.source.size()));
    }
    return batch;
}

} // namespace exitscope::engine

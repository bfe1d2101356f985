#pragma once

#include "tests/engine/support/fake_checkpoint.h"

#include <vector>

namespace exitscope::test {

/// Small generating checkpoints with made-up weights.
struct FakeDecoderShape
{
    std::int64_t layers = 3, hidden = 24, heads = 4, keyHeads = 2, headSize = 6, feedForward = 40, vocabulary = 50,
                 positions = 48;
};
FakeCheckpoint fakeGpt2(const FakeDecoderShape& shape = {});
FakeCheckpoint fakeLlama(const FakeDecoderShape& shape = {}, bool isTied = false);
FakeCheckpoint fakeT5(const FakeDecoderShape& shape = {}, bool isGated = true);
FakeCheckpoint fakeBart(const FakeDecoderShape& shape = {});

/// A matrix of doubles, row by row.
using Rows = std::vector<std::vector<double>>;

/// The logits [n, V] after every layer through the final norm and the head, for all tokens of a text at once: loops as the
/// architectures are written down, in double precision, without a cache, from the checkpoint's own tensors and names.
/// `encoded` is the encoder's input where there is one.
std::vector<Rows> naiveLogits(
    const FakeCheckpoint& model, const std::vector<int>& ids, const std::vector<int>& encoded = {});

} // namespace exitscope::test

#pragma once

#include "tests/engine/support/fake_checkpoint.h"

namespace exitscope::test {

/// What each layer keeps, indices from 0, ascending.
struct KeptParts
{
    std::vector<std::vector<std::int64_t>> heads, inner; ///< [layers]
};

/// Another choice and another number in every layer, at least one of each.
KeptParts unevenParts(const FakeShape& shape);

/// Removes by mask: what the removed heads and inner units add to the state is 0. The shapes stay.
FakeCheckpoint maskedTo(FakeCheckpoint fake, const FakeShape& shape, const KeptParts& kept);
/// Removes for good, with our keys in config.json.
FakeCheckpoint cutTo(FakeCheckpoint fake, const FakeShape& shape, const KeptParts& kept);

/// The word table in two made-up factors of this rank, under our names.
FakeCheckpoint factorised(FakeCheckpoint fake, const FakeShape& shape, std::int64_t rank);
/// The same with their product as the table.
FakeCheckpoint multipliedOut(FakeCheckpoint factorised, const FakeShape& shape, std::int64_t rank);

/// Exits after the given layers that read tanh of the state.
FakeCheckpoint fakeTanhExits(const FakeShape& shape, const std::vector<int>& exitLayers);

} // namespace exitscope::test

#pragma once

#include "core/calibration/sequence_losses.h"
#include "core/trace/split.h"

#include <optional>
#include <span>
#include <vector>

namespace exitscope::calibration {

/// What whole texts are calibrated on: one file, which is split, or two of one model, of which all of the first calibrates and
/// the guarantee is held against the second. Refers to both, which live longer.
class SequenceSets
{
public:
    explicit SequenceSets(const generations::Generations& both);
    /// Throws InputError where the files are of different models or ways to draw words (says which setting differs).
    SequenceSets(const generations::Generations& calibration, const generations::Generations& test);

    const generations::Generations& calibration() const { return *m_calibration; }
    const generations::Generations& test() const { return *m_test; }
    bool areTwo() const { return m_calibration != m_test; }

    /// The halves that two files are; nothing for one, which is split at random.
    std::optional<trace::Split> halves() const;
    /// The same rules in the test file. Throws InputError where it has no texts of one of them.
    SequenceFamily inTest(const SequenceFamily& family) const;
    /// Columns of losses() in a test half as prompts of the test file.
    std::vector<std::size_t> testPrompts(std::span<const std::size_t> columns) const;
    /// As sequenceLosses(), the columns of the second file after those of the first.
    std::optional<LossTable> losses(const SequenceFamily& family, const SequenceLoss& loss, const JobContext& job = {}) const;

private:
    const generations::Generations* m_calibration;
    const generations::Generations* m_test;
};

} // namespace exitscope::calibration

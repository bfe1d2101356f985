#pragma once

#include "core/training/learning_curve.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace exitscope::engine {

/// What a training run says beside its checkpoint: train.log for people, learning.jsonl for plots, and its observer. The two
/// files only grow; a training state remembers their sizes, so that what a killed run wrote after it is cut off.
class RunJournal
{
public:
    explicit RunJournal(std::filesystem::path folder);

    void setObserver(training::Observer observer) { m_observer = std::move(observer); }
    /// Empties both files.
    void begin();
    /// Cuts both files back to these sizes; one that is shorter, or gone, stays as it is.
    void resume(std::int64_t logBytes, std::int64_t curveBytes);

    void log(const std::string& line);
    /// To the file, and to the observer.
    void add(const training::LearningEvent& event);
    void addToFile(const training::LearningEvent& event);
    /// To the observer alone.
    void tell(const training::LearningEvent& event) const;

    std::int64_t logBytes() const { return m_logBytes; }
    std::int64_t curveBytes() const { return m_curveBytes; }

private:
    std::filesystem::path m_log, m_curve;
    std::int64_t m_logBytes = 0, m_curveBytes = 0;
    training::Observer m_observer;
};

} // namespace exitscope::engine

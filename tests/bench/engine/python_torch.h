#pragma once

#include "sequences.h"

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace exitscope::bench {

/// The same training step as most people write it: torch.nn modules in Python, batches padded to their longest sequence, clipping
/// by torch.nn.utils and torch.optim.AdamW, one thread. A program that is started once and asked for rounds, so that they can be
/// taken in turns with ours.
class PythonTorch
{
public:
    struct Shape
    {
        std::int64_t layers, hidden, heads, feedForward, vocabulary, positions, classes, batch;
        double dropout;
    };

    /// Writes the script and the sequences' lengths into `folder` and starts it. Where Python has no torch, version() is empty.
    PythonTorch(const std::filesystem::path& folder, const Shape& shape, const Sequences& sequences);
    ~PythonTorch();
    PythonTorch(const PythonTorch&) = delete;
    PythonTorch& operator=(const PythonTorch&) = delete;

    const std::string& version() const { return m_version; } ///< "1.13.1"

    enum class Order { AsGiven, ByLength };
    /// Milliseconds of processor time of one step on each batch of the sequences.
    double milliseconds(Order order);

private:
    void start(const char* python, std::vector<std::string> arguments);
    void end();
    std::string readLine();

    pid_t m_child = -1;
    std::FILE* m_requests = nullptr;
    std::FILE* m_answers = nullptr;
    std::string m_version;
};

} // namespace exitscope::bench

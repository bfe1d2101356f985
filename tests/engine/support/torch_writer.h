#pragma once

#include "core/io/safetensors.h"

#include <string>
#include <utility>
#include <vector>

namespace exitscope::test {

/// A pickle put together opcode by opcode, as hostile as a test wants it.
class PickleBuilder
{
public:
    PickleBuilder& raw(const std::string& bytes);
    PickleBuilder& text(const std::string& value);
    PickleBuilder& integer(std::int32_t value);
    PickleBuilder& integers(const std::vector<std::int32_t>& values); ///< as a tuple
    PickleBuilder& global(const std::string& module, const std::string& name);
    /// torch._utils._rebuild_tensor_v2 of a storage of `elements` floats.
    PickleBuilder& tensor(const std::string& key, std::int32_t elements, std::int32_t offset,
        const std::vector<std::int32_t>& shape, const std::vector<std::int32_t>& stride);
    std::string finish() const { return m_bytes + "."; }

private:
    std::string m_bytes = "\x80\x02";
};

/// A zip archive of stored entries, without the CRCs that nobody checks.
std::string zipOf(const std::vector<std::pair<std::string, std::string>>& entries);

/// pytorch_model.bin in the zip form: the pickle, and the storages 0, 1, … as raw bytes.
std::string torchZipOf(const std::string& pickle, const std::vector<std::string>& storages);

} // namespace exitscope::test

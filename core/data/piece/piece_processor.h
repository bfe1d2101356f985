#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace exitscope::data {

/// What we need of libsentencepiece, without a symbol of it. Const use from several threads is safe.
///
/// The library lives in a module of its own, opened at first need: it carries a private copy of protobuf
/// under the public names, and in one scope with the protobuf that LibTorch brings, one of the two calls the
/// other's functions and the process dies.
class PieceProcessor
{
public:
    virtual ~PieceProcessor() = default;
    virtual std::vector<std::string> encode(std::string_view text) const = 0; ///< as pieces
    virtual int size() const = 0;
    virtual std::string piece(int id) const = 0; ///< 0 ≤ id < size()
    virtual int idOf(std::string_view piece) const = 0; ///< unknown() when it is none
    virtual int unknown() const = 0;
};

/// The processor of a serialised model (spiece.model); null when the bytes are none. Throws IoError when the
/// module is missing, saying where it was looked for.
std::unique_ptr<const PieceProcessor> makePieceProcessor(std::string_view model);

} // namespace exitscope::data

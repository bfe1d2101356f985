#pragma once

#include "core/io/safetensors.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace exitscope::engine {

/// A storage as a pickled state dict names it: its bytes lie elsewhere in the file, under `key`.
struct PickledStorage
{
    io::DType dtype = io::DType::F32;
    std::string key;
    std::int64_t elements = 0; ///< of the whole storage
    std::int64_t first = 0; ///< where a view of it begins (files of before 2018); otherwise 0
};

/// A tensor as a pickled state dict describes it: a strided window of a storage. Not yet checked against it.
struct PickledTensor
{
    PickledStorage storage;
    std::int64_t offset = 0;
    std::vector<std::int64_t> shape, stride;
};

/// What a pickle can hold here: plain values, and tensors by reference.
struct PickleValue
{
    enum class Kind { None, Bool, Integer, Float, Text, Bytes, Tuple, List, Dict, Global, Storage, Tensor };

    Kind kind = Kind::None;
    std::int64_t integer = 0; ///< Bool and Integer
    double real = 0;
    std::string text; ///< Text, Bytes, Global ("torch._utils _rebuild_tensor_v2"); an Integer beyond 64 bits
    std::vector<const PickleValue*> items; ///< Tuple, List; Dict as key, value, key, value, …
    PickledTensor tensor; ///< Tensor; Storage uses tensor.storage only
};

/// Reads pickles of state dicts and runs nothing: the opcodes that torch.save writes for tensors in dicts,
/// and the few globals they need. Anything else is an InputError that names the global or the opcode. Values
/// live as long as this.
class Unpickler
{
public:
    Unpickler(std::filesystem::path file, std::span<const std::byte> bytes, std::size_t position = 0);

    /// The next pickle; the position is behind its STOP afterwards. Memory is linear in the bytes read.
    const PickleValue& load();
    std::size_t position() const { return m_position; }
    /// Every storage that the pickles so far refer to, by key.
    const std::map<std::string, PickledStorage>& storages() const { return m_storages; }

private:
    using Value = PickleValue;

    [[noreturn]] void fail(const std::string& problem) const;
    std::span<const std::byte> take(std::size_t count);
    template <typename T> T number();
    std::string line();
    std::string textOf(std::uint64_t length);

    Value& make(Value::Kind kind);
    void push(const Value& value) { m_stack.push_back(&value); }
    const Value& pop();
    std::vector<const Value*> popToMark();
    Value& mutableTop(Value::Kind kind, const char* what);

    bool step(unsigned opcode);
    bool stepScalar(unsigned opcode);
    bool stepContainer(unsigned opcode);
    bool stepMemo(unsigned opcode);
    bool stepObject(unsigned opcode);
    void pushInteger(std::int64_t value);
    void pushLong(std::size_t length);
    void pushTuple(std::vector<const Value*> items);
    void pushGlobal(const std::string& module, const std::string& name);
    void appendTo(std::vector<const Value*> items);
    void setItems(std::vector<const Value*> items);
    void remember(std::uint32_t index);
    void recall(std::uint32_t index);
    void persistentStorage();
    void reduce();
    void build();

    std::filesystem::path m_file;
    std::span<const std::byte> m_bytes;
    std::size_t m_position = 0;
    std::deque<Value> m_values; ///< owns every value: no cycle can leak, nothing is destroyed recursively
    std::vector<const Value*> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint32_t, const Value*> m_memo;
    std::map<std::string, PickledStorage> m_storages;
};

} // namespace exitscope::engine

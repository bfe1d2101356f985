#include "core/engine/checkpoint/pickle.h"

#include "core/error.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace exitscope::engine {

namespace {

using Kind = PickleValue::Kind;

/// Opcodes of pickle protocols 0–4 that state dicts use (Lib/pickletools.py of CPython lists them all).
enum Opcode : unsigned {
    Mark = '(',
    Stop = '.',
    Pop = '0',
    PopMark = '1',
    None = 'N',
    NewTrue = 0x88,
    NewFalse = 0x89,
    BinInt = 'J',
    BinInt1 = 'K',
    BinInt2 = 'M',
    Long1 = 0x8a,
    Long4 = 0x8b,
    BinFloat = 'G',
    BinUnicode = 'X',
    ShortBinUnicode = 0x8c,
    BinUnicode8 = 0x8d,
    BinString = 'T',
    ShortBinString = 'U',
    BinBytes = 'B',
    ShortBinBytes = 'C',
    EmptyTuple = ')',
    Tuple = 't',
    Tuple1 = 0x85,
    Tuple2 = 0x86,
    Tuple3 = 0x87,
    EmptyList = ']',
    List = 'l',
    Append = 'a',
    Appends = 'e',
    EmptyDict = '}',
    Dict = 'd',
    SetItem = 's',
    SetItems = 'u',
    BinGet = 'h',
    LongBinGet = 'j',
    BinPut = 'q',
    LongBinPut = 'r',
    Memoize = 0x94,
    Global = 'c',
    StackGlobal = 0x93,
    BinPersId = 'Q',
    Reduce = 'R',
    Build = 'b',
    Proto = 0x80,
    Frame = 0x95,
};

} // namespace

Unpickler::Unpickler(std::filesystem::path file, std::span<const std::byte> bytes, std::size_t position)
    : m_file(std::move(file))
    , m_bytes(bytes)
    , m_position(position)
{ }

void Unpickler::fail(const std::string& problem) const
{
    throw InputError(m_file, "not a usable pickle at byte " + std::to_string(m_position) + ": " + problem,
        "the file is damaged, or not a state dict as torch.save writes it");
}

std::span<const std::byte> Unpickler::take(std::size_t count)
{
    if (count > m_bytes.size() - std::min(m_position, m_bytes.size()))
        fail("it ends too early");
    const auto taken = m_bytes.subspan(m_position, count);
    m_position += count;
    return taken;
}

template <typename T> T Unpickler::number()
{
    static_assert(std::endian::native == std::endian::little);
    T value {};
    std::memcpy(&value, take(sizeof(T)).data(), sizeof(T));
    return value;
}

std::string Unpickler::line()
{
    const auto rest = m_bytes.subspan(std::min(m_position, m_bytes.size()));
    const auto end = std::find(rest.begin(), rest.end(), std::byte { '\n' });
    if (end == rest.end())
        fail("a line without an end");
    const auto length = static_cast<std::size_t>(end - rest.begin());
    std::string text = textOf(length);
    ++m_position;
    return text;
}

std::string Unpickler::textOf(std::uint64_t length)
{
    const auto bytes = take(static_cast<std::size_t>(length));
    return { reinterpret_cast<const char*>(bytes.data()), bytes.size() };
}

PickleValue& Unpickler::make(Kind kind)
{
    m_values.emplace_back().kind = kind;
    return m_values.back();
}

const PickleValue& Unpickler::pop()
{
    if (m_stack.empty() || (!m_marks.empty() && m_stack.size() <= m_marks.back()))
        fail("a value is missing on its stack");
    const Value* value = m_stack.back();
    m_stack.pop_back();
    return *value;
}

std::vector<const PickleValue*> Unpickler::popToMark()
{
    if (m_marks.empty())
        fail("a mark is missing");
    const auto begin = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
    std::vector<const Value*> items(begin, m_stack.end());
    m_stack.erase(begin, m_stack.end());
    m_marks.pop_back();
    return items;
}

PickleValue& Unpickler::mutableTop(Kind kind, const char* what)
{
    if (m_stack.empty() || m_stack.back()->kind != kind)
        fail(std::string("no ") + what + " to add to");
    return const_cast<Value&>(*m_stack.back()); // every value lives in m_values, which is not const
}

const PickleValue& Unpickler::load()
{
    m_stack.clear();
    m_marks.clear();
    m_memo.clear();
    while (step(number<std::uint8_t>())) { }
    return pop();
}

bool Unpickler::step(unsigned opcode)
{
    switch (opcode) {
    case Stop:
        return false;
    case Proto:
        if (number<std::uint8_t>() > 5)
            fail("a newer pickle protocol");
        return true;
    case Frame:
        (void)number<std::uint64_t>();
        return true;
    case Mark:
        m_marks.push_back(m_stack.size());
        return true;
    case Pop:
        (void)pop();
        return true;
    case PopMark:
        (void)popToMark();
        return true;
    default:
        break;
    }
    if (!stepScalar(opcode) && !stepContainer(opcode) && !stepMemo(opcode) && !stepObject(opcode))
        fail("opcode " + std::to_string(opcode) + " has no place in a state dict");
    return true;
}

bool Unpickler::stepScalar(unsigned opcode)
{
    const auto text = [&](Kind kind, std::uint64_t length) {
        std::string content = textOf(length);
        Value& value = make(kind);
        value.text = std::move(content);
        push(value);
    };
    switch (opcode) {
    case None:
        push(make(Kind::None));
        return true;
    case NewTrue:
    case NewFalse: {
        Value& value = make(Kind::Bool);
        value.integer = opcode == NewTrue;
        push(value);
        return true;
    }
    case BinInt:
        pushInteger(number<std::int32_t>());
        return true;
    case BinInt1:
        pushInteger(number<std::uint8_t>());
        return true;
    case BinInt2:
        pushInteger(number<std::uint16_t>());
        return true;
    case Long1:
        pushLong(number<std::uint8_t>());
        return true;
    case Long4:
        pushLong(number<std::uint32_t>());
        return true;
    case BinFloat: {
        const auto bits = __builtin_bswap64(number<std::uint64_t>()); // big-endian, unlike all the rest
        Value& value = make(Kind::Float);
        value.real = std::bit_cast<double>(bits);
        push(value);
        return true;
    }
    case BinUnicode:
        text(Kind::Text, number<std::uint32_t>());
        return true;
    case ShortBinUnicode:
        text(Kind::Text, number<std::uint8_t>());
        return true;
    case BinUnicode8:
        text(Kind::Text, number<std::uint64_t>());
        return true;
    case BinString:
        text(Kind::Text, number<std::uint32_t>());
        return true;
    case ShortBinString:
        text(Kind::Text, number<std::uint8_t>());
        return true;
    case BinBytes:
        text(Kind::Bytes, number<std::uint32_t>());
        return true;
    case ShortBinBytes:
        text(Kind::Bytes, number<std::uint8_t>());
        return true;
    default:
        return false;
    }
}

bool Unpickler::stepContainer(unsigned opcode)
{
    const auto popped = [&](std::size_t count) {
        std::vector<const Value*> items(count);
        for (std::size_t i = count; i-- > 0;)
            items[i] = &pop();
        return items;
    };
    switch (opcode) {
    case EmptyTuple:
        pushTuple({});
        return true;
    case Tuple:
        pushTuple(popToMark());
        return true;
    case Tuple1:
        pushTuple(popped(1));
        return true;
    case Tuple2:
        pushTuple(popped(2));
        return true;
    case Tuple3:
        pushTuple(popped(3));
        return true;
    case EmptyList:
        push(make(Kind::List));
        return true;
    case List: {
        auto items = popToMark();
        push(make(Kind::List));
        appendTo(std::move(items));
        return true;
    }
    case Append:
        appendTo(popped(1));
        return true;
    case Appends:
        appendTo(popToMark());
        return true;
    case EmptyDict:
        push(make(Kind::Dict));
        return true;
    case Dict: {
        auto items = popToMark();
        push(make(Kind::Dict));
        setItems(std::move(items));
        return true;
    }
    case SetItem:
        setItems(popped(2));
        return true;
    case SetItems:
        setItems(popToMark());
        return true;
    default:
        return false;
    }
}

bool Unpickler::stepMemo(unsigned opcode)
{
    switch (opcode) {
    case BinGet:
        recall(number<std::uint8_t>());
        return true;
    case LongBinGet:
        recall(number<std::uint32_t>());
        return true;
    case BinPut:
        remember(number<std::uint8_t>());
        return true;
    case LongBinPut:
        remember(number<std::uint32_t>());
        return true;
    case Memoize:
        remember(static_cast<std::uint32_t>(m_memo.size()));
        return true;
    default:
        return false;
    }
}

bool Unpickler::stepObject(unsigned opcode)
{
    switch (opcode) {
    case Opcode::Global: {
        const std::string module = line();
        pushGlobal(module, line());
        return true;
    }
    case StackGlobal: {
        const Value& name = pop();
        const Value& module = pop();
        if (name.kind != Kind::Text || module.kind != Kind::Text)
            fail("a global whose name is not text");
        pushGlobal(module.text, name.text);
        return true;
    }
    case BinPersId:
        persistentStorage();
        return true;
    case Reduce:
        reduce();
        return true;
    case Build:
        build();
        return true;
    default:
        return false;
    }
}

void Unpickler::pushInteger(std::int64_t value)
{
    Value& made = make(Kind::Integer);
    made.integer = value;
    push(made);
}

void Unpickler::pushLong(std::size_t length)
{
    const auto bytes = take(length);
    Value& made = make(Kind::Integer);
    if (length <= 8) { // two's complement, little-endian, any length
        std::uint64_t bits
            = length && (std::to_integer<unsigned>(bytes.back()) & 0x80) ? ~std::uint64_t { 0 } : 0;
        for (std::size_t i = length; i-- > 0;)
            bits = (bits << 8) | std::to_integer<std::uint64_t>(bytes[i]);
        made.integer = static_cast<std::int64_t>(bits);
    } else {
        made.text.assign(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    }
    push(made);
}

void Unpickler::pushTuple(std::vector<const Value*> items)
{
    Value& made = make(Kind::Tuple);
    made.items = std::move(items);
    push(made);
}

void Unpickler::appendTo(std::vector<const Value*> items)
{
    auto& list = mutableTop(Kind::List, "list").items;
    list.insert(list.end(), items.begin(), items.end());
}

void Unpickler::setItems(std::vector<const Value*> items)
{
    if (items.size() % 2)
        fail("a key without a value");
    auto& dict = mutableTop(Kind::Dict, "dict").items;
    dict.insert(dict.end(), items.begin(), items.end());
}

void Unpickler::remember(std::uint32_t index)
{
    if (m_stack.empty())
        fail("nothing to remember");
    m_memo[index] = m_stack.back();
}

void Unpickler::recall(std::uint32_t index)
{
    const auto found = m_memo.find(index);
    if (found == m_memo.end())
        fail("it recalls what it never remembered");
    m_stack.push_back(found->second);
}

} // namespace exitscope::engine

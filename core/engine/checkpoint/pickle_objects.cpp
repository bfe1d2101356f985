// What the pickles of state dicts may call, and what becomes of it.
#include "core/engine/checkpoint/pickle.h"

#include "core/error.h"

#include <algorithm>
#include <array>
#include <optional>

namespace exitscope::engine {

namespace {

using Kind = PickleValue::Kind;

struct StorageType
{
    std::string_view global;
    io::DType dtype;
};

constexpr std::array<StorageType, 10> storageTypes { { { "torch FloatStorage", io::DType::F32 },
    { "torch HalfStorage", io::DType::F16 }, { "torch BFloat16Storage", io::DType::BF16 },
    { "torch DoubleStorage", io::DType::F64 }, { "torch LongStorage", io::DType::I64 },
    { "torch IntStorage", io::DType::I32 }, { "torch ShortStorage", io::DType::I16 },
    { "torch CharStorage", io::DType::I8 }, { "torch ByteStorage", io::DType::U8 },
    { "torch BoolStorage", io::DType::Bool } } };

constexpr std::string_view rebuildTensor2 = "torch._utils _rebuild_tensor_v2";
constexpr std::string_view rebuildTensor = "torch._utils _rebuild_tensor";
constexpr std::string_view rebuildParameter = "torch._utils _rebuild_parameter";
constexpr std::string_view orderedDict = "collections OrderedDict";

std::optional<io::DType> storageDtype(std::string_view global)
{
    for (const auto& type : storageTypes)
        if (type.global == global)
            return type.dtype;
    return std::nullopt;
}

bool isAllowed(std::string_view global)
{
    return global == rebuildTensor2 || global == rebuildTensor || global == rebuildParameter
        || global == orderedDict || storageDtype(global).has_value();
}

bool isIntegers(const PickleValue& value)
{
    return value.kind == Kind::Tuple
        && std::all_of(value.items.begin(), value.items.end(),
            [](const PickleValue* item) { return item->kind == Kind::Integer && item->text.empty(); });
}

std::vector<std::int64_t> integersOf(const PickleValue& tuple)
{
    std::vector<std::int64_t> numbers;
    for (const PickleValue* item : tuple.items)
        numbers.push_back(item->integer);
    return numbers;
}

} // namespace

void Unpickler::pushGlobal(const std::string& module, const std::string& name)
{
    const std::string global = module + ' ' + name;
    if (!isAllowed(global))
        throw InputError(m_file, "a pickle with other than tensors: it asks for " + module + '.' + name,
            "save the model's state_dict() alone, or better as model.safetensors");
    Value& made = make(Kind::Global);
    made.text = global;
    push(made);
}

/// ('storage', torch.FloatStorage, key, 'cpu', elements[, view]) as torch.save writes it; view = (key,
/// offset, size).
void Unpickler::persistentStorage()
{
    const Value& id = pop();
    const auto is
        = [&](std::size_t at, Kind kind) { return id.items.size() > at && id.items[at]->kind == kind; };
    if (id.kind != Kind::Tuple || !is(0, Kind::Text) || id.items[0]->text != "storage" || !is(1, Kind::Global)
        || !is(2, Kind::Text) || !is(4, Kind::Integer))
        fail("a reference to something other than a storage");
    const auto dtype = storageDtype(id.items[1]->text);
    if (!dtype)
        fail("a storage of no known type");
    PickledStorage storage {
        .dtype = *dtype, .key = id.items[2]->text, .elements = id.items[4]->integer, .first = 0
    };
    if (storage.elements < 0)
        fail("storage " + storage.key + " has a negative size");
    const auto [known, isNew] = m_storages.try_emplace(storage.key, storage);
    if (!isNew && (known->second.dtype != storage.dtype || known->second.elements != storage.elements))
        fail("storage " + storage.key + " is described in two ways");
    if (is(5, Kind::Tuple)) {
        const auto& view = id.items[5]->items;
        if (view.size() != 3 || view[1]->kind != Kind::Integer)
            fail("storage " + storage.key + " has a view that is not (key, offset, size)");
        storage.first = view[1]->integer;
    }
    Value& made = make(Kind::Storage);
    made.tensor.storage = storage;
    push(made);
}

void Unpickler::reduce()
{
    const Value& arguments = pop();
    const Value& callee = pop();
    if (callee.kind != Kind::Global || arguments.kind != Kind::Tuple)
        fail("a call of something that is not a function");
    const auto& items = arguments.items;
    if (callee.text == orderedDict && items.empty()) {
        push(make(Kind::Dict));
        return;
    }
    if (callee.text == rebuildParameter && !items.empty() && items[0]->kind == Kind::Tensor) {
        push(*items[0]);
        return;
    }
    const bool isTensor = callee.text == rebuildTensor || callee.text == rebuildTensor2;
    if (!isTensor || items.size() < 4 || items[0]->kind != Kind::Storage || items[1]->kind != Kind::Integer
        || !isIntegers(*items[2]) || !isIntegers(*items[3]))
        fail("a call of " + callee.text + " with arguments that make no tensor");
    Value& made = make(Kind::Tensor);
    made.tensor = { .storage = items[0]->tensor.storage,
        .offset = items[1]->integer,
        .shape = integersOf(*items[2]),
        .stride = integersOf(*items[3]) };
    push(made);
}

/// state_dict() hangs its version numbers on the dict (`_metadata`); they say nothing about tensors.
void Unpickler::build()
{
    (void)pop();
    (void)mutableTop(Kind::Dict, "dict");
}

} // namespace exitscope::engine

#include "core/engine/checkpoint/torch_file.h"

#include "core/engine/checkpoint/pickle.h"
#include "core/engine/checkpoint/zip_file.h"
#include "core/error.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <set>

namespace exitscope::engine {

namespace {

using Bytes = std::span<const std::byte>;
using Storages = std::map<std::string, Bytes, std::less<>>;

/// 0x1950a86a20f9469cfc6c, the first pickle of the old form, as its ten little-endian bytes.
constexpr std::string_view legacyMagic("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);
constexpr std::int64_t legacyProtocol = 1001;

bool isContiguous(const PickledTensor& tensor)
{
    std::int64_t expected = 1;
    for (std::size_t axis = tensor.shape.size(); axis-- > 0;) {
        if (tensor.shape[axis] != 1 && tensor.stride[axis] != expected)
            return false;
        expected *= tensor.shape[axis];
    }
    return true;
}

/// Elements of a shape, or nothing when it is negative or does not fit.
std::optional<std::int64_t> elementsOf(const std::vector<std::int64_t>& shape)
{
    std::int64_t total = 1;
    for (const std::int64_t extent : shape)
        if (extent < 0 || __builtin_mul_overflow(total, extent, &total))
            return std::nullopt;
    return total;
}

/// Index of the last element that a strided window touches, or nothing when it does not fit or strides go
/// back.
std::optional<std::int64_t> lastIndex(const PickledTensor& tensor)
{
    std::int64_t last = 0;
    if (tensor.offset < 0 || tensor.storage.first < 0
        || __builtin_add_overflow(tensor.offset, tensor.storage.first, &last))
        return std::nullopt;
    for (std::size_t axis = 0; axis < tensor.shape.size(); ++axis) {
        std::int64_t reach = 0;
        if (tensor.stride[axis] < 0
            || __builtin_mul_overflow(tensor.shape[axis] - 1, tensor.stride[axis], &reach)
            || __builtin_add_overflow(last, reach, &last))
            return std::nullopt;
    }
    return last;
}

/// Copies a strided window row by row into row-major order.
std::vector<std::byte> gathered(const PickledTensor& tensor, Bytes storage, std::int64_t elements)
{
    const std::size_t size = io::sizeOf(tensor.storage.dtype);
    std::vector<std::byte> copy(static_cast<std::size_t>(elements) * size);
    std::vector<std::int64_t> index(tensor.shape.size(), 0);
    std::int64_t source = tensor.offset + tensor.storage.first;
    for (std::size_t target = 0; target < copy.size(); target += size) {
        std::memcpy(copy.data() + target, storage.data() + static_cast<std::size_t>(source) * size, size);
        for (std::size_t axis = tensor.shape.size(); axis-- > 0;) {
            source += tensor.stride[axis];
            if (++index[axis] < tensor.shape[axis])
                break;
            source -= tensor.stride[axis] * tensor.shape[axis];
            index[axis] = 0;
        }
    }
    return copy;
}

} // namespace

/// Turns the dict of a pickle and the bytes of its storages into checked tensors.
class TorchFileReader
{
public:
    explicit TorchFileReader(const std::filesystem::path& path)
        : m_path(path)
    {
        m_result->m_file = io::MappedFile::open(path);
    }

    std::shared_ptr<const TorchFile> read()
    {
        const Bytes bytes = m_result->m_file->bytes();
        if (ZipFile::isZip(bytes))
            readZip();
        else if (bytes.size() > 2 && bytes[0] == std::byte { 0x80 })
            readLegacy();
        else
            throw InputError(
                m_path, "neither a zip archive nor a pickle", "torch.save writes one or the other");
        return m_result;
    }

private:
    void readZip()
    {
        const ZipFile zip(m_result->m_file);
        const std::string name = zip.nameEndingIn("/data.pkl");
        if (name.empty())
            throw InputError(
                m_path, "a zip archive without data.pkl", "torch.save puts the state dict there");
        const std::string prefix = name.substr(0, name.size() - std::strlen("data.pkl"));
        if (zip.nameEndingIn("/constants.pkl") == prefix + "constants.pkl")
            throw InputError(
                m_path, "a TorchScript module, not a state dict", "give the file itself as the model");
        if (const Bytes* order = zip.find(prefix + "byteorder"))
            if (std::string_view(reinterpret_cast<const char*>(order->data()), order->size()) != "little")
                throw InputError(
                    m_path, "its tensors are big-endian", "save it again on a little-endian machine");

        Unpickler pickle(m_path, *zip.find(name));
        const PickleValue& root = pickle.load();
        Storages storages;
        for (const auto& [key, storage] : pickle.storages())
            if (const Bytes* data = zip.find(prefix + "data/" + key))
                storages.emplace(key, *data);
        addTensors(root, storages);
    }

    /// Magic, protocol, system, dict, storage keys: five pickles; then each storage as its element count and
    /// data.
    void readLegacy()
    {
        const Bytes bytes = m_result->m_file->bytes();
        Unpickler pickle(m_path, bytes);
        if (pickle.load().text != legacyMagic || pickle.load().integer != legacyProtocol)
            throw InputError(
                m_path, "a pickle, but not one that torch.save wrote", "save the model's state_dict()");
        const PickleValue& system = pickle.load();
        for (std::size_t i = 0; i + 1 < system.items.size(); i += 2)
            if (system.items[i]->text == "little_endian" && system.items[i + 1]->integer != 1)
                throw InputError(
                    m_path, "its tensors are big-endian", "save it again on a little-endian machine");
        const PickleValue& root = pickle.load();
        const PickleValue& keys = pickle.load();
        std::size_t position = pickle.position();
        Storages storages;
        for (const PickleValue* key : keys.items) {
            const auto known = pickle.storages().find(key->text);
            if (key->kind != PickleValue::Kind::Text || known == pickle.storages().end())
                throw damaged("it holds a storage that no tensor uses");
            const std::size_t size = io::sizeOf(known->second.dtype);
            std::int64_t elements = -1;
            if (bytes.size() - position >= sizeof elements)
                std::memcpy(&elements, bytes.data() + position, sizeof elements);
            position += std::min(sizeof elements, bytes.size() - position);
            if (elements != known->second.elements
                || static_cast<std::uint64_t>(elements) > (bytes.size() - position) / size)
                throw damaged("storage " + key->text + " is not as long as the pickle says");
            storages.emplace(key->text, bytes.subspan(position, static_cast<std::size_t>(elements) * size));
            position += static_cast<std::size_t>(elements) * size;
        }
        addTensors(root, storages);
    }

    void addTensors(const PickleValue& root, const Storages& storages)
    {
        if (root.kind != PickleValue::Kind::Dict)
            throw InputError(m_path, "the pickle holds no dict of tensors", "save the model's state_dict()");
        std::set<std::string> names;
        for (std::size_t i = 0; i + 1 < root.items.size(); i += 2) {
            const PickleValue& name = *root.items[i];
            const PickleValue& value = *root.items[i + 1];
            if (name.kind != PickleValue::Kind::Text)
                throw InputError(m_path, "a dict whose keys are not names", "save the model's state_dict()");
            if (value.kind != PickleValue::Kind::Tensor)
                throw InputError(m_path, "entry \"" + name.text + "\" is not a tensor",
                    "save the model's state_dict() alone");
            if (!names.insert(name.text).second)
                throw damaged("tensor \"" + name.text + "\" is there twice");
            m_result->m_tensors.push_back(resolve(name.text, value.tensor, storages));
        }
    }

    io::TensorView resolve(const std::string& name, const PickledTensor& tensor, const Storages& storages)
    {
        const auto found = storages.find(tensor.storage.key);
        if (found == storages.end())
            throw damaged("tensor \"" + name + "\": its storage " + tensor.storage.key + " is missing");
        const Bytes storage = found->second;
        const std::size_t size = io::sizeOf(tensor.storage.dtype);
        const auto held = static_cast<std::int64_t>(storage.size() / size);
        if (storage.size() % size || held != tensor.storage.elements)
            throw damaged("tensor \"" + name + "\": its storage has " + std::to_string(storage.size())
                + " bytes, not " + std::to_string(tensor.storage.elements) + " elements");
        const auto elements = elementsOf(tensor.shape);
        const bool isWindow = tensor.shape.size() == tensor.stride.size() && elements && *elements <= held;
        const auto last = isWindow && *elements > 0 ? lastIndex(tensor) : std::optional<std::int64_t>(0);
        if (!isWindow || !last || (*elements > 0 && *last >= held))
            throw damaged("tensor \"" + name + "\": shape " + io::shapeText(tensor.shape)
                + " does not fit its storage of " + std::to_string(held) + " elements");

        io::TensorView view {
            .name = name, .dtype = tensor.storage.dtype, .shape = tensor.shape, .bytes = {}
        };
        if (*elements == 0)
            return view;
        const Bytes from
            = storage.subspan(static_cast<std::size_t>(tensor.offset + tensor.storage.first) * size);
        const bool isAligned = reinterpret_cast<std::uintptr_t>(from.data()) % size == 0;
        if (isContiguous(tensor) && isAligned)
            view.bytes = from.first(static_cast<std::size_t>(*elements) * size);
        else
            view.bytes = m_result->m_copies.emplace_back(gathered(tensor, storage, *elements));
        return view;
    }

    InputError damaged(const std::string& problem) const
    {
        return InputError(m_path, problem, "the file is damaged; fetch it again");
    }

    const std::filesystem::path& m_path;
    std::shared_ptr<TorchFile> m_result = std::make_shared<TorchFile>();
};

std::shared_ptr<const TorchFile> TorchFile::open(const std::filesystem::path& path)
{
    return TorchFileReader(path).read();
}

bool isTorchScript(const std::filesystem::path& path)
{
    try {
        auto file = io::MappedFile::open(path);
        if (!ZipFile::isZip(file->bytes()))
            return false;
        return !ZipFile(std::move(file)).nameEndingIn("/constants.pkl").empty();
    } catch (const InputError&) {
        return false;
    }
}

} // namespace exitscope::engine

#include "core/data/pretokenised_reader.h"

#include "core/data/dataset_source.h"
#include "core/error.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>
#include <utility>

#include <sys/mman.h>
#include <unistd.h>

namespace exitscope::data {

namespace {
constexpr std::int64_t rowsPerStep = 4096;
constexpr std::int64_t largestType = 255;

std::string numberText(auto value)
{
    std::array<char, 40> buffer;
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return { buffer.data(), result.ptr };
}
} // namespace

PretokenisedReader::PretokenisedReader(DatasetInfo info, const DatasetOptions& options)
    : m_options(options)
    , m_file(io::SafetensorsFile::open(info.path))
{
    m_info = std::move(info);
    m_info.isPretokenised = true;
    m_info.task = !options.task.empty() ? options.task : guessTask(m_info.path);
    const auto task = m_file->metadata().find("task");
    if (m_info.task.empty() && task != m_file->metadata().end())
        m_info.task = task->second;
    bindTensors();
}

void PretokenisedReader::bindTensors()
{
    m_ids = m_file->find("input_ids");
    if (!m_ids)
        fail("there is no tensor \"input_ids\"", "a pre-tokenised dataset has input_ids I64 [N, T]");
    if (m_ids->shape.size() != 2 || m_ids->dtype != io::DType::I64)
        fail("input_ids is " + std::string(nameOf(m_ids->dtype)) + " " + io::shapeText(m_ids->shape),
            "write it as I64 [N, T]");
    m_count = m_ids->shape[0];
    m_width = m_ids->shape[1];
    if (m_count == 0 || m_width == 0)
        fail("input_ids is " + io::shapeText(m_ids->shape) + ": there are no examples", "give at least one");
    m_info.columns = { "input_ids" };
    for (const auto& [name, tensor] :
        { std::pair { "attention_mask", &m_mask }, std::pair { "token_type_ids", &m_types } }) {
        *tensor = m_file->find(name);
        if (!*tensor)
            continue;
        m_info.columns.push_back(name);
        if ((*tensor)->dtype != io::DType::I64 || (*tensor)->shape != m_ids->shape)
            fail(std::string(name) + " is " + std::string(nameOf((*tensor)->dtype)) + " "
                    + io::shapeText((*tensor)->shape),
                "write it as I64 " + io::shapeText(m_ids->shape) + ", like input_ids");
    }
    m_info.textColumns = { "input_ids" };
    if (m_options.labelColumn == "none")
        return;
    m_info.labelColumn = m_options.labelColumn.empty() ? "labels" : m_options.labelColumn;
    m_targets = m_file->find(m_info.labelColumn);
    if (!m_targets && !m_options.labelColumn.empty())
        fail("there is no tensor \"" + m_options.labelColumn + "\"", "name the labels with --label-column");
    if (!m_targets) {
        m_info.labelColumn.clear();
        return;
    }
    m_info.columns.push_back(m_info.labelColumn);
    const bool isNumber = m_targets->dtype == io::DType::I64 || m_targets->dtype == io::DType::F32;
    if (!isNumber || m_targets->shape != std::vector { m_count })
        fail(m_info.labelColumn + " is " + std::string(nameOf(m_targets->dtype)) + " "
                + io::shapeText(m_targets->shape),
            "write it as I64 or F32 [" + std::to_string(m_count) + "]");
    if (m_targets->dtype == io::DType::F32 && !m_options.kind)
        m_options.kind = TaskKind::Regression;
}

bool PretokenisedReader::scan(const JobContext& job)
{
    m_info.sha256 = hashInChunks(m_info.path, job);
    if (m_info.sha256.empty())
        return false;
    LabelScan labels(m_info.path, m_options, m_info.task, m_info.labelColumn);
    for (std::int64_t index = 0; index < m_count; ++index) {
        if (index % rowsPerStep == 0) {
            if (!job.proceed())
                return false;
            job.tell({ index, m_count, "examples", {} });
            giveBack(std::max<std::int64_t>(index - rowsPerStep, 0), index);
        }
        checkRow(index);
        if (m_targets)
            labels.add(labelText(index), index + 1);
    }
    if (!m_mask)
        m_info.warnings.push_back("There is no attention_mask: every id counts as a token.");
    m_labels = labels.finish();
    m_info.warnings.insert(m_info.warnings.end(), m_labels.warnings.begin(), m_labels.warnings.end());
    m_info.rows = m_count;
    m_info.kind = m_labels.kind;
    m_info.labelNames = m_labels.names;
    m_info.labelCounts = m_labels.counts;
    m_info.targetMin = m_labels.targetMin;
    m_info.targetMax = m_labels.targetMax;
    return true;
}

std::span<const std::int64_t> PretokenisedReader::row(const io::TensorView& tensor, std::int64_t index) const
{
    return tensor.as<std::int64_t>().subspan(
        static_cast<std::size_t>(index * m_width), static_cast<std::size_t>(m_width));
}

PretokenisedReader::Span PretokenisedReader::realTokens(std::int64_t index) const
{
    if (!m_mask)
        return { 0, static_cast<std::size_t>(m_width) };
    const auto mask = row(*m_mask, index);
    const auto first = std::find(mask.begin(), mask.end(), 1);
    const auto last = std::find(first, mask.end(), 0);
    return { static_cast<std::size_t>(first - mask.begin()), static_cast<std::size_t>(last - mask.begin()) };
}

void PretokenisedReader::checkRow(std::int64_t index)
{
    const std::string place = " in row " + std::to_string(index + 1);
    const Span real = realTokens(index);
    if (m_mask) {
        const auto mask = row(*m_mask, index);
        for (std::size_t i = 0; i < mask.size(); ++i)
            if (mask[i] != (i >= real.begin && i < real.end ? 1 : 0))
                fail("attention_mask" + place
                        + (mask[i] == 1 ? " has a gap" : " has a value other than 0 and 1"),
                    "mark the tokens with one block of ones");
        if (real.begin == real.end)
            fail("attention_mask" + place + " leaves no token", "remove the example or mend the mask");
    }
    const auto ids = row(*m_ids, index).subspan(real.begin, real.end - real.begin);
    for (const std::int64_t id : ids)
        if (id < 0 || id > std::numeric_limits<std::int32_t>::max())
            fail("input_ids" + place + " has the id " + std::to_string(id),
                "ids are the vocabulary's, from 0");
    m_info.longest = std::max(m_info.longest, static_cast<std::int64_t>(ids.size()));
    if (!m_types)
        return;
    for (const std::int64_t type : row(*m_types, index).subspan(real.begin, real.end - real.begin)) {
        if (type < 0 || type > largestType)
            fail("token_type_ids" + place + " has the value " + std::to_string(type), "use 0 and 1");
        m_info.isPair = m_info.isPair || type == 1;
    }
}

std::string PretokenisedReader::labelText(std::int64_t index) const
{
    const auto at = static_cast<std::size_t>(index);
    return m_targets->dtype == io::DType::I64 ? numberText(m_targets->as<std::int64_t>()[at])
                                              : numberText(m_targets->as<float>()[at]);
}

bool PretokenisedReader::next(Example& example)
{
    if (m_index == m_count)
        return false;
    if (m_index % rowsPerStep == 0)
        giveBack(std::max<std::int64_t>(m_index - rowsPerStep, 0), m_index);
    example = Example {};
    example.index = m_index;
    example.line = m_index + 1;
    const Span real = realTokens(m_index);
    const auto copy = [&](const io::TensorView& tensor, std::vector<std::int32_t>& into) {
        const auto values = row(tensor, m_index).subspan(real.begin, real.end - real.begin);
        into.resize(values.size());
        std::transform(values.begin(), values.end(), into.begin(),
            [](std::int64_t value) { return static_cast<std::int32_t>(value); });
    };
    copy(*m_ids, example.ids);
    example.typeIds.assign(example.ids.size(), 0);
    if (m_types)
        copy(*m_types, example.typeIds);
    if (m_targets && m_info.kind == TaskKind::Classification)
        example.label = m_labels.idOf(labelText(m_index));
    double target = 0;
    if (m_targets && m_info.kind == TaskKind::Regression && parseTarget(labelText(m_index), target))
        example.target = static_cast<float>(target);
    ++m_index;
    return true;
}

void PretokenisedReader::rewind() { m_index = 0; }

/// Rows that were read stay in memory as long as the file is mapped, unless the kernel is told that they are
/// done with.
void PretokenisedReader::giveBack(std::int64_t from, std::int64_t to) const
{
    static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    for (const io::TensorView* tensor : { m_ids, m_mask, m_types }) {
        if (!tensor)
            continue;
        const auto base = reinterpret_cast<std::uintptr_t>(tensor->bytes.data());
        const auto rowBytes = static_cast<std::uintptr_t>(m_width) * sizeof(std::int64_t);
        // Whole pages inside the rows only; pages of other tensors are not touched.
        const std::uintptr_t begin
            = (base + static_cast<std::uintptr_t>(from) * rowBytes + page - 1) / page * page;
        const std::uintptr_t end = (base + static_cast<std::uintptr_t>(to) * rowBytes) / page * page;
        if (begin < end)
            ::madvise(reinterpret_cast<void*>(begin), end - begin,
                MADV_DONTNEED); // advice: failure costs memory only
    }
}

void PretokenisedReader::fail(const std::string& problem, const std::string& remedy) const
{
    throw InputError(m_info.path, problem, remedy);
}

} // namespace exitscope::data

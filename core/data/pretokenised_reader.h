#pragma once

#include "core/data/dataset.h"
#include "core/data/dataset_labels.h"
#include "core/io/safetensors.h"

namespace exitscope::data {

/// A dataset that is tokens already: the tensors named in dataset.h, the file mapped and its pages given back
/// as they are passed. Padding is what the attention mask leaves out, on either side.
class PretokenisedReader final : public DatasetReader
{
public:
    /// Throws InputError for a missing tensor, a wrong dtype or a shape that does not fit the others.
    PretokenisedReader(DatasetInfo info, const DatasetOptions& options);

    /// The first pass: every id, mask and label. False when `job` was stopped.
    [[nodiscard]] bool scan(const JobContext& job);

    [[nodiscard]] bool next(Example& example) override;
    void rewind() override;

private:
    struct Span
    {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    void bindTensors();
    std::span<const std::int64_t> row(const io::TensorView& tensor, std::int64_t index) const;
    Span realTokens(std::int64_t index) const;
    void checkRow(std::int64_t index);
    std::string labelText(std::int64_t index) const;
    void giveBack(std::int64_t from, std::int64_t to) const;
    [[noreturn]] void fail(const std::string& problem, const std::string& remedy) const;

    DatasetOptions m_options;
    std::shared_ptr<const io::SafetensorsFile> m_file;
    const io::TensorView* m_ids = nullptr;
    const io::TensorView* m_mask = nullptr;
    const io::TensorView* m_types = nullptr;
    const io::TensorView* m_targets = nullptr; ///< "labels"
    std::int64_t m_count = 0;
    std::int64_t m_width = 0;
    LabelMap m_labels;
    std::int64_t m_index = 0;
};

} // namespace exitscope::data

#include "core/hashee/token_counts.h"

#include "core/data/word_pieces.h"
#include "core/error.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace exitscope::hashee {

TokenCounts::TokenCounts(std::int64_t vocabulary, std::span<const data::TokenId> special, std::int64_t classes)
    : m_classes(static_cast<std::size_t>(classes))
    , m_isSpecial(static_cast<std::size_t>(vocabulary))
    , m_count(static_cast<std::size_t>(vocabulary))
    , m_place(static_cast<std::size_t>(vocabulary), -1)
    , m_labels(static_cast<std::size_t>(classes))
{
    for (const auto id : special)
        m_isSpecial[static_cast<std::size_t>(id)] = true;
}

std::size_t TokenCounts::place(data::TokenId id)
{
    auto& place = m_place[static_cast<std::size_t>(id)];
    if (place < 0) {
        place = static_cast<std::int32_t>(m_seen.size());
        m_seen.push_back(id);
        m_labelled.push_back(0);
        m_firstLabel.push_back(-1);
        m_joint.resize(m_joint.size() + m_classes);
    }
    return static_cast<std::size_t>(place);
}

void TokenCounts::count(data::TokenId id, std::int64_t label)
{
    if (m_isSpecial[static_cast<std::size_t>(id)])
        return;
    const std::size_t at = place(id);
    ++m_count[static_cast<std::size_t>(id)];
    ++m_total;
    if (label < 0 || m_classes == 0)
        return;
    if (m_labelled[at]++ == 0)
        m_firstLabel[at] = label;
    ++m_labelledTotal;
    ++m_joint[at * m_classes + static_cast<std::size_t>(label)];
}

void TokenCounts::add(std::span<const data::TokenId> ids, std::int64_t label)
{
    for (const auto id : ids)
        count(id, label);
    if (label >= 0 && m_classes > 0)
        ++m_labels[static_cast<std::size_t>(label)];
}

void TokenCounts::add(std::span<const data::TokenId> ids, std::span<const std::int64_t> labels)
{
    assert(ids.size() == labels.size());
    for (std::size_t token = 0; token < ids.size(); ++token) {
        count(ids[token], labels[token]);
        if (labels[token] >= 0 && m_classes > 0 && !m_isSpecial[static_cast<std::size_t>(ids[token])])
            ++m_labels[static_cast<std::size_t>(labels[token])];
    }
}

std::vector<double> TokenCounts::mutualInformation(bool asReleased) const
{
    const auto labels = std::accumulate(m_labels.begin(), m_labels.end(), std::int64_t { 0 });
    if (labels == 0 || m_labelledTotal == 0)
        throw InputError(std::string("mutual information needs labels, and the corpus has none"),
            "give the corpus that the model was trained on");
    constexpr double smallest = 1e-6;
    const auto total = static_cast<double>(m_labelledTotal);
    std::vector<double> scores;
    scores.reserve(m_seen.size());
    for (std::size_t at = 0; at < m_seen.size(); ++at) {
        const double px = static_cast<double>(m_labelled[at]) / total;
        double score = 0;
        for (std::size_t c = 0; c < m_classes && m_labelled[at] > 0; ++c) {
            const bool isMissed = asReleased && m_firstLabel[at] == static_cast<std::int64_t>(c);
            const double pxc = static_cast<double>(m_joint[at * m_classes + c] - (isMissed ? 1 : 0)) / total;
            const double pc = static_cast<double>(m_labels[c]) / static_cast<double>(labels);
            if (pc > 0)
                score += std::log(pxc / (px * pc) + smallest) * pxc;
        }
        scores.push_back(score);
    }
    return scores;
}

std::vector<data::TokenId> specialIds(const data::Tokenizer& tokenizer)
{
    const auto& special = tokenizer.special();
    std::vector<data::TokenId> ids;
    for (const auto id : { special.pad, special.unknown, special.first, special.separator, special.mask })
        if (id >= 0)
            ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

namespace {

/// One file into `counts`; false when the job was stopped.
bool countFile(data::DatasetReader& reader, const data::Tokenizer& tokenizer, const Corpus& corpus, TokenCounts& counts,
    const JobContext& job)
{
    constexpr std::int64_t step = 1024; // examples between two questions whether to go on
    const auto& info = reader.info();
    data::Example example;
    std::vector<std::int64_t> labels;
    while (reader.next(example)) {
        if (example.index % step == 0) {
            if (!job.proceed())
                return false;
            job.tell({ example.index, info.rows, "examples", "counting " + info.name });
        }
        if (corpus.isOfWords && info.hasWords) {
            const auto pieces = data::piecesOf(tokenizer, example.words);
            labels.assign(pieces.ids.size(), -1);
            for (std::size_t word = 0; word < example.wordLabels.size(); ++word)
                std::fill(labels.begin() + pieces.first[word], labels.begin() + pieces.first[word + 1],
                    example.wordLabels[word]);
            counts.add(pieces.ids, labels);
            continue;
        }
        if (!info.isPretokenised) {
            counts.add(tokenizer.encode(example.textA, example.textB, { .maxLength = corpus.maxLength }).ids, example.label);
            continue;
        }
        const auto beyond = std::find_if(example.ids.begin(), example.ids.end(),
            [&](data::TokenId id) { return id < 0 || id >= counts.vocabulary(); });
        if (beyond != example.ids.end())
            throw InputError(info.path, example.line, "token " + std::to_string(*beyond) + " is not in the vocabulary",
                "use the tokenizer that made the file");
        counts.add(example.ids, example.label);
    }
    return true;
}

} // namespace

std::optional<TokenCounts> countTokens(
    const data::Tokenizer& tokenizer, Corpus& corpus, CountLabels labels, const JobContext& job)
{
    std::optional<TokenCounts> counts;
    corpus.description.clear();
    for (const auto& file : corpus.files) {
        data::DatasetOptions options;
        options.textColumns = corpus.textColumns;
        options.labelColumn = labels == CountLabels::Yes ? corpus.labelColumn : "none";
        options.task = corpus.task;
        options.labelNames = corpus.labelNames;
        const auto reader = data::DatasetReader::open(file, options, job);
        if (!reader)
            return std::nullopt;
        const auto& info = reader->info();
        const bool isLabelled = info.kind == data::TaskKind::Classification || info.kind == data::TaskKind::Tagging;
        if (labels == CountLabels::Yes && !isLabelled)
            throw InputError(file, "has no class labels, and mutual information is one with labels",
                "give a labelled file, or choose another function");
        if (corpus.labelNames.empty() && isLabelled)
            corpus.labelNames = info.labelNames;
        if (!counts)
            counts.emplace(tokenizer.vocabularySize(), specialIds(tokenizer),
                labels == CountLabels::Yes ? static_cast<std::int64_t>(corpus.labelNames.size()) : 0);
        corpus.description += (corpus.description.empty() ? "" : ", ") + info.name + " " + info.sha256.substr(0, 12);
        if (!countFile(*reader, tokenizer, corpus, *counts, job))
            return std::nullopt;
    }
    if (!counts || counts->total() == 0)
        throw InputError(std::string("the corpus holds no tokens"), "give a file with texts");
    return counts;
}

} // namespace exitscope::hashee

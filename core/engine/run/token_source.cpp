#include "core/engine/run/token_source.h"

#include "core/engine/run/vocabulary_note.h"
#include "core/error.h"

#include <algorithm>
#include <limits>

namespace exitscope::engine {

namespace {

/// Words apart by blanks, so that the k-th word of the text is the k-th unit's: blanks inside of one become no-break spaces.
std::string wordsText(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty())
            text += ' ';
        for (const char c : word)
            c == ' ' || c == '\t' ? text += "\xc2\xa0" : text += c;
    }
    return text;
}

} // namespace

std::int64_t TokenExample::labelOf(std::int64_t unit) const
{
    if (asked.empty())
        return source.label;
    return source.wordLabels.empty() ? -1 : source.wordLabels[static_cast<std::size_t>(unit)];
}

std::string TokenExample::text() const
{
    if (!source.words.empty())
        return wordsText(source.words);
    return source.textB ? source.textA + '\t' + *source.textB : source.textA;
}

std::unique_ptr<TokenSource> TokenSource::open(
    const TraceRequest& request, const ModelFacts& model, const JobContext& job)
{
    data::DatasetOptions options;
    options.textColumns = request.textColumns;
    options.labelColumn = request.labelColumn;
    options.task = request.task;
    options.labelNames = model.labelNames;
    options.tagScheme = request.tagScheme;
    options.trainedScheme = model.tagScheme;
    options.unseenTags = request.unseenTags;
    if (model.classes == 1)
        options.kind = data::TaskKind::Regression;
    std::unique_ptr<TokenSource> source(new TokenSource(request, model));
    source->m_reader = data::DatasetReader::open(request.data, options, job);
    if (!source->m_reader)
        return nullptr;
    source->checkTask();
    source->openTokenizer();
    return source;
}

void TokenSource::checkTask() const
{
    const auto& info = m_reader->info();
    if (info.rows == 0)
        throw InputError(info.path, "it holds no examples", "give a file with at least one");
    checkTagging();
    if (info.kind == data::TaskKind::Regression && m_model.classes != 1)
        throw InputError(info.path,
            "its labels are numbers to regress to, but the model tells " + std::to_string(m_model.classes)
                + " classes apart",
            "give a dataset of the model's task, or --label-column none");
    if (info.kind == data::TaskKind::Classification && m_model.classes == 1)
        throw InputError(info.path, "its labels are classes, but the model is a regression",
            "give a dataset of the model's task, or --label-column none");
    const bool isOfClasses = info.kind == data::TaskKind::Classification || info.kind == data::TaskKind::Tagging;
    if (isOfClasses && static_cast<std::int64_t>(info.labelNames.size()) > m_model.classes)
        throw InputError(info.path,
            "it has " + std::to_string(info.labelNames.size()) + " classes, but the model has "
                + std::to_string(m_model.classes),
            "give a dataset of the model's task, or --label-column none");
}

void TokenSource::checkTagging() const
{
    const auto& info = m_reader->info();
    if (info.kind == data::TaskKind::Tagging && !m_model.classifiesTokens)
        throw InputError(info.path, "its labels are those of words, but the model classifies whole inputs",
            "give a model that classifies tokens, or --label-column none");
    if (m_model.classifiesTokens && !info.hasWords)
        throw InputError(info.path, "it is no list of words, and the model classifies tokens",
            "give CoNLL columns or CoNLL-U, one word a line");
    if (m_model.classifiesTokens && m_model.classes == 1)
        throw InputError(m_model.path, "it gives one number a token", "token classifiers need at least two classes");
}

void TokenSource::openTokenizer()
{
    const std::int64_t unlimited = std::numeric_limits<std::int32_t>::max();
    std::int64_t longest = m_model.maxTokens ? m_model.maxTokens : unlimited;
    if (m_request.maxLength > longest)
        throw InputError(m_model.path,
            "it takes at most " + std::to_string(longest) + " tokens, not "
                + std::to_string(m_request.maxLength),
            "lower --max-length");
    if (m_request.maxLength > 0)
        longest = m_request.maxLength;
    if (!m_reader->info().isPretokenised) {
        m_tokenizer = data::loadTokenizer(m_model.tokenizer, m_model.modelType);
        if (m_tokenizer->modelMaxLength() > 0)
            longest = std::min<std::int64_t>(longest, m_tokenizer->modelMaxLength());
        if (const auto note = vocabularyNote(*m_tokenizer, m_model.vocabulary, m_model.tokenizer); !note.empty())
            m_notes.push_back(note);
    }
    m_maxLength = static_cast<int>(longest);
    if (m_model.classifiesTokens && m_maxLength <= m_tokenizer->addedTokens(false))
        throw InputError("a maximum length of " + std::to_string(m_maxLength) + " leaves no room for words",
            "use a larger --max-length");
}

bool TokenSource::next(TokenExample& example)
{
    if (!m_reader->next(example.source))
        return false;
    const data::Example& source = example.source;
    example.truncated = false;
    example.asked.clear();
    example.owner.clear();
    if (m_model.classifiesTokens) {
        readWords(example);
        checkIds(example);
        return true;
    }
    if (m_tokenizer) {
        std::optional<std::string_view> second;
        if (source.textB)
            second = *source.textB;
        data::Encoding encoding = m_tokenizer->encode(source.textA, second, { .maxLength = m_maxLength });
        example.ids = std::move(encoding.ids);
        example.types = std::move(encoding.typeIds);
        example.truncated = encoding.truncated;
    } else {
        example.ids = source.ids;
        example.types = source.typeIds;
        example.types.resize(example.ids.size(), 0);
    }
    example.tokens = static_cast<std::int32_t>(example.ids.size());
    example.lengths.assign(1, example.tokens);
    checkIds(example);
    return true;
}

/// Pieces, windows, and where each word is asked.
void TokenSource::readWords(TokenExample& example)
{
    auto input = data::wordInput(*m_tokenizer, example.source.words, m_maxLength);
    example.ids = std::move(input.ids);
    example.types = std::move(input.types);
    example.lengths = std::move(input.lengths);
    example.asked = std::move(input.asked);
    example.owner = std::move(input.owner);
    example.tokens = input.tokens;
    example.truncated = input.truncated;
}

void TokenSource::checkIds(const TokenExample& example) const
{
    const auto fail = [&](const std::string& problem, const char* remedy) {
        throw InputError(info().path, example.source.line, problem, remedy);
    };
    if (example.ids.empty())
        fail("the example has no tokens", "an input needs at least one");
    const auto longest = *std::max_element(example.lengths.begin(), example.lengths.end());
    if (longest > m_maxLength)
        fail("the example has " + std::to_string(longest) + " tokens, but the model takes "
                + std::to_string(m_maxLength),
            "tokenise the dataset again with that maximum length");
    const auto [least, most] = std::minmax_element(example.ids.begin(), example.ids.end());
    if (*least < 0 || (m_model.vocabulary && *most >= m_model.vocabulary))
        fail("token " + std::to_string(*least < 0 ? *least : *most)
                + " lies outside the model's vocabulary of " + std::to_string(m_model.vocabulary),
            "tokenise the dataset with this model's tokenizer");
    if (m_model.segments == 0)
        return;
    const auto [first, last] = std::minmax_element(example.types.begin(), example.types.end());
    if (*first < 0 || *last >= m_model.segments)
        fail("segment " + std::to_string(*first < 0 ? *first : *last) + " lies outside the model's "
                + std::to_string(m_model.segments),
            "use segment ids that the model has");
}

std::vector<std::string> labelNamesOf(const ModelFacts& model, const data::DatasetInfo& dataset)
{
    if (model.classes <= 1)
        return {};
    std::vector<std::string> names = model.labelNames.empty() ? dataset.labelNames : model.labelNames;
    for (auto id = static_cast<std::int64_t>(names.size()); id < model.classes; ++id)
        names.push_back(std::to_string(id));
    return names;
}

} // namespace exitscope::engine

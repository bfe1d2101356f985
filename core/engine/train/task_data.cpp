#include "core/engine/train/task_data.h"

#include "core/data/dataset.h"
#include "core/data/word_pieces.h"
#include "core/engine/train/grammar.h"
#include "core/engine/train/random.h"
#include "core/error.h"

#include <algorithm>
#include <cmath>

namespace exitscope::engine {

namespace {

data::DatasetOptions optionsOf(const SourceConfig& source, const TaskLabels& labels)
{
    data::DatasetOptions options;
    options.textColumns = source.textColumns;
    options.labelColumn = source.labelColumn;
    options.task = source.task;
    options.labelNames = labels.names;
    options.tagScheme = source.tagScheme;
    options.unseenTags = source.unseenTags;
    options.trainedScheme = data::tagSchemeNamed(labels.tagScheme);
    if (labels.isRegression)
        options.kind = data::TaskKind::Regression;
    return options;
}

void append(ExampleSet& set, const data::Encoding& encoding)
{
    set.ids.insert(set.ids.end(), encoding.ids.begin(), encoding.ids.end());
    set.types.insert(set.types.end(), encoding.typeIds.begin(), encoding.typeIds.end());
    set.offsets.push_back(static_cast<std::int64_t>(set.ids.size()));
    set.truncated += encoding.truncated ? 1 : 0;
}

ExampleSet fromGrammar(const SourceConfig& source, const TaskLabels& labels, const data::Tokenizer& tokenizer,
    const data::EncodeOptions& options, std::uint64_t seed)
{
    if (labels.isRegression)
        throw InputError(source.file, "a grammar has classes, the task is regression", "leave the grammar out");
    ExampleSet set;
    for (const GrammarSentence& sentence : expandGrammar(source.file, source.sentences, seed)) {
        if (sentence.label >= labels.classes())
            throw InputError(source.file,
                "label " + std::to_string(sentence.label) + " is not one of the "
                    + std::to_string(labels.classes()) + " classes",
                "use labels from 0");
        append(set, tokenizer.encode(sentence.text, std::nullopt, options));
        set.labels.push_back(sentence.label);
    }
    return set;
}

/// Sentences of tagged words; one that is too long becomes several examples.
ExampleSet fromWords(data::DatasetReader& reader, const data::Tokenizer& tokenizer, int maxLength)
{
    const auto& info = reader.info();
    if (info.kind != data::TaskKind::Tagging)
        throw InputError(info.path, "it holds no tagged words, but the task's training file does",
            "give CoNLL columns or CoNLL-U, one word a line");
    ExampleSet set;
    set.askedOffsets.push_back(0);
    data::Example example;
    while (reader.next(example)) {
        const auto input = data::wordInput(tokenizer, example.words, maxLength);
        set.truncated += input.truncated ? 1 : 0;
        set.labels.insert(set.labels.end(), example.wordLabels.begin(), example.wordLabels.end());
        set.ids.insert(set.ids.end(), input.ids.begin(), input.ids.end());
        set.types.insert(set.types.end(), input.types.begin(), input.types.end());
        std::int32_t begin = 0;
        std::size_t asked = 0;
        for (const std::int32_t length : input.lengths) {
            for (; asked < input.asked.size() && input.asked[asked] < begin + length; ++asked)
                set.asked.push_back(input.asked[asked] - begin);
            begin += length;
            set.askedOffsets.push_back(static_cast<std::int64_t>(set.asked.size()));
            set.offsets.push_back(set.offsets.back() + length);
            set.sentence.push_back(example.index);
        }
    }
    return set;
}

ExampleSet fromFile(const SourceConfig& source, const TaskLabels& labels, const data::Tokenizer& tokenizer,
    const data::EncodeOptions& options, const JobContext& job)
{
    ExampleSet set;
    const auto reader = data::DatasetReader::open(source.file, optionsOf(source, labels), job);
    if (!reader)
        return set;
    if (reader->info().kind == data::TaskKind::Tagging && !labels.isOfWords)
        throw InputError(source.file, "its labels are those of words, but the task classifies whole inputs",
            "give a dataset with one label for each input");
    if (labels.isOfWords)
        return fromWords(*reader, tokenizer, options.maxLength);
    data::Example example;
    while (reader->next(example)) {
        if (!labels.isRegression && (example.label < 0 || example.label >= labels.classes()))
            throw InputError(source.file, example.line,
                "label " + std::to_string(example.label) + " is not one of the "
                    + std::to_string(labels.classes()) + " classes",
                "check \"task.labels\" and \"label_column\"");
        if (reader->info().isPretokenised) {
            const auto highest = example.ids.empty() ? 0 : *std::max_element(example.ids.begin(), example.ids.end());
            if (highest >= tokenizer.vocabularySize())
                throw InputError(source.file, example.line, "token " + std::to_string(highest) + " is not in the vocabulary",
                    "use the tokenizer that made the file");
            data::Encoding encoding { example.ids, example.typeIds, false };
            append(set, encoding);
        } else {
            append(set, tokenizer.encode(example.textA, example.textB, options));
        }
        set.labels.push_back(std::max<std::int64_t>(example.label, 0));
        set.targets.push_back(example.target);
    }
    return set;
}

} // namespace

TaskLabels taskLabels(const TaskConfig& task, const JobContext& job)
{
    TaskLabels labels { .names = task.labels, .isRegression = task.isRegression, .isOfWords = false, .tagScheme = {} };
    if (labels.isRegression)
        return labels;
    if (!task.train.front().isGrammar) {
        const auto reader = data::DatasetReader::open(task.train.front().file, optionsOf(task.train.front(), labels), job);
        if (!reader)
            return labels;
        const auto& info = reader->info();
        labels.isOfWords = info.kind == data::TaskKind::Tagging;
        if (labels.isOfWords && info.tagScheme != data::TagScheme::Plain)
            labels.tagScheme = data::nameOf(info.tagScheme);
    }
    for (const SourceConfig& source : task.train) {
        if (source.isGrammar || !labels.names.empty())
            continue;
        const auto reader = data::DatasetReader::open(source.file, optionsOf(source, labels), job);
        if (!reader)
            return labels;
        const auto& info = reader->info();
        if (info.kind == data::TaskKind::Regression)
            return { .names = {}, .isRegression = true, .isOfWords = false, .tagScheme = {} };
        labels.names = info.labelNames;
    }
    if (labels.names.size() < 2)
        throw InputError(task.train.front().file, "fewer than two classes", "check \"label_column\", or list \"task.labels\"");
    return labels;
}

bool forEachText(const SourceConfig& source, std::uint64_t seed, const JobContext& job,
    const std::function<void(std::string_view)>& take)
{
    if (source.isGrammar) {
        for (const GrammarSentence& sentence : expandGrammar(source.file, source.sentences, seed))
            take(sentence.text);
        return true;
    }
    data::DatasetOptions options;
    options.textColumns = source.textColumns;
    options.labelColumn = "none";
    const auto reader = data::DatasetReader::open(source.file, options, job);
    if (!reader)
        return false;
    data::Example example;
    while (reader->next(example)) {
        take(example.textA);
        if (example.textB)
            take(*example.textB);
        if (example.index % 4096 == 0 && !job.proceed())
            return false;
    }
    return true;
}

ExampleSet readExamples(const SourceConfig& source, const TaskLabels& labels, const data::Tokenizer& tokenizer,
    int maxLength, std::uint64_t seed, const JobContext& job)
{
    data::EncodeOptions options;
    options.maxLength = maxLength;
    ExampleSet set = source.isGrammar ? fromGrammar(source, labels, tokenizer, options, seed)
                                      : fromFile(source, labels, tokenizer, options, job);
    set.weight = source.weight;
    if (set.size() == 0 && job.proceed())
        throw InputError(source.file, "no examples", "the file needs at least one");
    return set;
}

ExampleSet readTexts(const SourceConfig& source, const data::Tokenizer& tokenizer, int maxLength, std::uint64_t seed,
    const JobContext& job)
{
    data::EncodeOptions options;
    options.maxLength = maxLength;
    ExampleSet set;
    const auto add = [&](std::string_view text, const std::optional<std::string>& second) {
        append(set, tokenizer.encode(text, second, options));
        set.labels.push_back(-1);
    };
    if (source.isGrammar) {
        for (const GrammarSentence& sentence : expandGrammar(source.file, source.sentences, seed))
            add(sentence.text, std::nullopt);
    } else {
        data::DatasetOptions columns;
        columns.textColumns = source.textColumns;
        columns.labelColumn = "none";
        const auto reader = data::DatasetReader::open(source.file, columns, job);
        if (!reader)
            return set;
        if (reader->info().isPretokenised || reader->info().hasWords)
            throw InputError(source.file, "it holds no texts", "give a table or a file of one text a line");
        for (data::Example example; reader->next(example);)
            add(example.textA, example.textB);
    }
    set.weight = source.weight;
    if (set.size() == 0)
        throw InputError(source.file, "no examples", "the file needs at least one");
    return set;
}

namespace {

std::int64_t extraOf(const ExampleSet& set)
{
    return std::llround((set.weight - std::floor(set.weight)) * static_cast<double>(set.size()));
}

} // namespace

std::int64_t examplesPerEpoch(std::span<const ExampleSet> sets)
{
    std::int64_t count = 0;
    for (const ExampleSet& set : sets)
        count += static_cast<std::int64_t>(set.weight) * set.size() + extraOf(set);
    return count;
}

std::vector<ExampleRef> epochOrder(std::span<const ExampleSet> sets, std::uint64_t seed, std::int64_t epoch)
{
    Random random(seed, static_cast<std::uint64_t>(Stream::Order), static_cast<std::uint64_t>(epoch));
    std::vector<ExampleRef> order;
    for (std::uint32_t s = 0; s < sets.size(); ++s) {
        std::vector<ExampleRef> one;
        for (std::uint32_t i = 0; i < static_cast<std::uint32_t>(sets[s].size()); ++i)
            one.push_back({ s, i });
        for (int copy = 0; copy < static_cast<int>(sets[s].weight); ++copy)
            order.insert(order.end(), one.begin(), one.end());
        random.shuffle(one);
        order.insert(order.end(), one.begin(), one.begin() + extraOf(sets[s]));
    }
    random.shuffle(order);
    return order;
}

void appendExample(const ExampleSet& set, std::int64_t example, Pack& pack)
{
    const auto first = set.offsets[static_cast<std::size_t>(example)];
    const auto last = set.offsets[static_cast<std::size_t>(example) + 1];
    const auto base = static_cast<std::int32_t>(pack.ids.size());
    pack.ids.insert(pack.ids.end(), set.ids.begin() + first, set.ids.begin() + last);
    if (!set.layers.empty())
        pack.layers.insert(pack.layers.end(), set.layers.begin() + first, set.layers.begin() + last);
    pack.types.insert(pack.types.end(), set.types.begin() + first, set.types.begin() + last);
    pack.offsets.push_back(static_cast<std::int32_t>(pack.ids.size()));
    if (!set.askedOffsets.empty()) {
        const auto from = set.askedOffsets[static_cast<std::size_t>(example)];
        const auto to = set.askedOffsets[static_cast<std::size_t>(example) + 1];
        for (auto word = from; word < to; ++word)
            pack.asked.push_back(base + set.asked[static_cast<std::size_t>(word)]);
        pack.labels.insert(pack.labels.end(), set.labels.begin() + from, set.labels.begin() + to);
        return;
    }
    pack.labels.push_back(set.labels[static_cast<std::size_t>(example)]);
    if (!set.targets.empty())
        pack.targets.push_back(set.targets[static_cast<std::size_t>(example)]);
}

std::vector<Pack> shardedPacks(std::span<const ExampleSet> sets, std::span<const ExampleRef> examples, int shards)
{
    std::vector<Pack> packs(static_cast<std::size_t>(shards));
    for (const ExampleRef ref : examples) {
        auto& emptiest = *std::min_element(
            packs.begin(), packs.end(), [](const Pack& a, const Pack& b) { return a.tokens() < b.tokens(); });
        appendExample(sets[ref.set], ref.example, emptiest);
    }
    return packs;
}

} // namespace exitscope::engine

#include "core/data/tagged_reader.h"

#include "core/error.h"

#include <algorithm>
#include <utility>

namespace exitscope::data {

namespace {

constexpr std::size_t mostTags = 1000;
constexpr std::int64_t sentencesPerStep = 1024;

std::string listed(const std::vector<std::string>& names)
{
    constexpr std::size_t shown = 12;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), shown); ++i)
        text += (i > 0 ? ", " : "") + names[i];
    return names.size() > shown ? text + ", … (" + std::to_string(names.size()) + " tags)" : text;
}

std::string optionName(TagScheme scheme)
{
    std::string name(nameOf(scheme));
    for (char& c : name)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c - 'A' + 'a');
    return name;
}

} // namespace

TaggedReader::TaggedReader(DatasetInfo info, const DatasetOptions& options)
    : m_options(options)
    , m_source(info.path, info.format, options)
{
    m_info = std::move(info);
    describe();
}

void TaggedReader::describe()
{
    m_info.columns = m_source.columns();
    m_info.isCompressed = m_source.bytes().isCompressed();
    m_info.textColumns = { m_info.columns[m_source.wordColumn()] };
    if (m_source.tagColumn())
        m_info.labelColumn = m_info.columns[*m_source.tagColumn()];
    m_info.task = !m_options.task.empty() ? m_options.task : guessTask(m_info.path);
    m_info.hasWords = true;
}

bool TaggedReader::scan(const JobContext& job)
{
    ByteSource& bytes = m_source.bytes();
    m_source.rewind(ByteSource::HashBytes::Yes);
    do {
        if (m_info.rows % sentencesPerStep == 0) {
            if (!job.proceed())
                return false;
            job.tell({ bytes.fileOffset(), bytes.fileSize(), "bytes", {} });
        }
        if (!m_source.next(m_sentence))
            break;
        count(m_sentence);
    } while (true);
    if (m_info.rows == 0)
        throw InputError(m_info.path, "there are no words in it", "give a file with one word a line");
    finish();
    return true;
}

void TaggedReader::count(ConllSentence& sentence)
{
    ++m_info.rows;
    m_info.words += static_cast<std::int64_t>(sentence.words.size());
    m_info.longest = std::max(m_info.longest, static_cast<std::int64_t>(sentence.words.size()));
    if (sentence.tags.empty())
        return;
    m_schemes.add(sentence.tags, sentence.lines);
    applyScheme(sentence);
    for (std::size_t word = 0; word < sentence.tags.size(); ++word) {
        if (sentence.tags[word].empty()) {
            ++m_untagged;
            continue;
        }
        auto found = m_tags.find(sentence.tags[word]);
        if (found == m_tags.end()) {
            if (m_tags.size() == mostTags)
                throw InputError(m_info.path, sentence.lines[word],
                    "column " + m_info.labelColumn + " has more than " + std::to_string(mostTags) + " different tags",
                    "choose the column of tags with --label-column");
            found = m_tags.emplace(sentence.tags[word], Seen { 0, sentence.lines[word] }).first;
        }
        ++found->second.count;
    }
}

/// Spans in another scheme, where that was asked for.
void TaggedReader::applyScheme(ConllSentence& sentence) const
{
    if (!sentence.tags.empty() && m_options.tagScheme && *m_options.tagScheme != TagScheme::Plain)
        sentence.tags = convertTags(sentence.tags, *m_options.tagScheme);
}

void TaggedReader::finish()
{
    m_info.sha256 = m_source.bytes().sha256();
    m_info.kind = m_tags.empty() ? TaskKind::Unlabelled : TaskKind::Tagging;
    checkScheme();
    numberTags();
    if (m_source.tagColumn() && m_tags.empty())
        throw InputError(m_info.path, "column " + m_info.labelColumn + " holds no tag",
            "choose another with --label-column, or pass --label-column none");
    if (m_untagged > 0)
        m_info.warnings.push_back("Words without a tag (\"_\") count for nothing: " + std::to_string(m_untagged) + ".");
    if (m_leftOut > 0)
        m_info.warnings.push_back(
            "Words whose tag the model does not know count for nothing: " + std::to_string(m_leftOut) + ".");
    rewind();
}

/// A file is read as it stands when one scheme explains it, and it is the one that the model was trained on.
void TaggedReader::checkScheme()
{
    const TagScheme found = m_schemes.scheme();
    m_info.tagScheme = found;
    if (m_options.tagScheme) {
        if (found != TagScheme::Plain && found != *m_options.tagScheme) {
            m_info.warnings.push_back("The tags are " + std::string(nameOf(found)) + " and are read as "
                + std::string(nameOf(*m_options.tagScheme)) + ".");
            m_info.tagScheme = *m_options.tagScheme;
        }
        return;
    }
    const auto& inside = m_schemes.againstIob2();
    const auto& begins = m_schemes.againstIob1();
    if (m_schemes.isMixed()) {
        const bool isIob1 = found == TagScheme::Iob1;
        const auto& slip = isIob1 ? begins : inside;
        throw InputError(m_info.path, slip.line,
            "\"" + slip.tag + "\" begins a span, but the other tags are " + std::string(nameOf(found)) + ", where "
                + (isIob1 ? "B- only parts a span from one of its type right before it" : "B- begins every span"),
            "correct it, or pass --tag-scheme " + optionName(found) + " to read every span as conlleval does");
    }
    const bool isOther = m_options.trainedScheme && found != TagScheme::Plain && found != *m_options.trainedScheme;
    const auto& evidence = found == TagScheme::Iob1 ? inside : begins;
    if (isOther && (evidence.count > 0 || found == TagScheme::Iobes))
        throw InputError(m_info.path, evidence.line,
            "the tags are " + std::string(nameOf(found)) + (evidence.count > 0 ? " (\"" + evidence.tag + "\")" : "")
                + ", but the model was trained on " + std::string(nameOf(*m_options.trainedScheme)),
            "pass --tag-scheme " + optionName(*m_options.trainedScheme) + " to read the same spans in the model's scheme");
}

void TaggedReader::numberTags()
{
    const std::vector<std::string>& given = m_options.labelNames;
    if (given.empty()) {
        for (const auto& [tag, seen] : m_tags) {
            m_ids.emplace(tag, static_cast<std::int64_t>(m_info.labelNames.size()));
            m_info.labelNames.push_back(tag);
        }
    } else {
        m_info.labelNames = given;
        for (const auto& [tag, seen] : m_tags) {
            const auto known = std::find(given.begin(), given.end(), tag);
            if (known == given.end())
                refuseOrLeaveOut(tag, seen);
            m_ids.emplace(tag, known == given.end() ? -1 : known - given.begin());
        }
    }
    if (m_tags.empty())
        return;
    m_info.labelCounts.assign(m_info.labelNames.size(), 0);
    for (const auto& [tag, id] : m_ids)
        if (id >= 0)
            m_info.labelCounts[static_cast<std::size_t>(id)] += m_tags.find(tag)->second.count;
}

void TaggedReader::refuseOrLeaveOut(const std::string& tag, const Seen& seen)
{
    m_leftOut += seen.count;
    if (m_options.unseenTags == UnseenTags::LeaveOut)
        return;
    // The earliest in the file, whatever the order of names.
    auto worst = std::pair(seen.firstLine, tag);
    for (const auto& [other, where] : m_tags)
        if (where.firstLine < worst.first
            && std::find(m_options.labelNames.begin(), m_options.labelNames.end(), other) == m_options.labelNames.end())
            worst = { where.firstLine, other };
    throw InputError(m_info.path, worst.first,
        "tag \"" + worst.second.substr(0, 80) + "\" is not one of the model's: " + listed(m_options.labelNames),
        "train with it among the labels, choose another column with --label-column, or pass --unseen-tags leave-out");
}

bool TaggedReader::next(Example& example)
{
    if (!m_source.next(m_sentence))
        return false;
    applyScheme(m_sentence);
    example.index = m_index++;
    example.line = m_sentence.lines.front();
    example.words = m_sentence.words;
    example.wordLabels.clear();
    example.textA.clear();
    for (const std::string& word : m_sentence.words) {
        if (!example.textA.empty())
            example.textA += ' ';
        example.textA += word;
    }
    for (std::size_t word = 0; word < m_sentence.tags.size(); ++word) {
        const auto id = m_ids.find(m_sentence.tags[word]);
        if (id == m_ids.end() && !m_sentence.tags[word].empty())
            throw InputError(m_info.path, m_sentence.lines[word], "the file changed while it was read", "run again");
        example.wordLabels.push_back(id == m_ids.end() ? -1 : id->second);
    }
    example.textB.reset();
    example.label = -1;
    example.target = 0;
    example.tag.clear();
    example.ids.clear();
    example.typeIds.clear();
    return true;
}

void TaggedReader::rewind()
{
    m_source.rewind(ByteSource::HashBytes::No);
    m_index = 0;
}

} // namespace exitscope::data

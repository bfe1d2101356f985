#include "core/engine/train/text_data.h"

#include "core/data/dataset_source.h"
#include "core/engine/train/random.h"
#include "core/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace exitscope::engine {

namespace {

constexpr std::size_t longestLine = std::size_t { 1 } << 24;

/// Both sides of a pair; false ends the reading.
using TakePair = std::function<bool(std::string_view source, std::string_view target, std::int64_t line)>;

bool readLine(data::TextSource& text, std::string& line)
{
    const std::int64_t number = text.line();
    if (!text.readLine(line, longestLine))
        return false;
    data::requireUtf8(line, text.path(), number);
    return true;
}

void forEachLinePair(const TextSource& source, const TakePair& take)
{
    data::TextSource a(source.sourceLines), b(source.targetLines);
    std::string lineA, lineB;
    for (std::int64_t line = 1;; ++line) {
        const bool hasA = readLine(a, lineA), hasB = readLine(b, lineB);
        if (hasA != hasB)
            throw InputError(hasA ? source.targetLines : source.sourceLines, line,
                "the file ends here, but " + (hasA ? source.sourceLines : source.targetLines).filename().string()
                    + " goes on: they have different numbers of lines",
                "line n of one must belong to line n of the other");
        if (!hasA || !take(lineA, lineB, line))
            return;
    }
}

/// A string, or a list of strings as one text.
std::string textAt(const nlohmann::json& object, const std::string& key, const std::filesystem::path& file, std::int64_t line)
{
    const auto found = object.find(key);
    if (found != object.end() && found->is_string())
        return found->get<std::string>();
    std::string text;
    if (found == object.end() || !found->is_array() || found->empty())
        throw InputError(file, line, "the object has no text \"" + key + "\"", "check \"source_key\" and \"target_key\"");
    for (const auto& part : *found) {
        if (!part.is_string())
            throw InputError(file, line, "\"" + key + "\" is a list of other things than texts", "name a key with a text");
        if (!text.empty())
            text += ' ';
        text += part.get_ref<const std::string&>();
    }
    return text;
}

void forEachObjectPair(const TextSource& source, const TakePair& take)
{
    data::TextSource lines(source.objects);
    std::string line;
    for (std::int64_t number = 1; readLine(lines, line); ++number) {
        const auto object = nlohmann::json::parse(line, nullptr, false);
        if (!object.is_object())
            throw InputError(source.objects, number, "the line is not a JSON object", "write one object a line");
        const std::string a = textAt(object, source.sourceKey, source.objects, number);
        if (!take(a, textAt(object, source.targetKey, source.objects, number), number))
            return;
    }
}

void forEachPair(const TextSource& source, const TakePair& take)
{
    if (source.objects.empty())
        forEachLinePair(source, take);
    else
        forEachObjectPair(source, take);
}

/// Lines with their line feeds, some at a time, so that a stream is never in memory twice.
bool forEachStretch(
    const std::vector<std::filesystem::path>& files, const JobContext& job, const std::function<void(std::string_view)>& take)
{
    constexpr std::size_t stretch = 1 << 20;
    for (const auto& file : files) {
        data::TextSource text(file);
        std::string line, some;
        while (readLine(text, line)) {
            some += line;
            some += '\n';
            // A stretch ends with a line: no word is torn.
            if (some.size() < stretch)
                continue;
            if (!job.proceed())
                return false;
            take(some);
            some.clear();
        }
        if (!some.empty())
            take(some);
    }
    return job.proceed();
}

const std::filesystem::path& fileOf(const TextSource& source)
{
    return source.isPairs() ? (source.objects.empty() ? source.sourceLines : source.objects) : source.stream.front();
}

/// Cuts ids to `most`; true when there were more.
bool isCut(std::vector<data::TokenId>& ids, std::int64_t most)
{
    if (std::ssize(ids) <= most)
        return false;
    ids.resize(static_cast<std::size_t>(most));
    return true;
}

/// Pairs become tokens one after the other.
class PairReader
{
public:
    PairReader(const TextSource& source, const LanguageTexts& config, const data::Tokenizer& tokenizer, const TextMarks& marks)
        : m_source(source)
        , m_config(config)
        , m_tokenizer(tokenizer)
        , m_marks(marks)
    { }

    void add(std::string_view from, std::string_view to, std::int64_t line)
    {
        m_from.clear();
        m_to.clear();
        m_tokenizer.appendIds(from, m_from);
        m_tokenizer.appendIds(to, m_to);
        if (m_from.empty() || m_to.empty())
            throw InputError(m_from.empty() ? fileOf(m_source) : m_source.objects.empty() ? m_source.targetLines : m_source.objects,
                line, "a text of the pair is empty", "remove the pair from both sides");
        const std::int64_t roomFrom = m_config.maxSource - m_tokenizer.addedTokens(false);
        const std::int64_t roomTo = m_config.maxTarget - 1; // the end
        const bool isLong = std::ssize(m_from) > roomFrom || std::ssize(m_to) > roomTo;
        if (isLong && m_config.longTexts == LongTexts::Refuse)
            throw InputError(fileOf(m_source), line,
                "the pair has " + std::to_string(m_from.size()) + " and " + std::to_string(m_to.size())
                    + " tokens, more than \"max_source\" or \"max_target\" leave room for",
                "raise them, or say that long texts are to be cut or left out");
        if (isLong && m_config.longTexts == LongTexts::LeaveOut) {
            ++m_set.leftOut;
            return;
        }
        m_set.cut += isLong ? 1 : 0;
        isCut(m_from, roomFrom);
        const bool endsEarly = isCut(m_to, roomTo); // what is cut does not end here
        const auto wrapped = m_tokenizer.wrapped(m_from).ids;
        m_set.source.insert(m_set.source.end(), wrapped.begin(), wrapped.end());
        m_set.target.insert(m_set.target.end(), m_to.begin(), m_to.end());
        if (!endsEarly)
            m_set.target.push_back(m_marks.last);
        m_set.sourceOffsets.push_back(std::ssize(m_set.source));
        m_set.targetOffsets.push_back(std::ssize(m_set.target));
    }

    TextSet take() { return std::move(m_set); }

private:
    const TextSource& m_source;
    const LanguageTexts& m_config;
    const data::Tokenizer& m_tokenizer;
    TextMarks m_marks;
    TextSet m_set;
    std::vector<data::TokenId> m_from, m_to;
};

} // namespace

std::int64_t TextSet::examples(std::int64_t shift) const
{
    return isStream ? std::max<std::int64_t>(0, (std::ssize(target) - 1 - shift) / window) : std::ssize(targetOffsets) - 1;
}

bool forEachText(const TextSource& source, const JobContext& job, const std::function<void(std::string_view)>& take)
{
    if (!source.isPairs())
        return forEachStretch(source.stream, job, take);
    forEachPair(source, [&](std::string_view a, std::string_view b, std::int64_t line) {
        take(a);
        take(b);
        return line % 1024 != 0 || job.proceed();
    });
    return job.proceed();
}

TextSet readTexts(const TextSource& source, const LanguageTexts& config, const data::Tokenizer& tokenizer,
    const TextMarks& marks, const JobContext& job)
{
    TextSet set;
    if (source.isPairs()) {
        PairReader reader(source, config, tokenizer, marks);
        forEachPair(source, [&](std::string_view a, std::string_view b, std::int64_t line) {
            reader.add(a, b, line);
            return line % 1024 != 0 || job.proceed();
        });
        set = reader.take();
    } else {
        set.isStream = true;
        set.window = config.length;
        forEachStretch(source.stream, job, [&](std::string_view text) { tokenizer.appendIds(text, set.target); });
    }
    if (job.proceed() && set.examples() == 0)
        throw InputError(fileOf(source),
            source.isPairs() ? (set.leftOut > 0 ? "every pair is too long" : "it holds no pairs")
                             : "it has " + std::to_string(set.target.size()) + " tokens, too few for one window of "
                    + std::to_string(config.length) + " and the token after it",
            source.isPairs() ? "give texts, or raise \"max_source\" and \"max_target\"" : "give more text, or a smaller \"length\"");
    return set;
}

TextSet splitOff(TextSet& stream, double share, const std::filesystem::path& file)
{
    TextSet end;
    end.isStream = true;
    end.window = stream.window;
    const auto kept = static_cast<std::int64_t>(static_cast<double>(stream.target.size()) * (1 - share));
    end.target.assign(stream.target.begin() + kept, stream.target.end());
    stream.target.resize(static_cast<std::size_t>(kept));
    if (stream.examples() == 0 || end.examples() == 0)
        throw InputError(file, "the text is too short to cut a dev part off", "give more text, or a \"dev\" file");
    return end;
}

EpochOrder epochOrder(const TextSet& set, std::uint64_t seed, std::int64_t epoch)
{
    Random random(seed, static_cast<std::uint64_t>(Stream::Order), static_cast<std::uint64_t>(epoch));
    EpochOrder order;
    if (set.isStream) // windows end elsewhere in every epoch; their number stays that of a stream without a shift
        order.shift = static_cast<std::int64_t>(random.below(static_cast<std::uint64_t>(set.window)));
    order.examples.resize(static_cast<std::size_t>(set.examples()));
    std::iota(order.examples.begin(), order.examples.end(), 0);
    if (set.examples(order.shift) < set.examples())
        order.examples.back() = 0;
    random.shuffle(order.examples);
    return order;
}

std::vector<TextBatch> textBatches(
    const TextSet& set, std::span<const std::int64_t> examples, std::int64_t shift, const TextMarks& marks, int shards)
{
    std::vector<TextBatch> batches(static_cast<std::size_t>(shards));
    const auto piece = [](const std::vector<std::int32_t>& from, std::int64_t first, std::int64_t end) {
        return std::span(from).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(end - first));
    };
    for (const std::int64_t example : examples) {
        TextBatch& batch = *std::min_element(batches.begin(), batches.end(), [](const auto& a, const auto& b) {
            return a.source.size() + a.inputs.size() < b.source.size() + b.inputs.size();
        });
        if (set.isStream) {
            const std::int64_t first = shift + example * set.window;
            const auto inputs = piece(set.target, first, first + set.window);
            const auto words = piece(set.target, first + 1, first + 1 + set.window);
            batch.inputs.insert(batch.inputs.end(), inputs.begin(), inputs.end());
            batch.words.insert(batch.words.end(), words.begin(), words.end());
        } else {
            const auto at = static_cast<std::size_t>(example);
            const auto source = piece(set.source, set.sourceOffsets[at], set.sourceOffsets[at + 1]);
            const auto words = piece(set.target, set.targetOffsets[at], set.targetOffsets[at + 1]);
            batch.source.insert(batch.source.end(), source.begin(), source.end());
            batch.sourceOffsets.push_back(static_cast<std::int32_t>(batch.source.size()));
            batch.inputs.push_back(marks.first);
            batch.inputs.insert(batch.inputs.end(), words.begin(), words.end() - 1);
            batch.words.insert(batch.words.end(), words.begin(), words.end());
        }
        batch.offsets.push_back(static_cast<std::int32_t>(batch.inputs.size()));
    }
    return batches;
}

} // namespace exitscope::engine

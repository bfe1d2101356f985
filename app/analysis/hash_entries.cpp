#include "app/analysis/hash_entries.h"

#include "core/engine/checkpoint/checkpoint.h"
#include "core/engine/checkpoint/describe.h"
#include "core/hashee/token_hash_file.h"

#include <algorithm>

namespace exitscope::app {

HashEntries hashEntries(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    const auto model = engine::Checkpoint::open(folder);
    const auto& config = model->config();
    const auto tokenizer
        = data::loadTokenizer(folder, config.modelType.empty() ? engine::nameOf(config.family) : std::string_view(config.modelType));
    HashEntries entries;
    entries.hash = hashee::loadTokenHash(
        path, { tokenizer->vocabularySize(), hashee::vocabularySha256(*tokenizer), static_cast<std::int32_t>(config.layers) });
    for (int id = 0; id < tokenizer->vocabularySize(); ++id)
        entries.tokens.push_back(tokenizer->token(id));
    entries.shares = hashee::bucketShares(entries.hash);
    for (const auto count : entries.hash.count)
        entries.occurrences += count;
    return entries;
}

std::vector<std::int32_t> arrangedEntries(const HashEntries& entries, HashColumn column, bool isDescending, const QString& words)
{
    const auto& hash = entries.hash;
    std::vector<std::int32_t> ids;
    bool isNumber = false;
    const int number = words.toInt(&isNumber);
    for (std::int32_t id = 0; id < static_cast<std::int32_t>(entries.tokens.size()); ++id)
        if (words.isEmpty() || (isNumber && number == id)
            || QString::fromStdString(entries.tokens[static_cast<std::size_t>(id)]).contains(words, Qt::CaseInsensitive))
            ids.push_back(id);
    const auto number64 = [&](std::int32_t id) -> double {
        const auto at = static_cast<std::size_t>(id);
        switch (column) {
        case HashColumn::Token:
        case HashColumn::Id:
            break;
        case HashColumn::Bucket:
        case HashColumn::Layers:
            return at < hash.bucket.size() ? hash.bucket[at] : 0;
        case HashColumn::Count:
            return at < hash.count.size() ? static_cast<double>(hash.count[at]) : 0;
        case HashColumn::Score:
            return at < hash.score.size() ? static_cast<double>(hash.score[at]) : 0;
        }
        return id;
    };
    std::ranges::stable_sort(ids, [&](std::int32_t a, std::int32_t b) {
        if (column == HashColumn::Token) {
            const auto &x = entries.tokens[static_cast<std::size_t>(a)], &y = entries.tokens[static_cast<std::size_t>(b)];
            return isDescending ? y < x : x < y;
        }
        return isDescending ? number64(b) < number64(a) : number64(a) < number64(b);
    });
    return ids;
}

} // namespace exitscope::app

#include "core/engine/run/prompts.h"

#include "core/data/llama2c_tokenizer.h"
#include "core/data/unicode_text.h"
#include "core/error.h"
#include "core/io/atomic_file.h"

#include <algorithm>

namespace exitscope::engine {

namespace {

std::string counted(std::int64_t count, const char* noun)
{
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

/// Keeps what stands nearest to the text that is to be written; a token that opens every text stays.
std::int64_t cutFront(std::vector<data::TokenId>& ids, std::int64_t most, bool hasOpening)
{
    const std::int64_t dropped = std::ssize(ids) - most;
    const auto first = ids.begin() + (hasOpening ? 1 : 0);
    ids.erase(first, first + dropped);
    return dropped;
}

[[noreturn]] void refuseLong(std::size_t number, std::int64_t tokens, std::int64_t room, std::int64_t positions)
{
    throw InputError("prompt " + std::to_string(number) + " has " + counted(tokens, "token")
            + ", and the model's " + std::to_string(positions) + " positions leave room for " + std::to_string(room),
        "shorten it, ask for fewer tokens, or let it be cut");
}

} // namespace

std::unique_ptr<data::Tokenizer> openTokenizer(const DecoderCheckpoint& checkpoint)
{
    const auto path = checkpoint.tokenizerPath();
    std::unique_ptr<data::Tokenizer> tokenizer;
    if (checkpoint.isLlama2c())
        tokenizer = data::Llama2cTokenizer::open(path);
    else
        tokenizer = data::loadTokenizer(path, checkpoint.config().modelType);
    if (tokenizer->vocabularySize() > checkpoint.config().vocabulary)
        throw InputError(path,
            "the tokenizer has " + std::to_string(tokenizer->vocabularySize()) + " tokens, the model's embedding "
                + std::to_string(checkpoint.config().vocabulary) + " rows",
            "give the tokenizer that the model was trained with");
    return tokenizer;
}

std::vector<std::string> readPrompts(const GenerateRequest& request)
{
    std::vector<std::string> prompts = request.prompts;
    if (!request.data.empty()) {
        constexpr std::size_t largest = 1u << 30;
        const std::string text = io::readWholeFile(request.data, largest);
        std::int64_t line = 0;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            std::string prompt = text.substr(at, end - at);
            at = end + 1;
            ++line;
            if (prompt.ends_with('\r'))
                prompt.pop_back();
            if (line == 1 && prompt.starts_with("\xEF\xBB\xBF"))
                prompt.erase(0, 3);
            if (!data::unicode::isValid(prompt))
                throw InputError(request.data, line, "it is not UTF-8 text", "save the file as UTF-8");
            if (!prompt.empty())
                prompts.push_back(std::move(prompt));
        }
        if (prompts.empty())
            throw InputError(request.data, "it holds no prompt", "write one a line");
    }
    if (prompts.empty())
        throw InputError(std::string("there is no prompt"), "give a text, or a file with one a line");
    return prompts;
}

PreparedPrompt preparePrompt(const DecoderConfig& config, const data::Tokenizer& tokenizer, const std::string& text,
    std::size_t number, const GenerateRequest& request)
{
    PreparedPrompt prepared;
    std::vector<data::TokenId> ids;
    tokenizer.appendIds(text, ids);
    const bool isEmpty = ids.empty();
    const std::int64_t most = config.positions;
    if (config.hasEncoder()) {
        if (isEmpty)
            throw InputError("prompt " + std::to_string(number) + " is empty", "an encoder needs a text to read");
        auto& encoded = prepared.tokens.encoded;
        const std::int64_t room = most > 0 ? most - tokenizer.addedTokens(false) : 0;
        if (most > 0 && std::ssize(ids) > room) {
            if (request.longPrompt == LongPrompt::Refuse)
                refuseLong(number, std::ssize(ids), room, most);
            prepared.cut = std::ssize(ids) - room;
            ids.resize(static_cast<std::size_t>(room)); // an encoder's input keeps its beginning
        }
        encoded = tokenizer.wrapped(ids).ids;
        prepared.tokens.ids = { config.firstToken };
        return prepared;
    }
    const bool hasOpening = config.firstToken >= 0;
    if (isEmpty && !hasOpening)
        throw InputError("prompt " + std::to_string(number) + " is empty",
            "this model has no token to begin with; give it at least a word to go on from");
    if (hasOpening && (isEmpty || ids.front() != config.firstToken))
        ids.insert(ids.begin(), config.firstToken);
    if (most > 0 && std::ssize(ids) >= most) {
        if (request.longPrompt == LongPrompt::Refuse)
            refuseLong(number, std::ssize(ids), most - 1, most);
        const std::int64_t kept = std::max<std::int64_t>(most - request.maxTokens, hasOpening ? 2 : 1);
        prepared.cut = cutFront(ids, std::min(kept, most - 1), hasOpening);
    }
    prepared.tokens.ids = std::move(ids);
    return prepared;
}

} // namespace exitscope::engine

#include "core/generations/generations_reader.h"

#include "core/error.h"
#include "core/generations/generations_json.h"
#include "core/io/mapped_file.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace exitscope::generations {

namespace {

constexpr const char* remedy = "give a file that exitscope generate --out has written";

/// Reads line by line; what is not whole at the end of the file is left out.
class Reader
{
public:
    explicit Reader(const std::filesystem::path& path)
        : m_file(io::MappedFile::open(path))
    {
        m_read.generations.path = path;
        const auto bytes = m_file->bytes();
        m_all = { reinterpret_cast<const char*>(bytes.data()), bytes.size() };
    }

    ReadSoFar read()
    {
        readHead();
        m_read.wholeBytes = m_at;
        std::string_view text;
        while (nextLine(text))
            takeLine(text);
        return std::move(m_read);
    }

private:
    [[noreturn]] void fail(const std::string& problem) const
    {
        throw InputError(m_read.generations.path, m_line, problem, remedy);
    }

    bool nextLine(std::string_view& text)
    {
        const auto end = m_all.find('\n', m_at);
        if (end == std::string_view::npos)
            return false;
        text = m_all.substr(m_at, end - m_at);
        m_at = end + 1;
        ++m_line;
        return true;
    }

    template <typename Take>
    auto taken(std::string_view text, const char* what, const Take& take) const
    {
        try {
            return take(nlohmann::json::parse(text));
        } catch (const nlohmann::json::exception&) {
            fail(std::string("it is not a line of ") + what);
        } catch (const std::invalid_argument& error) {
            fail(error.what());
        }
    }

    void readHead()
    {
        auto& all = m_read.generations;
        std::string_view text;
        m_line = 0;
        if (!nextLine(text)) {
            m_line = 1;
            fail("it is not a file of generations");
        }
        all.settings = taken(text, "settings of generations", settingsOf);
        for (std::int64_t number = 0; number < all.settings.prompts; ++number) {
            if (!nextLine(text))
                fail("it ends before its " + std::to_string(all.settings.prompts) + " prompts do");
            all.prompts.push_back(taken(text, "a prompt", promptOf));
            if (all.prompts.back().references.size() != all.settings.references.size())
                fail("the prompt has " + std::to_string(all.prompts.back().references.size()) + " references, and the file says "
                    + std::to_string(all.settings.references.size()));
        }
    }

    void takeLine(std::string_view text)
    {
        taken(text, "generations", [&](const nlohmann::json& json) {
            if (json.contains("point"))
                takePoint(pointOf(json));
            else
                takeText(json);
            return true;
        });
    }

    void takeText(const nlohmann::json& json)
    {
        const auto rule = json.at("rule").get<std::string>();
        if (rule != m_rule) {
            m_rule = rule; // the texts before belong to a point that was never finished
            m_texts.clear();
        }
        if (json.at("prompt").get<std::int64_t>() != std::ssize(m_texts) || m_texts.size() >= m_read.generations.prompts.size())
            fail("the texts of a rule are not in the prompts' order");
        m_texts.push_back(textOf(json));
        const auto& layers = m_read.generations.settings.exitLayers;
        for (const auto exit : m_texts.back().exits)
            if (!std::binary_search(layers.begin(), layers.end(), exit))
                fail("a token left after layer " + std::to_string(exit) + ", where the model has no exit");
    }

    void takePoint(Point point)
    {
        auto& all = m_read.generations;
        const bool isFull = point.rule == "full";
        const bool isNextSession = point.session == std::ssize(all.fullTimings) + 1;
        if (isFull ? !isNextSession : point.session < 1 || point.session > std::ssize(all.fullTimings))
            fail("the starts of the sweep do not follow one another");
        const bool isAgain = isFull && point.session > 1;
        if (isAgain ? !m_texts.empty() : m_rule != point.rule || m_texts.size() != all.prompts.size())
            fail("the point has not one text for each prompt");
        point.texts = std::exchange(m_texts, {});
        m_rule.clear();
        m_read.wholeBytes = m_at;
        if (isFull) {
            all.fullTimings.push_back(point.timing);
            if (!isAgain)
                all.full = std::move(point);
            return;
        }
        if (!m_rules.insert(point.rule).second)
            fail("the rule " + point.rule + " is there twice");
        all.points.push_back(std::move(point));
    }

    std::shared_ptr<const io::MappedFile> m_file;
    std::string_view m_all;
    std::size_t m_at = 0;
    std::int64_t m_line = 0;
    ReadSoFar m_read;
    std::string m_rule; ///< of m_texts
    std::vector<Text> m_texts; ///< of the point that is not finished yet
    std::set<std::string> m_rules;
};

} // namespace

ReadSoFar readSoFar(const std::filesystem::path& path)
{
    return Reader(path).read();
}

Generations readGenerations(const std::filesystem::path& path)
{
    auto generations = readSoFar(path).generations;
    if (generations.points.empty())
        throw InputError(path, "no rule is finished in it", "let exitscope generate --out go on with it");
    return generations;
}

bool isGenerationsFile(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    constexpr std::string_view beginning = "{\"exitscope_generations\":";
    std::string read(beginning.size(), '\0');
    return file.read(read.data(), std::ssize(read)) && read == beginning;
}

} // namespace exitscope::generations

#include "app/plots/generation_figure.h"

#include "app/analysis/generation_text.h"
#include "app/session/figure_words.h"
#include "core/error.h"
#include "widgets/plot/number_text.h"

#include <nlohmann/json.hpp>

namespace exitscope::app {

namespace {

using Json = nlohmann::ordered_json;

class Arguments
{
public:
    void add(const char* option, const std::string& value)
    {
        m_words.push_back(option);
        m_words.push_back(value);
    }
    /// A text may begin with a minus.
    void addText(const char* option, const std::string& value) { m_words.push_back(std::string(option) + '=' + value); }
    void addNumber(const char* option, double value, double usual)
    {
        if (value != usual)
            add(option, widgets::numberText(value).toStdString());
    }
    void addFlag(const char* option) { m_words.emplace_back(option); }
    std::vector<std::string> take() { return std::move(m_words); }

private:
    std::vector<std::string> m_words { "generate" };
};

/// All that the texts depend on, the prompts as they were read; as the Generate view restores it.
RecipeParts recipeOf(const std::string& plot, const WrittenFigure& written)
{
    const auto& asked = written.asked;
    Json settings { { "name", written.model }, { "rule", calm::parseGenerationRule(asked.rule).text() },
        { "tokens", asked.maxTokens }, { "temperature", asked.temperature }, { "topWords", asked.topWords },
        { "topShare", asked.topShare }, { "seed", asked.seed }, { "beams", asked.beams },
        { "cut", asked.longPrompt == engine::LongPrompt::Cut } };
    if (written.texts.size() == 1)
        settings["prompt"] = written.texts.front().prompt;
    else
        for (const auto& text : written.texts)
            settings["texts"].push_back(text.prompt);
    return { .plot = plot, .settings = settings.dump(-1, ' ', false, Json::error_handler_t::replace), .view = "generate" };
}

} // namespace

std::vector<std::string> generateArguments(const engine::GenerateRequest& asked)
{
    const engine::GenerateRequest usual;
    Arguments arguments;
    arguments.add("--model", asked.model.string());
    for (const auto& prompt : asked.prompts)
        arguments.addText("--prompt", prompt);
    if (!asked.data.empty())
        arguments.add("--data", asked.data.string());
    if (asked.rule != usual.rule)
        arguments.add("--policy", asked.rule);
    const auto count = [&](const char* option, std::int64_t value, std::int64_t other) {
        arguments.addNumber(option, static_cast<double>(value), static_cast<double>(other));
    };
    count("--max-tokens", asked.maxTokens, usual.maxTokens);
    arguments.addNumber("--temperature", asked.temperature, usual.temperature);
    count("--top-k", asked.topWords, usual.topWords);
    arguments.addNumber("--top-p", asked.topShare, usual.topShare);
    count("--seed", static_cast<std::int64_t>(asked.seed), static_cast<std::int64_t>(usual.seed));
    count("--beams", asked.beams, usual.beams);
    if (asked.longPrompt == engine::LongPrompt::Cut)
        arguments.addFlag("--cut");
    return arguments.take();
}

widgets::PlotModel generationPlot(const std::string& plot, const WrittenFigure& written)
{
    const GeneratedTexts generated { written.texts, written.exitLayer, written.promptsStandApart,
        generationRuleText(calm::parseGenerationRule(written.asked.rule)) };
    if (plot == generationTextPlot)
        return generatedTextPlot(generated);
    if (plot == generationPositionsPlot)
        return exitPositionsPlot(generated);
    if (plot == generationLayersPlot)
        return exitSharesPlot(generated);
    throw InputError("there is no plot \"" + plot + "\" of generated texts", "use text, positions or layers");
}

Figure figureOfGeneration(const FigureRequest& request, const WrittenFigure& written)
{
    const FigureWords words(languageOf(request.look));
    return figureOfModel(request, generationPlot(request.plot, written), {}, recipeOf(request.plot, written));
}

} // namespace exitscope::app

#include "app/plots/figure_command.h"

#include "app/analysis/policy_offer.h"
#include "app/plots/figure_look.h"
#include "widgets/plot/number_text.h"

namespace exitscope::app {

namespace {

class Arguments
{
public:
    void add(const char* option, const std::string& value)
    {
        if (!value.empty())
            m_words << QString::fromLatin1(option) << QString::fromStdString(value);
    }

    void addFlag(const char* option, bool isSet)
    {
        if (isSet)
            m_words << QString::fromLatin1(option);
    }

    /// With "=": a value may start with a minus.
    void addRange(const char* option, const std::optional<std::pair<double, double>>& range)
    {
        if (range)
            m_words << QString::fromLatin1(option) + u'=' + QString::fromLatin1(widgets::numberText(range->first)) + u':'
                    + QString::fromLatin1(widgets::numberText(range->second));
    }

    void addList(const char* option, const std::vector<std::string>& values)
    {
        std::string joined;
        for (const auto& value : values)
            joined += (joined.empty() ? "" : ",") + value;
        add(option, joined);
    }

    void addNumbers(const char* option, const std::vector<std::int64_t>& values)
    {
        std::vector<std::string> texts;
        for (const auto value : values)
            texts.push_back(std::to_string(value));
        addList(option, texts);
    }

    void add(const QStringList& words) { m_words += words; }
    QStringList take() { return std::move(m_words); }

private:
    QStringList m_words { QStringLiteral("export") };
};

void addTradeoff(Arguments& arguments, const TradeoffRequest& asked)
{
    const TradeoffRequest usual;
    if (asked.xAxis != usual.xAxis)
        arguments.add("--x", asked.xAxis);
    arguments.addFlag("--log", asked.isLogarithmic);
    if (asked.curve != usual.curve)
        arguments.add("--curve", asked.curve);
    if (asked.references != usual.references)
        arguments.addList("--references", asked.references.empty() ? std::vector<std::string> { "none" } : asked.references);
    arguments.addFlag("--bands", asked.hasBands);
    arguments.add("--group", asked.group);
}

void addTokens(Arguments& arguments, const TokensRequest& asked)
{
    const TokensRequest usual;
    arguments.addNumbers("--units", asked.units);
    arguments.addNumbers("--examples", asked.examples);
    const bool areNamed = !asked.units.empty() || !asked.examples.empty();
    if (!areNamed && asked.order != usual.order)
        arguments.add("--order", asked.order);
    if (!areNamed && asked.rows != usual.rows)
        arguments.add("--rows", std::to_string(asked.rows));
}

void addComparison(Arguments& arguments, const FigureRequest& request)
{
    if (request.tradeoff.xAxis != TradeoffRequest().xAxis)
        arguments.add("--x", request.tradeoff.xAxis);
    std::vector<std::string> speedups;
    for (const double speedup : request.speedups)
        speedups.push_back(widgets::numberText(speedup).toStdString());
    arguments.addList("--at-speedup", speedups);
}

} // namespace

QStringList figureArguments(const FigureRequest& request)
{
    Arguments arguments;
    arguments.add("--figure", request.figure.string());
    arguments.add("--store", request.store.string());
    arguments.addNumbers("--run", request.runs);
    if (request.calibration)
        arguments.add("--calibration", std::to_string(*request.calibration));
    arguments.add("--trace", request.trace.string());
    arguments.add("--plot", request.plot);
    if (request.plot == "tradeoff" || request.plot == "latency")
        addTradeoff(arguments, request.tradeoff);
    if (request.plot == "compare")
        addComparison(arguments, request);
    if (request.plot == "tokens")
        addTokens(arguments, request.tokens);
    if (request.plot == "layers" || request.plot == "ece")
        arguments.addFlag("--bands", request.tradeoff.hasBands);
    arguments.add("--metric", request.metric);
    if (request.point)
        arguments.add("--point", std::to_string(*request.point));
    if (request.layer)
        arguments.add("--layer", std::to_string(*request.layer));
    arguments.add("--at", request.at);
    arguments.add("--beside", request.beside);
    arguments.addRange("--x-range", request.xRange);
    arguments.addRange("--y-range", request.yRange);
    arguments.add(lookArguments(request.look));
    if (!request.format.empty() && "." + request.format != request.output.extension())
        arguments.add("--format", request.format);
    arguments.add("--out", request.output.string());
    return arguments.take();
}

QString figureCommand(const FigureRequest& request)
{
    QString line = QStringLiteral("exitscope");
    for (const QString& word : figureArguments(request))
        line += u' ' + shellWord(word);
    return line;
}

} // namespace exitscope::app

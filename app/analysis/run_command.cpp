#include "app/analysis/run_command.h"

#include "app/analysis/policy_offer.h"
#include "core/error.h"
#include "widgets/plot/number_text.h"

#include <nlohmann/json.hpp>

namespace exitscope::app {

namespace {

[[noreturn]] void refuse(const store::Run& run)
{
    const std::string kind = run.request.kind == "sweep" ? "a sweep with settings of its own" : "made by \"" + run.request.kind + "\"";
    throw InputError("run " + std::to_string(static_cast<std::int64_t>(run.summary.id)) + " is " + kind
            + ", which no sweep on the command line makes again",
        "copy the command of a sweep");
}

template <typename Value> QString option(const char* name, const Value& value)
{
    return QStringLiteral(" --%1 %2").arg(QLatin1String(name)).arg(value);
}

/// What requestOf(StoredSweep) wrote. A setting that we do not know would be lost in silence, so it is refused.
QString optionsText(const store::Run& run)
{
    const auto options = nlohmann::json::parse(run.request.options);
    QString text;
    for (const auto& [key, value] : options.items()) {
        if (key == "padded_tokens") {
            text += option("length", value.get<qint64>());
        } else if (key == "intervals") {
            text += QStringLiteral(" --intervals") + option("draws", value.at("draws").get<int>())
                + option("confidence", QString::fromLatin1(widgets::numberText(value.at("confidence").get<double>())))
                + option("seed", value.at("seed").get<quint64>());
        } else {
            refuse(run);
        }
    }
    return text;
}

} // namespace

QStringList specificationsOf(const store::RunRequest& request)
{
    QStringList specifications;
    for (const auto& policy : request.policies)
        specifications << QString::fromStdString(policy);
    return specifications;
}

QStringList tracePathsOf(const store::RunRequest& request)
{
    QStringList paths;
    for (const auto& trace : request.traces)
        paths << QString::fromStdString(trace.path);
    return paths;
}

QString commandOf(const store::Run& run, const QString& storePath)
{
    const auto& request = run.request;
    if (request.kind != "sweep" || request.traces.empty())
        refuse(run);
    try {
        return sweepCommand(tracePathsOf(request), storePath, specificationsOf(request), QString::fromStdString(request.name))
            + optionsText(run);
    } catch (const nlohmann::json::exception&) {
        refuse(run);
    }
}

} // namespace exitscope::app

#include "app/analysis/policy_offer.h"

#include "app/analysis/policy_text.h"

#include "core/error.h"
#include "core/policy/parameters.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace exitscope::app {

namespace {

struct OfferText
{
    Q_DECLARE_TR_FUNCTIONS(OfferText)
};

widgets::ParameterKind kindOf(policy::ParameterKind kind)
{
    switch (kind) {
    case policy::ParameterKind::Real:
        return widgets::ParameterKind::Real;
    case policy::ParameterKind::Integer:
        return widgets::ParameterKind::Integer;
    case policy::ParameterKind::Flag:
        return widgets::ParameterKind::Flag;
    case policy::ParameterKind::Choice:
        return widgets::ParameterKind::Choice;
    }
    return widgets::ParameterKind::Real;
}

/// Ranges that depend on the trace, not on the rule alone.
void fitToTrace(widgets::ParameterInfo& item, const std::string& policy, const trace::Trace& trace)
{
    const auto exits = static_cast<double>(trace.exits());
    if (item.key == u"layer" || item.key == u"layers" || item.key == u"first_exit") {
        item.low = trace.exitLayer().front();
        item.high = trace.exitLayer().back();
    } else if (item.key == u"patience") {
        item.high = std::max(1.0, exits - 1);
    } else if (item.key == u"votes" || item.key == u"exit_every") {
        item.high = std::max(1.0, exits);
    } else if (policy == "entropy" && item.key == u"threshold" && trace.classes() > 0) {
        item.high = std::max(item.high, std::log(static_cast<double>(trace.classes())));
    } else if (policy == "confidence" && item.key == u"threshold" && trace.classes() > 0) {
        item.low = std::min(item.low, 1.0 / static_cast<double>(trace.classes()));
    }
}

constexpr std::int64_t sampledUnits = 2000;
constexpr std::int64_t sampledLogits = 200'000; ///< keeps the sample in the milliseconds, whatever the classes
constexpr double secondsPerStoredPoint = 30e-6;

struct RangeOutlook
{
    double points = 0;
    bool isAtMost = false; ///< exact: no more than that
    double seconds = 0;
};

RangeOutlook outlookOf(const policy::PolicyRange& range, const trace::Trace& trace)
{
    const auto& type = policy::policyNamed(range.name);
    RangeOutlook outlook;
    policy::PolicySpec first;
    if (range.isExact()) {
        auto one = range;
        for (const auto& parameter : type.info.parameters)
            if (parameter.isThreshold)
                one.parameters[parameter.key] = policy::realText(static_cast<float>(parameter.minimum));
        first = one.expand().front();
        outlook.points = static_cast<double>(trace.units() * (trace.exits() - 1) + 1);
        outlook.isAtMost = true;
    } else {
        const auto specs = range.expand();
        first = specs.front();
        outlook.points = static_cast<double>(specs.size());
        type.make(specs.back(), trace); // the other end of a range can be wrong as well
    }
    const auto rule = type.make(first, trace);
    const auto perUnit = std::max<std::int64_t>(1, trace.exits() * std::max<std::int64_t>(1, trace.classes()));
    const auto sample = std::clamp<std::int64_t>(sampledLogits / perUnit, 1, std::min(sampledUnits, trace.units()));
    QElapsedTimer clock;
    clock.start();
    [[maybe_unused]] const auto outcome = rule->decide(trace, 0, sample);
    const double pass = static_cast<double>(clock.nsecsElapsed()) * 1e-9 * static_cast<double>(trace.units())
        / static_cast<double>(sample);
    // Threshold rules read the trace once and then follow what moves; all others replay it for each point.
    const double passes = type.scores ? 4 : outlook.points * 2;
    outlook.seconds = passes * pass + outlook.points * secondsPerStoredPoint;
    return outlook;
}

QString durationText(double seconds)
{
    if (seconds < 1)
        return OfferText::tr("less than a second");
    if (seconds < 90)
        return OfferText::tr("about %n second(s)", nullptr, static_cast<int>(std::ceil(seconds)));
    return OfferText::tr("about %n minute(s)", nullptr, static_cast<int>(std::ceil(seconds / 60)));
}

} // namespace

QString obstacle(const policy::PolicyInfo& info, const trace::Trace& trace)
{
    if (trace.isRegression() && !info.worksForRegression)
        return OfferText::tr("not defined for regression");
    if (!trace.isRegression() && !info.worksForClasses)
        return OfferText::tr("only for regression");
    if (info.needsLabels && !trace.hasLabels())
        return OfferText::tr("needs labels, and this trace has none");
    if (info.needsSimilarity && trace.similarity().empty())
        return OfferText::tr("needs the similarity of states, and this trace has none; trace the model again");
    if (info.needsLearned && trace.learned().empty())
        return OfferText::tr("needs the scores of learned exits, and this trace has none; trace a model that has them");
    if (info.needsLogits && trace.isCompact())
        return OfferText::tr("needs the logits of all classes, and this trace keeps only what follows from them");
    if (info.needsCascade && !trace.isCascade())
        return OfferText::tr("needs several complete models traced on the same dataset; give their traces to exitscope sweep");
    if (trace.isCascade() && !info.needsCascade && info.name != "fixed" && info.name != "oracle")
        return OfferText::tr("decides within one model, and this is a cascade of several");
    try {
        policy::requireSuited(info, trace);
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

widgets::PolicyInfo offerOf(const policy::PolicyInfo& info, const trace::Trace& trace)
{
    widgets::PolicyInfo shown;
    shown.name = QString::fromStdString(info.name);
    shown.title = policyText(info.title);
    shown.help = policyText(info.help);
    shown.reason = obstacle(info, trace);
    shown.isOffered = shown.reason.isEmpty();
    for (const auto& parameter : info.parameters) {
        if (trace.isCompact() && (parameter.key == "ensemble" || parameter.key == "temperature"))
            continue; // they need the logits of all classes
        widgets::ParameterInfo item;
        item.key = QString::fromStdString(parameter.key);
        item.title = policyText(parameter.title);
        item.help = policyText(parameter.help);
        item.kind = kindOf(parameter.kind);
        item.low = parameter.minimum;
        item.high = parameter.maximum;
        item.defaultValue = QString::fromStdString(parameter.fallback);
        for (const auto& choice : parameter.choices)
            item.choices << QString::fromStdString(choice);
        item.isSweepable = parameter.kind != policy::ParameterKind::Flag;
        item.hasExact = parameter.isThreshold && policy::policyNamed(info.name).scores;
        item.takesList = parameter.perExit && parameter.kind == policy::ParameterKind::Integer;
        item.exits = parameter.perExit && !item.takesList ? static_cast<int>(trace.exits()) : 0;
        fitToTrace(item, info.name, trace);
        shown.parameters.push_back(std::move(item));
    }
    return shown;
}

std::vector<widgets::PolicyInfo> offersFor(const trace::Trace& trace)
{
    std::vector<widgets::PolicyInfo> offers;
    for (const auto* type : policy::allPolicies())
        offers.push_back(offerOf(type->info, trace));
    return offers;
}

widgets::SweepOutlook sweepOutlook(const QStringList& specifications, const trace::Trace& trace)
{
    widgets::SweepOutlook outlook;
    RangeOutlook sum;
    for (const QString& specification : specifications) {
        try {
            const auto one = outlookOf(policy::parseRange(specification.toStdString()), trace);
            sum.points += one.points;
            sum.seconds += one.seconds;
            sum.isAtMost = sum.isAtMost || one.isAtMost;
        } catch (const InputError& error) {
            outlook.problem = QString::fromUtf8(error.what());
            return outlook;
        }
    }
    const QString count = QLocale().toString(sum.points, 'f', 0);
    outlook.summary = sum.isAtMost
        ? OfferText::tr("At most %1 points (every distinct outcome is one), %2").arg(count, durationText(sum.seconds))
        : OfferText::tr("%1 points, %2").arg(count, durationText(sum.seconds));
    return outlook;
}

QString shellWord(const QString& text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_./:=,+@%-]+$"));
    if (plain.match(text).hasMatch())
        return text;
    QString quoted = text;
    return QLatin1Char('\'') + quoted.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

QString sweepCommand(
    const QStringList& tracePaths, const QString& storePath, const QStringList& specifications, const QString& name)
{
    QStringList words { QStringLiteral("exitscope"), QStringLiteral("sweep") };
    for (const QString& path : tracePaths)
        words << QStringLiteral("--trace") << shellWord(path);
    for (const QString& specification : specifications)
        words << QStringLiteral("--policy") << shellWord(specification);
    if (!storePath.isEmpty())
        words << QStringLiteral("--store") << shellWord(storePath);
    if (!name.isEmpty())
        words << QStringLiteral("--name") << shellWord(name);
    return words.join(QLatin1Char(' '));
}

} // namespace exitscope::app

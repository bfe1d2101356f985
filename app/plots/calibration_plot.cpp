#include "app/plots/calibration_plot.h"

#include "app/analysis/policy_text.h"
#include "app/plots/plot_text.h"
#include "app/session/figure_words.h"
#include "core/calibration/sequence_losses.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace exitscope::app {

namespace {

using widgets::Series;
using widgets::SeriesKind;
using Setting = CalibrationPicture::Setting;

QString number(double value, int decimals) { return wordsLocale().toString(value, 'f', decimals); }

QString settingText(const CalibrationPicture& picture, const Setting& setting)
{
    const QString fate = !setting.isTested ? PlotText::tr("not tested: one before it failed")
        : setting.isRejected               ? PlotText::tr("passed: the risk is at most delta")
                                           : PlotText::tr("failed: a risk above delta cannot be ruled out");
    return PlotText::tr("%1 = %2\nrisk %3, at most %4\np = %5\nmean exit %6\n%7")
        .arg(QString::fromStdString(picture.key), QString::fromStdString(setting.text), number(setting.risk, 4),
            number(setting.bound, 4), wordsLocale().toString(setting.p, 'g', 3), number(setting.meanExit, 2), fate);
}

std::vector<std::size_t> byParameter(const CalibrationPicture& picture)
{
    std::vector<std::size_t> order(picture.settings.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::stable_sort(order.begin(), order.end(),
        [&](std::size_t a, std::size_t b) { return picture.settings[a].x < picture.settings[b].x; });
    return order;
}

Series line(const QString& id, const QString& name, int look, widgets::Dash dash)
{
    Series series;
    series.id = id;
    series.name = name;
    series.kind = SeriesKind::Line;
    series.look = widgets::seriesLook(look);
    series.look.dash = dash;
    series.showsMarkers = false;
    return series;
}

template <typename Belongs>
Series points(const CalibrationPicture& picture, const QString& id, const QString& name,
    const widgets::SeriesLook& look, const Belongs& belongs)
{
    Series series;
    series.id = id;
    series.name = name;
    series.kind = SeriesKind::Points;
    series.look = look;
    for (const std::size_t place : byParameter(picture)) {
        const auto& setting = picture.settings[place];
        if (!belongs(setting))
            continue;
        series.x.push_back(setting.x);
        series.y.push_back(setting.risk);
        series.keys.push_back(static_cast<std::int64_t>(place));
    }
    series.tooltip = [picture, keys = series.keys](std::size_t index) {
        return settingText(picture, picture.settings[static_cast<std::size_t>(keys[index])]);
    };
    return series;
}

void addCurves(widgets::PlotModel& plot, const CalibrationPicture& picture)
{
    auto bound = line(QStringLiteral("bound"), PlotText::tr("upper bound"), 4, widgets::Dash::Dashed);
    auto risk = line(QStringLiteral("risk"), PlotText::tr("risk on the calibration half"), 0, widgets::Dash::Solid);
    risk.inLegend = false; // its points are, and the axis says what it is
    for (const std::size_t place : byParameter(picture)) {
        const auto& setting = picture.settings[place];
        bound.x.push_back(setting.x);
        bound.y.push_back(setting.bound);
        risk.x.push_back(setting.x);
        risk.y.push_back(setting.risk);
    }
    plot.series.push_back(std::move(bound));
    plot.series.push_back(std::move(risk));
}

void addFates(widgets::PlotModel& plot, const CalibrationPicture& picture)
{
    auto passed = widgets::seriesLook(2);
    passed.marker = widgets::Marker::Disc;
    auto failed = widgets::seriesLook(3);
    failed.marker = widgets::Marker::Cross;
    auto untested = widgets::referenceLook(widgets::Marker::Ring);
    const auto add = [&plot](Series series) {
        if (!series.x.empty())
            plot.series.push_back(std::move(series));
    };
    add(points(picture, QStringLiteral("passed"), PlotText::tr("passed"), passed,
        [](const Setting& setting) { return setting.isTested && setting.isRejected; }));
    add(points(picture, QStringLiteral("failed"), PlotText::tr("failed"), failed,
        [](const Setting& setting) { return setting.isTested && !setting.isRejected; }));
    add(points(picture, QStringLiteral("untested"), PlotText::tr("not tested"), untested,
        [](const Setting& setting) { return !setting.isTested; }));
}

void addMarks(widgets::PlotModel& plot, const CalibrationPicture& picture)
{
    plot.marks.push_back({ QStringLiteral("delta"), PlotText::tr("delta = %1").arg(wordsLocale().toString(picture.delta)),
        widgets::MarkKind::HorizontalLine, 0, picture.delta, widgets::referenceLook() });
    if (!picture.chosenPlace)
        return;
    const double x = picture.settings[*picture.chosenPlace].x;
    plot.marks.push_back({ QStringLiteral("chosen"), PlotText::tr("chosen"), widgets::MarkKind::VerticalLine, x, 0,
        widgets::referenceLook(widgets::Marker::None, widgets::Dash::Dotted) });
    if (std::isfinite(picture.testRisk))
        plot.marks.push_back({ QStringLiteral("test"), PlotText::tr("test half"), widgets::MarkKind::Point, x,
            picture.testRisk, widgets::referenceLook(widgets::Marker::Diamond) });
}

QString riskTitle(const CalibrationPicture& picture)
{
    if (picture.isOfTexts)
        return picture.isRisk ? PlotText::tr("Risk: what texts lose against their references")
                              : PlotText::tr("Risk: distance from the full model's texts");
    return picture.isRisk ? PlotText::tr("Risk: right answers lost") : PlotText::tr("Risk: answers changed");
}

/// A formula, the same in every language.
QString distanceFormula(const CalibrationPicture& picture)
{
    return QString::fromStdString(calibration::formulaOf(calibration::textDistanceNamed(picture.loss)));
}

QString textGuarantee(const CalibrationPicture& picture, const QString& sure)
{
    const auto plain = [](double value) { return wordsLocale().toString(value, 'g', 6); };
    if (picture.loss == nameOf(calibration::TextDistance::Different))
        return (picture.isRisk ? PlotText::tr("With probability at least %1 % over the calibration draw, at most %2 % of texts miss "
                                              "their reference where the full model's meets it.")
                               : PlotText::tr("With probability at least %1 % over the calibration draw, at most %2 % of texts differ "
                                              "from the full model's."))
            .arg(sure, plain(100 * picture.delta));
    return (picture.isRisk ? PlotText::tr("With probability at least %1 % over the calibration draw, texts are at most %2 further from "
                                          "their references than the full model's on average (%3, gains not counted).")
                           : PlotText::tr("With probability at least %1 % over the calibration draw, texts are at most %2 away from the "
                                          "full model's on average (%3)."))
        .arg(sure, plain(picture.delta), distanceFormula(picture));
}

QString textTestWords(const CalibrationPicture& picture)
{
    const QString risk = number(picture.testRisk, 4);
    const QString share = wordsLocale().toString(100 * picture.testRisk / picture.delta, 'f', 0);
    return (picture.testRisk <= picture.delta
                ? PlotText::tr("There the risk is %1, which keeps to delta (%2 % of it); the mean exit %3, %4 % of the FLOPs, %5× as fast by the clock.")
                : PlotText::tr("There the risk is %1, which is above delta (%2 % of it); the mean exit %3, %4 % of the FLOPs, %5× as fast by the clock."))
        .arg(risk, share, number(picture.testMeanExit, 2), number(100 * picture.testFlops, 1), number(picture.testMeasured, 2));
}

} // namespace

void placeOnAxis(CalibrationPicture& picture)
{
    const bool areNumbers = std::all_of(picture.settings.begin(), picture.settings.end(), [](const Setting& setting) {
        bool isNumber = false;
        const double value = QString::fromStdString(setting.text).toDouble(&isNumber);
        return isNumber && std::isfinite(value);
    });
    for (std::size_t place = 0; place < picture.settings.size(); ++place)
        picture.settings[place].x = areNumbers ? QString::fromStdString(picture.settings[place].text).toDouble()
                                               : static_cast<double>(place + 1);
}

CalibrationPicture pictureOf(
    const calibration::CalibrationRequest& request, const calibration::Calibration& done, const std::string& key)
{
    const auto& decision = done.decision;
    CalibrationPicture picture;
    picture.policy = request.settings.front().name;
    picture.key = key;
    picture.loss = nameOf(request.loss.kind);
    picture.isRisk = request.loss.kind == calibration::LossKind::Risk;
    picture.pValue = nameOf(request.pValue);
    picture.procedure = nameOf(request.procedure.procedure);
    picture.delta = request.delta;
    picture.epsilon = request.procedure.epsilon;
    picture.level = decision.level;
    for (const auto& setting : decision.settings) {
        const auto given = setting.spec.parameters.find(key);
        picture.settings.push_back({ 0, given == setting.spec.parameters.end() ? std::string() : given->second,
            setting.risk, setting.bound, setting.p, setting.meanExit, setting.isTested, setting.isRejected });
    }
    placeOnAxis(picture);
    picture.chosenPlace = decision.chosen;
    if (decision.chosen)
        picture.chosen = request.settings[*decision.chosen];
    picture.scale = request.trace->isRegression() ? request.loss.scale : 0;
    picture.calibrationExamples = decision.calibrationExamples;
    picture.testExamples = decision.testExamples;
    picture.testRisk = decision.testRisk;
    picture.testMeanExit = done.test.meanExit();
    picture.testSpeedup = done.test.layerSpeedup();
    for (std::size_t i = 0; i < done.test.metrics.size() && i < done.full.metrics.size(); ++i)
        picture.figures.push_back(
            { done.test.metrics[i].first, done.test.metrics[i].second, done.full.metrics[i].second });
    return picture;
}

widgets::PlotModel calibrationPlot(const CalibrationPicture& picture)
{
    widgets::PlotModel plot;
    plot.title = PlotText::tr("Calibration");
    plot.description = guaranteeWords(picture);
    plot.x.title = parameterTitle(picture.policy.substr(0, picture.policy.find(':')), picture.key);
    plot.y.title = riskTitle(picture);
    addCurves(plot, picture);
    addFates(plot, picture);
    addMarks(plot, picture);
    // The bound soon reaches 1, where nothing is to be seen: what matters lies around delta.
    double top = 0;
    for (const auto& setting : picture.settings)
        top = std::max(top, setting.risk);
    top = std::min(1.0, std::max(top, 2 * picture.delta) * 1.15);
    plot.y.range = widgets::Range { -0.03 * top, top };
    return plot;
}

QString guaranteeWords(const CalibrationPicture& picture)
{
    if (!picture.chosenPlace)
        return PlotText::tr("No setting passed: only the full model, without early exits, keeps to the tolerance.");
    const auto plain = [](double value) { return wordsLocale().toString(value, 'g', 6); };
    const QString sure = plain(100 * (1 - picture.epsilon));
    const bool isRisk = picture.isRisk;
    if (picture.isOfTexts)
        return textGuarantee(picture, sure);
    if (picture.scale > 0)
        return (isRisk ? PlotText::tr("With probability at least %1 % over the calibration draw, the error grows over the full "
                                      "model's by at most %2 on average (differences above %3 count as that).")
                       : PlotText::tr("With probability at least %1 % over the calibration draw, answers differ from the full "
                                      "model's by at most %2 on average (differences above %3 count as that)."))
            .arg(sure, plain(picture.delta * picture.scale), plain(picture.scale));
    return (isRisk ? PlotText::tr("With probability at least %1 % over the calibration draw, at most %2 % of answers are wrong "
                                  "where the full model is right.")
                   : PlotText::tr("With probability at least %1 % over the calibration draw, at most %2 % of answers differ from "
                                  "the full model's."))
        .arg(sure, plain(100 * picture.delta));
}

QString testWords(const CalibrationPicture& picture)
{
    const QLocale locale = wordsLocale();
    QStringList sentences;
    sentences << PlotText::tr("Calibrated on %1 examples, held out %2.")
                     .arg(locale.toString(static_cast<qlonglong>(picture.calibrationExamples)),
                         locale.toString(static_cast<qlonglong>(picture.testExamples)));
    if (!picture.chosenPlace)
        return sentences.front();
    if (picture.isOfTexts)
        sentences << textTestWords(picture);
    else
        sentences << PlotText::tr("There the risk is %1 (delta %2), the mean exit %3, a speed-up of %4× by layers.")
                     .arg(number(picture.testRisk, 4), locale.toString(picture.delta), number(picture.testMeanExit, 2),
                         number(picture.testSpeedup, 2));
    for (const auto& figure : picture.figures)
        sentences << PlotText::tr("%1: %2, with the full model %3.")
                         .arg(metricTitle(figure.metric), number(figure.early, 4), number(figure.full, 4));
    return sentences.join(QLatin1Char(' '));
}

} // namespace exitscope::app

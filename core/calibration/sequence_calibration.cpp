#include "core/calibration/sequence_calibration.h"

#include "core/calibration/plain_number.h"

namespace exitscope::calibration {

namespace {

const generations::Point& pointOf(
    const generations::Generations& generations, const SequenceFamily& family, std::optional<std::size_t> setting)
{
    return setting ? generations.points[family.points[*setting]] : generations.full;
}

std::string promise(const SequenceRequest& request)
{
    const bool isRisk = request.loss.kind == LossKind::Risk;
    if (request.loss.distance == TextDistance::Different)
        return "at most " + percentText(request.delta)
            + (isRisk ? " of texts miss their reference where the full model's meets it" : " of texts differ from the full model's");
    const std::string most = "at most " + plainNumber(request.delta);
    const std::string formula = " on average (" + formulaOf(request.loss.distance);
    return isRisk ? "texts are " + most + " further from their references than the full model's" + formula + ", gains not counted)"
                  : "texts are " + most + " away from the full model's" + formula + ")";
}

} // namespace

SequenceFigures figuresOn(const generations::Generations& generations, const generations::QualityMeter& meter,
    const SequenceFamily& family, std::optional<std::size_t> setting, std::span<const std::size_t> prompts)
{
    const auto& point = pointOf(generations, family, setting);
    SequenceFigures figures;
    double layers = 0, tokens = 0, flops = 0, fullFlops = 0;
    for (const auto prompt : prompts) {
        const auto& text = point.texts[prompt];
        layers += text.layersRun();
        tokens += static_cast<double>(text.tokens());
        flops += text.flops;
        fullFlops += text.fullFlops;
    }
    figures.meanExit = tokens > 0 ? layers / tokens : 0;
    figures.flopsRatio = fullFlops > 0 ? flops / fullFlops : 1;
    figures.measuredSpeedup = setting ? generations.measuredSpeedup(point) : 1;
    figures.quality = meter.of(point, prompts);
    return figures;
}

SequenceRequest requestOn(const SequenceSets& sets, const TestRequest& terms, const SequenceLoss& loss, const SequenceFamily& family)
{
    SequenceRequest request;
    static_cast<TestRequest&>(request) = terms;
    request.halves = sets.halves();
    request.loss = loss;
    request.family = family;
    request.settings = family.settings;
    (void)sets.inTest(family);
    return request;
}

SequenceCalibration calibrate(const SequenceSets& sets, const LossTable& table, const SequenceRequest& request)
{
    SequenceCalibration result;
    result.decision = decide(table, request);
    const auto split = halvesOf(table, request);
    const auto prompts = sets.testPrompts(std::vector<std::size_t>(split.test.begin(), split.test.end()));
    const auto family = sets.inTest(request.family);
    const generations::QualityMeter meter(sets.test());
    result.test = figuresOn(sets.test(), meter, family, result.decision.chosen, prompts);
    result.full = figuresOn(sets.test(), meter, family, std::nullopt, prompts);
    return result;
}

std::string guaranteeText(const SequenceRequest& request, const Decision& decision)
{
    if (!decision.chosen)
        return noSettingText();
    return withProbability(request.procedure.epsilon) + promise(request) + ".";
}

} // namespace exitscope::calibration

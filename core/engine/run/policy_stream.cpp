#include "core/engine/run/policy_stream.h"

#include <algorithm>
#include <numeric>

namespace exitscope::engine {

void AnswerWriter::write(const PolicyPass& pass, std::int32_t exit, std::size_t classes,
    std::span<const std::int64_t> units, std::span<const float> logits)
{
    policy::ExitView view;
    view.units = static_cast<std::int64_t>(units.size());
    view.firstExit = exit;
    view.exits = 1;
    view.classes = static_cast<std::int64_t>(classes);
    view.logits = logits;
    m_classes.resize(classes > 1 ? units.size() : 0);
    m_values.resize(classes > 1 ? 0 : units.size());
    pass.policy.answer(units, view, m_classes, m_values);
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto unit = static_cast<std::size_t>(units[i]);
        pass.outcome.exit[unit] = exit;
        if (classes > 1)
            pass.outcome.predictedClass[unit] = m_classes[i];
        else
            pass.outcome.predictedValue[unit] = m_values[i];
    }
}

PolicyStream::PolicyStream(const std::vector<std::shared_ptr<const PackedEncoder>>& models)
{
    for (const auto& model : models)
        m_models.emplace_back(model);
    for (std::size_t model = 0; model < models.size(); ++model)
        addSteps(model, models.size() > 1);
    m_waiting.resize(m_steps.size());
}

/// The layers of a model; with `isWhole` its last exit alone counts, as the cascade's exit of the model's number.
void PolicyStream::addSteps(std::size_t model, bool isWhole)
{
    const auto& exitLayer = m_models[model].config().exitLayer;
    const auto layers = static_cast<std::size_t>(exitLayer.back());
    const std::size_t before = m_steps.size();
    for (std::size_t layer = 0; layer < layers; ++layer)
        m_steps.push_back({ .model = model, .layer = layer });
    for (std::size_t head = isWhole ? exitLayer.size() - 1 : 0; head < exitLayer.size(); ++head) {
        Step& step = m_steps[before + static_cast<std::size_t>(exitLayer[head]) - 1];
        step.exit = static_cast<std::int32_t>(isWhole ? model : head);
        step.head = head;
    }
}

std::size_t PolicyStream::classes() const
{
    return static_cast<std::size_t>(m_models.front().config().classes);
}

/// How many are run at most: up to the policy's last exit.
std::size_t PolicyStream::stepsFor(const policy::RunningPolicy& policy) const
{
    const auto last = std::ranges::find(m_steps, policy.exits().back(), &Step::exit);
    return static_cast<std::size_t>(last - m_steps.begin()) + 1;
}

bool PolicyStream::run(const PolicyPass& pass)
{
    const std::size_t steps = stepsFor(pass.policy);
    for (auto& rows : m_waiting)
        rows.clear(); // what a cancelled pass left
    for (;;) {
        const std::size_t at = nextStep(pass, steps);
        if (at == steps)
            return true;
        if (!pass.proceed())
            return false;
        const Step& step = m_steps[at];
        PackedRows& rows = m_waiting[at];
        const bool isAsked = std::ranges::binary_search(pass.policy.exits(), step.exit);
        m_models[step.model].runLayer(step.layer, rows, isAsked && pass.needsSimilarity);
        m_leaves.assign(rows.units().size(), 0);
        if (isAsked)
            lookAt(pass, step, rows);
        if (at + 1 < steps)
            passOn(pass, at);
        rows.clear();
    }
}

/// The deepest step with rows enough; else more is started; at the end the shallowest, whose rows join those ahead of
/// them. `steps` when all is done.
std::size_t PolicyStream::nextStep(const PolicyPass& pass, std::size_t steps)
{
    for (;;) {
        for (std::size_t step = steps; step-- > 0;)
            if (m_waiting[step].rows() >= pass.leastRows)
                return step;
        const UnitPack* pack = pass.next();
        if (!pack)
            break;
        m_models.front().embed(pack->pack, pack->units, m_waiting.front());
    }
    for (std::size_t step = 0; step < steps; ++step)
        if (m_waiting[step].rows() > 0)
            return step;
    return steps;
}

/// Who stays after a step goes before the next one: with the state, or from scratch where another model begins.
void PolicyStream::passOn(const PolicyPass& pass, std::size_t step)
{
    const PackedRows& rows = m_waiting[step];
    const Step& next = m_steps[step + 1];
    if (next.model == m_steps[step].model) {
        m_waiting[step + 1].appendStaying(rows, m_leaves);
        return;
    }
    UnitPack anew;
    for (std::size_t i = 0; i < m_leaves.size(); ++i)
        if (!m_leaves[i]) {
            const TokenSpans tokens = pass.tokens(rows.units()[i]);
            anew.pack.ids.insert(anew.pack.ids.end(), tokens.ids.begin(), tokens.ids.end());
            anew.pack.types.insert(anew.pack.types.end(), tokens.types.begin(), tokens.types.end());
            anew.pack.lengths.push_back(rows.lengths()[i]);
            anew.units.push_back(rows.units()[i]);
        }
    if (!anew.units.empty())
        m_models[next.model].embed(anew.pack, anew.units, m_waiting[step + 1]);
}

/// Fills m_leaves and writes what those say that leave.
void PolicyStream::lookAt(const PolicyPass& pass, const Step& step, const PackedRows& rows)
{
    m_scores = {};
    if (pass.needsSimilarity)
        m_models[step.model].similarity(m_scores);
    if (pass.policy.wantsHead(step.exit)) {
        m_which.resize(rows.units().size());
        std::iota(m_which.begin(), m_which.end(), 0);
        m_models[step.model].runHead(step.head, m_which, m_scores);
    }
    const policy::ExitView view { .units = static_cast<std::int64_t>(rows.units().size()),
        .firstExit = step.exit,
        .exits = 1,
        .classes = m_models[step.model].config().classes,
        .logits = m_scores.logits,
        .similarity = m_scores.similarity,
        .learned = m_scores.learned };
    pass.policy.decide(rows.units(), view, m_leaves);
    leave(pass, step, rows);
}

void PolicyStream::leave(const PolicyPass& pass, const Step& step, const PackedRows& rows)
{
    m_which.clear();
    m_units.clear();
    for (std::size_t i = 0; i < m_leaves.size(); ++i)
        if (m_leaves[i]) {
            m_which.push_back(static_cast<std::int64_t>(i));
            m_units.push_back(rows.units()[i]);
        }
    if (m_which.empty())
        return;
    const std::size_t classes = this->classes();
    if (pass.policy.wantsHead(step.exit)) {
        m_logits.clear();
        for (const std::int64_t i : m_which) {
            const auto row = m_scores.logits.begin() + i * static_cast<std::ptrdiff_t>(classes);
            m_logits.insert(m_logits.end(), row, row + static_cast<std::ptrdiff_t>(classes));
        }
    } else {
        m_models[step.model].runHead(step.head, m_which, m_scores);
        m_logits.swap(m_scores.logits);
    }
    m_answers.write(pass, step.exit, classes, m_units, m_logits);
}

} // namespace exitscope::engine

#include "core/engine/train/task_loss.h"

#include "core/engine/train/distillation.h"
#include "core/engine/train/exit_module.h"

#include <ATen/ATen.h>

#include <cassert>

namespace exitscope::engine {

namespace {

using Kind = LossTerm::Kind;

/// Σ of rows [B] that have a label, where words are classified; of all, where inputs are.
at::Tensor summedRows(const at::Tensor& rows, const Pack& pack)
{
    if (pack.asked.empty())
        return rows.sum();
    const at::Tensor labels = at::tensor(at::ArrayRef<std::int64_t>(pack.labels), at::kLong);
    return rows.masked_select(labels.ge(0)).sum();
}

class TermLoss
{
public:
    TermLoss(const TrainConfig& config, const TaskLabels& labels, const LossInput& input)
        : m_config(config)
        , m_labels(labels)
        , m_input(input)
    { }

    /// Summed over the shard.
    at::Tensor of(const LossTerm& term) const
    {
        switch (term.kind) {
        case Kind::Labels:
            return ofLabels(term.exit);
        case Kind::Teacher:
            return ofTeacher(term.exit);
        case Kind::LastExit:
            return ofLastExit(term.exit);
        case Kind::Diversity: {
            std::vector<at::Tensor> logits;
            for (const ExitRows& exit : m_input.exits)
                logits.push_back(exit.logits);
            return summedRows(exitDiversities(logits), m_input.pack);
        }
        case Kind::Features:
            return ofFeatures();
        case Kind::Lte:
            break;
        }
        const std::vector<ExitRows> exits(m_input.exits.begin(), m_input.exits.end());
        return summedLteLoss(m_input.module, lteTargets(exits, m_input.pack, m_labels));
    }

private:
    at::Tensor ofLabels(std::size_t exit) const
    {
        const at::Tensor& logits = m_input.exits[exit].logits;
        const Pack& pack = m_input.pack;
        if (m_labels.isRegression)
            return summedSquaredError(logits, at::tensor(at::ArrayRef<float>(pack.targets), at::kFloat));
        return summedCrossEntropy(
            logits, at::tensor(at::ArrayRef<std::int64_t>(pack.labels), at::kLong), m_config.labelSmoothing);
    }

    at::Tensor ofTeacher(std::size_t exit) const
    {
        const TeacherConfig& config = *m_config.teacher;
        const auto& answers = m_input.teacher->logits;
        const at::Tensor& teacher = config.match == TeacherConfig::Match::Last ? answers.back() : answers[exit];
        const at::Tensor& student = m_input.exits[exit].logits;
        if (m_labels.isRegression)
            return at::square(student - teacher).sum();
        const auto rows = config.loss == TeacherConfig::Loss::CrossEntropy
            ? softCrossEntropies(teacher, student, config.temperature)
            : scaledDivergences(teacher, student, config.temperature);
        return summedRows(rows, m_input.pack);
    }

    /// FastBERT's divergence, or BERxiT's cross-entropy.
    at::Tensor ofLastExit(std::size_t exit) const
    {
        const at::Tensor& student = m_input.exits[exit].logits;
        const bool isJoint = m_config.regime == Regime::SelfDistillationJoint;
        return summedRows(
            isJoint ? softCrossEntropies(m_input.last, student, 1) : scaledDivergences(m_input.last, student, 1), m_input.pack);
    }

    at::Tensor ofFeatures() const
    {
        const auto& teacher = m_input.teacher->states;
        const auto matched = matchedStates(std::ssize(teacher) - 1, std::ssize(m_input.states) - 1);
        const at::Tensor shares = tokenShares(m_input.pack.offsets);
        at::Tensor sum;
        for (std::size_t s = 0; s < m_input.states.size(); ++s) {
            const at::Tensor loss = summedFeatureLoss(teacher[matched[s]], m_input.states[s], shares);
            sum = sum.defined() ? sum + loss : loss;
        }
        return sum;
    }

    const TrainConfig& m_config;
    const TaskLabels& m_labels;
    const LossInput& m_input;
};

} // namespace

std::vector<LossTerm> lossTerms(
    const TrainConfig& config, LossPart part, const EncoderConfig& shape, std::int64_t step)
{
    std::vector<LossTerm> terms;
    const std::size_t exits = shape.exitLayer.size();
    const auto weights = exitWeights(config.regime, part, shape.exitLayer, step);
    const bool learnsFromLast = part == LossPart::OtherExitsFromLast;
    const TeacherConfig* teacher = config.teacher && !learnsFromLast ? &*config.teacher : nullptr;
    for (std::size_t e = 0; e < exits && !learnsFromLast; ++e)
        terms.push_back({ Kind::Labels, e, weights[e] * (teacher ? teacher->labels : 1) });
    for (std::size_t e = 0; e < exits && teacher && teacher->logits > 0; ++e)
        terms.push_back({ Kind::Teacher, e, weights[e] * teacher->logits });
    if (learnsFromLast || config.regime == Regime::SelfDistillationJoint)
        for (std::size_t e = 0; e + 1 < exits; ++e)
            terms.push_back({ Kind::LastExit, e, 1 });
    if (config.regime == Regime::Diversity)
        terms.push_back({ Kind::Diversity, 0, -config.diversityWeight });
    if (teacher && teacher->hidden > 0 && !freezesTrunk(part))
        terms.push_back({ Kind::Features, 0, teacher->hidden });
    if (shape.exitModule == ExitModule::Lte)
        terms.push_back({ Kind::Lte, 0, config.exitModule.weight });
    return terms;
}

std::string nameOf(const LossTerm& term, std::span<const std::int32_t> exitLayer)
{
    const auto exit = [&] { return "exit " + std::to_string(exitLayer[term.exit]); };
    switch (term.kind) {
    case Kind::Labels:
        return exit();
    case Kind::Teacher:
        return exit() + ", teacher";
    case Kind::LastExit:
        return exit() + ", last exit";
    case Kind::Diversity:
        return "diversity";
    case Kind::Features:
        return "features";
    case Kind::Lte:
        return "LTE";
    }
    return {};
}

std::string labelOf(std::span<const LossTerm> terms, std::size_t term)
{
    const Kind kind = terms[term].kind;
    if (term > 0 && terms[term - 1].kind == kind)
        return {};
    switch (kind) {
    case Kind::Labels:
        return {};
    case Kind::Teacher:
        return "  teacher";
    case Kind::LastExit:
        return "  last exit";
    case Kind::Diversity:
        return "  diversity";
    case Kind::Features:
        return "  features";
    case Kind::Lte:
        return "  lte";
    }
    return {};
}

TaskLoss taskLoss(const TrainConfig& config, const TaskLabels& labels, std::span<const LossTerm> terms, const LossInput& input,
    std::int64_t answers, std::int64_t sequences)
{
    TaskLoss result;
    const TermLoss losses(config, labels, input);
    for (const LossTerm& term : terms) {
        const at::Tensor loss = losses.of(term) / (term.kind == Kind::Features ? sequences : answers);
        result.values.push_back(loss.item<double>());
        if (term.weight != 0)
            result.total = result.total.defined() ? result.total + term.weight * loss : term.weight * loss;
    }
    return result;
}

} // namespace exitscope::engine

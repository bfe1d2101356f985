#include "app/analysis/training_text.h"

#include <QCoreApplication>

#include <array>

namespace exitscope::app {

namespace {

struct TrainingText
{
    Q_DECLARE_TR_FUNCTIONS(TrainingText)
};

constexpr std::array<const char*, 8> regimes { "single-exit", "joint", "layer-weighted", "two-stage", "alternating",
    "self-distillation", "self-distillation-joint", "diversity" };

QString taskTitle(std::string_view task)
{
    QString title = QString::fromUtf8(task.data(), static_cast<qsizetype>(task.size())).toUpper();
    return title == QStringLiteral("COLA") ? QStringLiteral("CoLA") : title;
}

QString quoted(const QString& word)
{
    QString inside = word;
    return u'\'' + inside.replace(u'\'', QStringLiteral("'\\''")) + u'\'';
}

} // namespace

std::span<const char* const> regimeKeys()
{
    return regimes;
}

QString regimeTitle(const std::string& key)
{
    if (key == "single-exit")
        return TrainingText::tr("Single exit");
    if (key == "joint")
        return TrainingText::tr("Joint");
    if (key == "layer-weighted")
        return TrainingText::tr("Layer-weighted");
    if (key == "two-stage")
        return TrainingText::tr("Two-stage");
    if (key == "alternating")
        return TrainingText::tr("Alternating");
    if (key == "self-distillation")
        return TrainingText::tr("Self-distillation");
    if (key == "self-distillation-joint")
        return TrainingText::tr("Self-distillation, joint");
    if (key == "diversity")
        return TrainingText::tr("Diversity");
    return QString::fromStdString(key);
}

QString regimeText(const std::string& key)
{
    if (key == "single-exit")
        return TrainingText::tr("Plain fine-tuning with the last exit alone: what the others are held against.");
    if (key == "joint")
        return TrainingText::tr("All exits and the trunk learn together; every exit counts the same.");
    if (key == "layer-weighted")
        return TrainingText::tr("All exits and the trunk learn together; a deeper exit counts more (PABEE, CALM).");
    if (key == "two-stage")
        return TrainingText::tr("First trunk and last exit, as without exits; then the other exits on the frozen trunk (DeeBERT).");
    if (key == "alternating")
        return TrainingText::tr("By turns the last exit alone and all exits together (BERxiT).");
    if (key == "self-distillation")
        return TrainingText::tr("First trunk and last exit; then the other exits learn what the last one says (FastBERT).");
    if (key == "self-distillation-joint")
        return TrainingText::tr("All exits learn together, and each also what the last one says (BERxiT).");
    if (key == "diversity")
        return TrainingText::tr("All exits learn together, and each is rewarded for differing from those below it.");
    return {};
}

QString presetTitle(const training::TrainingPreset& preset)
{
    if (preset.kind == training::TrainingPlan::Kind::Compress)
        return TrainingText::tr("COST-EFF, %1, %2", "task, width").arg(taskTitle(preset.task),
            preset.width == "2x" ? TrainingText::tr("half the heads") : TrainingText::tr("a sixth of the heads"));
    if (preset.key == "scratch")
        return TrainingText::tr("From scratch, small");
    if (preset.key == "single-exit")
        return TrainingText::tr("Plain fine-tuning");
    if (preset.key == "deebert")
        return QStringLiteral("DeeBERT");
    if (preset.key == "pabee")
        return QStringLiteral("PABEE");
    if (preset.key == "berxit")
        return QStringLiteral("BERxiT");
    if (preset.key == "elasticbert")
        return QStringLiteral("ElasticBERT");
    if (preset.key == "fastbert")
        return QStringLiteral("FastBERT");
    return TrainingText::tr("Diversity");
}

QString presetText(const training::TrainingPreset& preset)
{
    if (preset.kind == training::TrainingPlan::Kind::Compress)
        return preset.width == "2x"
            ? TrainingText::tr("The epochs and learning rates of the paper's own runs for this task and six of twelve heads: about half the parameters.")
            : TrainingText::tr("The epochs and learning rates of the paper's own runs for this task and two of twelve heads: about an eighth of the parameters.");
    if (preset.key == "scratch")
        return TrainingText::tr("A small new model for a first look: minutes on an ordinary computer.");
    if (preset.key == "deebert" || preset.key == "fastbert")
        return TrainingText::tr("Epochs, batch and learning rate as the authors' scripts have them.");
    return TrainingText::tr("The paper's regime, with a usual learning rate and number of epochs for BERT.");
}

QString trainingCommand(training::TrainingPlan::Kind kind, const QString& config)
{
    const QString verb = kind == training::TrainingPlan::Kind::Compress ? QStringLiteral("compress") : QStringLiteral("train");
    return QStringLiteral("exitscope %1 --config %2").arg(verb, quoted(config));
}

} // namespace exitscope::app

#include "app/analysis/training_text.h"
#include "app/session/training_record.h"
#include "app/views/path_field.h"
#include "app/views/train_form.h"
#include "core/error.h"
#include "widgets/panel/number_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSpinBox>

namespace exitscope::app {

namespace {

void choose(QComboBox* box, const std::string& key)
{
    const int place = box->findData(QString::fromStdString(key));
    if (place >= 0) {
        box->setCurrentIndex(place);
        return;
    }
    box->addItem(QString::fromStdString(key), QString::fromStdString(key)); // of a newer version
    box->setCurrentIndex(box->count() - 1);
}

std::string chosen(const QComboBox* box)
{
    return box->currentData().toString().toStdString();
}

int inRange(std::int64_t value, const QSpinBox* box)
{
    return static_cast<int>(std::clamp<std::int64_t>(value, box->minimum(), box->maximum()));
}

QString path(const std::string& text)
{
    return QString::fromStdString(text);
}

bool isModel(const QString& folder)
{
    return QFileInfo::exists(QDir(folder).filePath(QStringLiteral("config.json")));
}

} // namespace

training::TrainingPlan TrainForm::plan() const
{
    Plan plan = m_plan;
    plan.kind = isCompression() ? Plan::Kind::Compress : Plan::Kind::Train;
    plan.task = m_task->currentText().trimmed().toStdString();
    plan.train = m_train->path().toStdString();
    plan.dev = m_dev->path().toStdString();
    plan.test = m_test->path().toStdString();
    plan.textColumns.clear();
    for (const QString& column : m_textColumns->text().split(u',', Qt::SkipEmptyParts))
        plan.textColumns.push_back(column.trimmed().toStdString());
    plan.labelColumn = m_labelColumn->text().trimmed().toStdString();
    plan.init = m_init->path().toStdString();
    plan.teacher = m_teacher->path().toStdString();
    plan.temperature = m_temperature->value();
    plan.batch = m_batch->value();
    plan.maxLength = m_maxLength->value();
    plan.seed = static_cast<std::uint64_t>(m_seed->value());
    plan.output = outputFolder().toStdString();
    readTraining(plan);
    plan.width = chosen(m_width);
    plan.headsKept = m_headsKept->value();
    plan.feedForwardKept = m_feedForwardKept->value();
    plan.wordRank = m_wordRank->value();
    plan.importance = chosen(m_importance);
    return plan;
}

void TrainForm::readTraining(Plan& plan) const
{
    plan.layers = m_layers->value();
    plan.hidden = m_hidden->value();
    plan.heads = m_heads->value();
    plan.feedForward = m_feedForward->value();
    plan.positions = std::max<std::int64_t>(plan.positions, m_maxLength->value());
    plan.exitHead = chosen(m_exitHead);
    plan.regime = chosen(m_regime);
    plan.hasEquilibrium = m_equilibrium->isChecked() && (isCompression() || plan.regime == "joint");
    plan.learnsToExit = m_learnsToExit->isChecked() && plan.regime != "single-exit";
    plan.matchesHidden = m_matchesHidden->isChecked();
    plan.epochs = m_epochs->value();
    const bool hasStages = plan.regime == "two-stage" || plan.regime == "self-distillation";
    plan.exitEpochs = hasStages ? m_exitEpochs->value() : 0;
    plan.rate = m_rate->value();
    plan.patience = m_patience->value();
}

void TrainForm::setPlan(const Plan& plan)
{
    {
        const QScopedValueRollback filling(m_isFilling, true);
        const bool compresses = plan.kind == Plan::Kind::Compress;
        m_plan = plan;
        m_kind->setCurrentIndex(compresses ? 1 : 0);
        m_preset->clear();
        m_preset->addItem(tr("Own settings"), QString());
        for (const auto& preset : training::trainingPresets()) {
            if (preset.kind != plan.kind)
                continue;
            const auto key = QLatin1String(preset.key.data(), static_cast<qsizetype>(preset.key.size()));
            m_preset->addItem(presetTitle(preset), key);
            Plan asPreset = plan;
            applyPreset(preset, asPreset);
            if (asPreset == plan && m_preset->currentIndex() <= 0)
                m_preset->setCurrentIndex(m_preset->count() - 1);
        }
        m_train->setPath(path(plan.train));
        m_train->setPlaceholder(plan.hasFurtherSources ? tr("several sources, as in the configuration") : QString());
        m_dev->setPath(path(plan.dev));
        m_test->setPath(path(plan.test));
        QStringList columns;
        for (const auto& column : plan.textColumns)
            columns << QString::fromStdString(column);
        m_textColumns->setText(columns.join(QStringLiteral(", ")));
        m_labelColumn->setText(QString::fromStdString(plan.labelColumn));
        m_task->setCurrentText(QString::fromStdString(plan.task));
        m_init->setPath(path(plan.init));
        m_teacher->setPath(path(plan.teacher));
        m_temperature->setValue(plan.temperature);
        m_batch->setValue(inRange(plan.batch, m_batch));
        m_maxLength->setValue(inRange(plan.maxLength, m_maxLength));
        m_seed->setValue(static_cast<int>(std::min<std::uint64_t>(plan.seed, static_cast<std::uint64_t>(m_seed->maximum()))));
        showTraining(plan);
        choose(m_width, plan.width);
        m_headsKept->setValue(inRange(plan.headsKept, m_headsKept));
        m_feedForwardKept->setValue(inRange(plan.feedForwardKept, m_feedForwardKept));
        m_wordRank->setValue(inRange(plan.wordRank, m_wordRank));
        choose(m_importance, plan.importance);
        m_output->setPath(path(plan.output));
    }
    update();
}

void TrainForm::showTraining(const Plan& plan)
{
    m_layers->setValue(inRange(plan.layers, m_layers));
    m_hidden->setValue(inRange(plan.hidden, m_hidden));
    m_heads->setValue(inRange(plan.heads, m_heads));
    m_feedForward->setValue(inRange(plan.feedForward, m_feedForward));
    choose(m_exitHead, plan.exitHead);
    choose(m_regime, plan.regime);
    m_equilibrium->setChecked(plan.hasEquilibrium);
    m_learnsToExit->setChecked(plan.learnsToExit);
    m_matchesHidden->setChecked(plan.matchesHidden);
    m_epochs->setValue(plan.epochs);
    m_exitEpochs->setValue(plan.exitEpochs);
    m_rate->setValue(plan.rate);
    m_patience->setValue(inRange(plan.patience, m_patience));
}

int TrainForm::seeds() const
{
    return isCompression() ? 1 : m_seeds->value();
}

void TrainForm::setOfferedFolder(const QString& folder)
{
    m_offered = folder;
    update();
}

/// As typed; else a new folder named after the data and the regime.
QString TrainForm::outputFolder() const
{
    if (!m_output->path().isEmpty() || m_offered.isEmpty())
        return m_output->path();
    const QString source = QFileInfo(m_train->path()).baseName();
    const QString how = isCompression() ? QStringLiteral("slim") : regime();
    const QString name = source.isEmpty() ? how : source + u'-' + how;
    QString folder = QDir(m_offered).filePath(name);
    for (int number = 2; QFileInfo::exists(folder); ++number)
        folder = QDir(m_offered).filePath(QStringLiteral("%1-%2").arg(name).arg(number));
    return folder;
}

QString TrainForm::problem() const
{
    const QString files = problemOfFiles();
    if (!files.isEmpty())
        return files;
    const QString model = problemOfModel();
    if (!model.isEmpty())
        return model;
    if (outputFolder().isEmpty())
        return tr("Choose a folder for the result.");
    if (isTrainingFolder(outputFolder().toStdString()))
        return tr("There is a training in %1 already. Choose another folder, or open that one to go on with it.")
            .arg(QDir::toNativeSeparators(outputFolder()));
    return {};
}

QString TrainForm::problemOfFiles() const
{
    if (m_train->path().isEmpty() && !m_plan.hasFurtherSources)
        return tr("Choose a file to train on.");
    if (m_dev->path().isEmpty())
        return tr("Choose a dev file: by it the best weights are kept.");
    for (const auto* field : { m_train, m_dev, m_test, m_init, m_teacher })
        if (!field->path().isEmpty() && !QFileInfo::exists(field->path()))
            return tr("There is nothing at %1.").arg(field->path());
    for (const auto* field : { m_train, m_dev, m_test })
        if (QFileInfo(field->path()).isDir())
            return tr("%1 is a folder; data is a file.").arg(field->path());
    return {};
}

QString TrainForm::problemOfModel() const
{
    for (const auto* field : { m_init, m_teacher })
        if (!field->path().isEmpty() && !isModel(field->path()))
            return tr("%1 has no config.json: a model is a folder with one.").arg(field->path());
    if (isCompression()) {
        if (m_init->path().isEmpty() && m_teacher->path().isEmpty())
            return tr("Choose the model to compress, or a teacher that is fine-tuned already.");
        return {};
    }
    if (m_init->path().isEmpty() && m_hidden->value() % m_heads->value() != 0)
        return tr("A hidden width of %L1 cannot be shared out among %Ln head(s).", nullptr, m_heads->value()).arg(m_hidden->value());
    if (m_rate->value() <= 0)
        return tr("With a learning rate of 0 nothing is learnt.");
    return {};
}

void TrainForm::takeFiles(const QStringList& paths)
{
    for (const QString& path : paths) {
        const QFileInfo info(path);
        const QString name = info.fileName().toLower();
        if (info.isDir())
            m_init->setPath(path);
        else if (name.contains(QStringLiteral("train")))
            m_train->setPath(path);
        else if (name.contains(QStringLiteral("dev")) || name.contains(QStringLiteral("valid")))
            m_dev->setPath(path);
        else if (name.contains(QStringLiteral("test")))
            m_test->setPath(path);
        else
            for (PathField* field : { m_train, m_dev, m_test })
                if (field->path().isEmpty()) {
                    field->setPath(path);
                    break;
                }
    }
}

QJsonObject TrainForm::state() const
{
    Plan plan = this->plan();
    plan.output = m_output->path().toStdString();
    return { { QStringLiteral("plan"), QString::fromStdString(toJson(plan)) }, { QStringLiteral("seeds"), m_seeds->value() },
        { QStringLiteral("compresses"), isCompression() } };
}

void TrainForm::restore(const QJsonObject& state)
{
    const std::string json = state.value(QStringLiteral("plan")).toString().toStdString();
    if (json.empty())
        return;
    try {
        Plan plan = training::planFromJson(json, QDir::current().filePath(QStringLiteral("train.json")).toStdString());
        plan.kind = state.value(QStringLiteral("compresses")).toBool() ? Plan::Kind::Compress : Plan::Kind::Train;
        m_seeds->setValue(state.value(QStringLiteral("seeds")).toInt(1));
        setPlan(plan);
    } catch (const InputError&) {
        // Settings of another version: the form stays as it is.
    }
}

} // namespace exitscope::app

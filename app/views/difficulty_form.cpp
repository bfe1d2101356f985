#include "app/views/difficulty_form.h"

#include "app/plots/difficulty_plot.h"
#include "app/session/preferences.h"
#include "app/views/form_parts.h"
#include "app/views/path_field.h"
#include "widgets/theme/palette.h"

#include <QAction>
#include <QCheckBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>
#include <thread>

namespace exitscope::app {

namespace {

using difficulty::Predictor;

bool needsModel(Predictor predictor)
{
    return predictor == Predictor::LinearBackbone;
}

QString annotationFilter()
{
    return DifficultyForm::tr("Annotations and traces (*.tsv *.txt *.trace);;All files (*)");
}

} // namespace

DifficultyForm::DifficultyForm(QAction* start, QAction* fromTrace, QWidget* parent)
    : QWidget(parent)
    , m_train(new PathField(PathField::Kind::File, tr("What predictors learn from"), annotationFilter(), this))
    , m_test(new PathField(PathField::Kind::File, tr("What they are scored on"), annotationFilter(), this))
    , m_model(new PathField(PathField::Kind::Folder, tr("Model folder"), {}, this))
    , m_share(countBox(1, 99, 80, tr("Share to learn from"), tr("Texts that predictors learn from; the others test"), this))
    , m_seeds(countBox(1, 20, 3, tr("Seeds"), tr("Trainings of each predictor"), this))
    , m_epochs(countBox(0, 200, 0, tr("Epochs"), tr("Exactly so many, or until the loss on texts held out rises"), this))
    , m_problem(new QLabel(this))
{
    m_test->setPlaceholder(tr("a random part of the first"));
    m_model->setPlaceholder(tr("none: from scratch"));
    m_share->setSuffix(tr(" %", "percent, behind a number"));
    m_epochs->setSpecialValueText(tr("until it no longer helps"));
    for (const Predictor predictor : difficulty::allPredictors()) {
        auto* box = new QCheckBox(predictorTitle(predictor), this);
        box->setChecked(!needsModel(predictor) && predictor != Predictor::LinearMean);
        m_predictors.push_back(box);
        connect(box, &QCheckBox::toggled, this, &DifficultyForm::update);
    }
    m_predictors.front()->setEnabled(false); // what everything is held against
    buildLayout(start, fromTrace);
    for (auto* field : { m_train, m_test, m_model })
        connect(field, &PathField::changed, this, &DifficultyForm::update);
    for (auto* box : { m_share, m_seeds, m_epochs })
        connect(box, &QSpinBox::valueChanged, this, &DifficultyForm::update);
    update();
}

void DifficultyForm::buildLayout(QAction* start, QAction* fromTrace)
{
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("&Learn from:"), m_train);
    form->addRow(QString(), buttonFor(fromTrace, this));
    form->addRow(tr("&Test on:"), m_test);
    form->addRow(tr("S&hare:"), m_share);
    form->addRow(tr("&Model:"), m_model);
    form->addRow(tr("&Seeds:"), m_seeds);
    form->addRow(tr("&Epochs:"), m_epochs);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 6, 6);
    layout->addLayout(form);
    for (QCheckBox* box : m_predictors)
        layout->addWidget(box);
    m_problem->setWordWrap(true);
    m_problem->setTextFormat(Qt::PlainText);
    layout->addWidget(m_problem);
    layout->addWidget(buttonFor(start, this));
    layout->addStretch(1);
}

DifficultyRequest DifficultyForm::request() const
{
    DifficultyRequest request;
    request.train = m_train->path().toStdString();
    request.test = m_test->path().toStdString();
    request.share = m_share->value() / 100.0;
    request.options.predictors.clear();
    for (std::size_t i = 0; i < m_predictors.size(); ++i)
        if (m_predictors[i]->isChecked())
            request.options.predictors.push_back(difficulty::allPredictors()[i]);
    request.options.seeds = m_seeds->value();
    request.options.training.model = m_model->path().toStdString();
    request.options.training.epochs = m_epochs->value();
    const int threads = storedPreferences().threads;
    request.options.training.threads = threads > 0 ? threads : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return request;
}

QString DifficultyForm::problem() const
{
    const auto isThere = [](const PathField* field) { return QFileInfo::exists(field->path()); };
    if (m_train->path().isEmpty())
        return tr("Choose an annotation or a trace to learn from.");
    for (const auto* field : { m_train, m_test, m_model })
        if (!field->path().isEmpty() && !isThere(field))
            return tr("There is nothing at %1.").arg(field->path());
    const bool isTrace = m_train->path().endsWith(QStringLiteral(".trace")); // which may have embeddings of its own
    for (std::size_t i = 0; i < m_predictors.size(); ++i) {
        const Predictor predictor = difficulty::allPredictors()[i];
        const bool wantsModel = needsModel(predictor) || (predictor == Predictor::LinearMean && !isTrace);
        if (m_predictors[i]->isChecked() && wantsModel && m_model->path().isEmpty())
            return tr("“%1” reads a model; choose its folder.").arg(m_predictors[i]->text());
    }
    return {};
}

void DifficultyForm::takeFiles(const QStringList& paths)
{
    QStringList files;
    for (const QString& path : paths)
        if (QFileInfo(path).isDir())
            m_model->setPath(path);
        else
            files << path;
    if (files.isEmpty())
        return;
    const auto isTrain = [](const QString& path) { return QFileInfo(path).fileName().contains(QStringLiteral("train")); };
    if (files.size() > 1) {
        std::stable_partition(files.begin(), files.end(), isTrain);
        m_train->setPath(files[0]);
        m_test->setPath(files[1]);
    } else if (!m_train->path().isEmpty() && m_test->path().isEmpty() && isTrain(m_train->path()) && !isTrain(files[0])) {
        m_test->setPath(files[0]);
    } else {
        m_train->setPath(files[0]);
        m_test->setPath({});
    }
}

void DifficultyForm::showProblem(const QString& problem)
{
    QPalette colors = palette();
    colors.setColor(QPalette::WindowText, widgets::cautionColor(colors.color(QPalette::Window)));
    m_problem->setPalette(colors);
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

void DifficultyForm::update()
{
    m_share->setEnabled(m_test->path().isEmpty());
    showProblem(m_train->path().isEmpty() ? QString() : problem());
    Q_EMIT changed();
}

QJsonObject DifficultyForm::state() const
{
    QJsonArray predictors;
    for (const Predictor predictor : request().options.predictors)
        predictors << QLatin1String(difficulty::keyOf(predictor).data(), static_cast<int>(difficulty::keyOf(predictor).size()));
    return { { QStringLiteral("train"), m_train->path() }, { QStringLiteral("test"), m_test->path() },
        { QStringLiteral("model"), m_model->path() }, { QStringLiteral("share"), m_share->value() },
        { QStringLiteral("seeds"), m_seeds->value() }, { QStringLiteral("epochs"), m_epochs->value() },
        { QStringLiteral("predictors"), predictors } };
}

void DifficultyForm::restore(const QJsonObject& state)
{
    m_train->setPath(state.value(QStringLiteral("train")).toString());
    m_test->setPath(state.value(QStringLiteral("test")).toString());
    m_model->setPath(state.value(QStringLiteral("model")).toString());
    m_share->setValue(state.value(QStringLiteral("share")).toInt(m_share->value()));
    m_seeds->setValue(state.value(QStringLiteral("seeds")).toInt(m_seeds->value()));
    m_epochs->setValue(state.value(QStringLiteral("epochs")).toInt(m_epochs->value()));
    if (const auto predictors = state.value(QStringLiteral("predictors")).toArray(); !predictors.isEmpty())
        for (std::size_t i = 1; i < m_predictors.size(); ++i) {
            const auto key = difficulty::keyOf(difficulty::allPredictors()[i]);
            m_predictors[i]->setChecked(predictors.contains(QLatin1String(key.data(), static_cast<int>(key.size()))));
        }
}

} // namespace exitscope::app

#include "app/dialogs/execute_dialog.h"

#include "app/analysis/hash_text.h"
#include "app/analysis/pane_outcome.h"
#include "app/dialogs/path_box.h"
#include "app/session/settings.h"
#include "core/hashee/token_hash_file.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace exitscope::app {

namespace {

constexpr int usualBuckets = 6, usualPasses = 3, mostPasses = 99;

QString textOf(const QComboBox* box)
{
    return box->currentText().trimmed();
}

} // namespace

ExecuteDialog::ExecuteDialog(std::shared_ptr<const trace::Trace> trace, const std::optional<policy::PolicySpec>& point,
    engine::TraceRequest traced, const QStringList& models, const QStringList& datasets, QWidget* parent)
    : QDialog(parent)
    , m_trace(std::move(trace))
    , m_point(point)
    , m_traced(std::move(traced))
    , m_model(makePathBox(models, tr("Model"), this))
    , m_dataset(makePathBox(datasets, tr("Dataset"), this))
    , m_usePoint(new QRadioButton(this))
    , m_useHash(new QRadioButton(tr("A &hash of tokens"), this))
    , m_function(new QComboBox(this))
    , m_buckets(new QSpinBox(this))
    , m_seed(new QSpinBox(this))
    , m_passes(new QSpinBox(this))
    , m_corpus(new QLineEdit(this))
    , m_hash(new QWidget(this))
    , m_problem(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Execute a policy"));
    m_model->setEditText(QString::fromStdString(m_traced.model.string()));
    m_dataset->setEditText(QString::fromStdString(m_traced.data.string()));
    m_usePoint->setText(m_point ? tr("The &operating point, %1").arg(paneRule(*m_point)) : tr("The &operating point"));
    m_usePoint->setEnabled(m_point.has_value());
    (m_point ? m_usePoint : m_useHash)->setChecked(true);
    m_passes->setRange(1, mostPasses);
    m_passes->setValue(usualPasses);
    m_passes->setToolTip(tr("Wall time is the median of so many passes of the policy and of the full model, in turns"));
    m_problem->setWordWrap(true);
    buildHash();
    lay();
    for (QComboBox* box : { m_model, m_dataset })
        connect(box, &QComboBox::editTextChanged, this, &ExecuteDialog::check);
    connect(m_useHash, &QRadioButton::toggled, this, &ExecuteDialog::check);
    connect(m_function, &QComboBox::currentIndexChanged, this, &ExecuteDialog::check);
    connect(m_corpus, &QLineEdit::textChanged, this, &ExecuteDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void ExecuteDialog::buildHash()
{
    for (const auto function : hashee::allHashFunctions())
        m_function->addItem(hashTitle(function), static_cast<int>(function));
    m_function->setCurrentIndex(m_function->findData(static_cast<int>(hashee::HashFunction::Frequency)));
    const int layers = m_trace->fullLayers();
    m_buckets->setRange(1, layers);
    m_buckets->setValue(std::min(usualBuckets, layers));
    m_seed->setRange(0, 999'999);
    m_seed->setValue(1);
    m_seed->setToolTip(tr("Of the random functions, and of the clusters' first centres"));
    auto* browse = new QPushButton(tr("B&rowse…"), m_hash);
    browse->setAccessibleName(tr("Browse for a corpus"));
    auto* corpusRow = withBrowse(m_corpus, browse);
    auto* form = new QFormLayout(m_hash);
    form->setContentsMargins(24, 0, 0, 0);
    form->addRow(tr("&Function:"), m_function);
    form->addRow(tr("&Buckets:"), m_buckets);
    form->addRow(tr("&Seed:"), m_seed);
    form->addRow(tr("&Corpus to count:"), corpusRow);
    qobject_cast<QLabel*>(form->labelForField(corpusRow))->setBuddy(m_corpus);
    connect(browse, &QPushButton::clicked, this, &ExecuteDialog::browseCorpus);
}

void ExecuteDialog::lay()
{
    auto* explanation = new QLabel(tr("The model runs over the traced data once more, and what leaves is frozen: where tokens leave is "
                                      "then what really happens, and time is measured against the full model. The run is kept in the store."),
        this);
    explanation->setWordWrap(true);
    auto* browseModel = new QPushButton(tr("Bro&wse…"), this);
    auto* browseDataset = new QPushButton(tr("Brows&e…"), this);
    browseModel->setAccessibleName(tr("Browse for a model folder"));
    browseDataset->setAccessibleName(tr("Browse for a dataset file"));
    auto* modelRow = withBrowse(m_model, browseModel);
    auto* datasetRow = withBrowse(m_dataset, browseDataset);
    auto* places = new QFormLayout;
    places->addRow(tr("&Model folder:"), modelRow);
    places->addRow(tr("&Dataset file:"), datasetRow);
    qobject_cast<QLabel*>(places->labelForField(modelRow))->setBuddy(m_model);
    qobject_cast<QLabel*>(places->labelForField(datasetRow))->setBuddy(m_dataset);
    auto* passes = new QFormLayout;
    passes->addRow(tr("Timed &passes:"), m_passes);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Star&t"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(places);
    layout->addWidget(m_usePoint);
    layout->addWidget(m_useHash);
    layout->addWidget(m_hash);
    layout->addLayout(passes);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(m_buttons);
    connect(browseModel, &QPushButton::clicked, this, &ExecuteDialog::browseModel);
    connect(browseDataset, &QPushButton::clicked, this, &ExecuteDialog::browseDataset);
}

void ExecuteDialog::browseModel()
{
    if (const QString folder = askForModel(this); !folder.isEmpty())
        m_model->setEditText(folder);
}

void ExecuteDialog::browseDataset()
{
    if (const QString file = askForDataset(this, tr("Dataset file")); !file.isEmpty())
        m_dataset->setEditText(file);
}

void ExecuteDialog::browseCorpus()
{
    if (const QString file = askForDataset(this, tr("Corpus to count")); !file.isEmpty())
        m_corpus->setText(file);
}

bool ExecuteDialog::isHash() const
{
    return m_useHash->isChecked();
}

bool ExecuteDialog::hasSavedTable() const
{
    return QFileInfo::exists(QDir(textOf(m_model)).filePath(QLatin1String(hashee::tokenHashFile)));
}

QString ExecuteDialog::obstacle() const
{
    if (const QString problem = modelProblem(textOf(m_model)); !problem.isEmpty())
        return problem;
    if (const QString problem = datasetProblem(textOf(m_dataset)); !problem.isEmpty())
        return problem;
    if (!isHash())
        return {};
    const auto function = static_cast<hashee::HashFunction>(m_function->currentData().toInt());
    const QString corpus = m_corpus->text().trimmed();
    if (!corpus.isEmpty() && !QFileInfo(corpus).isFile())
        return tr("The corpus does not exist.");
    if (hashee::needsCorpus(function) && corpus.isEmpty() && !hasSavedTable())
        return tr("Choose a corpus to count, such as the training data: no table is kept with the model.");
    return {};
}

void ExecuteDialog::check()
{
    const auto function = static_cast<hashee::HashFunction>(m_function->currentData().toInt());
    m_hash->setEnabled(isHash());
    m_corpus->setEnabled(hashee::needsCorpus(function));
    m_corpus->setPlaceholderText(hasSavedTable() ? tr("the table kept with the model, where it is of this function and buckets")
                                                 : tr("training data"));
    const QString problem = obstacle();
    m_problem->setText(problem);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
}

engine::ExecuteRequest ExecuteDialog::request() const
{
    engine::ExecuteRequest request;
    request.input = m_traced;
    request.input.model = textOf(m_model).toStdString();
    request.input.data = textOf(m_dataset).toStdString();
    request.repeats = m_passes->value();
    request.batch1Examples = 0;
    if (!isHash()) {
        request.policies = { *m_point };
        return request;
    }
    const auto function = static_cast<hashee::HashFunction>(m_function->currentData().toInt());
    request.policies = { { "hash",
        { { "function", std::string(hashee::nameOf(function)) }, { "buckets", std::to_string(m_buckets->value()) },
            { "seed", std::to_string(m_seed->value()) } } } };
    if (const QString corpus = m_corpus->text().trimmed(); !corpus.isEmpty() && hashee::needsCorpus(function))
        request.hashCorpus = { corpus.toStdString() };
    return request;
}

} // namespace exitscope::app

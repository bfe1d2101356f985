#include "app/dialogs/hash_dialog.h"

#include "app/analysis/hash_text.h"
#include "app/dialogs/path_box.h"
#include "core/hashee/token_hash_file.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace exitscope::app {

HashDialog::HashDialog(const QStringList& models, const QStringList& datasets, QWidget* parent)
    : QDialog(parent)
    , m_model(makePathBox(models, tr("Model"), this))
    , m_function(new QComboBox(this))
    , m_corpus(makePathBox(datasets, tr("Corpus to count"), this))
    , m_buckets(new QSpinBox(this))
    , m_seed(new QSpinBox(this))
    , m_problem(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Make a hash of tokens"));
    for (const auto function : hashee::allHashFunctions())
        m_function->addItem(hashTitle(function), static_cast<int>(function));
    m_function->setCurrentIndex(m_function->findData(static_cast<int>(hashee::HashFunction::Frequency)));
    m_buckets->setRange(1, 1000);
    m_buckets->setValue(engine::TokenHashRequest().buckets);
    m_buckets->setToolTip(tr("How many layers tokens may leave after, evenly spread; at most as many as the model has"));
    m_seed->setRange(0, 999'999);
    m_seed->setValue(1);
    m_seed->setToolTip(tr("Of the random functions, and of the clusters' first centres"));
    m_corpus->setCurrentIndex(-1);
    m_problem->setWordWrap(true);
    lay();
    for (QComboBox* box : { m_model, m_corpus })
        connect(box, &QComboBox::editTextChanged, this, &HashDialog::check);
    connect(m_function, &QComboBox::currentIndexChanged, this, &HashDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void HashDialog::lay()
{
    auto* explanation = new QLabel(tr("A table that sends every vocabulary entry through a fixed number of layers, known before anything "
                                      "runs (HashEE). It is kept with the model, in the place of the one before."),
        this);
    explanation->setWordWrap(true);
    auto* browseModel = new QPushButton(tr("Bro&wse…"), this);
    auto* browseCorpus = new QPushButton(tr("Brows&e…"), this);
    browseModel->setAccessibleName(tr("Browse for a model folder"));
    browseCorpus->setAccessibleName(tr("Browse for a corpus"));
    auto* modelRow = withBrowse(m_model, browseModel);
    auto* corpusRow = withBrowse(m_corpus, browseCorpus);
    auto* form = new QFormLayout;
    form->addRow(tr("&Model folder:"), modelRow);
    form->addRow(tr("&Function:"), m_function);
    form->addRow(tr("&Buckets:"), m_buckets);
    form->addRow(tr("&Seed:"), m_seed);
    form->addRow(tr("&Corpus to count:"), corpusRow);
    qobject_cast<QLabel*>(form->labelForField(modelRow))->setBuddy(m_model);
    qobject_cast<QLabel*>(form->labelForField(corpusRow))->setBuddy(m_corpus);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Make"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(m_buttons);
    connect(browseModel, &QPushButton::clicked, this, [this] {
        if (const QString folder = askForModel(this); !folder.isEmpty())
            setModel(folder);
    });
    connect(browseCorpus, &QPushButton::clicked, this, [this] {
        if (const QString file = askForDataset(this, tr("Corpus to count")); !file.isEmpty())
            setCorpus(file);
    });
}

void HashDialog::setModel(const QString& folder)
{
    m_model->setEditText(folder);
}

void HashDialog::setCorpus(const QString& file)
{
    m_corpus->setEditText(file);
}

hashee::HashFunction HashDialog::function() const
{
    return static_cast<hashee::HashFunction>(m_function->currentData().toInt());
}

QString HashDialog::obstacle() const
{
    const QString model = m_model->currentText().trimmed();
    if (const QString problem = modelProblem(model); !problem.isEmpty())
        return problem;
    if (!QFileInfo(model).isDir())
        return tr("A table needs the model's folder, with its tokenizer.");
    const QString corpus = m_corpus->currentText().trimmed();
    if (hashee::needsCorpus(function()) && !QFileInfo(corpus).isFile())
        return corpus.isEmpty() ? tr("Choose a corpus to count, such as the training data.") : tr("The corpus does not exist.");
    return {};
}

void HashDialog::check()
{
    m_corpus->setEnabled(hashee::needsCorpus(function()));
    const QString problem = obstacle();
    m_problem->setText(problem);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
}

QString HashDialog::output() const
{
    return QDir(m_model->currentText().trimmed()).absoluteFilePath(QLatin1String(hashee::tokenHashFile));
}

engine::TokenHashRequest HashDialog::request() const
{
    engine::TokenHashRequest request;
    request.model = QFileInfo(m_model->currentText().trimmed()).absoluteFilePath().toStdString();
    request.function = function();
    request.buckets = m_buckets->value();
    request.seed = static_cast<std::uint32_t>(m_seed->value());
    if (hashee::needsCorpus(function()))
        request.corpus.files = { m_corpus->currentText().trimmed().toStdString() };
    return request;
}

} // namespace exitscope::app

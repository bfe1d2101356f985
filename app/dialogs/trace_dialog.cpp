#include "app/dialogs/trace_dialog.h"

#include "app/dialogs/path_box.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace exitscope::app {

TraceDialog::TraceDialog(
    const QStringList& models, const QStringList& datasets, const QString& outputFolder, QWidget* parent)
    : QDialog(parent)
    , m_outputFolder(outputFolder)
    , m_model(makePathBox(models, tr("Model"), this))
    , m_dataset(makePathBox(datasets, tr("Dataset"), this))
    , m_precision(new QComboBox(this))
    , m_textColumns(new QLineEdit(this))
    , m_labelColumn(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setWindowTitle(tr("Trace a model"));
    setAcceptDrops(true);
    m_precision->addItem(tr("32-bit floating point"), static_cast<int>(engine::Precision::F32));
    m_precision->addItem(tr("bfloat16, faster; checks itself on a sample"), static_cast<int>(engine::Precision::BF16));
    m_textColumns->setPlaceholderText(tr("found by itself; else names, separated by commas"));
    m_labelColumn->setPlaceholderText(tr("found by itself"));
    m_problem->setWordWrap(true);

    auto* browseModel = new QPushButton(tr("&Browse…"), this);
    auto* browseDataset = new QPushButton(tr("Bro&wse…"), this);
    browseModel->setAccessibleName(tr("Browse for a model folder"));
    browseDataset->setAccessibleName(tr("Browse for a dataset file"));
    auto* explanation = new QLabel(
        tr("One full pass of the dataset through the model, every exit recorded. Sweeps and everything you see then come "
           "from the trace, without running the model again."),
        this);
    explanation->setWordWrap(true);

    auto* form = new QFormLayout;
    auto* modelRow = withBrowse(m_model, browseModel);
    auto* datasetRow = withBrowse(m_dataset, browseDataset);
    form->addRow(tr("&Model folder:"), modelRow);
    form->addRow(tr("&Dataset file:"), datasetRow);
    form->addRow(tr("&Text columns:"), m_textColumns);
    form->addRow(tr("&Label column:"), m_labelColumn);
    form->addRow(tr("&Precision:"), m_precision);
    qobject_cast<QLabel*>(form->labelForField(modelRow))->setBuddy(m_model);
    qobject_cast<QLabel*>(form->labelForField(datasetRow))->setBuddy(m_dataset);

    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("&Start"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(m_buttons);

    connect(browseModel, &QPushButton::clicked, this, &TraceDialog::browseModel);
    connect(browseDataset, &QPushButton::clicked, this, &TraceDialog::browseDataset);
    connect(m_model, &QComboBox::editTextChanged, this, &TraceDialog::check);
    connect(m_dataset, &QComboBox::editTextChanged, this, &TraceDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    check();
}

void TraceDialog::setModel(const QString& folder)
{
    m_model->setEditText(folder);
}

void TraceDialog::setDataset(const QString& file)
{
    m_dataset->setEditText(file);
}

void TraceDialog::browseModel()
{
    if (const QString folder = askForModel(this); !folder.isEmpty())
        setModel(folder);
}

void TraceDialog::browseDataset()
{
    if (const QString file = askForDataset(this, tr("Dataset file")); !file.isEmpty())
        setDataset(file);
}

void TraceDialog::check()
{
    QString problem = modelProblem(m_model->currentText().trimmed());
    if (problem.isEmpty())
        problem = datasetProblem(m_dataset->currentText().trimmed());
    m_problem->setText(problem);
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(problem.isEmpty());
}

QString TraceDialog::outputPath() const
{
    const QString model = QFileInfo(QDir(m_model->currentText().trimmed()).absolutePath()).fileName();
    const QFileInfo dataset(m_dataset->currentText().trimmed());
    const QString name = model + u'-' + dataset.dir().dirName() + u'-' + dataset.completeBaseName();
    return QDir(m_outputFolder).filePath(name + QStringLiteral(".trace"));
}

engine::TraceRequest TraceDialog::request() const
{
    engine::TraceRequest request;
    request.model = m_model->currentText().trimmed().toStdString();
    request.data = m_dataset->currentText().trimmed().toStdString();
    request.output = outputPath().toStdString();
    for (const QString& column : m_textColumns->text().split(u',', Qt::SkipEmptyParts))
        request.textColumns.push_back(column.trimmed().toStdString());
    request.labelColumn = m_labelColumn->text().trimmed().toStdString();
    request.precision = static_cast<engine::Precision>(m_precision->currentData().toInt());
    return request;
}

void TraceDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void TraceDialog::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        const QFileInfo info(url.toLocalFile());
        if (info.isDir())
            setModel(info.filePath());
        else if (info.isFile())
            setDataset(info.filePath());
    }
}

} // namespace exitscope::app

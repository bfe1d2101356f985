#include "app/dialogs/path_box.h"

#include "app/session/settings.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

namespace exitscope::app {

namespace {

struct PathText
{
    Q_DECLARE_TR_FUNCTIONS(PathText)
};

} // namespace

QComboBox* makePathBox(const QStringList& paths, const QString& name, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(48);
    box->addItems(paths);
    box->setAccessibleName(name);
    return box;
}

QHBoxLayout* withBrowse(QWidget* box, QPushButton* button)
{
    auto* row = new QHBoxLayout;
    row->addWidget(box, 1);
    row->addWidget(button);
    return row;
}

QString askForModel(QWidget* parent)
{
    Settings settings;
    const QString kind = QStringLiteral("models");
    const QString folder = QFileDialog::getExistingDirectory(parent, PathText::tr("Model folder"), settings.lastFolder(kind));
    if (!folder.isEmpty())
        settings.setLastFolder(kind, QFileInfo(folder).path());
    return folder;
}

QString askForDataset(QWidget* parent, const QString& title)
{
    Settings settings;
    const QString kind = QStringLiteral("datasets");
    const QString file = QFileDialog::getOpenFileName(parent, title, settings.lastFolder(kind),
        PathText::tr("Datasets (*.tsv *.csv *.jsonl *.json *.txt *.conll *.conllu *.safetensors *.gz);;All files (*)"));
    if (!file.isEmpty())
        settings.setLastFolder(kind, QFileInfo(file).path());
    return file;
}

QString modelProblem(const QString& path)
{
    const QFileInfo model(path);
    if (path.isEmpty())
        return PathText::tr("Choose a model: a folder with config.json and weights, or a TorchScript file.");
    if (!model.exists())
        return PathText::tr("The model folder does not exist.");
    if (model.isDir() && !QFileInfo::exists(QDir(path).filePath(QStringLiteral("config.json"))))
        return PathText::tr("There is no config.json in the model folder.");
    return {};
}

QString datasetProblem(const QString& path)
{
    if (path.isEmpty())
        return PathText::tr("Choose a dataset: TSV, CSV, JSON lines, text, CoNLL or safetensors.");
    return QFileInfo(path).isFile() ? QString() : PathText::tr("The dataset file does not exist.");
}

} // namespace exitscope::app

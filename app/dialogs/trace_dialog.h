#pragma once

#include "core/engine/engine.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;

namespace exitscope::app {

/// Which model over which dataset. Models and datasets of the library are offered; others are browsed for or dropped.
class TraceDialog final : public QDialog
{
    Q_OBJECT

public:
    TraceDialog(const QStringList& models, const QStringList& datasets, const QString& outputFolder,
        QWidget* parent = nullptr);

    void setModel(const QString& folder);
    void setDataset(const QString& file);
    engine::TraceRequest request() const;

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void browseModel();
    void browseDataset();
    void check();
    QString outputPath() const;

    QString m_outputFolder;
    QComboBox* m_model;
    QComboBox* m_dataset;
    QComboBox* m_precision;
    QLineEdit* m_textColumns;
    QLineEdit* m_labelColumn;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

} // namespace exitscope::app

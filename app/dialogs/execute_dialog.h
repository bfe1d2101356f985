#pragma once

#include "core/engine/engine.h"
#include "core/trace/trace.h"

#include <QDialog>

#include <memory>
#include <optional>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QRadioButton;
class QSpinBox;

namespace exitscope::app {

/// Which policy is run over the data of the open trace: the operating point, or of words a hash of tokens. Model and data are those
/// that were traced, as far as they are known.
class ExecuteDialog final : public QDialog
{
    Q_OBJECT

public:
    /// `point`: the operating point, if there is one. `traced`: with what the trace was made (tracingOf()).
    ExecuteDialog(std::shared_ptr<const trace::Trace> trace, const std::optional<policy::PolicySpec>& point,
        engine::TraceRequest traced, const QStringList& models, const QStringList& datasets, QWidget* parent = nullptr);

    engine::ExecuteRequest request() const;

private:
    void buildPlaces(const QStringList& models, const QStringList& datasets);
    void buildHash();
    void lay();
    void browseModel();
    void browseDataset();
    void browseCorpus();
    void check();
    QString obstacle() const; ///< why it cannot start, a sentence; empty where it can
    bool isHash() const;
    bool hasSavedTable() const; ///< beside the chosen model

    std::shared_ptr<const trace::Trace> m_trace;
    std::optional<policy::PolicySpec> m_point;
    engine::TraceRequest m_traced;
    QComboBox *m_model, *m_dataset;
    QRadioButton *m_usePoint, *m_useHash;
    QComboBox* m_function;
    QSpinBox *m_buckets, *m_seed, *m_passes;
    QLineEdit* m_corpus;
    QWidget* m_hash;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

} // namespace exitscope::app

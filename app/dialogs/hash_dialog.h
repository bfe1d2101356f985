#pragma once

#include "core/engine/checkpoint/token_hash_builder.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QSpinBox;

namespace exitscope::app {

/// Which hash of tokens is made for which model, and what is counted for it. The table is kept with the model.
class HashDialog final : public QDialog
{
    Q_OBJECT

public:
    HashDialog(const QStringList& models, const QStringList& datasets, QWidget* parent = nullptr);

    void setModel(const QString& folder);
    void setCorpus(const QString& file);
    engine::TokenHashRequest request() const;
    QString output() const; ///< where the table is kept

private:
    void lay();
    void check();
    QString obstacle() const; ///< why it cannot start, a sentence; empty where it can
    hashee::HashFunction function() const;

    QComboBox *m_model, *m_function, *m_corpus;
    QSpinBox *m_buckets, *m_seed;
    QLabel* m_problem;
    QDialogButtonBox* m_buttons;
};

} // namespace exitscope::app

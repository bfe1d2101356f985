#pragma once

#include "app/analysis/hash_entries.h"
#include "app/jobs/quick_task.h"

#include <QDialog>

#include <memory>

class QLabel;
class QLineEdit;
class QTimer;

namespace exitscope::widgets {
class CopyableTable;
class PlotView;
}

namespace exitscope::app {

class HashEntriesModel;

/// The table of a hash of tokens: its entries to be searched and sorted, and how many types and occurrences leave after which
/// layer. Reads and arranges off the GUI thread.
class HashWindow final : public QDialog
{
    Q_OBJECT

public:
    /// `model`: the folder with the tokenizer.
    HashWindow(const QString& path, const QString& model, QWidget* parent = nullptr);

Q_SIGNALS:
    void failed(const QString& problem);
    void anotherWanted(const QString& model); ///< to be made for this model
    void exitsWanted(const QString& path);    ///< where it sends the words of the open trace

private:
    void lay(const QString& model);
    void take(std::shared_ptr<const HashEntries> entries);
    void arrange();

    QString m_path;
    QLabel *m_about, *m_note;
    widgets::PlotView* m_plot;
    QLineEdit* m_filter;
    widgets::CopyableTable* m_view;
    HashEntriesModel* m_model;
    QTimer* m_delay; ///< after the last letter of the filter
    HashColumn m_column = HashColumn::Id;
    bool m_isDescending = false;
    bool m_isShowing = false; ///< entries are being set: nobody asked to sort
    std::shared_ptr<const HashEntries> m_entries;
    QuickTask m_readTask, m_arrangeTask;
};

} // namespace exitscope::app

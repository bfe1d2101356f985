#pragma once

#include "core/store/run_filter.h"

#include <QSortFilterProxyModel>
#include <QString>

#include <memory>

namespace exitscope::app {

class LibraryModel;

/// What of the library is shown: runs by the filter language, everything else by its words alone. Groups always are.
class LibraryFilter final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit LibraryFilter(LibraryModel* model, QObject* parent = nullptr);

    /// False, and the filter before stays, where the text is not (yet) one; `problem` says why.
    bool setText(const QString& text);
    const QString& problem() const { return m_problem; }
    bool needsMetrics() const { return m_filter.needsMetrics(); }
    void setBest(std::shared_ptr<const store::BestMetrics> best);

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    LibraryModel* m_model;
    store::RunFilter m_filter;
    QString m_text, m_problem;
    std::shared_ptr<const store::BestMetrics> m_best = std::make_shared<const store::BestMetrics>();
};

} // namespace exitscope::app

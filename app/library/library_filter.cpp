#include "app/library/library_filter.h"

#include "app/library/library_model.h"
#include "core/error.h"

namespace exitscope::app {

LibraryFilter::LibraryFilter(LibraryModel* model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(model);
}

bool LibraryFilter::setText(const QString& text)
{
    try {
        m_filter = store::RunFilter::parse(text.toStdString());
    } catch (const InputError& error) {
        m_problem = QString::fromUtf8(error.what());
        return false;
    }
    m_problem.clear();
    m_text = text.trimmed();
    invalidateFilter();
    return true;
}

void LibraryFilter::setBest(std::shared_ptr<const store::BestMetrics> best)
{
    m_best = std::move(best);
    if (needsMetrics())
        invalidateFilter();
}

bool LibraryFilter::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    if (!parent.isValid() || m_filter.isEmpty())
        return true;
    const QModelIndex index = m_model->index(row, 0, parent);
    if (const auto* run = m_model->summaryAt(index))
        return m_filter.matches(*run, *m_best);
    return m_model->kindAt(index) != LibraryModel::Kind::Hint
        && index.data(Qt::DisplayRole).toString().contains(m_text, Qt::CaseInsensitive);
}

} // namespace exitscope::app

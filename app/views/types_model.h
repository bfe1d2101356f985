#pragma once

#include "app/analysis/unit_types.h"

#include <QAbstractTableModel>
#include <QColor>

#include <memory>

namespace exitscope::app {

/// Words or tags with how their tokens leave, in the order in which they were arranged. Sorting is asked for, not done here.
class TypesModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Content
    {
        std::shared_ptr<const UnitTypes> types;
        TypeKey key = TypeKey::Word;
        std::vector<TypeFigures> rows;
        bool hasRight = false, hasB = false;
        int layers = 1; ///< of the full model
    };

    explicit TypesModel(QObject* parent = nullptr);

    void setContent(Content content);
    const Content& content() const { return m_content; }
    TypeColumn columnAt(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    int placeOf(TypeColumn column) const; ///< 0 where it is not shown
    std::int32_t typeAt(int row) const { return m_content.rows[static_cast<std::size_t>(row)].type; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override; ///< tells, and waits for the next content

Q_SIGNALS:
    void sortWanted(exitscope::app::TypeColumn column, bool isDescending);

private:
    QString textOf(const TypeFigures& row, TypeColumn column) const;
    double numberOf(const TypeFigures& row, TypeColumn column) const;

    Content m_content;
    std::vector<TypeColumn> m_columns;
};

} // namespace exitscope::app

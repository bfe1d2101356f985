#pragma once

#include "app/jobs/quick_task.h"
#include "app/views/types_model.h"

#include <QJsonObject>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTabBar;
class QTimer;

namespace exitscope::widgets {
class CopyableTable;
}

namespace exitscope::app {

/// Beside the heatmap: which words, or tags, leave early. Counts, sorts and filters off the GUI thread, one pass at a time and
/// the newest last, so that a million tokens follow the operating point.
class TypesPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit TypesPanel(QWidget* parent = nullptr);

    void setTable(std::shared_ptr<const UnitTable> table); ///< null: none
    /// `layers`: of their exits.
    void setOutcomes(std::shared_ptr<const UnitOutcomes> a, std::shared_ptr<const UnitOutcomes> b, std::vector<int> layers);

    QSize sizeHint() const override;
    QJsonObject state() const;
    void restore(const QJsonObject& state);

Q_SIGNALS:
    void unitsChosen(const std::vector<std::int64_t>& units); ///< of the row that was chosen, ascending
    void nextWanted(); ///< of the chosen ones
    void stateChanged();
    void failed(const QString& problem);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Order
    {
        TypeColumn column = TypeColumn::Count;
        bool isDescending = true;
    };

    TypeKey key() const;
    void build();
    void count();
    void show(TypesModel::Content content);
    void narrowColumns();
    void choose(int row);

    QTabBar* m_keys;
    QLineEdit* m_filter;
    QLabel* m_note;
    widgets::CopyableTable* m_view;
    TypesModel* m_model;
    QTimer* m_delay; ///< after the last letter of the filter
    Order m_order;
    std::shared_ptr<const UnitTable> m_table;
    std::shared_ptr<const UnitTypes> m_types; ///< by key(); null until they are found
    std::shared_ptr<const UnitOutcomes> m_a, m_b;
    std::vector<int> m_layers;
    QuickTask m_typesTask, m_countTask;
    bool m_isCounting = false;
    bool m_isStale = false; ///< something changed while counting
    bool m_isShowing = false; ///< a content is being set: no row was chosen by a person
};

} // namespace exitscope::app

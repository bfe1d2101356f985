#pragma once

#include <QString>
#include <QWidget>

#include <vector>

class QTreeWidget;

namespace exitscope::widgets {

struct InspectorEntry
{
    QString key;
    QString value;
    QString help; ///< tool tip; may be empty
};

struct InspectorGroup
{
    QString title;
    std::vector<InspectorEntry> entries;
};

/// Keys and values in groups, selectable and copyable. While the keys stay the same, only values are redrawn, so
/// it can follow the scrubber.
class InspectorPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit InspectorPanel(QWidget* parent = nullptr);

    void setGroups(const std::vector<InspectorGroup>& groups);
    [[nodiscard]] QString selectionAsText() const; ///< TSV; everything where nothing is selected

    QSize sizeHint() const override;

public Q_SLOTS:
    void copySelection();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitKeys();
    [[nodiscard]] bool sameKeys(const std::vector<InspectorGroup>& groups) const;

    QTreeWidget* m_tree;
};

} // namespace exitscope::widgets

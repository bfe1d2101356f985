#pragma once

#include "core/examples/atlas.h"

#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace exitscope::app {

/// Who is right early and wrong at the end: bars by layer, class, length and tag. A bar that is clicked, or chosen with
/// Return, asks for the filter that finds its examples.
class AtlasPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit AtlasPanel(QWidget* parent = nullptr);

    void setAtlas(const examples::Atlas& atlas);
    void clear();

Q_SIGNALS:
    void filterChosen(const QString& filter);

private:
    void fill(int group, const std::vector<examples::AtlasBar>& bars, std::int64_t most);

    QLabel* m_summary;
    QTreeWidget* m_tree;
    std::vector<QTreeWidgetItem*> m_groups;
};

} // namespace exitscope::app

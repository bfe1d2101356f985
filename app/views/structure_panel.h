#pragma once

#include "core/engine/compression.h"
#include "core/training/kept_structure.h"
#include "widgets/plot/plot_model.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;

namespace exitscope::widgets {
class CopyableTable;
}

namespace exitscope::app {

class PlotPanel;

/// What a slimmed model keeps: the picture, and in numbers what it was and is.
class StructurePanel final : public QWidget
{
    Q_OBJECT

public:
    explicit StructurePanel(QWidget* parent = nullptr);

    /// `before` and `after`: of the whole models where they are known; what follows from the structure is always there.
    void setStructure(const training::KeptStructure& structure, const engine::ModelSize& before = {}, const engine::ModelSize& after = {});
    void clear();
    bool hasStructure() const { return m_structure != nullptr; }
    const std::shared_ptr<const training::KeptStructure>& structure() const { return m_structure; } ///< null: none
    PlotPanel* panel() const { return m_picture; }

Q_SIGNALS:
    void exportRequested();

private:
    std::shared_ptr<const training::KeptStructure> m_structure;
    PlotPanel* m_picture;
    QLabel* m_sentence;
    widgets::CopyableTable* m_table;
};

} // namespace exitscope::app

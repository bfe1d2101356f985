#pragma once

#include "widgets/panel/policy_info.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QListWidget;
class QListWidgetItem;
class QToolButton;

namespace exitscope::widgets {

/// The policies of a sweep in their order, each with what is to be tried of it; to be added to, doubled, removed and moved by
/// mouse and keyboard. Knows specifications, and of policies only what they are called.
class SweepList final : public QWidget
{
    Q_OBJECT

public:
    /// What a specification's policy is called.
    using TitleOf = std::function<QString(const QString& specification)>;
    explicit SweepList(TitleOf titleOf, QWidget* parent = nullptr);

    void setSpecifications(const QStringList& specifications); ///< the first is current then
    [[nodiscard]] QStringList specifications() const;
    [[nodiscard]] QString specification(int row) const;
    [[nodiscard]] int count() const;
    [[nodiscard]] int current() const; ///< -1 where there is none
    void setCurrent(int row);
    void insert(int row, const QString& specification); ///< and makes it current
    void replaceCurrent(const QString& specification);

public Q_SLOTS:
    void duplicateCurrent();
    void removeCurrent();
    void moveUp();
    void moveDown();

Q_SIGNALS:
    void addRequested();
    void changed(); ///< rows, their order or which is current

private:
    QToolButton* addButton(const QString& text, const QString& name, const QKeySequence& keys, void (SweepList::*slot)());
    void describe(QListWidgetItem* item) const;
    void moveBy(int rows);
    void tell();

    TitleOf m_titleOf;
    QListWidget* m_list;
    QToolButton* m_remove = nullptr;
    QToolButton* m_duplicate = nullptr;
    QToolButton* m_up = nullptr;
    QToolButton* m_down = nullptr;
};

} // namespace exitscope::widgets

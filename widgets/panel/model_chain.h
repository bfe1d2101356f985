#pragma once

#include <QStringList>
#include <QWidget>

#include <vector>

class QListWidget;
class QToolButton;

namespace exitscope::widgets {

/// A model that can be asked after the first one, in a cascade.
struct FurtherModel
{
    QString id; ///< handed back
    QString title;
    QString help;
};

/// Which further models are asked where those before are not sure: ticked ones, from top to bottom.
class ModelChain final : public QWidget
{
    Q_OBJECT

public:
    explicit ModelChain(QWidget* parent = nullptr);

    void setModels(const std::vector<FurtherModel>& models); ///< none is chosen
    [[nodiscard]] QStringList chosen() const; ///< ids in order
    /// Ticks these, in this order, above the others. What is not offered is left out.
    void choose(const QStringList& ids);

Q_SIGNALS:
    void chosenChanged();

private:
    void moveBy(int rows);
    void onChanged();

    QListWidget* m_list;
    QToolButton* m_up;
    QToolButton* m_down;
    QStringList m_told; ///< chosen() as it was last announced
};

} // namespace exitscope::widgets

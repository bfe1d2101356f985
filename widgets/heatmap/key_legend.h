#pragma once

#include <QColor>
#include <QWidget>

#include <vector>

namespace exitscope::widgets {

/// A legend of boxes with words behind them: as many as fit, the rest in the tool tip and for assistive tools.
class KeyLegend final : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        QColor color;
        QString sign; ///< drawn in the box, so that colour does not speak alone
        QString text;

        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit KeyLegend(QWidget* parent = nullptr);

    void setEntries(std::vector<Entry> entries);
    [[nodiscard]] const std::vector<Entry>& entries() const { return m_entries; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int boxWidth() const;
    [[nodiscard]] int entryWidth(const Entry& entry) const;

    std::vector<Entry> m_entries;
};

} // namespace exitscope::widgets

#pragma once

#include "core/report/run_settings.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace exitscope::app {

/// What runs were made with: rows are settings under a heading of their group, columns the runs, and at the end how one of
/// them stands to the baseline. Equal rows and ignored ones are left out unless they are asked for.
class CompareSettingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role { KeyRole = Qt::UserRole + 32, IsHeadingRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// `names` of the runs; `baseline` and `other` are indexes among them.
    void setRuns(std::vector<report::SettingRow> rows, QStringList names, int baseline, int other);
    void setEqualShown(bool isShown);
    void setIgnored(const QStringList& keys);
    const QStringList& ignored() const { return m_ignored; }
    int hiddenEqual() const { return m_hiddenEqual; } ///< rows left out because they are the same in all runs
    int hiddenIgnored() const { return m_hiddenIgnored; } ///< that differ, and are ignored

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    static QString titleOf(const std::string& key); ///< for people; unknown keys as they are

private:
    struct Line
    {
        int row = -1; ///< into m_rows; −1: the heading of `group`
        report::SettingGroup group = report::SettingGroup::Asked;
    };

    void arrange();
    QVariant cell(const report::SettingRow& row, int column, int role) const;

    std::vector<report::SettingRow> m_rows;
    QStringList m_names, m_ignored;
    std::vector<Line> m_lines;
    int m_baseline = 0, m_other = 1;
    int m_hiddenEqual = 0, m_hiddenIgnored = 0;
    bool m_isEqualShown = false;
};

} // namespace exitscope::app

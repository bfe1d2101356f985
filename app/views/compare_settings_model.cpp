#include "app/views/compare_settings_model.h"

#include <QFont>
#include <QHash>

namespace exitscope::app {

namespace {

constexpr int hashLength = 12; ///< of a SHA-256, enough to tell two apart at a glance

QString groupTitle(report::SettingGroup group)
{
    switch (group) {
    case report::SettingGroup::Asked:
        return CompareSettingsModel::tr("What was asked");
    case report::SettingGroup::ModelAndData:
        return CompareSettingsModel::tr("Model and data");
    case report::SettingGroup::Machine:
        return CompareSettingsModel::tr("Machine");
    }
    return {};
}

bool isHash(const std::string& key)
{
    return key.ends_with(".sha256");
}

} // namespace

QString CompareSettingsModel::titleOf(const std::string& key)
{
    static const QHash<QString, QString> titles {
        { QStringLiteral("kind"), tr("Kind") },
        { QStringLiteral("policies"), tr("Policies") },
        { QStringLiteral("seed"), tr("Seed") },
        { QStringLiteral("points"), tr("Operating points") },
        { QStringLiteral("model.name"), tr("Model") },
        { QStringLiteral("model.family"), tr("Model family") },
        { QStringLiteral("model.sha256"), tr("Model hash") },
        { QStringLiteral("dataset.name"), tr("Dataset") },
        { QStringLiteral("dataset.sha256"), tr("Dataset hash") },
        { QStringLiteral("task"), tr("Task") },
        { QStringLiteral("examples"), tr("Examples") },
        { QStringLiteral("units"), tr("Units") },
        { QStringLiteral("classes"), tr("Classes") },
        { QStringLiteral("labels"), tr("Labels") },
        { QStringLiteral("exit_layers"), tr("Exit layers") },
        { QStringLiteral("trace.sha256"), tr("Trace hash") },
        { QStringLiteral("trace.path"), tr("Trace file") },
        { QStringLiteral("machine"), tr("Computer") },
        { QStringLiteral("code_version"), tr("Exitscope version") },
        { QStringLiteral("options.padded_tokens"), tr("Padded to (tokens)") },
        { QStringLiteral("options.exact"), tr("Exact points kept") },
        { QStringLiteral("options.intervals.draws"), tr("Bootstrap draws") },
        { QStringLiteral("options.intervals.confidence"), tr("Confidence") },
        { QStringLiteral("options.intervals.seed"), tr("Bootstrap seed") },
    };
    const QString name = QString::fromStdString(key);
    return titles.value(name, name);
}

void CompareSettingsModel::setRuns(std::vector<report::SettingRow> rows, QStringList names, int baseline, int other)
{
    beginResetModel();
    m_rows = std::move(rows);
    m_names = std::move(names);
    m_baseline = baseline;
    m_other = other;
    arrange();
    endResetModel();
}

void CompareSettingsModel::setEqualShown(bool isShown)
{
    beginResetModel();
    m_isEqualShown = isShown;
    arrange();
    endResetModel();
}

void CompareSettingsModel::setIgnored(const QStringList& keys)
{
    beginResetModel();
    m_ignored = keys;
    arrange();
    endResetModel();
}

void CompareSettingsModel::arrange()
{
    m_lines.clear();
    m_hiddenEqual = m_hiddenIgnored = 0;
    for (int i = 0; i < static_cast<int>(m_rows.size()); ++i) {
        const auto& row = m_rows[static_cast<std::size_t>(i)];
        const bool differs = row.differs();
        if (m_ignored.contains(QString::fromStdString(row.key))) {
            m_hiddenIgnored += differs ? 1 : 0;
            continue;
        }
        if (!differs && !m_isEqualShown) {
            ++m_hiddenEqual;
            continue;
        }
        if (m_lines.empty() || m_lines.back().group != row.group)
            m_lines.push_back({ -1, row.group });
        m_lines.push_back({ i, row.group });
    }
}

int CompareSettingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int CompareSettingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() || m_names.isEmpty() ? 0 : static_cast<int>(m_names.size()) + 2;
}

QVariant CompareSettingsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    const bool isHeading = line.row < 0;
    if (role == IsHeadingRole)
        return isHeading;
    if (isHeading) {
        if (index.column() == 0 && (role == Qt::DisplayRole || role == Qt::AccessibleTextRole))
            return groupTitle(line.group);
        if (role == Qt::FontRole) {
            QFont font;
            font.setBold(true);
            return font;
        }
        return {};
    }
    return cell(m_rows[static_cast<std::size_t>(line.row)], index.column(), role);
}

QVariant CompareSettingsModel::cell(const report::SettingRow& row, int column, int role) const
{
    if (role == KeyRole)
        return QString::fromStdString(row.key);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignTop);
    const auto valueOf = [&row](int run) { return QString::fromStdString(row.values[static_cast<std::size_t>(run)]); };
    const int runs = static_cast<int>(m_names.size());
    if (role == Qt::FontRole && column > 0 && column <= runs && valueOf(column - 1) != valueOf(m_baseline)) {
        QFont font;
        font.setBold(true); // what is not as in the baseline
        return font;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (column == 0)
        return role == Qt::DisplayRole ? titleOf(row.key) : QString::fromStdString(row.key);
    if (column > runs)
        return QString::fromStdString(report::settingDelta(row.values[static_cast<std::size_t>(m_baseline)],
                                          row.values[static_cast<std::size_t>(m_other)]))
            .replace(u'-', QChar(role == Qt::DisplayRole ? 0x2212 : u'-'));
    const QString value = valueOf(column - 1);
    if (role == Qt::DisplayRole && isHash(row.key) && value.size() > hashLength)
        return QString(value.left(hashLength) + QChar(0x2026));
    return value.isEmpty() && role == Qt::DisplayRole ? QStringLiteral("–") : value;
}

QVariant CompareSettingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    if (section == 0)
        return tr("Setting");
    if (section > m_names.size())
        return m_other == m_baseline ? tr("Difference")
                                     : tr("“%1” against the baseline").arg(m_names.value(m_other));
    return section - 1 == m_baseline ? tr("%1 (baseline)").arg(m_names.value(section - 1)) : m_names.value(section - 1);
}

} // namespace exitscope::app

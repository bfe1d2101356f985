#include "app/session/session.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace exitscope::app {

namespace {
// A broken line must not make us allocate: more units than this are in no trace that we can open.
constexpr std::int64_t mostUnits = 100'000'000;
} // namespace

QString rangesText(const std::vector<std::int64_t>& ascending)
{
    QStringList parts;
    for (std::size_t first = 0; first < ascending.size();) {
        std::size_t last = first;
        while (last + 1 < ascending.size() && ascending[last + 1] == ascending[last] + 1)
            ++last;
        const QString low = QString::number(ascending[first]);
        parts << (last == first ? low : low + u'-' + QString::number(ascending[last]));
        first = last + 1;
    }
    return parts.join(u',');
}

std::vector<std::int64_t> parseRanges(const QString& text)
{
    std::vector<std::int64_t> values;
    if (text.isEmpty())
        return values;
    for (const QString& part : text.split(u',')) {
        const qsizetype dash = part.indexOf(u'-', 1);
        bool isLow = false, isHigh = false;
        const std::int64_t low = part.left(dash).toLongLong(&isLow);
        const std::int64_t high = dash < 0 ? low : part.mid(dash + 1).toLongLong(&isHigh);
        const bool isAscending = values.empty() || low > values.back();
        if (!isLow || (dash >= 0 && !isHigh) || low < 0 || high < low || high >= mostUnits || !isAscending)
            return {};
        for (std::int64_t value = low; value <= high; ++value)
            values.push_back(value);
    }
    return values;
}

QByteArray textOf(const OperatingPoint& point)
{
    QJsonObject others;
    for (const auto& [key, value] : point.others)
        others.insert(QString::fromStdString(key), QString::fromStdString(value));
    const QJsonObject object { { QStringLiteral("policy"), QString::fromStdString(point.policy) },
        { QStringLiteral("parameter"), QString::fromStdString(point.parameter) }, { QStringLiteral("value"), point.value },
        { QStringLiteral("others"), others } };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

OperatingPoint parsePoint(const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const QJsonValue value = object.value(QStringLiteral("value"));
    if (!value.isDouble() || !std::isfinite(value.toDouble()))
        return {};
    OperatingPoint point { object.value(QStringLiteral("policy")).toString().toStdString(),
        object.value(QStringLiteral("parameter")).toString().toStdString(), value.toDouble() };
    const QJsonObject others = object.value(QStringLiteral("others")).toObject();
    for (auto other = others.begin(); other != others.end(); ++other)
        point.others[other.key().toStdString()] = other.value().toString().toStdString();
    return point;
}

} // namespace exitscope::app

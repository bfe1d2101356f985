#include "app/views/point_json.h"

namespace exitscope::app {

QJsonObject toJson(const OperatingPoint& point)
{
    QJsonObject others;
    for (const auto& [key, value] : point.others)
        others.insert(QString::fromStdString(key), QString::fromStdString(value));
    return { { QStringLiteral("policy"), QString::fromStdString(point.policy) },
        { QStringLiteral("parameter"), QString::fromStdString(point.parameter) },
        { QStringLiteral("value"), QString::number(point.value, 'g', 17) }, { QStringLiteral("others"), others } };
}

std::optional<OperatingPoint> pointFrom(const QJsonObject& json)
{
    OperatingPoint point;
    point.policy = json.value(QStringLiteral("policy")).toString().toStdString();
    point.parameter = json.value(QStringLiteral("parameter")).toString().toStdString();
    bool isNumber = false;
    point.value = json.value(QStringLiteral("value")).toString().toDouble(&isNumber);
    const QJsonObject others = json.value(QStringLiteral("others")).toObject();
    for (auto other = others.begin(); other != others.end(); ++other)
        point.others[other.key().toStdString()] = other.value().toString().toStdString();
    if (!isNumber || point.policy.empty() || point.parameter.empty())
        return {};
    return point;
}

} // namespace exitscope::app

#include "app/session/outcome_choice.h"

#include <utility>

namespace exitscope::app {

namespace {

using Kind = OutcomeChoice::Kind;

const std::pair<Kind, const char*> kindKeys[]
    = { { Kind::Live, "live" }, { Kind::Pinned, "pinned" }, { Kind::Executed, "executed" }, { Kind::Table, "table" } };

} // namespace

QString keyOf(const OutcomeChoice& choice)
{
    for (const auto& [kind, name] : kindKeys)
        if (kind == choice.kind)
            return choice.id.isEmpty() ? QString::fromLatin1(name) : QLatin1String(name) + u':' + choice.id;
    return {};
}

std::optional<OutcomeChoice> choiceFrom(const QString& key)
{
    const QString id = key.section(u':', 1);
    for (const auto& [kind, name] : kindKeys)
        if (key.section(u':', 0, 0) == QLatin1String(name)
            && (kind == Kind::Executed || kind == Kind::Table) == !id.isEmpty())
            return OutcomeChoice { kind, id };
    return std::nullopt;
}

} // namespace exitscope::app

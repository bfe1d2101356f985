#include "core/calibration/sequence_family.h"

#include "core/calm/rule_range.h"
#include "core/error.h"
#include "core/generations/operating_points.h"
#include "core/policy/parameters.h"

#include <algorithm>
#include <optional>

namespace exitscope::calibration {

namespace {

using calm::GenerationRule;
using calm::TokenMeasure;
using generations::Generations;

/// What varies; empty for rules without an order of caution.
std::string keyOf(const GenerationRule& rule)
{
    switch (rule.measure) {
    case TokenMeasure::Full:
    case TokenMeasure::Oracle:
        return {};
    case TokenMeasure::Fixed:
        return "layer";
    case TokenMeasure::Margin:
    case TokenMeasure::Confidence:
    case TokenMeasure::Entropy:
    case TokenMeasure::Saturation:
    case TokenMeasure::Learned:
        return "threshold";
    }
    return {};
}

/// Grows with caution.
double cautionOf(const GenerationRule& rule)
{
    if (rule.measure == TokenMeasure::Fixed)
        return static_cast<double>(rule.layer);
    const auto threshold = static_cast<double>(rule.threshold);
    return rule.measure == TokenMeasure::Entropy ? -threshold : threshold;
}

/// Whether no token is meant to leave, whatever rounding or a decay makes of it.
bool isDisabled(const GenerationRule& rule, std::int64_t layers)
{
    if (rule.measure == TokenMeasure::Fixed)
        return rule.layer >= layers;
    return rule.measure == TokenMeasure::Entropy ? rule.threshold <= 0 : rule.threshold >= 1;
}

std::string withoutKey(const std::string& rule, const std::string& key)
{
    auto spec = generations::specOf(rule);
    spec.parameters.erase(key);
    return spec.text();
}

struct Member
{
    GenerationRule rule;
    std::size_t point = 0;
};

SequenceFamily familyOf(const std::string& name, const std::vector<Member>& members, std::int64_t layers)
{
    SequenceFamily family { name, keyOf(members.front().rule), {}, {}, {} };
    for (const auto& member : members) {
        auto spec = generations::specOf(member.rule.text());
        if (isDisabled(member.rule, layers)) {
            family.disabled.push_back(spec.parameters.at(family.key));
            continue;
        }
        family.settings.push_back(std::move(spec));
        family.points.push_back(member.point);
    }
    return family;
}

/// A rule of the file with its points, the safest first.
struct Group
{
    std::string name;
    std::vector<Member> members;
};

std::vector<Group> groupsOf(const Generations& generations)
{
    std::vector<Group> groups;
    for (std::size_t i = 0; i < generations.points.size(); ++i) {
        const auto rule = calm::parseGenerationRule(generations.points[i].rule);
        const auto key = keyOf(rule);
        if (key.empty())
            continue;
        const auto name = withoutKey(rule.text(), key);
        auto found = std::ranges::find(groups, name, &Group::name);
        if (found == groups.end())
            found = groups.insert(groups.end(), { name, {} });
        found->members.push_back({ rule, i });
    }
    for (auto& group : groups)
        std::ranges::stable_sort(group.members, std::greater<>(), [](const Member& member) { return cautionOf(member.rule); });
    return groups;
}

std::string namesOf(const std::vector<Group>& groups)
{
    std::string names;
    for (const auto& group : groups)
        names += (names.empty() ? "" : ", ") + group.name;
    return names;
}

/// The text of a rule split into what names it and the values that vary.
struct Asked
{
    std::string name; ///< without the varying key
    std::string grid;
};

Asked askedOf(std::string_view policy, std::string_view grid)
{
    auto spec = generations::specOf(std::string(policy));
    Asked asked { {}, std::string(grid) };
    for (const char* key : { "threshold", "layer" })
        if (const auto found = spec.parameters.find(key); found != spec.parameters.end()) {
            if (!grid.empty())
                throw InputError("the grid of " + std::string(key) + " is given twice", "give it in the policy or as the grid");
            asked.grid = found->second;
            spec.parameters.erase(found);
        }
    if (spec.name == "full" || spec.name == "oracle")
        return { spec.name, {} };
    const std::string value = spec.name == "fixed" ? "layer=1" : "threshold=0.5";
    const auto colon = spec.parameters.empty() ? ":" : ",";
    const auto rule = calm::parseGenerationRule(spec.text() + colon + value); // what it leaves out gets its usual values
    asked.name = withoutKey(rule.text(), keyOf(rule));
    return asked;
}

const Group& groupNamed(const Generations& generations, const std::vector<Group>& groups, const std::string& name)
{
    if (const auto found = std::ranges::find(groups, name, &Group::name); found != groups.end())
        return *found;
    const Group* like = nullptr;
    for (const auto& group : groups)
        if (group.name.substr(0, group.name.find(':')) == name) {
            if (like)
                throw InputError(generations.path, "it has several rules called " + name,
                    "name one in full; there are " + namesOf(groups));
            like = &group;
        }
    if (like)
        return *like;
    throw InputError(generations.path, "it has no rule " + name + " with settings in order of caution",
        groups.empty() ? "write some with exitscope generate --out" : "there are " + namesOf(groups));
}

/// The members that a grid asks for, in its order.
std::vector<Member> gridded(const Generations& generations, const Group& group, const std::string& grid)
{
    const auto key = keyOf(group.members.front().rule);
    const std::string text = group.name + (group.name.find(':') == std::string::npos ? ":" : ",") + key + "=" + grid;
    std::vector<Member> members;
    for (const auto& rule : calm::parseGenerationRules(text)) {
        const auto found = std::ranges::find(group.members, rule, &Member::rule);
        if (found == group.members.end())
            throw InputError(generations.path, "it has no texts of " + rule.text(),
                "let exitscope generate --out write them, or leave that value out");
        if (!members.empty() && !(cautionOf(rule) < cautionOf(members.back().rule))) {
            const bool isEntropy = rule.measure == TokenMeasure::Entropy;
            const auto valueOf = [&](const GenerationRule& one) { return generations::specOf(one.text()).parameters.at(key); };
            throw InputError("the grid of " + key + (isEntropy ? " does not ascend: " : " does not descend: ") + valueOf(rule)
                    + " follows " + valueOf(members.back().rule),
                std::string("start at the safest value, ") + (isEntropy ? "the smallest, as 0.1|0.5|1" : "the largest, as 0.95:0.5:10"));
        }
        members.push_back(*found);
    }
    return members;
}

} // namespace

std::vector<SequenceFamily> sequenceFamilies(const Generations& generations)
{
    std::vector<SequenceFamily> families;
    for (const auto& group : groupsOf(generations))
        if (auto family = familyOf(group.name, group.members, generations.settings.layers); !family.settings.empty())
            families.push_back(std::move(family));
    return families;
}

SequenceFamily sequenceFamily(const Generations& generations, std::string_view policy, std::string_view grid)
{
    const auto groups = groupsOf(generations);
    if (policy.empty() && groups.size() != 1)
        throw InputError(generations.path, groups.empty() ? "it has no rule with settings in order of caution" : "it has several rules",
            groups.empty() ? "write some with exitscope generate --out" : "name one with --policy; there are " + namesOf(groups));
    const auto asked = policy.empty() ? Asked { groups.front().name, std::string(grid) } : askedOf(policy, grid);
    const auto& group = groupNamed(generations, groups, asked.name);
    auto family = familyOf(group.name, asked.grid.empty() ? group.members : gridded(generations, group, asked.grid),
        generations.settings.layers);
    if (family.settings.empty())
        throw InputError(generations.path, "the only setting of " + family.rule + " is the full model",
            "let exitscope generate --out write bolder ones");
    return family;
}

} // namespace exitscope::calibration

#include "tests/gui/sample_policies.h"

namespace exitscope::widgets::samples {

namespace {

ParameterInfo parameter(const QString& key, const QString& title, const QString& help)
{
    ParameterInfo info;
    info.key = key;
    info.title = title;
    info.help = help;
    return info;
}

} // namespace

std::vector<PolicyInfo> policies()
{
    ParameterInfo threshold = parameter(QStringLiteral("threshold"), QStringLiteral("Threshold"),
        QStringLiteral("Leaves where the entropy is below it; exact tries every distinct outcome."));
    threshold.isSweepable = threshold.hasExact = true;
    threshold.exits = 4;
    ParameterInfo normalised = parameter(QStringLiteral("normalised"), QStringLiteral("Divide by ln C"), {});
    normalised.kind = ParameterKind::Flag;
    normalised.defaultValue = QStringLiteral("false");
    ParameterInfo first = parameter(QStringLiteral("first_exit"), QStringLiteral("First exit"),
        QStringLiteral("No exit before this layer."));
    first.kind = ParameterKind::Integer;
    first.low = 1;
    first.high = 12;
    first.defaultValue = QStringLiteral("1");
    ParameterInfo patience = parameter(QStringLiteral("patience"), QStringLiteral("Patience"),
        QStringLiteral("Consecutive exits that agree."));
    patience.kind = ParameterKind::Integer;
    patience.low = 1;
    patience.high = 11;
    patience.isSweepable = true;
    ParameterInfo kind = parameter(QStringLiteral("kind"), QStringLiteral("Kind"), {});
    kind.kind = ParameterKind::Choice;
    kind.choices = { QStringLiteral("correct"), QStringLiteral("agree") };
    kind.isSweepable = true;

    std::vector<PolicyInfo> all(4);
    all[0].name = QStringLiteral("entropy");
    all[0].title = QStringLiteral("Entropy");
    all[0].help = QStringLiteral("Leaves at the first exit whose prediction has little entropy.");
    all[0].parameters = { threshold, normalised, first };
    all[1].name = QStringLiteral("patience");
    all[1].title = QStringLiteral("Patience");
    all[1].help = QStringLiteral("Leaves when the prediction has not changed for a while.");
    all[1].parameters = { patience, first };
    all[2].name = QStringLiteral("oracle");
    all[2].title = QStringLiteral("Oracle");
    all[2].help = QStringLiteral("The best that any rule could do.");
    all[2].parameters = { kind };
    all[3].name = QStringLiteral("learned");
    all[3].title = QStringLiteral("Learned exits");
    all[3].parameters = { threshold };
    all[3].isOffered = false;
    all[3].reason = QStringLiteral("This trace has no scores of a learned exit module.");
    return all;
}

} // namespace exitscope::widgets::samples

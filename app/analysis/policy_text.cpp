#include "app/analysis/policy_text.h"

#include "core/policy/policy.h"

#include <QCoreApplication>

namespace exitscope::app {

namespace {

/// Every title and help of the registry, for the translators' tools, which read no core; a test holds both together.
constexpr const char* texts[] = {
    QT_TRANSLATE_NOOP("PolicyText", "Fixed layer"),
    QT_TRANSLATE_NOOP("PolicyText", "Everything leaves at one layer: the static baseline, and the accuracy of each exit."),
    QT_TRANSLATE_NOOP("PolicyText", "Layer"),
    QT_TRANSLATE_NOOP("PolicyText", "The layer of the exit, counted from 1."),
    QT_TRANSLATE_NOOP("PolicyText", "First exit"),
    QT_TRANSLATE_NOOP("PolicyText", "The first layer at which a unit may leave, counted from 1."),
    QT_TRANSLATE_NOOP("PolicyText", "Exit every"),
    QT_TRANSLATE_NOOP("PolicyText", "Use every k-th exit only, counted from the first one. The last exit is always used."),
    QT_TRANSLATE_NOOP("PolicyText", "Entropy"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Leaves at the first exit whose output distribution has an entropy below the threshold "
        "(DeeBERT, ElasticBERT, COST-EFF); normalised by ln C it is FastBERT's uncertainty."),
    QT_TRANSLATE_NOOP("PolicyText", "Threshold"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Entropy in nats below which a unit leaves; 0 to ln C (0.693 for two classes). 0 and -1: none "
        "leaves early; from ln C on all leave at once."),
    QT_TRANSLATE_NOOP("PolicyText", "Normalised"),
    QT_TRANSLATE_NOOP("PolicyText", "Divide the entropy by ln C, so that thresholds of tasks can be compared."),
    QT_TRANSLATE_NOOP("PolicyText", "Ensemble"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Score and answer come from this exit alone (none), or from the mean of all allowed exits so "
        "far: plain, weighted 1, 2, 3, … towards the deeper ones, or geometric."),
    QT_TRANSLATE_NOOP("PolicyText", "Confidence"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Leaves at the first exit whose largest probability is above the threshold (BranchyNet-style "
        "confidence, CascadeBERT); temperatures calibrate the exits first (Schwartz et al. 2020)."),
    QT_TRANSLATE_NOOP("PolicyText", "Largest probability above which a unit leaves; 1/C to 1."),
    QT_TRANSLATE_NOOP("PolicyText", "Temperature"),
    QT_TRANSLATE_NOOP("PolicyText", "Logits are divided by it before softmax; one value, or one per exit as 1.2;1.1;1."),
    QT_TRANSLATE_NOOP("PolicyText", "Margin"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Leaves at the first exit whose two largest probabilities differ by at least the threshold "
        "(CALM's softmax response)."),
    QT_TRANSLATE_NOOP("PolicyText", "Top-two difference from which a unit leaves; 0 to 1."),
    QT_TRANSLATE_NOOP("PolicyText", "Patience"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Leaves when an exit's answer has agreed with the one before it this many times in a row "
        "(PABEE)."),
    QT_TRANSLATE_NOOP("PolicyText", "Agreements in a row; the earliest exit is one after that many. 0 means the full model."),
    QT_TRANSLATE_NOOP("PolicyText", "Tolerance"),
    QT_TRANSLATE_NOOP("PolicyText", "Regression only: consecutive values agree when they differ by less than this."),
    QT_TRANSLATE_NOOP("PolicyText", "Vote"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Every exit passed votes for its class; leaves when one class has this many votes, with that "
        "class (ensemble of internal classifiers, Sun et al. 2021). At the last exit the vote of all "
        "of them decides."),
    QT_TRANSLATE_NOOP("PolicyText", "Votes"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Votes of one class from which a unit leaves. 1 is the first exit; more than there are exits "
        "never leaves early."),
    QT_TRANSLATE_NOOP("PolicyText", "Saturation"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Leaves at the first exit, from the second on, whose state is at least this similar (cosine) "
        "to the one a layer below (CALM)."),
    QT_TRANSLATE_NOOP("PolicyText", "Cosine from which a unit leaves; 0.9 to 0.9999 is the useful range."),
    QT_TRANSLATE_NOOP("PolicyText", "Learned exit"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Leaves at the first exit whose learned module gives at least this score: the certainty 1 − u "
        "of BERxiT's learning-to-exit unit, or the score of CALM's exit classifier (\"learned_kind\" "
        "in the trace says which). BERxiT's threshold τ on the uncertainty, u < τ, is threshold = 1 − "
        "τ here."),
    QT_TRANSLATE_NOOP("PolicyText", "Score from which a unit leaves; as a rule 0 to 1."),
    QT_TRANSLATE_NOOP("PolicyText", "Hash of the input"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Each example's layer is fixed by the input before the first layer runs, so only the head "
        "used is run (HashEE's sentence-level variant)."),
    QT_TRANSLATE_NOOP("PolicyText", "Function"),
    QT_TRANSLATE_NOOP("PolicyText",
        "length: equally many examples to a bucket, the shortest first. text: a 64-bit hash of the "
        "UTF-8 text. cluster: k-means of the mean word embeddings, the largest cluster first."),
    QT_TRANSLATE_NOOP("PolicyText", "Buckets"),
    QT_TRANSLATE_NOOP("PolicyText", "How many; where layers are given, as many as these."),
    QT_TRANSLATE_NOOP("PolicyText", "Layers"),
    QT_TRANSLATE_NOOP("PolicyText",
        "The layer of each bucket, as 2;4;6; auto spreads the buckets evenly over the exits, the "
        "first one shallowest."),
    QT_TRANSLATE_NOOP("PolicyText", "Seed"),
    QT_TRANSLATE_NOOP("PolicyText", "Of the text's hash, and of the clusters' first centres."),
    QT_TRANSLATE_NOOP("PolicyText", "Cascade"),
    QT_TRANSLATE_NOOP("PolicyText",
        "Complete models one after the other, each from scratch: the first whose largest probability "
        "is above the threshold answers, and the costs of all that ran add up (CascadeBERT). Needs "
        "one trace per model."),
    QT_TRANSLATE_NOOP("PolicyText", "Largest probability above which a model's answer is taken; one value, or one per model."),
    QT_TRANSLATE_NOOP("PolicyText", "Oracle"),
    QT_TRANSLATE_NOOP("PolicyText",
        "An upper bound that no rule can reach: leaves at the first exit that is right (correct), or "
        "that already says what the full model will say (agree; CALM)."),
    QT_TRANSLATE_NOOP("PolicyText", "Kind"),
    QT_TRANSLATE_NOOP("PolicyText", "correct needs labels; agree compares with the last exit."),
    QT_TRANSLATE_NOOP("PolicyText", "Cheap failure"),
    QT_TRANSLATE_NOOP("PolicyText", "correct only: a unit that no exit gets right leaves at the first exit, not at the last."),
    QT_TRANSLATE_NOOP("PolicyText", "Regression only: two values are the same when they differ by less than this."),
};

} // namespace

QString policyText(const std::string& english)
{
    return QCoreApplication::translate("PolicyText", english.c_str());
}

QString policyTitle(const std::string& policy)
{
    for (const auto* type : policy::allPolicies())
        if (type->info.name == policy)
            return policyText(type->info.title);
    return QString::fromStdString(policy);
}

QString parameterTitle(const std::string& policy, const std::string& key)
{
    for (const auto* type : policy::allPolicies())
        if (type->info.name == policy)
            for (const auto& parameter : type->info.parameters)
                if (parameter.key == key)
                    return policyText(parameter.title);
    return QString::fromStdString(key);
}

std::span<const char* const> translatedPolicyTexts()
{
    return texts;
}

} // namespace exitscope::app

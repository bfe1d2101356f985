#include "app/analysis/hash_text.h"

#include <QCoreApplication>

namespace exitscope::app {

namespace {

struct HashText
{
    Q_DECLARE_TR_FUNCTIONS(HashText)
};

} // namespace

QString hashTitle(hashee::HashFunction function)
{
    switch (function) {
    case hashee::HashFunction::RandomConsistent:
        return HashText::tr("random, a token always the same");
    case hashee::HashFunction::RandomInconsistent:
        return HashText::tr("random, at every place anew");
    case hashee::HashFunction::Frequency:
        return HashText::tr("frequency");
    case hashee::HashFunction::MutualInformation:
        return HashText::tr("mutual information");
    case hashee::HashFunction::Clustered:
        return HashText::tr("clusters of embeddings");
    }
    return {};
}

std::optional<hashee::HashFunction> tokenHashOf(const policy::PolicySpec& spec)
{
    const auto function = spec.parameters.find("function");
    if (spec.name != "hash" || function == spec.parameters.end())
        return std::nullopt;
    return hashee::hashFunctionNamed(function->second);
}

QString hashText(hashee::HashFunction function, int buckets)
{
    return HashText::tr("hash by %1, %Ln bucket(s)", nullptr, buckets).arg(hashTitle(function));
}

} // namespace exitscope::app

#pragma once

#include <QString>

#include <span>
#include <string>

namespace exitscope::app {

/// A title or help of a policy or of its parameter, in the person's language. The core knows no languages: its words
/// are the keys.
QString policyText(const std::string& english);

/// The title of a policy, and of its parameter, in the language of the moment; the name itself where the registry has none.
QString policyTitle(const std::string& policy);
QString parameterTitle(const std::string& policy, const std::string& key);

/// What has an entry in the translations: all that the registry says.
std::span<const char* const> translatedPolicyTexts();

} // namespace exitscope::app

#pragma once

#include <QString>

#include <span>
#include <string>

namespace exitscope::app {

/// A title or help of a policy or of its parameter, in the person's language. The core knows no languages: its words
/// are the keys.
QString policyText(const std::string& english);

/// What has an entry in the translations: all that the registry says.
std::span<const char* const> translatedPolicyTexts();

} // namespace exitscope::app

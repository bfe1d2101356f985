#pragma once

#include <map>
#include <string>
#include <string_view>

namespace exitscope::figure {

/// The files attached to a PDF, by name. Reads PDFs with a cross-reference table, plain or Flate-packed attachments: what
/// Qt writes, also after an incremental update; a PDF made otherwise, or encrypted, gives none. Throws InputError where
/// the file contradicts itself.
std::map<std::string, std::string> pdfAttachments(std::string_view pdf);

} // namespace exitscope::figure

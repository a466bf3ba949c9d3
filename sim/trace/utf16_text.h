// UTF-16 → UTF-8: a spreadsheet's "Unicode text" and what Windows PowerShell's `>` writes. Told by its byte order mark,
// or by the zeros of its first 32 letters.
#pragma once

#include "sim/trace/file_text.h"

#include <stop_token>
#include <string>
#include <string_view>

namespace coldframe {

bool isUtf16(std::string_view bytes);
// Halves of pairs that stand alone, and a byte too many at the end, become U+FFFD. Errors: Interrupted, and what
// GatheredText says.
Result<FileText> textOfUtf16(std::string_view bytes, const std::stop_token& stop = {});

// One code point, below 0x110000 and no surrogate.
void appendUtf8(std::string& out, unsigned point);

} // namespace coldframe

// Foreign text inside a message: in double quotes, cut after `most` bytes (never inside a UTF-8 character) and with
// everything that is not plain text (control characters, bytes that are not UTF-8) shown as \xNN, so that neither a
// terminal nor a JSON writer is upset by what stood in a file.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace coldframe {

std::string inQuotes(std::string_view text, std::size_t most = 60);

} // namespace coldframe

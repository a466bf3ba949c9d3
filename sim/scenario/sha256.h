// SHA-256 (FIPS 180-4), to name documents by their content. Not used for secrets.
#pragma once

#include <string>
#include <string_view>

namespace coldframe {

std::string sha256(std::string_view text); // 64 lower-case hexadecimal digits

} // namespace coldframe

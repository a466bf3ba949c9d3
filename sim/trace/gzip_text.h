// gzip members (RFC 1952) → bytes, for logs as they are exported and archived.
#pragma once

#include "sim/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace coldframe {

bool isGzip(std::string_view bytes); // begins like a member
// Errors (Input): damaged or cut off, or more than `most` bytes once unpacked; memory stays within `most`.
Result<std::string> decompressGzip(std::string_view bytes, std::size_t most);

} // namespace coldframe

// Bytes ⇄ Zstandard frames (RFC 8878), for traces on disk.
#pragma once

#include "sim/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace coldframe {

bool isZstd(std::string_view bytes); // begins like a frame
std::string compressZstd(std::string_view bytes);
// Errors (Input): not such data, damaged or cut off, or more than `most` bytes once unpacked; memory stays within
// `most`.
Result<std::string> decompressZstd(std::string_view bytes, std::size_t most);

} // namespace coldframe

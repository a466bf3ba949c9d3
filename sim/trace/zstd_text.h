// Bytes → a Zstandard frame (RFC 8878), for traces on disk; unpack.h is the way back.
#pragma once

#include <string>
#include <string_view>

namespace coldframe {

bool isZstd(std::string_view bytes); // begins like a frame
std::string compressZstd(std::string_view bytes);

} // namespace coldframe

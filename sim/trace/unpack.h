// Compressed files → their bytes: gzip members (RFC 1952) and Zstandard frames (RFC 8878), found by their first bytes,
// several after each other allowed, as logs are exported and archived. What unpacks to more than is allowed is refused
// with the figure, whatever its header claims; a file that is cut off or damaged gives what came before the break.
#pragma once

#include "sim/trace/file_text.h"

#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

namespace coldframe {

bool isGzip(std::string_view bytes);
bool isPacked(std::string_view bytes); // gzip or Zstandard

struct Unpacked {
  FileText bytes;
  std::string broken; // why it ends early, "the compressed data is cut off after 1,234 bytes"; empty: it is whole
};

// Errors (Input): more than `most` bytes; not one byte could be unpacked. Interrupted: stopped.
Result<Unpacked> unpack(std::string_view bytes, std::size_t most, const std::stop_token& stop = {});

} // namespace coldframe

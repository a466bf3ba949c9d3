#include "sim/trace/zstd_text.h"

#include <zstd.h>

#include <cassert>

namespace coldframe {

namespace {

constexpr int kLevel = 9;

} // namespace

bool isZstd(std::string_view bytes) {
  return bytes.starts_with("\x28\xB5\x2F\xFD");
}

std::string compressZstd(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), kLevel);
  assert(ZSTD_isError(size) == 0);
  out.resize(size);
  return out;
}

} // namespace coldframe

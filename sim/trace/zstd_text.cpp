#include "sim/trace/zstd_text.h"

#include <zstd.h>

#include <algorithm>
#include <cassert>
#include <memory>

namespace coldframe {

namespace {

constexpr int kLevel = 9;
constexpr int kMostWindowBits = 27; // 128 MiB, what the format asks every reader to allow

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

Result<std::string> decompressZstd(std::string_view bytes, std::size_t most) {
  const std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream(ZSTD_createDStream(), &ZSTD_freeDStream);
  if (!stream || ZSTD_isError(ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, kMostWindowBits)) != 0)
    return failure(ErrorKind::Internal, "there is no memory to unpack into");
  std::string out;
  std::string block(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::size_t left = 1; // 0: a frame is complete
  while (in.pos < in.size || left != 0) {
    ZSTD_outBuffer part{block.data(), block.size(), 0};
    const std::size_t before = in.pos;
    left = ZSTD_decompressStream(stream.get(), &part, &in);
    if (ZSTD_isError(left) != 0)
      return failure(ErrorKind::Input, std::string("damaged compressed data: ") + ZSTD_getErrorName(left));
    if (part.pos > most - out.size())
      return failure(ErrorKind::Input, "unpacks to more than " + std::to_string(most) + " bytes");
    out.append(block.data(), part.pos);
    if (left != 0 && part.pos == 0 && in.pos == before)
      return failure(ErrorKind::Input, "the compressed data is cut off");
  }
  return out;
}

} // namespace coldframe

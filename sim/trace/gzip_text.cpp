#include "sim/trace/gzip_text.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace coldframe {

namespace {

constexpr int kGzipWindow = 15 + 16; // the largest window, gzip's header and trailer
constexpr std::size_t kBlock = std::size_t{1} << 18;

struct Inflater {
  z_stream stream{};
  bool ready = inflateInit2(&stream, kGzipWindow) == Z_OK;
  Inflater() = default;
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() { inflateEnd(&stream); }
};

} // namespace

bool isGzip(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B\x08");
}

Result<std::string> decompressGzip(std::string_view bytes, std::size_t most) {
  Inflater inflater;
  if (!inflater.ready)
    return failure(ErrorKind::Internal, "there is no memory to unpack into");
  z_stream& stream = inflater.stream;
  std::string in; // zlib wants bytes that are not const
  std::string block(kBlock, '\0');
  std::string out;
  while (true) {
    if (stream.avail_in == 0) {
      in.assign(bytes.substr(0, kBlock));
      bytes.remove_prefix(in.size());
      stream.next_in = reinterpret_cast<Bytef*>(in.data());
      stream.avail_in = static_cast<uInt>(in.size());
    }
    stream.next_out = reinterpret_cast<Bytef*>(block.data());
    stream.avail_out = static_cast<uInt>(block.size());
    const int state = inflate(&stream, Z_NO_FLUSH);
    const std::size_t made = block.size() - stream.avail_out;
    if (made > most - out.size())
      return failure(ErrorKind::Input, "unpacks to more than " + std::to_string(most) + " bytes");
    out.append(block.data(), made);
    if (state == Z_STREAM_END) {
      // Members may follow each other; what is not another one is padding.
      const std::string_view here(reinterpret_cast<const char*>(stream.next_in), stream.avail_in);
      const bool more = stream.avail_in > 0 ? here.front() == '\x1F' : bytes.starts_with('\x1F');
      if (!more)
        return out;
      inflateReset(&stream);
    } else if (state == Z_BUF_ERROR || (state == Z_OK && made == 0 && stream.avail_in == 0 && bytes.empty())) {
      return failure(ErrorKind::Input, "the compressed data is cut off");
    } else if (state != Z_OK) {
      return failure(ErrorKind::Input, "damaged compressed data");
    }
  }
}

} // namespace coldframe

#include "sim/trace/unpack.h"

#include "sim/trace/zstd_text.h"

#include <zlib.h>
#include <zstd.h>

#include <memory>

namespace coldframe {

namespace {

constexpr int kGzipWindow = 15 + 16; // the largest window, gzip's header and trailer
constexpr int kZstdWindowBits = 27;  // 128 MiB, what the format asks every reader to allow
constexpr std::size_t kBlock = std::size_t{1} << 18;

enum class Step { More, Whole, CutOff, Damaged };

class GzipStream {
public:
  explicit GzipStream(std::string_view bytes) : m_rest(bytes), m_ready(inflateInit2(&m_stream, kGzipWindow) == Z_OK) {}
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;
  ~GzipStream() { inflateEnd(&m_stream); }
  bool ready() const { return m_ready; }

  // Up to `room` bytes to `to`.
  Step step(char* to, std::size_t room, std::size_t& made) {
    if (m_stream.avail_in == 0) {
      m_in.assign(m_rest.substr(0, kBlock)); // zlib wants bytes that are not const
      m_rest.remove_prefix(m_in.size());
      m_stream.next_in = reinterpret_cast<Bytef*>(m_in.data());
      m_stream.avail_in = static_cast<uInt>(m_in.size());
    }
    m_stream.next_out = reinterpret_cast<Bytef*>(to);
    m_stream.avail_out = static_cast<uInt>(room);
    const int state = inflate(&m_stream, Z_NO_FLUSH);
    made = room - m_stream.avail_out;
    if (state == Z_STREAM_END) {
      // Members may follow each other; what is not another one is padding.
      const bool more = m_stream.avail_in > 0 ? *m_stream.next_in == 0x1F : m_rest.starts_with('\x1F');
      if (!more)
        return Step::Whole;
      inflateReset(&m_stream);
      return Step::More;
    }
    if (state == Z_BUF_ERROR || (state == Z_OK && made == 0 && m_stream.avail_in == 0 && m_rest.empty()))
      return Step::CutOff;
    return state == Z_OK ? Step::More : Step::Damaged;
  }

private:
  std::string_view m_rest;
  std::string m_in;
  z_stream m_stream{};
  bool m_ready;
};

class ZstdStream {
public:
  explicit ZstdStream(std::string_view bytes)
      : m_stream(ZSTD_createDStream(), &ZSTD_freeDStream), m_in{bytes.data(), bytes.size(), 0} {}
  bool ready() const {
    return m_stream && ZSTD_isError(ZSTD_DCtx_setParameter(m_stream.get(), ZSTD_d_windowLogMax, kZstdWindowBits)) == 0;
  }

  Step step(char* to, std::size_t room, std::size_t& made) {
    ZSTD_outBuffer out{to, room, 0};
    const std::size_t before = m_in.pos;
    const std::size_t left = ZSTD_decompressStream(m_stream.get(), &out, &m_in);
    made = out.pos;
    if (ZSTD_isError(left) != 0)
      return Step::Damaged;
    if (m_in.pos == m_in.size && left == 0)
      return Step::Whole;
    return made == 0 && m_in.pos == before ? Step::CutOff : Step::More;
  }

private:
  std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> m_stream;
  ZSTD_inBuffer m_in;
};

template <class Stream>
Result<Unpacked> unpackWith(std::string_view bytes, std::size_t most, const std::stop_token& stop) {
  Stream stream(bytes);
  if (!stream.ready())
    return failure(ErrorKind::Internal, "there is no memory to unpack into");
  GatheredText gathered;
  std::string block(kBlock, '\0');
  Step step = Step::More;
  while (step == Step::More) {
    if (stop.stop_requested())
      return failure(ErrorKind::Interrupted, "unpacking was stopped");
    std::size_t made = 0;
    step = stream.step(block.data(), block.size(), made);
    if (made > most - gathered.size())
      return failure(ErrorKind::Input, "the file unpacks to more than the " + std::to_string(most) +
                                           " bytes that are allowed; it holds " + std::to_string(bytes.size()) +
                                           " bytes packed");
    gathered.append(std::string_view(block).substr(0, made));
  }
  std::string broken;
  if (step != Step::Whole) {
    broken = std::string(step == Step::CutOff ? "the compressed data is cut off" : "the compressed data is damaged") +
             " after " + std::to_string(gathered.size()) + " bytes of text";
    if (gathered.size() == 0)
      return failure(ErrorKind::Input, broken);
  }
  auto text = gathered.finish();
  if (!text)
    return failure(text.error());
  return Unpacked{std::move(*text), std::move(broken)};
}

} // namespace

bool isGzip(std::string_view bytes) {
  return bytes.starts_with("\x1F\x8B\x08");
}

bool isPacked(std::string_view bytes) {
  return isGzip(bytes) || isZstd(bytes);
}

Result<Unpacked> unpack(std::string_view bytes, std::size_t most, const std::stop_token& stop) {
  if (isGzip(bytes))
    return unpackWith<GzipStream>(bytes, most, stop);
  if (isZstd(bytes))
    return unpackWith<ZstdStream>(bytes, most, stop);
  return failure(ErrorKind::Input, "this is neither gzip nor Zstandard");
}

} // namespace coldframe

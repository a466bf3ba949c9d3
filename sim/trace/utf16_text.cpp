#include "sim/trace/utf16_text.h"

#include <optional>

namespace coldframe {

namespace {

constexpr std::string_view kLittleEndian = "\xFF\xFE";
constexpr std::string_view kBigEndian = "\xFE\xFF";
constexpr unsigned kReplacement = 0xFFFD;
constexpr std::size_t kPiece = std::size_t{1} << 18;

struct Mark {
  bool little = true;
  std::size_t size = 0;
};

// Without a mark, Latin letters have every other byte zero.
std::optional<Mark> markOf(std::string_view bytes) {
  constexpr std::size_t kLooked = 64;
  if (bytes.starts_with(kLittleEndian))
    return Mark{true, kLittleEndian.size()};
  if (bytes.starts_with(kBigEndian))
    return Mark{false, kBigEndian.size()};
  if (bytes.size() < kLooked)
    return std::nullopt;
  const auto zeros = [head = bytes.substr(0, kLooked)](std::size_t from) {
    std::size_t count = 0;
    for (std::size_t i = from; i < head.size(); i += 2)
      count += head[i] == '\0' ? 1 : 0;
    return count;
  };
  const std::size_t even = zeros(0);
  const std::size_t odd = zeros(1);
  if (even + odd != kLooked / 2 || (even != 0 && odd != 0))
    return std::nullopt;
  return Mark{odd > 0, 0};
}

} // namespace

bool isUtf16(std::string_view bytes) {
  return markOf(bytes).has_value();
}

Result<FileText> textOfUtf16(std::string_view bytes, const std::stop_token& stop) {
  const Mark mark = markOf(bytes).value_or(Mark());
  const auto unitAt = [&](std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(bytes[i])); };
    return mark.little ? byte(at) | byte(at + 1) << 8 : byte(at) << 8 | byte(at + 1);
  };
  GatheredText gathered;
  std::string piece;
  for (std::size_t at = mark.size; at < bytes.size(); at += 2) {
    if (piece.size() >= kPiece) {
      if (stop.stop_requested())
        return failure(ErrorKind::Interrupted, "reading was stopped");
      gathered.append(piece);
      piece.clear();
    }
    const bool whole = at + 1 < bytes.size();
    unsigned point = whole ? unitAt(at) : kReplacement;
    if (point >= 0xD800 && point < 0xDC00 && at + 3 < bytes.size()) {
      if (const unsigned low = unitAt(at + 2); low >= 0xDC00 && low < 0xE000) {
        point = 0x10000 + (point - 0xD800) * 0x400 + (low - 0xDC00);
        at += 2;
      }
    }
    appendUtf8(piece, point >= 0xD800 && point < 0xE000 ? kReplacement : point);
  }
  gathered.append(piece);
  return gathered.finish();
}

void appendUtf8(std::string& out, unsigned point) {
  const auto put = [&out](unsigned byte) { out += static_cast<char>(byte); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xC0 | point >> 6);
    put(0x80 | (point & 0x3F));
  } else if (point < 0x10000) {
    put(0xE0 | point >> 12);
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  } else {
    put(0xF0 | point >> 18);
    put(0x80 | (point >> 12 & 0x3F));
    put(0x80 | (point >> 6 & 0x3F));
    put(0x80 | (point & 0x3F));
  }
}

} // namespace coldframe

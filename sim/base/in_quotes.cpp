#include "sim/base/in_quotes.h"

namespace coldframe {

namespace {

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The bytes of the well-formed UTF-8 character that begins the text; 0 when none does. Over-long forms, surrogates and
// what lies beyond U+10FFFF are not characters (Unicode 15, table 3-7).
std::size_t characterLength(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x80)
    return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length)
    return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!continues(text[i]))
      return 0;
  const auto second = static_cast<unsigned char>(text[1]);
  const bool wrong = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
                     (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
  return wrong ? 0 : length;
}

bool isControl(std::string_view character) {
  const auto first = static_cast<unsigned char>(character[0]);
  const bool ascii = first < 0x20 || first == 0x7F;
  const bool latin = character.size() == 2 && first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
  return ascii || latin; // C0, DEL and C1
}

void appendEscaped(std::string& out, char c) {
  constexpr char kHex[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\x";
  out += kHex[byte >> 4U];
  out += kHex[byte & 0xFU];
}

} // namespace

std::string inQuotes(std::string_view text, std::size_t most) {
  std::string out = "\"";
  std::size_t i = 0;
  while (i < text.size()) {
    const std::size_t length = characterLength(text.substr(i));
    const std::size_t bytes = length == 0 ? 1 : length;
    if (i + bytes > most)
      break;
    if (length == 0 || isControl(text.substr(i, length)))
      for (std::size_t k = 0; k < bytes; ++k)
        appendEscaped(out, text[i + k]);
    else
      out += text.substr(i, length);
    i += bytes;
  }
  return out + (i < text.size() ? "…\"" : "\"");
}

} // namespace coldframe

// Latin letters, whatever the locale.
#pragma once

namespace coldframe {

constexpr char lowerCase(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace coldframe

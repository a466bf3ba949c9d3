// The lines of a log of AWS Lambda as they were before somebody copied them from a terminal or a page: without colours
// (ANSI escape sequences), a page that lost its line ends cut into its events again, and a REPORT that a narrow window
// wrapped over several lines put together. Lines that need none of that pass as they are.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe {

class PastedLines {
public:
  // Gets each line, and the number (from 1) of the one it began on. The text is valid during the call.
  using Take = std::function<void(std::string_view text, std::size_t number)>;
  explicit PastedLines(Take take) : m_take(std::move(take)) {}

  void add(std::string_view line, std::size_t number);
  void finish(); // after the last line

private:
  struct Piece {
    std::string text;
    std::size_t number = 0;
  };
  void give(std::string_view event, std::size_t number);

  Take m_take;
  std::string m_plain;         // the line without colours
  std::vector<Piece> m_pieces; // of a REPORT that is not whole
};

} // namespace coldframe

// A table whose columns have a key, a title and a unit, and whose cells keep the value beside the way people read it.
// Terminal and markdown show what is meant to be read; CSV and JSON carry the values. A missing value is a cell
// without one, with the reason; never NaN.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace coldframe {

enum class Align { Left, Right };

struct Column {
  std::string key;   // "makespan_s": the name in CSV and JSON
  std::string title; // "makespan": the heading people read
  std::string unit;  // "s", "USD", empty for plain numbers and words
  Align align = Align::Left;
  bool onScreen = true; // false: for machines only (the ends of an interval, hashes)
};

struct Cell {
  std::variant<std::monostate, bool, std::int64_t, double, std::string> value;
  std::string shown; // as people read it

  static Cell text(std::string words);
  static Cell number(double value, std::string shown);
  static Cell whole(std::int64_t value, std::string shown);
  static Cell flag(bool value, std::string shown);
  static Cell none(std::string why = {}); // shown as a dash; `why` is kept for notes under the table
};

struct Table {
  std::string name; // "platforms"
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows; // each as long as columns

  void addRow(std::vector<Cell> row); // asserts the length
};

// Columns aligned by what the eye sees (a letter with several bytes is one place wide); no line ends in a blank.
std::string renderText(const Table& table);
std::string renderMarkdown(const Table& table);
std::string renderCsv(const Table& table); // RFC 4180, a heading line of keys, decimal points, lines end in \n

// How many places the text takes on a terminal.
std::size_t displayWidth(std::string_view text);
// A CSV field, quoted where the comma, quotes or a line end ask for it.
std::string csvField(std::string_view text);

} // namespace coldframe

#include "sim/report/table.h"

#include "sim/units/format.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace coldframe {

Cell Cell::text(std::string words) {
  Cell cell;
  cell.shown = words;
  cell.value = std::move(words);
  return cell;
}

Cell Cell::number(double value, std::string shown) {
  if (!std::isfinite(value))
    return none("not a finite number");
  Cell cell;
  cell.value = value;
  cell.shown = std::move(shown);
  return cell;
}

Cell Cell::whole(std::int64_t value, std::string shown) {
  Cell cell;
  cell.value = value;
  cell.shown = std::move(shown);
  return cell;
}

Cell Cell::flag(bool value, std::string shown) {
  Cell cell;
  cell.value = value;
  cell.shown = std::move(shown);
  return cell;
}

Cell Cell::none(std::string why) {
  Cell cell;
  cell.shown = why.empty() ? "–" : "– (" + why + ")";
  return cell;
}

void Table::addRow(std::vector<Cell> row) {
  assert(row.size() == columns.size());
  rows.push_back(std::move(row));
}

std::size_t displayWidth(std::string_view text) {
  // Every byte that is not a continuation byte starts a character; the signs used here are one place wide.
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

namespace {

std::vector<std::size_t> shownColumns(const Table& table) {
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (table.columns[i].onScreen)
      shown.push_back(i);
  return shown;
}

void appendPadded(std::string& line, const std::string& text, std::size_t width, Align align) {
  const std::string blanks(width - std::min(width, displayWidth(text)), ' ');
  line += align == Align::Right ? blanks + text : text + blanks;
}

std::string markdownField(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|')
      out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string csvValue(const Cell& cell) {
  struct Write {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(std::int64_t n) const { return std::to_string(n); }
    std::string operator()(double x) const { return significant(x); }
    std::string operator()(const std::string& s) const { return csvField(s); }
  };
  return std::visit(Write{}, cell.value);
}

} // namespace

std::string renderText(const Table& table) {
  const std::vector<std::size_t> shown = shownColumns(table);
  std::vector<std::size_t> widths;
  for (const std::size_t i : shown) {
    std::size_t width = displayWidth(table.columns[i].title);
    for (const auto& row : table.rows)
      width = std::max(width, displayWidth(row[i].shown));
    widths.push_back(width);
  }
  const auto line = [&](const auto& textOf) {
    std::string out;
    for (std::size_t k = 0; k < shown.size(); ++k) {
      if (k > 0)
        out += "  ";
      appendPadded(out, textOf(shown[k]), widths[k], table.columns[shown[k]].align);
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out + '\n';
  };
  std::string out = line([&](std::size_t i) -> const std::string& { return table.columns[i].title; });
  for (const auto& row : table.rows)
    out += line([&](std::size_t i) -> const std::string& { return row[i].shown; });
  return out;
}

std::string renderMarkdown(const Table& table) {
  const std::vector<std::size_t> shown = shownColumns(table);
  std::string heading = "|";
  std::string rule = "|";
  for (const std::size_t i : shown) {
    heading += ' ' + markdownField(table.columns[i].title) + " |";
    rule += table.columns[i].align == Align::Right ? "---:|" : "---|";
  }
  std::string out = heading + '\n' + rule + '\n';
  for (const auto& row : table.rows) {
    out += '|';
    for (const std::size_t i : shown)
      out += ' ' + markdownField(row[i].shown) + " |";
    out += '\n';
  }
  return out;
}

std::string csvField(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos)
    return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"')
      out += '"';
    out += c;
  }
  return out + '"';
}

std::string renderCsv(const Table& table) {
  std::string out;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    out += (i > 0 ? "," : "") + csvField(table.columns[i].key);
  out += '\n';
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      out += (i > 0 ? "," : "") + csvValue(row[i]);
    out += '\n';
  }
  return out;
}

} // namespace coldframe

#include "sim/trace/other_kind.h"

#include "sim/units/lower_case.h"

#include <algorithm>
#include <array>

namespace coldframe {

namespace {

using std::string_view_literals::operator""sv;

struct Magic {
  std::string_view begin;
  std::string_view what;
  std::string_view advice;
};
constexpr std::string_view kAsCsv = "the table in it, saved as CSV";
constexpr std::string_view kUnpack = "the file in it, unpacked (gzip and Zstandard need not be)";
constexpr std::string_view kNone = "a trace, or a log of a kind that docs/formats.md lists";
constexpr std::array kMagics{
    Magic{"PK\x03\x04"sv, "a zip archive (an Excel workbook is one)", "the sheet saved as CSV, or the file in it"},
    Magic{"\xD0\xCF\x11\xE0"sv, "an old Office document", kAsCsv},
    Magic{"PAR1"sv, "a Parquet file", kAsCsv},
    Magic{"Obj\x01"sv, "an Avro file", kAsCsv},
    Magic{"ORC"sv, "an ORC file", kAsCsv},
    Magic{"SQLite format 3\0"sv, "an SQLite database", kAsCsv},
    Magic{"BZh"sv, "packed with bzip2", kUnpack},
    Magic{"\xFD"
          "7zXZ\0"sv,
          "packed with xz", kUnpack},
    Magic{"7z\xBC\xAF\x27\x1C"sv, "a 7-Zip archive", kUnpack},
    Magic{"\x04\x22\x4D\x18"sv, "packed with LZ4", kUnpack},
    Magic{"%PDF"sv, "a PDF document", kNone},
    Magic{"\x89PNG"sv, "a picture (PNG)", kNone},
    Magic{"\xFF\xD8\xFF"sv, "a picture (JPEG)", kNone},
    Magic{"\x7F"
          "ELF"sv,
          "a program", kNone},
};

bool beginsWithTag(std::string_view head, std::string_view tag) {
  return head.size() >= tag.size() && std::ranges::equal(head.substr(0, tag.size()), tag, {}, lowerCase);
}

// "schema": "coldframe.scenario/1" of another document of ours.
std::string_view ownSchema(std::string_view head) {
  const std::size_t at = head.find("\"coldframe.");
  if (at == std::string_view::npos)
    return {};
  const std::string_view rest = head.substr(at + 1);
  return rest.substr(0, rest.find('"'));
}

} // namespace

OtherKind otherKindOf(std::string_view head) {
  constexpr std::size_t kTarMark = 257;
  for (const Magic& magic : kMagics)
    if (head.starts_with(magic.begin))
      return {std::string(magic.what), std::string(magic.advice)};
  if (head.size() > kTarMark && head.substr(kTarMark).starts_with("ustar"))
    return {"a tar archive", std::string(kUnpack)};
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos)
    return {head.empty() ? "an empty file" : "a file of blanks", std::string(kNone)};
  const std::string_view text = head.substr(first);
  if (beginsWithTag(text, "<!doctype html") || beginsWithTag(text, "<html"))
    return {"a web page", std::string(kNone)};
  if (beginsWithTag(text, "<?xml"))
    return {"XML", std::string(kNone)};
  if (head.find('\0') != std::string_view::npos)
    return {"binary data", std::string(kNone)};
  if (text.front() != '{' && text.front() != '[')
    return {};
  if (const std::string_view schema = ownSchema(text); !schema.empty())
    return {"a " + std::string(schema), "a recorded run; \"run --trace-out FILE\" writes one of a scenario"};
  return {"JSON that is no run of a known kind", std::string(kNone)};
}

} // namespace coldframe

// Reads the project's own files for the tests beside this one.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace coldframe::test {

struct SourceFile {
  std::string path; // from the root, "sim/units/time.h"
  std::string text;

  bool isHeader() const { return path.ends_with(".h"); }
  bool isCode() const { return isHeader() || path.ends_with(".cpp"); }
  bool isBelow(std::string_view folder) const; // "sim", "app/cli"
};

struct Line {
  int number = 0; // from 1
  std::string text;
};

struct Include {
  int line = 0;
  std::string name; // "sim/units/time.h" or "vector"
  bool quoted = false;
};

// Every text file that belongs to the project; generated folders and binary files are left out.
const std::vector<SourceFile>& projectFiles();

std::vector<Line> linesOf(const std::string& text);
std::vector<Include> includesOf(const SourceFile& file);

// The code of a file with comments and the contents of string literals blanked; lines keep their numbers.
std::string withoutCommentsAndTexts(const std::string& code);

// sim/LAYERS (or ui/LAYERS) in its order: a folder and the folders its line names.
std::vector<std::pair<std::string, std::vector<std::string>>> layers(const std::string& root = "sim");

// Each folder of the list with everything of its root it may include, itself among it.
std::map<std::string, std::set<std::string>> allowedBelow(const std::string& root = "sim");

// "path:line: text", for the message of a failure.
std::string at(const SourceFile& file, int line, std::string_view text);

} // namespace coldframe::test

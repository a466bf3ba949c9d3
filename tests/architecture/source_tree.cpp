#include "tests/architecture/source_tree.h"

#include "tests/support/data_locator.h"

#include <algorithm>
#include <regex>
#include <sstream>

namespace coldframe::test {

namespace fs = std::filesystem;

namespace {

const std::set<std::string> kFolders = {".ci",       "app",     "bench", "cmake", "docs",
                                        "scenarios", "scripts", "sim",   "tests", "ui"};

bool isText(const std::string& content) {
  return content.find('\0') == std::string::npos;
}

void read(const fs::path& path, std::vector<SourceFile>& files) {
  const std::string name = fs::relative(path, sourceDir()).generic_string();
  // Seeds of the fuzz targets are wrong on purpose.
  if (name.starts_with("tests/fuzz/corpus/") || name.find("__pycache__") != std::string::npos)
    return;
  std::string text = readText(path);
  if (isText(text))
    files.push_back({name, std::move(text)});
}

std::vector<SourceFile> readAll() {
  std::vector<SourceFile> files;
  for (const auto& entry : fs::directory_iterator(sourceDir())) {
    if (entry.is_regular_file())
      read(entry.path(), files);
    else if (entry.is_directory() && kFolders.contains(entry.path().filename().string()))
      for (const auto& inner : fs::recursive_directory_iterator(entry.path()))
        if (inner.is_regular_file())
          read(inner.path(), files);
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

} // namespace

bool SourceFile::isBelow(std::string_view folder) const {
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

const std::vector<SourceFile>& projectFiles() {
  static const std::vector<SourceFile> files = readAll();
  return files;
}

std::vector<Line> linesOf(const std::string& text) {
  std::vector<Line> lines;
  std::istringstream in(text);
  std::string line;
  while (std::getline(in, line))
    lines.push_back({static_cast<int>(lines.size()) + 1, line});
  return lines;
}

std::vector<Include> includesOf(const SourceFile& file) {
  static const std::regex pattern(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
  std::vector<Include> includes;
  std::smatch match;
  for (const Line& line : linesOf(file.text))
    if (std::regex_search(line.text, match, pattern))
      includes.push_back({line.number, match[2], match[1] == "\""});
  return includes;
}

std::string withoutCommentsAndTexts(const std::string& code) {
  std::string out = code;
  const auto blank = [&out](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to && i < out.size(); ++i)
      if (out[i] != '\n')
        out[i] = ' ';
  };
  std::size_t i = 0;
  while (i < code.size()) {
    std::size_t end = i + 1;
    if (code.compare(i, 2, "//") == 0) {
      end = std::min(code.find('\n', i), code.size());
      blank(i, end);
    } else if (code.compare(i, 2, "/*") == 0) {
      end = std::min(code.find("*/", i + 2), code.size() - 2) + 2;
      blank(i, end);
    } else if (code.compare(i, 2, "R\"") == 0) {
      const std::size_t open = code.find('(', i);
      const std::string close = ")" + code.substr(i + 2, open - i - 2) + "\"";
      end = std::min(code.find(close, open), code.size() - close.size()) + close.size();
      blank(i + 2, end - 1);
    } else if (code[i] == '"' ||
               (code[i] == '\'' && (i == 0 || std::isalnum(static_cast<unsigned char>(code[i - 1])) == 0))) {
      while (end < code.size() && code[end] != code[i] && code[end] != '\n')
        end += code[end] == '\\' ? 2 : 1;
      blank(i + 1, end);
      ++end;
    }
    i = end;
  }
  return out;
}

std::vector<std::pair<std::string, std::vector<std::string>>> layers(const std::string& root) {
  std::vector<std::pair<std::string, std::vector<std::string>>> list;
  for (const Line& line : linesOf(readText(sourceDir() / root / "LAYERS"))) {
    const std::size_t colon = line.text.find(':');
    if (line.text.starts_with("#") || colon == std::string::npos)
      continue;
    std::istringstream rest(line.text.substr(colon + 1));
    std::vector<std::string> below;
    for (std::string word; rest >> word;)
      below.push_back(word);
    list.emplace_back(line.text.substr(0, colon), below);
  }
  return list;
}

std::map<std::string, std::set<std::string>> allowedBelow(const std::string& root) {
  std::map<std::string, std::set<std::string>> allowed;
  for (const auto& [folder, below] : layers(root)) {
    std::set<std::string>& all = allowed[folder];
    all.insert(folder);
    for (const std::string& name : below)
      all.insert(allowed[name].begin(), allowed[name].end());
  }
  return allowed;
}

std::string at(const SourceFile& file, int line, std::string_view text) {
  return file.path + ":" + std::to_string(line) + ": " + std::string(text) + "\n";
}

} // namespace coldframe::test

#include "tests/architecture/source_tree.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <regex>

namespace coldframe::test {
namespace {

namespace fs = std::filesystem;

std::set<std::pair<std::string, std::string>> packagesOfSetup() {
  std::set<std::pair<std::string, std::string>> packages;
  static const std::regex row("^(build|test) ([a-z0-9.+-]+)$");
  std::smatch match;
  for (const Line& line : linesOf(readText(sourceDir() / "scripts" / "setup")))
    if (std::regex_match(line.text, match, row))
      packages.emplace(match[1], match[2]);
  return packages;
}

TEST(Dependencies, AreTheSameInTheDocumentAndInSetup) {
  std::set<std::pair<std::string, std::string>> documented;
  static const std::regex row("^\\| `([a-z0-9.+-]+)` \\| (build|test) \\| (.+) \\|$");
  std::smatch match;
  for (const Line& line : linesOf(readText(sourceDir() / "docs" / "dependencies.md")))
    if (std::regex_match(line.text, match, row)) {
      documented.emplace(match[2], match[1]);
      EXPECT_GE(match[3].length(), 15) << "no reason is given for " << match[1];
    }
  EXPECT_FALSE(documented.empty());
  EXPECT_EQ(documented, packagesOfSetup());
}

TEST(Readme, StandsInEveryFolderOfSimAndUiInAboutTenLines) {
  for (const std::string root : {"sim", "ui"})
    for (const auto& [folder, below] : layers(root)) {
      const fs::path file = sourceDir() / root / folder / "README.md";
      if (!fs::exists(file)) {
        ADD_FAILURE() << root << '/' << folder << " has no README.md";
        continue;
      }
      const std::size_t lines = linesOf(readText(file)).size();
      EXPECT_GE(lines, 5u) << file;
      EXPECT_LE(lines, 20u) << file;
    }
}

TEST(Readme, OpensWithTheTwoCommands) {
  const std::string text = readText(sourceDir() / "README.md");
  const std::size_t run = text.find("scripts/run");
  const std::size_t test = text.find("scripts/test");
  ASSERT_NE(run, std::string::npos);
  ASSERT_NE(test, std::string::npos);
  EXPECT_LT(std::max(run, test), 700u);
}

TEST(Links, OfEveryDocumentLeadSomewhere) {
  static const std::regex link(R"(\]\(([^)\s]+)\))");
  std::size_t followed = 0;
  for (const SourceFile& file : projectFiles()) {
    if (!file.path.ends_with(".md"))
      continue;
    for (const Line& line : linesOf(file.text))
      for (std::sregex_iterator i(line.text.begin(), line.text.end(), link), end; i != end; ++i) {
        std::string target = (*i)[1];
        if (target.find("://") != std::string::npos || target.starts_with("#") || target.starts_with("mailto:"))
          continue;
        target = target.substr(0, target.find('#'));
        EXPECT_TRUE(fs::exists(sourceDir() / fs::path(file.path).parent_path() / target))
            << file.path << ":" << line.number << ": " << target;
        ++followed;
      }
  }
  EXPECT_GT(followed, 0u);
}

TEST(Scenarios, EachHasAnExpectedPrediction) {
  for (const auto& entry : fs::directory_iterator(sourceDir() / "scenarios"))
    if (entry.path().extension() == ".json") {
      EXPECT_TRUE(fs::exists(sourceDir() / "scenarios" / "expected" / entry.path().filename()))
          << entry.path().filename();
    }
}

} // namespace
} // namespace coldframe::test

#include "tests/architecture/source_tree.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <regex>

namespace coldframe::test {
namespace {

std::string folderOf(const std::string& path) {
  const std::size_t from = path.find('/') + 1;
  return path.substr(from, path.find('/', from) - from);
}

// Every include of the files that `chosen` takes for which `wrong` says so, as text.
template <class Chosen, class Wrong>
std::string wrongIncludes(Chosen chosen, Wrong wrong) {
  std::string found;
  for (const SourceFile& file : projectFiles())
    if (file.isCode() && chosen(file))
      for (const Include& include : includesOf(file))
        if (wrong(file, include))
          found += at(file, include.line, "includes " + include.name);
  return found;
}

bool inSim(const SourceFile& file) {
  return file.isBelow("sim");
}

TEST(Layers, EachNamesOnlyFoldersAboveItInTheList) {
  for (const std::string root : {"sim", "ui"}) {
    std::set<std::string> seen;
    for (const auto& [folder, below] : layers(root)) {
      for (const std::string& name : below)
        EXPECT_TRUE(seen.contains(name)) << folder << " names " << name;
      EXPECT_TRUE(seen.insert(folder).second) << folder << " stands there twice";
    }
    EXPECT_FALSE(seen.empty());
  }
}

TEST(Layers, NameExactlyTheFoldersThatThereAre) {
  for (const std::string root : {"sim", "ui"}) {
    std::set<std::string> listed;
    for (const auto& [folder, below] : layers(root))
      listed.insert(folder);
    std::set<std::string> present;
    for (const auto& entry : std::filesystem::directory_iterator(sourceDir() / root))
      if (entry.is_directory())
        present.insert(entry.path().filename().string());
    EXPECT_EQ(listed, present);
  }
}

TEST(Layers, AreObeyedByEveryInclude) {
  for (const std::string root : {"sim", "ui"}) {
    const auto allowed = allowedBelow(root);
    EXPECT_EQ(wrongIncludes([&root](const SourceFile& file) { return file.isBelow(root); },
                            [&](const SourceFile& file, const Include& include) {
                              if (!include.name.starts_with(root + '/'))
                                return false;
                              const auto mine = allowed.find(folderOf(file.path));
                              return mine == allowed.end() || !mine->second.contains(folderOf(include.name));
                            }),
              "");
  }
}

TEST(Layers, LetNothingInSimIncludeAnythingElseOfOurs) {
  EXPECT_EQ(
      wrongIncludes(inSim, [](const SourceFile&,
                              const Include& include) { return include.quoted && !include.name.starts_with("sim/"); }),
      "");
}

TEST(Layers, KeepQtOutOfSimAndOfTheCommandLine) {
  static const std::regex qt("^(Qt[A-Z]|Q[A-Z]|qcustomplot)");
  EXPECT_EQ(wrongIncludes([](const SourceFile& file) { return file.isBelow("sim") || file.isBelow("app/cli"); },
                          [](const SourceFile&, const Include& include) {
                            return std::regex_search(include.name, qt) || include.name.starts_with("ui/");
                          }),
            "");
}

TEST(Layers, KeepTheScreenOutOfTheApps) {
  EXPECT_EQ(wrongIncludes([](const SourceFile& file) { return file.isBelow("ui"); },
                          [](const SourceFile&, const Include& include) { return include.name.starts_with("app/"); }),
            "");
}

TEST(Headers, LeaveTheHeavyLibrariesToSources) {
  const std::vector<std::string> heavy = {"nlohmann/json.hpp", "Eigen/", "boost/math/", "boost/process",
                                          "qcustomplot.h"};
  EXPECT_EQ(wrongIncludes([](const SourceFile& file) { return file.isHeader() && !file.isBelow("tests"); },
                          [&heavy](const SourceFile&, const Include& include) {
                            return std::ranges::any_of(
                                heavy, [&include](const std::string& name) { return include.name.starts_with(name); });
                          }),
            "");
}

TEST(Headers, OpenWithWhatTheyAreAndAreReadOnce) {
  std::string found;
  for (const SourceFile& file : projectFiles()) {
    if (!file.isHeader())
      continue;
    if (!file.text.starts_with("//"))
      found += at(file, 1, "does not open with a comment");
    if (file.text.find("\n#pragma once\n") == std::string::npos)
      found += at(file, 1, "has no #pragma once");
  }
  EXPECT_EQ(found, "");
}

TEST(SimCode, WritesNothingToTheTerminalAndHoldsNoGlobalRandomness) {
  // Whole words of code, comments and texts left out.
  static const std::regex banned(R"(\b(std::(cout|cerr|clog|puts|fputs|printf|random_device|rand)|printf|srand)\b)");
  std::string found;
  for (const SourceFile& file : projectFiles())
    if (inSim(file) && file.isCode())
      for (const Line& line : linesOf(withoutCommentsAndTexts(file.text)))
        if (std::regex_search(line.text, banned))
          found += at(file, line.number, line.text);
  EXPECT_EQ(found, "");
}

TEST(SimCode, UsesNoMathematicsOfTheCLibraryThatDiffersBetweenProcessors) {
  // sqrt, floor, ceil, fabs and friends are exact everywhere; these are not. Where such a function may stand (a
  // table made once, a fit) is said by a comment "libm:" with the reason on the same line.
  static const std::regex banned(
      R"(\bstd::(exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|tgamma|lgamma|erf|erfc|cbrt|hypot|)"
      R"(normal_distribution|exponential_distribution|lognormal_distribution|gamma_distribution|)"
      R"(weibull_distribution|poisson_distribution|uniform_real_distribution|uniform_int_distribution)\b)");
  std::string found;
  for (const SourceFile& file : projectFiles()) {
    if (!inSim(file) || !file.isCode())
      continue;
    const std::vector<Line> full = linesOf(file.text);
    for (const Line& line : linesOf(withoutCommentsAndTexts(file.text)))
      if (std::regex_search(line.text, banned) &&
          full[static_cast<std::size_t>(line.number) - 1].text.find("libm:") == std::string::npos)
        found += at(file, line.number, line.text);
  }
  EXPECT_EQ(found, "");
}

} // namespace
} // namespace coldframe::test

// docs/scenario.md: made from the field tables, complete, and with links that lead somewhere.
#include "sim/scenario/reference.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <sstream>

namespace coldframe {
namespace {

TEST(ScenarioReference, IsThePageInDocs) {
  EXPECT_EQ(test::readText(test::sourceDir() / "docs" / "scenario.md"), scenarioReference())
      << "coldframe schema --format markdown -o docs/scenario.md";
}

TEST(ScenarioReference, LinksLeadToHeadings) {
  const std::string text = scenarioReference();
  std::set<std::string> anchors;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t begin = line.find_first_not_of('#');
    if (begin == 0 || begin == std::string::npos)
      continue;
    std::string anchor;
    for (const char c : line.substr(begin + 1))
      if (std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-')
        anchor += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      else if (c == ' ')
        anchor += '-';
    EXPECT_TRUE(anchors.insert(anchor).second) << anchor << " is there twice";
  }
  static const std::regex link(R"(\]\(#([^)]+)\))");
  std::size_t followed = 0;
  for (std::sregex_iterator i(text.begin(), text.end(), link), end; i != end; ++i, ++followed)
    EXPECT_TRUE(anchors.contains((*i)[1])) << (*i)[1];
  EXPECT_GT(followed, 40u);
}

TEST(ScenarioReference, HasRangesDefaultsAndWhatIsRequired) {
  const std::string text = scenarioReference();
  for (const std::string row : {
           "| `items` | a whole number | **required** | units of the user's work; at least 1",
           "| `batch` | a whole number | `1` | items a task; at least 1",
           "| `memory` | an amount of memory | **required** | configured size; at least 1 MB",
           "| `cpu` | [a distribution of a time](#distributions) |",
           "- [arrivals: poisson](#arrivals-poisson)",
       })
    EXPECT_NE(text.find(row), std::string::npos) << row;
}

} // namespace
} // namespace coldframe

#include "sim/base/error.h"
#include "sim/base/result.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

Problem fullProblem() {
  return {"a quantity of time needs a unit",     "carrots.json", 12, 7, "/workload/item/cpu", "\"0.2\"",
          "a number with a unit, e.g. \"300 s\""};
}

TEST(Problem, SaysWhereWhatAndWhatToDo) {
  EXPECT_EQ(fullProblem().text(),
            "carrots.json:12:7: /workload/item/cpu: a quantity of time needs a unit (got \"0.2\"; "
            "expected a number with a unit, e.g. \"300 s\")");
}

TEST(Problem, LeavesOutWhatItDoesNotKnow) {
  Problem problem;
  problem.what = "cannot be read";
  EXPECT_EQ(problem.text(), "cannot be read");
  problem.file = "a.json";
  EXPECT_EQ(problem.text(), "a.json: cannot be read");
  problem.pointer = "/x";
  EXPECT_EQ(problem.text(), "a.json: /x: cannot be read");
  problem.file.clear();
  EXPECT_EQ(problem.text(), "/x: cannot be read");
  problem.value = "3";
  EXPECT_EQ(problem.text(), "/x: cannot be read (got 3)");
  problem.value.clear();
  problem.expectation = "a text";
  EXPECT_EQ(problem.text(), "/x: cannot be read (expected a text)");
}

TEST(Problem, ShowsAPlaceInAnUnnamedText) {
  Problem problem;
  problem.what = "unexpected \"}\"";
  problem.line = 3;
  problem.column = 1;
  EXPECT_EQ(problem.text(), "3:1: unexpected \"}\"");
}

TEST(Problem, IsEqualOnlyWhenEveryPartIs) {
  EXPECT_EQ(fullProblem(), fullProblem());
  Problem other = fullProblem();
  other.column = 8;
  EXPECT_NE(other, fullProblem());
}

TEST(Error, ListsItsProblemsOneALine) {
  Error error = makeError(ErrorKind::Input, "first");
  error.problems.push_back(fullProblem());
  EXPECT_EQ(error.text(), "first\n" + fullProblem().text());
}

TEST(Error, ShowsTwentyProblemsAndCountsTheRest) {
  Error error{ErrorKind::Input, {}};
  for (int i = 0; i < 23; ++i)
    error.problems.push_back(makeError(ErrorKind::Input, "problem " + std::to_string(i)).problems.front());
  const std::string text = error.text();
  EXPECT_NE(text.find("problem 19"), std::string::npos);
  EXPECT_EQ(text.find("problem 20"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\n… and 3 more")) << text;
  error.problems.resize(20);
  EXPECT_EQ(error.text().find("more"), std::string::npos);
}

TEST(Error, WithoutProblemsSaysNothing) {
  EXPECT_EQ(Error().text(), "");
}

TEST(Result, HoldsAValueOrTheErrorThatKeptItFromBeingMade) {
  const auto half = [](int n) -> Result<int> {
    if (n % 2 != 0)
      return failure(ErrorKind::Usage, "odd");
    return n / 2;
  };
  ASSERT_TRUE(half(4));
  EXPECT_EQ(*half(4), 2);
  ASSERT_FALSE(half(3));
  EXPECT_EQ(half(3).error().kind, ErrorKind::Usage);
  EXPECT_EQ(half(3).error().text(), "odd");
}

} // namespace
} // namespace coldframe

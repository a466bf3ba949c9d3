// A result file re-runs itself: the same command on it alone gives the same bytes.
#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace coldframe::cli {
namespace {

using Line = std::vector<std::string>;

Line with(Line line, const Line& more) {
  line.insert(line.end(), more.begin(), more.end());
  return line;
}

class Rerun : public testing::TestWithParam<Line> {};

TEST_P(Rerun, OfAResultFileGivesTheSameBytes) {
  const Line quiet = {"--format", "json", "--quiet"};
  const Line& asked = GetParam();
  const CliResult first = coldframe(with(asked, quiet));
  ASSERT_TRUE(first.code == 0 || first.code == 1) << first.err;
  const CliResult again = coldframe(with({asked.front(), "-"}, quiet), first.out);
  EXPECT_EQ(again.code, first.code) << again.err;
  EXPECT_EQ(again.out, first.out);
}

INSTANTIATE_TEST_SUITE_P(OfEveryCommand, Rerun,
                         testing::Values(Line{"compare", "carrots", "--effort", "quick", "--set", "/workload/batch=5"},
                                         Line{"compare", "weather-bot", "--replications", "3", "--seed", "5",
                                              "--prices", "aws-us-east-1@2026-09"},
                                         Line{"run", "carrots", "--platform", "lambda", "--replications", "3"},
                                         Line{"scale", "carrots", "--workers", "1,2,8", "--replications", "3"},
                                         Line{"batch", "carrots", "--platform", "lambda", "--sizes", "5,10", "--risk",
                                              "10%", "--replications", "3"},
                                         Line{"memory", "carrots", "--platform", "lambda", "--sizes", "512 MB,1024 MB",
                                              "--replications", "3", "--within", "20%"},
                                         Line{"memory", "carrots", "--platform", "lambda", "--sizes", "512 MB",
                                              "--replications", "2", "--compare",
                                              "https://lambda-power-tuning.show/#AAIABA==;AECcRgDgK0Y=;B0IyOWK+PDk="},
                                         Line{"breakeven", "carrots", "--a", "eight", "--b", "lambda", "--over", "runs",
                                              "--points", "3", "--effort", "quick"},
                                         Line{"sensitivity", "carrots", "--input", "/workload/item/cpu", "--samples",
                                              "2", "--effort", "quick", "--range", "30%"},
                                         Line{"month", "weather-bot", "--replications", "2"},
                                         Line{"sweep", "carrots", "--vary", "/workload/batch=5,10", "--design",
                                              "random", "--points", "3", "--platform", "lambda", "--replications", "2"},
                                         Line{"optimize", "carrots", "--over", "/workload/batch=5,10", "--over",
                                              "/platforms/lambda/memory=512 MB,1024 MB", "--platform", "lambda",
                                              "--deadline", "2 min", "--replications", "3"}),
                         [](const auto& test) { return test.param.front() + std::to_string(test.index); });

TEST(Rerun, TheCommandLineGoesBeforeTheFile) {
  const CliResult first = coldframe({"scale", "carrots", "--workers", "1,2", "--format", "json", "--quiet"});
  ASSERT_EQ(first.code, 0) << first.err;
  const JsonNode again = coldframe({"scale", "-", "--workers", "4", "--format", "json", "--quiet"}, first.out).json();
  EXPECT_EQ(at(again, "/points").size(), 1u);
  EXPECT_EQ(at(again, "/points/0/workers").asNumber(), 4);
}

// The file that was compared with may be gone: the result holds what it said.
TEST(Rerun, NeedsNoFileThatWasComparedWith) {
  const test::TemporaryFolder folder;
  const std::string file = (folder.path() / "tuning.json").string();
  std::ofstream(file) << R"({"power": 512, "cost": 0.0000104, "duration": 1000,
    "stats": [{"value": 512, "averagePrice": 0.0000104, "averageDuration": 1000}]})";
  const CliResult first = coldframe({"memory", "carrots", "--platform", "lambda", "--sizes", "512 MB", "--replications",
                                     "2", "--compare", file, "--format", "json", "--quiet"});
  ASSERT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(at(first.json(), "/measured/points").size(), 1u);
  std::filesystem::remove(file);
  const CliResult again = coldframe({"memory", "-", "--format", "json", "--quiet"}, first.out);
  EXPECT_EQ(again.code, first.code) << again.err;
  EXPECT_EQ(again.out, first.out);
}

TEST(Rerun, SaysHowLongItsMonthIs) {
  for (const Line& line :
       {Line{"batch", "carrots", "--platform", "lambda", "--sizes", "5"}, Line{"scale", "carrots"},
        Line{"breakeven", "carrots", "--a", "eight", "--b", "lambda", "--over", "runs", "--points", "2"}})
    EXPECT_EQ(at(coldframe(with(line, {"--effort", "quick", "--format", "json", "--quiet"})).json(), "/month_hours")
                  .asNumber(),
              730)
        << line.front();
}

TEST(Rerun, AnotherCommandTakesOnlyTheScenario) {
  const CliResult first = coldframe({"scale", "carrots", "--replications", "3", "--format", "json", "--quiet"});
  ASSERT_EQ(first.code, 0) << first.err;
  const JsonNode compared = coldframe({"compare", "-", "--format", "json", "--quiet"}, first.out).json();
  EXPECT_EQ(at(compared, "/replications").asNumber(), 10);
}

TEST(Rerun, ARequiredOptionIsAskedForWhereNoFileBringsIt) {
  const CliResult result = coldframe({"batch", "carrots"});
  EXPECT_EQ(result.code, 2);
  EXPECT_NE(result.err.find("--platform is required"), std::string::npos) << result.err;
}

} // namespace
} // namespace coldframe::cli

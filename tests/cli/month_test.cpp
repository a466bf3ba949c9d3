#include "tests/cli/cli_harness.h"

namespace coldframe::cli {
namespace {

const std::string kShop =
    R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 5, "prices": "aws-us-east-1@2020-12",
    "start": "2021-03-01", "month": {"length": "60 h"}, "workload": {"kind": "requests",
      "arrivals": {"kind": "poisson", "rate": "20 /h"}, "function": {"io": "100 ms"}, "output": "1 B"},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2020-12", "memory": "1024 MB"},
      {"id": "box", "kind": "fleet", "instance": "t2.micro", "count": 1, "hours": "always", "slots": 50}]})";

CliResult run(std::vector<std::string> more) {
  std::vector<std::string> args{"month", "-", "--replications", "2"};
  args.insert(args.end(), more.begin(), more.end());
  return coldframe(args, kShop);
}

TEST(MonthCommand, SaysWhatIsCheapestBusiestAndIdle) {
  const CliResult result = run({});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("\nCheapest for this month: lambda at "), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("\nThe busiest hour is that of 2021-03-0"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("\nMost idle: "), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("\nlambda-kept-warm holds 1 environment: p95 response "), std::string::npos) << result.out;
}

TEST(MonthCommand, CarriesEveryHourAsJson) {
  const JsonNode json = run({"--format", "json"}).json();
  EXPECT_EQ(at(json, "/schema").asString(), "coldframe.month/1");
  EXPECT_EQ(at(json, "/platforms").size(), 4u);
  EXPECT_EQ(at(json, "/platforms/lambda/hours/start").size(), 60u);
  EXPECT_EQ(at(json, "/platforms/lambda/hours/response_p95_s/mean").size(), 60u);
  EXPECT_EQ(at(json, "/platforms/box/days/cost_usd/mean").size(), 3u);
  EXPECT_EQ(at(json, "/platforms/lambda-provisioned/variant_of").asString(), "lambda");
  double days = 0;
  for (std::size_t day = 0; day < 3; ++day)
    days += at(json, "/platforms/box/days/cost_usd/mean").at(day).asNumber();
  EXPECT_NEAR(days, at(json, "/platforms/box/figures/month_usd/mean").asNumber(), 1e-9);
}

TEST(MonthCommand, TabulatesDaysAndHours) {
  const CliResult hours = run({"--format", "csv", "--no-variants"});
  EXPECT_EQ(std::count(hours.out.begin(), hours.out.end(), '\n'), 1 + 60 * 2);
  const CliResult days = run({"--format", "csv", "--by", "day", "--platform", "box"});
  EXPECT_EQ(std::count(days.out.begin(), days.out.end(), '\n'), 1 + 3);
  EXPECT_NE(run({"--by", "day"}).out.find("2021-03-02  "), std::string::npos);
}

} // namespace
} // namespace coldframe::cli

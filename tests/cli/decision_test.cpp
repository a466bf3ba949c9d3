#include "tests/cli/cli_harness.h"

namespace coldframe::cli {
namespace {

// Six hours of 10,800 calls of 100 ms on Lambda, or on an always-on t2.micro.
const std::string kStream =
    R"({"schema": "coldframe.scenario/1", "name": "Stream", "seed": 5, "prices": "aws-us-east-1@2020-12",
    "month": {"length": "6 h"}, "workload": {"kind": "requests",
      "arrivals": {"kind": "poisson", "rate": "0.5 /s"}, "function": {"io": "100 ms"}, "output": "1 B"},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "aws-lambda@2020-12", "memory": "1024 MB"},
      {"id": "box", "kind": "fleet", "instance": "t2.micro", "count": 1, "hours": "always", "slots": 50}]})";

using Words = std::vector<std::string>;

CliResult run(const std::string& command, Words more) {
  Words args{command, "-", "--replications", "3"};
  args.insert(args.end(), more.begin(), more.end());
  return coldframe(args, kStream);
}

const Words kOverRate{"--a", "lambda", "--b", "box", "--over", "requests", "--from", "5000", "--to", "125000"};

TEST(Breakeven, SaysWhereAndHowSurelyTheCheaperOneChanges) {
  const CliResult result = run("breakeven", kOverRate);
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("\nlambda is cheaper below "), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("requests in 6 h"), std::string::npos);
  EXPECT_NE(result.out.find("(95 %: "), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("\nCheapest of all that send a bill: lambda up to "), std::string::npos) << result.out;
}

TEST(Breakeven, WritesItsCurveAndCrossingsInEveryFormat) {
  const JsonNode json = run("breakeven", with(kOverRate, {"--format", "json", "--explain"})).json();
  EXPECT_EQ(at(json, "/schema").asString(), "coldframe.breakeven/1");
  ASSERT_EQ(at(json, "/crossings").size(), 1u);
  const double exact = 24 * 0.0116 / (0.2e-6 + 0.1 * 0.0000166667) / 86400;
  EXPECT_NEAR(at(json, "/crossings/0/at").asNumber(), exact, 0.01 * exact);
  EXPECT_LE(at(json, "/crossings/0/ci95/0").asNumber(), at(json, "/crossings/0/at").asNumber());
  EXPECT_EQ(at(json, "/crossings/0/below/id").asString(), "lambda");
  EXPECT_GE(at(json, "/points").size(), 9u);
  EXPECT_GT(at(json, "/explanations").size(), 0u);
  EXPECT_EQ(run("breakeven", with(kOverRate, {"--format", "csv"})).out.rfind("at,a_month_usd,b_month_usd", 0), 0u);
  EXPECT_NE(run("breakeven", with(kOverRate, {"--format", "markdown"})).out.find("\n- lambda is cheaper"),
            std::string::npos);
}

// Any quantity by its name, in its own words.
TEST(Breakeven, TakesQuantitiesByName) {
  const CliResult duration =
      run("breakeven", {"--a", "lambda", "--b", "box", "--over", "duration", "--from", "50 ms", "--to", "2 s"});
  EXPECT_EQ(duration.code, 0) << duration.err;
  EXPECT_NE(duration.out.find("lambda is cheaper below "), std::string::npos) << duration.out;
  EXPECT_NE(duration.out.find("mean running time, s"), std::string::npos);
  const CliResult burst = run("breakeven", {"--a", "lambda", "--b", "box", "--over", "burst", "--to", "8", "--points",
                                            "3", "--format", "json"});
  EXPECT_EQ(at(burst.json(), "/over").asString(), "burst");
  EXPECT_EQ(at(burst.json(), "/fields/0").asString(), "/workload/arrivals");
  EXPECT_EQ(at(burst.json(), "/present").asNumber(), 1);
  EXPECT_EQ(at(burst.json(), "/points/2/shown").asString(), "a peak of 8× the mean rate");
  for (const auto& [over, to, said] :
       {std::tuple("utilisation", "1", "did you mean utilization?"), std::tuple("utilization", "50%", "uses no CPU"),
        std::tuple("burst", "1/2", "is no burst factor"), std::tuple("duration", "3", "is no mean running time"),
        std::tuple("requests", "many", "neither a count a month")}) {
    const CliResult result = run("breakeven", {"--a", "lambda", "--b", "box", "--over", over, "--to", to});
    EXPECT_EQ(result.code, 2);
    EXPECT_NE(result.err.find(said), std::string::npos) << result.err;
  }
}

TEST(Breakeven, SaysWhoIsCheaperAllTheWay) {
  const CliResult result =
      run("breakeven", {"--a", "lambda", "--b", "box", "--over", "requests", "--from", "2000", "--to", "20000"});
  EXPECT_NE(result.out.find("\nlambda is cheaper all the way from "), std::string::npos) << result.out;
}

TEST(Breakeven, ChangesFieldsFirstWhereAsked) {
  const auto crossing = [](const Words& more) {
    const JsonNode json = run("breakeven", with(kOverRate, with({"--format", "json"}, more))).json();
    return at(json, "/crossings/0/at").asNumber();
  };
  EXPECT_NEAR(crossing({"--set", "/platforms/box/count=2"}), 2 * crossing({}), 0.02 * crossing({}));
}

TEST(Breakeven, RefusesWhatItCannotDo) {
  EXPECT_EQ(run("breakeven", {"--a", "lambda", "--b", "box"}).code, 2);
  EXPECT_EQ(run("breakeven", {"--a", "lambda", "--b", "bax", "--over", "requests"}).code, 2);
  const CliResult runs = run("breakeven", {"--a", "lambda", "--b", "box", "--over", "runs"});
  EXPECT_EQ(runs.code, 2);
  EXPECT_NE(runs.err.find("this scenario is a stream of requests"), std::string::npos) << runs.err;
  EXPECT_EQ(run("breakeven", with(kOverRate, {"--set", "/platforms/box/cuont=2"})).code, 2);
}

TEST(Sensitivity, SaysWhereTheAnswerFlips) {
  const CliResult result = run("sensitivity", {"--input", "/workload/function/io", "--reach", "10", "--samples", "8"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("The answer is lambda, cheapest a month"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("The answer flips to box if /workload/function/io exceeds 37"), std::string::npos)
      << result.out;
  EXPECT_NE(result.out.find("now 100 ms"), std::string::npos);
}

TEST(Sensitivity, WritesIndicesAndFlipsAsJson) {
  const JsonNode json = run("sensitivity", {"--input", "/workload/function/io", "--input", "/workload/arrivals/rate",
                                            "--reach", "10", "--samples", "16", "--format", "json"})
                            .json();
  EXPECT_EQ(at(json, "/schema").asString(), "coldframe.sensitivity/1");
  EXPECT_EQ(at(json, "/answer").asString(), "lambda");
  EXPECT_EQ(at(json, "/inputs").size(), 2u);
  EXPECT_EQ(at(json, "/inputs/0/sobol/cost_total/ci95").size(), 2u);
  EXPECT_EQ(at(json, "/inputs/0/flips/0/to").asString(), "box");
  EXPECT_EQ(at(json, "/samples").asNumber(), 16);
}

TEST(Sensitivity, RefusesRangesThatAreNone) {
  EXPECT_EQ(run("sensitivity", {"--range", "0%"}).code, 2);
  EXPECT_EQ(run("sensitivity", {"--range", "much"}).code, 2);
  EXPECT_EQ(run("sensitivity", {"--input", "/workload/function/oi"}).code, 2);
}

} // namespace
} // namespace coldframe::cli

#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <fstream>

namespace coldframe::cli {
namespace {

using Words = std::vector<std::string>;

CliResult compared(Words more, const std::string& scenario = smallScenario()) {
  Words args{"compare", "-"};
  args.insert(args.end(), more.begin(), more.end());
  return coldframe(args, scenario);
}

TEST(Compare, PrintsAHeadlineARowAPlatformAndThreeSentences) {
  const CliResult result = compared({});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(std::count(result.out.begin(), result.out.end(), '\n'), 1 + 1 + 3 + 3) << result.out;
  EXPECT_EQ(result.out.rfind("Small job · seed 3 · 10 replications", 0), 0u) << result.out;
  EXPECT_NE(result.out.find("\nFastest: "), std::string::npos);
  EXPECT_NE(result.out.find("\nCheapest per month: "), std::string::npos);
  EXPECT_NE(result.out.find("\nWatch: "), std::string::npos);
}

TEST(Compare, CarrotsTakeEightyFortyAndTenSeconds) {
  const CliResult result = coldframe({"compare", "carrots", "--format", "json"});
  EXPECT_EQ(result.code, 0) << result.err;
  const JsonNode json = result.json();
  const std::vector<std::pair<std::string, std::pair<double, double>>> expected{
      {"one", {80, 1}}, {"two", {40, 2}}, {"eight", {10, 8}}};
  for (const auto& [id, numbers] : expected) {
    EXPECT_EQ(at(json, "/platforms/" + id + "/makespan_s/mean").asNumber(), numbers.first) << id;
    EXPECT_EQ(at(json, "/platforms/" + id + "/speedup/mean").asNumber(), numbers.second) << id;
  }
}

TEST(Compare, WarnsOnceInWordsAndBesideData) {
  // One replication has no interval.
  const std::string warning = "a single replication has no interval";
  const CliResult words = compared({"--replications", "1"});
  EXPECT_NE(words.out.find("Watch: " + warning), std::string::npos) << words.out;
  EXPECT_EQ(words.err.find(warning), std::string::npos) << words.err;
  const CliResult data = compared({"--replications", "1", "--format", "csv"});
  EXPECT_NE(data.err.find(warning), std::string::npos) << data.err;
}

TEST(Compare, NamesPeoplesTimeBesideTheBills) {
  const Words ops{"--set", "/ops/hours_per_month=10", "--set", "/ops/usd_per_hour=80"};
  EXPECT_NE(compared(ops).out.find("People's time, $800 a month, comes on top"), std::string::npos);
  const JsonNode json = compared(with(ops, {"--format", "json"})).json();
  EXPECT_EQ(at(json, "/people_usd_per_month").asNumber(), 800);
}

TEST(Compare, WritesTheContractAsJson) {
  const JsonNode json = compared({"--format", "json"}).json();
  EXPECT_EQ(at(json, "/schema").asString(), "coldframe.comparison/1");
  EXPECT_EQ(at(json, "/scenario/name").asString(), "Small job");
  EXPECT_EQ(at(json, "/scenario/sha256").asString().size(), 64u);
  EXPECT_EQ(at(json, "/seed").asNumber(), 3);
  EXPECT_EQ(at(json, "/replications").asNumber(), 10);
  EXPECT_EQ(at(json, "/replications_done").asNumber(), 10);
  EXPECT_FALSE(at(json, "/partial").asBoolean());
  EXPECT_FALSE(at(json, "/provisional").asBoolean());
  EXPECT_EQ(at(json, "/month_hours").asNumber(), 730);
  EXPECT_EQ(at(json, "/baseline/id").asString(), "laptop");
  EXPECT_EQ(at(json, "/baseline/parallelism").asNumber(), 1);
  EXPECT_EQ(at(json, "/platforms").size(), 3u);
  EXPECT_EQ(at(json, "/platforms/lambda/profile/name").asString(), "aws-lambda@2017-11");
  EXPECT_EQ(at(json, "/platforms/lambda/profile/sha256").asString().size(), 64u);
  EXPECT_EQ(at(json, "/platforms/lambda/prices/name").asString(), "aws-us-east-1@2017-11");
  EXPECT_EQ(at(json, "/platforms/box/prices/sha256").asString().size(), 64u);
}

TEST(Compare, ConservesCallsOnEveryPlatform) {
  const JsonNode json = compared({"--format", "json"}).json();
  for (const char* id : {"laptop", "lambda", "box"}) {
    const auto count = [&](const char* key) {
      return at(json, std::string("/platforms/") + id + "/counts/" + key).asNumber();
    };
    EXPECT_EQ(count("arrivals"), 60) << id; // six tasks in each of ten replications
    EXPECT_EQ(count("arrivals"),
              count("completed") + count("failed") + count("dropped") + count("running") + count("waiting"));
  }
}

TEST(Compare, BillsAddUpToTheirTotalAndMeanIsNearIt) {
  const JsonNode json = compared({"--format", "json"}).json();
  const JsonNode& bill = at(json, "/platforms/lambda/month/bill");
  ASSERT_GT(bill.size(), 0u);
  double sum = 0;
  for (std::size_t i = 0; i < bill.size(); ++i)
    sum += std::stod(bill.at(i).find("amount")->asString());
  EXPECT_NEAR(sum, std::stod(at(json, "/platforms/lambda/month/bill_total").asString()), 1e-12);
  const double mean = at(json, "/platforms/lambda/month/cost_usd/mean").asNumber();
  EXPECT_NEAR(sum, mean, 0.05 * mean);
  EXPECT_LE(at(json, "/platforms/lambda/month/cost_with_free_grant_usd/mean").asNumber(), mean);
}

TEST(Compare, AMachineThatIsOnAnywayCostsNothingMoreForARun) {
  const JsonNode json = compared({"--format", "json"}).json();
  EXPECT_EQ(at(json, "/platforms/laptop/run/marginal_usd/mean").asNumber(), 0);
  const double month = at(json, "/platforms/box/month/cost_usd/mean").asNumber();
  EXPECT_GT(month, 0);
  EXPECT_NEAR(at(json, "/platforms/box/run/allocated_usd/mean").asNumber(), month / 5, 1e-9 * month);
  EXPECT_GT(at(json, "/platforms/lambda/run/marginal_usd/mean").asNumber(), 0);
}

TEST(CompareThreads, NeverChangeAByte) {
  const CliResult one = compared({"--format", "json", "--jobs", "1"});
  const CliResult two = compared({"--format", "json", "--jobs", "2"});
  EXPECT_EQ(one.code, 0);
  EXPECT_EQ(one.out, two.out);
}

TEST(Compare, AResultFileRunsItselfAgain) {
  const CliResult first = compared({"--format", "json", "--seed", "11", "--replications", "4"});
  ASSERT_EQ(first.code, 0) << first.err;
  const CliResult again = coldframe({"compare", "-", "--format", "json"}, first.out);
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(again.out, first.out);
}

TEST(Compare, AnotherSeedIsAnotherSample) {
  const JsonNode a = compared({"--format", "json", "--seed", "1"}).json();
  const JsonNode b = compared({"--format", "json", "--seed", "2"}).json();
  EXPECT_NE(at(a, "/platforms/laptop/makespan_s/mean").asNumber(),
            at(b, "/platforms/laptop/makespan_s/mean").asNumber());
}

TEST(Compare, WritesCsvWithDotsAndMarkdown) {
  const CliResult csv = compared({"--format", "csv"});
  EXPECT_EQ(csv.code, 0);
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 1 + 3);
  EXPECT_NE(csv.out.find("platforms"), 0u);
  for (const char* name : {"scenario.name", "makespan_s.mean", "makespan_s.ci95.lo", "response_s.p95.mean",
                           "month.cost_usd.mean", "counts.arrivals"})
    EXPECT_NE(csv.out.find(name), std::string::npos) << name;
  const CliResult markdown = compared({"--format", "markdown"});
  EXPECT_EQ(markdown.code, 0);
  EXPECT_NE(markdown.out.find("| lambda |"), std::string::npos) << markdown.out;
}

TEST(Compare, ExplainsTheBillDownToQuantityTimesUnitPrice) {
  const CliResult result = compared({"--explain"});
  EXPECT_EQ(result.code, 0);
  EXPECT_NE(result.out.find(" × $"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("aws-us-east-1@2017-11"), std::string::npos);
}

TEST(Compare, AQuickAnswerIsProvisionalAndWider) {
  const JsonNode quick = compared({"--format", "json", "--effort", "quick"}).json();
  EXPECT_TRUE(at(quick, "/provisional").asBoolean());
  EXPECT_LT(at(quick, "/replications").asNumber(), 10);
  EXPECT_GE(at(quick, "/replications").asNumber(), 2);
  const JsonNode precise = compared({"--format", "json", "--effort", "precise"}).json();
  EXPECT_GT(at(precise, "/replications").asNumber(), 10);
  const auto width = [](const JsonNode& json) {
    const JsonNode& ends = at(json, "/platforms/laptop/makespan_s/ci95");
    return ends.at(1).asNumber() - ends.at(0).asNumber();
  };
  EXPECT_GT(width(quick), width(precise));
}

TEST(Compare, AnInfeasiblePlatformSaysByWhichNumberAndWhatWouldFit) {
  const CliResult result = compared({"--format", "json"}, smallScenario(30, "20 s"));
  EXPECT_EQ(result.code, 0); // the others can do it
  const JsonNode json = result.json();
  EXPECT_FALSE(at(json, "/platforms/lambda/feasible").asBoolean());
  EXPECT_EQ(at(json, "/platforms/lambda/limits/0/kind").asString(), "time");
  EXPECT_TRUE(at(json, "/platforms/lambda/limits/0/decides").asBoolean());
  const std::string verdict = at(json, "/platforms/lambda/verdict").asString();
  EXPECT_NE(verdict.find("exceed the 20 s cap; at most "), std::string::npos) << verdict;
  // What it says would fit does fit, and one more does not.
  const int most = std::stoi(verdict.substr(verdict.find("at most ") + 8));
  const auto feasible = [](int batch) {
    return at(compared({"--format", "json"}, smallScenario(batch, "20 s")).json(), "/platforms/lambda/feasible")
        .asBoolean();
  };
  EXPECT_TRUE(feasible(most)) << verdict;
  EXPECT_FALSE(feasible(most + 1)) << verdict;
}

TEST(Compare, RequireMakesOnePlatformDecideTheExitCode) {
  const std::string scenario = smallScenario(30, "20 s");
  EXPECT_EQ(compared({"--require", "lambda"}, scenario).code, 1);
  EXPECT_EQ(compared({"--require", "laptop"}, scenario).code, 0);
  const CliResult unknown = compared({"--require", "lamdba"}, scenario);
  EXPECT_EQ(unknown.code, 2);
  EXPECT_NE(unknown.err.find("did you mean 'lambda'?"), std::string::npos) << unknown.err;
}

TEST(Run, IsInfeasibleWithExitCode1) {
  EXPECT_EQ(coldframe({"run", "-", "--platform", "lambda"}, smallScenario(30, "20 s")).code, 1);
  EXPECT_EQ(coldframe({"run", "-", "--platform", "lambda"}, smallScenario()).code, 0);
  EXPECT_EQ(coldframe({"run", "-", "--platform", "nothing"}, smallScenario()).code, 2);
}

TEST(Run, GivesTheSameNumbersAsTheComparison) {
  const JsonNode all = compared({"--format", "json"}).json();
  const JsonNode one = coldframe({"run", "-", "--platform", "lambda", "--format", "json"}, smallScenario()).json();
  ASSERT_EQ(at(one, "/platforms").size(), 1u);
  EXPECT_TRUE(at(one, "/platforms/lambda").sameValue(at(all, "/platforms/lambda")));
}

TEST(Run, WritesTheTraceOfTheFirstReplication) {
  const test::TemporaryFolder folder;
  for (const char* name : {"trace.json", "trace.csv"}) {
    const std::string path = (folder.path() / name).string();
    const CliResult run = coldframe({"run", "-", "--platform", "lambda", "--trace-out", path}, smallScenario());
    EXPECT_EQ(run.code, 0) << run.err;
    const CliResult info = coldframe({"trace", "info", path, "--format", "csv"});
    EXPECT_EQ(info.code, 0) << info.err;
    EXPECT_NE(info.out.find("\ncalls,6,"), std::string::npos) << info.out;
    EXPECT_NE(info.out.find("\noutcome ok,6,"), std::string::npos) << info.out;
  }
}

TEST(Scale, CarrotsSpeedUpAsFarAsRowsAllow) {
  const CliResult result = coldframe({"scale", "carrots", "--workers", "1,2,3,4,5,7,8,16", "--format", "json"});
  ASSERT_EQ(result.code, 0) << result.err;
  const JsonNode json = result.json();
  EXPECT_EQ(at(json, "/schema").asString(), "coldframe.scale/1");
  // Rows cannot be split: ⌈8 ÷ workers⌉ rows of ten seconds one after another.
  const std::vector<std::pair<int, double>> expected{{1, 80}, {2, 40}, {3, 30}, {4, 20},
                                                     {5, 20}, {7, 20}, {8, 10}, {16, 10}};
  ASSERT_EQ(at(json, "/points").size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const std::string point = "/points/" + std::to_string(i);
    EXPECT_EQ(at(json, point + "/workers").asNumber(), expected[i].first);
    EXPECT_EQ(at(json, point + "/makespan_s/mean").asNumber(), expected[i].second);
    EXPECT_NEAR(at(json, point + "/speedup/mean").asNumber(), 80 / expected[i].second, 1e-9);
    EXPECT_NEAR(at(json, point + "/ideal_speedup/mean").asNumber(), expected[i].first, 1e-9);
  }
}

TEST(Scale, OfAFunctionSaysWhereOverheadDominates) {
  const CliResult result = coldframe({"scale", "carrots", "--platform", "lambda", "--workers", "8"});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("more than half of the time is overhead"), std::string::npos) << result.out;
}

TEST(Scale, RefusesStreamsAndNonsense) {
  EXPECT_EQ(coldframe({"scale", "weather-bot"}).code, 3);
  EXPECT_EQ(coldframe({"scale", "carrots", "--workers", "0"}).code, 2);
  EXPECT_EQ(coldframe({"scale", "carrots", "--platform", "nine"}).code, 2);
}

TEST(Interrupted, BeforeTheFirstReplicationIsExitCode130) {
  std::stop_source stop;
  stop.request_stop();
  CliSurroundings surroundings;
  surroundings.stop = stop.get_token();
  const CliResult result = coldframe({"compare", "-"}, smallScenario(), surroundings);
  EXPECT_EQ(result.code, 130);
  EXPECT_NE(result.err.find("interrupted"), std::string::npos);
}

TEST(Output, ReplacesTheFileWhole) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "result.json").string();
  std::ofstream(path) << "old";
  const CliResult result = compared({"--format", "json", "-o", path});
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(result.out, "");
  EXPECT_EQ(test::readText(path), compared({"--format", "json"}).out);
}

TEST(Output, ThatCannotBeWrittenIsExitCode5AndKeepsTheOldFile) {
  const CliResult missing = compared({"-o", "/nonexistent-folder/result.json"});
  EXPECT_EQ(missing.code, 5);
  EXPECT_NE(missing.err.find("/nonexistent-folder/result.json"), std::string::npos);
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "result.json").string();
  std::ofstream(path) << "old";
  EXPECT_EQ(coldframe({"compare", "-", "-o", path}, "not a scenario").code, 3);
  EXPECT_EQ(test::readText(path), "old");
  EXPECT_EQ(compared({"-o", "/dev/full"}).code, 5);
}

std::string queueScenario() {
  return R"({"schema": "coldframe.scenario/1", "name": "Queue", "prices": "aws-us-east-1@2017-11", "horizon": "5000 s", "month": {"length": "2 h"},
    "workload": {"kind": "requests", "arrivals": {"kind": "poisson", "rate": "0.9 /s"},
      "function": {"cpu": {"exponential": {"mean": "1 s"}}}},
    "platforms": [{"id": "server", "kind": "local", "cores": 1, "parallel": 1}]})";
}

TEST(Compare, LeavesOutAWarmUpOnRequestAndTheResultRepeatsIt) {
  const CliResult whole = coldframe({"compare", "-", "--format", "json"}, queueScenario());
  const CliResult cut = coldframe({"compare", "-", "--format", "json", "--warm-up", "500 s"}, queueScenario());
  ASSERT_EQ(cut.code, 0) << cut.err;
  EXPECT_NE(at(whole.json(), "/platforms/server/response_s/mean/mean").asNumber(),
            at(cut.json(), "/platforms/server/response_s/mean/mean").asNumber());
  EXPECT_EQ(at(whole.json(), "/platforms/server/counts/arrivals").asNumber(),
            at(cut.json(), "/platforms/server/counts/arrivals").asNumber());
  EXPECT_EQ(at(cut.json(), "/scenario_document/warm_up").asString(), "500 s");
  EXPECT_EQ(coldframe({"compare", "-", "--format", "json"}, cut.out).out, cut.out);
  const CliResult automatic = coldframe({"compare", "-", "--format", "json", "--warm-up", "auto"}, queueScenario());
  EXPECT_EQ(automatic.code, 0) << automatic.err;
  EXPECT_EQ(coldframe({"compare", "-", "--warm-up", "soon"}, queueScenario()).code, 3);
}

TEST(Compare, SaysHowSurelyTheCheapestIsCheaper) {
  const CliResult result = compared({});
  EXPECT_NE(result.out.find("; cheaper than box in every month, by $29"), std::string::npos) << result.out;
  const JsonNode json = compared({"--format", "json"}).json();
  ASSERT_EQ(at(json, "/differences").size(), 6u);
  EXPECT_EQ(at(json, "/differences/5/a").asString(), "lambda");
  EXPECT_EQ(at(json, "/differences/5/b").asString(), "box");
  const double difference = at(json, "/differences/4/b_minus_a/mean").asNumber();
  EXPECT_NEAR(difference,
              at(json, "/platforms/box/month/cost_usd/mean").asNumber() -
                  at(json, "/platforms/lambda/month/cost_usd/mean").asNumber(),
              1e-9);
  EXPECT_EQ(at(json, "/differences/4/share_a_less").asNumber(), 1);
}

} // namespace
} // namespace coldframe::cli

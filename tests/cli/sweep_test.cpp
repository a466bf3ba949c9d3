#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <fstream>

namespace coldframe::cli {
namespace {

const std::vector<std::string> kSweep{
    "sweep",   "-",          "--vary", "/workload/batch=5,10", "--vary", "/platforms/lambda/memory=512 MB,1024 MB",
    "--quiet", "--platform", "lambda", "--replications",       "3"};

std::size_t lines(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

TEST(SweepCommand, TabulatesEveryPointInAllForms) {
  const CliResult table = coldframe(kSweep, smallScenario());
  EXPECT_EQ(table.code, 0) << table.err;
  EXPECT_NE(table.out.find("4 points"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("Cheapest: /workload/batch = "), std::string::npos);
  const CliResult csv = coldframe(with(kSweep, {"--format", "csv"}), smallScenario());
  EXPECT_EQ(lines(csv.out), 5u);
  EXPECT_EQ(csv.out.find("version,scenario,scenario_sha256,seed,replications,point,/workload/batch"), 0u) << csv.out;
  const JsonNode json = coldframe(with(kSweep, {"--format", "json"}), smallScenario()).json();
  EXPECT_EQ(at(json, "/points").size(), 4u);
  EXPECT_EQ(at(json, "/points/3/settings").at(1).asString(), "1024 MB");
  EXPECT_EQ(at(json, "/points/3/platforms/0/prices/name").asString(), "aws-us-east-1@2017-11");
  EXPECT_NE(coldframe(with(kSweep, {"--format", "markdown"}), smallScenario()).out.find("**"), std::string::npos);
}

TEST(SweepCommand, ExplainsTheBestPointsAndSaysWhatAQuickOneMade) {
  const CliResult result = coldframe(
      {"sweep", "-", "--vary", "/workload/batch=5,10", "--quiet", "--explain", "--effort", "quick"}, smallScenario());
  EXPECT_NE(result.out.find("5 replications (provisional)"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("least cost among the feasible of 2 points"), std::string::npos) << result.out;
}

TEST(SweepCommand, SaysInItsWordsWhatToKnowBeforeRelyingOnIt) {
  EXPECT_NE(coldframe(kSweep, smallScenario()).out.find("Watch: costs are those of one run"), std::string::npos);
  EXPECT_EQ(coldframe(with(kSweep, {"--month"}), smallScenario()).out.find("Watch: costs"), std::string::npos);
}

TEST(SweepCommand, AResultFileMakesTheSameSweepAgain) {
  const CliResult first = coldframe(with(kSweep, {"--format", "json"}), smallScenario());
  const CliResult again = coldframe({"sweep", "-", "--quiet", "--format", "json"}, first.out);
  EXPECT_EQ(again.out, first.out);
}

TEST(SweepCommand, TheNumberOfThreadsNeverChangesAByte) {
  EXPECT_EQ(coldframe(with(kSweep, {"--format", "csv", "--jobs", "1"}), smallScenario()).out,
            coldframe(with(kSweep, {"--format", "csv", "--jobs", "3"}), smallScenario()).out);
}

TEST(SweepCommand, GoesOnFromItsJournalAndLeavesTheSameFile) {
  const test::TemporaryFolder folder;
  const std::string file = (folder.path() / "sweep.json").string();
  const std::string whole = coldframe(with(kSweep, {"--format", "json"}), smallScenario()).out;
  // Interrupted after the first point: what a killed sweep leaves is its journal.
  std::stop_source stop;
  stop.request_stop();
  CliSurroundings interrupted;
  interrupted.stop = stop.get_token();
  EXPECT_EQ(coldframe(with(kSweep, {"--format", "json", "-o", file}), smallScenario(), interrupted).code, 130);
  ASSERT_TRUE(std::filesystem::exists(file + ".journal"));
  std::ifstream header(file + ".journal");
  std::string first;
  std::getline(header, first);
  const JsonNode point = JsonDocument::parse(whole, "whole")->root().find("points")->at(0);
  {
    std::ofstream journal(file + ".journal");
    journal << first << '\n' << writeJsonLine(point) << "\n{\"index\": 1, \"settings\": {\"/work"; // cut off
  }
  std::vector<std::string> loud = with(kSweep, {"--format", "json", "-o", file});
  std::erase(loud, "--quiet");
  const CliResult resumed = coldframe(loud, smallScenario());
  EXPECT_EQ(resumed.code, 0) << resumed.err;
  EXPECT_NE(resumed.err.find("going on after 1 points"), std::string::npos) << resumed.err;
  EXPECT_EQ(test::readText(file), whole);
  EXPECT_FALSE(std::filesystem::exists(file + ".journal"));
}

TEST(SweepCommand, AJournalOfAnotherSweepIsNotGoneOnFrom) {
  const test::TemporaryFolder folder;
  const std::string file = (folder.path() / "sweep.csv").string();
  {
    std::ofstream journal(file + ".journal");
    journal << "{\"schema\":\"coldframe.sweep/1\",\"seed\":99}\n{\"index\":0}\n";
  }
  std::vector<std::string> loud = with(kSweep, {"--format", "csv", "-o", file});
  std::erase(loud, "--quiet");
  const CliResult result = coldframe(loud, smallScenario());
  EXPECT_EQ(result.err.find("going on"), std::string::npos);
  EXPECT_EQ(test::readText(file), coldframe(with(kSweep, {"--format", "csv"}), smallScenario()).out);
}

TEST(SweepCommand, RefusesWhatCannotBeVariedWithWhatCouldBeMeant) {
  const CliResult none = coldframe({"sweep", "-"}, smallScenario());
  EXPECT_EQ(none.code, 2);
  EXPECT_NE(none.err.find("--vary /workload/batch"), std::string::npos);
  const CliResult slip = coldframe({"sweep", "-", "--vary", "/workload/bacth=1,2"}, smallScenario());
  EXPECT_EQ(slip.code, 2);
  EXPECT_NE(slip.err.find("did you mean /workload/batch?"), std::string::npos) << slip.err;
  EXPECT_EQ(
      coldframe({"sweep", "-", "--vary", "/workload/batch=1", "--vary", "/workload/batch=2"}, smallScenario()).code, 2);
  EXPECT_EQ(coldframe({"sweep", "-", "--vary", "/workload/batch=1", "--platform", "lamda"}, smallScenario()).code, 2);
}

TEST(SweepCommand, MonthsOfAJobAreSimulatedWhenTheyAreAskedFor) {
  const JsonNode without = coldframe(with(kSweep, {"--format", "json"}), smallScenario()).json();
  EXPECT_TRUE(at(without, "/points/0/platforms/0/month_usd").isNull());
  EXPECT_EQ(at(without, "/points/0/platforms/0/why/month_usd").asString(), "the month was not simulated");
  const JsonNode with_ = coldframe(with(kSweep, {"--format", "json", "--month"}), smallScenario()).json();
  EXPECT_NEAR(at(with_, "/points/0/platforms/0/month_usd/mean").asNumber(),
              5 * at(with_, "/points/0/platforms/0/run_usd/mean").asNumber(), 0.02);
}

TEST(PrecisionOption, ReplicatesUntilTheIntervalsAreAsNarrowAsAsked) {
  const JsonNode json =
      coldframe({"compare", "-", "--precision", "1%", "--format", "json", "--quiet"}, smallScenario()).json();
  EXPECT_GT(at(json, "/replications").asNumber(), 10);
  const JsonNode& makespan = at(json, "/platforms/1/makespan_s");
  const double half = at(makespan, "/ci95/1").asNumber() - at(makespan, "/mean").asNumber();
  EXPECT_LE(half, 0.01 * at(makespan, "/mean").asNumber());
  EXPECT_EQ(coldframe({"compare", "-", "--precision", "much"}, smallScenario()).code, 2);
  EXPECT_EQ(coldframe({"compare", "-", "--precision", "80%"}, smallScenario()).code, 2);
}

std::vector<std::string> formats() {
  return {"table", "json", "csv", "markdown"};
}

TEST(BatchCommand, RecommendsABatchWithItsEvidenceInAllForms) {
  const std::vector<std::string> ask{"batch",          "-", "--platform", "lambda", "--sizes", "5,10,20",
                                     "--replications", "3", "--quiet"};
  for (const std::string& format : formats()) {
    const CliResult result = coldframe(with(ask, {"--format", format, "--explain"}), smallScenario());
    EXPECT_EQ(result.code, 0) << result.err;
    EXPECT_FALSE(result.out.empty());
  }
  const CliResult table = coldframe(ask, smallScenario());
  EXPECT_NE(table.out.find("Recommended: batch 5 (12 tasks)"), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("fit into 300 s"), std::string::npos) << table.out;
  const JsonNode json = coldframe(with(ask, {"--format", "json", "--deadline", "15 s"}), smallScenario()).json();
  EXPECT_EQ(at(json, "/schema").asString(), "coldframe.batch/1");
  EXPECT_EQ(at(json, "/choice/deadline").asString(), "15 s");
  EXPECT_EQ(at(json, "/points").size(), 3u);
  const CliResult again = coldframe(
      {"batch", "-", "--platform", "lambda", "--sizes", "5,10,20", "--format", "json", "--deadline", "15 s", "--quiet"},
      writeJson(json));
  EXPECT_EQ(at(again.json(), "/points/0/run_usd/mean").asNumber(), at(json, "/points/0/run_usd/mean").asNumber());
}

TEST(BatchCommand, SaysWhenNoBatchIsFeasible) {
  const CliResult result =
      coldframe({"batch", "-", "--platform", "lambda", "--sizes", "5,10", "--quiet"}, smallScenario(10, "1 s"));
  EXPECT_EQ(result.code, 1);
  EXPECT_NE(result.out.find("None of these is feasible."), std::string::npos) << result.out;
}

TEST(BatchCommand, SaysWhenNoBatchIsDoneInTime) {
  const CliResult result = coldframe(
      {"batch", "-", "--platform", "lambda", "--sizes", "5,10", "--deadline", "1 ms", "--quiet"}, smallScenario());
  EXPECT_EQ(result.code, 1);
  EXPECT_NE(result.out.find("None is done within 1.0 ms in 95 of 100 runs."), std::string::npos) << result.out;
}

TEST(MemoryCommand, HoldsAResultOfPowerTuningAgainstTheSimulation) {
  const test::TemporaryFolder folder;
  const std::string file = (folder.path() / "tuning.json").string();
  std::ofstream(file) << R"({"power": 512, "cost": 2.08e-8, "duration": 10, "stateMachine": {"executionCost": 0.00025,
    "lambdaCost": 0.0001, "visualization": ""}, "stats": [{"value": 512, "averagePrice": 2.0e-4,
    "averageDuration": 35000}, {"value": 1024, "averagePrice": 2.1e-4, "averageDuration": 17500}]})";
  const std::vector<std::string> ask{"memory",         "-", "--platform", "lambda", "--sizes", "512 MB,1024 MB,1792 MB",
                                     "--replications", "3", "--quiet"};
  for (const std::string& format : formats())
    EXPECT_EQ(coldframe(with(ask, {"--format", format, "--explain"}), smallScenario()).code, 0);
  const CliResult table = coldframe(with(ask, {"--compare", file}), smallScenario());
  EXPECT_EQ(table.code, 0) << table.err;
  EXPECT_NE(table.out.find("Measured at 2 sizes"), std::string::npos) << table.out;
  const JsonNode json = coldframe(with(ask, {"--compare", file, "--format", "json"}), smallScenario()).json();
  EXPECT_EQ(at(json, "/measured/points").size(), 2u);
  EXPECT_LT(at(json, "/measured/scaled_error").asNumber(), 0.02); // CPU-bound: half the memory, twice the time
  // The link to its chart: 512 and 1,024 MB, 20 s and 11 s, as base64.
  const std::string link = "https://lambda-power-tuning.show/#AAIABA==;AECcRgDgK0Y=;B0IyOWK+PDk=";
  const JsonNode linked = coldframe(with(ask, {"--compare", link, "--format", "json"}), smallScenario()).json();
  EXPECT_EQ(at(linked, "/measured/points/1/measured_s").asNumber(), 11);
  EXPECT_EQ(coldframe(with(ask, {"--compare", file + "x"}), smallScenario()).code, 3);
  EXPECT_EQ(coldframe(with(ask, {"--compare", "https://lambda-power-tuning.show/"}), smallScenario()).code, 3);
  EXPECT_EQ(coldframe({"memory", "-", "--platform", "laptop"}, smallScenario()).code, 2);
}

TEST(OptimizeCommand, FindsAConfigurationAndSaysWithHowManyCalls) {
  const std::vector<std::string> ask{"optimize",   "-",
                                     "--over",     "/workload/batch=2,5,10,20",
                                     "--over",     "/platforms/lambda/memory=512 MB,1024 MB,1792 MB",
                                     "--platform", "lambda",
                                     "--deadline", "15 s",
                                     "--quiet"};
  for (const std::string& format : formats())
    EXPECT_EQ(coldframe(with(ask, {"--format", format, "--explain"}), smallScenario()).code, 0);
  const CliResult table = coldframe(ask, smallScenario());
  EXPECT_NE(table.out.find("Recommended: /workload/batch = "), std::string::npos) << table.out;
  EXPECT_NE(table.out.find("simulated calls"), std::string::npos);
  const JsonNode json = coldframe(with(ask, {"--format", "json"}), smallScenario()).json();
  EXPECT_TRUE(at(json, "/found").asBoolean());
  EXPECT_LE(at(json, "/configurations/0/time_s/mean").asNumber(), 15);
  EXPECT_LT(at(json, "/simulated_calls").asNumber(), at(json, "/exhaustive_calls").asNumber());
  EXPECT_EQ(coldframe({"optimize", "-", "--platform", "lambda", "--deadline", "1 ms", "--over", "/workload/batch=5,10",
                       "--quiet"},
                      smallScenario())
                .code,
            1);
  EXPECT_EQ(coldframe({"optimize", "-", "--budget", "cheap"}, smallScenario()).code, 2);
}

TEST(OptimizeCommand, ComparesPlatformsByTheirMonths) {
  const JsonNode json =
      coldframe({"optimize", "-", "--quiet", "--format", "json", "--replications", "3"}, smallScenario()).json();
  EXPECT_EQ(at(json, "/cost_of").asString(), "month");
  EXPECT_EQ(at(json, "/configurations/0/platform").asString(), "laptop"); // nothing is billed for it
}

} // namespace
} // namespace coldframe::cli

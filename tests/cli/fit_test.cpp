#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace coldframe::cli {
namespace {

using test::dataDir;
using test::whyDataIsMissing;

// 40 warm calls of a job through a client that makes 10 a second.
std::string run() {
  std::string text = "call,submit_ns,start_ns,func_start_ns,func_end_ns,end_ns,cold,environment\n";
  for (std::int64_t i = 0; i < 40; ++i) {
    const std::int64_t submit = 100'000'000 * i;
    const std::int64_t start = submit + 200'000'000 + 1'000'000 * (i % 7);
    const std::int64_t end = start + 5'000'000'000 + 10'000'000 * (i % 11);
    for (const std::int64_t value : {i, submit, start, start + 50'000'000, end, end + 100'000'000})
      text += std::to_string(value) + ",";
    text += "no," + std::to_string(i) + "\n";
  }
  return text;
}

TEST(Fit, SaysWhatItLearntAndWhatItCannot) {
  const CliResult result = coldframe({"fit", "-"}, run());
  EXPECT_EQ(result.code, 0) << result.err;
  EXPECT_NE(result.out.find("10 calls/s"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("not known: no call started cold"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("not known: only 0 environments were found gone"), std::string::npos) << result.out;
}

TEST(Fit, WritesEveryFormat) {
  const JsonNode json = coldframe({"fit", "-", "--format", "json"}, run()).json();
  EXPECT_EQ(at(json, "/schema").asString(), "coldframe.fit/1");
  EXPECT_EQ(at(json, "/parts/0/key").asString(), "invocation");
  EXPECT_NEAR(at(json, "/parts/0/figures/0/value").asNumber(), 10, 0.01);
  EXPECT_EQ(coldframe({"fit", "-", "--format", "csv"}, run()).out.rfind("part,title,figure,value", 0), 0u);
  EXPECT_EQ(coldframe({"fit", "-", "--format", "markdown"}, run()).out.rfind("**Learnt from", 0), 0u);
}

TEST(Fit, RefusesWhatIsNoTrace) {
  EXPECT_EQ(coldframe({"fit", "-"}, "no trace").code, 3);
  EXPECT_EQ(coldframe({"fit", "absent.json"}).code, 3);
  EXPECT_EQ(coldframe({"fit"}).code, 2);
}

TEST(Fit, LearnsFromARealRun) {
  const char* const file = "pywren/lithops-applications/aws_lambda-flops-0100-2022.json";
  if (const std::string why = whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  const CliResult result = coldframe({"fit", (dataDir() / file).string(), "--format", "json"});
  ASSERT_EQ(result.code, 0) << result.err;
  const JsonNode json = result.json();
  // 97 warm and 3 cold calls; ends are looked for about every 0.6 s.
  for (std::size_t i = 0; i < at(json, "/parts").size(); ++i) {
    const JsonNode& part = at(json, "/parts").at(i);
    const std::string key = at(part, "/key").asString();
    if (key == "start_warm") {
      EXPECT_EQ(at(part, "/n").asNumber(), 97);
    }
    if (key == "start_cold") {
      EXPECT_EQ(at(part, "/n").asNumber(), 3);
    }
    if (key == "polling") {
      EXPECT_NEAR(at(part, "/figures/0/value").asNumber(), 0.6, 0.06);
    }
    if (key == "keep_alive") {
      EXPECT_NE(at(part, "/why").asString(), "");
    }
  }
}

// From the 100 calls of a run (Lithops, 2022) a scenario, and the run beside what it predicts.
TEST(Predict, ARealRunBesideTheScenarioFittedToIt) {
  const char* const file = "pywren/lithops-applications/aws_lambda-flops-0100-2022.json";
  if (const std::string why = whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  const std::string run = (dataDir() / file).string();
  const test::TemporaryFolder folder;
  const std::string scenario = (folder.path() / "fitted.json").string();
  ASSERT_EQ(coldframe({"fit", run, "--scenario", scenario}).code, 2) << "the run does not say its memory";
  ASSERT_EQ(coldframe({"fit", run, "--scenario", scenario, "--memory", "1024 MB"}).code, 0);
  const CliResult result = coldframe({"predict", scenario, "--observed", run, "--format", "json"});
  ASSERT_EQ(result.code, 0) << result.err;
  const JsonNode json = result.json();
  EXPECT_EQ(at(json, "/schema").asString(), "coldframe.prediction/1");
  EXPECT_EQ(at(json, "/measures/0/name").asString(), "makespan");
  EXPECT_NEAR(at(json, "/measures/0/error").asNumber(), 0, 0.1);
  EXPECT_NE(coldframe({"predict", scenario, "--observed", run}).out.find("Makespan "), std::string::npos);
  EXPECT_EQ(coldframe({"predict", scenario, "--observed", run, "--format", "csv"}).out.rfind("measure,unit,", 0), 0u);
}

// The relative errors of a prediction, by measure.
std::map<std::string, double> errorsOf(const JsonNode& prediction) {
  std::map<std::string, double> errors;
  const JsonNode& measures = at(prediction, "/measures");
  for (std::size_t i = 0; i < measures.size(); ++i)
    errors[measures.at(i).find("name")->asString()] = measures.at(i).find("error")->asNumber();
  return errors;
}

// Lithops on two workers: 38 of the 40 calls waited for another's end, which is the job's doing and not a start's. The
// second is a container platform of 30 nodes.
TEST(Predict, ARunWhoseCallsWaitedForEachOther) {
  std::vector<std::pair<std::string, double>> runs{
      {(test::sourceDir() / "scenarios" / "runs" / "lithops-40-calls.json").string(), 0.1}};
  const char* const containers = "pywren/lithops-applications/azure_containers-flops-0100-2022.json";
  if (whyDataIsMissing(containers).empty())
    runs.emplace_back((dataDir() / containers).string(), 0.15);
  for (const auto& [run, off] : runs) {
    const test::TemporaryFolder folder;
    const std::string scenario = (folder.path() / "fitted.json").string();
    ASSERT_EQ(coldframe({"fit", run, "--scenario", scenario, "--memory", "2048 MB"}).code, 0);
    const auto errors = errorsOf(coldframe({"predict", scenario, "--observed", run, "--format", "json"}).json());
    EXPECT_NEAR(errors.at("makespan"), 0, off) << run;
    EXPECT_EQ(errors.at("most running"), 0) << run;
  }
}

TEST(Predict, RefusesAPlatformThatIsNotThereAndARunThatIsNone) {
  EXPECT_EQ(coldframe({"predict", "carrots", "--observed", "absent.json", "--platform", "lambda"}).code, 3);
  EXPECT_EQ(coldframe({"predict", "carrots", "--observed", "absent.json", "--platform", "moon"}).code, 2);
  EXPECT_EQ(coldframe({"predict", "carrots"}).code, 2);
}

// A run, the larger one that is predicted from it, and the errors by measure.
std::map<std::string, double> errorsOfLarger(const std::string& fitted, const std::string& observed, int warm,
                                             const std::vector<std::string>& more = {}) {
  const test::TemporaryFolder folder;
  const std::string scenario = (folder.path() / "fitted.json").string();
  EXPECT_EQ(coldframe({"fit", fitted, "--scenario", scenario, "--memory", "1024 MB"}).code, 0);
  std::vector<std::string> words{
      "predict", scenario, "--observed",           observed, "--format",
      "json",    "--set",  "/workload/items=1000", "--set",  "/initial/warm=" + std::to_string(warm)};
  words.insert(words.end(), more.begin(), more.end());
  const CliResult result = coldframe(words);
  EXPECT_EQ(result.code, 0) << result.err;
  return errorsOf(result.json());
}

// 100 calls that wrote 512 MB each predict 1,000 such calls: the bars of the comparison in docs/validation.md, with the
// client's constants of the shipped profile, and with those that the runs of 100 calls alone give.
TEST(Predict, ALargerRunOfTheSameCode) {
  const char* const few = "pywren/lithops-applications/aws_s3-write-0100-2022.json";
  const char* const many = "pywren/lithops-applications/aws_s3-write-1000-2022.json";
  for (const char* const file : {few, many})
    if (const std::string why = whyDataIsMissing(file); !why.empty())
      GTEST_SKIP() << why;
  const std::string client = "/platforms/lambda/executor_overrides/";
  for (const std::vector<std::string>& settings :
       {std::vector<std::string>{}, {"--set", client + "poll_per_key=0.5 ms", "--set", client + "fetch_work=2.1 ms"}}) {
    auto errors = errorsOfLarger((dataDir() / few).string(), (dataDir() / many).string(), 405, settings);
    EXPECT_NEAR(errors.at("makespan"), 0, 0.25);
    EXPECT_NEAR(errors.at("cost of the calls"), 0, 0.05);
    EXPECT_NEAR(errors.at("submit to start, warm, p50"), 0, 0.25);
    EXPECT_NEAR(errors.at("submit to start, warm, p90"), 0, 0.25);
  }
}

// What a fit writes as profiles, a scenario can name, and platforms show shows with its sources.
TEST(Fit, WritesProfilesThatScenariosCanName) {
  const test::TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "platforms");
  const std::string profile = (folder.path() / "platforms" / "mine@2022-06.json").string();
  const CliResult fit =
      coldframe({"fit", "-", "--out", profile, "--profile", "aws-lambda@2022-06", "--executor", "lithops-3"}, run());
  ASSERT_EQ(fit.code, 0) << fit.err;
  const std::string data = folder.path().string();
  const CliResult shown = coldframe({"platforms", "show", "mine@2022-06", "--data", data, "--format", "json"});
  EXPECT_EQ(shown.code, 0) << shown.err;
  EXPECT_NE(shown.out.find("fitted to"), std::string::npos);
  EXPECT_NE(shown.out.find("AWS documentation"), std::string::npos) << "what the run does not tell keeps its source";
  EXPECT_EQ(coldframe({"platforms", "show", "mine-client@2022-06", "--data", data}).code, 0);
  const std::string scenario = R"({"schema": "coldframe.scenario/1", "name": "Mine", "prices": "aws-us-east-1@2022-06",
    "workload": {"kind": "job", "items": 40, "batch": 1, "item": {"io": "5 s"}}, "initial": {"warm": 40},
    "platforms": [{"id": "lambda", "kind": "faas", "profile": "mine", "memory": "1024 MB", "runtime": "python",
                   "executor": "mine-client"}]})";
  const CliResult compared = coldframe({"compare", "-", "--data", data, "--format", "json"}, scenario);
  ASSERT_EQ(compared.code, 0) << compared.err;
  // 10 calls a second: the last of 40 starts after 3.9 s and 0.2 s more.
  EXPECT_GT(at(compared.json(), "/platforms/0/makespan_s/mean").asNumber(), 9);
  EXPECT_EQ(coldframe({"fit", "-", "--out", "folder/"}, run()).code, 2);
}

// One call, calls that all failed, calls without stamps, a client's clock far from the worker's: what is wrong is said.
TEST(Fit, SaysWhatOddRunsLack) {
  const std::string head = "call,submit_ns,start_ns,func_start_ns,func_end_ns,end_ns,cold,environment,outcome\n";
  const CliResult one = coldframe({"fit", "-"}, head + "0,0,200000000,250000000,5000000000,5100000000,no,0,ok\n");
  EXPECT_EQ(one.code, 0) << one.err;
  EXPECT_NE(one.out.find("fewer than 20 calls"), std::string::npos) << one.out;
  std::string failed = head;
  for (int i = 0; i < 30; ++i)
    failed += std::to_string(i) + "," + std::to_string(i) + "000000,200000000,,,5100000000,no,0,error\n";
  const CliResult all = coldframe({"fit", "-", "--memory", "1024 MB", "--scenario", "-.json"}, failed);
  EXPECT_EQ(all.code, 3);
  EXPECT_NE(all.err.find("no call succeeded"), std::string::npos) << all.err;
  std::string skewed = head;
  for (std::int64_t i = 0; i < 30; ++i) { // the worker's clock is an hour behind
    const std::int64_t submit = 3'700'000'000'000 + i * 1'000'000, start = submit - 3'600'000'000'000;
    skewed += std::to_string(i) + "," + std::to_string(submit) + "," + std::to_string(start) + "," +
              std::to_string(start) + "," + std::to_string(start + 5'000'000'000) + "," +
              std::to_string(start + 5'100'000'000) + ",no,0,ok\n";
  }
  const CliResult apart = coldframe({"fit", "-"}, skewed);
  EXPECT_EQ(apart.code, 0) << apart.err;
  EXPECT_NE((apart.out + apart.err).find("clock"), std::string::npos) << apart.out << apart.err;
}

TEST(TraceDiff, SetsTwoRunsSideBySide) {
  const test::TemporaryFolder folder;
  const std::string slower = (folder.path() / "slower.csv").string();
  std::string text = run();
  {
    // Every stamp in it twice as late: every phase twice as long.
    std::ofstream out(slower);
    std::istringstream in(text);
    std::string line;
    std::getline(in, line);
    out << line << "\n";
    while (std::getline(in, line)) {
      std::istringstream cells(line);
      std::string cell;
      for (int column = 0; std::getline(cells, cell, ','); ++column)
        out << (column > 0 ? "," : "") << (column >= 1 && column <= 5 ? std::to_string(2 * std::stoll(cell)) : cell);
      out << "\n";
    }
  }
  const CliResult result = coldframe({"trace", "diff", "-", slower, "--format", "json"}, text);
  ASSERT_EQ(result.code, 0) << result.err;
  const JsonNode json = result.json();
  ASSERT_GT(at(json, "/phases").size(), 3u);
  for (std::size_t i = 0; i + 3 < at(json, "/phases").size(); ++i)
    EXPECT_NEAR(at(json, "/phases").at(i).find("p50_change")->asNumber(), 1, 0.01) << result.out;
  // Of runs that are the same, nothing differs.
  const JsonNode same = coldframe({"trace", "diff", slower, slower, "--format", "json"}).json();
  EXPECT_EQ(at(same, "/phases/0/ks_distance").asNumber(), 0);
  EXPECT_EQ(coldframe({"trace", "diff", slower, "absent"}).code, 3);
}

} // namespace
} // namespace coldframe::cli

#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

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

TEST(Predict, RefusesAPlatformThatIsNotThereAndARunThatIsNone) {
  EXPECT_EQ(coldframe({"predict", "carrots", "--observed", "absent.json", "--platform", "lambda"}).code, 3);
  EXPECT_EQ(coldframe({"predict", "carrots", "--observed", "absent.json", "--platform", "moon"}).code, 2);
  EXPECT_EQ(coldframe({"predict", "carrots"}).code, 2);
}

// 100 calls that wrote 512 MB each predict 1,000 such calls: the figures of docs/validation.md.
TEST(Predict, ALargerRunOfTheSameCode) {
  const char* const few = "pywren/lithops-applications/aws_s3-write-0100-2022.json";
  const char* const many = "pywren/lithops-applications/aws_s3-write-1000-2022.json";
  for (const char* const file : {few, many})
    if (const std::string why = whyDataIsMissing(file); !why.empty())
      GTEST_SKIP() << why;
  const test::TemporaryFolder folder;
  const std::string scenario = (folder.path() / "fitted.json").string();
  ASSERT_EQ(coldframe({"fit", (dataDir() / few).string(), "--scenario", scenario, "--memory", "1024 MB"}).code, 0);
  std::string text = test::readText(scenario);
  for (const auto& [old, larger] :
       {std::pair<std::string, std::string>{"\"items\": 100", "\"items\": 1000"}, {"\"warm\": 96", "\"warm\": 405"}}) {
    ASSERT_NE(text.find(old), std::string::npos) << text;
    text.replace(text.find(old), old.size(), larger);
  }
  const CliResult result =
      coldframe({"predict", "-", "--observed", (dataDir() / many).string(), "--format", "json"}, text);
  ASSERT_EQ(result.code, 0) << result.err;
  const JsonNode json = result.json();
  std::map<std::string, double> errors;
  for (std::size_t i = 0; i < at(json, "/measures").size(); ++i)
    errors[at(json, "/measures").at(i).find("name")->asString()] =
        at(json, "/measures").at(i).find("error")->asNumber();
  EXPECT_NEAR(errors.at("cost of the calls"), 0, 0.05);
  EXPECT_NEAR(errors.at("submit to start, warm, p50"), 0, 0.25);
  EXPECT_NEAR(errors.at("submit to start, warm, p90"), 0, 0.25);
  EXPECT_NEAR(errors.at("submit to start, cold, p50"), 0, 0.25);
  EXPECT_NEAR(errors.at("makespan"), -0.23, 0.02); // asked for: within 0.25
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

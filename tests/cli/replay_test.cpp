#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <gmock/gmock.h>

#include <fstream>

namespace coldframe::cli {
namespace {

using testing::HasSubstr;

class Replay : public testing::Test {
protected:
  std::string path(const std::string& name) const { return (m_folder.path() / name).string(); }

  // Forty calls of a map through Lithops, each 10 s, and one of 30 s.
  std::string lithopsRun() const {
    std::ofstream file(path("run.json"));
    file << "[";
    for (int i = 0; i < 41; ++i) {
      const double submit = 1'654'855'992.5 + 0.001 * i;
      char text[512];
      std::snprintf(text, sizeof text,
                    R"({"call_id": "%05d", "host_submit_tstamp": %.3f, "worker_start_tstamp": %.3f, )"
                    R"("worker_func_start_tstamp": %.3f, "worker_func_end_tstamp": %.3f, "worker_end_tstamp": %.3f, )"
                    R"("host_status_done_tstamp": %.3f, "worker_cold_start": true, "worker_exec_time": 10}%s)"
                    "\n",
                    i, submit, submit + 1, submit + 1.1, submit + 1.1 + (i == 7 ? 30 : 10),
                    submit + 1.2 + (i == 7 ? 30 : 10), submit + 33, i < 40 ? "," : "]");
      file << text;
    }
    return path("run.json");
  }
  test::TemporaryFolder m_folder;
};

TEST_F(Replay, ARunIsComparedWithItselfOnOtherPlatforms) {
  const CliResult replay =
      coldframe({"trace", "replay", lithopsRun(), "--on", "c6i.8xlarge", "--on", "aws-lambda@2025-10:3008MB",
                 "--memory", "1769 MB", "--replications", "2", "--format", "json"});
  ASSERT_EQ(replay.code, 0) << replay.err;
  const JsonNode result = replay.json();
  const JsonNode& platforms = *result.find("platforms");
  ASSERT_EQ(platforms.size(), 3u);
  EXPECT_EQ(at(result, "/platforms/0/id").asString(), "recorded");
  EXPECT_EQ(at(result, "/platforms/1/id").asString(), "c6i-8xlarge");
  EXPECT_EQ(at(result, "/platforms/2/id").asString(), "aws-lambda");
  EXPECT_EQ(at(result, "/platforms/0/counts/calls").asNumber(), 2 * 41) << "one call a recorded one and replication";
  // The longest call is 30 s of one vCPU where it was recorded, and less than that on a quicker core.
  EXPECT_GT(at(result, "/platforms/0/makespan_s/mean").asNumber(), 30);
  EXPECT_LT(at(result, "/platforms/1/makespan_s/mean").asNumber(), 430.0) << "in parallel, not one after another";
  EXPECT_GT(at(result, "/platforms/1/run/marginal_usd/mean").asNumber(), 0);
  EXPECT_THAT(replay.err, HasSubstr("recorded: 41 calls in 33"));
}

TEST_F(Replay, WritesTheScenarioThatItAsked) {
  const CliResult replay = coldframe({"trace", "replay", lithopsRun(), "--on", "c6i.large:4", "--memory", "1769 MB",
                                      "--replications", "2", "--format", "json", "--scenario", path("s.json")});
  ASSERT_EQ(replay.code, 0) << replay.err;
  const CliResult again = coldframe({"compare", path("s.json"), "--replications", "2", "--format", "json"});
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_EQ(at(again.json(), "/platforms/1/makespan_s/mean").asNumber(),
            at(replay.json(), "/platforms/1/makespan_s/mean").asNumber());
  EXPECT_EQ(at(again.json(), "/scenario_document/platforms/1/count").asNumber(), 4);
}

TEST_F(Replay, ALogComesAgainAsItCame) {
  std::ofstream(path("f.log"))
      << "2026-08-14T14:00:43.500Z REPORT RequestId: 11111111-aaaa-4000-8000-000000000001\tDuration: "
         "100 ms\tBilled Duration: 100 ms\tMemory Size: 512 MB\tMax Memory Used: 87 MB\t\n"
         "2026-08-14T15:00:43.500Z REPORT RequestId: 11111111-aaaa-4000-8000-000000000002\tDuration: "
         "200 ms\tBilled Duration: 200 ms\tMemory Size: 512 MB\tMax Memory Used: 87 MB\t\n";
  const CliResult replay =
      coldframe({"trace", "replay", path("f.log"), "--on", "c6i.large", "--replications", "2", "--format", "json"});
  ASSERT_EQ(replay.code, 0) << replay.err;
  const JsonNode result = replay.json();
  EXPECT_EQ(at(result, "/platforms/0/makespan_s").kind(), JsonKind::Null) << "a stream";
  EXPECT_EQ(at(result, "/platforms/0/counts/arrivals").asNumber(), 2 * 2);
  EXPECT_EQ(at(result, "/scenario_document/platforms/0/memory").asString(), "512 MB") << "as the log says";
}

TEST_F(Replay, SaysWhatIsMissingOrWrong) {
  const std::string run = lithopsRun();
  const auto failed = [&](const std::vector<std::string>& words, int code, const std::string& says) {
    std::vector<std::string> all{"trace", "replay", run};
    all.insert(all.end(), words.begin(), words.end());
    const CliResult result = coldframe(all);
    EXPECT_EQ(result.code, code) << says;
    EXPECT_THAT(result.err, HasSubstr(says));
  };
  failed({"--memory", "1769 MB"}, 2, "--on");
  failed({"--on", "c6i.8xlarge"}, 2, "give it with --memory");
  failed({"--on", "c6i.8xlarge:many", "--memory", "1769 MB"}, 2, "number of machines");
  failed({"--on", "c6i.9xlarge", "--memory", "1769 MB"}, 3, "no such instance type");
  failed({"--on", "c6i.large", "--memory", "1769 MB", "--cpu-share", "2"}, 2, "share");
  EXPECT_EQ(coldframe({"trace", "replay", "-", "--on", "c6i.large"}, "x").code, 2);
}

// Reading stops at Ctrl-C, in every command that reads a run.
TEST_F(Replay, ReadingCanBeInterrupted) {
  std::ofstream file(path("long.csv"));
  file << "start_s,duration_s\n";
  for (int i = 0; i < 20'000; ++i)
    file << i << ",1\n";
  file.close();
  std::stop_source stop;
  stop.request_stop();
  CliSurroundings surroundings;
  surroundings.stop = stop.get_token();
  for (const std::vector<std::string>& words : {std::vector<std::string>{"trace", "info", path("long.csv")},
                                                {"trace", "convert", path("long.csv")},
                                                {"trace", "diff", path("long.csv"), path("long.csv")},
                                                {"fit", path("long.csv")}})
    EXPECT_EQ(coldframe(words, {}, surroundings).code, 130) << words[1];
}

} // namespace
} // namespace coldframe::cli

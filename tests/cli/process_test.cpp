// The program as a process: Ctrl-C, readers that go away, disks that are full.
#include "sim/json/document.h"
#include "tests/cli/cli_harness.h"
#include "tests/cli/cli_process.h"
#include "tests/support/data_locator.h"

#include <sched.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace coldframe::cli {
namespace {

class Processes : public testing::Test {
protected:
  std::string at(const std::string& name) const { return (m_folder.path() / name).string(); }
  test::TemporaryFolder m_folder;
};

TEST_F(Processes, PrintTheSameAsTheLibrary) {
  std::ofstream(at("small.json")) << smallScenario();
  Process process({"compare", at("small.json"), "--format", "json"}, at("out"), at("err"));
  EXPECT_EQ(process.exitCode(), 0);
  EXPECT_EQ(test::readText(at("out")), coldframe({"compare", at("small.json"), "--format", "json"}).out);
}

TEST_F(Processes, InterruptedPrintTheFinishedPrefixAndExitWith130) {
  // Long enough to be interrupted on any machine: it would take minutes.
  std::string scenario = smallScenario();
  scenario.replace(scenario.find("\"items\": 60"), 11, "\"items\": 60000");
  std::ofstream(at("long.json")) << scenario;
  Process process({"compare", at("long.json"), "--replications", "100000", "--format", "json", "-o", at("result")},
                  at("out"), at("err"));
  // The file beside the result says that the program has begun; then it is asked to stop.
  while (process.isRunning() && std::distance(std::filesystem::directory_iterator(m_folder.path()), {}) < 4)
    sched_yield();
  process.interrupt();
  EXPECT_EQ(process.exitCode(), 130) << test::readText(at("err"));
  EXPECT_NE(test::readText(at("err")).find("interrupted"), std::string::npos);
  if (!std::filesystem::exists(at("result"))) {
    EXPECT_NE(test::readText(at("err")).find("interrupted before the first replication"), std::string::npos);
    return;
  }
  const auto result = JsonDocument::readFile(at("result"));
  ASSERT_TRUE(result.has_value());
  EXPECT_TRUE(result->root().find("partial")->asBoolean());
  EXPECT_LT(result->root().find("replications_done")->asNumber(), 100000);
}

TEST_F(Processes, ThatCannotWriteToStandardOutputExitWith5) {
  Process process({"scenarios", "list"}, "/dev/full", at("err"));
  EXPECT_EQ(process.exitCode(), 5);
  EXPECT_NE(test::readText(at("err")).find("cannot write to standard output"), std::string::npos);
}

TEST_F(Processes, SurviveAReaderThatGoesAway) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);
  Process process({"man"}, "/dev/fd/" + std::to_string(ends[1]), at("err"));
  close(ends[1]);
  EXPECT_EQ(process.exitCode(), 5); // not killed by a signal
  EXPECT_EQ(test::readText(at("err")), "");
}

} // namespace
} // namespace coldframe::cli

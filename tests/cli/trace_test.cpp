#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <fstream>

namespace coldframe::cli {
namespace {

namespace fs = std::filesystem;

class TraceCommands : public testing::Test {
protected:
  std::string at(const std::string& name) const { return (m_folder.path() / name).string(); }
  // The trace of a small run, in the form the name asks for.
  std::string recorded(const std::string& name) const {
    const CliResult run = coldframe({"run", "-", "--platform", "lambda", "--trace-out", at(name)}, smallScenario());
    EXPECT_EQ(run.code, 0) << run.err;
    return at(name);
  }
  test::TemporaryFolder m_folder;
};

TEST_F(TraceCommands, ConvertThereAndBackLosesNothing) {
  const std::string json = recorded("run.json");
  ASSERT_EQ(coldframe({"trace", "convert", json, "-o", at("run.json.zst")}).code, 0);
  ASSERT_EQ(coldframe({"trace", "convert", at("run.json.zst"), "-o", at("again.json")}).code, 0);
  EXPECT_EQ(test::readText(at("again.json")), test::readText(json));
  EXPECT_LT(fs::file_size(at("run.json.zst")), fs::file_size(json));
  ASSERT_EQ(coldframe({"trace", "convert", json, "-o", at("run.csv")}).code, 0);
  EXPECT_EQ(test::readText(at("run.csv")), test::readText(recorded("direct.csv")));
}

TEST_F(TraceCommands, ConvertToStandardOutputInTheFormThatIsAskedFor) {
  const std::string json = recorded("run.json");
  const CliResult csv = coldframe({"trace", "convert", json, "--format", "csv"});
  EXPECT_EQ(csv.code, 0);
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 1 + 6);
  EXPECT_EQ(coldframe({"trace", "convert", json}).json().find("schema")->asString(), "coldframe.trace/1");
  EXPECT_EQ(coldframe({"trace", "convert", json, "--format", "markdown"}).code, 2);
  EXPECT_EQ(coldframe({"trace", "info", "-", "--format", "csv"}, csv.out).code, 0);
}

TEST_F(TraceCommands, InfoPricesTheCallsAsTheSimulationDid) {
  const std::string run = recorded("run.json");
  const JsonNode priced =
      coldframe({"trace", "info", run, "--prices", "aws-us-east-1@2017-11", "--baseline", "10 min", "--format", "json"})
          .json();
  const auto fact = [&](const std::string& name) {
    const JsonNode& facts = *priced.find("facts");
    for (std::size_t i = 0; i < facts.size(); ++i)
      if (facts.at(i).find("name")->asString() == name)
        return facts.at(i).find("value")->asNumber();
    ADD_FAILURE() << "no fact " << name;
    return 0.0;
  };
  const JsonNode compared =
      coldframe({"run", "-", "--platform", "lambda", "--format", "json", "--replications", "1", "--explain"},
                smallScenario())
          .json();
  // The trace has calls alone: the run's bill may have more lines, never less.
  EXPECT_GT(fact("cost"), 0);
  EXPECT_LE(fact("cost"), findByPointer(compared, "/platforms/0/run/marginal_usd/mean")->asNumber() * 1.000001);
  EXPECT_NEAR(fact("speedup") * fact("span"), 600, 1e-6);
  EXPECT_GT(priced.find("phases")->size(), 0u);
  EXPECT_GT(priced.find("running")->size(), 10u);

  const CliResult longer = coldframe({"trace", "info", run, "--prices", "aws-us-east-1@2017-11", "--overhead", "5 s"});
  EXPECT_NE(longer.out.find("with 5.00 s a call that the trace does not see"), std::string::npos) << longer.out;
  EXPECT_EQ(coldframe({"trace", "info", run, "--prices", "aws-us-east-1@2017-11", "--overhead", "fast"}).code, 2);
  EXPECT_EQ(coldframe({"trace", "info", run, "--prices", "aws-nowhere@2017-11"}).code, 3);
  EXPECT_EQ(coldframe({"trace", "info", run, "--baseline", at("missing.json")}).code, 3);
  const CliResult itself = coldframe({"trace", "info", run, "--baseline", run});
  EXPECT_NE(itself.out.find("Speedup 1.0× over "), std::string::npos) << itself.out;
}

TEST_F(TraceCommands, MemoryThatIsStatedGivesTheMemoryTime) {
  std::ofstream(at("log.csv")) << "start_s,duration_s\n0,2\n1,4\n";
  const CliResult info = coldframe({"trace", "info", at("log.csv"), "--memory", "512 MB"});
  EXPECT_NE(info.out.find("Memory time 3 GB-s"), std::string::npos) << info.out;
  EXPECT_EQ(coldframe({"trace", "info", at("log.csv")}).out.find("Memory time"), std::string::npos);
}

TEST_F(TraceCommands, InfoTellsTheSameOfEveryForm) {
  const CliResult json = coldframe({"trace", "info", recorded("run.json"), "--format", "json"});
  const CliResult csv = coldframe({"trace", "info", recorded("run.csv"), "--format", "json"});
  ASSERT_EQ(json.code, 0);
  ASSERT_EQ(csv.code, 0);
  const JsonNode a = json.json();
  const JsonNode b = csv.json();
  const JsonNode& facts = *a.find("facts");
  ASSERT_EQ(facts.size(), b.find("facts")->size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const std::string name = facts.at(i).find("name")->asString();
    if (name != "name" && name != "source" && name != "epoch") { // CSV has columns only
      EXPECT_TRUE(facts.at(i).sameValue(b.find("facts")->at(i))) << name;
    }
  }
}

TEST_F(TraceCommands, ReadForeignCsvByAMapping) {
  std::ofstream(at("log.csv")) << "t_s,took_ms\n0,100\n1.5,200\nbad,1\n";
  std::ofstream(at("map.json")) << R"({"schema": "coldframe.csv-mapping/1", "columns": {
    "start": {"column": "t_s", "unit": "s"}, "duration": {"column": "took_ms", "unit": "ms"}}})";
  const CliResult info = coldframe({"trace", "info", at("log.csv"), "--map", at("map.json"), "--format", "csv"});
  EXPECT_EQ(info.code, 0) << info.err;
  EXPECT_NE(info.out.find("\nrows,2,"), std::string::npos) << info.out;
  EXPECT_NE(info.out.find("\nduration max,0.2,s"), std::string::npos) << info.out;
  EXPECT_NE(info.err.find("warning: 1 line: "), std::string::npos) << info.err;
}

TEST_F(TraceCommands, BadTracesAreExitCode3) {
  const std::string json = test::readText(recorded("run.json"));
  for (const std::string& text : {std::string(), std::string("[]"), std::string("a,b\n1,2\n"), json.substr(0, 200),
                                  std::string("\x28\xb5\x2f\xfd\x00", 5)}) {
    const CliResult result = coldframe({"trace", "info", "-"}, text);
    EXPECT_EQ(result.code, 3) << text;
    EXPECT_FALSE(result.err.empty());
  }
  EXPECT_EQ(coldframe({"trace", "info", at("missing.json")}).code, 3);
  EXPECT_EQ(coldframe({"trace", "info", m_folder.path().string()}).code, 3);
}

} // namespace
} // namespace coldframe::cli

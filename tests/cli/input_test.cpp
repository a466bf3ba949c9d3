// What the command line does with what it is given to read, good and bad; and the commands that show what there is.
#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <fstream>

namespace coldframe::cli {
namespace {

struct BadInput {
  const char* name;
  std::string text;
};

class BadScenario : public testing::TestWithParam<BadInput> {};

TEST_P(BadScenario, IsExitCode3WithAMessageForEveryCommand) {
  for (const std::vector<std::string>& args : std::vector<std::vector<std::string>>{
           {"compare", "-"}, {"run", "-", "--platform", "lambda"}, {"scale", "-"}, {"validate", "-"}}) {
    const CliResult result = coldframe(args, GetParam().text);
    EXPECT_EQ(result.code, 3) << args[0] << result.err;
    EXPECT_NE(result.err.find("standard input"), std::string::npos) << result.err;
    EXPECT_LE(std::count(result.err.begin(), result.err.end(), '\n'), 22) << result.err;
  }
}

std::string changed(const std::string& from, const std::string& to) {
  std::string text = smallScenario();
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, BadScenario,
    testing::Values(
        BadInput{"empty", ""}, BadInput{"blank", " \n"}, BadInput{"truncated", smallScenario().substr(0, 200)},
        BadInput{"binary", std::string("\x7f"
                                       "ELF\0\1\2\xff",
                                       8)},
        BadInput{"array", "[]"}, BadInput{"nan", changed("\"seed\": 3", "\"seed\": NaN")},
        BadInput{"unitless", changed("\"1792 MB\"", "1792")},
        BadInput{"wrong_unit", changed("\"1792 MB\"", "\"1792 s\"")},
        BadInput{"negative", changed("\"items\": 60", "\"items\": -60")},
        BadInput{"unknown_key", changed("\"items\"", "\"itmes\"")},
        BadInput{"duplicate_key", changed("\"seed\": 3", "\"seed\": 3, \"seed\": 4")},
        BadInput{"unknown_profile", changed("aws-lambda@2017-11", "aws-lamda@2017-11")},
        BadInput{"memory_off_step", changed("1792 MB", "1793 MB")}, BadInput{"deep", std::string(100'000, '[')},
        BadInput{"byte_order_mark", "\xEF\xBB\xBF" + smallScenario()},
        BadInput{"utf16", std::string("\xFF\xFE{\0\"\0", 6)}, BadInput{"twice", smallScenario() + smallScenario()},
        BadInput{"endless_number", changed("\"seed\": 3", "\"seed\": " + std::string(5000, '9'))},
        BadInput{"infinite", changed("\"median\": \"1 s\"", "\"median\": \"1e400 s\"")},
        BadInput{"centuries", changed("\"median\": \"1 s\"", "\"median\": \"9000 d\"")},
        BadInput{"astronomic", changed("\"items\": 60", "\"items\": 1000000000000")}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Problems, AreOneLineEachWithFileLineColumnAndPointer) {
  const CliResult result = coldframe({"validate", "-"}, changed("\"1792 MB\"", "1792"));
  EXPECT_NE(result.err.find("standard input:19:81: "), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("/platforms/1/memory"), std::string::npos) << result.err;
  EXPECT_NE(result.err.find("1792"), std::string::npos) << result.err;
}

TEST(Problems, AreShownUpToTwentyAndThenCounted) {
  std::string platforms;
  for (int i = 0; i < 30; ++i)
    platforms += std::string(i > 0 ? "," : "") + R"({"id": "p)" + std::to_string(i) +
                 R"(", "kind": "local", "cores": 1, "wheels": 4})";
  const CliResult result = coldframe(
      {"validate", "-"}, R"({"schema": "coldframe.scenario/1", "name": "x", "workload": {"kind": "job", "items": 1,
                             "item": {"cpu": "1 s"}}, "platforms": [)" +
                             platforms + "]}");
  EXPECT_EQ(result.code, 3);
  EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 21) << result.err;
  EXPECT_NE(result.err.find("10 more"), std::string::npos) << result.err;
}

TEST(Scenario, ThatIsNotThereIsExitCode3) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(coldframe({"compare", (folder.path() / "missing.json").string()}).code, 3);
  EXPECT_EQ(coldframe({"compare", folder.path().string()}).code, 3);
  const CliResult slip = coldframe({"compare", "carots"});
  EXPECT_EQ(slip.code, 3);
  EXPECT_NE(slip.err.find("carrots"), std::string::npos) << slip.err;
}

TEST(Scenario, ComesFromAFileANameOrStandardInput) {
  const test::TemporaryFolder folder;
  const std::string path = (folder.path() / "small.json").string();
  std::ofstream(path) << smallScenario();
  const CliResult file = coldframe({"compare", path, "--replications", "2"});
  EXPECT_EQ(file.code, 0) << file.err;
  EXPECT_EQ(file.out, coldframe({"compare", "-", "--replications", "2"}, smallScenario()).out);
  EXPECT_EQ(coldframe({"compare", "carrots", "--replications", "2"}).code, 0);
}

TEST(Scenario, OfTheUsersOwnFolderComesBeforeDataAndBuiltIn) {
  const test::TemporaryFolder own;
  const test::TemporaryFolder data;
  const auto named = [](const std::string& name) {
    std::string text = smallScenario();
    return text.replace(text.find("Small job"), 9, name);
  };
  std::ofstream(data.path() / "carrots.json") << named("From data");
  const std::vector<std::string> args{"compare", "carrots", "--replications", "2", "--data", data.path().string()};
  EXPECT_EQ(coldframe(args).out.rfind("From data", 0), 0u);
  std::ofstream(own.path() / "carrots.json") << named("My own");
  CliSurroundings surroundings;
  surroundings.userFolder = own.path().string();
  EXPECT_EQ(coldframe(args, "", surroundings).out.rfind("My own", 0), 0u);
  EXPECT_EQ(coldframe({"compare", "carrots", "--data", (data.path() / "missing").string()}).code, 3);
}

TEST(Scenarios, AreListedAndShown) {
  const CliResult list = coldframe({"scenarios", "list"});
  EXPECT_EQ(list.code, 0) << list.err;
  for (const char* name :
       {"carrots", "squares", "scrape-pages", "black-scholes", "readability-parser", "weather-bot", "time-server"})
    EXPECT_NE(list.out.find(name), std::string::npos) << name;
  const CliResult show = coldframe({"scenarios", "show", "carrots"});
  EXPECT_EQ(show.code, 0) << show.err;
  // What is shown can be run as it stands.
  EXPECT_EQ(coldframe({"validate", "-"}, show.out).code, 0);
  EXPECT_EQ(coldframe({"scenarios", "show", "carots"}).code, 3);
}

TEST(Scenarios, ThatShipAreValid) {
  for (const char* name : {"carrots", "squares", "scrape-pages", "scrape-pages-fitted", "black-scholes",
                           "readability-parser", "weather-bot", "time-server"}) {
    const CliResult result = coldframe({"validate", name});
    EXPECT_EQ(result.code, 0) << name << ": " << result.err;
  }
}

TEST(Platforms, AreListedAndShownWithTheSourceOfEachFigure) {
  const CliResult list = coldframe({"platforms", "list", "--format", "json"});
  EXPECT_EQ(list.code, 0) << list.err;
  EXPECT_GT(at(list.json(), "/platforms").size(), 8u);
  const CliResult show = coldframe({"platforms", "show", "aws-lambda@2017-06", "--format", "csv"});
  EXPECT_EQ(show.code, 0) << show.err;
  EXPECT_NE(show.out.find("documented"), std::string::npos) << show.out;
  EXPECT_EQ(coldframe({"platforms", "show", "aws-lambda@2001"}).code, 3);
}

TEST(Validate, SaysWhichScenariosAreValid) {
  const CliResult result = coldframe({"validate", "carrots", "-", "--format", "csv"}, "{}");
  EXPECT_EQ(result.code, 3);
  EXPECT_NE(result.out.find("carrots,true,0"), std::string::npos) << result.out;
  EXPECT_NE(result.out.find("-,false,"), std::string::npos) << result.out;
}

TEST(Validate, ResolvedIsAScenarioThatGivesTheSameNumbers) {
  const CliResult resolved = coldframe({"validate", "-", "--resolved"}, smallScenario());
  ASSERT_EQ(resolved.code, 0) << resolved.err;
  const JsonNode a = coldframe({"compare", "-", "--format", "json"}, smallScenario()).json();
  const CliResult again = coldframe({"compare", "-", "--format", "json"}, resolved.out);
  ASSERT_EQ(again.code, 0) << again.err;
  EXPECT_TRUE(at(a, "/platforms/lambda/month").sameValue(at(again.json(), "/platforms/lambda/month")));
}

TEST(Set, TakesWholeDistributionsAsJson) {
  const std::vector<std::string> args{"compare", "-", "--replications", "2", "--format", "json", "--set"};
  const auto with = [&](const std::string& setting) {
    std::vector<std::string> all = args;
    all.push_back(setting);
    return coldframe(all, smallScenario());
  };
  const CliResult result = with(R"(/workload/item/cpu={"uniform": {"low": "2 s", "high": "2 s"}})");
  ASSERT_EQ(result.code, 0) << result.err;
  EXPECT_EQ(at(result.json(), "/platforms/laptop/makespan_s/mean").asNumber(), 120);
  EXPECT_EQ(with(R"(/platforms/lambda/overrides={"cpu": {"speed": 2}})").code, 0);
  EXPECT_EQ(with(R"(/workload/item/cpu={"uniform": )").code, 3);
  const CliResult wrong = with(R"(/workload/item/cpu={"uniform": {"low": 3, "high": "2 s"}})");
  EXPECT_EQ(wrong.code, 3);
  EXPECT_NE(wrong.err.find("--set: /workload/item/cpu/uniform/low: a unit is missing"), std::string::npos) << wrong.err;
}

TEST(Set, SaysWhatItMovedToALegalStep) {
  const CliResult moved =
      coldframe({"compare", "-", "--replications", "2", "--set", "/platforms/lambda/memory=1000 MB"}, smallScenario());
  EXPECT_EQ(moved.code, 0);
  EXPECT_NE(moved.out.find("1000 MB is not offered; 1,024 MB instead"), std::string::npos) << moved.out;
}

TEST(Set, TakesWholeNumbersExactly) {
  const auto seedAfter = [](const std::string& seed) {
    return coldframe({"compare", "-", "--replications", "2", "--format", "json", "--set", "/seed=" + seed},
                     smallScenario());
  };
  EXPECT_NE(seedAfter("18446744073709551615").out.find("\"seed\": 18446744073709551615"), std::string::npos);
  EXPECT_NE(seedAfter("9007199254740993").out.find("\"seed\": 9007199254740993"), std::string::npos);
  EXPECT_EQ(seedAfter("18446744073709551616").code, 2);
  EXPECT_EQ(seedAfter("-1").code, 3);
}

TEST(Schema, IsAlsoAReferenceInMarkdown) {
  const CliResult result = coldframe({"schema", "--format", "markdown"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out.rfind("# Scenario files", 0), 0u);
}

TEST(Schema, IsAJsonSchemaOfScenarios) {
  const CliResult result = coldframe({"schema"});
  EXPECT_EQ(result.code, 0);
  const JsonNode schema = result.json();
  EXPECT_EQ(at(schema, "/$comment").asString(), "coldframe.scenario/1");
  EXPECT_TRUE(at(schema, "/definitions/scenario").isObject());
}

TEST(Quiet, KeepsWarningsOffStandardError) {
  const CliResult result = coldframe({"compare", "carrots", "--replications", "2", "--quiet"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.err, "");
}

} // namespace
} // namespace coldframe::cli

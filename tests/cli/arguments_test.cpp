#include "app/cli/arguments.h"

#include <gtest/gtest.h>

namespace coldframe::cli {
namespace {

TEST(Arguments, FindTheCommandItsWordsAndOptions) {
  const Parsed parsed = parseArguments({"compare", "carrots", "--seed", "9", "-o", "out.json", "--quiet"});
  ASSERT_EQ(parsed.exitCode, -1) << parsed.print;
  ASSERT_NE(parsed.arguments.command, nullptr);
  EXPECT_EQ(parsed.arguments.command->name(), "compare");
  EXPECT_EQ(parsed.arguments.text("SCENARIO"), "carrots");
  EXPECT_EQ(parsed.arguments.text("output"), "out.json");
  EXPECT_TRUE(parsed.arguments.has("quiet"));
  EXPECT_FALSE(parsed.arguments.has("explain"));
  EXPECT_EQ(parsed.arguments.whole("seed", 0, 100)->value(), 9u);
}

TEST(Arguments, FindCommandsOfTwoWords) {
  const Parsed parsed = parseArguments({"trace", "convert", "in.csv", "-o", "out.json"});
  ASSERT_EQ(parsed.exitCode, -1) << parsed.print;
  EXPECT_EQ(parsed.arguments.command->name(), "trace convert");
  EXPECT_EQ(parsed.arguments.text("FILE"), "in.csv");
}

TEST(Arguments, TakeOptionsBeforeWhatACommandIsGiven) {
  const Parsed parsed = parseArguments(
      {"compare", "--seed", "9", "--set", "/seed=1", "--set", "/name=a", "-o", "out.json", "carrots", "--jobs", "1"});
  ASSERT_EQ(parsed.exitCode, -1) << parsed.print;
  EXPECT_EQ(parsed.arguments.text("SCENARIO"), "carrots");
  EXPECT_EQ(parsed.arguments.list("set"), (std::vector<std::string>{"/seed=1", "/name=a"}));
  EXPECT_EQ(parsed.arguments.text("seed"), "9");
  const Parsed several = parseArguments({"fit", "--memory", "1 GB", "a.json", "b.json"});
  ASSERT_EQ(several.exitCode, -1) << several.print;
  EXPECT_EQ(several.arguments.list("TRACE"), (std::vector<std::string>{"a.json", "b.json"}));
}

TEST(Arguments, TakeADashForStandardInput) {
  const Parsed parsed = parseArguments({"compare", "-"});
  ASSERT_EQ(parsed.exitCode, -1) << parsed.print;
  EXPECT_EQ(parsed.arguments.text("SCENARIO"), "-");
}

TEST(Arguments, TakeSeveralScenariosWhereACommandDoes) {
  const Parsed parsed = parseArguments({"validate", "a.json", "b.json", "--resolved"});
  ASSERT_EQ(parsed.exitCode, -1) << parsed.print;
  EXPECT_EQ(parsed.arguments.list("SCENARIO"), (std::vector<std::string>{"a.json", "b.json"}));
}

TEST(Arguments, HelpAndVersionAreNotErrors) {
  const Parsed help = parseArguments({"--help"});
  EXPECT_EQ(help.exitCode, 0);
  EXPECT_NE(help.print.find("compare"), std::string::npos);
  const Parsed version = parseArguments({"--version"});
  EXPECT_EQ(version.exitCode, 0);
  EXPECT_EQ(version.print.rfind("coldframe ", 0), 0u);
  EXPECT_EQ(parseArguments({"compare", "--help"}).exitCode, 0);
}

class Nonsense : public testing::TestWithParam<std::vector<std::string>> {};

TEST_P(Nonsense, IsRefusedWithExitCode2AndWords) {
  const Parsed parsed = parseArguments(GetParam());
  EXPECT_EQ(parsed.exitCode, 2);
  EXPECT_FALSE(parsed.print.empty());
}

INSTANTIATE_TEST_SUITE_P(
    CommandLines, Nonsense,
    testing::Values(std::vector<std::string>{}, std::vector<std::string>{"compare"},
                    std::vector<std::string>{"compare", "a", "b"}, std::vector<std::string>{"compare", "a", "--colour"},
                    std::vector<std::string>{"compare", "a", "--format", "xml"},
                    std::vector<std::string>{"compare", "a", "--seed"},
                    std::vector<std::string>{"compare", "a", "--seed", "1", "--seed", "2"},
                    std::vector<std::string>{"compare", "a", "--effort", "heroic"},
                    std::vector<std::string>{"compare", "a", "-o", ""},
                    std::vector<std::string>{"compare", "a", "--prices", ""}, std::vector<std::string>{"platforms"},
                    std::vector<std::string>{"platforms", "lsit"}, std::vector<std::string>{"completion", "tcsh"},
                    std::vector<std::string>{"frobnicate"}, std::vector<std::string>{""}));

TEST(Arguments, AskWhetherAnotherCommandWasMeant) {
  EXPECT_NE(parseArguments({"compaer", "carrots"}).print.find("did you mean 'compare'?"), std::string::npos);
  EXPECT_NE(parseArguments({"platforms", "lsit"}).print.find("did you mean 'list'?"), std::string::npos);
}

TEST(Arguments, RefuseNumbersThatAreNot) {
  for (const char* text : {"-1", "1.5", "ten", "1e3", "", " 1", "99999999999999999999999"}) {
    Arguments arguments;
    arguments.words["replications"] = {text};
    const auto value = arguments.whole("replications", 1, 1000);
    ASSERT_FALSE(value.has_value()) << text;
    EXPECT_EQ(value.error().kind, ErrorKind::Usage);
  }
  Arguments none;
  EXPECT_FALSE(none.whole("replications", 1, 1000)->has_value());
}

TEST(Arguments, ReadListsOfWorkers) {
  Arguments arguments;
  arguments.words["workers"] = {"1,2,8"};
  EXPECT_EQ(*arguments.wholeList("workers"), (std::vector<std::int64_t>{1, 2, 8}));
  for (const char* text : {"", ",", "1,,2", "1,2,", "0", "1,x", "1 2"}) {
    arguments.words["workers"] = {text};
    EXPECT_FALSE(arguments.wholeList("workers").has_value()) << text;
  }
}

} // namespace
} // namespace coldframe::cli

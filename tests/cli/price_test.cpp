// bill, prices list|show|diff|examples, compare --prices: as a user types them.
#include "sim/report/table.h"
#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <filesystem>
#include <fstream>

namespace coldframe::cli {
namespace {

TEST(Bill, ShowsItsArithmeticAndBothTotals) {
  const CliResult result = coldframe({"bill", "mobile-backend", "--prices", "aws-us-east-1@2026-09", "--explain"});
  ASSERT_EQ(result.code, 0) << result.err;
  for (const char* part : {"month of 730 h", "no free grant", "540,000", "$0.0000166667", "$9.000018",
                           "Without the free grant $9.600018, with it $2.733338.", "540,000 GB-s × $0.0000166667",
                           "3,000,000 calls × 120 ms × 1,536 MB"})
    EXPECT_NE(result.out.find(part), std::string::npos) << part << "\n" << result.out;
}

TEST(Bill, PutsSeveralBooksSideBySide) {
  const std::string books = "aws-us-east-1@2017-11,aws-us-east-1@2020-12";
  const CliResult table = coldframe({"bill", "mobile-backend", "--prices", books});
  EXPECT_NE(table.out.find("aws-us-east-1@2017-11  $15.60"), std::string::npos) << table.out;
  const CliResult csv = coldframe({"bill", "mobile-backend", "--prices", books, "--format", "csv"});
  EXPECT_EQ(std::count(csv.out.begin(), csv.out.end(), '\n'), 5); // a heading and two lines of each book
}

TEST(Bill, SaysBesideATotalWhatIsMissingFromIt) {
  const std::string machine = R"({"schema": "coldframe.usage/1", "name": "A machine of later years",
                                  "instances": [{"type": "m7g.large", "time": "10 h"}]})";
  const CliResult one = coldframe({"bill", "-", "--prices", "aws-us-east-1@2016-05"}, machine);
  EXPECT_NE(one.out.find("Total: $0.00 and 1 line not priced"), std::string::npos) << one.out;
  const CliResult two = coldframe({"bill", "-", "--prices", "aws-us-east-1@2016-05,aws-us-east-1@2026-09"}, machine);
  EXPECT_NE(two.out.find("aws-us-east-1@2016-05  $0.00 and 1 line not priced"), std::string::npos) << two.out;
  const JsonNode root =
      coldframe({"bill", "-", "--prices", "aws-us-east-1@2026-09", "--format", "json"}, machine).json();
  EXPECT_NE(at(root, "/bills/0/lines/0/source").asString().find("2026-07-20"), std::string::npos);
}

TEST(Bill, TakesTheMonthFromTheCommandBeforeTheDocument) {
  const std::string disk = R"({"schema": "coldframe.usage/1", "name": "A disk", "month": "744 h",
                               "disks": [{"gb": 100, "time": "365 h"}]})";
  const auto hours = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"bill", "-", "--prices", "aws-us-east-1@2026-09", "--format", "json"});
    const JsonNode root = coldframe(words, disk).json();
    return at(root, "/bills/0/month_hours").asNumber();
  };
  EXPECT_EQ(hours({}), 744);
  EXPECT_EQ(hours({"--month", "730 h"}), 730);
}

TEST(Bill, RefusesWhatIsWrongWithThePlace) {
  const auto wrong = [](const std::string& document, const std::string& expected) {
    const CliResult result = coldframe({"bill", "-", "--prices", "aws-us-east-1@2026-09"}, document);
    EXPECT_EQ(result.code, 3);
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err.find(expected), std::string::npos) << result.err;
  };
  wrong("{", "standard input:1:2");
  wrong(R"({"schema": "coldframe.usage/1", "calls": [{"count": -1, "duration": "1 s", "memory": "128 MB"}]})",
        "/calls/0/count: too small");
  wrong(R"({"schema": "coldframe.usage/1", "calls": [{"count": 1, "duration": 5, "memory": "128 MB"}]})",
        "/calls/0/duration");
  EXPECT_EQ(coldframe({"bill", "no-such-usage", "--prices", "aws-us-east-1"}).code, 3);
  EXPECT_EQ(coldframe({"bill", "telemetry", "--prices", "no-such-book"}).code, 3);
  EXPECT_EQ(coldframe({"bill", "telemetry"}).code, 2);
  for (const char* month : {"long", "730", "0 h", "-1 h", "1 ns", "1001 h", "1e300 h"})
    EXPECT_EQ(coldframe({"bill", "telemetry", "--prices", "aws-us-east-1", "--month", month}).code, 2) << month;
}

TEST(Prices, ListsEveryBookAndShowsTheOneInForce) {
  const CliResult list = coldframe({"prices", "list", "--format", "csv"});
  EXPECT_NE(list.out.find("aws-us-east-1@2017-05,aws,us-east-1,"), std::string::npos) << list.out;
  const CliResult show = coldframe({"prices", "show", "aws-us-east-1@2018"});
  EXPECT_EQ(show.code, 0) << show.err;
  EXPECT_TRUE(show.out.starts_with("aws-us-east-1@2018-10 · ")) << show.out.substr(0, 80);
  EXPECT_NE(show.out.find("free each month"), std::string::npos);
}

TEST(Prices, ShowsOnlyWhatIsAskedFor) {
  const CliResult show =
      coldframe({"prices", "show", "aws-us-east-1@2026-09", "--item", "m5.large", "--format", "json"});
  ASSERT_EQ(show.code, 0) << show.err;
  const JsonNode root = show.json();
  EXPECT_GE(at(root, "/prices").size(), 1U);
  EXPECT_EQ(coldframe({"prices", "show", "aws-us-east-1@2026-09", "--item", "carrot"}).code, 3);
}

TEST(Prices, DiffSaysWhatChangedAndByHowMuch) {
  const CliResult diff =
      coldframe({"prices", "diff", "aws-us-east-1@2017-11", "aws-us-east-1@2020-12", "--format", "json"});
  ASSERT_EQ(diff.code, 0) << diff.err;
  bool found = false;
  const JsonNode root = diff.json();
  const JsonNode& rows = at(root, "/differences");
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (at(rows.at(i), "/item").asString() == "function_duration") {
      found = true;
      EXPECT_EQ(at(rows.at(i), "/before").asString(), "0.00001667 USD/GB-s");
      EXPECT_EQ(at(rows.at(i), "/after").asString(), "0.0000166667 USD/GB-s");
    }
  EXPECT_TRUE(found) << diff.out;
  // The rules moved too: 100 ms to 1 ms, and INIT of what is provisioned.
  EXPECT_NE(diff.out.find("a call of aws-lambda, provisioned"), std::string::npos) << diff.out;
  EXPECT_NE(diff.out.find("100 ms"), std::string::npos) << diff.out;
  EXPECT_EQ(diff.out.find("\"0.0 %\""), std::string::npos) << diff.out;
  EXPECT_EQ(coldframe({"prices", "diff", "aws-us-east-1@2020-12", "aws-us-east-1@2020-12"}).out,
            "aws-us-east-1@2020-12 → aws-us-east-1@2020-12: the same prices\n");
}

TEST(Prices, ShowFitsATerminalAndNumbersItsSources) {
  const CliResult show = coldframe({"prices", "show", "aws-us-east-1@2026-09"});
  ASSERT_EQ(show.code, 0) << show.err;
  std::istringstream lines(show.out);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(displayWidth(line), 100U) << line;
  for (const char* part : {"\nFunctions\n", "\nMachines\n", "up to 6,000 M GB-s", "$0.0000166667 / GB-s", "[1]",
                           "unverified", "\nRules\n", "\nSources\n", "free each month: Lambda compute", "since 2022-08",
                           "limits of aws-lambda  ", "from 128 MB to 10,240 MB, 15 min, INIT 10 s, /tmp 10,240 MB",
                           "with every disk", "25 new/s, 3,000 open, 1 GB/h, 0.4 to functions, 1,000 rules/s"})
    EXPECT_NE(show.out.find(part), std::string::npos) << part;
}

TEST(Prices, ShowTellsSinceWhenAndUntilWhen) {
  test::TemporaryFolder folder;
  const std::string path = (folder.path() / "mine.json").string();
  std::ofstream(path) << R"({"schema": "coldframe.prices/1", "name": "mine", "date": "2019", "rows": [
    {"item": "data_out", "price": "1 USD/GB", "effective": "2018-02", "effective_to": "2019-11-30", "source": "me"},
    {"item": "nat_data", "price": "1 USD/GB", "effective_to": "2020", "tag": "recalled", "source": "me"}]})";
  const CliResult show = coldframe({"prices", "show", path});
  EXPECT_NE(show.out.find("[1] 2018-02 to 2019-11-30"), std::string::npos) << show.out;
  EXPECT_NE(show.out.find("[1] unverified until 2020"), std::string::npos) << show.out;
  const JsonNode root = coldframe({"prices", "show", path, "--format", "json"}).json();
  EXPECT_EQ(at(root, "/prices/0/effective_to").asString(), "2019-11-30");
}

TEST(ComparePrices, PricesOneRunWithoutSimulatingAgain) {
  const CliResult plain = coldframe({"compare", "-", "--format", "json"}, smallScenario());
  const CliResult more = coldframe(
      {"compare", "-", "--format", "json", "--prices", "aws-us-east-1@2017-11,aws-us-east-1@2026-09"}, smallScenario());
  ASSERT_EQ(more.code, 0) << more.err;
  const JsonNode root = more.json();
  const JsonNode& platforms = at(root, "/platforms");
  const JsonNode before = plain.json();
  for (std::size_t i = 0; i < platforms.size(); ++i) {
    const std::string p = "/platforms/" + std::to_string(i);
    ASSERT_EQ(at(root, p + "/repriced").size(), 2U);
    // Under its own book the same run costs the same.
    EXPECT_EQ(at(root, p + "/repriced/0/month_cost_usd/mean").asNumber(),
              at(before, p + "/month/cost_usd/mean").asNumber());
    EXPECT_EQ(at(root, p + "/makespan_s/mean").asNumber(), at(before, p + "/makespan_s/mean").asNumber());
  }
  EXPECT_EQ(at(before, "/platforms/0").find("repriced"), nullptr);
}

} // namespace
} // namespace coldframe::cli

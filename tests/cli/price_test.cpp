// bill, prices list|show|diff|examples, compare --prices: as a user types them.
#include "sim/report/table.h"
#include "tests/cli/cli_harness.h"
#include "tests/support/data_locator.h"

#include <filesystem>
#include <fstream>

namespace coldframe::cli {
namespace {

std::string total(const std::string& usage, const std::string& book, std::vector<std::string> more = {}) {
  std::vector<std::string> words{"bill", usage, "--prices", book, "--format", "json"};
  words.insert(words.end(), more.begin(), more.end());
  const CliResult result = coldframe(words);
  EXPECT_EQ(result.code, 0) << result.err;
  const JsonNode root = result.json();
  return at(root, "/bills/0/invoice_total_usd").asString();
}

TEST(Bill, ReproducesThePublishedTotalsOfTheShippedExamples) {
  const std::string grant = "--free-grant";
  EXPECT_EQ(total("lambda-page-2018-a", "aws-us-east-1@2018-10", {grant}), "18.74");
  EXPECT_EQ(total("mobile-backend", "aws-us-east-1@2026-09", {grant}), "2.73");
  EXPECT_EQ(total("telemetry", "aws-us-east-1@2026-09"), "249.49");
  EXPECT_EQ(total("support-tickets", "aws-us-east-1@2026-09", {grant}), "106.41");
  EXPECT_EQ(total("provisioned-launch", "aws-us-east-1@2026-09", {grant}), "19.96");
  EXPECT_EQ(total("lambda-logs", "aws-us-east-1@2026-09"), "12500.00");
  EXPECT_EQ(total("trek10-hits", "aws-us-east-1@2017-05"), "0.31");
  EXPECT_EQ(total("trek10-hourly-job", "aws-us-east-1@2017-05", {grant}), "0.00");
  EXPECT_EQ(total("calculator-2017", "aws-us-east-1@2017-11"), "33.54");
  EXPECT_EQ(total("scraped-pages", "aws-us-east-1@2017-11", {grant}), "0.00");
  EXPECT_EQ(total("scraped-pages", "aws-us-east-1@2017-11"), "1.23");
  EXPECT_EQ(total("load-balancer", "aws-us-east-1@2026-09"), "24.43");
  EXPECT_EQ(total("burstable-unlimited", "aws-us-east-1@2026-09"), "103.37");
  EXPECT_EQ(total("azure-executions", "azure-consumption@2024-07"), "14.73");
  EXPECT_EQ(total("snapstart", "aws-us-east-1@2026-09"), "263.92");
  EXPECT_EQ(total("nat-gateway", "aws-us-east-1@2026-09"), "37.35");
  // 0.40 for the invocations, 0.231 for the time: memory 0.03125 and CPU 0.20.
  EXPECT_EQ(total("gcf-calls", "gcf-gen1@2018-07"), "0.63");
  EXPECT_EQ(total("data-out", "aws-us-east-1@2026-09"), "4809.20");
  // Printed: 1,153.30, with twice the requests; see docs/validation.md.
  EXPECT_EQ(total("kafka-events", "aws-us-east-1@2026-09"), "1154.00");
  EXPECT_EQ(total("kafka-events", "aws-us-east-1@2026-09", {grant}), "1147.14");
  EXPECT_EQ(total("azure-premium", "azure-premium@2024-07"), "157.72");
  EXPECT_EQ(total("burstable-day-plan", "aws-us-east-1@2026-09"), "0.25");
  EXPECT_EQ(total("cyber-monday", "aws-us-east-1@2026-09"), "32.26");
  EXPECT_EQ(total("durable-approval", "aws-us-east-1@2026-09", {grant}), "490.46");
  EXPECT_EQ(total("microvm-bursts", "aws-us-east-1@2026-09"), "1124.03");
  EXPECT_EQ(total("edge-functions", "aws-us-east-1@2026-09"), "6.63");
  EXPECT_EQ(total("queue-pollers", "aws-us-east-1@2026-09"), "580.00");
  EXPECT_EQ(total("kafka-pollers", "aws-us-east-1@2026-09"), "1193.20");
  // Printed as 1,241.22, which is the exact sum; lines rounded one by one make a cent less.
  EXPECT_EQ(total("microvm-sandboxes", "aws-us-east-1@2026-09"), "1241.21");
  // Printed as 368.74: the page rounds 0.000166667 USD/GB up to 0.000167.
  EXPECT_EQ(total("tenant-isolation", "aws-us-east-1@2026-09"), "368.66");
  EXPECT_EQ(total("managed-instances", "aws-us-east-1@2026-09"), "451.56"); // 390.92 + 58.64 + 2.00
  EXPECT_EQ(total("lambda-x86-tiers", "aws-us-east-1@2022-08"), "857203.30");
  EXPECT_EQ(total("lambda-page-2018-b", "aws-us-east-1@2018-10", {grant}), "11.63");
  EXPECT_EQ(total("lambda-page-2018-c", "aws-us-east-1@2018-10", {grant}), "69.96");
  // Printed as 160.36: the page rounds 0.1632 × 0.28 USD/h up to 0.0457.
  EXPECT_EQ(total("managed-instances-savings", "aws-us-east-1@2026-09"), "160.35");
  EXPECT_EQ(total("rest-api", "aws-us-east-1@2026-09"), "18.79");
  EXPECT_EQ(total("http-api", "aws-us-east-1@2026-09"), "216.00");
  EXPECT_EQ(total("rest-api-tiers", "aws-us-east-1@2026-09"), "49763.10");
  EXPECT_EQ(total("lambda-arm-tiers", "aws-us-east-1@2022-08"), "832358.16"); // 100,000.50 + 135,001.13 + 597,356.53
  EXPECT_EQ(total("chat-websocket", "aws-us-east-1@2026-09"), "20.40");
  EXPECT_EQ(total("fargate-daily", "aws-us-east-1@2026-09"), "1.23");
  EXPECT_EQ(total("fargate-hourly", "aws-us-east-1@2026-09"), "4.37");
  EXPECT_EQ(total("balancer-small", "aws-us-east-1@2026-09"), "22.42");
  EXPECT_EQ(total("balancer-rules", "aws-us-east-1@2026-09"), "131.40");
  EXPECT_EQ(total("nat-small-team", "aws-us-east-1@2026-09"), "55.35");
  EXPECT_EQ(total("nat-three-zones", "aws-us-east-1@2026-09"), "190.71");
  EXPECT_EQ(total("nat-high-throughput", "aws-us-east-1@2026-09"), "1020.15");
  EXPECT_EQ(total("nat-thirty-days", "aws-us-east-1@2026-09"), "36.90");
  EXPECT_EQ(total("remotion-render", "aws-us-east-1@2026-09"), "0.00"); // 0.00067 before cents
  EXPECT_EQ(total("workflow-transitions", "aws-us-east-1@2026-09"), "12.50");
  EXPECT_EQ(total("event-bus", "aws-us-east-1@2026-09"), "50.00");
  EXPECT_EQ(total("gcf-simple", "gcf-gen1@2018-07", {grant}), "7.20");
  EXPECT_EQ(total("gcf-medium", "gcf-gen1@2018-07", {grant}), "159.84");
  EXPECT_EQ(total("azure-page", "azure-consumption@2024-07", {grant}), "18.00");
  // Printed as 45.09 without data, with other grants than Google's.
  EXPECT_EQ(total("cloud-run-service", "cloud-run@2024-12", {grant}), "48.48");
  EXPECT_EQ(total("black-scholes-workers", "aws-us-east-1@2017-05"), "21.60");
  EXPECT_EQ(total("black-scholes-workers", "aws-us-east-1@2017-05", {grant}), "14.94");
  EXPECT_EQ(total("streaming-past-the-grant", "aws-us-east-1@2026-09", {grant}), "39.04");
}

TEST(Bill, EveryShippedExampleIsPricedAbove) {
  const CliResult list = coldframe({"prices", "examples", "--format", "json"});
  const JsonNode root = list.json();
  EXPECT_EQ(at(root, "/examples").size(), 55U);
}

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
  EXPECT_EQ(coldframe({"bill", "telemetry", "--prices", "aws-us-east-1", "--month", "long"}).code, 2);
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

class ImportedPrices : public testing::Test {
protected:
  std::string pathOf(const std::string& name) const { return (m_folder.path() / name).string(); }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(pathOf(name)) << text;
    return pathOf(name);
  }
  test::TemporaryFolder m_folder;
};

const std::string kCalculatorMap = R"j({"US East (N. Virginia)": {"Lambda Requests": {"price": "0.0000003"},
  "Lambda Duration": {"price": "0.00002"}, "Lambda Carrots": {"price": "1"}}})j";

TEST_F(ImportedPrices, BecomeADatedBookThatBillsAreMadeWith) {
  const std::string map = file("lambda.json", kCalculatorMap);
  const CliResult imported = coldframe({"prices", "import", map, "--as", "mine@2026-10", "-o", pathOf("mine.json")});
  ASSERT_EQ(imported.code, 0) << imported.err;
  EXPECT_EQ(imported.out, "");
  EXPECT_NE(imported.err.find("2 prices and 0 free grants taken into mine@2026-10"), std::string::npos) << imported.err;
  EXPECT_NE(imported.err.find("the rest is from aws-us-east-1@2026-09"), std::string::npos) << imported.err;
  EXPECT_NE(imported.err.find("not taken: 1 of Lambda Carrots"), std::string::npos) << imported.err;
  const CliResult bill = coldframe({"bill", "mobile-backend", "--prices", pathOf("mine.json"), "--format", "json"});
  const JsonNode root = bill.json();
  EXPECT_EQ(at(root, "/bills/0/prices/name").asString(), "mine@2026-10");
  EXPECT_EQ(at(root, "/bills/0/total_usd").asString(), "11.7"); // 540,000 GB-s at 0.00002 and 3 M requests at 0.30
}

TEST_F(ImportedPrices, ThatFailHalfWayLeaveTheOldBookAsItWas) {
  const std::string cut = file("lambda.json", kCalculatorMap.substr(0, kCalculatorMap.size() - 10));
  const std::string old = file("mine.json", "the old book");
  const CliResult imported = coldframe({"prices", "import", cut, "--as", "mine@2026-10", "-o", old});
  EXPECT_EQ(imported.code, 3);
  EXPECT_NE(imported.err.find("lambda.json:2:"), std::string::npos) << imported.err;
  EXPECT_NE(imported.err.find("the text ends too early"), std::string::npos) << imported.err;
  EXPECT_EQ(test::readText(old), "the old book");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(m_folder.path()), {}), 2);
}

TEST_F(ImportedPrices, NeedANameAndARegionWhereTheFileHasNone) {
  const std::string map = file("lambda.json", kCalculatorMap);
  EXPECT_EQ(coldframe({"prices", "import", map}).code, 2);
  EXPECT_EQ(coldframe({"prices", "import", map, "--as", "mine"}).code, 2);
  EXPECT_EQ(coldframe({"prices", "import", map, "--as", "mine@2026-10", "--region", "mars"}).code, 2);
  EXPECT_EQ(coldframe({"prices", "import", map, "--as", "mine@2026-10", "--region", "eu-west-1"}).code, 3);
  EXPECT_EQ(coldframe({"prices", "import", pathOf("nothing.json"), "--as", "mine@2026-10"}).code, 3);
}

TEST(Prices, ShowFitsATerminalAndNumbersItsSources) {
  const CliResult show = coldframe({"prices", "show", "aws-us-east-1@2026-09"});
  ASSERT_EQ(show.code, 0) << show.err;
  std::istringstream lines(show.out);
  for (std::string line; std::getline(lines, line);)
    EXPECT_LE(displayWidth(line), 100U) << line;
  for (const char* part : {"\nFunctions\n", "\nMachines\n", "up to 6,000 M GB-s", "$0.0000166667 / GB-s", "[1]",
                           "unverified", "\nRules\n", "\nSources\n", "free each month: Lambda compute"})
    EXPECT_NE(show.out.find(part), std::string::npos) << part;
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

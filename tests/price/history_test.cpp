// What the books of other years and regions have: machines by date, regions, and what was known of the rest.
#include "tests/price/price_test_support.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace coldframe::test {
namespace {

std::string hourOf(const std::string& type, const std::string& book) {
  Usage usage;
  usage.addInstance({type, PurchaseOption::OnDemand, Duration::hours(1), 1});
  const Bill bill = billOf(usage, shippedBook(book), false);
  return bill.unpriced().empty() ? bill.total().decimal() : "no price";
}

// ec2instances.info from 2015-12 to 2017-11; Apache Libcloud's lists agree with it wherever both have a type.
TEST(MachinesByDate, CameDownAsTheSnapshotsHaveIt) {
  EXPECT_EQ(hourOf("m4.large", "2015-12"), "0.126");
  EXPECT_EQ(hourOf("m4.large", "2016-05"), "0.12");
  EXPECT_EQ(hourOf("m4.large", "2017-05"), "0.1");
  EXPECT_EQ(hourOf("m4.large", "2026-09"), "0.1");
  EXPECT_EQ(hourOf("c4.8xlarge", "2015-12"), "1.763");
  EXPECT_EQ(hourOf("c4.8xlarge", "2016-05"), "1.675");
  EXPECT_EQ(hourOf("c4.8xlarge", "2017-05"), "1.591");
  EXPECT_EQ(hourOf("r3.large", "2015-12"), "0.175");
  EXPECT_EQ(hourOf("t2.micro", "2017-11"), "0.0116");
}

TEST(MachinesByDate, AreThoseThatThereWere) {
  for (const char* book : {"2015-12", "2016-05", "2017-05", "2017-11", "2018-10", "2019-12", "2020-12", "2022-08"}) {
    EXPECT_EQ(hourOf("m3.medium", book), "0.067") << book;
    EXPECT_EQ(hourOf("i2.xlarge", book), "0.853") << book;
  }
  EXPECT_EQ(hourOf("c5.large", "2017-05"), "no price");
  EXPECT_EQ(hourOf("c5.large", "2019-12"), "0.085");
  EXPECT_EQ(hourOf("m6i.large", "2020-12"), "no price");
  EXPECT_EQ(hourOf("m6i.large", "2022-08"), "0.096");
}

TEST(MachinesByRegion, CostWhatTheyCostThere) {
  EXPECT_EQ(hourOf("m5.large", "aws-eu-west-1@2026-09"), "0.107");
  EXPECT_EQ(hourOf("c5.large", "aws-ap-northeast-1@2026-09"), "0.107");
  EXPECT_EQ(hourOf("t3.medium", "aws-sa-east-1@2026-09"), "0.0672");
  EXPECT_EQ(hourOf("m5.large", "aws-us-west-2@2026-09"), hourOf("m5.large", "2026-09"));
  Usage usage;
  usage.addInstance({"m5.large", PurchaseOption::OnDemand, Duration::hours(1), 1});
  // They were looked up for another year.
  EXPECT_FALSE(billOf(usage, shippedBook("aws-eu-west-1@2026-09"), false).lines.front().verified);
  EXPECT_TRUE(billOf(usage, shippedBook("2026-09"), false).lines.front().verified);
}

std::vector<std::string> booksOf(const std::string& date) {
  std::vector<std::string> names;
  for (const auto& file : std::filesystem::directory_iterator(sourceDir() / "scenarios" / "prices"))
    if (const std::string name = file.path().stem().string(); name.starts_with("aws-") && name.ends_with("@" + date))
      names.push_back(name);
  return names;
}

// What counts as several requests does so in every region: an event of 1 MB is 12 steps of 64 KB beyond 256 KB, a
// request of 1,200 KB has three units of 512 KB.
TEST(RequestsByRegion, CountAsManyAsTheyAreLarge) {
  const auto calls = [](const std::string& count, const std::string& event, const std::string& book) {
    return amountOf(billOfUsage(R"("calls": [{"count": )" + count +
                                    R"(, "duration": "100 ms", "memory": "128 MB", "event": ")" + event + R"("}])",
                                book),
                    PriceItem::FunctionRequest);
  };
  const auto door = [](const std::string& requests, const std::string& payload, const std::string& book) {
    return amountOf(billOfUsage(R"("front_door": {"kind": "api-gateway-http", "requests": )" + requests +
                                    R"(, "payload": ")" + payload + R"("})",
                                book),
                    PriceItem::ApiGatewayHttpRequest);
  };
  EXPECT_EQ(calls("1000000", "1 MB", "aws-eu-west-1@2026-09").decimal(2), "2.60");
  EXPECT_EQ(door("1000000", "1200 KB", "aws-eu-west-1@2026-09").decimal(2), "3.33");
  const std::vector<std::string> books = booksOf("2026-09");
  EXPECT_GE(books.size(), 20u);
  for (const std::string& book : books) {
    EXPECT_EQ(calls("1000000", "1 MB", book), calls("13000000", "1 KB", book)) << book;
    EXPECT_EQ(door("1000000", "1200 KB", book), door("3000000", "1 KB", book)) << book;
  }
}

// What is free for ever was so in every book that sells it.
TEST(GrantsByDate, AreInTheBooksOfOlderYearsToo) {
  const auto costs = [](const std::string& metered, const std::string& date) {
    const auto usage = readUsage(R"("metered": [)" + metered + "]");
    EXPECT_TRUE(usage) << usage.error().text();
    const auto bill = price(*usage, shippedBook(date), {.freeGrant = true});
    EXPECT_TRUE(bill && bill->unpriced().empty()) << date;
    return bill ? bill->total().decimal(2) : std::string();
  };
  const std::string publishes = R"({"item": "notification", "quantity": "2000000 request"})";
  const std::string transitions = R"({"item": "state_transition", "quantity": "5000 event"})";
  for (const char* date : {"2017-05", "2017-11", "2018-10", "2019-12", "2020-12", "2021-09", "2022-08", "2026-09"}) {
    EXPECT_EQ(costs(publishes, date), "0.50") << date;
    EXPECT_EQ(costs(transitions, date), "0.03") << date; // 0.025
  }
  for (const char* date : {"2015-12", "2016-05", "2017-05", "2021-09"})
    EXPECT_EQ(costs(R"({"item": "data_out", "quantity": "2 GB"})", date), "0.09") << date;
}

// AWS, 2018-11-08: volume tiers of the gateway from November 2018.
TEST(GatewayByDate, HasTiersSinceNovember2018) {
  Usage usage;
  usage.frontDoor.kind = "api-gateway-rest";
  usage.frontDoor.requests = 1'000'000'000;
  EXPECT_EQ(billOf(usage, shippedBook("2018-10"), false).total().decimal(), "3500");
  EXPECT_EQ(billOf(usage, shippedBook("2019-12"), false).total().decimal(), "3033.1");
}

TEST(ClustersByDate, HaveTheirFeeInEveryBook) {
  for (const char* book : {"2015-12", "2016-05", "2017-05", "2017-11", "2018-10", "2019-12", "2022-08", "2026-09"}) {
    const auto usage = readUsage(R"("instances": [{"type": "m3.xlarge", "time": "1 h", "fee": "cluster_fee"}])");
    ASSERT_TRUE(usage);
    const auto bill = price(*usage, shippedBook(book), {});
    ASSERT_TRUE(bill);
    EXPECT_TRUE(bill->unpriced().empty()) << book;
    EXPECT_EQ(amountOf(*bill, PriceItem::ClusterFee).decimal(), "0.0665") << book;
  }
}

} // namespace
} // namespace coldframe::test

// What the books of other years and regions have: machines by date, regions, and what was known of the rest.
#include "tests/price/price_test_support.h"

#include <gtest/gtest.h>

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

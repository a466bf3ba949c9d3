// What usage documents can state besides calls and machines: tasks, snapshots, large requests, loads of burstable
// types.
#include "tests/price/price_test_support.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

// Five tasks of ten minutes a day for 30 days, 1 vCPU and 2 GB each: 1.01 + 0.22 USD.
TEST(StatedTasks, OfTenMinutesADay) {
  const Bill bill = billOfUsage(R"("tasks": [{"count": 150, "cpu": 1, "memory": "2 GB", "time": "600 s"}])");
  EXPECT_EQ(amountOf(bill, PriceItem::TaskCpu).decimal(2), "1.01");
  EXPECT_EQ(amountOf(bill, PriceItem::TaskMemory).decimal(2), "0.22");
  EXPECT_EQ(bill.invoiceTotal().decimal(2), "1.23");
}

TEST(StatedTasks, AreBilledForAMinuteOnLinuxAndFiveOnWindows) {
  const Bill hour = billOfUsage(R"("tasks": [{"count": 60, "memory": "1 GB", "time": "2 s"}])");
  EXPECT_EQ(amountOf(hour, PriceItem::TaskCpu).decimal(), "0.04048");
  const Bill arm = billOfUsage(R"("tasks": [{"count": 60, "memory": "1 GB", "time": "2 s", "architecture": "arm64"}])");
  EXPECT_EQ(amountOf(arm, PriceItem::TaskCpu).decimal(), "0.03238");
  const Bill windows =
      billOfUsage(R"("tasks": [{"count": 12, "memory": "1 GB", "time": "61 s", "system": "windows"}])");
  EXPECT_EQ(amountOf(windows, PriceItem::TaskCpuWindows).decimal(), "0.09148");
  EXPECT_EQ(amountOf(windows, PriceItem::TaskLicenceWindows).decimal(), "0.046");
  EXPECT_EQ(amountOf(windows, PriceItem::TaskMemoryWindows).decimal(), "0.01005");
  const Bill storage = billOfUsage(R"("tasks": [{"memory": "1 GB", "time": "1 h", "storage_gb": 100}])");
  EXPECT_EQ(amountOf(storage, PriceItem::TaskStorage).decimal(), "0.0111");
}

TEST(StatedSnapshots, AreKeptForThreeHoursAtLeast) {
  const Bill bill = billOfUsage(R"("snapshots": [{"count": 2, "memory": "1 GB", "time": "1 min", "restores": 10}])");
  ASSERT_EQ(linesOf(bill, PriceItem::SnapshotCache).size(), 1U);
  EXPECT_EQ(linesOf(bill, PriceItem::SnapshotCache)[0].quantity, "21600");
  EXPECT_EQ(linesOf(bill, PriceItem::SnapshotRestore)[0].quantity, "10");
}

TEST(LargeRequests, CountOneForEachUnitBegun) {
  const auto requests = [](const std::string& item, const std::string& each) {
    const Bill bill = billOfUsage(R"("metered": [{"item": ")" + item +
                                  R"(", "quantity": "1000000 request", "each": ")" + each + "\"}]");
    return bill.total().decimal(2);
  };
  EXPECT_EQ(requests("queue_request", "64 KB"), "0.40");
  EXPECT_EQ(requests("queue_request", "65 KB"), "0.80");
  EXPECT_EQ(requests("websocket_message", "100 KB"), "4.00");
  const Bill door =
      billOfUsage(R"("front_door": {"kind": "api-gateway-http", "requests": 1000000, "payload": "700 KB"})");
  EXPECT_EQ(amountOf(door, PriceItem::ApiGatewayHttpRequest).decimal(2), "2.00");
  EXPECT_NE(problemOfUsage(R"("metered": [{"item": "data_out", "quantity": "1 GB", "each": "1 KB"}])")
                .find("/metered/0/each: this item is not counted in requests"),
            std::string::npos);
}

TEST(BurstableLoad, IsBilledBeyondItsCredits) {
  const std::string plan = R"("load": [{"time": "24 h", "cpu": 0}, {"time": "12 h", "cpu": 0.025},
    {"time": "24 h", "cpu": 0.07}, {"time": "12 h", "cpu": 0.025}, {"time": "5 h", "cpu": 1},
    {"time": "13 h", "cpu": 0.05}, {"time": "24 h", "cpu": 0}])";
  const Bill bill = billOfUsage(R"("instances": [{"type": "t3.nano", "time": "114 h", )" + plan + "}]");
  EXPECT_EQ(amountOf(bill, PriceItem::SurplusCredit).decimal(), "0.253"); // 303.6 min; the guide rounds to 304
  const Bill standard =
      billOfUsage(R"("instances": [{"type": "t3.nano", "time": "114 h", "unlimited": false, )" + plan + "}]");
  EXPECT_EQ(amountOf(standard, PriceItem::SurplusCredit), Money());
  EXPECT_NE(problemOfUsage(R"("instances": [{"type": "m5.large", "time": "1 h", "load": [{"time": "1 h", "cpu": 1}]}])")
                .find("m5.large has no CPU credits"),
            std::string::npos);
  EXPECT_NE(problemOfUsage(R"("instances": [{"type": "t3.nano", "time": "1 h", "load": [{"time": "2 h", "cpu": 1}]}])")
                .find("a load for longer than the machine runs"),
            std::string::npos);
}

TEST(PurchaseOptions, PayTheirShareOfTheOnDemandPriceAndSayWhenNobodyLookedItUp) {
  const auto line = [](const std::string& type, const std::string& purchase) {
    const Bill bill =
        billOfUsage(R"("instances": [{"type": ")" + type + R"(", "time": "1000 h", "purchase": ")" + purchase + "\"}]");
    return linesOf(bill, PriceItem::Instance).at(0);
  };
  EXPECT_EQ(line("t3.medium", "reserved").amount.decimal(1), "26.1");
  EXPECT_EQ(line("t3.medium", "reserved-3y").amount.decimal(1), "18.0");
  EXPECT_EQ(line("t3.medium", "convertible").amount.decimal(1), "30.0");
  EXPECT_EQ(line("t3.medium", "convertible-3y").amount.decimal(1), "20.6");
  EXPECT_EQ(line("m5.large", "reserved-3y").amount.decimal(2), "41.28"); // 43 % of 96
  EXPECT_TRUE(line("m5.large", "reserved-3y").verified);
  EXPECT_EQ(line("m5.large", "spot").amount.decimal(2), "24.00");
  EXPECT_FALSE(line("m5.large", "spot").verified);
  EXPECT_FALSE(line("m5.large", "savings-plan-3y-all-upfront").verified);
  EXPECT_FALSE(line("m5.large", "savings-plan").priced);
}

TEST(StatedTimes, OfGatewaysAndBalancersAreWholeHours) {
  const Bill gateways = billOfUsage(R"("metered": [{"item": "nat_gateway", "quantity": "1.5 h", "count": 3}])");
  EXPECT_EQ(gateways.total().decimal(), "0.27"); // three of two hours
  const Bill stated = billOfUsage(R"("metered": [{"item": "nat_gateway", "quantity": "1.5 h"}])");
  EXPECT_EQ(stated.total().decimal(), "0.0675"); // as it stands
  const Bill balancer = billOfUsage(R"("front_door": {"kind": "load-balancer", "balancer_time": "61 min"})");
  EXPECT_EQ(amountOf(balancer, PriceItem::BalancerTime).decimal(), "0.045");
  EXPECT_NE(problemOfUsage(R"("metered": [{"item": "data_out", "quantity": "1 GB", "count": 2}])")
                .find("this item is not counted by time"),
            std::string::npos);
}

TEST(CustomRuntimes, HadTheirInitBilledBeforeAugust2025) {
  const auto gbSeconds = [](const std::string& packaging, const std::string& date) {
    const Bill bill =
        billOfUsage(R"("calls": [{"count": 1000, "duration": "100 ms", "init": "400 ms", "memory": "1024 MB",
                                 "packaging": ")" +
                        packaging + "\"}]",
                    date);
    return linesOf(bill, PriceItem::FunctionDuration).at(0).quantity;
  };
  for (const char* date : {"2020-12", "2022-08"}) {
    EXPECT_EQ(gbSeconds("zip", date), "100") << date;
    EXPECT_EQ(gbSeconds("custom-runtime", date), "500") << date;
    EXPECT_EQ(gbSeconds("image", date), "500") << date;
  }
  for (const char* packaging : {"zip", "custom-runtime", "image"})
    EXPECT_EQ(gbSeconds(packaging, "2025-08"), "500") << packaging;
}

TEST(SavingsPlans, CoverTheTimeOfCallsAndNotTheirRequests) {
  const auto bill = [](const std::string& purchase) {
    return billOfUsage(R"("calls": [{"count": 1000000, "duration": "1 s", "memory": "1024 MB", "purchase": ")" +
                       purchase + "\"}]");
  };
  EXPECT_EQ(bill("savings-plan").total().decimal(), "14.9");
  EXPECT_EQ(bill("savings-plan-3y").total().decimal(), "14.9");
  EXPECT_EQ(bill("savings-plan-all-upfront").total().decimal(), "14");
  EXPECT_NE(problemOfUsage(R"("calls": [{"count": 1, "duration": "1 s", "memory": "1024 MB", "purchase": "reserved"}])")
                .find("calls cannot be bought so"),
            std::string::npos);
}

TEST(ImpossibleCalls, ArePricedWithAWarning) {
  const auto warnings = [](const std::string& members, const std::string& date) {
    return billOfUsage(R"("calls": [{"count": 1, )" + members + "}]", date).warnings;
  };
  EXPECT_TRUE(warnings(R"("duration": "900 s", "memory": "10240 MB", "tmp": "10240 MB")", "2026-09").empty());
  for (const char* wrong :
       {R"("duration": "901 s", "memory": "128 MB")", R"("duration": "1 s", "memory": "64 MB")",
        R"("duration": "1 s", "memory": "10241 MB")", R"("duration": "1 s", "memory": "128 MB", "tmp": "10241 MB")",
        R"("duration": "1 s", "memory": "128 MB", "init": "11 s")"})
    EXPECT_EQ(warnings(wrong, "2026-09").size(), 1U) << wrong;
  EXPECT_EQ(warnings(R"("duration": "301 s", "memory": "128 MB")", "2017-11").size(), 1U);
  EXPECT_TRUE(warnings(R"("duration": "301 s", "memory": "128 MB")", "2018-10").empty());
  EXPECT_EQ(warnings(R"("duration": "1 s", "memory": "2048 MB")", "2017-05").size(), 1U);
}

TEST(BillLines, TellWhatTheirQuantityIsTheSumOf) {
  const Bill bill = billOfUsage(R"("calls": [{"count": 1000, "cold": 10, "duration": "100.5 ms", "init": "400 ms",
                                         "memory": "1024 MB"}])");
  const BillLine line = linesOf(bill, PriceItem::FunctionDuration).at(0);
  EXPECT_EQ(line.metered, line.quantity + " GB-s");
  ASSERT_EQ(line.parts.size(), 2U);
  EXPECT_EQ(line.parts[0].operation, "10 calls × 501 ms × 1,024 MB");
  EXPECT_EQ(line.parts[1].operation, "990 calls × 101 ms × 1,024 MB");
  EXPECT_EQ(line.parts[1].quantity, "99.99 GB-s");
}

} // namespace
} // namespace coldframe::test

// What usage documents state of disks, load balancers and tasks, and functions that are billed under names of their
// own.
#include "tests/price/price_test_support.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

TEST(StatedDisks, AreBilledForWhatIsBoughtBeyondWhatComesWithThem) {
  const Bill bill = billOfUsage(R"("disks": [{"count": 2, "gb": 40, "iops": 4000, "mbps": 130, "time": "730 h"}])");
  EXPECT_EQ(amountOf(bill, PriceItem::Disk).decimal(), "6.4");
  EXPECT_EQ(amountOf(bill, PriceItem::DiskOperations).decimal(), "10");
  EXPECT_EQ(amountOf(bill, PriceItem::DiskThroughput).decimal(), "0.4");
  const Bill plain = billOfUsage(R"("disks": [{"gb": 40, "iops": 3000, "mbps": 125, "time": "730 h"}])");
  EXPECT_EQ(plain.lines.size(), 1u);
}

TEST(StatedDisks, OfProvisionedOperationsAreBilledForEveryOne) {
  const Bill bill = billOfUsage(R"("disks": [{"kind": "disk_io", "gb": 30, "iops": 300, "time": "730 h"}])", "2019-12");
  EXPECT_EQ(amountOf(bill, PriceItem::DiskIo).decimal(2), "3.75");
  EXPECT_EQ(amountOf(bill, PriceItem::DiskIoOperations).decimal(2), "19.50");
}

TEST(StatedDisks, CostTheirShareOfTheMonth) {
  const std::string halfADay = R"("disks": [{"gb": 2000, "time": "12 h"}])";
  EXPECT_EQ(billOfUsage(halfADay, "2026-09", Duration::hours(720)).invoiceTotal().decimal(2), "2.67");
  EXPECT_EQ(billOfUsage(halfADay, "2026-09", Duration::hours(744)).invoiceTotal().decimal(2), "2.58");
}

TEST(StatedDisks, AreToldWhatTheyAreSoldBy) {
  EXPECT_NE(problemOfUsage(R"("disks": [{"kind": "data_out", "gb": 1, "time": "1 h"}])").find("not a kind of disk"),
            std::string::npos);
  EXPECT_NE(
      problemOfUsage(R"("disks": [{"kind": "disk_gp2", "gb": 1, "iops": 5, "time": "1 h"}])").find("/disks/0/iops"),
      std::string::npos);
  EXPECT_NE(
      problemOfUsage(R"("disks": [{"kind": "disk_io", "gb": 1, "mbps": 5, "time": "1 h"}])").find("/disks/0/mbps"),
      std::string::npos);
}

std::string balancer(const std::string& load, const std::string& kind = "load-balancer") {
  return R"("front_door": {"kind": ")" + kind + R"(", "balancer_time": "10 h", "load": [)" + load + "]}";
}

std::string unitsOf(const std::string& load) {
  return linesOf(billOfUsage(balancer(load)), PriceItem::BalancerUnit).front().quantity;
}

// 25 new connections a second, 3,000 open, 1 GB an hour, 0.4 GB to functions, 1,000 rules a second.
TEST(CapacityUnits, AreThoseOfWhateverNeedsMost) {
  EXPECT_EQ(unitsOf(R"({"time": "10 h", "new_connections": 50, "active_connections": 3000, "gb_per_h": 1})"), "20");
  EXPECT_EQ(unitsOf(R"({"time": "10 h", "new_connections": 1, "active_connections": 12000, "gb_per_h": 1})"), "40");
  EXPECT_EQ(unitsOf(R"({"time": "10 h", "new_connections": 1, "gb_per_h": 1.08})"), "10.8");
  EXPECT_EQ(unitsOf(R"({"time": "10 h", "gb_per_h": 1, "gb_to_functions_per_h": 0.4})"), "20");
  EXPECT_EQ(unitsOf(R"({"time": "10 h", "new_connections": 100, "rules_per_s": 20000})"), "200");
}

// Half of the time connections decide, the other half data: no mean of both would tell.
TEST(CapacityUnits, AreCountedPhaseByPhase) {
  EXPECT_EQ(unitsOf(R"({"time": "5 h", "new_connections": 100}, {"time": "5 h", "gb_per_h": 4})"), "40");
}

TEST(CapacityUnits, OfNetworkBalancersHaveTheirOwnMeasure) {
  const Bill bill = billOfUsage(balancer(R"({"time": "10 h", "new_connections": 1600})", "network-load-balancer"));
  EXPECT_EQ(amountOf(bill, PriceItem::NetworkBalancer).decimal(), "0.225");
  ASSERT_EQ(linesOf(bill, PriceItem::NetworkBalancerUnit).size(), 1u);
  EXPECT_EQ(linesOf(bill, PriceItem::NetworkBalancerUnit)[0].quantity, "20");
  EXPECT_FALSE(linesOf(bill, PriceItem::NetworkBalancerUnit)[0].verified);
}

TEST(CapacityUnits, AreNotMeteredByABookThatHasNoRule) {
  const Bill bill = billOfUsage(balancer(R"({"time": "10 h", "gb_per_h": 1})"), "2016-05");
  EXPECT_EQ(bill.unpriced().size(), bill.lines.size());
}

TEST(CapacityUnits, ComeEitherFromALoadOrAsTheyStand) {
  EXPECT_NE(problemOfUsage(R"("front_door": {"kind": "load-balancer", "balancer_time": "1 h", "capacity_units": 1,
                         "load": [{"time": "1 h"}]})")
                .find("stated beside what they come from"),
            std::string::npos);
  EXPECT_NE(problemOfUsage(R"("front_door": {"kind": "load-balancer", "balancer_time": "1 h",
                         "load": [{"time": "2 h"}]})")
                .find("longer than the balancer is on"),
            std::string::npos);
  EXPECT_NE(problemOfUsage(R"("front_door": {"kind": "function-url", "load": [{"time": "0 s"}]})")
                .find("only load balancers"),
            std::string::npos);
}

// 101 ms and 65 MB become 200 ms and 128 MB.
TEST(NamedFunctions, ExpressWorkflowsAreBilledBy100MsAnd64Mb) {
  const Bill bill = billOfUsage(
      R"("calls": [{"provider": "aws-step-functions-express", "count": 288000, "duration": "101 ms", "memory": "65 MB"}])");
  ASSERT_EQ(linesOf(bill, PriceItem::ExpressDuration).size(), 1u);
  EXPECT_EQ(linesOf(bill, PriceItem::ExpressDuration)[0].quantity, "2");
  EXPECT_EQ(amountOf(bill, PriceItem::ExpressRequest).decimal(), "0.288");
  EXPECT_TRUE(linesOf(bill, PriceItem::FunctionDuration).empty());
}

TEST(NamedFunctions, AtTheEdgeHavePricesOfTheirOwnAndNoFreeGrant) {
  const auto usage = readUsage(
      R"("calls": [{"provider": "aws-lambda-edge", "count": 10000000, "duration": "10 ms", "memory": "128 MB"}])");
  ASSERT_TRUE(usage);
  const auto bill = price(*usage, shippedBook("2026-09"), {.freeGrant = true});
  ASSERT_TRUE(bill);
  EXPECT_EQ(amountOf(*bill, PriceItem::EdgeRequest).decimal(2), "6.00");
  EXPECT_EQ(amountOf(*bill, PriceItem::EdgeDuration).decimal(2), "0.63");
  EXPECT_EQ(bill->withFreeGrant, bill->withoutFreeGrant);
}

TEST(StatedTasks, CanBeBoughtAsSpot) {
  const std::string task = R"("tasks": [{"cpu": 1, "memory": "1 GB", "time": "1 h", "purchase": ")";
  EXPECT_EQ(billOfUsage(task + "spot\"}]").total().decimal(), "0.0134775");
  EXPECT_EQ(billOfUsage(task + "on-demand\"}]").total().decimal(), "0.044925");
  EXPECT_FALSE(linesOf(billOfUsage(task + "spot\"}]"), PriceItem::TaskCpu).front().verified);
  EXPECT_EQ(billOfUsage(task + "reserved\"}]").unpriced().size(), 2u);
}

TEST(MeteredParts, AddUpToTheWholeWhateverStatedThem) {
  const Bill bill =
      billOfUsage(R"("calls": [{"count": 1000000, "duration": "1 s", "memory": "1 GB", "event": "300 KB"}],
                              "metered": [{"item": "function_request", "quantity": "5 M requests"}])");
  const BillLine line = linesOf(bill, PriceItem::FunctionRequest).front();
  EXPECT_EQ(line.metered, "7 M requests");
  ASSERT_EQ(line.parts.size(), 3u);
  EXPECT_EQ(line.parts[0].quantity, "1 M requests");
  EXPECT_EQ(line.parts[1].quantity, "1 M requests");
  EXPECT_EQ(line.parts[2].quantity, "5 M requests");
}

} // namespace
} // namespace coldframe::test

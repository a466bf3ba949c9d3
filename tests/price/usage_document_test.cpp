#include "sim/price/usage_document.h"
#include "tests/price/price_test_support.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

Result<UsageDocument> read(const std::string& members) {
  const auto document = JsonDocument::parse(R"({"schema": "coldframe.usage/1")" + members + "}", "usage.json");
  if (!document)
    return failure(document.error());
  return readUsageDocument(*document);
}

Bill billOf(const std::string& members, const std::string& date, bool freeGrant) {
  const auto document = read(members);
  if (!document) {
    ADD_FAILURE() << document.error().text();
    return {};
  }
  auto bill = price(*document, shippedBook(date), {.freeGrant = freeGrant});
  if (!bill) {
    ADD_FAILURE() << bill.error().text();
    return {};
  }
  return *bill;
}

std::string wrongIn(const std::string& members) {
  const auto document = read(members);
  return document ? "nothing" : document.error().text();
}

TEST(UsageDocument, StatesMoreCallsThanFillTwoHundredYears) {
  // Infracost's example of the volume tiers: 15 G calls of 4,096 ms in 1 GB, 857,203.30 USD in all.
  EXPECT_EQ(
      billOf(R"(, "calls": [{"count": 15000000000, "duration": "4096 ms", "memory": "1024 MB"}])", "2022-08", false)
          .invoiceTotal()
          .decimal(2),
      "857203.30");
  EXPECT_NE(wrongIn(R"(, "calls": [{"count": 1e15, "duration": "300 s", "memory": "1024 MB"},
                                   {"count": 1e15, "duration": "10 h", "memory": "1024 MB"}])"),
            "nothing");
}

TEST(UsageDocument, AGrantOfGooglesDearerRegionsIsADiscountAtThePricesOfTheCheaper) {
  const std::string calls =
      R"(, "calls": [{"provider": "gcf", "count": 10000000, "duration": "1 s", "memory": "128 MB"}])";
  const Bill bill = billOf(calls, "gcf-gen1-tier2@2018-07", true);
  EXPECT_EQ(bill.total().decimal(), "32.575");
  EXPECT_EQ(bill.withoutFreeGrant.decimal(), "36.375");
  // Of little use it takes all that it costs, and no more.
  const std::string few = R"(, "calls": [{"provider": "gcf", "count": 1000, "duration": "1 s", "memory": "128 MB"}])";
  EXPECT_EQ(billOf(few, "gcf-gen1-tier2@2018-07", true).total(), Money());
}

TEST(UsageDocument, CpuThatComesWithTheMemoryIsBilledOnce) {
  const auto call = [](const std::string& cpu) {
    return R"(, "calls": [{"provider": "gcf", "count": 1000000, "duration": "100 ms", "memory": "256 MB")" + cpu + "}]";
  };
  EXPECT_EQ(billOf(call(R"(, "cpu": 0.4)"), "gcf-gen1@2018-07", false).total(),
            billOf(call(""), "gcf-gen1@2018-07", false).total());
}

TEST(UsageDocument, SurplusCreditsOfT4gHaveTheirOwnPrice) {
  const Bill bill = billOf(R"(, "instances": [{"type": "t4g.medium", "count": 1, "time": "730 h",
    "load": [{"time": "730 h", "cpu": 1}], "running": true}])",
                           "2026-09", false);
  const std::vector<BillLine> lines = linesOf(bill, PriceItem::SurplusCredit);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].unitPrice.decimal(), "0.04");
  EXPECT_FALSE(lines[0].verified);
}

TEST(UsageDocument, NothingIsFreeOnProvisionedEnvironments) {
  const Bill aws =
      billOf(R"(, "calls": [{"count": 1000000, "duration": "1 s", "memory": "128 MB", "provisioned": true}])",
             "2022-08", true);
  EXPECT_EQ(amountOf(aws, PriceItem::FunctionRequest).decimal(2), "0.20");
  const Bill flex = billOf(R"(, "calls": [{"provider": "azure-functions", "count": 3000000, "duration": "1 s",
    "memory": "2048 MB", "provisioned": true}],
    "provisioned": [{"count": 1, "memory": "2048 MB", "time": "7 min"}])",
                           "azure-flex@2025-05", true);
  EXPECT_EQ(amountOf(flex, PriceItem::FunctionRequest).decimal(2), "1.20");
  // By the minute on AWS's five; not here.
  EXPECT_EQ(linesOf(flex, PriceItem::ProvisionedConcurrency).front().quantity, "840");
}

TEST(UsageDocument, AzureConsumptionBillsAtMostTheMemoryThereIs) {
  const auto of = [](const std::string& memory) {
    return billOf(R"(, "calls": [{"provider": "azure-functions", "count": 1000000, "duration": "1 s", "memory": ")" +
                      memory + R"("}])",
                  "azure-consumption@2024-07", false)
        .total();
  };
  EXPECT_EQ(of("3000 MB"), of("1536 MB"));
  EXPECT_EQ(of("1536 MB").decimal(2), "24.20");
}

TEST(UsageDocument, StatesThePublishedExamples) {
  EXPECT_EQ(billOf(R"(, "calls": [{"count": 3000000, "duration": "1 s", "memory": "512 MB"}])", "2017-11", true)
                .invoiceTotal()
                .decimal(2),
            "18.74");
  EXPECT_EQ(billOf(R"(, "calls": [{"count": 6000000, "duration": "280 ms", "memory": "4096 MB", "tmp": "2048 MB"}])",
                   "2026-09", true)
                .invoiceTotal()
                .decimal(2),
            "106.41");
  EXPECT_EQ(billOf(R"(, "calls": [{"count": 500000, "duration": "100 ms", "memory": "1536 MB", "provisioned": true},
                                  {"count": 2500000, "duration": "120 ms", "memory": "1536 MB"}],
                       "provisioned": [{"count": 100, "memory": "1536 MB", "time": "8 h"}])",
                   "2026-09", true)
                .invoiceTotal()
                .decimal(2),
            "19.96");
  EXPECT_EQ(billOf(R"(, "metered": [{"item": "log_ingest", "quantity": "60 TB"}])", "2026-09", false).total().decimal(),
            "12500");
  EXPECT_EQ(billOf(R"(, "instances": [{"type": "t3.medium", "time": "730 h"}],
                       "metered": [{"item": "surplus_credit", "quantity": "1460 vCPU-h"}])",
                   "2026-09", false)
                .total()
                .decimal(),
            "103.368");
}

TEST(UsageDocument, AddsStatedAndMeteredQuantitiesBeforeTiersAndGrants) {
  const Bill bill = billOf(R"(, "calls": [{"count": 600000, "duration": "1 s", "memory": "1024 MB"}],
      "metered": [{"item": "function_request", "quantity": "0.9 M requests"},
                  {"item": "function_duration", "quantity": "100000 GB-s"}])",
                           "2017-11", true);
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionRequest).decimal(), "0.1");    // 500,000 beyond the million
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionDuration).decimal(), "5.001"); // 300,000 beyond 400,000
}

TEST(UsageDocument, TellsColdCallsFromWarmOnes) {
  const std::string calls =
      R"(, "calls": [{"count": 1000, "cold": 10, "duration": "100 ms", "init": "400 ms", "memory": "1024 MB"}])";
  EXPECT_EQ(billOf(calls, "2022-08", false).lines[1].quantity, "100");
  EXPECT_EQ(billOf(calls, "2026-09", false).lines[1].quantity, "104");
}

TEST(UsageDocument, HasAMonthOfItsOwn) {
  const std::string disk = R"(, "disks": [{"gb": 8, "time": "744 h"}])";
  EXPECT_EQ(billOf(disk + R"(, "month": "744 h")", "2026-09", false).total().decimal(), "0.64");
  EXPECT_GT(billOf(disk, "2026-09", false).total().inUsd(), 0.64);
}

TEST(UsageDocument, PricesDataAndArmByTheirOwnRows) {
  const Bill bill = billOf(R"(, "metered": [{"item": "function_duration", "arch": "arm64", "quantity": "1000000 GB-s"},
                                            {"item": "api_gateway_cache", "size": 0.5, "quantity": "720 h"}])",
                           "2026-09", false);
  EXPECT_EQ(bill.total().decimal(), "27.7334");
}

TEST(UsageDocument, CountsLargeEventsAsSeveralRequestsWhereTheBookSaysSo) {
  const auto requests = [](const std::string& size, const std::string& date) {
    const std::string call = R"(, "calls": [{"count": 1000000, "duration": "1 ms", "memory": "128 MB", "event": ")";
    return amountOf(billOf(call + size + R"("}])", date, false), PriceItem::FunctionRequest).decimal();
  };
  EXPECT_EQ(requests("256 KB", "2026-09"), "0.2");
  EXPECT_EQ(requests("257 KB", "2026-09"), "0.4");
  EXPECT_EQ(requests("320 KB", "2026-09"), "0.4");
  EXPECT_EQ(requests("1024 KB", "2026-09"), "2.6");
  EXPECT_EQ(requests("1024 KB", "2025-08"), "0.2"); // the rule is of October 2025
}

TEST(UsageDocument, BillsTheCpuOfCallsThatShareInstances) {
  const Bill bill = billOf(R"(, "calls": [{"provider": "cloud-run", "count": 10000000, "duration": "250 ms",
                                          "memory": "512 MB", "cpu": 1, "concurrency": 20}])",
                           "cloud-run@2024-12", false);
  // 10 million calls of 300 ms, twenty at once: 150,000 s of an instance.
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionCpu).decimal(), "3.6");
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionDuration).decimal(), "0.1875");
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionRequest).decimal(), "4");
}

TEST(UsageDocument, TakesAFeeOfTheOnDemandPriceHoweverTheInstanceIsBought) {
  const std::string machine = R"(, "instances": [{"type": "c7i.xlarge", "time": "1 h", "fee": "managed_instance_fee",
                                 "purchase": ")";
  for (const std::string purchase : {"on-demand", "reserved"}) {
    const Bill bill = billOf(machine + purchase + R"("}])", "2026-09", false);
    EXPECT_EQ(amountOf(bill, PriceItem::ManagedInstanceFee).decimal(), "0.026775") << purchase; // as published
  }
}

TEST(UsageDocument, KeepsStorageForAMonthOfItsLength) {
  for (const std::string month : {"672 h", "730 h", "744 h"}) {
    const Bill bill =
        billOf(R"(, "metered": [{"item": "store_storage", "quantity": "60000.5 GB-month"}], "month": ")" + month + "\"",
               "2026-09", false);
    EXPECT_EQ(bill.total().decimal(), "1371.211") << month; // 51,200 × 0.023 + 8,800.5 × 0.022
  }
}

TEST(UsageDocument, PricesFunctionTimeUnderASavingsPlan) {
  const Bill bill = billOf(R"(, "metered": [{"item": "function_duration", "arch": "arm64", "purchase": "savings-plan",
                                            "quantity": "1000000 GB-s"}])",
                           "2026-09", false);
  EXPECT_EQ(bill.total().decimal(), "11.7");
}

TEST(UsageDocument, SaysWhatIsWrong) {
  EXPECT_NE(wrongIn(R"(, "calls": [{"count": 1, "duration": 3, "memory": "1 GB"}])").find("/calls/0/duration"),
            std::string::npos);
  EXPECT_NE(wrongIn(R"(, "calls": [{"count": -1, "duration": "3 s", "memory": "1 GB"}])").find("/calls/0/count"),
            std::string::npos);
  EXPECT_NE(
      wrongIn(R"(, "calls": [{"count": 1, "cold": 2, "duration": "3 s", "memory": "1 GB"}])").find("/calls/0/cold"),
      std::string::npos);
  EXPECT_NE(wrongIn(R"(, "calls": [{"count": 1e15, "duration": "1 d", "memory": "1 GB"}])").find("longer together"),
            std::string::npos);
  EXPECT_NE(wrongIn(R"(, "metered": [{"item": "data_out", "quantity": "1 GB-s"}])").find("does not measure data_out"),
            std::string::npos);
  EXPECT_NE(wrongIn(R"(, "metered": [{"item": "instance", "quantity": "1 h"}])").find("instance needs a \"type\""),
            std::string::npos);
  EXPECT_NE(wrongIn(R"(, "front_door": {"kind": "nginx"})").find("/front_door/kind"), std::string::npos);
  EXPECT_NE(wrongIn(R"(, "metered": [{"item": "disk", "purchase": "spot", "quantity": "1 GB-month"}])")
                .find("/metered/0/purchase"),
            std::string::npos);
  EXPECT_NE(wrongIn(R"(, "instances": [{"type": "m5.large", "time": "1 h", "fee": "disk"}])").find("/instances/0/fee"),
            std::string::npos);
  EXPECT_NE(wrongIn(R"(, "callz": [])").find("did you mean"), std::string::npos);
  std::string many = R"({"count": 1000000000000, "duration": "1000 s", "memory": "1 GB"})";
  std::string list = many;
  for (int i = 0; i < 200; ++i)
    list += ", " + many;
  EXPECT_NE(wrongIn(R"(, "calls": [)" + list + "]").find("more is used together"), std::string::npos);
}

} // namespace
} // namespace coldframe::test

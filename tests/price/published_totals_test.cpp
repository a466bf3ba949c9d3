// Totals that providers, tools and users have printed, against the shipped books. Sources: the pricing pages of AWS
// Lambda of 2018 and 2026, expected tables of infracost (2024-07), Postlight (2017), Trek10 (2016), Smith (2017).
#include "sim/price/price_usage.h"
#include "sim/price/usage_document.h"
#include "tests/price/price_test_support.h"

#include <gtest/gtest.h>

#include <cmath>

namespace coldframe::test {
namespace {

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kBillion = 1'000'000'000;

Duration ms(std::int64_t n) {
  return Duration::milliseconds(n);
}

std::string cents(Money money) {
  return money.decimal(2);
}

TEST(LambdaPage2018, ThreeMillionCallsOfASecondWith512Mb) {
  Usage usage;
  addCalls(usage, 3 * kMillion, ms(1000), functionOf(512));
  const Bill bill = billOf(usage, shippedBook("2017-11"), true);
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionDuration)), "18.34");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionRequest)), "0.40");
  EXPECT_EQ(cents(bill.invoiceTotal()), "18.74");
  EXPECT_EQ(bill.total().decimal(), "18.737");
}

TEST(LambdaPage2018, ThirtyMillionCallsOf200MsWith128Mb) {
  Usage usage;
  addCalls(usage, 30 * kMillion, ms(200), functionOf(128));
  const Bill bill = billOf(usage, shippedBook("2017-11"), true);
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionDuration)), "5.83");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionRequest)), "5.80");
  EXPECT_EQ(cents(bill.invoiceTotal()), "11.63");
}

TEST(LambdaPage2026, MobileBackend) {
  Usage usage;
  addCalls(usage, 3 * kMillion, ms(120), functionOf(1536));
  EXPECT_EQ(cents(billOf(usage, shippedBook("2026-09"), true).invoiceTotal()), "2.73");
}

TEST(LambdaPage2026, TelemetryWithoutTheFreeGrant) {
  Usage usage;
  addCalls(usage, 10'000 * 24 * 31, ms(2000), functionOf(1024));
  const Bill bill = billOf(usage, shippedBook("2026-09"), false);
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionDuration)), "248.00");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionRequest)), "1.49");
  EXPECT_EQ(cents(bill.invoiceTotal()), "249.49");
}

TEST(LambdaPage2026, TicketsWithTwoGigabytesOfTmp) {
  Usage usage;
  addCalls(usage, 6 * kMillion, ms(280), functionOf(4096));
  usage.tmpMbMs = 6 * kMillion * 280 * (2048 - 512);
  const Bill bill = billOf(usage, shippedBook("2026-09"), true);
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionDuration)), "105.33");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionRequest)), "1.00");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionTmp)), "0.08");
  EXPECT_EQ(cents(bill.invoiceTotal()), "106.41");
}

TEST(LambdaPage2026, ProvisionedConcurrencyForALaunch) {
  Usage usage;
  FunctionKey ready = functionOf(1536);
  ready.provisioned = true;
  addCalls(usage, 500'000, ms(100), ready);
  addCalls(usage, 2'500'000, ms(120), functionOf(1536));
  usage.provisionedMbMs = std::int64_t{1536} * 100 * 8 * 3'600'000;
  const Bill bill = billOf(usage, shippedBook("2026-09"), true);
  EXPECT_EQ(cents(amountOf(bill, PriceItem::ProvisionedConcurrency)), "18.00");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionDurationProvisioned)), "0.73");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionDuration)), "0.83");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionRequest)), "0.40");
  EXPECT_EQ(cents(bill.invoiceTotal()), "19.96");
}

TEST(LambdaLogs, SixtyTerabytesBeforeAndAfterTheVolumeTiers) {
  Usage usage;
  usage.logBytes = 60'000 * kBillion;
  EXPECT_EQ(cents(billOf(usage, shippedBook("2017-11"), false).total()), "30000.00");
  EXPECT_EQ(cents(billOf(usage, shippedBook("2026-09"), false).total()), "12500.00");
}

// One call of 1 GB a billion times over: GB-seconds far beyond every tier.
Usage gigabyteSeconds(std::int64_t billions, std::int64_t millions, Architecture architecture) {
  Usage usage;
  FunctionUsage& function = usage.function(functionOf(1024, architecture));
  for (std::int64_t& billed : function.billedMs)
    billed = (billions * 1000 + millions) * kMillion * 1000;
  return usage;
}

std::vector<std::string> tierAmounts(const Bill& bill, PriceItem item) {
  std::vector<std::string> amounts;
  for (const BillLine& line : linesOf(bill, item))
    amounts.push_back(cents(line.amount));
  return amounts;
}

TEST(Infracost, SplitsGigabyteSecondsOverTheTiersOfEachArchitecture) {
  const PriceBook book = shippedBook("2026-09");
  using Amounts = std::vector<std::string>;
  EXPECT_EQ(tierAmounts(billOf(gigabyteSeconds(61, 440, Architecture::X86), book, false), PriceItem::FunctionDuration),
            (Amounts{"100000.20", "135000.00", "619203.10"}));
  EXPECT_EQ(tierAmounts(billOf(gigabyteSeconds(74, 752, Architecture::Arm), book, false), PriceItem::FunctionDuration),
            (Amounts{"100000.50", "135001.13", "597356.53"}));
}

TEST(Infracost, CountsTheTiersOfEachArchitectureApart) {
  const PriceBook book = shippedBook("2026-09");
  Usage usage = gigabyteSeconds(5, 0, Architecture::X86);
  usage += gigabyteSeconds(5, 0, Architecture::Arm);
  for (const BillLine& line : billOf(usage, book, false).lines)
    EXPECT_EQ(line.tier, 1) << line.item;
}

TEST(Infracost, FifteenBillionRequests) {
  Usage usage;
  usage.function(functionOf(128)).requests = 15 * kBillion;
  EXPECT_EQ(cents(billOf(usage, shippedBook("2026-09"), false).total()), "3000.00");
}

TEST(Infracost, RestRequestsOverFourTiers) {
  Usage usage;
  usage.frontDoor.kind = "api-gateway-rest";
  usage.frontDoor.requests = 21 * kBillion;
  EXPECT_EQ(tierAmounts(billOf(usage, shippedBook("2026-09"), false), PriceItem::ApiGatewayRestRequest),
            (std::vector<std::string>{"1165.50", "1867.60", "45220.00", "1510.00"}));
}

TEST(Infracost, AMonthOfT3MediumAndOfBothItsCpusBeyondTheCredits) {
  Usage usage;
  usage.addInstance({"t3.medium", PurchaseOption::OnDemand, Duration::hours(730), 1});
  usage.surplusCreditNs = 2 * Duration::hours(730).ns();
  const Bill bill = billOf(usage, shippedBook("2026-09"), false);
  EXPECT_EQ(cents(amountOf(bill, PriceItem::Instance)), "30.37");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::SurplusCredit)), "73.00");
}

TEST(Infracost, AMonthOfALoadBalancer) {
  Usage usage;
  usage.frontDoor.kind = "load-balancer";
  usage.frontDoor.balancerNs = Duration::hours(730).ns();
  usage.frontDoor.balancerUnitNs = static_cast<std::int64_t>(1.3698 * 730 * 3.6e12);
  const Bill bill = billOf(usage, shippedBook("2026-09"), false);
  EXPECT_EQ(cents(amountOf(bill, PriceItem::BalancerTime)), "16.43");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::BalancerUnit)), "8.00");
}

// Tiers end at 10,240, 51,200 and 153,600 GB: the tables print so, and so is it billed.
TEST(Infracost, DataOutByRegionOverItsTiers) {
  using Amounts = std::vector<std::string>;
  const auto amounts = [](const std::string& book, std::int64_t gigabytes) {
    Usage usage;
    usage.bytesToInternet = gigabytes * kBillion;
    return tierAmounts(billOf(usage, shippedBook(book), false), PriceItem::DataOut);
  };
  EXPECT_EQ(amounts("2026-09", 57'000), (Amounts{"921.60", "3481.60", "406.00"}));
  for (const std::string region : {"us-east-2", "us-west-1", "us-west-2", "ca-central-1", "eu-central-1", "eu-north-1",
                                   "eu-south-1", "eu-west-1", "eu-west-2"})
    EXPECT_EQ(amounts("aws-" + region + "@2026-09", 157'000), (Amounts{"921.60", "3481.60", "7168.00", "170.00"}));
  for (const std::string region : {"ap-east-1", "ap-southeast-1"})
    EXPECT_EQ(amounts("aws-" + region + "@2026-09", 157'000), (Amounts{"1228.80", "3481.60", "8396.80", "272.00"}));
  EXPECT_EQ(amounts("aws-ap-southeast-2@2026-09", 157'000), (Amounts{"1167.36", "4014.08", "9625.60", "312.80"}));
  EXPECT_EQ(amounts("aws-af-south-1@2026-09", 157'000), (Amounts{"1576.96", "6021.12", "12902.40", "380.80"}));
  EXPECT_EQ(amounts("aws-sa-east-1@2026-09", 157'000), (Amounts{"1536.00", "5652.48", "12902.40", "387.60"}));
  EXPECT_EQ(amounts("aws-me-south-1@2026-09", 157'000), (Amounts{"1198.08", "4526.08", "9318.40", "221.00"}));
  EXPECT_EQ(amounts("aws-ap-south-1@2026-09", 157'000), (Amounts{"1119.23", "3481.60", "8396.80", "272.00"}));
  EXPECT_EQ(amounts("aws-ap-northeast-1@2026-09", 157'000), (Amounts{"1167.36", "3645.44", "8806.40", "285.60"}));
}

// The page bills 60 million requests where its text has 30 million: its 1,153.30 is no total of either.
TEST(LambdaPage2026, KafkaEventsAreNotWhatThePagePrints) {
  Usage usage;
  addCalls(usage, 30 * kMillion, ms(2000), functionOf(1024));
  const Bill calls = billOf(usage, shippedBook("2026-09"), true);
  const Money pollers = Money::usd(148);                                    // 800 h at 0.185 USD
  EXPECT_EQ(cents(amountOf(calls, PriceItem::FunctionDuration)), "993.34"); // printed: 993.3
  EXPECT_EQ(cents(calls.total() + pollers), "1147.14");
  EXPECT_EQ(cents(calls.withoutFreeGrant + pollers), "1154.00");
}

// EC2 user guide: of 570 credits spent beyond the earned ones, 304 are charged, a credit being a vCPU-minute.
TEST(UserGuide2023, ATinyMachineBeyondItsCredits) {
  Usage usage;
  usage.surplusCreditNs = Duration::minutes(304).ns();
  EXPECT_EQ(billOf(usage, shippedBook("2026-09"), false).total().decimal(4), "0.2533");
}

// 39 M requests a month at the gateway, 52 % of them from a cache of 0.5 GB, 18.7 M calls of 2.37 s in 256 MB.
TEST(Postlight2017, BillOfTheWebParserLineByLine) {
  Usage usage;
  addCalls(usage, 18'700'000, ms(2370), functionOf(256));
  usage.frontDoor.kind = "api-gateway-rest";
  usage.frontDoor.requests = 39'000'000;
  usage.frontDoor.cacheGb = 0.5;
  usage.frontDoor.cacheNs = Duration::hours(720).ns();
  usage.bytesToInternet = 467 * kBillion;
  const Bill bill = billOf(usage, shippedBook("2017-11"), true, Duration::hours(720));
  EXPECT_EQ(cents(amountOf(bill, PriceItem::ApiGatewayRestRequest)), "136.50"); // printed: 137
  EXPECT_EQ(cents(amountOf(bill, PriceItem::ApiGatewayCache)), "14.40");        // printed: 14
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionRequest)), "3.54");         // printed: 3
  EXPECT_NEAR(amountOf(bill, PriceItem::DataOut).inUsd(), 42, 0.1);             // printed: 42
  // Every call rounds up to 2.4 s here; as a mean of billed times 2.37 s are nearer (ItsMeanTakenAsBilledTime…).
  EXPECT_NEAR(amountOf(bill, PriceItem::FunctionDuration).inUsd(), 174, 174 * 0.04);
  EXPECT_NEAR(bill.total().inUsd(), 370, 370 * 0.02);
}

TEST(Postlight2017, CalculatorForAMillionCallsOfTwoSeconds) {
  const PriceBook book = shippedBook("2017-11");
  for (const auto& [memory, published] : {std::pair{1024, "33.54"}, {512, "16.87"}}) {
    Usage usage;
    addCalls(usage, kMillion, ms(2000), functionOf(memory));
    EXPECT_EQ(cents(billOf(usage, book, false).total()), published) << memory;
  }
  Usage usage;
  addCalls(usage, kMillion, ms(2000), functionOf(256));
  EXPECT_EQ(billOf(usage, book, false).total().decimal(), "8.535"); // printed: 8.54
}

TEST(Trek10, TenThousandHitsADay) {
  Usage usage;
  addCalls(usage, 300'000, ms(200), functionOf(256));
  EXPECT_EQ(cents(billOf(usage, shippedBook("2017-11"), false).total()), "0.31");
}

TEST(Trek10, AJobOfTwoMinutesEveryHour) {
  Usage usage;
  addCalls(usage, 24 * 30, Duration::minutes(2), functionOf(1024));
  EXPECT_EQ(cents(amountOf(billOf(usage, shippedBook("2017-11"), false), PriceItem::FunctionDuration)), "1.44");
}

TEST(Smith2017, ScrapedPagesInsideTheFreeGrant) {
  Usage usage;
  addCalls(usage, 271, Duration::seconds(272), functionOf(1024));
  const Bill bill = billOf(usage, shippedBook("2017-11"), true);
  EXPECT_EQ(bill.total(), Money());
  EXPECT_EQ(cents(bill.withoutFreeGrant), "1.23");
  EXPECT_EQ(linesOf(bill, PriceItem::FunctionDuration).front().quantity, "73712");
}

// The article says that the cache saves about 240 USD: 20.3 million calls of 2.37 s come to 205.
TEST(Postlight2017, TheSavingsOfTheCacheAreNotWhatTheArticlePrints) {
  Usage usage;
  usage.function(functionOf(256)).requests = 20'300'000;
  for (std::int64_t& billed : usage.function(functionOf(256)).billedMs)
    billed = 20'300'000LL * 2370;
  EXPECT_EQ(cents(billOf(usage, shippedBook("2017-11"), false).total()), "204.56");
}

// The article does not say whether its mean is billed time. Taken so, as the scenario takes it, the 2.37 s come
// to 11.08 million GB-s: 2.3 % above the printed 174 USD, 1.2 % above 370. Taken as running time both miss: see
// docs/validation.md.
TEST(Postlight2017, ItsMeanTakenAsBilledTimeIsWithinItsTolerances) {
  Usage usage;
  FunctionUsage& function = usage.function(functionOf(256));
  function.requests = 18'700'000;
  function.billedMs.fill(18'700'000LL * 2370);
  usage.frontDoor.kind = "api-gateway-rest";
  usage.frontDoor.requests = 39'000'000;
  usage.frontDoor.cacheGb = 0.5;
  usage.frontDoor.cacheNs = Duration::hours(720).ns();
  usage.bytesToInternet = 467 * kBillion;
  const Bill bill = billOf(usage, shippedBook("2017-11"), true, Duration::hours(720));
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionDuration)), "178.03");
  EXPECT_NEAR(amountOf(bill, PriceItem::FunctionDuration).inUsd(), 174, 174 * 0.03);
  EXPECT_NEAR(bill.total().inUsd(), 370, 370 * 0.02);
}

// 900 workers for 16 minutes with 1,536 MB.
TEST(Lynch2017, NineHundredWorkersForSixteenMinutes) {
  Usage usage;
  addCalls(usage, 900, Duration::minutes(16), functionOf(1536));
  const Bill bill = billOf(usage, shippedBook("2017-05"), true);
  EXPECT_EQ(cents(bill.withoutFreeGrant), "21.60");
  EXPECT_EQ(cents(bill.withFreeGrant), "14.94");
}

TEST(Smith2017, WithTheMemoryOfPyWrenTheScrapeTakesHalfAsMuchAgain) {
  Usage usage;
  addCalls(usage, 271, Duration::seconds(272), functionOf(1536));
  const Bill bill = billOf(usage, shippedBook("2017-11"), false);
  EXPECT_EQ(linesOf(bill, PriceItem::FunctionDuration).front().quantity, "110568");
  // Its "3.95 minutes" are not the 272 s that it measures.
  EXPECT_NE(std::lround(3.95 * 60), 272);
}

// The post goes on with "432,000 requests, 2,160 GB-s", which are neither those of its text nor of its total.
TEST(Trek10, ItsIntermediateFiguresAreNotThoseOfItsTotal) {
  Usage usage;
  addCalls(usage, 300'000, ms(200), functionOf(256));
  const Bill bill = billOf(usage, shippedBook("2017-11"), false);
  EXPECT_EQ(linesOf(bill, PriceItem::FunctionDuration).front().quantity, "15000");
  EXPECT_EQ(linesOf(bill, PriceItem::FunctionRequest).front().quantity, "0.3");
}

TEST(Infracost, AMonthOfANatGateway) {
  UsageDocument usage;
  usage.metered = {{PriceItem::NatGateway, {}, {}, {}, 0, *parseUnitQuantity("730 h"), {}, {}},
                   {PriceItem::NatData, {}, {}, {}, 0, *parseUnitQuantity("100 GB"), {}, {}}};
  const auto bill = price(usage, shippedBook("2026-09"), {});
  ASSERT_TRUE(bill) << bill.error().text();
  EXPECT_EQ(cents(amountOf(*bill, PriceItem::NatGateway)), "32.85");
  EXPECT_EQ(cents(amountOf(*bill, PriceItem::NatData)), "4.50");
}

// Cheaper than on demand from 60 % of the time on.
TEST(PriceList2026, ProvisionedEnvironmentsPayAtSixtyPercent) {
  const PriceBook book = shippedBook("2026-09");
  const auto cost = [&book](double share, bool provisioned) {
    Usage usage;
    FunctionKey key = functionOf(1024);
    key.provisioned = provisioned;
    FunctionUsage& function = usage.function(key);
    function.billedMs.fill(std::llround(share * 3.6e9));
    if (provisioned)
      usage.provisionedMbMs = 1024LL * 3'600'000'000;
    return billOf(usage, book, false).total();
  };
  EXPECT_GT(cost(0.599, true), cost(0.599, false));
  EXPECT_LT(cost(0.601, true), cost(0.601, false));
}

Bill billOfCalls(const std::string& provider, std::int64_t count, Duration each, std::int64_t mb,
                 const std::string& book, std::int64_t dataOutBytes = 0) {
  UsageDocument usage;
  StatedCalls calls;
  calls.provider = provider;
  calls.count = count;
  calls.duration = each;
  calls.memory = Memory::mb(mb);
  usage.calls = {calls};
  if (dataOutBytes > 0)
    usage.metered = {{PriceItem::DataOut, {}, {}, {}, 0, UnitQuantity{dataOutBytes, *findUnit("GB")}, {}, {}}};
  const auto bill = price(usage, shippedBook(book), {.freeGrant = true});
  EXPECT_TRUE(bill) << bill.error().text();
  return bill ? *bill : Bill();
}

// Two examples of the page on prices of Cloud Functions, 1st generation.
TEST(CloudFunctionsPage, SimpleAndMediumFunctions) {
  const Bill simple = billOfCalls("gcf", 10 * kMillion, ms(300), 128, "gcf-gen1@2018-07");
  EXPECT_EQ(cents(amountOf(simple, PriceItem::FunctionRequest)), "3.20");
  EXPECT_EQ(cents(amountOf(simple, PriceItem::FunctionDuration)), "0.00");
  EXPECT_EQ(cents(amountOf(simple, PriceItem::FunctionCpu)), "4.00");
  EXPECT_EQ(cents(simple.invoiceTotal()), "7.20");
  const Bill medium = billOfCalls("gcf", 50 * kMillion, ms(500), 256, "gcf-gen1@2018-07", 238'420'000'000);
  EXPECT_EQ(cents(amountOf(medium, PriceItem::FunctionRequest)), "19.20");
  EXPECT_EQ(cents(amountOf(medium, PriceItem::FunctionDuration)), "14.63");
  EXPECT_EQ(cents(amountOf(medium, PriceItem::FunctionCpu)), "98.00");
  EXPECT_EQ(cents(amountOf(medium, PriceItem::DataOut)), "28.01");
  EXPECT_EQ(cents(medium.invoiceTotal()), "159.84");
}

// The example of the page on prices of Azure Functions: 3 million executions of a second with 512 MB.
TEST(AzureFunctionsPage, ThreeMillionExecutionsOfASecond) {
  const Bill bill = billOfCalls("azure-functions", 3 * kMillion, ms(1000), 512, "azure-consumption@2024-07");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionDuration)), "17.60");
  EXPECT_EQ(cents(amountOf(bill, PriceItem::FunctionRequest)), "0.40");
  EXPECT_EQ(cents(bill.invoiceTotal()), "18.00");
}

} // namespace
} // namespace coldframe::test

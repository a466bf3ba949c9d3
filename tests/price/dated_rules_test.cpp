// What changed from one book to the next: the same usage, another bill.
#include "sim/usage/meter.h"
#include "tests/price/price_test_support.h"

#include <gtest/gtest.h>

namespace coldframe::test {
namespace {

Usage calls(Duration each, Duration init, FunctionKey key) {
  FunctionMeter meter;
  for (int i = 0; i < 1000; ++i)
    meter.addCold(each, init);
  Usage usage;
  meter.addTo(usage, key);
  return usage;
}

std::string gbSeconds(const Usage& usage, const std::string& date, PriceItem item = PriceItem::FunctionDuration) {
  return linesOf(billOf(usage, shippedBook(date), false), item).front().quantity;
}

TEST(DatedRules, LambdaRoundsTo100MsUntil2020AndTo1MsSince) {
  const Usage usage = calls(Duration::milliseconds(101), Duration(), functionOf(1024));
  for (const char* date : {"2017-05", "2017-11", "2018-10"})
    EXPECT_EQ(gbSeconds(usage, date), "200") << date;
  for (const char* date : {"2020-12", "2021-09", "2022-08", "2025-08", "2026-09"})
    EXPECT_EQ(gbSeconds(usage, date), "101") << date;
}

TEST(DatedRules, InitOfAZipIsBilledSinceAugust2025) {
  const Usage usage = calls(Duration::milliseconds(100), Duration::milliseconds(400), functionOf(1024));
  for (const char* date : {"2017-11", "2020-12", "2022-08"})
    EXPECT_EQ(gbSeconds(usage, date), "100") << date;
  for (const char* date : {"2025-08", "2026-09"})
    EXPECT_EQ(gbSeconds(usage, date), "500") << date;
}

TEST(DatedRules, InitOfAnImageAndOfAProvisionedEnvironmentWasAlwaysBilled) {
  FunctionKey image = functionOf(1024);
  image.packaging = Packaging::Image;
  FunctionKey provisioned = functionOf(1024);
  provisioned.provisioned = true;
  for (const char* date : {"2020-12", "2022-08", "2026-09"}) {
    EXPECT_EQ(gbSeconds(calls(Duration::milliseconds(100), Duration::milliseconds(400), image), date), "500") << date;
    EXPECT_EQ(gbSeconds(calls(Duration::milliseconds(100), Duration::milliseconds(400), provisioned), date,
                        PriceItem::FunctionDurationProvisioned),
              "500")
        << date;
  }
}

TEST(DatedRules, ArmHasAPriceSinceSeptember2021AndIsAFifthCheaper) {
  Usage usage;
  addCalls(usage, 1000, Duration::seconds(1000), functionOf(1024, Architecture::Arm));
  EXPECT_FALSE(shippedBook("2020-12").price(usage, {}));
  EXPECT_EQ(amountOf(billOf(usage, shippedBook("2021-09"), false), PriceItem::FunctionDuration).decimal(), "13.3334");
}

TEST(DatedRules, VolumeTiersBeginInAugust2022) {
  Usage usage;
  for (std::int64_t& billed : usage.function(functionOf(1024)).billedMs)
    billed = 10'000'000'000'000; // 10 billion GB-s
  EXPECT_EQ(linesOf(billOf(usage, shippedBook("2021-09"), false), PriceItem::FunctionDuration).size(), 1u);
  EXPECT_EQ(linesOf(billOf(usage, shippedBook("2022-08"), false), PriceItem::FunctionDuration).size(), 2u);
}

TEST(DatedRules, Ec2BilledStartedHoursInMay2017AndSecondsInNovember) {
  Usage usage;
  usage.addInstance({"c4.large", PurchaseOption::OnDemand, Duration::minutes(90), 1});
  EXPECT_EQ(billOf(usage, shippedBook("2017-05"), false).total().decimal(), "0.2");
  EXPECT_EQ(billOf(usage, shippedBook("2017-11"), false).total().decimal(), "0.15");
}

TEST(DatedRules, AddressesCostSince2024) {
  Usage usage;
  usage.addressNs = Duration::hours(730).ns();
  EXPECT_EQ(billOf(usage, shippedBook("2022-08"), false).total(), Money());
  EXPECT_EQ(billOf(usage, shippedBook("2025-08"), false).total().decimal(), "3.65");
}

TEST(DatedRules, AHundredGigabytesOutAreFreeSinceTheEndOf2021) {
  Usage usage;
  usage.bytesToInternet = 101'000'000'000;
  EXPECT_EQ(billOf(usage, shippedBook("2021-09"), true).total().decimal(), "9");
  EXPECT_EQ(billOf(usage, shippedBook("2022-08"), true).total().decimal(), "0.09");
}

TEST(DatedRules, MachinesAreNotSoldBeforeTheyCameOut) {
  const auto sold = [](const char* type, const char* date) {
    Usage usage;
    usage.addInstance({type, PurchaseOption::OnDemand, Duration::hours(1), 1});
    return shippedBook(date).price(usage, {}).has_value();
  };
  EXPECT_FALSE(sold("c5.large", "2017-05"));
  EXPECT_TRUE(sold("c5.large", "2017-11"));
  EXPECT_FALSE(sold("t3.micro", "2017-11"));
  EXPECT_TRUE(sold("t3.micro", "2018-10"));
  EXPECT_FALSE(sold("c7g.large", "2021-09"));
  EXPECT_TRUE(sold("c7g.large", "2022-08"));
}

TEST(DatedRules, ProvisionedConcurrencyOf2020WasBilledBy100Ms) {
  Usage usage;
  FunctionKey key = functionOf(1024);
  key.provisioned = true;
  addCalls(usage, 1'200'000, Duration::seconds(1), key);
  usage.provisionedMbMs = std::int64_t{1000} * 1024 * 7'200'000;
  // 30.00 for 7.2 M GB-s kept ready, 11.67 for the time of the calls, 0.24 for the requests.
  EXPECT_EQ(billOf(usage, shippedBook("2019-12"), false).total().decimal(2), "41.91");
  const Usage odd = calls(Duration::milliseconds(101), Duration(), key);
  EXPECT_EQ(gbSeconds(odd, "2019-12", PriceItem::FunctionDurationProvisioned), "200");
}

TEST(DatedRules, PricesKnownBeforeAugust2025StandInItsBookToo) {
  const PriceBook then = shippedBook("2025-08");
  const PriceBook now = shippedBook("2026-09");
  for (const PriceItem item : {PriceItem::NatGateway, PriceItem::StoreStorage, PriceItem::TaskCpu,
                               PriceItem::FunctionStreaming, PriceItem::StateTransition, PriceItem::Notification}) {
    const auto prices = [item](const PriceBook& book) {
      std::vector<Money> all;
      for (const PriceRow& row : book.rows)
        if (row.item == item)
          all.push_back(row.price.price);
      return all;
    };
    EXPECT_FALSE(prices(then).empty());
    EXPECT_EQ(prices(then), prices(now));
  }
  for (const PriceRow& row : then.rows)
    EXPECT_NE(row.item, PriceItem::VmCpu) << "MicroVMs came in 2026";
}

} // namespace
} // namespace coldframe::test

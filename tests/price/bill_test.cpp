#include "sim/price/bill.h"
#include "sim/price/metered.h"
#include "sim/price/price_usage.h"
#include "tests/price/price_test_support.h"

#include <gtest/gtest.h>

#include <random>

namespace coldframe::test {
namespace {

Usage someUsage(unsigned seed) {
  std::mt19937_64 bits(seed);
  const auto some = [&bits](std::int64_t most) { return static_cast<std::int64_t>(bits() % most); };
  Usage usage;
  for (int i = 0; i < 3; ++i) {
    const Architecture architecture = bits() % 2 == 0 ? Architecture::X86 : Architecture::Arm;
    FunctionUsage& function = usage.function(functionOf(128 + 64 * some(40), architecture));
    function.requests += some(3'000'000'000);
    for (std::int64_t& billed : function.billedMs)
      billed += some(30'000'000'000'000);
  }
  usage.addInstance({"t3.large", PurchaseOption::OnDemand, Duration::nanoseconds(some(1'000'000'000'000'000)), 3});
  usage.addInstance({"c5.large", PurchaseOption::Reserved, Duration::hours(some(730)), 2});
  usage.objectStore = {some(1'000'000'000), some(1'000'000'000), some(1'000'000), 0, 0};
  usage.frontDoor.kind = "api-gateway-rest";
  usage.frontDoor.requests = some(30'000'000'000);
  usage.bytesToInternet = some(400'000'000'000'000);
  usage.logBytes = some(90'000'000'000'000);
  usage.diskGbMs = some(1'000'000'000'000);
  usage.addressNs = some(1'000'000'000'000'000);
  usage.tmpMbMs = some(1'000'000'000'000'000);
  return usage;
}

TEST(Bill, LosesNothingBetweenUsageAndLines) {
  const PriceBook book = shippedBook("2026-09");
  for (unsigned seed = 1; seed <= 100; ++seed) {
    const Usage usage = someUsage(seed);
    const auto metered = meter(usage, book);
    ASSERT_TRUE(metered);
    for (const bool freeGrant : {false, true}) {
      const Bill bill = billOf(usage, book, freeGrant);
      for (const MeteredQuantity& quantity : *metered) {
        Money::Atto sum = 0;
        for (const BillLine& line : linesOf(bill, quantity.item))
          if (line.arch == quantity.arch && line.type == quantity.type)
            sum += line.baseQuantity;
        EXPECT_TRUE(sum == quantity.quantity) << infoOf(quantity.item).name;
      }
      Money total;
      for (const BillLine& line : bill.lines) {
        EXPECT_EQ(line.amount, line.unitPrice.times(line.baseQuantity, line.unitInBase)) << line.item;
        total += line.amount;
      }
      EXPECT_EQ(total, bill.total());
      EXPECT_EQ(total, freeGrant ? bill.withFreeGrant : bill.withoutFreeGrant);
    }
  }
}

TEST(Bill, EveryLineSaysHowMuchOfWhatAtWhichPriceByWhichRuleAndSource) {
  for (const BillLine& line : billOf(someUsage(3), shippedBook("2026-09"), true).lines) {
    EXPECT_FALSE(line.item.empty());
    EXPECT_FALSE(line.quantity.empty()) << line.item;
    EXPECT_FALSE(line.unit.empty()) << line.item;
    EXPECT_FALSE(line.source.empty()) << line.item;
  }
  Usage usage;
  addCalls(usage, 7'440'000, Duration::seconds(2), functionOf(1024));
  const Bill bill = billOf(usage, shippedBook("2026-09"), false);
  ASSERT_EQ(bill.lines.size(), 2u);
  const BillLine& compute = bill.lines[1];
  EXPECT_EQ(compute.item, "Lambda compute, x86_64");
  EXPECT_EQ(compute.quantity, "14880000");
  EXPECT_EQ(compute.unit, "GB-s");
  EXPECT_EQ(compute.unitPrice.decimal(), "0.0000166667");
  EXPECT_EQ(compute.amount.decimal(), "248.000496");
  EXPECT_EQ(compute.tier, 1);
  EXPECT_EQ(compute.rule, "each call rounded up to 1 ms, INIT billed; tier 1 of 3 (up to 6,000 M GB-s)");
  EXPECT_TRUE(compute.verified);
}

TEST(Bill, StatesBothTotalsWhicheverIsShown) {
  Usage usage;
  addCalls(usage, 3'000'000, Duration::seconds(1), functionOf(512));
  const PriceBook book = shippedBook("2017-11");
  const Bill with = billOf(usage, book, true);
  const Bill without = billOf(usage, book, false);
  EXPECT_EQ(with.withoutFreeGrant, without.total());
  EXPECT_EQ(without.withFreeGrant, with.total());
  EXPECT_LT(with.total(), without.total());
}

TEST(Bill, ShowsTheFreeGrantAsALineOfItsOwn) {
  Usage usage;
  addCalls(usage, 3'000'000, Duration::seconds(1), functionOf(512));
  const auto lines = linesOf(billOf(usage, shippedBook("2017-11"), true), PriceItem::FunctionDuration);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].quantity, "400000");
  EXPECT_EQ(lines[0].amount, Money());
  EXPECT_EQ(lines[0].tier, 0);
  EXPECT_NE(lines[0].rule.find("free grant: the first 400,000 GB-s a month"), std::string::npos) << lines[0].rule;
  EXPECT_EQ(lines[1].quantity, "1100000");
}

TEST(Bill, PoolsTheFreeGrantOverArchitecturesAndLeavesProvisionedTimeOut) {
  Usage usage;
  FunctionKey ready = functionOf(1024);
  ready.provisioned = true;
  addCalls(usage, 1000, Duration::seconds(300), functionOf(1024, Architecture::X86));
  addCalls(usage, 1000, Duration::seconds(300), functionOf(1024, Architecture::Arm));
  addCalls(usage, 1000, Duration::seconds(300), ready);
  const Bill bill = billOf(usage, shippedBook("2026-09"), true);
  // 300,000 GB-s of x86 and 100,000 of Arm are free, 200,000 of Arm are not.
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionDuration).decimal(), "2.66668");
  EXPECT_EQ(amountOf(bill, PriceItem::FunctionDurationProvisioned).decimal(), "2.91666");
}

TEST(Bill, CountsTiersOfWhatIsLeftAfterTheFreeGrant) {
  Usage usage;
  usage.frontDoor.kind = "";
  usage.bytesToInternet = 10'340'000'000'000; // the 10,240 GB of the first tier and the 100 GB that are free
  const Bill bill = billOf(usage, shippedBook("2026-09"), true);
  ASSERT_EQ(bill.lines.size(), 2u);
  EXPECT_EQ(bill.lines[1].tier, 1);
  EXPECT_EQ(bill.total().decimal(), "921.6");
}

TEST(Bill, SaysWhatTheBookHasNoPriceForInsteadOfGivingItAway) {
  Usage usage;
  usage.addInstance({"c7g.large", PurchaseOption::OnDemand, Duration::hours(1), 1});
  usage.addInstance({"c4.large", PurchaseOption::OnDemand, Duration::hours(1), 1});
  const PriceBook book = shippedBook("2017-11");
  const Bill bill = billOf(usage, book, false);
  ASSERT_EQ(bill.lines.size(), 2u);
  EXPECT_EQ(bill.unpriced(), std::vector<std::string>{"EC2 c7g.large"});
  EXPECT_FALSE(bill.lines[1].verified);
  EXPECT_EQ(bill.lines[1].quantity, "1"); // hour
  EXPECT_NE(bill.lines[1].rule.find("not priced"), std::string::npos);

  const auto compared = book.price(usage, {});
  ASSERT_FALSE(compared);
  EXPECT_EQ(compared.error().kind, ErrorKind::Input);
  EXPECT_NE(compared.error().text().find("EC2 c7g.large"), std::string::npos);
}

TEST(Bill, RefusesToPriceFunctionsOfAProviderItHasNoRuleFor) {
  Usage usage;
  FunctionKey key = functionOf(256);
  key.provider = "gcf";
  addCalls(usage, 10, Duration::seconds(1), key);
  EXPECT_EQ(billOf(usage, shippedBook("2017-11"), false).unpriced().size(), 2u);
}

TEST(Bill, MarksLinesThatRestOnARecalledFigure) {
  Usage usage;
  usage.objectStore.puts = 1000;
  usage.bytesToInternet = 20'000'000'000'000;
  const Bill bill = billOf(usage, shippedBook("2017-11"), false);
  for (const BillLine& line : bill.lines)
    EXPECT_EQ(line.verified, line.key == PriceItem::DataOut && line.tier == 1) << line.item;
}

TEST(Bill, ChargesAnInstanceByTheSecondWithAMinuteAtLeast) {
  Usage usage;
  usage.addInstance({"c4.large", PurchaseOption::OnDemand, Duration::seconds(10), 6});
  EXPECT_EQ(billOf(usage, shippedBook("2017-11"), false).total().decimal(), "0.01"); // 6 × 60 s × 0.1 USD/h
  Usage longer;
  longer.addInstance({"c4.large", PurchaseOption::OnDemand, Duration::milliseconds(359'001), 1});
  EXPECT_EQ(billOf(longer, shippedBook("2017-11"), false).total().decimal(), "0.01"); // 360 s
}

TEST(Bill, ChargesEveryStartedHourWhereTheBookSaysSo) {
  PriceBook book = shippedBook("2017-11");
  book.instanceRule = InstanceRule{Duration::hours(1), Duration::hours(1), "before 2017-10-02", PriceTag::Verified};
  Usage usage;
  usage.addInstance({"c4.large", PurchaseOption::OnDemand, Duration::minutes(61), 3});
  EXPECT_EQ(billOf(usage, book, false).total().decimal(), "0.6");
}

TEST(Bill, PaysAReservedInstanceByItsDiscount) {
  Usage usage;
  usage.addInstance({"c4.large", PurchaseOption::Reserved, Duration::hours(100), 1});
  const Bill bill = billOf(usage, shippedBook("2017-11"), false);
  EXPECT_EQ(bill.total().decimal(), "6.3");
  EXPECT_NE(bill.lines[0].rule.find("63 % of the on-demand price: one year, standard, nothing upfront"),
            std::string::npos);
}

TEST(Bill, TakesTheNextCacheSizeOnOffer) {
  Usage usage;
  usage.frontDoor = {"api-gateway-rest", 0, Duration::hours(10).ns(), 1.0, 0, 0};
  const Bill bill = billOf(usage, shippedBook("2017-11"), false);
  EXPECT_EQ(bill.total().decimal(), "0.38");
  EXPECT_NE(bill.lines[0].rule.find("1.6 GB"), std::string::npos) << bill.lines[0].rule;
  usage.frontDoor.cacheGb = 500;
  EXPECT_EQ(billOf(usage, shippedBook("2017-11"), false).unpriced().size(), 1u);
}

TEST(Bill, RoundsConfiguredMemoryUpToTheStep) {
  Usage usage;
  addCalls(usage, 1'000'000, Duration::seconds(1), functionOf(129));
  const auto old = linesOf(billOf(usage, shippedBook("2017-11"), false), PriceItem::FunctionDuration);
  EXPECT_EQ(old[0].quantity, "187500"); // 192 MB
  const auto now = linesOf(billOf(usage, shippedBook("2026-09"), false), PriceItem::FunctionDuration);
  EXPECT_EQ(now[0].quantity, "125976.5625"); // 129 MB
}

TEST(Bill, AddsRoundedLinesOnTheInvoiceAndExactOnesElsewhere) {
  Usage usage;
  usage.objectStore.puts = 1001;  // 0.005005
  usage.objectStore.lists = 1001; // 0.005005
  const Bill bill = billOf(usage, shippedBook("2026-09"), false);
  EXPECT_EQ(bill.total().decimal(), "0.01001");
  EXPECT_EQ(bill.invoiceTotal().decimal(), "0.02");
}

TEST(Bill, OfNothingIsNothing) {
  const Bill bill = billOf({}, shippedBook("2026-09"), true);
  EXPECT_TRUE(bill.lines.empty());
  EXPECT_EQ(bill.total(), Money());
}

TEST(Bill, OfMoreThanCanBeCountedIsAnError) {
  Usage usage;
  FunctionUsage& function = usage.function(functionOf(1'000'000'000'000));
  for (std::int64_t& billed : function.billedMs)
    billed = std::numeric_limits<std::int64_t>::max();
  const auto bill = priceUsage(usage, shippedBook("2026-09"), {});
  ASSERT_FALSE(bill);
  EXPECT_EQ(bill.error().kind, ErrorKind::Input);
}

} // namespace
} // namespace coldframe::test

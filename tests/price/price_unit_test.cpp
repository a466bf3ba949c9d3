#include "sim/price/price_unit.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

TEST(PriceUnit, ReadsPricesExactlyAndWritesThemBack) {
  for (const char* text : {"0.0000166667 USD/GB-s", "0.2 USD/M requests", "0.005 USD/k requests", "0.0225 USD/h",
                           "0.008 USD/LCU-h", "0.1 USD/GB-month", "0.09 USD/GB", "0 USD/request"}) {
    const auto price = parseUnitPrice(text);
    ASSERT_TRUE(price) << text;
    EXPECT_EQ(writeUnitPrice(*price), text);
  }
  EXPECT_EQ(parseUnitPrice("0.0000166667 USD/GB-s")->price.inAtto(), 16'666'700'000'000);
}

TEST(PriceUnit, RefusesWhatIsNoPrice) {
  for (const char* text : {"", "0.2", "0.2 USD", "0.2 EUR/GB", "-0.2 USD/GB", "0.2 USD/GBs", "USD/GB", "0.2 USD/",
                           "nan USD/GB", "1e-5 USD/GB"})
    EXPECT_FALSE(parseUnitPrice(text)) << text;
}

TEST(PriceUnit, AMonthlyQuantityIsAsLongAsTheMonth) {
  const auto half = parseUnitQuantity("0.5 GB-month");
  ASSERT_TRUE(half);
  EXPECT_EQ(writeUnitQuantity(*half), "0.5 GB-month");
  for (const int hours : {672, 730, 744}) {
    const Duration month = Duration::hours(hours);
    EXPECT_EQ(showQuantity(half->inBase(month), half->unit.inBase(month)), "0.5") << hours;
  }
}

TEST(PriceUnit, ReadsTierBoundsBeyond64Bits) {
  const auto bound = parseUnitQuantity("6000000000 GB-s");
  ASSERT_TRUE(bound);
  EXPECT_EQ(showQuantity(bound->base, bound->unit.inBase(Duration())), "6000000000");
  EXPECT_EQ(writeUnitQuantity(*bound), "6000000000 GB-s");
  for (const char* text : {"6000000000", "-1 GB-s", "1e9 GB-s", "9999999999999999 GB", " GB"})
    EXPECT_FALSE(parseUnitQuantity(text)) << text;
}

TEST(PriceUnit, AMonthOfDiskHasTheLengthOfTheMonth) {
  const PriceUnit& unit = *findUnit("GB-month");
  EXPECT_EQ(static_cast<std::int64_t>(unit.inBase(Duration::hours(730))), 730LL * 3'600'000);
  EXPECT_EQ(static_cast<std::int64_t>(unit.inBase(Duration::hours(720))), 720LL * 3'600'000);
}

TEST(PriceUnit, ShowsQuantitiesExactlyWhereSixDigitsAreEnough) {
  const PriceUnit& gbs = *findUnit("GB-s");
  EXPECT_EQ(showQuantity(Money::Atto{1'073'741'824} * 1'000, gbs.inBase(Duration())), "1");
  EXPECT_EQ(showQuantity(Money::Atto{134'217'728} * 100, gbs.inBase(Duration())), "0.0125");
  EXPECT_EQ(showQuantity(Money::Atto{1'048'576}, gbs.inBase(Duration())), "0.000001"); // 1 MB·ms
}

} // namespace
} // namespace coldframe

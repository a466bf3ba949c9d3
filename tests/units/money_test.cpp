#include "sim/units/money.h"
#include "sim/units/parse.h"

#include <gtest/gtest.h>

#include <random>
#include <stdexcept>

namespace coldframe {
namespace {

Money usd(std::string_view decimal) {
  const auto parsed = parseDecimalMoney(decimal);
  EXPECT_TRUE(parsed) << decimal << ": " << (parsed ? "" : parsed.error().text());
  return parsed.value_or(Money());
}

constexpr Money::Atto kMost = std::numeric_limits<Money::Atto>::max();

TEST(Money, IsExactToTheEighteenthDecimal) {
  EXPECT_EQ(usd("0.1") + usd("0.2"), usd("0.3"));
  EXPECT_EQ(usd("0.000000000000000001").inAtto(), 1);
  EXPECT_EQ((usd("100000000000000000000") + usd("0.000000000000000001")).decimal(),
            "100000000000000000000.000000000000000001");
  Money sum;
  for (int i = 0; i < 1'000'000; ++i)
    sum += usd("0.0000002");
  EXPECT_EQ(sum, usd("0.2")) << "a million requests at $0.20 a million";
}

TEST(Money, PricesALineInOneRounding) {
  // 18,737,283 requests at $0.20 a million.
  EXPECT_EQ(usd("0.20").times(18'737'283, 1'000'000), usd("3.7474566"));
  // 11.4 GB-s, counted in MB·ms, at $0.0000166667 a GB-s.
  EXPECT_EQ(usd("0.0000166667").times(11'673'600, 1024 * 1000), usd("0.00019000038"));
  // The product is far beyond 128 bits, the result is not.
  EXPECT_EQ(usd("100000000000000000000").times(kMost, kMost), usd("100000000000000000000"));
  EXPECT_EQ(usd("5").times(0, 7), Money());
}

TEST(Money, RoundsALineHalfToEven) {
  const Money one = Money::atto(1);
  EXPECT_EQ(one.times(1, 2), Money::atto(0));
  EXPECT_EQ(one.times(3, 2), Money::atto(2));
  EXPECT_EQ(one.times(5, 2), Money::atto(2));
  EXPECT_EQ(one.times(7, 2), Money::atto(4));
  EXPECT_EQ(one.times(2, 3), Money::atto(1));
  EXPECT_EQ(one.times(1, 3), Money::atto(0));
  EXPECT_EQ(one.times(-1, 2), Money::atto(0));
  EXPECT_EQ(one.times(-3, 2), Money::atto(-2));
  EXPECT_EQ(one.times(-5, 2), Money::atto(-2));
  EXPECT_EQ(Money::atto(-1).times(-3, 2), Money::atto(2));
  EXPECT_EQ(one.times(500'000'000'000'000'001, 1'000'000'000'000'000'000), Money::atto(1)) << "beyond the tie";
}

TEST(Money, SplitsWithoutLosingMoreThanTheRounding) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    const Money price = Money::atto(static_cast<Money::Atto>(random() >> 1) * 1'000'003);
    const auto quantity = static_cast<Money::Atto>(random() >> 20);
    const auto factor = static_cast<Money::Atto>(1 + (random() >> 30));
    // |line × factor − price × quantity| ≤ factor ÷ 2, in exact integers.
    const Money::Atto line = price.times(quantity, factor).inAtto();
    const Money::Atto whole = price.times(quantity, 1).inAtto();
    const Money::Atto error = 2 * (line * factor - whole);
    EXPECT_LE(error < 0 ? -error : error, factor);
  }
}

TEST(Money, RoundsAnInvoiceHalfAwayFromZero) {
  EXPECT_EQ(usd("0.005").roundedToCents(), usd("0.01"));
  EXPECT_EQ(usd("0.004999999999999999").roundedToCents(), Money());
  EXPECT_EQ(usd("2.345").roundedToCents(), usd("2.35"));
  EXPECT_EQ(usd("-2.345").roundedToCents(), usd("-2.35"));
  EXPECT_EQ(usd("18.737").roundedToCents(), usd("18.74"));
  EXPECT_EQ(usd("18.74").roundedToCents(), usd("18.74"));
}

TEST(Money, IsWrittenAsAnExactDecimal) {
  EXPECT_EQ(Money().decimal(), "0");
  EXPECT_EQ(usd("18.737").decimal(), "18.737");
  EXPECT_EQ(usd("0.0000166667").decimal(), "0.0000166667");
  EXPECT_EQ(usd("-3").decimal(), "-3");
  EXPECT_EQ(usd("100").decimal(), "100") << "only the zeros after the point go";
  EXPECT_EQ(usd("-0.5").decimal(), "-0.5");
  EXPECT_EQ(Money::atto(kMost).decimal(), "170141183460469231731.687303715884105727");
  EXPECT_EQ(Money::atto(-kMost - 1).decimal(), "-170141183460469231731.687303715884105728");
}

TEST(Money, IsWrittenWithAsManyDigitsAsAskedFor) {
  EXPECT_EQ(usd("18.737").decimal(2), "18.74");
  EXPECT_EQ(usd("18.735").decimal(2), "18.74");
  EXPECT_EQ(usd("18").decimal(2), "18.00");
  EXPECT_EQ(usd("0.5").decimal(0), "1");
  EXPECT_EQ(usd("0.004").decimal(2), "0.00");
  EXPECT_EQ(usd("-0.004").decimal(2), "0.00") << "no negative zero";
  EXPECT_EQ(usd("-0.005").decimal(2), "-0.01");
  EXPECT_EQ(usd("0.1").decimal(18), "0.100000000000000000");
  EXPECT_EQ(usd("99.999").decimal(2), "100.00");
}

TEST(Money, ReadsBackWhatItWrites) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 20'000; ++i) {
    Money::Atto n = (static_cast<Money::Atto>(random() >> 1) << 64) | static_cast<Money::Atto>(random());
    n >>= random() % 127;
    for (const Money money : {Money::atto(n), Money::atto(-n)})
      EXPECT_EQ(usd(money.decimal()), money);
  }
}

TEST(Money, NeverWrapsOrCutsWhatItCannotHold) {
  const Money most = Money::atto(kMost);
  EXPECT_THROW(most + Money::atto(1), std::overflow_error);
  EXPECT_THROW(Money::atto(-kMost) - Money::atto(2), std::overflow_error);
  EXPECT_THROW(most.times(2, 1), std::overflow_error);
  EXPECT_THROW(most.times(-2, 1), std::overflow_error);
  EXPECT_THROW(most.roundedToCents(), std::overflow_error) << "the next cent is beyond the range";
  EXPECT_EQ(most.times(3, 3), most);
  EXPECT_EQ(most - most, Money());
}

TEST(Money, ComparesAndSubtracts) {
  EXPECT_LT(usd("-1"), Money());
  EXPECT_LT(usd("0.999999999999999999"), Money::usd(1));
  EXPECT_EQ(Money::usd(3) - usd("0.01"), usd("2.99"));
  EXPECT_DOUBLE_EQ(usd("18.737").inUsd(), 18.737);
  EXPECT_DOUBLE_EQ(usd("-0.0000166667").inUsd(), -0.0000166667);
}

TEST(ParseMoney, NeedsItsCurrency) {
  EXPECT_EQ(parseMoney("0.20 USD").value(), usd("0.2"));
  EXPECT_EQ(parseMoney("$0.20").value(), usd("0.2"));
  EXPECT_EQ(parseMoney(" $ 0.20 ").value(), usd("0.2"));
  EXPECT_EQ(parseMoney("0.20USD").value(), usd("0.2"));
  EXPECT_EQ(parseMoney("0.20").error().problems.front().what, "the currency is missing");
  EXPECT_EQ(parseMoney("0.20 EUR").error().problems.front().what, "this is not an amount of money in USD");
  for (const char* text : {"", "$", "USD", "$0.20 USD", "1,5 USD", "1e3 USD", "$nan", "$ -", "0.2.0 USD", "$+1"})
    EXPECT_FALSE(parseMoney(text)) << text;
  EXPECT_EQ(parseMoney("$-1").error().problems.front().what, "an amount of money cannot be negative here");
  EXPECT_EQ(parseMoney("5").error().problems.front().value, "\"5\"");
}

TEST(ParseMoney, RefusesWhatItCannotHoldExactly) {
  const auto whatOf = [](std::string_view text) { return parseDecimalMoney(text).error().problems.front().what; };
  EXPECT_EQ(whatOf("0.0000000000000000001"), "this amount has more than 18 decimals");
  EXPECT_EQ(usd("0.1000000000000000000000"), usd("0.1")) << "zeros there are harmless";
  EXPECT_EQ(usd("170141183460469231731.687303715884105727").inAtto(), kMost);
  EXPECT_EQ(whatOf("170141183460469231731.687303715884105728"), "this amount is out of range");
  EXPECT_EQ(whatOf("170141183460469231732"), "this amount is out of range");
  EXPECT_EQ(whatOf(std::string(100'000, '9')), "this amount is out of range");
  EXPECT_EQ(usd("-3.5"), Money::atto(-3'500'000'000'000'000'000));
  for (const char* text : {"", "-", ".", "-.", "--1", "1 2", "0x1", "1e3", "1,000", "inf"})
    EXPECT_FALSE(parseDecimalMoney(text)) << text;
}

} // namespace
} // namespace coldframe

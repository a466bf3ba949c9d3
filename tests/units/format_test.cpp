#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>
#include <locale>
#include <random>

namespace coldframe {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Whole numbers of every size: powers of two and ten and their neighbours, round figures, and random ones.
std::vector<std::int64_t> manyWholeNumbers() {
  std::vector<std::int64_t> numbers{0, INT64_MAX, INT64_MAX - 1};
  for (int shift = 0; shift < 63; ++shift)
    for (const std::int64_t offset : {-1, 0, 1})
      numbers.push_back((std::int64_t{1} << shift) + offset);
  for (std::int64_t ten = 1; ten <= 1'000'000'000'000'000'000 / 10; ten *= 10)
    for (const std::int64_t n : {ten - 1, ten + 1, 3 * ten, 36 * ten / 10, 6 * ten, 15 * ten / 10})
      numbers.push_back(n);
  std::mt19937_64 random(3);
  for (int i = 0; i < 30'000; ++i) {
    std::int64_t n = static_cast<std::int64_t>(random() >> 1) >> (random() % 63);
    for (std::uint64_t zeros = random() % 8; zeros > 0 && n < INT64_MAX / 10; --zeros)
      n *= 10;
    numbers.push_back(n);
  }
  return numbers;
}

std::vector<double> manyRealNumbers() {
  std::vector<double> numbers{0,       1,   0.1, 1e-300, 5e-324, 1e300,
                              1.0 / 3, 3.5, 1e6, 1e15,   1e21,   123456.789,
                              500,     8e6, 1e7, 78e6,   2.5e9,  std::numeric_limits<double>::max()};
  std::mt19937_64 random(5);
  for (int i = 0; i < 30'000; ++i)
    numbers.push_back(std::ldexp(static_cast<double>(random()), static_cast<int>(random() % 200) - 100));
  return numbers;
}

TEST(Write, ReadsBackToTheSameWholeNumber) {
  for (const std::int64_t n : manyWholeNumbers()) {
    const auto duration = Duration::nanoseconds(n);
    ASSERT_EQ(parseDuration(writeDuration(duration)).value(), duration) << writeDuration(duration);
    ASSERT_EQ(parseMemory(writeMemory(Memory::bytes(n))).value().inBytes(), n) << writeMemory(Memory::bytes(n));
    ASSERT_EQ(parseBytes(writeBytes(Bytes::of(n))).value().count(), n) << writeBytes(Bytes::of(n));
    const Money money = Money::atto(Money::Atto{n} * 1'000'003);
    ASSERT_EQ(parseMoney(writeMoney(money)).value(), money) << writeMoney(money);
  }
}

TEST(Write, ReadsBackToTheSameRealNumber) {
  for (const double x : manyRealNumbers()) {
    ASSERT_EQ(parseRate(writeRate(Rate::perSecond(x))).value().inPerSecond(), x);
    const auto bandwidth = Bandwidth::bytesPerSecond(x);
    ASSERT_EQ(parseBandwidth(writeBandwidth(bandwidth)).value().inBytesPerSecond(), x) << writeBandwidth(bandwidth);
    ASSERT_EQ(std::strtod(writeNumber(x).c_str(), nullptr), x);
  }
  EXPECT_EQ(parseRate(writeRate(Rate::unlimited())).value(), Rate::unlimited());
  EXPECT_EQ(parseBandwidth(writeBandwidth(Bandwidth::unlimited())).value(), Bandwidth::unlimited());
}

TEST(Write, ReadsBackToTheSameInstant) {
  std::mt19937_64 random(9);
  for (int i = 0; i < 30'000; ++i) {
    // Years 1970 to 2200, at steps from a day down to a nanosecond.
    std::int64_t ns = static_cast<std::int64_t>(random() % 7'258'118'400'000'000'000ULL);
    ns -= i % 3 == 0 ? ns % 86'400'000'000'000 : i % 3 == 1 ? ns % 1'000'000 : 0;
    for (const std::int64_t instant : {ns, -ns})
      ASSERT_EQ(parseInstant(writeInstant(instant)).value(), instant) << writeInstant(instant);
  }
}

TEST(WriteDuration, SpeaksAsPeopleDo) {
  EXPECT_EQ(writeDuration(Duration()), "0 s");
  EXPECT_EQ(writeDuration(Duration::seconds(300)), "300 s");
  EXPECT_EQ(writeDuration(Duration::seconds(380)), "380 s");
  EXPECT_EQ(writeDuration(Duration::minutes(15)), "15 min");
  EXPECT_EQ(writeDuration(Duration::hours(730)), "730 h");
  EXPECT_EQ(writeDuration(Duration::seconds(3601)), "3601 s");
  EXPECT_EQ(writeDuration(Duration::milliseconds(4200)), "4.2 s");
  EXPECT_EQ(writeDuration(Duration::milliseconds(120)), "120 ms");
  EXPECT_EQ(writeDuration(Duration::microseconds(1500)), "1.5 ms");
  EXPECT_EQ(writeDuration(Duration::nanoseconds(1)), "1 ns");
  EXPECT_EQ(writeDuration(Duration::nanoseconds(1001)), "1.001 us");
  EXPECT_EQ(writeDuration(-Duration::milliseconds(1500)), "-1.5 s");
  EXPECT_EQ(writeDuration(Duration::nanoseconds(INT64_MIN)), "-9223372036.854775808 s");
}

TEST(Write, UsesTheUnitsOfTheScenarios) {
  EXPECT_EQ(writeMemory(Memory::mb(1536)), "1536 MB");
  EXPECT_EQ(writeMemory(Memory::bytes(512)), "512 B");
  EXPECT_EQ(writeMemory(Memory()), "0 MB");
  EXPECT_EQ(writeBytes(Bytes::of(30'000)), "30 kB");
  EXPECT_EQ(writeBytes(Bytes::of(2'000'000'000)), "2 GB");
  EXPECT_EQ(writeBytes(Bytes()), "0 B");
  EXPECT_EQ(writeRate(Rate::perSecond(3.5)), "3.5 /s");
  EXPECT_EQ(writeBandwidth(Bandwidth::bytesPerSecond(78e6)), "78 MB/s");
  EXPECT_EQ(writeBandwidth(Bandwidth::bytesPerSecond(1500)), "1500 B/s");
  EXPECT_EQ(writeMoney(parseMoney("$0.0000166667").value()), "0.0000166667 USD");
}

TEST(WriteNumber, IsShortAndHasNoNegativeZero) {
  EXPECT_EQ(writeNumber(0.1), "0.1");
  EXPECT_EQ(writeNumber(-0.0), "0");
  EXPECT_EQ(writeNumber(-2.5), "-2.5");
  EXPECT_EQ(writeNumber(1e21), "1e+21");
}

TEST(Significant, KeepsTwelveDigits) {
  EXPECT_EQ(significant(1.0 / 3), "0.333333333333");
  EXPECT_EQ(significant(0.1 + 0.2), "0.3");
  EXPECT_EQ(significant(-0.0), "0");
  EXPECT_EQ(significant(2.0 / 3, 3), "0.667");
  EXPECT_EQ(significant(123456789.0, 3), "1.23e+08");
  EXPECT_EQ(significant(0.99999999999999), "1");
  const double most = std::numeric_limits<double>::max();
  EXPECT_EQ(significant(most, 3), "1.7976931348623157e+308") << "1.80e+308 would be infinite";
}

TEST(Significant, IsReproducedFromItsOwnText) {
  for (const double x : manyRealNumbers())
    ASSERT_EQ(significant(std::strtod(significant(x).c_str(), nullptr)), significant(x));
}

TEST(ShowDuration, PicksAUnitThatFits) {
  EXPECT_EQ(showDuration(0), "0 s");
  EXPECT_EQ(showDuration(271), "4 min 31 s");
  EXPECT_EQ(showDuration(48'780), "13 h 33 min");
  EXPECT_EQ(showDuration(36.04), "36.0 s");
  EXPECT_EQ(showDuration(1.234), "1.23 s");
  EXPECT_EQ(showDuration(0.1234), "123 ms");
  EXPECT_EQ(showDuration(0.0042), "4.2 ms");
  EXPECT_EQ(showDuration(12e-6), "12.0 µs");
  EXPECT_EQ(showDuration(2'628'000), "30.4 days");
  EXPECT_EQ(showDuration(-271), "-4 min 31 s");
}

TEST(ShowDuration, CarriesRoundingIntoTheNextUnit) {
  EXPECT_EQ(showDuration(0.99996), "1.00 s");
  EXPECT_EQ(showDuration(0.00099996), "1.0 ms");
  EXPECT_EQ(showDuration(99.96), "1 min 40 s");
  EXPECT_EQ(showDuration(119.6), "2 min 0 s");
  EXPECT_EQ(showDuration(3599.6), "1 h 0 min");
  EXPECT_EQ(showDuration(7199), "2 h 0 min");
  EXPECT_EQ(showDuration(48 * 3600 - 10), "2.0 days");
}

TEST(ShowDuration, NeverShowsMoreDigitsThanTheIntervalSupports) {
  EXPECT_EQ(showDuration(271, 3.2), "4 min 31 s ± 3 s");
  EXPECT_EQ(showDuration(271, 12), "4 min 31 s ± 12 s");
  EXPECT_EQ(showDuration(271, 42), "4 min 30 s ± 40 s");
  EXPECT_EQ(showDuration(271, 130), "5 min ± 2 min");
  EXPECT_EQ(showDuration(48'780, 600), "13 h 33 min ± 10 min");
  EXPECT_EQ(showDuration(48'780, 9000), "14 h ± 2 h");
  EXPECT_EQ(showDuration(18.43, 0.62), "18.4 s ± 0.6 s");
  EXPECT_EQ(showDuration(18.43, 0.14), "18.4 s ± 0.1 s");
  EXPECT_EQ(showDuration(18.43, 4), "18 s ± 4 s");
  EXPECT_EQ(showDuration(18.43, 14), "18 s ± 14 s");
  EXPECT_EQ(showDuration(0.123, 0.02), "120 ms ± 20 ms");
  EXPECT_EQ(showDuration(30.4 * 86400, 3 * 86400), "30 days ± 3 days");
  EXPECT_EQ(showDuration(30.4 * 86400, 8640), "30.4 days ± 0.1 days");
  EXPECT_EQ(showDuration(0, 0.5), "0 s ± 500 ms");
}

TEST(ShowDuration, LeavesOutAnIntervalBelowTheLastDigit) {
  EXPECT_EQ(showDuration(271, 0.01), "4 min 31 s");
  EXPECT_EQ(showDuration(18.43, 1e-9), "18.4 s");
  EXPECT_EQ(showDuration(48'780, 1), "13 h 33 min");
  EXPECT_EQ(showDuration(271, 0), showDuration(271));
  EXPECT_EQ(showDuration(271, kNaN), showDuration(271)) << "one replication has no interval";
}

TEST(ShowMoney, ShowsCentsAndSmallPrices) {
  EXPECT_EQ(showMoney(0), "$0");
  EXPECT_EQ(showMoney(18.737), "$18.74");
  EXPECT_EQ(showMoney(581.3), "$581");
  EXPECT_EQ(showMoney(12'340), "$12,340");
  EXPECT_EQ(showMoney(0.5), "$0.50");
  EXPECT_EQ(showMoney(0.000021), "$0.000021");
  EXPECT_EQ(showMoney(0.996), "$1.00");
  EXPECT_EQ(showMoney(99.996), "$100.00");
  EXPECT_EQ(showMoney(-3.5), "-$3.50");
  EXPECT_EQ(showMoney(1e20), "$100,000,000,000,000,000,000");
}

TEST(ShowMoney, NeverShowsMoreDigitsThanTheIntervalSupports) {
  EXPECT_EQ(showMoney(581.3, 4.2), "$581 ± 4");
  EXPECT_EQ(showMoney(581.3, 42), "$580 ± 40");
  EXPECT_EQ(showMoney(18.737, 4), "$19 ± 4");
  EXPECT_EQ(showMoney(18.737, 0.021), "$18.74 ± 0.02");
  EXPECT_EQ(showMoney(18.737, 0.14), "$18.74 ± 0.14");
  EXPECT_EQ(showMoney(1'234'567, 12'345), "$1,235,000 ± 12,000");
  EXPECT_EQ(showMoney(0.00002134, 0.000003), "$0.000021 ± 0.000003");
  EXPECT_EQ(showMoney(581.3, 0.001), "$581") << "an interval below the last digit";
  EXPECT_EQ(showMoney(581.3, kNaN), "$581");
  EXPECT_EQ(showMoney(0, 0.3), "$0.0 ± 0.3");
}

TEST(ShowCount, SetsThousandsApart) {
  EXPECT_EQ(showCount(0), "0");
  EXPECT_EQ(showCount(999), "999");
  EXPECT_EQ(showCount(1000), "1,000");
  EXPECT_EQ(showCount(12'340), "12,340");
  EXPECT_EQ(showCount(39'000'000), "39,000,000");
  EXPECT_EQ(showCount(-1234), "-1,234");
  EXPECT_EQ(showCount(-123), "-123");
  EXPECT_EQ(showCount(0.5), "0.50");
  EXPECT_EQ(showCount(899.7), "900");
  EXPECT_EQ(showCount(12.34), "12.3");
}

TEST(ShowRatio, HasTwoDigitsOrThree) {
  EXPECT_EQ(showRatio(180.2), "180×");
  EXPECT_EQ(showRatio(0.93), "0.93×");
  EXPECT_EQ(showRatio(7.77), "7.8×");
  EXPECT_EQ(showRatio(12.4), "12×");
  EXPECT_EQ(showRatio(99.7), "100×");
  EXPECT_EQ(showRatio(12'340), "12,340×");
  EXPECT_EQ(showRatio(0), "0×");
  EXPECT_EQ(showRatio(0.000012), "0.000012×");
}

TEST(ShowChange, AlwaysHasItsSign) {
  EXPECT_EQ(showChange(0.123), "+12 %");
  EXPECT_EQ(showChange(0.123, 3), "+12.3 %");
  EXPECT_EQ(showChange(-0.005), "−0.5 %");
  EXPECT_EQ(showChange(0.00001), "±0 %");
}

TEST(ShowPercent, TellsNearlyAllFromAllAndNearlyNoneFromNone) {
  EXPECT_EQ(showPercent(0), "0 %");
  EXPECT_EQ(showPercent(0.12), "12 %");
  EXPECT_EQ(showPercent(0.0013), "0.13 %");
  EXPECT_EQ(showPercent(1), "100 %");
  EXPECT_EQ(showPercent(1.5), "150 %");
  EXPECT_EQ(showPercent(0.95), "95 %");
  EXPECT_EQ(showPercent(0.9996), "99.96 %");
  EXPECT_EQ(showPercent(0.99999), "99.999 %");
  EXPECT_EQ(showPercent(0.999999999), "> 99.9999 %");
  EXPECT_EQ(showPercent(1e-9), "< 0.0001 %");
  EXPECT_EQ(showPercent(0.000012), "0.0012 %");
}

TEST(ShowMemory, IsInMegabytes) {
  EXPECT_EQ(showMemory(Memory::mb(1536)), "1,536 MB");
  EXPECT_EQ(showMemory(Memory::mb(128)), "128 MB");
  EXPECT_EQ(showMemory(Memory::bytes(524'288)), "0.50 MB");
}

TEST(Show, HasASignForWhatIsNoNumber) {
  for (const std::string& text :
       {showDuration(kNaN), showMoney(kNaN), showCount(kNaN), showRatio(kNaN), showPercent(kNaN)})
    EXPECT_EQ(text, "–");
  EXPECT_EQ(showDuration(kInfinity), "∞");
  EXPECT_EQ(showMoney(kInfinity), "$∞");
  EXPECT_EQ(showCount(kInfinity), "∞");
  EXPECT_EQ(showRatio(kInfinity), "∞×");
  EXPECT_EQ(showDuration(271, kInfinity), "4 min 31 s");
}

TEST(Show, StandsAnyNumber) {
  for (const double x : manyRealNumbers())
    for (const double half : {0.0, x / 100, x, 1e-300, 1e300}) {
      EXPECT_FALSE(showDuration(x, half).empty());
      EXPECT_FALSE(showDuration(-x, half).empty());
      EXPECT_FALSE(showMoney(x, half).empty());
      EXPECT_FALSE(showCount(x).empty());
      EXPECT_FALSE(showRatio(x).empty());
      EXPECT_FALSE(showPercent(x).empty());
    }
}

TEST(Format, BytesForPeopleKeepTheBinaryUnitsThatLimitsAreStatedIn) {
  EXPECT_EQ(showBytes(Bytes::of(6'291'456)), "6 MiB");
  EXPECT_EQ(showBytes(Bytes::of(262'144)), "256 KiB");
  EXPECT_EQ(showBytes(Bytes::of(7'200'000)), "6.87 MiB");
  EXPECT_EQ(showBytes(Bytes::of(6'291'457)), "6.00 MiB"); // not quite the limit of 6
  EXPECT_EQ(showBytes(Bytes::of(1'023)), "1,023 B");
  EXPECT_EQ(showBytes(Bytes()), "0 B");
}

TEST(Format, DigitsAreSetApartBeforeThePointAndTheUnitOnly) {
  EXPECT_EQ(groupedDigits("7440000.5"), "7,440,000.5");
  EXPECT_EQ(groupedDigits("540000 GB-s"), "540,000 GB-s");
  EXPECT_EQ(groupedDigits("-1234.56789"), "-1,234.56789");
  EXPECT_EQ(groupedDigits("-123"), "-123");
  EXPECT_EQ(groupedDigits("999"), "999");
}

TEST(Format, DoesNotDependOnTheLocale) {
  struct Comma : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const std::locale before = std::locale::global(std::locale(std::locale(), new Comma));
  EXPECT_EQ(showMoney(1'234'567), "$1,234,567");
  EXPECT_EQ(showDuration(1.234), "1.23 s");
  EXPECT_EQ(writeNumber(1234.5), "1234.5");
  EXPECT_EQ(writeDuration(Duration::milliseconds(1'234'500)), "1234.5 s");
  std::locale::global(before);
}

} // namespace
} // namespace coldframe

#include "sim/units/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <clocale>
#include <locale>

namespace coldframe {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::int64_t nsOf(std::string_view text) {
  const auto parsed = parseDuration(text);
  EXPECT_TRUE(parsed) << text << ": " << (parsed ? "" : parsed.error().text());
  return parsed ? parsed->ns() : -1;
}

template <class T>
Problem problemOf(const Result<T>& parsed) {
  if (parsed) {
    ADD_FAILURE() << "this should have been an error";
    return {};
  }
  EXPECT_EQ(parsed.error().kind, ErrorKind::Input);
  EXPECT_EQ(parsed.error().problems.size(), 1U);
  return parsed.error().problems.front();
}

TEST(ParseDuration, KnowsEveryUnit) {
  EXPECT_EQ(nsOf("7 ns"), 7);
  EXPECT_EQ(nsOf("7 us"), 7'000);
  EXPECT_EQ(nsOf("7 µs"), 7'000);
  EXPECT_EQ(nsOf("7 ms"), 7'000'000);
  EXPECT_EQ(nsOf("7 s"), 7'000'000'000);
  EXPECT_EQ(nsOf("7 min"), 420'000'000'000);
  EXPECT_EQ(nsOf("7 h"), 25'200'000'000'000);
  EXPECT_EQ(nsOf("7 d"), 604'800'000'000'000);
  EXPECT_EQ(nsOf("1 day"), 86'400'000'000'000);
  EXPECT_EQ(nsOf("7 days"), nsOf("1 week"));
  EXPECT_EQ(nsOf("730 h"), 2'628'000'000'000'000);
}

TEST(ParseDuration, TakesEveryWayToWriteANumber) {
  EXPECT_EQ(nsOf("300s"), nsOf("300 s"));
  EXPECT_EQ(nsOf("  300   s  "), nsOf("300 s"));
  EXPECT_EQ(nsOf("1,000 s"), nsOf("1000 s"));
  EXPECT_EQ(nsOf("1,234,567 s"), nsOf("1234567 s"));
  EXPECT_EQ(nsOf("1_000_0 s"), nsOf("10000 s"));
  EXPECT_EQ(nsOf("4.2 s"), 4'200'000'000);
  EXPECT_EQ(nsOf(".5 s"), 500'000'000);
  EXPECT_EQ(nsOf("5. s"), 5'000'000'000);
  EXPECT_EQ(nsOf("1.5e3 ms"), 1'500'000'000);
  EXPECT_EQ(nsOf("1E+3 ms"), 1'000'000'000);
  EXPECT_EQ(nsOf("25e-1s"), 2'500'000'000);
  EXPECT_EQ(nsOf("007 s"), nsOf("7 s"));
}

TEST(ParseDuration, IsExactWhereADoubleIsNot) {
  EXPECT_EQ(nsOf("9223372036854775807 ns"), INT64_MAX);
  EXPECT_EQ(nsOf("9223372036.854775807 s"), INT64_MAX);
  EXPECT_EQ(nsOf("9007199254740993 ns"), 9'007'199'254'740'993);
  EXPECT_EQ(nsOf("0.1 s"), 100'000'000);
  EXPECT_EQ(nsOf("0.000000000000000000000000000001e30 s"), 1'000'000'000);
  EXPECT_EQ(nsOf("1000000000000000000000000000000e-30 s"), 1'000'000'000);
}

TEST(ParseDuration, RoundsHalfToEvenNanoseconds) {
  EXPECT_EQ(nsOf("0.5 ns"), 0);
  EXPECT_EQ(nsOf("1.5 ns"), 2);
  EXPECT_EQ(nsOf("2.5 ns"), 2);
  EXPECT_EQ(nsOf("2.50000000000000000000000000000000000000000000000000001 ns"), 3) << "beyond the tie, however little";
  EXPECT_EQ(nsOf("2.4999999999999999999999999999999999999999999 ns"), 2);
  EXPECT_EQ(nsOf("1e-70 h"), 0);
}

TEST(ParseDuration, TakesZeroHoweverWritten) {
  for (const char* zero : {"0 s", "0.0 h", "-0 s", "0e99999 s", "0e-99999 s", "000 ns"})
    EXPECT_EQ(nsOf(zero), 0) << zero;
}

TEST(ParseDuration, NeedsAUnit) {
  const Problem problem = problemOf(parseDuration("300"));
  EXPECT_EQ(problem.what, "the unit is missing");
  EXPECT_EQ(problem.value, "\"300\"");
  EXPECT_EQ(problem.expectation, "a time with its unit, e.g. \"300 s\"");
}

TEST(ParseDuration, ProposesTheUnitThatWasMeant) {
  const auto proposal = [](std::string_view text) { return problemOf(parseDuration(text)).what; };
  EXPECT_EQ(proposal("5 m"), "unknown unit \"m\", did you mean \"min\"?");
  EXPECT_THAT(proposal("5 sec"), HasSubstr("\"s\"?"));
  EXPECT_THAT(proposal("5 seconds"), HasSubstr("\"s\"?"));
  EXPECT_THAT(proposal("5 minutes"), HasSubstr("\"min\"?"));
  EXPECT_THAT(proposal("5 hours"), HasSubstr("\"h\"?"));
  EXPECT_THAT(proposal("5 mni"), HasSubstr("\"min\"?"));
  EXPECT_THAT(proposal("5 MS"), HasSubstr("\"ms\"?"));
  EXPECT_THAT(proposal("5 weeks"), HasSubstr("\"week\"?"));
  EXPECT_EQ(proposal("5 bananas"), "unknown unit \"bananas\"");
  EXPECT_THAT(problemOf(parseDuration("5 x")).expectation, StartsWith("a time in one of ns, us, µs, ms, s, min"));
}

TEST(ParseDuration, TakesNoOtherText) {
  for (const char* text :
       {"", " ", "s", "inf s", "nan s", "Infinity", "- 5 s", "+5 s", ".", ". s", "e5 s", "ten s", ",5 s", "_5 s"})
    EXPECT_EQ(problemOf(parseDuration(text)).what, "this is not a time") << text;
  for (const char* text : {"5 s s", "5 s 3 ms", "1 000 s", "0x10 s", "5..3 s", "5 s;", "1e s", "5_ s", "5, s"})
    EXPECT_THAT(problemOf(parseDuration(text)).what, StartsWith("unknown unit")) << text;
}

TEST(ParseDuration, RefusesACommaThatMayBeADecimalPoint) {
  for (const char* text : {"1,5 s", "1,50 s", "1000,000 s", "1,0000 s", "1,000,00 s", "1,23,456 s"})
    EXPECT_EQ(problemOf(parseDuration(text)).what, "this is not a time") << text;
}

TEST(ParseDuration, RefusesNegativeAndOverflowingValues) {
  EXPECT_EQ(problemOf(parseDuration("-5 s")).what, "a time cannot be negative");
  EXPECT_EQ(problemOf(parseDuration("-0.0000000001e-9 ns")).what, "a time cannot be negative");
  for (const char* text : {"9223372036854775808 ns", "9223372036854775807.5 ns", "1e10 s", "293 week 9e99 s", "1e400 s",
                           "1e99999999999999999999 s", "99999999999999999999999999999999999999999999999999 h"}) {
    const Problem problem = problemOf(parseDuration(text));
    EXPECT_TRUE(problem.what.ends_with("out of range") || problem.what.starts_with("unknown unit")) << problem.what;
  }
}

TEST(ParseDuration, ShowsForeignTextSafelyAndShort) {
  const Problem problem = problemOf(parseDuration("5 \x1b[31m" + std::string(1000, 'x')));
  EXPECT_LT(problem.value.size(), 80U);
  EXPECT_LT(problem.what.size(), 60U);
  EXPECT_EQ(problem.text().find('\x1b'), std::string::npos);
  EXPECT_THAT(problemOf(parseDuration("\xff\xfe")).value, testing::Eq("\"\\xff\\xfe\""));
}

TEST(ParseDuration, StaysQuickOnHugeText) {
  EXPECT_EQ(nsOf("1." + std::string(1'000'000, '0') + "1 s"), 1'000'000'000);
  EXPECT_FALSE(parseDuration(std::string(1'000'000, '9') + " s"));
  EXPECT_FALSE(parseDuration("5 " + std::string(1'000'000, 's')));
}

TEST(ParseMemory, IsBinaryAsOnLambda) {
  const auto bytesOf = [](std::string_view text) { return parseMemory(text).value().inBytes(); };
  EXPECT_EQ(bytesOf("1 B"), 1);
  EXPECT_EQ(bytesOf("1 kB"), 1024);
  EXPECT_EQ(bytesOf("1536 MB"), 1536LL * 1024 * 1024);
  EXPECT_EQ(bytesOf("3 GB"), 3LL << 30);
  EXPECT_EQ(bytesOf("1,769 MB"), 1769LL << 20);
  EXPECT_EQ(bytesOf("1 KiB") + bytesOf("1 MiB") + bytesOf("1 GiB") + bytesOf("1 TiB"),
            (1LL << 10) + (1LL << 20) + (1LL << 30) + (1LL << 40));
  EXPECT_EQ(bytesOf("0.5 B"), 0);
  EXPECT_THAT(problemOf(parseMemory("512 mb")).what, HasSubstr("\"MB\"?"));
  EXPECT_THAT(problemOf(parseMemory("512 M")).what, HasSubstr("\"MB\"?"));
  EXPECT_EQ(problemOf(parseMemory("512")).what, "the unit is missing");
  EXPECT_THAT(problemOf(parseMemory("5 s")).what, StartsWith("unknown unit"));
  EXPECT_THAT(problemOf(parseMemory("9e9 TiB")).what, HasSubstr("out of range"));
}

TEST(ParseBytes, IsDecimalUnlessItSaysKiB) {
  const auto countOf = [](std::string_view text) { return parseBytes(text).value().count(); };
  EXPECT_EQ(countOf("30 kB"), 30'000);
  EXPECT_EQ(countOf("1 MB"), 1'000'000);
  EXPECT_EQ(countOf("1.5 GB"), 1'500'000'000);
  EXPECT_EQ(countOf("2 TB"), 2'000'000'000'000);
  EXPECT_EQ(countOf("1 KiB"), 1024);
  EXPECT_EQ(countOf("6 MiB"), 6'291'456);
  EXPECT_THAT(problemOf(parseBytes("30 kb")).what, HasSubstr("\"kB\"?"));
  EXPECT_EQ(problemOf(parseBytes("-1 B")).what, "a data size cannot be negative");
}

TEST(ParseRate, IsPerSecond) {
  const auto rateOf = [](std::string_view text) { return parseRate(text).value().inPerSecond(); };
  EXPECT_EQ(rateOf("3.5 /s"), 3.5);
  EXPECT_EQ(rateOf("3.5/s"), 3.5);
  EXPECT_EQ(rateOf("500 /min"), 500.0 / 60);
  EXPECT_EQ(rateOf("3600 per hour"), 1.0);
  EXPECT_EQ(rateOf("86,400 /d"), 1.0);
  EXPECT_EQ(rateOf("120 per minute"), 2.0);
  EXPECT_EQ(rateOf("1 per second") + rateOf("86400 per day"), 2.0);
  EXPECT_EQ(parseRate("unlimited").value(), Rate::unlimited());
  EXPECT_THAT(problemOf(parseRate("5 /m")).what, HasSubstr("\"/min\"?"));
  EXPECT_THAT(problemOf(parseRate("5 Hz")).what, HasSubstr("\"/s\"?"));
  EXPECT_EQ(problemOf(parseRate("5")).what, "the unit is missing");
  EXPECT_EQ(problemOf(parseRate("-5 /s")).what, "a rate cannot be negative");
  for (const char* text : {"1e400 /s", "1e-400 /s", "4.9e-324 /d"})
    EXPECT_EQ(problemOf(parseRate(text)).what, "this number is out of range") << text;
  for (const char* text : {"inf /s", "nan /s", "Unlimited", "unlimited /s"})
    EXPECT_EQ(problemOf(parseRate(text)).what, "this is not a rate") << text;
}

TEST(ParseBandwidth, TellsBitsFromBytes) {
  const auto bytesPerSecond = [](std::string_view text) { return parseBandwidth(text).value().inBytesPerSecond(); };
  EXPECT_EQ(bytesPerSecond("78 MB/s"), 78e6);
  EXPECT_EQ(bytesPerSecond("8 Mbit/s"), 1e6);
  EXPECT_EQ(bytesPerSecond("1 Gbit/s"), 125e6);
  EXPECT_EQ(bytesPerSecond("16 bit/s"), 2.0);
  EXPECT_EQ(bytesPerSecond("64 kbit/s"), 8000.0);
  EXPECT_EQ(bytesPerSecond("1 MiB/s"), 1048576.0);
  EXPECT_EQ(bytesPerSecond("0.5 TB/s"), 5e11);
  EXPECT_EQ(parseBandwidth("unlimited").value(), Bandwidth::unlimited());
  EXPECT_THAT(problemOf(parseBandwidth("100 Mbps")).what, HasSubstr("\"Mbit/s\"?"));
  EXPECT_THAT(problemOf(parseBandwidth("100 Mb/s")).what, HasSubstr("\"Mbit/s\"?"));
  EXPECT_THAT(problemOf(parseBandwidth("100 MB")).what, HasSubstr("\"MB/s\"?"));
}

TEST(Parse, DoesNotDependOnTheLocale) {
  struct Comma : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
  };
  const std::locale before = std::locale::global(std::locale(std::locale(), new Comma));
  const std::string old = std::setlocale(LC_ALL, nullptr);
  for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8"}) // where one is installed, C's too
    if (std::setlocale(LC_ALL, name) != nullptr)
      break;
  EXPECT_EQ(nsOf("1,000.5 s"), 1'000'500'000'000);
  EXPECT_EQ(parseRate("2.5 /s").value().inPerSecond(), 2.5);
  EXPECT_EQ(parseMoney("1.25 USD").value(), Money::atto(1'250'000'000'000'000'000));
  std::setlocale(LC_ALL, old.c_str());
  std::locale::global(before);
}

TEST(DidYouMean, FindsTheNearestWord) {
  const std::vector<std::string> keys{"memory", "concurrency", "keep_alive", "cap"};
  EXPECT_EQ(didYouMean("memroy", keys), "memory");
  EXPECT_EQ(didYouMean("Memory", keys), "memory");
  EXPECT_EQ(didYouMean("concurency", keys), "concurrency");
  EXPECT_EQ(didYouMean("keepAlive", keys), "keep_alive");
  EXPECT_EQ(didYouMean("conc", keys), "concurrency") << "a word that was left unfinished";
  EXPECT_EQ(didYouMean("cpa", keys), "cap");
}

TEST(DidYouMean, SaysNothingWhenNothingIsNear) {
  const std::vector<std::string> keys{"memory", "cap", "s"};
  for (const char* word : {"", "x", "zebra", "platforms", "memorandum of understanding"})
    EXPECT_EQ(didYouMean(word, keys), "") << word;
  EXPECT_EQ(didYouMean(std::string(100'000, 'm'), keys), "");
  EXPECT_EQ(didYouMean("memory", {}), "");
  EXPECT_EQ(didYouMean("memory", {std::string(100'000, 'm')}), "");
}

TEST(DidYouMean, OfEquallyNearOnesTakesTheFirst) {
  EXPECT_EQ(didYouMean("cat", {"bat", "car"}), "bat");
}

} // namespace
} // namespace coldframe

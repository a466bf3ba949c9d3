#include "sim/units/format.h"
#include "sim/units/parse.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

std::int64_t at(std::string_view text) {
  const auto parsed = parseInstant(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(-1);
}

TEST(ParseInstant, CountsFrom1970InUtc) {
  EXPECT_EQ(at("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(at("1970-01-01"), 0) << "a date is its midnight";
  EXPECT_EQ(at("2020-04-24T17:53:33Z"), 1'587'750'813 * kSecond);
  EXPECT_EQ(at("2000-02-29"), 951'782'400 * kSecond) << "a leap year";
  EXPECT_EQ(at("1969-12-31T23:59:59Z"), -kSecond);
  EXPECT_EQ(at("2020-04-24 17:53:33"), at("2020-04-24T17:53:33Z")) << "without an offset it is UTC";
  EXPECT_EQ(at("2020-04-24T17:53"), at("2020-04-24T17:53:00Z"));
}

TEST(ParseInstant, KeepsNanoseconds) {
  EXPECT_EQ(at("1970-01-01T00:00:00.000000001Z"), 1);
  EXPECT_EQ(at("1970-01-01T00:00:01.5Z"), 1'500'000'000);
  EXPECT_EQ(at("1970-01-01T00:00:00.123456789Z"), 123'456'789);
}

TEST(ParseInstant, TakesOffsets) {
  EXPECT_EQ(at("2020-04-24T19:53:33+02:00"), at("2020-04-24T17:53:33Z"));
  EXPECT_EQ(at("2020-04-24T12:23:33-0530"), at("2020-04-24T17:53:33Z"));
  EXPECT_EQ(at("2020-04-24T19:53:33+02"), at("2020-04-24T17:53:33Z"));
  EXPECT_EQ(at("2020-01-01T00:30:00+01:00"), at("2019-12-31T23:30:00Z"));
}

TEST(ParseInstant, RefusesWhatIsNoInstant) {
  for (const char* text : {"",
                           "now",
                           "2020",
                           "2020-4-24",
                           "2020-04",
                           "2020-13-01",
                           "2020-00-01",
                           "2020-02-30",
                           "1900-02-29",
                           "2020-04-24T",
                           "2020-04-24T25:00:00Z",
                           "2020-04-24T24:00:00Z",
                           "2020-04-24T17:60:00Z",
                           "2020-04-24T17:53:99Z",
                           "2020-04-24T17:53:33.Z",
                           "2020-04-24T17:53:33.1234567890Z",
                           "2020-04-24T17:53:33+",
                           "2020-04-24T17:53:33+2",
                           "2020-04-24T17:53:33+02:",
                           "2020-04-24T17:53:33+24:00",
                           "2020-04-24T17:53:33+02:60",
                           "2020-04-24T17:53:33Zulu",
                           "2020-04-24Z",
                           " 2020-04-24",
                           "2020-04-24 ",
                           "1699-12-31",
                           "2201-01-01",
                           "24.04.2020",
                           "20200424"}) {
    const auto parsed = parseInstant(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.error().kind, ErrorKind::Input);
    EXPECT_EQ(parsed.error().problems.front().what, "this is not an instant");
    EXPECT_EQ(parsed.error().problems.front().value, "\"" + std::string(text) + "\"");
  }
}

TEST(WriteInstant, IsIso8601InUtc) {
  EXPECT_EQ(writeInstant(0), "1970-01-01T00:00:00Z");
  EXPECT_EQ(writeInstant(1'587'750'813 * kSecond), "2020-04-24T17:53:33Z");
  EXPECT_EQ(writeInstant(1), "1970-01-01T00:00:00.000000001Z");
  EXPECT_EQ(writeInstant(-1), "1969-12-31T23:59:59.999999999Z");
  EXPECT_EQ(writeInstant(1'500'000'000), "1970-01-01T00:00:01.5Z");
  EXPECT_EQ(writeInstant(INT64_MIN), "1677-09-21T00:12:43.145224192Z");
  EXPECT_EQ(writeInstant(INT64_MAX), "2262-04-11T23:47:16.854775807Z");
}

} // namespace
} // namespace coldframe

#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_json.h"
#include "tests/trace/sample_traces.h"

#include <gtest/gtest.h>

#include <random>

namespace coldframe {
namespace {

std::string wrongIn(const std::string& text) {
  const auto trace = readTraceJson(text, "t.json");
  return trace ? "nothing" : trace.error().text();
}

TEST(TraceJson, ReadsBackWhatItWrote) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const Trace trace = test::anyTrace(seed * 13, seed);
    const auto again = readTraceJson(writeTraceJson(trace), "t.json");
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(*again, trace);
  }
  const Trace empty;
  const auto again = readTraceJson(writeTraceJson(empty), "t.json");
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(*again, empty);
}

TEST(TraceJson, KeepsTheLargestAndSmallestNumbers) {
  TraceBuilder builder;
  for (const std::int64_t value : {std::numeric_limits<std::int64_t>::max(), kMissing + 1, std::int64_t{0}}) {
    TraceRow row;
    row.stamps[0] = value;
    builder.append(row);
  }
  const Trace trace = builder.build();
  const auto again = readTraceJson(writeTraceJson(trace), "t.json");
  ASSERT_TRUE(again) << again.error().text();
  EXPECT_EQ(*again, trace);
}

TEST(TraceJson, WritesSmallDifferencesAndNulls) {
  TraceBuilder builder;
  for (const std::int64_t second : {10, 11, 13}) {
    TraceRow row;
    if (second != 11)
      row.set(Stamp::Start, SimTime::at(Duration::seconds(second)));
    builder.append(row);
  }
  EXPECT_NE(writeTraceJson(builder.build()).find("\"start\":[10000000000,null,3000000000]"), std::string::npos);
}

constexpr const char* kHead = R"({"schema":"coldframe.trace/1","rows":1,"outcome_words":["ok"],"outcome":[0])";

TEST(TraceJson, SaysWhatIsWrongAndWhere) {
  const std::string head = kHead;
  EXPECT_EQ(wrongIn(head + "}"), "nothing");
  EXPECT_NE(wrongIn(head).find("not valid JSON"), std::string::npos);
  EXPECT_NE(wrongIn("").find("not valid JSON"), std::string::npos);
  EXPECT_NE(wrongIn("[1]").find("does not belong here"), std::string::npos);
  EXPECT_NE(wrongIn("{}").find("no \"schema\""), std::string::npos);
  EXPECT_NE(wrongIn("{\n\"schema\": \"coldframe.trace/9\"}").find("t.json:2:"), std::string::npos)
      << wrongIn("{\n\"schema\": \"coldframe.trace/9\"}");
  EXPECT_NE(wrongIn(head + R"(,"columns":{"start":[1,2]}})").find("has 2 values"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"columns":{"strat":[1]}})").find("no such column"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"columns":{"start":[1.5]}})").find("not whole"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"columns":{"start":[1e300]}})").find("not whole"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"columns":{"start":[99999999999999999999]}})").find("not whole"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"columns":{"start":[1],"start":[1]}})").find("twice"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"columns":{"start":[[1]]}})").find("list does not belong"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"columns":[1]})").find("list does not belong"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"clocks":{"start":"client"}})").find("another clock"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"more":1})").find("no such member"), std::string::npos);
  EXPECT_NE(wrongIn(head + R"(,"names":{"function":["a","a"]}})").find("same name"), std::string::npos);
  EXPECT_NE(wrongIn(R"({"schema":"coldframe.trace/1","rows":1,"outcome_words":["ok"],"outcome":[1]})").find("no word"),
            std::string::npos);
  EXPECT_NE(
      wrongIn(R"({"schema":"coldframe.trace/1","rows":1,"outcome_words":["fine"],"outcome":[0]})").find("not known"),
      std::string::npos);
  EXPECT_NE(
      wrongIn(R"({"schema":"coldframe.trace/1","rows":99999999999,"outcome_words":[],"outcome":[]})").find("rows"),
      std::string::npos);
}

// However the numbers of a list are written, and wherever in it something stands that is none.
TEST(TraceJson, TakesOrRefusesAListAsJsonDoesBeginningToEnd) {
  const auto listOf = [](const std::string& values) {
    return R"({"schema":"coldframe.trace/1","rows":4,"outcome_words":["ok"],"outcome":[0, 0,0,0],"columns":{"start":[)" +
           values + "]}}";
  };
  const std::string plain = listOf("5,-3,null,0");
  ASSERT_EQ(wrongIn(plain), "nothing");
  const Trace trace = *readTraceJson(plain, "t.json");
  for (const char* same : {" 5 ,\n-3,\tnull , 0 ", "5,-3 ,null\r\n,0", "5,-3,null,-0", "5,\n\n-3,\n null,\n0\n"})
    EXPECT_EQ(*readTraceJson(listOf(same), "t.json"), trace) << same;
  for (const char* wrong :
       {"5,-3,null,0,", ",5,-3,null,0", "5,,-3,null", "5,-3,null,01", "05,-3,null,0", "5,- 3,null,0", "5,-3,nul,0",
        "5,-3,nullx,0", "5,-3,null 0", "5,-,null,0", "5,-3,-null,0", "5,+3,null,0", "5,-3,null,0.5", "5,1e3,null,0",
        "5,\"3\",null,0", "5,[3],null,0", "5,true,null,0", "5,-3,null,99999999999999999999", "5,-3,null,0,7"})
    EXPECT_NE(wrongIn(listOf(wrong)), "nothing") << wrong;
  EXPECT_NE(wrongIn(listOf("5,\n-3,\nx,0")).find("t.json:3:"), std::string::npos) << wrongIn(listOf("5,\n-3,\nx,0"));
}

TEST(TraceJson, StopsAtTheAllowedNumberOfRows) {
  const std::string text = writeTraceJson(test::anyTrace(20, 1));
  EXPECT_TRUE(readTraceJson(text, "t.json", 20));
  EXPECT_FALSE(readTraceJson(text, "t.json", 19));
}

// Whatever is cut off or damaged, there is a trace or an error, never anything else.
TEST(TraceJson, SurvivesDamage) {
  const std::string text = writeTraceJson(test::anyTrace(5, 3));
  for (std::size_t length = 0; length + 2 < text.size(); length += 7)
    EXPECT_FALSE(readTraceJson(text.substr(0, length), "t.json")) << length;
  std::mt19937_64 bits(1);
  std::size_t refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string damaged = text;
    for (int n = 0; n < 3; ++n)
      damaged[bits() % damaged.size()] = static_cast<char>(bits() % 256);
    refused += readTraceJson(damaged, "t.json") ? 0 : 1;
  }
  EXPECT_GT(refused, 1000u);
}

TEST(TraceJson, SurvivesDeepNesting) {
  EXPECT_FALSE(readTraceJson(std::string(1'000'000, '['), "t.json"));
  EXPECT_FALSE(readTraceJson(std::string(kHead) + ",\"columns\":" + std::string(1'000'000, '{'), "t.json"));
}

} // namespace
} // namespace coldframe

#include "sim/json/document.h"
#include "sim/trace/trace_builder.h"
#include "sim/trace/write_chrome_trace.h"

#include <gtest/gtest.h>

#include <map>

namespace coldframe {
namespace {

SimTime at(std::int64_t us) {
  return SimTime::atNanoseconds(us * 1000);
}

// Two calls at once and one that never started.
Trace threeCalls() {
  TraceBuilder builder;
  for (int i = 0; i < 2; ++i) {
    TraceRow row;
    row.set(Count::Call, i);
    row.set(Stamp::Submit, at(0));
    row.set(Stamp::Start, at(100 + 10 * i));
    row.set(Stamp::FuncStart, at(150));
    row.set(Stamp::FuncEnd, at(900));
    row.set(Stamp::End, at(1000));
    builder.append(row);
  }
  TraceRow lost;
  lost.set(Stamp::Submit, at(5));
  lost.outcome = CallOutcome::Throttled;
  builder.append(lost);
  return builder.build();
}

TEST(ChromeTrace, PhasesLieWithinTheirCallOnItsTrack) {
  const auto document = JsonDocument::parse(writeChromeTrace(threeCalls()), "chrome");
  ASSERT_TRUE(document) << document.error().text();
  const JsonNode& events = *document->root().find("traceEvents");
  std::map<std::string, int> kinds;
  std::map<std::int64_t, std::pair<double, double>> callOfTrack;
  double most = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const JsonNode& event = events.at(i);
    const std::string kind = event.find("ph")->asString();
    ++kinds[kind];
    if (kind == "C" && event.find("name")->asString() == "running")
      most = std::max(most, event.find("args")->find("calls")->asNumber());
    if (kind != "X")
      continue;
    const auto track = static_cast<std::int64_t>(event.find("tid")->asNumber());
    const double from = event.find("ts")->asNumber();
    const double to = from + event.find("dur")->asNumber();
    if (event.find("cat")->asString() == "call") {
      EXPECT_FALSE(callOfTrack.contains(track)); // both ran at once
      callOfTrack[track] = {from, to};
    } else {
      EXPECT_GE(from, callOfTrack.at(track).first);
      EXPECT_LE(to, callOfTrack.at(track).second);
    }
  }
  EXPECT_EQ(kinds["X"], 2 + 2 * 3); // before the function, function, finish
  EXPECT_EQ(kinds["i"], 1);
  EXPECT_EQ(most, 2);
  EXPECT_EQ(callOfTrack.size(), 2u);
}

// What the format asks of every event, and what a viewer needs to draw slices: on a track each begins no earlier than
// the one before and ends within whatever still runs; every track has a name.
TEST(ChromeTrace, EveryEventIsOneAViewerTakes) {
  TraceBuilder builder;
  for (int i = 0; i < 40; ++i) {
    TraceRow row;
    row.set(Count::Call, i);
    if (i % 5 != 0)
      row.set(Count::Environment, builder.intern(Count::Environment, "stream \"" + std::to_string(i % 3) + "\""));
    row.set(Stamp::Submit, at(i * 30 - 20));
    row.set(Stamp::Start, at(i * 30));
    row.set(Stamp::SetupDone, at(i * 30 + 5 * (i % 2)));
    row.set(Stamp::FuncStart, at(i * 30 + 10));
    row.set(Stamp::FuncEnd, at(i * 30 + 60 + 20 * (i % 4))); // some run into the next call of their environment
    row.set(Stamp::End, at(i * 30 + 70 + 20 * (i % 4)));
    builder.append(row);
  }
  const auto document = JsonDocument::parse(writeChromeTrace(builder.build()), "chrome");
  ASSERT_TRUE(document) << document.error().text();
  const JsonNode& events = *document->root().find("traceEvents");
  using Track = std::pair<double, double>;
  std::map<Track, std::string> names;
  std::map<Track, double> last;
  std::map<Track, std::vector<double>> open; // ends of what still runs
  for (std::size_t i = 0; i < events.size(); ++i) {
    const JsonNode& event = events.at(i);
    for (const char* member : {"ph", "pid", "tid", "ts", "name"})
      ASSERT_NE(event.find(member), nullptr) << i << " " << member;
    const std::string kind = event.find("ph")->asString();
    const Track track{event.find("pid")->asNumber(), event.find("tid")->asNumber()};
    const double from = event.find("ts")->asNumber();
    if (kind == "M" && event.find("name")->asString() == "thread_name")
      names[track] = event.find("args")->find("name")->asString();
    if (kind != "X")
      continue;
    EXPECT_TRUE(names.contains(track)) << i;
    EXPECT_GE(from, last[track]) << i;
    last[track] = from;
    const double to = from + event.find("dur")->asNumber();
    std::vector<double>& ends = open[track];
    while (!ends.empty() && ends.back() <= from)
      ends.pop_back();
    if (!ends.empty()) {
      EXPECT_LE(to, ends.back()) << i;
    }
    ends.push_back(to);
  }
  EXPECT_GT(open.size(), 3u);
  EXPECT_EQ(names.at({1, 1}), "stream \"1\"");
}

} // namespace
} // namespace coldframe

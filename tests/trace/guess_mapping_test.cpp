#include "sim/trace/guess_mapping.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace coldframe {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string textOf(const GuessedMapping& guess) {
  std::string text;
  for (const auto& [target, column] : guess.mapping.columns)
    text += target + "=" + column.column + "[" + column.unit + "] ";
  if (guess.mapping.cold)
    text += "cold=" + guess.mapping.cold->column + " ";
  if (guess.mapping.outcome)
    text += "outcome=" + guess.mapping.outcome->column + " ";
  return text + (guess.mapping.absolute ? "since 1970" : "");
}

std::string guessed(const std::vector<std::string>& header, const Rows& rows) {
  const auto guess = guessMapping(header, rows, ',');
  return guess ? textOf(*guess) : "nothing";
}

TEST(GuessMapping, ANameIsSplitIntoWordsAndAUnit) {
  const auto is = [](std::string_view name, std::string_view words, std::string_view unit) {
    const ColumnWords found = columnWords(name);
    EXPECT_EQ(found.words, words) << name;
    EXPECT_EQ(found.unit, unit) << name;
  };
  is("billedDurationMs", "billed_duration", "ms");
  is("Billed Duration (ms)", "billed_duration", "ms");
  is("@billedDuration", "billed_duration", "");
  is("maxMemoryUsedMB", "max_memory_used", "MB");
  is("memory_kib", "memory", "kB");
  is("requestID", "request_id", "");
  is("t_start_s", "t_start", "s");
  is("s", "s", "");
  is("duration [seconds]", "duration", "s");
  is("timestamp [UTC]", "timestamp", "");
  is("", "", "");
}

TEST(GuessMapping, TheSeparatorIsTheMostCommonCandidate) {
  EXPECT_EQ(guessSeparator("a,b,c\n1;2;3;4;5"), ',');
  EXPECT_EQ(guessSeparator("a;b;c,d"), ';');
  EXPECT_EQ(guessSeparator("a\tb"), '\t');
  EXPECT_EQ(guessSeparator("a|b|c"), '|');
  EXPECT_EQ(guessSeparator("alone"), ',');
}

TEST(GuessMapping, UnitsComeFromTheNameOrFromTheSizeOfTheNumbers) {
  EXPECT_EQ(guessed({"start_ms", "duration_s"}, {{"0", "1.5"}}), "duration=duration_s[s] start=start_ms[ms] ");
  EXPECT_EQ(guessed({"timestamp", "duration"}, {{"1786716043372", "250"}, {"1786716043999", "300"}}),
            "duration=duration[ms] start=timestamp[ms] since 1970");
  EXPECT_EQ(guessed({"timestamp", "duration"}, {{"1786716043.372", "2.5"}}),
            "duration=duration[s] start=timestamp[s] since 1970");
  EXPECT_EQ(guessed({"timestamp", "duration"}, {{"1786716043372", "12"}}),
            "duration=duration[ms] start=timestamp[ms] since 1970")
      << "lengths are counted as the instants are";
  EXPECT_EQ(guessed({"start_time", "end_time"}, {{"2026-08-14T14:00:43Z", "2026-08-14 14:00:44.5"}}),
            "end=end_time[iso] start=start_time[iso] ");
  EXPECT_EQ(guessed({"start", "end", "memory"}, {{"1786716043372000000", "1786716043372000001", "536870912"}}),
            "end=end[ns] memory=memory[B] start=start[ns] since 1970");
}

TEST(GuessMapping, LengthsOfTheSameCallsHaveUnitsThatAgree) {
  EXPECT_EQ(guessed({"start", "duration", "billed"}, {{"2020-03-01T10:00:00Z", "85.31", "100"}}),
            "billed=billed[ms] duration=duration[ms] start=start[iso] ");
  EXPECT_EQ(guessed({"start", "duration", "billed"}, {{"2020-03-01T10:00:00Z", "0.0853", "100"}}),
            "billed=billed[ms] duration=duration[s] start=start[iso] ");
  EXPECT_EQ(guessed({"start", "duration", "billed_ms"}, {{"2020-03-01T10:00:00Z", "85.31", "100"}}),
            "billed=billed_ms[ms] duration=duration[ms] start=start[iso] ");
  EXPECT_EQ(guessed({"start", "duration_s", "latency"}, {{"2020-03-01T10:00:00Z", "0.5", "600"}}),
            "client_duration=latency[ms] duration=duration_s[s] start=start[iso] submit=start[iso] ");
  EXPECT_EQ(guessed({"start", "duration", "billed"}, {{"2020-03-01T10:00:00Z", "0", "0"}}),
            "billed=billed[s] duration=duration[s] start=start[iso] ");
}

TEST(GuessMapping, KnowsTheResultsOfLoadTestsAndBenchmarks) {
  const auto jmeter = guessMapping({"timeStamp", "elapsed", "label", "responseCode", "success", "Latency"},
                                   {{"1786716043372", "45", "GET", "200", "true", "44"}}, ',');
  ASSERT_TRUE(jmeter);
  EXPECT_EQ(textOf(*jmeter), "duration=elapsed[ms] function=label[] start=timeStamp[ms] outcome=success since 1970");
  EXPECT_EQ(jmeter->unused, (std::vector<std::string>{"responseCode", "Latency"})) << "less than the whole call";
  const auto sebs = guessMapping(
      {"memory", "type", "is_cold", "exec_time", "connection_time", "client_time", "provider_time", "mem_used"},
      {{"128", "warm", "False", "2053", "0.002317", "17717", "3000", ""}}, ',');
  ASSERT_TRUE(sebs);
  EXPECT_EQ(textOf(*sebs), "duration=exec_time[us] memory=memory[MB] peak_memory=mem_used[MB] cold=is_cold ");
  EXPECT_EQ(sebs->unused, (std::vector<std::string>{"type", "connection_time", "client_time", "provider_time"}));
}

TEST(GuessMapping, ANameMayHaveItsWordsApartOrTogetherAndSayUtc) {
  EXPECT_EQ(guessed({"StartTime", "runTime_ms"}, {{"0", "20"}}), "duration=runTime_ms[ms] start=StartTime[s] ");
  const auto guess = guessMapping({"TimeGenerated [UTC]", "DurationMs"}, {{"2/25/2025, 9:19:25.391 AM", "12"}}, ',');
  ASSERT_TRUE(guess);
  EXPECT_EQ(textOf(*guess), "duration=DurationMs[ms] start=TimeGenerated [UTC][mdy] ");
  EXPECT_EQ(guess->assumed.size(), 1u) << "not the time zone";
}

TEST(GuessMapping, WhatHadToBeAssumedIsSaid) {
  const auto guess = guessMapping({"timestamp", "duration", "colour"}, {{"10", "250", "red"}}, ',');
  ASSERT_TRUE(guess);
  ASSERT_EQ(guess->assumed.size(), 3u);
  EXPECT_EQ(guess->assumed[0], "whether \"timestamp\" is when a call started or ended: taken as its start");
  EXPECT_EQ(guess->assumed[1], "the unit of \"duration\": taken as ms");
  EXPECT_EQ(guess->assumed[2], "the unit of \"timestamp\": taken as s");
  EXPECT_EQ(guess->unused, std::vector<std::string>{"colour"});
}

TEST(GuessMapping, AColumnThatIsTwoOfTheTracesIsSpokenOfOnce) {
  const auto guess = guessMapping({"start", "duration_s", "latency_s"}, {{"8/14/2026 9:00", "1", "2"}}, ',');
  ASSERT_TRUE(guess);
  EXPECT_EQ(textOf(*guess), "client_duration=latency_s[s] duration=duration_s[s] start=start[mdy] submit=start[mdy] ");
  EXPECT_EQ(std::ranges::count(guess->assumed, "the time zone of \"start\": taken as UTC"), 1);
}

TEST(GuessMapping, KnowsTheLogsOfTheSimFaasRuns) {
  const auto guess = guessMapping(
      {"experiment", "t_start_s", "client_s", "aws_duration_ms", "billed_ms", "max_mem_mb", "cold", "instance"},
      {{"experiment_0", "0.0", "1.94314", "1848.19", "1900", "53", "0", "0"}}, ',');
  ASSERT_TRUE(guess);
  EXPECT_EQ(textOf(*guess),
            "billed=billed_ms[ms] client_duration=client_s[s] duration=aws_duration_ms[ms] environment=instance[] "
            "function=experiment[] peak_memory=max_mem_mb[MB] start=t_start_s[s] submit=t_start_s[s] cold=cold ");
}

TEST(GuessMapping, AColumnOfTheRightNameWithTheWrongContentIsNotTaken) {
  EXPECT_EQ(guessed({"start", "runtime"}, {{"1", "python3.13"}}), "start=start[s] ");
  EXPECT_EQ(guessed({"start", "duration_ms", "memory"}, {{"1", "20", "plenty"}}),
            "duration=duration_ms[ms] start=start[s] ");
}

TEST(GuessMapping, ALengthTogetherWithBothItsStampsIsLeftOut) {
  const auto guess = guessMapping({"start_s", "end_s", "duration_s"}, {{"1", "2", "1"}}, ',');
  ASSERT_TRUE(guess);
  EXPECT_EQ(textOf(*guess), "end=end_s[s] start=start_s[s] ");
  EXPECT_EQ(guess->unused, std::vector<std::string>{"duration_s"});
}

TEST(GuessMapping, WhatSaysNothingOfWhenCallsWereIsNoLog) {
  EXPECT_EQ(guessed({"name", "value"}, {{"a", "1"}}), "nothing");
  EXPECT_EQ(guessed({}, {}), "nothing");
}

} // namespace
} // namespace coldframe

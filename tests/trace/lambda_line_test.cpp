#include "sim/trace/lambda_line.h"

#include <gtest/gtest.h>

#include <deque>
#include <string>

namespace coldframe {
namespace {

constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kMb = 1'048'576;
const std::string kId = "11111111-aaaa-4000-8000-000000000001";
const std::string kStream = "2026/08/14/[$LATEST]0123456789abcdef0123456789abcdef";
const std::string kReport =
    "REPORT RequestId: " + kId +
    "\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 87 MB\t";

// A line holds views into its text.
LambdaLine lineOf(std::string text) {
  static std::deque<std::string> texts;
  return readLambdaLine(texts.emplace_back(std::move(text)));
}

TEST(LambdaLine, ReadsAWarmReport) {
  const LambdaLine line = lineOf(kReport);
  EXPECT_EQ(line.kind, LambdaLineKind::Report);
  EXPECT_FALSE(line.damaged);
  EXPECT_EQ(line.requestId, kId);
  EXPECT_EQ(line.duration, 12'340'000);
  EXPECT_EQ(line.billed, 13 * kMs);
  EXPECT_EQ(line.memory, 512 * kMb);
  EXPECT_EQ(line.peakMemory, 87 * kMb);
  EXPECT_FALSE(line.init);
  EXPECT_FALSE(line.at);
  EXPECT_EQ(line.status, LambdaStatus::Unsaid);
}

TEST(LambdaLine, FieldsMayStandInAnyOrderAndAmongUnknownOnes) {
  const LambdaLine line =
      lineOf("REPORT RequestId: " + kId +
             "\tInit Duration: 120.55 ms\tFuture Field: 7 bananas\tMax Memory Used: 88 MB\tStatus: timeout\t"
             "Memory Size: 1 GB\tDuration: 3 s\tBilled Duration: 3121 ms\t");
  EXPECT_FALSE(line.damaged);
  EXPECT_EQ(line.init, 120'550'000);
  EXPECT_EQ(line.duration, 3'000 * kMs);
  EXPECT_EQ(line.memory, 1024 * kMb);
  EXPECT_EQ(line.status, LambdaStatus::Timeout);
}

TEST(LambdaLine, ReadsAReportThatAConsoleCopiedWithSpaces) {
  const LambdaLine line = lineOf("REPORT RequestId: " + kId +
                                 " Duration: 2338.66 ms Billed Duration: 2521 ms Memory Size: 1024 MB Max Memory "
                                 "Used: 173 MB Restore Duration: 398.97 ms Billed Restore Duration: 182 ms "
                                 "Status: error Error Type: Runtime.OutOfMemory");
  EXPECT_FALSE(line.damaged);
  EXPECT_EQ(line.requestId, kId);
  EXPECT_EQ(line.duration, 2'338'660'000);
  EXPECT_EQ(line.restore, 398'970'000);
  EXPECT_EQ(line.billedRestore, 182 * kMs);
  EXPECT_EQ(line.status, LambdaStatus::Error);
  EXPECT_EQ(line.errorType, "Runtime.OutOfMemory");
}

TEST(LambdaLine, TraceIdsOnTheNextLineDoNotDisturb) {
  const LambdaLine line = lineOf(
      kReport + "\nXRAY TraceId: 1-66000000-0123456789abcdef01234567\tSegmentId: 0123456789abcdef\tSampled: true\t");
  EXPECT_FALSE(line.damaged);
  EXPECT_EQ(line.peakMemory, 87 * kMb);
}

TEST(LambdaLine, FindsInstantAndStreamHoweverAToolPutsThem) {
  struct Case {
    std::string prefix;
    bool stream;
  };
  // 2026-08-14T14:00:43.372Z
  constexpr std::int64_t kAt = 1'786'716'043'372 * kMs;
  for (const Case& c :
       {Case{"2026-08-14T14:00:43.372Z ", false}, Case{"2026-08-14T14:00:43.372000+00:00 " + kStream + " ", true},
        Case{kStream + " 2026-08-14T14:00:43.372000 ", true}, Case{"2026-08-14 14:00:43.372\t", false},
        Case{"2026-08-14 14:00:43,372 ", false}, Case{"2026-08-14T16:00:43.372+02:00\t", false},
        Case{"1786716043372\t" + kStream + "\t", true}}) {
    const LambdaLine line = lineOf(c.prefix + kReport);
    EXPECT_EQ(line.at, kAt) << c.prefix;
    EXPECT_EQ(line.stream, c.stream ? kStream : "") << c.prefix;
    EXPECT_EQ(line.duration, 12'340'000) << c.prefix;
  }
}

TEST(LambdaLine, KnowsTheOtherLinesOfThePlatform) {
  EXPECT_EQ(lineOf("START RequestId: " + kId + " Version: $LATEST").kind, LambdaLineKind::Start);
  EXPECT_EQ(lineOf("START RequestId: " + kId + " Version: $LATEST").requestId, kId);
  EXPECT_EQ(lineOf("END RequestId: " + kId).kind, LambdaLineKind::End);
  EXPECT_EQ(lineOf("INIT_START Runtime Version: python:3.13.v70").kind, LambdaLineKind::InitStart);
  const LambdaLine init = lineOf("INIT_REPORT Init Duration: 9999.79 ms\tPhase: init\tStatus: timeout");
  EXPECT_EQ(init.kind, LambdaLineKind::InitReport);
  EXPECT_EQ(init.init, 9'999'790'000);
  EXPECT_EQ(init.status, LambdaStatus::Timeout);
  const LambdaLine restore = lineOf("RESTORE_REPORT Restore Duration: 398.97 ms");
  EXPECT_EQ(restore.kind, LambdaLineKind::RestoreReport);
  EXPECT_EQ(restore.restore, 398'970'000);
  const LambdaLine late = lineOf("2024-03-04T17:22:38.033Z " + kId + " Task timed out after 3.00 seconds");
  EXPECT_EQ(late.kind, LambdaLineKind::TimedOut);
  EXPECT_EQ(late.requestId, kId);
  EXPECT_TRUE(late.at);
  const LambdaLine killed =
      lineOf("RequestId: " + kId + " Error: Runtime exited with error: signal: killed\nRuntime.ExitError");
  EXPECT_EQ(killed.kind, LambdaLineKind::Killed);
  EXPECT_EQ(killed.requestId, kId);
  EXPECT_EQ(killed.errorType, "Runtime exited with error: signal: killed");
}

TEST(LambdaLine, WhatTheFunctionWroteIsNoLineOfThePlatform) {
  for (const char* text :
       {"", "hello", "the REPORT is late", "[INFO]\t2026-08-14T14:00:43.372Z\tid\tREPORTED RequestId",
        "my RequestId: 7", "unREPORT RequestId: x", "STARTED", "Duration: 12 ms"})
    EXPECT_EQ(lineOf(text).kind, LambdaLineKind::Other) << text;
}

TEST(LambdaLine, AReportThatIsCutOffAnywhereIsReadOrDamagedButNeverWrong) {
  const std::string whole = kReport + "Init Duration: 120.55 ms\t";
  for (std::size_t cut = 0; cut < whole.size(); ++cut) {
    const LambdaLine line = lineOf(whole.substr(0, cut));
    if (line.kind != LambdaLineKind::Report || line.damaged)
      continue;
    EXPECT_TRUE(kId.starts_with(line.requestId));
    EXPECT_TRUE(line.duration);
  }
}

TEST(LambdaLine, NumbersThatAreNoneMakeADamagedLine) {
  for (const char* value : {"twelve ms", "-1 ms", "99999999999999999999 ms", "12.34 parsecs", "nan ms", "1,5 ms", ""}) {
    const LambdaLine line = lineOf("REPORT RequestId: " + kId + "\tDuration: " + value + "\t");
    EXPECT_TRUE(line.damaged) << value;
  }
}

TEST(LambdaLine, AStreamIsToldByItsShape) {
  EXPECT_TRUE(isLogStream(kStream));
  EXPECT_TRUE(isLogStream("2026/08/14/[7]0123456789abcdef0123456789abcdef"));
  EXPECT_FALSE(isLogStream("0123456789abcdef0123456789abcdef"));
  EXPECT_FALSE(isLogStream("2026/08/14/[7]0123456789abcdef0123456789abcdeg"));
}

} // namespace
} // namespace coldframe

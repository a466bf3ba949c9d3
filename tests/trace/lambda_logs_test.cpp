// Logs of AWS Lambda from whatever container, through the one entrance for files.
#include "sim/trace/trace_file.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace coldframe {
namespace {

constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kMb = 1'048'576;
const std::string kStream = "2026/08/14/[$LATEST]0123456789abcdef0123456789abcdef";

std::string id(int n) {
  std::string digits = std::to_string(n);
  return "11111111-aaaa-4000-8000-" + std::string(12 - digits.size(), '0') + digits;
}

std::string report(int n, const std::string& rest = "") {
  return "REPORT RequestId: " + id(n) +
         "\tDuration: 100.50 ms\tBilled Duration: 101 ms\tMemory Size: 512 MB\tMax Memory Used: 87 MB\t" + rest;
}

ImportedTrace read(const std::string& text, const std::string& name = "log") {
  auto imported = readTraceText(text, name);
  if (!imported) {
    ADD_FAILURE() << imported.error().text();
    return {};
  }
  return std::move(*imported);
}

std::string wrong(const std::string& text) {
  const auto imported = readTraceText(text, "log");
  return imported ? "nothing" : imported.error().text();
}

std::int64_t at(const ImportedTrace& imported, Stamp stamp, std::size_t row) {
  const auto time = imported.trace.stamp(stamp, row);
  return time ? time->ns() : kMissing;
}

bool says(const std::vector<std::string>& sentences, const std::string& words) {
  for (const std::string& sentence : sentences)
    if (sentence.find(words) != std::string::npos)
      return true;
  return false;
}

bool warns(const ImportedTrace& imported, const std::string& words) {
  for (const ImportWarning& warning : imported.warnings)
    if (warning.what.find(words) != std::string::npos)
      return true;
  return false;
}

TEST(LambdaLogs, ReportsWithInstantsAreDatedBackByTheirDuration) {
  const ImportedTrace imported = read("2026-08-14T14:00:43.500Z " + report(1) + "\n2026-08-14T14:00:44.500Z " +
                                      report(2, "Init Duration: 200 ms\t") + "\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.format, "AWS Lambda log");
  EXPECT_EQ(at(imported, Stamp::Start, 0), 0);
  EXPECT_EQ(at(imported, Stamp::End, 0), 100'500'000);
  EXPECT_EQ(at(imported, Stamp::Invoke, 0), 0);
  EXPECT_EQ(at(imported, Stamp::Start, 1), 1'000 * kMs);
  EXPECT_EQ(at(imported, Stamp::Invoke, 1), 800 * kMs);
  EXPECT_EQ(imported.trace.cold(0), Cold::No);
  EXPECT_EQ(imported.trace.cold(1), Cold::Yes);
  EXPECT_EQ(imported.trace.count(Count::Memory, 0), 512 * kMb);
  EXPECT_EQ(imported.trace.count(Count::PeakMemory, 0), 87 * kMb);
  EXPECT_EQ(imported.trace.count(Count::Billed, 0), 101 * kMs);
  EXPECT_EQ(imported.trace.epoch(), 1'786'716'043'399'500'000);
  EXPECT_EQ(imported.trace.names(Count::Call), (std::vector<std::string>{id(1), id(2)}));
  EXPECT_TRUE(says(imported.unknown, "derived as the time of the REPORT line"));
  EXPECT_TRUE(says(imported.unknown, "throttled"));
  EXPECT_TRUE(says(imported.unknown, "which environment"));
}

TEST(LambdaLogs, AStartLineIsBetterThanAReport) {
  const ImportedTrace imported = read(
      "2026-08-14T14:00:43.000Z START RequestId: " + id(1) +
      " Version: $LATEST\nhello\n2026-08-14T14:00:43.150Z END RequestId: " + id(1) + "\n2026-08-14T14:00:43.151Z " +
      report(1) + "\n2026-08-14T14:00:45.1Z END RequestId: " + id(2) + "\n2026-08-14T14:00:45.2Z " + report(2));
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(at(imported, Stamp::Start, 0), 0);
  EXPECT_EQ(at(imported, Stamp::End, 0), 100'500'000);
  EXPECT_EQ(at(imported, Stamp::End, 1), 2'100 * kMs);
  EXPECT_FALSE(says(imported.unknown, "time of the REPORT line"));
  EXPECT_TRUE(says(imported.unknown, "derived as the end less the Duration"));
}

TEST(LambdaLogs, LinesWithoutTimesAreLaidEndToEnd) {
  const ImportedTrace imported = read(report(1) + "\n" + report(2, "Init Duration: 50 ms\t") + "\n" + report(3));
  ASSERT_EQ(imported.trace.rows(), 3u);
  EXPECT_EQ(at(imported, Stamp::End, 0), 100'500'000);
  EXPECT_EQ(at(imported, Stamp::Invoke, 1), 100'500'000);
  EXPECT_EQ(at(imported, Stamp::Start, 1), 150'500'000);
  EXPECT_EQ(at(imported, Stamp::Start, 2), 251'000'000);
  EXPECT_FALSE(imported.trace.epoch());
  EXPECT_TRUE(says(imported.unknown, "laid end to end"));
}

TEST(LambdaLogs, OneLineWithoutATimeAmongOthersHasNoStamps) {
  const ImportedTrace imported = read("2026-08-14T14:00:43.500Z " + report(1) + "\n" + report(2));
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_TRUE(imported.trace.stamp(Stamp::Start, 0));
  EXPECT_FALSE(imported.trace.stamp(Stamp::Start, 1));
  EXPECT_TRUE(says(imported.unknown, "when 1 call ran"));
}

TEST(LambdaLogs, EveryWayToFailIsAnOutcome) {
  const ImportedTrace imported = read(
      report(1, "Status: timeout\t") + "\n" + report(2, "Status: error\tError Type: Runtime.OutOfMemory\t") + "\n" +
      "2024-03-04T17:22:38.033Z " + id(3) + " Task timed out after 3.00 seconds\n\n" + report(3) + "\n" + report(4) +
      "\n2024-03-04T17:22:38.033Z " + id(4) + " Task timed out after 3.00 seconds\n" + "RequestId: " + id(5) +
      " Error: Runtime exited with error: signal: killed\nRuntime.ExitError\nREPORT RequestId: " + id(5) +
      "\tDuration: 1 ms\tBilled Duration: 1 ms\tMemory Size: 87 MB\tMax Memory Used: 87 MB\t\n" +
      "RequestId: " + id(6) + " Error: Runtime exited with error: exit status 1\n" + report(6) + "\n" +
      report(7, "Status: error\tError Type: Runtime.ExitError\t") + "\n" + report(8));
  const std::vector<CallOutcome> due{CallOutcome::Timeout, CallOutcome::OutOfMemory, CallOutcome::Timeout,
                                     CallOutcome::Timeout, CallOutcome::OutOfMemory, CallOutcome::Error,
                                     CallOutcome::Error,   CallOutcome::Ok};
  ASSERT_EQ(imported.trace.rows(), due.size());
  for (std::size_t row = 0; row < due.size(); ++row)
    EXPECT_EQ(imported.trace.outcome(row), due[row]) << row;
  EXPECT_TRUE(warns(imported, "out of memory by inference"));
}

TEST(LambdaLogs, ARestoreIsAColdStart) {
  const ImportedTrace imported = read("RESTORE_REPORT Restore Duration: 398.97 ms\n" +
                                      report(1, "Restore Duration: 398.97 ms\tBilled Restore Duration: 182 ms\t"));
  ASSERT_EQ(imported.trace.rows(), 1u);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(at(imported, Stamp::Start, 0) - at(imported, Stamp::Invoke, 0), 398'970'000);
}

TEST(LambdaLogs, NobodyWaitsForAnInitThatWasDoneAhead) {
  const std::string prefix = kStream + " ";
  const ImportedTrace imported =
      read("2026-08-14T14:00:00.000Z " + prefix + "INIT_START Runtime Version: python:3.13\n2026-08-14T14:03:00.000Z " +
           prefix + "START RequestId: " + id(1) + " Version: 1\n2026-08-14T14:03:00.200Z " + prefix +
           report(1, "Init Duration: 100 ms\t"));
  ASSERT_EQ(imported.trace.rows(), 1u);
  EXPECT_EQ(imported.trace.cold(0), Cold::No);
  EXPECT_EQ(at(imported, Stamp::Invoke, 0), at(imported, Stamp::Start, 0));
  EXPECT_TRUE(warns(imported, "initialised ahead"));
}

TEST(LambdaLogs, AfterAFailedInitTheFirstCallIsCold) {
  const std::string prefix = "2026-08-14T14:00:00.000Z " + kStream + " ";
  const ImportedTrace imported = read(prefix + "INIT_REPORT Init Duration: 9999.79 ms\tPhase: init\tStatus: timeout\n" +
                                      prefix + report(1) + "\n" + prefix + report(2));
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.cold(1), Cold::No);
  EXPECT_EQ(imported.trace.names(Count::Environment), std::vector<std::string>{kStream});
}

TEST(LambdaLogs, ARetryHasTheSameCallAndTheNextAttempt) {
  const ImportedTrace imported = read("2026-08-14T14:00:00Z " + report(1, "Status: error\t") +
                                      "\n2026-08-14T14:01:00Z " + report(1) + "\n2026-08-14T14:01:00Z " + report(1));
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.count(Count::Call, 0), imported.trace.count(Count::Call, 1));
  EXPECT_EQ(imported.trace.count(Count::Attempt, 1), 1);
  EXPECT_TRUE(warns(imported, "the same REPORT once more"));
}

TEST(LambdaLogs, PlatformEventsSayTheSame) {
  const ImportedTrace imported = read(
      R"({"time":"2026-10-08T07:30:28.236Z","type":"platform.initStart","record":{"initializationType":"on-demand","phase":"init","functionName":"f"}}
{"time":"2026-10-08T07:30:29.000Z","type":"platform.start","record":{"requestId":"r1","functionArn":"arn:aws:lambda:us-east-1:123456789012:function:f","version":"$LATEST"}}
{"level":"INFO","message":"my own line"}
{"time":"2026-10-08T07:30:30.300Z","type":"platform.report","record":{"requestId":"r1","metrics":{"durationMs":1233.96,"billedDurationMs":1698,"memorySizeMB":256,"maxMemoryUsedMB":123,"initDurationMs":463.512},"status":"success","spans":[{"name":"responseLatency","durationMs":3.5}]}}
2026-10-08T07:31:00.000Z {"time":"2026-10-08T07:31:00.000Z","type":"platform.report","record":{"requestId":"r2","metrics":{"durationMs":1000,"billedDurationMs":1000,"memorySizeMB":256,"maxMemoryUsedMB":256},"status":"error","errorType":"Runtime.OutOfMemory"}}
{"time":"2026-10-08T07:32:00.000Z","type":"platform.report","record":{"requestId":"r3","metrics":{"durationMs":3000,"billedDurationMs":3000,"memorySizeMB":256,"maxMemoryUsedMB":100},"status":"timeout"}}
)");
  ASSERT_EQ(imported.trace.rows(), 3u);
  EXPECT_EQ(imported.trace.duration(0)->ns(), 1'233'960'000);
  EXPECT_EQ(at(imported, Stamp::Start, 0) - at(imported, Stamp::Invoke, 0), 463'512'000);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.outcome(1), CallOutcome::OutOfMemory);
  EXPECT_EQ(imported.trace.outcome(2), CallOutcome::Timeout);
  EXPECT_FALSE(says(imported.unknown, "errors that the function itself raised"));
}

// `aws logs tail --format json` prints messages that are JSON over several lines.
TEST(LambdaLogs, APlatformEventMaySpanLines) {
  const ImportedTrace imported = read("2026-10-08T07:30:30.300000+00:00 " + kStream + R"( {
    "time": "2026-10-08T07:30:30.300Z",
    "type": "platform.report",
    "record": {
        "requestId": "r1",
        "metrics": {
            "durationMs": 100.5,
            "memorySizeMB": 512
        },
        "status": "success"
    }
}
2026-10-08T07:30:31.000000+00:00 )" + kStream +
                                      R"( {
    "level": "INFO"
2026-10-08T07:30:32.300000+00:00 )" + kStream +
                                      " " + report(2) + "\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.duration(0)->ns(), 100'500'000);
  EXPECT_EQ(imported.trace.names(Count::Environment), std::vector<std::string>{kStream});
  EXPECT_EQ(imported.trace.count(Count::Environment, 0), imported.trace.count(Count::Environment, 1));
  EXPECT_EQ(at(imported, Stamp::End, 1) - at(imported, Stamp::End, 0), 2'000 * kMs);
}

TEST(LambdaLogs, AnEventOnOneLineHasTheStreamBeforeIt) {
  const ImportedTrace imported = read(
      "2026-10-08T07:30:30.300000+00:00 " + kStream +
      R"( {"time":"2026-10-08T07:30:30.300Z","type":"platform.report","record":{"requestId":"r1","metrics":{"durationMs":5}}})");
  EXPECT_EQ(imported.trace.names(Count::Environment), std::vector<std::string>{kStream});
}

TEST(LambdaLogs, AConsolesListHasTheTimeOnALineOfItsOwn) {
  const ImportedTrace imported = read("2026-08-14T14:00:43.500Z\n" + report(1) + "\n2026-08-14T10:00:44.500-04:00\n" +
                                      report(2) + "\n" + report(3) + "\n");
  ASSERT_EQ(imported.trace.rows(), 3u);
  EXPECT_EQ(at(imported, Stamp::End, 0), 100'500'000);
  EXPECT_EQ(at(imported, Stamp::End, 1), 1'100'500'000);
  EXPECT_FALSE(imported.trace.stamp(Stamp::End, 2));
}

TEST(LambdaLogs, ASubscriptionNamesGroupAndStreamOnce) {
  const ImportedTrace imported = read(
      R"({"messageType":"DATA_MESSAGE","logGroup":"/aws/lambda/resize","logStream":")" + kStream +
      R"(","logEvents":[{"id":"1","timestamp":1786716043372,"message":"REPORT RequestId: r1\tDuration: 12.34 ms\t"},
              {"id":"2","timestamp":1786716044372,"message":"REPORT RequestId: r2\tDuration: 1 ms\t"}]})");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.names(Count::Environment), std::vector<std::string>{kStream});
  EXPECT_EQ(imported.trace.names(Count::Function), std::vector<std::string>{"resize"});
  EXPECT_EQ(imported.trace.count(Count::Function, 1), 0);
}

TEST(LambdaLogs, FilterLogEventsGiveStreamsAndTimes) {
  const std::string text =
      R"({"events":[
  {"logStreamName":")" +
      kStream +
      R"(","timestamp":1786716043000,"message":"START RequestId: r1 Version: 1\n","ingestionTime":1786716050000,"eventId":"0"},
  {"logStreamName":")" +
      kStream +
      R"(","timestamp":1786716043372,"message":"REPORT RequestId: r1\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 87 MB\t\n"},
  {"logStreamName":")" +
      kStream +
      R"(","timestamp":1786716044372,"message":"{\"time\":\"2026-08-14T14:00:44.372Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":\"r2\",\"metrics\":{\"durationMs\":5}}}"}
  ],"searchedLogStreams":[]})";
  const ImportedTrace imported = read(text);
  EXPECT_EQ(imported.format, "CloudWatch log events");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(at(imported, Stamp::Start, 0), 0);
  EXPECT_EQ(imported.trace.duration(1)->ns(), 5 * kMs);
  EXPECT_EQ(imported.trace.count(Count::Environment, 1), 0);
  EXPECT_EQ(imported.trace.names(Count::Environment), std::vector<std::string>{kStream});
}

TEST(LambdaLogs, CommandLineTextOutputPutsTheTimeBehindTheMessage) {
  const ImportedTrace imported = read("EVENTS\t1786716050000\t" + report(1) +
                                      "\n\t1786716043372\nEVENTS\t1786716051000\t" + report(2) + "\n\t1786716044372\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(at(imported, Stamp::Start, 1) - at(imported, Stamp::Start, 0), 1'000 * kMs);
  EXPECT_EQ(imported.trace.epoch(), 1'786'716'043'372 * kMs - 100'500'000);
}

TEST(LambdaLogs, AnExportToS3NamesItsStreamInTheFolder) {
  const ImportedTrace imported = read("2026-08-14T14:00:43.500Z " + report(1),
                                      "exports/2026-08-14-[$LATEST]0123456789abcdef0123456789abcdef/000000.gz");
  EXPECT_EQ(imported.trace.names(Count::Environment),
            std::vector<std::string>{"2026-08-14-[$LATEST]0123456789abcdef0123456789abcdef"});
}

TEST(LambdaLogs, InsightsCountBytesInDecimals) {
  const ImportedTrace imported =
      read("@timestamp,@requestId,@type,@duration,@billedDuration,@initDuration,@maxMemoryUsed,@memorySize\n"
           "2026-08-14 14:00:43.372,r1,REPORT,12.34,13.0,,8.7E7,5.12E8\n"
           "2026-08-14 14:00:44.372,r2,REPORT,40.1,161.0,120.55,8.8E7,5.12E8\n"
           "2026-08-14 14:00:44.372,r2,START,,,,,\n");
  EXPECT_EQ(imported.format, "CloudWatch Logs Insights");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.linesNotMeant, 1u);
  EXPECT_EQ(imported.trace.count(Count::Memory, 0), 512 * kMb);
  EXPECT_EQ(imported.trace.count(Count::PeakMemory, 1), 88 * kMb);
  EXPECT_EQ(imported.trace.cold(0), Cold::No);
  EXPECT_EQ(imported.trace.cold(1), Cold::Yes);
  EXPECT_EQ(imported.trace.duration(1)->ns(), 40'100'000);
}

TEST(LambdaLogs, InsightsMessagesMaySpanLines) {
  const ImportedTrace imported =
      read("@timestamp,@message,@logStream\n2026-08-14 14:00:43.372,\"" + report(1, "Status: timeout\t") +
           "\nXRAY TraceId: 1-66000000-0123456789abcdef01234567\tSegmentId: 0123456789abcdef\n\"," + kStream +
           "\n2026-08-14 14:00:43.372,\"he said \"\"hi\"\"\nand left\"," + kStream + "\n");
  ASSERT_EQ(imported.trace.rows(), 1u);
  EXPECT_EQ(imported.trace.outcome(0), CallOutcome::Timeout);
  EXPECT_EQ(imported.trace.names(Count::Environment), std::vector<std::string>{kStream});
}

TEST(LambdaLogs, InsightsWithoutInitTimesDoNotSayWhichCallsWereCold) {
  const ImportedTrace imported = read("@timestamp,@duration\n2026-08-14 14:00:43.372,12.34\n2026-08-14 14:00:44,1.5\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.cold(0), Cold::Unknown);
  EXPECT_TRUE(says(imported.unknown, "which calls were cold"));
  EXPECT_TRUE(says(imported.unknown, "which calls are retries"));
}

TEST(LambdaLogs, QueryResultsOfTheCommandLineAreTheSame) {
  const ImportedTrace imported = read(R"({"results": [
    [{"field": "@timestamp", "value": "2026-08-14 14:00:43.372"}, {"field": "@duration", "value": "12.34"}, {"field": "@initDuration", "value": "100"}, {"field": "@ptr", "value": "x"}],
    [{"field": "@timestamp", "value": "2026-08-14 14:00:44.372"}, {"field": "@duration", "value": "15"}]],
    "statistics": {"recordsMatched": 2.0}, "status": "Complete"})");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.cold(1), Cold::No);
  EXPECT_EQ(imported.trace.duration(1)->ns(), 15 * kMs);
}

// As the console's own query has it: "sort @timestamp desc".
TEST(LambdaLogs, InsightsMayComeNewestFirst) {
  const std::vector<std::string> rows{"2026-08-14 14:00:00.100,\"START RequestId: " + id(1) + " Version: 1\"\n",
                                      "2026-08-14 14:00:00.150,\"what the function said\"\n",
                                      "2026-08-14 14:00:00.200,\"END RequestId: " + id(1) + "\"\n",
                                      "2026-08-14 14:00:00.200,\"" + report(1, "Status: error\t") + "\"\n",
                                      "2026-08-14 14:00:30.000,\"START RequestId: " + id(2) + " Version: 1\"\n",
                                      "2026-08-14 14:00:33.000,\"2026-08-14T14:00:33.000Z " + id(2) +
                                          " Task timed out after 3.00 seconds\"\n",
                                      "2026-08-14 14:00:33.001,\"END RequestId: " + id(2) + "\"\n",
                                      "2026-08-14 14:00:33.001,\"" + report(2) + "\"\n",
                                      "2026-08-14 14:01:00.100,\"START RequestId: " + id(1) + " Version: 1\"\n",
                                      "2026-08-14 14:01:00.199,\"END RequestId: " + id(1) + "\"\n",
                                      "2026-08-14 14:01:00.200,\"" + report(1) + "\"\n"};
  std::string oldestFirst = "@timestamp,@message\n";
  std::string newestFirst = oldestFirst;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    oldestFirst += rows[i];
    newestFirst += rows[rows.size() - 1 - i];
  }
  const ImportedTrace forward = read(oldestFirst);
  const ImportedTrace backward = read(newestFirst);
  for (const ImportedTrace* imported : {&forward, &backward}) {
    ASSERT_EQ(imported->trace.rows(), 3u);
    EXPECT_EQ(at(*imported, Stamp::Start, 0), 0);
    EXPECT_EQ(imported->trace.outcome(0), CallOutcome::Error);
    EXPECT_EQ(imported->trace.outcome(1), CallOutcome::Timeout);
    EXPECT_EQ(at(*imported, Stamp::Start, 2), 60'000 * kMs);
    EXPECT_EQ(imported->trace.outcome(2), CallOutcome::Ok);
    EXPECT_EQ(imported->trace.count(Count::Attempt, 0), 0);
    EXPECT_EQ(imported->trace.count(Count::Attempt, 2), 1);
    EXPECT_EQ(imported->linesNotMeant, 1u);
    EXPECT_FALSE(says(imported->unknown, "no REPORT follows"));
  }
  EXPECT_EQ(forward.trace, backward.trace);
}

// START and END may stand after the REPORT of their call; what has neither END nor REPORT is not known to have ended.
TEST(LambdaLogs, OnlyCallsWithoutAReportAreOpen) {
  const std::string newestFirst = "2026-08-14T14:00:03.000Z START RequestId: " + id(2) + " Version: 1\n" +
                                  "2026-08-14T14:00:01.000Z " + report(1) + "\n" +
                                  "2026-08-14T14:00:01.000Z END RequestId: " + id(1) + "\n" +
                                  "2026-08-14T14:00:00.910Z START RequestId: " + id(1) + " Version: 1\n";
  const ImportedTrace imported = read(newestFirst);
  EXPECT_EQ(imported.trace.rows(), 1u);
  EXPECT_TRUE(says(imported.unknown, "how 1 call ended: it began, and no REPORT follows"));
}

TEST(LambdaLogs, ALineOfInsightsThatCannotBeReadKeepsItsNumberNewestFirst) {
  const ImportedTrace imported =
      read("@timestamp,@requestId,@duration\n2026-08-14 14:00:45,c,3\n"
           "2026-08-14 14:00:44,b,soon\n2026-08-14 14:00:43,a,late\n2026-08-14 14:00:42,d,1\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.names(Count::Call), (std::vector<std::string>{"d", "c"}));
  ASSERT_EQ(imported.warnings.size(), 1u);
  EXPECT_EQ(imported.warnings[0].count, 2u);
  EXPECT_EQ(imported.warnings[0].firstLine, 3u);
  EXPECT_EQ(imported.warnings[0].firstValue, "\"soon\"");
}

// An answer has no field that its row does not have: whether INIT times were asked for shows with the first cold start.
TEST(LambdaLogs, AQueryResultMayHaveItsFirstColdStartAtItsEnd) {
  const std::string ptr(200, 'p');
  const auto row = [&ptr](const std::string& second, const std::string& more) {
    return R"([{"field":"@timestamp","value":"2026-08-14 14:)" + second + R"("},{"field":"@requestId","value":"r)" +
           second + R"("},{"field":"@duration","value":"12.3"},)" + more + R"({"field":"@ptr","value":")" + ptr +
           R"("}])";
  };
  std::string text = R"({"results":[)";
  for (int i = 0; i < 400; ++i)
    text += row("0" + std::to_string(i / 50) + ":" + std::to_string(10 + i % 50), "") + ",";
  text += row("59:59", R"({"field":"@initDuration","value":"300"},)") + "]}";
  const ImportedTrace imported = read(text);
  ASSERT_EQ(imported.trace.rows(), 401u);
  for (std::size_t i = 0; i < 400; ++i)
    ASSERT_EQ(imported.trace.cold(i), Cold::No) << i;
  EXPECT_EQ(imported.trace.cold(400), Cold::Yes);
  EXPECT_FALSE(says(imported.unknown, "which calls were cold"));
}

TEST(LambdaLogs, ColoursOfATerminalArePassedOver) {
  const ImportedTrace imported =
      read("\x1b[32m2026-08-14T14:00:43.372000+00:00\x1b[0m \x1b[36m" + kStream + "\x1b[0m " + report(1) + "\n");
  const ImportedTrace plain = read("2026-08-14T14:00:43.372000+00:00 " + kStream + " " + report(1) + "\n");
  EXPECT_EQ(imported.trace, plain.trace);
  EXPECT_EQ(imported.trace.names(Count::Environment), std::vector<std::string>{kStream});
}

TEST(LambdaLogs, AReportThatANarrowWindowWrappedIsOneReport) {
  std::string line = "2026-08-14T14:00:43.372Z " + report(1, "Init Duration: 20.25 ms");
  std::ranges::replace(line, '\t', ' ');
  const ImportedTrace plain = read(line + "\n");
  ASSERT_EQ(plain.trace.cold(0), Cold::Yes);
  for (std::size_t i = 45 * 2; i <= line.find(" ms Billed") * 2; ++i) {
    const std::size_t width = i / 2;
    std::string wrapped;
    for (std::size_t from = 0; from < line.size(); from += width) {
      std::string piece = line.substr(from, width);
      if (i % 2 == 1) // as most terminals copy it
        piece.erase(piece.find_last_not_of(' ') + 1);
      wrapped += piece + "\n";
    }
    const ImportedTrace imported = read(wrapped + "what the function said\n" + report(2) + "\n");
    ASSERT_EQ(imported.trace.rows(), 2u) << wrapped;
    EXPECT_EQ(imported.linesLeftOut, 0u) << wrapped;
    EXPECT_EQ(imported.trace.duration(0), plain.trace.duration(0)) << wrapped;
    EXPECT_EQ(imported.trace.count(Count::PeakMemory, 0), plain.trace.count(Count::PeakMemory, 0)) << wrapped;
    EXPECT_EQ(imported.trace.cold(0), Cold::Yes) << wrapped;
  }
}

TEST(LambdaLogs, APageWithoutItsLineEndsIsCutIntoItsEvents) {
  std::string page;
  std::string lines;
  for (int n = 0; n < 5; ++n)
    for (const std::string& event :
         {"START RequestId: " + id(n) + " Version: $LATEST", "END RequestId: " + id(n), report(n)}) {
      const std::string whole = "2026-08-14 14:00:4" + std::to_string(n) + ".372 " + kStream + " " + event;
      page += whole + " ";
      lines += whole + "\n";
    }
  const ImportedTrace imported = read(page);
  EXPECT_EQ(imported.trace.rows(), 5u);
  EXPECT_EQ(imported.trace, read(lines).trace);
}

TEST(LambdaLogs, ASpreadsheetMayHaveSavedInsightsAnew) {
  const ImportedTrace imported =
      read("\xEF\xBB\xBF@timestamp;@requestId;@duration;@billedDuration;@memorySize;@initDuration\r\n"
           "14.08.2026 14:00:43;" +
           id(1) + ";12,5;13;1,28E+08;101,25\r\n14.08.2026 14:00:44;" + id(2) + ";7;7;1,28E+08;\r\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.format, "CloudWatch Logs Insights");
  EXPECT_EQ(imported.trace.duration(0), Duration::nanoseconds(12'500'000));
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.cold(1), Cold::No);
  EXPECT_EQ(imported.trace.count(Count::Memory, 1), 128 * 1'048'576);
  EXPECT_EQ(*imported.trace.stamp(Stamp::End, 1) - *imported.trace.stamp(Stamp::End, 0), Duration::seconds(1));
}

TEST(LambdaLogs, ASpreadsheetsDaysAreToldByAllItsRows) {
  const ImportedTrace france = read("@timestamp;@requestId;@duration\n05/08/2026 09:00:43;r1;12,5\n"
                                    "14/08/2026 09:00:43;r2;12,5\n");
  ASSERT_EQ(france.trace.rows(), 2u);
  EXPECT_EQ(at(france, Stamp::Start, 1), 9 * 86'400'000 * kMs);
  EXPECT_FALSE(says(france.unknown, "the day or the month"));
  const ImportedTrace either = read("@timestamp;@requestId;@duration\n05/08/2026 09:00:43;r1;12,5\n");
  EXPECT_TRUE(says(either.unknown, "whether \"@timestamp\" has the day or the month first"));
  EXPECT_NE(wrong("@timestamp;@requestId;@duration\nsoon;r1;12,5\n").find("\"soon\""), std::string::npos);
}

TEST(LambdaLogs, ThirtyPercentBadLinesLeaveTheOtherSeventy) {
  std::string text;
  for (int i = 0; i < 100; ++i)
    text += i % 10 < 7 ? "2026-08-14T14:00:43.500Z " + report(i) + "\n"
                       : "2026-08-14T14:00:43.500Z REPORT RequestId: " + id(i) + "\tDuration: soon\t\n";
  const ImportedTrace imported = read(text);
  EXPECT_EQ(imported.trace.rows(), 70u);
  EXPECT_EQ(imported.linesLeftOut, 30u);
  ASSERT_EQ(imported.warnings.size(), 1u);
  EXPECT_EQ(imported.warnings[0].count, 30u);
  EXPECT_EQ(imported.warnings[0].firstLine, 8u);
  EXPECT_EQ(imported.warnings[0].firstValue, "\"soon\"");
}

TEST(LambdaLogs, EveryTruncationIsReadOrRefused) {
  const std::string text =
      "2026-08-14T14:00:43.500Z " + kStream + " " + report(1, "Init Duration: 5 ms\t") +
      "\n{\"time\":\"2026-10-08T07:30:30.300Z\",\"type\":\"platform.report\",\"record\":{\"requestId\":"
      "\"r1\",\"metrics\":{\"durationMs\":1233.96}}}\n";
  std::size_t readable = 0;
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const auto imported = readTraceText(text.substr(0, cut), "cut");
    if (imported) {
      ++readable;
      EXPECT_GE(imported->trace.rows(), 1u);
    } else {
      EXPECT_FALSE(imported.error().problems.empty());
    }
  }
  EXPECT_GT(readable, text.size() / 2);
}

TEST(LambdaLogs, ALogWithoutReportsSaysSo) {
  EXPECT_NE(wrong("START RequestId: " + id(1) + " Version: 1\nEND RequestId: " + id(1) + "\n").find("there is no call"),
            std::string::npos);
}

TEST(LambdaLogs, TheFixturesAreAllRead) {
  const std::filesystem::path folder = "traces/log-format-fixtures";
  if (const std::string why = test::whyDataIsMissing(folder); !why.empty())
    GTEST_SKIP() << why;
  struct Fixture {
    const char* file;
    std::size_t rows;
    Cold cold;
    CallOutcome outcome;
  };
  for (const Fixture& fixture : {Fixture{"report-warm.log", 1, Cold::No, CallOutcome::Ok},
                                 Fixture{"report-cold-pre-2025-08.log", 1, Cold::Yes, CallOutcome::Ok},
                                 Fixture{"report-cold-post-2025-08.log", 1, Cold::Yes, CallOutcome::Ok},
                                 Fixture{"report-timeout-old.log", 1, Cold::No, CallOutcome::Timeout},
                                 Fixture{"report-timeout-new.log", 1, Cold::Yes, CallOutcome::Timeout},
                                 Fixture{"report-oom-old.log", 1, Cold::No, CallOutcome::OutOfMemory},
                                 Fixture{"report-oom-new.log", 1, Cold::No, CallOutcome::OutOfMemory},
                                 Fixture{"report-snapstart.log", 1, Cold::Yes, CallOutcome::Ok},
                                 Fixture{"json-platform-events.log", 1, Cold::Yes, CallOutcome::Ok},
                                 Fixture{"filter-log-events.json", 1, Cold::No, CallOutcome::Ok},
                                 Fixture{"logs-insights-export.csv", 2, Cold::No, CallOutcome::Ok}}) {
    const auto imported = readTraceFile((test::dataDir() / folder / fixture.file).string());
    ASSERT_TRUE(imported) << fixture.file << ": " << imported.error().text();
    ASSERT_EQ(imported->trace.rows(), fixture.rows) << fixture.file;
    EXPECT_EQ(imported->trace.cold(0), fixture.cold) << fixture.file;
    EXPECT_EQ(imported->trace.outcome(0), fixture.outcome) << fixture.file;
    EXPECT_EQ(imported->linesLeftOut, 0u) << fixture.file;
    EXPECT_TRUE(imported->trace.duration(0)) << fixture.file;
  }
}

} // namespace
} // namespace coldframe

// CSV files of anybody's making, and packed files, through the one entrance for files.
#include "sim/trace/trace_file.h"
#include "sim/trace/zstd_text.h"
#include "tests/support/data_locator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stop_token>
#include <string>
#include <vector>

namespace coldframe {
namespace {

ImportedTrace read(const std::string& text) {
  auto imported = readTraceText(text, "log.csv");
  if (!imported) {
    ADD_FAILURE() << imported.error().text();
    return {};
  }
  return std::move(*imported);
}

TEST(GenericCsv, IsReadWithoutAMapping) {
  const ImportedTrace imported =
      read("\xEF\xBB\xBFRequest ID;Started At;Duration (ms);Memory Size (MB);Cold Start;Status\r\n"
           "a;2026-08-14T14:00:43Z;12.5;512;true;200\r\n"
           "b;2026-08-14T14:00:44.25Z;\"7\";512;false;timeout\r\n"
           "\"c\nd\";2026-08-14 14:00:45;1;512;False;500\r\n");
  EXPECT_EQ(imported.format, "CSV");
  ASSERT_EQ(imported.trace.rows(), 3u);
  EXPECT_EQ(imported.trace.stamp(Stamp::Start, 1)->ns(), 1'250'000'000);
  EXPECT_EQ(imported.trace.duration(0)->ns(), 12'500'000);
  EXPECT_EQ(imported.trace.count(Count::Memory, 2), 512 * 1'048'576);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.cold(2), Cold::No);
  EXPECT_EQ(imported.trace.outcome(0), CallOutcome::Ok);
  EXPECT_EQ(imported.trace.outcome(1), CallOutcome::Timeout);
  EXPECT_EQ(imported.trace.outcome(2), CallOutcome::Error);
  EXPECT_EQ(imported.trace.names(Count::Call), (std::vector<std::string>{"a", "b", "c\\x0ad"}));
}

// As spreadsheets in most of Europe write numbers.
TEST(GenericCsv, AFractionMayHaveAComma) {
  const ImportedTrace imported = read("start_s;duration_ms;note\n0,5;12,25;a, b\n1;7;\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.stamp(Stamp::Start, 0)->ns(), 500'000'000);
  EXPECT_EQ(imported.trace.duration(0)->ns(), 12'250'000);
  EXPECT_EQ(imported.trace.duration(1)->ns(), 7'000'000);
}

TEST(GenericCsv, EveryColumnHasItsOwnPoint) {
  const ImportedTrace imported = read("start;duration_ms;python\n"
                                      "2026-08-14T09:00:00Z;12,345;3.12\n2026-08-14T09:00:01Z;12,5;3.12\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.duration(0)->ns(), 12'345'000);
  EXPECT_EQ(imported.trace.duration(1)->ns(), 12'500'000);
  const ImportedTrace both = read("start_s;duration_ms\n1786716043.372;12,5\n1786716044.372;7\n");
  ASSERT_EQ(both.trace.rows(), 2u);
  EXPECT_EQ(both.trace.stamp(Stamp::Start, 1)->ns(), 1'000'000'000);
  EXPECT_EQ(both.trace.duration(0)->ns(), 12'500'000);
}

// "call", "function" and the like are names of our own columns too.
TEST(GenericCsv, MayHaveColumnsThatOursHave) {
  const ImportedTrace imported =
      read("call,start,function,duration_ms\n7,2026-01-01T00:00:00Z,f,100\n8,2026-01-01T00:00:01Z,g,50\n");
  EXPECT_EQ(imported.format, "CSV");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.stamp(Stamp::Start, 1)->ns(), 1'000'000'000);
  EXPECT_EQ(imported.trace.duration(1)->ns(), 50'000'000);
  EXPECT_EQ(imported.trace.names(Count::Function), (std::vector<std::string>{"f", "g"}));
  EXPECT_FALSE(readTraceText("function\nf\n", "log.csv").has_value());
}

// What Python's time.time_ns() gives is called "start_ns" in many a log.
TEST(GenericCsv, AStampOfOursMakesNoFileOurs) {
  const ImportedTrace imported = read("request_id,start_ns,duration_ms,memory_mb,cold_start,status\n"
                                      "a,1786716043372000000,12.5,512,true,500\n");
  EXPECT_EQ(imported.format, "CSV");
  ASSERT_EQ(imported.trace.rows(), 1u);
  EXPECT_EQ(imported.trace.epoch(), 1'786'716'043'372'000'000);
  EXPECT_EQ(imported.trace.duration(0)->ns(), 12'500'000);
  EXPECT_EQ(imported.trace.count(Count::Memory, 0), 512 * 1'048'576);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.outcome(0), CallOutcome::Error);
  EXPECT_TRUE(imported.unknown.empty()) << imported.unknown.front();

  const ImportedTrace stamps =
      read("start_ns,func_start_ns,func_end_ns,end_ns,cold\n"
           "1786716043372000000,1786716043372000001,1786716043372000008,1786716043372000009,true\n");
  EXPECT_EQ(stamps.trace.epoch(), 1'786'716'043'372'000'000);
  EXPECT_EQ(stamps.trace.stamp(Stamp::FuncEnd, 0)->ns(), 8);
  EXPECT_EQ(stamps.trace.duration(0)->ns(), 9);
  EXPECT_EQ(stamps.trace.cold(0), Cold::Yes);
  EXPECT_TRUE(stamps.unknown.empty()) << stamps.unknown.front();
}

TEST(GenericCsv, NumbersThatTurnOutToBeNamesAreNames) {
  const ImportedTrace numbers = read("start_s,duration_s,instance\n0,1,7\n1,1,9\n2,1,7\n");
  EXPECT_EQ(numbers.trace.count(Count::Environment, 1), 9);
  EXPECT_TRUE(numbers.trace.names(Count::Environment).empty());
  const ImportedTrace names = read("start_s,duration_s,instance\n0,1,7\n1,1,9\n2,1,a7\n3,1,7\n");
  EXPECT_EQ(names.trace.names(Count::Environment), (std::vector<std::string>{"7", "9", "a7"}));
  EXPECT_EQ(names.trace.count(Count::Environment, 2), 2);
  EXPECT_EQ(names.trace.count(Count::Environment, 3), 0);
  const ImportedTrace zeros = read("start_s,duration_s,instance\n0,1,07\n1,1,7\n");
  EXPECT_EQ(zeros.trace.names(Count::Environment), (std::vector<std::string>{"07", "7"}));
}

TEST(GenericCsv, LengthsAloneAreLaidEndToEndAndThatIsSaid) {
  const ImportedTrace imported = read("Function,Memory Size,Max Memory Used,Duration,Billed Duration,RequestId\n"
                                      "f2,3008,61,201.37,300,r1\nf2,128,61,4801.22,4900,r2\n");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.stamp(Stamp::Start, 1)->ns(), 201'370'000);
  EXPECT_EQ(imported.trace.stamp(Stamp::End, 1)->ns(), 5'002'590'000);
  EXPECT_EQ(imported.trace.count(Count::Memory, 1), 128 * 1'048'576);
  ASSERT_FALSE(imported.unknown.empty());
  EXPECT_NE(imported.unknown.back().find("laid end to end"), std::string::npos);
}

TEST(GenericCsv, BadLinesCostThemselves) {
  std::string text = "start_s,duration_ms\n";
  for (int i = 0; i < 100; ++i)
    text += i % 10 < 7 ? std::to_string(i) + ",5\n" : i % 2 == 0 ? "soon,5\n" : "1,2,3\n";
  const ImportedTrace imported = read(text);
  EXPECT_EQ(imported.trace.rows(), 70u);
  EXPECT_EQ(imported.linesLeftOut, 30u);
  ASSERT_EQ(imported.warnings.size(), 2u);
  EXPECT_EQ(imported.warnings[0].count + imported.warnings[1].count, 30u);
  EXPECT_EQ(imported.warnings[0].firstLine, 9u);
}

TEST(GenericCsv, WithoutAnyKnownColumnPointsToTheWaysOut) {
  const auto imported = readTraceText("colour,weight\nred,7\n", "log.csv");
  ASSERT_FALSE(imported);
  EXPECT_NE(imported.error().text().find("mapping"), std::string::npos) << imported.error().text();
}

TEST(GenericCsv, EveryTruncationIsReadOrRefused) {
  const std::string text = "start_s,duration_ms,cold,function\n0,5,1,\"a\"\"b\"\n1,6,0,c\n";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const auto imported = readTraceText(text.substr(0, cut), "cut");
    EXPECT_TRUE(imported ? imported->trace.rows() > 0 : !imported.error().problems.empty()) << cut;
  }
}

TEST(PackedFile, ThatIsCutOffGivesItsBeginningAndSaysSo) {
  std::string text = "start_s,duration_ms\n";
  for (int i = 0; i < 200'000; ++i)
    text += std::to_string(i) + "," + std::to_string(i * 7 % 1000) + "\n";
  const std::string packed = compressZstd(text);
  const auto whole = readTraceText(packed, "log.csv.zst");
  ASSERT_TRUE(whole) << whole.error().text();
  EXPECT_EQ(whole->trace.rows(), 200'000u);
  const auto half = readTraceText(packed.substr(0, packed.size() / 2), "log.csv.zst");
  ASSERT_TRUE(half) << half.error().text();
  EXPECT_GT(half->trace.rows(), 10'000u);
  EXPECT_LT(half->trace.rows(), 200'000u);
  ASSERT_FALSE(half->warnings.empty());
  EXPECT_NE(half->warnings.back().what.find("cut off"), std::string::npos);
}

TEST(PackedFile, ThatUnpacksToTooMuchIsRefused) {
  TraceReadOptions options;
  options.mostUnpacked = 1'000'000;
  const auto imported = readTraceText(compressZstd(std::string(2'000'000, ' ')), "bomb.zst", options);
  ASSERT_FALSE(imported);
  EXPECT_NE(imported.error().text().find("1000000"), std::string::npos);
}

TEST(Reading, CanBeStoppedAndTellsHowFarItIs) {
  std::string text = "start_s,duration_ms\n";
  for (int i = 0; i < 50'000; ++i)
    text += std::to_string(i) + ",5\n";
  TraceReadOptions options;
  double last = 0;
  options.onProgress = [&last](double share) {
    EXPECT_GE(share, last);
    last = share;
  };
  ASSERT_TRUE(readTraceText(text, "log.csv", options));
  EXPECT_GT(last, 0.8);
  EXPECT_LE(last, 1.0);
  std::stop_source source;
  options.stop = source.get_token();
  options.onProgress = [&source](double) { source.request_stop(); };
  const auto stopped = readTraceText(text, "log.csv", options);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().kind, ErrorKind::Interrupted);
}

// The logs that SimFaaS was validated on, without the mapping that says what their columns are.
TEST(RealLogs, OfSevenRunsAreReadWithoutAMapping) {
  const std::filesystem::path file = "simfaas/aws_lambda_2020/traces_normalized.csv";
  if (const std::string why = test::whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  const auto imported = readTraceFile((test::dataDir() / file).string());
  ASSERT_TRUE(imported) << imported.error().text();
  EXPECT_EQ(imported->linesLeftOut, 0u);
  EXPECT_EQ(imported->trace.names(Count::Function).size(), 7u);
  EXPECT_GT(imported->trace.rows(), 15'000u);
  EXPECT_TRUE(imported->trace.hasCold());
}

TEST(RealLogs, OfAMemorySweepAreReadAsCalls) {
  const std::filesystem::path file = "simfaas/aws_memory_2020/f2_reports_sample.csv";
  if (const std::string why = test::whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  const auto imported = readTraceFile((test::dataDir() / file).string());
  ASSERT_TRUE(imported) << imported.error().text();
  EXPECT_EQ(imported->trace.rows(), 600u);
  EXPECT_TRUE(imported->trace.has(Count::Memory));
  EXPECT_TRUE(imported->trace.duration(0));
}

TEST(GenericCsv, OfASpreadsheetIsReadInItsOwnWriting) {
  const ImportedTrace german = read("\xEF\xBB\xBFStart;Duration (s);Memory MB;Cold\r\n"
                                    "14.08.2026 09:00:00;0,5;512;WAHR\r\n14.08.2026 09:00:02,5;1,25;512;FALSCH\r\n");
  const ImportedTrace american = read("start time,duration (s),memory mb,cold\n"
                                      "8/14/2026 9:00:00 AM,0.5,512,TRUE\n8/14/2026 9:00:02.5 AM,1.25,512,FALSE\n");
  for (const ImportedTrace& imported : {german, american}) {
    ASSERT_EQ(imported.trace.rows(), 2u);
    EXPECT_EQ(imported.trace.epoch(), 1'786'698'000'000'000'000);
    EXPECT_EQ(imported.trace.stamp(Stamp::Start, 1)->ns(), 2'500'000'000);
    EXPECT_EQ(imported.trace.duration(1), Duration::nanoseconds(1'250'000'000));
    EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
    EXPECT_EQ(imported.trace.cold(1), Cold::No);
  }
}

TEST(GenericCsv, DatesThatTheirDaysDecideAreReadSo) {
  const auto epochOf = [](const std::string& first, const std::string& second) {
    return read("start,duration_s\n" + first + ",1\n" + second + ",1\n").trace.epoch();
  };
  EXPECT_EQ(epochOf("03/04/2026 00:00", "03/14/2026 00:00"), 1'772'582'400'000'000'000); // 4 March
  EXPECT_EQ(epochOf("03/04/2026 00:00", "14/04/2026 00:00"), 1'775'174'400'000'000'000); // 3 April
  const ImportedTrace either = read("start,duration_s\n03/04/2026 00:00,1\n");
  EXPECT_EQ(either.trace.epoch(), 1'775'174'400'000'000'000);
  ASSERT_FALSE(either.unknown.empty());
  EXPECT_NE(either.unknown.front().find("the day or the month first"), std::string::npos);
}

// Australia, New Zealand and India write AM and PM behind dates that have the day first.
TEST(GenericCsv, AmAndPmDecideNoDate) {
  const ImportedTrace days = read("start,duration_s\n14/08/2026 9:00:43 AM,1\n14/08/2026 1:00:43 PM,1\n");
  EXPECT_EQ(days.trace.epoch(), 1'786'698'043'000'000'000);
  EXPECT_EQ(days.trace.stamp(Stamp::Start, 1)->ns(), 4 * 3'600'000'000'000);
}

TEST(GenericCsv, DatesThatMayBeReadBothWaysLieAsCloseAsALogDoes) {
  const auto spanOf = [](const std::string& first, const std::string& second) {
    const ImportedTrace imported = read("start,duration_s\n" + first + ",1\n" + second + ",1\n");
    EXPECT_THAT(imported.unknown, testing::Contains(testing::HasSubstr("the day or the month first")));
    return imported.trace.stamp(Stamp::Start, 1)->ns() / 1'000'000'000;
  };
  EXPECT_EQ(spanOf("5/08/2026 11:59:50 PM", "6/08/2026 12:00:05 AM"), 15);
  EXPECT_EQ(spanOf("8/5/2026 23:59:50", "8/6/2026 00:00:05"), 15);
  const ImportedTrace one = read("start,duration_s\n8/5/2026 9:00 AM,1\n");
  EXPECT_EQ(one.trace.epoch(), 1'785'920'400'000'000'000) << "5 August, as most who write AM have it";
}

TEST(GenericCsv, ADayAtTheEndOfALongLogDecidesItsDates) {
  std::string text = "start,duration_s\n";
  for (int day = 5; day <= 14; ++day)
    for (int minute = 0; minute < 60; ++minute)
      text +=
          "8/" + std::to_string(day) + "/2026 9:" + std::to_string(minute / 10) + std::to_string(minute % 10) + ",1\n";
  const ImportedTrace imported = read(text);
  EXPECT_EQ(imported.trace.rows(), 600u);
  EXPECT_EQ(imported.trace.epoch(), 1'785'920'400'000'000'000);
}

TEST(GenericCsv, EverySpreadsheetsHalfOfTheDayAndYearIsRead) {
  for (const char* written : {"8/14/2026, 9:00:43\u202fAM", "8/14/2026 9:00:43 a.m.", "14/8/2026 9:00:43 a.\u00a0m.",
                              "14.08.26 09:00:43", "8/14/26 9:00:43"}) {
    const ImportedTrace imported = read("start;duration_s\n" + std::string(written) + ";1\n");
    EXPECT_EQ(imported.trace.epoch(), 1'786'698'043'000'000'000) << written;
  }
}

TEST(GenericCsv, AColdColumnThatNobodyUnderstandsCostsNoLine) {
  const ImportedTrace imported = read("start_s,duration_s,cold\n0,1,maybe\n1,1,perhaps\n");
  EXPECT_EQ(imported.trace.rows(), 2u);
  EXPECT_FALSE(imported.trace.hasCold());
}

// FALSE of spreadsheets, 200.0 of pandas, "200 OK" of web servers: how tables write the words of other programs.
TEST(GenericCsv, OutcomesAreReadInEveryWritingOfTheirWords) {
  const auto outcomes = [](const std::string& column, const std::vector<std::string>& words) {
    std::string text = "start_s,duration_s," + column + "\n";
    for (const std::string& word : words)
      text += "1,1," + word + "\n";
    std::string found;
    const ImportedTrace imported = read(text);
    EXPECT_TRUE(imported.warnings.empty()) << column;
    for (std::size_t row = 0; row < imported.trace.rows(); ++row)
      found += std::string(kOutcomeNames[static_cast<std::size_t>(imported.trace.outcome(row))]) + " ";
    return found;
  };
  EXPECT_EQ(outcomes("error", {"FALSE", "No", "0.0", "nan", "FALSCH", "", "TRUE"}), "ok ok ok ok ok ok error ");
  EXPECT_EQ(outcomes("success", {"WAHR", "VRAI", "TRUE", "1.0", "FAUX", "0"}), "ok ok ok ok error error ");
  EXPECT_EQ(outcomes("status", {"200.0", "200 OK", "SUCCESS", "504 Gateway Timeout", "429.0", "404"}),
            "ok ok ok timeout throttled error ");
}

TEST(GenericCsv, AnOutcomeColumnThatNobodyUnderstandsIsLeftOutAndNamed) {
  const ImportedTrace imported = read("start_s,duration_s,result\n0,1,42\n1,1,hello\n2,1,ok\n");
  ASSERT_EQ(imported.trace.rows(), 3u);
  for (std::size_t row = 0; row < 3; ++row)
    EXPECT_EQ(imported.trace.outcome(row), CallOutcome::Ok);
  EXPECT_THAT(imported.unknown, testing::Contains(testing::HasSubstr("how calls ended")));
  EXPECT_THAT(imported.unknown, testing::Contains(testing::HasSubstr("\"result\"")));
}

TEST(GenericCsv, AWordThatIsTakenForAnErrorIsNamed) {
  const ImportedTrace imported = read("start_s,duration_s,status\n0,1,ok\n1,1,strange\n2,1,ok\n3,1,odd\n");
  EXPECT_EQ(imported.trace.outcome(1), CallOutcome::Error);
  EXPECT_EQ(imported.linesLeftOut, 0u);
  ASSERT_EQ(imported.warnings.size(), 1u);
  EXPECT_EQ(imported.warnings[0].what, "\"status\" is no known outcome: taken as \"error\"");
  EXPECT_EQ(imported.warnings[0].count, 2u);
  EXPECT_EQ(imported.warnings[0].firstValue, "\"strange\"");
}

// A sheet shows its instants to the second, and how long calls took in a column of its own.
TEST(GenericCsv, ADurationIsFinerThanStampsOfWholeSeconds) {
  const ImportedTrace imported =
      read("Started At,Finished At,Elapsed (ms)\n14/08/2025 09:00:00 AM,14/08/2025 09:00:01 AM,170\n"
           "14/08/2025 09:00:01 AM,14/08/2025 09:00:01 AM,223\n");
  EXPECT_EQ(imported.trace.duration(0)->ns(), 170'000'000);
  EXPECT_EQ(imported.trace.duration(1)->ns(), 223'000'000);
  EXPECT_THAT(imported.unknown, testing::Contains(testing::HasSubstr("\"Finished At\" counts whole seconds")));
  const ImportedTrace fine =
      read("Started At,Finished At,Elapsed (ms)\n2025-08-14 09:00:00.5,2025-08-14 09:00:01.25,700\n");
  EXPECT_EQ(fine.trace.duration(0)->ns(), 750'000'000);
}

TEST(GenericCsv, TablesOfOtherThingsThanCallsAreRefusedByTheirNames) {
  const auto refusal = [](const std::string& text) {
    const auto imported = readTraceText(text, "log.csv");
    return imported ? std::string("read") : imported.error().text();
  };
  EXPECT_THAT(refusal("metric_name,timestamp,metric_value,error\nhttp_reqs,1755162000,1.0,\n"),
              testing::HasSubstr("k6's measurements"));
  EXPECT_THAT(refusal("Timestamp,User Count,Type,Name,Requests/s,50%,Total Request Count\n"
                      "1755162000,10,,Aggregated,8.1,120,0\n"),
              testing::HasSubstr("Locust's history"));
}

TEST(OtherKinds, AreCalledWhatTheyAre) {
  const auto said = [](std::string_view bytes) {
    const auto imported = readTraceText(bytes, "file");
    return imported ? std::string("read") : imported.error().text();
  };
  using std::string_view_literals::operator""sv;
  EXPECT_THAT(said("PK\x03\x04 and so on"), testing::HasSubstr("Excel workbook"));
  EXPECT_THAT(said("PAR1...PAR1"), testing::HasSubstr("Parquet"));
  EXPECT_THAT(said("\x89PNG\r\n\x1a\n"), testing::HasSubstr("picture"));
  EXPECT_THAT(said("<!DOCTYPE html><html></html>"), testing::HasSubstr("web page"));
  EXPECT_THAT(said(""), testing::HasSubstr("empty file"));
  EXPECT_THAT(said("{\"errorMessage\": \"not authorized\"}"), testing::HasSubstr("JSON that is no run"));
  EXPECT_THAT(said("[1, 2, 3]"), testing::HasSubstr("JSON that is no run"));
  EXPECT_THAT(said("{\"schema\": \"coldframe.scenario/1\"}"), testing::HasSubstr("coldframe.scenario/1"));
  EXPECT_THAT(said("a\0b\0\1\2\3"sv), testing::HasSubstr("binary data"));
}

} // namespace
} // namespace coldframe

// Runs of Lithops from JSON, through the one entrance for files.
#include "sim/trace/trace_file.h"
#include "tests/support/data_locator.h"
#include "tests/trace/imported.h"

#include <gtest/gtest.h>

#include <string>

namespace coldframe {
namespace {

using namespace test;

constexpr std::int64_t kMs = 1'000'000;

// `behind`: of the worker's clock, in seconds.
std::string stats(double submit, double start, const std::string& more = "", double behind = 0) {
  const auto at = [](double s) { return std::to_string(1'700'000'000 + s); };
  const double there = start - behind;
  return R"({"host_job_create_tstamp": 1700000000.0, "host_submit_tstamp": )" + at(submit) +
         R"(, "worker_start_tstamp": )" + at(there) + R"(, "worker_func_start_tstamp": )" + at(there + 0.125) +
         R"(, "worker_func_end_tstamp": )" + at(there + 2.125) + R"(, "worker_end_tstamp": )" + at(there + 2.25) +
         R"(, "worker_func_cpu_usage": [12.5, 3], "host_status_done_tstamp": )" + at(start + 3) +
         R"(, "host_result_done_tstamp": )" + at(start + 3.5) + more + "}";
}

TEST(Lithops, StatsOfFuturesAreACallEach) {
  const ImportedTrace imported = readOrFail(
      "[" +
      stats(1, 1.5, R"(, "worker_cold_start": true, "worker_peak_memory_end": 1048576.0, "func_result_size": 21.0)") +
      ",\n" + stats(2, 2.25, R"(, "worker_cold_start": false)") + "]");
  EXPECT_EQ(imported.format, "Lithops stats");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(stampOf(imported, Stamp::Submit, 0), 0);
  EXPECT_EQ(stampOf(imported, Stamp::Start, 0), 500 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::FuncStart, 0), 625 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::FuncEnd, 0), 2'625 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::End, 0), 2'750 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::StatusSeen, 0), 3'500 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::ResultDone, 0), 4'000 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::Start, 1), 1'250 * kMs);
  EXPECT_EQ(imported.trace.epoch(), 1'700'000'001'000'000'000);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.cold(1), Cold::No);
  EXPECT_EQ(imported.trace.count(Count::PeakMemory, 0), 1'048'576);
  EXPECT_EQ(imported.trace.count(Count::BytesOut, 0), 21);
  EXPECT_FALSE(imported.trace.has(Count::Environment));
  EXPECT_TRUE(saysOneOf(imported.unknown, "billed time"));
  EXPECT_TRUE(saysOneOf(imported.unknown, "configured memory"));
  EXPECT_FALSE(saysOneOf(imported.unknown, "one submit time"));
  EXPECT_FALSE(imported.clocks.disagree());
}

TEST(Lithops, InstantsKeepEveryDigit) {
  const ImportedTrace imported = readOrFail(
      R"([{"host_submit_tstamp": 1654855992.5755563, "worker_start_tstamp": 1654855992.5755564, "worker_end_tstamp": 1654855993}])");
  EXPECT_EQ(stampOf(imported, Stamp::Start, 0), 100);
}

TEST(Lithops, CallsOfSeveralJobsKeepTheirStageAndRetriesTheirNumber) {
  const auto call = [](const std::string& job, const std::string& id) {
    return R"({"call_id": ")" + id + R"(", "job_id": ")" + job +
           R"(", "executor_id": "e-0", "function_name": "work", "runtime_memory": 512, "state": "Done", "error": false, "stats": )" +
           stats(1, 1.5) + "}";
  };
  const ImportedTrace imported = readOrFail(R"({"lithops_version": "3", "calls": [)" + call("M000", "00000") + "," +
                                            call("M001", "00000") + "," + call("M000", "00000") + "]}");
  ASSERT_EQ(imported.trace.rows(), 3u);
  EXPECT_EQ(imported.trace.names(Count::Stage), (std::vector<std::string>{"e-0/M000", "e-0/M001"}));
  EXPECT_EQ(imported.trace.count(Count::Call, 0), 0);
  EXPECT_EQ(imported.trace.count(Count::Call, 1), 1);
  EXPECT_EQ(imported.trace.count(Count::Call, 2), 0);
  EXPECT_EQ(imported.trace.count(Count::Attempt, 2), 1);
  EXPECT_EQ(imported.trace.count(Count::Memory, 0), 512 * 1'048'576);
  EXPECT_EQ(imported.trace.names(Count::Function), std::vector<std::string>{"work"});
  EXPECT_TRUE(saysOneOf(imported.unknown, "one submit time stands for all"));
}

TEST(Lithops, FailedCallsSayHow) {
  const auto failed = [](const std::string& more) {
    return R"({"host_submit_tstamp": 1700000001, "worker_start_tstamp": 1700000002, "worker_end_tstamp": 1700000005, "worker_exec_time": 3.0, )" +
           more + "}";
  };
  const ImportedTrace imported =
      readOrFail("[" + failed(R"("error": true, "execution_timeout": 3600)") + "," +
                 failed(R"("error": true, "execution_timeout": 3)") + "," +
                 failed(R"("exception": true, "exc_info": "MemoryError: out of memory")") + "," + failed(R"("x": 1)") +
                 "," + R"({"host_submit_tstamp": 1700000001, "host_status_query_count": 3})" + "]");
  ASSERT_EQ(imported.trace.rows(), 5u);
  EXPECT_EQ(imported.trace.outcome(0), CallOutcome::Error);
  EXPECT_EQ(imported.trace.outcome(1), CallOutcome::Timeout);
  EXPECT_EQ(imported.trace.outcome(2), CallOutcome::OutOfMemory);
  EXPECT_EQ(imported.trace.outcome(3), CallOutcome::Error);
  EXPECT_EQ(imported.trace.outcome(4), CallOutcome::Dropped);
}

TEST(Lithops, TheOldestRunsAreSubmittedWhenTheRunStarts) {
  const ImportedTrace imported = readOrFail(
      R"({"start_time": 1589375410.5, "total_time": 71.9, "worker_stats": [
  {"call_id": "00000", "job_id": "M000", "executor_id": "e", "exception": false, "start_time": 1589375412.5, "end_time": 1589375460.0,
   "function_start_time": 1589375413.0, "function_end_time": 1589375459.5, "function_elapsed_exec_time": 46.5}],
  "results": [{"start_time": 1, "end_time": 2, "mb_rate": 3}]})");
  ASSERT_EQ(imported.trace.rows(), 1u);
  EXPECT_EQ(stampOf(imported, Stamp::Submit, 0), 0);
  EXPECT_EQ(stampOf(imported, Stamp::Start, 0), 2'000 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::FuncStart, 0), 2'500 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::End, 0), 49'500 * kMs);
  EXPECT_EQ(imported.trace.outcome(0), CallOutcome::Ok);
  EXPECT_TRUE(saysOneOf(imported.unknown, "the start of the run stands for all"));
}

// Each broken record once brought reading back to lines that were read already.
TEST(Lithops, ManyBrokenRecordsInsideRecordsComeToAnEnd) {
  const std::string good =
      R"({"worker_start_tstamp": 1654855992.5, "worker_end_tstamp": 1654855993.5, "host_submit_tstamp": 1654855992.0, "parts": [{"a": 1}]},)";
  std::string text = "[\n";
  for (int i = 0; i < 400; ++i)
    text += (i % 2 == 0 ? good : good.substr(0, good.find("\": 1}]"))) + "\n";
  const ImportedTrace imported = readOrFail(text + "{}]");
  EXPECT_EQ(imported.trace.rows(), 200u);
  EXPECT_GE(imported.linesLeftOut, 200u);
}

TEST(Lithops, AThirdOfTheLinesMayBeBroken) {
  std::string text = "[";
  for (int i = 0; i < 100; ++i) {
    const std::string whole = stats(i, i + 1);
    text += (i % 10 < 3 ? whole.substr(0, whole.size() / 2) : whole) + ",\n";
  }
  text += stats(200, 201) + "]";
  const ImportedTrace imported = readOrFail(text);
  EXPECT_EQ(imported.trace.rows(), 71u);
  EXPECT_EQ(imported.linesLeftOut, 30u);
  ASSERT_FALSE(imported.warnings.empty());
  EXPECT_EQ(imported.warnings.front().firstLine, 1u);
}

TEST(Lithops, CutOffAnywhereItNeverFails) {
  const std::string text = "[" + stats(1, 2) + ",\n" + stats(2, 3) + ",\n" + stats(3, 4) + "]";
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const auto imported = readTraceText(text.substr(0, size), "file");
    EXPECT_TRUE(imported ? imported->trace.rows() <= 3u : !imported.error().problems.empty()) << size;
  }
}

TEST(Lithops, ClocksThatDifferAreSaidWithTheShiftsThatWouldDo) {
  // Calls start before they were submitted.
  const ImportedTrace imported = readOrFail("[" + stats(1, 1.5, "", 3) + ",\n" + stats(2, 2.25, "", 3) + "]");
  EXPECT_TRUE(imported.clocks.disagree());
  EXPECT_EQ(imported.clocks.compared, 2u);
  EXPECT_EQ(imported.clocks.impossible, 2u);
  ASSERT_TRUE(imported.clocks.leastNs && imported.clocks.mostNs);
  EXPECT_EQ(*imported.clocks.leastNs, 2'750 * kMs); // the call that waited least bounds it
  EXPECT_EQ(*imported.clocks.mostNs, 3'750 * kMs);
  EXPECT_EQ(imported.clocks.impossibleAligned, 0u);
  EXPECT_NE(clockSkewInWords(imported.clocks).find("2 of 2 calls"), std::string::npos);
}

// --- Real runs

struct RealRun {
  const char* file;
  std::size_t calls;
  std::size_t cold; // 0: unknown for all, or none
  double seconds;   // the authors' own measure of the whole, map to results
};

class RealLithopsRun : public testing::TestWithParam<RealRun> {};

TEST_P(RealLithopsRun, IsReadWholeAndAsLongAsItsAuthorsMeasured) {
  const std::string relative = std::string("pywren/lithops-applications/") + GetParam().file;
  if (const std::string why = whyDataIsMissing(relative); !why.empty())
    GTEST_SKIP() << why;
  const auto imported = readTraceFile((dataDir() / relative).string());
  ASSERT_TRUE(imported) << imported.error().text();
  EXPECT_EQ(imported->trace.rows(), GetParam().calls);
  EXPECT_EQ(imported->linesLeftOut, 0u);
  std::size_t cold = 0;
  std::int64_t last = 0;
  for (std::size_t row = 0; row < imported->trace.rows(); ++row) {
    cold += imported->trace.cold(row) == Cold::Yes ? 1 : 0;
    EXPECT_EQ(imported->trace.outcome(row), CallOutcome::Ok);
    for (const Stamp stamp : {Stamp::End, Stamp::ResultDone})
      if (const auto at = imported->trace.stamp(stamp, row))
        last = std::max(last, at->ns());
  }
  EXPECT_EQ(cold, GetParam().cold);
  // From the first submit to the last result is within the authors' time, which has the uploads before it.
  EXPECT_LE(static_cast<double>(last) / 1e9, GetParam().seconds + 0.05);
  EXPECT_GE(static_cast<double>(last) / 1e9, GetParam().seconds * 0.85);
}

INSTANTIATE_TEST_SUITE_P(Published, RealLithopsRun,
                         testing::Values(RealRun{"aws_lambda-flops-0100-2022.json", 100, 3, 38.599},
                                         RealRun{"aws_lambda-flops-0100-2020.json", 100, 0, 71.992},
                                         RealRun{"gcp_run-flops-0100-2020.json", 100, 0, 66.471},
                                         RealRun{"aws_s3-write-1000-2022.json", 1000, 595, 25.920}),
                         [](const auto& each) {
                           std::string name = each.param.file;
                           for (char& c : name)
                             c = c == '-' || c == '.' ? '_' : c;
                           return name;
                         });

TEST(Lithops, RecordedFailuresAreTwoErrorsAndATimeout) {
  const std::string relative = "pywren/lithops-localhost/lithops-localhost-v2-failures.json";
  if (const std::string why = whyDataIsMissing(relative); !why.empty())
    GTEST_SKIP() << why;
  const auto imported = readTraceFile((dataDir() / relative).string());
  ASSERT_TRUE(imported) << imported.error().text();
  ASSERT_EQ(imported->trace.rows(), 12u);
  for (std::size_t row = 0; row < 12; ++row)
    EXPECT_EQ(imported->trace.outcome(row), row == 5               ? CallOutcome::Timeout
                                            : row == 3 || row == 7 ? CallOutcome::Error
                                                                   : CallOutcome::Ok)
        << row;
}

TEST(Lithops, SixOfTheAzureCallsStartBeforeTheyWereSubmitted) {
  for (const char* name : {"azure_functions-flops-0100-2022.json", "azure_containers-flops-0100-2022.json"}) {
    const std::string relative = std::string("pywren/lithops-applications/") + name;
    if (const std::string why = whyDataIsMissing(relative); !why.empty())
      GTEST_SKIP() << why;
    const auto imported = readTraceFile((dataDir() / relative).string());
    ASSERT_TRUE(imported) << imported.error().text();
    std::size_t early = 0;
    for (std::size_t row = 0; row < imported->trace.rows(); ++row)
      early += *imported->trace.stamp(Stamp::Start, row) < *imported->trace.stamp(Stamp::Submit, row) ? 1 : 0;
    EXPECT_EQ(imported->clocks.disagree(), early > 0) << name;
    EXPECT_GE(imported->clocks.impossible, early) << name;
  }
}

} // namespace
} // namespace coldframe

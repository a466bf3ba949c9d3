// Runs of PyWren and Cubed, through the one entrance for files.
#include "tests/support/data_locator.h"
#include "tests/trace/imported.h"

namespace coldframe {
namespace {

using namespace test;

constexpr std::int64_t kMs = 1'000'000;

const std::string kInvoke =
    R"({"host_submit_time": 1500000000.0, "job_invoke_timestamp": 1500000000.0, "lambda_invoke_timestamp": 1500000000.25, "lambda_invoke_time": 0.1, "status_done_timestamp": 1500000009.0, "download_output_timestamp": 1500000009.5})";
const std::string kRun =
    R"({"call_id": "00007", "callset_id": "abc", "host_submit_time": 1500000000.0, "start_time": 1500000001.0, "setup_time": 2.5, "exec_time": 4.0, "end_time": 1500000007.5, "runtime_cached": false, "exception": null, "log_stream_name": "2017/07/14/[$LATEST]f00", "server_info": {"/proc/cpuinfo": "start_time: 7\nprocessor"}})";

void expectTheCall(const ImportedTrace& imported, std::size_t row) {
  EXPECT_EQ(stampOf(imported, Stamp::Submit, row), 0);
  EXPECT_EQ(stampOf(imported, Stamp::Invoke, row), 250 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::Start, row), 1'000 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::SetupDone, row), 3'500 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::End, row), 7'500 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::StatusSeen, row), 9'000 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::ResultDone, row), 9'500 * kMs);
  EXPECT_EQ(imported.trace.cold(row), Cold::Yes);
  EXPECT_EQ(imported.trace.names(Count::Environment), std::vector<std::string>{"2017/07/14/[$LATEST]f00"});
  EXPECT_EQ(imported.trace.outcome(row), CallOutcome::Ok);
}

TEST(PyWren, PairsOfStatuses) {
  const ImportedTrace imported = readOrFail(R"([{"run": )" + kRun + R"(, "invoke": )" + kInvoke + "}]");
  EXPECT_EQ(imported.format, "PyWren statuses");
  ASSERT_EQ(imported.trace.rows(), 1u);
  expectTheCall(imported, 0);
  EXPECT_TRUE(saysOneOf(imported.unknown, "runtime_cached"));
}

TEST(PyWren, ListsOfStatusesBelongTogetherByTheirPlace) {
  for (const bool runFirst : {true, false}) {
    const std::string runs = R"("run_statuses": [null, )" + kRun + "]";
    const std::string invokes = R"("invoke_statuses": [{"host_submit_time": 1500000000.5}, )" + kInvoke + "]";
    const ImportedTrace imported = readOrFail("{" + (runFirst ? runs + "," + invokes : invokes + "," + runs) +
                                              R"(, "results": [{"start_time": 1}], "callset_id": "abc"})");
    ASSERT_EQ(imported.trace.rows(), 2u) << runFirst;
    expectTheCall(imported, runFirst ? 0 : 1);
    EXPECT_EQ(stampOf(imported, Stamp::Submit, runFirst ? 1 : 0), 500 * kMs);
  }
}

TEST(PyWren, StatusObjectsAloneAndWhatFailed) {
  const auto with = [](std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
  };
  const ImportedTrace imported = readOrFail(kRun + "\n" + with(kRun, "null", R"("OUTATIME, killed")") + "\n" +
                                            with(kRun, "null", R"("KeyError")") + "\n");
  ASSERT_EQ(imported.trace.rows(), 3u);
  EXPECT_EQ(imported.trace.outcome(0), CallOutcome::Ok);
  EXPECT_EQ(imported.trace.outcome(1), CallOutcome::Timeout);
  EXPECT_EQ(imported.trace.outcome(2), CallOutcome::Error);
}

TEST(PyWren, CutOffAnywhereItNeverFails) {
  const std::string text = R"({"run_statuses": [)" + kRun + "],\n\"invoke_statuses\": [" + kInvoke + "]}";
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto imported = readTraceText(text.substr(0, size), "file");
    EXPECT_TRUE(imported ? imported->trace.rows() == 1u : !imported.error().problems.empty()) << size;
  }
}

TEST(PyWren, StagesReadOffPlots) {
  const ImportedTrace records = readOrFail(
      R"({"calls": [{"call": 0, "host_submit": 0.0, "task_start": 1.75, "setup_done": 1.97, "task_done": 4.01, "results_returned": 8.63}]})");
  EXPECT_EQ(records.format, "PyWren stages");
  EXPECT_EQ(stampOf(records, Stamp::SetupDone, 0), 1'970 * kMs);
  EXPECT_EQ(stampOf(records, Stamp::ResultDone, 0), 8'630 * kMs);
  const ImportedTrace pairs = readOrFail(
      R"({"job_start": [[3, 1.45], [0, 2.11]], "setup_done": [[3, 15.5], ["x"]], "job_done": [], "results_returned": [[7, 99]]})");
  ASSERT_EQ(pairs.trace.rows(), 3u);
  EXPECT_EQ(pairs.trace.count(Count::Call, 1), 3);
  EXPECT_EQ(stampOf(pairs, Stamp::Start, 1), 1'450 * kMs);
  EXPECT_EQ(stampOf(pairs, Stamp::SetupDone, 1), 15'500 * kMs);
  EXPECT_EQ(stampOf(pairs, Stamp::ResultDone, 2), 99'000 * kMs);
  EXPECT_EQ(pairs.linesLeftOut, 1u);
}

TEST(PyWren, TheDigitisedRunsAreRead) {
  struct Digitised {
    const char* file;
    std::size_t calls;
  };
  for (const Digitised& each : {Digitised{"pywren-adding-6.json", 6}, Digitised{"pywren-timeline-300.json", 150}}) {
    const std::string relative = std::string("pywren/digitized/") + each.file;
    if (const std::string why = whyDataIsMissing(relative); !why.empty())
      GTEST_SKIP() << why;
    const auto imported = readTraceFile((dataDir() / relative).string());
    ASSERT_TRUE(imported) << imported.error().text();
    EXPECT_GE(imported->trace.rows(), each.calls);
    EXPECT_LE(imported->trace.rows(), 2 * each.calls);
  }
}

TEST(Cubed, EventsAreTasksOfAStage) {
  const std::string header = "name,num_tasks,result,task_create_tstamp,function_start_tstamp,function_end_tstamp,"
                             "task_result_tstamp,peak_measured_mem_start,peak_measured_mem_end\n";
  const ImportedTrace imported =
      readOrFail(header + "op-001,1,\"a, b\nc\",1700000000.5,1700000001.5,1700000003.5,1700000004.0,1000,2000\n" +
                 "op-002,1,,1700000004.5,broken,1700000009,1700000010,1000,3000\n" +
                 "op-002,1,,1700000004.5,1700000005,1700000006,,1000,3000\n");
  EXPECT_EQ(imported.format, "Cubed events");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(stampOf(imported, Stamp::Submit, 0), 0);
  EXPECT_EQ(stampOf(imported, Stamp::Start, 0), 1'000 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::FuncEnd, 0), 3'000 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::ResultDone, 0), 3'500 * kMs);
  EXPECT_EQ(stampOf(imported, Stamp::ResultDone, 1), kMissing);
  EXPECT_EQ(imported.trace.count(Count::PeakMemory, 1), 3000);
  EXPECT_EQ(imported.trace.names(Count::Stage), (std::vector<std::string>{"op-001", "op-002"}));
  ASSERT_EQ(imported.warnings.size(), 1u);
  EXPECT_EQ(imported.warnings.front().firstLine, 4u);
}

} // namespace
} // namespace coldframe

#include "sim/trace/trace_file.h"
#include "sim/trace/zstd_text.h"
#include "tests/support/data_locator.h"
#include "tests/trace/sample_traces.h"

#include <gtest/gtest.h>

#include <fstream>

namespace coldframe {
namespace {

TEST(TraceFile, IsWrittenAsItsNameSaysAndReadByWhatItHolds) {
  const Trace trace = test::anyTrace(200, 5);
  for (const char* name : {"t.json", "t.json.zst", "t.zst"}) {
    const auto read = readTraceText(writeTraceText(trace, name), "whatever");
    ASSERT_TRUE(read) << name << ": " << read.error().text();
    EXPECT_EQ(read->trace, trace) << name;
  }
  for (const char* name : {"t.csv", "t.csv.zst"}) {
    const auto read = readTraceText(writeTraceText(trace, name), "whatever");
    ASSERT_TRUE(read) << name << ": " << read.error().text();
    EXPECT_EQ(read->trace.rows(), trace.rows());
  }
  EXPECT_TRUE(isZstd(writeTraceText(trace, "t.zst")));
  EXPECT_FALSE(isZstd(writeTraceText(trace, "t.json")));
}

TEST(TraceFile, MayHaveAByteOrderMarkWhateverItHolds) {
  const std::string mark = "\xEF\xBB\xBF";
  const Trace trace = test::anyTrace(20, 5);
  const std::string insights = R"({"results":[[{"field":"@timestamp","value":"2026-08-14 14:00:43.372"},)"
                               R"({"field":"@duration","value":"12"}]]})";
  const std::string lithops = R"([{"host_submit_tstamp": 1, "worker_start_tstamp": 2, "worker_end_tstamp": 3}])";
  const std::string xray = R"({"Traces": [{"Id": "1-5f84c7a5-000000000000000000000001", "Segments": [{"Id": "a", )"
                           R"("Document": "{\"id\":\"a\",\"name\":\"f\",\"start_time\":1.0,\"end_time\":2.0,)"
                           R"(\"trace_id\":\"1-5f84c7a5-000000000000000000000001\",\"origin\":\"AWS::Lambda\"}"}]}]})";
  const std::string pywren =
      R"([{"host_submit_time": 1, "start_time": 2, "end_time": 3, "lambda_invoke_timestamp": 1.5}])";
  for (const std::string& text : {writeTraceText(trace, "t.json"), writeTraceText(trace, "t.csv"), insights, lithops,
                                  pywren, xray, std::string("start_s;duration_s\n1;2\n")}) {
    const auto plain = readTraceText(text, "t");
    ASSERT_TRUE(plain) << text << plain.error().text();
    for (const std::string& marked : {mark + text, compressZstd(mark + text)}) {
      const auto read = readTraceText(marked, "t");
      ASSERT_TRUE(read) << text << read.error().text();
      EXPECT_EQ(read->trace, plain->trace);
      EXPECT_EQ(read->format, plain->format);
    }
  }
}

TEST(TraceFile, IsMuchSmallerCompressed) {
  const Trace trace = test::anyTrace(2000, 6);
  EXPECT_LT(writeTraceText(trace, "t.zst").size(), writeTraceText(trace, "t.json").size() * 2 / 3);
}

TEST(TraceFile, ThatIsMissingSaysSo) {
  const auto read = readTraceFile("/nowhere/t.json");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().text().find("/nowhere/t.json"), std::string::npos);
}

TEST(TraceFile, WithForeignColumnsAsksForAMapping) {
  const auto read = readTraceText("a,b\n1,2\n", "log.csv");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().text().find("mapping"), std::string::npos);
}

TEST(TraceFile, ThatIsCutOffIsNamed) {
  const std::string packed = writeTraceText(test::anyTrace(50, 2), "t.zst");
  const auto read = readTraceText(packed.substr(0, packed.size() / 2), "t.zst");
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().text().find("t.zst"), std::string::npos);
}

// The seven AWS logs of 2020: rows and cold starts as the table beside them says.
TEST(RealLogs, OfSevenRunsOnLambdaAreReadWhole) {
  const auto folder = std::filesystem::path("simfaas") / "aws_lambda_2020";
  if (const std::string why = test::whyDataIsMissing(folder); !why.empty())
    GTEST_SKIP() << why;
  const std::string text = test::readText(test::dataDir() / folder / "traces_normalized.csv");
  std::ifstream manifest(test::dataDir() / folder / "manifest.csv");
  std::string line;
  std::getline(manifest, line);
  std::size_t runs = 0;
  while (std::getline(manifest, line)) {
    std::vector<std::string> fields;
    for (std::size_t at = 0; at <= line.size();) {
      const std::size_t end = std::min(line.find(',', at), line.size());
      fields.push_back(line.substr(at, end - at));
      at = end + 1;
    }
    CsvMapping mapping;
    mapping.where = {{"experiment", fields[0]}};
    mapping.columns = {{"submit", {"t_start_s", "s"}},   {"client_duration", {"client_s", "s"}},
                       {"start", {"t_start_s", "s"}},    {"duration", {"aws_duration_ms", "ms"}},
                       {"billed", {"billed_ms", "ms"}},  {"peak_memory", {"max_mem_mb", "MB"}},
                       {"environment", {"instance", ""}}};
    mapping.cold = CsvColdColumn{"cold", {"1"}, {"0"}, false};
    mapping.memory = Memory::mb(128);
    const auto read = readTraceText(text, "traces_normalized.csv", {.mapping = mapping});
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->linesLeftOut, 0u);
    const Trace& trace = read->trace;
    EXPECT_EQ(std::to_string(trace.rows()), fields[3]) << fields[0];
    std::size_t cold = 0;
    std::int64_t environments = 0;
    for (std::size_t row = 0; row < trace.rows(); ++row) {
      cold += trace.cold(row) == Cold::Yes ? 1 : 0;
      environments = std::max(environments, *trace.count(Count::Environment, row) + 1);
      EXPECT_GE(*trace.count(Count::Billed, row), trace.duration(row)->ns());
    }
    EXPECT_EQ(std::to_string(cold), fields[6]) << fields[0];
    EXPECT_EQ(std::to_string(environments), fields[7]) << fields[0];
    ++runs;
  }
  EXPECT_EQ(runs, 7u);
}

TEST(RealLogs, OfAzureFunctionsAreReadFromTheirEnds) {
  const auto file = std::filesystem::path("traces") / "azure-functions" / "invitro-example" / "Azure2021_200.csv";
  if (const std::string why = test::whyDataIsMissing(file); !why.empty())
    GTEST_SKIP() << why;
  CsvMapping mapping;
  mapping.columns = {{"function", {"func", ""}}, {"end", {"end_timestamp", "s"}}, {"duration", {"duration", "s"}}};
  const auto read = readTraceFile((test::dataDir() / file).string(), {.mapping = mapping});
  ASSERT_TRUE(read) << read.error().text();
  EXPECT_EQ(read->trace.rows(), 199u);
  EXPECT_EQ(read->linesLeftOut, 0u);
  EXPECT_EQ(read->trace.names(Count::Function).size(), 31u);
}

} // namespace
} // namespace coldframe

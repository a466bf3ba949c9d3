// Traces that providers published, and X-Ray segments, through the one entrance for files.
#include "sim/trace/azure_2019.h"
#include "sim/trace/cloud_formats.h"
#include "sim/trace/counted_calls.h"
#include "sim/trace/trace_file.h"
#include "tests/support/data_locator.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace coldframe {
namespace {

constexpr std::int64_t kMs = 1'000'000;
constexpr std::int64_t kSecond = 1'000'000'000;

ImportedTrace read(const std::string& text) {
  auto imported = readTraceText(text, "file");
  if (!imported) {
    ADD_FAILURE() << imported.error().text();
    return {};
  }
  return std::move(*imported);
}

ImportedTrace readData(const std::string& file, const TraceReadOptions& options = {}) {
  auto imported = readTraceFile((test::dataDir() / file).string(), options);
  if (!imported) {
    ADD_FAILURE() << imported.error().text();
    return {};
  }
  return std::move(*imported);
}

bool says(const std::vector<std::string>& sentences, const std::string& words) {
  for (const std::string& sentence : sentences)
    if (sentence.find(words) != std::string::npos)
      return true;
  return false;
}

// --- X-Ray

std::string segment(const std::string& members) {
  std::string escaped;
  for (const char c : "{" + members + "}")
    escaped += c == '"' ? std::string("\\\"") : std::string(1, c);
  return R"({"Id": "x", "Document": ")" + escaped + "\"}";
}

const std::string kService =
    R"("id":"aaaaaaaaaaaaaaaa","trace_id":"1-66000000-0123456789abcdef01234567","name":"f","origin":"AWS::Lambda","start_time":1700000000.0,"end_time":1700000001.0,"aws":{"request_id":"r1"})";
const std::string kFunction =
    R"("id":"bbbbbbbbbbbbbbbb","parent_id":"aaaaaaaaaaaaaaaa","trace_id":"1-66000000-0123456789abcdef01234567","name":"f","origin":"AWS::Lambda::Function","start_time":1700000000.3,"end_time":1700000000.95,"subsegments":[{"id":"c","name":"Initialization","start_time":1700000000.1,"end_time":1700000000.3},{"id":"d","name":"Invocation","start_time":1700000000.31,"end_time":1700000000.9,"subsegments":[{"id":"e","name":"S3","start_time":1,"end_time":2}]},{"id":"f","name":"Overhead","start_time":1700000000.9,"end_time":1700000000.95}])";

TEST(XRay, TheTwoSegmentsOfACallAreOneRow) {
  const ImportedTrace imported = read(R"({"Traces": [{"Id": "t", "Segments": [)" + segment(kFunction) + "," +
                                      segment(kService) + R"(]}], "UnprocessedTraceIds": []})");
  EXPECT_EQ(imported.format, "AWS X-Ray segments");
  ASSERT_EQ(imported.trace.rows(), 1u);
  EXPECT_EQ(imported.trace.stamp(Stamp::Invoke, 0)->ns(), 0);
  EXPECT_EQ(imported.trace.stamp(Stamp::Start, 0)->ns(), 310 * kMs);
  EXPECT_EQ(imported.trace.stamp(Stamp::End, 0)->ns(), 900 * kMs);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.names(Count::Function), std::vector<std::string>{"f"});
  EXPECT_TRUE(says(imported.unknown, "samples"));
}

TEST(XRay, DocumentsMayStandByThemselves) {
  const ImportedTrace imported = read("{" + kService + "}\n{" + kFunction + "}\n");
  ASSERT_EQ(imported.trace.rows(), 1u);
  EXPECT_EQ(imported.trace.duration(0)->ns(), 590 * kMs);
}

TEST(XRay, ThrottledFailedAndUnfinishedCallsAreRows) {
  const auto with = [](std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
  };
  const std::string throttled =
      with(with(kService, "aaaaaaaaaaaaaaaa", "1aaaaaaaaaaaaaaa"), "\"aws\"", "\"throttle\":true,\"aws\"");
  const std::string faulty = with(
      with(with(kFunction, "bbbbbbbbbbbbbbbb", "1bbbbbbbbbbbbbbb"), "aaaaaaaaaaaaaaaa", "none"), "\"origin\"",
      "\"fault\":true,\"cause\":{\"exceptions\":[{\"message\":\"Task timed out after 3.00 seconds\"}]},\"origin\"");
  const std::string running =
      R"("id":"9","trace_id":"1-66000000-0123456789abcdef01234567","name":"g","origin":"AWS::Lambda::Function","start_time":1700000005.0,"in_progress":true)";
  const ImportedTrace imported =
      read("[" + segment(throttled) + "," + segment(faulty) + "," + segment(running) + R"(, {"Segments": 0}])");
  ASSERT_EQ(imported.trace.rows(), 3u);
  EXPECT_EQ(imported.trace.outcome(0), CallOutcome::Timeout);
  EXPECT_FALSE(imported.trace.stamp(Stamp::Invoke, 0));
  EXPECT_FALSE(imported.trace.stamp(Stamp::End, 1));
  EXPECT_EQ(imported.trace.outcome(2), CallOutcome::Throttled);
  EXPECT_FALSE(imported.trace.stamp(Stamp::Start, 2));
}

TEST(XRay, EveryTruncationIsReadOrRefused) {
  const std::string text = "{\"Traces\":[{\"Segments\":[\n" + segment(kFunction) + ",\n" + segment(kService) + "]}]}";
  for (std::size_t cut = 0; cut < text.size(); ++cut) {
    const auto imported = readTraceText(text.substr(0, cut), "cut");
    EXPECT_TRUE(imported ? imported->trace.rows() > 0 : !imported.error().problems.empty()) << cut;
  }
}

// --- Power Tuning

TEST(PowerTuningTrace, HasARowForEachMemorySize) {
  const ImportedTrace imported = read(
      R"({"power": "512", "stats": [{"averagePrice": 2e-7, "averageDuration": 8, "value": 128}, {"averagePrice": 3e-7, "averageDuration": 2.5, "value": 512}]})");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.duration(0)->ns(), 8 * kMs);
  EXPECT_EQ(imported.trace.count(Count::Memory, 1), 512 * 1'048'576);
  EXPECT_TRUE(says(imported.unknown, "mean"));
}

// --- Azure Functions

TEST(Azure2021, StartsAreEndsLessDurations) {
  const ImportedTrace imported =
      read("app,func,end_timestamp,duration\na,f,10.5,0.25\nb,f,11,1e-3\na,f,soon,1\na,g,3\n");
  EXPECT_EQ(imported.format, "Azure Functions 2021");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.trace.stamp(Stamp::Start, 0)->ns(), 10'250 * kMs);
  EXPECT_EQ(imported.trace.duration(1)->ns(), 1 * kMs);
  EXPECT_EQ(imported.trace.names(Count::Function), (std::vector<std::string>{"a/f", "b/f"}));
  EXPECT_EQ(imported.linesLeftOut, 2u);
}

TEST(Azure2021, TheExcerptIsReadWhole) {
  const std::string folder = "traces/azure-functions/";
  if (const std::string why = test::whyDataIsMissing(folder); !why.empty())
    GTEST_SKIP() << why;
  const ImportedTrace imported = readData(folder + "invitro-example/Azure2021_200.csv");
  EXPECT_EQ(imported.trace.rows(), 199u);
  EXPECT_EQ(imported.trace.names(Count::Function).size(), 31u);
  EXPECT_EQ(imported.linesLeftOut, 0u);
  EXPECT_GT(readData(folder + "azure2021-readme-sample.csv").trace.rows(), 2u);
}

const std::string kInvocations =
    "HashOwner,HashApp,HashFunction,Trigger,1,2,3\no,a,f,http,2,0,3\no,a,g,timer,0,1,0\no,b,h,queue,x,1,0\n";
const std::string kDurations =
    "HashOwner,HashApp,HashFunction,Average,Count,Minimum,Maximum,percentile_Average_0,percentile_"
    "Average_1,percentile_Average_25,percentile_Average_50,percentile_Average_75,percentile_"
    "Average_99,percentile_Average_100\no,a,f,100,5,90,110,90,91,95,100,105,109,110\n";
const std::string kMemory =
    "HashOwner,HashApp,SampleCount,AverageAllocatedMb,AverageAllocatedMb_pct1\no,a,10,120,100\n";

TEST(Azure2019, CountsBecomeThatManyCallsInTheirMinutes) {
  const ImportedTrace imported = read(kInvocations);
  EXPECT_EQ(imported.format, "Azure Functions 2019");
  ASSERT_EQ(imported.trace.rows(), 6u);
  EXPECT_EQ(imported.linesLeftOut, 1u);
  std::map<std::pair<std::int64_t, std::int64_t>, int> perMinute;
  for (std::size_t row = 0; row < imported.trace.rows(); ++row) {
    const std::int64_t at = imported.trace.stamp(Stamp::Submit, row)->ns();
    ASSERT_GE(at, 0);
    ++perMinute[{*imported.trace.count(Count::Function, row), at / (60 * kSecond)}];
  }
  EXPECT_EQ(perMinute, (std::map<std::pair<std::int64_t, std::int64_t>, int>{{{0, 0}, 2}, {{0, 2}, 3}, {{1, 1}, 1}}));
  EXPECT_TRUE(says(imported.unknown, "synthetic"));
  EXPECT_TRUE(says(imported.unknown, "was not given"));
}

TEST(Azure2019, WithDurationsAndMemoryCallsHaveBoth) {
  ImportProgress progress;
  const std::vector<NamedText> files{{"memory", kMemory}, {"durations", kDurations}, {"invocations", kInvocations}};
  const auto imported = readAzure2019(files, progress);
  ASSERT_TRUE(imported) << imported.error().text();
  ASSERT_EQ(imported->trace.rows(), 6u);
  for (std::size_t row = 0; row < 5; ++row) {
    const std::int64_t took = imported->trace.duration(row)->ns();
    EXPECT_GE(took, 90 * kMs);
    EXPECT_LE(took, 110 * kMs);
    EXPECT_EQ(imported->trace.count(Count::PeakMemory, row), 120 * 1'048'576);
  }
  EXPECT_FALSE(imported->trace.duration(5)); // the durations do not have function g
  EXPECT_TRUE(says(imported->unknown, "how long 1 calls took"));
}

TEST(Azure2019, AFunctionGetsTheSameCallsWhicheverOthersAreRead) {
  const std::string header = "HashOwner,HashApp,HashFunction,Trigger,1,2,3\n";
  const ImportedTrace alone = read(header + "o,a,g,timer,0,1,0\n");
  const ImportedTrace among = read(kInvocations);
  EXPECT_EQ(alone.trace.stamp(Stamp::Submit, 0), among.trace.stamp(Stamp::Submit, 5));
}

TEST(Azure2019, TheOtherTwoFilesAloneSayWhatIsMissing) {
  for (const std::string& text : {kDurations, kMemory}) {
    const auto imported = readTraceText(text, "file");
    ASSERT_FALSE(imported);
    EXPECT_NE(imported.error().text().find("invocations"), std::string::npos);
  }
  ImportProgress progress;
  const std::vector<NamedText> twice{{"a", kInvocations}, {"b", kInvocations}};
  EXPECT_FALSE(readAzure2019(twice, progress));
}

TEST(Azure2019, TooManyCallsToListAreLeftOutAndSaid) {
  ImportProgress progress;
  const std::string text =
      "HashOwner,HashApp,HashFunction,Trigger,1,2\no,a,f,http,900000000,900000000\no,a,g,http,3,4\n";
  const std::vector<NamedText> files{{"invocations", text}};
  const auto imported = readAzure2019(files, progress, 100);
  ASSERT_TRUE(imported);
  EXPECT_EQ(imported->trace.rows(), 7u);
  ASSERT_EQ(imported->warnings.size(), 1u);
  EXPECT_EQ(imported->warnings[0].firstValue, "\"1800000000 calls\"");
}

TEST(Azure2019, TheExampleGivesTheSumOfItsCounts) {
  const std::string folder = "traces/azure-functions/invitro-example/";
  if (const std::string why = test::whyDataIsMissing(folder); !why.empty())
    GTEST_SKIP() << why;
  const std::string text = test::readText(test::dataDir() / folder / "invocations.csv");
  std::size_t sum = 0;
  for (std::size_t at = text.find('\n') + 1; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::size_t field = 0;
    for (std::size_t from = at; from < end; ++field) {
      const std::size_t to = std::min(text.find(',', from), end);
      if (field >= 4)
        sum += std::stoul(text.substr(from, to - from));
      from = to + 1;
    }
    at = end + 1;
  }
  TraceReadOptions options;
  options.with = {(test::dataDir() / folder / "durations.csv").string(),
                  (test::dataDir() / folder / "memory.csv").string()};
  const ImportedTrace imported = readData(folder + "invocations.csv", options);
  EXPECT_EQ(imported.trace.rows(), sum);
  EXPECT_EQ(sum, 4'525u);
  EXPECT_TRUE(imported.trace.duration(0));
  EXPECT_TRUE(imported.trace.count(Count::PeakMemory, 0));
}

TEST(QuantileLaw, FollowsItsKnots) {
  QuantileLaw law;
  EXPECT_TRUE(law.add(0, 10));
  EXPECT_TRUE(law.add(0.5, 20));
  EXPECT_FALSE(law.add(0.4, 30));
  EXPECT_FALSE(law.add(0.6, 10));
  EXPECT_TRUE(law.add(1, 120));
  EXPECT_EQ(law.at(0), 10);
  EXPECT_EQ(law.at(0.25), 15);
  EXPECT_EQ(law.at(0.75), 70);
  EXPECT_EQ(law.at(1), 120);
}

// --- Huawei

TEST(Huawei, RequestsEndAtTheirTimes) {
  const ImportedTrace imported = read(
      "time_worker,time_frontend,requestID,clusterName,funcName,podID,userID,totalCost_worker,workerCost,runtimeCost,"
      "totalCost_frontend,frontendCost,busCost,readBodyCost,writeRspCost,cpu_usage,memory_usage,requestBodySize\n"
      "100.5,100.6,r1,3,411,pool22-300-128-0000177166,301,0.25,0.1,0.1,0.5,0.1,0.1,0.1,0.1,0.05,34.5,2.0\n"
      "101.5,NaN,r2,3,411,pool22-300-128-0000177166,301,0.25,0.1,0.1,NaN,NaN,NaN,NaN,NaN,0.05,34.5,NaN\n"
      "NaN,1,r3,3,411,pool22-300-128-0000177166,301,0.25,0.1,0.1,0.5,0.1,0.1,0.1,0.1,0.05,34.5,2.0\n");
  EXPECT_EQ(imported.format, "Huawei requests 2025");
  ASSERT_EQ(imported.trace.rows(), 2u);
  EXPECT_EQ(imported.linesLeftOut, 1u);
  EXPECT_EQ(imported.trace.stamp(Stamp::Submit, 0)->ns(), 100'100 * kMs);
  EXPECT_EQ(imported.trace.stamp(Stamp::Start, 0)->ns(), 100'250 * kMs);
  EXPECT_EQ(imported.trace.stamp(Stamp::ResultDone, 0)->ns(), 100'600 * kMs);
  EXPECT_FALSE(imported.trace.stamp(Stamp::Submit, 1));
  EXPECT_EQ(imported.trace.count(Count::Memory, 0), 128 * 1'048'576);
  EXPECT_EQ(imported.trace.count(Count::BytesIn, 0), 2);
  EXPECT_EQ(imported.trace.names(Count::Function), std::vector<std::string>{"411---301---pool22-300-128"});
}

TEST(Huawei, ColdStartsGoFromTheirTimeOn) {
  const ImportedTrace imported =
      read("day,time,clusterName,funcName,userID,requestID,totalCost_cold_start,podAllocationCost,deployCodeCost,"
           "deployDependencyCost,schedulingCost,podID\n"
           "0,0.104,1,332,439,r,0.911090,0.000590,0.001,0.000,0.909500,pool24-600-512-0006319574\n");
  EXPECT_EQ(imported.format, "Huawei cold starts 2025");
  ASSERT_EQ(imported.trace.rows(), 1u);
  EXPECT_EQ(imported.trace.stamp(Stamp::Start, 0)->ns(), 1'015'090'000);
  EXPECT_EQ(imported.trace.cold(0), Cold::Yes);
  EXPECT_EQ(imported.trace.count(Count::Memory, 0), 512 * 1'048'576);
}

TEST(Huawei, CountsAreSpreadOverTheirStretch) {
  const ImportedTrace imported = read("day,time,0,1\n0,0,2,\n0,60,NaN,3.0\n0,120,,x\n");
  EXPECT_EQ(imported.format, "Huawei counts");
  ASSERT_EQ(imported.trace.rows(), 5u);
  EXPECT_LT(imported.trace.stamp(Stamp::Submit, 1)->ns(), 60 * kSecond);
  EXPECT_GE(imported.trace.stamp(Stamp::Submit, 2)->ns(), 60 * kSecond);
  EXPECT_LT(imported.trace.stamp(Stamp::Submit, 4)->ns(), 120 * kSecond);
  EXPECT_EQ(imported.linesLeftOut, 1u);
}

TEST(Huawei, AFileOfDelaysIsNoLoad) {
  const auto imported = readTraceText("day,time,0,1\n0,0,0.25,1.5\n0,60,0.75,3.5\n", "delays");
  ASSERT_FALSE(imported);
  EXPECT_NE(imported.error().text().find("fractions"), std::string::npos);
}

TEST(Huawei, CountsWithoutAFunctionAreRefused) {
  ImportProgress progress;
  for (const char* text : {"", "day", "day,time\n0,0\n", "x\n1\n2\n"})
    EXPECT_FALSE(readHuaweiCounts(text, "file", progress, 10)) << text;
}

TEST(Huawei, ThePrintedSamplesAreRead) {
  const std::string folder = "traces/huawei-2025/";
  if (const std::string why = test::whyDataIsMissing(folder); !why.empty())
    GTEST_SKIP() << why;
  for (const char* file :
       {"coldstart-sample.csv", "coldstart-R2-sample.csv", "requests-sample.csv", "requests-minute-wide-sample.csv"}) {
    const ImportedTrace imported = readData(folder + file);
    EXPECT_GT(imported.trace.rows(), 5u) << file;
    EXPECT_EQ(imported.linesLeftOut, 0u) << file << ": "
                                         << (imported.warnings.empty() ? "" : imported.warnings[0].what);
  }
}

TEST(PublishedTraces, EveryTruncationIsReadOrRefused) {
  for (const std::string& text :
       {kInvocations, kDurations, kMemory, std::string("app,func,end_timestamp,duration\na,f,10.5,0.25\n"),
        std::string("day,time,0,1\n0,0,2,\n0,60,NaN,3.0\n"),
        std::string("day,time,funcName,userID,totalCost_cold_start,podID\n0,1,2,3,4,pool-1-2-3\n")})
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
      const auto imported = readTraceText(text.substr(0, cut), "cut");
      EXPECT_TRUE(imported ? imported->trace.rows() > 0 : !imported.error().problems.empty()) << text << cut;
    }
}

} // namespace
} // namespace coldframe

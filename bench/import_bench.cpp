// How fast logs are read, whole, on one core: `bench_coldframe --benchmark_filter=Import`. Each case is a text of about
// a million calls or 100 MB, whichever is less. Counters: bytes and calls a second, and how many bytes of columns the
// trace has for each call.
#include "sim/trace/trace_file.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <string>

namespace coldframe::bench {

namespace {

constexpr std::size_t kMostBytes = 100'000'000;
constexpr int kMostCalls = 1'000'000;

// "11111111-aaaa-4000-8000-00000000002a", another for each call.
std::string requestId(int n) {
  char text[48];
  std::snprintf(text, sizeof text, "%08x-aaaa-4000-8000-%012x", static_cast<unsigned>(n) * 2654435761U,
                static_cast<unsigned>(n));
  return text;
}

std::string instant(int n) {
  char text[48];
  std::snprintf(text, sizeof text, "2026-08-%02dT%02d:%02d:%02d.%03dZ", 1 + n / 86'400 % 28, n / 3'600 % 24,
                n / 60 % 60, n % 60, n % 1000);
  return text;
}

std::string stream(int n) {
  char text[80];
  std::snprintf(text, sizeof text, "2026/08/14/[$LATEST]0123456789abcdef0123456789ab%04x", n % 200);
  return text;
}

std::string report(int n, const char* tab) {
  const std::string t(tab);
  return "REPORT RequestId: " + requestId(n) + t + "Duration: " + std::to_string(n % 977) + ".25 ms" + t +
         "Billed Duration: " + std::to_string(n % 977 + 1) + " ms" + t + "Memory Size: 512 MB" + t +
         "Max Memory Used: " + std::to_string(80 + n % 40) + " MB" + t +
         (n % 50 == 0 ? "Init Duration: 120.5 ms" + t : "");
}

std::string lambdaText(int n) {
  return instant(n) + " " + stream(n) + " " + report(n, "\t") + "\n";
}

std::string platformEvent(int n) {
  return R"({"time":")" + instant(n) + R"(","type":"platform.report","record":{"requestId":")" + requestId(n) +
         R"(","metrics":{"durationMs":)" + std::to_string(n % 977) +
         R"(.25,"billedDurationMs":900,"memorySizeMB":512,"maxMemoryUsedMB":88},"status":"success"}})" + "\n";
}

std::string logEvent(int n) {
  return R"({"logStreamName":")" + stream(n) + R"(","timestamp":)" + std::to_string(1'786'716'043'372 + n) +
         R"(,"message":")" + report(n, "\\t") + R"(\n","ingestionTime":1786716050000,"eventId":"0"},)" + "\n";
}

std::string insightsLine(int n) {
  std::string at = instant(n);
  at[10] = ' ';
  at.pop_back();
  return at + "," + requestId(n) + ",REPORT," + std::to_string(n % 977) + ".25,900.0,," + stream(n) + ",8.7E7,5.12E8\n";
}

std::string azureLine(int n) {
  const std::string hash = "734272c01926d19690e5ec308bab64ef97950b75b1c7582283e0783fce1751d8";
  return hash + "," + hash.substr(0, 62) + std::to_string(10 + n % 40) + "," + std::to_string(n) +
         ".142570018768,0.134\n";
}

std::string plainLine(int n) {
  return std::to_string(n) + "," + instant(n) + "," + std::to_string(n % 977) + ".25,512,i" + std::to_string(n % 300) +
         "," + (n % 50 == 0 ? "true" : "false") + ",ok\n";
}

void import(benchmark::State& state, const std::string& begin, std::string (*line)(int), const std::string& end) {
  std::string text = begin;
  text.reserve(kMostBytes + 4096);
  for (int n = 0; n < kMostCalls && text.size() < kMostBytes; ++n)
    text += line(n);
  text += end;
  std::size_t rows = 0;
  std::size_t columns = 0;
  for (auto _ : state) {
    const auto imported = readTraceText(text, "bench");
    if (!imported) {
      state.SkipWithError(imported.error().text().c_str());
      return;
    }
    rows = imported->trace.rows();
    columns = 0;
    for (std::size_t i = 0; i < kStampCount; ++i)
      columns += imported->trace.column(static_cast<Stamp>(i)).size() * sizeof(std::int64_t);
    for (std::size_t i = 0; i < kCountCount; ++i)
      columns += imported->trace.column(static_cast<Count>(i)).size() * sizeof(std::int64_t);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * text.size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows));
  state.counters["MB"] = static_cast<double>(text.size()) / 1e6;
  state.counters["column_bytes"] = static_cast<double>(columns) / static_cast<double>(rows);
}

void ImportLambdaText(benchmark::State& state) {
  import(state, "", lambdaText, "");
}
void ImportPlatformEvents(benchmark::State& state) {
  import(state, "", platformEvent, "");
}
void ImportLogEvents(benchmark::State& state) {
  import(state, "{\"events\":[\n", logEvent, "{}]}");
}
void ImportInsights(benchmark::State& state) {
  import(state,
         "@timestamp,@requestId,@type,@duration,@billedDuration,@initDuration,@logStream,@maxMemoryUsed,@memorySize\n",
         insightsLine, "");
}
void ImportAzure2021(benchmark::State& state) {
  import(state, "app,func,end_timestamp,duration\n", azureLine, "");
}
void ImportPlainCsv(benchmark::State& state) {
  import(state, "request_id,start_time,duration_ms,memory_mb,instance,cold,status\n", plainLine, "");
}

} // namespace

BENCHMARK(ImportLambdaText)->Unit(benchmark::kMillisecond);
BENCHMARK(ImportPlatformEvents)->Unit(benchmark::kMillisecond);
BENCHMARK(ImportLogEvents)->Unit(benchmark::kMillisecond);
BENCHMARK(ImportInsights)->Unit(benchmark::kMillisecond);
BENCHMARK(ImportAzure2021)->Unit(benchmark::kMillisecond);
BENCHMARK(ImportPlainCsv)->Unit(benchmark::kMillisecond);

} // namespace coldframe::bench

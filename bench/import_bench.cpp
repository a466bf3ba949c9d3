// How fast logs are read, whole, on one core: `bench_coldframe --benchmark_filter=Import`. Each case is a file of about
// a million calls or 100 MB, whichever is less. Counters: bytes and calls a second, the bytes of the columns of the
// trace, and how many times those the memory grew at most while the file was read.
#include "sim/trace/trace_builder.h"
#include "sim/trace/trace_file.h"
#include "sim/trace/zstd_text.h"
#include "tests/support/sample_logs.h"

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace coldframe::bench {

namespace {

constexpr std::size_t kMostBytes = 100'000'000;
constexpr int kMostCalls = 1'000'000;

// The memory that the process has ("VmRSS:") or had at most ("VmHWM:"), bytes; 0 where the system does not tell.
double memoryOf(const std::string& field) {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (double kilobytes = 0; word == field && status >> kilobytes)
      return kilobytes * 1024;
  return 0;
}

void forgetMostMemory() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << 5; // proc(5): resets VmHWM
}

// What a trace's columns take.
std::size_t bytesOf(const Trace& trace) {
  std::size_t bytes = trace.rows() * (sizeof(CallOutcome) + (trace.hasCold() ? sizeof(Cold) : 0));
  for (std::size_t i = 0; i < kStampCount; ++i)
    bytes += trace.column(static_cast<Stamp>(i)).size() * sizeof(std::int64_t);
  for (std::size_t i = 0; i < kCountCount; ++i)
    bytes += trace.column(static_cast<Count>(i)).size() * sizeof(std::int64_t);
  return bytes;
}

// A file that is gone with it.
class BenchFile {
public:
  explicit BenchFile(std::string text) : m_path(std::filesystem::temp_directory_path() / "coldframe-import-bench") {
    std::ofstream(m_path, std::ios::binary) << text;
  }
  BenchFile(const BenchFile&) = delete;
  BenchFile& operator=(const BenchFile&) = delete;
  ~BenchFile() { std::filesystem::remove(m_path); }
  std::string path() const { return m_path.string(); }
  std::size_t size() const { return std::filesystem::file_size(m_path); }

private:
  std::filesystem::path m_path;
};

void readIt(benchmark::State& state, std::string text) {
  const BenchFile file(std::move(text));
  forgetMostMemory();
  const double before = memoryOf("VmRSS:");
  std::size_t rows = 0;
  std::size_t columns = 0;
  for (auto _ : state) {
    const auto imported = readTraceFile(file.path());
    if (!imported) {
      state.SkipWithError(imported.error().text().c_str());
      return;
    }
    rows = imported->trace.rows();
    columns = bytesOf(imported->trace);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * file.size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * rows));
  state.counters["MB"] = static_cast<double>(file.size()) / 1e6;
  state.counters["rows"] = static_cast<double>(rows);
  state.counters["column_MB"] = static_cast<double>(columns) / 1e6;
  state.counters["times_columns"] = (memoryOf("VmHWM:") - before) / static_cast<double>(columns);
}

std::string textOf(const test::SampleLog& log) {
  std::string text = log.begin;
  text.reserve(kMostBytes + 65'536);
  for (int n = 0; n < kMostCalls && text.size() < kMostBytes; ++n)
    text += log.line(n);
  text += log.end;
  return text;
}

void readLog(benchmark::State& state, const test::SampleLog& log) {
  readIt(state, textOf(log));
}

// A sample log as an export is archived.
void readPacked(benchmark::State& state, const test::SampleLog& log) {
  readIt(state, compressZstd(textOf(log)));
}

// What the program writes itself.
void readOwn(benchmark::State& state, const char* name) {
  TraceBuilder builder;
  for (int n = 0; n < kMostCalls; ++n) {
    TraceRow row;
    const std::int64_t at = std::int64_t{n} * 1'000'003;
    row.set(Stamp::Submit, SimTime::atNanoseconds(at));
    row.set(Stamp::Start, SimTime::atNanoseconds(at + 180'123'456));
    row.set(Stamp::End, SimTime::atNanoseconds(at + 36'180'123'456 + n % 977));
    row.set(Count::Call, n);
    row.set(Count::Environment, n % 300);
    row.set(Count::Memory, 536'870'912);
    row.set(Count::Billed, 36'181'000'000);
    row.cold = n % 50 == 0 ? Cold::Yes : Cold::No;
    builder.append(row);
  }
  readIt(state, writeTraceText(builder.build(), name));
}

int registerAll() {
  for (const test::SampleLog& log : test::sampleLogs())
    benchmark::RegisterBenchmark(("Import" + std::string(log.name)).c_str(), readLog, log)
        ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("ImportLambdaTextPacked", readPacked, test::sampleLogs().front())
      ->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("ImportOwnJson", readOwn, "trace.json")->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("ImportOwnCsv", readOwn, "trace.csv")->Unit(benchmark::kMillisecond);
  return 0;
}

const int registered = registerAll();

} // namespace

} // namespace coldframe::bench

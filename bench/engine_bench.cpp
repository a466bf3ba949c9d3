// Calls a second through the whole path (metrics and metering on) against the bare loop on the same queue and on
// std::priority_queue, in one run: `bench_coldframe --benchmark_filter=Calls`. The counters are calls per second of one
// core.
#include "bench/bare_loop.h"
#include "bench/bench_case.h"
#include "sim/engine/event_queue.h"

#include <benchmark/benchmark.h>

#include <queue>

namespace coldframe::bench {

namespace {

struct EngineQueue {
  EventQueue queue;
  void push(std::int64_t time, std::uint32_t payload) { queue.push(SimTime::atNanoseconds(time), payload); }
  bool empty() const { return queue.empty(); }
  std::int64_t topTime() { return queue.top().time; }
  std::uint32_t pop() { return queue.pop().payload; }
};

struct StandardQueue {
  struct Later {
    bool operator()(const Event& a, const Event& b) const { return b < a; }
  };
  std::priority_queue<Event, std::vector<Event>, Later> queue;
  std::uint64_t sequence = 0;
  void push(std::int64_t time, std::uint32_t payload) { queue.push({time, sequence++, payload}); }
  bool empty() const { return queue.empty(); }
  std::int64_t topTime() const { return queue.top().time; }
  std::uint32_t pop() {
    const std::uint32_t payload = queue.top().payload;
    queue.pop();
    return payload;
  }
};

BenchCase caseOf(const benchmark::State& state) {
  const auto concurrency = static_cast<double>(state.range(0));
  // 0 stands for the canonical case: 0.9 a second.
  BenchCase c = atConcurrency(concurrency > 0 ? concurrency : 1.8, concurrency > 1e4 ? 6e6 : 2e6);
  return c;
}

void report(benchmark::State& state, std::uint64_t calls) {
  state.counters["calls/s"] = benchmark::Counter(static_cast<double>(calls), benchmark::Counter::kIsRate);
}

void CallsEngine(benchmark::State& state) {
  const BenchCase c = caseOf(state);
  const FaasModel model = plainFunction();
  const RunInputs inputs = streamOf(c);
  std::uint64_t calls = 0;
  for (auto _ : state)
    calls += simulate(model, inputs, Seed{1, 0}).metrics.counts.arrivals;
  report(state, calls);
}

template <class Queue>
void callsBare(benchmark::State& state) {
  const BenchCase c = caseOf(state);
  std::uint64_t calls = 0;
  for (auto _ : state)
    calls += bareLoop<Queue>(c.rate, c.serviceSeconds, Duration::minutes(10).ns(),
                             Duration::fromSeconds(c.windowSeconds).ns())
                 .calls;
  report(state, calls);
}
void CallsBareSameQueue(benchmark::State& state) {
  callsBare<EngineQueue>(state);
}
void CallsBarePriorityQueue(benchmark::State& state) {
  callsBare<StandardQueue>(state);
}

void levels(benchmark::internal::Benchmark* b) {
  b->Arg(0)->Arg(10)->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
}
BENCHMARK(CallsEngine)->Apply(levels);
BENCHMARK(CallsBareSameQueue)->Apply(levels);
BENCHMARK(CallsBarePriorityQueue)->Apply(levels);

} // namespace

} // namespace coldframe::bench

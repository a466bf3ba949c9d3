// `bench_instructions CASE` simulates one case and prints how many calls it simulated; scripts/instructions runs it
// under callgrind and holds the instructions a call against bench/expected. Five cases: the fast path at two levels,
// the limits and retries of a real profile, a job through an executor, and machines.
#include "bench/bench_case.h"

#include <cstdio>
#include <functional>
#include <map>
#include <string>

namespace coldframe::bench {

namespace {

std::uint64_t stream(double concurrency) {
  return simulate(plainFunction(), streamOf(atConcurrency(concurrency, 200'000)), Seed{1, 0}).metrics.counts.arrivals;
}

std::uint64_t limitedStream() {
  FaasModel model = plainFunction();
  model.key.memory = Memory::mb(512);
  model.timeout = Duration::seconds(15);
  model.concurrency = 110;
  model.scaling = {50, Rate::perSecond(1)};
  model.invocation = Invocation::Async;
  model.allocation = LogNormal{120e6, 0.6};
  model.init = LogNormal{200e6, 0.2};
  model.noise = LogNormal{1, 0.05};
  model.eagerAssignment = true;
  model.reuse = ReuseOrder::Random;
  return simulate(model, streamOf(atConcurrency(100, 200'000)), Seed{1, 0}).metrics.counts.arrivals;
}

std::uint64_t job() {
  FaasModel model = plainFunction();
  model.timeout = Duration::seconds(300);
  model.allocation = LogNormal{120e6, 0.6};
  RunInputs inputs;
  inputs.platformId = "lambda";
  inputs.executor.name = "bench";
  inputs.executor.invokeThreads = 64;
  inputs.executor.invokeLatency = LogNormal{80e6, 0.3};
  inputs.executor.asynchronous = true;
  inputs.executor.getsPerCall = 1;
  inputs.executor.putsPerCall = 2;
  inputs.executor.pollInterval = Duration::seconds(4);
  inputs.store.getLatency = LogNormal{27e6, 0.5};
  inputs.store.putLatency = LogNormal{40e6, 0.4};
  JobDemand demand;
  demand.job.items = 40'000;
  demand.job.batch = 4;
  demand.job.item.cpu = LogNormal{1e9, 0.5};
  demand.job.item.io = Exponential{2e9};
  demand.starts = {SimTime()};
  inputs.demand = demand;
  return simulate(model, inputs, Seed{1, 0}).metrics.counts.arrivals;
}

std::uint64_t machines() {
  MachineModel fleet;
  fleet.instanceType = "c5.large";
  fleet.count = 60;
  fleet.vcpus = 2;
  return simulate(fleet, streamOf(atConcurrency(100, 200'000)), Seed{1, 0}).metrics.counts.arrivals;
}

const std::map<std::string, std::function<std::uint64_t()>>& cases() {
  static const std::map<std::string, std::function<std::uint64_t()>> all{
      {"stream-2", [] { return stream(2); }},
      {"stream-1000", [] { return stream(1000); }},
      {"limited-stream-100", limitedStream},
      {"job-10000-tasks", job},
      {"machines-100", machines},
  };
  return all;
}

} // namespace

} // namespace coldframe::bench

int main(int argc, char** argv) {
  using coldframe::bench::cases;
  const std::string wanted = argc == 2 ? argv[1] : "";
  if (wanted == "--list") {
    for (const auto& [name, run] : cases())
      std::puts(name.c_str());
    return 0;
  }
  const auto found = cases().find(wanted);
  if (found == cases().end()) {
    std::fputs("usage: bench_instructions --list | CASE\n", stderr);
    return 2;
  }
  std::printf("%llu\n", static_cast<unsigned long long>(found->second()));
  return 0;
}

// Machines with a stream of requests or a job, said in a line. Nothing limits them unless the test says so.
#pragma once

#include "sim/platform/machine/machine_model.h"
#include "sim/stats/estimate.h"

#include <cmath>
#include <functional>
#include <memory>
#include <vector>

namespace coldframe::test {

struct MachineCase {
  MachineModel model;
  RunInputs inputs;
  StreamDemand stream;
  JobDemand job;
  bool isJob = false;

  MachineCase() {
    inputs.platformId = "fleet";
    model.instanceType = "m5.large";
    job.starts = {SimTime()};
  }
  MachineCase& poisson(double perSecond) {
    stream.arrivals = PoissonArrivals{Rate::perSecond(perSecond)};
    return *this;
  }
  MachineCase& at(const std::vector<double>& times) {
    std::vector<std::int64_t> ns;
    for (const double s : times)
      ns.push_back(Duration::fromSeconds(s).ns());
    stream.arrivals = Timestamps{std::make_shared<const std::vector<std::int64_t>>(std::move(ns))};
    return *this;
  }
  // CPU time of a request or an item.
  MachineCase& cpu(Distribution law) {
    stream.request.work.cpu = law;
    job.job.item.cpu = std::move(law);
    return *this;
  }
  MachineCase& io(Distribution law) {
    stream.request.work.io = law;
    job.job.item.io = std::move(law);
    return *this;
  }
  MachineCase& items(std::int64_t count, std::int64_t batch = 1) {
    isJob = true;
    job.job.items = count;
    job.job.batch = batch;
    return *this;
  }
  // One machine with so many vCPUs and as many slots.
  MachineCase& servers(std::int64_t count) {
    model.vcpus = model.slots = count;
    return *this;
  }
  MachineCase& slots(std::int64_t count) {
    model.slots = count;
    return *this;
  }
  MachineCase& window(double s) {
    inputs.window = Duration::fromSeconds(s);
    return *this;
  }
  MachineCase& warmUp(double s) {
    inputs.warmUp = Duration::fromSeconds(s);
    return *this;
  }
  // A limit that limits nobody, but makes every call meet it: simulated event by event.
  MachineCase& eventByEvent() {
    inputs.external.maxConcurrency = 1'000'000'000;
    return *this;
  }

  RunOutput run(std::uint64_t replication = 0, TraceBuilder* trace = nullptr, const RunContext& context = {}) {
    if (isJob)
      inputs.demand = job;
    else
      inputs.demand = stream;
    return simulateMachines(model, inputs, Seed{2018, replication}, trace, context);
  }
  double makespan(std::uint64_t replication = 0) { return run(replication).metrics.makespans.at(0).inSeconds(); }

  // A figure of each of `seeds` runs.
  RunningMoments over(std::uint64_t seeds, const std::function<double(const RunOutput&)>& figure) {
    RunningMoments moments;
    for (std::uint64_t seed = 0; seed < seeds; ++seed)
      moments.add(figure(run(seed)));
    return moments;
  }
};

inline const LimitObservation* limitOf(const RunOutput& run, LimitKind kind) {
  for (const LimitObservation& seen : run.metrics.limits)
    if (seen.kind == kind)
      return &seen;
  return nullptr;
}

inline double perWindow(double ns, const RunOutput& run) {
  return ns / static_cast<double>(run.metrics.window.ns());
}
inline double meanQueue(const RunOutput& run) {
  return perWindow(run.metrics.waitingNs, run);
}
inline double meanBusy(const RunOutput& run) {
  return perWindow(run.metrics.busyVcpuNs, run);
}
inline double meanResponse(const RunOutput& run) {
  return run.metrics.response.mean() / 1e9;
}
// Share of arrivals that found every slot taken; needs a queue limit, which is what counts them.
inline double waitedShare(const RunOutput& run) {
  return static_cast<double>(run.metrics.foundAllTaken) / static_cast<double>(run.metrics.counts.arrivals);
}

} // namespace coldframe::test

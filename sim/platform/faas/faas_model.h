// One function on a function platform, ready to run: the profile's figures at the chosen memory, package and limits.
#pragma once

#include "sim/platform/faas/faas_profile.h"
#include "sim/platform/run_inputs.h"

namespace coldframe {

enum class Invocation { Sync, Async, Queue };

// Provisioned concurrency from an instant of the window on; the last entry holds to the end.
struct ProvisionedStep {
  SimTime at;
  std::int64_t environments = 0;
};

// Keep-warm pings: `concurrent` calls every `interval`, each running for `duration`, billed like any call.
struct KeepWarm {
  Duration interval; // 0: none
  std::int64_t concurrent = 1;
  Duration duration = Duration::milliseconds(5);
};

struct FaasModel {
  FunctionKey key;
  Invocation invocation = Invocation::Sync;
  // running: CPU part on the reference vCPU ÷ cpuSpeed(parallelFraction)
  double vcpus = 1; // share below 1
  double vcpuSpeed = 1;
  Duration timeout;              // min(platform cap, function's own, executor's)
  bool executorsTimeout = false; // it is the executor's, whose handler catches it: the platform sees no error
  Distribution warmStart;
  Distribution noise = Scalar{1};
  double stragglerShare = 0;
  Distribution stragglerFactor = Scalar{1};
  // environment life
  Distribution allocation; // and code download
  Duration download;
  Distribution init;     // runtime
  Distribution userInit; // the user's own, counted in INIT
  Duration firstRunExtra;
  double firstRunFactor = 1;   // on the CPU part of the first run
  double firstRunIoFactor = 1; // on its I/O part, but for items that meet at an external limit
  Duration initLimit = Duration::max();
  KeepAlive keepAlive;
  Duration maxAge = Duration::max();
  ReuseOrder reuse = ReuseOrder::Newest; // by when it was made
  bool eagerAssignment = false;
  // limits; -1 or unlimited: none
  std::int64_t concurrency = -1;
  ScalingRule scaling{-1, Rate::unlimited()};
  Rate requestRate = Rate::unlimited();
  Bytes payloadIn = Bytes::of(-1);
  Bytes payloadOut = Bytes::of(-1);
  Memory tmp = Memory::mb(512);
  SyncRules sync;
  AsyncRules async;
  QueueRules queue;
  std::vector<ProvisionedStep> provisioned;
  Distribution provisionedDelay;
  KeepWarm keepWarm;

  // Speed of the CPU part against the reference vCPU: Amdahl over the vCPUs above one.
  double cpuSpeed(double parallelFraction) const {
    const double thread = (vcpus < 1 ? vcpus : 1.0) * vcpuSpeed;
    if (vcpus <= 1 || parallelFraction <= 0)
      return thread;
    return vcpuSpeed / ((1 - parallelFraction) + parallelFraction / vcpus);
  }
};

// Runs the demand on the function. Appends one row an attempt to `trace` when it is not null.
RunOutput simulateFaas(const FaasModel& model, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
                       const RunContext& context);

} // namespace coldframe

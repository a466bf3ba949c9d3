// The user's machine during one run of a job: it enters map(), serialises and uploads, invokes the tasks through a pool
// of threads, polls for their ends and fetches the results. Two pure functions around the platform:
//   planJob()     what happens before the platform gets a task,
//   collectJob()  what happens after it ends.
// Stamps are simulated times on one clock. Requests made of the object store are counted, polling included.
//
// Choices. A thread takes the next task as soon as the client's own processor is free for it (submit), works on it for
// invoke_work, keeps busy for invoke_latency and a round trip, and the platform has the call half a round trip before
// the thread is free again (invoke): the published latencies were fitted that way.
// Without uploads the inputs travel in the calls, one after another over the uplink. Looking for finished calls begins
// when the last call is made (or one rest after the first, looks_while_calling); from the end of one look to the next
// the client rests poll_interval (poll_idle after a look that found nothing new). Sequential clients (PyWren 0.3) wait
// for one call, fetch it, and go on to the next; Lithops looks and reads statuses in one loop and fetches results in
// another. Results share the downlink in the order in which they are asked for. Without an executor the caller has a
// connection for each call and the reply brings the result.
#pragma once

#include "sim/executor/executor_profile.h"
#include "sim/usage/usage.h"
#include "sim/workload/surroundings.h"
#include "sim/workload/work.h"

#include <optional>
#include <vector>

namespace coldframe {

// What a client needs to know besides the job.
struct ClientSetting {
  const ExecutorProfile& executor;
  const ClientLink& link;
  const ObjectStoreProfile& store;
  bool remote = true; // false on the user's own machine: nothing crosses the line, no object store
};

struct JobPlan {
  std::vector<SimTime> submit; // per task: its payload is built, the invoke call is about to be made
  std::vector<SimTime>
      invoke; // per task: the platform has the call; not before submit, in task order not necessarily sorted
  ObjectStoreUsage store;
};
JobPlan planJob(const ClientSetting& setting, const JobSpec& job, SimTime entered, Seed seed, std::uint64_t run);

struct JobCollection {
  std::vector<SimTime> statusSeen; // per task
  std::vector<SimTime> resultDone; // per task
  SimTime done;                    // the last result is in the client's hands
  ObjectStoreUsage store;
};
// `visible[t]`: when task t's status can be seen in the store; tasks that failed for good count as seen, with nothing
// to fetch.
JobCollection collectJob(const ClientSetting& setting, const JobSpec& job, const JobPlan& plan,
                         const std::vector<SimTime>& visible, const std::vector<bool>& succeeded, Seed seed,
                         std::uint64_t run);

// What the executor adds inside the worker around a task of `work` (ns of running time it would take bare).
struct WorkerOverhead {
  Duration start;  // start → set-up begins
  Duration setup;  // set-up
  Duration around; // around the user's function, work quantum included
  Duration finish; // func_end → end
};
WorkerOverhead workerOverhead(const ExecutorProfile& executor, bool freshEnvironment, Duration work, Seed seed,
                              std::uint64_t platform, std::uint64_t task, std::uint64_t attempt);

} // namespace coldframe

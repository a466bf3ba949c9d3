// The general way to simulate machines, event by event: jobs, and streams whose calls share CPU or meet at an external
// limit. Split by idea:
//   machine_run.cpp    the loop, arrivals, the end of the window
//   machine_queue.cpp  who gets which slot; giving up; machines that start and stop
//   machine_task.cpp   what a task does once it has a slot: its items' I/O and CPU parts
//   machine_jobs.cpp   job runs: from the client's plan to the collected results
#pragma once

#include "sim/engine/event_queue.h"
#include "sim/executor/job_client.h"
#include "sim/platform/machine/least_of.h"
#include "sim/platform/machine/machine_record.h"
#include "sim/platform/machine/machine_task.h"
#include "sim/platform/machine/request_source.h"
#include "sim/platform/machine/shared_cpu.h"
#include "sim/platform/store_limits.h"
#include "sim/platform/token_bucket.h"

#include <deque>
#include <optional>
#include <vector>

namespace coldframe {

class MachineRun {
public:
  MachineRun(const MachineModel& machine, const RunInputs& inputs, Seed seed, TraceBuilder* trace,
             const RunContext& context);
  RunOutput run();

private:
  // Events carry what happens in the low bits of their payload and to whom in the rest. CPU parts end in the machines'
  // own order and are no events: their ends move whenever another part comes or goes.
  enum class Happening : std::uint32_t {
    JobStart,
    JobInvoke,
    MachineUp,
    TaskReads,
    ItemsBegin,
    IoDone,
    Finish,
    GiveUp
  };
  static constexpr std::uint32_t kHappeningBits = 3;
  void schedule(std::int64_t time, Happening what, std::uint32_t who) {
    m_events.push(SimTime::atNanoseconds(std::min(time, kEndOfTimeNs)),
                  (who << kHappeningBits) | static_cast<std::uint32_t>(what));
  }
  void dispatch(const Event& event);

  // Machines that serve one queue: all of them for ever, or those that were started for one run of a job.
  struct Pool {
    std::uint32_t firstMachine = 0;
    LeastOf load; // calls on each machine that is up and has a free slot
    std::deque<std::uint32_t> queue;
    std::int64_t waiting = 0;  // in the queue and still patient
    std::int64_t starting = 0; // machines that are not up yet
    std::int64_t startedAt = 0;
    bool over = false; // its job run has ended
  };
  struct Machine {
    SharedCpu cpu;
    std::uint32_t pool = 0;
    std::int64_t calls = 0;
    bool up = false;
    bool used = false;                    // a task has run on it: the executor's runtime is there
    std::vector<std::uint32_t> freeSlots; // kept for traces
  };
  struct JobRun {
    JobPlan plan;
    std::vector<std::uint32_t> order; // tasks by the moment the platform gets them
    std::size_t next = 0;
    std::vector<SimTime> visible;
    std::vector<bool> succeeded;
    std::vector<std::size_t> rows; // of the trace
    std::int64_t open = 0;
    std::int64_t entered = 0;
    std::uint32_t pool = 0;
  };

  // the loop
  void begin();
  void planNextArrival();
  void answerUser(std::int64_t at, std::uint64_t call);
  void arrive();
  bool lookAround(std::int64_t now);
  void cutDays(std::int64_t now);
  void finishWindow();

  // the queue
  std::uint32_t makePool(std::int64_t now, bool up);
  void releasePool(std::uint32_t pool);
  void offer(std::uint32_t slot, std::uint32_t pool, std::int64_t now);
  void enqueue(std::uint32_t slot, std::uint32_t pool, std::int64_t now);
  void serveQueue(std::uint32_t pool, std::int64_t now);
  void giveUp(std::uint32_t slot, std::int64_t now);
  void machineUp(std::uint32_t machine, std::int64_t now);
  void cpuChanged(std::uint32_t machine);
  void refuse(std::uint32_t slot, std::int64_t now, CallOutcome outcome);
  void tryAgain(std::uint32_t slot, std::int64_t now);
  void drawSpeed(MachineTask& task) const;

  // a task
  void start(std::uint32_t slot, std::uint32_t machine, std::int64_t now);
  void taskReads(std::uint32_t slot, std::int64_t now);
  void beginItems(std::uint32_t slot, std::int64_t now);
  bool waitsToWrite(std::uint32_t slot, std::int64_t now);
  void nextPart(std::uint32_t slot, std::int64_t now);
  void callOutside(std::uint32_t slot, std::int64_t now);
  void ioDone(std::uint32_t slot, std::int64_t now);
  void compute(std::uint32_t slot, std::int64_t now);
  void planEnd(std::uint32_t slot, std::int64_t now, std::int64_t itemsNs);
  void finish(std::uint32_t slot, std::int64_t now);
  Work nextItem(const MachineTask& task) const;
  std::int64_t cpuNs(const MachineTask& task, const Work& item) const;
  void countStoreRequests(const MachineTask& task);
  std::int64_t storeNs(std::int64_t requests, const Distribution& latency, Bytes bytes, const MachineTask& task,
                       std::uint64_t which) const;
  bool failsByItself(const MachineTask& task) const;
  std::size_t record(const MachineTask& task, std::int64_t end);
  void leave(std::uint32_t slot);

  // jobs
  void jobStart(std::uint32_t run, std::int64_t now);
  void jobInvoke(std::uint32_t run, std::int64_t now);
  void taskDone(const MachineTask& task, std::int64_t now, std::size_t row);
  void jobDone(std::uint32_t run, std::int64_t now);
  ClientSetting client() const { return {m_inputs.executor, m_inputs.client, m_inputs.store, m_machine.remote}; }

  const MachineModel& m_machine;
  const RunInputs& m_inputs;
  const RunContext& m_context;
  const JobDemand* m_job;
  const StreamDemand* m_stream;
  Seed m_seed;
  std::uint64_t m_platform; // a number for the platform's id
  TraceBuilder* m_trace;
  std::int64_t m_windowNs;
  std::int64_t m_slots; // of a machine
  CpuRates m_rates;
  bool m_overDownlink; // items fetch their input over the user's own line
  bool m_itemByItem;   // items meet others in their I/O parts: there or at the external limits
  bool m_simple;       // nothing that others do changes how long a task runs

  MachineRecord m_record;
  EventQueue m_events;
  MachineTaskSlab m_tasks;
  std::vector<Machine> m_machines;
  LeastOf m_cpuEnds; // when the next CPU part ends on each machine
  std::vector<Pool> m_pools;
  std::vector<std::uint32_t> m_freePools;

  std::optional<RequestSource> m_source;
  ArrivingRequest m_nextRequest;
  std::int64_t m_nextArrival = 0;
  Generator m_doorSource;

  StoreLimits m_store;
  RateGate m_externalGate;
  std::int64_t m_externalBusy = 0;
  std::deque<std::uint32_t> m_externalWaiting;
  std::int64_t m_lineFree = 0; // the downlink of the user's own machine

  std::vector<JobRun> m_jobRuns;
  std::uint64_t m_openRuns = 0; // job runs that have not ended
  std::uint64_t m_running = 0;
  std::int64_t m_lastDone = 0;
};

} // namespace coldframe

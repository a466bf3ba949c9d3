// One simulated window of a function platform: the state and the loop behind simulateFaas(). Split by idea:
//   faas_run.cpp       the loop, arrivals, the end of the window
//   faas_place.cpp     who gets which environment: provisioned, idle, new, or a throttle
//   faas_running.cpp   how long an attempt runs, and what its end does
//   faas_external.cpp  items that call the same external site
//   faas_retry.cpp     throttles and errors: synchronous, asynchronous and queued invocation
//   faas_jobs.cpp      job runs: from the client's plan to the collected results
#pragma once

#include "sim/engine/event_queue.h"
#include "sim/engine/timeline.h"
#include "sim/executor/job_client.h"
#include "sim/platform/faas/faas_model.h"
#include "sim/platform/faas/flight.h"
#include "sim/platform/faas/idle_pool.h"
#include "sim/platform/store_limits.h"
#include "sim/platform/token_bucket.h"
#include "sim/usage/meter.h"

#include <array>
#include <deque>
#include <vector>

namespace coldframe {

class FaasRun {
public:
  FaasRun(const FaasModel& model, const RunInputs& inputs, Seed seed, TraceBuilder* trace, const RunContext& context);
  RunOutput run();

private:
  // Events carry what happens in the low bits of their payload and to whom in the rest.
  enum class Happening : std::uint32_t {
    Finish,           // a flight's attempt ends
    FinishWarm,       // a warm call ends (faas_plain.h)
    Attempt,          // a flight is tried (again)
    EnvironmentReady, // INIT is over: m_starting environments
    JobStart,         // a job run enters map()
    JobInvoke,        // the next task of a job run reaches the platform
    ProvisionedStep,  // the schedule of provisioned concurrency goes on
    ProvisionedReady, // one provisioned environment is ready
    Ping,             // keep-warm
    Poll,             // the queue poller looks again
    TaskReads,        // a task asks the object store for its input
    ItemBegins,       // stepping flights
    ItemWaited,       // … the I/O part of an item is over
    ExternalTurn,     // the rate of the external site lets the next pass
    CutInLine,        // the time cap of one that waits for it
  };
  static constexpr std::uint32_t kHappeningBits = 4;
  void schedule(std::int64_t time, Happening what, std::uint32_t who) {
    m_events.push(SimTime::atNanoseconds(std::min(time, kEndOfTimeNs)),
                  (who << kHappeningBits) | static_cast<std::uint32_t>(what));
  }
  static Happening happeningOf(const Event& event) {
    return static_cast<Happening>(event.payload & ((1U << kHappeningBits) - 1));
  }
  void dispatch(const Event& event);

  // the loop
  void begin();
  void arrive();
  void arrivePlain(std::int64_t now);
  void finishPlain(const Event& event);
  void finishWarm(std::uint32_t slot, std::int64_t now);
  void finishPlainCold(std::uint32_t slot, std::int64_t now);
  void keepPlain(std::int64_t born, std::uint32_t environment, std::int64_t now);
  void planNextArrival() {
    m_nextArrival.time = m_arrivals.next().ns();
    m_nextArrival.sequence = m_events.takeSequence();
  }
  void answerUser(std::int64_t at, std::uint64_t request);
  bool lookAround(); // stop request and progress; false: stop
  void finishWindow();
  void closeLimits();
  void addMeters(Usage& usage) const;
  void cutDays(std::int64_t now);
  void cutDaysBefore(bool arrivalNext);

  // placing
  void attempt(std::uint32_t slot, std::int64_t now);
  bool place(std::uint32_t slot, std::int64_t now);
  void startWarm(std::uint32_t slot, std::int64_t now, const IdleEnvironment& environment);
  void startCold(std::uint32_t slot, std::int64_t now);
  void environmentReady(std::uint32_t starting, std::int64_t now);
  void releaseEnvironment(const Flight& flight, std::int64_t now);
  void giveEnvironment(const IdleEnvironment& environment, std::int64_t now);
  void makeIdle(const IdleEnvironment& environment, std::int64_t now);
  void provisionedStep(std::size_t index, std::int64_t now);
  void provisionedReady(std::int64_t now);
  void warmUpEnvironments();
  void endQuiet(std::int64_t now);
  std::int64_t drawInit();

  // running
  void startRunning(std::uint32_t slot, std::int64_t start);
  void taskReads(std::uint32_t slot, std::int64_t now);
  void runOn(std::uint32_t slot, std::int64_t now);
  bool waitsToWrite(std::uint32_t slot, std::int64_t now);
  std::int64_t bareRunningTime(std::uint32_t slot);
  static std::int64_t scaledTime(std::int64_t ns, double factor) {
    return Distribution::toWhole(static_cast<double>(ns) * factor);
  }
  std::int64_t ioTime(const Flight& flight) const;
  std::int64_t taskRunningTime(std::uint32_t slot, double factor);
  void applyLimits(std::uint32_t slot);
  void finish(std::uint32_t slot, std::int64_t now);
  void planEnd(std::uint32_t slot, std::int64_t now);
  void record(std::uint32_t slot, std::int64_t end);
  LimitObservation& limit(LimitKind kind, double value);
  // No earlier attempt of the call ran and failed; throttled ones did not run.
  bool firstRun(std::uint32_t slot) { return m_flights.detail(slot).receives == 0; }
  bool refuse(LimitKind kind) {
    m_refusedBy = kind;
    return false;
  }
  void countStoreRequests(const Flight& flight);
  bool refusedForPayload(Bytes input, Bytes output);
  void deliverTwice(std::uint32_t slot, std::int64_t now);
  void integrate(double& sum, std::int64_t from, std::int64_t to) const {
    const std::int64_t a = from > m_warmUp ? from : m_warmUp;
    const std::int64_t b = to < m_countedTo ? to : m_countedTo;
    if (b > a)
      sum += static_cast<double>(b - a);
  }

  // the external site
  struct InLine {
    std::uint32_t slot;
    std::uint64_t ticket;
  };
  bool standsInLine(const InLine& waiter) { return m_flights.detail(waiter.slot).ticket == waiter.ticket; }
  void beginItem(std::uint32_t slot, std::int64_t now);
  void callExternal(std::int64_t now);
  void itemWaited(std::uint32_t slot, std::int64_t now);
  void stepOn(std::uint32_t slot, std::int64_t now, std::int64_t at, Happening next);
  void cutInLine(std::uint32_t slot, std::int64_t now);
  void leaveExternal(std::uint32_t slot, std::int64_t now);
  Work nextItem(std::uint32_t slot);

  // throttles and errors
  void throttled(std::uint32_t slot, std::int64_t now);
  void failedAttempt(std::uint32_t slot, std::int64_t now);
  void retryAt(std::uint32_t slot, std::int64_t now, std::int64_t at);
  void giveUp(std::uint32_t slot, std::int64_t now, bool dropped);
  void completed(std::uint32_t slot, std::int64_t now);
  void enqueue(std::uint32_t slot, std::int64_t now);
  void planPoll(std::int64_t at);
  void takeMessages(std::int64_t now);
  std::int64_t pollerLimit(std::int64_t now);
  std::int64_t scaledJitter(std::int64_t most);

  // jobs
  struct JobRun {
    JobPlan plan;
    std::vector<std::uint32_t> order; // tasks by the moment the platform gets them
    std::size_t next = 0;
    std::vector<SimTime> visible;
    std::vector<bool> succeeded;
    std::vector<std::size_t> rows; // of the trace, the last attempt of each task
    std::int64_t open = 0;
    std::int64_t entered = 0;
    std::int64_t inFlight = 0; // made and not ended
    bool held = false;         // the next is kept back until one ends
  };
  void jobStart(std::uint32_t run, std::int64_t now);
  void jobInvoke(std::uint32_t run, std::int64_t now);
  void taskDone(std::uint32_t slot, std::int64_t visible, bool succeeded);
  void jobDone(std::uint32_t run);
  std::int64_t storeTime(std::int64_t requests, const Distribution& latency, Bytes bytes, std::uint32_t slot,
                         std::uint64_t which);

  const FaasModel& m_model;
  const RunInputs& m_inputs;
  const RunContext& m_context;
  const JobDemand* m_job;
  const StreamDemand* m_stream;
  Seed m_seed;
  std::uint64_t m_platform; // a number for the platform's id
  TraceBuilder* m_trace;
  Timeline* m_timeline;
  std::int64_t m_window;    // ns
  std::int64_t m_warmUp;    // ns
  std::int64_t m_countedTo; // ns: end of the window for streams; job runs are counted to their end
  bool m_canFail;           // an attempt can be cut short, refused or fail
  bool m_interactive;       // users wait for answers before they ask again
  bool m_needsDetail;       // flights carry more than the fast path reads
  bool m_limitsPayload;
  bool m_noisy;                                                     // the CPU part of each attempt varies by itself
  bool m_plain;                                                     // a stream that nothing disturbs: see faas_plain.h
  static constexpr std::int64_t kFarNs = 4'000'000'000'000'000'000; // for ever: sums of two do not overflow
  std::int64_t m_fixedLife;          // ns an idle environment lives where that is fixed; else -1
  std::int64_t m_maxAge;             // ns
  std::int64_t m_quietEnds = kFarNs; // ns: with no call running for so long, every idle environment goes
  std::int64_t m_quietSince = 0;     // ns: when the last running call ended
  double m_nsPerCpuNs = 1;           // 1 ÷ speed

  EventQueue m_events;
  FlightSlab m_flights;
  Slab<WarmCall> m_warmCalls;
  QuantileSketch m_warmTimes; // of the warm calls, ns: both their service and their response
  IdlePool m_idle;
  TokenBucket m_scaling;
  TokenBucket m_requestBucket;
  StoreLimits m_store;

  ArrivalProcess m_arrivals;
  Event m_nextArrival; // its payload is not used
  Generator m_requestSource;
  Generator m_hitSource;
  Generator m_frontSource;
  Generator m_platformSource; // allocation, INIT
  Generator m_lifeSource;     // keep-alive
  Generator m_noiseSource;
  Generator m_retrySource;

  // Environments whose INIT runs, and calls that wait for one (eager assignment only).
  struct Starting {
    std::int64_t born = 0;
    std::int64_t init = 0;
    std::int64_t extra = 0; // ns it adds to the running time of its first call
    std::uint32_t id = 0;
    bool needsInit = false; // INIT was stopped at its limit
  };
  std::vector<Starting> m_starting;
  std::vector<std::uint32_t> m_freeStarting;
  std::deque<std::uint32_t> m_waitingForEnvironment;

  std::deque<std::uint32_t> m_queued; // messages of the queue poller
  double m_pollerLimit = 0;           // on its messages in flight, at m_pollerLimitAt
  std::int64_t m_pollerLimitAt = 0;   // ns
  bool m_backlog = false;             // messages were left when it last looked
  bool m_pollPlanned = false;         // one look is planned, never more

  std::int64_t m_provisionedTarget = 0;
  std::int64_t m_provisionedLive = 0; // ready, busy or idle
  std::int64_t m_provisionedComing = 0;
  std::int64_t m_provisionedPaidTo = 0; // ns: what is paid for ahead
  std::vector<IdleEnvironment> m_provisionedIdle;

  RateGate m_externalGate;
  std::int64_t m_externalTurn = -1; // ns: when the gate is looked at again
  std::int64_t m_externalBusy = 0;
  std::uint64_t m_externalTickets = 0;
  std::deque<InLine> m_externalLine; // in it still, or cut off since

  std::vector<JobRun> m_jobRuns;
  std::uint64_t m_calls = 0;
  std::uint32_t m_environments = 0;
  std::uint64_t m_running = 0;
  std::uint64_t m_openCalls = 0; // arrived, not ended
  std::uint64_t m_untilLook = kEventsBetweenLooks;
  bool m_stopped = false;

  FunctionMeter m_onDemand;
  FunctionMeter m_onProvisioned;
  RunMetrics m_metrics;
  std::array<LimitObservation, kLimitKinds> m_limits{}; // by kind, until the window ends
  LimitKind m_refusedBy = LimitKind::Concurrency;       // of the last attempt that was throttled
  std::int64_t m_lastDone = 0;                          // ns: end of the last job run
  Usage m_usage;
};

} // namespace coldframe
